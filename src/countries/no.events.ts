import { knownOn } from '../domain/balance.js';
import { addDays, addMonths, latest, type IsoDate } from '../domain/date.js';
import type { CaseFacts, NoticeFacts } from '../domain/facts.js';
import { lastArrival, nextBankDay } from './calendar.js';
import { lastDueDate, principalLeft, sentByUs } from './case.js';
import { limitation, limitationGuard } from './no.limitation.js';
import { DAYS, MONTHS_FOR_LEGAL_STEPS } from './no.tariff.js';
import type { Regimes } from './no.regime.js';
import { titleOf } from './procedures.js';

/** What the letters sent and the proceedings so far have opened under Norwegian law. */

/** A day's deadline, moved to the next bank day in the debtor's favour. */
export const effective = (deadline: IsoDate): IsoDate => nextBankDay('NO', deadline);

type Timed = Pick<NoticeFacts, 'sentOn' | 'payBy'>;

/** Last day to pay of a letter. */
export const deadlineOf = (letter: Timed): IsoDate => effective(letter.payBy ?? addDays(letter.sentOn, DAYS.toPay));

/** The first day on which a payment made within the deadline must have come. */
export const dayAfterArrival = (letter: Timed): IsoDate => addDays(lastArrival('NO', deadlineOf(letter)), 1);

const givesTime = ({ sentOn, payBy }: NoticeFacts): boolean => payBy !== null && payBy >= addDays(sentOn, DAYS.toPay);

/**
 * The inkassovarsel that opens for a betalingsoppfordring: sent after the due date with at least 14 days to pay
 * (inkassoloven § 9), by the creditor only while the act of 1988 is in force (LOV-2026-05-22-19 § 20).
 */
export function validNotice(facts: CaseFacts, regimes: Regimes): NoticeFacts | undefined {
  const due = lastDueDate('NO', facts);
  const counts = (letter: NoticeFacts): boolean =>
    letter.sentBy === 'AGENCY' || (regimes.on(letter.sentOn).creditorMayNotify && givesTime(letter));
  return facts.notices.find((letter) => letter.type === 'COLLECTION_NOTICE' && letter.sentOn > due && counts(letter));
}

/**
 * Whether the 14 days to pay of an earlier letter were missed when a later one was sent: it ran out before, and no payment
 * that may have been made in time covered the principal.
 */
export function missed(facts: CaseFacts, letter: NoticeFacts, later: NoticeFacts): boolean {
  return (
    givesTime(letter) &&
    later.sentOn > deadlineOf(letter) &&
    principalLeft(facts, lastArrival('NO', deadlineOf(letter))) > 0n
  );
}

/** Our newest betalingsoppfordring. */
export const lastDemand = (facts: CaseFacts): NoticeFacts | undefined =>
  sentByUs(facts, 'PAYMENT_DEMAND', 'SECOND_DEMAND').at(-1);

/** Last day on which legal steps may begin on a betalingsoppfordring (inkassoloven § 11). */
export const lastDayForLegalSteps = (demand: NoticeFacts): IsoDate => addMonths(demand.sentOn, MONTHS_FOR_LEGAL_STEPS);

/** The first bank day on which something may follow a letter sent on a day. */
const dayAfterLetter = (sentOn: IsoDate): IsoDate =>
  nextBankDay('NO', dayAfterArrival({ sentOn: nextBankDay('NO', sentOn), payBy: null }));

/**
 * Whether a betalingsoppfordring of a day must itself warn of legal steps (inkassoloven § 11, tvangsfullbyrdelsesloven § 4-18):
 * where a warning after it would leave the application that keeps the claim too late. Judged by what had happened by that day,
 * so that the answer is the same when the letter is written and ever after.
 */
export function carriesWarning(facts: CaseFacts, sentOn: IsoDate): boolean {
  const then = { ...knownOn(facts, sentOn), claims: facts.claims };
  const applyOn = dayAfterLetter(dayAfterLetter(sentOn));
  return !limitation(then).suspended && applyOn > nextBankDay('NO', limitationGuard(then).actOn);
}

const warns = (facts: CaseFacts, { type, sentOn }: NoticeFacts): boolean =>
  type === 'SECOND_DEMAND' || type === 'LEGAL_WARNING' || (type === 'PAYMENT_DEMAND' && carriesWarning(facts, sentOn));

/** The warning of legal steps that goes with the newest betalingsoppfordring, or with the title where there is one. */
export function legalWarning(facts: CaseFacts): NoticeFacts | undefined {
  const warning = facts.notices.filter((letter) => letter.sentBy === 'AGENCY' && warns(facts, letter)).at(-1);
  const since = [lastDemand(facts)?.sentOn, titleOf(facts)?.on].filter((day) => day !== undefined);
  return warning && since[0] && warning.sentOn >= latest(since[0], ...since) ? warning : undefined;
}

/** When our newest konkursvarsel was served; null where it was not. */
export function warningServedOn(facts: CaseFacts): IsoDate | null {
  const warning = sentByUs(facts, 'BANKRUPTCY_WARNING').at(-1);
  const served = facts.proceedings.find(
    ({ type, step, on }) => type === 'SERVED' && step === 'BANKRUPTCY_WARNING' && warning && on >= warning.sentOn,
  );
  return served?.on ?? null;
}
