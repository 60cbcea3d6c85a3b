import { divideHalfUp } from './money.js';

/** What became of a case by the data cut-off: paid or settled, closed without either, or still being worked. */
export type Outcome = 'RESOLVED' | 'CLOSED_UNRESOLVED' | 'OPEN';

/** Cases of one group that ran alike. Days are whole, counted from registration, 0 for the same day. */
export interface Observation {
  /** Until closure; for an open case until the cut-off, and so equal to followUpDays. */
  readonly daysToEnd: number;
  /** Until the cut-off, whatever became of the case. */
  readonly followUpDays: number;
  readonly outcome: Outcome;
  /** How many cases; 1 where absent. */
  readonly count?: number;
}

/** Shares are decimals with four places, "0.0000" to "1.0000". */
export interface HorizonFigures {
  readonly days: number;
  /** Cases registered at least `days` before the cut-off. */
  readonly observed: number;
  /** Resolved within the horizon over observed; null where none was observed. */
  readonly share: string | null;
  /** Null where nothing was followed that far. */
  readonly cumulativeIncidence: string | null;
  /** Null where the incidence is null, 0 or 1: the transform has no interval there. */
  readonly lower95: string | null;
  readonly upper95: string | null;
}

export interface ResolutionCurve {
  readonly medianDaysToResolution: number | null;
  readonly horizons: readonly HorizonFigures[];
}

/** One day on which cases closed. */
interface Step {
  readonly day: number;
  readonly atRisk: number;
  readonly resolved: number;
  readonly unresolved: number;
  /** Share of cases still open just before the day, and just after. */
  readonly openBefore: number;
  readonly openAfter: number;
  /** Cumulative incidence of resolution, the day included. */
  readonly incidence: number;
}

const HALF = 0.5;
/** Sums of fractions such as five tenths must still reach one half. */
const ROUNDING_ERROR = 1e-9;
/** 97.5 % point of the standard normal distribution. */
const Z_95 = 1.959963984540054;
/** Fewest cases a figure is published for. */
export const SMALLEST_GROUP = 5;

/**
 * Resolution over time in one group: per horizon the plain share and the cumulative incidence, and the median.
 *
 * Aalen-Johansen: on each day t with closures, n cases at risk, d₁ resolved and d₂ closed otherwise,
 * F(t) = F(t⁻) + S(t⁻)·d₁/n and S(t) = S(t⁻)·(1 − (d₁+d₂)/n), from F = 0, S = 1. Closures come before censorings of the
 * same day (a case open at its 30th day was at risk on it); closures on day 0 count like any other, everyone being at risk.
 * The estimate holds up to the longest follow-up, and no further than the last day anyone was at risk unless S is 0 by then.
 *
 * Throws a RangeError for days that are not whole or negative, counts below 1, an end after the follow-up, or an open case
 * that ends before it.
 */
export function resolutionCurve(
  observations: readonly Observation[],
  horizonsInDays: readonly number[],
): ResolutionCurve {
  observations.forEach(check);
  const steps = aalenJohansen(observations);
  const median = steps.find(({ incidence }) => incidence >= HALF - ROUNDING_ERROR);
  const knownUntil = lastKnownDay(observations, steps);
  return {
    medianDaysToResolution: median?.day ?? null,
    horizons: horizonsInDays.map((days) => horizon(days, observations, steps, knownUntil)),
  };
}

function check(observation: Observation): void {
  const { daysToEnd, followUpDays, outcome } = observation;
  const whole = [daysToEnd, followUpDays, countOf(observation)].every(Number.isSafeInteger);
  const ended = outcome === 'OPEN' ? daysToEnd === followUpDays : daysToEnd <= followUpDays;
  if (!whole || !ended || daysToEnd < 0 || countOf(observation) < 1) {
    throw new RangeError(`not an observation: ${JSON.stringify(observation)}`);
  }
}

const countOf = ({ count }: Observation): number => count ?? 1;
const totalOf = (observations: readonly Observation[]): number =>
  observations.reduce((total, observation) => total + countOf(observation), 0);

function aalenJohansen(observations: readonly Observation[]): Step[] {
  const days = new Map<number, Record<Outcome, number>>();
  for (const observation of observations) {
    const ended = days.get(observation.daysToEnd) ?? { RESOLVED: 0, CLOSED_UNRESOLVED: 0, OPEN: 0 };
    ended[observation.outcome] += countOf(observation);
    days.set(observation.daysToEnd, ended);
  }
  const steps: Step[] = [];
  let atRisk = totalOf(observations);
  let [open, incidence] = [1, 0];
  for (const [day, ended] of [...days].sort(([a], [b]) => a - b)) {
    const { RESOLVED: resolved, CLOSED_UNRESOLVED: unresolved, OPEN: censored } = ended;
    const closed = resolved + unresolved;
    if (closed > 0) {
      const openBefore = open;
      incidence += (openBefore * resolved) / atRisk;
      open = (openBefore * (atRisk - closed)) / atRisk;
      steps.push({ day, atRisk, resolved, unresolved, openBefore, openAfter: open, incidence });
    }
    atRisk -= closed + censored;
  }
  return steps;
}

