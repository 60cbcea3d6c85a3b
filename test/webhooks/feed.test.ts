import { isoDate } from '../../src/domain/date.js';
import { globalId } from '../../src/graphql/ids.js';
import { writeCursor } from '../../src/graphql/lists.js';
import { drainJobs } from '../../src/jobs/worker.js';
import { endSight } from '../../src/modules/referrals/referral.sight.js';
import { continueFeed } from '../../src/modules/webhooks/feed.place.js';
import type { Platform, Viewer } from '../../src/platform.js';
import { useDatabase } from '../setup/database.js';
import { testPlatform } from '../setup/platform.js';
import { caseKey, partnerKey, populate, READERS } from '../graph/world.js';
import { AGENT, ask, create, Endpoint, happen, type Row } from './world.js';

const db = useDatabase();
const [, CREDITOR, OTHER_CREDITOR, PARTNER, OTHER_PARTNER, ANALYST] = READERS as [
  Viewer,
  Viewer,
  Viewer,
  Viewer,
  Viewer,
  Viewer,
];
let platform: Platform;

beforeAll(async () => {
  platform = await testPlatform(db.dataSource, {
    webhooks: { resolve: () => Promise.reject(new Error('no names here')), loopback: true },
  });
  await populate(db.dataSource, 60);
});

interface Page {
  readonly ids: string[];
  readonly rows: readonly Row[];
  readonly end: string | null;
  readonly more: boolean;
}

async function page(
  viewer: Viewer,
  args: { after?: string | null; first?: number; types?: string[] } = {},
): Promise<Page> {
  const answer = await ask(
    platform,
    `query ($after: String, $first: Int, $types: [String!]) { events(after: $after, first: $first, types: $types) {
       pageInfo { endCursor hasNextPage } edges { cursor node { id type sequence caseId referralId event { id case { id } } } } } }`,
    { ...args },
    viewer,
  );
  const { edges, pageInfo } = answer['events']! as Row;
  const rows = edges!.map(({ node }) => node as unknown as Row);
  return {
    ids: rows.map(({ id }) => String(id)),
    rows,
    end: pageInfo!['endCursor'] === null ? null : String(pageInfo!['endCursor']),
    more: String(pageInfo!['hasNextPage']) === 'true',
  };
}

/** The feed to its end, as a reader takes it in. */
async function follow(
  viewer: Viewer,
  after: string | null = null,
  first = 37,
): Promise<{ ids: string[]; rows: Row[]; end: string | null }> {
  const [ids, rows]: [string[], Row[]] = [[], []];
  let end = after;
  for (let more = true; more;) {
    const next = await page(viewer, { after: end, first });
    ids.push(...next.ids);
    rows.push(...next.rows);
    ({ end, more } = next);
  }
  return { ids, rows, end };
}

/** The end of the feed once `id` stands in it: transactions of other tests on the server may hold it back a moment. */
async function until(
  viewer: Viewer,
  after: string | null,
  id: string,
): Promise<{ ids: string[]; rows: Row[]; end: string | null }> {
  for (;;) {
    const found = await follow(viewer, after);
    if (found.ids.includes(id)) return found;
  }
}

test('every event stands in it once, whatever the size of the pages, and within the reader’s scope', async () => {
  await until(AGENT, null, await happen(db.dataSource, 1));
  for (const viewer of [AGENT, CREDITOR, OTHER_CREDITOR, PARTNER, OTHER_PARTNER]) {
    const whole = await follow(viewer, null, 100);
    expect(whole.ids.length).toBeGreaterThan(0);
    expect((await follow(viewer, null, 7)).ids).toEqual(whole.ids);
    expect(new Set(whole.ids).size).toBe(whole.ids.length);
    // Each is readable in full, and so is its case.
    for (const row of whole.rows) {
      expect(row['event']).toMatchObject({ id: `CaseEvent:${String(row['id'])}`, case: { id: String(row['caseId']) } });
    }
  }
  const counts: { all: number; own: number }[] = await db.dataSource.query(
    `select count(*)::integer as all, (count(*) filter (where creditor_id = $1))::integer as own from case_event`,
    [CREDITOR.creditorId],
  );
  expect((await follow(AGENT, null, 100)).ids).toHaveLength(counts[0]!.all);
  expect((await follow(CREDITOR, null, 100)).ids).toHaveLength(counts[0]!.own);
  await expect(page(ANALYST)).rejects.toThrow('Only for');
});

