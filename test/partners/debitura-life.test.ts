import { addDays, type IsoDate } from '../../src/domain/date.js';
import { reconcile } from '../../src/jobs/reconcile.js';
import { drainJobs } from '../../src/jobs/worker.js';
import { addJob } from '../../src/jobs/queue.js';
import { receiveWebhook } from '../../src/modules/referrals/webhook.js';
import { useDatabase } from '../setup/database.js';
import { testPlatform } from '../setup/platform.js';
import { withShared } from '../setup/shared.js';
import { START } from './agency.js';
import { DEBITURA_FILE, startDebitura, type DebituraAgency } from './debitura-agency.js';
import { addPartner, caseRow, eventTypes, handOver, referralRow, type Handover } from './referrals.js';

withShared(DEBITURA_FILE).describe('a case at the Debitura network, by our jobs', () => {
  const db = useDatabase();
  let agency: DebituraAgency;
  let platform: Awaited<ReturnType<typeof testPlatform>>;
  let handover: Handover;
  let reference: string;
  beforeEach(async () => {
    agency = await startDebitura(DEBITURA_FILE);
    platform = await testPlatform(db.dataSource, { on: START, networks: { debitura: agency.network } });
    handover = await handOver(db.dataSource, await addPartner(db.dataSource, 'debitura'), { on: START });
    // Its first answer is lost: handed over again, it is still one case.
    agency.server.faults.push('lost answer');
    await doEverything();
    await doEverything();
    reference = (await referral()).external_reference!;
  });
  afterEach(async () => {
    await agency.stop();
    expect(agency.server.violations).toEqual([]);
  });

  async function doEverything(): Promise<void> {
    await db.dataSource.query('update graphile_worker._private_jobs set run_at = now()');
    await drainJobs(platform);
  }
  const referral = async () =>
    (await referralRow(db.dataSource, handover.referralId)) as Awaited<ReturnType<typeof referralRow>> & {
      phase: string | null;
    };
  const outstanding = async () => (await caseRow(db.dataSource, handover.caseId)).booked_outstanding_minor;
  async function askedOn(day: IsoDate): Promise<void> {
    await platform.clock.moveTo(db.dataSource, day);
    await reconcile(platform, day);
  }
  async function webhook(id: string, classification?: string): Promise<number> {
    const body = agency.webhook({ id, caseId: reference, ...(classification && { classification }) });
    const seconds = 1_780_000_000;
    return receiveWebhook(platform, 'debitura', agency.sign(body, seconds), body, seconds * 1000);
  }

  test('is handed over once, worked, paid, paid back and closed', async () => {
    expect(agency.cases.size).toBe(1);
    expect(await referral()).toMatchObject({ status: 'SUBMITTED', attempts: 2 });

    agency.move(reference, 'Active');
    agency.enter(reference, 'Legal');
    const paid = agency.pay(reference, '400.00');
    // A test of theirs is answered, and asks for nothing.
    expect(await webhook('evt-test', 'test')).toBe(202);
    await doEverything();
    expect(await referral()).toMatchObject({ status: 'SUBMITTED' });
    expect(await webhook('evt-1')).toBe(202);
    expect(await webhook('evt-1')).toBe(202);
    await doEverything();
    expect(await referral()).toMatchObject({ status: 'ACTIVE', phase: 'LEGAL', last_error: null });
    expect(await outstanding()).toBe('60000');

    // No event tells of a phase: it is heard by asking, back and forth, whether anything else was said or not.
    for (const [days, word, phase] of [
      [1, 'Pre-legal', 'AMICABLE'],
      [2, 'Legal', 'LEGAL'],
    ] as const) {
      agency.enter(reference, word);
      await askedOn(addDays(START, days));
      expect(await referral()).toMatchObject({ phase });
    }

    agency.deletePayment(reference, paid);
    agency.move(reference, 'Paused');
    await askedOn(addDays(START, 3));
    expect(await referral()).toMatchObject({ status: 'ON_HOLD', last_error: null });
    expect(await outstanding()).toBe('100000');

    agency.move(reference, 'Closed', 'Something new');
    await askedOn(addDays(START, 4));
    expect(await referral()).toMatchObject({ status: 'ON_HOLD' });
    agency.move(reference, 'Closed', 'Debtor Untraceable');
    await askedOn(addDays(START, 5));
    expect(await referral()).toMatchObject({ status: 'CLOSED' });
    expect(await caseRow(db.dataSource, handover.caseId)).toMatchObject({
      status: 'CLOSED',
      close_reason: 'UNTRACEABLE',
    });
  });

  test('is taken back by a message and a person', async () => {
    const { referralId, caseId } = handover;
    await addJob(db.dataSource, { name: 'withdrawReferral', payload: { referralId, reason: 'Moved home.' } });
    await doEverything();
    expect(agency.cases.get(reference)!.chats).toMatchObject([{ message: expect.stringContaining('Moved home.') }]);
    expect(await eventTypes(db.dataSource, caseId)).toContain('referralUnsettled');
    expect((await referral()).last_error).toMatch(/^UNSUPPORTED: /);
    expect((await referral()).released_at).toBeNull();
  });
});
