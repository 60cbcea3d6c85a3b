import type { EntityManager } from 'typeorm';
import { countries } from '../../countries/index.js';
import { balance } from '../../domain/balance.js';
import type { IsoDate } from '../../domain/date.js';
import { inWords, money } from '../../domain/money.js';
import type { ReferralStatus } from '../../domain/facts.js';
import { addWorkingDays } from '../../domain/promises.js';
import { ENDED, referralMayMove, TAKES } from '../../domain/referral-life.js';
import type { CloseReason } from '../../graphql/enums.js';
import { uuidv7 } from '../../graphql/ids.js';
import { readingRole, scopeKey, visibleTo } from '../../graphql/scope.js';
import { addJob } from '../../jobs/queue.js';
import { caseStatusFor } from '../../partners/partner.js';
import { prepared } from '../../data-source.js';
import type { Platform, Viewer } from '../../platform.js';
import { settleBooks } from '../cases/case.closing.js';
import {
  changeCase,
  lockCase,
  recordEvent,
  reschedule,
  type EventRecord,
  type LockedCase,
} from '../cases/case.record.js';
import { bookLatePayment, bookPayment, type Exchanged } from '../payments/payment.booking.js';
import { rerouteAfterDecline, sendToReview } from '../routing/routing.commands.js';
import { keepTasks, openTasks } from '../tasks/task.record.js';

/** A referral whose row, and whose case, this transaction holds. `status` is kept up to date by what changes it here. */
export interface LockedReferral {
  readonly id: string;
  readonly partnerId: string;
  readonly partner: string;
  readonly network: string;
  readonly externalReference: string | null;
  /** Calls to hand it over that have begun. */
  readonly attempts: number;
  /** Those of them that have not led to an answer, so that the partner may or may not have got the case. */
  readonly unanswered: number;
  /** How much of what the partner has to say is dealt with. */
  readonly heardSequence: number;
  /** Business date on which it came to its end; null while it is open. */
  readonly endedOn: IsoDate | null;
  status: ReferralStatus;
  /** Whether the partner has taken the case, before a question it may have now. Kept up to date likewise. */
  taken: boolean;
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
  return lockWhere(tx, referralId, visible, visible.includes('$2') ? [scopeKey(viewer)] : []);
}

/** The same for the partner it was handed to, also after the case was taken back: its money is still to be told of. */
export function lockReferralOf(
  tx: EntityManager,
  partnerId: string | null,
  referralId: string,
): Promise<LockedReferral | null> {
  return lockWhere(tx, referralId, 'r.partner_id = $2 and r.submitted_at is not null', [partnerId]);
}

const LOCK =
  prepared(`select r.id, r.partner_id as "partnerId", p.name as partner, p.network, r.external_reference as "externalReference", r.status,
    r.attempts, r.unanswered, r.heard_sequence as "heardSequence", r.ended_on as "endedOn",
    r.status = any($2) or exists (select from case_event e where e.case_id = r.case_id and e.params->>'referral' = r.id::text
      and e.params->>'status' = any($2)) as taken
  from referral r join partner p on p.id = r.partner_id where r.id = $1 for update of r`);

async function lockWhere(
  tx: EntityManager,
  referralId: string,
  condition: string,
  parameters: readonly (string | null)[],
): Promise<LockedReferral | null> {
  const found: { caseId: string }[] = await tx.query(
    `select r.case_id as "caseId" from referral r where r.id = $1 and ${condition}`,
    [referralId, ...parameters],
  );
  const row = found[0] ? await lockCase(tx, null, found[0].caseId) : null;
  if (!row) return null;
  const rows: Omit<LockedReferral, 'row' | 'inForce'>[] = await tx.query(LOCK, [referralId, TAKES]);
  return { ...rows[0]!, row, inForce: row.referralId === referralId };
}

/** Who says something about a referral, and on which business date. */
export interface Report {
  readonly on: IsoDate;
  /** Subject of the viewer, or the name of the partner. */
  readonly actor: string;
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
  if (!referralMayMove(referral, to))
    throw new Error(`referral ${referral.id} may not go from ${referral.status} to ${to}`);
  const externalReference = move.externalReference ?? referral.externalReference;
  const endedOn = ENDED.includes(to) ? move.on : null;
  await tx.query(
    'update referral set status = $2, external_reference = $3, ended_on = $4, updated_at = now() where id = $1',
    [referral.id, to, externalReference, endedOn],
  );
  Object.assign(referral, { status: to, externalReference, endedOn, taken: referral.taken || TAKES.includes(to) });
  if (to === 'CLOSED' || to === 'DECLINED') await release(tx, referral);
  if (endedOn !== null) await keepTasks(tx, 'CLOSED_UNPAID', move.on, [], [referral.id]);
  const event: EventRecord = {
    type: TEXT_OF[to] ?? 'referralReported',
    on: move.on,
    actor: move.actor,
    params: {
      partner: referral.partner,
      status: to,
      externalReference: externalReference ?? '',
      reason: move.reason ?? '',
      referral: referral.id,
    },
    changedFields: ['referral'],
  };
  // A case that something of ours holds stays held, whatever the partner does meanwhile.
  const begins = referral.inForce && referral.row.state.status === 'REGISTERED' && caseStatusFor[to] === 'ACTIVE';
  if (begins) await changeCase(tx, referral.row, { status: 'ACTIVE' }, event);
  else await recordEvent(tx, referral.row, event);
}

