import type { IsoDate } from './date.js';
import type { AllocationFacts, OwedLine } from './facts.js';
import { smallest, sum, type Currency, type Money } from './money.js';

/** What the debtor owes, by bucket: assets, credited when it is paid or falls away. */
type Receivable = `receivable:${Bucket}`;

/** Where money lies: our client account, the creditor's own account, or the partner's. */
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
  | Payable
  /** What a partner charges for its work on a case, borne by the creditor, and what we owe the partner for it. */
  | 'creditor:expenses'
  | 'partner:charges'
  /**
   * Between two currencies: what came in or went out in the one against its value in the other, each currency for itself,
   * and what that turned out to have gained or lost.
   */
  | 'exchange:position'
  | 'exchange:difference'
  /** Paid beyond what was owed; to be given back. */
  | 'suspense'
  /** Came in, and belongs to nobody known yet. */
  | 'suspense:unmatched'
  /** Our commission, and the tax on it and on our costs, which we owe the state. */
  | 'income:commission'
  | 'vat:output'
  /** What the creditor owes us: commission and its tax, what we paid an authority for it, and what it was paid that did not hold. */
  | 'creditor:commission'
  | 'court:outlay'
  | 'creditor:owing'
  /** What a claim was sold for, to the seller and to the buyer, and what the one has coming from the other: no money of ours. */
  | 'creditor:sold'
  | 'creditor:bought'
  | 'sale:due'
  /** Our own money, outside the client account. */
  | 'agency:funds';

/** Whom we owe what is collected for the creditor: itself, or the partner whose client it is. */
export type Payable = 'creditor:payable' | 'partner:payable';

