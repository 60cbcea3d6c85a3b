import {
  execute,
  type ExecutionResult,
  getNamedType,
  type GraphQLSchema,
  isObjectType,
  parse,
  subscribe,
  validate,
} from 'graphql';
import { isoDate } from '../../src/domain/date.js';
import { COMPUTED_FIELDS } from '../../src/computed-fields.js';
import { Announcements } from '../../src/graphql/announcements.js';
import { type CompiledReads, compiledReads } from '../../src/graphql/compiled-reads.js';
import type { Context } from '../../src/graphql/context.js';
import { NODE_TYPES, uuidv7 } from '../../src/graphql/ids.js';
import { Loaders } from '../../src/graphql/loaders.js';
import { exchangeNetwork } from '../../src/partners/exchange.js';
import type { Platform, Viewer } from '../../src/platform.js';
import { schema as builtSchema } from '../../src/schema.js';
import { useDatabase } from '../setup/database.js';
import { testPlatform } from '../setup/platform.js';
import { handOver, type Handover } from './referrals.js';
import { SchemaWalk, type IdOf } from './scope.walk.js';
import { allRows, foreignTexts, OWN, populateForScope } from './scope.world.js';

const db = useDatabase();
const viewer: Viewer = { subject: 'staff@own.example', roles: ['PARTNER'], creditorId: null, partnerId: OWN };

let platform: Platform;
let schema: GraphQLSchema;
let reads: CompiledReads;
let rows: Awaited<ReturnType<typeof allRows>>;
let foreign: string[];
let others: { readonly anothers: Handover; readonly queued: Handover };
/** Tables behind the types that are tables. */
let tableOf: ReadonlyMap<string, string>;

beforeAll(async () => {
  platform = await testPlatform(db.dataSource, { networks: { exchange: exchangeNetwork } });
  schema = await builtSchema();
  reads = compiledReads(schema, db.dataSource, db.url, COMPUTED_FIELDS, platform.onFault);
  others = await populateForScope(db.dataSource);
  rows = await allRows(db.dataSource);
  foreign = foreignTexts(rows);
  const loaders = new Loaders(db.dataSource, viewer);
  tableOf = new Map([...NODE_TYPES].map((typeName) => [typeName, loaders.tableOf(typeName)]));
});
afterAll(() => reads.close());

const context = (): Context => ({ platform, viewer, language: 'en', loaders: new Loaders(db.dataSource, viewer) });

/** Foreign texts in what was answered. What the request itself holds may come back: the partner knows it already. */
const leaks = (text: string, answer: unknown): string[] => {
  const answered = JSON.stringify(answer);
  return foreign.filter((each) => answered.includes(JSON.stringify(each).slice(1, -1)) && !text.includes(each));
};

/** Answers by the ordinary resolvers and, where it can be compiled, in one statement; neither may show anything foreign. */
async function ask(text: string): Promise<ExecutionResult> {
  const document = parse(text);
  expect({ text, errors: validate(schema, document) }).toEqual({ text, errors: [] });
  const resolved = (await execute({ schema, document, contextValue: context() })) as ExecutionResult;
  const compiled = await reads.answer(document, null, {}, context());
  for (const answer of [resolved, compiled]) {
    expect({ text, leaks: leaks(text, answer) }).toEqual({ text, leaks: [] });
    expect({ text, counts: falseCounts(answer) }).toEqual({ text, counts: [] });
  }
  return JSON.parse(JSON.stringify(resolved)) as ExecutionResult;
}

/** Connections that count more than they show, none of which fills its page. */
function falseCounts(answer: unknown): unknown[] {
  if (typeof answer !== 'object' || answer === null) return [];
  const { edges, totalCount } = answer as { edges?: unknown[]; totalCount?: number };
  const wrong =
    Array.isArray(edges) && typeof totalCount === 'number' && edges.length < 100 && totalCount !== edges.length;
  return [...(wrong ? [{ totalCount, shown: edges.length }] : []), ...Object.values(answer).flatMap(falseCounts)];
}

