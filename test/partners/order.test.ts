import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { refused, success } from '../../src/domain/result.js';
import { globalId } from '../../src/graphql/ids.js';
import { drainJobs } from '../../src/jobs/worker.js';
import { recordCreditNote } from '../../src/modules/payments/credit-note.commands.js';
import { recordPayment } from '../../src/modules/payments/payment.commands.js';
import type { CollectionOrder, PartnerFault, PartnerNetwork } from '../../src/partners/partner.js';
import { sandboxNetwork } from '../../src/partners/sandbox.js';
import { useDatabase } from '../setup/database.js';
import { agent } from '../setup/platform.js';
import { START, useAgency, WEBHOOK_SECRET } from './agency.js';
import { addPartner, caseRow, eventTypes, handOver, referralRow } from './referrals.js';

const db = useDatabase();
const drill = useAgency(db);
const { control, casesAtAgency, doEverything } = drill;

const pay = (caseId: string, amount: string, platform = drill.platform) =>
  recordPayment(platform, agent, {
    caseId: globalId('Case', caseId),
    amount: { amount, currency: 'EUR' },
    receivedOn: START,
  });

/** A platform whose partner notes what it is sent, and of which payments it is told. */
function watched() {
  const sent: CollectionOrder[] = [];
  const told: bigint[] = [];
  const platform = drill.withNetwork({
    submit: (order, name) => {
      sent.push(order);
      return drill.network.submit(order, name);
    },
    notifyPayment: (reference, payment) => {
      told.push(payment.amount.minor);
      return drill.network.notifyPayment(reference, payment);
    },
  });
  return { platform, sent, told };
}

test('the second attempt sends the order of the first, whatever has been changed since', async () => {
  const { platform, sent, told } = watched();
  await control('PUT', 'faults', { lostAnswerRate: 1 });
  const { caseId, caseReference, referralId } = await handOver(db.dataSource, drill.partnerId, { on: START });
  await drainJobs(platform);
  await control('PUT', 'faults', {});
  await db.dataSource.query(
    `update debtor set email = 'new@debtor.example' where id = (select debtor_id from collection_case where id = $1)`,
    [caseId],
  );
  expect((await pay(caseId, '250.00', platform)).ok).toBe(true);
  await doEverything(platform);
  expect(sent).toHaveLength(2);
  expect(sent[1]).toEqual(sent[0]);
  expect(sent[1]).toMatchObject({ debtor: { email: null }, paid: { minor: 0n } });
  expect(await referralRow(db.dataSource, referralId)).toMatchObject({ status: 'SUBMITTED', last_error: null });
  expect(await casesAtAgency(caseReference)).toHaveLength(1);
  // What came in between is in no order, so it is told of; how often does not matter, for it goes by one key.
  await doEverything(platform);
  expect(new Set(told)).toEqual(new Set([25_000n]));
});

test('a case that waits for a partner that is suspended meanwhile goes to somebody else', async () => {
  const suspended = await addPartner(db.dataSource, 'sandbox');
  const { platform, sent } = watched();
  const { caseId, caseReference, referralId } = await handOver(db.dataSource, suspended, { on: START });
  await db.dataSource.query('update partner set suspended = true where id = $1', [suspended]);
  await drainJobs(platform);
  expect(sent.filter((order) => order.idempotencyKey === referralId)).toEqual([]);
  expect(await referralRow(db.dataSource, referralId)).toMatchObject({ status: 'WITHDRAWN', attempts: 0 });
  // Some other agency that covers Germany has it, once.
  const { referral_id: now } = await caseRow(db.dataSource, caseId);
  expect(await referralRow(db.dataSource, now!)).toMatchObject({ status: 'SUBMITTED' });
  expect((await casesAtAgency(caseReference)).length).toBeLessThanOrEqual(1);
});

test('a case that a partner may have got before it was suspended is handed over all the same', async () => {
  const partnerId = await addPartner(db.dataSource, 'sandbox');
  await control('PUT', 'faults', { lostAnswerRate: 1 });
  const { caseReference, referralId } = await handOver(db.dataSource, partnerId, { on: START });
  await drainJobs(drill.platform);
  await control('PUT', 'faults', {});
  await db.dataSource.query('update partner set suspended = true where id = $1', [partnerId]);
  await doEverything();
  expect(await referralRow(db.dataSource, referralId)).toMatchObject({ status: 'SUBMITTED' });
  expect(await casesAtAgency(caseReference)).toHaveLength(1);
});

