import { charge, lastDueDate, paidOn, planned, refusalOf, sentByAgency, setOff, turnFrom, unpaidClaims, wasOwed, type Turn } from './case.js'; // prettier-ignore
import { addBankDays, isBankDay, lastDayToPay, nextBankDay } from './calendar.js';
import { accrue } from './interest.js';
import { catalogue } from './se.catalogue.js';
import { ocrReference, parseIdentifier } from './se.identifiers.js';
import * as tariff from './se.tariff.js';
import { knownOn, oldestFirst } from '../domain/balance.js';
import { addDays, addYears, earliest, latest, type IsoDate } from '../domain/date.js';
import { inForce, type Dated, type Source } from '../domain/dated.js';
import type { CaseFacts, ClaimFacts, NoticeFacts, OwedLine, StepType } from '../domain/facts.js';
import type { CostCeiling, Jurisdiction, NoticeElement, RequiredElement } from '../domain/jurisdiction.js';
import { smallest } from '../domain/money.js';

const { inkassolagen, kostnadslagen } = tariff;

const STEP_NAMES: Partial<Record<StepType, string>> = {
  REMINDER: 'betalningspåminnelse',
  PAYMENT_DEMAND: 'inkassokrav',
  PAYMENT_PLAN: 'amorteringsplan',
};

/** No statutory day count or rounding: the calendar year's days, every line rounded half up. */
const ACCRUAL = {
  country: 'SE',
  rates: tariff.lateInterest,
  dayCount: 'ACTUAL_ACTUAL',
  rounding: 'EACH_LINE',
} as const;

const DISPUTE = inkassolagen('4 §', 'medium');

function turnOf(step: StepType, facts: CaseFacts): Turn {
  if (sentByAgency(facts, 'PAYMENT_DEMAND')) return null;
  const afterDue = addDays(lastDueDate('SE', facts), 1);
  if (step === 'REMINDER') return turnFrom('SE', afterDue, facts, kostnadslagen('2 §'));
  if (step === 'PAYMENT_DEMAND') return turnFrom('SE', afterDue, facts, inkassolagen('5 §'));
  return null;
}

/** Twelve days from the first day of post, at least four bank days after presumed receipt, to a bank day. Never less than eight days. */
function payBy(sentOn: IsoDate): IsoDate {
  const postedOn = nextBankDay('SE', sentOn);
  const { days, postalBankDays, bankDaysAfterReceipt } = tariff.TIME_TO_PAY;
  return latest(
    nextBankDay('SE', addDays(postedOn, days)),
    addBankDays('SE', postedOn, postalBankDays + bankDaysAfterReceipt),
  );
}

/**
 * Three years against a consumer, ten otherwise, from origin: the invoice date or, where earlier, the due date. Begun anew
 * by a payment (5–7 §§). A letter interrupts only once received, which the facts do not tell, so letters do not count.
 */
function limitationOf(claim: ClaimFacts, facts: CaseFacts, years: number): IsoDate {
  const origin = earliest(claim.invoiceDate, claim.dueDate);
  return paidOn(facts, claim).reduce(
    (lastDay, day) => (day <= lastDay ? addYears(day, years) : lastDay),
    addYears(origin, years),
  );
}

/** What one kind of letter costs: the first that earns the fee, ours at the ceiling, the creditor's as charged up to it. */
function letterFee(
  facts: CaseFacts,
  type: StepType,
  text: string,
  ceiling: Dated<bigint>,
  oursBears: boolean,
): OwedLine[] {
  const due = lastDueDate('SE', facts);
  const amountOf = (letter: NoticeFacts): bigint => {
    const { value } = inForce(ceiling, letter.sentOn);
    if (letter.sentBy === 'AGENCY') return oursBears ? value : 0n;
    return smallest(letter.feeCharged ?? 0n, value);
  };
  const letters = facts.notices.filter(
    (letter) => letter.type === type && letter.sentOn > due && wasOwed(facts, letter),
  );
  const letter = letters.find((candidate) => amountOf(candidate) > 0n);
  if (!letter) return [];
  return [charge('COST', text, amountOf(letter), inForce(ceiling, letter.sentOn).source, letter.sentOn)];
}

