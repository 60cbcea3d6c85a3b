import type { EntityManager } from 'typeorm';
import { isForWorker, plannedStep } from '../../domain/automation.js';
import { balance, type BalanceTotals } from '../../domain/balance.js';
import { latest, type IsoDate } from '../../domain/date.js';
import type { Source } from '../../domain/dated.js';
import type { CaseStage, CaseState, CaseStatus, HoldReason, RouteKind, StepType } from '../../domain/facts.js';
import type { Jurisdiction } from '../../domain/jurisdiction.js';
import { accrual, additions, BUCKETS, type Amounts, type Book, type Posting } from '../../domain/ledger.js';
import { mayMove } from '../../domain/lifecycle.js';
import type { CloseReason } from '../../graphql/enums.js';
import { uuidv7 } from '../../graphql/ids.js';
import { readingRole, scopeKey, visibleTo } from '../../graphql/scope.js';
import type { Platform, Viewer } from '../../platform.js';
import { loadCaseStates } from './case.facts.js';
import { lawOf } from './case.working.js';
import { watchLimitation } from './limitation.watch.js';
import { watchMeans } from './surveillance.watch.js';
import { watchWaits } from './waiting.watch.js';

/** A case whose row this transaction holds, so that nobody else changes it until the transaction ends. */
export interface LockedCase {
  readonly id: string;
  readonly reference: string;
  readonly creditorId: string;
  readonly debtorId: string;
  readonly currency: string;
  readonly country: string;
  readonly referralId: string | null;
  readonly paymentReference: string;
  /** The partner whose client the creditor is, where a partner handed the case to us. */
  readonly referredByPartnerId: string | null;
  readonly state: CaseState;
}

/** In SQL: a locked case `c` but for its state. */
export const LOCKED = `c.id, c.reference, c.creditor_id as "creditorId", c.debtor_id as "debtorId", c.currency, c.country,
  c.referral_id as "referralId", c.payment_reference as "paymentReference", c.referred_by_partner_id as "referredByPartnerId"`;

/** The case, locked, as far as the reader may see it; null where it may not. A viewer of null is the system itself. */
export async function lockCase(tx: EntityManager, viewer: Viewer | null, caseId: string): Promise<LockedCase | null> {
  const visible = viewer === null ? 'true' : visibleTo(readingRole(viewer), 'Case', 'c', '$2');
  const rows: Omit<LockedCase, 'state'>[] = await tx.query(
    `select ${LOCKED} from collection_case c where c.id = $1 and ${visible} for update of c`,
    visible.includes('$2') ? [caseId, scopeKey(viewer)] : [caseId],
  );
  const row = rows[0];
  if (!row) return null;
  // A statement of its own: one that waited for the lock would still read payments and letters as they were before.
  const states = await loadCaseStates(tx, [caseId]);
  return { ...row, state: states.get(caseId)! };
}

/** One thing that happened to a case. `actor` is the subject of the viewer, or `system`. */
export interface EventRecord {
  readonly type: string;
  readonly on: IsoDate;
  readonly actor: string;
  /** Values of the text `event.<type>` in locales/<language>/terms.json. */
  readonly params?: Readonly<Record<string, string | number>>;
  readonly changedFields?: readonly string[];
  readonly legalBasis?: Source;
}

/** Writes one event; its key. */
export async function recordEvent(
  tx: EntityManager,
  row: { readonly id: string; readonly creditorId: string },
  event: EventRecord,
): Promise<string> {
  const [id] = await recordEvents(tx, [{ row, event }]);
  return id!;
}

/** Writes events in the order given, all in one statement; their keys. */
export async function recordEvents(
  tx: EntityManager,
  events: readonly {
    readonly row: { readonly id: string; readonly creditorId: string };
    readonly event: EventRecord;
  }[],
): Promise<string[]> {
  const rows = events.map(({ row, event }) => ({
    id: uuidv7(),
    case_id: row.id,
    creditor_id: row.creditorId,
    type: event.type,
    on_date: event.on,
    actor: event.actor,
    params: event.params ?? {},
    changed_fields: event.changedFields ?? [],
    legal_basis: event.legalBasis ?? null,
  }));
  await tx.query(
    `insert into case_event (id, case_id, creditor_id, type, on_date, actor, params, changed_fields, legal_basis)
     select id, case_id, creditor_id, type, on_date, actor, params, changed_fields, legal_basis
     from json_populate_recordset(null::case_event, $1)`,
    [JSON.stringify(rows)],
  );
  return rows.map((row) => row.id);
}

/** What a transition may set. Leaving a hold clears its reason, and closing sets the day, without being told. */
export type CaseChange = Partial<{
  status: CaseStatus;
  stage: CaseStage;
  holdReason: HoldReason | null;
  closeReason: CloseReason;
  closedOn: IsoDate;
  routeKind: RouteKind;
  routingId: string;
  referralId: string | null;
  country: string;
}>;

