import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { Webhook } from 'standardwebhooks';
import { isoDate } from '../../src/domain/date.js';
import { drainJobs, startWorker } from '../../src/jobs/worker.js';
import { verifyWebhook } from '../../src/partners/webhook-signature.js';
import { watchWebhooks } from '../../src/jobs/webhook-watch.js';
import type { Platform, Viewer } from '../../src/platform.js';
import { useDatabase } from '../setup/database.js';
import { testPlatform } from '../setup/platform.js';
import { caseKey, creditorKey, populate, READERS } from '../graph/world.js';
import { ask, create, deliverLater, Endpoint, happen, type Row } from './world.js';

const db = useDatabase();
let platform: Platform;
let endpoint: Endpoint;
let subscription: string;
let secret: string;

beforeAll(async () => {
  platform = await testPlatform(db.dataSource, {
    webhooks: { resolve: () => Promise.reject(new Error('no names here')), loopback: true },
  });
  await populate(db.dataSource, 12);
  endpoint = await new Endpoint().open();
});
afterAll(() => endpoint.close());

beforeEach(async () => {
  await db.dataSource.query('delete from webhook_subscription');
  await db.dataSource.query('delete from task');
  endpoint.clear();
  const made = await create(platform, { url: endpoint.url });
  expect(made['userErrors']).toEqual([]);
  [subscription, secret] = [String(made['subscription']!['id']), String(made['secret'])];
});

const LOG = `{ webhookSubscriptions { enabled disabledReason pausedUntil deliveries { totalCount edges { node {
  id messageId type status attempts responseCode error nextAttemptAt deliveredAt event { id } log { number responseCode error } } } } } }`;
async function log(): Promise<Row> {
  return (await ask(platform, LOG))['webhookSubscriptions']![0]!;
}
const tasks = async (viewer?: Viewer): Promise<Row[]> =>
  (await ask(platform, '{ tasks { edges { node { kind text dueOn closedOn case { id } } } } }', {}, viewer))['tasks']![
    'edges'
  ]!.map(({ node }) => node as unknown as Row);
async function switchOn(): Promise<void> {
  const on = `mutation ($id: ID!) { updateWebhookSubscription(input: { subscriptionId: $id, enabled: true }) { subscription { enabled disabledReason } } }`;
  expect((await ask(platform, on, { id: subscription }))['updateWebhookSubscription']).toEqual({
    subscription: { enabled: true, disabledReason: null },
  });
}
const deliveries = async (): Promise<Row[]> =>
  (await log())['deliveries']!['edges']!.map(({ node }) => node as unknown as Row);

/** What the committed AsyncAPI document has against a body. */
function problemsOf(message: string, body: object): unknown[] {
  const document = JSON.parse(readFileSync('schema/asyncapi.json', 'utf8')) as object;
  const ajv = new Ajv({ strict: false, validateFormats: false }).addSchema(document, 'asyncapi');
  ajv.validate({ $ref: `asyncapi#/components/messages/${message}/payload` }, body);
  return ajv.errors ?? [];
}

test('an event is told, signed and shaped as a CloudEvent', async () => {
  const id = await happen(db.dataSource, 1, 'paused', { reason: 'waiting' });
  await drainJobs(platform);
  const [message] = endpoint.received;
  expect(endpoint.received).toHaveLength(1);
  const body = new Webhook(secret).verify(message!.body, message!.headers) as Record<string, unknown>;
  expect(message!.headers['content-type']).toBe('application/cloudevents+json; charset=utf-8');
  expect(body).toEqual({
    specversion: '1.0',
    id,
    source: 'urn:fordring:NO:123456785',
    type: 'no.fordring.case.paused',
    time: expect.stringMatching(/^\d{4}-.*Z$/) as string,
    subject: `Case:${caseKey(1)}`,
    sequence: expect.stringMatching(/^\d+$/) as string,
    datacontenttype: 'application/json',
    data: {
      id: `CaseEvent:${id}`,
      type: 'paused',
      at: body['time'],
      on: '2026-06-01',
      actor: 'test',
      changedFields: [],
      text: 'The case was put on hold: waiting',
      case: { id: `Case:${caseKey(1)}`, reference: 'F-2026-0000001', status: 'ON_HOLD', stage: 'PRE_COLLECTION' },
    },
  });
  expect(problemsOf('paused', body)).toEqual([]);
  expect(problemsOf('resumed', body)).not.toEqual([]);
  const [delivery] = await deliveries();
  expect(delivery).toMatchObject({
    messageId: message!.headers['webhook-id'],
    type: 'no.fordring.case.paused',
    status: 'DELIVERED',
    attempts: 1,
    responseCode: 204,
    error: null,
    nextAttemptAt: null,
    event: { id: `CaseEvent:${id}` },
    log: [{ number: 1, responseCode: 204, error: null }],
  });
});

