import type { DataSource, EntityManager } from 'typeorm';
import { addDays, type IsoDate } from '../domain/date.js';
import { keepTasks, openTasks, type TaskDraft } from '../modules/tasks/task.record.js';
import type { Platform } from '../platform.js';

// An endpoint that a person switched off is nobody's business. The creditor's own staff sees its task; a partner has none.
const SWITCHED_OFF = `select null as "caseId", null as "referralId", s.creditor_id as "creditorId", s.id::text as subject,
    coalesce(s.disabled_on, s.created_at::date) as "dueOn", json_build_object('owner', coalesce(c.name, p.name, $1), 'url', s.url,
      'reason', s.disabled_reason, 'since', coalesce(s.disabled_on, s.created_at::date)) as params
  from webhook_subscription s left join creditor c on c.id = s.creditor_id left join partner p on p.id = s.partner_id
  where s.disabled_reason in ('GONE', 'SILENT') and ($2::uuid is null or s.id = $2)`;

const switchedOff = ({ agency }: Platform, tx: DataSource | EntityManager, only: string | null): Promise<TaskDraft[]> =>
  tx.query(SWITCHED_OFF, [agency.name, only]);

/** Switches an endpoint off, and tells whose it is; nothing happens where it is off already. */
export async function switchOff(
  platform: Platform,
  tx: EntityManager,
  subscriptionId: string,
  reason: 'GONE' | 'SILENT',
): Promise<void> {
  const on = platform.clock.today();
  await tx.query(
    `update webhook_subscription set enabled = false, disabled_reason = $2, disabled_on = $3 where id = $1 and enabled`,
    [subscriptionId, reason, on],
  );
  await openTasks(tx, 'WEBHOOK_DISABLED', on, await switchedOff(platform, tx, subscriptionId));
}

/** For how long it is kept what was sent where, and how it went. */
const DAYS_KEPT = 90;
/** Deliveries deleted in one statement. */
const DELETED_AT_ONCE = 1000;

const DELETE = `delete from webhook_delivery where id in (select id from webhook_delivery
  where status <> 'PENDING' and created_at < $1 order by created_at limit ${DELETED_AT_ONCE} for update skip locked)`;

/**
 * Closes the tasks of endpoints that are on again, and deletes what is no longer kept of deliveries that have ended.
 * `today` is of the calendar that messages are sent by, which the sandbox clock does not move.
 */
export async function watchWebhooks(platform: Platform, on: IsoDate, today: IsoDate): Promise<void> {
  const { db } = platform;
  await keepTasks(db, 'WEBHOOK_DISABLED', on, await switchedOff(platform, db, null));
  for (let deleted = DELETED_AT_ONCE; deleted === DELETED_AT_ONCE;) {
    [, deleted] = await db.query(DELETE, [addDays(today, -DAYS_KEPT)]);
  }
}
