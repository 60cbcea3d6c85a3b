import type { DataSource, EntityManager } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import type {
  CaseState, CaseStage, CaseStatus, ClaimFacts, ConditionFacts, CreditNoteFacts, DayCount, HoldReason, PartyType, ReferralStatus, RouteKind,
  SettlementOfferFacts, SurveillanceFacts, UpheldFacts,
} from '../../domain/facts.js'; // prettier-ignore
import { prepared } from '../../data-source.js';
import { claimOf, historyFacts, type CarriedJson, type HistoryJson, type WithText } from './case.history.js';
import { readStrategy, type StoredStrategy } from './case.strategy.js';

/** In SQL: what the creditor credited of a claim, minor units. */
export const creditedSql = (claimId: string): string =>
  `(select coalesce(sum(amount_minor), 0) from credit_note where claim_id = ${claimId})`;

/** In SQL: whether a claim is one of the case `alias`, or was before that was merged into another. */
const ofCase = (alias: string, claim = ''): string =>
  `${claim}case_id = coalesce(${alias}.merged_into_id, ${alias}.id)
     and (${alias}.merged_claims is null or ${claim}id = any(${alias}.merged_claims))`;

/** One JSON value with everything a case's law and life need; `alias` is a row of collection_case. */
export const caseStateSql = (alias: string): string => `(select json_build_object(
  'currency', ${alias}.currency, 'country', ${alias}.country, 'status', ${alias}.status, 'stage', ${alias}.stage,
  'holdReason', ${alias}.hold_reason, 'routeKind', ${alias}.route_kind, 'registeredOn', ${alias}.registered_on,
  'closedOn', ${alias}.closed_on,
  'debtorType', fd.type, 'addressInDoubt', fd.address_failed_on is not null, 'vatLiable', fc.vat_liable, 'automation', fc.automation,
  'strategy', (select content from strategy where creditor_id = ${alias}.creditor_id order by version desc limit 1),
  'surveillance', case when ${alias}.stage = 'SURVEILLANCE' then (
     select json_build_object('since', b.on_date, 'points', b.points, 'last', json_build_object('on', l.on_date, 'points', l.points))
     from (select * from case_score where case_id = ${alias}.id and begins order by id desc limit 1) b,
       (select * from case_score where case_id = ${alias}.id order by id desc limit 1) l) end,
  'dayCount', fc.day_count,
  'claims', (select json_agg(json_build_object('id', id, 'invoiceNumber', invoice_number, 'description', description,
     'invoiceDate', invoice_date, 'dueDate', due_date, 'principal', (principal_minor - ${creditedSql('claim.id')} - coalesce((
       select sum(upheld_minor) from dispute_part where claim_id = claim.id), 0))::text, 'kind', kind,
     'dueDateBasis', due_date_basis, 'agreedRateBps', agreed_rate_bps, 'agreedOn', agreed_on, 'originatedOn', originated_on,
     'incurredAsMinor', incurred_as_minor) order by due_date, id) from claim where ${ofCase(alias)}),
  'creditNotes', (select json_agg(json_build_object('claimId', claim_id, 'amount', amount_minor::text, 'on', issued_on)
     order by issued_on, credit_note.id) from credit_note join claim on claim.id = claim_id where ${ofCase(alias, 'claim.')}),
  'conditions', (select json_agg(json_build_object('type', type, 'from', from_date, 'until', until_date,
     'represented', representative_name is not null) order by from_date, id)
     from debtor_condition_now where debtor_id = ${alias}.debtor_id),
  'proceedings', (select json_agg(json_build_object('type', type, 'on', on_date, 'step', step, 'awarded', awarded_minor::text,
     'until', until_date) order by on_date, id) from proceeding told where case_id = ${alias}.id and retracts is null
     and not exists (select from proceeding where retracts = told.id)),
  'plans', (select json_agg(json_build_object('agreedOn', agreed_on, 'interestFree', interest_free, 'endedOn', ended_on,
     'endedAs', ended_as, 'instalments', (select json_agg(
     json_build_object('dueOn', due_on, 'amount', amount_minor::text) order by due_on, id) from instalment where plan_id = plan.id))
     order by agreed_on, id) from payment_plan plan where case_id = ${alias}.id and agreed_on is not null),
  'planProposed', exists (select from payment_plan where case_id = ${alias}.id and agreed_on is null and declined_on is null),
  'granted', (select json_agg(json_build_object('claimId', claim_id, 'dueBefore', due_before, 'dueDate', due_date,
     'changedOn', changed_on) order by id) from claim_due_date where case_id = ${alias}.id),
  'offers', (select json_agg(json_build_object('offeredOn', offered_on, 'payBy', pay_by, 'amount', amount_minor::text,
     'lapsed', lapsed_on is not null)
     order by offered_on, id) from settlement_offer where case_id = ${alias}.id),
  'carried', ${alias}.carried,
  'objectedOn', (select json_agg(raised_on order by raised_on) from dispute where case_id = ${alias}.id),
  'notices', (select json_agg(json_build_array(type, sent_on, pay_by, sent_by, fee) order by sent_on, id) from (
     select id, type, sent_on, pay_by, 'CREDITOR' as sent_by, fee_charged_minor::text as fee from prior_notice where case_id = ${alias}.id
     union all select id, type, sent_on, pay_by, 'AGENCY', null from notice where case_id = ${alias}.id and undelivered_on is null) letters),
  'payments', (select json_agg(json_build_array(p.id, p.received_on, p.amount_minor::text,
     (select json_agg(json_build_array(kind, claim_id, amount_minor::text, creditors_own) order by id) from payment_allocation where payment_id = p.id))
     order by p.received_on, p.id) from payment p where p.case_id = ${alias}.id
     and not exists (select from payment_reversal where payment_id = p.id)),
  'disputed', exists (select from dispute where case_id = ${alias}.id and resolved_on is null and stops_all),
  'disputedParts', (select json_agg(json_build_object('claimId', part.claim_id, 'amount', part.disputed_minor::text, 'from', raised_on,
     'until', resolved_on) order by raised_on, d.id) from dispute_part part join dispute d on d.id = part.dispute_id
     where d.case_id = ${alias}.id and not stops_all),
  'upheld', (select json_agg(json_build_object('claimId', part.claim_id, 'amount', part.upheld_minor::text, 'on', resolved_on)
     order by resolved_on, d.id) from dispute_part part join dispute d on d.id = part.dispute_id
     where d.case_id = ${alias}.id and upheld_minor > 0),
  'referralStatus', (select status from referral where id = ${alias}.referral_id),
  'openInquiries', (select count(*) from inquiry where referral_id = ${alias}.referral_id and answer is null))
  from debtor fd, creditor fc where fd.id = ${alias}.debtor_id and fc.id = ${alias}.creditor_id)`;

