import { charge, lastDueDate, planned, principalCoveredOn, principalLeft, refusalOf, sentByAgency, setOff, turnFrom, unpaidClaims, wasOwed, type Turn } from './case.js'; // prettier-ignore
import { addBankDays, isBankDay, lastArrival, nextBankDay } from './calendar.js';
import { accrue } from './interest.js';
import { catalogue, noticeFeeAmount, salaerAmount } from './no.catalogue.js';
import { kid, parseIdentifier } from './no.identifiers.js';
import * as tariff from './no.tariff.js';
import { bandOf } from './tariff.js';
import { knownOn } from '../domain/balance.js';
import { addDays, addYears, earliest, type IsoDate } from '../domain/date.js';
import { inForce, type Source, type Version } from '../domain/dated.js';
import type { CaseFacts, NoticeFacts, OwedLine, PartyType, StepType } from '../domain/facts.js';
import type { CostCeiling, Jurisdiction, NoticeElement, PlannedStep, RequiredElement } from '../domain/jurisdiction.js';
import { smallest } from '../domain/money.js';

const { DAYS, inkassoforskriften, inkassoloven } = tariff;

const STEP_NAMES: Partial<Record<StepType, string>> = {
  REMINDER: 'purring',
  COLLECTION_NOTICE: 'inkassovarsel',
  PAYMENT_DEMAND: 'betalingsoppfordring',
  PAYMENT_PLAN: 'nedbetalingsavtale',
};

/** Interest by the calendar year's days (Justis- og politidepartementets lovavdeling 26.06.2006), a claim's total rounded once. */
const ACCRUAL = {
  country: 'NO',
  rates: tariff.lateInterest,
  dayCount: 'ACTUAL_ACTUAL',
  rounding: 'RUNNING_TOTAL',
} as const;

const EARLIEST_NOTICE = inkassoloven('§ 9');
const EARLIEST_DEMAND = inkassoloven('§ 10');
const DISPUTE = inkassoloven('§ 17');

/** A day's deadline, moved to the next bank day in the debtor's favour. */
const effective = (deadline: IsoDate): IsoDate => nextBankDay('NO', deadline);

const deadlineOf = (letter: NoticeFacts): IsoDate => effective(letter.payBy ?? addDays(letter.sentOn, DAYS.toPay));

/** The inkassovarsel that opens for a betalingsoppfordring: sent after the due date with at least 14 days to pay (inkassoloven § 9). */
function validNotice(facts: CaseFacts): NoticeFacts | undefined {
  const due = lastDueDate('NO', facts);
  return facts.notices.find(
    (letter) =>
      letter.type === 'COLLECTION_NOTICE' &&
      letter.sentOn > due &&
      (letter.sentBy === 'AGENCY' || (letter.payBy !== null && letter.payBy >= addDays(letter.sentOn, DAYS.toPay))),
  );
}

/**
 * Whether the 14 days to pay of an earlier letter were missed when a later one was sent: it ran out before, and no payment
 * that may have been made in time covered the principal.
 */
function missed(facts: CaseFacts, { sentOn, payBy }: NoticeFacts, later: NoticeFacts): boolean {
  return (
    payBy !== null &&
    payBy >= addDays(sentOn, DAYS.toPay) &&
    later.sentOn > effective(payBy) &&
    principalLeft(facts, lastArrival('NO', payBy)) > 0n
  );
}

function turnOf(step: StepType, facts: CaseFacts): Turn {
  const afterDue = addDays(lastDueDate('NO', facts), 1);
  const notice = validNotice(facts);
  const demanded = sentByAgency(facts, 'PAYMENT_DEMAND') !== undefined;
  if (step === 'REMINDER' && !notice && !demanded) return turnFrom('NO', afterDue, facts, EARLIEST_NOTICE);
  if (step === 'COLLECTION_NOTICE' && !notice && !demanded) return turnFrom('NO', afterDue, facts, EARLIEST_NOTICE);
  if (step === 'PAYMENT_DEMAND' && notice && !demanded)
    return turnFrom('NO', addDays(lastArrival('NO', deadlineOf(notice)), 1), facts, EARLIEST_DEMAND);
  return null;
}

function nextStep(facts: CaseFacts): PlannedStep | null {
  const type = validNotice(facts) ? 'PAYMENT_DEMAND' : 'COLLECTION_NOTICE';
  return planned(type, turnOf(type, facts), facts, norway);
}

/** Fee of a letter: `share` parts of the denominator of the sats on the day it is sent, to the nearest krone (inkassoforskriften § 1-2). */
function noticeFee(share: 1n | 3n, dueDate: IsoDate, sentOn: IsoDate): CostCeiling {
  if (sentOn < addDays(dueDate, DAYS.feeAfterDue)) return { amount: 0n, legalBasis: inkassoforskriften('§ 1-2') };
  const denominator = inForce(tariff.noticeFeeDenominator, dueDate);
  const sats = inForce(tariff.inkassosats, sentOn);
  const amount = noticeFeeAmount(sats.value, denominator.value, share);
  return { amount, legalBasis: share === 1n ? denominator.source : inkassoforskriften('§ 1-3', 'medium') };
}

