import { Field, Int, ObjectType } from 'type-graphql';
import { InquiryPayload, Payload, PaymentPayload, ReferralPayload } from '../cases/case.payloads.js';
import { ReferralDocument, ReferralMessage } from './message.entity.js';

/** Shared by every answer of a mutation of many rows. */
@ObjectType({ simpleResolvers: true })
abstract class RowsPayload extends Payload {
  @Field(() => Int, { description: 'Rows that were done.' })
  accepted!: number;

  @Field(() => Int, { description: 'Rows that were not.' })
  refused!: number;
}

const ROWS = { description: 'One answer for each row, in the order of the rows.' };

@ObjectType('ReferralsPayload', { simpleResolvers: true, description: 'Answer of a mutation of many referrals.' })
export class ReferralsPayload extends RowsPayload {
  @Field(() => [ReferralPayload], ROWS)
  results!: ReferralPayload[];
}

@ObjectType('PaymentsPayload', {
  simpleResolvers: true,
  description: 'Answer of a mutation that records many payments.',
})
export class PaymentsPayload extends RowsPayload {
  @Field(() => [PaymentPayload], ROWS)
  results!: PaymentPayload[];
}

@ObjectType('InquiriesPayload', { simpleResolvers: true, description: 'Answer of a mutation of many inquiries.' })
export class InquiriesPayload extends RowsPayload {
  @Field(() => [InquiryPayload], ROWS)
  results!: InquiryPayload[];
}

@ObjectType('ReferralMessagePayload', { simpleResolvers: true, description: 'Answer of sendReferralMessage.' })
export class ReferralMessagePayload extends Payload {
  @Field(() => ReferralMessage, {
    nullable: true,
    description: 'The message; null where the request was refused, or the reader has the case no more.',
  })
  message!: ReferralMessage | null;
}

@ObjectType('ReferralDocumentPayload', { simpleResolvers: true, description: 'Answer of sendReferralDocument.' })
export class ReferralDocumentPayload extends Payload {
  @Field(() => ReferralDocument, {
    nullable: true,
    description: 'The document; null where the request was refused, or the reader has the case no more.',
  })
  document!: ReferralDocument | null;
}
