import { globalId } from '../../src/graphql/ids.js';
import { drainJobs } from '../../src/jobs/worker.js';
import {
  acceptReferral, answerInquiry, askInquiry, declineReferral, reportReferral, reportReferralPayment,
} from '../../src/modules/referrals/referral.commands.js'; // prettier-ignore
import { answerDueOn } from '../../src/modules/referrals/referral.record.js';
import { referralMayMove, REFERRAL_TRANSITIONS, WITH_PARTNER } from '../../src/domain/referral-life.js';
import { isoDate } from '../../src/domain/date.js';
import type { ReferralStatus } from '../../src/domain/facts.js';
import { exchangeNetwork } from '../../src/partners/exchange.js';
import type { Platform, Viewer } from '../../src/platform.js';
import { useDatabase } from '../setup/database.js';
import { agent, creditorStaff, testPlatform } from '../setup/platform.js';
import { addPartner, caseRow, eventTypes, handOver, referralRow, type Handover } from './referrals.js';

const db = useDatabase();
let platform: Platform;
let partnerId: string;
let partner: Viewer;

const partnerStaff = (id: string): Viewer => ({
  subject: `staff@${id}.example`,
  roles: ['PARTNER'],
  creditorId: null,
  partnerId: id,
});

beforeEach(async () => {
  platform = await testPlatform(db.dataSource, { networks: { exchange: exchangeNetwork } });
  partnerId = await addPartner(db.dataSource, 'exchange');
  partner = partnerStaff(partnerId);
});

/** A case in the graph of its partner, by its global ids. */
async function handedOver(): Promise<Handover & { referral: string }> {
  const handover = await handOver(db.dataSource, partnerId, { on: platform.clock.today() });
  await drainJobs(platform);
  return { ...handover, referral: globalId('Referral', handover.referralId) };
}

const code = (result: { ok: true } | { ok: false; refusal: readonly { code: string; field?: readonly string[] }[] }) =>
  result.ok
    ? 'OK'
    : result.refusal.map((refusal) => `${refusal.code} ${refusal.field?.join('.') ?? ''}`.trim()).join(', ');

test('the table of transitions knows every status, and each can be reached', () => {
  const statuses = Object.keys(REFERRAL_TRANSITIONS) as ReferralStatus[];
  const reached = new Set<ReferralStatus>(['QUEUED', ...Object.values(REFERRAL_TRANSITIONS).flat()]);
  expect([...reached].sort()).toEqual([...statuses].sort());
  for (const status of statuses) expect(referralMayMove({ status, taken: false }, status)).toBe(false);
  for (const status of WITH_PARTNER) expect(referralMayMove({ status, taken: true }, 'WITHDRAWN')).toBe(true);
  for (const status of statuses) expect(referralMayMove({ status, taken: true }, 'ACCEPTED')).toBe(false);
});

test('a partner accepts its own case once, and the case is worked', async () => {
  const { referral, referralId, caseId } = await handedOver();
  expect(await referralRow(db.dataSource, referralId)).toMatchObject({ status: 'SUBMITTED', external_reference: null });
  expect(
    code(await acceptReferral(platform, partnerStaff(await addPartner(db.dataSource, 'exchange')), referral, 'X-1')),
  ).toBe('NOT_FOUND referralId');
  expect(code(await acceptReferral(platform, partner, referral, ' '))).toBe('INVALID_INPUT externalReference');
  expect(code(await acceptReferral(platform, partner, referral, 'X-1'))).toBe('OK');
  expect(await referralRow(db.dataSource, referralId)).toMatchObject({ status: 'ACCEPTED', external_reference: 'X-1' });
  expect(await caseRow(db.dataSource, caseId)).toMatchObject({ status: 'ACTIVE' });
  expect(code(await acceptReferral(platform, partner, referral, 'X-1'))).toBe('INVALID_STATE referralId');
  expect(await eventTypes(db.dataSource, caseId)).toEqual(['referralSubmitted', 'referralAccepted']);
});

