import { SandboxClock } from '../../src/clock.js';
import { isoDate } from '../../src/domain/date.js';
import { globalId, uuidv7 } from '../../src/graphql/ids.js';
import { advance } from '../../src/jobs/advance.js';
import { takeDueSteps } from '../../src/jobs/due-steps.js';
import { disputeCase } from '../../src/modules/disputes/dispute.commands.js';
import { resolveDispute } from '../../src/modules/disputes/resolve.commands.js';
import { pauseCase, resumeCase, withdrawCase } from '../../src/modules/cases/hold.commands.js';
import { approveStep } from '../../src/modules/notices/approval.commands.js';
import { recordPayment } from '../../src/modules/payments/payment.commands.js';
import type { Viewer } from '../../src/platform.js';
import { RealClock } from '../../src/clock.js';
import { agent, creditorStaff } from '../setup/platform.js';
import { useDatabase } from '../setup/database.js';
import {
  accounts, creditorOf, events, hand, lastSpread, letters, openPlatform, outcome, owed, pay, rowOf, stateOf, until, type Invented,
} from './world.js'; // prettier-ignore

const db = useDatabase();

const NORWEGIAN: Invented = {
  country: 'NO', type: 'PERSON', principal: '1000.00', invoiceDate: '2026-05-18', dueDate: '2026-06-01',
}; // prettier-ignore
const caseKey = (id: string) => globalId('Case', id);
const nextDay = (caseId: string): Promise<{ due_on: string }[]> =>
  db.dataSource.query('select due_on from schedule where case_id = $1', [caseId]);

describe('a creditor that approves every step', () => {
  test('nothing is sent until it has approved, and then at once', async () => {
    const platform = await openPlatform(db.dataSource, '2026-06-15');
    const id = await hand(platform, { ...NORWEGIAN, automation: 'APPROVAL' });

    // 15 June: the varsel is due, and waits. So it does on the days after.
    expect(await until(platform, '2026-06-15')).toBe(0);
    expect(await rowOf(platform, id)).toMatchObject({ status: 'AWAITING_APPROVAL' });
    expect(await until(platform, '2026-06-17')).toBe(0);
    expect(await letters(platform, id)).toEqual([]);

    // 17 June: approved, so sent today; 14 days end on 1 July, and a payment of that day comes on the 2nd.
    expect(outcome(await approveStep(platform, agent, caseKey(id)))).toBe('done');
    expect(await letters(platform, id)).toEqual(['COLLECTION_NOTICE 2026-06-17 2026-07-01']);
    expect(await rowOf(platform, id)).toMatchObject({ status: 'ACTIVE' });
    expect(outcome(await approveStep(platform, agent, caseKey(id)))).toBe('INVALID_STATE');
    expect(await nextDay(id)).toEqual([{ due_on: '2026-07-03' }]);
    expect(await events(platform, id)).toEqual([
      'registered 2026-06-15', 'routed 2026-06-15', 'stepPlanned 2026-06-15', 'stepApproved 2026-06-17', 'noticeSent 2026-06-17',
    ]); // prettier-ignore
  });

  test('a step approved before its day is refused with the day', async () => {
    const platform = await openPlatform(db.dataSource, '2026-06-15');
    const id = await hand(platform, { ...NORWEGIAN, automation: 'APPROVAL' });
    await until(platform, '2026-06-15');
    // The creditor turns out to have sent a valid inkassovarsel that runs until Friday 3 July. A payment of that day comes on
    // Monday the 6th: betalingsoppfordring from 7 July.
    const { facts } = await stateOf(platform, id);
    await db.dataSource.query(
      `insert into prior_notice (id, case_id, creditor_id, type, sent_on, pay_by)
       select $1, id, creditor_id, 'COLLECTION_NOTICE', '2026-06-05', '2026-07-03' from collection_case where id = $2`,
      [uuidv7(), id],
    );
    const early = await approveStep(platform, agent, caseKey(id));
    expect(early).toMatchObject({ ok: false, refusal: [{ code: 'TOO_EARLY', params: { earliestOn: '2026-07-07' } }] });
    expect(await letters(platform, id)).toEqual([]);
    expect(facts.registeredOn).toBe('2026-06-15');
  });
});

