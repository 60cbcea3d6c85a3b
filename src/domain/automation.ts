import { balance, unpaidPrincipal } from './balance.js';
import { addDays, latest, type IsoDate } from './date.js';
import { undisputed } from './dispute.js';
import type { CaseFacts, CaseState, StepType } from './facts.js';
import type { Jurisdiction, PlannedStep } from './jurisdiction.js';
import type { Refusal } from './refusal.js';
import { isBetter, lacksMeans } from './score.js';
import { afterOffer } from './settlement-offer.js';
import { needsApproval, reaches } from './strategy.js';

/**
 * What the worker does next of itself with a case under our own law, and the first day it may: the law's own path of letters and
 * what keeps the claim from limitation, and beside it what the creditor's strategy asks for, whichever comes first. Null where
 * nothing is left to do. What status the case has is for the caller. Throws RuleNotEncoded.
 */
export function plannedStep(state: CaseState, law: Jurisdiction): PlannedStep | null {
  const { facts } = state;
  if (facts.closedOn) return closingStatement(state, law, facts.closedOn);
  const asked = undisputed(facts);
  const path = law.nextStep(asked);
  const wanted = facts.disputed ? null : wantedStep({ ...state, facts: asked }, law);
  const next = wanted && path && path.earliestOn < wanted.earliestOn ? path : (wanted ?? path);
  return afterOffer(next, facts, law);
}

/** Whether the step waits for somebody to approve it before it is taken. */
export function waitsForApproval(state: CaseState, step: StepType): boolean {
  // A person is not proceeded against on the strength of a score alone (Regulation (EU) 2016/679, article 22).
  const onScore = state.facts.debtorType === 'PERSON' && APPLICATIONS.includes(step) && goesByScore(state);
  return onScore || needsApproval(state.strategy, step);
}

/** Whether a better score has opened an application; what keeps a claim from limitation is taken whatever the score. */
function goesByScore({ stage, strategy, surveillance }: CaseState): boolean {
  if (stage !== 'SURVEILLANCE' || strategy.goLegal === 'NEVER' || !surveillance) return false;
  return isBetter(surveillance.points, surveillance.last.points);
}

/** Whether the worker has anything to do with the step: not where a person takes every one, nor where it would have to ask for a closed case. */
export const isForWorker = (state: CaseState, { type }: PlannedStep): boolean =>
  state.strategy.mode !== 'MANUAL' && (state.status !== 'CLOSED' || !waitsForApproval(state, type));

const APPLICATIONS: readonly StepType[] = ['COURT_APPLICATION', 'ENFORCEMENT_APPLICATION'];

/** To a debtor who paid everything and was ever written to. */
function closingStatement({ facts, strategy }: CaseState, law: Jurisdiction, on: IsoDate): PlannedStep | null {
  const wasWrittenTo = facts.notices.some(({ sentBy }) => sentBy === 'AGENCY');
  if (!strategy.closingStatement || !wasWrittenTo) return null;
  const { paid, writtenOff } = balance(facts, law, on);
  return paid > 0n && writtenOff === 0n ? firstChance('CLOSING_STATEMENT', facts, law) : null;
}

function wantedStep(state: CaseState, law: Jurisdiction): PlannedStep | null {
  const { facts, strategy } = state;
  const sent = (type: StepType) => facts.notices.some((letter) => letter.type === type);
  const isDemanded =
    facts.notices.some(({ type, sentBy }) => type === 'PAYMENT_DEMAND' && sentBy === 'AGENCY') ||
    facts.proceedings.some(({ type }) => type === 'TITLE_GIVEN');
  if (!isDemanded) {
    return strategy.reminders === 'OURS' && !sent('REMINDER') ? firstChance('REMINDER', facts, law) : null;
  }
  if (law.underWay(facts).length > 0) return null;
  const again = strategy.secondDemand && !sent('SECOND_DEMAND') ? firstChance('SECOND_DEMAND', facts, law) : null;
  return again ?? legalStep(state, law);
}

/** The application the strategy asks for, or the letter that must go before it. */
function legalStep(state: CaseState, law: Jurisdiction): PlannedStep | null {
  const { facts, strategy, stage, surveillance } = state;
  if (strategy.goLegal === 'NEVER') return null;
  const from = lastEventOn(facts);
  if (stage === 'SURVEILLANCE') {
    if (!goesByScore(state)) return null;
  } else if (lacksMeans(facts, from)) return null;
  const court = law.forbids('COURT_APPLICATION', facts, from);
  // A claim with a title, and one that needs none, has no court step.
  const application = court?.text === NOT_ITS_TURN ? 'ENFORCEMENT_APPLICATION' : 'COURT_APPLICATION';
  const minimum = application === 'COURT_APPLICATION' ? strategy.courtFrom : strategy.enforceFrom;
  if (!reaches(minimum, facts.currency, unpaidPrincipal(facts))) return null;
  const step = firstChance(application, facts, law) ?? warning(facts, law);
  const scoredOn = stage === 'SURVEILLANCE' ? surveillance?.last.on : undefined;
  return step && scoredOn ? onOrAfter(step, scoredOn, facts, law) : step;
}

const NOT_ITS_TURN = 'INVALID_STATE.notItsTurn';

/** The letter that opens for an application: a warning, or a new demand where the last has become too old. */
const warning = (facts: CaseFacts, law: Jurisdiction): PlannedStep | null =>
  firstChance('LEGAL_WARNING', facts, law) ?? firstChance('SECOND_DEMAND', facts, law);

/** The step on the first bank day on which the law lets it be taken as the facts stand; null where something else is missing. */
function firstChance(type: StepType, facts: CaseFacts, law: Jurisdiction): PlannedStep | null {
  const name = law.stepName(type);
  if (name === null) return null;
  const from = lastEventOn(facts);
  const refusal = law.forbids(type, facts, from);
  const opensOn = refusal ? opening(refusal) : from;
  const [required] = law.requiredElements(type, facts, from);
  if (opensOn === null || !required) return null;
  const legalBasis =
    refusal?.legalBasis ?? law.legalSteps.find((rule) => rule.type === type)?.legalBasis ?? required.legalBasis;
  return onOrAfter({ type, earliestOn: opensOn, name, legalBasis }, opensOn, facts, law);
}

const opening = ({ code, params }: Refusal): IsoDate | null =>
  code === 'TOO_EARLY' ? ((params?.earliestOn as IsoDate | undefined) ?? null) : null;

/** The step on the first bank day from a day on; null where the law no longer has it then. */
function onOrAfter(step: PlannedStep, day: IsoDate, facts: CaseFacts, law: Jurisdiction): PlannedStep | null {
  let earliestOn = latest(step.earliestOn, day);
  while (!law.isBankDay(earliestOn)) earliestOn = addDays(earliestOn, 1);
  return law.forbids(step.type, facts, earliestOn) === null ? { ...step, earliestOn } : null;
}

/** The day of the last thing that happened: from then on only time passes. A circumstance that has ended has ended the day before. */
function lastEventOn(facts: CaseFacts): IsoDate {
  return latest(
    facts.registeredOn,
    ...(facts.closedOn ? [facts.closedOn] : []),
    ...facts.notices.map(({ sentOn }) => sentOn),
    ...facts.payments.map(({ receivedOn }) => receivedOn),
    ...facts.plans.map(({ agreedOn }) => agreedOn),
    ...facts.proceedings.map(({ on }) => on),
    ...facts.objectedOn,
    ...facts.debtorConditions.map(({ from, until }) => (until === null ? from : addDays(until, 1))),
  );
}