/** Förseningsersättning for each overdue claim between businesses (4 a § kostnadslagen). */
function compensation(facts: CaseFacts, on: IsoDate): OwedLine[] {
  if (facts.debtorType !== 'COMPANY') return [];
  return oldestFirst(facts.claims).flatMap((claim) => {
    const defaultOn = addDays(lastDayToPay('SE', claim.dueDate), 1);
    if (on < defaultOn) return [];
    const { value, source } = inForce(tariff.lateCompensation, defaultOn);
    return [charge('COMPENSATION', 'förseningsersättning', value, source, defaultOn)];
  });
}

/** A reminder of ours carries no fee: whether one was agreed when the debt arose is known only where the creditor charged it. */
function costs(facts: CaseFacts, on: IsoDate): OwedLine[] {
  const known = knownOn(facts, on);
  if (known.claims.length === 0) return [];
  const letters = [
    ...letterFee(known, 'REMINDER', 'påminnelseavgift', tariff.reminderFee, false),
    ...letterFee(known, 'PAYMENT_DEMAND', 'inkassokostnad', tariff.demandFee, true),
  ];
  return setOff(compensation(known, on), letters);
}

const CEILINGS: Partial<Record<StepType, Dated<bigint>>> = {
  REMINDER: tariff.reminderFee,
  PAYMENT_DEMAND: tariff.demandFee,
  PAYMENT_PLAN: tariff.planFee,
};

/** Ceilings before they are set off against a business debtor's förseningsersättning. Nothing until the claim is late. */
function maximumCost(step: StepType, dueDate: IsoDate, on: IsoDate): CostCeiling | null {
  const ceiling = CEILINGS[step];
  if (!ceiling) return null;
  const { value, source } = inForce(ceiling, on);
  return { amount: on <= lastDayToPay('SE', dueDate) ? 0n : value, legalBasis: source };
}

const DEMAND_ELEMENTS: readonly (readonly [NoticeElement, Source])[] = [
  ...(
    [
      'creditorName',
      'basisOfClaim',
      'principal',
      'interest',
      'interestRateAndStart',
      'costs',
      'payBy',
      'objectionRight',
      'objectionDeadline',
    ] as const
  ).map((element) => [element, inkassolagen('5 §')] as const),
  ...(['paymentInstructions', 'debtorIdentity', 'agencyContact', 'consequences', 'total'] as const).map(
    (element) => [element, inkassolagen('4 §')] as const,
  ),
];

function requiredElements(step: StepType): RequiredElement[] {
  if (step === 'PAYMENT_DEMAND') return DEMAND_ELEMENTS.map(([element, legalBasis]) => ({ element, legalBasis }));
  if (step !== 'REMINDER') return [];
  const elements = ['creditorName', 'basisOfClaim', 'total', 'payBy', 'paymentInstructions'] as const;
  return elements.map((element) => ({ element, legalBasis: kostnadslagen('2 §') }));
}

export const sweden: Jurisdiction = {
  country: 'SE',
  currency: 'SEK',
  timeZone: 'Europe/Stockholm',
  languages: ['sv'],
  lateInterest: { PERSON: tariff.lateInterest, COMPANY: tariff.lateInterest },
  catalogue,
  parseIdentifier,
  paymentReference: ocrReference,
  isBankDay: (date) => isBankDay('SE', date),
  limitation(facts) {
    const years = inForce(tariff.limitationYears[facts.debtorType], facts.registeredOn);
    const lastDays = unpaidClaims(facts).map((claim) => limitationOf(claim, facts, years.value));
    return { lastDay: earliest(lastDays[0]!, ...lastDays), legalBasis: years.source };
  },
  forbids: (step, facts, on) => refusalOf(turnOf(step, facts), facts, on, sweden, DISPUTE),
  nextStep: (facts) => planned('PAYMENT_DEMAND', turnOf('PAYMENT_DEMAND', facts), facts, sweden),
  payBy: (_step, _facts, sentOn) => payBy(sentOn),
  requiredElements,
  // Inkassolagen 5 §: digital form is allowed, but that plain mail brings a demand to the debtor is not shown.
  allowsEmail: (step) => step === 'REMINDER',
  stepName: (step) => STEP_NAMES[step] ?? null,
  interest: (facts, on) => accrue(facts, on, ACCRUAL),
  costs,
  maximumCost: (step, _principal, _debtorType, dueDate, on) => maximumCost(step, dueDate, on),
  allocationOrder: () => ({
    order: ['COURT_FEE', 'COST', 'COMPENSATION', 'INTEREST', 'PRINCIPAL'],
    legalBasis: tariff.handelsbalken('9 kap. 5 §', 'medium'),
  }),
};
