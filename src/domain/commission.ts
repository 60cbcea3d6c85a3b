import type { IsoDate } from './date.js';
import type { FeeBand } from './fees.js';
import { addDays, addMonths, parts, weekday } from './date.js';
import type { Money } from './money.js';

/** How often a creditor is settled with. */
export const SETTLEMENT_SCHEDULES = ['DAILY', 'WEEKLY', 'MONTHLY'] as const;
export type SettlementSchedule = (typeof SETTLEMENT_SCHEDULES)[number];

/** What the agency charges a creditor, from a day on. */
export interface CommissionTerms {
  readonly validFrom: IsoDate;
  readonly schedule: SettlementSchedule;
  /** Of what was collected for the creditor, hundredths of a percent, where no band is reached. */
  readonly successFeeBps: number;
  /** By the age and size of the claim when it was handed over. */
  readonly bands: readonly FeeBand[];
  /** Once for each case, by its currency; none for a currency that is not there. */
  readonly caseFees: readonly Money[];
  /** For each calendar month; null where none is charged. */
  readonly subscription: Money | null;
}

/** Without an agreement nothing is charged, and money is sent on each week. */
const NO_AGREEMENT: Omit<CommissionTerms, 'validFrom'> = {
  schedule: 'WEEKLY',
  successFeeBps: 0,
  bands: [],
  caseFees: [],
  subscription: null,
};

/** The terms in force on a day; `versions` oldest first. */
export function termsOn(versions: readonly CommissionTerms[], on: IsoDate): Omit<CommissionTerms, 'validFrom'> {
  return versions.filter(({ validFrom }) => validFrom <= on).at(-1) ?? NO_AGREEMENT;
}

/** Last day of the last period that is over: yesterday, the Sunday before, the end of the month before. */
export function lastPeriodEnd(schedule: SettlementSchedule, on: IsoDate): IsoDate {
  if (schedule === 'DAILY') return addDays(on, -1);
  return addDays(on, schedule === 'WEEKLY' ? -weekday(on) : -parts(on).day);
}

/** The first day of each calendar month for which a subscription is due on a day, those of `charged` left out. */
export function monthsDue(
  versions: readonly CommissionTerms[],
  currency: string,
  charged: ReadonlySet<string>,
  on: IsoDate,
): { readonly month: IsoDate; readonly amount: bigint }[] {
  const [first] = versions;
  const due: { month: IsoDate; amount: bigint }[] = [];
  if (!first) return due;
  for (let month = addDays(first.validFrom, 1 - parts(first.validFrom).day); month <= on; month = addMonths(month, 1)) {
    // A month in which the agreement begins is charged by it.
    const { subscription } = termsOn(versions, month < first.validFrom ? first.validFrom : month);
    if (subscription?.currency === currency && !charged.has(month)) due.push({ month, amount: subscription.minor });
  }
  return due;
}
