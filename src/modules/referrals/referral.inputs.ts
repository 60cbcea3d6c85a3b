import { Field, ID, InputType } from 'type-graphql';
import type { IsoDate } from '../../domain/date.js';
import { CloseReason, ReferralStatus } from '../../graphql/enums.js';
import { DateScalar } from '../../graphql/scalars.js';
import { MoneyInput } from '../../graphql/types.js';

@InputType('ReportReferralInput', { description: 'What a partner has to say of a case it works.' })
export class ReportReferralInput {
  @Field(() => ID, { description: 'The referral.' })
  referralId!: string;

  @Field(() => ReferralStatus, { description: 'ACCEPTED, ACTIVE, NEEDS_INFORMATION, ON_HOLD or CLOSED.' })
  status!: ReferralStatus;

  @Field(() => String, { nullable: true, description: "The partner's own reference, where it is new or has changed." })
  externalReference?: string | null;

  @Field(() => String, { nullable: true, description: 'A word of explanation; kept in the history of the case.' })
  note?: string | null;

  @Field(() => CloseReason, {
    nullable: true,
    description: 'Why the work has ended; needed with CLOSED, and only then.',
  })
  closeReason?: CloseReason | null;
}

@InputType('ReportReferralPaymentInput', { description: 'Money a partner has collected.' })
export class ReportReferralPaymentInput {
  @Field(() => String, { nullable: true, description: 'Sent again with the same key and input, it is recorded once.' })
  idempotencyKey?: string | null;

  @Field(() => ID, { description: 'The referral.' })
  referralId!: string;

  @Field(() => MoneyInput, { description: 'What the debtor paid, in the currency of the case.' })
  amount!: MoneyInput;

  @Field(() => DateScalar, { description: 'Day the money came in.' })
  receivedOn!: IsoDate;
}

@InputType('AskInquiryInput', { description: 'A question of a partner.' })
export class AskInquiryInput {
  @Field(() => ID, { description: 'The referral.' })
  referralId!: string;

  @Field(() => String, { description: 'What the partner needs to know.' })
  question!: string;
}

@InputType('AnswerInquiryInput', { description: 'The answer to a question of a partner.' })
export class AnswerInquiryInput {
  @Field(() => ID, { description: 'The inquiry.' })
  inquiryId!: string;

  @Field(() => String, { description: 'The answer.' })
  answer!: string;
}
