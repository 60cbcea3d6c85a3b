import { Field, InputType } from 'type-graphql';
import { CreditorInput } from '../creditors/creditor.inputs.js';
import { ClaimInput, DebtorInput, PriorNoticeInput } from './intake.inputs.js';

@InputType('RegisterInboundCaseInput', {
  description: 'A case that a partner hands to us for a client of its own, against a debtor in a country we work in.',
})
export class RegisterInboundCaseInput {
  @Field(() => String, {
    description: 'Chosen by the partner: the same key and input give the same case, however often they are sent.',
  })
  idempotencyKey!: string;

  @Field(() => String, { description: "The partner's own reference of the case, at most 140 characters." })
  reference!: string;

  @Field(() => CreditorInput, {
    description: "The partner's client. Told again, its name and address are brought up to date.",
  })
  creditor!: CreditorInput;

  @Field(() => DebtorInput, { description: 'Who owes.' })
  debtor!: DebtorInput;

  @Field(() => [ClaimInput], { description: 'The invoices, 1 to 100, all in one currency.' })
  claims!: ClaimInput[];

  @Field(() => Boolean, {
    nullable: true,
    description: 'True where the debtor has objected: the case is then refused.',
  })
  disputed?: boolean | null;

  @Field(() => [PriorNoticeInput], {
    nullable: true,
    description: 'Letters already sent by the creditor or the partner.',
  })
  priorNotices?: PriorNoticeInput[] | null;
}
