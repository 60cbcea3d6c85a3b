import type { EntityManager } from 'typeorm';
import { addDays, type IsoDate } from '../../domain/date.js';
import type { ReferralStatus } from '../../domain/facts.js';
import { mostSuccessFee } from '../../domain/fees.js';
import { inWords } from '../../domain/money.js';
import { MONEY_DAYS_AFTER_END, referralMayMove, WITH_PARTNER } from '../../domain/referral-life.js';
import type { Refusal } from '../../domain/refusal.js';
import { refused, success, type Result } from '../../domain/result.js';
import { onceForKey, type Repeatable } from '../../graphql/idempotency.js';
import { keyOf } from '../../graphql/ids.js';
import { Problems } from '../../graphql/problems.js';
import type { MoneyInput } from '../../graphql/types.js';
import type { Platform, Viewer } from '../../platform.js';
import { dayRefusals } from '../cases/case.access.js';
import { takeRemittance, type Remitted } from './referral.money.js';
import { lockReferral, lockReferralOf, type LockedReferral, type Report } from './referral.record.js';

/** What a command answers: the key of the row it made or changed, or every reason it did not. */
export type Answer<Value = string> = Result<Value, readonly Refusal[]>;

export const NOT_OPEN: Refusal = { code: 'INVALID_STATE', text: 'INVALID_STATE.referralNotOpen' };

export const UNKNOWN: Refusal = { code: 'NOT_FOUND', text: 'NOT_FOUND.referral', field: ['referralId'] };

export const NO_PAYMENT: Refusal = { code: 'NOT_FOUND', text: 'NOT_FOUND.payment', field: ['paymentId'] };

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
  referralMayMove(referral, to)
    ? []
    : [{ ...(WITH_PARTNER.includes(referral.status) ? { code: 'INVALID_STATE' as const } : NOT_OPEN), field: [field] }];

/** Refuses where the partner has the case no more, and did not have it lately either. */
export function moneyRefusals({ status, endedOn }: LockedReferral, field: string, today: IsoDate): Refusal[] {
  const lately = endedOn !== null && endedOn >= addDays(today, -MONEY_DAYS_AFTER_END);
  return WITH_PARTNER.includes(status) || lately ? [] : [{ ...NOT_OPEN, field: [field] }];
}

/** Payments one remittance is for. */
const MOST_PAYMENTS = 100;

/** What somebody says of money that a partner sent on; `day` is when, and in which field that stands. */
export function readRemittance(
  { referral, report }: OwnReferral,
  told: { readonly amount: MoneyInput; readonly fee?: MoneyInput | null; readonly paymentIds: readonly string[] },
  day: { readonly field: string; readonly on: IsoDate },
): Answer<Omit<Remitted, 'externalReference'>> {
  const problems = new Problems();
  const amount = problems.amount(told.amount, ['amount']);
  const fee = told.fee ? problems.amount(told.fee, ['fee']) : null;
  if (amount && fee && fee.currency !== amount.currency) problems.add(['fee', 'currency'], 'CURRENCY_MISMATCH');
  const ids = told.paymentIds.map((id) => keyOf('Payment', id));
  const keys = ids.filter((id) => id !== null);
  if (ids.length === 0) problems.add(['paymentIds'], 'INVALID_INPUT', 'required');
  if (ids.length > MOST_PAYMENTS) {
    problems.add(['paymentIds'], 'INVALID_INPUT', 'tooManyRows', { maximum: MOST_PAYMENTS });
  }
  if (keys.length < ids.length) problems.add(['paymentIds'], 'NOT_FOUND', 'payment');
  const refusals = [...problems.refusals, ...dayRefusals(referral.row, report.on, day.on, day)];
  if (amount === null || refusals.length > 0) return refused(refusals);
  return success({ amount, fee: fee?.minor ?? 0n, payments: keys.map((id) => ({ id })), on: day.on });
}

/** Books it; a fee only as far as it was agreed for the referral. The referral's key. */
export async function remit({ tx, referral, report }: OwnReferral, remitted: Remitted): Promise<Answer> {
  const { amount, fee, payments } = remitted;
  const [{ bps }]: [{ bps: number | null }] = await tx.query(
    'select success_fee_bps as bps from referral where id = $1',
    [referral.id],
  );
  const most = mostSuccessFee(amount.minor + fee, bps ?? 0, payments.length);
  if (fee > most) {
    const params = { fee: inWords({ ...amount, minor: most }) };
    return refused([{ code: 'INVALID_STATE', text: 'INVALID_STATE.moreThanFee', params, field: ['fee'] }]);
  }
  const taken = await takeRemittance(tx, referral, remitted, report);
  if (taken === 'TAKEN') return success(referral.id);
  return refused([
    taken === 'KNOWN'
      ? { code: 'INVALID_STATE', text: 'INVALID_STATE.remittanceKnown', field: ['reference'] }
      : { code: 'INVALID_STATE', text: 'INVALID_STATE.notHeld', field: ['amount'] },
  ]);
}
