import type { IsoDate } from './date.js';
import type { AllocationFacts, OwedLine } from './facts.js';
import { smallest, sum, type Currency, type Money } from './money.js';

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
  | 'suspense';

/** Whom we owe what is collected for the creditor: itself, or the partner whose client it is. */
export type Payable = 'creditor:payable' | 'partner:payable';

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

const NO_ADDITIONS: readonly OwedLine['kind'][] = ['PRINCIPAL', 'CREDIT_NOTE', 'PAYMENT', 'WRITE_OFF'];

/** What a balance adds to the claims, by bucket. */
export function additions(lines: readonly OwedLine[]): Amounts {
  const added = lines.filter(({ kind }) => !NO_ADDITIONS.includes(kind));
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

/**
 * What is left of each bucket when a case is closed unpaid: written off against whoever it would have gone to. Less than
 * nothing is left where money that was told of late covers what was written off before: so much of that is taken back.
 */
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
  if (surplus <= 0n) return covered;
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

/** What a partner charges for its work, in the currency it charges in. */
export function chargePostings(book: Book, id: string, charged: Money, on: IsoDate): Posting[] {
  const { currency, minor: amount } = charged;
  return [
    {
      ...book, currency, claimId: null, paymentId: null, debit: 'creditor:expenses', credit: 'partner:charges', amount, on,
      reason: 'partnerCharge', idempotencyKey: `charge:${id}`,
    },
  ]; // prettier-ignore
}

/** What a partner holds of one payment, as received, and what of it is worth in the book's currency. */
export interface HeldPayment {
  readonly id: string;
  readonly held: Money;
  /** Minor units of the book's currency; the same as `held` where that is in it. */
  readonly booked: bigint;
}

/** Money a partner sends on, and what it kept of the payments it is for as its success fee: minor units of the same currency. */
interface SentOn {
  readonly id: string;
  readonly amount: Money;
  readonly fee: bigint;
  readonly on: IsoDate;
  readonly mostDifferenceBps: bigint;
}

/**
 * Money a partner sends on for payments it holds, in the order given. Null where it is more than the partner holds of them,
 * or in a currency that is neither theirs nor the book's. In the currency it was received in, what is not sent stays with
 * the partner. In the book's for payments received in another, those are settled whole: what came for them against what they
 * were booked at is the exchange difference, unless it is more than `mostDifferenceBps` of that, which no exchange explains.
 * A fee settles as much as if it had been sent on, and the creditor bears it.
 */
export function remittancePostings(book: Book, remittance: SentOn, payments: readonly HeldPayment[]): Posting[] | null {
  const { amount, fee, mostDifferenceBps } = remittance;
  const settled = amount.minor + fee;
  const same = payments.filter(({ held }) => held.currency === amount.currency);
  const other = payments.filter(({ held }) => held.currency !== amount.currency);
  const holds = sum(same.map(({ held }) => held.minor));
  if (other.length > 0) {
    const booked = sum(other.map((payment) => payment.booked));
    const forOther = settled - holds;
    const difference = forOther > booked ? forOther - booked : booked - forOther;
    if (amount.currency !== book.currency || difference * 10_000n > booked * mostDifferenceBps) return null;
  } else if (settled > holds) return null;
  const asReceived = other.length > 0 ? holds : settled;
  const drafts = [...sendAsReceived(same, asReceived), ...sendExchanged(book, other, settled - asReceived)];
  const common = { ...book, claimId: null, on: remittance.on, reason: 'remittance' };
  return withFee(drafts, amount.minor)
    .filter((draft) => draft.amount > 0n)
    .map((draft, index) => ({ ...common, ...draft, idempotencyKey: `remittance:${remittance.id}:${index}` }));
}

type Draft = Pick<Posting, 'paymentId' | 'debit' | 'credit' | 'amount' | 'currency'> & Partial<Pick<Posting, 'reason'>>;

/** Of what settles the payments only `sent` came in; the last of it was kept: charged to the creditor, and paid by that. */
function withFee(drafts: readonly Draft[], sent: bigint): Draft[] {
  let left = sent;
  return drafts.flatMap((draft): Draft[] => {
    if (draft.debit !== 'client_funds') return [draft];
    const came = smallest(draft.amount, left);
    left -= came;
    const kept = { ...draft, amount: draft.amount - came, reason: 'fee' };
    return [
      { ...draft, amount: came },
      { ...kept, debit: 'creditor:expenses', credit: 'partner:charges' },
      { ...kept, debit: 'partner:charges' },
    ];
  });
}

function sendAsReceived(payments: readonly HeldPayment[], amount: bigint): Draft[] {
  let left = amount;
  return payments.map(({ id, held: { minor, currency } }) => {
    const part = smallest(minor, left);
    left -= part;
    return { paymentId: id, currency, debit: 'client_funds', credit: 'partner:funds', amount: part };
  });
}

/** The amount goes to the payments by what each was booked at; the last takes what rounding leaves. */
function sendExchanged({ currency }: Book, payments: readonly HeldPayment[], amount: bigint): Draft[] {
  const whole = sum(payments.map(({ booked }) => booked));
  let [before, sent] = [0n, 0n];
  return payments.flatMap(({ id: paymentId, held, booked }): Draft[] => {
    before += booked;
    const part = (amount * before) / whole - sent;
    sent += part;
    const loss = booked - part;
    const closing: Pick<Draft, 'debit' | 'credit' | 'amount'> =
      loss > 0n
        ? { debit: 'exchange:difference', credit: 'exchange:position', amount: loss }
        : { debit: 'exchange:position', credit: 'exchange:difference', amount: -loss };
    return [
      { paymentId, currency: held.currency, debit: 'exchange:position', credit: 'partner:funds', amount: held.minor },
      { paymentId, currency, debit: 'client_funds', credit: 'exchange:position', amount: part },
      { paymentId, currency, ...closing },
    ];
  });
}

/** Money we send to the partner whose client the creditor is. */
export function payoutPostings(book: Book, id: string, amount: bigint, on: IsoDate): Posting[] {
  return [
    {
      ...book, claimId: null, paymentId: null, debit: 'partner:payable', credit: 'client_funds', amount, on,
      reason: 'payout', idempotencyKey: `payout:${id}`,
    },
  ]; // prettier-ignore
}
