import type { EntityManager } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import { closeBooks, type Amounts, type Posting } from '../../domain/ledger.js';
import { sum } from '../../domain/money.js';
import { bookOf, loadReceivables, post, type LockedCase } from './case.record.js';

/**
 * Empties the receivables of a case that is being closed. What the debtor still owed falls away, against whoever it would
 * have gone to. What was paid beyond that is owed back: interest booked and paid can turn out too high when an older
 * payment becomes known. `again` tells a later emptying apart: a payment of a closed case may be taken back, which writes
 * off more, or be told of late, which takes back as much of the write-off.
 */
export async function settleBooks(tx: EntityManager, row: LockedCase, on: IsoDate, again = ''): Promise<void> {
  const left: Amounts = (await loadReceivables(tx, [row.id], 'all')).get(row.id)?.amounts ?? {};
  const total = sum(Object.values(left));
  const once = (postings: readonly Posting[]): Posting[] =>
    postings.map((posting) => ({ ...posting, idempotencyKey: `${posting.idempotencyKey}${again}` }));
  const beyond = total < 0n ? -total - (await loadWrittenOff(tx, row)) : 0n;
  if (beyond <= 0n) return post(tx, once(closeBooks(bookOf(row), left, on)));
  const owedBack: Posting = {
    ...bookOf(row), claimId: null, paymentId: null, debit: 'receivable:interest', credit: 'suspense', amount: beyond, on,
    reason: 'overpaid', idempotencyKey: `overpaid:${row.id}`,
  }; // prettier-ignore
  const rest = closeBooks(bookOf(row), { ...left, interest: (left.interest ?? 0n) + beyond }, on);
  await post(tx, once([owedBack, ...rest]));
}

/** What of a case stands written off; nothing before it is closed. */
async function loadWrittenOff(tx: EntityManager, { id }: LockedCase): Promise<bigint> {
  const [{ minor }]: [{ minor: string }] = await tx.query(
    `select coalesce(sum(case when credit_account like 'receivable:%' then amount_minor else -amount_minor end), 0)::text as minor
     from posting where case_id = $1 and reason = 'writeOff'`,
    [id],
  );
  return BigInt(minor);
}