/** Last day for which the incidence is known; -1 without cases. */
function lastKnownDay(observations: readonly Observation[], steps: readonly Step[]): number {
  const everyoneEnded = steps.at(-1)?.openAfter === 0;
  return observations.reduce(
    (last, { daysToEnd, followUpDays }) => Math.max(last, everyoneEnded ? followUpDays : daysToEnd),
    -1,
  );
}

function horizon(
  days: number,
  observations: readonly Observation[],
  steps: readonly Step[],
  knownUntil: number,
): HorizonFigures {
  const followed = observations.filter(({ followUpDays }) => followUpDays >= days);
  const observed = totalOf(followed);
  const resolved = totalOf(followed.filter(({ outcome, daysToEnd }) => outcome === 'RESOLVED' && daysToEnd <= days));
  const share = observed === 0 ? null : decimal(resolved / observed);
  if (days > knownUntil) {
    return { days, observed, share, cumulativeIncidence: null, lower95: null, upper95: null };
  }
  const past = steps.filter(({ day }) => day <= days);
  const incidence = past.at(-1)?.incidence ?? 0;
  const limits = interval(incidence, variance(incidence, past));
  return {
    days,
    observed,
    share,
    cumulativeIncidence: decimal(incidence),
    lower95: limits && decimal(limits.lower),
    upper95: limits && decimal(limits.upper),
  };
}

/**
 * Variance of F(t) by the delta method (Gaynor et al. 1993; Marubini and Valsecchi 1995), summed over days tᵢ ≤ t with
 * d = d₁ + d₂ closures and Δᵢ = F(t) − F(tᵢ):
 * Σ Δᵢ²·d/(n(n−d)) + Σ S(tᵢ⁻)²·d₁(n−d₁)/n³ − 2 Σ Δᵢ·S(tᵢ⁻)·d₁/n².
 * Without censoring it is F(1−F)/n, without competing closures Greenwood's.
 */
function variance(incidence: number, steps: readonly Step[]): number {
  const total = steps.reduce((sum, { atRisk: n, resolved, unresolved, openBefore, incidence: reached }) => {
    const closed = resolved + unresolved;
    const rest = incidence - reached;
    // Where all at risk closed at once nothing can follow: the rest is 0, and so is its term.
    const afterwards = n === closed ? 0 : (rest ** 2 * closed) / (n * (n - closed));
    const own = (openBefore ** 2 * resolved * (n - resolved)) / n ** 3;
    return sum + afterwards + own - (2 * rest * openBefore * resolved) / n ** 2;
  }, 0);
  return Math.max(0, total);
}

/**
 * Pointwise limits through g(F) = ln(−ln(1−F)), so that they stay within 0 and 1: 1 − (1−F)^exp(∓z·σ) with
 * σ = √Var / ((1−F)·(−ln(1−F))). Null for 0 and 1, where g is infinite.
 */
function interval(incidence: number, varianceOfIncidence: number): { lower: number; upper: number } | null {
  if (incidence <= ROUNDING_ERROR || incidence >= 1 - ROUNDING_ERROR) return null;
  const rest = 1 - incidence;
  const width = (Z_95 * Math.sqrt(varianceOfIncidence)) / (rest * -Math.log(rest));
  return { lower: 1 - rest ** Math.exp(-width), upper: 1 - rest ** Math.exp(width) };
}

/** A share as a decimal with four places, rounded half up. */
const decimal = (share: number): string => fourPlaces(BigInt(Math.round(share * 10_000)));

/** `part` over `whole` as a decimal with four places, rounded half up; null where the whole is 0. Neither is negative. */
export const ratio = (part: bigint, whole: bigint): string | null =>
  whole === 0n ? null : fourPlaces(divideHalfUp(part * 10_000n, whole));

const fourPlaces = (tenThousandths: bigint): string =>
  `${tenThousandths / 10_000n}.${String(tenThousandths % 10_000n).padStart(4, '0')}`;

/** The published figures of one group of cases. */
export interface GroupFigures extends ResolutionCurve {
  readonly cases: number;
  readonly resolved: number;
  readonly closedUnresolved: number;
  readonly open: number;
  readonly recoveryRate: string | null;
}

/** Blanks every figure of a group of fewer than five cases, its size included, so that no single debtor can be read out of it. */
export function suppress(group: GroupFigures): GroupFigures & { readonly suppressed: boolean } {
  if (group.cases >= SMALLEST_GROUP) return { ...group, suppressed: false };
  const nothing = { observed: 0, share: null, cumulativeIncidence: null, lower95: null, upper95: null };
  return {
    cases: 0,
    resolved: 0,
    closedUnresolved: 0,
    open: 0,
    medianDaysToResolution: null,
    recoveryRate: null,
    horizons: group.horizons.map(({ days }) => ({ days, ...nothing })),
    suppressed: true,
  };
}
