import { addDays, addMonths, daysBetween, isoDate, latest, type IsoDate } from '../domain/date.js';
import { inForce, type Source } from '../domain/dated.js';
import type { CaseFacts, NoticeFacts, StepType } from '../domain/facts.js';
import { lastDayToPay, nextBankDay } from './calendar.js';
import { agreedLetterTurn, dayAfterDeadline, lastDueDate, sentByAgency, turnFrom, type Turn } from './case.js';
import { perintalaki, perintalaki2022 } from './fi.acts.js';
import { limitation, limitationGuard } from './fi.limitation.js';
import {
  BANKRUPTCY_DEMAND,
  BANKRUPTCY_PETITION_MONTHS,
  DAYS,
  daysBeforeTratta,
  daysBetweenLetters,
  daysToPublication,
} from './fi.tariff.js';
import { asksForNothing, planLetterTurn } from './objections.js';
import { titleOf } from './procedures.js';

/** Letters of Finnish law: what follows what, and when. */

export const STEP_NAMES: Readonly<Partial<Record<StepType, string>>> = {
  REMINDER: 'maksumuistutus',
  PAYMENT_DEMAND: 'maksuvaatimus',
  SECOND_DEMAND: 'uusi maksuvaatimus',
  PUBLICATION_WARNING: 'tratta',
  PAYMENT_PLAN: 'maksusuunnitelma',
  COURT_APPLICATION: 'haastehakemus',
  ENFORCEMENT_APPLICATION: 'ulosottohakemus',
  BANKRUPTCY_WARNING: 'konkurssiuhkainen maksuvaatimus',
  BANKRUPTCY_PETITION: 'konkurssihakemus',
  LIMITATION_NOTICE: 'vanhentumisen katkaiseva muistutus',
  CLOSING_STATEMENT: 'loppuselvitys',
  SETTLEMENT_OFFER: 'sovintotarjous',
  ASSIGNMENT_NOTICE: 'ilmoitus saatavan siirrosta',
  INSTALMENT_REMINDER: 'muistutus maksuerästä',
  PLAN_DEFAULT: 'ilmoitus maksusuunnitelman raukeamisesta',
  OBJECTION_ANSWER: 'vastaus kiistämiseen',
};

/** Letters that ask to pay, whoever sends them. */
const DUNNING: readonly StepType[] = [
  'REMINDER', 'PAYMENT_DEMAND', 'SECOND_DEMAND', 'PUBLICATION_WARNING', 'BANKRUPTCY_WARNING',
]; // prettier-ignore

/** Letters that warn of what a title has overtaken. */
const BEFORE_TITLE: readonly StepType[] = ['REMINDER', 'PAYMENT_DEMAND', 'SECOND_DEMAND', 'PUBLICATION_WARNING'];

/** Those sent after every claim fell due. */
export function lettersAfterDue(facts: CaseFacts): NoticeFacts[] {
  const due = lastDueDate('FI', facts);
  return facts.notices.filter((letter) => DUNNING.includes(letter.type) && letter.sentOn > due);
}

/** First day for a letter after an earlier one: the full days between them have passed. */
function dayAfterWait(facts: CaseFacts, earlier: IsoDate): IsoDate {
  const series = daysBetweenLetters[facts.debtorType];
  const first = addDays(earlier, inForce(series, earlier).value + 1);
  // A wait that was lengthened meanwhile counts for the letter to be sent.
  return addDays(earlier, inForce(series, first).value + 1);
}

/** First day for a letter after an earlier one: its wait is over, and so is the time to pay that it gave (4 §). */
export function dayToFollow(facts: CaseFacts, earlier: NoticeFacts): IsoDate {
  const waited = dayAfterWait(facts, earlier.sentOn);
  return latest(waited, dayAfterDeadline('FI', earlier) ?? waited);
}

/** The day a consumer asked that collection is interrupted and the claim taken to court; null where none did (4 c §). */
export function interruptedOn(facts: CaseFacts): IsoDate | null {
  if (facts.debtorType === 'COMPANY') return null;
  return facts.proceedings.find(({ type }) => type === 'INTERRUPTION_REQUESTED')?.on ?? null;
}

