import type { EntityManager } from 'typeorm';
import { countries } from '../../countries/index.js';
import { balance } from '../../domain/balance.js';
import { addDays, type IsoDate } from '../../domain/date.js';
import type { ReferralStatus } from '../../domain/facts.js';
import { paymentPostings } from '../../domain/ledger.js';
import { formatAmount } from '../../domain/money.js';
import { referralMayMove } from '../../domain/referral-life.js';
import type { CloseReason } from '../../graphql/enums.js';
import { uuidv7 } from '../../graphql/ids.js';
import { readingRole, scopeKey, visibleTo } from '../../graphql/scope.js';
import { caseStatusFor } from '../../partners/partner.js';
import type { Platform, Viewer } from '../../platform.js';
import { settleBooks } from '../cases/case.closing.js';
import {
  bookOf,
  changeCase,
  lockCase,
  post,
  recordEvent,
  type EventRecord,
  type LockedCase,
} from '../cases/case.record.js';
import { bookPayment } from '../payments/payment.booking.js';
import { rerouteAfterDecline } from '../routing/routing.commands.js';

/** A referral whose row, and whose case, this transaction holds. `status` is kept up to date by what changes it here. */
export interface LockedReferral {
  readonly id: string;
  readonly partnerId: string;
  readonly partner: string;
  readonly network: string;
  readonly externalReference: string | null;
  status: ReferralStatus;
  /** The case it hands over, which may meanwhile be with somebody else. */
  readonly row: LockedCase;
  /** True where this is the referral the case is with now. */
  readonly inForce: boolean;
}

/** The referral, locked after its case, as far as the reader may see it. A viewer of null is the system itself. */
export async function lockReferral(
  tx: EntityManager,
  viewer: Viewer | null,
  referralId: string,
): Promise<LockedReferral | null> {
  const visible = viewer === null ? 'true' : visibleTo(readingRole(viewer), 'Referral', 'r', '$2');
  const found: { caseId: string }[] = await tx.query(
    `select r.case_id as "caseId" from referral r where r.id = $1 and ${visible}`,
    visible.includes('$2') ? [referralId, scopeKey(viewer)] : [referralId],
  );
  const row = found[0] ? await lockCase(tx, null, found[0].caseId) : null;
  if (!row) return null;
  const rows: Omit<LockedReferral, 'row' | 'inForce'>[] = await tx.query(
    `select r.id, r.partner_id as "partnerId", p.name as partner, p.network, r.external_reference as "externalReference", r.status
     from referral r join partner p on p.id = r.partner_id where r.id = $1 for update of r`,
    [referralId],
  );
  return { ...rows[0]!, row, inForce: row.referralId === referralId };
}

/** Who says something about a referral, and on which business date. */
export interface Report {
  readonly on: IsoDate;
  /** Subject of the viewer, or the name of the partner. */
  readonly actor: string;
  /** Place among everything the partner has said of the case, where it numbers what it says. */
  readonly sequence?: number;
}

const TEXT_OF: Partial<Record<ReferralStatus, string>> = {
  SUBMITTED: 'referralSubmitted',
  ACCEPTED: 'referralAccepted',
  DECLINED: 'referralDeclined',
  FAILED: 'referralFailed',
};

/** What comes with a new status. */
export interface Move extends Report {
  readonly externalReference?: string;
  readonly reason?: string;
}

/** Writes a new status, which must be permitted, and the event that tells it. The case follows where the partner begins to work it. */
export async function moveReferral(
  tx: EntityManager,
  referral: LockedReferral,
  to: ReferralStatus,
  move: Move,
): Promise<void> {
  if (!referralMayMove(referral.status, to))
    throw new Error(`referral ${referral.id} may not go from ${referral.status} to ${to}`);
  const externalReference = move.externalReference ?? referral.externalReference;
  await tx.query('update referral set status = $2, external_reference = $3, updated_at = now() where id = $1', [
    referral.id,
    to,
    externalReference,
  ]);
  Object.assign(referral, { status: to, externalReference });
  const event: EventRecord = {
    type: TEXT_OF[to] ?? 'referralReported',
    on: move.on,
    actor: move.actor,
    params: {
      partner: referral.partner,
      status: to,
      externalReference: externalReference ?? '',
      reason: move.reason ?? '',
      ...said(referral, move),
    },
    changedFields: ['referral'],
  };
  // A case that something of ours holds stays held, whatever the partner does meanwhile.
  const begins = referral.inForce && referral.row.state.status === 'REGISTERED' && caseStatusFor[to] === 'ACTIVE';
  if (begins) await changeCase(tx, referral.row, { status: 'ACTIVE' }, event);
  else await recordEvent(tx, referral.row, event);
}

/** How an event remembers which of the partner's words it came from. */
const said = (referral: LockedReferral, { sequence }: Report): Record<string, string | number> =>
  sequence === undefined ? {} : { referral: referral.id, sequence };

/** Place of the last word of the partner that moved the referral; 0 where it has said nothing. */
export async function lastHeard(tx: EntityManager, referral: LockedReferral): Promise<number> {
  const rows: { last: number }[] = await tx.query(
    `select coalesce(max((params->>'sequence')::integer), 0) as last from case_event
     where case_id = $1 and params->>'referral' = $2`,
    [referral.row.id, referral.id],
  );
  return rows[0]!.last;
}

