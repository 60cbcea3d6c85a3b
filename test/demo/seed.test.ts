import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SandboxClock } from '../../src/clock.js';
import { seedDemo } from '../../src/demo/seed.js';
import { isoDate } from '../../src/domain/date.js';
import { partnerNetworks } from '../../src/partners/index.js';
import { startPartnerSandbox, type PartnerSandbox } from '../../src/partners/sandbox-server.js';
import type { Platform } from '../../src/platform.js';
import { useDatabase } from '../setup/database.js';
import { testPlatform } from '../setup/platform.js';

const TODAY = isoDate('2026-11-22');

const db = useDatabase();
let agency: PartnerSandbox;
let letters: string;
let platform: Platform & { readonly clock: SandboxClock };
beforeAll(async () => {
  letters = mkdtempSync(join(tmpdir(), 'fordring-letters-'));
  agency = await startPartnerSandbox({ port: 0, stateFile: null, webhook: null });
  platform = await testPlatform(db.dataSource, {
    on: TODAY,
    networks: partnerNetworks({ sandboxUrl: agency.url, secret: Buffer.alloc(32, 7) }),
    delivery: { spoolDirectory: letters },
  });
});
afterAll(async () => {
  await agency.stop();
  rmSync(letters, { recursive: true, force: true });
});

const rowsOf = <Row>(sql: string): Promise<Row[]> => db.dataSource.query(sql);
const caseCount = async () => (await rowsOf<{ count: number }>('select count(*)::int from collection_case'))[0]!.count;

test('a year of history is told once, also where it was cut short', async () => {
  const lines: string[] = [];
  const stopInMarch = (line: string): void => {
    lines.push(line);
    if (line.startsWith('2026-03:')) throw new Error('stopped');
  };
  await expect(seedDemo(platform, stopInMarch)).rejects.toThrow('stopped');
  const halfWay = await caseCount();
  expect(platform.clock.today() < TODAY).toBe(true);

  const access = await seedDemo(platform, (line) => void lines.push(line));
  expect(platform.clock.today()).toBe(TODAY);
  expect(await caseCount()).toBeGreaterThan(halfWay);
  expect(access.map(({ viewer }) => viewer.roles.join())).toEqual([
    'AGENT',
    'CREDITOR',
    'CREDITOR',
    'PARTNER',
    'ANALYST',
  ]);

  // One case came too early and was taken later; another was never taken.
  const refusals = lines.filter((line) => line.includes('is refused'));
  expect(refusals.map((line) => /register (\S+) is refused: (\w+)/.exec(line)?.slice(1))).toEqual([
    ['TOO-EARLY', 'TOO_EARLY'],
    ['TIME-BARRED', 'TIME_BARRED'],
  ]);
  const numbers = await rowsOf<{ number: string }>(
    `select invoice_number as number from claim where invoice_number in ('TOO-EARLY', 'TIME-BARRED')`,
  );
  expect(numbers).toEqual([{ number: 'TOO-EARLY' }]);

  const told = lines.length;
  const cases = await caseCount();
  expect(await seedDemo(platform, (line) => void lines.push(line))).toEqual(access);
  expect(lines).toHaveLength(told);
  expect(await caseCount()).toBe(cases);
}, 180_000);

test('the year shows what the program is for', async () => {
  const ends = await rowsOf<{ end: string }>(
    `select distinct coalesce(close_reason, hold_reason, status) as end from collection_case`,
  );
  expect(ends.map(({ end }) => end)).toEqual(
    expect.arrayContaining(['PAID', 'SETTLED', 'WITHDRAWN', 'DISPUTE_UPHELD', 'UNTRACEABLE', 'DISPUTE', 'PAUSED', 'ACTIVE', 'AWAITING_APPROVAL']),
  ); // prettier-ignore
  const routes = await rowsOf<{ reason: string }>(
    `select distinct candidate->>'reason' as reason from routing_decision, jsonb_array_elements(candidates) candidate`,
  );
  expect(routes.map(({ reason }) => reason)).toEqual(
    expect.arrayContaining([
      'OWN_COUNTRY_MODULE', 'EXCLUSIVE_PARTNER', 'PREFERRED_PARTNER', 'LOWER_SUCCESS_FEE', 'MANUAL_OVERRIDE', 'BELOW_MINIMUM',
      'CURRENCY_NOT_ACCEPTED', 'PARTY_TYPE_NOT_ACCEPTED', 'PARTNER_SUSPENDED', 'LOOP_GUARD', 'NO_ADDRESS', 'NO_ROUTE', 'OUTRANKED',
    ]),
  ); // prettier-ignore
  const networks = await rowsOf<{ network: string; status: string }>(
    `select distinct p.network, r.status from referral r join partner p on p.id = r.partner_id`,
  );
  expect(networks).toEqual(
    expect.arrayContaining([
      { network: 'sandbox', status: 'CLOSED' },
      { network: 'exchange', status: 'SUBMITTED' },
      { network: 'exchange', status: 'NEEDS_INFORMATION' },
    ]),
  );
});

test('the books balance', async () => {
  const receivables = await rowsOf<{ reference: string }>(
    `select c.reference from collection_case c join posting p on p.case_id = c.id group by c.id
     having c.booked_outstanding_minor <> sum(case when p.debit_account like 'receivable:%' then p.amount_minor else 0 end)
       - sum(case when p.credit_account like 'receivable:%' then p.amount_minor else 0 end)
     or (c.status = 'CLOSED' and c.booked_outstanding_minor <> 0)`,
  );
  expect(receivables).toEqual([]);
});

test('a database with data of its own is left alone', async () => {
  await db.dataSource.query('alter table audit disable trigger audit_append_only');
  await db.dataSource.query('delete from audit');
  const before = await caseCount();
  const access = await seedDemo(platform, () => undefined);
  expect(access[0]!.viewer.roles).toEqual(['AGENT']);
  expect(await caseCount()).toBe(before);
});
