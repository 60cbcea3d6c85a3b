import { Field, ObjectType } from 'type-graphql';
import type { IsoDate } from '../../domain/date.js';
import { CloseReason } from '../../graphql/enums.js';
import { CurrencyCodeScalar, DateScalar } from '../../graphql/scalars.js';
import { Money } from '../../graphql/types.js';
import { Case } from '../cases/case.entity.js';

@ObjectType('TrialBalanceLine', {
  simpleResolvers: true,
  description: 'What one account of the ledger holds in one currency. The balances of a currency add up to zero.',
})
export class TrialBalanceLine {
  @Field(() => CurrencyCodeScalar, { description: 'Currency of the amounts.' })
  currency!: string;

  @Field(() => String, { description: 'The account: client_funds, creditor:payable, receivable:principal …' })
  account!: string;

  @Field(() => Money, { description: 'Everything debited to it.' })
  debit!: Money;

  @Field(() => Money, { description: 'Everything credited to it.' })
  credit!: Money;

  @Field(() => Money, { description: 'Debits less credits.' })
  balance!: Money;
}

@ObjectType('ClientFunds', {
  simpleResolvers: true,
  description: 'What is in our client account in one currency, against what we owe of it.',
})
export class ClientFunds {
  @Field(() => CurrencyCodeScalar, { description: 'Currency of the amounts.' })
  currency!: string;

  @Field(() => Money, { description: 'In the client account.' })
  funds!: Money;

  @Field(() => Money, { description: 'Owed to creditors.' })
  owedToCreditors!: Money;

  @Field(() => Money, { description: 'Owed to partners whose clients the creditors are.' })
  owedToPartners!: Money;

  @Field(() => Money, { description: 'Paid too much, and owed back to whoever paid.' })
  owedToPayers!: Money;

  @Field(() => Money, { description: 'Came in, and belongs to nobody known yet.' })
  unmatched!: Money;

  @Field(() => Money, { description: 'Of what is owed, that which partners of ours collected and have not sent on.' })
  awaited!: Money;

  @Field(() => Money, {
    description: 'What is left when all that is owed, the awaited apart, is paid: our own. Never below zero.',
  })
  own!: Money;
}

@ObjectType('CreditLoss', {
  simpleResolvers: true,
  description:
    "What was written off on a case in a month, at its closing or before in the creditor's own books: for those books, and VAT.",
})
export class CreditLoss {
  @Field(() => Case, { nullable: true, description: 'The case.' })
  case!: Case | null;

  @Field(() => DateScalar, { description: 'Day it was written off.' })
  on!: IsoDate;

  @Field(() => CloseReason, {
    nullable: true,
    description: "Why the case was closed; null for what was written off in the creditor's books alone.",
  })
  reason!: CloseReason | null;

  @Field(() => String, { nullable: true, description: "Why it was written off in the creditor's books alone." })
  text!: string | null;

  @Field(() => Money, { description: 'Of the claims.' })
  principal!: Money;

  @Field(() => Money, { description: 'Of the interest.' })
  interest!: Money;

  @Field(() => Money, { description: "Of the compensation for late payment and the creditor's own fees." })
  costs!: Money;
}

@ObjectType('Posting', { simpleResolvers: true, description: 'One line of the ledger: from an account to another.' })
export class PostingLine {
  @Field(() => DateScalar, { description: 'Day it counts from.' })
  on!: IsoDate;

  @Field(() => String, { description: 'The account that is debited.' })
  debit!: string;

  @Field(() => String, { description: 'The account that is credited.' })
  credit!: string;

  @Field(() => Money, { description: 'How much.' })
  amount!: Money;

  @Field(() => String, { description: 'Why, as one word: principal, accrual, payment, reversal, netting …' })
  reason!: string;
}

@ObjectType('Outlay', { simpleResolvers: true, description: 'What we paid an authority on a case.' })
export class Outlay {
  @Field(() => Money, { description: 'How much.' })
  amount!: Money;

  @Field(() => DateScalar, { description: 'Day it was paid.' })
  paidOn!: IsoDate;

  @Field(() => String, { description: 'What for.' })
  text!: string;

  @Field(() => String, { nullable: true, description: 'Reference of the transfer.' })
  reference!: string | null;
}
