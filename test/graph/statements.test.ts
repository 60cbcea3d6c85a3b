import { type ExecutionResult, execute, parse } from 'graphql';
import pg from 'pg';
import { type CompiledReads, compiledReads } from '../../src/graphql/compiled-reads.js';
import type { Context } from '../../src/graphql/context.js';
import { Loaders } from '../../src/graphql/loaders.js';
import { COMPUTED_FIELDS } from '../../src/computed-fields.js';
import type { Platform } from '../../src/platform.js';
import { schema } from '../../src/schema.js';
import { useDatabase } from '../setup/database.js';
import { testPlatform } from '../setup/platform.js';
import { caseKey, populate, READERS } from './world.js';

const SCREEN = `{ id reference status stage registeredOn paymentReference
  creditor { id name } debtor { id name address { city } } claims { invoiceNumber dueDate principal { amount currency } }
  notices(first: 5) { totalCount edges { node { type sentOn subject } } } payments { edges { node { amount { amount } allocations { kind } } } }
  balance { outstanding { amount } } nextStep { type earliestOn } allowedActions routing { kind partner { name } } referral { status } }`;

const db = useDatabase();
let platform: Platform;
let reads: CompiledReads;

beforeAll(async () => {
  platform = await testPlatform(db.dataSource);
  reads = compiledReads(await schema(), db.dataSource, db.url, COMPUTED_FIELDS, platform.onFault);
  await populate(db.dataSource, 60);
});
afterAll(() => reads.close());

/** Statements any connection of this process sends while `work` runs. */
async function statements(work: () => Promise<unknown>): Promise<string[]> {
  const sent: string[] = [];
  const query = pg.Client.prototype.query;
  const spy = jest.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
    this: pg.Client,
    ...args: unknown[]
  ) {
    const [first] = args;
    sent.push(typeof first === 'string' ? first : (first as { text: string }).text);
    return (query as (...all: unknown[]) => unknown).apply(this, args);
  } as never);
  try {
    await work();
  } finally {
    spy.mockRestore();
  }
  return sent;
}

const context = (): Context => ({
  platform,
  viewer: READERS[0]!,
  language: 'nb',
  loaders: new Loaders(db.dataSource, READERS[0]!),
});

test.each([
  ['a list', `{ cases(first: 50) { totalCount pageInfo { hasNextPage endCursor } edges { node ${SCREEN} } } }`],
  ['by id', `{ case(id: "Case:${caseKey(4)}") ${SCREEN} }`],
  ['by node', `{ node(id: "Case:${caseKey(4)}") { ... on Case ${SCREEN} } }`],
])('%s is one SQL statement', async (_name, text) => {
  let answer: { toJSON(): unknown } | null = null;
  const sent = await statements(async () => (answer = await reads.answer(parse(text), null, {}, context())));
  expect(answer).not.toBeNull();
  expect(sent).toHaveLength(1);
});

test('the ordinary resolvers need no more statements for 50 cases than for 2', async () => {
  const run = (size: number) =>
    statements(async () => {
      const text = `{ cases(first: ${size}) { edges { node ${SCREEN} } } }`;
      const result = (await execute({
        schema: await schema(),
        document: parse(text),
        contextValue: context(),
      })) as ExecutionResult;
      expect(result.errors).toBeUndefined();
    });
  const [few, many] = [await run(2), await run(50)];
  expect(many.length).toBeLessThanOrEqual(few.length + 2);
});

test('a list of lists by ordinary resolvers costs no statement per row', async () => {
  const run = (size: number) =>
    statements(async () => {
      const text = `{ debtors(first: ${size}) { edges { node { cases(first: 3) { totalCount edges { node { creditor { name } events(last: 2) { edges { node { text } } } } } } } } } }`;
      const result = (await execute({
        schema: await schema(),
        document: parse(text),
        contextValue: context(),
      })) as ExecutionResult;
      expect(result.errors).toBeUndefined();
    });
  const [few, many] = [await run(2), await run(25)];
  expect(many).toHaveLength(few.length);
});
