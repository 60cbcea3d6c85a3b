import type { DataSource } from 'typeorm';
import { addDays, type IsoDate } from '../../domain/date.js';
import { MONEY_DAYS_AFTER_END } from '../../domain/referral-life.js';

/**
 * Takes the cases that partners closed out of their sight, once no more money is to be told of: debtor, claims and what was
 * written are no longer needed for collecting. The partner is told to forget them as one is that loses a case.
 */
export async function endSight(db: DataSource, on: IsoDate): Promise<void> {
  await db.query(
    `update referral set out_of_sight_on = $1 where status = 'CLOSED' and out_of_sight_on is null and ended_on < $2::date`,
    [on, addDays(on, -MONEY_DAYS_AFTER_END)],
  );
}
