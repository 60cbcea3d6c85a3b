import { Client, type Pool } from 'pg';

/** A number of its own for each pool of workers, from the name it locks jobs by. */
const LOCK = 'hashtextextended($1, 0)';

/** Proof that a pool of workers is alive: a lock the database lets go of when the process ends, however it ends. */
export interface SignOfLife {
  stop(): Promise<void>;
}

const AGAIN_MS = 500;

/**
 * Holds the lock of a pool of workers on a connection of its own until stopped, taking it anew where the connection is
 * lost. Needs a direct connection: a session's lock does not survive a pooler that shares sessions out.
 */
export async function showSignOfLife(url: string, poolId: string, report: (line: string) => void): Promise<SignOfLife> {
  let stopped = false;
  let client: Client;
  let timer: NodeJS.Timeout | undefined;
  const hold = async (): Promise<void> => {
    client = new Client({ connectionString: url, application_name: 'fordring sign of life' });
    client.on('error', (error) => report(`sign of life lost: ${error.message}`));
    client.once('end', () => {
      if (!stopped) timer = setTimeout(() => void retry(), AGAIN_MS);
    });
    await client.connect();
    await client.query(`select pg_advisory_lock(${LOCK})`, [poolId]);
  };
  const retry = (): Promise<void> =>
    hold().catch((error: Error) => {
      report(`sign of life not taken up again: ${error.message}`);
      if (!stopped) timer = setTimeout(() => void retry(), AGAIN_MS);
    });
  await hold();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await client.end();
    },
  };
}

/**
 * Frees the jobs of pools that are no longer alive, so that they run again at once and not after the queue's four hours.
 * Jobs taken less than `graceMs` ago are left alone: a pool begins to work a moment before its lock is held.
 */
export async function freeJobsOfTheDead(pool: Pool, graceMs: number): Promise<void> {
  // Had somebody else the lock, its owner lives; where we get it, it is given back with this very statement.
  await pool.query(
    `select graphile_worker.force_unlock_workers(array_agg(owner))
     from (select distinct locked_by as owner from graphile_worker.jobs
           where locked_by is not null and locked_at < clock_timestamp() - $1 * interval '1 millisecond') owners
     where pg_try_advisory_xact_lock(hashtextextended(owner, 0))
     having count(*) > 0`,
    [graceMs],
  );
  // A job that was replaced while the dead had it in hand has lost its key and its attempts; its successor does the work.
  await pool.query(
    `select graphile_worker.complete_jobs(array_agg(id)) from graphile_worker.jobs
     where key is null and locked_by is null and attempts >= max_attempts having count(*) > 0`,
  );
}
