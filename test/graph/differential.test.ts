import { type ExecutionResult, execute, type GraphQLSchema, parse, validate } from 'graphql';
import { type CompiledReads, compiledReads } from '../../src/graphql/compiled-reads.js';
import type { Context } from '../../src/graphql/context.js';
import { Loaders } from '../../src/graphql/loaders.js';
import { COMPUTED_FIELDS } from '../../src/computed-fields.js';
import type { Platform, Viewer } from '../../src/platform.js';
import { schema as builtSchema } from '../../src/schema.js';
import { useDatabase } from '../setup/database.js';
import { testPlatform } from '../setup/platform.js';
import { type Known, QueryGenerator, random } from './queries.js';
import { caseKey, creditorKey, debtorKey, populate, READERS } from './world.js';

const QUERIES = 1000;
const SEED = Number(/\d+/.exec(process.env.DIFFERENTIAL_SEED ?? '')?.[0] ?? 20261122);

const db = useDatabase();
let platform: Platform;
let schema: GraphQLSchema;
let reads: CompiledReads;

beforeAll(async () => {
  platform = await testPlatform(db.dataSource);
  schema = await builtSchema();
  reads = compiledReads(schema, db.dataSource, db.url, COMPUTED_FIELDS, platform.onFault);
  await populate(db.dataSource, 60);
  await db.dataSource.query(
    `insert into credit_note (id, case_id, claim_id, creditor_id, amount_minor, amount_currency, issued_on, reference, recorded_by)
     select gen_random_uuid(), case_id, id, creditor_id, 150, principal_currency, '2026-02-03', 'K ' || invoice_number, 'test' from claim`,
  );
  await db.dataSource.query(
    `update referral set success_fee_bps = 1250, fee_from_age_days = 90, fee_from_amount_minor = 50000, fee_from_amount_currency = 'EUR',
       preview_accepts = true, preview_fee_bps = 2000, preview_reason = 'Send it', previewed_at = '2026-02-03 10:00:00.123987+00'`,
  );
});
afterAll(() => reads.close());

const contextFor = (viewer: Viewer): Context => ({
  platform,
  viewer,
  language: 'en',
  loaders: new Loaders(db.dataSource, viewer),
});

async function bothWays(text: string, variables: Record<string, unknown>, viewer: Viewer) {
  const document = parse(text);
  const compiled = await reads.answer(document, null, variables, contextFor(viewer));
  const resolved = (await execute({
    schema,
    document,
    variableValues: variables,
    contextValue: contextFor(viewer),
  })) as ExecutionResult;
  return { compiled, resolved: JSON.parse(JSON.stringify(resolved)) as { data: unknown; errors?: unknown[] } };
}

async function known(): Promise<Known> {
  const ids: Record<string, string[]> = {
    Case: [1, 3, 7, 12, 31].map((number) => `Case:${caseKey(number)}`),
    Creditor: [1, 2, 3].map((number) => `Creditor:${creditorKey(number)}`),
    Debtor: [0, 3, 5, 8].map((number) => `Debtor:${debtorKey(number)}`),
  };
  for (const [type, table] of Object.entries({
    Claim: 'claim',
    Notice: 'notice',
    Payment: 'payment',
    CaseEvent: 'case_event',
    Referral: 'referral',
    Inquiry: 'inquiry',
    Partner: 'partner',
  })) {
    const rows: { id: string }[] = await db.dataSource.query(`select id from ${table} order by id limit 4`);
    ids[type] = rows.map((row) => `${type}:${row.id}`);
  }
  const { resolved } = await bothWays('{ cases(first: 30) { edges { cursor } } }', {}, READERS[0]!);
  const edges = (resolved.data as { cases: { edges: { cursor: string }[] } }).cases.edges;
  return { ids, cursors: [3, 9, 20].map((index) => edges[index]!.cursor) };
}

/** Keys a reader may meet, worked out apart from the program's own scope; null for a reader who may meet all. */
async function allowedKeys(viewer: Viewer): Promise<ReadonlySet<string> | null> {
  if (viewer.roles.includes('AGENT')) return null;
  const children = ['claim', 'notice', 'payment'].map((table) => `select id, case_id from ${table}`);
  const held = `select c.id, c.creditor_id, c.debtor_id, r.id as referral_id, r.partner_id, r.created_at from collection_case c
    join referral r on r.id = c.referral_id where r.partner_id = $2 and r.status in ('SUBMITTED', 'ACTIVE', 'CLOSED')`;
  const rows: { id: string }[] = await db.dataSource.query(
    `with own as (select id from collection_case where creditor_id = $1), held as (${held}), child as (${children.join(' union all ')})
     select id from own union select $1 union select id from debtor where creditor_id = $1 union select id from partner where $1 is not null
     union select id from referral where creditor_id = $1 union select id from child where case_id in (select id from own)
     union select id from case_event where case_id in (select id from own) union select id from inquiry where case_id in (select id from own)
     union select id from held union select creditor_id from held union select debtor_id from held union select referral_id from held
     union select $2 union select id from child where case_id in (select id from held)
     union select id from inquiry where referral_id in (select referral_id from held)
     union select e.id from case_event e join held on held.id = e.case_id
       where e.type in ('resumed', 'paused') or e.type = 'referralSubmitted' and e.at >= held.created_at`,
    [viewer.creditorId, viewer.partnerId],
  );
  return new Set(rows.map((row) => row.id));
}

const keysIn = (data: unknown): string[] =>
  [...JSON.stringify(data).matchAll(/"[A-Z][A-Za-z]+:([0-9a-f-]{36})"/g)].map((match) => match[1]!);

test(`compiled reads answer as the ordinary resolvers do (${QUERIES} queries, seed ${SEED})`, async () => {
  const next = random(SEED);
  const generator = new QueryGenerator(schema, await known(), next);
  const allowed = await Promise.all(READERS.map(allowedKeys));
  const met = READERS.map(() => 0);
  let compiledAnswers = 0;
  let failures = 0;
  for (let index = 0; index < QUERIES; index++) {
    const { text, variables } = generator.query();
    expect({ text, errors: validate(schema, parse(text)) }).toEqual({ text, errors: [] });
    const viewer = READERS[index % READERS.length]!;
    const { compiled, resolved } = await bothWays(text, variables, viewer);
    const keys = keysIn(resolved.data);
    const mayMeet = allowed[index % READERS.length]!;
    expect({ text, variables, viewer, foreign: keys.filter((key) => mayMeet && !mayMeet.has(key)) }).toEqual({
      text,
      variables,
      viewer,
      foreign: [],
    });
    met[index % READERS.length]! += keys.length;
    if (resolved.errors) {
      failures++;
      // Only the ordinary resolvers may answer with an error.
      const { errors } = resolved;
      expect({ text, variables, viewer, errors, compiled }).toEqual({
        text,
        variables,
        viewer,
        errors,
        compiled: null,
      });
    } else if (compiled) {
      compiledAnswers++;
      expect({ text, variables, viewer, data: compiled.toJSON() }).toEqual({
        text,
        variables,
        viewer,
        data: resolved.data,
      });
    }
  }
  console.info(`${compiledAnswers} of ${QUERIES} compiled, ${failures} with errors`);
  // Every reader but the analyst met rows of its own, or the check above would prove nothing.
  expect(READERS.map((viewer, index) => met[index]! > 20 || viewer.roles.includes('ANALYST'))).not.toContain(false);
  expect(met.at(-1)).toBe(0);
  // Of those that have an answer: an error is for the ordinary resolvers alone.
  expect(compiledAnswers).toBeGreaterThan(0.75 * (QUERIES - failures));
}, 120_000);
