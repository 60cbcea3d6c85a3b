import { addDays, isoDate, type IsoDate } from '../../src/domain/date.js';
import { refused } from '../../src/domain/result.js';
import { globalId } from '../../src/graphql/ids.js';
import { applyReports } from '../../src/jobs/partner-reports.js';
import { drainJobs } from '../../src/jobs/worker.js';
import { recordPayment } from '../../src/modules/payments/payment.commands.js';
import { rerouteCase } from '../../src/modules/routing/routing.commands.js';
import { refundSurplus } from '../../src/modules/settlement/refund.commands.js';
import { settleTask } from '../../src/modules/tasks/task.commands.js';
import type { PartnerNetwork, PartnerReport } from '../../src/partners/partner.js';
import { accounts } from '../life/world.js';
import { useDatabase } from '../setup/database.js';
import { agent } from '../setup/platform.js';
import { START, useAgency } from './agency.js';
import { ask, mutate, staffOf, type Answered } from './graph.js';
import { addPartner, caseRow, eventTypes, handOver, referralRow } from './referrals.js';

// Money and the end of the work cross: who told what when must not decide whose the money is.

const db = useDatabase();
const drill = useAgency(db);
const { submitted, doEverything } = drill;

const eur = (amount: string) => ({ amount, currency: 'EUR' });
const ERRORS = 'userErrors { code field message }';
const codes = (payload: Answered): string[] =>
  payload['userErrors']!.map(({ code, field }) => `${code} ${(field as unknown as string[]).join('.')}`);

/** 1 000,00 EUR with an agency in the graph, and what its staff says there. */
async function inGraph(partnerId?: string) {
  const agency = partnerId ?? (await addPartner(db.dataSource, 'exchange'));
  const handover = await handOver(db.dataSource, agency, { on: START });
  await drainJobs(drill.platform);
  return { ...handover, agency, ...sayings(agency, handover.referralId) };
}

function sayings(agency: string, referral: string) {
  const referralId = globalId('Referral', referral);
  const say = (mutation: string, input: object, selection = ERRORS) => {
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
    return mutate(drill.platform, staffOf(agency), mutation, type, { referralId, ...input }, selection);
  };
  return {
    say,
    pay: (amount: string, receivedOn: IsoDate = START) =>
      say('reportReferralPayment', { amount: eur(amount), receivedOn }, `payment { id amount { amount } } ${ERRORS}`),
    close: (closeReason: string) => say('reportReferral', { status: 'CLOSED', closeReason }),
  };
}

interface TaskRow {
  readonly id: string;
  readonly open: boolean;
  readonly params: Record<string, string>;
}
const tasks = (caseId: string, kind: string): Promise<TaskRow[]> =>
  db.dataSource.query(
    'select id, closed_on is null as open, params from task where case_id = $1 and kind = $2 order by opened_on, id',
    [caseId, kind],
  );
const rerouteTo = (caseId: string, partnerId: string) =>
  rerouteCase(drill.platform, agent, {
    caseId: globalId('Case', caseId), partnerId: globalId('Partner', partnerId), reason: 'Nearer.',
  }); // prettier-ignore
const referralOf = async (caseId: string): Promise<string> => (await caseRow(db.dataSource, caseId)).referral_id!;
const messagesOf = async (referralId: string): Promise<string[]> => {
  const rows: { text: string }[] = await db.dataSource.query(
    `select text from referral_message where referral_id = $1 and direction = 'TO_PARTNER' order by sent_at, id`,
    [referralId],
  );
  return rows.map(({ text }) => text);
};

const payment = (id: string, minor: bigint, receivedOn: IsoDate = START): PartnerReport => ({
  kind: 'PAYMENT', id, amount: { minor, currency: 'EUR' }, receivedOn,
}); // prettier-ignore
const ended = (id: string): PartnerReport => ({
  kind: 'STATUS', id, status: 'CLOSED', closeReason: 'PAID', note: null, on: START,
}); // prettier-ignore

