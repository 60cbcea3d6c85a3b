import type { DataSource } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import { brokenPromises } from '../../domain/promises.js';
import { WITH_PARTNER } from '../../domain/referral-life.js';
import type { TaskKind } from '../../graphql/task.enums.js';
import { keepTasks, type TaskDraft } from '../tasks/task.record.js';
import { loadOpenEngagements } from './engagement.js';

/** What the statements below are told: statuses of a referral at its partner, and the day. */
const GIVEN = 'with given as (select $1::text[] as held, $2::date as today)';

/** Tasks that follow from rows alone, by their kind: SQL of `TaskDraft`s. */
const FROM_ROWS: Readonly<Partial<Record<TaskKind, string>>> = {
  ANSWER_DUE: `select i.case_id as "caseId", i.creditor_id as "creditorId", i.referral_id as "referralId", i.id::text as subject,
      i.due_on as "dueOn", json_build_object('partner', p.name, 'question', i.question) as params
    from given join referral r on r.status = any(given.held) join inquiry i on i.referral_id = r.id and i.answer is null
      join partner p on p.id = r.partner_id`,
  HANDOVER_UNSETTLED: `select r.case_id as "caseId", r.creditor_id as "creditorId", r.id as "referralId",
      coalesce((select max(on_date) from case_event e where e.case_id = r.case_id and e.type = 'referralUnsettled'), given.today)
        as "dueOn", json_build_object('partner', p.name) as params
    from given join referral r on r.release_failed_at is not null and r.released_at is null
      join partner p on p.id = r.partner_id`,
  HANDOVER_LATE: `select r.case_id as "caseId", r.creditor_id as "creditorId", r.id as "referralId", d.decided_on + 1 as "dueOn",
      json_build_object('partner', p.name, 'since', d.decided_on, 'problem', coalesce(r.last_error, '')) as params
    from given join referral r on r.status = 'QUEUED' join collection_case c on c.id = r.case_id
      join routing_decision d on d.id = c.routing_id and d.decided_on < given.today - 1 join partner p on p.id = r.partner_id`,
  DATA_DUE: `select r.case_id as "caseId", r.creditor_id as "creditorId", r.id as "referralId", r.data_due_on as "dueOn",
      json_build_object('partner', p.name, 'dueOn', r.data_due_on) as params
    from given join referral r on r.data_due_on is not null and r.data_returned_on is null and r.status <> all(given.held)
      join partner p on p.id = r.partner_id`,
};

/**
 * Flags what has been left lying between us and our partners: promises whose day has passed without a word, questions of
 * theirs that wait for us, and hand-overs that did not come to their end. What has been made good closes its task. Does
 * the same however often it runs on a day.
 */
export async function watchPartners(db: DataSource, on: IsoDate): Promise<void> {
  await keepTasks(db, 'PARTNER_SILENT', on, await silences(db, on));
  for (const [kind, sql] of Object.entries(FROM_ROWS) as [TaskKind, string][]) {
    const drafts: TaskDraft[] = await db.query(`${GIVEN} ${sql}`, [WITH_PARTNER, on]);
    await keepTasks(db, kind, on, drafts);
  }
}

async function silences(db: DataSource, on: IsoDate): Promise<TaskDraft[]> {
  const engagements = await loadOpenEngagements(db, WITH_PARTNER, on);
  return engagements.flatMap(({ referralId, caseId, creditorId, partner, promises, isWorkingDay, ...engagement }) =>
    brokenPromises(engagement, promises, isWorkingDay, on).map(({ promise, dueOn }) => ({
      referralId,
      caseId,
      creditorId,
      subject: promise,
      dueOn,
      params: { partner, promise, dueOn },
    })),
  );
}