test('a payment is in the order or told of, whenever its transaction began', async () => {
  const { platform, sent, told } = watched();
  const { caseId } = await handOver(db.dataSource, drill.partnerId, { on: START });
  expect((await pay(caseId, '100.00', platform)).ok).toBe(true);
  let begun!: () => void;
  let go!: () => void;
  const hasBegun = new Promise<void>((resolve) => (begun = resolve));
  const mayGo = new Promise<void>((resolve) => (go = resolve));
  // now() of this transaction is earlier than the hand-over, and what it writes comes later.
  const slow = {
    ...platform,
    db: Object.create(platform.db, {
      transaction: {
        value: (work: (tx: unknown) => Promise<unknown>) =>
          platform.db.transaction(async (tx) => {
            await tx.query('select now()');
            begun();
            await mayGo;
            return work(tx);
          }),
      },
    }) as typeof platform.db,
  };
  const paying = pay(caseId, '250.00', slow);
  await hasBegun;
  await drainJobs(platform);
  go();
  expect((await paying).ok).toBe(true);
  await doEverything(platform);
  expect(sent.map((order) => order.paid.minor)).toEqual([10_000n]);
  expect(new Set(told)).toEqual(new Set([25_000n]));
});

describe('a partner that says no', () => {
  const saying = (...faults: (PartnerFault | null)[]) =>
    drill.withNetwork({
      submit: async (order, name) => {
        const fault = faults.shift() ?? null;
        return fault === null ? drill.network.submit(order, name) : refused(fault);
      },
    });
  const no: PartnerFault = { code: 'REFUSED', retry: false, detail: '400 no' };
  const silence: PartnerFault = { code: 'UNREACHABLE', retry: true, detail: 'time-out' };

  test('at once has not got the case: somebody else gets it', async () => {
    await addPartner(db.dataSource, 'sandbox');
    const { referralId, caseReference } = await handOver(db.dataSource, drill.partnerId, { on: START });
    await drainJobs(saying(no));
    const row = await referralRow(db.dataSource, referralId);
    expect(row).toMatchObject({ status: 'DECLINED', attempts: 1, unanswered: 0 });
    expect(row.released_at).not.toBeNull();
    expect(await casesAtAgency(caseReference)).toHaveLength(1);
  });

  test('after it was silent may have it: nobody else gets it before a person has asked', async () => {
    await addPartner(db.dataSource, 'sandbox');
    const { referralId, caseId, caseReference } = await handOver(db.dataSource, drill.partnerId, { on: START });
    const platform = saying(silence, no, no);
    await drainJobs(platform);
    await doEverything(platform);
    await doEverything(platform);
    const row = await referralRow(db.dataSource, referralId);
    expect(row).toMatchObject({ status: 'FAILED', attempts: 2, unanswered: 1, released_at: null });
    expect(await caseRow(db.dataSource, caseId)).toMatchObject({ route_kind: 'MANUAL_REVIEW' });
    expect(await eventTypes(db.dataSource, caseId)).toContain('referralUnsettled');
    expect(await casesAtAgency(caseReference)).toHaveLength(0);
  });

  test('because it has something else under our key: a person looks, and the case goes nowhere', async () => {
    await addPartner(db.dataSource, 'sandbox');
    const { referralId, caseId, caseReference } = await handOver(db.dataSource, drill.partnerId, { on: START });
    await drainJobs(saying({ code: 'CONFLICT', retry: false, detail: '409 other' }));
    await doEverything();
    expect(await referralRow(db.dataSource, referralId)).toMatchObject({ status: 'FAILED', released_at: null });
    expect(await caseRow(db.dataSource, caseId)).toMatchObject({ route_kind: 'MANUAL_REVIEW', referral_id: null });
    expect(await eventTypes(db.dataSource, caseId)).toEqual(['referralFailed', 'referralUnsettled', 'manualReview']);
    expect(await casesAtAgency(caseReference)).toHaveLength(0);
  });
});

describe('the status of an answer', () => {
  let status = 0;
  const server = http.createServer((_request, response) => response.writeHead(status).end('a\u0000b'));
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });

  async function faultOf(code: number): Promise<PartnerFault | null> {
    status = code;
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const answer = await sandboxNetwork({ url, webhookSecret: WEBHOOK_SECRET }).withdraw('SB-1', 'key', 'Paid.');
    return answer.ok ? null : answer.refusal;
  }

  test.each([401, 403, 408, 429, 500, 503])('%d may pass', async (code) => {
    expect(await faultOf(code)).toMatchObject({ code: 'UNREACHABLE', retry: true });
  });

  // The answer is kept with the referral, where a NUL cannot be stored.
  test.each([
    [404, 'NOT_FOUND'],
    [409, 'CONFLICT'],
    [422, 'REFUSED'],
  ])('%d is final: %s', async (code, meaning) => {
    expect(await faultOf(code)).toEqual({ code: meaning, retry: false, detail: `${code} a\uFFFDb` });
  });
});

