import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { requireRole, userError, type Context } from '../../graphql/context.js';
import { RegisterCreditorPayload } from '../cases/case.payloads.js';
import { registerCreditor } from './creditor.commands.js';
import type { Creditor } from './creditor.entity.js';
import { CreditorInput } from './creditor.inputs.js';

@Resolver()
export class CreditorMutations {
  @Mutation(() => RegisterCreditorPayload, { description: 'For the agency: takes in a new client.' })
  async registerCreditor(
    @Arg('input', () => CreditorInput, { description: 'The client.' }) input: CreditorInput,
    @Ctx() context: Context,
  ): Promise<RegisterCreditorPayload> {
    requireRole(context, 'AGENT');
    const result = await registerCreditor(context.platform, input);
    if (!result.ok) {
      const userErrors = result.refusal.map((refusal) => userError(context, refusal));
      return Object.assign(new RegisterCreditorPayload(), { creditor: null, userErrors });
    }
    const creditor = await context.loaders.byId<Creditor>('Creditor').load(result.value);
    return Object.assign(new RegisterCreditorPayload(), { creditor, userErrors: [] });
  }
}
