import type { DataSource, EntityManager } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import type {
  AllocationFacts, CaseState, CaseStage, CaseStatus, ClaimFacts, ConditionFacts, CreditNoteFacts, DayCount, HoldReason, NoticeFacts,
  PartyType, ProceedingFacts, ReferralStatus, RouteKind, StepType,
} from '../../domain/facts.js'; // prettier-ignore

/** In SQL: what the creditor credited of a claim, minor units. */
export const creditedSql = (claimId: string): string =>
  `(select coalesce(sum(amount_minor), 0) from credit_note where claim_id = ${claimId})`;

/** One JSON value with everything a case's law and life need; `alias` is a row of collection_case. */
export const caseStateSql = (alias: string): string => `(select json_build_object(
  'currency', ${alias}.currency, 'country', ${alias}.country, 'status', ${alias}.status, 'stage', ${alias}.stage,
  'holdReason', ${alias}.hold_reason, 'routeKind', ${alias}.route_kind, 'registeredOn', ${alias}.registered_on,
  'closedOn', ${alias}.closed_on,
  'debtorType', fd.type, 'vatLiable', fc.vat_liable, 'automation', fc.automation,
  'dayCount', fc.day_count,
  'claims', (select json_agg(json_build_object('id', id, 'invoiceNumber', invoice_number, 'description', description,
     'invoiceDate', invoice_date, 'dueDate', due_date, 'principal', (principal_minor - ${creditedSql('claim.id')})::text, 'kind', kind,
     'dueDateBasis', due_date_basis, 'agreedRateBps', agreed_rate_bps, 'agreedOn', agreed_on, 'originatedOn', originated_on,
     'incurredAsMinor', incurred_as_minor) order by due_date, id) from claim where case_id = ${alias}.id),
  'creditNotes', (select json_agg(json_build_object('claimId', claim_id, 'amount', amount_minor::text, 'on', issued_on)
     order by issued_on, id) from credit_note where case_id = ${alias}.id),
  'conditions', (select json_agg(json_build_object('type', type, 'from', from_date, 'until', until_date,
     'represented', representative_name is not null) order by from_date, id)
     from debtor_condition_now where debtor_id = ${alias}.debtor_id),
  'proceedings', (select json_agg(json_build_object('type', type, 'on', on_date, 'step', step, 'awarded', awarded_minor::text,
     'until', until_date) order by on_date, id) from proceeding told where case_id = ${alias}.id and retracts is null
     and not exists (select from proceeding where retracts = told.id)),
  'plans', (select json_agg(json_build_object('agreedOn', agreed_on, 'instalments', (select json_agg(
     json_build_object('dueOn', due_on, 'amount', amount_minor::text) order by due_on, id) from instalment where plan_id = plan.id))
     order by agreed_on, id) from payment_plan plan where case_id = ${alias}.id),
  'objectedOn', (select json_agg(raised_on order by raised_on) from dispute where case_id = ${alias}.id),
  'notices', (select json_agg(json_build_array(type, sent_on, pay_by, sent_by, fee) order by sent_on, id) from (
     select id, type, sent_on, pay_by, 'CREDITOR' as sent_by, fee_charged_minor::text as fee from prior_notice where case_id = ${alias}.id
     union all select id, type, sent_on, pay_by, 'AGENCY', null from notice where case_id = ${alias}.id) letters),
  'payments', (select json_agg(json_build_array(p.id, p.received_on, p.amount_minor::text,
     (select json_agg(json_build_array(kind, claim_id, amount_minor::text, creditors_own) order by id) from payment_allocation where payment_id = p.id))
     order by p.received_on, p.id) from payment p where p.case_id = ${alias}.id
     and not exists (select from payment_reversal where payment_id = p.id)),
  'disputed', exists (select from dispute where case_id = ${alias}.id and resolved_on is null),
  'referralStatus', (select status from referral where id = ${alias}.referral_id),
  'openInquiries', (select count(*) from inquiry where referral_id = ${alias}.referral_id and answer is null))
  from debtor fd, creditor fc where fd.id = ${alias}.debtor_id and fc.id = ${alias}.creditor_id)`;

/** Amounts come as text, for a JSON number may not hold them. */
type WithText<Facts, Amount extends keyof Facts> = Omit<Facts, Amount> & Readonly<Record<Amount, string>>;

interface CaseStateJson {
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
  dayCount: DayCount | null;
  claims: WithText<ClaimFacts, 'principal'>[] | null;
  creditNotes: WithText<CreditNoteFacts, 'amount'>[] | null;
  conditions: ConditionFacts[] | null;
  proceedings: WithText<ProceedingFacts, 'awarded'>[] | null;
  plans: { agreedOn: IsoDate; instalments: { dueOn: IsoDate; amount: string }[] | null }[] | null;
  objectedOn: IsoDate[] | null;
  notices: [StepType, IsoDate, IsoDate | null, NoticeFacts['sentBy'], string | null][] | null;
  payments: [string, IsoDate, string, [AllocationFacts['kind'], string | null, string, boolean][] | null][] | null;
  disputed: boolean;
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
    needsApproval: row.automation === 'APPROVAL',
    referralStatus: row.referralStatus,
    openInquiries: row.openInquiries,
    facts: {
      currency: row.currency,
      debtorType: row.debtorType,
      creditorVatLiable: row.vatLiable,
      registeredOn: row.registeredOn,
      closedOn: row.closedOn,
      disputed: row.disputed,
      dayCount: row.dayCount,
      debtorConditions: row.conditions ?? [],
      objectedOn: row.objectedOn ?? [],
      claims: (row.claims ?? []).map((claim) => ({ ...claim, principal: BigInt(claim.principal) })),
      creditNotes: (row.creditNotes ?? []).map((note) => ({ ...note, amount: BigInt(note.amount) })),
      proceedings: (row.proceedings ?? []).map((found) => ({ ...found, awarded: BigInt(found.awarded) })),
      plans: (row.plans ?? []).map(({ agreedOn, instalments }) => ({
        agreedOn,
        instalments: (instalments ?? []).map(({ dueOn, amount }) => ({ dueOn, amount: BigInt(amount) })),
      })),
      notices: (row.notices ?? []).map(([type, sentOn, payBy, sentBy, fee]) => ({
        type,
        sentOn,
        payBy,
        sentBy,
        feeCharged: fee === null ? null : BigInt(fee),
      })),
      payments: (row.payments ?? []).map(([id, receivedOn, amount, allocations]) => ({
        id,
        receivedOn,
        amount: BigInt(amount),
        allocations: (allocations ?? []).map(([kind, claimId, part, creditorsOwn]) => ({
          kind,
          claimId,
          amount: BigInt(part),
          ...(creditorsOwn && { creditorsOwn }),
        })),
      })),
    },
  };
}

/** States of cases by key, in one statement. */
export async function loadCaseStates(
  db: DataSource | EntityManager,
  ids: readonly string[],
): Promise<Map<string, CaseState>> {
  const rows: { id: string; state: object }[] = await db.query(
    `select c.id, ${caseStateSql('c')} as state from collection_case c where c.id = any($1)`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, readCaseState(row.state)]));
}
