import type { EntityManager } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import { money } from '../../domain/money.js';
import type { CaseOutlay, SettlementLine } from '../../domain/settlement.js';
import type { Charge, Moved, Unsettled } from '../../domain/settlement-lines.js';

/** Whom is settled with, in what, up to which day (included), and of which cases; null for all of them. */
export interface Scope {
  readonly creditorId: string;
  readonly currency: string;
  readonly to: IsoDate;
  readonly caseIds: readonly string[] | null;
}

const bound = ({ creditorId, currency, to, caseIds }: Scope) => [creditorId, currency, to, caseIds];

/** Cases of a creditor of ours: a partner's client is settled with through the partner. */
const OUR_CASES = `c.creditor_id = $1 and c.currency = $2 and c.referred_by_partner_id is null and ($4::uuid[] is null or c.id = any($4))`;

/** Claims of a case, as it was handed over also where they have moved to another since. */
const CLAIMS = `case_id = coalesce(c.merged_into_id, c.id) and (c.merged_claims is null or claim.id = any(c.merged_claims))`;

const OUR_COSTS = `(select coalesce(sum(amount_minor), 0) from payment_allocation where payment_id = p.id and kind = 'COST' and not creditors_own)`;

/** What a success fee depends on, and a payment's parts. */
const PAYMENT = `p.id as "paymentId", c.id as "caseId", p.received_on as "receivedOn", c.registered_on as "registeredOn",
  (select sum(principal_minor) from claim where ${CLAIMS}) as principal, (select max(due_date) from claim where ${CLAIMS}) as "dueDate",
  (select coalesce(sum(case when credit_account = 'creditor:payable' then amount_minor when debit_account = 'creditor:payable' then -amount_minor end), 0)
     from posting where payment_id = p.id and reason = 'payment') as share,
  ${OUR_COSTS} as "ourCosts"`;

const HELD_BY_CREDITOR = `(select coalesce(sum(case when debit_account = 'creditor:received' then amount_minor
    when credit_account = 'creditor:received' then -amount_minor end), 0) from posting where payment_id = p.id and reason = 'payment')`;
const SHARE_WITH_CREDITOR = `(select coalesce(sum(case when credit_account = 'creditor:received' and debit_account like 'creditor:%' then amount_minor
    when debit_account = 'creditor:received' and credit_account like 'creditor:%' then -amount_minor end), 0)
  from posting where payment_id = p.id and reason = 'payment')`;

const HOLDS = 'not exists (select from payment_reversal where payment_id = p.id)';

const CAME_IN = `select ${PAYMENT}, p.paid_to_creditor as direct, ${HELD_BY_CREDITOR} as "oursWithCreditor", ${SHARE_WITH_CREDITOR} as "creditorsOwn"
  from payment p join collection_case c on c.id = p.case_id
  where ${OUR_CASES} and p.creditor_id = $1 and p.received_on <= $3 and (p.referral_id is null or p.paid_to_creditor) and ${HOLDS}
    and not exists (select from settlement_line where creditor_id = $1 and kind in ('COLLECTED', 'DIRECT_PAYMENT', 'OUR_COSTS') and source = p.id::text)
  order by p.received_on, p.id`;

// Money that stays in another currency than the case's is settled once it has been changed. What the partner kept as its fee counts as
// sent on, and is charged to the creditor.
const SENT_ON = `select ${PAYMENT}, s.id as "postingId", s.on_date as "sentOn", s.amount_minor as amount,
    p.original_currency is not null as exchanged,
    (select coalesce(sum(amount_minor), 0) from settlement_line where payment_id = p.id and kind in ('COLLECTED', 'REVERSAL')) as settled,
    (select coalesce(sum(our_costs_minor), 0) from settlement_line where payment_id = p.id) as "settledCosts",
    (select coalesce(sum(case when debit_account = 'exchange:difference' then amount_minor when credit_account = 'exchange:difference'
       then -amount_minor end), 0) from posting where payment_id = p.id and reason = 'remittance' and currency = $2) as "exchangeLoss"
  from posting s join payment p on p.id = s.payment_id join collection_case c on c.id = p.case_id
  where ${OUR_CASES} and p.creditor_id = $1 and s.currency = $2
    and (s.reason = 'remittance' and s.debit_account = 'client_funds' or s.reason = 'fee' and s.debit_account = 'partner:charges')
    and s.on_date <= $3 and ${HOLDS}
    and not exists (select from settlement_line where creditor_id = $1 and kind = 'COLLECTED' and source = 'posting:' || s.id)
  order by s.seq`;