describe('disputes', () => {
  test('an objection stops everything; dismissed, the case goes on where it stood', async () => {
    const platform = await openPlatform(db.dataSource, '2026-06-15');
    const id = await hand(platform, NORWEGIAN);
    await until(platform, '2026-06-20');
    expect(outcome(await disputeCase(platform, agent, { caseId: caseKey(id), reason: 'Never delivered' }))).toBe(
      'done',
    );
    expect(await rowOf(platform, id)).toMatchObject({ status: 'ON_HOLD', hold_reason: 'DISPUTE' });
    expect(await nextDay(id)).toEqual([]);
    expect(outcome(await disputeCase(platform, agent, { caseId: caseKey(id), reason: 'Again' }))).toBe('INVALID_STATE');
    expect(outcome(await resumeCase(platform, agent, caseKey(id)))).toBe('INVALID_STATE');

    // 1 July would have been the day of the betalingsoppfordring.
    expect(await until(platform, '2026-07-05')).toBe(0);
    expect(
      outcome(
        await resolveDispute(platform, agent, { caseId: caseKey(id), upheld: false, resolution: 'Delivery proved' }),
      ),
    ).toBe('done');
    expect(await rowOf(platform, id)).toMatchObject({ status: 'ACTIVE', hold_reason: null });
    // The debtor is told, with new time to pay: fourteen days from Monday 6 July, and a bank day for the money to come.
    expect((await letters(platform, id)).at(-1)).toBe('OBJECTION_ANSWER 2026-07-05 2026-07-20');
    expect(await until(platform, '2026-07-21')).toBe(0);
    expect(await until(platform, '2026-07-22')).toBe(1);
    expect((await letters(platform, id)).at(-1)).toMatch(/^PAYMENT_DEMAND 2026-07-22 /);
    expect(
      outcome(await resolveDispute(platform, agent, { caseId: caseKey(id), upheld: true, resolution: 'Late' })),
    ).toBe('INVALID_STATE');
  });

  test('upheld, the claim falls away: nothing is left in the books', async () => {
    const platform = await openPlatform(db.dataSource, '2026-06-15');
    const id = await hand(platform, NORWEGIAN);
    await until(platform, '2026-06-20');
    // 15 June: 1 000, interest 4.60, fee 38 are booked.
    expect(await accounts(platform, id)).toEqual({
      'creditor:claims': '-1000.00', 'creditor:interest': '-4.60', 'income:costs': '-38.00', 'receivable:costs': '38.00',
      'receivable:interest': '4.60', 'receivable:principal': '1000.00',
    }); // prettier-ignore
    await disputeCase(platform, agent, { caseId: caseKey(id), reason: 'Not mine' });
    expect(
      outcome(await resolveDispute(platform, agent, { caseId: caseKey(id), upheld: true, resolution: 'Wrong person' })),
    ).toBe('done');
    expect(await rowOf(platform, id)).toMatchObject({
      status: 'CLOSED',
      close_reason: 'DISPUTE_UPHELD',
      closed_on: '2026-06-20',
    });
    expect(await accounts(platform, id)).toEqual({});
  });

  test('an amount in another currency, of nothing, or with half an øre is refused', async () => {
    const platform = await openPlatform(db.dataSource, '2026-06-15');
    const id = await hand(platform, NORWEGIAN);
    const dispute = async (amount: string, currency: string) =>
      outcome(
        await disputeCase(platform, agent, {
          caseId: caseKey(id),
          reason: 'Too much',
          disputedAmount: { amount, currency },
        }),
      );
    expect(await dispute('1.00', 'SEK')).toBe('CURRENCY_MISMATCH');
    expect(await dispute('0.00', 'NOK')).toBe('AMOUNT_NOT_POSITIVE');
    expect(await dispute('1.005', 'NOK')).toBe('INVALID_INPUT');
    expect(outcome(await disputeCase(platform, agent, { caseId: caseKey(id), reason: '  ' }))).toBe('INVALID_INPUT');
    expect(await rowOf(platform, id)).toMatchObject({ status: 'ACTIVE' });
  });
});

test('a paused case rests and is resumed; steps that fell due meanwhile are taken then', async () => {
  const platform = await openPlatform(db.dataSource, '2026-06-15');
  const id = await hand(platform, NORWEGIAN);
  expect(outcome(await pauseCase(platform, agent, caseKey(id), 'The creditor asks for time'))).toBe('done');
  expect(outcome(await pauseCase(platform, agent, caseKey(id), 'Twice'))).toBe('INVALID_STATE');
  expect(await until(platform, '2026-07-31')).toBe(0);
  expect(outcome(await resumeCase(platform, agent, caseKey(id)))).toBe('done');
  expect(outcome(await resumeCase(platform, agent, caseKey(id)))).toBe('INVALID_STATE');
  expect(await until(platform, '2026-07-31')).toBe(1);
  // 14 days from Friday 31 July are Friday 14 August.
  expect(await letters(platform, id)).toEqual(['COLLECTION_NOTICE 2026-07-31 2026-08-14']);
});