test('a reader at the end stays there, and goes on from there', async () => {
  const { end } = await follow(AGENT);
  expect(await page(AGENT, { after: end })).toMatchObject({ ids: [], end, more: false });
  const id = await happen(db.dataSource, 1);
  expect((await until(AGENT, end, id)).ids).toEqual([id]);
});

test('what was begun earlier and ended later is not missed', async () => {
  const { end } = await follow(AGENT);
  const slow = db.dataSource.createQueryRunner();
  await slow.startTransaction();
  const insert = `insert into case_event (id, case_id, creditor_id, type, on_date, actor)
    select gen_random_uuid(), id, creditor_id, 'resumed', '2026-06-01', 'test' from collection_case where id = $1 returning id`;
  const [{ id: earlier }] = (await slow.query(insert, [caseKey(1)])) as [{ id: string }];
  const later = await happen(db.dataSource, 2);
  // The later one has been written, and must wait for the earlier one.
  expect((await follow(AGENT, end)).ids).toEqual([]);
  await slow.commitTransaction();
  await slow.release();
  expect((await until(AGENT, end, later)).ids).toEqual([earlier, later]);
});

test('of two events of a case the later has the higher sequence', async () => {
  const { rows } = await follow(AGENT);
  const last = new Map<string, bigint>();
  for (const row of rows) {
    const [id, sequence] = [String(row['caseId']), BigInt(String(row['sequence']))];
    expect(sequence > (last.get(id) ?? 0n)).toBe(true);
    last.set(id, sequence);
  }
});

test('it can be read for some kinds of event alone; an unknown kind and a foreign cursor are refused', async () => {
  const { end } = await follow(AGENT);
  const closed = await happen(db.dataSource, 1, 'closed', { closeReason: 'PAID' });
  const resumed = await happen(db.dataSource, 1);
  await until(AGENT, end, resumed);
  expect((await page(AGENT, { after: end, types: ['closed', 'paused'] })).ids).toEqual([closed]);
  await expect(page(AGENT, { types: ['nothing'] })).rejects.toThrow('no kind of event');
  await expect(page(AGENT, { after: 'nonsense' })).rejects.toThrow('not a cursor');
});