interface PaymentRow {
  readonly paymentId: string;
  readonly caseId: string;
  readonly receivedOn: IsoDate;
  readonly registeredOn: IsoDate;
  readonly principal: string;
  readonly dueDate: IsoDate;
  readonly share: string;
  readonly ourCosts: string;
}
interface CameIn extends PaymentRow {
  readonly direct: boolean;
  readonly oursWithCreditor: string;
  readonly creditorsOwn: string;
}
interface SentOn extends PaymentRow {
  readonly postingId: string;
  readonly sentOn: IsoDate;
  readonly amount: string;
  readonly exchanged: boolean;
  readonly settled: string;
  readonly settledCosts: string;
  readonly exchangeLoss: string;
}

const paymentOf = (row: PaymentRow, { currency }: Scope) => ({
  paymentId: row.paymentId,
  caseId: row.caseId,
  receivedOn: row.receivedOn,
  share: BigInt(row.share),
  ourCosts: BigInt(row.ourCosts),
  handedOver: {
    principal: money(BigInt(row.principal), currency),
    latestDueDate: row.dueDate,
    registeredOn: row.registeredOn,
  },
});

/** Payments that are in our hands, or the creditor's, and have not been settled; each as often as a partner sent on a part of it. */
export async function loadUnsettled(tx: EntityManager, scope: Scope): Promise<Unsettled[]> {
  const [cameIn, sentOn]: [CameIn[], SentOn[]] = [
    await tx.query(CAME_IN, bound(scope)),
    await tx.query(SENT_ON, bound(scope)),
  ];
  const settled = new Map<string, bigint>();
  const settledCosts = new Set<string>();
  return [
    ...cameIn.map((row) => ({
      ...paymentOf(row, scope),
      ...(row.direct && { share: BigInt(row.creditorsOwn) }),
      oursWithCreditor: row.direct ? BigInt(row.oursWithCreditor) : null,
      remitted: null,
    })),
    ...sentOn.map((row) => {
      const before = settled.get(row.paymentId) ?? BigInt(row.settled);
      settled.set(row.paymentId, before + BigInt(row.amount));
      // However many parts a partner sends a payment on in, our costs within it are taxed once.
      const ourCosts = settledCosts.has(row.paymentId) ? 0n : BigInt(row.ourCosts) - BigInt(row.settledCosts);
      settledCosts.add(row.paymentId);
      const remitted = {
        postingId: row.postingId,
        on: row.sentOn,
        amount: BigInt(row.amount),
        settled: before,
        exchangeLoss: BigInt(row.exchangeLoss),
        exchanged: row.exchanged,
      };
      return { ...paymentOf(row, scope), ourCosts, oursWithCreditor: null, remitted };
    }),
  ];
}

const LINE = `l.kind, l.source, l.case_id as "caseId", l.payment_id as "paymentId", l.on_date as "on", l.amount_minor as amount,
  l.base_minor as base, l.rate_bps as "rateBps", l.our_costs_minor as "ourCosts"`;

/** Lines of payments that have been taken back since, and are still to be taken back themselves. */
export async function loadToTakeBack(tx: EntityManager, scope: Scope): Promise<SettlementLine[]> {
  const rows: (Omit<SettlementLine, 'amount' | 'base' | 'ourCosts'> & Record<'amount' | 'ourCosts', string> & {
    base: string | null;
  })[] = await tx.query(
    `select ${LINE} from settlement_line l join payment_reversal r on r.payment_id = l.payment_id join collection_case c on c.id = l.case_id
     where ${OUR_CASES} and l.creditor_id = $1 and r.creditor_id = $1 and r.reversed_on <= $3 and l.source not like 'reversal:%'
       and not exists (select from settlement_line where creditor_id = $1 and source = 'reversal:' || l.source)
     order by l.settlement_id, l.position`,
    bound(scope),
  ); // prettier-ignore
  return rows.map((row) => ({
    ...row,
    amount: BigInt(row.amount),
    base: row.base === null ? null : BigInt(row.base),
    ourCosts: BigInt(row.ourCosts),
  }));
}

