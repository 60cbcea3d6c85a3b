import { jurisdictionOf } from '../../src/countries/index.js';
import { globalId } from '../../src/graphql/ids.js';
import { accrue, lockCase } from '../../src/modules/cases/case.record.js';
import { registerCase } from '../../src/modules/intake/register.commands.js';
import { seedExchangeRates, storeExchangeRates } from '../../src/modules/routing/exchange-rates.js';
import { rerouteAfterDecline, rerouteCase } from '../../src/modules/routing/routing.commands.js';
import type { Platform } from '../../src/platform.js';
import { useDatabase } from '../setup/database.js';
import { agent, creditorStaff, testPlatform } from '../setup/platform.js';
import { claim, GERMAN, jobs, newCreditor, newPartner, request } from './requests.js';

const database = useDatabase();
let platform: Platform;
let creditor: { id: string; key: string };
const partners: Record<string, string> = {};

beforeAll(async () => {
  platform = await testPlatform(database.dataSource);
  await seedExchangeRates(platform.db);
  creditor = await newCreditor(platform);
  for (const [name, fee] of [['First', 900], ['Second', 1000], ['Third', 1100]] as const) {
    partners[name] = await newPartner(platform, `${name} Test Agency`, 'DE', fee);
  } // prettier-ignore
});

async function germanCase(): Promise<string> {
  const debtor = { ...GERMAN, nationalId: null, address: { ...GERMAN.address, lines: [...GERMAN.address.lines] } };
  const answer = await registerCase(platform, agent, request(creditor.id, { debtor }));
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return answer.value.caseId;
}

const referrals = async (caseId: string): Promise<[string, string][]> =>
  (await platform.db.query('select partner_id, status from referral where case_id = $1 order by id', [caseId])).map(
    (row: { partner_id: string; status: string }) => [
      Object.keys(partners).find((name) => partners[name] === row.partner_id),
      row.status,
    ],
  );

const decisions = async (caseId: string): Promise<string[]> =>
  (await platform.db.query('select kind from routing_decision where case_id = $1 order by id', [caseId])).map(
    ({ kind }: { kind: string }) => kind,
  );

const decline = (caseId: string, partnerId: string) =>
  platform.db.transaction(async (tx) => {
    const row = (await lockCase(tx, null, caseId))!;
    await tx.query(`update referral set status = 'DECLINED' where id = $1`, [row.referralId]);
    await rerouteAfterDecline(tx, platform, row, partnerId);
  });

test('a declined case goes to the next partner, until a person must look at it', async () => {
  const id = await germanCase();
  for (const name of ['First', 'Second', 'Third']) await decline(id, partners[name]!);
  expect(await referrals(id)).toEqual([['First', 'DECLINED'], ['Second', 'DECLINED'], ['Third', 'DECLINED']]); // prettier-ignore
  expect(await decisions(id)).toEqual(['PARTNER_NETWORK', 'PARTNER_NETWORK', 'PARTNER_NETWORK', 'MANUAL_REVIEW']);
  const [row] = await platform.db.query('select status, route_kind, referral_id from collection_case where id = $1', [
    id,
  ]);
  expect(row).toEqual({ status: 'REGISTERED', route_kind: 'MANUAL_REVIEW', referral_id: null });
  const events: { type: string }[] = await platform.db.query(
    'select type from case_event where case_id = $1 order by seq',
    [id],
  );
  expect(events.map(({ type }) => type)).toEqual([
    'registered', 'routed', 'referralQueued', 'rerouted', 'referralQueued', 'rerouted', 'referralQueued', 'manualReview',
  ]); // prettier-ignore
});

