import type { EntityManager } from 'typeorm';
import type { BankMoney, Direction } from '../../domain/bank-money.js';
import type { IsoDate } from '../../domain/date.js';
import { money } from '../../domain/money.js';
import { endSuspense, type Waiting } from './bank.record.js';
import { dayOf, type Importing } from './importing.js';

/** Money in suspense, locked: only this transaction may say what becomes of it. */
export interface InSuspense extends Waiting, Pick<BankMoney, 'bookedOn' | 'valueOn' | 'references' | 'endToEndId' | 'bankReference' | 'account'> {} // prettier-ignore

interface Row extends Omit<InSuspense, 'amount' | 'on'> {
  readonly minor: string;
  readonly currency: string;
  readonly direction: Direction;
}

/** The entry, locked, where it still waits; null where there is no such entry, WAITED where its end has been found or it never waited. */
export async function lockSuspense(
  tx: EntityManager,
  id: string,
  today: IsoDate,
): Promise<InSuspense | 'WAITED' | null> {
  const rows: (Row & { waits: boolean })[] = await tx.query(
    `select id, amount_minor as minor, currency, direction, booked_on as "bookedOn", value_on as "valueOn", quoted as "references",
       end_to_end_id as "endToEndId", bank_reference as "bankReference", account, outcome = 'SUSPENSE' as waits
     from bank_entry where id = $1 for update`,
    [id],
  );
  const found = rows[0];
  if (!found) return null;
  // A statement of its own: one that waited for the lock would not see what its holder did.
  const ended: unknown[] = await tx.query('select from bank_entry_settlement where entry_id = $1', [id]);
  if (!found.waits || ended.length > 0) return 'WAITED';
  const { minor, currency, waits: _, ...row } = found;
  return { ...row, amount: money(BigInt(minor), currency), on: dayOf(row, today) };
}

/** A lump in suspense makes room for its parts. False where a person has found another end for it. */
export async function itemise({ tx, today, actor }: Importing, lumpId: string): Promise<boolean> {
  const lump = await lockSuspense(tx, lumpId, today);
  if (lump === null || lump === 'WAITED') return false;
  await endSuspense(tx, lump, { kind: 'ITEMISED', settledBy: actor }, today);
  return true;
}
