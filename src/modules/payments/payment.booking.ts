import type { EntityManager } from 'typeorm';
import { balance, type Designation } from '../../domain/balance.js';
import type { IsoDate } from '../../domain/date.js';
import type { AllocationFacts } from '../../domain/facts.js';
import type { RatePair } from '../../domain/fx.js';
import type { Jurisdiction } from '../../domain/jurisdiction.js';
import { paymentPostings, type MoneyAccount, type Payable } from '../../domain/ledger.js';
import { inWords, money, smallest, type Money } from '../../domain/money.js';
import { leftToSettle } from '../../domain/settlement-offer.js';
import { spread, spreadLate, type Spread, type SpreadRule } from '../../domain/spread.js';
import { OPEN_REFERRAL_STATUSES, type CloseReason } from '../../graphql/enums.js';
import { uuidv7 } from '../../graphql/ids.js';
import { addJob } from '../../jobs/queue.js';
import type { Platform } from '../../platform.js';
import { tellRecovery } from '../cases/book-write-off.commands.js';
import { closeFulfilled, settleBooks } from '../cases/case.closing.js';
import {
  accrue, bookOf, changeCase, post, recordEvent, reschedule, type EventRecord, type LockedCase,
} from '../cases/case.record.js'; // prettier-ignore
import { businessDate, lawOf } from '../cases/case.working.js';
import { followSurplus } from './surplus.js';

/** Money in another currency than the case's, and what it was converted with. */
export interface Exchanged {
  readonly received: Money;
  readonly rates: RatePair;
}

/** Money that came in on a case. `amount` is minor units of the case's currency. */
export interface IncomingPayment {
  readonly amount: bigint;
  readonly receivedOn: IsoDate;
  /** The money as it came in and the rates that made `amount` of it, where it came in another currency. */
  readonly exchanged?: Exchanged | null;
  /** Whose account it reached. */
  readonly to: MoneyAccount;
  readonly reference: string | null;
  /** What the debtor said it is for; its right to say so has been seen to. */
  readonly designation?: Designation | null;
  /** The partner's referral and its own number for the payment, where a partner reported it. */
  readonly reported: { readonly referralId: string; readonly externalReference: string | null } | null;
  /** Subject of whoever tells us. */
  readonly actor: string;
}

/**
 * Books money that we, or the creditor, received on a locked case, whether it is open or closed; a partner that has the case is told
 * of it. The payment's key. Throws RuleNotEncoded as `bookPayment` does.
 */
export async function receivePayment(
  tx: EntityManager,
  platform: Platform,
  row: LockedCase,
  payment: IncomingPayment,
): Promise<string> {
  if (row.state.status === 'CLOSED') return bookLatePayment(tx, platform, row, payment);
  const paymentId = await bookPayment(tx, platform, row, payment);
  const { referralStatus } = row.state;
  if (row.referralId !== null && referralStatus !== null && OPEN_REFERRAL_STATUSES.includes(referralStatus)) {
    await addJob(tx, { name: 'notifyPartnerPayment', payload: { paymentId } });
  }
  return paymentId;
}

/**
 * Books a payment on a locked, open case: spreads it as of the day it came in, books interest and costs up to the
 * business date, posts it, and closes the case once nothing is left, or an offer of settlement is kept. The payment's key.
 * Throws RuleNotEncoded where the law of one of the two days is not known; nothing may be kept of the transaction then.
 */
export async function bookPayment(
  tx: EntityManager,
  platform: Platform,
  row: LockedCase,
  payment: IncomingPayment,
): Promise<string> {
  const law = lawOf(platform.laws, row.state);
  const today = businessDate(platform.clock, row.state.country);
  const id = uuidv7();
  const { amount, receivedOn, designation = null } = payment;
  const offered = leftToSettle(row.state.facts, law, receivedOn);
  // What comes beyond an offer that it keeps is owed back: the rest is waived.
  const kept = offered === null ? amount : smallest(amount, offered);
  const incoming = { id, amount: kept, receivedOn, designation };
  const { allocations, surplus: beyond, ...rule } = spread(row.state.facts, law, incoming, today);
  const surplus = beyond + amount - kept;
  await insertPayment(tx, row, id, payment, rule);
  await insertAllocations(tx, row, id, allocations);
  // Only now: a payment that came in earlier makes what has been booked for the days since too much.
  const { outstanding } = await accrue(tx, row, law, today);
  await post(tx, paymentPostings(bookOf(row), { id, allocations, surplus, ...side(row, payment) }));
  await recordEvent(tx, row, receiptOf(row, payment, surplus, today));
  await tellRecovery(tx, row, today, payment.actor);
  if (outstanding <= 0n) await closeFulfilled(tx, row, 'PAID', today, payment.actor);
  else if (offered !== null && amount >= offered) await closeFulfilled(tx, row, 'SETTLED', today, payment.actor);
  if (surplus > 0n || outstanding <= 0n) await followSurplus(tx, row, today);
  await reschedule(tx, platform, row.id);
  return id;
}

/** Closed for one of these, the case has nothing that money could cover, whenever it came: it was not owed, or not to this creditor. */
const NOT_OWED: readonly CloseReason[] = ['CREDITED', 'DISPUTE_UPHELD', 'DUPLICATE', 'SOLD'];

/**
 * Books money for a locked case that is closed, and leaves it closed. What came in by the day of closing covers what was owed
 * then: so much of the write-off is taken back, and where that was all of it the case was paid. The rest is owed back to
 * whoever paid. The payment's key.
 * Throws RuleNotEncoded where the law of one of the two days is not known; nothing may be kept of the transaction then.
 */