describe('an agency in the graph', () => {
  test('does not end a case as paid before it has told of the money', async () => {
    const { caseId, close, pay } = await inGraph();
    await pay('999.99');
    expect(codes(await close('PAID'))).toEqual(['INVALID_STATE closeReason']);
    // The last cent closes the case by itself.
    await pay('0.01');
    expect(await caseRow(db.dataSource, caseId)).toMatchObject({ status: 'CLOSED', close_reason: 'PAID' });
    expect(codes(await close('PAID'))).toEqual([]);
  });

  test('tells after the end of what came in before it: it is the creditor’s, and nothing is written off any more', async () => {
    const { caseId, close, pay } = await inGraph();
    expect(codes(await close('UNECONOMICAL'))).toEqual([]);
    await drill.platform.clock.moveTo(db.dataSource, addDays(START, 5));
    await pay('400.00');
    // 600,00 of the 1 000,00 stay written off.
    expect(await accounts(drill.platform, caseId)).toEqual({ 'partner:funds': '400.00', 'creditor:payable': '-400.00' });
    expect(await caseRow(db.dataSource, caseId)).toMatchObject({ close_reason: 'UNECONOMICAL', booked_outstanding_minor: '0' });
    const rest = await pay('600.00');
    expect(await caseRow(db.dataSource, caseId)).toMatchObject({ status: 'CLOSED', close_reason: 'PAID' });
    expect(await accounts(drill.platform, caseId)).toEqual({ 'partner:funds': '1000.00', 'creditor:payable': '-1000.00' });
    expect(await tasks(caseId, 'MONEY_OWED_BACK')).toEqual([]);
    // What did not hold after all is written off again.
    const { say } = sayings(String((await partnerOf(caseId)).partner), (await partnerOf(caseId)).referral);
    expect(codes(await say('reverseReferralPayment', { paymentId: rest['payment']!['id'], reversedOn: addDays(START, 5) }))).toEqual([]);
    expect(await accounts(drill.platform, caseId)).toEqual({ 'partner:funds': '400.00', 'creditor:payable': '-400.00' });
  }); // prettier-ignore

  test('and of what came in later, or is too much: that is owed back, and somebody is to see to it', async () => {
    const { caseId, close, pay, say } = await inGraph();
    await close('INSOLVENT');
    await drill.platform.clock.moveTo(db.dataSource, addDays(START, 5));
    const told = [await pay('12.34', addDays(START, 1)), await pay('1000.50')];
    expect(await accounts(drill.platform, caseId)).toEqual({
      'partner:funds': '1012.84', 'creditor:payable': '-1000.00', suspense: '-12.84',
    }); // prettier-ignore
    expect((await tasks(caseId, 'MONEY_OWED_BACK')).map(({ params }) => params)).toMatchObject([
      { amount: '12.34 EUR', surplus: '12.34 EUR' },
      { amount: '1000.50 EUR', surplus: '0.50 EUR' },
    ]);
    // It goes back once it is in our hands, and then nobody has to see to it any more.
    const order = { idempotencyKey: `back ${caseId}`, caseId: globalId('Case', caseId), payoutReference: 'T 1' };
    expect(await refundSurplus(drill.platform, agent, order)).toMatchObject({ ok: false, refusal: [{ text: 'INVALID_STATE.noSurplus' }] });
    const paymentIds = told.map((answer) => answer['payment']!['id']);
    const sent = { paymentIds, amount: eur('1012.84'), remittedOn: addDays(START, 5), idempotencyKey: 'R-1' };
    expect(codes(await say('reportReferralRemittance', sent))).toEqual([]);
    expect(await refundSurplus(drill.platform, agent, order)).toMatchObject({ ok: true });
    expect(await accounts(drill.platform, caseId)).toEqual({ client_funds: '1000.00', 'creditor:payable': '-1000.00' });
    expect((await tasks(caseId, 'MONEY_OWED_BACK')).map(({ open }) => open)).toEqual([false, false]);
  });

  const partnerOf = async (caseId: string): Promise<{ partner: string; referral: string }> =>
    (await db.dataSource.query('select partner_id as partner, id as referral from referral where case_id = $1', [caseId]))[0];
}); // prettier-ignore

