import type { DataSource, EntityManager } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import { uuidv7 } from '../../graphql/ids.js';
import type { TaskKind } from '../../graphql/task.enums.js';
import { TASK_KINDS } from './task.kinds.js';

/** What calls for a person. It is the agency's; where it has a creditor, that creditor's staff sees it too. */
export interface TaskDraft {
  /** Null where it is about no case, as are money nobody is known for and payouts. */
  readonly caseId: string | null;
  readonly creditorId: string | null;
  readonly referralId: string | null;
  /** Which of several things of one kind about the referral: the key of a question, the name of a promise. */
  readonly subject?: string;
  readonly dueOn: IsoDate;
  /** Values of the text `task.<kind>` in locales/<language>/terms.json. */
  readonly params: Readonly<Record<string, string>>;
}

// What a person has settled is not brought up again as long as it is the same.
const OPEN = `insert into task as known (id, kind, case_id, referral_id, creditor_id, subject, due_on, opened_on, params, role)
  select d.id, $1, d.case_id, d.referral_id, d.creditor_id, d.subject, d.due_on, $2, d.params, $4
  from json_to_recordset($3) as d (id uuid, case_id uuid, referral_id uuid, creditor_id uuid, subject text, due_on date, params jsonb)
  where not exists (select from task s where s.kind = $1 and s.case_id is not distinct from d.case_id
    and s.referral_id is not distinct from d.referral_id and s.subject = d.subject and s.settled_by is not null and s.params = d.params)
  on conflict (kind, case_id, referral_id, subject) where closed_on is null do update
    set due_on = least(known.due_on, excluded.due_on), params = excluded.params
    where known.params <> excluded.params or known.due_on > excluded.due_on`;

/** Opens tasks of one kind, all in one statement. One that is open already takes on the newer figures. */
export async function openTasks(
  tx: DataSource | EntityManager,
  kind: TaskKind,
  on: IsoDate,
  drafts: readonly TaskDraft[],
): Promise<void> {
  if (drafts.length === 0) return;
  const rows = drafts.map((draft) => ({
    id: uuidv7(),
    case_id: draft.caseId,
    referral_id: draft.referralId,
    creditor_id: draft.creditorId,
    subject: draft.subject ?? '',
    due_on: draft.dueOn,
    params: draft.params,
  }));
  await tx.query(OPEN, [kind, on, JSON.stringify(rows), TASK_KINDS[kind].role]);
}

/**
 * Brings the tasks of one kind in line with what calls for one now: opens those that are missing and closes those whose
 * reason is gone. `about` limits the closing to some referrals, where only they were looked at.
 */
export async function keepTasks(
  tx: DataSource | EntityManager,
  kind: TaskKind,
  on: IsoDate,
  drafts: readonly TaskDraft[],
  about?: readonly string[],
): Promise<void> {
  await openTasks(tx, kind, on, drafts);
  const called = drafts.map(({ caseId, referralId, subject }) => `${caseId} ${referralId} ${subject ?? ''}`);
  await tx.query(
    `update task set closed_on = greatest($2::date, opened_on) where kind = $1 and closed_on is null
       and ($4::uuid[] is null or referral_id = any($4))
       and not concat_ws(' ', coalesce(case_id::text, 'null'), coalesce(referral_id::text, 'null'), subject) = any($3)`,
    [kind, on, called, about ?? null],
  );
}

/** Closes the open tasks of some kinds about a case, or about a subject whatever its case: their reason is gone. */
export async function closeTasks(
  tx: DataSource | EntityManager,
  kinds: readonly TaskKind[],
  { caseId = null, subject = null }: { readonly caseId?: string | null; readonly subject?: string | null },
  on: IsoDate,
): Promise<void> {
  await tx.query(
    `update task set closed_on = greatest($4::date, opened_on) where kind = any($1) and closed_on is null
       and (case_id = $2 or subject = $3)`,
    [kinds, caseId, subject, on],
  );
}
