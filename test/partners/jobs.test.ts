import { readFileSync } from 'node:fs';
import { addDays, type IsoDate } from '../../src/domain/date.js';
import { refused, success } from '../../src/domain/result.js';
import { backoffMs, callPartner, openMs } from '../../src/jobs/partner-call.js';
import { applyReports } from '../../src/jobs/partner-reports.js';
import { addJob } from '../../src/jobs/queue.js';
import { reconcile } from '../../src/jobs/reconcile.js';
import { drainJobs } from '../../src/jobs/worker.js';
import { receiveWebhook } from '../../src/modules/referrals/webhook.js';
import type { PartnerFault, PartnerReport } from '../../src/partners/partner.js';
import { signWebhook, verifyWebhook } from '../../src/partners/webhook-signature.js';
import type { Platform } from '../../src/platform.js';
import { useDatabase } from '../setup/database.js';
import { withShared } from '../setup/shared.js';
import { START, useAgency, WEBHOOK_SECRET, type AgencyDrill } from './agency.js';
import { addPartner, caseRow, eventTypes, handOver, referralRow } from './referrals.js';

const db = useDatabase();
const drill = useAgency(db);
const { control, casesAtAgency, submitted } = drill;
let platform: AgencyDrill['platform'];
let partnerId: string;
beforeEach(() => ({ platform, partnerId } = drill));

/** Moves the books to a day and hears what the agency has to say by then. */
async function on(day: IsoDate): Promise<void> {
  await platform.clock.moveTo(db.dataSource, day);
  await reconcile(platform, day);
}

test('a queued referral is handed over once, with its reference kept', async () => {
  const { referralId, caseReference, caseId } = await submitted();
  expect(await referralRow(db.dataSource, referralId)).toMatchObject({
    status: 'SUBMITTED',
    attempts: 1,
    last_error: null,
  });
  expect(await casesAtAgency(caseReference)).toHaveLength(1);
  await addJob(db.dataSource, { name: 'submitReferral', payload: { referralId } });
  await drainJobs(platform);
  expect(await casesAtAgency(caseReference)).toHaveLength(1);
  expect(await eventTypes(db.dataSource, caseId)).toEqual(['referralSubmitted']);
});

test('an answer that is lost leads to a later attempt and the same one case', async () => {
  await control('PUT', 'faults', { lostAnswerRate: 1 });
  const handover = await handOver(db.dataSource, partnerId);
  await drainJobs(platform);
  const row = await referralRow(db.dataSource, handover.referralId);
  expect(row).toMatchObject({ status: 'QUEUED', attempts: 1 });
  expect(row.last_error).toMatch(/^UNREACHABLE: /);
  expect(await casesAtAgency(handover.caseReference)).toHaveLength(1);
  await control('PUT', 'faults', {});
  await drill.doEverything();
  expect(await referralRow(db.dataSource, handover.referralId)).toMatchObject({
    status: 'SUBMITTED',
    attempts: 2,
    last_error: null,
  });
  expect(await casesAtAgency(handover.caseReference)).toHaveLength(1);
});

test('a partner that cannot be reached is given up after its last attempt: the case is routed anew and the partner told', async () => {
  await control('PUT', 'faults', { errorRate: 1 });
  const { referralId, caseId, caseReference } = await handOver(db.dataSource, partnerId);
  // Eleven attempts have failed before; the twelfth is the last.
  await addJob(db.dataSource, { name: 'submitReferral', payload: { referralId, attempt: 11 } });
  await drainJobs(platform);
  expect(await referralRow(db.dataSource, referralId)).toMatchObject({ status: 'FAILED' });
  expect(await eventTypes(db.dataSource, caseId)).toContain('referralFailed');
  expect((await caseRow(db.dataSource, caseId)).referral_id).not.toBe(referralId);
  await control('PUT', 'faults', {});
  await drill.doEverything();
  // Whether an attempt had reached it is not known, so it is told to let go of whatever it may have.
  expect((await casesAtAgency(caseReference)).map((each) => each.withdrawnOn)).toContain(START);
});

