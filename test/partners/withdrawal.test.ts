import { addDays } from '../../src/domain/date.js';
import { globalId } from '../../src/graphql/ids.js';
import { addJob } from '../../src/jobs/queue.js';
import { reconcile } from '../../src/jobs/reconcile.js';
import { drainJobs } from '../../src/jobs/worker.js';
import { withdrawReferral } from '../../src/jobs/tell-partner.js';
import { withdrawCase } from '../../src/modules/cases/hold.commands.js';
import { settleTask } from '../../src/modules/tasks/task.commands.js';
import { recordPayment } from '../../src/modules/payments/payment.commands.js';
import { acceptReferral, reportReferralPayment } from '../../src/modules/referrals/referral.commands.js';
import { rerouteCase } from '../../src/modules/routing/routing.commands.js';
import { refused } from '../../src/domain/result.js';
import type { PartnerNetwork } from '../../src/partners/partner.js';
import type { Viewer } from '../../src/platform.js';
import { useDatabase } from '../setup/database.js';
import { agent } from '../setup/platform.js';
import { START, useAgency } from './agency.js';
import { addPartner, caseRow, eventTypes, handOver, referralRow } from './referrals.js';

const db = useDatabase();
const drill = useAgency(db);
const { control, casesAtAgency, submitted, doEverything } = drill;

const eur = (amount: string) => ({ amount, currency: 'EUR' });

async function paymentsOf(caseId: string): Promise<{ minor: string; partner: string | null }[]> {
  return db.dataSource.query(
    'select amount_minor::text as minor, referral_id as partner from payment where case_id = $1 order by amount_minor',
    [caseId],
  );
}

async function referralOf(caseId: string): Promise<string> {
  const { referral_id } = await caseRow(db.dataSource, caseId);
  return referral_id!;
}

const rerouteTo = (caseId: string, partnerId: string, platform = drill.platform) =>
  rerouteCase(platform, agent, {
    caseId: globalId('Case', caseId),
    partnerId: globalId('Partner', partnerId),
    reason: 'Another agency is nearer.',
  });

async function waitingJobs(): Promise<string[]> {
  const rows: { name: string }[] = await db.dataSource.query(
    'select task_identifier as name from graphile_worker.jobs order by 1',
  );
  return rows.map(({ name }) => name);
}

const unreachable: Partial<PartnerNetwork> = {
  withdraw: async () => refused({ code: 'NOT_FOUND', retry: false, detail: '404 gone' }),
};

/** A reference whose case waits at the agency for an answer it never gets: nothing is paid but what the test pays. */
const QUIET = 'F-2026-9000001';

test('what a partner owes back of a case is not back because it answers: a person says so, or it does', async () => {
  const { caseId, referralId } = await drill.submitted();
  expect((await rerouteTo(caseId, await addPartner(db.dataSource, 'sandbox'))).ok).toBe(true);
  await drainJobs(drill.platform);
  const owed = async (): Promise<{ id: string; dueOn: string }[]> =>
    db.dataSource.query(
      `select t.id, t.due_on as "dueOn" from task t join referral r on r.id = t.referral_id
       where t.kind = 'DATA_DUE' and t.closed_on is null and r.id = $1 and r.data_returned_on is null`,
      [referralId],
    );
  await reconcile(drill.platform, addDays(START, 1));
  await reconcile(drill.platform, addDays(START, 2));
  // Thirty days from 1 June.
  expect(await owed()).toMatchObject([{ dueOn: '2026-07-01' }]);
  const [task] = await owed();
  const settled = { id: globalId('Task', task!.id), note: 'It came by post.' };
  expect((await settleTask(drill.platform, agent, settled)).ok).toBe(true);
  await reconcile(drill.platform, addDays(START, 3));
  expect(await owed()).toEqual([]);
});

