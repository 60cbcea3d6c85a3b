import type { IsoDate } from '../domain/date.js';
import { inWords, type Money } from '../domain/money.js';
import { WITH_PARTNER } from '../domain/referral-life.js';
import { takeMessage } from '../modules/referrals/message.record.js';
import { lockReferral } from '../modules/referrals/referral.record.js';
import type { Platform } from '../platform.js';
import type { Job, JobPayloads } from './queue.js';
import { networkOf, SYSTEM } from './submit-referral.js';
import { RECIPIENT, type Recipient } from './tell-partner.js';
import { say } from './tell-words.js';

/** A payment for the partner that has its case by now. */
interface Telling extends Recipient {
  readonly amount: Money;
  readonly receivedOn: IsoDate;
  /** Whether another partner brought it. */
  readonly brought: boolean;
  /** Whether this partner's telling has begun before. */
  readonly begun: boolean;
}

const HOLD_CASE = 'select from collection_case where id = (select case_id from payment where id = $1) for update';

// What was taken back before anybody was told is no news; once the telling has begun, taking it back is told of too.
const TELLING = `select ${RECIPIENT}, json_build_object('minor', y.amount_minor::text, 'currency', y.amount_currency) as amount,
    y.received_on as "receivedOn", y.referral_id is not null as brought, y.id = any(r.told_payments) as begun
  from payment y join collection_case c on c.id = y.case_id join referral r on r.id = c.referral_id
    join partner p on p.id = r.partner_id
  where y.id = $1 and y.referral_id is distinct from r.id and r.status = any($2)
    and not coalesce(r.sent_order->'payments', '[]') ? y.id::text
    and (y.id = any(r.told_payments) or not exists (select from payment_reversal v where v.payment_id = y.id))`;

/** Writes down that the telling begins, so that whoever takes the payment back, which holds the case too, knows of it. */
async function begin({ db, networks, clock }: Platform, paymentId: string): Promise<Telling | null> {
  return db.transaction(async (tx) => {
    await tx.query(HOLD_CASE, [paymentId]);
    const rows: (Telling & { amount: { minor: string } })[] = await tx.query(TELLING, [paymentId, WITH_PARTNER]);
    const row = rows[0];
    if (!row) return null;
    const { referralId, begun, brought, receivedOn } = row;
    const amount = { ...row.amount, minor: BigInt(row.amount.minor) };
    if (!begun) {
      const told = 'update referral set told_payments = array_append(told_payments, $2) where id = $1';
      await tx.query(told, [referralId, paymentId]);
    }
    // An agency in the graph reads of every payment of its case but those that another partner brought.
    const holder =
      brought && !begun && networkOf(networks, row.network).worksInGraph
        ? await lockReferral(tx, null, referralId)
        : null;
    if (holder) {
      const text = `A payment of ${inWords(amount)} that came in on ${receivedOn} reached us another way: so much less is owed.`;
      const written = { direction: 'TO_PARTNER' as const, text, externalReference: null, hasIt: true };
      await takeMessage(tx, holder, written, { on: clock.today(), actor: SYSTEM });
    }
    return { ...row, amount };
  });
}

/**
 * Tells the partner that has the case of a payment that reached somebody else. What its order tells of is not told again,
 * and while the order has no answer there is nobody to tell: the answer leads here anew.
 */
export async function notifyPartnerPayment(
  platform: Platform,
  payload: JobPayloads['notifyPartnerPayment'],
): Promise<void> {
  const { paymentId, attempt = 0 } = payload;
  const telling = await begin(platform, paymentId);
  if (!telling) return;
  const { amount, receivedOn } = telling;
  const again = (failed: number): Job => ({ name: 'notifyPartnerPayment', payload: { paymentId, attempt: failed } });
  await say(platform, telling, attempt, again, (network, reference) =>
    network.notifyPayment(reference, { idempotencyKey: `payment:${paymentId}`, amount, receivedOn }),
  );
}
