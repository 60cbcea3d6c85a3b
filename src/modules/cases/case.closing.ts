import type { EntityManager } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import { closeBooks, type Posting } from '../../domain/ledger.js';
import { bookOf, post, type LockedCase } from './case.record.js';

type Left = Parameters<typeof closeBooks>[1];

/**
 * Empties the receivables of a case that is being closed. What the debtor still owed falls away, against whoever it would
 * have gone to. What was paid beyond that is owed back: interest booked and paid can turn out too high when an older
 * payment becomes known.
 */
export async function settleBooks(tx: EntityManager, row: LockedCase, on: IsoDate): Promise<void> {
  const left = await receivables(tx, row.id);
  const total = left.principal + left.interest + left.costs;
  if (total >= 0n) {
    await post(tx, closeBooks(bookOf(row), left, on));
    return;
  }
  const owedBack: Posting = {
    ...bookOf(row), claimId: null, paymentId: null, debit: 'receivable:interest', credit: 'suspense', amount: -total, on,
    reason: 'overpaid', idempotencyKey: `overpaid:${row.id}`,
  }; // prettier-ignore
  await post(tx, [owedBack, ...closeBooks(bookOf(row), { ...left, interest: left.interest - total }, on)]);
}

/** What each receivable of a case holds, minor units. */
async function receivables(tx: EntityManager, caseId: string): Promise<Left> {
  const rows: { account: string; amount: string }[] = await tx.query(
    `select account, sum(amount)::text as amount from (
       select debit_account as account, amount_minor as amount from posting where case_id = $1
       union all select credit_account, -amount_minor from posting where case_id = $1) entries
     where account like 'receivable:%' group by account`,
    [caseId],
  );
  const of = (bucket: string) => BigInt(rows.find((row) => row.account === `receivable:${bucket}`)?.amount ?? 0n);
  return { principal: of('principal'), interest: of('interest'), costs: of('costs') };
}
