import type { EntityManager } from 'typeorm';
import { earliest, latest, type IsoDate } from '../../domain/date.js';
import { convert, ratesFor } from '../../domain/fx.js';
import { chargePostings, remittancePostings, type HeldPayment } from '../../domain/remittance.js';
import { divideHalfUp, inWords, type Money } from '../../domain/money.js';
import { WITH_PARTNER } from '../../domain/referral-life.js';
import type { Refusal } from '../../domain/refusal.js';
import { refused, success, type Result } from '../../domain/result.js';
import { uuidv7 } from '../../graphql/ids.js';
import type { PartnerPhase } from '../../graphql/partner.enums.js';
import { addJob } from '../../jobs/queue.js';
import type { Platform } from '../../platform.js';
import { firstInvoiceOn } from '../cases/case.access.js';
import { bookOf, lockCase, post, recordEvent, type LockedCase } from '../cases/case.record.js';
import type { Exchanged } from '../payments/payment.booking.js';
import { reversePayment } from '../payments/payment.reversal.js';
import { loadRateTable } from '../routing/exchange-rates.js';
import { openTasks } from '../tasks/task.record.js';
import { takeMessage } from './message.record.js';
import { holdForPayment, lockReferral, takePayment, type LockedReferral, type Report } from './referral.record.js';

/** Minor units of the case's currency, and how they came about where the money is in another. */
export interface InCaseCurrency {
  readonly amount: bigint;
  readonly exchanged: Exchanged | null;
}

/**
 * An amount in the currency of a case, with the euro reference rates of the European Central Bank in force on a day. Refused
 * with CURRENCY_MISMATCH where there are none, or only old ones: what a debtor is credited is not guessed.
 */
export async function inCaseCurrency(
  tx: EntityManager,
  received: Money,
  currency: string,
  on: IsoDate,
): Promise<Result<InCaseCurrency, Refusal>> {
  if (received.currency === currency) return success({ amount: received.minor, exchanged: null });
  const table = await loadRateTable(tx, on);
  const rates = ratesFor(received.currency, currency, on, table);
  const converted = convert(received, currency, on, table);
  if (!converted.ok) return converted;
  const amount = converted.value.money.minor;
  if (!rates || converted.value.stale || amount === 0n) {
    const params = { from: received.currency, to: currency, on };
    return refused({ code: 'CURRENCY_MISMATCH', text: 'CURRENCY_MISMATCH.noRate', params });
  }
  return success({ amount, exchanged: { received, rates } });
}

/** Money a network's partner tells of, in whatever currency. What cannot be converted holds the case until somebody has looked. */
export async function takeMoney(
  tx: EntityManager,
  platform: Platform,
  referral: LockedReferral,
  payment: { readonly amount: Money; readonly receivedOn: IsoDate; readonly externalReference: string },
  report: Report,
): Promise<'TAKEN' | 'HELD'> {
  const { amount, externalReference } = payment;
  // Where it is already tomorrow at the partner, the money is booked today.
  const receivedOn = earliest(payment.receivedOn, report.on);
  const converted = await inCaseCurrency(tx, amount, referral.row.currency, receivedOn);
  if (converted.ok) {
    const taken = { ...converted.value, receivedOn, externalReference };
    const id = await takePayment(tx, platform, referral, taken, report);
    if (id !== null && receivedOn < firstInvoiceOn(referral.row)) await leaveDay(tx, referral, payment, report);
    return 'TAKEN';
  }
  await holdForPayment(tx, platform, referral, { told: inWords(amount), externalReference }, report);
  return 'HELD';
}

/** The money is there, whatever day the partner says; that it came before there was anything to pay is for a person to ask about. */
async function leaveDay(
  tx: EntityManager,
  { id: referralId, partner, row }: LockedReferral,
  { amount, receivedOn, externalReference: subject }: { amount: Money; receivedOn: IsoDate; externalReference: string },
  { on }: Report,
): Promise<void> {
  const about = { caseId: row.id, creditorId: row.creditorId, referralId, subject, dueOn: on };
  const params = { partner, amount: inWords(amount), on: receivedOn };
  await openTasks(tx, 'PAYMENT_DAY_DOUBTFUL', on, [{ ...about, params }]);
}

/** Which payment of a referral is meant: by our key, or by the partner's own number. */
export type WhichPayment = { readonly id: string } | { readonly externalReference: string };

/**
 * A payment of this referral did not hold. UNKNOWN where we booked no such payment, KNOWN where it was told before, EARLY where
 * the day lies before the payment came in; that of a network is then taken to be the same day.
 */
