import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { Refusal } from '../../domain/refusal.js';
import { requireRole, userError, type Context } from '../../graphql/context.js';
import type { Case } from '../cases/case.entity.js';
import { CasePayload, LoadExchangeRatesPayload, MoveReferralsPayload } from '../cases/case.payloads.js';
import { storeExchangeRates } from './exchange-rates.js';
import { moveReferrals } from './move.commands.js';
import { rerouteCase } from './routing.commands.js';
import { MoveReferralsInput } from './routing.inputs.js';

@Resolver()
export class RoutingMutations {
  @Mutation(() => CasePayload, {
    description:
      'For the agency: decides anew who works a case, or gives it to a partner. The old decision stays in the history.',
  })
  async rerouteCase(
    @Arg('caseId', () => ID, { description: 'The case.' }) caseId: string,
    @Arg('partnerId', () => ID, { nullable: true, description: 'The partner to have it; left out, the rules decide.' })
    partnerId: string | null | undefined,
    @Arg('reason', () => String, { description: 'Why; the partner that loses the case is told.' }) reason: string,
    @Ctx() context: Context,
  ): Promise<CasePayload> {
    const viewer = requireRole(context, 'AGENT');
    const result = await rerouteCase(context.platform, viewer, { caseId, partnerId: partnerId ?? null, reason });
    if (!result.ok) {
      const userErrors = result.refusal.map((refusal) => userError(context, refusal));
      return Object.assign(new CasePayload(), { case: null, userErrors });
    }
    const row = await context.loaders.byId<Case>('Case').clear(result.value).load(result.value);
    return Object.assign(new CasePayload(), { case: row, userErrors: [] });
  }

  @Mutation(() => MoveReferralsPayload, {
    description:
      'For the agency: moves cases, or all open cases of a partner, to another partner or home. Each is moved or refused alone.',
  })
  async moveReferrals(
    @Arg('input', () => MoveReferralsInput, { description: 'Which cases, and where to.' }) input: MoveReferralsInput,
    @Ctx() context: Context,
  ): Promise<MoveReferralsPayload> {
    const moved = await moveReferrals(context.platform, requireRole(context, 'AGENT'), input);
    const inWords = (refusals: readonly Refusal[]) => refusals.map((refusal) => userError(context, refusal));
    if (!moved.ok) {
      const nothing = { results: [], accepted: 0, refused: 0, remaining: 0 };
      return Object.assign(new MoveReferralsPayload(), { ...nothing, userErrors: inWords(moved.refusal) });
    }
    const { rows, remaining } = moved.value;
    const results = await Promise.all(
      rows.map(async ({ caseId, result }) => {
        const row = caseId === null ? null : await context.loaders.byId<Case>('Case').clear(caseId).load(caseId);
        return Object.assign(new CasePayload(), { case: row, userErrors: result.ok ? [] : inWords(result.refusal) });
      }),
    );
    const accepted = rows.filter(({ result }) => result.ok).length;
    const counts = { accepted, refused: rows.length - accepted, remaining };
    return Object.assign(new MoveReferralsPayload(), { results, ...counts, userErrors: [] });
  }

  @Mutation(() => LoadExchangeRatesPayload, {
    description: 'For the agency: stores the euro reference rates of a file of the European Central Bank.',
  })
  async loadExchangeRates(
    @Arg('content', () => String, { description: 'The file as text: CSV or XML, of one day or of many.' })
    content: string,
    @Ctx() context: Context,
  ): Promise<LoadExchangeRatesPayload> {
    requireRole(context, 'AGENT');
    const stored = await storeExchangeRates(context.platform.db, content);
    const userErrors = stored.ok ? [] : stored.refusal.map((refusal) => userError(context, refusal));
    return Object.assign(new LoadExchangeRatesPayload(), { loaded: stored.ok ? stored.value : 0, userErrors });
  }
}
