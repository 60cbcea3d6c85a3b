import { addDays, type IsoDate } from '../../src/domain/date.js';
import { reconcile } from '../../src/jobs/reconcile.js';
import { drainJobs } from '../../src/jobs/worker.js';
import { addJob } from '../../src/jobs/queue.js';
import { receiveWebhook } from '../../src/modules/referrals/webhook.js';
import { useDatabase } from '../setup/database.js';
import { agent, testPlatform } from '../setup/platform.js';
import { withShared } from '../setup/shared.js';
import { START } from './agency.js';
import { DEBITURA_FILE, startDebitura, type DebituraAgency } from './debitura-agency.js';
import { ask } from './graph.js';
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

  const tasks = (kind: string): Promise<{ subject: string; params: Record<string, string>; closed: boolean }[]> =>
    db.dataSource.query(
      `select subject, params, closed_on is not null as closed from task where referral_id = $1 and kind = $2 order by id`,
      [handover.referralId, kind],
    );

  test('has the documents that they put to it, each fetched once; what cannot be kept is for a person', async () => {
    const [ruling, list] = [Buffer.from('%PDF-1.7 ruling'), Buffer.from('a list')];
    agency.upload(reference, 'ruling.pdf', ruling);
    const spreadsheet = agency.upload(reference, 'list.xls', list);
    for (const days of [1, 2]) {
      await askedOn(addDays(START, days));
      await doEverything();
    }
    const kept = await db.dataSource.query(
      'select direction, file_name, media_type, content, told_at is not null as told from referral_document where referral_id = $1',
      [handover.referralId],
    );
    expect(kept).toEqual([
      {
        direction: 'FROM_PARTNER',
        file_name: 'ruling.pdf',
        media_type: 'application/pdf',
        content: ruling,
        told: true,
      },
    ]);
    expect(
      (await eventTypes(db.dataSource, handover.caseId)).filter((type) => type === 'documentReceived'),
    ).toHaveLength(1);
    expect(await tasks('DOCUMENT_NOT_FETCHED')).toMatchObject([
      {
        subject: spreadsheet,
        params: { fileName: 'list.xls', problem: 'Files of this type are not taken.' },
        closed: false,
      },
    ]);
    expect([...agency.server.beside.values()].map(({ asked }) => asked.length)).toEqual([1, 1]);
  });

  test('paid to the creditor leaves a task for each payment, until as much is recorded', async () => {
    const ids = ['250.00', '250.00'].map((amount) => agency.pay(reference, amount, 'EUR', 'Creditor'));
    const record = `mutation ($input: RecordPaymentInput!) { recordPayment(input: $input) { userErrors { message } } }`;
    const input = {
      caseId: `Case:${handover.caseId}`,
      amount: { amount: '250.00', currency: 'EUR' },
      receivedOn: START,
    };
    const open = async () =>
      (await tasks('PAID_TO_CREDITOR')).filter(({ closed }) => !closed).map(({ subject }) => subject);
    await askedOn(addDays(START, 1));
    expect((await open()).sort()).toEqual([...ids].sort());
    expect((await tasks('PAID_TO_CREDITOR'))[0]!.params).toMatchObject({ amount: '250.00 EUR', on: '2026-05-20' });
    // Nobody has booked it, and it is no difference in what the agency has collected.
    expect([await outstanding(), await tasks('TOTALS_DIFFER')]).toEqual(['100000', []]);
    for (const left of [1, 0]) {
      expect((await ask(platform, agent, record, { input }))['recordPayment']).toEqual({ userErrors: [] });
      await askedOn(addDays(START, 3 - left));
      expect(await open()).toHaveLength(left);
    }
    expect(await outstanding()).toBe('50000');
  });

  test('that lacks what they need goes to a person, who is told what it is, and is not tried again', async () => {
    const { caseId, referralId } = await handOver(db.dataSource, handover.partnerId, { on: START, previewed: false });
    // Another agency could have it: it would lack the same, or is to be chosen by whoever knows that it does not.
    await addPartner(db.dataSource, 'exchange');
    const region = (value: string) => db.dataSource.query(
      `update debtor set country = 'US', address = address || jsonb_build_object('country', 'US', 'region', $2::text)
       where id = (select debtor_id from collection_case where id = $1)`,
      [caseId, value],
    ); // prettier-ignore
    await region('');
    await doEverything();
    expect(agency.cases.size).toBe(1);
    const row = await referralRow(db.dataSource, referralId);
    expect(row).toMatchObject({ status: 'FAILED', attempts: 0, unanswered: 0 });
    expect(row.last_error).toMatch(/^INCOMPLETE: debtor\.address\.region is missing/);
    expect(await caseRow(db.dataSource, caseId)).toMatchObject({ route_kind: 'MANUAL_REVIEW', referral_id: null });
    const [told]: { reason: string }[] = await db.dataSource.query(
      `select params->>'reason' as reason from case_event where case_id = $1 and type = 'manualReview'`,
      [caseId],
    );
    expect(told!.reason).toMatch(/^debtor\.address\.region is missing/);
    expect(await db.dataSource.query(`select from graphile_worker._private_jobs`)).toEqual([]);

    // Completed, it is handed over by hand to the same agency, and arrives.
    await region('TX');
    const again = `mutation ($case: ID!, $to: ID!) { rerouteCase(caseId: $case, partnerId: $to, reason: "State added") { userErrors { message } } }`;
    const input = { case: `Case:${caseId}`, to: `Partner:${handover.partnerId}` };
    await db.dataSource.query(`update partner_coverage set country = 'US' where partner_id = $1`, [handover.partnerId]);
    expect((await ask(platform, agent, again, input))['rerouteCase']).toEqual({ userErrors: [] });
    await doEverything();
    expect([...agency.cases.values()].at(-1)!.sentText).toContain('"stateAlpha2":"TX"');
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
