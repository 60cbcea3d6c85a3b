import type { EntityManager } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import { coverPosting, owingPostings } from '../../domain/ledger.js';
import { inWords, money, smallest } from '../../domain/money.js';
import { bookOf, post, type LockedCase } from '../cases/case.record.js';
import { openTasks } from '../tasks/task.record.js';
import { surplusOf } from './surplus.js';

// What it owes back already counts as taken off.
const SETTLED = `select greatest(0,
    (select coalesce(sum(amount_minor), 0) from settlement_line where payment_id = $1 and kind = 'COLLECTED')
    - (select coalesce(sum(case when credit_account = 'creditor:payable' then amount_minor when debit_account = 'creditor:payable' then -amount_minor end), 0)
       from posting where payment_id = $1 and reason in ('payment', 'reversal', 'owing'))) as beyond`;

/**
 * The creditor has been settled with for more of a payment than is its by now: it must give that back, and until it does our own
 * money stands in for it. The next settlement takes it off. `key` tells what made it so.
 */
export async function coverSettled(
  tx: EntityManager,
  row: LockedCase,
  paymentId: string,
  key: string,
  on: IsoDate,
): Promise<void> {
  const [{ beyond }]: [{ beyond: string }] = await tx.query(SETTLED, [paymentId]);
  const amount = BigInt(beyond);
  if (amount <= 0n) return;
  const owing = owingPostings(bookOf(row), key, 'creditor:payable', amount, on);
  await post(
    tx,
    owing.map((posting) => ({ ...posting, paymentId })),
  );
  await askForCover(tx, row, paymentId, amount, on);
}

const COVERED = `select coalesce(sum(amount_minor), 0) as covered from posting
  where case_id = $1 and reason = 'cover' and starts_with(idempotency_key, 'cover:refunded:')`;

/**
 * More was given back of a case than it is now known to have had too much, because of a payment of so much that did not hold: whoever
 * paid owes it to us, and our own money stands in for it.
 */
export async function coverRefunded(
  tx: EntityManager,
  row: LockedCase,
  payment: { readonly id: string; readonly amount: bigint },
  on: IsoDate,
): Promise<void> {
  const { here } = await surplusOf(tx, row);
  const [{ covered }]: [{ covered: string }] = await tx.query(COVERED, [row.id]);
  const amount = smallest(-here - BigInt(covered), payment.amount);
  if (amount <= 0n) return;
  await post(tx, [{ ...coverPosting(bookOf(row), `refunded:${payment.id}`, amount, on), paymentId: payment.id }]);
  await askForCover(tx, row, `refunded:${payment.id}`, amount, on);
}

async function askForCover(
  tx: EntityManager,
  row: LockedCase,
  subject: string,
  amount: bigint,
  on: IsoDate,
): Promise<void> {
  const about = { caseId: row.id, creditorId: row.creditorId, referralId: null, subject, dueOn: on };
  const params = { amount: inWords(money(amount, row.currency)) };
  await openTasks(tx, 'CLIENT_FUNDS_TO_COVER', on, [{ ...about, params }]);
}
