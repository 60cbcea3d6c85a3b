import type { EntityManager } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import { closeBooks, type Amounts, type Posting } from '../../domain/ledger.js';
import { sum } from '../../domain/money.js';
import { bookOf, loadReceivables, post, type LockedCase } from './case.record.js';

/**
 * Empties the receivables of a case that is being closed. What the debtor still owed falls away, against whoever it would
 * have gone to. What was paid beyond that is owed back: interest booked and paid can turn out too high when an older
 * payment becomes known. `again` tells a later emptying apart: a payment of a closed case may be taken back.
 */
export async function settleBooks(tx: EntityManager, row: LockedCase, on: IsoDate, again = ''): Promise<void> {
  const left: Amounts = (await loadReceivables(tx, [row.id], 'all')).get(row.id)?.amounts ?? {};
  const total = sum(Object.values(left));
  const once = (postings: readonly Posting[]): Posting[] =>
    postings.map((posting) => ({ ...posting, idempotencyKey: `${posting.idempotencyKey}${again}` }));
  if (total >= 0n) return post(tx, once(closeBooks(bookOf(row), left, on)));
  const owedBack: Posting = {
    ...bookOf(row), claimId: null, paymentId: null, debit: 'receivable:interest', credit: 'suspense', amount: -total, on,
    reason: 'overpaid', idempotencyKey: `overpaid:${row.id}`,
  }; // prettier-ignore
  const rest = closeBooks(bookOf(row), { ...left, interest: (left.interest ?? 0n) - total }, on);
  await post(tx, once([owedBack, ...rest]));
}
