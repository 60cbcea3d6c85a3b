import { allocate, balance, bucketKey, knownOn, paidTooMuch, type Designation } from './balance.js';
import type { IsoDate } from './date.js';
import type { Source } from './dated.js';
import { partsLeftOut, undisputed } from './dispute.js';
import type { AllocationFacts, CaseFacts, OwedLine, PaymentFacts } from './facts.js';
import type { Jurisdiction } from './jurisdiction.js';
import { smallest, sum } from './money.js';

/** Why a payment was spread as it was. */
export interface SpreadRule {
  /**
   * LAW: the order of the country. DESIGNATION: what the debtor said it is for came first. CLAIMS_ONLY: a partner reported it,
   * and keeps its own costs apart. NOTHING_OWED: the case was closed.
   */
  readonly rule: 'LAW' | 'DESIGNATION' | 'CLAIMS_ONLY' | 'NOTHING_OWED';
  readonly legalBasis: Source | null;
}

/** How a payment covers a case; amounts are minor units. The allocations and the surplus add up to the payment. */
export interface Spread extends SpreadRule {
  readonly allocations: readonly AllocationFacts[];
  /** Received beyond everything owed: belongs to whoever paid. */
  readonly surplus: bigint;
}

/** A partner works a case without a law of ours: it keeps its own costs apart and reports what was paid on the claims. */
const WITHOUT_LAW: readonly AllocationFacts['kind'][] = ['PRINCIPAL'];

/**
 * Spreads a payment over what was owed on the day it came in, in the order of the law. A payment booked late therefore
 * covers only what was owed when the money came; whatever earlier bookings have covered already stays covered, also where
 * their money came later, since an allocation once told to the debtor is not taken back. Of a claim in dispute in part the rest
 * is covered first. What is left is set against anything owed since (a letter's fee between the two days), and only the rest is
 * surplus. Throws RuleNotEncoded.
 */
export function spread(
  known: CaseFacts,
  law: Jurisdiction | null,
  payment: {
    readonly id: string;
    readonly amount: bigint;
    readonly receivedOn: IsoDate;
    readonly designation?: Designation | null;
  },
  today: IsoDate,
): Spread {
  const { designation = null } = payment;
  const facts = neverOwed(known);
  const order = orderUnder(law, facts);
  const why = ruleOf(facts, law, designation);
  const covered = facts.payments.flatMap((earlier) => earlier.allocations);
  let allocations: readonly AllocationFacts[] = [];
  let surplus = payment.amount;
  const cover = (owed: readonly OwedLine[]): void => {
    const more = allocate(surplus, owed, [...covered, ...allocations], order, designation);
    allocations = mergeParts([...allocations, ...more.allocations]);
    surplus = more.surplus;
  };
  const then = knownOn(facts, payment.receivedOn);
  if (partsLeftOut(then).length > 0) cover(owedAtReceipt(undisputed(then), law, payment, covered));
  if (surplus > 0n) cover(owedAtReceipt(facts, law, payment, covered));
  if (surplus > 0n) cover(balance(withPayment(facts, { ...payment, allocations }), law, today).lines);
  return { allocations, surplus, ...why };
}

function ruleOf(facts: CaseFacts, law: Jurisdiction | null, designation: Designation | null): SpreadRule {
  if (law === null) return { rule: 'CLAIMS_ONLY', legalBasis: null };
  return designation === null
    ? { rule: 'LAW', legalBasis: law.allocationOrder(facts).legalBasis }
    : { rule: 'DESIGNATION', legalBasis: law.designation.legalBasis };
}

/**
 * Spreads a payment of a closed case that is told of late: one that came in by the day of closing covers what was owed then and
 * was written off for want of it. Null for what came later, which covers nothing. Throws RuleNotEncoded.
 */
export function spreadLate(
  facts: CaseFacts,
  law: Jurisdiction | null,
  payment: { readonly id: string; readonly amount: bigint; readonly receivedOn: IsoDate },
): Spread | null {
  const { closedOn = null } = facts;
  if (closedOn === null || payment.receivedOn > closedOn) return null;
  return spread({ ...facts, closedOn: null }, law, payment, closedOn);
}

/** What was credited was never owed: no money covers it, also where it came before the credit note. */
const neverOwed = (facts: CaseFacts): CaseFacts => ({ ...facts, creditNotes: [] });

const orderUnder = (law: Jurisdiction | null, facts: CaseFacts): readonly AllocationFacts['kind'][] =>
  law ? law.allocationOrder(facts).order : WITHOUT_LAW;

/** A part of a payment that covers something else than before. `released` is what it covered, and as much as the spread. */
export interface MovedPart extends Pick<Spread, 'allocations' | 'surplus'> {
  readonly paymentId: string;
  readonly released: readonly AllocationFacts[];
}

