import { Field, ID, InputType } from 'type-graphql';
import type { IsoDate } from '../../domain/date.js';
import { DateScalar } from '../../graphql/scalars.js';
import { MoneyInput } from '../../graphql/types.js';

const ONCE = 'Sent again with the same key and input, it is recorded once.';

@InputType('ReversePaymentInput', { description: 'A payment that we recorded and that did not hold.' })
export class ReversePaymentInput {
  @Field(() => String, { description: ONCE })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The payment; one that a partner reported is taken back by that partner.' })
  paymentId!: string;

  @Field(() => DateScalar, { description: 'Day it was taken back; not in the future, and not before it came in.' })
  reversedOn!: IsoDate;

  @Field(() => String, { description: 'Why: bounced, recalled, booked by mistake … Kept in the history of the case.' })
  reason!: string;
}

@InputType('RecordRemittanceInput', { description: 'Money we got from a partner.' })
export class RecordRemittanceInput {
  @Field(() => String, { description: ONCE })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The referral it was collected on.' })
  referralId!: string;

  @Field(() => MoneyInput, { description: 'How much came in.' })
  amount!: MoneyInput;

  @Field(() => MoneyInput, {
    nullable: true,
    description:
      'What the partner kept of the money as the success fee, in the same currency; no more than was agreed for the referral.',
  })
  fee?: MoneyInput | null;

  @Field(() => [ID], { description: 'The payments it is for, all of this referral; 1 to 100.' })
  paymentIds!: string[];

  @Field(() => DateScalar, { description: 'Day it came in; not in the future.' })
  receivedOn!: IsoDate;

  @Field(() => String, {
    nullable: true,
    description: "The partner's number of the transfer; one that is known for the referral is not booked again.",
  })
  reference?: string | null;
}
