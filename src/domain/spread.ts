import { allocate, balance, bucketKey } from './balance.js';
import type { IsoDate } from './date.js';
import type { AllocationFacts, CaseFacts, OwedLine, PaymentFacts } from './facts.js';
import type { Jurisdiction } from './jurisdiction.js';
import { sum } from './money.js';

/** How a payment covers a case; amounts are minor units. The allocations and the surplus add up to the payment. */
export interface Spread {
  readonly allocations: readonly AllocationFacts[];
  /** Received beyond everything owed: belongs to whoever paid. */
  readonly surplus: bigint;
}

/** A partner works a case without a law of ours: it keeps its own costs apart and reports what was paid on the claims. */
const WITHOUT_LAW: readonly AllocationFacts['kind'][] = ['PRINCIPAL'];

/**
 * Spreads a payment over what was owed on the day it came in, in the order of the law. A payment booked late therefore
 * covers only what was owed when the money came; whatever earlier bookings have covered already stays covered, also where
 * their money came later, since an allocation once told to the debtor is not taken back. What is left is set against
 * anything owed since (a letter's fee between the two days), and only the rest is surplus. Throws RuleNotEncoded.
 */
export function spread(
  facts: CaseFacts,
  law: Jurisdiction | null,
  payment: { readonly id: string; readonly amount: bigint; readonly receivedOn: IsoDate },
  today: IsoDate,
): Spread {
  const order = law ? law.allocationOrder(facts).order : WITHOUT_LAW;
  const covered = facts.payments.flatMap((earlier) => earlier.allocations);
  const atReceipt = allocate(payment.amount, owedAtReceipt(facts, law, payment, covered), covered, order);
  if (atReceipt.surplus === 0n) return atReceipt;
  const booked = withPayment(facts, { ...payment, allocations: atReceipt.allocations });
  const owedSince = balance(booked, law, today).lines;
  const since = allocate(atReceipt.surplus, owedSince, [...covered, ...atReceipt.allocations], order);
  return { allocations: merge([...atReceipt.allocations, ...since.allocations]), surplus: since.surplus };
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

function merge(allocations: readonly AllocationFacts[]): AllocationFacts[] {
  const merged: AllocationFacts[] = [];
  for (const part of allocations) {
    const index = merged.findIndex((other) => bucketKey(other) === bucketKey(part));
    if (index < 0) merged.push(part);
    else merged[index] = { ...part, amount: merged[index]!.amount + part.amount };
  }
  return merged;
}