export async function takeReversal(
  tx: EntityManager,
  platform: Platform,
  referral: LockedReferral,
  reversal: { readonly of: WhichPayment; readonly on: IsoDate; readonly externalReference: string | null },
  report: Report,
): Promise<'TAKEN' | 'KNOWN' | 'UNKNOWN' | 'EARLY'> {
  const { of, externalReference } = reversal;
  const [column, value] = 'id' in of ? ['id', of.id] : ['external_reference', of.externalReference];
  const found: { id: string; receivedOn: IsoDate }[] = await tx.query(
    `select id, received_on as "receivedOn" from payment where referral_id = $1 and ${column}::text = $2`,
    [referral.id, value],
  );
  const { row } = referral;
  const payment = found[0];
  if (!payment) return 'UNKNOWN';
  if ('id' in of && reversal.on < payment.receivedOn) return 'EARLY';
  const amount = await reversePayment(tx, platform, row, {
    paymentId: payment.id,
    on: latest(earliest(reversal.on, report.on), payment.receivedOn),
    reported: { referralId: referral.id, externalReference },
    actor: report.actor,
  });
  if (amount === null) return 'KNOWN';
  const told = { paymentId: payment.id, amount: inWords(amount) };
  await tellOfReversal(tx, platform, { row, from: referral }, told, { on: report.on, actor: 'system' });
  Object.assign(row, await lockCase(tx, null, row.id));
  return 'TAKEN';
}

/**
 * A closed case stays closed: what is to become of the debt is for a person. A partner that has the case counts on the money,
 * unless the payment came from it. `from` is the referral that the payment was reported on; null for one of ours, `through` then
 * the account it came on where the bank says so.
 */
export async function tellOfReversal(
  tx: EntityManager,
  platform: Platform,
  { row, from, through }: { readonly row: LockedCase; readonly from: LockedReferral | null; readonly through?: string },
  { paymentId, amount }: { readonly paymentId: string; readonly amount: string },
  report: Report,
): Promise<void> {
  if (row.state.status === 'CLOSED') {
    const referralId = from?.id ?? null;
    const about = { caseId: row.id, creditorId: row.creditorId, referralId, subject: paymentId, dueOn: report.on };
    const partner = from?.partner ?? through;
    const params = { amount, ...(partner !== undefined && { partner }) };
    return openTasks(tx, 'UNPAID_AFTER_ALL', report.on, [{ ...about, params }]);
  }
  if (!from?.inForce) await tellHolder(tx, platform, row, { paymentId, amount }, report);
}

/** Tells the partner that has a case of a payment that did not hold, if it knows of the payment at all. */
export async function tellHolder(
  tx: EntityManager,
  platform: Platform,
  { referralId }: LockedCase,
  { paymentId, amount }: { readonly paymentId: string; readonly amount: string },
  report: Report,
): Promise<void> {
  const holder = referralId === null ? null : await lockReferral(tx, null, referralId);
  if (!holder || !WITH_PARTNER.includes(holder.status)) return;
  const text = `A payment of ${amount} that was taken into account did not hold: that much is owed again.`;
  const hasIt = platform.networks[holder.network]?.worksInGraph === true;
  const knows: unknown[] = await tx.query(
    `select from referral where id = $1 and ($3 or $2::uuid = any(told_payments) or coalesce(sent_order->'payments', '[]') ? $2::uuid::text)`,
    [holder.id, paymentId, hasIt],
  );
  if (knows.length === 0) return;
  const messageId = await takeMessage(
    tx,
    holder,
    { direction: 'TO_PARTNER', text, externalReference: null, hasIt },
    report,
  );
  if (!hasIt && messageId !== null) await addJob(tx, { name: 'tellMessage', payload: { messageId } });
}

/** What the partner charges. Its key; null where it was told before. */
export async function takeCost(
  tx: EntityManager,
  referral: LockedReferral,
  cost: {
    readonly amount: Money;
    readonly text: string;
    readonly on: IsoDate;
    readonly externalReference: string | null;
  },
  report: Report,
): Promise<string | null> {
  const { row } = referral;
  const { amount, text, on, externalReference } = cost;
  const id = uuidv7();
  const inserted: unknown[] = await tx.query(
    `insert into partner_cost (id, referral_id, case_id, creditor_id, external_reference, amount_minor, amount_currency, text, incurred_on)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (referral_id, external_reference) do nothing returning id`,
    [id, referral.id, row.id, row.creditorId, externalReference, amount.minor.toString(), amount.currency, text, on],
  );
  if (inserted.length === 0) return null;
  await post(tx, chargePostings(bookOf(row), id, amount, on));
  const params = { partner: referral.partner, amount: inWords(amount), text, referral: referral.id };
  await recordEvent(tx, row, {
    type: 'partnerCharged',
    on: report.on,
    actor: report.actor,
    params,
    changedFields: ['referral'],
  });
  return id;
}

/** Where the partner's work has come to. */
export async function takePhase(
  tx: EntityManager,
  referral: LockedReferral,
  phase: PartnerPhase,
  report: Report,
): Promise<void> {
  const changed: [unknown[], number] = await tx.query(
    'update referral set phase = $2, updated_at = now() where id = $1 and phase is distinct from $2 returning id',
    [referral.id, phase],
  );
  if (changed[1] === 0) return;
  const params = { partner: referral.partner, phase, referral: referral.id };
  await recordEvent(tx, referral.row, {
    type: 'referralPhase', on: report.on, actor: report.actor, params, changedFields: ['referral'],
  }); // prettier-ignore
}

