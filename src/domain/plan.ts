import { balance, type BalanceTotals } from './balance.js';
import { addDays, addMonths, latest, type IsoDate } from './date.js';
import { RuleNotEncoded } from './dated.js';
import type { CaseFacts, PlanEnd, PlanFacts, StepType } from './facts.js';
import type { Jurisdiction } from './jurisdiction.js';
import { minorDigits, smallest, sum } from './money.js';
import { spread } from './spread.js';

/** Nobody keeps a plan of more. */
export const MOST_INSTALMENTS = 60;

/** The case with a plan agreed and its letter sent. */
function withPlan(facts: CaseFacts, plan: PlanFacts): CaseFacts {
  const letter = {
    type: 'PAYMENT_PLAN',
    sentOn: plan.agreedOn,
    payBy: null,
    sentBy: 'AGENCY',
    feeCharged: null,
  } as const;
  const before = facts.plans.map((earlier) => ended(earlier, plan.agreedOn));
  return { ...facts, plans: [...before, plan], notices: [...facts.notices, letter] };
}

/** A new plan takes the place of the one in force. */
const ended = (plan: PlanFacts, on: IsoDate): PlanFacts =>
  plan.ended ? plan : { ...plan, ended: { on, as: 'RENEGOTIATED' } };

/**
 * What is owed on the day a plan is agreed, its own cost and its letter included: what its instalments must add up to, since a
 * plan covers the whole remaining claim. Minor units. Throws RuleNotEncoded.
 */
export const owedWithPlan = (facts: CaseFacts, law: Jurisdiction, plan: PlanFacts): bigint =>
  balance(withPlan(facts, plan), law, plan.agreedOn).outstanding;

/** A plan of so many instalments, of which nothing else is known: what it costs depends on their number alone. */
export const planOf = (instalments: number, agreedOn: IsoDate): PlanFacts => ({
  agreedOn,
  instalments: Array.from({ length: instalments }, (_, index) => ({ dueOn: addDays(agreedOn, index + 1), amount: 0n })),
});

/** One instalment as it comes out if every one is paid on its day. Minor units. */
export interface OutlookLine {
  readonly dueOn: IsoDate;
  readonly amount: bigint;
  /** What interest has grown by since the instalment before, or since the plan was agreed; null where a rate is not known yet. */
  readonly interest: bigint | null;
  /** Owed after it was paid. */
  readonly left: bigint;
}

/** A plan as it comes out if every instalment is paid on its day. Minor units. */
export interface Outlook {
  readonly plan: PlanFacts;
  readonly lines: readonly OutlookLine[];
  readonly total: bigint;
  /** Interest from the day of the plan to its last day; null where a rate is not known yet: it is then asked for after the plan. */
  readonly interest: bigint | null;
  /** What the plan itself adds to the costs. */
  readonly cost: bigint;
}

/**
 * The plan with its last instalment set to what settles the claim to the last øre. Where the rate of one of its days is not known
 * yet, to what settles what is owed on the day of the plan. Instalments after the claim is settled are left out.
 */
export function outlookOf(facts: CaseFacts, law: Jurisdiction, plan: PlanFacts): Outlook {
  const lines = linesOf(facts, law, plan);
  const unknown = lines.some(({ interest }) => interest === null);
  return {
    plan: { ...plan, instalments: lines.map(({ dueOn, amount }) => ({ dueOn, amount })) },
    lines,
    total: sum(lines.map(({ amount }) => amount)),
    interest: unknown ? null : sum(lines.map(({ interest }) => interest ?? 0n)),
    cost: owedWithPlan(facts, law, plan) - balance(facts, law, plan.agreedOn).outstanding,
  };
}

const linesOf = (facts: CaseFacts, law: Jurisdiction, plan: PlanFacts): OutlookLine[] =>
  asFollowed(withPlan(facts, plan), law, plan) ?? dividedUp(owedWithPlan(facts, law, plan), plan);

