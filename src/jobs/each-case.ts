import type { EntityManager } from 'typeorm';
import { lockCase, type LockedCase } from '../modules/cases/case.record.js';
import type { Platform } from '../platform.js';

/**
 * Does something to each case `c` of which an SQL condition holds, each in a transaction of its own, so that one it cannot be
 * done to keeps back no other; to how many. One somebody else has in hand is passed over: its turn comes the next time.
 */
export async function forEachCase(
  platform: Platform,
  condition: string,
  params: readonly unknown[],
  work: (tx: EntityManager, row: LockedCase) => Promise<void>,
): Promise<number> {
  const { db } = platform;
  const found: { id: string }[] = await db.query(
    `select c.id from collection_case c where ${condition} order by c.id`,
    [...params],
  );
  let done = 0;
  for (const { id } of found) {
    try {
      done += await db.transaction(async (tx) => {
        const still: unknown[] = await tx.query(
          `select from collection_case c where ${condition} and c.id = $${params.length + 1} for update of c skip locked`,
          [...params, id],
        );
        const row = still.length > 0 ? await lockCase(tx, null, id) : null;
        if (row) await work(tx, row);
        return row ? 1 : 0;
      });
    } catch (error) {
      platform.onFault(error);
    }
  }
  return done;
}
