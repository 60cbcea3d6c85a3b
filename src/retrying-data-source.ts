import { setTimeout as sleep } from 'node:timers/promises';
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
