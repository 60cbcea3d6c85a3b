import { recordEvents, reschedule } from '../modules/cases/case.record.js';
import { businessDate } from '../modules/cases/case.working.js';
import type { Platform } from '../platform.js';

/** Cases planned in one transaction. */
const CASES_PER_BATCH = 500;

/**
 * Job `replanCases`: plans every open case of a creditor anew, by the strategy now in force. A step that waited for approval is
 * asked for again where it still needs one. A case somebody else has in hand is waited for: it may have been planned by the old one.
 */
export async function replanCases(platform: Platform, creditorId: string): Promise<void> {
  let after: string | null = null;
  do after = await replanBatch(platform, creditorId, after);
  while (after !== null);
}

/** The last of the cases planned; null where there were none. */
function replanBatch(platform: Platform, creditorId: string, after: string | null): Promise<string | null> {
  return platform.db.transaction(async (tx) => {
    const open: { id: string; creditorId: string; country: string; status: string }[] = await tx.query(
      `select id, creditor_id as "creditorId", country, status from collection_case
       where creditor_id = $1 and status <> 'CLOSED' and route_kind = 'COUNTRY_MODULE' and ($2::uuid is null or id > $2)
       order by id limit $3 for update`,
      [creditorId, after, CASES_PER_BATCH],
    );
    const waiting = open.filter(({ status }) => status === 'AWAITING_APPROVAL');
    if (waiting.length > 0) {
      await tx.query(`update collection_case set status = 'ACTIVE' where id = any($1)`, [waiting.map(({ id }) => id)]);
      await recordEvents(
        tx,
        waiting.map((row) => {
          const on = businessDate(platform.clock, row.country);
          return {
            row,
            event: { type: 'strategyChanged', on, actor: 'system', changedFields: ['status', 'nextStep'] },
          };
        }),
      );
    }
    await reschedule(tx, platform, ...open.map(({ id }) => id));
    return open.at(-1)?.id ?? null;
  });
}
