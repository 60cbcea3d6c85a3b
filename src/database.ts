import path from 'node:path';
import type { DataSource } from 'typeorm';
import { openDatabase } from '../ormconfig.js';
import { ConfigurationError, type Config } from './config.js';
import { migrateQueue } from './jobs/queue.js';
import type { Lifetime } from './lifetime.js';
import { startPostgres, type EmbeddedPostgres } from './postgres.js';

/** The embedded server in the data directory, stopped at the end of the lifetime unless another process owns it. */
export function startEmbedded(config: Config, lifetime: Lifetime): Promise<EmbeddedPostgres> {
  const home = path.join(config.dataDir, 'postgres');
  return lifetime.start('database', () => startPostgres({ home, root: config.root }));
}

/**
 * A connected data source on the configured database, closed at the end of the lifetime. Throws ConfigurationError
 * where the server DATABASE_URL names cannot be reached.
 */
export async function connect(config: Config, lifetime: Lifetime): Promise<DataSource> {
  const url = config.databaseUrl ?? (await startEmbedded(config, lifetime)).url;
  return connectTo(url, lifetime);
}

/** The same, on a known address. */
export async function connectTo(url: string, lifetime: Lifetime): Promise<DataSource> {
  const dataSource = openDatabase(url);
  await lifetime.start('database connections', async () => {
    await dataSource.initialize().catch((error: Error) => {
      const { host, pathname } = new URL(url);
      throw new ConfigurationError(`The database ${pathname.slice(1)} at ${host} does not answer: ${error.message}.`);
    });
    return { stop: () => dataSource.destroy() };
  });
  return dataSource;
}

/** Runs the migrations that have not been run, ours and the job queue's; returns the names of ours. */
export async function bringUpToDate(dataSource: DataSource): Promise<string[]> {
  const done = await dataSource.runMigrations();
  await migrateQueue(dataSource);
  return done.map((migration) => migration.name);
}

/** In production somebody decides when to migrate; a program newer than its tables would fail in odd ways. */
export async function refusePendingMigrations(dataSource: DataSource): Promise<void> {
  if (!(await dataSource.showMigrations())) return;
  throw new ConfigurationError('The database is older than this program: run "npm run fordring -- migrate" first.');
}
