import type { IsoDate } from '../domain/date.js';
import type { TaskKind } from '../graphql/task.enums.js';
import { recordEvents } from '../modules/cases/case.record.js';
import type { Platform } from '../platform.js';
import { inBatches } from './batches.js';

/** Tasks told of in one transaction. */
const TASKS_PER_BATCH = 500;

interface Overdue {
  readonly id: string;
  readonly kind: TaskKind;
  readonly dueOn: IsoDate;
  readonly caseId: string | null;
  readonly creditorId: string | null;
}

/**
 * Marks, once each, the open tasks whose day has passed, and tells of those about a case; how many. What a creditor has left
 * lying is for the agency to see to from then on. The day is that of our own people, wherever the case is.
 */
export function escalateOverdue(platform: Platform): Promise<number> {
  const today = platform.clock.today();
  return inBatches(TASKS_PER_BATCH, () => markBatch(platform, today));
}

function markBatch({ db }: Platform, today: IsoDate): Promise<number> {
  return db.transaction(async (tx) => {
    const overdue: Overdue[] = await tx.query(
      `select id, kind, due_on as "dueOn", case_id as "caseId", creditor_id as "creditorId" from task
       where closed_on is null and overdue_since is null and due_on < $1 order by due_on, id limit $2 for update skip locked`,
      [today, TASKS_PER_BATCH],
    );
    if (overdue.length === 0) return 0;
    await tx.query(`update task set overdue_since = $2, role = 'AGENT' where id = any($1)`, [
      overdue.map(({ id }) => id),
      today,
    ]);
    const events = overdue.flatMap(({ kind, dueOn, caseId, creditorId }) =>
      caseId === null || creditorId === null
        ? []
        : [
            {
              row: { id: caseId, creditorId },
              event: { type: 'taskOverdue', on: today, actor: 'system', params: { kind, dueOn } },
            },
          ],
    );
    if (events.length > 0) await recordEvents(tx, events);
    return overdue.length;
  });
}
