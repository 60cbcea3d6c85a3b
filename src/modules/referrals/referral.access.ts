import type { EntityManager } from 'typeorm';
import { addDays, type IsoDate } from '../../domain/date.js';
import type { ReferralStatus } from '../../domain/facts.js';
import { MONEY_DAYS_AFTER_END, referralMayMove, WITH_PARTNER } from '../../domain/referral-life.js';
import type { Refusal } from '../../domain/refusal.js';
import { refused, success, type Result } from '../../domain/result.js';
import { onceForKey, type Repeatable } from '../../graphql/idempotency.js';
import { keyOf } from '../../graphql/ids.js';
import type { Platform, Viewer } from '../../platform.js';
import { lockReferral, lockReferralOf, type LockedReferral, type Report } from './referral.record.js';

/** What a command answers: the key of the row it made or changed, or every reason it did not. */
export type Answer<Value = string> = Result<Value, readonly Refusal[]>;

export const NOT_OPEN: Refusal = { code: 'INVALID_STATE', text: 'INVALID_STATE.referralNotOpen' };

export const UNKNOWN: Refusal = { code: 'NOT_FOUND', text: 'NOT_FOUND.referral', field: ['referralId'] };

/** What work is done with. */
export interface OwnReferral {
  readonly tx: EntityManager;
  readonly referral: LockedReferral;
  readonly report: Report;
}

/**
 * Does something, once for its key, to a referral of the viewer's own agency, which must be the one its case is with.
 * `referralId` is global.
 */
export function onOwnReferral<Request extends Repeatable & { readonly referralId: string }>(
  platform: Platform,
  viewer: Viewer,
  operation: string,
  request: Request,
  work: (own: OwnReferral) => Promise<Answer>,
): Promise<Answer> {
  return onceForKey(platform, viewer, operation, request, async (tx) => {
    const key = keyOf('Referral', request.referralId);
    const partner = { ...viewer, roles: ['PARTNER'] as const };
    const referral = key === null ? null : await lockReferral(tx, partner, key);
    if (!referral) return refused([UNKNOWN]);
    // It may have been given to somebody else while we waited for it.
    if (!referral.inForce) return refused([{ ...NOT_OPEN, field: ['referralId'] }]);
    return work({ tx, referral, report: { on: platform.clock.today(), actor: viewer.subject } });
  });
}

/**
 * The referral of the viewer's own agency for what is to be told of money, which is heard for a while after the case was
 * taken back. `referralId` is global.
 */
export async function takeForMoney(
  tx: EntityManager,
  platform: Platform,
  viewer: Viewer,
  { referralId }: { readonly referralId: string },
): Promise<Answer<OwnReferral>> {
  const key = keyOf('Referral', referralId);
  const referral = key === null ? null : await lockReferralOf(tx, viewer.partnerId, key);
  if (!referral) return refused([UNKNOWN]);
  return success({ tx, referral, report: { on: platform.clock.today(), actor: viewer.subject } });
}

/** Refuses a status that may not follow the present one. */
export const illegal = (referral: LockedReferral, to: ReferralStatus, field: string): Refusal[] =>
  referralMayMove(referral.status, to)
    ? []
    : [{ ...(WITH_PARTNER.includes(referral.status) ? { code: 'INVALID_STATE' as const } : NOT_OPEN), field: [field] }];

/** Refuses where the partner has the case no more, and did not have it lately either. */
export function moneyRefusals({ status, endedOn }: LockedReferral, field: string, today: IsoDate): Refusal[] {
  const lately = endedOn !== null && endedOn >= addDays(today, -MONEY_DAYS_AFTER_END);
  return WITH_PARTNER.includes(status) || lately ? [] : [{ ...NOT_OPEN, field: [field] }];
}