/** Ids of rows of a type: the partner's own, and foreign ones. */
const idsOf = (typeName: string, own: boolean): string[] =>
  rows.filter((row) => row.table === tableOf.get(typeName) && row.own === own).map((row) => `${typeName}:${row.id}`);

/** What has an id and is no node, by the name that arguments give it. */
const NOT_NODES: Readonly<Record<string, readonly [string, string]>> = {
  Subscription: ['WebhookSubscription', 'webhook_subscription'],
  Delivery: ['WebhookDelivery', 'webhook_delivery'],
  Event: ['CaseEvent', 'case_event'],
};

/** For each type one foreign row, of another partner's case. */
const foreignIds: IdOf = (typeName) => {
  const { anothers } = others;
  const known: Readonly<Record<string, string>> = {
    Case: anothers.caseId, Referral: anothers.referralId, Creditor: anothers.creditorId, Partner: anothers.partnerId,
  }; // prettier-ignore
  if (known[typeName]) return `${typeName}:${known[typeName]}`;
  const key = rows.find((row) => row.table === (tableOf.get(typeName) ?? NOT_NODES[typeName]?.[1]) && !row.own)?.id;
  return `${NOT_NODES[typeName]?.[0] ?? typeName}:${key ?? anothers.caseId}`;
};
const ownIds: IdOf = (typeName) => idsOf(typeName, true)[0] ?? `${typeName}:${OWN}`;

test('the world has something to hide in every table behind a type, and something to show', () => {
  const hidden = [...NODE_TYPES].filter((typeName) => idsOf(typeName, false).length === 0);
  const shown = [...NODE_TYPES].filter((typeName) => idsOf(typeName, true).length === 0);
  expect({ hidden, shown }).toEqual({ hidden: [], shown: ['Task', 'BankFile', 'BankEntry', 'Settlement'] });
});

test('what is looked for would be found: the agency is shown it', async () => {
  const agent: Viewer = { subject: 'agent', roles: ['AGENT'], creditorId: null, partnerId: null };
  const text =
    '{ referrals(first: 100) { edges { node { id messages { text } partner { name } case { reference } } } } }';
  const contextValue = { ...context(), viewer: agent, loaders: new Loaders(db.dataSource, agent) };
  expect(leaks(text, await execute({ schema, document: parse(text), contextValue })).length).toBeGreaterThan(50);
});

test('no foreign row of any table is found by its id, under the name of any type', async () => {
  const keys = rows.filter((row) => !row.own).map((row) => row.id);
  const ids = [...NODE_TYPES].flatMap((typeName) => keys.map((key) => `${typeName}:${key}`));
  for (let from = 0; from < ids.length; from += 100) {
    const { data, errors } = await ask(`{ nodes(ids: ${JSON.stringify(ids.slice(from, from + 100))}) { id } }`);
    expect(errors).toBeUndefined();
    expect(new Set((data as { nodes: unknown[] }).nodes)).toEqual(new Set([null]));
  }
});

/** What a partner's token is refused altogether. */
const REFUSED_QUERIES = [
  'incomingInvoices',
  'instalmentOptions',
  'invoiceSources',
  'resolutionStatistics',
  'routePreview',
  'noticePreview',
  'ownAccounts',
  'strategyPreview',
  'trialBalance',
  'clientFunds',
  'payoutFiles',
];