describe('a partner that loses a case', () => {
  const held = async (partner: string): Promise<{ id: string; caseId: string; number: number }> => {
    const rows: { id: string; caseId: string; number: number }[] = await db.dataSource.query(
      `select r.id, r.case_id as "caseId", right(r.case_id::text, 8)::integer as number from referral r join collection_case c on c.referral_id = r.id
       where r.partner_id = $1 and r.status in ('SUBMITTED', 'ACTIVE') and not exists (select from referral_departure d where d.referral_id = r.id)
       order by r.id limit 1`,
      [partner],
    );
    return rows[0]!;
  };

  test('is told so in the feed and by webhook, once, and of nothing else of the case', async () => {
    const endpoint = await new Endpoint().open();
    const made = await create(platform, { url: endpoint.url }, PARTNER);
    expect(made['userErrors']).toEqual([]);
    const { id, caseId, number } = await held(partnerKey(1));
    const { end } = await follow(PARTNER);
    await happen(db.dataSource, number, 'paused', { reason: 'still theirs' });
    await drainJobs(platform);
    expect(endpoint.received).toHaveLength(1);

    // What was written while it had the case is not sent once it has it no more.
    await happen(db.dataSource, number, 'disputed', { reason: 'not theirs any more' });
    await db.dataSource.transaction(async (tx) => {
      await tx.query(`update referral set status = 'WITHDRAWN' where id = $1`, [id]);
      await tx.query('update collection_case set referral_id = null where id = $1', [caseId]);
    });
    await happen(db.dataSource, number, 'closed', { closeReason: 'WITHDRAWN' });
    await drainJobs(platform);
    const told = endpoint.received.slice(1).map(({ body }) => JSON.parse(body) as Record<string, unknown>);
    expect(told).toMatchObject([
      {
        type: 'no.fordring.case.referralLeft',
        subject: globalId('Case', caseId),
        data: { type: 'referralLeft', referral: { id: globalId('Referral', id), status: 'WITHDRAWN' } },
      },
    ]);
    const since = await until(PARTNER, end, String(told[0]!['id']));
    expect(since.rows).toEqual([
      {
        id: told[0]!['id'],
        type: 'referralLeft',
        sequence: told[0]!['sequence'],
        caseId: globalId('Case', caseId),
        referralId: globalId('Referral', id),
        event: null,
      },
    ]);
    expect((await follow(OTHER_PARTNER)).rows.filter(({ type }) => String(type) === 'referralLeft')).toEqual([]);
    // Nothing of what it may not read is left in its log either.
    const log: unknown[] = await db.dataSource.query(
      `select type from webhook_delivery d join webhook_subscription s on s.id = d.subscription_id where s.partner_id = $1 order by d.seq`,
      [partnerKey(1)],
    );
    expect(log).toEqual([{ type: 'paused' }, { type: 'referralLeft' }]);
    await endpoint.close();
  });

  test('that closed it may read it while money is told of, and is then told to forget it', async () => {
    const { id, caseId, number } = await held(partnerKey(1));
    const money = `insert into payment (id, case_id, creditor_id, referral_id, amount_minor, amount_currency, received_on)
      select gen_random_uuid(), case_id, creditor_id, id, 100, 'EUR', '2026-06-01' from referral where id = $1 returning id`;
    const [payment]: { id: string }[] = await db.dataSource.query(money, [id]);
    await db.dataSource.query(`update referral set status = 'CLOSED', submitted_at = now(), ended_on = '2026-06-01' where id = $1`, [id]);
    await happen(db.dataSource, number, 'closed', { closeReason: 'UNECONOMICAL' });
    const { end } = await follow(PARTNER);
    const seen = () =>
      ask(platform, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
        ids: [globalId('Case', caseId), globalId('Referral', id), globalId('Payment', payment!.id)],
      }, PARTNER);
    // Sixty days after 1 June are 31 July.
    await endSight(db.dataSource, isoDate('2026-07-31'));
    expect((await seen())['nodes']).not.toContain(null);
    await endSight(db.dataSource, isoDate('2026-08-01'));
    await endSight(db.dataSource, isoDate('2026-08-02'));
    expect((await seen())['nodes']).toEqual([null, null, { id: globalId('Payment', payment!.id) }]);
    const departed = 'select id from referral_departure where referral_id = $1';
    const [{ id: departure }]: [{ id: string }] = await db.dataSource.query(departed, [id]);
    const { rows } = await until(PARTNER, end, departure);
    expect(rows).toMatchObject([{ type: 'referralLeft', referralId: globalId('Referral', id) }]);
    expect((await follow(AGENT)).rows.filter((row) => String(row['caseId']) === globalId('Case', caseId))).not.toEqual([]);
  }); // prettier-ignore

  test('has in the log of a subscription it switched off nothing that it may not read', async () => {
    const { id: subscriptionId } = (await create(platform, { url: 'https://127.0.0.1/' }, PARTNER))['subscription']!;
    const { number } = await held(partnerKey(1));
    await happen(db.dataSource, number, 'paused', { reason: 'theirs to know' });
    await happen(db.dataSource, number, 'debtorCondition', { type: 'GUARDIANSHIP', from: '2026-06-01' });
    const types = async (viewer: Viewer): Promise<string[]> => {
      const query = '{ webhookSubscriptions { id deliveries { totalCount edges { node { id type } } } } }';
      const all = (await ask(platform, query, {}, viewer))['webhookSubscriptions'] as unknown as Row[];
      const { totalCount, edges } = all.find((row) => String(row['id']) === String(subscriptionId))!['deliveries']!;
      expect(edges).toHaveLength(Number(totalCount));
      return edges!.map(({ node }) => String(node!['type']).replace('no.fordring.case.', ''));
    };
    // Before anything is sent, and whoever asks for it by its id.
    expect(await types(PARTNER)).toEqual(['paused']);
    expect(await types(AGENT)).toEqual(['debtorCondition', 'paused']);
    const [hidden]: { id: string }[] = await db.dataSource.query(
      `select id from webhook_delivery where type = 'debtorCondition' and subscription_id = $1`,
      [String(subscriptionId).split(':')[1]],
    );
    const update = `mutation ($id: ID!) { updateWebhookSubscription(input: { subscriptionId: $id, enabled: false }) { userErrors { code } } }`;
    await ask(platform, update, { id: subscriptionId }, PARTNER);
    const replay = `mutation ($id: ID!) { replayWebhookDelivery(deliveryId: $id) { userErrors { code } } }`;
    const replayed = await ask(platform, replay, { id: globalId('WebhookDelivery', hidden!.id) }, PARTNER);
    expect(replayed['replayWebhookDelivery']).toEqual({ userErrors: [{ code: 'NOT_FOUND' }] });
    await drainJobs(platform);
    // Nothing of it is kept either.
    expect(await types(AGENT)).toEqual(['paused']);
    expect(await types(PARTNER)).toEqual(['paused']);
  });

  test('that it had closed is told so when the case goes to another', async () => {
    const { id, caseId } = await held(partnerKey(2));
    await db.dataSource.query(`update referral set status = 'CLOSED' where id = $1`, [id]);
    await db.dataSource.query('update collection_case set referral_id = null where id = $1', [caseId]);
    const departures: unknown[] = await db.dataSource.query(
      'select status from referral_departure where referral_id = $1',
      [id],
    );
    expect(departures).toEqual([{ status: 'CLOSED' }]);
  });

  test('never had it, nothing is told', async () => {
    const rows: { id: string; caseId: string }[] = await db.dataSource.query(
      `select r.id, r.case_id as "caseId" from referral r join collection_case c on c.referral_id = r.id where r.status = 'QUEUED' limit 1`,
    );
    await db.dataSource.query(`update referral set status = 'WITHDRAWN' where id = $1`, [rows[0]!.id]);
    await db.dataSource.query('update collection_case set referral_id = null where id = $1', [rows[0]!.caseId]);
    expect(await db.dataSource.query('select from referral_departure where referral_id = $1', [rows[0]!.id])).toEqual(
      [],
    );
  });
});

