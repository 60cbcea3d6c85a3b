import { addDays, type IsoDate } from '../domain/date.js';
import type { Source } from '../domain/dated.js';
import { isObjectedTo } from '../domain/dispute.js';
import type { CaseFacts, StepType } from '../domain/facts.js';
import type { Jurisdiction, OwnCountry } from '../domain/jurisdiction.js';
import { nextBankDay } from './calendar.js';
import { sentByUs, type Turn } from './case.js';

/** Letters about an objection and a plan, which no act prescribes and which good practice asks for. */

/** Days in which a creditor answers an objection where no act sets a number: a house rule. */
export const ANSWER_DAYS = 14;

/** The last day for the creditor's answer, a bank day. */
export const answerWithin = (
  country: OwnCountry,
  raisedOn: IsoDate,
  days: number,
  legalBasis: Source,
): ReturnType<Jurisdiction['objectionAnswer']> => ({
  answerBy: nextBankDay(country, addDays(raisedOn, days)),
  legalBasis,
});

/** While an objection stands, its answer asks for no payment. */
export const asksForNothing = (step: StepType, facts: CaseFacts): boolean =>
  step === 'OBJECTION_ANSWER' && isObjectedTo(facts);

/**
 * When a letter about the last plan may be sent: a reminder while the plan is in force; that it has ended, once, from that day on.
 * Neither waits for the time to pay that a letter before the plan gave.
 */
export function planLetterTurn(step: StepType, { plans, ...facts }: CaseFacts, legalBasis: Source): Turn {
  const plan = plans.at(-1);
  if (!plan) return null;
  if (step === 'INSTALMENT_REMINDER') return plan.ended ? null : { earliestOn: plan.agreedOn, legalBasis };
  const { ended } = plan;
  if (ended?.as !== 'DEFAULTED') return null;
  const told = sentByUs({ ...facts, plans }, step).some(({ sentOn }) => sentOn >= ended.on);
  return told ? null : { earliestOn: ended.on, legalBasis };
}
