import { isoDate, type IsoDate } from '../../src/domain/date.js';
import { refused } from '../../src/domain/result.js';
import { globalId } from '../../src/graphql/ids.js';
import { reconcile } from '../../src/jobs/reconcile.js';
import { drainJobs } from '../../src/jobs/worker.js';
import { answerInquiry } from '../../src/modules/referrals/referral.commands.js';
import { settleTask } from '../../src/modules/tasks/task.commands.js';
import type { PartnerReport } from '../../src/partners/partner.js';
import type { Platform } from '../../src/platform.js';
import { useDatabase } from '../setup/database.js';
import { agent, testPlatform } from '../setup/platform.js';
import { quietNetwork, type QuietNetwork } from './quiet-network.js';
import { addPartner, caseRow, handOver, referralRow, type Handover } from './referrals.js';

const db = useDatabase();
/** A Monday. */
const START = isoDate('2026-06-01');

let network: QuietNetwork;
let platform: Platform;
let handover: Handover;
let reports: PartnerReport[];

beforeEach(async () => {
  await db.dataSource.query('delete from graphile_worker._private_jobs');
  network = quietNetwork();
  platform = await testPlatform(db.dataSource, { on: START, networks: { quiet: network } });
  handover = await handOver(db.dataSource, await addPartner(db.dataSource, 'quiet'), { on: START });
  await drainJobs(platform);
  reports = [];
  network.reports.set(handover.caseReference, reports);
});

interface TaskRow {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly due_on: string;
  readonly opened_on: string;
  readonly closed_on: string | null;
  readonly params: Record<string, string>;
}

const tasks = (): Promise<TaskRow[]> =>
  db.dataSource.query('select * from task where referral_id = $1 order by opened_on, kind', [handover.referralId]);
const openKinds = async () => (await tasks()).filter(({ closed_on }) => closed_on === null).map(({ kind }) => kind);
const on = (day: string): Promise<void> => reconcile(platform, isoDate(day));

function says(report: { status: 'ACCEPTED' | 'ACTIVE' | 'CLOSED' | null; on: string; note?: string }): void {
  const id = `S-${reports.length + 1}`;
  reports.push({ kind: 'STATUS', id, closeReason: null, note: null, ...report, on: isoDate(report.on) });
}

const pays = (id: string, euros: bigint, receivedOn: IsoDate): number =>
  reports.push({ kind: 'PAYMENT', id, amount: { minor: euros * 100n, currency: 'EUR' }, receivedOn });
const booksShow = (euros: bigint, status: 'ACTIVE' | 'CLOSED' | null = 'ACTIVE') =>
  network.totals.set(handover.caseReference, { collected: [{ minor: euros * 100n, currency: 'EUR' }], status });

describe('a partner that is silent', () => {
  test('is flagged once its promise to accept has run out, and no more once it has accepted', async () => {
    // One working day from Monday: Tuesday is the last. Germany has no holiday then.
    await on('2026-06-02');
    expect(await tasks()).toEqual([]);
    await on('2026-06-03');
    await on('2026-06-03');
    expect(await tasks()).toMatchObject([
      { kind: 'PARTNER_SILENT', subject: 'ACCEPT', due_on: '2026-06-02', opened_on: '2026-06-03', closed_on: null },
    ]);
    says({ status: 'ACCEPTED', on: '2026-06-04' });
    await on('2026-06-05');
    expect(await tasks()).toMatchObject([{ kind: 'PARTNER_SILENT', closed_on: '2026-06-05' }]);
  });

  test('has not accepted by asking, and is waited for again once it is answered', async () => {
    reports.push({ kind: 'INQUIRY', id: 'Q-1', question: 'Is there a contract?', on: START });
    await on('2026-06-01');
    await on('2026-06-03');
    // Due on the Wednesday, two working days after it was asked.
    expect(await openKinds()).toEqual(['ANSWER_DUE']);
    const [{ id }] = await db.dataSource.query('select id from inquiry where referral_id = $1', [handover.referralId]);
    await answerInquiry(platform, agent, { inquiryId: globalId('Inquiry', id), answer: 'Yes.' });
    await on('2026-06-02');
    expect(await openKinds()).toEqual([]);
    // Answered on the 1st by the platform's clock: the 2nd is the last day.
    await on('2026-06-03');
    expect((await tasks()).filter(({ closed_on }) => closed_on === null)).toMatchObject([
      { kind: 'PARTNER_SILENT', subject: 'ACCEPT', due_on: '2026-06-02' },
    ]);
  });

  test('is flagged a month after its last word, the poll notwithstanding', async () => {
    says({ status: 'ACTIVE', on: '2026-06-02' });
    await on('2026-06-02');
    await on('2026-07-02');
    expect(await tasks()).toEqual([]);
    await on('2026-07-03');
    expect(await tasks()).toMatchObject([{ subject: 'STATUS', due_on: '2026-07-02' }]);
    expect((await referralRow(db.dataSource, handover.referralId)).status).toBe('ACTIVE');
  });

  test('has the time it was given where that is another', async () => {
    await db.dataSource.query('update partner set accept_within_days = 3 where id = $1', [handover.partnerId]);
    // Thursday 4 June 2026 is Corpus Christi, which is no holiday in the whole of Germany: it counts.
    await on('2026-06-04');
    expect(await tasks()).toEqual([]);
    await on('2026-06-05');
    expect(await tasks()).toMatchObject([{ due_on: '2026-06-04' }]);
  });

  test('is counted in its own country’s working days', async () => {
    await db.dataSource.query(`update partner set country = 'FI' where id = $1`, [handover.partnerId]);
    const midsummer = await handOver(db.dataSource, handover.partnerId, { on: isoDate('2026-06-18') });
    await (
      await testPlatform(db.dataSource, { on: isoDate('2026-06-18') })
    ).clock.moveTo(db.dataSource, isoDate('2026-06-18'));
    await drainJobs({ ...platform, clock: { today: () => isoDate('2026-06-18'), timeOfDay: () => '12:00' } });
    // Midsummer Eve is Friday 19 June 2026: the next working day in Finland is Monday 22 June.
    await on('2026-06-22');
    const of = () => db.dataSource.query('select due_on from task where referral_id = $1', [midsummer.referralId]);
    expect(await of()).toEqual([]);
    await on('2026-06-23');
    expect(await of()).toEqual([{ due_on: '2026-06-22' }]);
  });
});

