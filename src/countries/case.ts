import { balance, knownOn } from '../domain/balance.js';
import { addDays, latest, type IsoDate } from '../domain/date.js';
import type { Source } from '../domain/dated.js';
import { partsInDispute } from '../domain/dispute.js';
import type { CaseFacts, ClaimFacts, NoticeFacts, OwedLine, ProceedingType, StepType } from '../domain/facts.js';
import type { Jurisdiction, OwnCountry, PlannedStep } from '../domain/jurisdiction.js';
import { smallest, sum } from '../domain/money.js';
import type { Refusal } from '../domain/refusal.js';
import { lastArrival, lastDayToPay, nextBankDay } from './calendar.js';
import { principalPaid } from './interest.js';

/** Last day to pay the claim that fell due last: a letter covers the whole case, so every wait runs from there. */
export function lastDueDate(country: OwnCountry, facts: CaseFacts): IsoDate {
  const [first, ...others] = facts.claims.map((claim) => lastDayToPay(country, claim.dueDate));
  if (first === undefined) throw new RangeError('a case has at least one claim');
  return latest(first, ...others);
}

/** Principal of all claims left at the end of a day, without what of it was in dispute then. */
export function principalLeft(facts: CaseFacts, on: IsoDate): bigint {
  const claimed = sum(facts.claims.map((claim) => claim.principal));
  const disputed = sum(partsInDispute(facts, on).map(({ amount }) => amount));
  return claimed - disputed - sum(facts.claims.map((claim) => covered(facts, claim, on)));
}

function covered(facts: CaseFacts, claim: ClaimFacts, on: IsoDate): bigint {
  return sum(
    facts.payments.filter((payment) => payment.receivedOn <= on).map((payment) => principalPaid(payment, claim.id)),
  );
}

/** The day the last of the principal was paid, or null while some is left. */
export function principalCoveredOn(facts: CaseFacts): IsoDate | null {
  return facts.payments.map((payment) => payment.receivedOn).find((day) => principalLeft(facts, day) <= 0n) ?? null;
}

/** Whether principal was left when the letter was sent: a letter that crosses a payment already booked earns no fee. */
export function wasOwed(facts: CaseFacts, letter: NoticeFacts): boolean {
  return principalLeft(facts, addDays(letter.sentOn, -1)) > 0n;
}

/** Letters of our own of these types, oldest first. */
export function sentByUs({ notices }: CaseFacts, ...types: readonly StepType[]): NoticeFacts[] {
  return notices.filter(({ type, sentBy }) => sentBy === 'AGENCY' && types.includes(type));
}

/** The first of them. */
export const sentByAgency = (facts: CaseFacts, type: StepType): NoticeFacts | undefined => sentByUs(facts, type)[0];

/** Claims with principal left; all of them when none has, so that a paid case still has a limitation date. */
export function unpaidClaims(facts: CaseFacts): readonly ClaimFacts[] {
  const unpaid = facts.claims.filter(
    (claim) => sum(facts.payments.map((payment) => principalPaid(payment, claim.id))) < claim.principal,
  );
  return unpaid.length > 0 ? unpaid : facts.claims;
}

/** Days on which a payment was set against the principal or interest of a claim. */
export function paidOn(facts: CaseFacts, claim: ClaimFacts): IsoDate[] {
  const paying = facts.payments.filter((payment) => payment.allocations.some((part) => part.claimId === claim.id));
  return paying.map((payment) => payment.receivedOn);
}

/** Nothing is left to ask for: known only once something was paid or credited, as every case starts with principal. */
export function isSettled(facts: CaseFacts, law: Jurisdiction): boolean {
  const [first, ...others] = [
    ...facts.payments.map(({ receivedOn }) => receivedOn),
    ...facts.creditNotes.map(({ on }) => on),
  ];
  if (first === undefined) return false;
  const last = latest(first, ...others);
  return principalLeft(facts, last) <= 0n && balance(facts, law, last).outstanding <= 0n;
}

/** When a step may first be taken; null where it is not its turn: unknown here, already done, or something must come before. */
export type Turn = { readonly earliestOn: IsoDate; readonly legalBasis: Source } | null;

/**
 * The first day of a turn: a day on which letters are posted, never before the case came to us, and never before a payment
 * made within the deadline of an earlier letter, the creditor's or ours, must have come.
 */
export function turnFrom(country: OwnCountry, earliestOn: IsoDate, facts: CaseFacts, legalBasis: Source): Turn {
  const free = facts.notices.map((letter) => dayAfterDeadline(country, letter) ?? facts.registeredOn);
  return { earliestOn: nextBankDay(country, latest(earliestOn, facts.registeredOn, ...free)), legalBasis };
}

/**
 * When a letter may be sent that no act prescribes: an offer of settlement once it is made, and the notice of a new creditor once
 * the claim is its; each once. Neither asks for what an earlier letter gave time for, so neither waits for that.
 */