/** In SQL: at what rate we took commission on the payment of posting `p`; where it follows from none, on the last of its case. */
const COMMISSION_RATE = `(select rate_bps from settlement_line where kind = 'COMMISSION'
  and case when p.payment_id is null then case_id = p.case_id else payment_id = p.payment_id end order by id desc limit 1)`;

const CHARGES: Readonly<Record<'overpaid' | 'partner' | 'fee', string>> = {
  // What turned out to have been paid too much, and was the creditor's. Of a payment that was taken back it was taken back with it.
  overpaid: `select p.id as source, c.id as "caseId", p.payment_id as "paymentId", p.on_date as "on",
      case when p.debit_account = 'creditor:owing' then p.amount_minor else -p.amount_minor end as amount,
      ${COMMISSION_RATE} as "rateBps"
    from posting p join collection_case c on c.id = p.case_id
    where ${OUR_CASES} and p.reason = 'owing' and p.idempotency_key like '%owing:overpaid:%' and p.on_date <= $3
      and not exists (select from payment_reversal r where r.payment_id = p.payment_id)
      and not exists (select from settlement_line where creditor_id = $1 and kind = 'REVERSAL' and source = p.id::text)
    order by p.seq`,
  partner: `select k.id as source, c.id as "caseId", k.incurred_on as "on", k.amount_minor as amount
    from partner_cost k join collection_case c on c.id = k.case_id
    where k.creditor_id = $1 and k.amount_currency = $2 and ($4::uuid[] is null or c.id = any($4)) and k.incurred_on <= $3
      and not exists (select from settlement_line where creditor_id = $1 and kind = 'PARTNER_CHARGE' and source = k.id::text)
    order by k.incurred_on, k.id`,
  // Of a payment that was taken back it was taken back with it.
  fee: `select f.id as source, c.id as "caseId", f.on_date as "on", f.amount_minor as amount
    from posting f join payment p on p.id = f.payment_id join collection_case c on c.id = f.case_id
    where ${OUR_CASES} and f.reason = 'fee' and f.debit_account = 'creditor:expenses' and f.on_date <= $3 and ${HOLDS}
      and not exists (select from settlement_line where creditor_id = $1 and kind = 'PARTNER_CHARGE' and source = f.id::text)
    order by f.seq`,
};

/** What the creditor is charged beside our own commission. */
export async function loadCharges(
  tx: EntityManager,
  scope: Scope,
  which: keyof typeof CHARGES,
): Promise<(Charge & { readonly rateBps: number | null })[]> {
  const rows: (Omit<Charge, 'amount'> & { amount: string; rateBps?: number | null })[] = await tx.query(
    CHARGES[which],
    bound(scope),
  );
  return rows.map(({ rateBps = null, ...row }) => ({ ...row, rateBps, amount: BigInt(row.amount) }));
}

// What the creditor owes back of a payment is charged by itself.
const SHARE_WITH_US = `(select coalesce(sum(case when credit_account = 'creditor:payable' then amount_minor
    when debit_account = 'creditor:payable' then -amount_minor end), 0) from posting where payment_id = p.id and reason in ('payment', 'owing'))`;

