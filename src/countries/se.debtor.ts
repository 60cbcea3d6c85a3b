import { barredBy, freeFrom as freeFromBars, isRepresented, stands, type Bars } from './debtor.js';
import { konkurslagen, SKULDSANERING_MONTHS, skuldsaneringslagen } from './se.deadlines.js';
import { inkassolagen } from './se.tariff.js';
import { act } from './tariff.js';
import { addMonths, type IsoDate } from '../domain/date.js';
import type { CaseFacts, ConditionType } from '../domain/facts.js';
import type { Refusal } from '../domain/refusal.js';

/** A claim on a minor is presumed not to be founded in law. */
const UNFOUNDED = inkassolagen('8 §', 'medium');

/** A debtor under administration is written to through the förvaltare, and one with a protected address as any other. */
const BARS: Bars = {
  MINOR: UNFOUNDED,
  DECEASED: inkassolagen('4 §', 'medium'),
  BANKRUPTCY: konkurslagen('3 kap. 7 §', 'medium'),
  DEBT_RESTRUCTURING: skuldsaneringslagen('19 §'),
};

/** Why the debtor may not be asked to pay on a day. What a minor is said to owe is not collected once it has come of age either. */
export function mayNotBeDunned(facts: CaseFacts, on: IsoDate): Refusal | null {
  const refusal = barredBy(facts, on, BARS);
  if (refusal || facts.claims.every(({ incurredAsMinor }) => !incurredAsMinor)) return refusal;
  return { code: 'MINOR_DEBTOR', legalBasis: UNFOUNDED };
}

const FORVALTARE = act('Föräldrabalk (1949:381)', 'https://lagen.nu/1949:381')(
  '11 kap. 7 § (NJA 2022 s. 150)',
  'medium',
  'https://lagen.nu/dom/nja/2022s150',
);

/** Why no letter may be sent on a day: it would go to a debtor whose förvaltare it must reach, and nobody told who that is. */
export function lacksRepresentative(facts: CaseFacts, on: IsoDate): Refusal | null {
  if (!stands(facts, 'GUARDIANSHIP', on) || isRepresented(facts, on)) return null;
  return { code: 'INVALID_STATE', text: 'INVALID_STATE.debtor.GUARDIANSHIP', legalBasis: FORVALTARE };
}

/** The day from which nothing bars the debtor; null while something does. */
export const freeFrom = (facts: CaseFacts): IsoDate | null =>
  facts.claims.some(({ incurredAsMinor }) => incurredAsMinor) ? null : freeFromBars(facts, BARS);

/** Creditors tell their claims within a month of the announcement (skuldsaneringslagen 19 §); of nothing else is the time known. */
export const claimDeadline = (type: ConditionType, from: IsoDate): IsoDate | null =>
  type === 'DEBT_RESTRUCTURING' ? addMonths(from, SKULDSANERING_MONTHS) : null;
