import type { IsoDate } from './date.js';
import { undisputed } from './dispute.js';
import type {
  AllocationFacts,
  CaseFacts,
  ClaimFacts,
  CreditNoteFacts,
  NoticeFacts,
  OwedLine,
  PlanFacts,
} from './facts.js';
import type { Jurisdiction } from './jurisdiction.js';
import { smallest, sum } from './money.js';

/** What is owed on a day, in minor units. The lines, payments negative, add up to `outstanding`. */
export interface BalanceTotals {
  /** Sum of the claims as handed over, less what was credited and what objections were right about; not reduced by payments. */
  readonly principal: bigint;
  readonly interest: bigint;
  /** Costs, compensation for late payment and court fees. */
  readonly costs: bigint;
  /** What was received; once the case is closed, what of it was owed. */
  readonly paid: bigint;
  /** Owed when the case was closed, and no more since; 0 while it is open. */
  readonly writtenOff: bigint;
  /** principal + interest + costs − paid − writtenOff: 0 once the case is closed; negative where more was paid than owed. */
  readonly outstanding: bigint;
  readonly lines: readonly OwedLine[];
}

/**
 * The facts as they stood at the end of a day: claims invoiced, letters sent, payments received and what else had happened. What
 * was credited, or an objection was right about, later was still a part of its claim.
 */
export function knownOn(facts: CaseFacts, on: IsoDate): CaseFacts {
  const later = [...facts.creditNotes, ...facts.upheld].filter((part) => part.on > on);
  return {
    ...facts,
    claims: facts.claims.filter((claim) => claim.invoiceDate <= on).map((claim) => withParts(claim, later)),
    creditNotes: facts.creditNotes.filter((note) => note.on <= on),
    upheld: facts.upheld.filter((part) => part.on <= on),
    disputedParts: facts.disputedParts
      .filter(({ from }) => from <= on)
      .map((part) => (part.until !== null && part.until > on ? { ...part, until: null } : part)),
    notices: facts.notices.filter((notice) => notice.sentOn <= on),
    payments: facts.payments.filter((payment) => payment.receivedOn <= on),
    plans: facts.plans.filter((plan) => plan.agreedOn <= on).map((plan) => asOf(plan, on)),
    proceedings: facts.proceedings.filter((proceeding) => proceeding.on <= on),
  };
}

const withParts = (claim: ClaimFacts, parts: readonly ClaimPart[]): ClaimFacts => {
  const more = partsOf(claim, parts);
  return more === 0n ? claim : { ...claim, principal: claim.principal + more };
};

type ClaimPart = Pick<CreditNoteFacts, 'claimId' | 'amount'>;

/** What of a claim the given parts are. */
const partsOf = ({ id }: ClaimFacts, parts: readonly ClaimPart[]): bigint =>
  sum(parts.filter(({ claimId }) => claimId === id).map(({ amount }) => amount));

/** A plan that ended later was still in force. */
function asOf({ ended, ...plan }: PlanFacts, on: IsoDate): PlanFacts {
  return ended && ended.on <= on ? { ...plan, ended } : plan;
}

/** The facts without the claims that were credited in whole, of which nothing is to be said any more; all where none is left. */
export function withoutCredited(facts: CaseFacts): CaseFacts {
  const claims = facts.claims.filter(({ principal }) => principal > 0n);
  if (claims.length === 0 || claims.length === facts.claims.length) return facts;
  const kept = new Set(claims.map(({ id }) => id));
  return { ...facts, claims, creditNotes: facts.creditNotes.filter(({ claimId }) => kept.has(claimId)) };
}

