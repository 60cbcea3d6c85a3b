import { awardLines, charge, lastDueDate, principalCoveredOn, principalLeft, sentByAgency, setOff, wasOwed, type Awards } from './case.js'; // prettier-ignore
import { addBankDays, lastArrival, nextBankDay } from './calendar.js';
import { isCommercial } from './commercial.js';
import { noticeFeeAmount, salaerAmount } from './no.catalogue.js';
import { sakskostnadsforskriften, tvisteloven } from './no.court.js';
import { deadlineOf, missed, validNotice } from './no.events.js';
import { isApplication } from './procedures.js';
import { stepName } from './no.letters.js';
import { requireKnownCosts, type Regimes } from './no.regime.js';
import * as tariff from './no.tariff.js';
import { bandOf } from './tariff.js';
import { knownOn } from '../domain/balance.js';
import { addDays, earliest, type IsoDate } from '../domain/date.js';
import { inForce, type Version } from '../domain/dated.js';
import type { CaseFacts, NoticeFacts, OwedLine, PartyType, PlanFacts, StepType } from '../domain/facts.js';
import type { CostCeiling } from '../domain/jurisdiction.js';
import { smallest, sum } from '../domain/money.js';

const { DAYS, inkassoforskriften, inkassoloven } = tariff;

/** Fee of a letter: `share` parts of the denominator of the sats on the day it is sent, to the nearest krone (inkassoforskriften § 1-2). */
function noticeFee(share: 1n | 3n, dueDate: IsoDate, sentOn: IsoDate): CostCeiling {
  const denominator = inForce(tariff.noticeFeeDenominator, dueDate);
  const sats = inForce(tariff.inkassosats, sentOn);
  if (sentOn < addDays(dueDate, DAYS.feeAfterDue)) return { amount: 0n, legalBasis: inkassoforskriften('§ 1-2') };
  const amount = noticeFeeAmount(sats.value, denominator.value, share);
  return { amount, legalBasis: share === 1n ? denominator.source : inkassoforskriften('§ 1-3', 'medium') };
}

/**
 * Fees of reminders and varsel: at most two per claim, the second only after a missed 14-day deadline of a first reminder,
 * and one for the creditor's own betalingsoppfordring after the missed 14 days of any of them (inkassoforskriften §§ 1-2, 1-3).
 * Never reset with time. What a letter costs under an act whose amounts are not known is not charged.
 */
function noticeFees(facts: CaseFacts, regimes: Regimes): OwedLine[] {
  const due = lastDueDate('NO', facts);
  const charged: NoticeFacts[] = [];
  return facts.notices.flatMap((letter) => {
    if (!regimes.on(letter.sentOn).knowsCosts || isLost(facts, letter)) return [];
    if (!mayBearFee(letter, facts, charged) || !wasOwed(facts, letter)) return [];
    const maximum = noticeFee(letter.type === 'PAYMENT_DEMAND' ? 3n : 1n, due, letter.sentOn);
    const amount = letter.sentBy === 'AGENCY' ? maximum.amount : smallest(letter.feeCharged ?? 0n, maximum.amount);
    if (amount <= 0n) return [];
    charged.push(letter);
    return [charge('COST', feeName(letter.type), amount, maximum.legalBasis, letter.sentOn)];
  });
}

/**
 * Whether what a letter cost is lost: once an objection turned out to be right, nothing is owed for what was done until then
 * (inkassoloven § 17), whether or not there was reason to object earlier.
 */
const isLost = ({ upheld }: CaseFacts, { sentOn }: NoticeFacts): boolean => upheld.some(({ on }) => sentOn <= on);

const feeName = (type: StepType): string => (type === 'REMINDER' ? 'purregebyr' : `gebyr for ${stepName(type)}`);

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

/** In hundredths: VAT is added where the creditor cannot deduct it. */
const vatFactor = (facts: CaseFacts, on: IsoDate): bigint =>
  facts.creditorVatLiable ? 100n : inForce(tariff.vatFactor, on).value;

/** The cap on what the debtor owes in salær, truncated to whole øre (inkassoforskriften ch. 2). */
function salaerCap(weight: 'light' | 'heavy', facts: CaseFacts, principal: bigint, satsOn: IsoDate): CostCeiling {
  const due = lastDueDate('NO', facts);
  const bands = inForce(tariff.salaerBands, due);
  const business = facts.debtorType === 'COMPANY' ? inForce(tariff.businessFactor, due).value : 100n;
  const sats = inForce(tariff.inkassosats, satsOn).value;
  const amount = salaerAmount(sats, bandOf(bands.value, principal)[weight], business, vatFactor(facts, due));
  return { amount, legalBasis: bands.source };
}

