import { globalId } from '../../src/graphql/ids.js';
import { drainJobs } from '../../src/jobs/worker.js';
import { exchangeNetwork } from '../../src/partners/exchange.js';
import type { Platform, Viewer } from '../../src/platform.js';
import { useDatabase } from '../setup/database.js';
import { agent, creditorStaff, testPlatform } from '../setup/platform.js';
import { ask, mutate, staffOf, type Answered } from './graph.js';
import { addPartner, caseRow, eventTypes, handOver, referralRow, type Handover } from './referrals.js';

const db = useDatabase();
let platform: Platform;
let partnerId: string;
let partner: Viewer;

beforeEach(async () => {
  platform = await testPlatform(db.dataSource, { networks: { exchange: exchangeNetwork } });
  partnerId = await addPartner(db.dataSource, 'exchange');
  partner = staffOf(partnerId);
});

async function handedOver(): Promise<Handover & { referral: string }> {
  const handover = await handOver(db.dataSource, partnerId, { on: platform.clock.today() });
  await drainJobs(platform);
  return { ...handover, referral: globalId('Referral', handover.referralId) };
}

const ERRORS = 'userErrors { code field message }';
const ROWS = `accepted refused ${ERRORS} results { referral { id status declineCode phase } ${ERRORS} }`;
const codes = (payload: Answered): string[] =>
  payload['userErrors']!.map(({ code, field }) => `${code} ${(field as unknown as string[]).join('.')}`);
const eur = (amount: string) => ({ amount, currency: 'EUR' });

describe('many at once', () => {
  test('are done or refused row by row, and a repeat with the same keys does nothing again', async () => {
    const rows = [await handedOver(), await handedOver()];
    const input = [
      ...rows.map(({ referral }, index) => ({ referralId: referral, externalReference: `X-${index}`, idempotencyKey: `${referral} a` })),
      { referralId: rows[0]!.referral, externalReference: 'X-9' },
      { referralId: globalId('Referral', rows[0]!.caseId), externalReference: ' ' },
    ]; // prettier-ignore
    const accept = () => mutate(platform, partner, 'acceptReferrals', '[AcceptReferralInput!]', input, ROWS);
    for (let times = 0; times < 2; times += 1) {
      const answer = await accept();
      expect([answer['accepted'], answer['refused']]).toEqual([2, 2]);
      expect(answer['results']!.map(codes)).toEqual([[], [], ['INVALID_STATE referralId'], ['NOT_FOUND referralId']]);
      expect(answer['results']!.map(({ referral }) => referral?.['status'] ?? null)).toEqual([
        'ACCEPTED',
        'ACCEPTED',
        null,
        null,
      ]);
    }
    for (const { caseId } of rows) {
      expect(await eventTypes(db.dataSource, caseId)).toEqual(['referralSubmitted', 'referralAccepted']);
    }
    // The key of a row is that of the mutation of one: it cannot be used for anything else.
    const other = [{ ...input[0]!, externalReference: 'X-77' }];
    const again = await mutate(platform, partner, 'acceptReferrals', '[AcceptReferralInput!]', other, ROWS);
    expect(again['results']!.map(codes)).toEqual([['IDEMPOTENCY_KEY_REUSED idempotencyKey']]);
  });

  test('are 1 to 500', async () => {
    const { referral } = await handedOver();
    const row = { referralId: referral, phase: 'LEGAL' };
    for (const [input, code] of [[[], 'INVALID_INPUT input'], [Array.from({ length: 501 }, () => row), 'INVALID_INPUT input']] as const) {
      const answer = await mutate(platform, partner, 'reportReferralPhases', '[ReportReferralPhaseInput!]', input, ROWS);
      expect(codes(answer)).toEqual([code]);
      expect(answer['results']).toEqual([]);
    } // prettier-ignore
    const all = Array.from({ length: 500 }, () => row);
    const answer = await mutate(platform, partner, 'reportReferralPhases', '[ReportReferralPhaseInput!]', all, ROWS);
    expect([answer['accepted'], answer['refused']]).toEqual([500, 0]);
    expect(await eventTypes(db.dataSource, (await caseOf(referral))!)).toEqual(['referralSubmitted', 'referralPhase']);
  });

  const caseOf = async (referral: string): Promise<string | null> =>
    (await db.dataSource.query('select case_id as id from referral where id = $1', [referral.split(':')[1]]))[0].id;

  test('a case declined is shown once more with its code, and belongs to the next from there on', async () => {
    const rows = [await handedOver(), await handedOver()];
    const input = rows.map(({ referral }) => ({ referralId: referral, reason: 'Too busy', code: 'NO_CAPACITY', idempotencyKey: `${referral} d` }));
    const selection = `accepted results { referral { status declineCode case { reference } } ${ERRORS} }`;
    const decline = () => mutate(platform, partner, 'declineReferrals', '[DeclineReferralInput!]', input, selection);
    const first = await decline();
    expect(first['results']!.map(({ referral }) => referral)).toEqual(
      rows.map(({ caseReference }) => ({ status: 'DECLINED', declineCode: 'NO_CAPACITY', case: { reference: caseReference } })),
    );
    // The same again is no refusal, and shows nothing of what is somebody else's by now.
    const again = await decline();
    expect(again['accepted']).toBe(2);
    expect(again['results']!.map(({ referral }) => referral)).toEqual([null, null]);
    const [referral]: { code: string }[] = await db.dataSource.query(
      'select decline_code as code from referral where id = $1', [rows[0]!.referralId]);
    expect(referral!.code).toBe('NO_CAPACITY');
  }); // prettier-ignore
});

