import { openTasks, type TaskDraft } from '../modules/tasks/task.record.js';
import type { PartnerFault } from '../partners/partner.js';
import type { Platform } from '../platform.js';
import type { Job } from './queue.js';

/**
 * Something that a partner should know cannot be told to it through its network, or could not for hours: a person must
 * tell it by other means. A withdrawal is not among them, for it leaves the whole case to a person.
 */
export async function leaveUntold(
  platform: Platform,
  referralId: string,
  { name, payload }: Job,
  fault: PartnerFault,
): Promise<void> {
  if (name === 'withdrawReferral') return;
  const on = platform.clock.today();
  const about = Object.entries(payload).filter(([key]) => key !== 'attempt');
  const subject = [name, ...about.map(([, value]) => String(value))].join(':');
  const drafts: TaskDraft[] = await platform.db.query(
    `select r.case_id as "caseId", r.creditor_id as "creditorId", r.id as "referralId", $2::text as subject, $3::text as "dueOn",
       json_build_object('partner', p.name, 'told', $4::text, 'text', $5::text, 'on', $3::text) as params
     from referral r join partner p on p.id = r.partner_id where r.id = $1`,
    [referralId, subject, on, name, fault.detail],
  );
  await openTasks(platform.db, 'PARTNER_TO_BE_TOLD', on, drafts);
}
