import type { IsoDate } from './date.js';
import type { AllocationFacts, OwedLine } from './facts.js';
import { sum, type Currency } from './money.js';

/** What the debtor owes, by bucket: assets, credited when it is paid or falls away. */
type Receivable = `receivable:${Bucket}`;

/** Where money that came in lies: our client account, the creditor's own account, or the partner's. */
export type MoneyAccount = 'client_funds' | 'creditor:received' | 'partner:funds';

export type Account =
  | Receivable
  | MoneyAccount
  /** The creditor's part of what is not yet collected: its claims, what the law adds to them, and the fees of its own letters. */
  | 'creditor:claims'
  | 'creditor:interest'
  | 'creditor:compensation'
  | 'creditor:costs'
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

/** What a debtor owes, apart by whose it is. */
export const BUCKETS = ['principal', 'interest', 'compensation', 'creditorCosts', 'costs'] as const;
export type Bucket = (typeof BUCKETS)[number];

/** Minor units of each bucket; one left out has none. */
export type Amounts = Readonly<Partial<Record<Bucket, bigint>>>;

/** Whose each bucket is: what is not the creditor's is ours. */
const OWNER: Readonly<Record<Bucket, Account>> = {
  principal: 'creditor:claims',
  interest: 'creditor:interest',
  compensation: 'creditor:compensation',
  creditorCosts: 'creditor:costs',
  costs: 'income:costs',
};

/** The bucket of a line, or of the part of a payment that covers it. */
function bucketOf({ kind, creditorsOwn }: Pick<AllocationFacts, 'kind' | 'creditorsOwn'>): Bucket {
  if (kind === 'PRINCIPAL') return 'principal';
  if (kind === 'INTEREST') return 'interest';
  if (kind === 'COMPENSATION') return 'compensation';
  return creditorsOwn ? 'creditorCosts' : 'costs';
}

/** What a balance adds to the claims, by bucket. */
export function additions(lines: readonly OwedLine[]): Amounts {
  const added = lines.filter(({ kind }) => kind !== 'PRINCIPAL' && kind !== 'PAYMENT' && kind !== 'WRITE_OFF');
  const of = (bucket: Bucket) => sum(added.filter((line) => bucketOf(line) === bucket).map((line) => line.amount));
  return Object.fromEntries(BUCKETS.map((bucket) => [bucket, of(bucket)]));
}

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
 * What interest, compensation and costs grew by since they were last booked; a negative growth is posted the other way
 * round, for postings are never taken back. `sequence` counts the accruals posted to the case before.
 */
export function accrual(book: Book, growth: Amounts, sequence: number, on: IsoDate): Posting[] {
  return present(growth).map(([bucket, change], index) =>
    changeOf(book, bucket, change, 'accrual', `accrual:${book.caseId}:${sequence + index}`, on),
  );
}

/** What is left of each bucket when a case is closed unpaid: written off against whoever it would have gone to. */
export function closeBooks(book: Book, left: Amounts, on: IsoDate): Posting[] {
  return present(left).map(([bucket, amount]) =>
    changeOf(book, bucket, -amount, 'writeOff', `writeOff:${book.caseId}:${bucket}`, on),
  );
}

const present = (amounts: Amounts): (readonly [Bucket, bigint])[] =>
  BUCKETS.map((bucket) => [bucket, amounts[bucket] ?? 0n] as const).filter(([, amount]) => amount !== 0n);

function changeOf(
  book: Book,
  bucket: Bucket,
  change: bigint,
  reason: string,
  idempotencyKey: string,
  on: IsoDate,
): Posting {
  const receivable: Receivable = `receivable:${bucket}`;
  const owner = OWNER[bucket];
  const [debit, credit] = change > 0n ? [receivable, owner] : [owner, receivable];
  const amount = change > 0n ? change : -change;
  return { ...book, claimId: null, paymentId: null, debit, credit, amount, on, reason, idempotencyKey };
}

/**
 * A payment as it was spread. What covers the creditor's part becomes owed to the creditor, unless the creditor has the
 * money already; what is left over is owed back to whoever paid.
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
  const spread = payment.allocations.flatMap((part): Omit<Posting, 'idempotencyKey'>[] => {
    const { claimId, amount } = part;
    const bucket = bucketOf(part);
    const owner = OWNER[bucket];
    const received = { ...common, claimId, debit: to, credit: `receivable:${bucket}` as const, amount };
    if (owner === 'income:costs') return [received];
    const creditorsOwn: Account = to === 'creditor:received' ? to : 'creditor:payable';
    return [received, { ...common, claimId, debit: owner, credit: creditorsOwn, amount }];
  });
  if (payment.surplus > 0n) {
    spread.push({ ...common, claimId: null, debit: to, credit: 'suspense', amount: payment.surplus });
  }
  return spread.map((posting, index) => ({ ...posting, idempotencyKey: `payment:${id}:${index}` }));
}
