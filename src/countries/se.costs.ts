import { addBankDays, lastDayToPay, nextBankDay } from './calendar.js';
import { awardLines, charge, keepFirst, principalLeft, setOff, wasOwed, type Awards } from './case.js';
import { compensationLines } from './commercial.js';
import { betalningsforelaggande, feeOn } from './se.court.js';
import { ceilingFor, costCeiling } from './se.credit.js';
import { utsokningsbalken } from './se.deadlines.js';
import { accruedInterest, firstInterestDay } from './se.interest.js';
import * as tariff from './se.tariff.js';
import { knownOn } from '../domain/balance.js';
import { addDays, type IsoDate } from '../domain/date.js';
import { inForce, type Dated, type Source } from '../domain/dated.js';
import type { CaseFacts, ClaimFacts, ClaimKind, NoticeFacts, OwedLine, StepType } from '../domain/facts.js';
import type { CostCeiling } from '../domain/jurisdiction.js';
import { divideDown, largest, smallest, sum } from '../domain/money.js';

interface LetterFee {
  readonly type: StepType;
  readonly text: string;
  readonly ceiling: Dated<bigint>;
  /** Whether a letter of ours bears the fee. The creditor's bears what it charged, up to the ceiling. */
  oursBears(letter: NoticeFacts, facts: CaseFacts): boolean;
}

/** A reminder of ours bears none: whether one was agreed when the debt arose is known only where the creditor charged it. */
const LETTER_FEES: readonly LetterFee[] = [
  { type: 'REMINDER', text: 'påminnelseavgift', ceiling: tariff.reminderFee, oursBears: () => false },
  { type: 'PAYMENT_DEMAND', text: 'inkassokostnad', ceiling: tariff.demandFee, oursBears: () => true },
  { type: 'PAYMENT_PLAN', text: 'amorteringsplan', ceiling: tariff.planFee, oursBears: sendsWholePlan },
];

/** 3 § andra punkten kostnadslagen: the plan is agreed with the debtor, in writing, and for all that is left to pay. */
function sendsWholePlan({ sentOn }: NoticeFacts, facts: CaseFacts): boolean {
  const plan = facts.plans.filter(({ agreedOn }) => agreedOn <= sentOn).at(-1);
  if (!plan) return false;
  return sum(plan.instalments.map(({ amount }) => amount)) >= principalLeft(facts, addDays(sentOn, -1));
}

/** What one kind of letter costs: the first that earns the fee, by the day it was sent. */
function letterFee(facts: CaseFacts, { type, text, ceiling, oursBears }: LetterFee): OwedLine[] {
  const amountOf = (letter: NoticeFacts): bigint => {
    const { value } = inForce(ceiling, letter.sentOn);
    if (letter.sentBy === 'AGENCY') return oursBears(letter, facts) ? value : 0n;
    return smallest(letter.feeCharged ?? 0n, value);
  };
  const letter = facts.notices
    .filter((candidate) => candidate.type === type && isAfterDue(facts, candidate) && stillOwed(facts, candidate))
    .find((candidate) => amountOf(candidate) > 0n);
  if (!letter) return [];
  return [charge('COST', text, amountOf(letter), inForce(ceiling, letter.sentOn).source, letter.sentOn)];
}

/** Whether something was late when the letter was sent: a creditor's reminder may be about the first of several claims only. */
const isAfterDue = ({ claims }: CaseFacts, { sentOn }: NoticeFacts): boolean =>
  claims.some(({ dueDate }) => sentOn > lastDayToPay('SE', dueDate));

const RENT: readonly ClaimKind[] = ['RENT_DWELLING', 'RENT_PREMISES'];

/** Whether a claim is for rent, which is paid once the tenant's bank has the order (12 kap. 20 § jordabalken). */
export const isRent = ({ kind }: ClaimFacts): boolean => RENT.includes(kind);

/** Last day on which rent ordered by a day may be booked: the order is booked on the next bank day. */
export const rentBookedBy = (orderedOn: IsoDate): IsoDate => addBankDays('SE', nextBankDay('SE', orderedOn), 1);

/** A letter that crosses a payment made before it earns no fee: other debts are paid when booked, rent when ordered. */
function stillOwed(facts: CaseFacts, letter: NoticeFacts): boolean {
  if (!facts.claims.every(isRent)) return wasOwed(facts, letter);
  return principalLeft(facts, rentBookedBy(addDays(letter.sentOn, -1))) > 0n;
}

/** Förseningsersättning between businesses for each claim, with the right to late interest (4 a § kostnadslagen). */
function compensation(facts: CaseFacts, on: IsoDate): OwedLine[] {
  return compensationLines(facts, on, 'förseningsersättning', tariff.lateCompensation, firstInterestDay);
}

/** Costs of Kronofogden and the courts, owed once and as far as awarded. */
const AWARDS: Awards = {
  TITLE_GIVEN: { text: 'kostnader i målet', source: betalningsforelaggande('48 och 50 §§') },
  ENFORCEMENT_GRANTED: { text: 'förrättningskostnader', source: utsokningsbalken('17 kap. 1–2 §§') },
};

