import type { IsoDate } from '../domain/date.js';
import { referralMayMove, WITH_PARTNER } from '../domain/referral-life.js';
import type { ReferralStatus } from '../domain/facts.js';
import { success, type Result } from '../domain/result.js';
import { reschedule } from '../modules/cases/case.record.js';
import { leaveToPerson, lockReferral, moveReferral, release } from '../modules/referrals/referral.record.js';
import type { PartnerFault, PartnerNetwork, PartnerReport } from '../partners/partner.js';
import { orderOf } from './collection-order.js';
import { callPartner } from './partner-call.js';
import { applyReports } from './partner-reports.js';
import type { Platform } from '../platform.js';
import { addJob, type Job, type JobPayloads } from './queue.js';
import { loadDispatch, networkOf, noteFault, SYSTEM, type Dispatch } from './submit-referral.js';
import { leaveUntold } from './untold.js';

type Told<Value> =
  | { readonly kind: 'TOLD'; readonly value: Value }
  /** The job was put off. */
  | { readonly kind: 'LATER' }
  /** Its fault is noted, and a person is to tell the partner. */
  | { readonly kind: 'GIVEN_UP' };

/** Calls the partner for a job, and puts the job off or gives it up where that does not work. */
export async function tell<Value>(
  platform: Platform,
  to: { readonly referralId: string; readonly partnerId: string },
  again: (attempt: number) => Job,
  failedBefore: number,
  call: () => Promise<Result<Value, PartnerFault>>,
): Promise<Told<Value>> {
  const outcome = await callPartner(platform, to.partnerId, failedBefore, call);
  switch (outcome.kind) {
    case 'DONE':
      return { kind: 'TOLD', value: outcome.value };
    case 'POSTPONED':
      await addJob(platform.db, again(failedBefore), outcome.waitMs);
      return { kind: 'LATER' };
    case 'RETRY':
      await platform.db.transaction(async (tx) => {
        await noteFault(tx, to.referralId, outcome.fault);
        await addJob(tx, again(outcome.failedAttempts), outcome.waitMs);
      });
      return { kind: 'LATER' };
    case 'GIVEN_UP':
      await noteFault(platform.db, to.referralId, outcome.fault);
      await leaveUntold(platform, to.referralId, again(failedBefore), outcome.fault);
      return { kind: 'GIVEN_UP' };
  }
}

/**
 * Sees to it that a partner does not work a case we have taken back, also where we never learnt whether it got it. What it
 * had collected by then is booked first. Only then may another partner have the case; where it cannot be told, a person
 * must settle it.
 */
export async function withdrawReferral(platform: Platform, payload: JobPayloads['withdrawReferral']): Promise<void> {
  const { referralId, reason, attempt = 0 } = payload;
  const on = platform.clock.today();
  const dispatch = await loadDispatch(platform, referralId);
  if (dispatch.status === 'CLOSED' || dispatch.status === 'DECLINED') return;
  const { worksInGraph } = dispatch.network;
  const neverSent = dispatch.externalReference === null && dispatch.attempts === 0;
  if (!neverSent && !worksInGraph) {
    const again = (failed: number): Job => ({ name: 'withdrawReferral', payload: { ...payload, attempt: failed } });
    const told = await tell(platform, dispatch, again, attempt, () => withdrawAt(platform, dispatch, on, reason));
    if (told.kind === 'LATER') return;
    if (told.kind === 'GIVEN_UP') return notWithdrawn(platform, referralId);
    await applyReports(platform, referralId, told.value, on);
  }
  await platform.db.transaction(async (tx) => {
    const referral = await lockReferral(tx, null, referralId);
    if (!referral) return;
    // Handing it over has begun since we looked: the partner may have got it after all.
    if (neverSent && !worksInGraph && referral.attempts > 0) return addJob(tx, { name: 'withdrawReferral', payload });
    if (referralMayMove(referral, 'WITHDRAWN')) {
      await moveReferral(tx, referral, 'WITHDRAWN', { on, actor: SYSTEM, reason });
    }
    await release(tx, referral);
    // Where the case came home, we begin with it only now.
    await reschedule(tx, platform, referral.row.id);
  });
}

