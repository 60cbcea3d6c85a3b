import { Field, ID, InputType } from 'type-graphql';
import { MoneyInput } from '../../graphql/types.js';

@InputType('DisputeCaseInput', { description: "The debtor's objection." })
export class DisputeCaseInput {
  @Field(() => ID, { description: 'The case.' })
  caseId!: string;

  @Field(() => String, { description: 'What the debtor objects to.' })
  reason!: string;

  @Field(() => MoneyInput, { nullable: true, description: 'The part objected to; nothing where all of it is.' })
  disputedAmount?: MoneyInput | null;
}

@InputType('ResolveDisputeInput', { description: 'How an objection was decided.' })
export class ResolveDisputeInput {
  @Field(() => ID, { description: 'The case.' })
  caseId!: string;

  @Field(() => Boolean, { description: 'True where the debtor was right: the case is closed.' })
  upheld!: boolean;

  @Field(() => String, { description: 'Why.' })
  resolution!: string;
}

@InputType('WithdrawCaseInput', { description: 'The end of a case at the wish of its creditor.' })
export class WithdrawCaseInput {
  @Field(() => ID, { description: 'The case.' })
  caseId!: string;

  @Field(() => String, { description: 'Why; a partner that has the case is told.' })
  reason!: string;
}
