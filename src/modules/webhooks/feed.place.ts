import type { DataSource } from 'typeorm';
import { badInput } from '../../graphql/faults.js';

/** SQL: the place in the feed before which every transaction has ended. */
export const SETTLED = '(select pg_snapshot_xmin(pg_current_snapshot())::text::bigint + base from event_feed)';

/** SQL of `last`: the furthest place anything stands at. */
const LAST = `greatest((select max(transaction) from case_event), (select max(transaction) from referral_departure))`;

/**
 * Lets the feed go on where it stood, in a database that was restored into another server: that one's transactions are
 * numbered anew, and whatever happened next would stand before what is there, or what is there would not be shown for years.
 */
export async function continueFeed(db: DataSource): Promise<void> {
  const ahead = `select ${LAST} >= base + pg_snapshot_xmax(pg_current_snapshot())::text::bigint as ahead from event_feed`;
  const [found]: { ahead: boolean | null }[] = await db.query(ahead);
  if (!found!.ahead) return;
  await db.transaction(async (tx) => {
    // Nobody writes an event by the old numbers meanwhile, and whoever waits here will have one after the furthest.
    await tx.query('lock table case_event, referral_departure in share row exclusive mode');
    await tx.query(
      `update event_feed set base = ${LAST} + 1 - pg_snapshot_xmin(pg_current_snapshot())::text::bigint where (${ahead})`,
    );
  });
}

/**
 * Refuses a place that nothing stands at: the database was restored as it was before, and what came after that place then
 * cannot be told from what has come since.
 */
export async function requirePlace(db: DataSource, transaction: string, sequence: string): Promise<void> {
  const found: unknown[] = await db.query(
    `select from case_event where transaction = $1 and seq = $2
     union all select from referral_departure where transaction = $1 and seq = $2`,
    [transaction, sequence],
  );
  if (found.length > 0) return;
  const remedy = 'read from the beginning and pass over the ids you know';
  throw badInput(
    `Nothing stands at this cursor any more, for the database was restored from a backup: ${remedy}.`,
    'after',
  );
}