/** Costs, compensation and awards through a day. Throws RuleNotEncoded. */
export function costs(facts: CaseFacts, on: IsoDate): OwedLine[] {
  const known = knownOn(facts, on);
  if (known.claims.length === 0) return [];
  const fees = LETTER_FEES.filter(({ type }) => type !== 'REMINDER' || !known.claims.every(isPublic));
  const letters = fees.flatMap((fee) => letterFee(known, fee));
  return [...setOff(compensation(known, on), withinCostCeiling(letters, known)), ...awardLines(known, AWARDS)];
}

/** No agreement of a reminder fee goes before a claim of public law. */
const isPublic = ({ kind }: ClaimFacts): boolean => kind === 'PUBLIC';

/** Most a credit may cost beside itself, with the provision; null where nothing limits it (19 b § konsumentkreditlagen). */
function mostCost(claim: ClaimFacts, facts: CaseFacts): { readonly amount: bigint; readonly source: Source } | null {
  const ceiling = ceilingFor(costCeiling, claim, facts);
  return ceiling && { amount: divideDown(claim.principal * BigInt(ceiling.value), 100_00n), source: ceiling.source };
}

/**
 * Fees of a case of nothing but credits under the ceiling: what the interest up to each letter leaves of it. Beside other claims
 * the fees are those claims' too, and only the interest gives way.
 */
function withinCostCeiling(letters: readonly OwedLine[], facts: CaseFacts): OwedLine[] {
  const ceilings = facts.claims.map((claim) => mostCost(claim, facts));
  if (letters.length === 0 || ceilings.some((ceiling) => ceiling === null)) return [...letters];
  const most = sum(ceilings.map((ceiling) => ceiling?.amount ?? 0n));
  let charged = 0n;
  return [...letters]
    .sort((a, b) => (a.from! < b.from! ? -1 : a.from! > b.from! ? 1 : 0))
    .flatMap((line) => {
      const interestBefore = sum(cut(accruedInterest(facts, line.from!), facts, most).map(({ amount }) => amount));
      const [kept] = keepFirst([line], most - interestBefore - charged);
      charged += kept?.amount ?? 0n;
      return kept ? [kept] : [];
    });
}

/** Interest through a day (included), of a credit no more than its ceiling leaves beside the costs. Throws RuleNotEncoded. */
export function interest(facts: CaseFacts, on: IsoDate): OwedLine[] {
  const lines = accruedInterest(facts, on);
  const most = sum(facts.claims.map((claim) => mostCost(claim, facts)?.amount ?? 0n));
  if (most === 0n) return lines;
  const fees = costs(facts, on).filter(({ kind }) => kind === 'COST');
  return cut(lines, facts, most - sum(fees.map(({ amount }) => amount)));
}

/** Interest lines with those of credits under the ceiling cut: none above its own credit, and together not above what is left. */
function cut(lines: readonly OwedLine[], facts: CaseFacts, left: bigint): OwedLine[] {
  let together = left;
  const spent = new Map<string, bigint>();
  return lines.flatMap((line) => {
    const claim = facts.claims.find(({ id }) => id === line.claimId);
    const most = claim && mostCost(claim, facts);
    if (!claim || !most) return [line];
    const before = spent.get(claim.id) ?? 0n;
    const amount = largest(0n, smallest(line.amount, most.amount - before, together));
    spent.set(claim.id, before + amount);
    together -= amount;
    if (amount === line.amount) return [line];
    return amount > 0n ? [{ ...line, amount, legalBasis: most.source }] : [];
  });
}

type CeilingRule = (on: IsoDate) => CostCeiling;

const atMost =
  (series: Dated<bigint>): CeilingRule =>
  (on) => {
    const { value, source } = inForce(series, on);
    return { amount: value, legalBasis: source };
  };

const asAwarded =
  (legalBasis: Source, ...ids: readonly string[]): CeilingRule =>
  (on) => ({ amount: sum(ids.map((id) => feeOn(id, on).amount)), legalBasis });

/** Steps left out have no figure in law: what is reasonable or actual is decided case by case. */
const CEILINGS: Partial<Record<StepType, CeilingRule>> = {
  REMINDER: atMost(tariff.reminderFee),
  PAYMENT_DEMAND: atMost(tariff.demandFee),
  PAYMENT_PLAN: atMost(tariff.planFee),
  BANKRUPTCY_WARNING: atMost(tariff.otherCost),
  LIMITATION_NOTICE: atMost(tariff.otherCost),
  CLOSING_STATEMENT: atMost(tariff.otherCost),
  COURT_APPLICATION: asAwarded(betalningsforelaggande('48 och 50 §§'), 'SE-KFM-BF-APPL', 'SE-KFM-OMBUD-BF'),
  ENFORCEMENT_APPLICATION: asAwarded(utsokningsbalken('17 kap. 1–2 §§'), 'SE-KFM-GRUND'),
};

/**
 * Most the debtor may be charged for a step on a day, before a business debtor's förseningsersättning is set off and before a
 * credit's ceiling. Nothing until the claim is late. Throws RuleNotEncoded.
 */
export function maximumCost(step: StepType, dueDate: IsoDate, on: IsoDate): CostCeiling | null {
  const ceiling = CEILINGS[step]?.(on);
  if (!ceiling) return null;
  return on <= lastDayToPay('SE', dueDate) ? { ...ceiling, amount: 0n } : ceiling;
}
