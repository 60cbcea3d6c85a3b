import type { EntityManager } from 'typeorm';
import type { IsoDate } from '../domain/date.js';
import type { CaseState } from '../domain/facts.js';
import { score, type Score } from '../domain/score.js';
import { saleOn } from '../domain/surveillance.js';
import { uuidv7 } from '../graphql/ids.js';
import { loadCaseStates } from '../modules/cases/case.facts.js';
import { recordEvents, reschedule, type EventRecord } from '../modules/cases/case.record.js';
import { openTasks, type TaskDraft } from '../modules/tasks/task.record.js';
import type { Platform } from '../platform.js';
import { inBatches } from './batches.js';
import type { Day } from './daily.js';
import { forEachCase } from './each-case.js';

/** Cases looked at in one transaction. */
const CASES_PER_BATCH = 500;

/** A case whose debtor's means are looked at. */
interface CaseToLookAt {
  readonly id: string;
  readonly creditorId: string;
  readonly reference: string;
}

/** What was seen there. */
interface Look extends CaseToLookAt {
  readonly state: CaseState;
  readonly score: Score;
}

/**
 * Puts cases under surveillance whose debtor was found to have nothing, and scores those that are there anew, as often as the
 * creditor's strategy has it. What follows from a better score is planned with everything else; how many were looked at.
 */
export function surveil(platform: Platform, day: Day): Promise<number> {
  const inTurn = inBatches(CASES_PER_BATCH, () => lookBatch(platform, day));
  // One case that cannot be scored takes back its whole batch; looked at one by one, only that one waits.
  return inTurn.catch(() =>
    forEachCase(platform, DUE, [day.on, day.countries], (tx, row) => lookAt(tx, platform, [row], day.on)),
  );
}

/** In SQL: whether the means of the debtor of case `c` are to be looked at on day $1, in the countries $2. */
const DUE = `c.status = 'ACTIVE' and c.country = any($2)
  and exists (select from surveillance_watch w where w.case_id = c.id and w.look_on <= $1)`;

function lookBatch(platform: Platform, { on, countries }: Day): Promise<number> {
  return platform.db.transaction(async (tx) => {
    const due: CaseToLookAt[] = await tx.query(
      `select c.id, c.creditor_id as "creditorId", c.reference from collection_case c where ${DUE}
       order by c.id limit $3 for update of c skip locked`,
      [on, countries, CASES_PER_BATCH],
    );
    if (due.length > 0) await lookAt(tx, platform, due, on);
    return due.length;
  });
}

async function lookAt(tx: EntityManager, platform: Platform, due: readonly CaseToLookAt[], on: IsoDate): Promise<void> {
  const ids = due.map(({ id }) => id);
  const states = await loadCaseStates(tx, ids);
  const looks = due.map(({ id, creditorId, reference }): Look => {
    const state = states.get(id)!;
    return { id, creditorId, reference, state, score: score(state.facts, on) };
  });
  await tx.query(`update collection_case set stage = 'SURVEILLANCE' where id = any($1) and stage <> 'SURVEILLANCE'`, [
    ids,
  ]);
  await insertScores(tx, looks, on);
  await recordEvents(tx, looks.map((look) => ({ row: look, event: eventOf(look, on) }))); // prettier-ignore
  await openTasks(tx, 'SALE_TO_OFFER', on, looks.flatMap((look) => saleTask(look, on))); // prettier-ignore
  await reschedule(tx, platform, ...ids);
}

/** A case comes under surveillance with its first score there. */
const begins = ({ state }: Look): boolean => state.surveillance === null;

function eventOf(look: Look, on: IsoDate): EventRecord {
  const { points } = look.score;
  if (begins(look)) {
    return { type: 'surveillanceBegun', on, actor: 'system', params: { points }, changedFields: ['stage'] };
  }
  const before = look.state.surveillance!.last.points;
  return { type: 'rescored', on, actor: 'system', params: { points, before }, changedFields: ['scores'] };
}

function saleTask(look: Look, on: IsoDate): TaskDraft[] {
  const { id, creditorId, reference, state } = look;
  const dueOn = begins(look) ? null : saleOn(state);
  if (!dueOn || dueOn > on) return [];
  const params = { case: reference, since: state.surveillance!.since };
  return [{ caseId: id, creditorId, referralId: null, dueOn, params }];
}

async function insertScores(tx: EntityManager, looks: readonly Look[], on: IsoDate): Promise<void> {
  const rows = looks.map((look) => ({
    id: uuidv7(),
    case_id: look.id,
    creditor_id: look.creditorId,
    on_date: on,
    points: look.score.points,
    inputs: look.score.inputs,
    begins: begins(look),
  }));
  await tx.query(
    `insert into case_score (id, case_id, creditor_id, on_date, points, inputs, begins)
     select id, case_id, creditor_id, on_date, points, inputs, begins from json_populate_recordset(null::case_score, $1)`,
    [JSON.stringify(rows)],
  );
}
