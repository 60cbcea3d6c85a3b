import { addDays, type IsoDate } from '../domain/date.js';
import { ENDED, MONEY_DAYS_AFTER_END, WITH_PARTNER } from '../domain/referral-life.js';
import type { Platform } from '../platform.js';
import { callPartner } from './partner-call.js';
import { applyOrNote } from './partner-reports.js';
import { addJob, type JobPayloads } from './queue.js';
import { networkOf, noteFault } from './submit-referral.js';

/** Referrals read at the same time. */
const AT_ONCE = 4;

interface Silent {
  readonly referralId: string;
  readonly partnerId: string;
  readonly network: string;
  readonly externalReference: string;
}

/** Referrals of which something may be heard: those the partner has, and those it had until lately, for their money. */
const HEARD = `select r.id as "referralId", r.partner_id as "partnerId", p.network, r.external_reference as "externalReference"
  from referral r join partner p on p.id = r.partner_id
  where r.external_reference is not null and (r.status = any($1) or r.status = any($2) and r.ended_on >= $3::date)`;

const heardOn = (on: IsoDate) => [WITH_PARTNER, ENDED, addDays(on, -MONEY_DAYS_AFTER_END)];

/**
 * Asks after every referral that nothing has been heard of on this day, and applies the answers: what a partner forgot
 * to tell, or we to hear, is found again here. A partner that does not answer is asked again the next time, and one
 * whose answer makes no sense keeps nobody else from being heard.
 */
export async function reconcile(platform: Platform, on: IsoDate): Promise<void> {
  const polled = Object.values(platform.networks).filter((network) => !network.worksInGraph);
  const silent: Silent[] = await platform.db.query(
    `${HEARD} and p.network = any($4) and coalesce(r.heard_on < $5, true) order by r.id`,
    [...heardOn(on), polled.map((network) => network.name), on],
  );
  const next = silent.values();
  const work = async (): Promise<void> => {
    for (const referral of next) await hear(platform, referral, on, 0);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** When to ask again, where that is worth while; `attempt` is the number of failures by then. */
interface AskAgain {
  readonly attempt: number;
  readonly waitMs: number;
}

/** Asks a partner for everything about one referral, and applies it. Null where there is no reason to ask again. */
async function hear(platform: Platform, referral: Silent, on: IsoDate, failedBefore: number): Promise<AskAgain | null> {
  const { referralId, partnerId, network, externalReference } = referral;
  const outcome = await callPartner(platform, partnerId, failedBefore, () =>
    networkOf(platform.networks, network).fetchReports(externalReference, on),
  );
  switch (outcome.kind) {
    case 'DONE':
      await applyOrNote(platform, referralId, outcome.value, on);
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

/**
 * A webhook said that there is news: asks for it. Asking gets everything in order, whatever became of earlier and later
 * webhooks, and trusts nothing but the partner's own answer. A case we do not know is left to reconciliation, and so is
 * one that cannot be asked after for long.
 */
export async function readWebhook(platform: Platform, payload: JobPayloads['readWebhook']): Promise<void> {
  const today = platform.clock.today();
  const { network, externalReference } = payload;
  const found: Silent[] = await platform.db.query(`${HEARD} and p.network = $4 and r.external_reference = $5`, [
    ...heardOn(today),
    network,
    externalReference,
  ]);
  const again = found[0] ? await hear(platform, found[0], today, payload.attempt ?? 0) : null;
  if (again === null) return;
  const { attempt, waitMs } = again;
  await addJob(platform.db, { name: 'readWebhook', payload: { ...payload, attempt } }, waitMs);
}
