import type { EntityManager } from 'typeorm';
import { jurisdictionOf } from '../../countries/index.js';
import { monthsDue, termsOn, type CommissionTerms } from '../../domain/commission.js';
import { addDays, earliest, type IsoDate } from '../../domain/date.js';
import type { ServiceTax } from '../../domain/jurisdiction.js';
import { sum } from '../../domain/money.js';
import {
  outlaySettlement,
  settle,
  takenBack,
  settlementPostings,
  type Carried,
  type Settled,
  type SettlementBooking,
  type SettlementLine,
} from '../../domain/settlement.js';
import { chargeLine, linesOfPayment, movedLines, overpaidLines, type Pricing } from '../../domain/settlement-lines.js';
import { uuidv7 } from '../../graphql/ids.js';
import type { Platform } from '../../platform.js';
import { post } from '../cases/case.record.js';
import { loadRateTable } from '../routing/exchange-rates.js';
import { orderPayout } from './payout.record.js';
import {
  loadCharges, loadMonthsCharged, loadMoved, loadOutlays, loadToTakeBack, loadUncharged, loadUnsettled, type Scope,
} from './settlement.material.js'; // prettier-ignore
import { loadTerms } from './terms.record.js';

/** A creditor whose row this transaction holds: nobody else settles with it meanwhile. */
export interface CreditorAtHand {
  readonly id: string;
  readonly name: string;
  readonly country: string;
  readonly vatLiable: boolean;
  readonly bankAccount: string | null;
}

/** The row that has been locked, as settling with a creditor needs it. */
export const CREDITOR_COLUMNS = 'id, name, country, vat_liable as "vatLiable", bank_account as "bankAccount"';

/**
 * Settles with a creditor in every currency it has anything in: what came in up to a day, less what it owes us. The keys of the
 * settlements; none where there is nothing to settle. What somebody has in hand meanwhile is settled the next time.
 */
export async function settleWith(
  tx: EntityManager,
  platform: Platform,
  creditor: CreditorAtHand,
  to: IsoDate,
  on: IsoDate,
): Promise<string[]> {
  const terms = (await loadTerms(tx, [creditor.id])).get(creditor.id)!;
  const pricing = { terms, rates: await loadRateTable(tx, on) };
  const made: string[] = [];
  for (const currency of await currenciesOf(tx, creditor.id, terms)) {
    const id = await settleIn(
      tx,
      platform,
      creditor,
      pricing,
      { creditorId: creditor.id, currency, to, caseIds: null },
      on,
    );
    if (id !== null) made.push(id);
  }
  return made;
}

async function currenciesOf(
  tx: EntityManager,
  creditorId: string,
  terms: readonly CommissionTerms[],
): Promise<string[]> {
  const rows: { currency: string }[] = await tx.query(
    `select currency from collection_case where creditor_id = $1 union select amount_currency from partner_cost where creditor_id = $1`,
    [creditorId],
  );
  const subscribed = terms.flatMap(({ subscription }) => (subscription ? [subscription.currency] : []));
  return [...new Set([...rows.map(({ currency }) => currency), ...subscribed])].sort();
}

async function settleIn(
  tx: EntityManager,
  platform: Platform,
  creditor: CreditorAtHand,
  pricing: Pricing,
  wide: Scope,
  on: IsoDate,
): Promise<string | null> {
  const id = uuidv7();
  const found = await drafts(tx, wide, pricing, id, on);
  if (found.lines.length === 0) return null;
  // A payment of a case that is in somebody's hands may be taken back at this moment: the cases first, then the facts anew.
  const caseIds = [...new Set(found.lines.flatMap(({ caseId }) => caseId ?? []))].sort();
  await tx.query('select from collection_case where id = any($1) order by id for update', [caseIds]);
  const scope = { ...wide, caseIds };
  const { lines, bookings } = await drafts(tx, scope, pricing, id, on);
  if (lines.length === 0) return null;
  const before = await lastSettlement(tx, scope);
  const tax = taxOf(platform, creditor, on);
  const taxation = { rateBps: tax.rateBps, onTop: creditor.vatLiable };
  const settled = settle(id, before?.carried ?? {}, lines, taxation, on);
  const reference = await writeSettlement(tx, scope, { id, on, before, settled, tax });
  const book = { caseId: null, creditorId: creditor.id, currency: scope.currency };
  await post(tx, settlementPostings(book, id, [...bookings, ...settled.bookings], on));
  if (settled.payout > 0n) {
    const { id: creditorId, name: payee, country: payeeCountry, bankAccount: account } = creditor;
    const sent = { minor: settled.payout, currency: scope.currency };
    const payout = { creditorId, caseId: null, refundId: null, payee, payeeCountry, account };
    await orderPayout(tx, { ...payout, settlementId: id, amount: sent, reference }, on);
  }
  return id;
}