/** The day after the last on which the claim, with every extension given, can be paid in time. */
export function dayAfterDue(facts: CaseFacts): IsoDate {
  const extensions = facts.proceedings.flatMap(({ type, until }) =>
    type === 'EXTENSION_GRANTED' && until ? [addDays(lastDayToPay('FI', until), 1)] : [],
  );
  return latest(addDays(lastDueDate('FI', facts), 1), ...extensions);
}

/** The same, with the time to pay of every letter. */
export function dayAfterTimeToPay(facts: CaseFacts): IsoDate {
  const letters = facts.notices.flatMap((letter) => dayAfterDeadline('FI', letter) ?? []);
  return latest(dayAfterDue(facts), ...letters);
}

const turn = (earliestOn: IsoDate, facts: CaseFacts, legalBasis: Source): Turn =>
  turnFrom('FI', latest(earliestOn, dayAfterDue(facts)), facts, legalBasis);

/** When a letter may first be sent; null where it is not its turn, and for applications to an authority. */
export function turnOf(step: StepType, facts: CaseFacts): Turn {
  // Collection may go on free of charge if the letter says so at once: ours do not say it, so none goes out.
  if (DUNNING.includes(step) && interruptedOn(facts)) return null;
  if (BEFORE_TITLE.includes(step) && titleOf(facts)) return null;
  switch (step) {
    case 'REMINDER':
      return reminderTurn(facts);
    case 'PAYMENT_DEMAND':
      return demandTurn(facts);
    case 'SECOND_DEMAND':
      return secondDemandTurn(facts);
    case 'PUBLICATION_WARNING':
      return trattaTurn(facts);
    case 'BANKRUPTCY_WARNING':
      return bankruptcyDemandTurn(facts);
    case 'PAYMENT_PLAN':
      return planTurn(facts);
    case 'LIMITATION_NOTICE':
      return limitationNoticeTurn(facts);
    case 'INSTALMENT_REMINDER':
    case 'PLAN_DEFAULT':
      return planLetterTurn(step, facts, perintalaki('4 §'));
    case 'SETTLEMENT_OFFER':
    case 'ASSIGNMENT_NOTICE':
      return agreedLetterTurn(step, facts, perintalaki('4 §'));
    default:
      return null;
  }
}

/** 10 b § for consumers, 10 f § for others. */
export const waitRule = ({ debtorType }: Pick<CaseFacts, 'debtorType'>): Source =>
  perintalaki(debtorType === 'PERSON' ? '10 b §' : '10 f §');

function afterLastLetter(facts: CaseFacts): IsoDate {
  const last = lettersAfterDue(facts).at(-1);
  return last ? dayToFollow(facts, last) : addDays(lastDueDate('FI', facts), 1);
}

function reminderTurn(facts: CaseFacts): Turn {
  if (sentByAgency(facts, 'PAYMENT_DEMAND') || sentByAgency(facts, 'REMINDER')) return null;
  return turn(afterLastLetter(facts), facts, waitRule(facts));
}

/** A consumer has been reminded first (5 § 1 mom.). */
function demandTurn(facts: CaseFacts): Turn {
  if (sentByAgency(facts, 'PAYMENT_DEMAND')) return null;
  if (facts.debtorType === 'COMPANY') return turn(afterLastLetter(facts), facts, perintalaki('10 f §'));
  const reminded = lettersAfterDue(facts).some((letter) => letter.type === 'REMINDER');
  return reminded ? turn(afterLastLetter(facts), facts, perintalaki('5 § 1 mom.')) : null;
}

function secondDemandTurn(facts: CaseFacts): Turn {
  if (!sentByAgency(facts, 'PAYMENT_DEMAND') || sentByAgency(facts, 'SECOND_DEMAND')) return null;
  return turn(afterLastLetter(facts), facts, waitRule(facts));
}