// Only a credit note lets a payment cover something else than when it was settled. What a partner collects covers the claims alone, and
// so never more of them.
const MOVED = `select * from (
    select ${PAYMENT}, settled.times, p.paid_to_creditor as direct, ${OUR_COSTS} - settled.costs as "moreCosts",
      case when p.paid_to_creditor then ${HELD_BY_CREDITOR} + settled.held else 0 end as "moreHeld",
      case when p.paid_to_creditor then ${SHARE_WITH_CREDITOR} else ${SHARE_WITH_US} end - settled.share as "moreShare"
    from payment p join collection_case c on c.id = p.case_id, lateral (
      select count(*) as times, sum(our_costs_minor) as costs, coalesce(sum(amount_minor) filter (where kind = 'OUR_COSTS'), 0) as held,
        coalesce(sum(case kind when 'DIRECT_PAYMENT' then base_minor when 'COLLECTED' then amount_minor end), 0) as share
      from settlement_line where payment_id = p.id and kind in ('COLLECTED', 'DIRECT_PAYMENT', 'OUR_COSTS')) settled
    where ${OUR_CASES} and p.creditor_id = $1 and p.received_on <= $3 and (p.referral_id is null or p.paid_to_creditor) and ${HOLDS}
      and settled.times > 0 and exists (select from credit_note where case_id = c.id)) moved
  where "moreHeld" <> 0 or "moreShare" <> 0 or "moreCosts" <> 0 order by "receivedOn", "paymentId"`;

interface MovedRow extends PaymentRow {
  readonly times: string;
  readonly direct: boolean;
  readonly moreCosts: string;
  readonly moreHeld: string;
  readonly moreShare: string;
}

/** Payments that cover something else than when they were settled. */
export async function loadMoved(tx: EntityManager, scope: Scope): Promise<Moved[]> {
  const rows: MovedRow[] = await tx.query(MOVED, bound(scope));
  return rows.map((row) => ({
    ...paymentOf(row, scope),
    source: `moved:${row.paymentId}:${row.times}`,
    direct: row.direct,
    ourCosts: BigInt(row.moreCosts),
    held: BigInt(row.moreHeld),
    share: BigInt(row.moreShare),
  }));
}

/** Cases whose fee has not been charged, with the day they were taken in. */
export async function loadUncharged(tx: EntityManager, scope: Scope): Promise<{ caseId: string; on: IsoDate }[]> {
  return tx.query(
    `select c.id as "caseId", c.registered_on as "on" from collection_case c
     where ${OUR_CASES} and c.registered_on <= $3
       and not exists (select from settlement_line where creditor_id = $1 and kind = 'CASE_FEE' and source = c.id::text)
     order by c.registered_on, c.id`,
    bound(scope),
  );
}

/** Months for which a subscription has been charged, in any currency. */
export async function loadMonthsCharged(tx: EntityManager, { creditorId }: Scope): Promise<Set<string>> {
  const rows: { source: string }[] = await tx.query(
    `select source from settlement_line where creditor_id = $1 and kind = 'SUBSCRIPTION'`,
    [creditorId],
  );
  return new Set(rows.map(({ source }) => source));
}

/** What we paid authorities on the cases, and what has become of it. */
export async function loadOutlays(tx: EntityManager, scope: Scope): Promise<CaseOutlay[]> {
  const rows: (Record<'paid' | 'courtFees' | 'charged' | 'repaid', string> & { caseId: string })[] = await tx.query(
    `select c.id as "caseId", sum(o.amount_minor) as paid,
       (select coalesce(sum(a.amount_minor), 0) from payment_allocation a join payment p on p.id = a.payment_id
         where a.case_id = c.id and a.kind = 'COURT_FEE' and p.received_on <= $3 and ${HOLDS}) as "courtFees",
       (select coalesce(-sum(amount_minor), 0) from settlement_line where creditor_id = $1 and case_id = c.id and kind = 'OUTLAY') as charged,
       (select coalesce(sum(case when credit_account = 'court:outlay' then amount_minor else -amount_minor end), 0) from posting
         where case_id = c.id and reason = 'outlayRepaid') as repaid
     from court_outlay o join collection_case c on c.id = o.case_id
     where ${OUR_CASES} and o.creditor_id = $1 and o.paid_on <= $3 group by c.id order by c.id`,
    bound(scope),
  );
  return rows.map(({ caseId, ...sums }) => ({
    caseId,
    paid: BigInt(sums.paid),
    courtFees: BigInt(sums.courtFees),
    charged: BigInt(sums.charged),
    repaid: BigInt(sums.repaid),
  }));
}
