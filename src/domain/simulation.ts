import { isForWorker, plannedStep, waitsForApproval } from './automation.js';
import { knownOn } from './balance.js';
import { addDays, latest, type IsoDate } from './date.js';
import type { CaseFacts, CaseState, StepType } from './facts.js';
import type { Jurisdiction } from './jurisdiction.js';

/** Days from the first on, to the day before the second, on which a case was at rest; null where it still is. */
export interface Rest {
  readonly from: IsoDate;
  readonly until: IsoDate | null;
}

export interface SimulatedStep {
  readonly type: StepType;
  readonly on: IsoDate;
  /** Whether it would have waited for somebody to approve it, which is taken to have happened at once. */
  readonly waits: boolean;
}

/** First and last day. */
interface Period {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/**
 * The steps the worker would have taken in a period with the strategy of `state`, from the case as it stood before. What others did
 * happened as it did (payments, objections, authorities, rests); our own letters of the period are those of the simulation, and
 * nobody answers them. It ends where a step would have been left to a person. Surveillance is not simulated. Throws RuleNotEncoded.
 */
export function simulate(
  state: CaseState,
  law: Jurisdiction,
  { from, to }: Period,
  rests: readonly Rest[],
): SimulatedStep[] {
  let { facts } = without(state, from);
  const turns = turningDays(facts, rests);
  const steps: SimulatedStep[] = [];
  for (let day = latest(from, facts.registeredOn); day <= to;) {
    if (facts.closedOn && facts.closedOn <= day) break;
    const then: CaseState = { ...state, status: 'ACTIVE', facts: { ...asKnown(facts, day), closedOn: null } };
    const step = rests.some((rest) => isAtRest(rest, day)) ? null : plannedStep(then, law);
    if (step && step.earliestOn <= day && isForWorker(then, step)) {
      if (law.forbids(step.type, then.facts, day)) break;
      steps.push({ type: step.type, on: day, waits: waitsForApproval(then, step.type) });
      const payBy = law.payBy(step.type, then.facts, day);
      const letter = { type: step.type, sentOn: day, payBy, sentBy: 'AGENCY', feeCharged: null } as const;
      facts = { ...facts, notices: [...facts.notices, letter] };
      day = addDays(day, 1);
    } else {
      day = soonest(addDays(to, 1), day, [...turns, ...(step ? [step.earliestOn] : [])]);
    }
  }
  return steps;
}

/** Without the letters of ours that were sent from a day on. An objection to the whole claim was a rest. */
function without({ facts }: CaseState, from: IsoDate): { facts: CaseFacts } {
  const notices = facts.notices.filter(({ sentBy, sentOn }) => sentBy === 'CREDITOR' || sentOn < from);
  return { facts: { ...facts, notices, disputed: false } };
}

const asKnown = (facts: CaseFacts, day: IsoDate): CaseFacts => ({
  ...knownOn(facts, day),
  objectedOn: facts.objectedOn.filter((on) => on <= day),
});

const isAtRest = ({ from, until }: Rest, day: IsoDate): boolean => from <= day && (until === null || day < until);

/** Days on which something happens that may change what comes next. */
function turningDays(facts: CaseFacts, rests: readonly Rest[]): IsoDate[] {
  return [
    ...facts.claims.map(({ invoiceDate }) => invoiceDate),
    ...facts.payments.map(({ receivedOn }) => receivedOn),
    ...facts.plans.map(({ agreedOn }) => agreedOn),
    ...facts.proceedings.map(({ on }) => on),
    ...facts.disputedParts.flatMap(({ from, until }) => (until ? [from, until] : [from])),
    ...facts.upheld.map(({ on }) => on),
    ...facts.objectedOn,
    ...(facts.closedOn ? [facts.closedOn] : []),
    ...rests.flatMap(({ from, until }) => (until ? [from, until] : [from])),
  ];
}

/** The first of some days after a day; `last` where none is. */
const soonest = (last: IsoDate, after: IsoDate, days: readonly IsoDate[]): IsoDate =>
  days.filter((day) => day > after).reduce((first, day) => (day < first ? day : first), last);