/**
 * Salær once the betalingsoppfordring is sent after a missed varsel (inkassoloven § 17), or null before and where the
 * principal was paid in time. It absorbs the letters' fees. Heavy only once a payment made within the 28 days must have come.
 * It grows no more under an act whose amounts are not known.
 */
function salaer(facts: CaseFacts, on: IsoDate, regimes: Regimes): OwedLine[] | null {
  const demand = sentByAgency(facts, 'PAYMENT_DEMAND');
  const notice = validNotice(facts, regimes);
  if (!demand || !regimes.on(demand.sentOn).knowsCosts || !notice || isLost(facts, demand)) return null;
  if (demand.sentOn <= deadlineOf(notice) || !wasOwed(facts, demand)) return null;
  if (principalLeft(facts, lastArrival('NO', deadlineOf(notice))) <= 0n) return null;
  const { commencement } = regimes;
  const ends = [principalCoveredOn(facts), commencement && addDays(commencement, -1)].filter((day) => day !== null);
  const measuredOn = earliest(on, ...ends);
  const lastLight = addBankDays('NO', addDays(deadlineOf(demand), DAYS.heavyAfterDeadline), 1);
  const heavy = measuredOn > lastLight && !staysLight(facts, lastLight, measuredOn);
  const principal = principalLeft(facts, addDays(demand.sentOn, -1));
  const cap = salaerCap(heavy ? 'heavy' : 'light', facts, principal, measuredOn);
  const [name, from] = heavy ? ['tungt salær', addDays(lastLight, 1)] : ['lett salær', demand.sentOn];
  return [charge('COST', name, cap.amount, cap.legalBasis, from), ...instalmentSupplement(facts, measuredOn, regimes)];
}

/**
 * What keeps the salær light past its last day: an objection made by then, which stops ordinary collection; a plan agreed by
 * then that is kept; a rise that nobody told of.
 */
function staysLight(facts: CaseFacts, lastLight: IsoDate, on: IsoDate): boolean {
  const objected = facts.objectedOn.some((day) => day <= lastLight);
  const kept = facts.plans.some((plan) => plan.agreedOn <= lastLight && isKept(plan, facts, on));
  return objected || kept || riseUntold(facts, lastLight);
}

/** Whether every instalment whose money must have come while the plan was in force was paid, by whatever came in since it was agreed. */
function isKept({ agreedOn, instalments, ended }: PlanFacts, { payments }: CaseFacts, on: IsoDate): boolean {
  const due = instalments.filter(({ dueOn }) => lastArrival('NO', dueOn) < on && dueOn < (ended?.on ?? on));
  const paid = payments.filter(({ receivedOn }) => receivedOn >= agreedOn);
  return sum(paid.map(({ amount }) => amount)) >= sum(due.map(({ amount }) => amount));
}

/** The letter on the plan is what tells the debtor what it costs. */
const isTold = (facts: CaseFacts): boolean => sentByAgency(facts, 'PAYMENT_PLAN') !== undefined;

/** Whether a plan runs past the last day of light salær and nobody told the debtor that it costs more (Lovavdelingen, snr. 96/928). */
function riseUntold(facts: CaseFacts, lastLight: IsoDate): boolean {
  const runsPast = ({ agreedOn, instalments }: PlanFacts): boolean =>
    agreedOn <= lastLight && instalments.some(({ dueOn }) => dueOn > lastLight);
  return facts.plans.some(runsPast) && !isTold(facts);
}

const MOST_INSTALMENTS_WITHOUT_SUPPLEMENT = 4;

/** The rise of the cap for a plan of more than four instalments, until the case goes to a court or namsmann (inkassoforskriften § 2-4). */
function instalmentSupplement(facts: CaseFacts, satsOn: IsoDate, regimes: Regimes): OwedLine[] {
  const plan = facts.plans.find(({ instalments }) => instalments.length > MOST_INSTALMENTS_WITHOUT_SUPPLEMENT);
  const inLegalSteps = facts.proceedings.some(({ type }) =>
    ['COURT_FILED', 'ENFORCEMENT_FILED', 'BANKRUPTCY_FILED'].includes(type),
  );
  if (!plan || inLegalSteps || !isTold(facts) || !regimes.on(plan.agreedOn).knowsCosts) return [];
  const supplement = inForce(tariff.instalmentSupplement, plan.agreedOn);
  const sats = inForce(tariff.inkassosats, satsOn).value;
  const amount = salaerAmount(sats, supplement.value, vatFactor(facts, plan.agreedOn));
  return [charge('COST', 'avdragssalær', amount, supplement.source, plan.agreedOn)];
}

