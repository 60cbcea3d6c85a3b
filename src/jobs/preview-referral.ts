import type { EntityManager } from 'typeorm';
import { success, type Result } from '../domain/result.js';
import { lockReferral, takeBack } from '../modules/referrals/referral.record.js';
import type { PartnerFault, PartnerNetwork, PartnerPreview } from '../partners/partner.js';
import type { Platform } from '../platform.js';
import { prepared } from '../data-source.js';
import { MAY_BE_SENT, OF_ORDER, ORDER, orderOf, type OrderJson } from './collection-order.js';

/** The order as it would be sent, of a referral nobody has been asked about or handed. */
const NOT_ASKED = prepared(`select (select ${ORDER} ${OF_ORDER} and ${MAY_BE_SENT}) as order from referral r
  where r.id = $1 and r.attempts = 0 and r.previewed_at is null`);

/**
 * Asks a network, before a case is first handed to it, whether its agency would take it, and keeps the answer. True where the
 * case may be handed over; where it would be turned down that counts as declined, and nothing is sent. A network that has no
 * previews, or whose preview cannot be read, is handed the case all the same: its answer to that is the one that counts.
 */
export async function previewed(
  platform: Platform,
  referralId: string,
  network: PartnerNetwork,
  partnerName: string,
): Promise<Result<boolean, PartnerFault>> {
  // A member agency says it by taking the case or not.
  if (network.worksInGraph) return success(true);
  const rows: { order: OrderJson | null }[] = await platform.db.query(NOT_ASKED, [referralId]);
  const order = rows[0]?.order;
  if (!order) return success(true);
  const told = await network.preview(orderOf(referralId, order), partnerName);
  const preview = told.ok ? told.value : refusal(told.refusal);
  if (preview === null) return told.ok || !DECIDES.includes(told.refusal.code) ? success(true) : told;
  return success(await platform.db.transaction((tx) => keep(tx, platform, referralId, preview)));
}

/** Faults of a preview with which handing over would end as well. */
const DECIDES: readonly PartnerFault['code'][] = ['UNREACHABLE', 'INCOMPLETE'];

/** What it was asked it will not even consider: that is a no. */
const refusal = ({ code, detail }: PartnerFault): PartnerPreview | null =>
  code === 'REFUSED' ? { accepts: false, successFeeBps: null, remarks: [detail] } : null;

/** Keeps the answer, once. Where another attempt has begun to hand the case over meanwhile, that one's answer counts. */
async function keep(
  tx: EntityManager,
  platform: Platform,
  referralId: string,
  { accepts, successFeeBps, remarks }: PartnerPreview,
): Promise<boolean> {
  const reason = remarks.join(' ');
  // Whoever refuses a case changes it, and so holds it first.
  const referral = accepts ? null : await lockReferral(tx, null, referralId);
  const [kept]: [unknown[], number] = await tx.query(
    `update referral set preview_accepts = $2, preview_fee_bps = $3, preview_reason = nullif($4, ''), previewed_at = now(),
       updated_at = now() where id = $1 and status = 'QUEUED' and attempts = 0 returning id`,
    [referralId, accepts, successFeeBps, reason],
  );
  if (kept.length === 0 || !referral) return true;
  await takeBack(tx, platform, referral, 'DECLINED', { on: platform.clock.today(), actor: 'system', reason });
  return false;
}
