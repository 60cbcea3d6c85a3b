import type { Refusal } from '../../domain/refusal.js';
import { refused, success, type Result } from '../../domain/result.js';
import { keyOf } from '../../graphql/ids.js';
import type { TaskKind } from '../../graphql/task.enums.js';
import type { Platform, Viewer } from '../../platform.js';
import { textRefusals } from '../cases/case.access.js';
import { recordEvent } from '../cases/case.record.js';

/** A person has seen to a task and says how. `id` is global. The task's key. */
export function settleTask(
  platform: Platform,
  viewer: Viewer,
  { id, note }: { readonly id: string; readonly note: string },
): Promise<Result<string, readonly Refusal[]>> {
  return platform.db.transaction(async (tx) => {
    const key = keyOf('Task', id);
    const rows: { id: string; kind: TaskKind; caseId: string | null; creditorId: string | null; closed: boolean }[] =
      key === null
        ? []
        : await tx.query(
            `select id, kind, case_id as "caseId", creditor_id as "creditorId", closed_on is not null as closed
             from task where id = $1 for update`,
            [key],
          );
    const task = rows[0];
    if (!task) return refused([{ code: 'NOT_FOUND', text: 'NOT_FOUND.task', field: ['id'] }]);
    const refusals = textRefusals(note, 'note');
    if (task.closed) refusals.push({ code: 'INVALID_STATE', text: 'INVALID_STATE.taskClosed', field: ['id'] });
    if (refusals.length > 0) return refused(refusals);
    const on = platform.clock.today();
    await tx.query(
      'update task set closed_on = greatest($2::date, opened_on), settled_by = $3, note = $4 where id = $1',
      [task.id, on, viewer.subject, note.trim()],
    );
    const { caseId, creditorId, kind } = task;
    if (caseId !== null && creditorId !== null) {
      const params = { kind, note: note.trim() };
      await recordEvent(tx, { id: caseId, creditorId }, { type: 'taskSettled', on, actor: viewer.subject, params });
    }
    return success(task.id);
  });
}
