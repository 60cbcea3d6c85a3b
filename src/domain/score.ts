import { addMonths, earliest, parts, type IsoDate } from './date.js';
import type { CaseFacts, ConditionType, ProceedingType } from './facts.js';
import { sum } from './money.js';

/** What a score looks at. */
export type ScoreInputKind = 'PAYMENTS' | 'MEANS' | 'CONDITIONS' | 'AGE' | 'REPAID';

/** One thing a score was made of: what was seen, and the points it gave. */
export interface ScoreInput {
  readonly kind: ScoreInputKind;
  /** PAYMENTS: how many in twelve months. MEANS, CONDITIONS: the finding. AGE: whole years. REPAID: hundredths of the principal. */
  readonly value: string;
  readonly points: number;
}

/** How likely it is that a debtor under surveillance can pay by now, from 0 to 100. */
export interface Score {
  readonly points: number;
  readonly inputs: readonly ScoreInput[];
}

/** The points of our own making; the law has none. What cannot be seen from the case is not guessed. */
const POINTS = {
  start: 50,
  paidLately: 30,
  paidBefore: 10,
  solvent: 40,
  insolvent: -40,
  barred: -100,
  perYear: -2,
  oldest: -20,
  halfRepaid: 10,
} as const;
const MONTHS_THAT_COUNT_AS_LATELY = 12;
/** How much better a score must be than the one a case came under surveillance with before enforcement is tried again. */
const BETTER_BY = 10;

/** Scores what is known of a debtor on a day. */
export function score(facts: CaseFacts, on: IsoDate): Score {
  const inputs = [payments(facts, on), means(facts, on), conditions(facts, on), age(facts, on), repaid(facts, on)];
  const points = inputs.reduce<number>((total, input) => total + input.points, POINTS.start);
  return { points: Math.min(100, Math.max(0, points)), inputs };
}

/** Whether a later score says that it is worth trying again. */
export const isBetter = (before: number, now: number): boolean => now >= before + BETTER_BY;

function payments(facts: CaseFacts, on: IsoDate): ScoreInput {
  const known = facts.payments.filter(({ receivedOn }) => receivedOn <= on);
  const lately = known.filter(({ receivedOn }) => receivedOn > addMonths(on, -MONTHS_THAT_COUNT_AS_LATELY)).length;
  const points = lately > 0 ? POINTS.paidLately : known.length > 0 ? POINTS.paidBefore : 0;
  return { kind: 'PAYMENTS', value: String(lately), points };
}

const FINDINGS: readonly ProceedingType[] = ['FOUND_SOLVENT', 'FOUND_INSOLVENT', 'ENFORCEMENT_ENDED'];

/** The newest finding about the debtor's means; undefined where nobody has looked. */
const lastFinding = (facts: CaseFacts, on: IsoDate): ProceedingType | undefined =>
  facts.proceedings.filter((event) => FINDINGS.includes(event.type) && event.on <= on).at(-1)?.type;

/** Whether the debtor was found to have nothing, by the enforcement authority or a credit check, and not otherwise since. */
export function lacksMeans(facts: CaseFacts, on: IsoDate): boolean {
  const finding = lastFinding(facts, on);
  return finding === 'FOUND_INSOLVENT' || finding === 'ENFORCEMENT_ENDED';
}

function means(facts: CaseFacts, on: IsoDate): ScoreInput {
  const finding = lastFinding(facts, on);
  if (finding === undefined) return { kind: 'MEANS', value: 'UNKNOWN', points: 0 };
  return { kind: 'MEANS', value: finding, points: finding === 'FOUND_SOLVENT' ? POINTS.solvent : POINTS.insolvent };
}

/** Circumstances under which nothing is to be had from the debtor. */
const BARRING: readonly ConditionType[] = ['DECEASED', 'BANKRUPTCY', 'DEBT_RESTRUCTURING', 'MINOR'];

function conditions({ debtorConditions }: CaseFacts, on: IsoDate): ScoreInput {
  const found = debtorConditions.find(
    ({ type, from, until }) => BARRING.includes(type) && from <= on && (until === null || on <= until),
  );
  return { kind: 'CONDITIONS', value: found?.type ?? 'NONE', points: found ? POINTS.barred : 0 };
}

function age({ claims }: CaseFacts, on: IsoDate): ScoreInput {
  const days = claims.map(({ dueDate }) => dueDate);
  const due = earliest(days[0] ?? on, ...days);
  const [then, now] = [parts(due), parts(on)];
  const birthdayToCome = now.month < then.month || (now.month === then.month && now.day < then.day);
  const years = Math.max(0, now.year - then.year - (birthdayToCome ? 1 : 0));
  return { kind: 'AGE', value: String(years), points: Math.max(POINTS.oldest, years * POINTS.perYear) };
}

function repaid({ claims, payments: made }: CaseFacts, on: IsoDate): ScoreInput {
  const principal = sum(claims.map((claim) => claim.principal));
  const covering = made.filter(({ receivedOn }) => receivedOn <= on).flatMap(({ allocations }) => allocations);
  const covered = sum(covering.filter(({ kind }) => kind === 'PRINCIPAL').map(({ amount }) => amount));
  const hundredths = principal > 0n ? (covered * 100n) / principal : 0n;
  return { kind: 'REPAID', value: hundredths.toString(), points: hundredths >= 50n ? POINTS.halfRepaid : 0 };
}
