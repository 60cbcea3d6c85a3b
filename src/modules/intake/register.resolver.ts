import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Refusal } from '../../domain/refusal.js';
import type { Result } from '../../domain/result.js';
import { requireRole, userError, type Context } from '../../graphql/context.js';
import type { Case } from '../cases/case.entity.js';
import { ImportInvoicesInput, RegisterCaseInput } from './intake.inputs.js';
import { CasePayload, ImportedInvoice, ImportInvoicesPayload, RegisterCasesPayload } from '../cases/case.payloads.js';
import { importInvoices } from './import.commands.js';
import { registerCase, registerCases, type Registered } from './register.commands.js';

@Resolver()
export class RegisterResolver {
  @Mutation(() => CasePayload, {
    description:
      'Hands over unpaid invoices of one debtor. Everything wrong with them is told at once; nothing is written then.',
  })
  async registerCase(
    @Arg('input', () => RegisterCaseInput, { description: 'Debtor and invoices.' }) input: RegisterCaseInput,
    @Ctx() context: Context,
  ): Promise<CasePayload> {
    const viewer = requireRole(context, 'AGENT', 'CREDITOR');
    return casePayload(context, await registerCase(context.platform, viewer, input));
  }

  @Mutation(() => RegisterCasesPayload, {
    description: 'Row by row: good rows are registered, bad rows come back with their reasons. At most 500 rows.',
  })
  async registerCases(
    @Arg('input', () => [RegisterCaseInput], { description: 'The rows.' }) input: RegisterCaseInput[],
    @Ctx() context: Context,
  ): Promise<RegisterCasesPayload> {
    const viewer = requireRole(context, 'AGENT', 'CREDITOR');
    const answers = await registerCases(context.platform, viewer, input);
    if (!answers.ok) {
      const nothing = { results: [], accepted: 0, refused: 0 };
      return Object.assign(new RegisterCasesPayload(), { ...nothing, userErrors: inWords(context, answers.refusal) });
    }
    const results = await Promise.all(answers.value.map((answer) => casePayload(context, answer)));
    const accepted = answers.value.filter(({ ok }) => ok).length;
    return Object.assign(new RegisterCasesPayload(), {
      results,
      accepted,
      refused: results.length - accepted,
      userErrors: [],
    });
  }

  @Mutation(() => ImportInvoicesPayload, {
    description:
      'Registers a case for each e-invoice; a file that cannot become one is refused alone. At most 100 files.',
  })
  async importInvoices(
    @Arg('input', () => ImportInvoicesInput, { description: 'The files.' }) input: ImportInvoicesInput,
    @Ctx() context: Context,
  ): Promise<ImportInvoicesPayload> {
    const viewer = requireRole(context, 'AGENT', 'CREDITOR');
    const imported = await importInvoices(context.platform, viewer, input);
    if (!imported.ok) {
      return Object.assign(new ImportInvoicesPayload(), {
        results: [],
        userErrors: inWords(context, imported.refusal),
      });
    }
    const results = await Promise.all(
      imported.value.map(async ({ fileName, invoiceNumber, caseId, refusals }) => {
        const row = caseId === null ? null : await loadCase(context, caseId);
        const userErrors = inWords(context, refusals);
        return Object.assign(new ImportedInvoice(), { fileName, invoiceNumber, case: row, userErrors });
      }),
    );
    return Object.assign(new ImportInvoicesPayload(), { results, userErrors: [] });
  }
}

const inWords = (context: Context, refusals: readonly Refusal[]) =>
  refusals.map((refusal) => userError(context, refusal));

const loadCase = (context: Context, caseId: string): Promise<Case | null> =>
  context.loaders.byId<Case>('Case').clear(caseId).load(caseId);

async function casePayload(context: Context, answer: Result<Registered, readonly Refusal[]>): Promise<CasePayload> {
  const row = answer.ok ? await loadCase(context, answer.value.caseId) : null;
  return Object.assign(new CasePayload(), { case: row, userErrors: answer.ok ? [] : inWords(context, answer.refusal) });
}
