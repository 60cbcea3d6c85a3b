import type { IsoDate } from '../domain/date.js';
import { recordEvents } from '../modules/cases/case.record.js';
import type { Platform } from '../platform.js';
import { inBatches } from './batches.js';
import type { Day } from './daily.js';

/** Disputes told of in one transaction. */
const DISPUTES_PER_BATCH = 500;

/**
 * Tells, once for each, of objections that the creditor has not answered by the last day for it; of how many. Nobody is asked for an
 * answer any longer once the case is closed.
 */
export async function missAnswers(platform: Platform, day: Day): Promise<number> {
  await forgetClosed(platform, day);
  return inBatches(DISPUTES_PER_BATCH, () => missBatch(platform, day));
}

function forgetClosed({ db }: Platform, { on }: Day): Promise<unknown> {
  return db.query(
    `update task set closed_on = greatest($1::date, opened_on) from collection_case c
     where c.id = case_id and kind = 'DISPUTE_ANSWER' and task.closed_on is null and c.status = 'CLOSED'`,
    [on],
  );
}

function missBatch(platform: Platform, { on, countries }: Day): Promise<number> {
  return platform.db.transaction(async (tx) => {
    const missed: { disputeId: string; id: string; creditorId: string; answerBy: IsoDate }[] = await tx.query(
      `select d.id as "disputeId", c.id, c.creditor_id as "creditorId", d.answer_by as "answerBy"
       from dispute d join collection_case c on c.id = d.case_id
       where d.resolved_on is null and d.answered_on is null and d.missed_on is null and d.answer_by < $1
         and c.status <> 'CLOSED' and c.country = any($3)
       order by d.answer_by, d.id limit $2 for update of c skip locked`,
      [on, DISPUTES_PER_BATCH, countries],
    );
    if (missed.length === 0) return 0;
    await recordEvents(
      tx,
      missed.map(({ answerBy, id, creditorId }) => ({
        row: { id, creditorId },
        event: { type: 'disputeUnanswered', on, actor: 'system', params: { answerBy }, changedFields: ['disputes'] },
      })),
    );
    await tx.query('update dispute set missed_on = $2 where id = any($1)', [missed.map((row) => row.disputeId), on]);
    return missed.length;
  });
}