/** Takes the case back; what the partner has collected, as far as it tells. What it does not tell now is asked for daily. */
async function withdrawAt(
  platform: Platform,
  dispatch: Dispatch,
  on: IsoDate,
  reason: string,
): Promise<Result<readonly PartnerReport[], PartnerFault>> {
  const { network, referralId } = dispatch;
  const found = await referenceAt(platform, dispatch);
  if (!found.ok) return found;
  if (found.value === null) return success([]);
  const withdrawn = await network.withdraw(found.value, `withdraw:${referralId}`, reason);
  // Under that key the partner can only have been told the same for another reason.
  if (!withdrawn.ok && withdrawn.refusal.code !== 'CONFLICT') return withdrawn;
  const reports = await network.fetchReports(found.value, on);
  return success(reports.ok ? reports.value.filter((report) => report.kind === 'PAYMENT') : []);
}

/** The partner's reference. An attempt whose answer was lost may have reached it: repeating it tells the reference. */
async function referenceAt(platform: Platform, dispatch: Dispatch): Promise<Result<string | null, PartnerFault>> {
  const { externalReference, network, order, partner, referralId, unanswered } = dispatch;
  if (externalReference !== null || order === null) return success(externalReference);
  const repeated = await network.submit(orderOf(referralId, order), partner);
  // Who refused every time has not got it; of one that was silent before, a refusal now proves nothing.
  if (!repeated.ok) return repeated.refusal.code === 'REFUSED' && unanswered === 0 ? success(null) : repeated;
  await platform.db.query('update referral set external_reference = $2 where id = $1', [
    referralId,
    repeated.value.externalReference,
  ]);
  return success(repeated.value.externalReference);
}

async function notWithdrawn(platform: Platform, referralId: string): Promise<void> {
  await platform.db.transaction(async (tx) => {
    const referral = await lockReferral(tx, null, referralId);
    if (referral) await leaveToPerson(tx, platform, referral, { on: platform.clock.today(), actor: SYSTEM });
  });
}

/** The referral that something about a case is to be told to. */
export interface Recipient {
  readonly referralId: string;
  readonly partnerId: string;
  readonly network: string;
  readonly status: ReferralStatus;
  readonly externalReference: string | null;
}

export const RECIPIENT = `r.id as "referralId", r.partner_id as "partnerId", p.network, r.status, r.external_reference as "externalReference"`;

/** The network and the partner's reference, where there is somebody to be told by a call. */
export function reachable(platform: Platform, to: Recipient): { network: PartnerNetwork; reference: string } | null {
  const network = networkOf(platform.networks, to.network);
  if (network.worksInGraph || to.externalReference === null || !WITH_PARTNER.includes(to.status)) return null;
  return { network, reference: to.externalReference };
}

/** Sends the answer to a partner's question. */
export async function answerInquiry(platform: Platform, payload: JobPayloads['answerInquiry']): Promise<void> {
  const { inquiryId, attempt = 0 } = payload;
  const rows: (Recipient & { question: string | null; answer: string | null })[] = await platform.db.query(
    `select ${RECIPIENT}, i.external_reference as question, i.answer
     from inquiry i join referral r on r.id = i.referral_id join partner p on p.id = r.partner_id where i.id = $1`,
    [inquiryId],
  );
  const row = rows[0];
  const to = row && reachable(platform, row);
  if (!to || row.question === null || row.answer === null) return;
  const { question, answer } = row;
  const again = (failed: number): Job => ({ name: 'answerInquiry', payload: { inquiryId, attempt: failed } });
  await tell(platform, row, again, attempt, () => to.network.answerInquiry(to.reference, question, answer));
}
