import { knownOn } from '../domain/balance.js';
import { addDays, daysBetween, earliest, latest, type IsoDate } from '../domain/date.js';
import { inForce, RuleNotEncoded } from '../domain/dated.js';
import type { CaseFacts, ClaimKind, NoticeFacts, OwedLine, PartyType, StepType } from '../domain/facts.js';
import type { CostCeiling } from '../domain/jurisdiction.js';
import { smallest } from '../domain/money.js';
import { lastDayToPay } from './calendar.js';
import { awardLines, charge, keepFirst, lastDueDate, principalLeft, setOff, type Awards } from './case.js';
import { compensationLines } from './commercial.js';
import { oikeudenkaymiskaari, perintalaki, ulosottomaksuasetus } from './fi.acts.js';
import { isPublic } from './fi.claims.js';
import { ceilingOf, feeSeries, type FeeScale, type FeeSubject } from './fi.fees.js';
import { firstInterestDay } from './fi.interest.js';
import { dayToFollow, interruptedOn, lettersAfterDue, STEP_NAMES, timeToPay, waitRule } from './fi.letters.js';
import { DAYS, daysBetweenLetters, standardCompensation } from './fi.tariff.js';

/** What a Finnish debtor owes for collection (513/1999 10–10 j §). */

/** The fees of a day: those of directly enforceable claims, which are lower, as soon as one of the claims is such. */
function scaleOn(facts: CaseFacts, on: IsoDate): FeeScale {
  return facts.claims.some(isPublic) ? 'DIRECT' : principalLeft(facts, addDays(on, -1));
}

/** First day from which measures are free: an objection not dismissed stops them (4 b §), and so does a request to interrupt (4 c §). */
function freeFrom(facts: CaseFacts): IsoDate | null {
  const objected = facts.disputed ? facts.objectedOn.at(-1) : null;
  const [first, ...others] = [objected, interruptedOn(facts)].filter((day) => day != null);
  return first === undefined ? null : earliest(first, ...others);
}

/** Whether a measure of a day may be charged for at all: principal was left, and nothing had stopped collection. */
function isChargeable(facts: CaseFacts, on: IsoDate): boolean {
  const free = freeFrom(facts);
  return (free === null || on < free) && principalLeft(facts, addDays(on, -1)) > 0n;
}

const SUBJECTS: Partial<Record<StepType, FeeSubject>> = {
  REMINDER: 'reminder',
  PAYMENT_DEMAND: 'demand',
  SECOND_DEMAND: 'secondDemand',
  PUBLICATION_WARNING: 'tratta',
  BANKRUPTCY_WARNING: 'bankruptcyDemand',
};

const subjectOf = ({ type, sentBy }: NoticeFacts): FeeSubject =>
  sentBy === 'CREDITOR' && type !== 'REMINDER' ? 'ownDemand' : SUBJECTS[type]!;

const DEMANDS: readonly FeeSubject[] = ['demand', 'secondDemand'];

/** Reminders are not numbered; two demands bear a fee, one where a tratta is used, and one each of the others (10 c, 10 g §). */
function isWithinCount(letter: NoticeFacts, facts: CaseFacts, charged: readonly NoticeFacts[]): boolean {
  const subject = subjectOf(letter);
  if (subject === 'reminder' || subject === 'ownDemand') return true;
  const earlier = charged.map(subjectOf);
  if (!DEMANDS.includes(subject)) return !earlier.includes(subject);
  const trattaUsed = facts.notices.some(({ type }) => type === 'PUBLICATION_WARNING');
  return earlier.filter((one) => DEMANDS.includes(one)).length < (trattaUsed ? 1 : 2);
}

/** A consumer's reminder: fourteen full days after the due date, on an invoice sent fourteen days before it (10 b §). */
function isReminderInTime(letter: NoticeFacts, facts: CaseFacts): boolean {
  const noticeGiven = facts.claims.every(
    (claim) => daysBetween(claim.invoiceDate, claim.dueDate) >= DAYS.consumerReminder,
  );
  return noticeGiven && letter.sentOn > addDays(lastDueDate('FI', facts), DAYS.consumerReminder);
}