describe('totals', () => {
  test('that agree are no task, and are asked once a day', async () => {
    says({ status: 'ACTIVE', on: '2026-06-01' });
    pays('P-1', 250n, START);
    booksShow(250n);
    await on('2026-06-01');
    await on('2026-06-01');
    expect(network.asked).toBe(1);
    expect(await tasks()).toEqual([]);
  });

  test('that differ become a task with both figures; nothing is corrected, and the task closes when they agree', async () => {
    says({ status: 'ACTIVE', on: '2026-06-01' });
    pays('P-1', 250n, START);
    booksShow(350n);
    await on('2026-06-01');
    expect(await tasks()).toMatchObject([
      { kind: 'TOTALS_DIFFER', closed_on: null, params: { ours: '250.00 EUR', theirs: '350.00 EUR' } },
    ]);
    const [{ paid }] = await db.dataSource.query('select sum(amount_minor) as paid from payment where case_id = $1', [
      handover.caseId,
    ]);
    expect(paid).toBe('25000');
    pays('P-2', 100n, isoDate('2026-06-02'));
    await on('2026-06-02');
    expect(await tasks()).toMatchObject([{ kind: 'TOTALS_DIFFER', closed_on: '2026-06-02' }]);
  });

  test('that differ only because the partner spoke meanwhile are no task', async () => {
    says({ status: 'ACTIVE', on: '2026-06-01' });
    booksShow(100n);
    const { fetchTotals } = network;
    network.fetchTotals = (...args) => {
      if (network.asked === 0) pays('P-1', 100n, START);
      return fetchTotals.apply(network, args);
    };
    await on('2026-06-01');
    expect(await tasks()).toEqual([]);
    expect(network.asked).toBe(2);
  });

  test('take newer figures into the open task, and leave alone what a person has settled', async () => {
    says({ status: 'ACTIVE', on: '2026-06-01' });
    booksShow(10n);
    await on('2026-06-01');
    booksShow(20n);
    await on('2026-06-02');
    const [task] = await tasks();
    expect(task).toMatchObject({ opened_on: '2026-06-01', params: { ours: '0', theirs: '20.00 EUR' } });
    const settled = await settleTask(platform, agent, { id: globalId('Task', task!.id), note: 'Their fee, in error.' });
    expect(settled.ok).toBe(true);
    await on('2026-06-03');
    expect(await openKinds()).toEqual([]);
    booksShow(30n);
    await on('2026-06-04');
    expect(await openKinds()).toEqual(['TOTALS_DIFFER']);
  });

  test('tell of a case that has ended there and not here', async () => {
    says({ status: 'ACTIVE', on: '2026-06-01' });
    booksShow(0n, 'CLOSED');
    await on('2026-06-01');
    expect(await tasks()).toMatchObject([{ kind: 'STATUS_DIFFERS', params: { ours: 'ACTIVE', theirs: 'CLOSED' } }]);
    says({ status: 'CLOSED', on: '2026-06-02' });
    await on('2026-06-02');
    expect(await openKinds()).toEqual([]);
  });

  test('of a partner that keeps none are not asked again that day, and noted nowhere', async () => {
    await on('2026-06-01');
    await on('2026-06-01');
    expect(network.asked).toBe(1);
    expect((await referralRow(db.dataSource, handover.referralId)).last_error).toBeNull();
  });
});

