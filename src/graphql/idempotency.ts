import { createHash } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import type { Refusal } from '../domain/refusal.js';
import { refused, type Result } from '../domain/result.js';

/** A request that may be sent again. `key` is the client's, and counts for that client (`subject`) alone. */
export interface RepeatableRequest {
  readonly subject: string;
  /** Null where the client gave none: the request is then carried out each time. */
  readonly key: string | null;
  readonly operation: string;
  /** Whole input of the operation: the key may not be used for another. */
  readonly input: object;
}

type Refusals = readonly Refusal[];

const KEY_REUSED: Refusal = { code: 'IDEMPOTENCY_KEY_REUSED', field: ['idempotencyKey'] };
const LONGEST_KEY = 200;

/**
 * Runs a command once for a key. A repetition with the same input gets the first answer; with another input, the refusal
 * IDEMPOTENCY_KEY_REUSED. The key is taken before the command runs, so that of two at the same time one waits for the
 * other. Answers are plain JSON (ids); a refused command wrote nothing, so its key stays free for a corrected input.
 */
export async function withIdempotency<Answer extends object>(
  tx: EntityManager,
  { subject, key, operation, input }: RepeatableRequest,
  run: () => Promise<Result<Answer, Refusals>>,
): Promise<Result<Answer, Refusals>> {
  if (key === null) return run();
  if (key.trim() === '' || key.length > LONGEST_KEY || /\p{Cc}/u.test(key)) {
    return refused([{ code: 'INVALID_INPUT', field: ['idempotencyKey'] }]);
  }
  const hash = inputHash(input);
  const taken: unknown[] = await tx.query(
    `insert into idempotency (subject, key, operation, input_hash) values ($1, $2, $3, $4)
     on conflict do nothing returning key`,
    [subject, key, operation, hash],
  );
  if (taken.length === 0) {
    const stored: { answer: Answer; same: boolean }[] = await tx.query(
      `select result as answer, operation = $3 and input_hash = $4 as same from idempotency where subject = $1 and key = $2`,
      [subject, key, operation, hash],
    );
    const before = stored[0];
    if (!before) throw new Error('the idempotency key was released while it was read; the request can be sent again');
    return before.same ? { ok: true, value: before.answer } : refused([KEY_REUSED]);
  }
  const answer = await run();
  if (answer.ok) {
    const stored = [subject, key, JSON.stringify(answer.value)];
    await tx.query('update idempotency set result = $3 where subject = $1 and key = $2', stored);
  } else {
    await tx.query('delete from idempotency where subject = $1 and key = $2', [subject, key]);
  }
  return answer;
}

/**
 * For a call of several parts, each a request of its own with a key that begins with the call's: the refusal where some
 * part was carried out for another input, else null.
 */
export async function reusedForOtherParts(
  db: DataSource | EntityManager,
  { subject, key, operation, input }: RepeatableRequest,
): Promise<Refusal | null> {
  if (key === null) return null;
  const others: unknown[] = await db.query(
    `select from idempotency where subject = $1 and starts_with(key, $2) and (operation <> $3 or input_hash <> $4) limit 1`,
    [subject, partKey(key, ''), operation, inputHash(input)],
  );
  return others.length > 0 ? KEY_REUSED : null;
}

/** The key of one part of a call. */
export const partKey = (key: string, part: string | number): string => `${key}/${part}`;

/** SHA-256 of the input as JSON with its members in alphabetical order; what is left out counts as null. */
function inputHash(input: object): string {
  const ordered = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(ordered);
    if (typeof value !== 'object' || value === null) return value;
    const members = Object.entries(value).filter(([, member]) => member !== undefined && member !== null);
    return Object.fromEntries(
      members.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, member]) => [name, ordered(member)]),
    );
  };
  return createHash('sha256')
    .update(JSON.stringify(ordered(input)))
    .digest('hex');
}