test('phase, cost, money sent on and money that did not hold are told of a case the partner has', async () => {
  const { referral, referralId, caseId } = await handedOver();
  const one = (mutation: string, type: string, input: object, selection = `referral { phase } ${ERRORS}`) =>
    mutate(platform, partner, mutation, type, { referralId: referral, ...input }, selection);
  expect(await one('reportReferralPhase', 'ReportReferralPhaseInput', { phase: 'LEGAL' })).toEqual({
    referral: { phase: 'LEGAL' }, userErrors: [],
  }); // prettier-ignore
  const cost = { idempotencyKey: 'cost-1', amount: eur('32.07'), text: 'Court fee', incurredOn: '2026-06-01' };
  expect(codes(await one('reportReferralCost', 'ReportReferralCostInput', cost))).toEqual([]);
  const wrongCost = { idempotencyKey: 'cost-2', amount: eur('0.00'), text: ' ', incurredOn: '2026-06-02' };
  expect(codes(await one('reportReferralCost', 'ReportReferralCostInput', wrongCost))).toEqual([
    'AMOUNT_NOT_POSITIVE amount.amount', 'INVALID_INPUT text', 'INVALID_INPUT incurredOn',
  ]); // prettier-ignore

  const paid = await one('reportReferralPayment', 'ReportReferralPaymentInput', { amount: eur('400.00'), receivedOn: '2026-06-01' },
    `payment { id } ${ERRORS}`); // prettier-ignore
  const paymentId = paid['payment']!['id'];
  const sentOn = (amount: string) =>
    one('reportReferralRemittance', 'ReportReferralRemittanceInput', {
      idempotencyKey: `sent ${amount}`, amount: eur(amount), paymentIds: [paymentId], remittedOn: '2026-06-01',
    }); // prettier-ignore
  // 400,00 is held, of which 300,00 is sent on; 100,01 is more than what is left.
  expect(codes(await sentOn('300.00'))).toEqual([]);
  expect(codes(await sentOn('100.01'))).toEqual(['INVALID_STATE amount']);

  const second = await one('reportReferralPayment', 'ReportReferralPaymentInput', { amount: eur('50.00'), receivedOn: '2026-06-01' },
    `payment { id } ${ERRORS}`); // prettier-ignore
  const reverse = (payment: unknown) =>
    one(
      'reverseReferralPayment',
      'ReverseReferralPaymentInput',
      { paymentId: payment, reversedOn: '2026-06-01' },
      ERRORS,
    );
  expect(codes(await reverse(second['payment']!['id']))).toEqual([]);
  expect(codes(await reverse(second['payment']!['id']))).toEqual(['INVALID_STATE paymentId']);
  expect(codes(await reverse(referral))).toEqual(['NOT_FOUND paymentId']);
  // 1 000,00 less 400,00; the 50,00 that did not hold are owed again.
  expect(await caseRow(db.dataSource, caseId)).toMatchObject({ booked_outstanding_minor: '60000' });
  expect(await eventTypes(db.dataSource, caseId)).toEqual(
    expect.arrayContaining(['referralPhase', 'partnerCharged', 'partnerRemitted', 'paymentReversed']),
  );

  await one('reportReferral', 'ReportReferralInput', { status: 'CLOSED', closeReason: 'UNECONOMICAL' }, ERRORS);
  expect((await referralRow(db.dataSource, referralId)).status).toBe('CLOSED');
  expect(codes(await one('reportReferralPhase', 'ReportReferralPhaseInput', { phase: 'LEGAL' }))).toEqual([
    'INVALID_STATE referralId',
  ]);
});