test('a case that is declined, for a reason, is somebody else’s at once', async () => {
  const { referral, referralId, caseId } = await handedOver();
  expect(code(await declineReferral(platform, partner, referral, ''))).toBe('INVALID_INPUT reason');
  expect(code(await declineReferral(platform, partner, referral, 'No capacity'))).toBe('OK');
  expect(await referralRow(db.dataSource, referralId)).toMatchObject({ status: 'DECLINED' });
  const row = await caseRow(db.dataSource, caseId);
  expect(row.referral_id).not.toBe(referralId);
  expect(code(await declineReferral(platform, partner, referral, 'No capacity'))).toBe('NOT_FOUND referralId');
});

test('only what the table permits may be reported', async () => {
  const { referral, referralId } = await handedOver();
  const report = async (status: ReferralStatus, more: object = {}) =>
    code(await reportReferral(platform, partner, { referralId: referral, status, ...more }));
  for (const status of ['QUEUED', 'SUBMITTED', 'DECLINED', 'WITHDRAWN', 'FAILED'] as const) {
    expect(await report(status)).toMatch(/^INVALID_STATE status/);
  }
  expect(await report('CLOSED')).toBe('INVALID_INPUT closeReason');
  expect(await report('ACTIVE', { closeReason: 'PAID' })).toBe('INVALID_INPUT closeReason');
  expect(await report('ACTIVE')).toBe('OK');
  expect(await report('ACCEPTED')).toBe('INVALID_STATE status');
  expect(await report('ON_HOLD', { externalReference: 'X-2', note: 'Holiday' })).toBe('OK');
  expect(await referralRow(db.dataSource, referralId)).toMatchObject({ status: 'ON_HOLD', external_reference: 'X-2' });
});

test('a case closed by its partner is closed, for the reason reported', async () => {
  const { referral, caseId } = await handedOver();
  const closed = { referralId: referral, status: 'CLOSED', closeReason: 'INSOLVENT' } as const;
  expect(code(await reportReferral(platform, partner, closed))).toBe('OK');
  expect(await caseRow(db.dataSource, caseId)).toMatchObject({
    status: 'CLOSED',
    close_reason: 'INSOLVENT',
    booked_outstanding_minor: '0',
  });
  expect(code(await reportReferral(platform, partner, closed))).toBe('INVALID_STATE status');
});

test('money is reported once, in the currency of the case, and when it has come in', async () => {
  const { referral, caseId } = await handedOver();
  const pay = async (
    amount: string,
    currency = 'EUR',
    receivedOn = '2026-06-01',
    idempotencyKey: string | null = null,
  ) =>
    code(
      await reportReferralPayment(platform, partner, {
        referralId: referral,
        amount: { amount, currency },
        receivedOn: isoDate(receivedOn),
        idempotencyKey,
      }),
    );
  expect(await pay('10.00', 'SEK')).toBe('CURRENCY_MISMATCH amount.currency');
  expect(await pay('0.00')).toBe('AMOUNT_NOT_POSITIVE amount.amount');
  expect(await pay('10.001')).toBe('INVALID_INPUT amount.amount');
  expect(await pay('10.00', 'EUR', '2026-06-02')).toBe('INVALID_INPUT receivedOn');
  expect(await pay('250.01', 'EUR', '2026-06-01', 'key-1')).toBe('OK');
  expect(await pay('250.01', 'EUR', '2026-06-01', 'key-1')).toBe('OK');
  expect(await pay('250.02', 'EUR', '2026-06-01', 'key-1')).toBe('IDEMPOTENCY_KEY_REUSED idempotencyKey');
  // 1 000,00 less 250,01.
  expect(await caseRow(db.dataSource, caseId)).toMatchObject({
    status: 'REGISTERED',
    booked_outstanding_minor: '74999',
  });
  expect(await pay('749.99')).toBe('OK');
  expect(await caseRow(db.dataSource, caseId)).toMatchObject({
    status: 'CLOSED',
    close_reason: 'PAID',
    booked_outstanding_minor: '0',
  });
});