describe('money the partner had collected', () => {
  test('is booked when the case is taken back', async () => {
    const { caseId, reference, referralId } = await submitted();
    await control('POST', `cases/${reference}/payment`, { received: eur('400.00') });
    const withdrawn = await withdrawCase(drill.platform, agent, {
      caseId: globalId('Case', caseId),
      reason: 'Settled.',
    });
    expect(withdrawn.ok).toBe(true);
    await drainJobs(drill.platform);
    expect(await referralRow(db.dataSource, referralId)).toMatchObject({ status: 'WITHDRAWN', ended_on: START });
    expect(await paymentsOf(caseId)).toEqual([{ minor: '40000', partner: referralId }]);
  });

  test('is asked after for sixty days, and told to whoever has the case now', async () => {
    const next = await addPartner(db.dataSource, 'sandbox');
    const { caseId, reference, referralId } = await submitted(QUIET);
    expect((await rerouteTo(caseId, next)).ok).toBe(true);
    await drainJobs(drill.platform);
    const now = await referralOf(caseId);
    expect(await referralRow(db.dataSource, now)).toMatchObject({ status: 'SUBMITTED' });
    await control('POST', `cases/${reference}/payment`, { received: eur('400.00') });
    const told: string[] = [];
    const watched = drill.withNetwork({
      notifyPayment: (at, payment) => {
        told.push(`${at} ${payment.amount.minor}`);
        return drill.network.notifyPayment(at, payment);
      },
    });
    // 31 July is the sixtieth day after 1 June (30 - 1 days of June and 31 of July).
    await reconcile(watched, addDays(START, 60));
    await drainJobs(watched);
    expect(await paymentsOf(caseId)).toEqual([{ minor: '40000', partner: referralId }]);
    expect(told).toEqual([`${(await referralRow(db.dataSource, now)).external_reference} 40000`]);
    await control('POST', `cases/${reference}/payment`, { received: eur('50.00') });
    await reconcile(watched, addDays(START, 61));
    expect(await paymentsOf(caseId)).toHaveLength(1);
  });

  test('is taken from a partner in the graph after the case is somebody else’s, for sixty days', async () => {
    const { platform } = drill;
    const [first, next] = [await addPartner(db.dataSource, 'exchange'), await addPartner(db.dataSource, 'exchange')];
    const handover = await handOver(db.dataSource, first, { on: START });
    await drainJobs(platform);
    const staff: Viewer = { subject: 'staff@first.example', roles: ['PARTNER'], creditorId: null, partnerId: first };
    const referralId = globalId('Referral', handover.referralId);
    expect((await acceptReferral(platform, staff, referralId, 'X-1')).ok).toBe(true);
    expect((await rerouteTo(handover.caseId, next)).ok).toBe(true);
    await drainJobs(platform);
    const payment = { referralId, amount: eur('400.00'), receivedOn: START };
    const reported = await reportReferralPayment(platform, staff, payment);
    // The case is no longer the partner's to see.
    expect(reported).toMatchObject({ ok: true, value: { caseId: null } });
    expect(await paymentsOf(handover.caseId)).toEqual([{ minor: '40000', partner: handover.referralId }]);
    expect(await acceptReferral(platform, staff, referralId, 'X-2')).toMatchObject({
      refusal: [{ code: 'NOT_FOUND' }],
    });
    const stranger = { ...staff, partnerId: await addPartner(db.dataSource, 'exchange') };
    expect(await reportReferralPayment(platform, stranger, payment)).toMatchObject({
      refusal: [{ code: 'NOT_FOUND' }],
    });
    await platform.clock.moveTo(db.dataSource, addDays(START, 61));
    expect(await reportReferralPayment(platform, staff, payment)).toMatchObject({
      refusal: [{ code: 'INVALID_STATE', field: ['referralId'] }],
    });
  });
});