/**
 * Fees of reminders and varsel: at most two per claim, the second only after a missed 14-day deadline of a first reminder,
 * and one for the creditor's own betalingsoppfordring after the missed 14 days of any of them (inkassoforskriften §§ 1-2, 1-3).
 * Never reset with time.
 */
function noticeFees(facts: CaseFacts): OwedLine[] {
  const due = lastDueDate('NO', facts);
  const charged: NoticeFacts[] = [];
  return facts.notices.flatMap((letter) => {
    if (!mayBearFee(letter, facts, charged) || !wasOwed(facts, letter)) return [];
    const maximum = noticeFee(letter.type === 'PAYMENT_DEMAND' ? 3n : 1n, due, letter.sentOn);
    const amount = letter.sentBy === 'AGENCY' ? maximum.amount : smallest(letter.feeCharged ?? 0n, maximum.amount);
    if (amount <= 0n) return [];
    charged.push(letter);
    return [charge('COST', feeName(letter.type), amount, maximum.legalBasis, letter.sentOn)];
  });
}

const feeName = (type: StepType): string => (type === 'REMINDER' ? 'purregebyr' : `gebyr for ${STEP_NAMES[type]!}`);

const isNoticeBeforeDemand = ({ type }: NoticeFacts): boolean => type === 'REMINDER' || type === 'COLLECTION_NOTICE';

function mayBearFee(letter: NoticeFacts, facts: CaseFacts, charged: readonly NoticeFacts[]): boolean {
  if (letter.type === 'PAYMENT_DEMAND') {
    return (
      letter.sentBy === 'CREDITOR' &&
      charged.every((earlier) => earlier.type !== 'PAYMENT_DEMAND') &&
      facts.notices.some((earlier) => isNoticeBeforeDemand(earlier) && missed(facts, earlier, letter))
    );
  }
  if (!isNoticeBeforeDemand(letter)) return false;
  const [first, second] = charged;
  return !first || (!second && first.type === 'REMINDER' && missed(facts, first, letter));
}

/** The cap on what the debtor owes in salær, truncated to whole øre (inkassoforskriften ch. 2). */
function salaerCap(weight: 'light' | 'heavy', facts: CaseFacts, principal: bigint, satsOn: IsoDate): CostCeiling {
  const due = lastDueDate('NO', facts);
  const bands = inForce(tariff.salaerBands, due);
  const business = facts.debtorType === 'COMPANY' ? inForce(tariff.businessFactor, due).value : 100n;
  const vat = facts.creditorVatLiable ? 100n : inForce(tariff.vatFactor, due).value;
  const sats = inForce(tariff.inkassosats, satsOn).value;
  const amount = salaerAmount(sats, bandOf(bands.value, principal)[weight], business, vat);
  return { amount, legalBasis: bands.source };
}

/**
 * Salær once the betalingsoppfordring is sent after a missed varsel (inkassoloven § 17), or null before and where the
 * principal was paid in time. It absorbs the letters' fees. Heavy only once a payment made within the 28 days must have come.
 */
function salaer(facts: CaseFacts, on: IsoDate): OwedLine[] | null {
  const demand = sentByAgency(facts, 'PAYMENT_DEMAND');
  const notice = validNotice(facts);
  if (!demand || !notice || demand.sentOn <= deadlineOf(notice) || !wasOwed(facts, demand)) return null;
  if (principalLeft(facts, lastArrival('NO', deadlineOf(notice))) <= 0n) return null;
  const measuredOn = earliest(on, principalCoveredOn(facts) ?? on);
  const heavy = measuredOn > addBankDays('NO', addDays(deadlineOf(demand), DAYS.heavyAfterDeadline), 1);
  const cap = salaerCap(heavy ? 'heavy' : 'light', facts, principalLeft(facts, addDays(demand.sentOn, -1)), measuredOn);
  return [charge('COST', heavy ? 'tungt salær' : 'lett salær', cap.amount, cap.legalBasis, demand.sentOn)];
}

/** Standardkompensasjon between businesses, once a case, the lower of the amounts at default and at registration (forsinkelsesrenteloven § 3 a). */
function compensation(facts: CaseFacts, on: IsoDate): OwedLine[] {
  const defaultOn = earliest(
    addDays(facts.claims[0]!.dueDate, 1),
    ...facts.claims.map((claim) => addDays(claim.dueDate, 1)),
  );
  if (facts.debtorType !== 'COMPANY' || on < defaultOn) return [];
  const candidates = [defaultOn, facts.registeredOn].map((day) => inForce(tariff.standardCompensation, day));
  const lower = candidates.reduce((a: Version<bigint>, b: Version<bigint>) => (b.value < a.value ? b : a));
  return [charge('COMPENSATION', 'standardkompensasjon', lower.value, lower.source, defaultOn)];
}

