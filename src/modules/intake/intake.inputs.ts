import { Field, ID, InputType } from 'type-graphql';
import type { IsoDate } from '../../domain/date.js';
import { PartyType, StepType } from '../../graphql/enums.js';
import { KEY_OF_CLIENT } from '../../graphql/idempotency.js';
import { ClaimKind, DueDateBasis } from '../../graphql/law.enums.js';
import { CountryCodeScalar, DateScalar, DecimalScalar, LanguageTagScalar } from '../../graphql/scalars.js';
import { AddressInput, MoneyInput } from '../../graphql/types.js';

@InputType('DebtorInput', { description: 'Whoever owes the money.' })
export class DebtorInput {
  @Field(() => PartyType, { description: 'Person or company.' })
  type!: PartyType;

  @Field(() => String, { description: 'Full name, at most 200 characters.' })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: "National number: fødselsnummer, personnummer, henkilötunnus or the company's registration number.",
  })
  nationalId?: string | null;

  @Field(() => CountryCodeScalar, { description: 'Country of residence or registered office.' })
  country!: string;

  @Field(() => AddressInput, { nullable: true, description: 'Postal address; without one a person looks at the case.' })
  address?: AddressInput | null;

  @Field(() => String, { nullable: true, description: 'E-mail address.' })
  email?: string | null;

  @Field(() => String, { nullable: true, description: 'Telephone number.' })
  phone?: string | null;

  @Field(() => LanguageTagScalar, {
    nullable: true,
    description: "Language of letters; default the first language of the debtor's country, else en.",
  })
  language?: string | null;
}

@InputType('ClaimInput', { description: 'One unpaid invoice.' })
export class ClaimInput {
  @Field(() => String, {
    description: "The creditor's invoice number, used once for each creditor; at most 100 characters.",
  })
  invoiceNumber!: string;

  @Field(() => String, { description: 'What the claim is for, as the debtor will read it; at most 2000 characters.' })
  description!: string;

  @Field(() => DateScalar, { description: 'Date of the invoice.' })
  invoiceDate!: IsoDate;

  @Field(() => DateScalar, { description: 'Day the invoice fell due.' })
  dueDate!: IsoDate;

  @Field(() => MoneyInput, { description: 'What is left to pay of it, without interest and fees.' })
  principal!: MoneyInput;

  @Field(() => ClaimKind, { nullable: true, description: 'What the money is owed for; default GENERAL.' })
  kind?: ClaimKind | null;

  @Field(() => DueDateBasis, { nullable: true, description: 'How the due date came to bind; default AGREED.' })
  dueDateBasis?: DueDateBasis | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'Late interest by contract, percent a year with at most two decimals; the statutory rate where nothing is given. Never more than the law of the debtor allows is charged.',
  })
  agreedRatePercent?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Day of the agreement; selects the rules for consumer credit.',
  })
  agreedOn?: IsoDate | null;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'Day of delivery, or the day money was lent: limitation runs from it in Sweden. Default the invoice date.',
  })
  originatedOn?: IsoDate | null;
}

@InputType('PriorNoticeInput', { description: 'A letter the creditor sent before handing the case over.' })
export class PriorNoticeInput {
  @Field(() => StepType, { description: 'Kind of letter.' })
  type!: StepType;

  @Field(() => DateScalar, { description: 'Day it was sent.' })
  sentOn!: IsoDate;

  @Field(() => DateScalar, { nullable: true, description: 'Last day to pay stated in it.' })
  payBy?: IsoDate | null;

  @Field(() => MoneyInput, { nullable: true, description: 'Fee the creditor charged for it.' })
  feeCharged?: MoneyInput | null;
}

@InputType('RegisterCaseInput', { description: "One debtor's unpaid invoices, to be worked together." })
export class RegisterCaseInput {
  @Field(() => String, KEY_OF_CLIENT)
  idempotencyKey?: string | null;

  @Field(() => ID, { description: 'The creditor.' })
  creditorId!: string;

  @Field(() => DebtorInput, { description: 'Who owes.' })
  debtor!: DebtorInput;

  @Field(() => [ClaimInput], { description: 'The invoices, 1 to 100, all in one currency.' })
  claims!: ClaimInput[];

  @Field(() => Boolean, {
    nullable: true,
    description: 'True where the debtor has objected: the case is then refused.',
  })
  disputed?: boolean | null;

  @Field(() => [PriorNoticeInput], { nullable: true, description: 'Letters already sent by the creditor.' })
  priorNotices?: PriorNoticeInput[] | null;
}

@InputType('InvoiceFileInput', {
  description: 'One e-invoice as text: UBL 2.1 (EN 16931, Peppol BIS Billing 3.0) or Finvoice.',
})
export class InvoiceFileInput {
  @Field(() => String, { description: 'Name by which the answer tells the files apart.' })
  fileName!: string;

  @Field(() => String, { description: 'The XML document.' })
  content!: string;
}

@InputType('ImportInvoicesInput', { description: 'E-invoices to be registered as cases, one each.' })
export class ImportInvoicesInput {
  @Field(() => String, {
    nullable: true,
    description: 'Chosen by the client: the same key and files give the same answer, however often they are sent.',
  })
  idempotencyKey?: string | null;

  @Field(() => ID, { description: 'The creditor; every invoice must name it as its seller.' })
  creditorId!: string;

  @Field(() => [InvoiceFileInput], { description: 'The files, at most 100.' })
  files!: InvoiceFileInput[];
}
