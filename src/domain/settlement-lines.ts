import { commissionOn, type SettlementLine, type SettlementLineKind } from './settlement.js';
import { termsOn, type CommissionTerms } from './commission.js';
import type { IsoDate } from './date.js';
import { successFee, type FeeFacts } from './fees.js';
import type { RateTable } from './fx.js';
import { smallest } from './money.js';

/** What the success fee of a case depends on, as it was handed over. */
export interface HandedOver extends FeeFacts {
  readonly registeredOn: IsoDate;
}

/** A payment that came in on a case and has not been settled; minor units of the case's currency. */
export interface Unsettled {
  readonly paymentId: string;
  readonly caseId: string;
  readonly receivedOn: IsoDate;
  /** What of it is the creditor's. */
  readonly share: bigint;
  /** What of it covers our own costs; court fees are none. */
  readonly ourCosts: bigint;
  /** Of what the debtor paid the creditor itself, that which is ours; null where the money came to us. */
  readonly oursWithCreditor: bigint | null;
  /** Set where a partner collected it, and sent it on. */
  readonly remitted: Remitted | null;
  readonly handedOver: HandedOver;
}

/** One sum that a partner sent on for a payment. */
export interface Remitted {
  readonly postingId: string;
  readonly on: IsoDate;
  readonly amount: bigint;
  /** What earlier sums of the same payment have been settled as. */
  readonly settled: bigint;
  /** Less than it was booked at, where it came in another currency: 0 where it did not, negative where it was more. */
  readonly exchangeLoss: bigint;
  /** True where it came in another currency, and so settles the payment whole. */
  readonly exchanged: boolean;
}

/** The terms of a creditor, and rates to compare amounts of several currencies with. */
export interface Pricing {
  readonly terms: readonly CommissionTerms[];
  readonly rates: RateTable;
}

type Draft = Pick<SettlementLine, 'kind' | 'amount'> & Partial<SettlementLine>;

/** The lines of one payment: what is the creditor's, what it holds of ours, and our commission. */
export function linesOfPayment(payment: Unsettled, pricing: Pricing): SettlementLine[] {
  const { paymentId, caseId, remitted } = payment;
  const on = remitted?.on ?? payment.receivedOn;
  const source = remitted ? `posting:${remitted.postingId}` : paymentId;
  const line = (draft: Draft): SettlementLine => ({
    source,
    caseId,
    paymentId,
    on,
    base: null,
    rateBps: null,
    ourCosts: 0n,
    ...draft,
  });
  const { ourCosts } = payment;
  const share = shareOf(payment);
  return [
    ...(payment.oursWithCreditor === null
      ? [line({ kind: 'COLLECTED', amount: share, ourCosts })]
      : [
          line({ kind: 'DIRECT_PAYMENT', amount: 0n, base: share, ourCosts }),
          line({ kind: 'OUR_COSTS', amount: -payment.oursWithCreditor }),
        ]),
    line({ kind: 'EXCHANGE', amount: -(remitted?.exchangeLoss ?? 0n) }),
    commission(payment, share, pricing, line),
  ].filter(isWritten);
}

const isWritten = ({ kind, amount, base, ourCosts }: SettlementLine): boolean =>
  amount !== 0n || ourCosts !== 0n || isTold(kind, base);

/** Money the creditor received itself is told of, though nothing is paid out for it. */
const isTold = (kind: SettlementLineKind, base: bigint | null): boolean => kind === 'DIRECT_PAYMENT' && base !== 0n;

/** Of money a partner sends on in parts the creditor's share comes first. */
function shareOf({ share, remitted }: Unsettled): bigint {
  if (!remitted || remitted.exchanged) return share;
  return share > remitted.settled ? smallest(remitted.amount, share - remitted.settled) : 0n;
}

function commission(
  { handedOver, receivedOn }: Pick<Unsettled, 'handedOver' | 'receivedOn'>,
  base: bigint,
  { terms, rates }: Pricing,
  line: (draft: Draft) => SettlementLine,
): SettlementLine {
  const { bands, successFeeBps } = termsOn(terms, receivedOn);
  const world = { rates, on: handedOver.registeredOn };
  const { successFeeBps: rateBps } = successFee(bands, successFeeBps, handedOver, world);
  const owed = base < 0n ? -commissionOn(-base, rateBps) : commissionOn(base, rateBps);
  return line({ kind: 'COMMISSION', amount: -owed, base, rateBps });
}

/** A sum that the creditor is charged with, and what for. */
export interface Charge {
  readonly source: string;
  readonly caseId: string | null;
  /** The payment it follows from, where it follows from one. */
  readonly paymentId?: string | null;
  readonly on: IsoDate;
  readonly amount: bigint;
}

/** A payment that covers something else than when it was settled, each part by how much more; minor units. */
export interface Moved extends Pick<Unsettled, 'paymentId' | 'caseId' | 'receivedOn' | 'handedOver'> {
  readonly source: string;
  /** What of it is the creditor's, and our costs within it. */
  readonly share: bigint;
  readonly ourCosts: bigint;
  /** Whether the debtor paid the creditor itself; then, what of ours that holds. */
  readonly direct: boolean;
  readonly held: bigint;
}

/** What the creditor gets, or is charged, for a payment that covers something else since it was settled. */
export function movedLines(moved: Moved, pricing: Pricing, on: IsoDate): SettlementLine[] {
  const { source, caseId, paymentId, direct, share, held, ourCosts } = moved;
  const line = (draft: Draft): SettlementLine => ({
    source, caseId, paymentId, on, base: null, rateBps: null, ourCosts: 0n, ...draft,
  }); // prettier-ignore
  return [
    ...(direct
      ? [
          line({ kind: 'DIRECT_PAYMENT', amount: 0n, base: share, ourCosts }),
          line({ kind: 'OUR_COSTS', amount: -held }),
        ]
      : [line({ kind: 'COLLECTED', amount: share, ourCosts })]),
    commission(moved, share, pricing, line),
  ].filter(isWritten);
}

/** What turned out to be too much of a payment that was settled, and our commission on it, charged at `rateBps`, which is not due. */
export function overpaidLines(charge: Charge & { readonly rateBps: number | null }): SettlementLine[] {
  const { rateBps, ...back } = charge;
  const line = chargeLine('REVERSAL', back);
  if (rateBps === null) return [line];
  const notDue = back.amount < 0n ? -commissionOn(-back.amount, rateBps) : commissionOn(back.amount, rateBps);
  return [line, { ...line, kind: 'COMMISSION' as const, amount: notDue, base: -back.amount, rateBps }].filter(
    isWritten,
  );
}

/** What is charged once for a case, a month or by a partner. */
export function chargeLine(
  kind: 'CASE_FEE' | 'SUBSCRIPTION' | 'PARTNER_CHARGE' | 'REVERSAL',
  charge: Charge,
): SettlementLine {
  const { amount, paymentId = null, ...about } = charge;
  return { kind, ...about, paymentId, amount: -amount, base: null, rateBps: null, ourCosts: 0n };
}
