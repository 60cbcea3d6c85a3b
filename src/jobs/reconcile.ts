import type { IsoDate } from '../domain/date.js';
import { WITH_PARTNER } from '../domain/referral-life.js';
import type { Platform } from '../platform.js';
import { circuitsOf } from './partner-call.js';
import { applyReports } from './partner-reports.js';
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

const SILENT = `select r.id as "referralId", r.partner_id as "partnerId", p.network, r.external_reference as "externalReference"
  from referral r join partner p on p.id = r.partner_id where r.external_reference is not null and r.status = any($1)`;

/**
 * Asks after every open referral that nothing has been heard of on this day, and applies the answers: what a partner
 * forgot to tell, or we to hear, is found again here. A partner that does not answer is asked again the next time.
 */
export async function reconcile(platform: Platform, on: IsoDate): Promise<void> {
  const polled = Object.values(platform.networks).filter((network) => !network.worksInGraph);
  const silent: Silent[] = await platform.db.query(
    `${SILENT} and p.network = any($2) and coalesce(r.heard_on < $3, true) order by r.id`,
    [WITH_PARTNER, polled.map((network) => network.name), on],
  );
  const next = silent.values();
  const work = async (): Promise<void> => {
    for (const referral of next) await hear(platform, referral, on);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** Asks a partner for everything about one referral. False where it could not be asked or did not answer. */
async function hear(platform: Platform, referral: Silent, on: IsoDate): Promise<boolean> {
  if (circuitsOf(platform).waitMs(referral.partnerId) > 0) return false;
  const answer = await networkOf(platform.networks, referral.network).fetchReports(referral.externalReference, on);
  circuitsOf(platform).record(referral.partnerId, answer.ok ? null : answer.refusal);
  if (!answer.ok) {
    await noteFault(platform.db, referral.referralId, answer.refusal);
    return false;
  }
  await applyReports(platform, referral.referralId, answer.value, on);
  return true;
}

/** Milliseconds until a webhook's case is asked after again, where the partner did not answer. */
const ASK_AGAIN_MS = 10_000;

/**
 * A webhook said that there is news: asks for it. Asking gets everything in order, whatever became of earlier and later
 * webhooks, and trusts nothing but the partner's own answer. A case we do not know is left to reconciliation.
 */
export async function readWebhook(platform: Platform, payload: JobPayloads['readWebhook']): Promise<void> {
  const found: Silent[] = await platform.db.query(`${SILENT} and p.network = $2 and r.external_reference = $3`, [
    WITH_PARTNER,
    payload.network,
    payload.externalReference,
  ]);
  const referral = found[0];
  if (!referral) return;
  const heard = await hear(platform, referral, platform.clock.today());
  if (!heard) await addJob(platform.db, { name: 'readWebhook', payload }, ASK_AGAIN_MS);
}
