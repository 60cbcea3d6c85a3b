import type { EntityManager } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import {
  closeBooks,
  overpaidPostings,
  owedAgain,
  type Amounts,
  type Bucket,
  type Posting,
} from '../../domain/ledger.js';
import { smallest, sum } from '../../domain/money.js';
import { bookOf, changeCase, loadReceivables, post, type LockedCase } from './case.record.js';

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
  if (total > 0n) {
    const { postings, rest } = owedAgain(bookOf(row), left, await loadOwedBack(tx, row), on);
    return post(tx, once([...postings, ...closeBooks(bookOf(row), rest, on)]));
  }
  // Money that was told of late takes back what was written off for want of it, before any of it is owed back.
  const beyond = total < 0n ? -total - (await loadWrittenOff(tx, row)) : 0n;
  if (beyond <= 0n) return post(tx, once(closeBooks(bookOf(row), left, on)));
  const throughUs = smallest(beyond, await keptThroughUs(tx, row));
  const { postings, rest } = overpaidPostings(bookOf(row), left, throughUs, on);
  await post(tx, once([...postings, ...closeBooks(bookOf(row), rest, on)]));
}

/** What stands as owed back, by bucket: booked, paid, and then not owed after all. */
async function loadOwedBack(tx: EntityManager, { id }: LockedCase): Promise<Amounts> {
  const rows: { bucket: Bucket; minor: string }[] = await tx.query(
    `select substr(side.account, length('receivable:') + 1) as bucket, sum(side.amount) as minor
     from posting p, lateral (values (p.debit_account, p.amount_minor), (p.credit_account, -p.amount_minor)) as side(account, amount)
     where p.case_id = $1 and p.reason = 'overpaid' and side.account like 'receivable:%' group by side.account`,
    [id],
  );
  return Object.fromEntries(rows.map(({ bucket, minor }) => [bucket, BigInt(minor)]));
}

/**
 * What came in on a case, or on one merged into it, through us or a partner of ours and is not owed back: the creditor sees itself to what
 * was paid to it.
 */
async function keptThroughUs(tx: EntityManager, row: LockedCase): Promise<bigint> {
  const [{ kept }]: [{ kept: string }] = await tx.query(
    `select coalesce(sum(side.amount), 0) as kept
     from posting p, lateral (values (p.debit_account, p.amount_minor), (p.credit_account, -p.amount_minor)) as side(account, amount)
     where p.case_id in (select id from collection_case where id = $1 or merged_into_id = $1) and p.currency = $2
       and side.account in ('client_funds', 'partner:funds', 'exchange:position', 'suspense')`,
    [row.id, row.currency],
  );
  return BigInt(kept) > 0n ? BigInt(kept) : 0n;
}

/** Closes a locked case of which nothing more is asked, because all or an agreed part of it was paid. */
export async function closeFulfilled(
  tx: EntityManager,
  row: LockedCase,
  closeReason: 'PAID' | 'SETTLED',
  on: IsoDate,
  actor: string,
): Promise<void> {
  await settleBooks(tx, row, on);
  await changeCase(tx, row, { status: 'CLOSED', closeReason }, { type: 'closed', on, actor, params: { closeReason } });
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