/** Claims by due date, then invoice number: the order in which money is shown and spread. */
export function oldestFirst(claims: readonly ClaimFacts[]): ClaimFacts[] {
  const key = (claim: ClaimFacts) => `${claim.dueDate} ${claim.invoiceNumber}`;
  return [...claims].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

/** Principal that no payment was set against. */
export function unpaidPrincipal({ claims, payments }: CaseFacts): bigint {
  const covering = payments.flatMap(({ allocations }) => allocations).filter(({ kind }) => kind === 'PRINCIPAL');
  return sum(claims.map(({ principal }) => principal)) - sum(covering.map(({ amount }) => amount));
}

/**
 * Everything owed on a day, the day's interest included. Without a law (a partner works the case) there are neither
 * interest nor costs. From the day the case is closed it shows what was owed then, less what was paid, the rest written off.
 * Throws RuleNotEncoded where the law does not cover the day.
 */
export function balance(facts: CaseFacts, law: Jurisdiction | null, on: IsoDate): BalanceTotals {
  const { closedOn = null } = facts;
  return closedOn !== null && closedOn <= on
    ? closedBalance(owedOn(facts, law, closedOn), facts, closedOn)
    : totalsOf(owedOn(facts, law, on));
}

function owedOn(facts: CaseFacts, law: Jurisdiction | null, on: IsoDate): OwedLine[] {
  const known = knownOn(facts, on);
  const principalLines = oldestFirst(known.claims).flatMap((claim) => {
    const notes = known.creditNotes.filter(({ claimId }) => claimId === claim.id);
    const handedOver = claim.principal + partsOf(claim, notes);
    return [
      plainLine('PRINCIPAL', claim.invoiceNumber, handedOver, claim.id, null),
      ...notes.map((note) => plainLine('CREDIT_NOTE', claim.invoiceNumber, -note.amount, claim.id, note.on)),
    ];
  });
  const interestLines = law ? law.interest(known, on) : [];
  const costLines = law ? law.costs(undisputed(known), on).map((line) => withOwner(line, known.notices)) : [];
  const paymentLines = known.payments.map((payment) =>
    plainLine('PAYMENT', payment.id, -payment.amount, null, payment.receivedOn),
  );
  return [...principalLines, ...interestLines, ...costLines, ...paymentLines];
}

/** A fee of a day on which the creditor sent a letter for which it charged as much is the creditor's. */
function withOwner(line: OwedLine, notices: readonly NoticeFacts[]): OwedLine {
  const charged = (letter: NoticeFacts) =>
    letter.sentBy === 'CREDITOR' && letter.sentOn === line.from && (letter.feeCharged ?? 0n) >= line.amount;
  return line.kind === 'COST' && notices.some(charged) ? { ...line, creditorsOwn: true } : line;
}

/**
 * Payments cover what was owed as far as it goes, under an offer of settlement what they were spread over: what came beyond it is
 * owed back and no part of this. The rest is written off.
 */
function closedBalance(lines: readonly OwedLine[], facts: CaseFacts, closedOn: IsoDate): BalanceTotals {
  const isSettled = facts.settlementOffers.some(({ lapsed }) => !lapsed);
  const spreadOver = (paymentId: string): bigint =>
    sum(
      facts.payments
        .filter(({ id }) => id === paymentId)
        .flatMap(({ allocations }) => allocations.map(({ amount }) => amount)),
    );
  const owed = lines.filter((line) => line.kind !== 'PAYMENT');
  let left = total(owed);
  const covering = lines.flatMap((line): OwedLine[] => {
    const part = line.kind === 'PAYMENT' ? smallest(-line.amount, left, isSettled ? spreadOver(line.text) : left) : 0n;
    left -= part;
    return part > 0n ? [{ ...line, amount: -part }] : [];
  });
  const rest = left > 0n ? [plainLine('WRITE_OFF', '', -left, null, closedOn)] : [];
  return totalsOf([...owed, ...covering, ...rest]);
}

function totalsOf(lines: readonly OwedLine[]): BalanceTotals {
  const of = (...kinds: readonly OwedLine['kind'][]) => total(lines.filter((line) => kinds.includes(line.kind)));
  return {
    principal: of('PRINCIPAL', 'CREDIT_NOTE'),
    interest: of('INTEREST'),
    costs: of('COST', 'COMPENSATION', 'COURT_FEE'),
    paid: -of('PAYMENT'),
    writtenOff: -of('WRITE_OFF'),
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
 * not the whole either, gets more than it is owed; what is left over is the surplus. The creditor's own costs and the
 * agency's are two buckets of one kind. What was designated is covered first, in the same order.
 */
export function allocate(
  amount: bigint,
  owed: readonly OwedLine[],
  paid: readonly AllocationFacts[],
  order: readonly AllocationFacts['kind'][],
  designation: Designation | null = null,
): { allocations: AllocationFacts[]; surplus: bigint } {
  const open = openBuckets(owed, paid);
  const inOrder = order.flatMap((kind) => open.filter((bucket) => bucket.kind === kind));
  const first = inOrder.filter((bucket) => designation !== null && isDesignated(bucket, designation));
  const allocations: AllocationFacts[] = [];
  let left = amount;
  for (const bucket of [...first, ...inOrder.filter((other) => !first.includes(other))]) {
    const part = smallest(left, bucket.amount);
    if (part <= 0n) continue;
    const { kind, claimId, creditorsOwn } = bucket;
    allocations.push({ kind, claimId, amount: part, ...(creditorsOwn && { creditorsOwn }) });
    left -= part;
  }
  return { allocations, surplus: left };
}

/** What the debtor said a payment is for: a claim, a kind of what is owed, or a kind of a claim. At least one of the two is set. */
export interface Designation {
  readonly claimId: string | null;
  readonly kind: AllocationFacts['kind'] | null;
}

const isDesignated = (bucket: Bucket, { claimId, kind }: Designation): boolean =>
  (claimId === null || bucket.claimId === claimId) && (kind === null || bucket.kind === kind);

type Bucket = Omit<AllocationFacts, 'amount'> & { amount: bigint };

/** One text for each bucket: what a part of a payment covers. */
export const bucketKey = ({ kind, claimId, creditorsOwn }: Omit<AllocationFacts, 'amount'>): string =>
  `${kind} ${claimId ?? ''} ${creditorsOwn ? 'creditor' : ''}`;

const openBuckets = (owed: readonly OwedLine[], paid: readonly AllocationFacts[]): Bucket[] =>
  settleOverpaid(bucketsOf(owed, paid));

/** What each bucket was paid beyond what is owed of it: its debt fell after it was paid. */
export const paidTooMuch = (owed: readonly OwedLine[], paid: readonly AllocationFacts[]): AllocationFacts[] =>
  bucketsOf(owed, paid).flatMap(({ amount, ...part }) => (amount < 0n ? [{ ...part, amount: -amount }] : []));

/** What is left of each bucket, less than nothing where it was paid too much. A credit note lowers the principal of its claim. */
function bucketsOf(owed: readonly OwedLine[], paid: readonly AllocationFacts[]): Bucket[] {
  const buckets = new Map<string, Bucket>();
  const add = ({ kind, claimId, creditorsOwn }: AllocationFacts, amount: bigint) => {
    const part = { kind, claimId, ...(creditorsOwn && { creditorsOwn }) };
    const bucket = buckets.get(bucketKey(part)) ?? { ...part, amount: 0n };
    bucket.amount += amount;
    buckets.set(bucketKey(part), bucket);
  };
  for (const line of owed) {
    const kind = line.kind === 'CREDIT_NOTE' ? 'PRINCIPAL' : line.kind;
    if (kind !== 'PAYMENT') add({ ...line, kind }, line.amount);
  }
  for (const allocation of paid) add(allocation, -allocation.amount);
  return [...buckets.values()];
}

/** Costs, and what one of them may take the place of: a compensation that swallows a fee is paid by what paid the fee. */
const COSTS: readonly OwedLine['kind'][] = ['COST', 'COMPENSATION', 'COURT_FEE'];

/**
 * What a bucket got too much (its debt fell after it was paid) is taken off the other buckets, first those of its own kind, for
 * a cost then the other costs, so that nothing is asked twice.
 */
function settleOverpaid(buckets: Bucket[]): Bucket[] {
  const open = buckets.filter((bucket) => bucket.amount > 0n);
  for (const overpaid of buckets.filter((bucket) => bucket.amount < 0n)) {
    const sameKind = open.filter((bucket) => bucket.kind === overpaid.kind);
    const akin = open.filter((bucket) => COSTS.includes(bucket.kind) && COSTS.includes(overpaid.kind));
    for (const bucket of [...sameKind, ...akin, ...open]) {
      const part = smallest(-overpaid.amount, bucket.amount);
      bucket.amount -= part;
      overpaid.amount += part;
    }
  }
  return open;
}