test('reports are applied once, in whatever order they are read', async () => {
  const { referralId, caseId } = await submitted();
  const reports: PartnerReport[] = [
    { kind: 'STATUS', id: '1', status: 'ACCEPTED', closeReason: null, note: null, on: addDays(START, 1) },
    { kind: 'INQUIRY', id: '2', question: 'Is there a contract?', on: addDays(START, 2) },
    { kind: 'STATUS', id: '3', status: 'ACTIVE', closeReason: null, note: null, on: addDays(START, 3) },
    { kind: 'PAYMENT', id: '4', amount: { minor: 40_000n, currency: 'EUR' }, receivedOn: addDays(START, 4) },
    { kind: 'STATUS', id: '5', status: 'ON_HOLD', closeReason: null, note: null, on: addDays(START, 5) },
  ];
  const today = addDays(START, 5);
  await platform.clock.moveTo(db.dataSource, today);
  for (const many of [5, 2, 1, 5, 3]) await applyReports(platform, referralId, reports.slice(0, many), today);
  expect(await referralRow(db.dataSource, referralId)).toMatchObject({ status: 'ON_HOLD' });
  // 1 000,00 less 400,00.
  expect(await caseRow(db.dataSource, caseId)).toMatchObject({ status: 'ACTIVE', booked_outstanding_minor: '60000' });
  const types = await eventTypes(db.dataSource, caseId);
  expect(types.filter((type) => type === 'paymentReceived')).toHaveLength(1);
  expect(types.filter((type) => type === 'inquiryAsked')).toHaveLength(1);
});

test('a word we do not know changes nothing, least of all into success', async () => {
  const { referralId, reference } = await submitted();
  await control('POST', `cases/${reference}/status`, { status: 'successfully_concluded', outcome: 'paid_in_full' });
  await reconcile(platform, START);
  expect(await referralRow(db.dataSource, referralId)).toMatchObject({ status: 'SUBMITTED' });
});

test('a closed case has its reason: paid is what is paid, and paid it is not while a cent is missing', async () => {
  const whole = await submitted();
  await control('POST', `cases/${whole.reference}/payment`, { received: { amount: '1000.00', currency: 'EUR' } });
  await control('POST', `cases/${whole.reference}/status`, { status: 'closed', outcome: 'paid_in_full' });
  const part = await submitted();
  await control('POST', `cases/${part.reference}/payment`, { received: { amount: '999.99', currency: 'EUR' } });
  await control('POST', `cases/${part.reference}/status`, { status: 'closed', outcome: 'paid_in_full' });
  await reconcile(platform, START);
  expect(await caseRow(db.dataSource, whole.caseId)).toMatchObject({
    status: 'CLOSED',
    close_reason: 'PAID',
    booked_outstanding_minor: '0',
  });
  expect(await caseRow(db.dataSource, part.caseId)).toMatchObject({
    close_reason: null,
    booked_outstanding_minor: '1',
  });
  expect(await referralRow(db.dataSource, part.referralId)).toMatchObject({ status: 'SUBMITTED' });
});

test('money told of after the end is the creditor’s, as far as it came in by then', async () => {
  const { reference, caseId } = await submitted();
  await control('POST', `cases/${reference}/status`, { status: 'closed', outcome: 'no_assets' });
  await control('POST', `cases/${reference}/payment`, { received: { amount: '12.34', currency: 'EUR' } });
  await reconcile(platform, START);
  const sums: { account: string; minor: string }[] = await db.dataSource.query(
    `select credit_account as account, sum(amount_minor)::text as minor from posting where case_id = $1 and debit_account = 'partner:funds' group by 1`,
    [caseId],
  );
  expect(sums).toEqual([{ account: 'receivable:principal', minor: '1234' }]);
});