describe('a network is asked before it is handed a case for the first time', () => {
  const asking = (preview: PartnerNetwork['preview']) => {
    const { platform, sent } = watched();
    const { sandbox } = platform.networks;
    return { sent, platform: { ...platform, networks: { ...platform.networks, sandbox: { ...sandbox!, preview } } } };
  };
  const fault = (code: PartnerFault['code'], retry = false) =>
    refused<PartnerFault>({ code, retry, detail: 'no answer' });
  const toAsk = () => handOver(db.dataSource, drill.partnerId, { on: START, previewed: false });

  test('silence puts the hand-over off, and nothing is sent before there is an answer', async () => {
    const answers = [
      fault('UNREACHABLE', true),
      success({ accepts: true, successFeeBps: 1750, remarks: ['Send the contract.'] }),
    ];
    const { platform, sent } = asking(() => Promise.resolve(answers.shift()!));
    const { referralId } = await toAsk();
    await drainJobs(platform);
    expect(await referralRow(db.dataSource, referralId)).toMatchObject({
      status: 'QUEUED',
      attempts: 0,
      previewed_at: null,
    });
    expect(sent).toEqual([]);
    await doEverything(platform);
    expect(await referralRow(db.dataSource, referralId)).toMatchObject({
      status: 'SUBMITTED', attempts: 1, preview_accepts: true, preview_fee_bps: 1750, preview_reason: 'Send the contract.',
    }); // prettier-ignore
    expect(sent).toHaveLength(1);
    // It is asked once: there is no third answer.
    expect(answers).toEqual([]);
  });

  test.each([
    [
      'its no',
      success({ accepts: false, successFeeBps: null, remarks: ['Not in', 'this country.'] }),
      'Not in this country.',
    ],
    ['what it will not even consider', fault('REFUSED'), 'no answer'],
  ])('%s is a case declined: it goes to somebody else, and was never sent', async (_what, answer, reason) => {
    const other = await addPartner(db.dataSource, 'exchange');
    const { platform, sent } = asking(() => Promise.resolve(answer));
    const { referralId, caseId } = await toAsk();
    await drainJobs(platform);
    expect(await referralRow(db.dataSource, referralId)).toMatchObject({
      status: 'DECLINED', attempts: 0, preview_accepts: false, preview_reason: reason,
    }); // prettier-ignore
    expect(sent).toEqual([]);
    expect(await eventTypes(db.dataSource, caseId)).toContain('referralDeclined');
    const { referral_id: next } = await caseRow(db.dataSource, caseId);
    expect(next).not.toBe(referralId);
    await db.dataSource.query('delete from partner_coverage where partner_id = $1', [other]);
  });

  test.each(['UNSUPPORTED', 'BAD_ANSWER'] as const)('%s: the case is handed over all the same', async (code) => {
    const { platform } = asking(() => Promise.resolve(fault(code)));
    const { referralId } = await toAsk();
    await drainJobs(platform);
    expect(await referralRow(db.dataSource, referralId)).toMatchObject({ status: 'SUBMITTED', preview_accepts: null });
  });
});

test('what was credited before the hand-over is no part of the order; what comes after it is told', async () => {
  const credits: bigint[] = [];
  const { platform: watching, sent } = watched();
  const { sandbox } = watching.networks;
  const creditNote: PartnerNetwork['creditNote'] = (_at, { amount }) => {
    credits.push(amount.minor);
    return Promise.resolve(success(null));
  };
  const platform = { ...watching, networks: { ...watching.networks, sandbox: { ...sandbox!, creditNote } } };
  const { caseId, referralId } = await handOver(db.dataSource, drill.partnerId, { on: START });
  const [claim] = await db.dataSource.query('select id from claim where case_id = $1', [caseId]);
  const credit = (amount: string) =>
    recordCreditNote(platform, agent, {
      caseId: globalId('Case', caseId),
      claimId: globalId('Claim', claim.id),
      amount: { amount, currency: 'EUR' },
      issuedOn: START,
      reference: `K ${amount}`,
    });
  expect((await credit('300.00')).ok).toBe(true);
  await drainJobs(platform);
  expect(sent.at(-1)).toMatchObject({ claims: [{ principal: { minor: 70_000n } }], paid: { minor: 0n } });
  expect(credits).toEqual([]);
  expect((await credit('200.00')).ok).toBe(true);
  await drainJobs(platform);
  expect(credits).toEqual([20_000n]);
  expect(await caseRow(db.dataSource, caseId)).toMatchObject({ booked_outstanding_minor: '50000' });
  expect(await referralRow(db.dataSource, referralId)).toMatchObject({ status: 'SUBMITTED', last_error: null });
});
