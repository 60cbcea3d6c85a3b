import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { DataSource, QueryFailedError, type EntityManager } from 'typeorm';

/** PostgreSQL ended the transaction so that one it waited for, and which waited for it, can go on. */
const DEADLOCK = '40P01';
const ATTEMPTS = 5;
const MOST_WAIT_MS = 50;

type Work<T> = (tx: EntityManager) => Promise<T>;
type Isolation = 'READ UNCOMMITTED' | 'READ COMMITTED' | 'REPEATABLE READ' | 'SERIALIZABLE';

/**
 * A data source that carries a transaction out anew where PostgreSQL ended it to undo a deadlock: whoever asked for it has done
 * nothing wrong. Work must be such that it can be: it changes nothing outside the database that a second run does not make good.
 */
export class RetryingDataSource extends DataSource {
  override transaction<T>(work: Work<T>): Promise<T>;
  override transaction<T>(isolation: Isolation, work: Work<T>): Promise<T>;
  override async transaction<T>(...[first, second]: [Work<T>] | [Isolation, Work<T>]): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await (typeof first === 'function' ? super.transaction(first) : super.transaction(first, second!));
      } catch (error) {
        if (!isDeadlock(error) || attempt === ATTEMPTS) throw error;
        await sleep(Math.random() * MOST_WAIT_MS);
      }
    }
  }
}

const isDeadlock = (error: unknown): boolean =>
  error instanceof QueryFailedError && (error.driverError as { code?: string }).code === DEADLOCK;

const MARK = '/* prepared */ ';

/** The name of each prepared statement, on every connection of the process. */
const names = new Map<string, string>();

/**
 * A statement that is planned once by each connection and not each time: for one whose text never changes, is asked often, and takes
 * longer to plan than to carry out.
 */
export function prepared(sql: string): string {
  const text = `${MARK}${sql}`;
  if (!names.has(text)) names.set(text, `fordring_${names.size}`);
  return text;
}

/** A connection that knows prepared statements by their text, for TypeORM has no other way to name one. */
export class PreparingClient extends pg.Client {
  override query(...[text, values, ...rest]: unknown[]): never {
    const name = typeof text === 'string' && text.startsWith(MARK) ? names.get(text) : undefined;
    const query = super.query as (...request: unknown[]) => never;
    return query.call(this, ...(name === undefined ? [text, values, ...rest] : [{ name, text, values }, ...rest]));
  }
}