/** Until then trattas were barred or blocked against so many kinds of debtors that none is sent (1069/2020, 539/2021). */
const TRATTA_FROM = isoDate('2021-10-01');

/** Never against consumers; after a letter that gave time enough to pay, once that is over (7 §). */
function trattaTurn(facts: CaseFacts): Turn {
  if (facts.debtorType === 'PERSON' || sentByAgency(facts, 'PUBLICATION_WARNING')) return null;
  const opened = lettersAfterDue(facts).some(
    ({ sentOn, payBy: stated }) =>
      stated !== null && daysBetween(sentOn, stated) >= inForce(daysBeforeTratta, sentOn).value,
  );
  return opened ? turn(latest(afterLastLetter(facts), TRATTA_FROM), facts, perintalaki2022('7 § 3 mom.')) : null;
}

/** Against those bound to keep books; anew once the time for a petition after the last one is over (konkurssilaki 2 luku 3 §). */
function bankruptcyDemandTurn(facts: CaseFacts): Turn {
  if (facts.debtorType === 'PERSON') return null;
  const last = facts.notices.filter((letter) => letter.type === 'BANKRUPTCY_WARNING').at(-1);
  const over = last ? addMonths(dayToFollow(facts, last), BANKRUPTCY_PETITION_MONTHS) : facts.registeredOn;
  return turn(latest(afterLastLetter(facts), over), facts, BANKRUPTCY_DEMAND);
}

export const planRule = ({ debtorType }: Pick<CaseFacts, 'debtorType'>): Source =>
  debtorType === 'PERSON' ? perintalaki('10 a § 1 mom. 7 kohta') : perintalaki2022('10 e § 1 mom. 6 kohta');

/** A plan is made with the debtor, so no wait runs; each is confirmed once. */
function planTurn(facts: CaseFacts): Turn {
  const confirmed = facts.notices.filter((letter) => letter.type === 'PAYMENT_PLAN').length;
  if (confirmed > 0 && confirmed >= facts.plans.length) return null;
  const agreedOn = facts.plans.at(-1)?.agreedOn ?? facts.registeredOn;
  const afterDue = addDays(lastDueDate('FI', facts), 1);
  return { earliestOn: latest(facts.registeredOn, agreedOn, afterDue), legalBasis: planRule(facts) };
}

function limitationNoticeTurn(facts: CaseFacts): Turn {
  const { act, actOn, legalBasis } = limitationGuard(facts);
  return act === 'LIMITATION_NOTICE' && !limitation(facts).suspended ? turn(actOn, facts, legalBasis) : null;
}

/** Fourteen days, or what is given, from the first day of post, to a bank day. */
export const timeToPay = (sentOn: IsoDate, days: number = DAYS.toPay): IsoDate =>
  nextBankDay('FI', addDays(nextBankDay('FI', sentOn), days));

/** A tratta gives time until it may be published. */
const timeToPublication = (sentOn: IsoDate): IsoDate =>
  timeToPay(sentOn, Math.max(DAYS.toPay, inForce(daysToPublication, sentOn).value));

/** Other letters that give time to pay. */
const GIVE_TIME: readonly StepType[] = ['LIMITATION_NOTICE', 'INSTALMENT_REMINDER', 'PLAN_DEFAULT', 'OBJECTION_ANSWER'];

/** A plan is paid by its own days, the next of which is stated; an application and a closing statement give no time to pay. */
export function payBy(step: StepType, facts: CaseFacts, sentOn: IsoDate): IsoDate | null {
  if (step === 'PAYMENT_PLAN')
    return facts.plans.at(-1)?.instalments.find(({ dueOn }) => dueOn >= sentOn)?.dueOn ?? timeToPay(sentOn);
  if (asksForNothing(step, facts)) return null;
  if (step === 'SETTLEMENT_OFFER') return facts.settlementOffers.at(-1)?.payBy ?? null;
  if (step === 'PUBLICATION_WARNING') return timeToPublication(sentOn);
  return DUNNING.includes(step) || GIVE_TIME.includes(step) ? timeToPay(sentOn) : null;
}
