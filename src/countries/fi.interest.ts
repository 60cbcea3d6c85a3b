import { addDays, earliest, latest, type IsoDate } from '../domain/date.js';
import { inForce } from '../domain/dated.js';
import type { CaseFacts, ClaimFacts } from '../domain/facts.js';
import { lastDayToPay } from './calendar.js';
import { sentByUs } from './case.js';
import { agreedRate, isCommercial } from './commercial.js';
import { korkolaki } from './fi.acts.js';
import { isPublic } from './fi.claims.js';
import { creditPriceCap, DAYS, lateInterest, publicLateInterest, referenceRate } from './fi.tariff.js';
import { titlesOf } from './procedures.js';
import { statutoryRates, type AccrualRule, type RateSpan } from './interest.js';

/** Late interest of Finnish claims (korkolaki 633/1982; public claims 1556/1995). */

const afterThirtyDays = (sentOn: IsoDate): IsoDate => addDays(sentOn, DAYS.interestWithoutDueDate + 1);

/**
 * First day of interest; null where none has begun. The day after a due date that was agreed or laid down by an act (5 §);
 * otherwise once thirty days have passed since the invoice, or, for a person not told the rate and the first day by it, since
 * our demand, which tells them (6 §), and in any case from service of the summons (9 §).
 */
export function firstInterestDay(claim: ClaimFacts, facts: CaseFacts): IsoDate | null {
  const afterDue = addDays(lastDayToPay('FI', claim.dueDate), 1);
  if (isPublic(claim) || claim.dueDateBasis === 'AGREED') return afterDue;
  const told = claim.dueDateBasis === 'STATED' || facts.debtorType === 'COMPANY';
  const demands = sentByUs(facts, 'PAYMENT_DEMAND');
  const summonses = facts.proceedings.filter(({ type, step }) => type === 'SERVED' && step === 'COURT_APPLICATION');
  const [first, ...others] = [
    ...(told ? [afterThirtyDays(claim.invoiceDate)] : demands.map(({ sentOn }) => afterThirtyDays(sentOn))),
    ...summonses.map(({ on }) => addDays(on, 1)),
  ];
  return first === undefined ? null : latest(afterDue, earliest(first, ...others));
}

const FREEDOM = korkolaki('2 § 1 mom.', 'medium');
const CEILING = korkolaki('2 § 2 mom.');
const CREDIT = korkolaki('4 § 2 mom.');

/** The agreed rate, on no day above the statutory one. */
function withinCeiling(agreed: number, from: IsoDate, to: IsoDate): RateSpan[] {
  return statutoryRates(lateInterest.PERSON, from, to).map((span) =>
    agreed < span.rateBps ? { ...span, rateBps: agreed, source: CEILING } : span,
  );
}

/** The agreed rate, no higher than the price of the credit could lawfully be when it was agreed (kuluttajansuojalaki 7 luku 17 a §). */
function lawfulPrice({ agreedOn, originatedOn, invoiceDate }: ClaimFacts, agreed: number): number {
  const day = agreedOn ?? originatedOn ?? invoiceDate;
  if (day < creditPriceCap.versions[0].from) return agreed;
  const { additionBps, mostBps } = inForce(creditPriceCap, day).value;
  return Math.min(agreed, inForce(referenceRate, day).value + additionBps, mostBps);
}

/** A credit keeps its agreed rate for 180 days after it fell due, or until the day of judgment; from then the ceiling holds (4 § 2 mom.). */
function creditRates(claim: ClaimFacts, agreed: number, facts: CaseFacts, from: IsoDate, to: IsoDate): RateSpan[] {
  const titles = titlesOf(facts).map(({ on }) => addDays(on, -1));
  const last = earliest(addDays(claim.dueDate, DAYS.agreedCreditRate), to, ...titles);
  const kept = from <= last ? [{ from, to: last, rateBps: agreed, source: CREDIT }] : [];
  return [...kept, ...withinCeiling(agreed, latest(from, addDays(last, 1)), to)];
}

/** Between businesses as agreed; against a person never above the statutory rate, its home included (korkolaki 2 § 2 mom.). */
function ratesOf(claim: ClaimFacts, facts: CaseFacts, from: IsoDate, to: IsoDate): readonly RateSpan[] {
  if (isPublic(claim)) return statutoryRates(publicLateInterest, from, to);
  const agreed = agreedRate(claim, facts);
  if (agreed === null) return statutoryRates(lateInterest[isCommercial(claim, facts) ? 'COMPANY' : 'PERSON'], from, to);
  if (facts.debtorType === 'COMPANY') return [{ from, to, rateBps: agreed, source: FREEDOM }];
  if (claim.kind !== 'CONSUMER_CREDIT') return withinCeiling(agreed, from, to);
  return creditRates(claim, lawfulPrice(claim, agreed), facts, from, to);
}

/** No statutory day count: the calendar year's days, a claim's total rounded once. */
export const accrualFor = (facts: CaseFacts): AccrualRule => ({
  rates: lateInterest[facts.debtorType],
  dayCount: 'ACTUAL_ACTUAL',
  rounding: 'RUNNING_TOTAL',
  firstDay: firstInterestDay,
  ratesOf,
});
