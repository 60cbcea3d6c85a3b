import { type ExecutionResult, execute, parse } from 'graphql';
import { type CompiledReads, compiledReads } from '../../src/graphql/compiled-reads.js';
import type { Context } from '../../src/graphql/context.js';
import { Loaders } from '../../src/graphql/loaders.js';
import { COMPUTED_FIELDS } from '../../src/computed-fields.js';
import type { Platform } from '../../src/platform.js';
import { schema as builtSchema } from '../../src/schema.js';
import { useDatabase } from '../setup/database.js';
import { testPlatform } from '../setup/platform.js';
import { caseKey, creditorKey, populate, READERS } from './world.js';

const db = useDatabase();
let platform: Platform;
let reads: CompiledReads;

beforeAll(async () => {
  platform = await testPlatform(db.dataSource);
  reads = compiledReads(await builtSchema(), db.dataSource, db.url, COMPUTED_FIELDS, platform.onFault);
  await populate(db.dataSource, 60);
});
afterAll(() => reads.close());

const CASE = `Case:${caseKey(4)}`;
const context = (): Context => ({
  platform,
  viewer: READERS[0]!,
  language: 'en',
  loaders: new Loaders(db.dataSource, READERS[0]!),
});
const compiled = (text: string, variables = {}) => reads.answer(parse(text), null, variables, context());
async function resolved(text: string, variables = {}): Promise<ExecutionResult> {
  const document = parse(text);
  return execute({ schema: await builtSchema(), document, variableValues: variables, contextValue: context() });
}

test('a relation asked for under many aliases is joined once', async () => {
  const aliases = Array.from({ length: 300 }, (_, index) => `a${index}: debtor { name }`);
  const answer = (await compiled(`{ case(id: "${CASE}") { ${aliases.join(' ')} } }`))!.toJSON() as { case: object };
  expect(Object.keys(answer.case)).toHaveLength(300);
});

test('a chain of joins too long to plan is left to the resolvers', async () => {
  const chain = (length: number): string => (length === 0 ? 'id' : `referral { case { ${chain(length - 1)} } }`);
  expect(await compiled(`{ case(id: "${CASE}") { ${chain(30)} } }`)).toBeNull();
});

test('more columns than PostgreSQL takes are left to the resolvers, and more than a function takes are not', async () => {
  const wide = (count: number) => {
    const aliases = Array.from({ length: count }, (_, index) => `a${index}: claims { invoiceNumber }`);
    return `{ case(id: "${CASE}") { notices { edges { node { case { id reference stage status ${aliases.join(' ')} } } } } } }`;
  };
  expect((await compiled(wide(150)))!.toJSON()).toEqual(JSON.parse(JSON.stringify((await resolved(wide(150))).data)));
});

test('an id of a type that is no node is nothing, on both paths', async () => {
  const text = `{ node(id: "Allocation:${creditorKey(1)}") { id } }`;
  expect(await compiled(text)).toBeNull();
  expect(await resolved(text)).toEqual({ data: { node: null } });
});

test.each(['{ case(reference: "a\\u0000b") { id } }', '{ cases(filter: { search: "\\u0000" }) { totalCount } }'])(
  'a character PostgreSQL cannot hold is no fault of ours: %s',
  async (text) => {
    expect(await compiled(text)).toBeNull();
    const { data, errors } = await resolved(text);
    expect(errors?.[0]?.extensions.code ?? (data as { case: null }).case).toEqual(errors ? 'BAD_USER_INPUT' : null);
  },
);

test.each([
  ['REGISTERED_DESC', '9999-99-99', caseKey(1)],
  ['REGISTERED_DESC', '2026-01-01', '------------------------------------'],
  ['OUTSTANDING_DESC', '9999999999999999999', caseKey(1)],
  ['UPDATED_DESC', '2026-02-31T00:00:00.000000Z', caseKey(1)],
])('a cursor that is none is refused: %s %s %s', async (order, ...keys) => {
  const after = Buffer.from(JSON.stringify([order, ...keys])).toString('base64url');
  const { errors } = await resolved(`{ cases(orderBy: ${order}, after: "${after}") { totalCount } }`);
  expect(errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'BAD_USER_INPUT', argument: 'after' }]);
});

test('at most a hundred nodes at once', async () => {
  const ids = Array.from({ length: 101 }, () => CASE);
  const { errors } = await resolved('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
  expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', argument: 'ids' });
});

test('a switch given as null is not the switch given as false', async () => {
  const text = `query ($a: Boolean = true) { case(id: "${CASE}") { id reference @include(if: $a) } }`;
  expect((await compiled(text, { a: false }))!.toJSON()).toEqual({ case: { id: CASE } });
  expect(await compiled(text, { a: null })).toBeNull();
});

test('each mutation of a request reads what the one before it left', async () => {
  const id = `Case:${caseKey(5)}`;
  const fields =
    'case { status allowedActions nextStep { type } events(last: 1) { edges { node { type } } } } userErrors { code }';
  const { data, errors } = await resolved(
    `mutation { a: pauseCase(caseId: "${id}", reason: "Test") { ${fields} } b: resumeCase(caseId: "${id}") { ${fields} } }`,
  );
  expect(errors).toBeUndefined();
  const { a, b } = data as Record<
    'a' | 'b',
    { case: { status: string; allowedActions: string[]; events: { edges: { node: { type: string } }[] } } }
  >;
  expect([a.case.status, b.case.status]).toEqual(['ON_HOLD', 'ACTIVE']);
  expect([a.case.allowedActions.includes('RESUME'), b.case.allowedActions.includes('RESUME')]).toEqual([true, false]);
  expect([a, b].map((answer) => answer.case.events.edges[0]!.node.type)).toEqual(['paused', 'resumed']);
});

test('a partner that declines reads what it declined once more, and then no longer', async () => {
  const partner = READERS[3]!;
  const as = async (text: string): Promise<ExecutionResult> =>
    execute({
      schema: await builtSchema(),
      document: parse(text),
      contextValue: { ...context(), viewer: partner, loaders: new Loaders(db.dataSource, partner) },
    });
  const { data } = await as(
    '{ referrals(filter: { status: [SUBMITTED] }, first: 1) { edges { node { id case { id reference } } } } }',
  );
  const { node } = (
    data as { referrals: { edges: { node: { id: string; case: { id: string; reference: string } } }[] } }
  ).referrals.edges[0]!;
  const declined = await as(`mutation { declineReferral(referralId: "${node.id}", reason: "Test") {
    referral { status case { reference debtor { name } creditor { name } routing { kind } } } userErrors { code } } }`);
  expect(declined.errors).toBeUndefined();
  expect(declined.data).toMatchObject({
    declineReferral: { userErrors: [], referral: { status: 'DECLINED', case: { reference: node.case.reference } } },
  });
  expect(await as(`{ node(id: "${node.case.id}") { id } }`)).toEqual({ data: { node: null } });
});