/** The partner is known not to work the case any more: whoever is to have it next may get it now. */
export async function release(tx: EntityManager, referral: LockedReferral): Promise<void> {
  await tx.query('update referral set released_at = coalesce(released_at, now()) where id = $1', [referral.id]);
  const waiting: { id: string }[] = await tx.query(
    `select id from referral where case_id = $1 and status = 'QUEUED' and attempts = 0`,
    [referral.row.id],
  );
  for (const { id } of waiting) await addJob(tx, { name: 'submitReferral', payload: { referralId: id } });
}

/** In SQL: whether a partner that had the case before may still be working it. Two at once would both collect. */
export const withAnotherSql = (referral: string): string =>
  `exists (select from referral other where other.case_id = ${referral}.case_id and other.id <> ${referral}.id
     and other.attempts > 0 and other.released_at is null)`;

/**
 * The partner may have the case, and nothing we can send makes it let go: a person must settle it. Until one routes the
 * case by hand, nobody else gets it.
 */
export async function leaveToPerson(
  tx: EntityManager,
  platform: Platform,
  referral: LockedReferral,
  { on, actor }: Report,
): Promise<void> {
  const { id, partner, row } = referral;
  await tx.query('update referral set release_failed_at = now() where id = $1', [id]);
  const params = { partner };
  await recordEvent(tx, row, { type: 'referralUnsettled', on, actor, params, changedFields: ['referral'] });
  await sendToReview(tx, platform, row);
}

/**
 * Something is not known of the case without which it cannot be handed over, and nothing was sent: a person is to complete it,
 * and routes it by hand.
 */
export async function leaveToReview(
  tx: EntityManager,
  platform: Platform,
  referral: LockedReferral,
  move: Move,
): Promise<void> {
  await moveReferral(tx, referral, 'FAILED', move);
  await release(tx, referral);
  if (referral.inForce) await sendToReview(tx, platform, referral.row, move.reason);
}

/** The partner does not have the case, or gives it back: it goes to the next agency that takes it, or to a case handler. */
export async function takeBack(
  tx: EntityManager,
  platform: Platform,
  referral: LockedReferral,
  to: 'DECLINED' | 'FAILED' | 'WITHDRAWN',
  report: Move,
): Promise<void> {
  await moveReferral(tx, referral, to, report);
  if (referral.inForce) await rerouteAfterDecline(tx, platform, referral.row, referral.partnerId);
}

/** What is owed on the case of a referral in force, by what has been told of; nothing once the case is closed. */
export const leftOwing = ({ inForce, row }: LockedReferral, on: IsoDate): bigint =>
  inForce && row.state.status !== 'CLOSED' ? balance(row.state.facts, null, on).outstanding : 0n;

/**
 * The partner says that the case is paid, and by what it has told it is not: the money may still be on its way here, so nothing
 * is written off. A person asks for it, or takes the partner's word by settling the task. False where nothing is to be waited for.
 */
export async function waitsForMoney(tx: EntityManager, referral: LockedReferral, { on }: Report): Promise<boolean> {
  const { id, partner, row } = referral;
  const left = leftOwing(referral, on);
  if (left <= 0n) return false;
  const settled: unknown[] = await tx.query(
    `select from task where kind = 'CLOSED_UNPAID' and referral_id = $1 and settled_by is not null limit 1`,
    [id],
  );
  if (settled.length > 0) return false;
  const about = { caseId: row.id, creditorId: row.creditorId, referralId: id, dueOn: on };
  const params = { partner, left: inWords(money(left, row.currency)) };
  await openTasks(tx, 'CLOSED_UNPAID', on, [{ ...about, params }]);
  return true;
}

/** The partner has ended its work, and with it the case. Paid is what is paid: a rest that a person let go makes it a settlement. */
export async function endWork(
  tx: EntityManager,
  referral: LockedReferral,
  reported: CloseReason | null,
  report: Move,
): Promise<void> {
  await moveReferral(tx, referral, 'CLOSED', report);
  const { row } = referral;
  if (!referral.inForce || row.state.status === 'CLOSED') return;
  const nothingLeft = leftOwing(referral, report.on) <= 0n;
  const unpaid = reported === 'PAID' ? 'SETTLED' : (reported ?? 'UNECONOMICAL');
  const closeReason: CloseReason = nothingLeft ? 'PAID' : unpaid;
  await settleBooks(tx, row, report.on);
  const event = { type: 'closed', on: report.on, actor: report.actor, params: { closeReason } };
  await changeCase(tx, row, { status: 'CLOSED', closeReason }, event);
}

