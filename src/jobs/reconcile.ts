import type { DataSource } from 'typeorm';
import { addDays, type IsoDate } from '../domain/date.js';
import { inWords } from '../domain/money.js';
import { ENDED, MONEY_DAYS_AFTER_END, WITH_PARTNER } from '../domain/referral-life.js';
import { watchPartners } from '../modules/partners/partner.watch.js';
import { endSight } from '../modules/referrals/referral.sight.js';
import { keepTasks, type TaskDraft } from '../modules/tasks/task.record.js';
import type { PartnerReport } from '../partners/partner.js';
import type { Platform } from '../platform.js';
import { watchAddresses } from './address-watch.js';
import { compareTotals, type Compared } from './compare-totals.js';
import { fetchNewDocuments } from './fetch-documents.js';
import { callPartner } from './partner-call.js';
import { applyReports, type NotTaken } from './partner-reports.js';
import { addJob, type JobPayloads } from './queue.js';
import { networkOf, noteFault } from './submit-referral.js';

/** Referrals read at the same time. */
const AT_ONCE = 4;

/**
 * Most referrals whose totals are compared in one run; the rest is for the next, longest not compared first, and the partners
 * by turns: those of one that does not answer are not all that is ever asked for.
 */
const TOTALS_AT_ONCE = 1000;

/** Referrals of which something may be heard: those the partner has, and those it had until lately, for their money. */
const HEARD = `select r.id as "referralId", r.partner_id as "partnerId", p.network, r.external_reference as "externalReference"
  from referral r join partner p on p.id = r.partner_id
  where r.external_reference is not null and (r.status = any($1) or r.status = any($2) and r.ended_on >= $3::date)`;

const heardOn = (on: IsoDate) => [WITH_PARTNER, ENDED, addDays(on, -MONEY_DAYS_AFTER_END)];

/** Whether any case was ever for a partner; every day of the sandbox asks. */
const ANY = 'select exists (select from referral) as any';

/**
 * Asks after every referral that nothing has been heard of on this day, and applies the answers: what a partner forgot
 * to tell, or we to hear, is found again here. A partner that does not answer is asked again the next time, and one
 * whose answer makes no sense keeps nobody else from being heard. Then what the partners have booked is held against our
 * books, whoever is silent beyond its promise is flagged, and what was closed long enough ago goes out of its partner's sight.
 */
export async function reconcile(platform: Platform, on: IsoDate): Promise<void> {
  const [{ any }]: [{ any: boolean }] = await platform.db.query(ANY);
  if (!any) return;
  const polled = Object.values(platform.networks).filter((network) => !network.worksInGraph);
  const names = polled.map((network) => network.name);
  const silent: Compared[] = await platform.db.query(
    `${HEARD} and p.network = any($4) and coalesce(r.heard_on < $5, true) order by r.id`,
    [...heardOn(on), names, on],
  );
  await eachOf(platform, silent, (referral) => hear(platform, referral, on, 0));
  const due: Compared[] = await platform.db.query(
    `${HEARD} and p.network = any($4) and coalesce(r.totals_on < $5, true)
     order by row_number() over (partition by r.partner_id order by r.totals_on nulls first, r.id), r.id limit ${TOTALS_AT_ONCE}`,
    [...heardOn(on), names, on],
  );
  await eachOf(platform, due, (referral) =>
    compareTotals(platform, referral, on, () => hear(platform, referral, on, 0)),
  );
  await resubmitForgotten(platform, on);
  await watchPartners(platform.db, on);
  await watchAddresses(platform.db, on);
  await endSight(platform.db, on);
}

/** Hand-overs that have waited for more than a day, and that no job is left to see to: it failed too often. */
const FORGOTTEN = `select r.id as "referralId" from referral r join collection_case c on c.id = r.case_id
    join routing_decision d on d.id = c.routing_id
  where r.status = 'QUEUED' and d.decided_on < $1::date - 1 and not exists (
    select from graphile_worker.jobs j where j.key = 'submitReferral:' || r.id and j.attempts < j.max_attempts)`;

