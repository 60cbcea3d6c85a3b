import { Field, ID, InputType } from 'type-graphql';
import type { IsoDate } from '../../domain/date.js';
import { CloseReason, ReferralStatus } from '../../graphql/enums.js';
import { DateScalar } from '../../graphql/scalars.js';
import { DeclineCode, PartnerPhase } from '../../graphql/partner.enums.js';
import { MoneyInput } from '../../graphql/types.js';

const ONCE = 'Sent again with the same key and input, it is recorded once.';
const THE_REFERRAL = { description: 'The referral.' };

@InputType('ReportReferralInput', { description: 'What a partner has to say of a case it works.' })
export class ReportReferralInput {
  @Field(() => String, { nullable: true, description: ONCE })
  idempotencyKey?: string | null;

  @Field(() => ID, THE_REFERRAL)
  referralId!: string;

  @Field(() => ReferralStatus, { description: 'ACCEPTED, ACTIVE, NEEDS_INFORMATION, ON_HOLD or CLOSED.' })
  status!: ReferralStatus;

  @Field(() => String, { nullable: true, description: "The partner's own reference, where it is new or has changed." })
  externalReference?: string | null;

  @Field(() => String, { nullable: true, description: 'A word of explanation; kept in the history of the case.' })
  note?: string | null;

  @Field(() => CloseReason, {
    nullable: true,
    description:
      'Why the work has ended; needed with CLOSED, and only then. PAID is refused while the money is not told of.',
  })
  closeReason?: CloseReason | null;
}

@InputType('ReportReferralPaymentInput', { description: 'Money a partner has collected.' })
export class ReportReferralPaymentInput {
  @Field(() => String, { nullable: true, description: `${ONCE} A row of many needs one.` })
  idempotencyKey?: string | null;

  @Field(() => ID, THE_REFERRAL)
  referralId!: string;

  @Field(() => MoneyInput, { description: 'What the debtor paid, in the currency it paid in.' })
  amount!: MoneyInput;

  @Field(() => DateScalar, {
    description: 'Day the money came in; not in the future, and not before the first invoice.',
  })
  receivedOn!: IsoDate;
}

@InputType('AskInquiryInput', { description: 'A question of a partner.' })
export class AskInquiryInput {
  @Field(() => String, { nullable: true, description: ONCE })
  idempotencyKey?: string | null;

  @Field(() => ID, THE_REFERRAL)
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

@InputType('AcceptReferralInput', { description: 'A case a partner takes.' })
export class AcceptReferralInput {
  @Field(() => String, { nullable: true, description: ONCE })
  idempotencyKey?: string | null;

  @Field(() => ID, THE_REFERRAL)
  referralId!: string;

  @Field(() => String, { description: "The partner's own reference." })
  externalReference!: string;
}

@InputType('DeclineReferralInput', { description: 'A case a partner gives back.' })
export class DeclineReferralInput {
  @Field(() => String, { nullable: true, description: ONCE })
  idempotencyKey?: string | null;

  @Field(() => ID, THE_REFERRAL)
  referralId!: string;

  @Field(() => String, { description: 'Why, in words.' })
  reason!: string;

  @Field(() => DeclineCode, { nullable: true, description: 'Why, in a word that can be counted.' })
  code?: DeclineCode | null;
}

@InputType('ReferralMessageInput', { description: 'Something to be read by the other side.' })
export class ReferralMessageInput {
  @Field(() => String, { nullable: true, description: ONCE })
  idempotencyKey?: string | null;

  @Field(() => ID, THE_REFERRAL)
  referralId!: string;

  @Field(() => String, { description: 'What to say; at most 2000 characters.' })
  text!: string;
}

@InputType('ReferralDocumentInput', { description: 'A document for the other side.' })
export class ReferralDocumentInput {
  @Field(() => String, { nullable: true, description: ONCE })
  idempotencyKey?: string | null;

  @Field(() => ID, THE_REFERRAL)
  referralId!: string;

  @Field(() => String, { description: 'Name of the file, without a path; at most 140 characters.' })
  fileName!: string;

  @Field(() => String, {
    description:
      'application/pdf, image/jpeg, image/png, image/tiff, text/plain, text/csv, application/xml or message/rfc822.',
  })
  mediaType!: string;

  @Field(() => String, { description: 'The bytes in Base64; at most 5 megabytes.' })
  content!: string;
}

@InputType('ReportReferralPhaseInput', { description: "Where a partner's work has come to." })
export class ReportReferralPhaseInput {
  @Field(() => String, { nullable: true, description: ONCE })
  idempotencyKey?: string | null;

  @Field(() => ID, THE_REFERRAL)
  referralId!: string;

  @Field(() => PartnerPhase, { description: 'The phase.' })
  phase!: PartnerPhase;
}

@InputType('ReportReferralCostInput', { description: 'What a partner laid out for the creditor, or charges it.' })
export class ReportReferralCostInput {
  @Field(() => String, { description: ONCE })
  idempotencyKey!: string;

  @Field(() => ID, THE_REFERRAL)
  referralId!: string;

  @Field(() => MoneyInput, { description: 'How much, in whatever currency it was laid out.' })
  amount!: MoneyInput;

  @Field(() => String, { description: 'What for.' })
  text!: string;

  @Field(() => DateScalar, { description: 'Day it was incurred.' })
  incurredOn!: IsoDate;
}

@InputType('ReverseReferralPaymentInput', { description: 'A payment a partner told of that did not hold.' })
export class ReverseReferralPaymentInput {
  @Field(() => String, { nullable: true, description: ONCE })
  idempotencyKey?: string | null;

  @Field(() => ID, THE_REFERRAL)
  referralId!: string;

  @Field(() => ID, { description: 'The payment, which the partner reported itself.' })
  paymentId!: string;

  @Field(() => DateScalar, { description: 'Day it was taken back; not in the future, and not before it came in.' })
  reversedOn!: IsoDate;
}

@InputType('ReportReferralRemittanceInput', { description: 'Money a partner sent on to the agency.' })
export class ReportReferralRemittanceInput {
  @Field(() => String, { description: ONCE })
  idempotencyKey!: string;

  @Field(() => ID, THE_REFERRAL)
  referralId!: string;

  @Field(() => MoneyInput, { description: 'How much was sent.' })
  amount!: MoneyInput;

  @Field(() => MoneyInput, {
    nullable: true,
    description:
      'What was kept of the money as the success fee, in the same currency; no more than was agreed for the referral.',
  })
  fee?: MoneyInput | null;

  @Field(() => [ID], { description: 'The payments it is for, each reported by the partner itself; 1 to 100.' })
  paymentIds!: string[];

  @Field(() => DateScalar, { description: 'Day it was sent.' })
  remittedOn!: IsoDate;
}

@InputType('ReportReferralReturnedInput', { description: 'A partner that lost a case has nothing more of it.' })
export class ReportReferralReturnedInput {
  @Field(() => String, { nullable: true, description: ONCE })
  idempotencyKey?: string | null;

  @Field(() => ID, THE_REFERRAL)
  referralId!: string;
}
