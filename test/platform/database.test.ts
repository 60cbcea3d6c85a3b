import { useDatabase } from '../setup/database.js';

const db = useDatabase();

describe('the database of a test file', () => {
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

/** Two transactions that each hold what the other wants next: PostgreSQL ends one of them after a second. */
test('of two transactions in a deadlock both are carried out', async () => {
  const { dataSource } = db;
  await dataSource.query('create table account (id int primary key, amount int not null)');
  await dataSource.query('insert into account values (1, 0), (2, 0)');
  let runs = 0;
  let bothHold: () => void;
  const bothHoldOne = new Promise<void>((resolve) => (bothHold = resolve));
  const add = (first: number, then: number) =>
    dataSource.transaction(async (tx) => {
      runs += 1;
      await tx.query('update account set amount = amount + 1 where id = $1', [first]);
      if (runs === 2) bothHold();
      await bothHoldOne;
      await tx.query('update account set amount = amount + 1 where id = $1', [then]);
    });
  await Promise.all([add(1, 2), add(2, 1)]);
  expect(runs).toBe(3);
  expect(await dataSource.query('select id, amount from account order by id')).toEqual([
    { id: 1, amount: 2 },
    { id: 2, amount: 2 },
  ]);
});
