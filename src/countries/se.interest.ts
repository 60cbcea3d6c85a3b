import { lastDayToPay } from './calendar.js';
import { sentByAgency } from './case.js';
import { agreedRate } from './commercial.js';
import { accrue, statutoryRates, type AccrualRule, type RateSpan } from './interest.js';
import { ceilingFor, interestCeiling } from './se.credit.js';
import * as tariff from './se.tariff.js';
import { addDays, earliest, latest, type IsoDate } from '../domain/date.js';
import type { CaseFacts, ClaimFacts, OwedLine } from '../domain/facts.js';

/** The statutory rate gives way to an agreed one (1 § räntelagen). */
const AGREED_RATE = tariff.rantelagen('1 §');

/**
 * First day that bears interest; null while none does. After a due date agreed beforehand it is the next day (3 §). Else it is
 * the day after the thirtieth from the sending of a bill with a warning of interest, which a business need not be given (4 §);
 * a consumer whose bill had none is warned by our inkassokrav. In any case it is the day after an application was served.
 */
export function firstInterestDay(claim: ClaimFacts, facts: CaseFacts): IsoDate | null {
  const afterDue = addDays(lastDayToPay('SE', claim.dueDate), 1);
  if (claim.dueDateBasis === 'AGREED') return afterDue;
  const [first, ...others] = [thirtyDaysAfter(warnedOn(claim, facts)), dayAfterService(facts)].filter(
    (day) => day !== null,
  );
  return first === undefined ? null : latest(afterDue, earliest(first, ...others));
}

/** The day of the bill or demand from which the thirty days are counted. */
function warnedOn(claim: ClaimFacts, facts: CaseFacts): IsoDate | null {
  if (claim.dueDateBasis === 'STATED' || facts.debtorType === 'COMPANY') return claim.invoiceDate;
  return sentByAgency(facts, 'PAYMENT_DEMAND')?.sentOn ?? null;
}

const thirtyDaysAfter = (sentOn: IsoDate | null): IsoDate | null =>
  sentOn && addDays(lastDayToPay('SE', addDays(sentOn, tariff.DAYS_TO_INTEREST)), 1);

function dayAfterService({ proceedings }: CaseFacts): IsoDate | null {
  const service = proceedings.find(({ type, step }) => type === 'SERVED' && step === 'COURT_APPLICATION');
  return service ? addDays(service.on, 1) : null;
}

/** The agreed rate, on a consumer credit never above the ceiling over each day's reference rate (19 a § konsumentkreditlagen). */
function ratesOf(claim: ClaimFacts, facts: CaseFacts, from: IsoDate, to: IsoDate): readonly RateSpan[] {
  const agreed = agreedRate(claim, facts);
  if (agreed === null) return statutoryRates(tariff.lateInterest, from, to);
  const ceiling = ceilingFor(interestCeiling, claim, facts);
  if (ceiling === null) return [{ from, to, rateBps: agreed, source: AGREED_RATE }];
  return statutoryRates(tariff.lateInterest, from, to).map((span) => {
    const most = span.rateBps - tariff.LATE_INTEREST_MARGIN + ceiling.value;
    return agreed <= most
      ? { ...span, rateBps: agreed, source: AGREED_RATE }
      : { ...span, rateBps: most, source: ceiling.source };
  });
}

/** No statutory day count or rounding: the calendar year's days, every line rounded half up. */
const ACCRUAL: AccrualRule = {
  rates: tariff.lateInterest,
  dayCount: 'ACTUAL_ACTUAL',
  rounding: 'EACH_LINE',
  firstDay: firstInterestDay,
  ratesOf,
};

/** Interest through a day (included), before a ceiling on the whole cost of a credit. Throws RuleNotEncoded. */
export const accruedInterest = (facts: CaseFacts, on: IsoDate): OwedLine[] => accrue(facts, on, ACCRUAL);