/**
 * What payments cover beyond what is owed since a credit note, the latest payment's first: that money is spread anew as of the
 * day it came. Principal covered earlier bears less interest, so that less of that may be owed than was paid, and so on.
 * Throws RuleNotEncoded. Payments that are not the case's own stay as they are: they stand in the books of another.
 */
export function respread(
  known: CaseFacts,
  law: Jurisdiction | null,
  today: IsoDate,
  isOwn: (paymentId: string) => boolean = () => true,
): MovedPart[] {
  const moved: MovedPart[] = [];
  let facts = neverOwed(known);
  for (let before: bigint | null = null; ;) {
    const released = release(facts, law, today, isOwn);
    const freed = sum(released.flatMap(({ parts }) => parts.map(({ amount }) => amount)));
    // What does not grow less each time would never end: it stays where it is.
    if (freed === 0n || (before !== null && freed >= before)) return moved;
    before = freed;
    for (const { payment, parts } of released) facts = withAllocations(facts, payment.id, undone(parts));
    for (const { payment, parts } of released) {
      const { id, receivedOn } = payment;
      const amount = sum(parts.map((part) => part.amount));
      const { allocations, surplus } = spread(facts, law, { id, amount, receivedOn }, today);
      facts = withAllocations(facts, id, allocations);
      moved.push({ paymentId: id, released: parts, allocations, surplus });
    }
  }
}

/** The parts the other way round. */
export const undone = (parts: readonly AllocationFacts[]): AllocationFacts[] =>
  parts.map((part) => ({ ...part, amount: -part.amount }));

function withAllocations(facts: CaseFacts, paymentId: string, more: readonly AllocationFacts[]): CaseFacts {
  const payments = facts.payments.map((payment) =>
    payment.id === paymentId ? { ...payment, allocations: mergeParts([...payment.allocations, ...more]) } : payment,
  );
  return { ...facts, payments };
}

/** What each payment covers of what is paid too much, the latest payment first. */
function release(facts: CaseFacts, law: Jurisdiction | null, today: IsoDate, isOwn: (paymentId: string) => boolean) {
  const covered = facts.payments.flatMap(({ allocations }) => allocations);
  const excess = paidTooMuch(balance(facts, law, today).lines, covered);
  const left = new Map(excess.map((part) => [bucketKey(part), part.amount]));
  const released = facts.payments
    .filter(({ id }) => isOwn(id))
    .reverse()
    .map((payment) => {
      const parts = mergeParts(payment.allocations).flatMap((part): AllocationFacts[] => {
        const most = left.get(bucketKey(part)) ?? 0n;
        const amount = smallest(part.amount, most);
        if (amount <= 0n) return [];
        left.set(bucketKey(part), most - amount);
        return [{ ...part, amount }];
      });
      return { payment, parts };
    });
  return released.filter(({ parts }) => parts.length > 0);
}

/**
 * What was owed when the money came. A cost that is not owed where the principal is paid that day (a demand that crosses a
 * payment made in time) is none of it, if the payment is enough for the principal: it cannot be what keeps the cost alive.
 */
function owedAtReceipt(
  facts: CaseFacts,
  law: Jurisdiction | null,
  payment: Omit<PaymentFacts, 'allocations'>,
  covered: readonly AllocationFacts[],
): readonly OwedLine[] {
  const { lines } = balance(facts, law, payment.receivedOn);
  const principal = allocate(payment.amount, lines, covered, ['PRINCIPAL']);
  const ifPaid = balance(
    withPayment(facts, { ...payment, allocations: principal.allocations }),
    law,
    payment.receivedOn,
  );
  const withoutIt = ifPaid.lines.filter(({ kind, text }) => kind !== 'PAYMENT' || text !== payment.id);
  return costsOf(withoutIt) < costsOf(lines) ? withoutIt : lines;
}

const costsOf = (lines: readonly OwedLine[]): bigint =>
  sum(lines.filter(({ kind }) => kind === 'COST').map(({ amount }) => amount));

/** The facts with one more payment, in the order of the days the money came in. */
function withPayment(facts: CaseFacts, payment: PaymentFacts): CaseFacts {
  const payments = [...facts.payments, payment].sort((a, b) =>
    a.receivedOn < b.receivedOn ? -1 : a.receivedOn > b.receivedOn ? 1 : 0,
  );
  return { ...facts, payments };
}

/** Parts that cover the same, as one; what was moved to something else may leave nothing. */
export function mergeParts(allocations: readonly AllocationFacts[]): AllocationFacts[] {
  const merged: AllocationFacts[] = [];
  for (const part of allocations) {
    const index = merged.findIndex((other) => bucketKey(other) === bucketKey(part));
    if (index < 0) merged.push(part);
    else merged[index] = { ...part, amount: merged[index]!.amount + part.amount };
  }
  return merged;
}
