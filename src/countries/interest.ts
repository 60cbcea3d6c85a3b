import { knownOn, oldestFirst } from '../domain/balance.js';
import { addDays, daysBetween, earliest, isLeapYear, isoDate, latest, parts, type IsoDate } from '../domain/date.js';
import { spans, type Dated, type Source } from '../domain/dated.js';
import type { CaseFacts, ClaimFacts, OwedLine, PaymentFacts } from '../domain/facts.js';
import type { OwnCountry } from '../domain/jurisdiction.js';
import { divideHalfUp, sum } from '../domain/money.js';
import { lastDayToPay } from './calendar.js';

/** Days of the year a rate is spread over: those of the calendar year (365 or 366), or always 365. */
type DayCount = 'ACTUAL_ACTUAL' | 'ACTUAL_365';

/**
 * EACH_LINE rounds every line half up. RUNNING_TOTAL rounds a claim's total half up once, each line being what the rounded
 * total grew by, so that the lines add up to it.
 */
type InterestRounding = 'EACH_LINE' | 'RUNNING_TOTAL';

interface AccrualRule {
  readonly country: OwnCountry;
  /** Hundredths of a percent a year. */
  readonly rates: Dated<number>;
  readonly dayCount: DayCount;
  readonly rounding: InterestRounding;
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
 * Simple interest from the day after each last day to pay through `on`, on what was left of each principal, one line per claim,
 * rate, calendar year and principal. A payment lowers the principal from the day after it came. Throws RuleNotEncoded.
 */
export function accrue(facts: CaseFacts, on: IsoDate, rule: AccrualRule): OwedLine[] {
  const known = knownOn(facts, on);
  return oldestFirst(known.claims).flatMap((claim) => {
    const segments = periods(claim, lastDayToPay(rule.country, claim.dueDate), known.payments, on).flatMap((period) =>
      cut(period, rule.rates),
    );
    const amounts =
      rule.rounding === 'EACH_LINE' ? roundEach(segments, rule.dayCount) : roundTotal(segments, rule.dayCount);
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

function periods(claim: ClaimFacts, lastDay: IsoDate, payments: readonly PaymentFacts[], on: IsoDate): Period[] {
  const found: Period[] = [];
  let from = addDays(lastDay, 1);
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

function cut(period: Period, rates: Dated<number>): Segment[] {
  return spans(rates, period.from, period.to).flatMap((span) => {
    const years: Segment[] = [];
    for (let year = parts(span.from).year; year <= parts(span.to).year; year++) {
      const from = latest(span.from, isoDate(`${year}-01-01`));
      const to = earliest(span.to, isoDate(`${year}-12-31`));
      years.push({ from, to, principal: period.principal, rateBps: span.version.value, source: span.version.source });
    }
    return years;
  });
}

/** A rate is hundredths of a percent, and 365 × 366 holds both year lengths: the exact interest is a whole number over this. */
const DENOMINATOR = 10_000n * 365n * 366n;

function exactInterest(segment: Segment, dayCount: DayCount): bigint {
  const days = BigInt(daysBetween(segment.from, segment.to) + 1);
  const leapYear = dayCount === 'ACTUAL_ACTUAL' && isLeapYear(parts(segment.from).year);
  return segment.principal * BigInt(segment.rateBps) * days * (leapYear ? 365n : 366n);
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