function costs(facts: CaseFacts, on: IsoDate): OwedLine[] {
  const known = knownOn(facts, on);
  if (known.claims.length === 0) return [];
  return setOff(compensation(known, on), salaer(known, on) ?? noticeFees(known));
}

/** First day for a betalingsoppfordring where the varsel was sent on the first day for that. */
function earliestDemand(dueDate: IsoDate): IsoDate {
  const varselOn = nextBankDay('NO', addDays(dueDate, 1));
  return nextBankDay('NO', addDays(lastArrival('NO', addDays(varselOn, DAYS.toPay)), 1));
}

/** Ceilings without VAT on salær; a creditor that cannot deduct it adds a quarter. Nothing on a day too early for a fee. */
function maximumCost(
  step: StepType,
  principal: bigint,
  debtorType: PartyType,
  dueDate: IsoDate,
  on: IsoDate,
): CostCeiling | null {
  if (step === 'REMINDER' || step === 'COLLECTION_NOTICE') return noticeFee(1n, dueDate, on);
  const sats = inForce(tariff.inkassosats, on).value;
  if (step === 'PAYMENT_DEMAND') {
    if (on < earliestDemand(dueDate)) return { amount: 0n, legalBasis: EARLIEST_DEMAND };
    const bands = inForce(tariff.salaerBands, dueDate);
    const business = debtorType === 'COMPANY' ? inForce(tariff.businessFactor, dueDate).value : 100n;
    return {
      amount: salaerAmount(sats, bandOf(bands.value, principal).light, business),
      legalBasis: bands.source,
    };
  }
  if (step !== 'PAYMENT_PLAN') return null;
  if (on <= dueDate) return { amount: 0n, legalBasis: EARLIEST_NOTICE };
  const supplement = inForce(tariff.instalmentSupplement, dueDate);
  return { amount: salaerAmount(sats, supplement.value), legalBasis: supplement.source };
}

const LETTER_ELEMENTS: Partial<Record<StepType, { legalBasis: Source; elements: readonly NoticeElement[] }>> = {
  REMINDER: { legalBasis: inkassoforskriften('§ 1-2'), elements: ['total', 'basisOfClaim', 'payBy'] },
  COLLECTION_NOTICE: {
    legalBasis: inkassoloven('§ 9'),
    elements: [
      'creditorName',
      'basisOfClaim',
      'total',
      'payBy',
      'collectionWarning',
      'objectionRight',
      'paymentInstructions',
    ],
  },
  PAYMENT_DEMAND: {
    legalBasis: inkassoloven('§ 10'),
    elements: [
      'creditorName', 'basisOfClaim', 'principal', 'interest', 'costs', 'total', 'interestRateAndStart', 'payBy', 'objectionRight',
      'objectionDeadline', 'consequences', 'agencyContact', 'paymentInstructions',
    ], // prettier-ignore
  },
};

/** The complaint board does not hear businesses, so only a person is told of it. */
function requiredElements(step: StepType, facts: CaseFacts): RequiredElement[] {
  const letter = LETTER_ELEMENTS[step];
  if (!letter) return [];
  const board: readonly NoticeElement[] =
    step === 'PAYMENT_DEMAND' && facts.debtorType === 'PERSON' ? ['complaintBoard'] : [];
  return [...letter.elements, ...board].map((element) => ({ element, legalBasis: letter.legalBasis }));
}

/** Inkassoloven of 1988 and what belongs to it. The Act of 22 May 2026 no. 19 is adopted and not in force. */
export const norway: Jurisdiction = {
  country: 'NO',
  currency: 'NOK',
  timeZone: 'Europe/Oslo',
  languages: ['nb', 'nn'],
  lateInterest: { PERSON: tariff.lateInterest, COMPANY: tariff.lateInterest },
  catalogue,
  parseIdentifier,
  paymentReference: kid,
  isBankDay: (date) => isBankDay('NO', date),
  limitation(facts) {
    const due = unpaidClaims(facts).map((claim) => claim.dueDate);
    const years = inForce(tariff.limitationYears, facts.registeredOn);
    return { lastDay: addYears(earliest(due[0]!, ...due), years.value), legalBasis: years.source };
  },
  forbids: (step, facts, on) => refusalOf(turnOf(step, facts), facts, on, norway, DISPUTE),
  nextStep,
  payBy: (_step, _facts, sentOn) => effective(addDays(nextBankDay('NO', sentOn), DAYS.toPay)),
  requiredElements,
  // Inkassoloven § 3 a: a varsel or betalingsoppfordring goes electronically only by secure means, which plain mail is not shown to be.
  allowsEmail: (step) => step === 'REMINDER',
  stepName: (step) => STEP_NAMES[step] ?? null,
  interest: (facts, on) => accrue(facts, on, ACCRUAL),
  costs,
  maximumCost,
  allocationOrder: () => ({
    order: ['COURT_FEE', 'COST', 'COMPENSATION', 'PRINCIPAL', 'INTEREST'],
    legalBasis: inkassoloven('ingen lovfestet rekkefølge; praksis', 'medium'),
  }),
};
