import { formatAmount, type Currency } from './money.js';
import { ratio, resolutionCurve, SMALLEST_GROUP, type Observation } from './statistics.js';

/** How long a word of the partner took, or has been waited for, in its working days, and how many it had promised. */
export interface Wait {
  readonly days: number;
  /** False where it is still waited for at the cut-off. */
  readonly answered: boolean;
  readonly promisedDays: number;
}

/** Money of one case in its currency's minor units. */
export interface CaseMoney {
  readonly currency: Currency;
  /** Principal open when the case was handed over. */
  readonly principal: bigint;
  /** What came in on it while the partner had the case. */
  readonly recovered: bigint;
}

/** What is known at the cut-off of the cases handed to one partner in a period. */
export interface Engagements {
  readonly handedOver: number;
  readonly offers: readonly Wait[];
  readonly messages: readonly Wait[];
  /** Cases it took, in days from hand-over. One taken back is followed no longer than until then. */
  readonly courses: readonly Observation[];
  readonly money: readonly CaseMoney[];
  /** Declined cases, by code. */
  readonly declines: readonly (string | null)[];
  readonly withdrawn: number;
  /** Promises broken, one name for each time. */
  readonly silences: readonly string[];
}

interface Input {
  readonly name: string;
  readonly value: string;
}

/** A figure that can be checked: `formula` speaks of the inputs by name. Null where there is too little to go by. */
export interface Figure {
  readonly value: string | null;
  readonly formula: string;
  readonly inputs: readonly Input[];
}

export interface Scorecard {
  readonly handedOver: number;
  readonly acceptanceTime: Figure;
  readonly acceptedInTime: Figure;
  readonly answerTime: Figure;
  readonly answeredInTime: Figure;
  readonly resolution: readonly { readonly days: number; readonly incidence: Figure; readonly share: Figure }[];
  readonly recovered: readonly { readonly currency: Currency; readonly share: Figure }[];
  readonly silences: Figure;
  readonly declined: Figure;
  readonly declines: readonly { readonly code: string | null; readonly count: number }[];
  readonly withdrawn: Figure;
}

const HORIZONS_IN_DAYS: readonly number[] = [30, 60, 90, 180, 365];

/** The figures of one partner. Shares and medians of fewer than five are left out: they would tell of chance. */
export function scorecard(known: Engagements): Scorecard {
  const { handedOver, offers, messages, courses, money, declines, silences, withdrawn } = known;
  return {
    handedOver,
    acceptanceTime: medianTime(offers),
    acceptedInTime: inTime(offers),
    answerTime: medianTime(messages),
    answeredInTime: inTime(messages),
    resolution: resolution(courses),
    recovered: recovered(money),
    silences: silenceFigure(silences),
    declined: share('declined', declines.length, 'handedOver', handedOver),
    declines: counted(declines).map(([code, count]) => ({ code, count })),
    withdrawn: share('withdrawn', withdrawn, 'handedOver', handedOver),
  };
}

/** Those that can be judged: what is still waited for within the promise may yet be kept. */
const judged = (waits: readonly Wait[]): Wait[] =>
  waits.filter(({ answered, days, promisedDays }) => answered || days > promisedDays);

/** Median with what is overdue taken as longer than anything answered: null where the middle lies there. */
function medianTime(waits: readonly Wait[]): Figure {
  const counting = judged(waits);
  const days = counting
    .filter(({ answered }) => answered)
    .map((wait) => wait.days)
    .sort((a, b) => a - b);
  const overdue = counting.length - days.length;
  const middle = counting.length < SMALLEST_GROUP ? null : medianOf(days, counting.length);
  const listed = counted(days).map(([value, count]) => `${value} × ${count}`);
  return {
    value: middle,
    formula: 'median(workingDays, overdue as longest)',
    inputs: [
      { name: 'workingDays', value: listed.join(', ') },
      { name: 'overdue', value: String(overdue) },
    ],
  };
}

