import { createHash } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import type { Refusal } from '../domain/refusal.js';
import { refused, success, type Result } from '../domain/result.js';
import type { Platform, Viewer } from '../platform.js';
import { isPrintable } from './problems.js';
import { scopeKey } from './scope.js';

/** A request that may be sent again. `key` is the client's, and counts for that client (`subject`) alone. */
export interface RepeatableRequest {
  readonly subject: string;
  /** Null where the client gave none: the request is then carried out each time. */
  readonly key: string | null;
  readonly operation: string;
  /** Whole input of the operation: the key may not be used for another. */
  readonly input: object;
  /** Place in a call of several parts, each carried out for itself. The whole call has the key by `takeKey`. */
  readonly part?: number;
}

/** Whose a key is: the subject as the creditor or partner it acts for, since subjects are an issuer's to give out. */
export const keyOwner = (viewer: Viewer): string => `${viewer.subject} ${scopeKey(viewer) ?? ''}`.trim();

type Refusals = readonly Refusal[];

const KEY_REUSED: Refusal = { code: 'IDEMPOTENCY_KEY_REUSED', field: ['idempotencyKey'] };
const LONGEST_KEY = 200;

/** A client's key holds no control character, so none of them reads like the part of another. */
const storedKey = (key: string, part: number | undefined): string => (part === undefined ? key : `${key}\n${part}`);

/** What is wrong with a key; null where nothing is. */
const keyRefusal = (key: string): Refusal | null =>
  key.trim() === '' || key.length > LONGEST_KEY || !isPrintable(key)
    ? { code: 'INVALID_INPUT', field: ['idempotencyKey'] }
    : null;

/**
 * Runs a command once for a key. A repetition with the same input gets the first answer; with another input, the refusal
 * IDEMPOTENCY_KEY_REUSED. The key is taken before the command runs, so that of two at the same time one waits for the
 * other. Answers are plain JSON (ids); a refused command wrote nothing, so its key stays free for a corrected input.
 */
export async function withIdempotency<Answer extends object>(
  tx: EntityManager,
  { subject, key: clientsKey, operation, input, part }: RepeatableRequest,
  run: () => Promise<Result<Answer, Refusals>>,
): Promise<Result<Answer, Refusals>> {
  if (clientsKey === null) return run();
  const wrong = keyRefusal(clientsKey);
  if (wrong) return refused([wrong]);
  const key = storedKey(clientsKey, part);
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

/** How the schema describes the key of a request that is answered with what it made. */
export const KEY_OF_CLIENT = {
  nullable: true,
  description: 'Chosen by the client: the same key and input give the same answer, however often they are sent.',
} as const;

/** A request that counts once for its key; without one it is carried out each time. */
export interface Repeatable {
  readonly idempotencyKey?: string | null | undefined;
}

/**
 * Carries out a request in a transaction of its own, once for its key. `operation` is the name of the mutation of one row,
 * also where the row comes with others.
 */
export function once<Value extends object>(
  platform: Platform,
  viewer: Viewer,
  operation: string,
  { idempotencyKey, ...input }: Repeatable,
  work: (tx: EntityManager) => Promise<Result<Value, Refusals>>,
): Promise<Result<Value, Refusals>> {
  const request = { subject: keyOwner(viewer), key: idempotencyKey ?? null, operation, input };
  return platform.db.transaction((tx) => withIdempotency(tx, request, () => work(tx)));
}

/** The same for work that answers with a key. */
export async function onceForKey(
  platform: Platform,
  viewer: Viewer,
  operation: string,
  request: Repeatable,
  work: (tx: EntityManager) => Promise<Result<string, Refusals>>,
): Promise<Result<string, Refusals>> {
  const answer = await once(platform, viewer, operation, request, async (tx) => {
    const done = await work(tx);
    return done.ok ? success({ id: done.value }) : done;
  });
  return answer.ok ? success(answer.value.id) : answer;
}

/**
 * Takes the key of a call of several parts for this input, before any part is carried out, so that of two calls with other
 * inputs only one gets it. The refusal where the key is none, or was taken for another input; else null.
 */
export async function takeKey(
  db: DataSource,
  { subject, key, operation, input }: RepeatableRequest,
): Promise<Refusal | null> {
  if (key === null) return null;
  const wrong = keyRefusal(key);
  if (wrong) return wrong;
  const hash = inputHash(input);
  // The update changes nothing: it makes the row that is there already come back.
  const rows: { same: boolean }[] = await db.query(
    `insert into idempotency as taken (subject, key, operation, input_hash) values ($1, $2, $3, $4)
     on conflict (subject, key) do update set key = taken.key
     returning operation = $3 and input_hash = $4 as same`,
    [subject, key, operation, hash],
  );
  return rows[0]!.same ? null : KEY_REUSED;
}

/** Gives the key of a call free again where no part of it was carried out, for a corrected input. */
export async function releaseUnusedKey(db: DataSource, { subject, key }: RepeatableRequest): Promise<void> {
  if (key === null) return;
  await db.query(
    `delete from idempotency i where subject = $1 and key = $2
       and not exists (select from idempotency where subject = $1 and starts_with(key, $2 || E'\n'))`,
    [subject, key],
  );
}

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
