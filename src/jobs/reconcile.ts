import { addDays, type IsoDate } from '../domain/date.js';
import { ENDED, MONEY_DAYS_AFTER_END, WITH_PARTNER } from '../domain/referral-life.js';
import { watchPartners } from '../modules/partners/partner.watch.js';
import { keepTasks, type TaskDraft } from '../modules/tasks/task.record.js';
import type { PartnerReport } from '../partners/partner.js';
import type { Platform } from '../platform.js';
import { compareTotals, type Compared } from './compare-totals.js';
import { callPartner } from './partner-call.js';
import { applyOrNote } from './partner-reports.js';
import { addJob, type JobPayloads } from './queue.js';
import { networkOf, noteFault } from './submit-referral.js';

/** Referrals read at the same time. */
const AT_ONCE = 4;

/** Most referrals whose totals are compared in one run; the rest is for the next, longest not compared first. */
const TOTALS_AT_ONCE = 1000;

/** Referrals of which something may be heard: those the partner has, and those it had until lately, for their money. */
const HEARD = `select r.id as "referralId", r.partner_id as "partnerId", p.network, r.external_reference as "externalReference"
  from referral r join partner p on p.id = r.partner_id
  where r.external_reference is not null and (r.status = any($1) or r.status = any($2) and r.ended_on >= $3::date)`;

const heardOn = (on: IsoDate) => [WITH_PARTNER, ENDED, addDays(on, -MONEY_DAYS_AFTER_END)];

/**
 * Asks after every referral that nothing has been heard of on this day, and applies the answers: what a partner forgot
 * to tell, or we to hear, is found again here. A partner that does not answer is asked again the next time, and one
 * whose answer makes no sense keeps nobody else from being heard. Then what the partners have booked is held against our
 * books, and whoever is silent beyond its promise is flagged.
 */
export async function reconcile(platform: Platform, on: IsoDate): Promise<void> {
  const polled = Object.values(platform.networks).filter((network) => !network.worksInGraph);
  const names = polled.map((network) => network.name);
  const silent: Compared[] = await platform.db.query(
    `${HEARD} and p.network = any($4) and coalesce(r.heard_on < $5, true) order by r.id`,
    [...heardOn(on), names, on],
  );
  await eachOf(silent, (referral) => hear(platform, referral, on, 0));
  const due: Compared[] = await platform.db.query(
    `${HEARD} and p.network = any($4) and coalesce(r.totals_on < $5, true) order by r.totals_on nulls first, r.id limit ${TOTALS_AT_ONCE}`,
    [...heardOn(on), names, on],
  );
  await eachOf(due, (referral) => compareTotals(platform, referral, on, () => hear(platform, referral, on, 0)));
  await watchPartners(platform.db, on);
}

async function eachOf(referrals: readonly Compared[], work: (referral: Compared) => Promise<unknown>): Promise<void> {
  const next = referrals.values();
  const worker = async (): Promise<void> => {
    for (const referral of next) await work(referral);
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
      await applyOrNote(platform, referralId, outcome.value, on);
      await flagUnknownWord(platform, referralId, outcome.value, on);
      return null;
    case 'POSTPONED':
      return { attempt: failedBefore, waitMs: outcome.waitMs };
    case 'RETRY':
      await noteFault(platform.db, referralId, outcome.fault);
      return { attempt: outcome.failedAttempts, waitMs: outcome.waitMs };
    case 'GIVEN_UP':
      await noteFault(platform.db, referralId, outcome.fault);
      return null;
  }
}

/** A last word about where the case stands that we do not know leaves the case as it was: a person must find out. */
async function flagUnknownWord(
  platform: Platform,
  referralId: string,
  reports: readonly PartnerReport[],
  on: IsoDate,
): Promise<void> {
  const last = reports.filter((report) => report.kind === 'STATUS').at(-1);
  const drafts: TaskDraft[] =
    last?.status !== null
      ? []
      : await platform.db.query(
          `select r.case_id as "caseId", r.creditor_id as "creditorId", r.id as "referralId", $3::text as "dueOn",
             json_build_object('partner', p.name, 'note', $4::text, 'on', $3::text) as params
           from referral r join partner p on p.id = r.partner_id where r.id = $1 and r.status = any($2)`,
          [referralId, WITH_PARTNER, last.on, last.note ?? ''],
        );
  await keepTasks(platform.db, 'PHASE_UNKNOWN', on, drafts, [referralId]);
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
