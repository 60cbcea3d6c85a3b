import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { openDatabase } from '../../ormconfig.js';
import { bringUpToDate } from '../../src/database.js';

const template = 'fordring_test_template';
/** Any number will do, as long as every worker of the run takes the same one. */
const templateLock = 20_260_522;

/** A migrated, empty database of one test file's own. */
export interface TestDatabase {
  /** Initialised, connected to the clone. */
  readonly dataSource: DataSource;
  readonly url: string;
}

/**
 * Registers hooks that give the calling `describe` (or file) its own database, cloned from a migrated template, and
 * drop it afterwards. The returned object may be read from the first `beforeAll`, `beforeEach` or `test` on:
 * `const db = useDatabase(); test('…', () => db.dataSource.query(…))`.
 */
export function useDatabase(): TestDatabase {
  let opened: TestDatabase | undefined;
  const current = (): TestDatabase => {
    if (!opened) throw new Error('The test database exists only inside hooks and tests');
    return opened;
  };
  beforeAll(async () => {
    opened = await createClone();
  });
  afterAll(async () => {
    if (opened) await dropClone(opened);
  });
  return {
    get dataSource() {
      return current().dataSource;
    },
    get url() {
      return current().url;
    },
  };
}

/** A database of its own for whoever opens it by hand, which `dropClone` takes away again. */
export async function createClone(): Promise<TestDatabase> {
  const name = `fordring_test_${randomBytes(6).toString('hex')}`;
  await onServer(async (server) => {
    await server.query('SELECT pg_advisory_lock($1)', [templateLock]);
    await ensureTemplate(server);
    await server.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
  const url = databaseUrl(name);
  const dataSource = await openDatabase(url).initialize();
  return { dataSource, url };
}

/** Takes a database away. */
export async function dropClone({ dataSource, url }: TestDatabase): Promise<void> {
  if (dataSource.isInitialized) await dataSource.destroy();
  await onServer((server) => server.query(`DROP DATABASE ${new URL(url).pathname.slice(1)} WITH (FORCE)`));
}

/** Made by the first file that needs it, so that a run of pure tests does not migrate at all. */
async function ensureTemplate(server: Client): Promise<void> {
  const signature = `${template} of run ${process.env['FORDRING_TEST_RUN'] ?? ''}`;
  const found = await server.query<{ comment: string | null }>(
    "SELECT shobj_description(oid, 'pg_database') AS comment FROM pg_database WHERE datname = $1",
    [template],
  );
  if (found.rows[0]?.comment === signature) return;
  await server.query(`DROP DATABASE IF EXISTS ${template} WITH (FORCE)`);
  await server.query(`CREATE DATABASE ${template}`);
  const migrating = await openDatabase(databaseUrl(template)).initialize();
  try {
    await bringUpToDate(migrating);
  } finally {
    await migrating.destroy();
  }
  await server.query(`COMMENT ON DATABASE ${template} IS '${signature}'`);
}

async function onServer<Result>(work: (server: Client) => Promise<Result>): Promise<Result> {
  const server = new Client({ connectionString: serverUrl() });
  await server.connect();
  try {
    return await work(server);
  } finally {
    await server.end();
  }
}

function serverUrl(): string {
  const url = process.env['FORDRING_TEST_SERVER'];
  if (!url) throw new Error('No test server: jest was started without its global set-up');
  return url;
}

function databaseUrl(name: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  return url.href;
}
