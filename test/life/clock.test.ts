import { isoDate } from '../../src/domain/date.js';
import { advance } from '../../src/jobs/advance.js';
import { takeDueSteps } from '../../src/jobs/due-steps.js';
import { surveil } from '../../src/jobs/surveil.js';
import { useDatabase } from '../setup/database.js';
import { hand, letters, openPlatform, outcome } from './world.js';

const db = useDatabase();

test('more advances at once than the pool has connections are all done, and it answers meanwhile', async () => {
  const platform = await openPlatform(db.dataSource, '2026-06-15');
  // The pool holds 8. Each day's work asks it too.
  const asked = Array.from({ length: 12 }, () =>
    advance(platform, isoDate('2026-06-16'), async () => void (await platform.db.query('select 1'))),
  );
  expect(await platform.db.query('select 1 as one')).toEqual([{ one: 1 }]);
  expect((await Promise.all(asked)).map(outcome)).toEqual(Array.from({ length: 12 }, () => 'done'));
}, 20_000);

test('an advance that fails lets the next one through', async () => {
  const platform = await openPlatform(db.dataSource, '2026-06-15');
  const failing = advance(platform, isoDate('2026-06-16'), () => Promise.reject(new Error('the day failed')));
  const next = advance(platform, isoDate('2026-06-17'), () => Promise.resolve());
  await expect(failing).rejects.toThrow('the day failed');
  expect(outcome(await next)).toBe('done');
  const locks = await platform.db.query(
    `select from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`,
  );
  expect(locks).toEqual([]);
});

test('on the real clock each country’s steps fall due on its own date', async () => {
  const opened = await openPlatform(db.dataSource, '2026-03-09');
  // A Finnish invoice due on Monday 2 March, a Norwegian one due the same day; both handed over on Monday 16 March.
  const due = { type: 'COMPANY', principal: '100.00', invoiceDate: '2026-02-02', dueDate: '2026-03-02' } as const;
  const midnight = (finland: string, elsewhere: string) => ({
    ...opened,
    clock: {
      today: (zone?: string) => isoDate(zone === 'Europe/Helsinki' ? finland : elsewhere),
      timeOfDay: () => '12:00',
    },
  });
  const before = midnight('2026-03-16', '2026-03-16');
  const [fi, no] = [await hand(before, { ...due, country: 'FI' }), await hand(before, { ...due, country: 'NO' })];
  const firstDays: { due_on: string }[] = await opened.db.query('select due_on from schedule order by due_on');
  expect(firstDays).toEqual([{ due_on: '2026-03-16' }, { due_on: '2026-03-16' }]);
  await opened.db.query(`update schedule set due_on = '2026-03-17'`);

  // Ten minutes past midnight in Helsinki, ten to eleven in Oslo.
  expect(await takeDueSteps(midnight('2026-03-17', '2026-03-16'))).toBe(1);
  expect((await letters(opened, fi)).map((letter) => letter.split(' ')[1])).toEqual(['2026-03-17']);
  expect(await letters(opened, no)).toEqual([]);
  expect(await takeDueSteps(midnight('2026-03-17', '2026-03-17'))).toBe(1);
  expect((await letters(opened, no)).map((letter) => letter.split(' ')[1])).toEqual(['2026-03-17']);
});

test('a case whose means cannot be looked at keeps no other from being looked at', async () => {
  const faults: unknown[] = [];
  const platform = await openPlatform(db.dataSource, '2026-06-15', { onFault: (fault) => void faults.push(fault) });
  const owing = {
    country: 'NO',
    type: 'PERSON',
    principal: '1000.00',
    invoiceDate: '2026-05-18',
    dueDate: '2026-06-01',
  } as const;
  const [broken, whole] = [await hand(platform, owing), await hand(platform, owing)];
  for (const id of [broken, whole]) {
    await platform.db.query(`update collection_case set status = 'ACTIVE', stage = 'SURVEILLANCE' where id = $1`, [id]);
    await platform.db.query(
      `insert into surveillance_watch (case_id, creditor_id, look_on) select id, creditor_id, '2026-06-15' from collection_case where id = $1`,
      [id],
    );
  }
  await platform.db.query(`alter table case_score add constraint broken check (case_id <> '${broken}')`);
  try {
    expect(await surveil(platform, { on: isoDate('2026-06-15'), countries: ['NO'] })).toBe(1);
  } finally {
    await platform.db.query('alter table case_score drop constraint broken');
  }
  expect(await platform.db.query('select case_id as id from case_score')).toEqual([{ id: whole }]);
  expect(faults).toHaveLength(1);
});
