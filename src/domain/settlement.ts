import type { IsoDate } from './date.js';
import { plain, type Account, type Book, type Posting } from './ledger.js';
import { divideHalfUp, smallest, sum } from './money.js';

/** What a line of a settlement is about. */
export const SETTLEMENT_LINE_KINDS = [
  'COLLECTED',
  'DIRECT_PAYMENT',
  'REVERSAL',
  'OUR_COSTS',
  'EXCHANGE',
  'COMMISSION',
  'CASE_FEE',
  'SUBSCRIPTION',
  'OUTLAY',
  'PARTNER_CHARGE',
  'VAT',
] as const;
export type SettlementLineKind = (typeof SETTLEMENT_LINE_KINDS)[number];

/** One line: what it adds to what is paid out, negative where it is taken off; minor units. */
export interface SettlementLine {
  readonly kind: SettlementLineKind;
  /** What is settled by it. A kind is settled once for a source. */
  readonly source: string;
  readonly caseId: string | null;
  readonly paymentId: string | null;
  readonly on: IsoDate;
  readonly amount: bigint;
  /** What it is a part of: collected for the creditor, or taxed. Null where it is none. */
  readonly base: bigint | null;
  /** Hundredths of a percent of the base; null where it is no share. */
  readonly rateBps: number | null;
  /** Our own costs that the same payment covered, which our service is taxed on too. */
  readonly ourCosts: bigint;
}

/** Which account each kind is about; none for a line that only tells. */
const ACCOUNT: Readonly<Record<SettlementLineKind, 'creditor:payable' | Claim | null>> = {
  COLLECTED: 'creditor:payable',
  DIRECT_PAYMENT: null,
  REVERSAL: 'creditor:owing',
  OUR_COSTS: 'creditor:received',
  EXCHANGE: 'exchange:difference',
  COMMISSION: 'creditor:commission',
  CASE_FEE: 'creditor:commission',
  SUBSCRIPTION: 'creditor:commission',
  VAT: 'creditor:commission',
  OUTLAY: 'court:outlay',
  PARTNER_CHARGE: 'creditor:expenses',
};

/** What the creditor owes us, in the order in which it is taken off what we owe it. */
const CLAIMS = [
  'creditor:owing',
  'court:outlay',
  'creditor:expenses',
  'exchange:difference',
  'creditor:received',
  'creditor:commission',
] as const satisfies readonly Account[];
type Claim = (typeof CLAIMS)[number];

/** What is left of each claim, minor units; one left out has nothing. */
export type Carried = Readonly<Partial<Record<Claim, bigint>>>;

/** How our service is taxed: at which rate, and whether the tax on what debtors paid us comes on top, for a creditor that can deduct it. */
export interface Taxation {
  readonly rateBps: number;
  readonly onTop: boolean;
}

/** What a settlement comes to. */
export interface Settled {
  /** Those given, and the tax. */
  readonly lines: readonly SettlementLine[];
  /** What was carried forward to it: 0 or less. */
  readonly opening: bigint;
  readonly payout: bigint;
  /** What is left of our claims, carried forward to the next. */
  readonly carried: Carried;
  readonly bookings: readonly SettlementBooking[];
}

/**
 * Settles with a creditor in one currency: what was collected for it, less what it owes us, is paid out. Where it owes us more,
 * nothing is paid out and the rest is carried forward.
 */
export function settle(
  id: string,
  carriedForward: Carried,
  drafts: readonly SettlementLine[],
  taxation: Taxation,
  on: IsoDate,
): Settled {
  const lines = [...drafts, ...taxLine(id, drafts, taxation, on)];
  const owed = new Map<Claim, bigint>(CLAIMS.map((claim) => [claim, carriedForward[claim] ?? 0n]));
  let inHand = 0n;
  for (const { kind, amount } of lines) {
    const account = ACCOUNT[kind];
    if (account === 'creditor:payable') inHand += amount;
    else if (account !== null) owed.set(account, owed.get(account)! - amount);
  }
  const netting = net(owed, inHand);
  return {
    lines,
    opening: -sum(Object.values(carriedForward)),
    payout: inHand - sum(netting.map(({ amount }) => amount)),
    carried: Object.fromEntries(
      CLAIMS.map((claim) => [claim, owed.get(claim)! - (netting.find(({ credit }) => credit === claim)?.amount ?? 0n)] as const)
        .filter(([, left]) => left !== 0n),
    ),
    bookings: [...charges(lines), ...includedTax(lines, taxation), ...netting],
  }; // prettier-ignore
}

/** A claim that fell below nothing is given back first; the others take what there is, one after the other. */
function net(owed: ReadonlyMap<Claim, bigint>, inHand: bigint): SettlementBooking[] {
  let left = inHand - sum([...owed.values()].filter((amount) => amount < 0n));
  return CLAIMS.flatMap((claim): SettlementBooking[] => {
    const amount = owed.get(claim)!;
    const part = amount < 0n ? amount : smallest(amount, left);
    if (part > 0n) left -= part;
    return part === 0n
      ? []
      : [{ caseId: null, reason: 'netting', debit: 'creditor:payable', credit: claim, amount: part }];
  });
}

