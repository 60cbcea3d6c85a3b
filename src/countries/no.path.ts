import { addDays, latest, type IsoDate } from '../domain/date.js';
import type { CaseFacts, NoticeFacts, StepType } from '../domain/facts.js';
import type { PlannedStep } from '../domain/jurisdiction.js';
import type { Refusal } from '../domain/refusal.js';
import { agreedLetterTurn, lastDueDate, planned, sentByUs, turnFrom, type Turn } from './case.js';
import { nextBankDay } from './calendar.js';
import { barredBy } from './debtor.js';
import { keepingStep, type Path } from './legal.js';
import { BARS } from './no.debtor.js';
import {
  dayAfterArrival,
  deadlineOf,
  lastDayForLegalSteps,
  lastDemand,
  legalWarning,
  validNotice,
  warningServedOn,
} from './no.events.js';
import { limitation, limitationGuard, tellDebtorOn } from './no.limitation.js';
import type { Regime, Regimes } from './no.regime.js';
import { DAYS, foreldelsesloven, konkursloven } from './no.tariff.js';
import { planLetterTurn } from './objections.js';
import { isUnderWay, titleOf } from './procedures.js';

/** Which letter or application may be next, and when, under the act in force on its day. */

type Provision = keyof Regime['provisions'];

/** A turn for a letter from a day on, by the act in force then. */
const letterFrom = (from: IsoDate, facts: CaseFacts, regimes: Regimes, provision: Provision): Turn =>
  turnFrom('NO', from, facts, regimes.on(from).provisions[provision]);

/** When a letter may first be sent; null where it is not its turn. */
export function turnOf(step: StepType, facts: CaseFacts, regimes: Regimes): Turn {
  const afterDue = addDays(lastDueDate('NO', facts), 1);
  const notice = validNotice(facts, regimes);
  const demand = lastDemand(facts);
  switch (step) {
    case 'REMINDER':
    case 'COLLECTION_NOTICE':
      return notice || demand ? null : letterFrom(afterDue, facts, regimes, 'notice');
    case 'PAYMENT_DEMAND':
      return notice && !demand ? letterFrom(dayAfterArrival(notice), facts, regimes, 'demand') : null;
    case 'SECOND_DEMAND':
      return demand && !titleOf(facts) ? letterFrom(dayForAnother(demand), facts, regimes, 'demand') : null;
    case 'LEGAL_WARNING':
      return legalWarningTurn(facts, demand, regimes);
    case 'PAYMENT_PLAN':
      return planTurn(facts, afterDue, regimes);
    case 'BANKRUPTCY_WARNING':
      return bankruptcyWarningTurn(facts, demand);
    case 'LIMITATION_NOTICE':
      return limitationNoticeTurn(facts);
    case 'INSTALMENT_REMINDER':
    case 'PLAN_DEFAULT':
      return planLetterTurn(step, facts, regimes.on(facts.registeredOn).provisions.practice);
    case 'SETTLEMENT_OFFER':
    case 'ASSIGNMENT_NOTICE':
      return agreedLetterTurn(step, facts, regimes.on(facts.registeredOn).provisions.practice);
    default:
      return null;
  }
}

/** A second betalingsoppfordring follows a missed first; a third only once the second no longer opens for legal steps (§ 11). */
function dayForAnother(demand: NoticeFacts): IsoDate {
  return demand.type === 'PAYMENT_DEMAND' ? dayAfterArrival(demand) : addDays(lastDayForLegalSteps(demand), 1);
}

/** Once for a betalingsoppfordring that was missed, once more for a title. */
function legalWarningTurn(facts: CaseFacts, demand: NoticeFacts | undefined, regimes: Regimes): Turn {
  const from = titleOf(facts)?.on ?? (demand && dayAfterArrival(demand));
  return from && !legalWarning(facts) ? letterFrom(from, facts, regimes, 'legalWarning') : null;
}

/** One letter for each plan, or one that offers the first: it does not wait for the time to pay that an earlier letter gave. */
function planTurn(facts: CaseFacts, afterDue: IsoDate, regimes: Regimes): Turn {
  if (sentByUs(facts, 'PAYMENT_PLAN').length >= Math.max(1, facts.plans.length)) return null;
  const earliestOn = latest(afterDue, facts.registeredOn);
  return { earliestOn, legalBasis: regimes.on(earliestOn).provisions.practice };
}

/** Four weeks after the demand was to be met, of a business only; again only where the time for a petition has passed (§ 63). */
function bankruptcyWarningTurn(facts: CaseFacts, demand: NoticeFacts | undefined): Turn {
  if (facts.debtorType !== 'COMPANY' || !demand) return null;
  const legalBasis = konkursloven('§ 63', 'low');
  const first = addDays(deadlineOf(demand), DAYS.bankruptcyWarning + 1);
  if (sentByUs(facts, 'BANKRUPTCY_WARNING').length === 0) return turnFrom('NO', first, facts, legalBasis);
  const servedOn = warningServedOn(facts);
  return servedOn && turnFrom('NO', addDays(servedOn, 2 * DAYS.bankruptcyTime + 1), facts, legalBasis);
}

/** It asks for an acknowledgement, which alone interrupts: once in each period, when the period nears its end. */
function limitationNoticeTurn(facts: CaseFacts): Turn {
  const { startedOn, suspended } = limitation(facts);
  if (suspended || sentByUs(facts, 'LIMITATION_NOTICE').some(({ sentOn }) => sentOn >= startedOn)) return null;
  return turnFrom('NO', limitationGuard(facts).warnOn, facts, foreldelsesloven('§ 14'));
}

export const mayNotBeDunned = (facts: CaseFacts, on: IsoDate): Refusal | null => barredBy(facts, on, BARS);

/**
 * What our letters lead to by themselves: inkassovarsel and betalingsoppfordring. After them only limitation moves the case: the
 * debtor is told of legal steps four months before the last day, and they are taken two months before it. Of a disputed claim no
 * letter goes out, but the forliksråd hears it.
 */
export function nextStep(facts: CaseFacts, path: Path, regimes: Regimes): PlannedStep | null {
  if (facts.disputed) return keepingStep(facts, path);
  if (lastDemand(facts) || titleOf(facts)) return keepingStepTold(facts, path);
  const type = validNotice(facts, regimes) ? 'PAYMENT_DEMAND' : 'COLLECTION_NOTICE';
  return planned(type, path.turnOf(type, facts), facts, path.law);
}

/** The debtor is told of the application that keeps the claim before it is made. */
function keepingStepTold(facts: CaseFacts, path: Path): PlannedStep | null {
  const keeping = limitation(facts).suspended || isUnderWay('NO', facts, limitationGuard(facts).act);
  const warning = keeping ? null : warningNeeded(facts);
  if (!warning) return keepingStep(facts, path);
  const turn = path.turnOf(warning, facts);
  const told = turn && turnFrom('NO', latest(turn.earliestOn, tellDebtorOn(facts)), facts, turn.legalBasis);
  return planned(warning, told, facts, path.law);
}

/** The letter that must still go before the application: a new betalingsoppfordring where the last will be too old for it. */
function warningNeeded(facts: CaseFacts): 'SECOND_DEMAND' | 'LEGAL_WARNING' | null {
  const demand = lastDemand(facts);
  const actOn = nextBankDay('NO', limitationGuard(facts).actOn);
  const isTooOld = demand !== undefined && lastDayForLegalSteps(demand) < actOn;
  if (isTooOld && !titleOf(facts)) return 'SECOND_DEMAND';
  return legalWarning(facts) ? null : 'LEGAL_WARNING';
}