test('everything that can be reached from rows of its own and from the root shows nothing foreign', async () => {
  const walked = new SchemaWalk(schema);
  for (const typeName of NODE_TYPES) {
    const ids = idsOf(typeName, true);
    for (const [index, id] of ids.entries()) {
      // Everything around a few rows of a type, and each of the others by itself.
      const { data } = await askAll(walked, () => walked.node(typeName, id, ownIds, index < 1 ? 3 : 0));
      expect({ id, found: (data as { node: unknown }).node !== null }).toEqual({ id, found: true });
    }
  }
  const refusedWhole: string[] = [];
  for (const field of Object.values(schema.getQueryType()!.getFields())) {
    for (const ids of [ownIds, foreignIds]) {
      for (const optional of [false, true]) {
        const { data, errors } = await askAll(walked, () => walked.query(field, ids, 2, optional));
        const isRefused = errors?.some((error) => error.extensions?.['code'] === 'FORBIDDEN') ?? false;
        if (isRefused && !refusedWhole.includes(field.name)) refusedWhole.push(field.name);
        if (isRefused) expect(data?.[field.name] ?? null).toBeNull();
      }
    }
  }
  expect(refusedWhole.sort()).toEqual(REFUSED_QUERIES.sort());
  // Of the law alone, and refused for what was asked.
  expect([...walked.refused].filter((name) => !name.startsWith('Query.'))).toEqual(['Jurisdiction.maximumCost']);
  expect(walked.reachable().filter((name) => !walked.visited.has(name))).toEqual([]);
}, 120_000);

/** Arguments of lists that a foreign row would answer to. */
test('no filter, and no place in a list, brings a foreign row out', async () => {
  const texts = foreign.filter((text) => !/^[0-9a-f-]{36}$/.test(text));
  for (const field of ['cases', 'creditors', 'debtors']) {
    for (const text of texts.filter((_text, index) => index % Math.ceil(texts.length / 60) === 0)) {
      const { data } = await ask(`{ ${field}(filter: { search: ${JSON.stringify(text)} }) { totalCount } }`);
      const { totalCount } = (data as Record<string, { totalCount: number }>)[field]!;
      // What is foreign as a whole may stand within a text of its own.
      const own = JSON.stringify(rows.filter((row) => row.own).map((row) => row.whole));
      if (!own.includes(JSON.stringify(text).slice(1, -1)))
        expect({ field, text, totalCount }).toEqual({ field, text, totalCount: 0 });
    }
  }
  for (const [type, filter] of [
    ['Creditor', 'creditorId'],
    ['Debtor', 'debtorId'],
  ] as const) {
    const { data } = await ask(
      `{ cases(filter: { ${filter}: ${JSON.stringify(idsOf(type, false))} }) { totalCount } }`,
    );
    expect(data).toEqual({ cases: { totalCount: 0 } });
  }
});

/** Mutations that a partner makes of its own accord, about nothing that is there yet. */
const OF_ITS_OWN_ACCORD = ['createWebhookSubscription', 'registerInboundCase'];