export function agreedLetterTurn(step: StepType, facts: CaseFacts, legalBasis: Source): Turn {
  const about = step === 'SETTLEMENT_OFFER' ? facts.settlementOffers.at(-1)?.offeredOn : facts.assignedOn;
  const sent = sentByUs(facts, step).some(({ sentOn }) => !about || sentOn >= about);
  return about && !sent ? { earliestOn: about, legalBasis } : null;
}

/** The day after the last on which a payment made within a letter's deadline may come; null where it states none. */
export function dayAfterDeadline(country: OwnCountry, { payBy }: NoticeFacts): IsoDate | null {
  return payBy && addDays(lastArrival(country, payBy), 1);
}

/** The step as the next one; null while disputed, once nothing is owed, and where it would come after limitation. */
export function planned(type: StepType, turn: Turn, facts: CaseFacts, law: Jurisdiction): PlannedStep | null {
  const name = law.stepName(type);
  if (turn === null || name === null || facts.disputed || isSettled(facts, law)) return null;
  return turn.earliestOn > law.limitation(facts).lastDay ? null : { type, ...turn, name };
}

/** TIME_BARRED, with the last day, where limitation has run out before a day. */
export function timeBarred(facts: CaseFacts, on: IsoDate, law: Pick<Jurisdiction, 'limitation'>): Refusal | null {
  const { lastDay, legalBasis } = law.limitation(facts);
  return on > lastDay ? { code: 'TIME_BARRED', params: { lastDay }, legalBasis } : null;
}

export const NOTHING_OWED: Refusal = { code: 'INVALID_STATE', text: 'INVALID_STATE.nothingOwed' };
export const NOT_ITS_TURN: Refusal = { code: 'INVALID_STATE', text: 'INVALID_STATE.notItsTurn' };

/** Why a letter may not be sent on a day: DISPUTED_CLAIM, INVALID_STATE, TOO_EARLY (with the day from which it is allowed). */
export function refusalOf(
  turn: Turn,
  facts: CaseFacts,
  on: IsoDate,
  law: Jurisdiction,
  disputeRule: Source,
): Refusal | null {
  if (facts.disputed) return { code: 'DISPUTED_CLAIM', legalBasis: disputeRule };
  if (isSettled(knownOn(facts, on), law)) return NOTHING_OWED;
  if (turn === null) return NOT_ITS_TURN;
  if (on < turn.earliestOn)
    return { code: 'TOO_EARLY', params: { earliestOn: turn.earliestOn }, legalBasis: turn.legalBasis };
  return null;
}

/** Why the closing statement may not be sent on a day: it says, once, that nothing is owed or that the case is closed. */
export function closingRefusal(facts: CaseFacts, on: IsoDate, law: Jurisdiction): Refusal | null {
  const { closedOn = null } = facts;
  const isOver = (closedOn !== null && closedOn <= on) || isSettled(knownOn(facts, on), law);
  if (!isOver) return NOT_ITS_TURN;
  return sentByAgency(facts, 'CLOSING_STATEMENT') ? { code: 'INVALID_STATE', text: 'INVALID_STATE.alreadySent' } : null;
}

/** A line of the case for a cost, compensation or what a court awarded. `text` is the native term. */
export function charge(
  kind: 'COST' | 'COMPENSATION' | 'COURT_FEE',
  text: string,
  amount: bigint,
  legalBasis: Source,
  on: IsoDate,
): OwedLine {
  return { kind, text, amount, claimId: null, from: on, to: on, annualRateBps: null, legalBasis };
}

/** What a court or an enforcement authority awarded, as awarded: the native term and the provision by what it decided. */
export type Awards = Readonly<Partial<Record<ProceedingType, { readonly text: string; readonly source: Source }>>>;

export function awardLines({ proceedings }: CaseFacts, awards: Awards): OwedLine[] {
  return proceedings.flatMap(({ type, on, awarded }) => {
    const award = awards[type];
    return award && awarded > 0n ? [charge('COURT_FEE', award.text, awarded, award.source, on)] : [];
  });
}

/** Costs set off against compensation: they are owed only for the part above it, so the debtor owes the larger of the two. */
export function setOff(compensation: readonly OwedLine[], costs: readonly OwedLine[]): OwedLine[] {
  const compensated = sum(compensation.map((line) => line.amount));
  const total = sum(costs.map((line) => line.amount));
  return [...compensation, ...keepLast(costs, total - compensated)];
}

/** Lines up to a total: the first ones whole, the one that crosses the limit in part. */
export function keepFirst(lines: readonly OwedLine[], limit: bigint): OwedLine[] {
  let left = limit;
  return lines.flatMap((line) => {
    const amount = smallest(line.amount, left);
    if (amount <= 0n) return [];
    left -= amount;
    return [{ ...line, amount }];
  });
}

function keepLast(lines: readonly OwedLine[], limit: bigint): OwedLine[] {
  return keepFirst([...lines].reverse(), limit).reverse();
}