/** The books of one case; of a creditor beside its cases; or, where it is not known whose money it is, of nobody. */
export interface Book {
  readonly caseId: string | null;
  readonly creditorId: string | null;
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

const NO_ADDITIONS: readonly OwedLine['kind'][] = ['PRINCIPAL', 'CREDIT_NOTE', 'PAYMENT', 'WRITE_OFF'];

/** What a balance adds to the claims, by bucket. */
export function additions(lines: readonly OwedLine[]): Amounts {
  const added = lines.filter(({ kind }) => !NO_ADDITIONS.includes(kind));
  const of = (bucket: Bucket) => sum(added.filter((line) => bucketOf(line) === bucket).map((line) => line.amount));
  return Object.fromEntries(BUCKETS.map((bucket) => [bucket, of(bucket)]));
}

/** The first postings of a case: each claim as handed over. */
export function openBooks(book: Book, claims: readonly { id: string; principal: bigint }[], on: IsoDate): Posting[] {
  return claims
    .filter(({ principal }) => principal > 0n)
    .map((claim) => ({
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

/** What the creditor credited of a claim is owed no more. */
export function creditNotePostings(
  book: Book,
  note: { readonly id: string; readonly claimId: string; readonly amount: bigint; readonly on: IsoDate },
): Posting[] {
  const { id, claimId, amount, on } = note;
  const posting = changeOf(book, 'principal', -amount, 'creditNote', `creditNote:${id}`, on);
  return [{ ...posting, claimId }];
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

/** What was paid to the creditor before: it is no longer owed to the one that has the claim now. */
export function carriedPaid(book: Book, paid: readonly AllocationFacts[], on: IsoDate): Posting[] {
  return paid.map((part, index) => ({
    ...changeOf(book, bucketOf(part), -part.amount, 'carried', `carried:${book.caseId}:${index}`, on),
    claimId: part.claimId,
  }));
}

/** The price of a claim between two creditors: what the seller has coming from the buyer, in the books of each. */
export function salePostings(seller: Book, buyer: Book, price: bigint, on: IsoDate): Posting[] {
  const common = { claimId: null, paymentId: null, amount: price, on, reason: 'sale' };
  return [
    { ...seller, ...common, debit: 'sale:due', credit: 'creditor:sold', idempotencyKey: `sold:${seller.caseId}` },
    { ...buyer, ...common, debit: 'creditor:bought', credit: 'sale:due', idempotencyKey: `bought:${buyer.caseId}` },
  ];
}

/** A part of a claim that was never owed, as an objection to it has shown: taken off again. */
export const reductionPosting = (
  book: Book,
  claimId: string,
  amount: bigint,
  disputeId: string,
  on: IsoDate,
): Posting => ({
  ...changeOf(book, 'principal', -amount, 'reduction', `reduction:${disputeId}:${claimId}`, on),
  claimId,
});

/**
 * What is left of each bucket when a case is closed unpaid: written off against whoever it would have gone to. Less than
 * nothing is left where money that was told of late covers what was written off before: so much of that is taken back.
 */
export function closeBooks(book: Book, left: Amounts, on: IsoDate): Posting[] {
  return present(left).map(([bucket, amount]) =>
    changeOf(book, bucket, -amount, 'writeOff', `writeOff:${book.caseId}:${bucket}`, on),
  );
}

/**
 * What was paid beyond what turned out to be owed, of the money that came through our hands (`throughUs`, minor units): owed back
 * to whoever paid, and to us by the creditor where it was its. `rest` is what is left to be closed.
 */
export function overpaidPostings(
  book: Book,
  left: Amounts,
  throughUs: bigint,
  on: IsoDate,
): { readonly postings: readonly Posting[]; readonly rest: Amounts } {
  let toReturn = smallest(-sum(Object.values(left)), throughUs);
  const rest: Partial<Record<Bucket, bigint>> = { ...left };
  const postings = present(left).flatMap(([bucket, amount]): Posting[] => {
    const part = smallest(-amount, toReturn);
    if (part <= 0n) return [];
    toReturn -= part;
    rest[bucket] = amount + part;
    const key = `overpaid:${book.caseId}:${bucket}`;
    const owedBack = plain(book, 'overpaid', `receivable:${bucket}`, 'suspense', part, on);
    const owner = OWNER[bucket];
    return [
      { ...owedBack, idempotencyKey: key },
      ...(owner === 'income:costs' ? [] : owingPostings(book, key, owner, part, on)),
    ];
  });
  return { postings, rest };
}

/** What was owed back (`owedBack`) and is owed again, for a payment did not hold: the other way round. `rest` is what is left to be closed. */
export function owedAgain(book: Book, left: Amounts, owedBack: Amounts, on: IsoDate) {
  const rest: Partial<Record<Bucket, bigint>> = { ...left };
  const postings = present(left).flatMap(([bucket, amount]): Posting[] => {
    const part = smallest(amount, owedBack[bucket] ?? 0n);
    if (part <= 0n) return [];
    rest[bucket] = amount - part;
    return overpaidPostings(book, { [bucket]: -part }, part, on).postings.map((posting) => ({
      ...turned(posting),
      idempotencyKey: `again:${posting.idempotencyKey}`,
    }));
  });
  return { postings, rest };
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
 * money already; what is left over is owed back to whoever paid. Money `received` in another currency than the book's lies
 * in that currency, and the exchange position stands between it and what it covers.
 */
export function paymentPostings(
  book: Book,
  payment: {
    readonly id: string;
    readonly allocations: readonly AllocationFacts[];
    readonly surplus: bigint;
    readonly to: MoneyAccount;
    readonly on: IsoDate;
    readonly received?: Money | null;
    readonly owedTo?: Payable;
  },
): Posting[] {
  const { id, on, received = null, owedTo = 'creditor:payable' } = payment;
  const to: Account = received ? 'exchange:position' : payment.to;
  const common = { ...book, paymentId: id, on, reason: 'payment' };
  const spread = coverings(common, payment, to, owedTo);
  if (received) {
    const { currency, minor: amount } = received;
    spread.unshift({ ...common, currency, claimId: null, debit: payment.to, credit: 'exchange:position', amount });
  }
  return spread.map((posting, index) => ({ ...posting, idempotencyKey: `payment:${id}:${index}` }));
}

type Unkeyed = Omit<Posting, 'idempotencyKey'>;

/** Money on an account set against what it covers; what it covers of the creditor's is owed to `owedTo`. */
function coverings(
  common: Book & Pick<Posting, 'paymentId' | 'on' | 'reason'>,
  { allocations, surplus }: { readonly allocations: readonly AllocationFacts[]; readonly surplus: bigint },
  to: Account,
  owedTo: Payable,
): Unkeyed[] {
  const covered = allocations.flatMap((part): Unkeyed[] => {
    const { claimId, amount } = part;
    const bucket = bucketOf(part);
    const owner = OWNER[bucket];
    const covering = { ...common, claimId, debit: to, credit: `receivable:${bucket}` as const, amount };
    if (owner === 'income:costs') return [covering];
    const creditorsOwn: Account = to === 'creditor:received' ? to : owedTo;
    return [covering, { ...common, claimId, debit: owner, credit: creditorsOwn, amount }];
  });
  // What the debtor paid the creditor too much is the creditor's to give back.
  if (surplus <= 0n || to === 'creditor:received') return covered;
  return [...covered, { ...common, claimId: null, debit: to, credit: 'suspense', amount: surplus }];
}

/**
 * A part of a payment that covers something else from a day on: what it covered the other way round, then what it covers
 * now. `to` is the account the payment was set off from; `cause` tells these postings from others of the payment.
 */
export function movedPostings(
  book: Book,
  moved: {
    readonly paymentId: string;
    readonly released: readonly AllocationFacts[];
    readonly allocations: readonly AllocationFacts[];
    readonly surplus: bigint;
    readonly to: Account;
    readonly owedTo: Payable;
    readonly on: IsoDate;
    readonly cause: string;
  },
): Posting[] {
  const { paymentId, released, to, owedTo, on, cause } = moved;
  const common = { ...book, paymentId, on, reason: 'payment' };
  const before = coverings(common, { allocations: released, surplus: 0n }, to, owedTo).map(turned);
  const now = coverings(common, moved, to, owedTo);
  return [...before, ...now].map((posting, index) => ({
    ...posting,
    idempotencyKey: `moved:${cause}:${paymentId}:${index}`,
  }));
}

const turned = <Either extends Unkeyed>(posting: Either): Either => ({
  ...posting,
  debit: posting.credit,
  credit: posting.debit,
});

/** A payment that did not hold: each of its postings the other way round, on the day it was taken back. */
export function reversalPostings(postings: readonly Posting[], on: IsoDate): Posting[] {
  return postings.map((posting, index) => ({
    ...turned(posting),
    on,
    reason: 'reversal',
    idempotencyKey: `reversal:${posting.paymentId}:${index}`,
  }));
}

/** A posting that belongs to no claim and no payment. */
export const plain = (book: Book, reason: string, debit: Account, credit: Account, amount: bigint, on: IsoDate) =>
  ({ ...book, claimId: null, paymentId: null, debit, credit, amount, on, reason }) as const;

/** Money we send to the creditor, or to the partner whose client it is. */
export function payoutPostings(book: Book, payable: Payable, id: string, amount: bigint, on: IsoDate): Posting[] {
  return [{ ...plain(book, 'payout', payable, 'client_funds', amount, on), idempotencyKey: `payout:${id}` }];
}

/** A payout that the bank did not carry out: owed again. */
export function payoutReturnedPostings(
  book: Book,
  owedTo: Account,
  id: string,
  amount: bigint,
  on: IsoDate,
): Posting[] {
  return [{ ...plain(book, 'payoutReturned', 'client_funds', owedTo, amount, on), idempotencyKey: `returned:${id}` }];
}

/** What was paid beyond everything owed, given back. */
export function refundPostings(book: Book, id: string, amount: bigint, on: IsoDate): Posting[] {
  return [{ ...plain(book, 'refund', 'suspense', 'client_funds', amount, on), idempotencyKey: `refund:${id}` }];
}

/** What we paid an authority on a case, of our own money. */
export function outlayPostings(book: Book, id: string, amount: bigint, on: IsoDate): Posting[] {
  return [{ ...plain(book, 'outlay', 'court:outlay', 'agency:funds', amount, on), idempotencyKey: `outlay:${id}` }];
}

/**
 * Money the creditor has been settled with, and must give back. So that the money of others stays untouched, we put as much of our
 * own into the client account until it does. `taken` is the account the amount has been taken from.
 */
export function owingPostings(book: Book, key: string, taken: Account, amount: bigint, on: IsoDate): Posting[] {
  if (amount === 0n) return [];
  return [
    { ...plain(book, 'owing', 'creditor:owing', taken, amount, on), idempotencyKey: `owing:${key}` },
    coverPosting(book, key, amount, on),
  ];
}

/** Our own money put into the client account, so that the money of others stays untouched. */
export const coverPosting = (book: Book, key: string, amount: bigint, on: IsoDate): Posting => ({
  ...plain(book, 'cover', 'client_funds', 'agency:funds', amount, on),
  idempotencyKey: `cover:${key}`,
});
