import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { IsoDate } from '../../domain/date.js';
import type { StepType } from '../../domain/facts.js';
import { DEFAULT_STRATEGY } from '../../domain/strategy.js';
import { requireRole, userError, type Context } from '../../graphql/context.js';
import { badInput } from '../../graphql/faults.js';
import { DateScalar } from '../../graphql/scalars.js';
import { Case } from '../cases/case.entity.js';
import { Creditor } from '../creditors/creditor.entity.js';
import { monthOf, previewStrategy, type PreviewedCase } from './preview.query.js';
import { StrategyPreview, StrategyPreviewCase, StrategyPreviewPayload } from './preview.type.js';
import { changedStrategy } from './strategy.checks.js';
import { setStrategy, strategyInForce } from './strategy.commands.js';
import { caseScores, creditorStrategies } from './strategy.fields.js';
import { CaseScore, CreditorStrategy, SetStrategyInput, SetStrategyPayload, StrategyInput } from './strategy.type.js';

@Resolver(() => Creditor)
export class StrategyResolver {
  @FieldResolver(() => CreditorStrategy, {
    nullable: true,
    description: 'How it wants its cases worked now. For the agency and the creditor itself; null for a partner.',
  })
  async strategy(@Root() creditor: Creditor, @Ctx() context: Context): Promise<CreditorStrategy | null> {
    return (await creditorStrategies(creditor, context))?.[0] ?? null;
  }

  @FieldResolver(() => [CreditorStrategy], {
    nullable: true,
    description: 'Every version of its strategy, newest first. For the agency and the creditor itself; null for a partner.',
  }) // prettier-ignore
  strategyHistory(@Root() creditor: Creditor, @Ctx() context: Context): Promise<CreditorStrategy[] | null> {
    return creditorStrategies(creditor, context);
  }

  @Mutation(() => SetStrategyPayload, {
    description: 'For the agency and the creditor itself: lays down how its cases are worked from now on, within what the law allows.',
  }) // prettier-ignore
  async setStrategy(
    @Arg('input', () => SetStrategyInput, { description: 'Whose, and what is to be different.' })
    input: SetStrategyInput,
    @Ctx() context: Context,
  ): Promise<SetStrategyPayload> {
    const viewer = requireRole(context, 'AGENT', 'CREDITOR');
    const result = await setStrategy(context.platform, viewer, input);
    if (!result.ok) {
      const userErrors = result.refusal.map((refusal) => userError(context, refusal));
      return Object.assign(new SetStrategyPayload(), { creditor: null, userErrors });
    }
    const creditor = await context.loaders.byId<Creditor>('Creditor').load(result.value);
    return Object.assign(new SetStrategyPayload(), { creditor, userErrors: [] });
  }
}

const MOST_CASES = 500;

@Resolver(() => StrategyPreviewCase)
export class StrategyPreviewResolver {
  @Query(() => StrategyPreviewPayload, {
    description: "What would have become of a month's cases of a creditor with another strategy. Nothing is changed.",
  })
  async strategyPreview(
    @Arg('creditorId', () => ID, { description: 'The creditor.' }) creditorId: string,
    @Arg('strategy', () => StrategyInput, { description: 'What is to be different from the strategy in force.' })
    input: StrategyInput,
    @Arg('month', () => DateScalar, { description: 'Any day of the month; the month must have begun.' }) month: IsoDate,
    @Arg('first', () => Int, { defaultValue: 100, description: 'Cases at most, oldest first; 1 to 500.' })
    first: number,
    @Ctx() context: Context,
  ): Promise<StrategyPreviewPayload> {
    const viewer = requireRole(context, 'AGENT', 'CREDITOR');
    const { db, laws, clock } = context.platform;
    if (first < 1 || first > MOST_CASES) throw badInput(`first must be from 1 to ${MOST_CASES}.`, 'first');
    const period = monthOf(month);
    const found = await strategyInForce(db, viewer, creditorId);
    const refusals = [
      ...(found ? [] : [{ code: 'NOT_FOUND', text: 'NOT_FOUND.creditor', field: ['creditorId'] } as const]),
      ...(period.from > clock.today() ? [{ code: 'INVALID_INPUT', text: 'INVALID_INPUT.monthInFuture', field: ['month'] } as const] : []),
    ]; // prettier-ignore
    const strategy = changedStrategy(found?.strategy ?? DEFAULT_STRATEGY, input);
    const all = [...refusals, ...(strategy.ok ? [] : strategy.refusal)];
    if (!found || !strategy.ok || all.length > 0) {
      const userErrors = all.map((refusal) => userError(context, refusal));
      return Object.assign(new StrategyPreviewPayload(), { preview: null, userErrors });
    }
    const { casesInAll, cases } = await previewStrategy(db, laws, found.creditorId, strategy.value, period, first);
    const preview = Object.assign(new StrategyPreview(), {
      ...period, casesInAll, cases: cases.map(shown), totals: totalsOf(cases),
    }); // prettier-ignore
    return Object.assign(new StrategyPreviewPayload(), { preview, userErrors: [] });
  }

  @FieldResolver()
  case(@Root() row: StrategyPreviewCase, @Ctx() { loaders }: Context): Promise<Case | null> {
    return loaders.byId<Case>('Case').load(row.caseId);
  }
}

const shown = ({ caseId, would, was }: PreviewedCase): StrategyPreviewCase =>
  Object.assign(new StrategyPreviewCase(), {
    caseId,
    would: would.map(({ type, on, waits }) => ({ type, on, needsApproval: waits })),
    was: was.map((step) => ({ ...step, needsApproval: false })),
  });

function totalsOf(cases: readonly PreviewedCase[]): StrategyPreview['totals'] {
  const count = (type: StepType, steps: readonly { readonly type: StepType }[]) =>
    steps.filter((step) => step.type === type).length;
  const [would, was] = [cases.flatMap((row) => row.would), cases.flatMap((row) => row.was)];
  const types = [...new Set([...would, ...was].map(({ type }) => type))].sort();
  return types.map((type) => ({ type, would: count(type, would), was: count(type, was) }));
}

@Resolver(() => Case)
export class ScoreResolver {
  @FieldResolver(() => [CaseScore], {
    description: "How the debtor's means were scored under surveillance, newest first. Of no concern to a partner.",
  })
  scores(@Root() row: Case, @Ctx() context: Context): Promise<CaseScore[]> {
    return caseScores(row.id, context);
  }
}
