import type { Platform, Viewer } from '../../src/platform.js';
import { publishedKeySet } from '../../src/modules/webhooks/webhook.keys.js';
import { useDatabase } from '../setup/database.js';
import { testPlatform } from '../setup/platform.js';
import { creditorKey, partnerKey, populate, READERS } from '../graph/world.js';
import { AGENT, ask, create, happen, type Row } from './world.js';

const db = useDatabase();
const [, CREDITOR, OTHER_CREDITOR, PARTNER, , ANALYST] = READERS as [Viewer, Viewer, Viewer, Viewer, Viewer, Viewer];
const URL = 'https://93.184.216.34/hooks';
let platform: Platform;

beforeAll(async () => {
  platform = await testPlatform(db.dataSource);
  await populate(db.dataSource, 12);
});
beforeEach(() => db.dataSource.query('delete from webhook_subscription'));

const owners = async (viewer: Viewer): Promise<string[]> =>
  (await ask(platform, '{ webhookSubscriptions { owner } }', {}, viewer))['webhookSubscriptions']!.map(({ owner }) =>
    String(owner),
  );

test('each makes its own, and sees no other', async () => {
  for (const viewer of [AGENT, CREDITOR, PARTNER]) {
    expect((await create(platform, { url: URL }, viewer))['userErrors']).toEqual([]);
  }
  const forPartner = await create(platform, { url: URL, partnerId: `Partner:${partnerKey(2)}` });
  expect(forPartner['subscription']).toMatchObject({ owner: 'PARTNER', partner: { id: `Partner:${partnerKey(2)}` } });
  expect(await owners(AGENT)).toEqual(['AGENCY', 'CREDITOR', 'PARTNER', 'PARTNER']);
  expect(await owners(CREDITOR)).toEqual(['CREDITOR']);
  expect(await owners(OTHER_CREDITOR)).toEqual([]);
  expect(await owners(PARTNER)).toEqual(['PARTNER']);
  await expect(ask(platform, '{ webhookSubscriptions { owner } }', {}, ANALYST)).rejects.toThrow('Only for');
});

test('nobody makes one with the rights of another', async () => {
  const other = { url: URL, creditorId: `Creditor:${creditorKey(2)}` };
  for (const viewer of [CREDITOR, PARTNER]) {
    expect((await create(platform, other, viewer))['userErrors']).toMatchObject([
      { code: 'NOT_FOUND', field: ['creditorId'] },
    ]);
  }
  const both = { ...other, partnerId: `Partner:${partnerKey(1)}` };
  expect((await create(platform, both))['userErrors']).toMatchObject([{ code: 'INVALID_INPUT', field: ['partnerId'] }]);
  const nobody = { url: URL, creditorId: 'Creditor:00000000-0000-7000-8000-000000000000' };
  expect((await create(platform, nobody))['userErrors']).toMatchObject([{ code: 'NOT_FOUND', field: ['creditorId'] }]);
});

test('nobody finds another’s subscription or delivery with a mutation', async () => {
  const id = String((await create(platform, { url: URL }, CREDITOR))['subscription']!['id']);
  await happen(db.dataSource, 3);
  const [{ delivery }] = (await db.dataSource.query(
    `select 'WebhookDelivery:' || id as delivery from webhook_delivery`,
  )) as [{ delivery: string }];
  const before: unknown = await db.dataSource.query('select * from webhook_subscription, webhook_delivery');
  const asked: Readonly<Record<string, string>> = {
    updateWebhookSubscription: `input: { subscriptionId: "${id}", url: "https://93.184.216.35/" }`,
    deleteWebhookSubscription: `subscriptionId: "${id}"`,
    rotateWebhookSecret: `subscriptionId: "${id}"`,
    sendTestWebhook: `subscriptionId: "${id}"`,
    replayWebhookDelivery: `deliveryId: "${delivery}"`,
  };
  for (const [name, args] of Object.entries(asked)) {
    for (const viewer of [OTHER_CREDITOR, PARTNER]) {
      const answer = await ask(platform, `mutation { ${name}(${args}) { userErrors { code } } }`, {}, viewer);
      expect([name, answer[name]]).toEqual([name, { userErrors: [{ code: 'NOT_FOUND' }] }]);
    }
  }
  expect(await db.dataSource.query('select * from webhook_subscription, webhook_delivery')).toEqual(before);
});

test('everything wrong with an input is told at once, with its field', async () => {
  const made = await create(platform, {
    url: 'http://partner.example/',
    types: ['noticeSent', 'somethingElse'],
    selection: '{ nothing }',
    language: 'de',
  });
  expect(made['userErrors']!.map(({ code, field }) => [String(code), field])).toEqual([
    ['INVALID_INPUT', ['url']],
    ['INVALID_INPUT', ['types', '1']],
    ['INVALID_INPUT', ['selection']],
    ['INVALID_INPUT', ['language']],
  ]);
  const inside = await create(platform, { url: 'https://169.254.169.254/latest/meta-data' });
  expect(inside['userErrors']).toEqual([
    { code: 'INVALID_INPUT', field: ['url'], message: '169.254.169.254 is not on the public internet.' },
  ]);
  expect(await owners(AGENT)).toEqual([]);
});

