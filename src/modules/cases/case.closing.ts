import type { EntityManager } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import { closeBooks, type Amounts, type Posting } from '../../domain/ledger.js';
import { sum } from '../../domain/money.js';
import { bookOf, loadReceivables, post, type LockedCase } from './case.record.js';

/**
 * Empties the receivables of a case that is being closed. What the debtor still owed falls away, against whoever it would
 * have gone to. What was paid beyond that is owed back: interest booked and paid can turn out too high when an older
 * payment becomes known.
 */
export async function settleBooks(tx: EntityManager, row: LockedCase, on: IsoDate): Promise<void> {
  const left: Amounts = (await loadReceivables(tx, [row.id], 'all')).get(row.id)?.amounts ?? {};
  const total = sum(Object.values(left));
  if (total >= 0n) {
    await post(tx, closeBooks(bookOf(row), left, on));
    return;
  }
  const owedBack: Posting = {
    ...bookOf(row), claimId: null, paymentId: null, debit: 'receivable:interest', credit: 'suspense', amount: -total, on,
    reason: 'overpaid', idempotencyKey: `overpaid:${row.id}`,
  }; // prettier-ignore
  await post(tx, [owedBack, ...closeBooks(bookOf(row), { ...left, interest: (left.interest ?? 0n) - total }, on)]);
}
