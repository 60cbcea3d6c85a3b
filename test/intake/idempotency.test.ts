import { registerCase } from '../../src/modules/intake/register.commands.js';
import type { Platform } from '../../src/platform.js';
import { useDatabase } from '../setup/database.js';
import { agent, creditorStaff, testPlatform } from '../setup/platform.js';
import { claim, newCreditor, request, rowCounts } from './requests.js';

const database = useDatabase();
let platform: Platform;
let creditor: { id: string; key: string };

beforeAll(async () => {
  platform = await testPlatform(database.dataSource);
  creditor = await newCreditor(platform);
});

const keyed = (idempotencyKey: string, claims = [claim()]) => request(creditor.id, { idempotencyKey, claims });

test('sent ten times at the same time, a request is carried out once and answered ten times', async () => {
  const before = await rowCounts(platform);
  const same = keyed('ten');
  const answers = await Promise.all(Array.from({ length: 10 }, () => registerCase(platform, agent, same)));
  expect(answers[0]).toMatchObject({ ok: true });
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  expect((await rowCounts(platform))['collection_case']).toBe(before['collection_case']! + 1);
});

test('the order of members does not matter, what is asked does', async () => {
  const first = keyed('order');
  const answer = await registerCase(platform, agent, first);
  const turned = Object.fromEntries(Object.entries(first).reverse()) as typeof first;
  expect(await registerCase(platform, agent, { ...turned, disputed: null })).toEqual(answer);
  expect(await registerCase(platform, agent, keyed('order'))).toMatchObject({
    ok: false,
    refusal: [{ code: 'IDEMPOTENCY_KEY_REUSED', field: ['idempotencyKey'] }],
  });
});

test('a key counts for one client', async () => {
  await registerCase(platform, agent, keyed('mine'));
  expect(await registerCase(platform, creditorStaff(creditor.key), keyed('mine'))).toMatchObject({ ok: true });
});

test('a refused request leaves its key free', async () => {
  expect(await registerCase(platform, agent, keyed('again', []))).toMatchObject({ ok: false });
  expect(await registerCase(platform, agent, keyed('again'))).toMatchObject({ ok: true });
});

test('a key that is none is refused', async () => {
  for (const key of [' ', 'x'.repeat(201), 'a\u0000']) {
    expect(await registerCase(platform, agent, keyed(key))).toMatchObject({
      ok: false,
      refusal: [{ field: ['idempotencyKey'] }],
    });
  }
});