/** Of `total` values the lowest are known, in order; whole or half. */
function medianOf(known: readonly number[], total: number): string | null {
  const [low, high] = [known[Math.floor((total - 1) / 2)], known[Math.floor(total / 2)]];
  if (low === undefined || high === undefined) return null;
  const twice = low + high;
  return `${Math.floor(twice / 2)}${twice % 2 === 1 ? '.5' : ''}`;
}

function inTime(waits: readonly Wait[]): Figure {
  const counting = judged(waits);
  const answered = counting.filter((wait) => wait.answered);
  const kept = answered.filter(({ days, promisedDays }) => days <= promisedDays);
  const overdue = counting.length - answered.length;
  return {
    value: shareOf(kept.length, counting.length),
    formula: 'inTime / (answered + overdue)',
    inputs: inputs({ inTime: kept.length, answered: answered.length, overdue }),
  };
}

function resolution(courses: readonly Observation[]): Scorecard['resolution'] {
  return resolutionCurve(courses, HORIZONS_IN_DAYS).horizons.map(({ days, observed, cumulativeIncidence }) => {
    const within = courses.filter(({ daysToEnd }) => daysToEnd <= days);
    const ended = (outcome: Observation['outcome']) => total(within.filter((course) => course.outcome === outcome));
    const followed = within.filter(({ followUpDays, outcome }) => followUpDays >= days && outcome === 'RESOLVED');
    const enough = total(courses) >= SMALLEST_GROUP;
    return {
      days,
      incidence: {
        value: enough ? cumulativeIncidence : null,
        formula: 'aalenJohansen(taken; resolved, endedUnresolved, censored)',
        inputs: inputs({
          taken: total(courses),
          resolved: ended('RESOLVED'),
          endedUnresolved: ended('CLOSED_UNRESOLVED'),
          censored: ended('OPEN'),
        }),
      },
      share: share('resolved', total(followed), 'observed', observed),
    };
  });
}

const total = (courses: readonly Observation[]): number => courses.reduce((sum, { count }) => sum + (count ?? 1), 0);

function recovered(money: readonly CaseMoney[]): Scorecard['recovered'] {
  const currencies = [...new Set(money.map(({ currency }) => currency))].sort();
  return currencies.map((currency) => {
    const own = money.filter((each) => each.currency === currency);
    const sum = (part: 'principal' | 'recovered') => own.reduce((all, each) => all + each[part], 0n);
    const [principal, back] = [sum('principal'), sum('recovered')];
    return {
      currency,
      share: {
        value: own.length < SMALLEST_GROUP ? null : ratio(back, principal),
        formula: 'recovered / principal',
        inputs: [
          { name: 'recovered', value: formatAmount(back, currency) },
          { name: 'principal', value: formatAmount(principal, currency) },
          { name: 'cases', value: String(own.length) },
        ],
      },
    };
  });
}

function silenceFigure(silences: readonly string[]): Figure {
  const byPromise = { ACCEPT: 0, ANSWER: 0, STATUS: 0, ...Object.fromEntries(counted(silences)) };
  return { value: String(silences.length), formula: 'ACCEPT + ANSWER + STATUS', inputs: inputs(byPromise) };
}

function share(partName: string, part: number, wholeName: string, whole: number): Figure {
  return {
    value: shareOf(part, whole),
    formula: `${partName} / ${wholeName}`,
    inputs: inputs({ [partName]: part, [wholeName]: whole }),
  };
}

const shareOf = (part: number, whole: number): string | null =>
  whole < SMALLEST_GROUP ? null : ratio(BigInt(part), BigInt(whole));

const inputs = (values: Readonly<Record<string, number>>): Input[] =>
  Object.entries(values).map(([name, value]) => ({ name, value: String(value) }));

/** How often each value occurs, most often first and then by the value. */
function counted<Value extends string | number | null>(values: readonly Value[]): [Value, number][] {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const text = (value: Value) => (typeof value === 'number' ? String(value).padStart(6, '0') : (value ?? ''));
  return [...counts].sort(([a, m], [b, n]) => (typeof a === 'number' ? 0 : n - m) || (text(a) < text(b) ? -1 : 1));
}