describe('a network', () => {
  test('that lists a payment after its end is heard as a whole', async () => {
    const { caseId, referralId } = await submitted();
    await applyReports(drill.platform, referralId, [ended('1'), payment('2', 100_000n)], START);
    expect(await caseRow(db.dataSource, caseId)).toMatchObject({ status: 'CLOSED', close_reason: 'PAID' });
    expect(await referralRow(db.dataSource, referralId)).toMatchObject({ status: 'CLOSED' });
    expect(await accounts(drill.platform, caseId)).toEqual({ 'partner:funds': '1000.00', 'creditor:payable': '-1000.00' });
    expect(await tasks(caseId, 'CLOSED_UNPAID')).toEqual([]);
  }); // prettier-ignore

  test('that says paid is believed once the money is told of; until then a person is asked', async () => {
    const { caseId, referralId } = await submitted();
    const said = [payment('1', 40_000n), ended('2')];
    await applyReports(drill.platform, referralId, said, START);
    expect(await caseRow(db.dataSource, caseId)).toMatchObject({ status: 'REGISTERED', booked_outstanding_minor: '60000' });
    expect(await tasks(caseId, 'CLOSED_UNPAID')).toMatchObject([{ open: true, params: { left: '600.00 EUR' } }]);
    await applyReports(drill.platform, referralId, [...said, payment('3', 60_000n)], addDays(START, 1));
    expect(await referralRow(db.dataSource, referralId)).toMatchObject({ status: 'CLOSED' });
    expect(await caseRow(db.dataSource, caseId)).toMatchObject({ status: 'CLOSED', close_reason: 'PAID' });
    expect(await tasks(caseId, 'CLOSED_UNPAID')).toMatchObject([{ open: false }]);
  }); // prettier-ignore

  test('whose word a person takes ends the case with a rest, which is a settlement', async () => {
    const { caseId, referralId } = await submitted();
    const said = [payment('1', 99_999n), ended('2')];
    await applyReports(drill.platform, referralId, said, START);
    const [task] = await tasks(caseId, 'CLOSED_UNPAID');
    await settleTask(drill.platform, agent, { id: globalId('Task', task!.id), note: 'A cent is a cent.' });
    await applyReports(drill.platform, referralId, said, addDays(START, 1));
    expect(await caseRow(db.dataSource, caseId)).toMatchObject({ status: 'CLOSED', close_reason: 'SETTLED' });
    expect(await referralRow(db.dataSource, referralId)).toMatchObject({ status: 'CLOSED' });
  });

  test('that tells of a day before there was an invoice has its money booked, and is asked', async () => {
    const { caseId, referralId } = await submitted();
    // The invoice is of 1 March 2026.
    for (let times = 0; times < 2; times += 1) {
      await applyReports(drill.platform, referralId, [payment('1', 40_000n, isoDate('1970-01-01'))], START);
    }
    expect(await caseRow(db.dataSource, caseId)).toMatchObject({ booked_outstanding_minor: '60000' });
    expect(await tasks(caseId, 'PAYMENT_DAY_DOUBTFUL')).toMatchObject([
      { params: { amount: '400.00 EUR', on: '1970-01-01' } },
    ]);
  });
});