test('a withdrawn case is closed, its books are empty, and nothing can be done to it any more', async () => {
  const platform = await openPlatform(db.dataSource, '2026-06-15');
  const id = await hand(platform, NORWEGIAN);
  await until(platform, '2026-06-16');
  expect(outcome(await pay(platform, id, '100.00'))).toBe('done');
  expect(
    outcome(await withdrawCase(platform, agent, { caseId: caseKey(id), reason: 'Settled between the parties' })),
  ).toBe('done');
  expect(await rowOf(platform, id)).toMatchObject({ status: 'CLOSED', close_reason: 'WITHDRAWN' });
  // The 100 covered the fee of 38 and 62 of the principal, which is owed to the creditor.
  expect(await accounts(platform, id)).toEqual({
    client_funds: '100.00',
    'creditor:payable': '-62.00',
    'income:costs': '-38.00',
  });
  expect(await nextDay(id)).toEqual([]);
  const again = [
    await withdrawCase(platform, agent, { caseId: caseKey(id), reason: 'Twice' }),
    await pauseCase(platform, agent, caseKey(id), 'Late'),
    await disputeCase(platform, agent, { caseId: caseKey(id), reason: 'Late' }),
  ];
  expect(again.map(outcome)).toEqual(['INVALID_STATE', 'INVALID_STATE', 'INVALID_STATE']);
});