/** Money the partner collected, in the case's currency and, where it came in another, as it came. */
interface CollectedMoney {
  readonly amount: bigint;
  readonly exchanged?: Exchanged | null;
  readonly receivedOn: IsoDate;
  readonly externalReference: string | null;
}

/** Books money the partner collected. Null where it had told us of the same payment before; else the payment's key. */
export async function takePayment(
  tx: EntityManager,
  platform: Platform,
  referral: LockedReferral,
  payment: CollectedMoney,
  report: Report,
): Promise<string | null> {
  const { row } = referral;
  const known: unknown[] = await tx.query('select from payment where referral_id = $1 and external_reference = $2', [
    referral.id,
    payment.externalReference,
  ]);
  if (known.length > 0) return null;
  const { amount, exchanged = null, receivedOn, externalReference } = payment;
  const closed = row.state.status === 'CLOSED';
  const book = closed ? bookLatePayment : bookPayment;
  const id = await book(tx, platform, row, {
    amount,
    exchanged,
    receivedOn,
    to: 'partner:funds',
    reference: null,
    reported: { referralId: referral.id, externalReference },
    actor: report.actor,
  });
  if (closed) await leaveSurplus(tx, referral, id, amount, report);
  // Whoever has the case now would go on collecting what has been paid.
  if (!referral.inForce && row.referralId !== null && !closed) {
    await addJob(tx, { name: 'notifyPartnerPayment', payload: { paymentId: id } });
  }
  // What the next word of the partner is judged by must know of this payment.
  const fresh = await lockCase(tx, null, row.id);
  Object.assign(row, fresh);
  return id;
}

/** What of a payment is owed back lies with the partner, and comes back only if somebody sees to it. */
async function leaveSurplus(
  tx: EntityManager,
  { id: referralId, partner, row }: LockedReferral,
  paymentId: string,
  amount: bigint,
  { on }: Report,
): Promise<void> {
  const [{ minor }]: [{ minor: string }] = await tx.query(
    `select coalesce(sum(amount_minor), 0)::text as minor from posting where payment_id = $1 and credit_account = 'suspense'`,
    [paymentId],
  );
  const surplus = BigInt(minor);
  if (surplus === 0n) return;
  const inCase = (part: bigint) => inWords(money(part, row.currency));
  const about = { caseId: row.id, creditorId: row.creditorId, referralId, subject: paymentId, dueOn: on };
  const params = { partner, amount: inCase(amount), surplus: inCase(surplus) };
  await openTasks(tx, 'MONEY_OWED_BACK', on, [{ ...about, params }]);
}

/**
 * Money in another currency than the case's, and no rate to convert it with: it must not be lost sight of. The case waits
 * until somebody has looked at it. `told` is the amount with its currency, `externalReference` the partner's id of it.
 */
export async function holdForPayment(
  tx: EntityManager,
  platform: Platform,
  referral: LockedReferral,
  { told, externalReference }: { readonly told: string; readonly externalReference: string },
  { on, actor }: Report,
): Promise<void> {
  const { row } = referral;
  const known: unknown[] = await tx.query(`${UNBOOKED} and params->>'externalReference' = $3`, [
    row.id,
    referral.id,
    externalReference,
  ]);
  if (known.length > 0) return;
  const params = { partner: referral.partner, amount: told, externalReference, referral: referral.id };
  const event: EventRecord = { type: 'paymentNotBooked', on, actor, params };
  // A case that is on hold already is somebody's to look at, and keeps the reason it has.
  if (row.state.status === 'CLOSED' || row.state.status === 'ON_HOLD') return void (await recordEvent(tx, row, event));
  await changeCase(tx, row, { status: 'ON_HOLD', holdReason: 'MISSING_INFORMATION' }, event);
  await reschedule(tx, platform, row.id);
}

const UNBOOKED = `select from case_event where case_id = $1 and type = 'paymentNotBooked' and params->>'referral' = $2`;

/** Whether the case waits for somebody to look at money of this partner's that could not be booked. */
export async function waitsForPayment(tx: EntityManager, { id, row }: LockedReferral): Promise<boolean> {
  if (row.state.status !== 'ON_HOLD') return false;
  const rows: unknown[] = await tx.query(`${UNBOOKED} limit 1`, [row.id, id]);
  return rows.length > 0;
}

/** Working days within which a partner's question is answered: the 48 hours we promise. */
const ANSWER_WITHIN = 2;

/** Last day to answer what is asked on a day, counted in bank days of our own home country. */
export const answerDueOn = (on: IsoDate): IsoDate =>
  addWorkingDays(on, ANSWER_WITHIN, (day) => countries.NO.isBankDay(day));

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
    params: { partner: referral.partner, question, dueOn, referral: referral.id },
    changedFields: ['referral'],
  });
  const about = { caseId: row.id, creditorId: row.creditorId, referralId: referral.id, subject: id };
  await openTasks(tx, 'ANSWER_DUE', report.on, [{ ...about, dueOn, params: { partner: referral.partner, question } }]);
  if (referralMayMove(referral, 'NEEDS_INFORMATION')) await moveReferral(tx, referral, 'NEEDS_INFORMATION', report);
  return id;
}
