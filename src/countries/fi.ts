import { charge, dayAfterDeadline, keepFirst, lastDueDate, paidOn, planned, principalLeft, refusalOf, sentByAgency, setOff, turnFrom, unpaidClaims, wasOwed, type Turn } from './case.js'; // prettier-ignore
import { isBankDay, lastDayToPay, nextBankDay } from './calendar.js';
import { catalogue } from './fi.catalogue.js';
import { parseIdentifier, viitenumero } from './fi.identifiers.js';
import * as tariff from './fi.tariff.js';
import { accrue } from './interest.js';
import { bandOf } from './tariff.js';
import { knownOn, oldestFirst } from '../domain/balance.js';
import { addDays, addYears, daysBetween, earliest, latest, type IsoDate } from '../domain/date.js';
import { inForce, RuleNotEncoded } from '../domain/dated.js';
import type { CaseFacts, ClaimFacts, NoticeFacts, OwedLine, PartyType, StepType } from '../domain/facts.js';
import type { CostCeiling, Jurisdiction, NoticeElement, PlannedStep, RequiredElement } from '../domain/jurisdiction.js';
import { smallest } from '../domain/money.js';

const { DAYS, kauppakaari, perintalaki } = tariff;

const STEP_NAMES: Partial<Record<StepType, string>> = {
  REMINDER: 'maksumuistutus',
  PAYMENT_DEMAND: 'maksuvaatimus',
  SECOND_DEMAND: 'uusi maksuvaatimus',
  PAYMENT_PLAN: 'maksusuunnitelma',
};

/** No statutory day count: the calendar year's days, a claim's total rounded once. */
const ACCRUAL = { country: 'FI', dayCount: 'ACTUAL_ACTUAL', rounding: 'RUNNING_TOTAL' } as const;

const DISPUTE = perintalaki('4 b §');

/** Reminders and demands sent after every claim fell due, whoever sent them. */
function lettersAfterDue(facts: CaseFacts): NoticeFacts[] {
  const due = lastDueDate('FI', facts);
  const types: readonly StepType[] = ['REMINDER', 'PAYMENT_DEMAND', 'SECOND_DEMAND'];
  return facts.notices.filter((letter) => types.includes(letter.type) && letter.sentOn > due);
}

/** First day for a letter after an earlier one: the full days between them have passed. */
function dayAfterWait(facts: CaseFacts, earlier: IsoDate): IsoDate {
  const series = tariff.daysBetweenLetters[facts.debtorType];
  const first = addDays(earlier, inForce(series, earlier).value + 1);
  // A wait that was lengthened meanwhile counts for the letter to be sent.
  return addDays(earlier, inForce(series, first).value + 1);
}

/** First day for a letter after an earlier one: its wait is over, and so is the time to pay that it gave (4 §). */
function dayToFollow(facts: CaseFacts, earlier: NoticeFacts): IsoDate {
  const waited = dayAfterWait(facts, earlier.sentOn);
  return latest(waited, dayAfterDeadline('FI', earlier) ?? waited);
}

function turnOf(step: StepType, facts: CaseFacts): Turn {
  if (sentByAgency(facts, 'PAYMENT_DEMAND')) return null;
  const letters = lettersAfterDue(facts);
  const last = letters.at(-1);
  const afterLast = last ? dayToFollow(facts, last) : addDays(lastDueDate('FI', facts), 1);
  if (step === 'REMINDER') {
    return sentByAgency(facts, 'REMINDER')
      ? null
      : turnFrom('FI', afterLast, facts, perintalaki(facts.debtorType === 'PERSON' ? '10 b §' : '10 f §'));
  }
  if (step !== 'PAYMENT_DEMAND') return null;
  const reminded = letters.some((letter) => letter.type === 'REMINDER');
  if (facts.debtorType === 'PERSON')
    return reminded ? turnFrom('FI', afterLast, facts, perintalaki('5 § 1 mom.')) : null;
  return turnFrom('FI', afterLast, facts, perintalaki('10 f §'));
}

/** Fourteen days from the first day of post, to a bank day. */
const payBy = (sentOn: IsoDate): IsoDate => nextBankDay('FI', addDays(nextBankDay('FI', sentOn), DAYS.toPay));

function nextStep(facts: CaseFacts): PlannedStep | null {
  const reminded = lettersAfterDue(facts).some((letter) => letter.type === 'REMINDER');
  const type = reminded ? 'PAYMENT_DEMAND' : 'REMINDER';
  return planned(type, turnOf(type, facts), facts, finland);
}