test('a payment in another currency is not booked, and is seen', async () => {
  const { reference, referralId, caseId } = await submitted();
  await control('POST', `cases/${reference}/payment`, { received: { amount: '10.00', currency: 'SEK' } });
  await reconcile(platform, START);
  expect((await referralRow(db.dataSource, referralId)).last_error).toMatch(/SEK/);
  expect((await caseRow(db.dataSource, caseId)).booked_outstanding_minor).toBe('100000');
});

test('a case that is declined goes elsewhere', async () => {
  const other = await addPartner(db.dataSource, 'exchange');
  const { reference, caseId, referralId } = await submitted();
  await control('POST', `cases/${reference}/status`, { status: 'declined', note: 'Too far away' });
  await reconcile(platform, START);
  expect(await referralRow(db.dataSource, referralId)).toMatchObject({ status: 'DECLINED' });
  const row = await caseRow(db.dataSource, caseId);
  expect(row).toMatchObject({ status: 'REGISTERED', route_kind: 'PARTNER_NETWORK' });
  expect(row.referral_id).not.toBe(referralId);
  expect(other).toBeDefined();
});

test('withdrawing takes the case back from the partner, also where its answer was never heard', async () => {
  const known = await submitted();
  await control('PUT', 'faults', { lostAnswerRate: 1 });
  const unheard = await handOver(db.dataSource, partnerId);
  await drainJobs(platform);
  await control('PUT', 'faults', {});
  for (const { referralId } of [known, unheard]) {
    await addJob(db.dataSource, { name: 'withdrawReferral', payload: { referralId, reason: 'Paid elsewhere.' } });
  }
  await drainJobs(platform);
  for (const each of [known, unheard]) {
    expect(await referralRow(db.dataSource, each.referralId)).toMatchObject({ status: 'WITHDRAWN' });
    expect(await casesAtAgency(each.caseReference)).toMatchObject([{ withdrawnOn: START }]);
  }
});

test('a webhook is answered at once, counts once, and leads to the news', async () => {
  const { reference, referralId } = await submitted();
  await control('POST', `cases/${reference}/status`, { status: 'accepted' });
  const body = JSON.stringify({ type: 'case.updated', timestamp: '2026-06-01T10:00:00Z', data: { reference } });
  const headers = signWebhook(WEBHOOK_SECRET, { id: `msg_${reference}`, timestampSeconds: 1_780_308_000, body });
  const receive = (text: string, nowMs = 1_780_308_000_000) =>
    receiveWebhook(platform, 'sandbox', headers, text, nowMs);
  expect(await receive(body.replace('case.updated', 'case.updates'))).toBe(401);
  expect(await receive(body, 1_780_308_000_000 + 301_000)).toBe(401);
  expect(await receive(body)).toBe(202);
  expect(await referralRow(db.dataSource, referralId)).toMatchObject({ status: 'SUBMITTED' });
  await drainJobs(platform);
  expect(await referralRow(db.dataSource, referralId)).toMatchObject({ status: 'ACCEPTED' });
  expect(await receive(body)).toBe(202);
  const waiting: unknown[] = await db.dataSource.query(
    `select from graphile_worker.jobs where task_identifier = 'readWebhook'`,
  );
  expect(waiting).toHaveLength(0);
  expect(await receiveWebhook(platform, 'exchange', headers, body, 0)).toBe(404);
});

const VECTORS = '../shared/corpus/webhooks/standard-webhooks-vectors.json';

