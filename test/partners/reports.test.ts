import { addDays, type IsoDate } from '../../src/domain/date.js';
import type { ReferralStatus } from '../../src/domain/facts.js';
import { refused, success } from '../../src/domain/result.js';
import { globalId } from '../../src/graphql/ids.js';
import { applyReports } from '../../src/jobs/partner-reports.js';
import { addJob } from '../../src/jobs/queue.js';
import { reconcile } from '../../src/jobs/reconcile.js';
import { drainJobs } from '../../src/jobs/worker.js';
import { resumeCase } from '../../src/modules/cases/hold.commands.js';
import { answerInquiry } from '../../src/modules/referrals/referral.commands.js';
import { settleTask } from '../../src/modules/tasks/task.commands.js';
import type { PartnerFault, PartnerReport } from '../../src/partners/partner.js';
import { useDatabase } from '../setup/database.js';
import { agent } from '../setup/platform.js';
import { START, useAgency } from './agency.js';
import { caseRow, eventTypes, referralRow } from './referrals.js';

const db = useDatabase();
const drill = useAgency(db);
const { control, submitted } = drill;

const status = (id: string, to: ReferralStatus, on: IsoDate = START): PartnerReport => ({
  kind: 'STATUS',
  id,
  status: to,
  closeReason: to === 'CLOSED' ? 'PAID' : null,
  note: null,
  on,
});
const question = (id: string, text: string): PartnerReport => ({ kind: 'INQUIRY', id, question: text, on: START });
const payment = (id: string, minor: bigint, currency: string, receivedOn: IsoDate = START): PartnerReport => ({
  kind: 'PAYMENT',
  id,
  amount: { minor, currency },
  receivedOn,
});

async function paid(caseId: string): Promise<{ minor: string; on: string }[]> {
  return db.dataSource.query(
    'select amount_minor::text as minor, received_on as on from payment where case_id = $1 order by id',
    [caseId],
  );
}

test('what nobody can store keeps nothing else from being heard, and is for a person', async () => {
  const faults: unknown[] = [];
  const [bad, ...good] = [await submitted(), await submitted(), await submitted()];
  for (const { reference } of good)
    await control('POST', `cases/${reference}/payment`, { received: { amount: '400.00', currency: 'EUR' } });
  const platform = {
    ...drill.withNetwork({
      fetchReports: async (reference, on) =>
        reference === bad.reference
          ? success([payment('1', 100n, 'EUR'), question('2', 'a\u0000b')])
          : drill.network.fetchReports(reference, on),
    }),
    onFault: (error: unknown) => void faults.push(error),
  };
  await reconcile(platform, START);
  for (const { caseId } of good) expect(await paid(caseId)).toEqual([{ minor: '40000', on: START }]);
  expect(await paid(bad.caseId)).toEqual([{ minor: '100', on: START }]);
  expect(
    await db.dataSource.query(
      `select subject from task where referral_id = $1 and kind = 'REPORT_UNREADABLE' and closed_on is null`,
      [bad.referralId],
    ),
  ).toEqual([{ subject: '2' }]);
  // The totals differ by the payment that the agency knows nothing of, so it is heard once more.
  expect(faults).toHaveLength(2);
});

test('what the sandbox agency writes is taken in with what cannot be stored marked, and cut', async () => {
  const { reference, referralId, caseId } = await submitted();
  await control('POST', `cases/${reference}/question`, { question: `a\u0000b\ud800c\n${'x'.repeat(3_000)}` });
  await control('POST', `cases/${reference}/status`, { status: 'paused', note: '\u0000' });
  await control('POST', `cases/${reference}/payment`, { received: { amount: '400.00', currency: 'EUR' } });
  await reconcile(drill.platform, START);
  const rows: { question: string }[] = await db.dataSource.query(
    'select question from inquiry where referral_id = $1',
    [referralId],
  );
  expect(rows[0]!.question).toMatch(/^a\uFFFDb\uFFFDc\nx+…$/);
  expect(rows[0]!.question).toHaveLength(2_000);
  expect(await referralRow(db.dataSource, referralId)).toMatchObject({ status: 'ON_HOLD' });
  expect(await paid(caseId)).toHaveLength(1);
});

