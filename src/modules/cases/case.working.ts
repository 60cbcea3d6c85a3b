import { jurisdictionOf, type Laws } from '../../countries/index.js';
import type { Clock } from '../../clock.js';
import type { IsoDate } from '../../domain/date.js';
import { RuleNotEncoded } from '../../domain/dated.js';
import { undisputed } from '../../domain/dispute.js';
import type { CaseState, CaseStatus, StepType } from '../../domain/facts.js';
import type { Jurisdiction } from '../../domain/jurisdiction.js';
import { isWorked } from '../../domain/lifecycle.js';
import type { Platform } from '../../platform.js';
import { WITH_PARTNER } from '../../domain/referral-life.js';

/** The law a case is worked under; null where a partner or nobody works it. */
export function lawOf(laws: Laws, state: Pick<CaseState, 'routeKind' | 'country'>): Jurisdiction | null {
  return state.routeKind === 'COUNTRY_MODULE' ? jurisdictionOf(state.country, laws) : null;
}

/** The business date of a case: the date in its country, whoever works it; at home where we have no module for the country. */
export const businessDate = (clock: Clock, country: string): IsoDate => clock.today(jurisdictionOf(country)?.timeZone);

/** Steps before an authority that may be taken today; none of a case that is not worked, or where the law of the day is not encoded. */
export function openLegalSteps(platform: Pick<Platform, 'laws' | 'clock'>, state: CaseState): StepType[] {
  const law = isWorked(state) ? lawOf(platform.laws, state) : null;
  if (!law) return [];
  const today = platform.clock.today(law.timeZone);
  try {
    const facts = undisputed(state.facts);
    return law
      .legalPath(facts, today)
      .map(({ type }) => type)
      .filter(
        (type) => law.requiredElements(type, facts, today).length > 0 && law.forbids(type, facts, today) === null,
      );
  } catch (error) {
    if (error instanceof RuleNotEncoded) return [];
    throw error;
  }
}

/**
 * The status a case goes back to when nothing holds it any more: at work with us, where its partner has it, or waiting for
 * somebody to take it. A step that waited for approval is asked for again when the worker next looks at the case.
 */
export function statusWithoutHold(state: Pick<CaseState, 'routeKind' | 'referralStatus'>): CaseStatus {
  if (state.routeKind === 'COUNTRY_MODULE') return 'ACTIVE';
  const { referralStatus } = state;
  const accepted = referralStatus !== null && referralStatus !== 'SUBMITTED' && WITH_PARTNER.includes(referralStatus);
  return accepted ? 'ACTIVE' : 'REGISTERED';
}