withShared(VECTORS).test(
  'a signed message that is sent again does nothing more while it is fresh, and is refused after that',
  async () => {
    const { sign } = JSON.parse(readFileSync(VECTORS, 'utf8')) as {
      sign: { secret: string; id: string; timestamp: number; payload: string; signature: string }[];
    };
    const [{ secret, id, timestamp, payload, signature }] = sign as [(typeof sign)[0]];
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
    const { reference } = await submitted();
    const network = drill.withNetwork({
      readWebhook(headers, body, nowMs) {
        const verified = verifyWebhook(key, headers, body, nowMs);
        return verified.ok ? success({ messageId: verified.value, externalReference: reference }) : verified;
      },
    });
    const headers = { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signature };
    const receive = (late: number) => receiveWebhook(network, 'sandbox', headers, payload, (timestamp + late) * 1000);
    const trace = async () => {
      const [row] = await db.dataSource.query(
      `select (select count(*)::integer from webhook_message where message_id = $1) as messages,
         (select count(*)::integer from graphile_worker.jobs where task_identifier = 'readWebhook') as jobs`,
      [id],
    ); // prettier-ignore
      return row as { messages: number; jobs: number };
    };
    expect([await receive(0), await trace()]).toEqual([202, { messages: 1, jobs: 1 }]);
    await drainJobs(platform);
    for (const late of [0, 1, 300, -300]) expect([late, await receive(late)]).toEqual([late, 202]);
    expect(await trace()).toEqual({ messages: 1, jobs: 0 });
    // Five minutes are the window, on both sides.
    for (const late of [301, -301, 86_400]) expect([late, await receive(late)]).toEqual([late, 401]);
    // Known and with its body changed it is no more than any other forgery.
    expect(await receiveWebhook(network, 'sandbox', headers, `${payload} `, timestamp * 1000)).toBe(401);
    expect(await trace()).toEqual({ messages: 1, jobs: 0 });
  },
);

test('a year with the agency ends every case, with the money straight', async () => {
  const cases = [];
  for (let index = 0; index < 8; index += 1) cases.push(await submitted(`F-2026-100000${index}-${partnerId}`));
  for (let day = 1; day <= 164; day += 4) {
    await on(addDays(START, day));
    await answerEverything(platform);
  }
  for (const { caseId } of cases)
    expect(await caseRow(db.dataSource, caseId)).toMatchObject({ status: 'CLOSED', booked_outstanding_minor: '0' });
}, 60_000);

async function answerEverything({ db: source }: Platform): Promise<void> {
  const open: { id: string }[] = await source.query('select id from inquiry where answer is null');
  for (const { id } of open) {
    await source.query(`update inquiry set answer = 'Enclosed.', answered_at = now() where id = $1`, [id]);
    await addJob(source, { name: 'answerInquiry', payload: { inquiryId: id } });
  }
  await drainJobs(platform);
}

// 5 s doubled three times is 40 s, of which the wait is the upper half; from the eleventh doubling on it is an hour at most.
test('waits double, are spread, and end at an hour', () => {
  expect(backoffMs(4, 0)).toBe(20_000);
  expect(backoffMs(4, 1)).toBe(40_000);
  expect(backoffMs(12, 1)).toBe(3_600_000);
  // Four failures may be chance; after the fifth it is left alone, longer each time, but never long.
  expect([4, 5, 6, 9, 10, 99].map(openMs)).toEqual([0, 1000, 2000, 16_000, 30_000, 30_000]);
});

test('calls that fail together count up to the opening of the circuit, which stays open for a second', async () => {
  const silence = refused<PartnerFault>({ code: 'UNREACHABLE', retry: true, detail: 'silence' });
  const eightFail = () =>
    Promise.all(Array.from({ length: 8 }, () => callPartner(platform, 'together', 0, () => Promise.resolve(silence))));
  const waitsMs = async () => {
    const next = await callPartner(platform, 'together', 0, () => Promise.resolve(success(null)));
    return next.kind === 'POSTPONED' ? next.waitMs : 0;
  };
  await eightFail();
  // Put off until it closes, and by the wait after a first failure, 2.5 to 5 s; at 8 s for the eighth it would be more than 10 s.
  expect(await waitsMs()).toBeGreaterThanOrEqual(2500);
  expect(await waitsMs()).toBeLessThanOrEqual(6000);
});