test('a question is answered once, by the creditor or the agency', async () => {
  const { referral, referralId, creditorId } = await handedOver();
  const ask = { referralId: referral, question: 'Is there a contract?' };
  const first = await askInquiry(platform, partner, ask);
  expect(await askInquiry(platform, partner, ask)).toEqual(first);
  expect(await referralRow(db.dataSource, referralId)).toMatchObject({ status: 'NEEDS_INFORMATION' });
  const inquiryId = globalId('Inquiry', first.ok ? first.value : '');
  const answer = async (viewer: Viewer, text = 'Yes, enclosed.') =>
    code(await answerInquiry(platform, viewer, { inquiryId, answer: text }));
  expect(await answer(creditorStaff(partnerId))).toBe('NOT_FOUND inquiryId');
  expect(await answer(agent, ' ')).toBe('INVALID_INPUT answer');
  expect(await answer(creditorStaff(creditorId))).toBe('OK');
  expect(await answer(agent)).toBe('INVALID_STATE inquiryId');
  expect(await referralRow(db.dataSource, referralId)).toMatchObject({ status: 'SUBMITTED' });
  expect(code(await askInquiry(platform, partner, { referralId: referral, question: '' }))).toBe(
    'INVALID_INPUT question',
  );
});

test('a question does not take the case: asked before, it is taken afterwards, and asked later, it is not taken again', async () => {
  const { referral, referralId, caseId } = await handedOver();
  const asked = async (question: string): Promise<string> => {
    const inquiry = await askInquiry(platform, partner, { referralId: referral, question });
    return globalId('Inquiry', inquiry.ok ? inquiry.value : '');
  };
  const answered = async (inquiryId: string) =>
    code(await answerInquiry(platform, agent, { inquiryId, answer: 'Yes.' }));
  const first = await asked('Is there a contract?');
  expect((await caseRow(db.dataSource, caseId)).status).toBe('REGISTERED');
  expect(await answered(first)).toBe('OK');
  // It may also be taken while the answer is still waited for.
  const second = await asked('Is it signed?');
  expect(code(await acceptReferral(platform, partner, referral, 'X-1'))).toBe('OK');
  expect((await caseRow(db.dataSource, caseId)).status).toBe('ACTIVE');
  expect(await answered(second)).toBe('OK');
  expect(await referralRow(db.dataSource, referralId)).toMatchObject({ status: 'ACCEPTED' });
  const third = await asked('By whom?');
  expect(await referralRow(db.dataSource, referralId)).toMatchObject({ status: 'NEEDS_INFORMATION' });
  expect(code(await acceptReferral(platform, partner, referral, 'X-2'))).toBe('INVALID_STATE referralId');
  expect(await answered(third)).toBe('OK');
  expect(await referralRow(db.dataSource, referralId)).toMatchObject({ status: 'ACTIVE', external_reference: 'X-1' });
});

// A NUL cannot be stored as text, and half of a character not as JSON.
test.each(['a\u0000b', 'a\ud800'])('no text with %j in it is taken', async (text) => {
  const { referral, creditorId } = await handedOver();
  const report = { referralId: referral, status: 'ACTIVE' } as const;
  expect(code(await acceptReferral(platform, partner, referral, text))).toBe('INVALID_INPUT externalReference');
  expect(code(await declineReferral(platform, partner, referral, text))).toBe('INVALID_INPUT reason');
  expect(code(await askInquiry(platform, partner, { referralId: referral, question: text }))).toBe(
    'INVALID_INPUT question',
  );
  expect(code(await reportReferral(platform, partner, { ...report, note: text }))).toBe('INVALID_INPUT note');
  expect(code(await reportReferral(platform, partner, { ...report, externalReference: text }))).toBe(
    'INVALID_INPUT externalReference',
  );
  expect(code(await acceptReferral(platform, partner, referral, 'X\n1'))).toBe('INVALID_INPUT externalReference');
  expect(code(await acceptReferral(platform, partner, referral, 'X'.repeat(141)))).toBe(
    'INVALID_INPUT externalReference',
  );
  const asked = await askInquiry(platform, partner, { referralId: referral, question: 'Is there a contract?' });
  const inquiryId = globalId('Inquiry', asked.ok ? asked.value : '');
  expect(code(await answerInquiry(platform, creditorStaff(creditorId), { inquiryId, answer: text }))).toBe(
    'INVALID_INPUT answer',
  );
});

// 1 May 2026 is a Friday and a public holiday in Norway: two working days after Thursday 30 April are Monday and Tuesday.
test('an answer is due two working days later', () => {
  expect(answerDueOn(isoDate('2026-06-01'))).toBe('2026-06-03');
  expect(answerDueOn(isoDate('2026-04-30'))).toBe('2026-05-05');
});
