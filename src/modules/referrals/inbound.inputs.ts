import { Field, ID, InputType } from 'type-graphql';

const ONCE = 'Sent again with the same key and input, it is recorded once.';
const THE_CASE = { description: 'The case, which a partner handed to us.' };

@InputType('WithdrawInboundCaseInput', { description: 'A case that its partner takes back.' })
export class WithdrawInboundCaseInput {
  @Field(() => String, { description: ONCE })
  idempotencyKey!: string;

  @Field(() => ID, THE_CASE)
  caseId!: string;

  @Field(() => String, { description: 'Why; kept in the history of the case.' })
  reason!: string;
}

@InputType('InboundMessageInput', { description: 'Something to be read by the other side.' })
export class InboundMessageInput {
  @Field(() => String, { nullable: true, description: ONCE })
  idempotencyKey?: string | null;

  @Field(() => ID, THE_CASE)
  caseId!: string;

  @Field(() => String, { description: 'What to say; at most 2000 characters.' })
  text!: string;
}

@InputType('InboundDocumentInput', { description: 'A document for the other side.' })
export class InboundDocumentInput {
  @Field(() => String, { nullable: true, description: ONCE })
  idempotencyKey?: string | null;

  @Field(() => ID, THE_CASE)
  caseId!: string;

  @Field(() => String, { description: 'Name of the file, without a path; at most 140 characters.' })
  fileName!: string;

  @Field(() => String, { description: 'One of the media types that ReferralDocumentInput names.' })
  mediaType!: string;

  @Field(() => String, { description: 'The bytes in Base64; at most 5 megabytes.' })
  content!: string;
}

@InputType('AskInboundInquiryInput', { description: 'A question to the partner that handed us a case.' })
export class AskInboundInquiryInput {
  @Field(() => String, { nullable: true, description: ONCE })
  idempotencyKey?: string | null;

  @Field(() => ID, THE_CASE)
  caseId!: string;

  @Field(() => String, { description: 'What we need to know.' })
  question!: string;
}
