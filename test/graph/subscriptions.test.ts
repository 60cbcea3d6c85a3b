import { type ExecutionResult, parse, subscribe } from 'graphql';
import { Announcements } from '../../src/graphql/announcements.js';
import type { Context } from '../../src/graphql/context.js';
import { Loaders } from '../../src/graphql/loaders.js';
import type { Platform, Viewer } from '../../src/platform.js';
import { schema as builtSchema } from '../../src/schema.js';
import { useDatabase } from '../setup/database.js';
import { testPlatform } from '../setup/platform.js';
import { caseKey, populate, READERS } from './world.js';

const db = useDatabase();
let platform: Platform;
let announcements: Announcements;

beforeAll(async () => {
  platform = await testPlatform(db.dataSource);
  await populate(db.dataSource, 60);
  announcements = await Announcements.open(db.url);
});
afterAll(() => announcements.close());

async function follow(text: string, viewer: Viewer = READERS[0]!): Promise<AsyncGenerator<ExecutionResult>> {
  const contextValue: Context = {
    platform,
    viewer,
    language: 'en',
    announcements,
    loaders: new Loaders(db.dataSource, viewer),
  };
  const followed = await subscribe({ schema: await builtSchema(), document: parse(text), contextValue });
  if (!(Symbol.asyncIterator in followed)) throw new Error(JSON.stringify(followed.errors));
  return followed as AsyncGenerator<ExecutionResult>;
}

/** An event on one of creditor 2's cases (case 1) or creditor 1's (case 30: 30 % 30 % 3 = 0). */
async function happen(number: number): Promise<string> {
  const [row]: { id: string }[] = await db.dataSource.query(
    `insert into case_event (id, case_id, creditor_id, type, on_date, actor)
      select gen_random_uuid(), id, creditor_id, 'resumed', '2026-06-01', 'test' from collection_case where id = $1 returning id`,
    [caseKey(number)],
  );
  return `CaseEvent:${row!.id}`;
}

const listeners = () =>
  db.dataSource.query(
    `select pid from pg_stat_activity where application_name = 'fordring announcements' and datname = current_database()`,
  ) as Promise<{ pid: number }[]>;
const EVENTS = 'subscription { caseEvents { id } }';

test('an event reaches those who may see it, and nobody else', async () => {
  const agent = await follow(EVENTS);
  const creditor = await follow(EVENTS, READERS[1]);
  const [first, own] = [agent.next(), creditor.next()];
  const other = await happen(1);
  expect((await first).value).toEqual({ data: { caseEvents: { id: other } } });
  const mine = await happen(30);
  expect((await own).value).toEqual({ data: { caseEvents: { id: mine } } });
  await Promise.all([agent.return(undefined), creditor.return(undefined)]);
});

test('resuming after an event gives what came since', async () => {
  const [seen, missed] = [await happen(1), await happen(2)];
  const agent = await follow(`subscription { caseEvents(afterEventId: "${seen}") { id } }`);
  const ids: string[] = [];
  while (!ids.includes(missed)) {
    const { value } = (await agent.next()) as { value: { data: { caseEvents: { id: string } } } };
    ids.push(value.data.caseEvents.id);
  }
  expect(ids).not.toContain(seen);
  await agent.return(undefined);
});

test('an event the reader has not seen is no place to resume from', async () => {
  const foreign = await happen(1);
  const creditor = await follow(`subscription { caseEvents(afterEventId: "${foreign}") { id } }`, READERS[1]);
  await expect(creditor.next()).rejects.toThrow('afterEventId');
});

test('a reader that leaves is gone at once, though nothing happens', async () => {
  const agent = await follow(EVENTS);
  const waiting = agent.next();
  await agent.return(undefined);
  expect(await waiting).toEqual({ value: undefined, done: true });
});

test('a subscription ends with its token', async () => {
  const agent = await follow(EVENTS, { ...READERS[0]!, expiresAtMs: Date.now() + 50 });
  // What was announced just before may still come first.
  let last = await agent.next();
  while (!last.done) last = await agent.next();
  expect(last).toEqual({ value: undefined, done: true });
});

test('a lost connection is replaced by one, and ends those who listened', async () => {
  const agent = await follow(EVENTS);
  const waiting = agent.next();
  const [before] = await listeners();
  await db.dataSource.query('select pg_terminate_backend($1)', [before!.pid]);
  expect(await waiting).toEqual({ value: undefined, done: true });
  let now = await listeners();
  while (now.length === 0 || now[0]!.pid === before!.pid) now = await listeners();
  expect(now).toHaveLength(1);
});