test('a payment of another case, or that somebody else reported, cannot be reversed', async () => {
  const [mine, other] = [await handedOver(), await handedOver()];
  const report = await mutate(platform, partner, 'reportReferralPayment', 'ReportReferralPaymentInput',
    { referralId: other.referral, amount: eur('10.00'), receivedOn: '2026-06-01' }, 'payment { id }'); // prettier-ignore
  const reversal = { referralId: mine.referral, paymentId: report['payment']!['id'], reversedOn: '2026-06-01' };
  const answer = await mutate(
    platform,
    partner,
    'reverseReferralPayment',
    'ReverseReferralPaymentInput',
    reversal,
    ERRORS,
  );
  expect(codes(answer)).toEqual(['NOT_FOUND paymentId']);
});

describe('messages and documents', () => {
  const PDF = Buffer.from('%PDF-1.7 test').toString('base64');
  const send = (viewer: Viewer, input: object) =>
    mutate(
      platform,
      viewer,
      'sendReferralMessage',
      'ReferralMessageInput',
      input,
      `message { direction text toldAt } ${ERRORS}`,
    );
  const attach = (viewer: Viewer, input: object) =>
    mutate(
      platform,
      viewer,
      'sendReferralDocument',
      'ReferralDocumentInput',
      input,
      `document { fileName size } ${ERRORS}`,
    );
  const READ = `query ($id: ID!) { node(id: $id) { ... on Referral {
    messages { direction text } documents { direction fileName mediaType size content } } } }`;

  test('go both ways, once for a key, and are read by both sides and the creditor', async () => {
    const { referral, creditorId, caseId } = await handedOver();
    const creditor = creditorStaff(creditorId);
    const words = { referralId: referral, text: 'Please call first.', idempotencyKey: 'm-1' };
    for (let times = 0; times < 2; times += 1) {
      const sent = await send(creditor, words);
      expect(sent).toMatchObject({ userErrors: [], message: { direction: 'TO_PARTNER', text: 'Please call first.' } });
      expect(sent['message']!['toldAt']).not.toBeNull();
    }
    await send(partner, { referralId: referral, text: 'We did.' });
    const file = { referralId: referral, fileName: 'contract.pdf', mediaType: 'application/pdf', content: PDF };
    expect(await attach(agent, file)).toEqual({ document: { fileName: 'contract.pdf', size: 13 }, userErrors: [] });
    for (const viewer of [partner, creditor, agent]) {
      expect((await ask(platform, viewer, READ, { id: referral }))['node']).toEqual({
        messages: [
          { direction: 'TO_PARTNER', text: 'Please call first.' },
          { direction: 'FROM_PARTNER', text: 'We did.' },
        ],
        documents: [
          { direction: 'TO_PARTNER', fileName: 'contract.pdf', mediaType: 'application/pdf', size: 13, content: PDF },
        ],
      });
    }
    const stranger = staffOf(await addPartner(db.dataSource, 'exchange'));
    expect((await ask(platform, stranger, READ, { id: referral }))['node']).toBeNull();
    expect(codes(await send(stranger, words))).toEqual(['NOT_FOUND referralId']);
    expect(codes(await attach(creditorStaff(partnerId), file))).toEqual(['NOT_FOUND referralId']);
    expect(await eventTypes(db.dataSource, caseId)).toEqual([
      'referralSubmitted', 'messageSent', 'messageReceived', 'documentSent',
    ]); // prettier-ignore
  });

  test.each([
    [{ fileName: '../contract.pdf' }, ['INVALID_INPUT fileName']],
    [{ fileName: 'a\u202eb' }, ['INVALID_INPUT fileName']],
    [{ mediaType: 'text/html' }, ['INVALID_INPUT mediaType']],
    [{ mediaType: 'toString' }, ['INVALID_INPUT mediaType']],
    [{ mediaType: 'image/png' }, ['INVALID_INPUT content']],
    [{ mediaType: 'text/plain', content: Buffer.from('a\0b').toString('base64') }, ['INVALID_INPUT content']],
    [{ content: '' }, ['INVALID_INPUT content']],
    [{ content: 'not base64!' }, ['INVALID_INPUT content']],
    [{ content: Buffer.alloc(5 * 1024 * 1024 + 1, 0x25).toString('base64') }, ['INVALID_INPUT content']],
  ])('no file that is not what it is said to be is taken (%#)', async (change, expected) => {
    const { referral } = await handedOver();
    const file = {
      referralId: referral,
      fileName: 'contract.pdf',
      mediaType: 'application/pdf',
      content: PDF,
      ...change,
    };
    expect(codes(await attach(agent, file))).toEqual(expected);
  });

  test('are read up to thirty megabytes in one request, however they are asked for', async () => {
    const [first, second] = [await handedOver(), await handedOver()];
    // Four files of 5 MB each: 20 MB are read at once, 40 MB are not, neither at once nor one after the other.
    for (const { referralId, caseId, creditorId } of [first, second]) {
      await db.dataSource.query(
        `insert into referral_document (id, referral_id, case_id, creditor_id, direction, file_name, media_type, size, content, author)
         select gen_random_uuid(), $1, $2, $3, 'TO_PARTNER', 'a.txt', 'text/plain', 5242880, convert_to(repeat('a', 5242880), 'UTF8'), 'test'
         from generate_series(1, 4)`,
        [referralId, caseId, creditorId],
      );
    }
    const ofFirst = `node(id: "${first.referral}") { ... on Referral { documents { content } } }`;
    const read = (await ask(platform, agent, `{ ${ofFirst} }`))['node']!['documents']!;
    expect(read.map(({ content }) => String(content).length)).toEqual(Array.from({ length: 4 }, () => 6_990_508));
    // The second is read a step later, so that it is loaded apart.
    const later = `case(id: "Case:${second.caseId}") { referral { documents { content } } }`;
    await expect(ask(platform, agent, `{ ${ofFirst} ${later} }`)).rejects.toThrow('fewer documents');
  });

  test('are nothing for a case that is closed, or with nobody yet', async () => {
    const { referral, referralId } = await handedOver();
    await db.dataSource.query(`update referral set status = 'CLOSED' where id = $1`, [referralId]);
    expect(codes(await send(agent, { referralId: referral, text: 'Late.' }))).toEqual(['INVALID_STATE referralId']);
    expect(codes(await send(partner, { referralId: referral, text: 'Late.' }))).toEqual(['INVALID_STATE referralId']);
    const waiting = await handOver(db.dataSource, partnerId, { on: platform.clock.today() });
    const queued = globalId('Referral', waiting.referralId);
    expect(codes(await send(agent, { referralId: queued, text: 'Early.' }))).toEqual(['INVALID_STATE referralId']);
    expect(codes(await send(agent, { referralId: referral, text: ' ' }))).toEqual(['INVALID_STATE referralId']);
  });
});
