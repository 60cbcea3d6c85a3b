import { getIntrospectionQuery, parse } from 'graphql';
import { MAXIMUM_COST } from '../../src/graphql/cost.js';
import { costOfRequest, Operations } from '../../src/graphql/operations.js';
import type { Context } from '../../src/graphql/context.js';
import { schema as builtSchema } from '../../src/schema.js';

/** Preparing a request reads nothing of its context. */
const NO_CONTEXT = {} as Context;

async function cost(text: string, variables: Record<string, unknown> = {}): Promise<number> {
  const schema = await builtSchema();
  const operations = new Operations(schema);
  const document = parse(text);
  const prepared = operations.prepare(document, null, variables, NO_CONTEXT);
  return costOfRequest(schema, operations.of(document, null), prepared);
}

test('a field costs one for each row it may come back in, one row more than the page being read', async () => {
  // cases 1, edges 1 in the page's 11 rows, node 11, id 11 and status 11: 1 + 11 + 11 + 22.
  expect(await cost('{ cases(first: 10) { edges { node { id status } } } }')).toBe(45);
  expect(await cost('query ($n: Int) { cases(first: $n) { edges { node { id status } } } }', { n: 10 })).toBe(45);
});

test('lists in lists are paid for in full, however small the pages', async () => {
  const deep = (levels: number): string =>
    levels === 0 ? 'id' : `debtor { cases(first: 1) { edges { node { ${deep(levels - 1)} } } } }`;
  expect(await cost(`{ cases(first: 1) { edges { node { ${deep(3)} } } } }`)).toBeLessThan(MAXIMUM_COST);
  // Twenty levels read 2^20 rows.
  expect(await cost(`{ cases(first: 1) { edges { node { ${deep(20)} } } } }`)).toBeGreaterThan(MAXIMUM_COST);
});

test('fragments that double each other are counted as often as they are spread', async () => {
  const fragments = Array.from({ length: 40 }, (_, level) => {
    const next = level === 39 ? 'amount { currency }' : `...F${level + 1}`;
    const twice = level === 39 ? next : `a: balance { ${next} } b: balance { ${next} }`;
    return `fragment F${level} on Balance { ${level === 39 ? 'outstanding { currency }' : twice} }`;
  });
  expect(await cost(`{ case(id: "x") { balance { ...F0 } } } ${fragments.join(' ')}`)).toBeGreaterThan(MAXIMUM_COST);
});

test('one whole introspection passes, a hundred do not', async () => {
  expect(await cost(getIntrospectionQuery())).toBeLessThan(MAXIMUM_COST);
  const many = Array.from(
    { length: 100 },
    (_, index) => `a${index}: __schema { types { fields { type { name fields { name } } } } }`,
  );
  expect(await cost(`{ ${many.join(' ')} }`)).toBeGreaterThan(MAXIMUM_COST);
});

test('nodes are counted by their ids, statistics by their work', async () => {
  const ids = Array.from({ length: 100 }, () => 'Case:00000000-0000-7000-8000-000400000001');
  const few = await cost('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: ids.slice(0, 1) });
  expect(await cost('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids })).toBeGreaterThan(few * 30);
  const input = '(input: { registeredFrom: "2026-01-01", registeredTo: "2026-02-01" })';
  const many = Array.from({ length: 60 }, (_, index) => `s${index}: resolutionStatistics${input} { asOf }`);
  expect(await cost(`{ ${many.join(' ')} }`)).toBeGreaterThan(MAXIMUM_COST);
});
