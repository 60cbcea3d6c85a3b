import type { EntityManager } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import { reversalPostings, type Account, type Posting } from '../../domain/ledger.js';
import { inWords, money, type Money } from '../../domain/money.js';
import type { Platform } from '../../platform.js';
import { settleBooks } from '../cases/case.closing.js';
import { accrue, bookOf, post, recordEvent, reschedule, type LockedCase } from '../cases/case.record.js';
import { businessDate, lawOf } from '../cases/case.working.js';
import { oweAgainWhereMerged } from './carried-payment.js';
import { coverRefunded, coverSettled } from './settled-money.js';
import { followSurplus } from './surplus.js';

/** A payment that did not hold, and who says so. */
export interface Reversal {
  readonly paymentId: string;
  readonly on: IsoDate;
  /** In words, where somebody gave one. */
  readonly reason?: string;
  /** The partner's referral and its own number for the reversal, where a partner reported it. */
  readonly reported: { readonly referralId: string; readonly externalReference: string | null } | null;
  /** Subject of whoever tells us. */
  readonly actor: string;
}

/**
 * Takes back a payment of a locked case, whole: each of its postings is posted the other way round, its allocations cover
 * nothing any more, and interest runs as if it had never come. Its amount; null where it was taken back before. Nothing leaves
 * CLOSED: on a closed case what is owed again is written off at once; what is to become of it is for a person to say.
 * Throws RuleNotEncoded where the law of the day is not known; nothing may be kept of the transaction then.
 */
export async function reversePayment(
  tx: EntityManager,
  platform: Platform,
  row: LockedCase,
  { paymentId, on, reason, reported, actor }: Reversal,
): Promise<Money | null> {
  const inserted: unknown[] = await tx.query(
    `insert into payment_reversal (payment_id, case_id, creditor_id, referral_id, external_reference, reversed_on, recorded_by, reason)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (payment_id) do nothing returning payment_id`,
    [paymentId, row.id, row.creditorId, reported?.referralId, reported?.externalReference, on, actor, reason],
  );
  if (inserted.length === 0) return null;
  await post(tx, reversalPostings(await loadPostings(tx, row, paymentId), on));
  const today = businessDate(platform.clock, row.state.country);
  await coverSettled(tx, row, paymentId, `reversal:${paymentId}`, today);
  const amounts: { minor: string }[] = await tx.query('select amount_minor as minor from payment where id = $1', [
    paymentId,
  ]);
  const taken = money(BigInt(amounts[0]!.minor), row.currency);
  const params = {
    amount: inWords(taken),
    ...(reason && { reason }),
    ...(reported && { referral: reported.referralId }),
  };
  const closed = row.state.status === 'CLOSED';
  const changedFields = closed ? ['payments'] : ['balance', 'payments'];
  await recordEvent(tx, row, { type: 'paymentReversed', on: today, actor, params, changedFields });
  if (closed) await settleBooks(tx, row, today, `:${paymentId}`);
  else await accrue(tx, row, lawOf(platform.laws, row.state), today);
  await oweAgainWhereMerged(tx, platform, row, { paymentId, params, actor });
  await coverRefunded(tx, row, { id: paymentId, amount: taken.minor }, today);
  await followSurplus(tx, row, today);
  if (!closed) await reschedule(tx, platform, row.id);
  return taken;
}

/** What was posted of a payment when it came in, and of a fee kept of it: what did not hold earns none. As it stands in the books. */
async function loadPostings(tx: EntityManager, row: LockedCase, paymentId: string): Promise<Posting[]> {
  const rows: {
    claimId: string | null;
    debit: Account;
    credit: Account;
    amount: string;
    currency: string;
    on: IsoDate;
  }[] = await tx.query(
    `select claim_id as "claimId", debit_account as debit, credit_account as credit, amount_minor as amount, currency, on_date as on
       from posting where payment_id = $1 and reason in ('payment', 'fee') order by seq`,
    [paymentId],
  );
  return rows.map(({ amount, ...posting }, index) => ({
    ...bookOf(row),
    ...posting,
    amount: BigInt(amount),
    paymentId,
    reason: 'payment',
    idempotencyKey: `payment:${paymentId}:${index}`,
  }));
}