describe('mutations', () => {
  /** Every row as it is, but for the keys of requests, which are the requester's own. */
  async function everything(onlyForeign: boolean): Promise<string> {
    const now = await allRows(db.dataSource);
    const before = new Set(rows.filter((row) => !row.own).map((row) => row.id));
    const kept = onlyForeign ? now.filter((row) => before.has(row.id)) : now;
    const [{ jobs }] = await db.dataSource.query('select count(*) as jobs from graphile_worker._private_jobs');
    const lines = kept.map((row) => `${row.table} ${JSON.stringify(row.whole)}`).sort();
    return [...lines, ...(onlyForeign ? [] : [`jobs ${jobs}`])].join('\n');
  }

  const codesIn = (value: unknown): string[] => {
    if (typeof value !== 'object' || value === null) return [];
    const { userErrors } = value as { userErrors?: { code: string }[] };
    const own = Array.isArray(userErrors) ? userErrors.map((error) => error.code) : [];
    return [...own, ...Object.values(value).flatMap(codesIn)];
  };

  test('none of them finds what is foreign, or changes anything of it', async () => {
    const walked = new SchemaWalk(schema);
    const { queued } = others;
    // Another partner's case, and one of its own that has not reached it yet.
    const targets: IdOf[] = [
      foreignIds,
      (typeName) =>
        ({ Case: `Case:${queued.caseId}`, Referral: `Referral:${queued.referralId}` })[typeName] ??
        foreignIds(typeName),
    ];
    const wrong: unknown[] = [];
    for (const field of Object.values(schema.getMutationType()!.getFields())) {
      const isFree = OF_ITS_OWN_ACCORD.includes(field.name);
      const before = await everything(isFree);
      for (const ids of targets) {
        for (const optional of [false, true]) {
          const text = walked.mutation(field, ids, optional);
          const { data, errors } = await ask(text);
          const forbidden = errors?.every((error) => error.extensions?.['code'] === 'FORBIDDEN') ?? false;
          const codes = codesIn(data);
          const notFound = codes.includes('NOT_FOUND') || codes.includes('FORBIDDEN');
          if (!isFree && !forbidden && !notFound) wrong.push({ text: text.slice(0, 200), codes, errors });
        }
      }
      if ((await everything(isFree)) !== before) wrong.push({ changedBy: field.name });
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  test('none of them takes something foreign beside something of its own, or knows it from what is not there', async () => {
    const walked = new SchemaWalk(schema);
    const before = await everything(false);
    const worked = rows.find((row) => row.table === 'referral' && row.own && row.whole['status'] === 'ACTIVE')!.id;
    const own: IdOf = (typeName) => (typeName === 'Referral' ? `Referral:${worked}` : ownIds(typeName));
    const nobodys: IdOf = (typeName) => foreignIds(typeName).replace(/:.*/, `:${uuidv7()}`);
    const mixed = new Map<string, string[]>();
    for (const field of Object.values(schema.getMutationType()!.getFields())) {
      const meant = new Set<string>();
      walked.mutation(field, (typeName) => (meant.add(typeName), own(typeName)), true);
      for (const strange of meant.size > 1 ? meant : []) {
        const answer = (other: IdOf) =>
          ask(walked.mutation(field, (typeName) => (typeName === strange ? other : own)(typeName), true));
        const { data, errors } = await answer(foreignIds);
        if (errors?.every((error) => error.extensions?.['code'] === 'FORBIDDEN')) continue;
        expect((await answer(nobodys)).data).toEqual(data);
        mixed.set(`${field.name} ${strange}`, codesIn(data));
      }
    }
    expect([...mixed].filter(([, codes]) => codes.length === 0)).toEqual([]);
    // Somebody else's payment on its own referral.
    expect(mixed.get('reverseReferralPayment Payment')).toContain('NOT_FOUND');
    expect(mixed.get('reportReferralRemittance Payment')).toContain('INVALID_STATE');
    expect(await everything(false)).toBe(before);
  });
});

describe('subscriptions', () => {
  /** What is announced: of every case three events, of which a partner may read one on its own; and referrals that arrive. */
  const HAPPENINGS: readonly string[] = [
    `insert into case_event (id, case_id, creditor_id, type, on_date, actor, params)
       select gen_random_uuid(), id, creditor_id, type, '2026-02-03', 'test', jsonb_build_object('reason', type || ' live of ' || id)
       from collection_case, unnest(array['manualReview', 'paused', 'limitationNear']) as type`,
    `update referral set status = 'SUBMITTED', submitted_at = now() where status = 'QUEUED'`,
  ];

  const silence = (name: string): Promise<never> =>
    new Promise((_resolve, reject) => {
      setTimeout(() => reject(new Error(`nothing of ${name} arrives: HAPPENINGS must make it happen`)), 5_000).unref();
    });

  /** Everything that arrives until a payload holds one of the texts; what never speaks fails the test by its name. */
  async function hear(name: string, text: string, following: AsyncGenerator<ExecutionResult>, last: readonly string[]) {
    const heard: ExecutionResult[] = [];
    for (;;) {
      const { value } = (await Promise.race([following.next(), silence(name)])) as IteratorResult<ExecutionResult>;
      expect({ text, leaks: leaks(text, value) }).toEqual({ text, leaks: [] });
      heard.push(value as ExecutionResult);
      if (last.some((each) => JSON.stringify(value).includes(each))) return heard;
    }
  }

  test('each brings what is its own and nothing else, to a partner that follows all of them', async () => {
    const walked = new SchemaWalk(schema);
    const announcements = await Announcements.open(db.url);
    const fields = Object.values(schema.getSubscriptionType()!.getFields());
    const on = isoDate('2026-02-03');
    await handOver(db.dataSource, others.anothers.partnerId, { on });
    const follow = async (text: string) => {
      expect({ text, errors: validate(schema, parse(text)) }).toEqual({ text, errors: [] });
      const contextValue = { ...context(), announcements };
      const followed = await subscribe({ schema, document: parse(text), contextValue });
      if (!(Symbol.asyncIterator in followed)) throw new Error(JSON.stringify(followed));
      return followed as AsyncGenerator<ExecutionResult>;
    };
    const all = await Promise.all(
      fields.map(async (field) => {
        const text = walked.subscription(field, ownIds, 1, false);
        const following = await follow(text);
        const ofOthers = await follow(walked.subscription(field, foreignIds, 0, true));
        // Asked for from now on, so that nothing that happens is missed.
        return {
          field,
          text,
          following,
          first: following.next(),
          ofOthers: ofOthers.next().catch(() => null),
          end: () => ofOthers.return(null),
        };
      }),
    );
    for (const statement of HAPPENINGS) await db.dataSource.query(statement);
    // Own, and after everything else: an event of a case it holds, and a referral.
    const [event]: { id: string }[] = await db.dataSource.query(
      `insert into case_event (id, case_id, creditor_id, type, on_date, actor, params) select gen_random_uuid(), case_id, creditor_id,
         'paused', '2026-02-03', 'test', '{"reason":"the last"}' from referral where id = $1 returning id`,
      [idsOf('Referral', true)[0]!.split(':')[1]],
    );
    const lastReferral = await handOver(db.dataSource, OWN, { on });
    await db.dataSource.query(HAPPENINGS[1]!);
    rows = await allRows(db.dataSource);
    foreign = foreignTexts(rows);
    for (const { field, text, following, first, ofOthers, end } of all) {
      const queued = (async function* () {
        yield (await first).value as ExecutionResult;
        yield* following;
      })();
      const heard = await hear(field.name, text, queued, [event!.id, lastReferral.referralId]);
      const ids = heard.map(({ data }) => (data as Record<string, { id: string }>)[field.name]!.id);
      const own = idsOf(getNamedType(field.type).name, true);
      expect({ field: field.name, foreign: ids.filter((id) => !own.includes(id)) }).toEqual({
        field: field.name,
        foreign: [],
      });
      expect(new Set(ids).size).toBeGreaterThan(1);
      const asked = await Promise.race([ofOthers, Promise.resolve(null)]);
      expect(leaks('', asked ?? {})).toEqual([]);
      await Promise.all([following.return(null), end()]);
    }
    await announcements.close();
  }, 60_000);
});

/** Asks again without what is refused, so that one refusal does not hide the rest. */
async function askAll(walk: SchemaWalk, make: () => string): Promise<ExecutionResult> {
  for (;;) {
    const answer = await ask(make());
    const refused = (answer.errors ?? [])
      .map((error) => fieldAt(error.path ?? []))
      .filter((name) => !walk.refused.has(name));
    if (refused.length === 0) return answer;
    for (const name of refused) walk.refused.add(name);
  }
}

/** "Type.field" of a place in an answer. Below a node the type is not known: its fields are found by their names. */
function fieldAt(path: readonly (string | number)[]): string {
  let type = schema.getQueryType()!;
  let name = '';
  for (const step of path.filter((each) => typeof each === 'string')) {
    const field =
      type.getFields()[step] ??
      Object.values(schema.getTypeMap()).flatMap((each) =>
        isObjectType(each) && each.getInterfaces().length > 0 ? (each.getFields()[step] ?? []) : [],
      )[0];
    if (!field) return step;
    name = `${type.name}.${field.name}`;
    const named = getNamedType(field.type);
    if (isObjectType(named)) type = named;
  }
  return name;
}
