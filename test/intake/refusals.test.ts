import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execute, parse } from 'graphql';
import { isoDate } from '../../src/domain/date.js';
import type { Refusal } from '../../src/domain/refusal.js';
import { Loaders } from '../../src/graphql/loaders.js';
import { importInvoices } from '../../src/modules/intake/import.commands.js';
import { registerCase, rememberedWorld } from '../../src/modules/intake/register.commands.js';
import type { Platform } from '../../src/platform.js';
import { schema } from '../../src/schema.js';
import { useDatabase } from '../setup/database.js';
import { agent, testPlatform } from '../setup/platform.js';
import { claim, GERMAN, newCreditor, newPartner, request } from './requests.js';

const database = useDatabase();
let platform: Platform;
let creditor: { id: string; key: string };

beforeAll(async () => {
  platform = await testPlatform(database.dataSource);
  creditor = await newCreditor(platform);
  await newPartner(platform, 'German Agency', 'DE', 1000);
});

async function ask(text: string) {
  const contextValue = { platform, viewer: agent, language: 'en', loaders: new Loaders(platform.db, agent) };
  return execute({ schema: await schema(), document: parse(text), contextValue });
}

const refusals = (answer: { ok: boolean; refusal?: readonly Refusal[] }) =>
  (answer.refusal ?? []).map(({ code, text, field }) => [text ?? code, field?.join('.')]);

describe('a due date more than ten years ahead', () => {
  const german = { ...GERMAN, address: { ...GERMAN.address, lines: [...GERMAN.address.lines] }, nationalId: null };
  const euros = (dueDate: string) => [claim({ dueDate: isoDate(dueDate), principal: { amount: '10.00', currency: 'EUR' } })]; // prettier-ignore

  test.each(['9999-12-31', '2036-06-02'])('is refused where partners work: %s', async (dueDate) => {
    const answer = await registerCase(
      platform,
      agent,
      request(creditor.id, { debtor: german, claims: euros(dueDate) }),
    );
    expect(refusals(answer)).toEqual([['INVALID_INPUT', 'claims.0.dueDate']]);
  });

  test('is refused where we do, and so is the time to pay of a letter', async () => {
    const priorNotices = [{ type: 'REMINDER' as const, sentOn: isoDate('2026-05-01'), payBy: isoDate('9999-12-31') }];
    const far = request(creditor.id, { claims: [claim({ dueDate: isoDate('9999-12-31') })] });
    expect(refusals(await registerCase(platform, agent, far))).toEqual([['INVALID_INPUT', 'claims.0.dueDate']]);
    const answer = await registerCase(platform, agent, request(creditor.id, { priorNotices }));
    expect(refusals(answer)).toEqual([['INVALID_INPUT', 'priorNotices.0.payBy']]);
  });

  test('ten years to the day are not', async () => {
    const answer = await registerCase(platform, agent, request(creditor.id, { debtor: german, claims: euros('2036-06-01') })); // prettier-ignore
    expect(refusals(answer).map(([code]) => code)).not.toContain('INVALID_INPUT');
  });

  test('is refused in a preview', async () => {
    const answer = await ask(`{ routePreview(input: { creditorCountry: "NO", debtorCountry: "NO", debtorType: PERSON,
      principal: { amount: "10.00", currency: "NOK" }, dueDate: "2999-12-31" }) { kind } }`);
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: ['input', 'dueDate'] });
  });
});

test('a case is not found by a reference that no case can have', async () => {
  expect(await ask('{ case(reference: "a\\u0000") { id } }')).toEqual({ data: { case: null } });
});

test('a sole trader’s personnummer is masked, a company’s number is not', async () => {
  const swedish = async (nationalId: string) => {
    const debtor = { type: 'COMPANY' as const, country: 'SE', nationalId };
    const claims = [claim({ principal: { amount: '10.00', currency: 'SEK' } })];
    const answer = await registerCase(platform, agent, request(creditor.id, { debtor, claims }));
    if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
    const rows: { national_id_masked: string }[] = await platform.db.query(
      'select d.national_id_masked from debtor d join collection_case c on c.debtor_id = d.id where c.id = $1',
      [answer.value.caseId],
    );
    return rows[0]!.national_id_masked;
  };
  // Valid numbers of rulebook se.md 7.2 and 7.4.
  expect(await swedish('811218-9876')).toBe('********9876');
  expect(await swedish('202100-5448')).toBe('2021005448');
});

test('reading who works cases is not remembered when it failed', async () => {
  const worldOn = rememberedWorld(platform);
  const on = isoDate('2026-06-01');
  const broken = { query: () => Promise.reject(new Error('connection lost')) };
  const { manager } = platform.db;
  const failing = Object.create(manager, { query: { value: broken.query } }) as typeof manager;
  await expect(worldOn(on, failing)).rejects.toThrow('connection lost');
  expect(await worldOn(on, manager)).toMatchObject({ on });
});

describe('the key of an import', () => {
  const invoice = readFileSync(join(process.cwd(), 'test/invoices/fixtures/norwegian-consumer.xml'), 'utf8');
  const numbered = (number: string) => ({ fileName: `${number}.xml`, content: invoice.replace(/<ID>[^<]+</, `<ID>${number}<`).replace(/<PaymentID>[^<]+</, `<PaymentID>${number}<`) }); // prettier-ignore
  const send = (idempotencyKey: string, ...numbers: string[]) =>
    importInvoices(platform, agent, { creditorId: creditor.id, idempotencyKey, files: numbers.map(numbered) });
  const registered = async (...numbers: string[]): Promise<number> =>
    (await platform.db.query('select from claim where invoice_number = any($1)', [numbers]) as unknown[]).length; // prettier-ignore

  test.each(['', ' ', 'a\u0000', 'a\ud800', 'x'.repeat(201)])('is checked before anything is done: %j', async (key) => {
    expect(refusals(await send(key, 'KEY-1'))).toEqual([['INVALID_INPUT', 'idempotencyKey']]);
    expect(refusals(await send(key))).toEqual([['INVALID_INPUT', 'idempotencyKey']]);
    expect(await registered('KEY-1')).toBe(0);
  });

  test('may have two hundred characters', async () => {
    const answer = await send('x'.repeat(200), 'LONG-1', 'LONG-2');
    expect(answer.ok && answer.value.map((file) => file.refusals)).toEqual([[], []]);
    expect(await send('x'.repeat(200), 'LONG-1', 'LONG-2')).toEqual(answer);
  });

  test('of two calls at once with other files, one is carried out whole and the other refused whole', async () => {
    const answers = await Promise.all([send('race', 'RACE-A1', 'RACE-A2'), send('race', 'RACE-B1', 'RACE-B2')]);
    expect(answers.flatMap(refusals)).toEqual([['IDEMPOTENCY_KEY_REUSED', 'idempotencyKey']]);
    const counts = [await registered('RACE-A1', 'RACE-A2'), await registered('RACE-B1', 'RACE-B2')];
    expect(counts.sort()).toEqual([0, 2]);
  });

  test('is free again where no file became a case', async () => {
    const call = { creditorId: creditor.id, idempotencyKey: 'mistake' };
    await importInvoices(platform, agent, { ...call, files: [{ fileName: 'a.xml', content: '<no/>' }] });
    const corrected = await send('mistake', 'MISTAKE-1');
    expect(corrected.ok && corrected.value[0]?.refusals).toEqual([]);
    expect(refusals(await send('mistake', 'MISTAKE-2'))).toEqual([['IDEMPOTENCY_KEY_REUSED', 'idempotencyKey']]);
  });
});