test('a partner that handed us a case is told by webhook what it may read of it, and nothing else', async () => {
  const endpoint = await new Endpoint().open();
  await db.dataSource.query('delete from webhook_subscription');
  expect((await create(platform, { url: endpoint.url }, OTHER_PARTNER))['userErrors']).toEqual([]);
  // A case of our own country, in nobody else's hands.
  await db.dataSource.query(`update collection_case set referred_by_partner_id = $2, referred_as = 'M-1', referral_id = null where id = $1`, [
    caseKey(4), OTHER_PARTNER.partnerId,
  ]); // prettier-ignore
  const noticed = await happen(db.dataSource, 4, 'planAgreed', {});
  await happen(db.dataSource, 4, 'limitationNear', {});
  await drainJobs(platform);
  expect(endpoint.received.map(({ body }) => (JSON.parse(body) as { id: string }).id)).toEqual([noticed]);
  await endpoint.close();
});

describe('a database restored into a server that has begun fewer transactions', () => {
  /** As such a backup has it: of a transaction whose number this server will not come to for years. */
  async function fromTheFuture(ahead: string): Promise<string> {
    const [row]: { id: string }[] = await db.dataSource.query(
      `insert into case_event (id, case_id, creditor_id, type, on_date, actor, transaction)
       select gen_random_uuid(), id, creditor_id, 'resumed', '2026-06-01', 'test', pg_current_xact_id()::text::bigint + $2
       from collection_case where id = $1 returning id`,
      [caseKey(1), ahead],
    );
    return row!.id;
  }

  test('shows what is there at once, and what happens next after it; cursors still hold', async () => {
    const before = await follow(AGENT);
    const restored = [await fromTheFuture('4000000000'), await fromTheFuture('5000000000')];
    // One that this server alone would put among what is older.
    expect((await follow(AGENT, before.end)).ids).toEqual([]);
    await continueFeed(db.dataSource);
    const next = await happen(db.dataSource, 2);
    const since = await until(AGENT, before.end, next);
    expect(since.ids).toEqual([...restored, next]);
    // Nothing is moved where nothing is ahead.
    await continueFeed(db.dataSource);
    const last = await happen(db.dataSource, 1);
    expect((await until(AGENT, since.end, last)).ids).toEqual([last]);
  });

  test('refuses a cursor at something that the backup did not have yet', async () => {
    const lost = writeCursor('DEFAULT', ['4500000000', '123456789']);
    await expect(page(AGENT, { after: lost })).rejects.toThrow('restored from a backup');
  });
});