/** Column and public field of each part of a case that can change. */
const CHANGEABLE: Readonly<Record<keyof CaseChange, { column: string; field: string }>> = {
  status: { column: 'status', field: 'status' },
  stage: { column: 'stage', field: 'stage' },
  holdReason: { column: 'hold_reason', field: 'holdReason' },
  closeReason: { column: 'close_reason', field: 'closeReason' },
  closedOn: { column: 'closed_on', field: 'closedOn' },
  routeKind: { column: 'route_kind', field: 'routing' },
  routingId: { column: 'routing_id', field: 'routing' },
  referralId: { column: 'referral_id', field: 'referral' },
  country: { column: 'country', field: 'jurisdiction' },
};

/**
 * Changes a case and writes the event that says so. Throws where the status may not follow the present one: commands
 * ask `allowedActions` first, so that is a fault of the program. `row` is kept up to date for a further change.
 */
export async function changeCase(
  tx: EntityManager,
  row: LockedCase,
  change: CaseChange,
  event: EventRecord,
): Promise<void> {
  const { status } = change;
  const { state } = row;
  if (status !== undefined && status !== state.status && !mayMove(state.status, status)) {
    throw new Error(`${row.reference} may not go from ${state.status} to ${status}`);
  }
  const whole: CaseChange = {
    ...(status !== undefined && status !== 'ON_HOLD' && state.holdReason !== null && { holdReason: null }),
    ...(status === 'CLOSED' && { closedOn: event.on }),
    ...change,
  };
  const parts = (Object.keys(whole) as (keyof CaseChange)[]).filter((part) => whole[part] !== undefined);
  if (parts.length > 0) {
    const assignments = parts.map((part, index) => `${CHANGEABLE[part].column} = $${index + 2}`).join(', ');
    await tx.query(`update collection_case set ${assignments} where id = $1`, [
      row.id,
      ...parts.map((part) => whole[part]),
    ]);
  }
  const changedFields = [...new Set([...parts.map((part) => CHANGEABLE[part].field), ...(event.changedFields ?? [])])];
  await recordEvent(tx, row, { ...event, changedFields });
  const {
    stage = state.stage,
    holdReason = state.holdReason,
    routeKind = state.routeKind,
    country = state.country,
  } = whole;
  Object.assign(row, {
    country,
    referralId: whole.referralId === undefined ? row.referralId : whole.referralId,
    state: { ...state, status: status ?? state.status, stage, holdReason, routeKind, country },
  });
}

/** Writes when the worker next looks at cases of our own, or takes them off the list; from their states as they are now. */
export async function reschedule(tx: EntityManager, platform: Platform, ...caseIds: readonly string[]): Promise<void> {
  await scheduleAs(tx, platform, await loadCaseStates(tx, caseIds));
}

/** The same for cases whose states this transaction knows, each with whatever it has written. */
export async function scheduleAs(
  tx: EntityManager,
  platform: Platform,
  states: ReadonlyMap<string, CaseState>,
): Promise<void> {
  const caseIds = [...states.keys()];
  await watchLimitation(tx, platform, states);
  await watchMeans(tx, platform, states);
  await watchWaits(tx, platform, states);
  const elsewhere = await withPartnersStill(tx, caseIds);
  const planned = [...states].flatMap(([id, state]) => (elsewhere.has(id) ? [] : dueNext(id, state, platform)));
  const ids = planned.map((plan) => plan.id);
  if (ids.length < caseIds.length) {
    await tx.query('delete from schedule where case_id = any($1) and case_id <> all($2)', [caseIds, ids]);
  }
  if (ids.length === 0) return;
  await tx.query(
    `insert into schedule (case_id, creditor_id, next_step, due_on)
     select c.id, c.creditor_id, plan.type, plan.due_on
     from unnest($1::uuid[], $2::text[], $3::date[]) as plan(id, type, due_on) join collection_case c on c.id = plan.id
     on conflict (case_id) do update set next_step = excluded.next_step, due_on = excluded.due_on`,
    [ids, planned.map((plan) => plan.type), planned.map((plan) => plan.dueOn)],
  );
}

/** Statuses in which the worker goes on with a case of its own; of one that is closed, only to say so. */
const WORKED: readonly CaseStatus[] = ['ACTIVE', 'AWAITING_APPROVAL', 'CLOSED'];

function dueNext(
  id: string,
  state: CaseState,
  { laws, clock }: Platform,
): { readonly id: string; readonly type: StepType; readonly dueOn: IsoDate }[] {
  const law = WORKED.includes(state.status) ? lawOf(laws, state) : null;
  // What goes to an address that letters come back from is read by strangers.
  const step = law && !state.addressInDoubt && plannedStep(state, law);
  if (!step || !isForWorker(state, step)) return [];
  return [{ id, type: step.type, dueOn: latest(step.earliestOn, clock.today(law.timeZone)) }];
}

