import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { IsoDate } from '../../domain/date.js';
import { graphqlEnum } from '../../graphql/enums.js';
import { KEY_OF_CLIENT } from '../../graphql/idempotency.js';
import { DateScalar } from '../../graphql/scalars.js';
import { Money, MoneyInput } from '../../graphql/types.js';

export const PlanStatus = graphqlEnum('PlanStatus', 'How an instalment plan stands.', {
  PROPOSED: 'Waits to be accepted or declined.',
  DECLINED: 'Was never agreed.',
  ACTIVE: 'Is being kept; the case rests meanwhile.',
  COMPLETED: 'Every instalment was paid, or all that was owed.',
  DEFAULTED: 'Was not kept.',
  RENEGOTIATED: 'Another plan took its place.',
  CANCELLED: 'Was ended before its time, or the case was.',
});
export type PlanStatus = keyof typeof PlanStatus;

export const PlanProposer = graphqlEnum('PlanProposer', 'Who proposes an instalment plan.', {
  DEBTOR: 'The debtor.',
  AGENCY: 'The agency, or the creditor through it.',
});
export type PlanProposer = keyof typeof PlanProposer;

@ObjectType('Instalment', { simpleResolvers: true, description: 'One part of an instalment plan.' })
export class Instalment {
  @Field(() => DateScalar, { description: 'Last day to pay it.' })
  dueOn!: IsoDate;

  @Field(() => Money, { description: 'The amount.' })
  amount!: Money;

  @Field(() => Money, {
    description: 'What of it was paid by what came in since the plan was agreed, the oldest instalment first.',
  })
  paid!: Money;
}

@ObjectType('PaymentPlan', {
  simpleResolvers: true,
  description: 'An instalment plan, proposed or agreed with the debtor.',
})
export class PaymentPlan {
  @Field(() => ID, { description: 'Its id, for acceptPaymentPlan and declinePaymentPlan.' })
  id!: string;

  @Field(() => PlanStatus, { description: 'How it stands.' })
  status!: PlanStatus;

  @Field(() => PlanProposer, { nullable: true, description: 'Who proposed it; null where it was agreed at once.' })
  proposedBy!: PlanProposer | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day it was proposed.' })
  proposedOn!: IsoDate | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day it was agreed; null where it is only proposed.' })
  agreedOn!: IsoDate | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day it ended otherwise than with the case.' })
  endedOn!: IsoDate | null;

  @Field(() => Boolean, { description: 'Whether no interest runs while it is in force.' })
  interestFree!: boolean;

  @Field(() => Money, { description: 'Sum of the instalments.' })
  total!: Money;

  @Field(() => [Instalment], { description: 'The instalments, oldest first.' })
  instalments!: Instalment[];

  @Field(() => Instalment, {
    nullable: true,
    description: 'The first of which something is left; null unless the plan is active.',
  })
  nextInstalment!: Instalment | null;
}

@ObjectType('ProjectedInstalment', {
  simpleResolvers: true,
  description: 'An instalment as it comes out if every one is paid on its day.',
})
class ProjectedInstalment {
  @Field(() => DateScalar, { description: 'Last day to pay it: a bank day.' })
  dueOn!: IsoDate;

  @Field(() => Money, { description: 'The amount.' })
  amount!: Money;

  @Field(() => Money, {
    nullable: true,
    description: 'Late interest since the instalment before, or since today; null where a rate is not known yet.',
  })
  interest!: Money | null;

  @Field(() => Money, { description: 'Owed after it is paid.' })
  left!: Money;
}

@ObjectType('InstalmentOption', {
  simpleResolvers: true,
  description: 'A plan that could be agreed today, ready for agreePaymentPlan.',
})
export class InstalmentOption {
  @Field(() => Int, { description: 'Number of instalments.' })
  number!: number;

  @Field(() => Money, { description: 'Sum of the instalments.' })
  total!: Money;

  @Field(() => Money, { description: 'What the plan itself adds to the costs, up to what the law allows.' })
  cost!: Money;

  @Field(() => Money, {
    nullable: true,
    description:
      'Late interest from today to the last instalment, part of the total. Null where the rate of one of the days is not known yet: it is then asked for after the plan.',
  })
  interest!: Money | null;

  @Field(() => [ProjectedInstalment], { description: 'The instalments; the last settles the claim.' })
  instalments!: ProjectedInstalment[];
}

@InputType('InstalmentInput', { description: 'One part of an instalment plan.' })
class InstalmentInput {
  @Field(() => DateScalar, { description: 'Last day to pay it: a bank day after today, later than the one before.' })
  dueOn!: IsoDate;

  @Field(() => MoneyInput, { description: 'The amount.' })
  amount!: MoneyInput;
}

@InputType('AgreePaymentPlanInput', { description: 'An instalment plan for everything that is owed.' })
export class AgreePaymentPlanInput {
  @Field(() => String, KEY_OF_CLIENT)
  idempotencyKey?: string | null;

  @Field(() => ID, { description: 'The case.' })
  caseId!: string;

  @Field(() => [InstalmentInput], {
    description:
      'The instalments, 1 to 60. They add up to what is owed today, the cost of the plan included; or to that with the interest until they are paid.',
  })
  instalments!: InstalmentInput[];

  @Field(() => Boolean, { nullable: true, description: 'True where no interest is to run while the plan is in force.' })
  interestFree?: boolean | null;
}

@InputType('ProposePaymentPlanInput', { description: 'An instalment plan that somebody proposes.' })
export class ProposePaymentPlanInput extends AgreePaymentPlanInput {
  @Field(() => PlanProposer, { description: 'Who proposes it.' })
  proposer!: PlanProposer;
}

@InputType('AnswerPaymentPlanInput', { description: 'A proposed instalment plan that is accepted or declined.' })
export class AnswerPaymentPlanInput {
  @Field(() => String, KEY_OF_CLIENT)
  idempotencyKey?: string | null;

  @Field(() => ID, { description: 'The plan.' })
  planId!: string;
}