/** Furthest that what came for money in another currency may be from what that was booked at: a tenth. More is a fee, or a mistake. */
const MOST_DIFFERENCE_BPS = 1_000n;

/** Money sent on to us. */
export interface Remitted {
  readonly amount: Money;
  /** What was kept of the payments as the success fee, minor units of the same currency. */
  readonly fee: bigint;
  /** Which payments it is for, each by our key or the partner's number. */
  readonly payments: readonly WhichPayment[];
  readonly on: IsoDate;
  readonly externalReference: string | null;
}

/**
 * Books what a partner sent on of what it holds. NOT_BOOKED where a payment is none of this referral's, or the amount is not
 * what the partner can have had for them: nothing is written then.
 */
export async function takeRemittance(
  tx: EntityManager,
  referral: LockedReferral,
  { amount, fee, payments, on, externalReference }: Remitted,
  report: Report,
): Promise<'TAKEN' | 'KNOWN' | 'NOT_BOOKED'> {
  const { row } = referral;
  const known: unknown[] = await tx.query('select from remittance where referral_id = $1 and external_reference = $2', [
    referral.id,
    externalReference,
  ]);
  if (known.length > 0) return 'KNOWN';
  const id = uuidv7();
  const held = await loadHeld(tx, referral, payments);
  const remitted = { id, amount, fee, on: earliest(on, report.on), mostDifferenceBps: MOST_DIFFERENCE_BPS };
  const postings = held && remittancePostings(bookOf(row), remitted, held);
  if (!postings) return 'NOT_BOOKED';
  await tx.query(
    `insert into remittance (id, partner_id, case_id, creditor_id, referral_id, direction, external_reference, amount_minor,
       amount_currency, fee_minor, remitted_on) values ($1, $2, $3, $4, $5, 'FROM_PARTNER', $6, $7, $8, $9, $10)`,
    [id, referral.partnerId, row.id, row.creditorId, referral.id, externalReference, amount.minor.toString(),
      amount.currency, fee.toString(), remitted.on],
  ); // prettier-ignore
  await post(tx, postings);
  const params = {
    partner: referral.partner,
    amount: inWords(amount),
    ...(fee > 0n && { fee: inWords({ ...amount, minor: fee }) }),
    referral: referral.id,
  };
  await recordEvent(tx, row, {
    type: 'partnerRemitted',
    on: report.on,
    actor: report.actor,
    params,
    changedFields: ['payments'],
  });
  return 'TAKEN';
}

/** What the partner still holds of each payment named, oldest first; null where one is not among this referral's. */
async function loadHeld(
  tx: EntityManager,
  referral: LockedReferral,
  payments: readonly WhichPayment[],
): Promise<HeldPayment[] | null> {
  const ids = new Set(payments.flatMap((payment) => ('id' in payment ? [payment.id] : [])));
  const numbers = new Set(payments.flatMap((payment) => ('id' in payment ? [] : [payment.externalReference])));
  const rows: { id: string; held: string; currency: string; came: string; booked: string }[] = await tx.query(
    `select y.id, coalesce(y.original_currency, y.amount_currency) as currency, y.amount_minor as booked,
       coalesce(y.original_amount_minor, y.amount_minor) as came,
       (select coalesce(sum(case when debit_account = 'partner:funds' then amount_minor else -amount_minor end), 0)
        from posting where payment_id = y.id and 'partner:funds' in (debit_account, credit_account)) as held
     from payment y where y.referral_id = $1 and (y.id::text = any($2) or y.external_reference = any($3)) order by y.received_on, y.id`,
    [referral.id, [...ids], [...numbers]],
  );
  if (rows.length < ids.size + numbers.size) return null;
  return rows
    .map(({ id, currency, ...minor }) => {
      const [held, came, booked] = [BigInt(minor.held), BigInt(minor.came), BigInt(minor.booked)];
      // What was sent on as it came lies with us in its own currency, and keeps its share of the exchange position.
      return { id, held: { minor: held, currency }, booked: divideHalfUp(booked * held, came) };
    })
    .filter(({ held }) => held.minor > 0n);
}

/** A remittance that cannot be what it is said to be: a person must ask the partner. Told once. */
export async function leaveRemittance(
  tx: EntityManager,
  referral: LockedReferral,
  { amount, externalReference }: { readonly amount: Money; readonly externalReference: string },
  { on, actor }: Report,
): Promise<void> {
  const { row, id, partner } = referral;
  const known: unknown[] = await tx.query(
    `select from case_event where case_id = $1 and type = 'remittanceNotBooked' and params->>'referral' = $2
       and params->>'externalReference' = $3`,
    [row.id, id, externalReference],
  );
  if (known.length > 0) return;
  const params = { partner, amount: inWords(amount), externalReference, referral: id };
  await recordEvent(tx, row, { type: 'remittanceNotBooked', on, actor, params });
  const about = { caseId: row.id, creditorId: row.creditorId, referralId: id, subject: externalReference, dueOn: on };
  await openTasks(tx, 'REMITTANCE_NOT_BOOKED', on, [{ ...about, params: { partner, amount: inWords(amount) } }]);
}