test('a public key that is published verifies a message, and no other does', async () => {
  await happen(db.dataSource, 1);
  await drainJobs(platform);
  const [{ headers, body }] = endpoint.received as [(typeof endpoint.received)[0]];
  const { publicKeys } = (await ask(platform, '{ webhookSubscriptions { publicKeys } }'))['webhookSubscriptions']![0]!;
  const x = Buffer.from(String(publicKeys![0]).replace('whpk_', ''), 'base64').toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  expect(verifyWebhook(key, headers, body, Date.now()).ok).toBe(true);
  expect(verifyWebhook(key, headers, `${body} `, Date.now()).ok).toBe(false);
});

test('the events of one statement are queued together, and those of a transaction that is taken back never', async () => {
  await db.dataSource.query(`insert into case_event (id, case_id, creditor_id, type, on_date, actor)
    select gen_random_uuid(), id, creditor_id, 'resumed', '2026-06-01', 'test' from collection_case`);
  await db.dataSource
    .transaction(async (tx) => {
      await tx.query(`insert into case_event (id, case_id, creditor_id, type, on_date, actor)
        select gen_random_uuid(), id, creditor_id, 'closed', '2026-06-01', 'test' from collection_case limit 1`);
      throw new Error('taken back');
    })
    .catch(() => undefined);
  await drainJobs(platform);
  expect(endpoint.received).toHaveLength(12);
  expect(new Set(endpoint.received.map(({ headers }) => headers['webhook-id'])).size).toBe(12);
});

