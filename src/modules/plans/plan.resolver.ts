import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { addMonths, addYears, type IsoDate } from '../../domain/date.js';
import { mayAgreePlan } from '../../domain/lifecycle.js';
import { parseAmount } from '../../domain/money.js';
import { inEqualParts, withinMeans, type Outlook, type PlanTerms } from '../../domain/plan.js';
import { requireRole, type Context } from '../../graphql/context.js';
import { asFault, badInput } from '../../graphql/faults.js';
import { DateScalar } from '../../graphql/scalars.js';
import { Money, MoneyInput } from '../../graphql/types.js';
import { answerWithCase } from '../cases/case.answer.js';
import { Case } from '../cases/case.entity.js';
import { CasePayload } from '../cases/case.payloads.js';
import { lawOf } from '../cases/case.working.js';
import { acceptPaymentPlan, agreePaymentPlan, declinePaymentPlan, proposePaymentPlan } from './plan.commands.js';
import { casePlans, casePlanTotal, checkedNumber, optionView } from './plan.fields.js';
import {
  AgreePaymentPlanInput, AnswerPaymentPlanInput, InstalmentOption, PaymentPlan, ProposePaymentPlanInput,
} from './plan.type.js'; // prettier-ignore

@ArgsType()
class OptionArgs {
  @Field(() => ID, { description: 'The case.' })
  caseId!: string;

  @Field(() => MoneyInput, {
    nullable: true,
    description: 'Most the debtor can pay a month: the shortest plan within it.',
  })
  monthly?: MoneyInput | null;

  @Field(() => Int, { nullable: true, description: 'Number of instalments, 1 to 60: a plan of so many equal ones.' })
  number?: number | null;

  @Field(() => DateScalar, { nullable: true, description: 'When the first falls due; default: in a month.' })
  firstOn?: IsoDate | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether no interest is to run while the plan is in force.' })
  interestFree?: boolean | null;
}

/** What is shown to somebody who asks for no number and says nothing of means. */
const USUAL_NUMBERS = [3, 4, 6, 12];

@Resolver(() => Case)
export class PlanResolver {
  @FieldResolver(() => [PaymentPlan], { description: 'Instalment plans, proposed or agreed, oldest first.' })
  plans(@Root() row: Case, @Ctx() context: Context): Promise<PaymentPlan[]> {
    return casePlans(row.id, context);
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description:
      'What the instalments of a plan agreed today must add up to, its cost included; null where no plan may be agreed.',
  })
  async planTotal(
    @Root() row: Case,
    @Ctx() context: Context,
    @Arg('instalments', () => Int, { description: 'Number of instalments, 1 to 60.' }) instalments: number,
  ): Promise<Money | null> {
    return casePlanTotal(await context.loaders.caseState.load(row.id), instalments, context);
  }

  @Query(() => [InstalmentOption], {
    description:
      'Instalment plans that could be agreed today, one instalment a month on bank days, with what each costs and the interest line by line; none where no plan may be agreed, or none is within the means.',
  })
  async instalmentOptions(
    @Ctx() context: Context,
    @Args(() => OptionArgs) args: OptionArgs,
  ): Promise<InstalmentOption[]> {
    requireRole(context, 'AGENT', 'CREDITOR');
    const found = await context.loaders.node<Case>('Case', args.caseId);
    if (!found) return [];
    const state = await context.loaders.caseState.load(found.id);
    const law = lawOf(context.platform.laws, state);
    if (!law || !mayAgreePlan(state)) return [];
    const { facts } = state;
    const terms = termsOf(args, context.platform.clock.today(law.timeZone));
    const most = args.monthly ? meansOf(args.monthly, facts.currency) : null;
    const numbers = args.number != null ? [checkedNumber(args.number, 'number')] : most === null ? USUAL_NUMBERS : [];
    const outlooks = asFault((): (Outlook | null)[] => [
      ...numbers.map((number) => inEqualParts(facts, law, terms, number)),
      ...(most === null ? [] : [withinMeans(facts, law, terms, most)]),
    ]);
    return outlooks.filter((outlook) => outlook !== null).map((outlook) => optionView(outlook, facts.currency));
  }

  @Mutation(() => CasePayload, {
    description:
      'Agrees an instalment plan with the debtor for everything that is owed, sends the letter that confirms it, and leaves the case on hold while it is kept. A plan in force gives way to it.',
  })
  agreePaymentPlan(
    @Arg('input', () => AgreePaymentPlanInput, { description: 'The plan.' }) input: AgreePaymentPlanInput,
    @Ctx() context: Context,
  ): Promise<CasePayload> {
    requireRole(context, 'AGENT');
    return answerWithCase(context, (platform, viewer) => agreePaymentPlan(platform, viewer, input));
  }

  @Mutation(() => CasePayload, {
    description: 'Records that the debtor proposes an instalment plan, or that one was proposed to the debtor.',
  })
  proposePaymentPlan(
    @Arg('input', () => ProposePaymentPlanInput, { description: 'The plan.' }) input: ProposePaymentPlanInput,
    @Ctx() context: Context,
  ): Promise<CasePayload> {
    return answerWithCase(context, (platform, viewer) => proposePaymentPlan(platform, viewer, input));
  }

  @Mutation(() => CasePayload, {
    description:
      'Makes a proposed instalment plan an agreed one. Where what is owed has changed meanwhile, its last instalment is set to what settles the claim.',
  })
  acceptPaymentPlan(
    @Arg('input', () => AnswerPaymentPlanInput, { description: 'Which plan.' }) input: AnswerPaymentPlanInput,
    @Ctx() context: Context,
  ): Promise<CasePayload> {
    return answerWithCase(context, (platform, viewer) => acceptPaymentPlan(platform, viewer, input));
  }

  @Mutation(() => CasePayload, { description: 'Puts a proposed instalment plan aside.' })
  declinePaymentPlan(
    @Arg('input', () => AnswerPaymentPlanInput, { description: 'Which plan.' }) input: AnswerPaymentPlanInput,
    @Ctx() context: Context,
  ): Promise<CasePayload> {
    return answerWithCase(context, (platform, viewer) => declinePaymentPlan(platform, viewer, input));
  }
}

function termsOf({ firstOn, interestFree }: OptionArgs, today: IsoDate): PlanTerms {
  const first = firstOn ?? addMonths(today, 1);
  if (first <= today || first > addYears(today, 1))
    throw badInput('firstOn must be after today, within a year.', 'firstOn');
  return { agreedOn: today, firstOn: first, interestFree: interestFree === true };
}

function meansOf({ amount, currency }: MoneyInput, expected: string): bigint {
  const minor = currency === expected ? parseAmount(amount, currency) : null;
  if (minor === null || minor <= 0n) throw badInput(`monthly must be more than nothing, in ${expected}.`, 'monthly');
  return minor;
}
