import { useDatabase } from '../setup/database.js';

describe('the database of a test file', () => {
  const db = useDatabase();

  test('is migrated and its own', async () => {
    const [row] = await db.dataSource.query<{ name: string; schemas: string }[]>(
      `SELECT current_database() AS name, string_agg(schemaname, ' ' ORDER BY schemaname) AS schemas
         FROM pg_tables WHERE tablename = 'migrations'`,
    );
    // The program's tables, and those of the job queue, each with a record of its migrations.
    expect(row).toEqual({ name: new URL(db.url).pathname.slice(1), schemas: 'graphile_worker public' });
  });

  test('has no migration left to run', async () => {
    expect(await db.dataSource.showMigrations()).toBe(false);
  });
});
