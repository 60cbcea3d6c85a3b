import type { EntityManager } from 'typeorm';
import { recordEvent } from '../cases/case.record.js';
import type { LockedReferral, Report } from './referral.record.js';

/**
 * A former partner says that what it had promised to give back is back. That it answers when it is asked is no sign of it.
 * Nothing happens where nothing is owed, or where it may still be working the case. False then.
 */
export async function noteReturn(tx: EntityManager, referral: LockedReferral, report: Report): Promise<boolean> {
  const changed: [unknown[], number] = await tx.query(
    `update referral set data_returned_on = $2, updated_at = now()
     where id = $1 and data_due_on is not null and data_returned_on is null and released_at is not null returning id`,
    [referral.id, report.on],
  );
  if (changed[1] === 0) return false;
  const params = { partner: referral.partner, referral: referral.id };
  await recordEvent(tx, referral.row, { type: 'dataReturned', ...report, params, changedFields: ['referral'] });
  return true;
}