test('money in another currency holds the case, and its closing, until somebody has looked', async () => {
  const { referralId, caseId } = await submitted();
  const { platform } = drill;
  const said = [
    payment('p1', 100_000n, 'USD'),
    status('s1', 'CLOSED'),
    payment('p2', 2_500n, 'EUR'),
    status('s2', 'ACTIVE'),
  ];
  for (let times = 0; times < 2; times += 1) await applyReports(platform, referralId, said, START);
  expect(await caseRow(db.dataSource, caseId)).toMatchObject({
    status: 'ON_HOLD',
    hold_reason: 'MISSING_INFORMATION',
    // 1 000,00 less the 25,00 in euro.
    booked_outstanding_minor: '97500',
  });
  expect(await eventTypes(db.dataSource, caseId)).toEqual(['referralSubmitted', 'paymentNotBooked', 'paymentReceived']);
  expect(await referralRow(db.dataSource, referralId)).toMatchObject({ status: 'SUBMITTED' });

  expect((await resumeCase(platform, agent, globalId('Case', caseId))).ok).toBe(true);
  // Nor has it told of enough to be believed that it is paid: whoever resumed it takes its word for that too.
  await applyReports(platform, referralId, said, addDays(START, 1));
  const [task] = await db.dataSource.query(`select id from task where referral_id = $1 and kind = 'CLOSED_UNPAID'`, [
    referralId,
  ]);
  const settled = { id: globalId('Task', task.id as string), note: 'The dollars were worth it.' };
  expect((await settleTask(platform, agent, settled)).ok).toBe(true);
  await applyReports(platform, referralId, said, addDays(START, 1));
  expect(await caseRow(db.dataSource, caseId)).toMatchObject({ status: 'CLOSED', close_reason: 'SETTLED' });
  expect(await referralRow(db.dataSource, referralId)).toMatchObject({ status: 'CLOSED' });
});

test('money that came in tomorrow, where the partner is, is booked today and closes the case', async () => {
  const { referralId, caseId } = await submitted();
  await applyReports(drill.platform, referralId, [payment('p1', 100_000n, 'EUR', addDays(START, 1))], START);
  expect(await paid(caseId)).toEqual([{ minor: '100000', on: START }]);
  expect(await caseRow(db.dataSource, caseId)).toMatchObject({ status: 'CLOSED', close_reason: 'PAID' });
});

test('a status that moved nothing when it was said moves nothing later', async () => {
  const { referralId } = await submitted();
  const { platform } = drill;
  // The question makes it NEEDS_INFORMATION; the partner's own word for that comes after it and changes nothing.
  const said = [status('1', 'ACTIVE'), question('2', 'Which contract?'), status('3', 'NEEDS_INFORMATION')];
  await applyReports(platform, referralId, said, START);
  const [inquiry]: { id: string }[] = await db.dataSource.query('select id from inquiry where referral_id = $1', [
    referralId,
  ]);
  const answer = { inquiryId: globalId('Inquiry', inquiry!.id), answer: 'The one enclosed.' };
  expect((await answerInquiry(platform, agent, answer)).ok).toBe(true);
  await applyReports(platform, referralId, said, addDays(START, 1));
  expect(await referralRow(db.dataSource, referralId)).toMatchObject({ status: 'ACTIVE' });
  await applyReports(platform, referralId, [...said, status('4', 'NEEDS_INFORMATION')], addDays(START, 1));
  expect(await referralRow(db.dataSource, referralId)).toMatchObject({ status: 'NEEDS_INFORMATION' });
});

describe('a webhook whose case cannot be asked after', () => {
  async function waiting(fault: PartnerFault): Promise<{ attempt: number; waitMs: number }[]> {
    const { reference } = await submitted();
    const platform = drill.withNetwork({ fetchReports: async () => refused(fault) });
    const payload = { network: 'sandbox', externalReference: reference, attempt: 3 };
    await addJob(db.dataSource, { name: 'readWebhook', payload });
    await drainJobs(platform);
    return db.dataSource.query(
      `select (payload->>'attempt')::integer as attempt, (extract(epoch from run_at - created_at) * 1000)::integer as "waitMs"
       from graphile_worker._private_jobs where key = $1`,
      [`readWebhook:sandbox:${reference}`],
    );
  }

  test('is asked after again, less and less often', async () => {
    const jobs = await waiting({ code: 'BAD_ANSWER', retry: true, detail: 'a proxy' });
    // Four failures: 5 s doubled three times is 40 s, of which the wait is the upper half.
    expect(jobs).toMatchObject([{ attempt: 4 }]);
    expect(jobs[0]!.waitMs).toBeGreaterThan(19_000);
    expect(jobs[0]!.waitMs).toBeLessThan(41_000);
  });

  test('is left to reconciliation where trying again cannot help', async () => {
    expect(await waiting({ code: 'NOT_FOUND', retry: false, detail: '404' })).toEqual([]);
  });
});