/** Whether a letter may carry a fee: after the wait and the time to pay of what had to come before it. */
function mayBearFee(letter: NoticeFacts, facts: CaseFacts, charged: readonly NoticeFacts[]): boolean {
  const before = lettersAfterDue(facts).filter(({ sentOn }) => sentOn < letter.sentOn);
  const last = charged.at(-1);
  if (last && letter.sentOn < dayToFollow(facts, last)) return false;
  if (!isWithinCount(letter, facts, charged)) return false;
  const follows = (type: StepType): boolean => {
    const earlier = before.filter((one) => one.type === type).at(-1);
    return earlier !== undefined && letter.sentOn >= dayToFollow(facts, earlier);
  };
  if (letter.type === 'SECOND_DEMAND') return follows('PAYMENT_DEMAND');
  if (facts.debtorType === 'COMPANY') return true;
  return letter.type === 'REMINDER' ? isReminderInTime(letter, facts) : follows('REMINDER');
}

function letterLines(facts: CaseFacts): OwedLine[] {
  const charged: NoticeFacts[] = [];
  return lettersAfterDue(facts).flatMap((letter) => {
    const { sentOn, sentBy, feeCharged, type } = letter;
    const ceiling = ceilingOf(subjectOf(letter), facts.debtorType, scaleOn(facts, sentOn), sentOn);
    if (!ceiling || !isChargeable(facts, sentOn) || !mayBearFee(letter, facts, charged)) return [];
    const amount = sentBy === 'AGENCY' ? ceiling.amount : smallest(feeCharged ?? 0n, ceiling.amount);
    if (amount <= 0n) return [];
    charged.push(letter);
    return [charge('COST', STEP_NAMES[type]!, amount, ceiling.legalBasis, sentOn)];
  });
}

/** Instalments a plan may have for the lower fee; and those from which each further one costs more. */
const SHORT_PLAN = 4;
const LONG_PLAN = 6;

/** Principal above which a second plan may bear a fee (10 c §, 10 g § 2 mom.). */
const SECOND_PLAN_ABOVE: Readonly<Record<PartyType, bigint>> = { PERSON: 100_00n, COMPANY: 500_00n };

function planCeiling(facts: CaseFacts, instalments: number, on: IsoDate): CostCeiling | null {
  const scale = scaleOn(facts, on);
  const base = ceilingOf(instalments > SHORT_PLAN ? 'plan' : 'shortPlan', facts.debtorType, scale, on);
  const further = ceilingOf('furtherInstalment', facts.debtorType, scale, on);
  if (!base || !further || instalments <= LONG_PLAN) return base;
  return { ...base, amount: base.amount + further.amount * BigInt(instalments - LONG_PLAN) };
}

function planLines(facts: CaseFacts): OwedLine[] {
  const lines: OwedLine[] = [];
  for (const { agreedOn, instalments } of facts.plans) {
    const scale = scaleOn(facts, agreedOn);
    const most = scale !== 'DIRECT' && scale > SECOND_PLAN_ABOVE[facts.debtorType] ? 2 : 1;
    const ceiling = planCeiling(facts, instalments.length, agreedOn);
    const isLate = agreedOn > lastDueDate('FI', facts);
    if (!ceiling || !isLate || lines.length >= most || !isChargeable(facts, agreedOn)) continue;
    lines.push(charge('COST', STEP_NAMES.PAYMENT_PLAN!, ceiling.amount, ceiling.legalBasis, agreedOn));
  }
  return lines;
}

/** At the debtor's request, by at least fourteen days beyond what it had to pay anyway (10 b § 3 mom., 10 f § 2 mom.). */
function extensionLines(facts: CaseFacts): OwedLine[] {
  return facts.proceedings.flatMap(({ type, on, until }) => {
    const due = lastDueDate('FI', facts);
    if (type !== 'EXTENSION_GRANTED' || until === null || on <= due || !isChargeable(facts, on)) return [];
    const given = facts.notices.filter(({ sentOn }) => sentOn <= on).flatMap(({ payBy }) => payBy ?? []);
    const ceiling = ceilingOf('extension', facts.debtorType, scaleOn(facts, on), on);
    if (!ceiling || daysBetween(latest(on, ...given), until) < DAYS.extension) return [];
    return [charge('COST', 'maksuajan pidennys', ceiling.amount, ceiling.legalBasis, on)];
  });
}