describe('a message that fails', () => {
  test('is tried again under the same id and with the same body, until it is received', async () => {
    endpoint.answerWith([500], 'broken', [302, { location: 'http://127.0.0.1/' }]);
    await happen(db.dataSource, 1);
    await drainJobs(platform);
    expect(await deliveries()).toMatchObject([
      { status: 'PENDING', attempts: 1, responseCode: 500, error: 'HTTP 500' },
    ]);
    // Meanwhile the case changes: what is told of the event does not.
    await db.dataSource.query(`update collection_case set stage = 'LEGAL' where id = $1`, [caseKey(1)]);
    for (let attempt = 0; attempt < 3; attempt++) await deliverLater(platform);
    await db.dataSource.query(`update collection_case set stage = 'PRE_COLLECTION' where id = $1`, [caseKey(1)]);
    expect(endpoint.received).toHaveLength(4);
    expect(new Set(endpoint.received.map(({ headers, body }) => `${headers['webhook-id']} ${body}`)).size).toBe(1);
    expect(await deliveries()).toMatchObject([
      {
        status: 'DELIVERED',
        attempts: 4,
        log: [
          { responseCode: 500, error: 'HTTP 500' },
          { responseCode: null, error: 'socket hang up' },
          { responseCode: 302, error: 'HTTP 302' },
          { responseCode: 204, error: null },
        ],
      },
    ]);
  });

  test('waits as long as the schedule says, and as the endpoint asks', async () => {
    endpoint.answerWith([500]);
    await happen(db.dataSource, 1);
    const before = Date.now();
    await drainJobs(platform);
    const waits = async () => Date.parse(String((await deliveries())[0]!['nextAttemptAt'])) - before;
    expect(await waits()).toBeGreaterThanOrEqual(4900);
    expect(await waits()).toBeLessThan(60_000);
    endpoint.answerWith([429, { 'retry-after': '3600' }]);
    await deliverLater(platform);
    expect(await waits()).toBeGreaterThanOrEqual(3_599_000);
    // Everything else for this endpoint waits too, and no attempt is lost by it.
    expect(Date.parse(String((await log())['pausedUntil'])) - before).toBeGreaterThanOrEqual(3_599_000);
    await happen(db.dataSource, 2);
    await drainJobs(platform);
    expect(endpoint.received).toHaveLength(2);
    expect((await deliveries())[0]).toMatchObject({ status: 'PENDING', attempts: 0 });
  });

  test('is given up after ten attempts, and can be replayed', async () => {
    endpoint.answerWith(...Array.from({ length: 10 }, () => [503] as const));
    await happen(db.dataSource, 1);
    await drainJobs(platform);
    for (let attempt = 0; attempt < 11; attempt++) await deliverLater(platform);
    expect(endpoint.received).toHaveLength(10);
    const [failed] = await deliveries();
    expect(failed).toMatchObject({ status: 'FAILED', attempts: 10, nextAttemptAt: null });
    const stored: { body: string | null }[] = await db.dataSource.query('select body from webhook_delivery');
    expect(stored).toEqual([{ body: null }]);

    // Nothing has arrived since it was written: the endpoint is switched off, and its owner told, which here is the agency.
    expect(await log()).toMatchObject({ enabled: false, disabledReason: 'SILENT' });
    expect(await tasks()).toMatchObject([
      { case: null, closedOn: null, text: expect.stringContaining('received for days') as string },
    ]);
    await switchOn();
    const replay = `mutation ($id: ID!) { replayWebhookDelivery(deliveryId: $id) { delivery { status } userErrors { code field } } }`;
    expect((await ask(platform, replay, { id: failed!['id'] }))['replayWebhookDelivery']).toEqual({
      delivery: { status: 'PENDING' },
      userErrors: [],
    });
    expect((await ask(platform, replay, { id: failed!['id'] }))['replayWebhookDelivery']).toEqual({
      delivery: null,
      userErrors: [{ code: 'INVALID_STATE', field: ['deliveryId'] }],
    });
    await drainJobs(platform);
    expect((await deliveries())[0]).toMatchObject({ status: 'DELIVERED', attempts: 11 });
    expect(endpoint.received.at(-1)!.headers['webhook-id']).toBe(endpoint.received[0]!.headers['webhook-id']);
  });

  test('with 410 switches the endpoint off, and what waits is not sent', async () => {
    endpoint.answerWith([410]);
    await happen(db.dataSource, 1);
    await happen(db.dataSource, 2);
    await drainJobs(platform);
    await happen(db.dataSource, 3);
    await drainJobs(platform);
    expect(endpoint.received).toHaveLength(1);
    expect(await log()).toMatchObject({ enabled: false, disabledReason: 'GONE' });
    expect((await deliveries()).map(({ status }) => String(status))).toEqual(['CANCELLED', 'FAILED']);
    const [told] = await tasks();
    expect(told).toMatchObject({ kind: 'WEBHOOK_DISABLED', case: null, dueOn: '2026-06-01', closedOn: null });
    expect(String(told!['text']).replaceAll('\u00a0', ' ')).toBe(
      `Nothing has been sent to ${endpoint.url} (${platform.agency.name}) since 1 June 2026: the endpoint answered that it is gone (410).`,
    );
    // Once it is on again the day's work closes the task.
    await switchOn();
    await watchWebhooks(platform, isoDate('2026-06-02'), isoDate('2026-06-02'));
    expect(await tasks()).toMatchObject([{ closedOn: '2026-06-02' }]);
  });

  test('does not switch off an endpoint that has taken others meanwhile', async () => {
    endpoint.answerWith([500]);
    await happen(db.dataSource, 1);
    await drainJobs(platform);
    await happen(db.dataSource, 2);
    await drainJobs(platform);
    await db.dataSource.query(`update webhook_delivery set failures = 9 where status = 'PENDING'`);
    endpoint.answerWith([500]);
    await deliverLater(platform);
    expect((await deliveries()).map(({ status }) => String(status))).toEqual(['DELIVERED', 'FAILED']);
    expect(await log()).toMatchObject({ enabled: true });
    expect(await tasks()).toEqual([]);
  });

  test('and belongs to a creditor is told to that creditor’s staff, and to no other', async () => {
    await db.dataSource.query('delete from webhook_subscription');
    await create(platform, { url: endpoint.url }, READERS[1]);
    endpoint.answerWith([410]);
    await happen(db.dataSource, 12);
    await drainJobs(platform);
    for (const [viewer, seen] of [[READERS[1], 1], [READERS[2], 0], [READERS[3], 0]] as const) {
      expect(await tasks(viewer)).toHaveLength(seen);
    } // prettier-ignore
  });
});

