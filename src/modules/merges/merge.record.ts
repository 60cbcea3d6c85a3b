import type { EntityManager } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import { carriedPaid, closeBooks, openBooks, type Posting } from '../../domain/ledger.js';
import { uuidv7 } from '../../graphql/ids.js';
import type { Platform } from '../../platform.js';
import { TakenBack } from '../cases/case.access.js';
import { caseStateSql } from '../cases/case.facts.js';
import { carriedWith } from '../cases/case.history.js';
import {
  accrue, bookOf, changeCase, loadReceivables, lockCase, post, recordEvent, reschedule, type LockedCase,
} from '../cases/case.record.js'; // prettier-ignore
import { lawOf } from '../cases/case.working.js';

/** A case whose claims went into another, as it was. */
interface MergedCase {
  readonly id: string;
  readonly reference: string;
  readonly status: string;
  readonly claims: readonly string[];
}

/** A merge that may be undone. */
export interface StandingMerge {
  readonly id: string;
  readonly intoId: string;
  readonly merged: readonly MergedCase[];
  readonly postingIds: readonly string[];
  readonly events: number;
}

/**
 * Moves the claims of locked cases into another, with all that happened to them as facts, and closes the cases they came from. The
 * books of those are emptied, and the claims opened in the other as what they are, less what was paid. Taken back where the debtor would
 * owe more than before.
 */
export async function writeMerge(
  tx: EntityManager,
  platform: Platform,
  actor: string,
  into: LockedCase,
  from: readonly LockedCase[],
  on: IsoDate,
): Promise<void> {
  const id = uuidv7();
  const rows = [into, ...from];
  const ids = rows.map((row) => row.id);
  const law = lawOf(platform.laws, into.state);
  let before = 0n;
  for (const row of rows) before += (await accrue(tx, row, law, on)).outstanding;
  const booked = await postingsOf(tx, ids);
  const carriedBefore = await moveClaims(tx, into, from);
  for (const row of from) await closeMerged(tx, id, row, into, actor, on);
  const after = await openMerged(tx, platform, id, into, from, on);
  if (after > before) {
    throw new TakenBack([{ code: 'INVALID_STATE', text: 'INVALID_STATE.mergeDearer', field: ['fromCaseIds'] }]);
  }
  for (const { reference } of from) {
    await recordEvent(tx, into, { type: 'claimsMerged', on, actor, params: { from: reference } });
  }
  await reschedule(tx, platform, ...ids);
  const postingIds = (await postingsOf(tx, ids)).filter((key) => !booked.includes(key));
  const events = await countEvents(tx, ids);
  const merged = from.map(({ id: key, reference, state }): MergedCase => {
    const claims = state.facts.claims.map((claim) => claim.id);
    return { id: key, reference, status: state.status, claims };
  });
  await insertMerge(tx, into, { id, intoId: into.id, merged, postingIds, events }, { carriedBefore, on, actor });
}