/** Three years from the due date, anew from each payment and letter; for a person never past twenty years (728/2003). */
function limitationOf(claim: ClaimFacts, facts: CaseFacts): IsoDate {
  const years = inForce(tariff.limitationYears, facts.registeredOn).value;
  const letters = facts.notices.map((letter) => letter.sentOn).filter((day) => day > claim.dueDate);
  const interruptions = [...letters, ...paidOn(facts, claim)].sort();
  const lastDay = interruptions.reduce(
    (last, day) => (day <= last ? addYears(day, years) : last),
    addYears(claim.dueDate, years),
  );
  if (facts.debtorType === 'COMPANY') return lastDay;
  return earliest(lastDay, addYears(claim.dueDate, inForce(tariff.finalLimitationYears, facts.registeredOn).value));
}

/** Whether a letter may carry a fee, after the waits of 10 b § (consumer) or 10 f § and the time to pay of the letter before. */
function mayBearFee(letter: NoticeFacts, facts: CaseFacts, charged: readonly NoticeFacts[]): boolean {
  const last = charged.at(-1);
  if (last && letter.sentOn < dayToFollow(facts, last)) return false;
  if (facts.debtorType === 'COMPANY') return true;
  if (letter.type === 'REMINDER') {
    const noticeGiven = facts.claims.every(
      (claim) => daysBetween(claim.invoiceDate, claim.dueDate) >= DAYS.consumerReminder,
    );
    return noticeGiven && letter.sentOn > addDays(lastDueDate('FI', facts), DAYS.consumerReminder);
  }
  const reminders = lettersAfterDue(facts).filter(
    (earlier) => earlier.type === 'REMINDER' && earlier.sentOn < letter.sentOn,
  );
  const reminder = reminders.at(-1);
  return reminder !== undefined && letter.sentOn >= dayToFollow(facts, reminder);
}

/** Most a letter may cost: a creditor's own demand costs no more than a reminder (10 a § 1 mom., 10 e § 1 mom.). */
function letterCeiling(letter: NoticeFacts, facts: CaseFacts): CostCeiling | null {
  const { value, source } = inForce(tariff.fees[facts.debtorType], letter.sentOn);
  if (value === null) return null;
  if (letter.type === 'REMINDER' || letter.sentBy === 'CREDITOR') return { amount: value.reminder, legalBasis: source };
  const band = bandOf(value.bands, principalLeft(facts, addDays(letter.sentOn, -1)));
  return { amount: letter.type === 'SECOND_DEMAND' ? band.secondDemand : band.demand, legalBasis: source };
}

/** Fees of the letters sent, up to the cap on all costs by the principal left at the last letter (10 d §, 10 j §). */
function letterFees(facts: CaseFacts): OwedLine[] {
  const charged: NoticeFacts[] = [];
  const lines = lettersAfterDue(facts).flatMap((letter) => {
    const ceiling = letterCeiling(letter, facts);
    if (!ceiling || !wasOwed(facts, letter) || !mayBearFee(letter, facts, charged)) return [];
    const amount = letter.sentBy === 'AGENCY' ? ceiling.amount : smallest(letter.feeCharged ?? 0n, ceiling.amount);
    if (amount <= 0n) return [];
    charged.push(letter);
    return [charge('COST', STEP_NAMES[letter.type]!, amount, ceiling.legalBasis, letter.sentOn)];
  });
  const last = charged.at(-1);
  const rules = last ? inForce(tariff.fees[facts.debtorType], last.sentOn).value : null;
  if (!last || !rules) return lines;
  return keepFirst(lines, bandOf(rules.bands, principalLeft(facts, addDays(last.sentOn, -1))).cap);
}

/** Vakiokorvaus for each overdue claim between traders (10 i §, until April 2022 10 e §). */
function compensation(facts: CaseFacts, on: IsoDate): OwedLine[] {
  if (facts.debtorType !== 'COMPANY') return [];
  return oldestFirst(facts.claims).flatMap((claim) => {
    const defaultOn = addDays(lastDayToPay('FI', claim.dueDate), 1);
    if (on < defaultOn) return [];
    const { value, source } = inForce(tariff.standardCompensation, defaultOn);
    return [charge('COMPENSATION', 'vakiokorvaus', value, source, defaultOn)];
  });
}

function costs(facts: CaseFacts, on: IsoDate): OwedLine[] {
  const known = knownOn(facts, on);
  if (known.claims.length === 0) return [];
  return setOff(compensation(known, on), letterFees(known));
}