/** A plan that the facts know of as it comes out; null where the rate of one of its days is not known yet. */
export function asFollowed(facts: CaseFacts, law: Jurisdiction, plan: PlanFacts): OutlookLine[] | null {
  try {
    return followed(facts, law, plan);
  } catch (error) {
    if (error instanceof RuleNotEncoded) return null;
    throw error;
  }
}

/** Pays instalment after instalment, each spread as the law spreads it. Throws RuleNotEncoded. */
function followed(facts: CaseFacts, law: Jurisdiction, { agreedOn, instalments }: PlanFacts): OutlookLine[] {
  let now = facts;
  let interestBefore = balance(now, law, agreedOn).interest;
  return paid(
    instalments,
    (dueOn) => balance(now, law, dueOn),
    (dueOn, amount, owed) => {
      const id = `instalment ${dueOn}`;
      const { allocations } = spread(now, law, { id, amount, receivedOn: dueOn }, dueOn);
      now = { ...now, payments: [...now.payments, { id, receivedOn: dueOn, amount, allocations }] };
      const interest = owed.interest - interestBefore;
      interestBefore = owed.interest;
      return interest;
    },
  );
}

/** Divides up an amount that does not grow. */
function dividedUp(amount: bigint, { instalments }: PlanFacts): OutlookLine[] {
  let left = amount;
  return paid(
    instalments,
    () => ({ outstanding: left }),
    (_dueOn, part) => {
      left -= part;
      return null;
    },
  );
}

function paid<Owed extends Pick<BalanceTotals, 'outstanding'>>(
  instalments: PlanFacts['instalments'],
  owedOn: (dueOn: IsoDate) => Owed,
  pay: (dueOn: IsoDate, amount: bigint, owed: Owed) => bigint | null,
): OutlookLine[] {
  return instalments.flatMap(({ dueOn, amount: planned }, index) => {
    const owed = owedOn(dueOn);
    const { outstanding } = owed;
    const amount = index === instalments.length - 1 ? outstanding : smallest(planned, outstanding);
    if (amount <= 0n) return [];
    const interest = pay(dueOn, amount, owed);
    return [{ dueOn, amount, interest, left: outstanding - amount }];
  });
}

/** When a plan begins and how: its instalments fall due a month apart, each on a bank day. */
export interface PlanTerms {
  readonly agreedOn: IsoDate;
  readonly firstOn: IsoDate;
  readonly interestFree: boolean;
}

/** So many months from the first day on; a day without bank business moves to the next bank day, in the debtor's favour. */
function monthly(
  law: Jurisdiction,
  { agreedOn, firstOn, interestFree }: PlanTerms,
  amounts: readonly bigint[],
): PlanFacts {
  const instalments = amounts.map((amount, index) => ({ dueOn: bankDay(law, addMonths(firstOn, index)), amount }));
  return { agreedOn, instalments, ...(interestFree && { interestFree }) };
}

function bankDay(law: Jurisdiction, date: IsoDate): IsoDate {
  let day = date;
  while (!law.isBankDay(day)) day = addDays(day, 1);
  return day;
}

/** How often the size of equal instalments is mended to make room for the interest that it causes. */
const MOST_ATTEMPTS = 5;

/** A plan of equal instalments in whole units of the currency, the last of them not larger than the others. */
export function inEqualParts(facts: CaseFacts, law: Jurisdiction, terms: PlanTerms, count: number): Outlook {
  const attempt = (amount: bigint) => outlookOf(facts, law, monthly(law, terms, Array<bigint>(count).fill(amount)));
  let amount = wholePart(owedWithPlan(facts, law, planOf(count, terms.agreedOn)), count, facts.currency);
  let outlook = attempt(amount);
  for (let tries = 0; tries < MOST_ATTEMPTS && outlook.lines.at(-1)!.amount > amount; tries++) {
    amount = wholePart(outlook.total, count, facts.currency);
    outlook = attempt(amount);
  }
  return outlook;
}

/** One of `count` equal parts, rounded up to a whole unit of the currency. */
function wholePart(total: bigint, count: number, currency: string): bigint {
  const unit = 10n ** BigInt(minorDigits(currency));
  const whole = unit * BigInt(count);
  return ((total + whole - 1n) / whole) * unit;
}

