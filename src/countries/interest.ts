import { knownOn, oldestFirst } from '../domain/balance.js';
import {
  addDays,
  daysBetween,
  daysInMonth,
  earliest,
  isLeapYear,
  isoDate,
  latest,
  parts,
  type IsoDate,
} from '../domain/date.js';
import { spans, type Dated, type Source } from '../domain/dated.js';
import type { CaseFacts, ClaimFacts, DayCount, OwedLine, PaymentFacts } from '../domain/facts.js';
import { divideHalfUp, sum } from '../domain/money.js';

/**
 * EACH_LINE rounds every line half up. RUNNING_TOTAL rounds a claim's total half up once, each line being what the rounded
 * total grew by, so that the lines add up to it.
 */
type InterestRounding = 'EACH_LINE' | 'RUNNING_TOTAL';

export interface AccrualRule {
  /** Statutory rate, hundredths of a percent a year. */
  readonly rates: Dated<number>;
  /** Used where the creditor has set none of its own. */
  readonly dayCount: DayCount;
  readonly rounding: InterestRounding;
  /** The first day that bears interest; null where none does yet. */
  firstDay(claim: ClaimFacts, facts: CaseFacts): IsoDate | null;
  /**
   * Rates of one claim where a contract or an act puts others in the place of the statutory ones: cut into spans, both days
   * included. Never above what the law allows on each day.
   */
  ratesOf?(claim: ClaimFacts, facts: CaseFacts, from: IsoDate, to: IsoDate): readonly RateSpan[];
}

/** One rate for some days, both included. */
export interface RateSpan {
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly rateBps: number;
  readonly source: Source;
}

interface Period {
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly principal: bigint;
}

interface Segment extends Period {
  readonly rateBps: number;
  readonly source: Source;
}

/**
 * Simple interest from each claim's first day through `on`, on what was left of each principal, one line per claim,
 * rate, calendar year and principal. A payment lowers the principal from the day after it came; no interest runs in a plan that was
 * agreed without. Throws RuleNotEncoded.
 */
export function accrue(facts: CaseFacts, on: IsoDate, rule: AccrualRule): OwedLine[] {
  const known = knownOn(facts, on);
  return oldestFirst(known.claims).flatMap((claim) => {
    const first = rule.firstDay(claim, known);
    if (first === null) return [];
    const dayCount = facts.dayCount ?? rule.dayCount;
    const segments = periods(claim, first, known.payments, on)
      .flatMap((period) => outsideFreePlans(period, known))
      .flatMap((period) => cut(claim, known, period, rule));
    const amounts = rule.rounding === 'EACH_LINE' ? roundEach(segments, dayCount) : roundTotal(segments, dayCount);
    return segments.map((segment, index) => ({
      kind: 'INTEREST' as const,
      text: claim.invoiceNumber,
      amount: amounts[index]!,
      claimId: claim.id,
      from: segment.from,
      to: segment.to,
      annualRateBps: segment.rateBps,
      legalBasis: segment.source,
    }));
  });
}

/** Principal covered by one payment on one claim. */
export function principalPaid(payment: PaymentFacts, claimId: string): bigint {
  const covered = payment.allocations.filter((part) => part.kind === 'PRINCIPAL' && part.claimId === claimId);
  return sum(covered.map((part) => part.amount));
}

function periods(claim: ClaimFacts, first: IsoDate, payments: readonly PaymentFacts[], on: IsoDate): Period[] {
  const found: Period[] = [];
  let from = first;
  let principal = claim.principal;
  for (const payment of payments) {
    const paid = principalPaid(payment, claim.id);
    if (paid === 0n) continue;
    if (payment.receivedOn >= from) {
      found.push({ from, to: payment.receivedOn, principal });
      from = addDays(payment.receivedOn, 1);
    }
    principal -= paid;
  }
  found.push({ from, to: on, principal });
  return found.filter((period) => period.principal > 0n && period.from <= period.to);
}

/** What is left of a period outside the plans for which it was agreed that no interest runs: from the day after a plan to its end. */
function outsideFreePlans(period: Period, { plans }: CaseFacts): Period[] {
  const free = plans.filter(({ interestFree }) => interestFree);
  return free.reduce<Period[]>(
    (left, { agreedOn, ended }) =>
      left.flatMap((part) => {
        const before = { ...part, to: earliest(part.to, agreedOn) };
        const after = ended ? [{ ...part, from: latest(part.from, addDays(ended.on, 1)) }] : [];
        return [before, ...after].filter(({ from, to }) => from <= to);
      }),
    [period],
  );
}

/** The versions of a series as rates. Throws RuleNotEncoded where one of the days is not encoded. */
export function statutoryRates(series: Dated<number>, from: IsoDate, to: IsoDate): RateSpan[] {
  return spans(series, from, to).map((span) => ({
    from: span.from,
    to: span.to,
    rateBps: span.version.value,
    source: span.version.source,
  }));
}

/** A calendar year's days are reckoned by themselves: common and leap years spread a rate over different numbers of days. */
function cut(claim: ClaimFacts, facts: CaseFacts, period: Period, rule: AccrualRule): Segment[] {
  const rates = rule.ratesOf
    ? rule.ratesOf(claim, facts, period.from, period.to)
    : statutoryRates(rule.rates, period.from, period.to);
  return rates.flatMap(({ from: first, to: last, rateBps, source }) => {
    const years: Segment[] = [];
    for (let year = parts(first).year; year <= parts(last).year; year++) {
      const from = latest(first, isoDate(`${year}-01-01`));
      const to = earliest(last, isoDate(`${year}-12-31`));
      years.push({ from, to, principal: period.principal, rateBps, source });
    }
    return years;
  });
}

/** A rate is hundredths of a percent, and all year lengths divide this: the exact interest is a whole number over it. */
const DENOMINATOR = 10_000n * 365n * 366n * 360n;

function exactInterest({ from, to, principal, rateBps }: Segment, dayCount: DayCount): bigint {
  const { days, year } = daysOf(from, to, dayCount);
  return principal * BigInt(rateBps) * BigInt(days) * (DENOMINATOR / 10_000n / BigInt(year));
}

/** Days of a stretch within one calendar year, both ends included, and of the year they are a part of. */
function daysOf(from: IsoDate, to: IsoDate, dayCount: DayCount): { days: number; year: number } {
  if (dayCount === 'THIRTY_360') return { days: thirtyDayMonths(to) - thirtyDayMonths(addDays(from, -1)), year: 360 };
  const leapYear = dayCount === 'ACTUAL_ACTUAL' && isLeapYear(parts(from).year);
  return { days: daysBetween(from, to) + 1, year: leapYear ? 366 : 365 };
}

/** Days since the year 0 where every month has thirty: the 31st counts as the 30th, and so does the last day of February. */
function thirtyDayMonths(date: IsoDate): number {
  const { year, month, day } = parts(date);
  return year * 360 + month * 30 + (day === daysInMonth(year, month) ? 30 : Math.min(day, 30));
}

function roundEach(segments: readonly Segment[], dayCount: DayCount): bigint[] {
  return segments.map((segment) => divideHalfUp(exactInterest(segment, dayCount), DENOMINATOR));
}

function roundTotal(segments: readonly Segment[], dayCount: DayCount): bigint[] {
  let exact = 0n;
  let rounded = 0n;
  return segments.map((segment) => {
    exact += exactInterest(segment, dayCount);
    const before = rounded;
    rounded = divideHalfUp(exact, DENOMINATOR);
    return rounded - before;
  });
}