async function insertMerge(
  tx: EntityManager,
  { creditorId }: LockedCase,
  { id, intoId, merged, postingIds, events }: StandingMerge,
  done: { readonly carriedBefore: string | null; readonly on: IsoDate; readonly actor: string },
): Promise<void> {
  await tx.query(
    `insert into case_merge (id, into_id, creditor_id, merged, carried_before, posting_ids, events, merged_on, merged_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [id, intoId, creditorId, JSON.stringify(merged), done.carriedBefore, postingIds, events, done.on, done.actor],
  );
}

async function postingsOf(tx: EntityManager, caseIds: readonly string[]): Promise<string[]> {
  const rows: { id: string }[] = await tx.query('select id from posting where case_id = any($1) order by id', [
    caseIds,
  ]);
  return rows.map(({ id }) => id);
}

/** How many events cases have: when there are more, something has happened. */
export async function countEvents(tx: EntityManager, caseIds: readonly string[]): Promise<number> {
  const rows: { events: number }[] = await tx.query(
    'select count(*)::integer as events from case_event where case_id = any($1)',
    [caseIds],
  );
  return rows[0]!.events;
}

/** What the case had carried before, as JSON. */
async function moveClaims(tx: EntityManager, into: LockedCase, from: readonly LockedCase[]): Promise<string | null> {
  const stored: { id: string; state: object; carried: object | null }[] = await tx.query(
    `select c.id, ${caseStateSql('c')} as state, c.carried from collection_case c where c.id = any($1)`,
    [[into, ...from].map(({ id }) => id)],
  );
  const own = stored.find(({ id }) => id === into.id)!;
  const others = stored.filter((each) => each !== own).map(({ state }) => state);
  await tx.query('update collection_case set carried = $2 where id = $1', [into.id, carriedWith(own.state, others)]);
  for (const { id, state } of from) {
    const claims = state.facts.claims.map((claim) => claim.id);
    await tx.query('update claim set case_id = $2 where id = any($1)', [claims, into.id]);
    await tx.query('update collection_case set merged_into_id = $2, merged_claims = $3 where id = $1', [
      id,
      into.id,
      claims,
    ]);
  }
  return own.carried && JSON.stringify(own.carried);
}

/** Postings of a merge, told apart from those the same claims had before. */
const ofMerge = (id: string, reason: string | null, postings: readonly Posting[]): Posting[] =>
  postings.map((posting) => ({
    ...posting,
    reason: reason ?? posting.reason,
    idempotencyKey: `merge:${id}:${posting.idempotencyKey}`,
  }));

async function closeMerged(
  tx: EntityManager,
  id: string,
  row: LockedCase,
  into: LockedCase,
  actor: string,
  on: IsoDate,
): Promise<void> {
  const left = (await loadReceivables(tx, [row.id], 'all')).get(row.id)?.amounts ?? {};
  await post(tx, ofMerge(id, 'merged', closeBooks(bookOf(row), left, on)));
  const { state } = row;
  const params = { into: into.reference };
  await changeCase(tx, row, { status: 'CLOSED', closeReason: 'DUPLICATE' }, { type: 'merged', on, actor, params });
  // What was locked stays known as it was.
  Object.assign(row, { state });
}

/** What the debtor owes in all on the case the claims went into. */
async function openMerged(
  tx: EntityManager,
  { laws }: Platform,
  id: string,
  into: LockedCase,
  from: readonly LockedCase[],
  on: IsoDate,
): Promise<bigint> {
  const facts = from.map(({ state }) => state.facts);
  const claims = facts.flatMap((each) => each.claims);
  const paid = facts.flatMap(({ payments }) => payments.flatMap(({ allocations }) => allocations));
  await post(tx, ofMerge(id, 'merged', openBooks(bookOf(into), claims, on)));
  const { outstanding } = await accrue(tx, into, lawOf(laws, into.state), on);
  await post(tx, ofMerge(id, null, carriedPaid(bookOf(into), paid, on)));
  return outstanding;
}

/** The last merge into a case that was not undone, locked with the transaction's other rows; null where there is none. */
export async function lastMerge(tx: EntityManager, intoId: string): Promise<StandingMerge | null> {
  const rows: StandingMerge[] = await tx.query(
    `select id, into_id as "intoId", merged, posting_ids as "postingIds", events
     from case_merge where into_id = $1 and undone_on is null order by id desc limit 1`,
    [intoId],
  );
  return rows[0] ?? null;
}

/** Puts locked cases back as they were before a merge; each posting of it is posted the other way round. */
export async function writeUndoing(
  tx: EntityManager,
  platform: Platform,
  actor: string,
  into: LockedCase,
  merge: StandingMerge,
  on: IsoDate,
): Promise<void> {
  const ids = [into.id, ...merge.merged.map(({ id }) => id)];
  for (const { id, status, claims } of merge.merged) {
    await tx.query('update claim set case_id = $2 where id = any($1)', [claims, id]);
    await tx.query(
      `update collection_case set merged_into_id = null, merged_claims = null, status = $2, close_reason = null, closed_on = null
       where id = $1`,
      [id, status],
    );
  }
  await tx.query(
    'update collection_case set carried = (select carried_before from case_merge where id = $2) where id = $1',
    [into.id, merge.id],
  );
  await postBack(tx, merge, on);
  await tx.query('update case_merge set undone_on = $2, undone_by = $3 where id = $1', [merge.id, on, actor]);
  for (const { id, reference } of merge.merged) {
    const from = (await lockCase(tx, null, id))!;
    const changedFields = ['status', 'closeReason', 'closedOn'];
    await recordEvent(tx, from, {
      type: 'mergeUndone', on, actor, params: { other: into.reference }, changedFields,
    }); // prettier-ignore
    await recordEvent(tx, into, { type: 'mergeUndone', on, actor, params: { other: reference } });
  }
  await reschedule(tx, platform, ...ids);
}

/** The reasons stay: what was accrued is then no longer accrued, and so on. */
async function postBack(tx: EntityManager, { id, postingIds }: StandingMerge, on: IsoDate): Promise<void> {
  const rows: (Omit<Posting, 'amount' | 'on' | 'idempotencyKey'> & { amount: string })[] = await tx.query(
    `select case_id as "caseId", creditor_id as "creditorId", trim(currency) as currency, claim_id as "claimId",
       payment_id as "paymentId", debit_account as credit, credit_account as debit, amount_minor::text as amount, reason
     from posting where id = any($1) order by id`,
    [postingIds],
  );
  const postings = rows.map((row, index): Posting => {
    return { ...row, amount: BigInt(row.amount), on, idempotencyKey: `mergeUndone:${id}:${index}` };
  });
  await post(tx, postings);
}