describe('payments', () => {
  test('the same key gives the same payment, another input under it is refused', async () => {
    const platform = await openPlatform(db.dataSource, '2026-06-15');
    const id = await hand(platform, NORWEGIAN);
    const input = {
      idempotencyKey: uuidv7(),
      caseId: caseKey(id),
      amount: { amount: '100.00', currency: 'NOK' },
      receivedOn: isoDate('2026-06-15'),
    };
    const first = await recordPayment(platform, agent, input);
    expect(await recordPayment(platform, agent, input)).toEqual(first);
    expect(await db.dataSource.query('select count(*)::int as n from payment where case_id = $1', [id])).toEqual([
      { n: 1 },
    ]);
    const other = await recordPayment(platform, agent, { ...input, amount: { amount: '200.00', currency: 'NOK' } });
    expect(outcome(other)).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  test('refused: another currency, nothing, a day to come, a day before the invoice, a case nobody has', async () => {
    const platform = await openPlatform(db.dataSource, '2026-06-15');
    const id = await hand(platform, NORWEGIAN);
    const attempt = async (amount: string, currency: string, on: string, caseId = caseKey(id)) =>
      outcome(await recordPayment(platform, agent, { caseId, amount: { amount, currency }, receivedOn: isoDate(on) }));
    expect(await attempt('1.00', 'EUR', '2026-06-15')).toBe('CURRENCY_MISMATCH');
    expect(await attempt('0', 'NOK', '2026-06-15')).toBe('AMOUNT_NOT_POSITIVE');
    expect(await attempt('-5.00', 'NOK', '2026-06-15')).toBe('AMOUNT_NOT_POSITIVE');
    expect(await attempt('1.00', 'NOK', '2026-06-16')).toBe('INVALID_INPUT');
    expect(await attempt('1.00', 'NOK', '2026-05-17')).toBe('INVALID_INPUT');
    expect(await attempt('1.00', 'NOK', '2026-06-15', caseKey(uuidv7()))).toBe('NOT_FOUND');
    expect(await attempt('1.00', 'NOK', '2026-06-15', 'Creditor:1')).toBe('NOT_FOUND');
  });

  test('money that came in before the varsel was sent spares the debtor its fee and the later interest', async () => {
    const platform = await openPlatform(db.dataSource, '2026-06-15');
    const id = await hand(platform, NORWEGIAN);
    await until(platform, '2026-06-20');
    // Ten days late: 1 000 × 12 % × 10 / 365 = 3.2877. Paid whole on 11 June, so the varsel of 15 June earns no fee.
    expect(outcome(await pay(platform, id, '1003.29', '2026-06-11'))).toBe('done');
    expect(await lastSpread(platform, id)).toEqual(['PRINCIPAL 1000.00', 'INTEREST 3.29']);
    expect(await rowOf(platform, id)).toMatchObject({
      status: 'CLOSED',
      close_reason: 'PAID',
      closed_on: '2026-06-20',
    });
    expect(await accounts(platform, id)).toEqual({ client_funds: '1003.29', 'creditor:payable': '-1003.29' });
  });

  test('a payment booked after a later one covers what is left, and closes the case to the øre', async () => {
    const platform = await openPlatform(db.dataSource, '2026-06-15');
    const id = await hand(platform, NORWEGIAN);
    await until(platform, '2026-06-25');
    // 25 June: 600 cover the fee of 38 and 562 of the principal.
    await pay(platform, id, '600.00');
    expect(await lastSpread(platform, id)).toEqual(['COST 38.00', 'PRINCIPAL 562.00']);
    // Told later: 450 came in on 20 June. The 438 left are covered, then the interest of 18 days on 1 000 (2 to 19 … 20 June is
    // the nineteenth: 1 000 × 12 % × 19 / 365 = 6.2466) and of 5 days on 562 (0.9238): 7.17 in all. 450 − 438 − 7.17 = 4.83 too much.
    expect(outcome(await pay(platform, id, '450.00', '2026-06-20'))).toBe('done');
    expect(await lastSpread(platform, id)).toEqual(['PRINCIPAL 438.00', 'INTEREST 7.17']);
    expect(await rowOf(platform, id)).toMatchObject({ status: 'CLOSED', close_reason: 'PAID' });
    expect(await accounts(platform, id)).toEqual({
      client_funds: '1050.00', 'creditor:payable': '-1007.17', 'income:costs': '-38.00', suspense: '-4.83',
    }); // prettier-ignore
  });

  test('money the creditor got itself is owed to nobody', async () => {
    const platform = await openPlatform(db.dataSource, '2026-06-15');
    const creditorId = await creditorOf(platform, { country: 'NO' });
    const id = await hand(platform, { ...NORWEGIAN, creditorId });
    const staff = creditorStaff(creditorId);
    const input = {
      caseId: caseKey(id),
      amount: { amount: '300.00', currency: 'NOK' },
      receivedOn: isoDate('2026-06-15'),
    };
    expect(outcome(await recordPayment(platform, staff, input))).toBe('FORBIDDEN');
    expect(outcome(await recordPayment(platform, staff, { ...input, paidToCreditor: true }))).toBe('done');
    expect(await accounts(platform, id)).toMatchObject({
      'receivable:principal': '700.00',
      'creditor:claims': '-700.00',
    });
    expect((await accounts(platform, id))['creditor:payable']).toBeUndefined();
  });
});

test('a creditor acts on its own cases only, partners and analysts on none', async () => {
  const platform = await openPlatform(db.dataSource, '2026-06-15');
  const creditorId = await creditorOf(platform, { country: 'NO' });
  const id = await hand(platform, { ...NORWEGIAN, creditorId });
  const stranger = creditorStaff(await creditorOf(platform, { country: 'NO' }));
  const analyst: Viewer = { subject: 'analyst@inkasso.example', roles: ['ANALYST'], creditorId: null, partnerId: null };
  expect(outcome(await pauseCase(platform, stranger, caseKey(id), 'Not mine'))).toBe('NOT_FOUND');
  expect(outcome(await pauseCase(platform, analyst, caseKey(id), 'Not mine'))).toBe('NOT_FOUND');
  expect(outcome(await pauseCase(platform, creditorStaff(creditorId), caseKey(id), 'Mine'))).toBe('done');
});

describe('due steps', () => {
  test('two workers at once send every letter once', async () => {
    const platform = await openPlatform(db.dataSource, '2026-06-15');
    const creditorId = await creditorOf(platform, { country: 'NO' });
    const ids: string[] = [];
    for (let index = 0; index < 30; index++) ids.push(await hand(platform, { ...NORWEGIAN, creditorId }));
    const runs = await Promise.all([
      takeDueSteps(platform, isoDate('2026-06-15')),
      takeDueSteps(platform, isoDate('2026-06-15')),
    ]);
    // What one of them passed over because the other had it in hand, is done.
    expect(runs[0]! + runs[1]!).toBe(30);
    expect(await takeDueSteps(platform, isoDate('2026-06-15'))).toBe(0);
    const sent: { n: number }[] = await db.dataSource.query(
      `select count(*)::int as n from notice where case_id = any($1)
       union all select count(*)::int from case_event where type = 'noticeSent' and case_id = any($1)`,
      [ids],
    );
    expect(sent).toEqual([{ n: 30 }, { n: 30 }]);
  });

  test('a letter that lacks something the law requires is not sent', async () => {
    const platform = await openPlatform(db.dataSource, '2026-02-17');
    // A maksuvaatimus names the creditor's address (perintälaki 5 a §); the reminder before it need not.
    const id = await hand(platform, {
      country: 'FI', type: 'PERSON', principal: '200.00', invoiceDate: '2026-01-02', dueDate: '2026-02-02', creditorWithoutAddress: true,
    }); // prettier-ignore
    expect(await until(platform, '2026-02-17')).toBe(1);
    expect(await until(platform, '2026-03-20')).toBe(0);
    expect(await rowOf(platform, id)).toMatchObject({
      status: 'ON_HOLD',
      hold_reason: 'MISSING_INFORMATION',
      stage: 'PRE_COLLECTION',
    });
    const told: unknown[] = await db.dataSource.query(
      `select on_date, params->>'element' as element from case_event where case_id = $1 and type = 'noticeIncomplete'`,
      [id],
    );
    expect(told).toEqual([{ on_date: '2026-03-04', element: 'creditorAddress' }]);
    expect((await owed(platform, id)).costs).toBe('5.00');
  });

  test('a case whose claim has become time-barred is closed, not dunned', async () => {
    const platform = await openPlatform(db.dataSource, '2026-06-15');
    const id = await hand(platform, {
      ...NORWEGIAN,
      automation: 'APPROVAL',
      invoiceDate: '2023-05-20',
      dueDate: '2023-06-20',
    });
    await until(platform, '2026-06-15');
    // Three years from the due date (foreldelsesloven §§ 2, 3): 20 June 2026 is the last day.
    await pauseCase(platform, agent, caseKey(id), 'Looking for the debtor');
    await until(platform, '2026-06-20');
    await resumeCase(platform, agent, caseKey(id));
    expect(await until(platform, '2026-06-21')).toBe(0);
    expect(await rowOf(platform, id)).toMatchObject({ status: 'AWAITING_APPROVAL' });
    expect(outcome(await approveStep(platform, agent, caseKey(id)))).toBe('TIME_BARRED');
    expect(await rowOf(platform, id)).toMatchObject({
      status: 'CLOSED',
      close_reason: 'TIME_BARRED',
      closed_on: '2026-06-21',
    });
    expect(await accounts(platform, id)).toEqual({});
  });

  test('past the last known rate a case is held once, and the others go on', async () => {
    const platform = await openPlatform(db.dataSource, '2026-12-15');
    const late = await hand(platform, { ...NORWEGIAN, invoiceDate: '2026-11-02', dueDate: '2026-12-01' });
    // 15 December + 14 days: 29 December. A payment of that day comes on the 30th, so the betalingsoppfordring goes on
    // 31 December, the last day with a known rate; for a varsel of the 16th it would go in January.
    const { length } = await letters(platform, late);
    expect(length).toBe(0);
    await until(platform, '2026-12-16');
    const later = await hand(platform, { ...NORWEGIAN, invoiceDate: '2026-11-02', dueDate: '2026-12-02' });
    expect(await until(platform, '2027-01-20')).toBe(2);
    expect((await letters(platform, late)).map((letter) => letter.slice(0, 25))).toEqual([
      'COLLECTION_NOTICE 2026-12',
      'PAYMENT_DEMAND 2026-12-31',
    ]);
    expect(await rowOf(platform, later)).toMatchObject({ status: 'ON_HOLD', hold_reason: 'MISSING_INFORMATION' });
    expect((await events(platform, later)).filter((event) => event.startsWith('ruleUnknown'))).toHaveLength(1);
    expect(outcome(await pay(platform, later, '10.00'))).toBe('RULE_NOT_ENCODED');
  });
});

describe('the clock', () => {
  test('goes forward only, three years at most, and in the sandbox only', async () => {
    const platform = await openPlatform(db.dataSource, '2026-06-15');
    const idle = () => Promise.resolve();
    const move = async (to: string) => outcome(await advance(platform, isoDate(to), idle));
    expect(await move('2026-06-14')).toBe('INVALID_STATE');
    expect(await move('2029-06-16')).toBe('INVALID_INPUT');
    expect(await move('2026-06-18')).toBe('done');
    expect(platform.clock.today()).toBe('2026-06-18');
    expect(outcome(await advance({ ...platform, clock: new RealClock() }, isoDate('2026-06-20'), idle))).toBe(
      'INVALID_STATE',
    );
  });

  test('two moves at once do not interleave: every day is lived through in order', async () => {
    const platform = await openPlatform(db.dataSource, '2026-06-15');
    const days: string[] = [];
    const note = (day: string) => Promise.resolve(void days.push(day));
    await Promise.all([advance(platform, isoDate('2026-06-18'), note), advance(platform, isoDate('2026-06-18'), note)]);
    expect(days).toEqual(['2026-06-15', '2026-06-16', '2026-06-17', '2026-06-18', '2026-06-18']);
    const stored = await SandboxClock.open(db.dataSource, isoDate('2026-01-01'));
    expect(stored.today()).toBe('2026-06-18');
  });
});