interface CaseStateJson extends HistoryJson {
  carried: CarriedJson | null;
  currency: string;
  country: string;
  status: CaseStatus;
  stage: CaseStage;
  holdReason: HoldReason | null;
  routeKind: RouteKind;
  registeredOn: IsoDate;
  closedOn: IsoDate | null;
  debtorType: PartyType;
  vatLiable: boolean;
  automation: 'AUTOMATIC' | 'APPROVAL';
  strategy: StoredStrategy | null;
  surveillance: SurveillanceFacts | null;
  dayCount: DayCount | null;
  claims: WithText<ClaimFacts, 'principal'>[] | null;
  creditNotes: WithText<CreditNoteFacts, 'amount'>[] | null;
  conditions: ConditionFacts[] | null;
  offers: WithText<SettlementOfferFacts, 'amount'>[] | null;
  disputed: boolean;
  upheld: WithText<UpheldFacts, 'amount'>[] | null;
  planProposed: boolean;
  addressInDoubt: boolean;
  referralStatus: ReferralStatus | null;
  openInquiries: number;
}

/** The case state in what `caseStateSql` selects. */
export function readCaseState(json: object): CaseState {
  const row = json as CaseStateJson;
  return {
    country: row.country,
    status: row.status,
    stage: row.stage,
    holdReason: row.holdReason,
    routeKind: row.routeKind,
    strategy: readStrategy(row.strategy, row.automation),
    surveillance: row.surveillance,
    referralStatus: row.referralStatus,
    openInquiries: row.openInquiries,
    planProposed: row.planProposed,
    addressInDoubt: row.addressInDoubt,
    facts: {
      ...historyFacts(row),
      currency: row.currency,
      debtorType: row.debtorType,
      closedOn: row.closedOn,
      disputed: row.disputed,
      upheld: (row.upheld ?? []).map((part) => ({ ...part, amount: BigInt(part.amount) })),
      debtorConditions: row.conditions ?? [],
      claims: (row.claims ?? []).map((claim) => claimOf(claim, row)),
      creditNotes: (row.creditNotes ?? []).map((note) => ({ ...note, amount: BigInt(note.amount) })),
      settlementOffers: (row.offers ?? []).map((offer) => ({ ...offer, amount: BigInt(offer.amount) })),
    },
  };
}

const CASE_STATES = prepared(`select c.id, ${caseStateSql('c')} as state from collection_case c where c.id = any($1)`);

/** States of cases by key, in one statement. */
export async function loadCaseStates(
  db: DataSource | EntityManager,
  ids: readonly string[],
): Promise<Map<string, CaseState>> {
  const rows: { id: string; state: object }[] = await db.query(CASE_STATES, [ids]);
  return new Map(rows.map((row) => [row.id, readCaseState(row.state)]));
}