/** Everything to be settled, and what the debtors have repaid of our outlays. */
async function drafts(
  tx: EntityManager,
  scope: Scope,
  pricing: Pricing,
  id: string,
  on: IsoDate,
): Promise<{ lines: SettlementLine[]; bookings: SettlementBooking[] }> {
  const { terms } = pricing;
  const [partnerCharges, overpaid] = [
    [...(await loadCharges(tx, scope, 'partner')), ...(await loadCharges(tx, scope, 'fee'))],
    await loadCharges(tx, scope, 'overpaid'),
  ];
  const outlays = (await loadOutlays(tx, scope)).map((outlay) => outlaySettlement(outlay, id, on));
  return {
    lines: [
      ...(await loadUnsettled(tx, scope)).flatMap((payment) => linesOfPayment(payment, pricing)),
      ...takenBack(await loadToTakeBack(tx, scope), on),
      ...overpaid.flatMap(overpaidLines),
      ...(await loadMoved(tx, scope)).flatMap((moved) => movedLines(moved, pricing, on)),
      ...(await caseFees(tx, scope, terms)),
      ...(await subscriptions(tx, scope, terms, on)),
      ...outlays.flatMap(({ line }) => line ?? []),
      ...partnerCharges.map((charge) => chargeLine('PARTNER_CHARGE', charge)),
    ],
    bookings: outlays.map(({ booking }) => booking),
  };
}

/** By the terms of the day on which each case was taken in. */
async function caseFees(tx: EntityManager, scope: Scope, terms: readonly CommissionTerms[]): Promise<SettlementLine[]> {
  if (!terms.some(({ caseFees: fees }) => fees.some(({ currency }) => currency === scope.currency))) return [];
  return (await loadUncharged(tx, scope)).flatMap(({ caseId, on }) => {
    const fee = termsOn(terms, on).caseFees.find(({ currency }) => currency === scope.currency);
    return fee ? [chargeLine('CASE_FEE', { source: caseId, caseId, on, amount: fee.minor })] : [];
  });
}

async function subscriptions(
  tx: EntityManager,
  scope: Scope,
  terms: readonly CommissionTerms[],
  on: IsoDate,
): Promise<SettlementLine[]> {
  if (!terms.some(({ subscription }) => subscription?.currency === scope.currency)) return [];
  const due = monthsDue(terms, scope.currency, await loadMonthsCharged(tx, scope), on);
  return due.map(({ month, amount }) => chargeLine('SUBSCRIPTION', { source: month, caseId: null, on: month, amount }));
}

/** The law of the agency's own country says how its service is taxed; a country without a module taxes nothing here. */
function taxOf(
  { agency, laws }: Platform,
  { country }: CreditorAtHand,
  on: IsoDate,
): Pick<ServiceTax, 'name' | 'rateBps'> {
  return jurisdictionOf(agency.country, laws)?.serviceTax(country, on) ?? { name: '', rateBps: 0 };
}

interface Earlier {
  readonly number: number;
  readonly periodTo: IsoDate;
  readonly carried: Carried;
}

async function lastSettlement(tx: EntityManager, { creditorId, currency }: Scope): Promise<Earlier | null> {
  const rows: { number: number; periodTo: IsoDate; carried: Record<string, string> }[] = await tx.query(
    `select number, period_to as "periodTo", carried from settlement where creditor_id = $1 and currency = $2
     order by number desc limit 1`,
    [creditorId, currency],
  );
  const [last] = rows;
  if (!last) return null;
  const carried = Object.entries(last.carried).map(([account, amount]) => [account, BigInt(amount)]);
  return { ...last, carried: Object.fromEntries(carried) as Carried };
}

/** Its reference. */
async function writeSettlement(
  tx: EntityManager,
  { creditorId, currency, to }: Scope,
  made: {
    readonly id: string;
    readonly on: IsoDate;
    readonly before: Earlier | null;
    readonly settled: Settled;
    readonly tax: Pick<ServiceTax, 'name'>;
  },
): Promise<string> {
  const { id, on, before, settled, tax } = made;
  const { lines, opening, payout, carried } = settled;
  const first = earliest(to, ...lines.map((line) => line.on));
  const from = before && before.periodTo < to ? addDays(before.periodTo, 1) : first;
  const amounts = Object.fromEntries(Object.entries(carried).map(([account, amount]) => [account, amount.toString()]));
  const [{ reference }]: [{ reference: string }] = await tx.query(
    `insert into settlement (id, creditor_id, currency, number, reference, period_from, period_to, settled_on, opening_minor, payout_minor,
       carried_minor, carried, tax_name)
     values ($1, $2, $3, $4, 'FS' || lpad(nextval('payout_reference')::text, 8, '0'), $5, $6, $7, $8, $9, $10, $11, $12) returning reference`,
    [
      id, creditorId, currency, (before?.number ?? 0) + 1, earliest(from, to), to, on, opening.toString(), payout.toString(),
      (-sum(Object.values(carried))).toString(), amounts, tax.name,
    ],
  ); // prettier-ignore
  await writeLines(tx, creditorId, currency, id, lines);
  return reference;
}

async function writeLines(
  tx: EntityManager,
  creditorId: string,
  currency: string,
  settlementId: string,
  lines: readonly SettlementLine[],
): Promise<void> {
  const rows = lines.map((line, position) => ({
    id: uuidv7(),
    settlement_id: settlementId,
    creditor_id: creditorId,
    position,
    kind: line.kind,
    source: line.source,
    case_id: line.caseId,
    payment_id: line.paymentId,
    on_date: line.on,
    amount_minor: line.amount.toString(),
    base_minor: line.base?.toString() ?? null,
    rate_bps: line.rateBps,
    our_costs_minor: line.ourCosts.toString(),
    currency,
  }));
  await tx.query('insert into settlement_line select * from json_populate_recordset(null::settlement_line, $1)', [
    JSON.stringify(rows),
  ]);
}