/** First day on which a step could carry a fee, every letter before it being sent on the first day for that. */
function firstFeeDay(step: StepType, debtorType: PartyType, dueDate: IsoDate): IsoDate {
  const lastDay = lastDayToPay('FI', dueDate);
  if (debtorType === 'PERSON' && step === 'REMINDER') return addDays(lastDay, DAYS.consumerReminder + 1);
  const first = addDays(lastDay, 1);
  return debtorType === 'PERSON' && step !== 'PAYMENT_PLAN' ? addDays(payBy(first), 1) : first;
}

/** Nothing on a day too early for a fee. Throws RuleNotEncoded where the law of the day only knew reasonable costs. */
function maximumCost(
  step: StepType,
  principal: bigint,
  debtorType: PartyType,
  dueDate: IsoDate,
  on: IsoDate,
): CostCeiling | null {
  if (STEP_NAMES[step] === undefined) return null;
  const series = tariff.fees[debtorType];
  const { value, source } = inForce(series, on);
  if (value === null) throw new RuleNotEncoded(series.name, on);
  if (on < firstFeeDay(step, debtorType, dueDate)) {
    return { amount: 0n, legalBasis: perintalaki(debtorType === 'PERSON' ? '10 b §' : '10 f §') };
  }
  if (step === 'REMINDER') return { amount: value.reminder, legalBasis: source };
  const band = bandOf(value.bands, principal);
  const amount = step === 'PAYMENT_DEMAND' ? band.demand : step === 'SECOND_DEMAND' ? band.secondDemand : band.plan;
  return { amount, legalBasis: source };
}

const REMINDER_ELEMENTS = ['creditorName', 'basisOfClaim', 'total', 'payBy', 'paymentInstructions'] as const;

const DEMAND_ELEMENTS = [
  'creditorName', 'creditorAddress', 'basisOfClaim', 'principal', 'interest', 'costs', 'total', 'paymentInstructions', 'payBy',
  'objectionRight', 'objectionDeadline', 'objectionAddress', 'interestCalculation',
] as const; // prettier-ignore

/** 5 a § lists a consumer demand's contents, 5 b § the others'; only a consumer may ask that collection is interrupted (4 c §). */
function requiredElements(step: StepType, facts: CaseFacts): RequiredElement[] {
  if (step === 'REMINDER') return REMINDER_ELEMENTS.map((element) => ({ element, legalBasis: perintalaki('4 §') }));
  if (step !== 'PAYMENT_DEMAND') return [];
  const consumer = facts.debtorType === 'PERSON';
  const elements: readonly NoticeElement[] = consumer ? [...DEMAND_ELEMENTS, 'interruptionRight'] : DEMAND_ELEMENTS;
  return elements.map((element) => ({ element, legalBasis: perintalaki(consumer ? '5 a §' : '5 b §') }));
}

export const finland: Jurisdiction = {
  country: 'FI',
  currency: 'EUR',
  timeZone: 'Europe/Helsinki',
  languages: ['fi', 'sv-FI'],
  lateInterest: tariff.lateInterest,
  catalogue,
  parseIdentifier,
  paymentReference: viitenumero,
  isBankDay: (date) => isBankDay('FI', date),
  limitation(facts) {
    const lastDays = unpaidClaims(facts).map((claim) => limitationOf(claim, facts));
    return {
      lastDay: earliest(lastDays[0]!, ...lastDays),
      legalBasis: inForce(tariff.limitationYears, facts.registeredOn).source,
    };
  },
  forbids: (step, facts, on) => refusalOf(turnOf(step, facts), facts, on, finland, DISPUTE),
  nextStep,
  payBy: (_step, _facts, sentOn) => payBy(sentOn),
  requiredElements,
  // 513/1999 § 5, § 5 b: an electronic demand takes a separate consent or, to a business, an established channel; no case carries either.
  allowsEmail: (step) => step === 'REMINDER',
  stepName: (step) => STEP_NAMES[step] ?? null,
  interest: (facts, on) => accrue(facts, on, { ...ACCRUAL, rates: tariff.lateInterest[facts.debtorType] }),
  costs,
  maximumCost,
  allocationOrder: (facts) =>
    facts.debtorType === 'PERSON'
      ? { order: ['INTEREST', 'PRINCIPAL', 'COST', 'COMPENSATION', 'COURT_FEE'], legalBasis: perintalaki('11 a §') }
      : {
          order: ['COURT_FEE', 'COST', 'COMPENSATION', 'INTEREST', 'PRINCIPAL'],
          legalBasis: kauppakaari('9 luku 5 §', 'medium'),
        },
};
