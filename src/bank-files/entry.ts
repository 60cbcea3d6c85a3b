import { sum } from '../domain/money.js';
import type { BankEntry, Transaction } from './bank-file.js';

/** What transactions with an amount each come to, those out of the account taken off. */
export const netOf = (transactions: readonly Transaction[]): bigint =>
  sum(transactions.map(({ amount, direction }) => (direction === 'CREDIT' ? amount! : -amount!)));

/** Transactions with an amount each as the one line that the account statement shows for them. */
export function entryOf(
  transactions: readonly Transaction[],
  { currency, ...about }: Pick<BankEntry, 'place' | 'bookedOn' | 'valueOn'> & { readonly currency: string },
): BankEntry {
  const total = netOf(transactions);
  return {
    ...about,
    reference: null,
    amount: { minor: total < 0n ? -total : total, currency },
    direction: total < 0n ? 'DEBIT' : 'CREDIT',
    reversal: false,
    booked: true,
    text: null,
    batchOf: transactions.length,
    transactions,
  };
}
