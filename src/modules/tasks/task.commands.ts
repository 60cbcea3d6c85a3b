import type { EntityManager } from 'typeorm';
import type { Refusal } from '../../domain/refusal.js';
import { refused, success, type Result } from '../../domain/result.js';
import { WAITS } from '../../domain/waiting.js';
import { keyOf } from '../../graphql/ids.js';
import { Problems } from '../../graphql/problems.js';
import type { TaskKind } from '../../graphql/task.enums.js';
import type { Platform, Viewer } from '../../platform.js';
import { textRefusals } from '../cases/case.access.js';
import { recordEvent } from '../cases/case.record.js';
import { TASK_KINDS } from './task.kinds.js';

interface OpenTask {
  readonly id: string;
  readonly kind: TaskKind;
  readonly caseId: string | null;
  readonly creditorId: string;
}

/**
 * A person has seen to a task and says how. `id` is global. The task's key. What waits because of how its case stands waits
 * until the case stands otherwise: no note changes that.
 */
export function settleTask(
  platform: Platform,
  viewer: Viewer,
  { id, note }: { readonly id: string; readonly note: string },
): Promise<Result<string, readonly Refusal[]>> {
  return onOpenTask(platform, id, textRefusals(note, 'note'), async (tx, task) => {
    const wait = WAITS.find((kind) => kind === task.kind);
    if (wait) {
      const params = { mutation: TASK_KINDS[wait].mutation };
      return { code: 'INVALID_STATE', text: 'INVALID_STATE.taskNotByHand', params, field: ['id'] };
    }
    const on = platform.clock.today();
    await tx.query(
      'update task set closed_on = greatest($2::date, opened_on), settled_by = $3, note = $4 where id = $1',
      [task.id, on, viewer.subject, note.trim()],
    );
    if (task.caseId === null) return null;
    const params = { kind: task.kind, note: note.trim() };
    const row = { id: task.caseId, creditorId: task.creditorId };
    await recordEvent(tx, row, { type: 'taskSettled', on, actor: viewer.subject, params });
    return null;
  });
}

/** Longest subject of a token. */
const LONGEST_SUBJECT = 255;

/** Gives a task to somebody, or with null takes it from whoever has it. `id` is global. The task's key. */
export function assignTask(
  platform: Platform,
  viewer: Viewer,
  { id, owner }: { readonly id: string; readonly owner: string | null },
): Promise<Result<string, readonly Refusal[]>> {
  const problems = new Problems();
  const subject = owner === null ? null : problems.text(owner, ['owner'], LONGEST_SUBJECT);
  return onOpenTask(platform, id, problems.refusals, async (tx, task) => {
    await tx.query('update task set owner = $2 where id = $1', [task.id, subject]);
    if (task.caseId === null || subject === null) return null;
    const row = { id: task.caseId, creditorId: task.creditorId };
    const params = { kind: task.kind, owner: subject };
    await recordEvent(tx, row, { type: 'taskAssigned', on: platform.clock.today(), actor: viewer.subject, params });
    return null;
  });
}

/** Does something to a task that is open, locked, or says why not. `wrong` is what is wrong with the rest of the request. */
function onOpenTask(
  platform: Platform,
  id: string,
  wrong: readonly Refusal[],
  work: (tx: EntityManager, task: OpenTask) => Promise<Refusal | null>,
): Promise<Result<string, readonly Refusal[]>> {
  return platform.db.transaction(async (tx) => {
    const key = keyOf('Task', id);
    const rows: (OpenTask & { closed: boolean })[] =
      key === null
        ? []
        : await tx.query(
            `select id, kind, case_id as "caseId", creditor_id as "creditorId", closed_on is not null as closed
             from task where id = $1 for update`,
            [key],
          );
    const task = rows[0];
    if (!task) return refused([{ code: 'NOT_FOUND', text: 'NOT_FOUND.task', field: ['id'] }]);
    const refusals = [...wrong];
    if (task.closed) refusals.push({ code: 'INVALID_STATE', text: 'INVALID_STATE.taskClosed', field: ['id'] });
    if (refusals.length > 0) return refused(refusals);
    const refusal = await work(tx, task);
    return refusal ? refused([refusal]) : success(task.id);
  });
}
