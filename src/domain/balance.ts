import type { IsoDate } from './date.js';
import type { AllocationFacts, CaseFacts, ClaimFacts, OwedLine } from './facts.js';
import type { Jurisdiction } from './jurisdiction.js';
import { smallest, sum } from './money.js';

/** What is owed on a day, in minor units. The lines, payments negative, add up to `outstanding`. */
export interface BalanceTotals {
  /** Sum of the claims as handed over, not reduced by payments. */
  readonly principal: bigint;
  readonly interest: bigint;
  /** Costs, compensation for late payment and court fees. */
  readonly costs: bigint;
  readonly paid: bigint;
  /** principal + interest + costs − paid; negative where more was paid than owed. */
  readonly outstanding: bigint;
  readonly lines: readonly OwedLine[];
}

/** The facts as they stood at the end of a day: claims invoiced, letters sent and payments received until then. */
export function knownOn(facts: CaseFacts, on: IsoDate): CaseFacts {
  return {
    ...facts,
    claims: facts.claims.filter((claim) => claim.invoiceDate <= on),
    notices: facts.notices.filter((notice) => notice.sentOn <= on),
    payments: facts.payments.filter((payment) => payment.receivedOn <= on),
  };
}

/** Claims by due date, then invoice number: the order in which money is shown and spread. */
export function oldestFirst(claims: readonly ClaimFacts[]): ClaimFacts[] {
  const key = (claim: ClaimFacts) => `${claim.dueDate} ${claim.invoiceNumber}`;
  return [...claims].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

/**
 * Everything owed on a day, the day's interest included. Without a law (a partner works the case) there are neither
 * interest nor costs. Throws RuleNotEncoded where the law does not cover the day.
 */
export function balance(facts: CaseFacts, law: Jurisdiction | null, on: IsoDate): BalanceTotals {
  const known = knownOn(facts, on);
  const principalLines = oldestFirst(known.claims).map((claim) =>
    plainLine('PRINCIPAL', claim.invoiceNumber, claim.principal, claim.id, null),
  );
  const interestLines = law ? law.interest(known, on) : [];
  const costLines = law ? law.costs(known, on) : [];
  const paymentLines = known.payments.map((payment) =>
    plainLine('PAYMENT', payment.id, -payment.amount, null, payment.receivedOn),
  );
  const lines = [...principalLines, ...interestLines, ...costLines, ...paymentLines];
  return {
    principal: total(principalLines),
    interest: total(interestLines),
    costs: total(costLines),
    paid: -total(paymentLines),
    outstanding: total(lines),
    lines,
  };
}

const total = (lines: readonly OwedLine[]): bigint => sum(lines.map((line) => line.amount));

function plainLine(
  kind: OwedLine['kind'],
  text: string,
  amount: bigint,
  claimId: string | null,
  on: IsoDate | null,
): OwedLine {
  return { kind, text, amount, claimId, from: on, to: on, annualRateBps: null, legalBasis: null };
}

/**
 * Spreads a payment over what is still owed: kind by kind in `order`, within a kind in the order of `owed` (oldest claim
 * first). `owed` is what was owed in all, payments apart; `paid` are the allocations of earlier payments. No bucket, and
 * not the whole either, gets more than it is owed; what is left over is the surplus.
 */
export function allocate(
  amount: bigint,
  owed: readonly OwedLine[],
  paid: readonly AllocationFacts[],
  order: readonly AllocationFacts['kind'][],
): { allocations: AllocationFacts[]; surplus: bigint } {
  const open = openBuckets(owed, paid);
  const allocations: AllocationFacts[] = [];
  let left = amount;
  for (const kind of order) {
    for (const bucket of open.filter((candidate) => candidate.kind === kind)) {
      const part = smallest(left, bucket.amount);
      if (part <= 0n) continue;
      allocations.push({ kind, claimId: bucket.claimId, amount: part });
      left -= part;
    }
  }
  return { allocations, surplus: left };
}

interface Bucket {
  readonly kind: AllocationFacts['kind'];
  readonly claimId: string | null;
  amount: bigint;
}

function openBuckets(owed: readonly OwedLine[], paid: readonly AllocationFacts[]): Bucket[] {
  const buckets = new Map<string, Bucket>();
  const add = (kind: Bucket['kind'], claimId: string | null, amount: bigint) => {
    const key = `${kind} ${claimId ?? ''}`;
    const bucket = buckets.get(key) ?? { kind, claimId, amount: 0n };
    bucket.amount += amount;
    buckets.set(key, bucket);
  };
  for (const line of owed) if (line.kind !== 'PAYMENT') add(line.kind, line.claimId, line.amount);
  for (const allocation of paid) add(allocation.kind, allocation.claimId, -allocation.amount);
  return settleOverpaid([...buckets.values()]);
}

/** What a bucket got too much (its debt fell after it was paid) is taken off the other buckets, so that nothing is asked twice. */
function settleOverpaid(buckets: Bucket[]): Bucket[] {
  let credit = sum(buckets.filter((bucket) => bucket.amount < 0n).map((bucket) => -bucket.amount));
  const open = buckets.filter((bucket) => bucket.amount > 0n);
  for (const bucket of open) {
    const part = smallest(credit, bucket.amount);
    bucket.amount -= part;
    credit -= part;
  }
  return open;
}
