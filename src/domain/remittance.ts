import type { IsoDate } from './date.js';
import { plain, type Book, type Posting } from './ledger.js';
import { smallest, sum, type Money } from './money.js';

/** The money of a case that a partner works: what it charges, and what it sends on. */

/** What a partner charges for its work, in the currency it charges in. */
export function chargePostings(book: Book, id: string, charged: Money, on: IsoDate): Posting[] {
  const { currency, minor } = charged;
  const posting = plain({ ...book, currency }, 'partnerCharge', 'creditor:expenses', 'partner:charges', minor, on);
  return [{ ...posting, idempotencyKey: `charge:${id}` }];
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
