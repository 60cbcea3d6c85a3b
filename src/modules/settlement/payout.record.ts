import type { EntityManager } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import { payoutPostings, payoutReturnedPostings, refundPostings, type Posting } from '../../domain/ledger.js';
import { inWords, money, type Money } from '../../domain/money.js';
import { uuidv7 } from '../../graphql/ids.js';
import { post } from '../cases/case.record.js';
import { openTasks } from '../tasks/task.record.js';

/** Money to be sent: what a settlement comes to, or a refund; one of the two keys is set. */
export interface PayoutOrder {
  readonly settlementId: string | null;
  readonly refundId: string | null;
  readonly creditorId: string;
  readonly caseId: string | null;
  readonly amount: Money;
  readonly payee: string;
  /** ISO 3166-1 alpha-2. */
  readonly payeeCountry: string;
  /** Null where it is not known: nothing is sent until it is. */
  readonly account: string | null;
  /** What the bank tells us the payment by, when it is made. */
  readonly reference: string;
}

/** Orders a payout; it goes with the next file. */
export async function orderPayout(tx: EntityManager, order: PayoutOrder, on: IsoDate): Promise<void> {
  const { amount, reference } = order;
  const id = uuidv7();
  await tx.query(
    `insert into payout (id, creditor_id, case_id, settlement_id, refund_id, amount_minor, amount_currency, payee, payee_country, account, reference)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      id, order.creditorId, order.caseId, order.settlementId, order.refundId, amount.minor.toString(), amount.currency, order.payee,
      order.payeeCountry, order.account, reference,
    ],
  ); // prettier-ignore
  if (order.account !== null) return;
  const about = { caseId: null, creditorId: order.creditorId, referralId: null, subject: id, dueOn: on };
  const params = { reference, amount: inWords(amount), creditor: order.payee };
  await openTasks(tx, 'PAYOUT_BLOCKED', on, [{ ...about, params }]);
}

/** A payout that has been put into a file, and not yet been carried out. */
export interface PayoutUnderWay {
  readonly id: string;
  readonly creditorId: string;
  readonly caseId: string | null;
  readonly settlementId: string | null;
  readonly amountMinor: string;
  readonly currency: string;
  readonly reference: string;
  readonly fileId: string;
}

/** Its columns, of a row called `p`. */
export const UNDER_WAY = `p.id, p.creditor_id as "creditorId", p.case_id as "caseId", p.settlement_id as "settlementId",
  p.amount_minor as "amountMinor", p.amount_currency as currency, p.reference, p.file_id as "fileId"`;

/** The money leaves the client account: what we owed the creditor, or whoever paid too much. */
export function sentPostings(payout: PayoutUnderWay, on: IsoDate): Posting[] {
  const { creditorId, caseId, currency } = payout;
  const [amount, key] = [BigInt(payout.amountMinor), `${payout.id}:${payout.fileId}`];
  const book = { caseId, creditorId, currency };
  return payout.settlementId === null
    ? refundPostings(book, key, amount, on)
    : payoutPostings(book, 'creditor:payable', key, amount, on);
}

/** What is known of a transfer by its end-to-end reference. */
async function lockUnderWay(tx: EntityManager, reference: string): Promise<PayoutUnderWay | null> {
  const rows: PayoutUnderWay[] = await tx.query(
    `select ${UNDER_WAY} from payout p where p.reference = $1 and p.file_id is not null and p.paid_on is null for update`,
    [reference],
  );
  return rows[0] ?? null;
}

/**
 * The bank has carried out a payout: its reference came back with a debit of our account. False where it is none of ours, has been
 * told of before, or is of another amount.
 */
export async function confirmPayout(
  tx: EntityManager,
  told: { readonly reference: string; readonly amount: Money; readonly on: IsoDate },
): Promise<boolean> {
  const payout = await lockUnderWay(tx, told.reference);
  const { minor, currency } = told.amount;
  if (!payout || payout.currency !== currency || BigInt(payout.amountMinor) !== minor) return false;
  await tx.query('update payout set paid_on = $2 where id = $1', [payout.id, told.on]);
  return true;
}

/**
 * The bank has refused a payout: the money is owed again, and a person finds the account to send it to. False where it is none that
 * is under way.
 */
export async function rejectPayout(
  tx: EntityManager,
  told: { readonly reference: string; readonly reason: string; readonly on: IsoDate },
): Promise<boolean> {
  const payout = await lockUnderWay(tx, told.reference);
  if (!payout) return false;
  const { id, creditorId, caseId, currency, reference, fileId } = payout;
  const amount = BigInt(payout.amountMinor);
  const owedTo = payout.settlementId === null ? 'suspense' : 'creditor:payable';
  const book = { caseId, creditorId, currency };
  await tx.query('update payout set file_id = null, account = null, rejection = $2 where id = $1', [id, told.reason]);
  await post(tx, payoutReturnedPostings(book, owedTo, `${id}:${fileId}`, amount, told.on));
  const about = { caseId, creditorId, referralId: null, subject: id, dueOn: told.on };
  const params = { reference, amount: inWords(money(amount, currency)), reason: told.reason };
  await openTasks(tx, 'PAYOUT_REJECTED', told.on, [{ ...about, params }]);
  return true;
}