/** The partner gives the case back: it goes to the next agency that takes it, or to a case handler. */
export async function takeBack(
  tx: EntityManager,
  platform: Platform,
  referral: LockedReferral,
  to: 'DECLINED' | 'FAILED',
  report: Move,
): Promise<void> {
  await moveReferral(tx, referral, to, report);
  if (referral.inForce) await rerouteAfterDecline(tx, platform, referral.row, referral.partnerId);
}

/** The partner has ended its work, and with it the case. Paid is what is paid: a rest left open makes it a settlement. */
export async function endWork(
  tx: EntityManager,
  referral: LockedReferral,
  reported: CloseReason | null,
  report: Move,
): Promise<void> {
  await moveReferral(tx, referral, 'CLOSED', report);
  const { row } = referral;
  if (!referral.inForce || row.state.status === 'CLOSED') return;
  const nothingLeft = balance(row.state.facts, null, report.on).outstanding <= 0n;
  const unpaid = reported === 'PAID' ? 'SETTLED' : (reported ?? 'UNECONOMICAL');
  const closeReason: CloseReason = nothingLeft ? 'PAID' : unpaid;
  await settleBooks(tx, row, report.on);
  const event = { type: 'closed', on: report.on, actor: report.actor, params: { closeReason } };
  await changeCase(tx, row, { status: 'CLOSED', closeReason }, event);
}

/** Money the partner collected. Null where it had told us of the same payment before; else the payment's key. */
export async function takePayment(
  tx: EntityManager,
  platform: Platform,
  referral: LockedReferral,
  payment: { readonly amount: bigint; readonly receivedOn: IsoDate; readonly externalReference: string | null },
  report: Report,
): Promise<string | null> {
  const { row } = referral;
  const known: unknown[] = await tx.query('select from payment where referral_id = $1 and external_reference = $2', [
    referral.id,
    payment.externalReference,
  ]);
  if (known.length > 0) return null;
  if (row.state.status === 'CLOSED') return takeSurplus(tx, referral, payment, report);
  const { amount, receivedOn, externalReference } = payment;
  const id = await bookPayment(tx, platform, row, {
    amount,
    receivedOn,
    to: 'partner:funds',
    reference: null,
    reported: { referralId: referral.id, externalReference },
    actor: report.actor,
  });
  // What the next word of the partner is judged by must know of this payment.
  const fresh = await lockCase(tx, null, row.id);
  Object.assign(row, fresh);
  return id;
}

/** Money for a case that is closed already: there is nothing left to set it against, so all of it is owed back. */
async function takeSurplus(
  tx: EntityManager,
  { id: referralId, row }: LockedReferral,
  payment: { readonly amount: bigint; readonly receivedOn: IsoDate; readonly externalReference: string | null },
  { on, actor }: Report,
): Promise<string> {
  const id = uuidv7();
  const { amount, receivedOn, externalReference } = payment;
  await tx.query(
    `insert into payment (id, case_id, creditor_id, referral_id, external_reference, amount_minor, amount_currency, received_on)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, row.id, row.creditorId, referralId, externalReference, amount.toString(), row.currency, receivedOn],
  );
  await post(
    tx,
    paymentPostings(bookOf(row), { id, allocations: [], surplus: amount, to: 'partner:funds', on: receivedOn }),
  );
  const told = `${formatAmount(amount, row.currency)} ${row.currency}`;
  await recordEvent(tx, row, {
    type: 'paymentReceived',
    on,
    actor,
    params: { amount: told, surplus: told },
    changedFields: ['payments'],
  });
  return id;
}

/** Working days within which a partner's question is answered: the 48 hours we promise. */
const ANSWER_WITHIN = 2;

/** Last day to answer what is asked on a day, counted in bank days of our own home country. */
export function answerDueOn(on: IsoDate): IsoDate {
  let day = on;
  for (let left = ANSWER_WITHIN; left > 0; left -= countries.NO.isBankDay(day) ? 1 : 0) day = addDays(day, 1);
  return day;
}

/** A question of the partner. The key of the inquiry, also where the same was asked before. */
export async function takeQuestion(
  tx: EntityManager,
  referral: LockedReferral,
  asked: { readonly question: string; readonly externalReference: string | null },
  report: Report,
): Promise<string> {
  const { row } = referral;
  const { question, externalReference } = asked;
  const known: { id: string }[] = await tx.query(
    `select id from inquiry where referral_id = $1
       and case when $2::text is null then external_reference is null and question = $3 and answer is null else external_reference = $2 end`,
    [referral.id, externalReference, question],
  );
  if (known[0]) return known[0].id;
  const id = uuidv7();
  const dueOn = answerDueOn(report.on);
  await tx.query(
    `insert into inquiry (id, referral_id, case_id, creditor_id, external_reference, question, due_on) values ($1, $2, $3, $4, $5, $6, $7)`,
    [id, referral.id, row.id, row.creditorId, externalReference, question, dueOn],
  );
  await recordEvent(tx, row, {
    type: 'inquiryAsked',
    on: report.on,
    actor: report.actor,
    params: { partner: referral.partner, question, dueOn },
    changedFields: ['referral'],
  });
  if (referralMayMove(referral.status, 'NEEDS_INFORMATION'))
    await moveReferral(tx, referral, 'NEEDS_INFORMATION', report);
  return id;
}
