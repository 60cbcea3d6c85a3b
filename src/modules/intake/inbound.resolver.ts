import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { requireRole, userError, type Context } from '../../graphql/context.js';
import type { Case } from '../cases/case.entity.js';
import { CasePayload } from '../cases/case.payloads.js';
import { registerInboundCase } from './inbound.commands.js';
import { RegisterInboundCaseInput } from './inbound.inputs.js';

@Resolver()
export class InboundResolver {
  @Mutation(() => CasePayload, {
    description:
      'A partner hands us a case of a client of its own; it follows the case, and gets what we collect on it.',
  })
  async registerInboundCase(
    @Arg('input', () => RegisterInboundCaseInput, { description: 'Client, debtor and invoices.' })
    input: RegisterInboundCaseInput,
    @Ctx() context: Context,
  ): Promise<CasePayload> {
    const viewer = requireRole(context, 'PARTNER');
    const { partnerId } = viewer;
    if (partnerId === null) {
      const refusal = userError(context, { code: 'FORBIDDEN', text: 'FORBIDDEN.role', field: [] });
      return Object.assign(new CasePayload(), { case: null, userErrors: [refusal] });
    }
    const result = await registerInboundCase(context.platform, { ...viewer, partnerId }, input);
    const row = result.ok ? await context.loaders.byId<Case>('Case').load(result.value.caseId) : null;
    const userErrors = result.ok ? [] : result.refusal.map((refusal) => userError(context, refusal));
    return Object.assign(new CasePayload(), { case: row, userErrors });
  }
}
