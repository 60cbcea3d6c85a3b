import type { DataSource } from 'typeorm';
import type { IsoDate } from '../domain/date.js';
import { protectedSql } from '../modules/cases/protected-address.js';
import { keepTasks, type TaskDraft } from '../modules/tasks/task.record.js';

// Whoever was sent the address has it until the case is to be forgotten, or what is held on it was given back.
const GIVEN = `select r.case_id as "caseId", r.creditor_id as "creditorId", r.id as "referralId", $1::text as "dueOn",
    json_build_object('partner', p.name) as params
  from referral r join collection_case c on c.id = r.case_id join debtor d on d.id = c.debtor_id join partner p on p.id = r.partner_id
  where jsonb_typeof(r.sent_order->'debtor'->'address') = 'object' and r.out_of_sight_on is null and r.data_returned_on is null
    and ${protectedSql('d')}`;

/** An address that came to be protected after a partner was given it: no network has a word for that, so a person tells it. */
export async function watchAddresses(db: DataSource, on: IsoDate): Promise<void> {
  const drafts: TaskDraft[] = await db.query(GIVEN, [on]);
  await keepTasks(db, 'ADDRESS_PROTECTED', on, drafts);
}
