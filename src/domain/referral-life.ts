import type { ReferralStatus } from './facts.js';

/**
 * The permitted transitions of a referral, whole. At the partner a case moves freely between being worked, waiting for
 * information and being on hold; it never goes back to before its acceptance, and nothing leaves the last four. A question
 * asked before the acceptance does not stand for it.
 */
export const REFERRAL_TRANSITIONS: Readonly<Record<ReferralStatus, readonly ReferralStatus[]>> = {
  QUEUED: ['SUBMITTED', 'DECLINED', 'WITHDRAWN', 'FAILED'],
  SUBMITTED: ['ACCEPTED', 'ACTIVE', 'NEEDS_INFORMATION', 'ON_HOLD', 'CLOSED', 'DECLINED', 'WITHDRAWN'],
  ACCEPTED: ['ACTIVE', 'NEEDS_INFORMATION', 'ON_HOLD', 'CLOSED', 'DECLINED', 'WITHDRAWN'],
  ACTIVE: ['NEEDS_INFORMATION', 'ON_HOLD', 'CLOSED', 'DECLINED', 'WITHDRAWN'],
  NEEDS_INFORMATION: ['ACCEPTED', 'ACTIVE', 'ON_HOLD', 'CLOSED', 'DECLINED', 'WITHDRAWN'],
  ON_HOLD: ['ACTIVE', 'NEEDS_INFORMATION', 'CLOSED', 'DECLINED', 'WITHDRAWN'],
  CLOSED: [],
  DECLINED: [],
  WITHDRAWN: [],
  FAILED: [],
};

/** Statuses in which a partner has taken the case: whoever works it has, said or not; whoever asks has not yet. */
export const TAKES: readonly ReferralStatus[] = ['ACCEPTED', 'ACTIVE', 'ON_HOLD', 'CLOSED'];

/** Where a referral is, and whether the partner ever took the case. */
interface Standing {
  readonly status: ReferralStatus;
  readonly taken: boolean;
}

/** Whether a referral may go on to a status. */
export const referralMayMove = ({ status, taken }: Standing, to: ReferralStatus): boolean =>
  REFERRAL_TRANSITIONS[status].includes(to) && !(taken && to === 'ACCEPTED');

/** Statuses in which the partner has the case: it may report, and is asked where it stands. */
export const WITH_PARTNER: readonly ReferralStatus[] = [
  'SUBMITTED',
  'ACCEPTED',
  'ACTIVE',
  'NEEDS_INFORMATION',
  'ON_HOLD',
];

/** Statuses that nothing leaves: the partner has let the case go, or was told to. */
export const ENDED: readonly ReferralStatus[] = ['CLOSED', 'DECLINED', 'WITHDRAWN', 'FAILED'];

/** Days after its end on which money a referral has brought in is still asked after and taken: what was collected by then is on its way. */
export const MONEY_DAYS_AFTER_END = 60;

/** What a partner may say of a referral with `reportReferral`: the rest have a command of their own, or are ours to say. */
export const REPORTABLE: readonly ReferralStatus[] = ['ACCEPTED', 'ACTIVE', 'NEEDS_INFORMATION', 'ON_HOLD', 'CLOSED'];