test('what has ended is kept for ninety days, and what is still to be sent for as long as it takes', async () => {
  for (const [number, days] of [[1, 91], [2, 89], [3, 200]] as const) {
    await happen(db.dataSource, number);
    if (number < 3) await drainJobs(platform);
    await db.dataSource.query(
      `update webhook_delivery set created_at = timestamptz '2026-06-01 12:00Z' - $1 * interval '1 day'
       where seq = (select max(seq) from webhook_delivery)`,
      [days],
    );
  } // prettier-ignore
  await watchWebhooks(platform, isoDate('2026-06-01'), isoDate('2026-06-01'));
  expect((await deliveries()).map(({ status }) => String(status))).toEqual(['PENDING', 'DELIVERED']);
});

test('a subscription shapes what it is told, within its rights', async () => {
  await db.dataSource.query('delete from webhook_subscription');
  const selection =
    '{ type case { reference debtor { name } balance { outstanding { amount currency } } routing { partner { name } } } }';
  const made = await create(platform, {
    url: endpoint.url,
    selection,
    creditorId: `Creditor:${creditorKey(1)}`,
    types: ['resumed'],
  });
  expect(made).toMatchObject({ subscription: { owner: 'CREDITOR', selection }, userErrors: [] });
  // Cases 3, 6, … are creditor 1's.
  for (const number of [1, 2, 3]) await happen(db.dataSource, number);
  await happen(db.dataSource, 3, 'paused', { reason: 'no such kind' });
  await drainJobs(platform);
  expect(endpoint.received.map(({ body }) => (JSON.parse(body) as { data: unknown }).data)).toEqual([
    {
      type: 'resumed',
      case: {
        reference: 'F-2026-0000003',
        debtor: { name: expect.any(String) as string },
        balance: { outstanding: { amount: expect.stringMatching(/^\d+\.\d\d$/) as string, currency: 'EUR' } },
        routing: { partner: { name: expect.any(String) as string } },
      },
    },
  ]);
});

test('a test message tells of nothing', async () => {
  const sent = await ask(
    platform,
    `mutation ($id: ID!) { sendTestWebhook(subscriptionId: $id) { delivery { type status } userErrors { code } } }`,
    { id: subscription },
  );
  expect(sent['sendTestWebhook']).toEqual({
    delivery: { type: 'no.fordring.webhook.test', status: 'PENDING' },
    userErrors: [],
  });
  await drainJobs(platform);
  expect(new Webhook(secret).verify(endpoint.received[0]!.body, endpoint.received[0]!.headers)).toMatchObject({
    type: 'no.fordring.webhook.test',
    data: { message: 'This is a test.' },
  });
});

test('after a rotation both secrets verify, and at once the new one alone where there is no overlap', async () => {
  const rotate = async (overlapHours: number): Promise<string> => {
    const answer = await ask(
      platform,
      `mutation ($id: ID!, $hours: Int!) { rotateWebhookSecret(subscriptionId: $id, overlapHours: $hours) { secret userErrors { code } } }`,
      { id: subscription, hours: overlapHours },
    );
    return String(answer['rotateWebhookSecret']!['secret']);
  };
  const accepts = (key: string): boolean => {
    const { body, headers } = endpoint.received.at(-1)!;
    try {
      new Webhook(key).verify(body, headers);
      return true;
    } catch {
      return false;
    }
  };
  const second = await rotate(24);
  await happen(db.dataSource, 1);
  await drainJobs(platform);
  expect([secret, second].map(accepts)).toEqual([true, true]);
  const third = await rotate(0);
  await happen(db.dataSource, 1);
  await drainJobs(platform);
  expect([secret, second, third].map(accepts)).toEqual([false, false, true]);
});

test('a running worker delivers by itself', async () => {
  const received = new Promise<void>((resolve) => {
    const { push } = endpoint.received;
    endpoint.received.push = (...items) => {
      endpoint.received.push = push;
      resolve();
      return push.apply(endpoint.received, items);
    };
  });
  const worker = await startWorker(platform);
  await happen(db.dataSource, 1);
  await received;
  await worker.stop();
  expect((await deliveries())[0]).toMatchObject({ status: 'DELIVERED' });
});