async function resubmitForgotten({ db }: Platform, on: IsoDate): Promise<void> {
  const forgotten: { referralId: string }[] = await db.query(FORGOTTEN, [on]);
  for (const payload of forgotten) await addJob(db, { name: 'submitReferral', payload });
}

/** A fault with one referral keeps no other from its turn. */
async function eachOf(
  platform: Platform,
  referrals: readonly Compared[],
  work: (referral: Compared) => Promise<unknown>,
): Promise<void> {
  const next = referrals.values();
  const worker = async (): Promise<void> => {
    for (const referral of next) await work(referral).catch(platform.onFault);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** When to ask again, where that is worth while; `attempt` is the number of failures by then. */
interface AskAgain {
  readonly attempt: number;
  readonly waitMs: number;
}

/** Asks a partner for everything about one referral, and applies it. Null where there is no reason to ask again. */
async function hear(
  platform: Platform,
  referral: Compared,
  on: IsoDate,
  failedBefore: number,
): Promise<AskAgain | null> {
  const { referralId, partnerId, network, externalReference } = referral;
  const outcome = await callPartner(platform, partnerId, failedBefore, () =>
    networkOf(platform.networks, network).fetchReports(externalReference, on),
  );
  switch (outcome.kind) {
    case 'DONE':
      await take(platform, referralId, outcome.value, on);
      return null;
    case 'POSTPONED':
      return { attempt: failedBefore, waitMs: outcome.waitMs };
    case 'RETRY':
      await noteFault(platform.db, referralId, outcome.fault);
      return { attempt: outcome.failedAttempts, waitMs: outcome.waitMs };
    case 'GIVEN_UP': {
      const { code, detail } = outcome.fault;
      await noteFault(platform.db, referralId, outcome.fault);
      await flagUnread(platform, referralId, [{ id: externalReference, problem: `${code}: ${detail}` }], on);
      return null;
    }
  }
}

/** Applies an answer, and calls a person where it needs one. */
async function take(
  platform: Platform,
  referralId: string,
  reports: readonly PartnerReport[],
  on: IsoDate,
): Promise<void> {
  const notTaken = await applyReports(platform, referralId, reports, on);
  await fetchNewDocuments(platform, referralId, reports);
  await flagUnknownWord(platform, referralId, reports, on);
  await flagPaidToCreditor(platform, referralId, reports, on);
  await flagUnread(
    platform,
    referralId,
    [...reports.filter((report) => report.kind === 'UNREADABLE'), ...notTaken],
    on,
  );
}

/** A last word about where the case stands that we do not know leaves the case as it was: a person must find out. */
async function flagUnknownWord(
  { db }: Platform,
  referralId: string,
  reports: readonly PartnerReport[],
  on: IsoDate,
): Promise<void> {
  const last = reports.filter((report) => report.kind === 'STATUS').at(-1);
  const { partner, isOpen, ...whose } = await loadWhose(db, referralId);
  const drafts: TaskDraft[] =
    last?.status === null && isOpen
      ? [{ ...whose, referralId, dueOn: last.on, params: { partner, note: last.note ?? '', on: last.on } }]
      : [];
  await keepTasks(db, 'PHASE_UNKNOWN', on, drafts, [referralId]);
}

/** What could not be read, or not be taken in beside what we have, is for a person to see to until it can. */
async function flagUnread(
  { db }: Platform,
  referralId: string,
  unread: readonly NotTaken[],
  on: IsoDate,
): Promise<void> {
  const { partner, caseId, creditorId } = await loadWhose(db, referralId);
  const drafts = unread.map(({ id, problem }): TaskDraft => {
    return { caseId, creditorId, referralId, subject: id, dueOn: on, params: { partner, id, problem } };
  });
  await keepTasks(db, 'REPORT_UNREADABLE', on, drafts, [referralId]);
}

// What the debtor paid past the partner since it was handed the case, as far as it is recorded here.
const PAST_PARTNER = `select coalesce(y.original_amount_minor, y.amount_minor) as minor, coalesce(y.original_currency, y.amount_currency) as currency
  from referral r join payment y on y.case_id = r.case_id and y.referral_id is null
  where r.id = $1 and not coalesce(r.sent_order->'payments' ? y.id::text, false)
    and not exists (select from payment_reversal v where v.payment_id = y.id)`;

/**
 * Money that a partner has heard of on our own side is booked by whoever got it. Until as much is recorded here, one payment
 * for each that it tells of, a person is to ask.
 */
async function flagPaidToCreditor(
  { db }: Platform,
  referralId: string,
  reports: readonly PartnerReport[],
  on: IsoDate,
): Promise<void> {
  const told = reports.filter((report) => report.kind === 'PAID_TO_CREDITOR');
  const booked: { minor: string; currency: string }[] =
    told.length === 0 ? [] : await db.query(PAST_PARTNER, [referralId]);
  const left = booked.map(({ minor, currency }) => inWords({ minor: BigInt(minor), currency }));
  const { partner, caseId, creditorId } = await loadWhose(db, referralId);
  const drafts = told.flatMap(({ id, amount, receivedOn }): TaskDraft[] => {
    const known = left.indexOf(inWords(amount));
    if (known >= 0) {
      left.splice(known, 1);
      return [];
    }
    const params = { partner, amount: inWords(amount), on: receivedOn };
    return [{ caseId, creditorId, referralId, subject: id, dueOn: on, params }];
  });
  await keepTasks(db, 'PAID_TO_CREDITOR', on, drafts, [referralId]);
}

interface Whose {
  readonly partner: string;
  /** Whether the partner has it. */
  readonly isOpen: boolean;
  readonly caseId: string;
  readonly creditorId: string;
}

async function loadWhose(db: DataSource, referralId: string): Promise<Whose> {
  const rows: Whose[] = await db.query(
    `select p.name as partner, r.status = any($2) as "isOpen", r.case_id as "caseId", r.creditor_id as "creditorId"
     from referral r join partner p on p.id = r.partner_id where r.id = $1`,
    [referralId, WITH_PARTNER],
  );
  return rows[0]!;
}

/** Times that news of a case we do not know is put off, waiting twice as long each time: something over half a minute in all. */
const UNKNOWN_AT_MOST = 7;

/**
 * The news may have overtaken the answer that tells us the partner's reference, and that answer may have come since we
 * looked; what has ended, and what stays unknown, is nobody's case here.
 */
async function untilKnown(
  { db }: Platform,
  { network, externalReference, attempt = 0 }: JobPayloads['readWebhook'],
): Promise<AskAgain | null> {
  const ended: unknown[] = await db.query(
    `select from referral r join partner p on p.id = r.partner_id
     where p.network = $1 and r.external_reference = $2 and r.status = any($3) limit 1`,
    [network, externalReference, ENDED],
  );
  if (ended.length > 0 || attempt >= UNKNOWN_AT_MOST) return null;
  return { attempt: attempt + 1, waitMs: 250 * 2 ** attempt };
}

/**
 * A webhook said that there is news: asks for it. Asking gets everything in order, whatever became of earlier and later
 * webhooks, and trusts nothing but the partner's own answer. What cannot be asked after for long is left to reconciliation.
 */
export async function readWebhook(platform: Platform, payload: JobPayloads['readWebhook']): Promise<void> {
  const today = platform.clock.today();
  const { network, externalReference } = payload;
  const found: Compared[] = await platform.db.query(`${HEARD} and p.network = $4 and r.external_reference = $5`, [
    ...heardOn(today),
    network,
    externalReference,
  ]);
  const again = found[0]
    ? await hear(platform, found[0], today, payload.attempt ?? 0)
    : await untilKnown(platform, payload);
  if (again === null) return;
  const { attempt, waitMs } = again;
  await addJob(platform.db, { name: 'readWebhook', payload: { ...payload, attempt } }, waitMs);
}
