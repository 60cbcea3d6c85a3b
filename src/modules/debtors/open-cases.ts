import type { EntityManager } from 'typeorm';
import { lockCase, type LockedCase } from '../cases/case.record.js';

/**
 * The open cases against a debtor, locked one after the other in the order of their keys, as everywhere, so that two of these never
 * wait for each other.
 */
export async function* lockOpenCases(tx: EntityManager, debtorKey: string): AsyncGenerator<LockedCase> {
  const open: { id: string }[] = await tx.query(
    `select id from collection_case where debtor_id = $1 and status <> 'CLOSED' order by id`,
    [debtorKey],
  );
  for (const { id } of open) {
    const row = await lockCase(tx, null, id);
    // It may have been closed while we waited for it.
    if (row && row.state.status !== 'CLOSED') yield row;
  }
}