test.each([
  ['{ type case { reference balance { outstanding { amount } } } }', null],
  ['{ ...on CaseEvent { type } }', null],
  ['{ type', 'Syntax Error'],
  ['{ secret }', 'Cannot query field "secret" on type "CaseEvent"'],
  ['{ type } query Other { cases { totalCount } }', 'One selection'],
  ['{ type } fragment Other on Case { id }', 'One selection'],
  ['{ case { events(first: $n) { totalCount } } }', 'Variable "$n" is not defined'],
  ['{ ...Shape }', 'Cannot spread fragment "Shape" within itself'],
  [
    '{ case { events(first: 100) { edges { node { case { events(first: 100) { edges { node { id } } } } } } } } }',
    'It costs',
  ],
  ['{ case { events(first: 101) { totalCount } } }', 'first must be from 0 to 100'],
])('a selection is checked: %s', async (selection, problem) => {
  const { userErrors } = await create(platform, { url: URL, selection });
  if (problem === null) expect(userErrors).toEqual([]);
  else
    expect(userErrors).toMatchObject([{ field: ['selection'], message: expect.stringContaining(problem) as string }]);
});

test('an idempotency key makes one subscription with one secret', async () => {
  const input = { url: URL, idempotencyKey: 'one' };
  const [first, second] = [await create(platform, input), await create(platform, input)];
  expect(second).toEqual(first);
  expect(String(first['secret'])).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(await owners(AGENT)).toHaveLength(1);
});

test('what is left out of an update stays, null gives the default back', async () => {
  const { subscription } = await create(platform, {
    url: URL,
    types: ['closed'],
    selection: '{ type }',
    language: 'fi',
  });
  const update = async (input: object): Promise<Row> =>
    (
      await ask(
        platform,
        `mutation ($input: UpdateWebhookSubscriptionInput!) { updateWebhookSubscription(input: $input) {
           subscription { url types selection language enabled disabledReason } secret userErrors { code } } }`,
        { input: { subscriptionId: subscription!['id'], ...input } },
      )
    )['updateWebhookSubscription']!;
  const was = {
    url: URL,
    types: ['closed'],
    selection: '{ type }',
    language: 'fi',
    enabled: true,
    disabledReason: null,
  };
  expect(await update({})).toEqual({ subscription: was, secret: null, userErrors: [] });
  expect(await update({ types: null, selection: null, enabled: false })).toMatchObject({
    subscription: { ...was, types: null, selection: null, enabled: false, disabledReason: 'BY_HAND' },
  });
});

test('a subscription that is deleted is gone with its log and its keys', async () => {
  const { subscription } = await create(platform, { url: URL });
  await happen(db.dataSource, 1);
  expect((await publishedKeySet(platform, Date.now())).keys.map(({ whpk }) => whpk)).toEqual(
    subscription!['publicKeys'],
  );
  const gone = await ask(
    platform,
    `mutation ($id: ID!) { deleteWebhookSubscription(subscriptionId: $id) { deletedId } }`,
    {
      id: subscription!['id'],
    },
  );
  expect(gone['deleteWebhookSubscription']).toEqual({ deletedId: subscription!['id'] });
  expect(await db.dataSource.query('select from webhook_delivery')).toEqual([]);
  expect(await publishedKeySet(platform, Date.now())).toEqual({ keys: [] });
});

test('the log is read in pages, latest first, and by status', async () => {
  await create(platform, { url: URL });
  for (let count = 0; count < 5; count++) await happen(db.dataSource, 1);
  const page = async (args: string): Promise<Row> =>
    (
      await ask(
        platform,
        `{ webhookSubscriptions { deliveries(${args}) { totalCount pageInfo { hasNextPage hasPreviousPage endCursor startCursor } edges { node { id } } } } }`,
      )
    )['webhookSubscriptions']![0]!['deliveries']!;
  const ids = (from: Row): string[] => from['edges']!.map(({ node }) => String(node!['id']));
  const whole = ids(await page('first: 10'));
  expect(whole).toHaveLength(5);
  const first = await page('first: 2');
  const rest = await page(`first: 3, after: "${first['pageInfo']!['endCursor']}"`);
  expect([...ids(first), ...ids(rest)]).toEqual(whole);
  expect([first['pageInfo']!['hasNextPage'], rest['pageInfo']!['hasNextPage'], rest['pageInfo']!['hasPreviousPage']]).toEqual([
    true, false, true,
  ]); // prettier-ignore
  const back = await page(`last: 2, before: "${rest['pageInfo']!['startCursor']}"`);
  expect(ids(back)).toEqual(ids(first));
  expect(await page('status: [DELIVERED]')).toMatchObject({ totalCount: 0, edges: [] });
});