export async function bookLatePayment(
  tx: EntityManager,
  platform: Platform,
  row: LockedCase,
  payment: IncomingPayment,
): Promise<string> {
  const law = lawOf(platform.laws, row.state);
  const today = businessDate(platform.clock, row.state.country);
  const id = uuidv7();
  const { amount, receivedOn } = payment;
  const covering = (await mayCover(tx, row)) ? spreadLate(row.state.facts, law, { id, amount, receivedOn }) : null;
  const { allocations, surplus, ...rule }: Spread = covering ?? NOTHING_OWED(amount);
  await insertPayment(tx, row, id, payment, rule);
  await insertAllocations(tx, row, id, allocations);
  await post(tx, paymentPostings(bookOf(row), { id, allocations, surplus, ...side(row, payment) }));
  const receipt = receiptOf(row, payment, surplus, today);
  if (covering === null) await recordEvent(tx, row, receipt);
  else await takeBackWriteOff(tx, row, law, id, receipt);
  await followSurplus(tx, row, today);
  return id;
}

/** Where the money of a payment lies, as of when, and whom we owe what it brings the creditor. */
const side = (row: LockedCase, { to, receivedOn: on, exchanged }: IncomingPayment) => ({
  to,
  on,
  received: exchanged?.received ?? null,
  owedTo: payableOf(row),
});

/** Whom we owe what a case brings the creditor. */
export const payableOf = ({ referredByPartnerId }: LockedCase): Payable =>
  referredByPartnerId === null ? 'creditor:payable' : 'partner:payable';

/** What is told of money that came in. */
function receiptOf(
  row: LockedCase,
  { amount, actor, reported, exchanged }: IncomingPayment,
  surplus: bigint,
  on: IsoDate,
): EventRecord {
  const original = exchanged && inWords(exchanged.received);
  return {
    type: 'paymentReceived',
    on,
    actor,
    params: {
      amount: inWords(money(amount, row.currency)),
      ...(surplus > 0n && { surplus: inWords(money(surplus, row.currency)) }),
      ...(original && { original }),
      // Another partner that has the case later does not read of it: see `visibleTo`.
      ...(reported && { referral: reported.referralId }),
    },
    changedFields: row.state.status === 'CLOSED' ? ['payments'] : ['balance', 'payments'],
  };
}

const NOTHING_OWED = (surplus: bigint): Spread => {
  return { allocations: [], surplus, rule: 'NOTHING_OWED', legalBasis: null };
};

/** Whether money that came in before a case was closed covers what was owed then: not what was never owed, or waived by a kept offer. */
async function mayCover(tx: EntityManager, { id, state }: LockedCase): Promise<boolean> {
  const [{ reason }]: [{ reason: CloseReason }] = await tx.query(
    'select close_reason as reason from collection_case where id = $1',
    [id],
  );
  const waived = reason === 'SETTLED' && state.facts.settlementOffers.some(({ lapsed }) => !lapsed);
  return !waived && !NOT_OWED.includes(reason);
}

/** Takes back as much of the write-off as late money covers; where that is all of it, the case was paid. */
async function takeBackWriteOff(
  tx: EntityManager,
  row: LockedCase,
  law: Jurisdiction | null,
  paymentId: string,
  receipt: EventRecord,
): Promise<void> {
  const missing = balance(row.state.facts, law, receipt.on).writtenOff;
  const { writtenOff } = await accrue(tx, row, law, receipt.on);
  await settleBooks(tx, row, receipt.on, `:late:${paymentId}`);
  const isPaid = missing > 0n && writtenOff === 0n;
  await changeCase(tx, row, isPaid ? { closeReason: 'PAID' } : {}, {
    ...receipt,
    changedFields: ['balance', 'payments'],
  });
}

async function insertPayment(
  tx: EntityManager,
  row: LockedCase,
  id: string,
  payment: IncomingPayment,
  { rule, legalBasis }: SpreadRule,
): Promise<void> {
  const { received, rates } = payment.exchanged ?? {};
  await tx.query(
    `insert into payment (id, case_id, creditor_id, referral_id, external_reference, amount_minor, amount_currency, received_on,
       reference, paid_to_creditor, original_amount_minor, original_currency, fx_date, fx_from_per_euro, fx_to_per_euro, allocation_rule, legal_basis)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14::numeric / 100000000, $15::numeric / 100000000, $16, $17)`,
    [
      id, row.id, row.creditorId, payment.reported?.referralId ?? null, payment.reported?.externalReference ?? null,
      payment.amount.toString(), row.currency, payment.receivedOn, payment.reference, payment.to === 'creditor:received',
      received?.minor.toString(), received?.currency, rates?.date, rates?.fromPerEuro_e8.toString(), rates?.toPerEuro_e8.toString(), rule, legalBasis,
    ], // prettier-ignore
  );
}

/** Writes parts of a payment, in the order given. */
export async function insertAllocations(
  tx: EntityManager,
  row: LockedCase,
  paymentId: string,
  parts: readonly AllocationFacts[],
): Promise<void> {
  // Allocations are listed by their keys: sorted, so that they keep the order in which the payment was spread.
  const ids = parts.map(() => uuidv7()).sort();
  await tx.query(
    `insert into payment_allocation (id, payment_id, case_id, creditor_id, kind, claim_id, amount_minor, amount_currency, creditors_own)
     select part.id, $1, $2, $3, part.kind, part.claim_id, part.amount, $4, part.creditors_own
     from unnest($5::uuid[], $6::text[], $7::uuid[], $8::bigint[], $9::boolean[]) as part(id, kind, claim_id, amount, creditors_own)`,
    [
      paymentId, row.id, row.creditorId, row.currency, ids, parts.map((part) => part.kind),
      parts.map((part) => part.claimId), parts.map((part) => part.amount.toString()),
      parts.map((part) => part.creditorsOwn === true),
    ], // prettier-ignore
  );
}