/** Standardkompensasjon between businesses, once a case, the lower of the amounts at default and at registration (forsinkelsesrenteloven § 3 a). */
function compensation(facts: CaseFacts, on: IsoDate): OwedLine[] {
  const commercial = facts.claims.filter((claim) => isCommercial(claim, facts));
  const [defaultOn] = commercial.map(({ dueDate }) => addDays(dueDate, 1)).sort();
  if (defaultOn === undefined || on < defaultOn) return [];
  const candidates = [defaultOn, facts.registeredOn].map((day) => inForce(tariff.standardCompensation, day));
  const lower = candidates.reduce((a: Version<bigint>, b: Version<bigint>) => (b.value < a.value ? b : a));
  return [charge('COMPENSATION', 'standardkompensasjon', lower.value, lower.source, defaultOn)];
}

/** Owed beside the costs out of court (tvisteloven § 6-13 andre ledd). */
const AWARDS: Awards = {
  TITLE_GIVEN: { text: 'sakskostnader', source: tvisteloven('§ 6-13') },
  ENFORCEMENT_GRANTED: { text: 'sakskostnader', source: sakskostnadsforskriften('§ 2') },
};

/** What the debtor owes beside principal and interest on a day. Throws RuleNotEncoded. */
export function costs(facts: CaseFacts, on: IsoDate, regimes: Regimes): OwedLine[] {
  const known = knownOn(facts, on);
  if (known.claims.length === 0) return [];
  const outOfCourt = salaer(known, on, regimes) ?? noticeFees(known, regimes);
  return [...setOff(compensation(known, on), outOfCourt), ...awardLines(known, AWARDS)];
}

/** First day for a betalingsoppfordring where the varsel was sent on the first day for that. */
function earliestDemand(dueDate: IsoDate): IsoDate {
  const varselOn = nextBankDay('NO', addDays(dueDate, 1));
  return nextBankDay('NO', addDays(lastArrival('NO', addDays(varselOn, DAYS.toPay)), 1));
}

/** Salær of the betalingsoppfordring without VAT; nothing on a day too early for it. */
function lightCeiling(principal: bigint, debtorType: PartyType, dueDate: IsoDate, on: IsoDate): CostCeiling {
  const bands = inForce(tariff.salaerBands, dueDate);
  const sats = inForce(tariff.inkassosats, on).value;
  const business = debtorType === 'COMPANY' ? inForce(tariff.businessFactor, dueDate).value : 100n;
  if (on < earliestDemand(dueDate)) return { amount: 0n, legalBasis: inkassoloven('§ 10') };
  return { amount: salaerAmount(sats, bandOf(bands.value, principal).light, business), legalBasis: bands.source };
}

function planCeiling(dueDate: IsoDate, on: IsoDate): CostCeiling {
  const supplement = inForce(tariff.instalmentSupplement, dueDate);
  const sats = inForce(tariff.inkassosats, on).value;
  if (on <= dueDate) return { amount: 0n, legalBasis: inkassoloven('§ 9') };
  return { amount: salaerAmount(sats, supplement.value), legalBasis: supplement.source };
}

/**
 * Ceilings without VAT on salær; a creditor that cannot deduct it adds a quarter. Letters after the betalingsoppfordring cost nothing of
 * their own; applications have no ceiling but what is awarded. Throws RuleNotEncoded, also for every day of the act of 2026.
 */
export function maximumCost(
  step: StepType,
  principal: bigint,
  debtorType: PartyType,
  dueDate: IsoDate,
  on: IsoDate,
  regimes: Regimes,
): CostCeiling | null {
  if (stepName(step) === null || isApplication(step)) return null;
  requireKnownCosts(regimes.on(on), on);
  switch (step) {
    case 'REMINDER':
    case 'COLLECTION_NOTICE':
      return noticeFee(1n, dueDate, on);
    case 'PAYMENT_DEMAND':
      return lightCeiling(principal, debtorType, dueDate, on);
    case 'PAYMENT_PLAN':
      return planCeiling(dueDate, on);
    default:
      return { ...lightCeiling(principal, debtorType, dueDate, on), amount: 0n };
  }
}
