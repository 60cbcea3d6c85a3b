import { isoDate } from '../../src/domain/date.js';
import { reconcile } from '../../src/jobs/reconcile.js';
import { drainJobs } from '../../src/jobs/worker.js';
import type { PartnerReport } from '../../src/partners/partner.js';
import type { Platform } from '../../src/platform.js';
import { useDatabase } from '../setup/database.js';
import { testPlatform } from '../setup/platform.js';
import { quietNetwork, type QuietNetwork } from './quiet-network.js';
import { addPartner, caseRow, handOver, referralRow } from './referrals.js';

const db = useDatabase();
/** A Monday. */
const START = isoDate('2026-06-01');
const NEXT_DAY = isoDate('2026-06-02');

let network: QuietNetwork;
let platform: Platform;
let faults: unknown[];
beforeEach(async () => {
  await db.dataSource.query('delete from graphile_worker._private_jobs');
  network = quietNetwork();
  faults = [];
  const onFault = (error: unknown): void => void faults.push(error);
  platform = await testPlatform(db.dataSource, { on: START, networks: { quiet: network }, onFault });
});

async function handedOver(partnerId?: string) {
  const handover = await handOver(db.dataSource, partnerId ?? (await addPartner(db.dataSource, 'quiet')), {
    on: START,
  });
  await drainJobs(platform);
  return handover;
}

const openTasks = (referralId: string): Promise<{ kind: string; subject: string; params: Record<string, string> }[]> =>
  db.dataSource.query('select kind, subject, params from task where referral_id = $1 and closed_on is null', [
    referralId,
  ]);
const payment = (id: string, euros: bigint): PartnerReport => {
  return { kind: 'PAYMENT', id, amount: { minor: euros * 100n, currency: 'EUR' }, receivedOn: START };
};

test('a report that cannot be booked hides no other, and is for a person until it can', async () => {
  const { caseReference, caseId, referralId } = await handedOver();
  // The ledger takes no posting of nothing: a cost of 0 is what an adapter must not let through.
  const cost = {
    kind: 'COST', id: 'C-1', amount: { minor: 0n, currency: 'EUR' }, on: START, text: 'Auslagen',
  } as const; // prettier-ignore
  network.reports.set(caseReference, [cost, payment('P-1', 100n)]);
  await reconcile(platform, NEXT_DAY);
  // 1 000,00 less 100,00.
  expect(await caseRow(db.dataSource, caseId)).toMatchObject({ booked_outstanding_minor: '90000' });
  expect(await openTasks(referralId)).toMatchObject([{ kind: 'REPORT_UNREADABLE', subject: 'C-1' }]);
  expect(faults).toHaveLength(1);

  network.reports.set(caseReference, [{ ...cost, amount: { minor: 2_500n, currency: 'EUR' } }, payment('P-1', 100n)]);
  await reconcile(platform, isoDate('2026-06-03'));
  expect((await openTasks(referralId)).filter(({ kind }) => kind === 'REPORT_UNREADABLE')).toEqual([]);
  const charged: unknown = await db.dataSource.query(
    `select amount_minor, currency from posting where case_id = $1 and credit_account = 'partner:charges'`,
    [caseId],
  );
  expect(charged).toEqual([{ amount_minor: '2500', currency: 'EUR' }]);
});

test('an adapter that throws for one case keeps no other from being heard', async () => {
  const [broken, sound] = [await handedOver(), await handedOver()];
  network.reports.set(sound.caseReference, [payment('P-1', 100n)]);
  const { fetchReports } = network;
  network.fetchReports = (reference, on) =>
    reference === broken.caseReference ? Promise.reject(new Error('no such word')) : fetchReports(reference, on);
  await reconcile(platform, NEXT_DAY);
  expect(await caseRow(db.dataSource, sound.caseId)).toMatchObject({ booked_outstanding_minor: '90000' });
  expect(faults.map(String)).toEqual(expect.arrayContaining(['Error: no such word']));
});

test('an answer that will not get better by asking again is for a person, until there is a better one', async () => {
  const { referralId } = await handedOver();
  const { fetchReports } = network;
  network.fetchReports = () =>
    Promise.resolve({ ok: false, refusal: { code: 'NOT_FOUND', retry: false, detail: 'no such case' } });
  await reconcile(platform, NEXT_DAY);
  expect(await openTasks(referralId)).toMatchObject([
    { kind: 'REPORT_UNREADABLE', params: { problem: 'NOT_FOUND: no such case' } },
  ]);
  network.fetchReports = fetchReports;
  await reconcile(platform, isoDate('2026-06-03'));
  expect((await openTasks(referralId)).map(({ kind }) => kind)).not.toContain('REPORT_UNREADABLE');
});

test('a hand-over whose job has failed for good is a task after a day, and is tried again', async () => {
  const partnerId = await addPartner(db.dataSource, 'quiet');
  const { referralId } = await handOver(db.dataSource, partnerId, { on: START });
  await db.dataSource.query('delete from graphile_worker._private_jobs');
  await reconcile(platform, NEXT_DAY);
  expect(await openTasks(referralId)).toEqual([]);
  await reconcile(platform, isoDate('2026-06-03'));
  expect(await openTasks(referralId)).toMatchObject([{ kind: 'HANDOVER_LATE', params: { since: '2026-06-01' } }]);
  await drainJobs(platform);
  expect(await referralRow(db.dataSource, referralId)).toMatchObject({ status: 'SUBMITTED' });
  await reconcile(platform, isoDate('2026-06-03'));
  expect((await openTasks(referralId)).map(({ kind }) => kind)).not.toContain('HANDOVER_LATE');
});

test('the cases of a partner that gives no figures are not all that is ever compared', async () => {
  await handedOver();
  const silent = await addPartner(db.dataSource, 'quiet');
  await db.dataSource.query(
    `insert into referral (id, case_id, creditor_id, partner_id, status, external_reference)
     select gen_random_uuid(), c.id, c.creditor_id, $1, 'CLOSED', 'S-' || n
     from collection_case c, generate_series(1, 1000) n where c.id = (select min(id::text)::uuid from collection_case)`,
    [silent],
  );
  await db.dataSource.query(`update referral set ended_on = $2, heard_on = '2026-06-02' where partner_id = $1`, [
    silent,
    START,
  ]);
  const { caseReference } = await handedOver();
  const asked: string[] = [];
  network.fetchTotals = (reference) => {
    asked.push(reference);
    return Promise.resolve({ ok: false, refusal: { code: 'UNREACHABLE', retry: true, detail: 'nobody there' } });
  };
  await reconcile(platform, NEXT_DAY);
  expect(asked).toContain(caseReference);
});