describe('money that changes while the next agency gets the case', () => {
  /** A case of which agency A has collected 400,00, on its way to an agency that gives no answer. */
  async function onItsWay() {
    const next = await addPartner(db.dataSource, 'sandbox');
    const first = await inGraph();
    const paid = await first.pay('400.00');
    expect((await rerouteTo(first.caseId, next)).ok).toBe(true);
    await drainJobs(drill.withNetwork({ submit: answersNothing }));
    const referralId = await referralOf(first.caseId);
    expect(await referralRow(db.dataSource, referralId)).toMatchObject({ status: 'QUEUED', sent_order: { paid: '40000' } });
    return { ...first, referralId, paymentId: paid['payment']!['id'] };
  } // prettier-ignore

  const answersNothing: PartnerNetwork['submit'] = async (order, name) => {
    await drill.network.submit(order, name);
    return refused({ code: 'UNREACHABLE', retry: true, detail: 'time-out' });
  };

  /** The platform, and what the network is told. */
  function listening() {
    const told = { payments: [] as bigint[], messages: [] as string[] };
    const platform = drill.withNetwork({
      notifyPayment: (at, paid) => {
        told.payments.push(paid.amount.minor);
        return drill.network.notifyPayment(at, paid);
      },
      sendMessage: (at, message) => {
        told.messages.push(message.text);
        return drill.network.sendMessage(at, message);
      },
    });
    return { told, platform };
  }

  test('a payment in its order that does not hold is taken back from it as soon as it has the case', async () => {
    const { say, referralId, paymentId } = await onItsWay();
    expect(codes(await say('reverseReferralPayment', { paymentId, reversedOn: START }))).toEqual([]);
    const { told, platform } = listening();
    await doEverything(platform);
    expect(await referralRow(db.dataSource, referralId)).toMatchObject({ status: 'SUBMITTED' });
    expect(told.payments).toEqual([]);
    expect(told.messages).toEqual([expect.stringMatching(/400\.00 EUR .* did not hold/)]);
    await doEverything(platform);
    expect(told.messages).toHaveLength(1);
  });

  test('what came in and was taken back meanwhile is no news', async () => {
    const { pay, say, referralId } = await onItsWay();
    const paid = await pay('250.00');
    await say('reverseReferralPayment', { paymentId: paid['payment']!['id'], reversedOn: START });
    const { told, platform } = listening();
    await doEverything(platform);
    expect(await referralRow(db.dataSource, referralId)).toMatchObject({ status: 'SUBMITTED' });
    expect(told).toEqual({ payments: [], messages: [] });
  });

  test('a payment taken back before its telling was begun is neither told of nor taken back', async () => {
    const { caseId, say, pay } = await onItsWay();
    await doEverything();
    const { told, platform } = listening();
    const paid = await pay('250.00');
    await say('reverseReferralPayment', { paymentId: paid['payment']!['id'], reversedOn: START });
    await doEverything(platform);
    expect(told).toEqual({ payments: [], messages: [] });
    const later = await pay('70.00');
    await doEverything(platform);
    await say('reverseReferralPayment', { paymentId: later['payment']!['id'], reversedOn: START });
    await doEverything(platform);
    expect(told).toEqual({ payments: [7000n], messages: [expect.stringContaining('70.00 EUR') as string] });
    expect(await eventTypes(db.dataSource, caseId)).toContain('messageSent');
  });
});

test('a former agency’s money is told to an agency in the graph, once, and is the former one’s to send on and take back', async () => {
  const first = await inGraph();
  expect((await rerouteTo(first.caseId, await addPartner(db.dataSource, 'exchange'))).ok).toBe(true);
  await drainJobs(drill.platform);
  const holder = await referralOf(first.caseId);
  const paid = await first.pay('400.00');
  expect(codes(paid)).toEqual([]);
  await doEverything();
  await doEverything();
  expect(await messagesOf(holder)).toEqual([expect.stringMatching(/400\.00 EUR .* 2026-06-01/)]);
  // It is no longer that agency's case, but its own payment it sees, and can name.
  const paymentId = paid['payment']!['id'];
  expect(paid['payment']).toMatchObject({ amount: { amount: '400.00' } });
  const sent = { idempotencyKey: 'sent-1', amount: eur('100.00'), paymentIds: [paymentId], remittedOn: START };
  expect(codes(await first.say('reportReferralRemittance', sent))).toEqual([]);
  expect(codes(await first.say('reverseReferralPayment', { paymentId, reversedOn: START }))).toEqual([]);
  expect((await messagesOf(holder)).at(-1)).toMatch(/400\.00 EUR .* did not hold/);
  // Whoever has the case now reports nothing of it as its own.
  const other = await mutate(drill.platform, staffOf((await partnerKeyOf(holder))!), 'reverseReferralPayment', 'ReverseReferralPaymentInput',
    { referralId: globalId('Referral', holder), paymentId, reversedOn: START }, ERRORS); // prettier-ignore
  expect(codes(other)).toEqual(['NOT_FOUND paymentId']);
});

