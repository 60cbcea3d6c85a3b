import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { IsoDate } from '../../domain/date.js';
import { PageArgs } from '../../graphql/pagination.js';
import { CurrencyCodeScalar, DateScalar, DecimalScalar } from '../../graphql/scalars.js';
import { SettlementSchedule } from '../../graphql/settlement.enums.js';
import { Money, MoneyInput } from '../../graphql/types.js';
import { Payload } from '../cases/case.payloads.js';
import { Creditor } from '../creditors/creditor.entity.js';

@InputType('SettlementFilter', { description: 'Which settlements; every field given must hold.' })
class SettlementFilter {
  @Field(() => [ID], { nullable: true, description: 'With any of these creditors.' })
  creditorId?: string[] | null;

  @Field(() => [CurrencyCodeScalar], { nullable: true, description: 'In any of these currencies.' })
  currency?: string[] | null;

  @Field(() => DateScalar, { nullable: true, description: 'Made on this day or later.' })
  settledFrom?: IsoDate | null;

  @Field(() => DateScalar, { nullable: true, description: 'Made on this day or earlier.' })
  settledTo?: IsoDate | null;
}

@ArgsType()
export class SettlementListArgs extends PageArgs {
  @Field(() => SettlementFilter, { nullable: true, description: 'Which settlements.' })
  filter?: SettlementFilter | null;
}

@InputType('CommissionBandInput', { description: 'A commission on older or larger claims.' })
class CommissionBandInput {
  @Field(() => Int, {
    description: 'From so many days after the youngest claim fell due, when the case was handed over; 0 for any age.',
  })
  fromAgeDays!: number;

  @Field(() => MoneyInput, { description: 'From this principal on; 0 for any.' })
  fromAmount!: MoneyInput;

  @Field(() => DecimalScalar, { description: 'From 0 to 100 percent of what is collected, at most two decimals.' })
  successFeePercent!: string;
}

@InputType('CommissionTermsInput', {
  description: 'What a creditor is charged, and when it is settled with, from a day on.',
})
export class CommissionTermsInput {
  @Field(() => String, { description: 'The same key and input count once, however often sent.' })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The creditor.' })
  creditorId!: string;

  @Field(() => DateScalar, { description: 'First day; not in the past.' })
  validFrom!: IsoDate;

  @Field(() => SettlementSchedule, { nullable: true, description: 'How often it is settled with; default WEEKLY.' })
  schedule?: SettlementSchedule | null;

  @Field(() => DecimalScalar, {
    description: 'From 0 to 100 percent of what is collected for it, at most two decimals.',
  })
  successFeePercent!: string;

  @Field(() => [CommissionBandInput], { nullable: true, description: 'Other commissions by age and amount.' })
  bands?: CommissionBandInput[] | null;

  @Field(() => [MoneyInput], { nullable: true, description: 'Once for each case taken in, by its currency.' })
  caseFees?: MoneyInput[] | null;

  @Field(() => MoneyInput, { nullable: true, description: 'For each calendar month that has begun.' })
  subscription?: MoneyInput | null;
}

@ObjectType('CommissionBand', { simpleResolvers: true, description: 'A commission on older or larger claims.' })
class CommissionBand {
  @Field(() => Int, {
    description: 'From so many days after the youngest claim fell due, when the case was handed over.',
  })
  fromAgeDays!: number;

  @Field(() => Money, { description: 'From this principal on.' })
  fromAmount!: Money;

  @Field(() => DecimalScalar, { description: 'Percent of what is collected.' })
  successFeePercent!: string;
}

@ObjectType('CommissionTerms', {
  simpleResolvers: true,
  description: 'What a creditor is charged, and when it is settled with, from a day on.',
})
export class CommissionTermsView {
  @Field(() => DateScalar, { description: 'First day.' })
  validFrom!: IsoDate;

  @Field(() => SettlementSchedule, { description: 'How often it is settled with.' })
  schedule!: SettlementSchedule;

  @Field(() => DecimalScalar, { description: 'Percent of what is collected, where no band is reached.' })
  successFeePercent!: string;

  @Field(() => [CommissionBand], {
    description:
      'Bands by age and amount. The one that begins at the greatest age reached holds, then the greatest amount.',
  })
  bands!: CommissionBand[];

  @Field(() => [Money], { description: 'Once for each case taken in, by its currency.' })
  caseFees!: Money[];

  @Field(() => Money, { nullable: true, description: 'For each calendar month.' })
  subscription!: Money | null;
}

@InputType('RefundSurplusInput', { description: 'What was paid too much on a case, to be given back.' })
export class RefundSurplusInput {
  @Field(() => String, { description: 'The same key and input are carried out once, however often sent.' })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The case.' })
  caseId!: string;

  @Field(() => MoneyInput, { nullable: true, description: 'How much; all that can be given back where left out.' })
  amount?: MoneyInput | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Account to send it to, with the next payout file: an IBAN or an account number of the country of the debtor.',
  })
  account?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Reference of a transfer that has been made already. Give it or the account.',
  })
  payoutReference?: string | null;
}

@ObjectType('PayoutFile', {
  simpleResolvers: true,
  description: 'Transfers ordered from the bank: an ISO 20022 pain.001.001.09 file.',
})
export class PayoutFile {
  @Field(() => String, { description: 'What the bank knows the file by.' })
  messageId!: string;

  @Field(() => DateScalar, { description: 'Day it was made, and on which the bank is to carry it out.' })
  madeOn!: IsoDate;

  @Field(() => Int, { description: 'Transfers in it, those that the bank refused apart.' })
  transfers!: number;

  @Field(() => String, { description: 'The file, XML in UTF-8.' })
  content!: string;
}

@ObjectType('CreditorPayload', { simpleResolvers: true, description: 'Answer of a mutation of one creditor.' })
export class CreditorPayload extends Payload {
  @Field(() => Creditor, { nullable: true, description: 'The creditor as it stands now; null where it was refused.' })
  creditor!: Creditor | null;
}
