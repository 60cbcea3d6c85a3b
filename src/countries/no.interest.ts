import { addDays, addYears, earliest, latest, type IsoDate } from '../domain/date.js';
import { inForce, type Source } from '../domain/dated.js';
import type { CaseFacts, ClaimFacts, OwedLine } from '../domain/facts.js';
import { lastDayToPay } from './calendar.js';
import { agreedRate } from './commercial.js';
import { accrue, statutoryRates, type RateSpan } from './interest.js';
import * as tariff from './no.tariff.js';

const { DAYS, forsinkelsesrenteloven } = tariff;

const AGREED_RATE: Readonly<Record<CaseFacts['debtorType'], Source>> = {
  PERSON: forsinkelsesrenteloven('§ 4', 'medium'),
  COMPANY: forsinkelsesrenteloven('§ 1', 'medium'),
};

/**
 * Interest by the calendar year's days (Justis- og politidepartementets lovavdeling 26.06.2006), a claim's total rounded once. The
 * statutory rate is a consumer's ceiling, so no other day count, which may come to more, is used against one.
 */
export function interest(facts: CaseFacts, on: IsoDate): OwedLine[] {
  const dayCount = facts.debtorType === 'PERSON' ? null : facts.dayCount;
  return accrue({ ...facts, dayCount }, on, {
    rates: tariff.lateInterest,
    dayCount: 'ACTUAL_ACTUAL',
    rounding: 'RUNNING_TOTAL',
    firstDay: firstInterestDay,
    ratesOf: (claim, known, from, to) =>
      ratesOf(claim, known, from, to).flatMap((span) => withoutLapsed(span, known, on)),
  });
}

/** The day after an agreed due date, else 30 days after the written demand, which the invoice is (forsinkelsesrenteloven § 2). */
export function firstInterestDay({ dueDate, dueDateBasis, invoiceDate }: ClaimFacts): IsoDate {
  const afterDue = addDays(lastDayToPay('NO', dueDate), 1);
  return dueDateBasis === 'AGREED' ? afterDue : latest(afterDue, addDays(invoiceDate, DAYS.interestAfterDemand + 1));
}

/** A rate by contract: to a consumer never above the statutory one (forsinkelsesrenteloven § 4), between businesses as agreed. */
function ratesOf(claim: ClaimFacts, facts: CaseFacts, from: IsoDate, to: IsoDate): RateSpan[] {
  const source = AGREED_RATE[facts.debtorType];
  const agreed = agreedRate(claim, facts);
  if (agreed !== null && facts.debtorType === 'COMPANY') return [{ from, to, rateBps: agreed, source }];
  return statutoryRates(tariff.lateInterest, from, to).map((span) =>
    agreed !== null && agreed < span.rateBps ? { ...span, rateBps: agreed, source } : span,
  );
}

/**
 * What is left of a stretch on a day: interest that accrued after the title lapses after three years, unless a later title or
 * utlegg secured it within them (foreldelsesloven § 21).
 */
function withoutLapsed(span: RateSpan, facts: CaseFacts, on: IsoDate): RateSpan[] {
  const securing = facts.proceedings.filter(({ type }) => type === 'TITLE_GIVEN' || type === 'ENFORCEMENT_GRANTED');
  const title = securing.find(({ type }) => type === 'TITLE_GIVEN');
  if (!title) return [span];
  const years = inForce(tariff.limitationYears.general, facts.registeredOn).value;
  const later = securing.filter((event) => event.on > title.on).map((event) => event.on);
  const kept = [...later, on].map((to) => ({ from: addDays(addYears(to, -years), 1), to }));
  let next = span.from;
  return [{ from: span.from, to: title.on }, ...kept].flatMap((window) => {
    const [from, to] = [latest(next, window.from), earliest(span.to, window.to)];
    if (from > to) return [];
    next = addDays(to, 1);
    return [{ ...span, from, to }];
  });
}
