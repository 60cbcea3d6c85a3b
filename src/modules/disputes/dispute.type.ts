import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { IsoDate } from '../../domain/date.js';
import { graphqlEnum } from '../../graphql/enums.js';
import { DateScalar } from '../../graphql/scalars.js';
import { Money, MoneyInput } from '../../graphql/types.js';

export const DisputeStatus = graphqlEnum('DisputeStatus', 'How an objection stands.', {
  OPEN: 'It is being considered.',
  UPHELD: 'The debtor was right.',
  PARTLY_UPHELD: 'The debtor was right about a part.',
  DISMISSED: 'The debtor was not right.',
  WIDENED: 'Taken up by a later one that goes further.',
});
export type DisputeStatus = keyof typeof DisputeStatus;

@ObjectType('Dispute', { simpleResolvers: true, description: 'An objection of the debtor, and what became of it.' })
export class Dispute {
  @Field(() => DisputeStatus, { description: 'How it stands.' })
  status!: DisputeStatus;

  @Field(() => String, { description: 'What the debtor objects to.' })
  reason!: string;

  @Field(() => DateScalar, { description: 'The day it was made.' })
  raisedOn!: IsoDate;

  @Field(() => Money, { nullable: true, description: 'The part objected to; null where all of it is.' })
  disputed!: Money | null;

  @Field(() => Boolean, {
    description: 'True: nothing is demanded while it stands. False: the rest of the claim is pursued.',
  })
  stopsAll!: boolean;

  @Field(() => DateScalar, { nullable: true, description: 'Last day for an answer of the creditor.' })
  answerBy!: IsoDate | null;

  @Field(() => String, { nullable: true, description: 'What the creditor says to it.' })
  answer!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The day of the answer.' })
  answeredOn!: IsoDate | null;

  @Field(() => DateScalar, { nullable: true, description: 'The day it was decided; null while it stands.' })
  resolvedOn!: IsoDate | null;

  @Field(() => String, { nullable: true, description: 'Why it was decided so.' })
  resolution!: string | null;

  @Field(() => Money, {
    nullable: true,
    description: 'What of the claims fell away; null where nothing did, or everything.',
  })
  upheld!: Money | null;
}

@InputType('DisputeCaseInput', { description: "The debtor's objection." })
export class DisputeCaseInput {
  @Field(() => ID, { description: 'The case.' })
  caseId!: string;

  @Field(() => String, { description: 'What the debtor objects to.' })
  reason!: string;

  @Field(() => ID, { nullable: true, description: 'The claim objected to; nothing where it may be any of the case.' })
  claimId?: string | null;

  @Field(() => MoneyInput, {
    nullable: true,
    description:
      'The part objected to; nothing where all of it is. Of several claims the newest are taken to be meant.',
  })
  disputedAmount?: MoneyInput | null;
}

@InputType('AnswerDisputeInput', { description: "The creditor's answer to an objection." })
export class AnswerDisputeInput {
  @Field(() => ID, { description: 'The case.' })
  caseId!: string;

  @Field(() => String, { description: 'The answer, as the debtor is to read it.' })
  answer!: string;
}

@InputType('ResolveDisputeInput', { description: 'How an objection was decided.' })
export class ResolveDisputeInput {
  @Field(() => ID, { description: 'The case.' })
  caseId!: string;

  @Field(() => Boolean, { description: 'True where the debtor was right, in whole or in part.' })
  upheld!: boolean;

  @Field(() => MoneyInput, {
    nullable: true,
    description: 'The part the debtor was right about; nothing where it was right about all it objected to.',
  })
  upheldAmount?: MoneyInput | null;

  @Field(() => String, { description: 'Why.' })
  resolution!: string;
}
