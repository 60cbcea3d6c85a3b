import type { IsoDate } from '../domain/date.js';
import { referralMayMove, WITH_PARTNER } from '../domain/referral-life.js';
import type { ReferralStatus } from '../domain/facts.js';
import { success, type Result } from '../domain/result.js';
import { lockReferral, moveReferral } from '../modules/referrals/referral.record.js';
import type { PartnerFault, PartnerNetwork } from '../partners/partner.js';
import { callPartner } from './partner-call.js';
import type { Platform } from '../platform.js';
import { addJob, type Job, type JobPayloads } from './queue.js';
import { loadDispatch, networkOf, noteFault, orderOf, SYSTEM, type Dispatch } from './submit-referral.js';

/** Calls the partner for a job; true once that is done. Otherwise the job is put off, or given up with its fault noted. */
async function tell(
  platform: Platform,
  to: { readonly referralId: string; readonly partnerId: string },
  again: (attempt: number) => Job,
  failedBefore: number,
  call: () => Promise<Result<null, PartnerFault>>,
): Promise<boolean> {
  const outcome = await callPartner(platform, to.partnerId, failedBefore, call);
  switch (outcome.kind) {
    case 'DONE':
      return true;
    case 'POSTPONED':
      await addJob(platform.db, again(failedBefore), outcome.waitMs);
      return false;
    case 'RETRY':
      await platform.db.transaction(async (tx) => {
        await noteFault(tx, to.referralId, outcome.fault);
        await addJob(tx, again(outcome.failedAttempts), outcome.waitMs);
      });
      return false;
    case 'GIVEN_UP':
      await noteFault(platform.db, to.referralId, outcome.fault);
      return false;
  }
}

/** Sees to it that a partner does not work a case we have taken back, also where we never learnt whether it got it. */
export async function withdrawReferral(platform: Platform, payload: JobPayloads['withdrawReferral']): Promise<void> {
  const { referralId, attempt = 0 } = payload;
  const dispatch = await loadDispatch(platform, referralId);
  if (dispatch.status === 'CLOSED' || dispatch.status === 'DECLINED') return;
  const neverSent = dispatch.externalReference === null && dispatch.attempts === 0;
  if (!neverSent && !dispatch.network.worksInGraph) {
    const again = (failed: number): Job => ({ name: 'withdrawReferral', payload: { ...payload, attempt: failed } });
    const done = await tell(platform, dispatch, again, attempt, () => withdrawAt(platform, dispatch, payload.reason));
    if (!done) return;
  }
  await platform.db.transaction(async (tx) => {
    const referral = await lockReferral(tx, null, referralId);
    if (!referral || !referralMayMove(referral.status, 'WITHDRAWN')) return;
    await moveReferral(tx, referral, 'WITHDRAWN', {
      on: platform.clock.today(),
      actor: SYSTEM,
      reason: payload.reason,
    });
  });
}

/** An attempt whose answer was lost may have reached the partner: repeating it tells the reference to take back. */
async function withdrawAt(platform: Platform, dispatch: Dispatch, reason: string): Promise<Result<null, PartnerFault>> {
  const { network, order, partner, referralId } = dispatch;
  let { externalReference } = dispatch;
  if (externalReference === null) {
    const repeated = await network.submit(orderOf(referralId, order), partner);
    // Whoever refuses the case has not got it.
    if (!repeated.ok) return repeated.refusal.code === 'REFUSED' ? success(null) : repeated;
    externalReference = repeated.value.externalReference;
    await platform.db.query('update referral set external_reference = $2 where id = $1', [
      referralId,
      externalReference,
    ]);
  }
  return externalReference === null
    ? success(null)
    : network.withdraw(externalReference, `withdraw:${referralId}`, reason);
}

/** The referral that something about a case is to be told to. */
interface Recipient {
  readonly referralId: string;
  readonly partnerId: string;
  readonly network: string;
  readonly status: ReferralStatus;
  readonly externalReference: string | null;
}

const RECIPIENT = `r.id as "referralId", r.partner_id as "partnerId", p.network, r.status, r.external_reference as "externalReference"`;

/** The network and the partner's reference, where there is somebody to be told by a call. */
function reachable(platform: Platform, to: Recipient): { network: PartnerNetwork; reference: string } | null {
  const network = networkOf(platform.networks, to.network);
  if (network.worksInGraph || to.externalReference === null || !WITH_PARTNER.includes(to.status)) return null;
  return { network, reference: to.externalReference };
}

/** Milliseconds until a payment is told again of a case that is still on its way to the partner. */
const ON_ITS_WAY_MS = 30_000;

/** Tells the partner that has the case of a payment the creditor received. What came in before the hand-over is in the order. */
export async function notifyPartnerPayment(
  platform: Platform,
  payload: JobPayloads['notifyPartnerPayment'],
): Promise<void> {
  const { paymentId, attempt = 0 } = payload;
  const { db } = platform;
  const rows: (Recipient & { amount: string; currency: string; receivedOn: IsoDate })[] = await db.query(
    `select ${RECIPIENT}, y.amount_minor as amount, y.amount_currency as currency, y.received_on as "receivedOn"
     from payment y join collection_case c on c.id = y.case_id join referral r on r.id = c.referral_id
       join partner p on p.id = r.partner_id
     where y.id = $1 and y.referral_id is null and y.created_at >= r.created_at`,
    [paymentId],
  );
  const row = rows[0];
  if (!row) return;
  if (row.status === 'QUEUED') return addJob(db, { name: 'notifyPartnerPayment', payload }, ON_ITS_WAY_MS);
  const to = reachable(platform, row);
  if (!to) return;
  const amount = { minor: BigInt(row.amount), currency: row.currency };
  const again = (failed: number): Job => ({ name: 'notifyPartnerPayment', payload: { paymentId, attempt: failed } });
  await tell(platform, row, again, attempt, () =>
    to.network.notifyPayment(to.reference, {
      idempotencyKey: `payment:${paymentId}`,
      amount,
      receivedOn: row.receivedOn,
    }),
  );
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