describe('two partners never work one case', () => {
  test('the next one gets it when the last has let it go', async () => {
    const next = await addPartner(db.dataSource, 'sandbox');
    const { caseId, caseReference } = await submitted();
    expect((await rerouteTo(caseId, next)).ok).toBe(true);
    const takeBack = await db.dataSource.query(
      `select payload from graphile_worker._private_jobs where key like 'withdrawReferral:%'`,
    );
    await db.dataSource.query(`delete from graphile_worker._private_jobs where key like 'withdrawReferral:%'`);
    await doEverything();
    expect(await casesAtAgency(caseReference)).toHaveLength(1);
    expect(await referralRow(db.dataSource, await referralOf(caseId))).toMatchObject({ status: 'QUEUED', attempts: 0 });

    await addJob(db.dataSource, { name: 'withdrawReferral', payload: takeBack[0].payload });
    await drainJobs(drill.platform);
    const both = await casesAtAgency(caseReference);
    expect(both.map((each) => each.withdrawnOn)).toEqual([START, null]);
    expect(await referralRow(db.dataSource, await referralOf(caseId))).toMatchObject({ status: 'SUBMITTED' });
  });

  test('where the last cannot be told, a person settles it, and routes the case by hand', async () => {
    const next = await addPartner(db.dataSource, 'sandbox');
    const { caseId, caseReference, referralId } = await submitted();
    const deaf = drill.withNetwork(unreachable);
    expect((await rerouteTo(caseId, next, deaf)).ok).toBe(true);
    const waiting = await referralOf(caseId);
    await doEverything(deaf);
    expect(await caseRow(db.dataSource, caseId)).toMatchObject({ route_kind: 'MANUAL_REVIEW', referral_id: null });
    expect(await referralRow(db.dataSource, waiting)).toMatchObject({ status: 'WITHDRAWN', attempts: 0 });
    expect((await eventTypes(db.dataSource, caseId)).slice(-2)).toEqual(['referralUnsettled', 'manualReview']);
    expect(await casesAtAgency(caseReference)).toHaveLength(1);
    expect((await referralRow(db.dataSource, referralId)).released_at).toBeNull();

    expect((await rerouteTo(caseId, next, deaf)).ok).toBe(true);
    await doEverything(deaf);
    expect(await casesAtAgency(caseReference)).toHaveLength(2);
    expect(await referralRow(db.dataSource, await referralOf(caseId))).toMatchObject({ status: 'SUBMITTED' });
  });

  test('one that was never called, or gave the case back itself, holds nobody up', async () => {
    const next = await addPartner(db.dataSource, 'sandbox');
    const never = await handOver(db.dataSource, drill.partnerId, { on: START });
    expect((await rerouteTo(never.caseId, next)).ok).toBe(true);
    await drainJobs(drill.platform);
    expect(await casesAtAgency(never.caseReference)).toMatchObject([{ withdrawnOn: null }]);

    const declined = await submitted();
    await control('POST', `cases/${declined.reference}/status`, { status: 'declined' });
    await reconcile(drill.platform, START);
    await drainJobs(drill.platform);
    expect(await casesAtAgency(declined.caseReference)).toHaveLength(2);
  });
});

describe('a case that ends before it is handed over', () => {
  test('paid in full: its referral is withdrawn, and no job is left', async () => {
    const { caseId, caseReference, referralId } = await handOver(db.dataSource, drill.partnerId, { on: START });
    const paid = await recordPayment(drill.platform, agent, {
      caseId: globalId('Case', caseId),
      amount: eur('1000.00'),
      receivedOn: START,
    });
    expect(paid.ok).toBe(true);
    await doEverything();
    expect(await referralRow(db.dataSource, referralId)).toMatchObject({ status: 'WITHDRAWN', attempts: 0 });
    expect(await casesAtAgency(caseReference)).toHaveLength(0);
    expect(await waitingJobs()).toEqual([]);
  });

  test('paid in full after an attempt whose answer was lost: the partner is told to let it go', async () => {
    await control('PUT', 'faults', { lostAnswerRate: 1 });
    const { caseId, caseReference, referralId } = await handOver(db.dataSource, drill.partnerId, { on: START });
    await drainJobs(drill.platform);
    await control('PUT', 'faults', {});
    const payment = { caseId: globalId('Case', caseId), amount: eur('1000.00'), receivedOn: START };
    expect((await recordPayment(drill.platform, agent, payment)).ok).toBe(true);
    await doEverything();
    expect(await referralRow(db.dataSource, referralId)).toMatchObject({ status: 'WITHDRAWN' });
    expect(await casesAtAgency(caseReference)).toMatchObject([{ withdrawnOn: START }]);
    expect(await waitingJobs()).toEqual([]);
  });

  test('a withdrawal that a hand-over overtakes is not done before the partner is told', async () => {
    const { caseReference, referralId } = await handOver(db.dataSource, drill.partnerId, { on: START });
    const { platform } = drill;
    // The attempt begins after the withdrawal has looked, and its answer is lost.
    const overtaken = {
      ...platform,
      db: Object.create(platform.db, {
        transaction: {
          value: async (work: never) => {
            await control('PUT', 'faults', { lostAnswerRate: 1 });
            await drainJobs(platform);
            await control('PUT', 'faults', {});
            return platform.db.transaction(work);
          },
        },
      }) as typeof platform.db,
    };
    await withdrawReferral(overtaken, { referralId, reason: 'Settled.' });
    expect(await referralRow(db.dataSource, referralId)).toMatchObject({ status: 'QUEUED', attempts: 1 });
    await db.dataSource.query(`delete from graphile_worker._private_jobs where key like 'submitReferral:%'`);
    await doEverything();
    expect(await referralRow(db.dataSource, referralId)).toMatchObject({ status: 'WITHDRAWN' });
    expect(await casesAtAgency(caseReference)).toMatchObject([{ withdrawnOn: START }]);
  });
});