const partnerKeyOf = async (referralId: string): Promise<string | undefined> =>
  (await db.dataSource.query('select partner_id as id from referral where id = $1', [referralId]))[0]?.id as string;

test('what we book late ourselves follows the same rule', async () => {
  const { caseId, close } = await inGraph();
  await close('UNTRACEABLE');
  await drill.platform.clock.moveTo(db.dataSource, addDays(START, 3));
  const ours = (amount: string, receivedOn: IsoDate) =>
    recordPayment(drill.platform, agent, { caseId: globalId('Case', caseId), amount: eur(amount), receivedOn });
  expect((await ours('300.00', START)).ok).toBe(true);
  expect((await ours('200.00', addDays(START, 2))).ok).toBe(true);
  expect(await accounts(drill.platform, caseId)).toEqual({
    client_funds: '500.00', 'creditor:payable': '-300.00', suspense: '-200.00',
  }); // prettier-ignore
});

test('neither payment, cost nor remittance is of a day before the first invoice', async () => {
  const { pay, say } = await inGraph();
  expect(codes(await pay('400.00', isoDate('1970-01-01')))).toEqual(['INVALID_INPUT receivedOn']);
  // The invoice is of 1 March 2026, a Sunday.
  expect(codes(await pay('400.00', isoDate('2026-02-28')))).toEqual(['INVALID_INPUT receivedOn']);
  const paid = await pay('400.00', isoDate('2026-03-01'));
  expect(codes(paid)).toEqual([]);
  const cost = { idempotencyKey: 'c-1', amount: eur('5.00'), text: 'Extract', incurredOn: '2026-02-28' };
  expect(codes(await say('reportReferralCost', cost))).toEqual(['INVALID_INPUT incurredOn']);
  const paymentId = paid['payment']!['id'];
  const sent = { idempotencyKey: 's-1', amount: eur('5.00'), paymentIds: [paymentId], remittedOn: '2026-02-28' };
  expect(codes(await say('reportReferralRemittance', sent))).toEqual(['INVALID_INPUT remittedOn']);
  const early = await say('reverseReferralPayment', { paymentId, reversedOn: '2026-02-28' });
  expect(codes(early)).toEqual(['INVALID_INPUT reversedOn']);
});

test('money told of in a call of many rows has a key for each, and is booked once', async () => {
  const { caseId, say, agency, referralId: referral } = await inGraph();
  const referralId = globalId('Referral', referral);
  const many = (rows: object[]) =>
    mutate(drill.platform, staffOf(agency), 'reportReferralPayments', '[ReportReferralPaymentInput!]', rows, `results { ${ERRORS} }`);
  const row = { referralId, amount: eur('10.00'), receivedOn: START };
  for (let times = 0; times < 2; times += 1) {
    const { results } = await many([{ ...row, idempotencyKey: `p ${caseId}` }, row]);
    expect(results!.map(codes)).toEqual([[], ['INVALID_INPUT idempotencyKey']]);
    const cost = { idempotencyKey: `c ${caseId}`, amount: eur('5.00'), text: 'Extract', incurredOn: START };
    expect(codes(await say('reportReferralCost', cost))).toEqual([]);
  }
  expect(await accounts(drill.platform, caseId)).toMatchObject({ 'partner:funds': '10.00', 'partner:charges': '-5.00' });
  await expect(say('reportReferralCost', { amount: eur('5.00'), text: 'Extract', incurredOn: START })).rejects.toThrow(/idempotencyKey/);
}); // prettier-ignore