test('a word we do not know is a task until a known one follows', async () => {
  says({ status: null, on: '2026-06-01', note: 'in Prüfung' });
  await on('2026-06-01');
  expect(await tasks()).toMatchObject([{ kind: 'PHASE_UNKNOWN', params: { note: 'in Prüfung' } }]);
  says({ status: 'ACTIVE', on: '2026-06-02' });
  await on('2026-06-02');
  expect(await openKinds()).toEqual([]);
});

test('an entry that cannot be read hides no other, and is a task with its id until it can', async () => {
  const unreadable = {
    kind: 'UNREADABLE',
    id: 'P-7',
    problem: 'payment: 0 EUR is not an exact amount above zero',
    on: START,
  } as const;
  says({ status: 'ACTIVE', on: '2026-06-01' });
  reports.push(unreadable);
  pays('P-8', 300n, START);
  await on('2026-06-01');
  const row = await referralRow(db.dataSource, handover.referralId);
  expect(row).toMatchObject({ status: 'ACTIVE', last_error: null });
  expect(await tasks()).toMatchObject([
    {
      kind: 'REPORT_UNREADABLE',
      subject: 'P-7',
      due_on: '2026-06-01',
      params: { id: 'P-7', problem: unreadable.problem },
    },
  ]);
  // The partner has mended it, where it stood: it is booked, and nobody is asked any more.
  reports[1] = { kind: 'PAYMENT', id: 'P-7', amount: { minor: 20_000n, currency: 'EUR' }, receivedOn: START };
  await on('2026-06-02');
  expect(await openKinds()).toEqual([]);
  // 1 000,00 less 300,00 and 200,00.
  expect(await caseRow(db.dataSource, handover.caseId)).toMatchObject({ booked_outstanding_minor: '50000' });
});

test('a question is a task until it is answered', async () => {
  says({ status: 'ACTIVE', on: '2026-06-01' });
  reports.push({ kind: 'INQUIRY', id: 'Q-1', question: 'Is there a contract?', on: START });
  await on('2026-06-01');
  expect(await tasks()).toMatchObject([
    { kind: 'ANSWER_DUE', due_on: '2026-06-03', params: { question: 'Is there a contract?' } },
  ]);
  await db.dataSource.query(`update inquiry set answer = 'Yes.', answered_at = now() where referral_id = $1`, [
    handover.referralId,
  ]);
  await on('2026-06-02');
  expect(await openKinds()).toEqual([]);
});

test('what a network has no call for is for a person to tell', async () => {
  says({ status: 'ACTIVE', on: '2026-06-01' });
  reports.push({ kind: 'INQUIRY', id: 'Q-1', question: 'Is there a contract?', on: START });
  await on('2026-06-01');
  network.answerInquiry = () =>
    Promise.resolve(refused({ code: 'UNSUPPORTED', retry: false, detail: 'Answers go by e-mail.' }));
  const [{ id }] = await db.dataSource.query('select id from inquiry where referral_id = $1', [handover.referralId]);
  const answered = await answerInquiry(platform, agent, { inquiryId: globalId('Inquiry', id), answer: 'Yes.' });
  expect(answered.ok).toBe(true);
  await drainJobs(platform);
  const told = (await tasks()).find(({ kind }) => kind === 'PARTNER_TO_BE_TOLD');
  expect(told).toMatchObject({ closed_on: null, params: { told: 'answerInquiry', text: 'Answers go by e-mail.' } });
  expect(platform.texts.translate('en', 'terms:task.PARTNER_TO_BE_TOLD', told!.params)).toMatch(
    /could not be told through its network \(the answer to a question\) .* Answers go by e-mail\.$/,
  );
  await on('2026-06-02');
  expect(await openKinds()).toEqual(['PARTNER_TO_BE_TOLD']);
});

describe('settling a task', () => {
  test('is refused without a note, for one that is not there, and a second time', async () => {
    await on('2026-06-03');
    const [task] = await tasks();
    const id = globalId('Task', task!.id);
    expect(await settleTask(platform, agent, { id, note: ' ' })).toMatchObject({ refusal: [{ field: ['note'] }] });
    expect(await settleTask(platform, agent, { id: globalId('Case', task!.id), note: 'x' })).toMatchObject({
      refusal: [{ code: 'NOT_FOUND', field: ['id'] }],
    });
    expect(await settleTask(platform, agent, { id, note: 'They promised to look.' })).toMatchObject({ ok: true });
    expect(await settleTask(platform, agent, { id, note: 'Again.' })).toMatchObject({
      refusal: [{ code: 'INVALID_STATE', field: ['id'] }],
    });
  });
});
