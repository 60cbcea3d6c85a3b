import { TOLD_OF_CLOSING } from '../domain/closing.js';
import { addDays } from '../domain/date.js';
import { takeSteps } from '../modules/notices/notice.commands.js';
import type { Platform } from '../platform.js';
import type { Day } from './daily.js';
import { forEachCase } from './each-case.js';

/** A debtor who could not be told by then is not told any more: something stands in the way of the letter. */
export const DAYS_TO_TELL = 7;

const UNTOLD = `c.status = 'CLOSED' and c.close_reason = any($1) and c.closed_on between $2 and $3 and c.country = any($4)
  and c.route_kind = 'COUNTRY_MODULE' and c.merged_into_id is null and exists (select from notice where case_id = c.id)
  and not exists (select from notice where case_id = c.id and type = 'CLOSING_STATEMENT')`;

/**
 * Tells debtors who were written to that their case was closed without being paid in full, where the law lets them be told; how
 * many cases there were.
 */
export function sendClosingStatements(platform: Platform, { on, countries }: Day): Promise<number> {
  const params = [TOLD_OF_CLOSING, addDays(on, -DAYS_TO_TELL), on, countries];
  return forEachCase(platform, UNTOLD, params, async (tx, row) => {
    await takeSteps(tx, platform, [row], { on, approvedBy: null, type: 'CLOSING_STATEMENT' });
  });
}
