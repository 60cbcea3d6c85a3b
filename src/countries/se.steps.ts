import { agreedLetterTurn, lastDueDate, planned, sentByAgency, sentByUs, turnFrom, type Turn } from './case.js';
import { keepingStep, type LegalRule, type Path } from './legal.js';
import { planLetterTurn } from './objections.js';
import { konkurslagen } from './se.deadlines.js';
import { generalSteps, petitionEnds } from './se.legal.js';
import { noticeDay } from './se.limitation.js';
import { sectorSteps } from './se.sectors.js';
import { titleOf } from './procedures.js';
import { inkassolagen, kostnadslagen, parkeringslagen, preskriptionslagen } from './se.tariff.js';
import { addDays, latest } from '../domain/date.js';
import type { CaseFacts, StepType } from '../domain/facts.js';
import type { PlannedStep } from '../domain/jurisdiction.js';

/** Every step before an authority. */
export const legalSteps: readonly LegalRule[] = [...generalSteps, ...sectorSteps];

/** A disputed claim is for the court. */
export const DISPUTE = inkassolagen('4 §', 'medium');

/** A private parking charge is not collected before a reminder has told a last day to pay (8 § lagen om kontrollavgift). */
const lacksReminder = ({ claims, notices }: CaseFacts): boolean =>
  claims.some(({ kind }) => kind === 'PARKING') && !notices.some(({ type, payBy }) => type === 'REMINDER' && payBy);

/** When a letter may first be sent; null where it is not its turn. */
export function turnOf(step: StepType, facts: CaseFacts): Turn {
  const demanded = sentByAgency(facts, 'PAYMENT_DEMAND') !== undefined;
  const first = !demanded && !titleOf(facts);
  const afterDue = addDays(lastDueDate('SE', facts), 1);
  switch (step) {
    case 'REMINDER':
      return first ? turnFrom('SE', afterDue, facts, reminderRule(facts)) : null;
    case 'PAYMENT_DEMAND':
      return first && !lacksReminder(facts) ? turnFrom('SE', afterDue, facts, inkassolagen('5 §')) : null;
    case 'PAYMENT_PLAN':
      return planTurn(facts);
    case 'LIMITATION_NOTICE': {
      const day = noticeDay(facts);
      return day && turnFrom('SE', day, facts, preskriptionslagen('5 §'));
    }
    case 'INSTALMENT_REMINDER':
    case 'PLAN_DEFAULT':
      return planLetterTurn(step, facts, inkassolagen('4 §'));
    case 'SETTLEMENT_OFFER':
      return agreedLetterTurn(step, facts, inkassolagen('4 §'));
    case 'ASSIGNMENT_NOTICE':
      return agreedLetterTurn(step, facts, inkassolagen('5 §'));
    case 'BANKRUPTCY_WARNING':
      return demanded ? warningTurn(facts) : null;
    default:
      return null;
  }
}

const reminderRule = (facts: CaseFacts) => (lacksReminder(facts) ? parkeringslagen('8 §') : kostnadslagen('2 §'));

/** The written plan, once for each plan agreed. It need not wait for the time of an earlier letter. */
function planTurn(facts: CaseFacts): Turn {
  const plan = facts.plans.at(-1);
  const sent = sentByUs(facts, 'PAYMENT_PLAN').at(-1)?.sentOn;
  if (!plan || (sent && sent >= plan.agreedOn)) return null;
  return { earliestOn: latest(plan.agreedOn, facts.registeredOn), legalBasis: kostnadslagen('3 § andra punkten') };
}

/** A konkursuppmaning to a debtor bound to keep books; anew once the time to petition on the last one is over. */
function warningTurn(facts: CaseFacts): Turn {
  if (facts.debtorType !== 'COMPANY') return null;
  const legalBasis = konkurslagen('2 kap. 9 §');
  const sent = sentByUs(facts, 'BANKRUPTCY_WARNING').at(-1)?.sentOn;
  if (!sent) return turnFrom('SE', addDays(lastDueDate('SE', facts), 1), facts, legalBasis);
  const over = petitionEnds(facts);
  return over && over >= sent ? turnFrom('SE', addDays(over, 1), facts, legalBasis) : null;
}

/**
 * What follows of itself: the inkassokrav, before it the reminder a parking charge must have, and after it or a title only what keeps
 * the claim: a letter each year, then the application, each once. Of a disputed claim the application alone, where the law has it
 * for one: enforcement on a title.
 */
export function nextStep(facts: CaseFacts, path: Path): PlannedStep | null {
  if (facts.disputed) return keepingStep(facts, path);
  if (sentByAgency(facts, 'PAYMENT_DEMAND') || titleOf(facts)) {
    const turn = turnOf('LIMITATION_NOTICE', facts);
    return turn ? planned('LIMITATION_NOTICE', turn, facts, path.law) : keepingStep(facts, path);
  }
  const letter = lacksReminder(facts) ? 'REMINDER' : 'PAYMENT_DEMAND';
  return planned(letter, turnOf(letter, facts), facts, path.law);
}
