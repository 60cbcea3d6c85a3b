import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { BankFile } from '../../bank-files/bank-file.js';
import { movementsOf } from '../../bank-files/movements.js';
import { readBankFile } from '../../bank-files/read.js';
import type { BankMoney } from '../../domain/bank-money.js';
import { addDays, type IsoDate } from '../../domain/date.js';
import { referenceKeys } from '../../domain/matching.js';
import { findOverlap, type Overlap } from '../../domain/overlap.js';
import type { Refusal } from '../../domain/refusal.js';
import { refused, success, type Result } from '../../domain/result.js';
import { onceForKey, type Repeatable } from '../../graphql/idempotency.js';
import { uuidv7 } from '../../graphql/ids.js';
import { Problems } from '../../graphql/problems.js';
import type { Platform, Viewer } from '../../platform.js';
import { insertEntry, loadKnown, type Verdict } from './bank.record.js';
import { bookMovement } from './import.booking.js';
import type { Importing } from './importing.js';
import { loadOwnAccounts } from './own-accounts.js';
import { itemise } from './suspense.js';
import { takeStatuses } from './transfer-status.js';

/** A file as somebody hands it in. */
export interface BankFileInput extends Repeatable {
  readonly fileName: string;
  /** Base64. */
  readonly content: string;
}

const MOST_MEGABYTES = 16;

/** Any number will do, as long as every import takes the same one: what one books the next must see. */
const ONE_AT_A_TIME = 1_764_290_100;

/**
 * Takes in a file of a bank, whole or not at all: every movement in it is booked on its case, put in suspense, or known already. Once per
 * idempotency key; the same file, or another that tells of the same money, changes nothing. The key of the file. Refused with the place
 * of what is wrong: unreadable, marked as a test, of a day to come, or with sums that do not go together.
 */
export async function importBankFile(
  platform: Platform,
  viewer: Viewer,
  input: BankFileInput,
): Promise<Result<string, readonly Refusal[]>> {
  const problems = new Problems();
  const fileName = problems.fileName(input.fileName, ['fileName']);
  const bytes = problems.base64(input.content, ['content'], MOST_MEGABYTES);
  if (bytes === null || problems.refusals.length > 0) return refused(problems.refusals);
  const read = readBankFile(bytes);
  if (!read.ok) return refused([read.refusal]);
  const file = read.value;
  const movements = movementsOf(file);
  const today = platform.clock.today();
  const refusals = [...file.flaws, ...tooEarly(movements, today)];
  if (refusals.length > 0) return refused(refusals);
  return onceForKey(platform, viewer, 'importBankFile', input, async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1)', [ONE_AT_A_TIME]);
    const accounts = await loadOwnAccounts(tx, platform);
    const importing: Importing = { tx, platform, accounts, today, actor: viewer.subject };
    const fileId = await insertFile(importing, fileName, file, bytes);
    await bookAll(importing, fileId, movements);
    await takeStatuses(importing, fileId, file.transfers, movements.length);
    return success(fileId);
  });
}

/** A bank is never more than a time zone ahead of us. */
const tooEarly = (movements: readonly BankMoney[], today: IsoDate): Refusal[] =>
  movements
    .filter(({ booked, bookedOn }) => booked && bookedOn > addDays(today, 1))
    .slice(0, 1)
    .map(({ place, bookedOn }) => ({
      code: 'INVALID_INPUT',
      text: 'INVALID_INPUT.bankFuture',
      params: { place, on: bookedOn },
      field: ['content'],
    }));

async function insertFile(
  { tx, today, actor }: Importing,
  fileName: string,
  { format, version, messageId }: BankFile,
  bytes: Buffer,
): Promise<string> {
  const id = uuidv7();
  const hash = createHash('sha256').update(bytes).digest('hex');
  await tx.query(
    `insert into bank_file (id, file_name, format, version, message_id, content_hash, imported_on, imported_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, fileName, format, version, messageId, hash, today, actor],
  );
  return id;
}

async function bookAll(importing: Importing, fileId: string, movements: readonly BankMoney[]): Promise<void> {
  const { tx, accounts } = importing;
  await lockQuoted(tx, movements);
  // What is only announced, or was booked when it was sent, has no part in it.
  const counts = ({ booked, direction, reversal, returned }: BankMoney): boolean =>
    booked && (direction === 'CREDIT' || reversal || returned !== null);
  const counting = movements.filter(counts);
  const overlap = findOverlap(counting, await loadKnown(tx, accounts, counting), (account) => accounts.naming(account));
  const known = await knownWith(importing, overlap);
  const placeOf = new Map(counting.map((money, index) => [money, index]));
  for (const [position, money] of movements.entries()) {
    const id = uuidv7();
    const index = placeOf.get(money) ?? -1;
    const verdict = known.get(index) ?? (await bookMovement(importing, id, money, overlap.doubtful.get(index) ?? null));
    await insertEntry(tx, { id, fileId, position, money }, verdict);
  }
}

/** Cases that payers quote, locked in the order of their keys, as everybody locks who needs several: nobody then waits for another in a ring. */
async function lockQuoted(tx: EntityManager, movements: readonly BankMoney[]): Promise<void> {
  const quoted = [...new Set(movements.flatMap((money) => [...referenceKeys(money)]))];
  await tx.query(`select from collection_case where ltrim(payment_reference, '0') = any($1) order by id for update`, [
    quoted,
  ]);
}

/** What is known already, after the lumps whose parts the file tells have made room for them; where one has found its end, they are known too. */
async function knownWith(importing: Importing, overlap: Overlap): Promise<ReadonlyMap<number, Verdict>> {
  const known = new Map([...overlap.known].map(([index, id]) => [index, alreadyKnown(id)]));
  for (const { lumpId, parts } of overlap.itemised) {
    if (!(await itemise(importing, lumpId))) parts.forEach((index) => known.set(index, alreadyKnown(lumpId)));
  }
  return known;
}

const alreadyKnown = (duplicateOfId: string): Verdict => ({
  outcome: 'DUPLICATE',
  reason: 'ALREADY_KNOWN',
  duplicateOfId,
});