test('a case handler gives a case to another partner; the one that had it is told', async () => {
  const id = await germanCase();
  const partnerId = globalId('Partner', partners['Third']!);
  const input = { caseId: globalId('Case', id), partnerId, reason: 'Local knowledge' };
  expect(await rerouteCase(platform, creditorStaff(creditor.key), input)).toMatchObject({ ok: false });
  expect(await rerouteCase(platform, agent, input)).toEqual({ ok: true, value: id });
  expect(await referrals(id)).toEqual([['First', 'WITHDRAWN'], ['Third', 'QUEUED']]); // prettier-ignore
  const queued = await jobs(platform);
  expect(queued.filter(({ name }) => name === 'withdrawReferral')).toMatchObject([
    { payload: { reason: 'Local knowledge' } },
  ]);
  // It is there already.
  expect(await rerouteCase(platform, agent, input)).toMatchObject({ ok: false, refusal: [{ code: 'INVALID_STATE' }] });
  expect(await decisions(id)).toHaveLength(2);
});

test('a partner that is unknown, or does not work there, gets nothing', async () => {
  const id = globalId('Case', await germanCase());
  const nobody = globalId('Partner', '01890000-0000-7000-8000-000000000000');
  for (const partnerId of [nobody, 'HOME']) {
    expect(await rerouteCase(platform, agent, { caseId: id, partnerId, reason: 'Test' })).toMatchObject({
      ok: false,
      refusal: [{ code: 'NOT_FOUND', field: ['partnerId'] }],
    });
  }
  const french = globalId('Partner', await newPartner(platform, 'French Test Agency', 'FR', 100));
  expect(await rerouteCase(platform, agent, { caseId: id, partnerId: french, reason: 'Test' })).toMatchObject({
    ok: false,
    refusal: [{ code: 'NOT_COVERED', field: ['partnerId'] }],
  });
});

test('a case without an address is taken up once there is one', async () => {
  const answer = await registerCase(platform, agent, request(creditor.id, { debtor: { address: null } }));
  if (!answer.ok) throw new Error('refused');
  const id = answer.value.caseId;
  const [{ payment_reference: before }] = await platform.db.query(
    'select payment_reference from collection_case where id = $1',
    [id],
  );
  await platform.db.query(
    `update debtor set address = '{"lines": ["Prøveveien 1"], "city": "Oslo", "postalCode": "0150", "country": "NO"}'
     where id = (select debtor_id from collection_case where id = $1)`,
    [id],
  );
  expect(await rerouteCase(platform, agent, { caseId: globalId('Case', id), reason: 'Address found' })).toMatchObject({
    ok: true,
  });
  const [row] = await platform.db.query(
    'select status, route_kind, payment_reference from collection_case where id = $1',
    [id],
  );
  expect(row).toMatchObject({ status: 'ACTIVE', route_kind: 'COUNTRY_MODULE' });
  expect(row.payment_reference).not.toBe(before);
  expect(await platform.db.query('select from schedule where case_id = $1', [id])).toHaveLength(1);
});

test('interest is booked once, however often it is asked for', async () => {
  const answer = await registerCase(platform, agent, request(creditor.id, { claims: [claim()] }));
  if (!answer.ok) throw new Error('refused');
  const id = answer.value.caseId;
  const accrueNow = () =>
    platform.db.transaction(async (tx) => {
      const row = (await lockCase(tx, null, id))!;
      return accrue(tx, row, jurisdictionOf('NO'), platform.clock.today());
    });
  const first = await accrueNow();
  expect(first.interest).toBeGreaterThan(0n);
  expect(await accrueNow()).toEqual(first);
  const [row] = await platform.db.query('select booked_outstanding_minor from collection_case where id = $1', [id]);
  expect(BigInt(row.booked_outstanding_minor)).toBe(first.outstanding);
});

test('exchange rates are stored once, and corrected', async () => {
  const day = (rate: string) => `Date,SEK,NOK\n2026-05-29,11.1234,${rate}\n`;
  expect(await storeExchangeRates(platform.db, day('11.5000'))).toEqual({ ok: true, value: 2 });
  expect(await storeExchangeRates(platform.db, day('11.5000'))).toEqual({ ok: true, value: 0 });
  expect(await storeExchangeRates(platform.db, day('11.6000'))).toEqual({ ok: true, value: 1 });
  expect(await storeExchangeRates(platform.db, '<html/>')).toMatchObject({
    ok: false,
    refusal: [{ field: ['content'] }],
  });
});
