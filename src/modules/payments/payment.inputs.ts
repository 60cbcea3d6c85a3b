import { Field, ID, InputType } from 'type-graphql';
import type { IsoDate } from '../../domain/date.js';
import { BalanceLineKind } from '../../graphql/enums.js';
import { DateScalar } from '../../graphql/scalars.js';
import { MoneyInput } from '../../graphql/types.js';

@InputType('DesignationInput', {
  description:
    'What the debtor said, at the latest on paying, that a payment is for; what is left of it is spread as the law orders.',
})
class DesignationInput {
  @Field(() => ID, { nullable: true, description: 'The claim.' })
  claimId?: string | null;

  @Field(() => BalanceLineKind, {
    nullable: true,
    description: 'The kind of what is owed, where the law lets the debtor choose between kinds.',
  })
  kind?: BalanceLineKind | null;
}

@InputType('RecordPaymentInput', { description: 'Money received on a case.' })
export class RecordPaymentInput {
  @Field(() => String, {
    nullable: true,
    description: 'The same key and input give the same answer, however often sent.',
  })
  idempotencyKey?: string | null;

  @Field(() => ID, { description: 'The case.' })
  caseId!: string;

  @Field(() => MoneyInput, { description: 'Amount received, in the currency of the case.' })
  amount!: MoneyInput;

  @Field(() => DateScalar, {
    description: 'Day the money came in; not in the future, and not before the first invoice.',
  })
  receivedOn!: IsoDate;

  @Field(() => String, { nullable: true, description: "The payer's reference." })
  reference?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'True when the debtor paid the creditor directly.' })
  paidToCreditor?: boolean | null;

  @Field(() => DesignationInput, {
    nullable: true,
    description: 'What the debtor said it is for; refused, with the provision, where the law gives no such choice.',
  })
  designation?: DesignationInput | null;
}

@InputType('PayOutToPartnerInput', { description: 'Money we sent to a partner that handed a case to us.' })
export class PayOutToPartnerInput {
  @Field(() => String, { description: 'The same key and input are recorded once, however often sent.' })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The case.' })
  caseId!: string;

  @Field(() => MoneyInput, { description: 'Amount sent, in the currency of the case.' })
  amount!: MoneyInput;

  @Field(() => DateScalar, { description: 'Day it was sent; not in the future.' })
  paidOn!: IsoDate;

  @Field(() => String, { nullable: true, description: 'Reference of the transfer.' })
  reference?: string | null;
}
