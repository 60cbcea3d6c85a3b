import { Field, Int, ObjectType } from 'type-graphql';
import type { IsoDate } from '../../domain/date.js';
import { DateScalar } from '../../graphql/scalars.js';
import { UserError } from '../../graphql/types.js';
import { Creditor } from '../creditors/creditor.entity.js';
import { Debtor } from '../debtors/debtor.entity.js';
import { Payment } from '../payments/payment.entity.js';
import { Inquiry, Referral } from '../referrals/referral.entity.js';
import { Task } from '../tasks/task.entity.js';
import { Case } from './case.entity.js';

/** Shared by every answer of a mutation. */
@ObjectType({ simpleResolvers: true })
export abstract class Payload {
  @Field(() => [UserError], { description: 'Every reason the request was refused; empty where it was done.' })
  userErrors!: UserError[];
}

@ObjectType('RegisterCreditorPayload', { simpleResolvers: true, description: 'Answer of registerCreditor.' })
export class RegisterCreditorPayload extends Payload {
  @Field(() => Creditor, { nullable: true, description: 'The creditor; null where the request was refused.' })
  creditor!: Creditor | null;
}

@ObjectType('DebtorPayload', { simpleResolvers: true, description: 'Answer of recordDebtorCondition.' })
export class DebtorPayload extends Payload {
  @Field(() => Debtor, { nullable: true, description: 'The debtor; null where the request was refused.' })
  debtor!: Debtor | null;
}

@ObjectType('CasePayload', { simpleResolvers: true, description: 'Answer of a mutation of one case.' })
export class CasePayload extends Payload {
  @Field(() => Case, { nullable: true, description: 'The case as it stands now; null where the request was refused.' })
  case!: Case | null;
}

@ObjectType('RegisterCasesPayload', { simpleResolvers: true, description: 'Answer of registerCases.' })
export class RegisterCasesPayload extends Payload {
  @Field(() => [CasePayload], { description: 'One answer for each row, in the order of the rows.' })
  results!: CasePayload[];

  @Field(() => Int, { description: 'Rows that became cases.' })
  accepted!: number;

  @Field(() => Int, { description: 'Rows that did not.' })
  refused!: number;
}

@ObjectType('MoveReferralsPayload', { simpleResolvers: true, description: 'Answer of moveReferrals.' })
export class MoveReferralsPayload extends Payload {
  @Field(() => [CasePayload], {
    description: 'One answer for each case, in the order asked for or of their hand-over.',
  })
  results!: CasePayload[];

  @Field(() => Int, { description: 'Cases that were moved.' })
  accepted!: number;

  @Field(() => Int, { description: 'Cases that were not.' })
  refused!: number;

  @Field(() => Int, { description: 'Open cases of the partner that are left for another call.' })
  remaining!: number;
}

@ObjectType('ImportedInvoice', { simpleResolvers: true, description: 'What became of one invoice file.' })
export class ImportedInvoice extends Payload {
  @Field(() => String, { description: 'Name of the file as it was sent.' })
  fileName!: string;

  @Field(() => String, { nullable: true, description: 'Number of the invoice, where it could be read.' })
  invoiceNumber!: string | null;

  @Field(() => Case, {
    nullable: true,
    description: 'The case the invoice became or the credit note lowers; null where it was refused.',
  })
  case!: Case | null;
}

@ObjectType('ImportInvoicesPayload', { simpleResolvers: true, description: 'Answer of importInvoices.' })
export class ImportInvoicesPayload extends Payload {
  @Field(() => [ImportedInvoice], { description: 'One answer for each file, in the order of the files.' })
  results!: ImportedInvoice[];
}

@ObjectType('PaymentPayload', {
  simpleResolvers: true,
  description: 'Answer of a mutation that records money received.',
})
export class PaymentPayload extends Payload {
  @Field(() => Payment, { nullable: true, description: 'The payment; null where the request was refused.' })
  payment!: Payment | null;

  @Field(() => Case, { nullable: true, description: 'The case it was recorded on, as it stands now.' })
  case!: Case | null;
}

@ObjectType('ReferralPayload', { simpleResolvers: true, description: 'Answer of a mutation of one referral.' })
export class ReferralPayload extends Payload {
  @Field(() => Referral, {
    nullable: true,
    description: 'The referral as it stands now; null where the request was refused.',
  })
  referral!: Referral | null;
}

@ObjectType('InquiryPayload', { simpleResolvers: true, description: 'Answer of a mutation of one inquiry.' })
export class InquiryPayload extends Payload {
  @Field(() => Inquiry, {
    nullable: true,
    description: 'The inquiry as it stands now; null where the request was refused.',
  })
  inquiry!: Inquiry | null;
}

@ObjectType('TaskPayload', { simpleResolvers: true, description: 'Answer of a mutation of one task.' })
export class TaskPayload extends Payload {
  @Field(() => Task, { nullable: true, description: 'The task as it stands now; null where the request was refused.' })
  task!: Task | null;
}

@ObjectType('BusinessDatePayload', { simpleResolvers: true, description: 'Answer of advanceBusinessDate.' })
export class BusinessDatePayload extends Payload {
  @Field(() => DateScalar, { nullable: true, description: 'Business date now; null where the request was refused.' })
  businessDate!: IsoDate | null;

  @Field(() => Int, { description: 'Steps taken on the way.' })
  stepsTaken!: number;
}

@ObjectType('LoadExchangeRatesPayload', { simpleResolvers: true, description: 'Answer of loadExchangeRates.' })
export class LoadExchangeRatesPayload extends Payload {
  @Field(() => Int, { description: 'Rates of the file that were new.' })
  loaded!: number;
}
