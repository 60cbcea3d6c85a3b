import { earliest, type IsoDate } from '../domain/date.js';
import { recordEvents, reschedule } from '../modules/cases/case.record.js';
import { workingDaysFrom } from '../modules/cases/waiting.watch.js';
import { openTasks, type TaskDraft } from '../modules/tasks/task.record.js';
import type { Platform } from '../platform.js';
import { inBatches } from './batches.js';
import type { Day } from './daily.js';

/** Cases looked at in one transaction. */
const CASES_PER_BATCH = 500;

/**
 * Records, once for each last day, that an open case of these countries comes near limitation; how many were. A case somebody
 * else has in hand is passed over: its turn comes the next time the worker looks.
 */
export function warnOfLimitation(platform: Platform, day: Day): Promise<number> {
  return inBatches(CASES_PER_BATCH, () => warnBatch(platform, day));
}

/** Puts open cases of our own that nobody watches yet under watch, and on the schedule; how many there were. */
export function watchForgotten(platform: Platform): Promise<number> {
  return inBatches(CASES_PER_BATCH, () => watchBatch(platform));
}

function warnBatch(platform: Platform, { on, countries }: Day): Promise<number> {
  return platform.db.transaction(async (tx) => {
    // The case is locked, not the watch: whoever changes a case holds it before it writes the watch.
    const near: { id: string; creditorId: string; country: string; lastDay: IsoDate }[] = await tx.query(
      `select c.id, c.creditor_id as "creditorId", c.country, w.last_day as "lastDay"
       from limitation_watch w join collection_case c on c.id = w.case_id
       where w.warn_on <= $1 and w.warned_of is distinct from w.last_day and c.status <> 'CLOSED' and c.country = any($3)
       order by w.warn_on, w.case_id limit $2 for update of c skip locked`,
      [on, CASES_PER_BATCH, countries],
    );
    if (near.length === 0) return 0;
    await recordEvents(
      tx,
      near.map(({ lastDay, id, creditorId }) => ({
        row: { id, creditorId },
        event: { type: 'limitationNear', on, actor: 'system', params: { lastDay }, changedFields: ['limitation'] },
      })),
    );
    // What was told of is written down, not what stands there by now: a change of the day meanwhile is told of the next time.
    await tx.query(
      `update limitation_watch w set warned_of = told.last_day from unnest($1::uuid[], $2::date[]) as told(id, last_day)
       where w.case_id = told.id`,
      [near.map(({ id }) => id), near.map(({ lastDay }) => lastDay)],
    );
    await openTasks(tx, 'LIMITATION_NEAR', on, near.map((row) => taskAbout(row, on))); // prettier-ignore
    return near.length;
  });
}

/** Working days within which somebody is to decide how a claim is kept. */
const DAYS_TO_DECIDE = 5;

const taskAbout = (
  { id, creditorId, country, lastDay }: Readonly<{ id: string; creditorId: string; country: string; lastDay: IsoDate }>,
  on: IsoDate,
): TaskDraft => ({
  caseId: id,
  creditorId,
  referralId: null,
  dueOn: earliest(workingDaysFrom(on, DAYS_TO_DECIDE, country), lastDay),
  params: { lastDay },
});

function watchBatch(platform: Platform): Promise<number> {
  return platform.db.transaction(async (tx) => {
    const forgotten: { id: string }[] = await tx.query(
      `select c.id from collection_case c where c.status <> 'CLOSED' and c.route_kind = 'COUNTRY_MODULE'
         and not exists (select from limitation_watch where case_id = c.id)
       order by c.id limit $1 for update of c skip locked`,
      [CASES_PER_BATCH],
    );
    if (forgotten.length > 0) await reschedule(tx, platform, ...forgotten.map(({ id }) => id));
    return forgotten.length;
  });
}