/** The shortest plan with no instalment above what can be paid a month; null where none of 60 instalments settles the claim. */
export function withinMeans(facts: CaseFacts, law: Jurisdiction, terms: PlanTerms, most: bigint): Outlook | null {
  const first = owedWithPlan(facts, law, planOf(1, terms.agreedOn));
  for (let count = Number((first + most - 1n) / most); count <= MOST_INSTALMENTS; count++) {
    const outlook = outlookOf(facts, law, monthly(law, terms, Array<bigint>(Math.max(count, 1)).fill(most)));
    if (outlook.lines.at(-1)!.amount <= most) return outlook;
  }
  return null;
}

/** An instalment and what of it was paid by what came in since the plan was agreed, the oldest first. */
export interface InstalmentState {
  readonly dueOn: IsoDate;
  readonly amount: bigint;
  readonly paid: bigint;
}

export function instalmentsOf({ payments }: CaseFacts, { agreedOn, instalments }: PlanFacts): InstalmentState[] {
  let left = sum(payments.filter(({ receivedOn }) => receivedOn >= agreedOn).map(({ amount }) => amount));
  return instalments.map(({ dueOn, amount }) => {
    const part = smallest(amount, left);
    left -= part;
    return { dueOn, amount, paid: part };
  });
}

/** Instalments that fell due before a day and are not paid whole. */
export const missedInstalments = (facts: CaseFacts, plan: PlanFacts, on: IsoDate): InstalmentState[] =>
  instalmentsOf(facts, plan).filter(({ dueOn, amount, paid: part }) => dueOn < on && part < amount);

/** The first instalment of which something is left; undefined once every one is paid. */
export const nextInstalment = (facts: CaseFacts, plan: PlanFacts): InstalmentState | undefined =>
  instalmentsOf(facts, plan).find(({ amount, paid: part }) => part < amount);

/** How a plan stands: what ended it, else what follows from what was paid and from how the case was closed. */
export function planStatus(facts: CaseFacts, plan: PlanFacts, closeReason: string | null): 'ACTIVE' | PlanEnd {
  if (plan.ended) return plan.ended.as;
  if (!nextInstalment(facts, plan) || closeReason === 'PAID') return 'COMPLETED';
  return closeReason === null ? 'ACTIVE' : 'CANCELLED';
}

/** The plan in force; undefined where none is. */
export const planInForce = ({ plans }: CaseFacts): PlanFacts | undefined => plans.find(({ ended: end }) => !end);

/** What is to be done about a plan on a day, or the next day on which something may be. */
export type PlanDecision =
  { readonly kind: 'WAIT'; readonly until: IsoDate } | { readonly kind: 'REMIND' | 'DEFAULT' | 'COMPLETE' };

/** Letters that give more time for an instalment that was missed. */
const GIVING_TIME: readonly StepType[] = ['INSTALMENT_REMINDER', 'OBJECTION_ANSWER'];

/**
 * A missed instalment is reminded of once its money must have come; the plan ends when the time that the reminder gives, and any
 * answer to an objection since, has passed without it. Letters go out on bank days.
 */
export function decidePlan(facts: CaseFacts, plan: PlanFacts, law: Jurisdiction, on: IsoDate): PlanDecision {
  const next = nextInstalment(facts, plan);
  if (!next) return { kind: 'COMPLETE' };
  const since = facts.notices.filter(({ sentOn, type }) => sentOn > next.dueOn && GIVING_TIME.includes(type));
  const reminded = since.some(({ type }) => type === 'INSTALMENT_REMINDER');
  const given = reminded ? since.flatMap(({ payBy }) => payBy ?? []) : [];
  const missedOn = addDays(law.lastArrival(latest(next.dueOn, ...given)), 1);
  const actOn = bankDay(law, missedOn);
  if (on < actOn || !law.isBankDay(on)) return { kind: 'WAIT', until: bankDay(law, latest(actOn, addDays(on, 1))) };
  return { kind: reminded ? 'DEFAULT' : 'REMIND' };
}