/**
 * Cases that a partner may still be working: it had them, and is not known to have let go. We write to no debtor whom
 * somebody else writes to as well; the partner's release plans the case anew.
 */
async function withPartnersStill(tx: EntityManager, caseIds: readonly string[]): Promise<Set<string>> {
  const rows: { id: string }[] = await tx.query(
    'select distinct case_id as id from referral where case_id = any($1) and attempts > 0 and released_at is null',
    [caseIds],
  );
  return new Set(rows.map(({ id }) => id));
}

/** The book of a case. */
export const bookOf = (row: Pick<LockedCase, 'id' | 'creditorId' | 'currency'>): Book => ({
  caseId: row.id,
  creditorId: row.creditorId,
  currency: row.currency,
});

/**
 * Books what interest and costs have changed by since they were last booked, letters and payments of this transaction
 * included, so that the case's receivables add up to what `balance` says is outstanding (less what was paid too much).
 * What is owed on the day. Throws RuleNotEncoded where the law does not cover it.
 */
export async function accrue(
  tx: EntityManager,
  row: LockedCase,
  law: Jurisdiction | null,
  on: IsoDate,
): Promise<BalanceTotals> {
  const states = await loadCaseStates(tx, [row.id]);
  const totals = balance(states.get(row.id)!.facts, law, on);
  await bookAccruals(tx, [{ row, totals }], on);
  return totals;
}

/** Books what cases are owed by now against what was booked as accrued to them, in as many statements as for one. */
export async function bookAccruals(
  tx: EntityManager,
  cases: readonly {
    readonly row: Pick<LockedCase, 'id' | 'creditorId' | 'currency'>;
    readonly totals: BalanceTotals;
  }[],
  on: IsoDate,
): Promise<void> {
  const booked = await loadReceivables(tx, cases.map(({ row }) => row.id), 'accrued'); // prettier-ignore
  const postings = cases.flatMap(({ row, totals }) => {
    const { amounts = {}, postings: sequence = 0 } = booked.get(row.id) ?? {};
    return accrual(bookOf(row), difference(additions(totals.lines), amounts), sequence, on);
  });
  await post(tx, postings);
}

const difference = (owed: Amounts, booked: Amounts): Amounts =>
  Object.fromEntries(BUCKETS.map((bucket) => [bucket, (owed[bucket] ?? 0n) - (booked[bucket] ?? 0n)]));

interface Receivables {
  readonly amounts: Amounts;
  /** How many there are. */
  readonly postings: number;
}

/**
 * What the receivables of cases hold, by case: in all, or only what was accrued to them, whatever became of it. A case without
 * any has no entry.
 */
export async function loadReceivables(
  tx: EntityManager,
  caseIds: readonly string[],
  which: 'all' | 'accrued',
): Promise<Map<string, Receivables>> {
  const rows: { id: string; amounts: Record<string, string>; postings: number }[] = await tx.query(
    `select id, json_object_agg(bucket, amount::text) as amounts, sum(postings)::integer as postings from (
       select p.case_id as id, substr(side.account, length('receivable:') + 1) as bucket, sum(side.amount) as amount, count(*) as postings
       from posting p, lateral (values (p.debit_account, p.amount_minor), (p.credit_account, -p.amount_minor)) as side(account, amount)
       where p.case_id = any($1) and ($2 = 'all' or p.reason = 'accrual') and side.account like 'receivable:%'
       group by p.case_id, side.account) held
     group by id`,
    [caseIds, which],
  );
  return new Map(
    rows.map(({ id, amounts, postings }) => {
      const held = Object.entries(amounts).map(([bucket, amount]) => [bucket, BigInt(amount)]);
      return [id, { amounts: Object.fromEntries(held) as Amounts, postings }];
    }),
  );
}

/** Writes postings, all in one statement. */
export async function post(tx: EntityManager, postings: readonly Posting[]): Promise<void> {
  if (postings.length === 0) return;
  const rows = postings.map((posting) => ({
    id: uuidv7(),
    creditor_id: posting.creditorId,
    case_id: posting.caseId,
    claim_id: posting.claimId,
    payment_id: posting.paymentId,
    debit_account: posting.debit,
    credit_account: posting.credit,
    amount_minor: posting.amount.toString(),
    currency: posting.currency,
    on_date: posting.on,
    reason: posting.reason,
    idempotency_key: posting.idempotencyKey,
  }));
  await tx.query(
    `insert into posting (id, creditor_id, case_id, claim_id, payment_id, debit_account, credit_account, amount_minor,
       currency, on_date, reason, idempotency_key)
     select id, creditor_id, case_id, claim_id, payment_id, debit_account, credit_account, amount_minor, currency, on_date,
       reason, idempotency_key from json_populate_recordset(null::posting, $1)`,
    [JSON.stringify(rows)],
  );
}