describe('what a partner sends on', () => {
  /** At a success fee of 15 %. */
  async function withFee() {
    const handover = await inGraph();
    await db.dataSource.query('update referral set success_fee_bps = 1500 where id = $1', [handover.referralId]);
    const sendOn = (key: string, paymentIds: unknown[], amount: object, fee?: object) =>
      handover.say('reportReferralRemittance', {
        idempotencyKey: `${handover.caseId} ${key}`, amount, paymentIds, remittedOn: START, ...(fee && { fee }),
      }); // prettier-ignore
    return { ...handover, sendOn };
  }

  test('may be less by the fee agreed, which the creditor bears; what did not hold earned none', async () => {
    const { caseId, pay, say, sendOn } = await withFee();
    const paid = await pay('400.00');
    const payments = [paid['payment']!['id']];
    // 15 % of 400,00 is 60,00, and a cent for the rounding; 62,00 of 400,00 is more.
    expect(codes(await sendOn('a', payments, eur('338.00'), eur('62.00')))).toEqual(['INVALID_STATE fee']);
    expect(codes(await sendOn('a', payments, eur('341.00'), eur('60.00')))).toEqual(['INVALID_STATE amount']);
    const dollars = { amount: '60.00', currency: 'USD' };
    expect(codes(await sendOn('a', payments, eur('340.00'), dollars))).toEqual(['CURRENCY_MISMATCH fee.currency']);
    expect(codes(await sendOn('a', payments, eur('340.00'), eur('60.00')))).toEqual([]);
    const owed = { 'receivable:principal': '600.00', 'creditor:claims': '-600.00' };
    expect(await accounts(drill.platform, caseId)).toEqual({
      ...owed, client_funds: '340.00', 'creditor:expenses': '60.00', 'creditor:payable': '-400.00',
    }); // prettier-ignore
    const text =
      'query ($id: ID!) { case(id: $id) { remittances { amount { amount } fee { amount currency } } events(first: 20) { edges { node { text } } } } }';
    const seen = (await ask(drill.platform, agent, text, { id: globalId('Case', caseId) }))['case']!;
    expect(seen['remittances']).toEqual([{ amount: { amount: '340.00' }, fee: { amount: '60.00', currency: 'EUR' } }]);
    expect(JSON.stringify(seen['events'])).toMatch(/kept EUR.60\.00 as its fee/);
    await say('reverseReferralPayment', { paymentId: payments[0], reversedOn: START });
    // The agency has back to get what it sent.
    expect(await accounts(drill.platform, caseId)).toEqual({
      'receivable:principal': '1000.00', 'creditor:claims': '-1000.00', client_funds: '340.00', 'partner:funds': '-340.00',
    }); // prettier-ignore
  });

  test('of dollars in part leaves its share of what they were booked at to the rest', async () => {
    const { caseId, say, sendOn } = await withFee();
    await db.dataSource.query(
      `insert into exchange_rate (currency, published_on, units_per_euro) values ('USD', $1, 1.25) on conflict do nothing`,
      [START],
    );
    const dollars = (amount: string) => ({ amount, currency: 'USD' });
    const paid = await say(
      'reportReferralPayment',
      { amount: dollars('100.00'), receivedOn: START },
      `payment { id } ${ERRORS}`,
    );
    const payments = [paid['payment']!['id']];
    // 100,00 USD are 80,00 EUR. Half sent on as it came leaves 40,00 EUR: 80,00 would be twice that, and 36,00 with 4,00 of fee are it.
    expect(codes(await sendOn('b', payments, dollars('50.00')))).toEqual([]);
    expect(codes(await sendOn('c', payments, eur('80.00')))).toEqual(['INVALID_STATE amount']);
    expect(codes(await sendOn('d', payments, eur('36.00'), eur('4.00')))).toEqual([]);
    const rows: { currency: string; account: string; amount: string }[] = await db.dataSource.query(
      `select currency, account, sum(amount)::text as amount from (
         select case_id, currency, debit_account as account, amount_minor as amount from posting
         union all select case_id, currency, credit_account, -amount_minor from posting) entries
       where case_id = $1 and account in ('partner:funds', 'client_funds', 'exchange:position', 'exchange:difference', 'creditor:expenses')
       group by 1, 2 having sum(amount) <> 0 order by 1, 2`,
      [caseId],
    );
    expect(rows.map(({ currency, account, amount }) => `${currency} ${account} ${amount}`)).toEqual([
      'EUR client_funds 3600', 'EUR creditor:expenses 400', 'EUR exchange:position 4000', 'USD client_funds 5000', 'USD exchange:position -5000',
    ]); // prettier-ignore
  });
});