/** Fees of all measures, up to the cap on the costs of the claim by the principal left at the last of them (10 d §, 10 h §). */
function measureLines(facts: CaseFacts): OwedLine[] {
  const lines = [...letterLines(facts), ...planLines(facts), ...extensionLines(facts)].sort((a, b) =>
    a.from! < b.from! ? -1 : a.from! > b.from! ? 1 : 0,
  );
  const last = lines.at(-1);
  if (!last) return [];
  const threatened = lines.some(({ text }) => text === STEP_NAMES.BANKRUPTCY_WARNING);
  const subject = threatened ? 'capAfterBankruptcyDemand' : 'cap';
  const cap = ceilingOf(subject, facts.debtorType, scaleOn(facts, last.from!), last.from!);
  return cap ? keepFirst(lines, cap.amount) : lines;
}

/** Vakiokorvaus for each late claim for goods or services between traders, from the first day of interest (10 i §, until April 2022 10 e §). */
function compensation(facts: CaseFacts, on: IsoDate): OwedLine[] {
  return compensationLines(facts, on, 'vakiokorvaus', standardCompensation, firstInterestDay);
}

const AWARDS: Awards = {
  TITLE_GIVEN: { text: 'oikeudenkäyntikulut', source: oikeudenkaymiskaari('21 luku 1 §', 'medium') },
  ENFORCEMENT_GRANTED: { text: 'ulosottomaksut', source: ulosottomaksuasetus('käsittelymaksua koskeva §', 'medium') },
};

/** Costs above the compensation, the compensation itself, and what was awarded, by the end of a day. Throws RuleNotEncoded. */
export function costs(facts: CaseFacts, on: IsoDate): OwedLine[] {
  const known = knownOn(facts, on);
  if (known.claims.length === 0) return [];
  return [...setOff(compensation(known, on), measureLines(known)), ...awardLines(known, AWARDS)];
}

/** First day on which a step could carry a fee, every letter before it being sent on the first day for that. */
function firstFeeDay(step: StepType, debtorType: PartyType, dueDate: IsoDate): IsoDate {
  const lastDay = lastDayToPay('FI', dueDate);
  const first = addDays(lastDay, 1);
  const afterLetter = (sentOn: IsoDate): IsoDate =>
    latest(addDays(timeToPay(sentOn), 1), addDays(sentOn, inForce(daysBetweenLetters[debtorType], sentOn).value + 1));
  if (step === 'REMINDER') return debtorType === 'PERSON' ? addDays(first, DAYS.consumerReminder) : first;
  const demand = debtorType === 'PERSON' ? afterLetter(first) : first;
  if (step === 'PAYMENT_DEMAND') return demand;
  if (step === 'SECOND_DEMAND') return afterLetter(demand);
  return step === 'PUBLICATION_WARNING' ? afterLetter(first) : first;
}

/**
 * Most a step may cost the debtor, minor units: nothing on a day too early for a fee, and nothing for an application, whose
 * costs are owed as awarded. Throws RuleNotEncoded where the law of the day has no figure.
 */
export function maximumCost(
  step: StepType,
  principal: bigint,
  debtorType: PartyType,
  dueDate: IsoDate,
  on: IsoDate,
  kind: ClaimKind = 'GENERAL',
): CostCeiling | null {
  if (STEP_NAMES[step] === undefined) return null;
  const subject = step === 'PAYMENT_PLAN' ? 'plan' : SUBJECTS[step];
  const scale = kind === 'PUBLIC' ? 'DIRECT' : principal;
  const reminder = ceilingOf('reminder', debtorType, scale, on);
  if (!reminder) throw new RuleNotEncoded(feeSeries(subject ?? 'reminder', debtorType, scale).name, on);
  const ceiling = subject && ceilingOf(subject, debtorType, scale, on);
  if (!ceiling) return { amount: 0n, legalBasis: perintalaki('10 §') };
  if (on < firstFeeDay(step, debtorType, dueDate)) return { amount: 0n, legalBasis: waitRule({ debtorType }) };
  return ceiling;
}