/** What we charge is ours, or the state's; what is taken off is what the creditor owes for it. */
function charges(lines: readonly SettlementLine[]): SettlementBooking[] {
  return lines.flatMap(({ kind, caseId, amount }): SettlementBooking[] =>
    ACCOUNT[kind] === 'creditor:commission'
      ? [
          {
            caseId,
            reason: kind === 'VAT' ? 'vat' : 'commission',
            debit: 'creditor:commission',
            credit: kind === 'VAT' ? 'vat:output' : 'income:commission',
            amount: -amount,
          },
        ]
      : [],
  );
}

const ourCostsIn = (lines: readonly SettlementLine[]): bigint => sum(lines.map(({ ourCosts }) => ourCosts));

/** Tax on all we charge, and on what debtors paid us where the creditor bears it; one rounding, half up. */
function taxLine(
  source: string,
  lines: readonly SettlementLine[],
  { rateBps, onTop }: Taxation,
  on: IsoDate,
): SettlementLine[] {
  const charged = -sum(lines.filter(({ kind }) => ACCOUNT[kind] === 'creditor:commission').map(({ amount }) => amount));
  const base = charged + (onTop ? ourCostsIn(lines) : 0n);
  const amount = -divideHalfUp(base * BigInt(rateBps), 10_000n);
  if (amount === 0n) return [];
  return [{ kind: 'VAT', source, caseId: null, paymentId: null, on, amount, base, rateBps, ourCosts: 0n }];
}

/** Where debtors have paid the tax with our costs, it is no income of ours; half up. */
function includedTax(lines: readonly SettlementLine[], { rateBps, onTop }: Taxation): SettlementBooking[] {
  if (onTop) return [];
  const rate = BigInt(rateBps);
  const amount = divideHalfUp(ourCostsIn(lines) * rate, 10_000n + rate);
  return [{ caseId: null, reason: 'vat', debit: 'income:costs', credit: 'vat:output', amount }];
}

/** A commission on what was collected for the creditor, rounded half up for each payment. */
export const commissionOn = (collected: bigint, rateBps: number): bigint =>
  divideHalfUp(collected * BigInt(rateBps), 10_000n);

/** The lines that take back those of a payment that did not hold: the creditor gives back what it was paid, and we our commission. */
export function takenBack(lines: readonly SettlementLine[], on: IsoDate): SettlementLine[] {
  return lines.map((line) => ({
    ...line,
    kind: line.kind === 'COLLECTED' ? 'REVERSAL' : line.kind,
    source: `reversal:${line.source}`,
    on,
    amount: -line.amount,
    base: line.base === null ? null : -line.base,
    ourCosts: -line.ourCosts,
  }));
}

/** What we paid authorities on one case, and how far its debtor has repaid it. */
export interface CaseOutlay {
  readonly caseId: string;
  readonly paid: bigint;
  /** Court fees the debtor has paid. */
  readonly courtFees: bigint;
  /** Charged to the creditor before. */
  readonly charged: bigint;
  /** Booked before as repaid by the debtor. */
  readonly repaid: bigint;
}

/** The creditor bears what its debtor does not; what it has borne and the debtor then pays comes back to it. */
export function outlaySettlement(
  outlay: CaseOutlay,
  id: string,
  on: IsoDate,
): { readonly line: SettlementLine | null; readonly booking: SettlementBooking } {
  const { caseId, paid, courtFees } = outlay;
  const repaid = smallest(paid, courtFees);
  const amount = outlay.charged - (paid - repaid);
  const line = { kind: 'OUTLAY', source: `${id}:${caseId}`, caseId, paymentId: null, on, amount } as const;
  return {
    line: amount === 0n ? null : { ...line, base: null, rateBps: null, ourCosts: 0n },
    booking: {
      caseId,
      reason: 'outlayRepaid',
      debit: 'income:costs',
      credit: 'court:outlay',
      amount: repaid - outlay.repaid,
    },
  };
}

/** Postings that a settlement makes, each a change of one account by an amount that may be negative. */
export interface SettlementBooking {
  readonly caseId: string | null;
  readonly reason: 'commission' | 'vat' | 'outlayRepaid' | 'netting';
  /** Debited where the amount is positive. */
  readonly debit: Account;
  readonly credit: Account;
  readonly amount: bigint;
}

/** The postings of a settlement, in the order given. */
export function settlementPostings(
  book: Book,
  id: string,
  bookings: readonly SettlementBooking[],
  on: IsoDate,
): Posting[] {
  return bookings
    .filter(({ amount }) => amount !== 0n)
    .map(({ caseId, reason, debit, credit, amount }, index) => {
      const [from, to] = amount > 0n ? [debit, credit] : [credit, debit];
      const posting = plain({ ...book, caseId }, reason, from, to, amount > 0n ? amount : -amount, on);
      return { ...posting, idempotencyKey: `settlement:${id}:${index}` };
    });
}
