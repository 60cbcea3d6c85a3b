import type { IsoDate } from './date.js';
import type { AllocationFacts } from './facts.js';
import type { Currency } from './money.js';

/** What the debtor owes, by bucket: assets, credited when it is paid or falls away. */
type Receivable = 'receivable:principal' | 'receivable:interest' | 'receivable:costs';

/** Where money that came in lies: our client account, the creditor's own account, or the partner's. */
export type MoneyAccount = 'client_funds' | 'creditor:received' | 'partner:funds';

export type Account =
  | Receivable
  | MoneyAccount
  /** The creditor's part of what is not yet collected: its claims and their interest. */
  | 'creditor:claims'
  | 'creditor:interest'
  /** Costs and fees the debtor owes for our work. */
  | 'income:costs'
  /** What we owe the creditor of what was collected. */
  | 'creditor:payable'
  /** Paid beyond what was owed; to be given back. */
  | 'suspense';

/** The books of one case. */
export interface Book {
  readonly caseId: string;
  readonly creditorId: string;
  readonly currency: Currency;
}

/** One line of the ledger: `amount` minor units, above zero, from the credited account to the debited one. */
export interface Posting extends Book {
  readonly claimId: string | null;
  readonly paymentId: string | null;
  readonly debit: Account;
  readonly credit: Account;
  readonly amount: bigint;
  readonly on: IsoDate;
  /** Why, as one word: principal, accrual, payment … */
  readonly reason: string;
  /** Posting it a second time is refused by the database. */
  readonly idempotencyKey: string;
}

/** Receivable and counterpart of each bucket. */
const BUCKETS: Readonly<Record<'principal' | 'interest' | 'costs', { receivable: Receivable; owner: Account }>> = {
  principal: { receivable: 'receivable:principal', owner: 'creditor:claims' },
  interest: { receivable: 'receivable:interest', owner: 'creditor:interest' },
  costs: { receivable: 'receivable:costs', owner: 'income:costs' },
};
type Bucket = keyof typeof BUCKETS;

/** The bucket a part of a payment covers. */
const bucketOf = (kind: AllocationFacts['kind']): Bucket =>
  kind === 'PRINCIPAL' ? 'principal' : kind === 'INTEREST' ? 'interest' : 'costs';

/** The first postings of a case: each claim as handed over. */
export function openBooks(book: Book, claims: readonly { id: string; principal: bigint }[], on: IsoDate): Posting[] {
  return claims.map((claim) => ({
    ...book,
    claimId: claim.id,
    paymentId: null,
    debit: 'receivable:principal',
    credit: 'creditor:claims',
    amount: claim.principal,
    on,
    reason: 'principal',
    idempotencyKey: `claim:${claim.id}`,
  }));
}

/**
 * What interest and costs grew by since they were last booked; a negative growth is posted the other way round, for
 * postings are never taken back. `sequence` counts the accruals posted to the case before.
 */
export function accrual(
  book: Book,
  growth: { interest: bigint; costs: bigint },
  sequence: number,
  on: IsoDate,
): Posting[] {
  const changed = (['interest', 'costs'] as const).filter((bucket) => growth[bucket] !== 0n);
  return changed.map((bucket, index) =>
    changeOf(book, bucket, growth[bucket], 'accrual', `accrual:${book.caseId}:${sequence + index}`, on),
  );
}

/** What is left of each bucket when a case is closed unpaid: written off against whoever it would have gone to. */
export function closeBooks(book: Book, left: Readonly<Record<Bucket, bigint>>, on: IsoDate): Posting[] {
  const open = (['principal', 'interest', 'costs'] as const).filter((bucket) => left[bucket] !== 0n);
  return open.map((bucket) =>
    changeOf(book, bucket, -left[bucket], 'writeOff', `writeOff:${book.caseId}:${bucket}`, on),
  );
}

function changeOf(
  book: Book,
  bucket: Bucket,
  change: bigint,
  reason: string,
  idempotencyKey: string,
  on: IsoDate,
): Posting {
  const { receivable, owner } = BUCKETS[bucket];
  const [debit, credit] = change > 0n ? [receivable, owner] : [owner, receivable];
  const amount = change > 0n ? change : -change;
  return { ...book, claimId: null, paymentId: null, debit, credit, amount, on, reason, idempotencyKey };
}

/**
 * A payment as it was spread. What covers principal and interest becomes owed to the creditor, unless the creditor has
 * the money already; what is left over is owed back to whoever paid.
 */
export function paymentPostings(
  book: Book,
  payment: {
    readonly id: string;
    readonly allocations: readonly AllocationFacts[];
    readonly surplus: bigint;
    readonly to: MoneyAccount;
    readonly on: IsoDate;
  },
): Posting[] {
  const { id, to, on } = payment;
  const common = { ...book, paymentId: id, on, reason: 'payment' };
  const spread = payment.allocations.flatMap(({ kind, claimId, amount }): Omit<Posting, 'idempotencyKey'>[] => {
    const { receivable, owner } = BUCKETS[bucketOf(kind)];
    const received = { ...common, claimId, debit: to, credit: receivable, amount };
    if (owner === 'income:costs') return [received];
    const creditorsOwn: Account = to === 'creditor:received' ? to : 'creditor:payable';
    return [received, { ...common, claimId, debit: owner, credit: creditorsOwn, amount }];
  });
  if (payment.surplus > 0n) {
    spread.push({ ...common, claimId: null, debit: to, credit: 'suspense', amount: payment.surplus });
  }
  return spread.map((posting, index) => ({ ...posting, idempotencyKey: `payment:${id}:${index}` }));
}
