import fc from 'fast-check';
import { lawsUnder } from '../../src/countries/index.js';
import { isoDate, addDays } from '../../src/domain/date.js';
import { money } from '../../src/domain/money.js';
import { keyOf } from '../../src/graphql/ids.js';
import { settleDue } from '../../src/jobs/settle.js';
import { lockCase } from '../../src/modules/cases/case.record.js';
import { bookPayment, bookLatePayment } from '../../src/modules/payments/payment.booking.js';
import { reversePayment } from '../../src/modules/payments/payment.reversal.js';
import { confirmPayout, rejectPayout } from '../../src/modules/settlement/payout.record.js';
import { painFaults } from '../bank-files/schema.js';
import { newCreditor, pay, register, useWorld, type Row, type World } from '../scenarios/world.js';

// Monday of the week before Easter: 2, 3 and 6 April are holidays, so the first bank day after Sunday 5 April is Tuesday 7 April.
const here = useWorld('2026-03-30');

const SETTLEMENTS = `query ($creditorId: [ID!]) { settlements(filter: { creditorId: $creditorId }, first: 50) { edges { node {
  id number currency reference periodTo settledOn opening { amount } payout { amount } carriedForward { amount } payoutStatus paidOn
  lines { kind text amount { amount } base { amount } ratePercent case { id } } } } } }`;

/** Settlements with a creditor, oldest first: "currency number, settled on: kind amount …; payout, carried, status". */
async function settlements(world: World, creditorId: string): Promise<string[]> {
  const { settlements: page } = await world.ask(SETTLEMENTS, { creditorId: [creditorId] });
  return [...page!['edges']!].reverse().map((edge) => {
    const node = edge['node']!;
    const lines = node['lines']!.map((line) => `${line['kind']} ${line['amount']!['amount']}`).join(', ');
    const ends = `${node['payout']!['amount']} ${node['carriedForward']!['amount']} ${node['payoutStatus']}`;
    return `${node['currency']} ${node['number']} ${node['settledOn']}: ${lines}; ${ends}`;
  });
}

let organisation = 0;

/** A creditor whose steps wait for approval, so that no letter adds a fee; with terms from today on. */
async function client(world: World, terms: object, bankAccount: string | null = '9710 41 33219'): Promise<string> {
  organisation += 1;
  const numbers = ['981566378', '984661185', '974760673', '889640782', '971277882', '983971636', '123456785'];
  const creditorId = await newCreditor(world, {
    name: `Eksempel ${organisation} AS`, country: 'NO', organisationNumber: numbers[organisation - 1], automation: 'APPROVAL',
    bankAccount, address: { lines: ['Kraftveien 1'], postalCode: '0150', city: 'Oslo', country: 'NO' },
  }); // prettier-ignore
  await world.act(
    `mutation ($input: CommissionTermsInput!) { setCommissionTerms(input: $input) { creditor { id commissionTerms { schedule } } userErrors { message } } }`,
    { input: { idempotencyKey: `terms ${creditorId}`, creditorId, validFrom: world.platform.clock.today(), ...terms } },
  );
  return creditorId;
}

let invoices = 0;

/** A case on one invoice due 16 March 2026; a Swedish or Norwegian consumer owes. */
function owing(world: World, creditorId: string, principal: string, country: 'NO' | 'SE' = 'NO'): Promise<string> {
  invoices += 1;
  return register(world, {
    creditorId,
    debtor: {
      type: 'PERSON', name: 'Skyldner Eksempel', country,
      address: { lines: ['Prøvegata 3'], postalCode: country === 'NO' ? '0001' : '111 22', city: 'Testby', country },
    },
    claims: [{
      invoiceNumber: `S-${invoices}`, description: 'Vare', invoiceDate: '2026-02-16', dueDate: '2026-03-16',
      principal: { amount: principal, currency: country === 'NO' ? 'NOK' : 'SEK' },
    }],
  }); // prettier-ignore
}

const nok = (amount: string) => ({ amount, currency: 'NOK' });

/** Own money in the client account, by currency; it is never below zero. */
async function own(world: World): Promise<Record<string, string>> {
  const { clientFunds } = await world.ask(
    `query ($on: Date!) { clientFunds(on: $on) { currency funds { amount } own { amount } } }`,
    { on: '2030-01-01' },
  );
  const rows = clientFunds!.map((row) => [String(row['currency']), String(row['own']!['amount'])]);
  for (const [, amount] of rows) expect(amount).not.toMatch(/^-/);
  return Object.fromEntries(rows);
}

/** Takes back the only payment of a case. */
async function takeBack(world: World, caseId: string): Promise<void> {
  const { platform } = world;
  const key = keyOf('Case', caseId)!;
  await platform.db.transaction(async (tx) => {
    const [{ id: paymentId }]: [{ id: string }] = await tx.query('select id from payment where case_id = $1', [key]);
    const row = (await lockCase(tx, null, key))!;
    await reversePayment(tx, platform, row, { paymentId, on: platform.clock.today(), reported: null, actor: 'test' });
  });
}

const tasks = async (world: World, kind: string): Promise<string[]> => {
  const { tasks: page } = await world.ask(
    `query ($kind: [TaskKind!]) { tasks(filter: { kind: $kind, open: true }) { edges { node { text } } } }`,
    { kind: [kind] },
  );
  return page!['edges']!.map(({ node }) => String((node as Row)['text']));
};

test('weeks of a creditor: collected in two currencies, taken back after it was settled, made up for', async () => {
  const { world } = here;
  const creditorId = await client(world, { successFeePercent: '10', caseFees: [nok('50.00')] });
  const first = await owing(world, creditorId, '10000.00');
  const swedish = await owing(world, creditorId, '3000.00', 'SE');

  // Monday 30 March. Principal comes before interest in Norway; in Sweden interest and principal are the creditor's alike.
  await pay(world, first, nok('4000.00'), '2026-03-30');
  await pay(world, swedish, { amount: '1000.00', currency: 'SEK' }, '2026-03-30');

  // Tuesday 7 April: the week to Sunday 5 April is over.
  // 4 000.00 - 10 % 400.00 - fee 50.00 - 25 % tax on 450.00, 112.50 = 3 437.50. In kronor 1 000.00 - 100.00 - 25.00 = 875.00.
  await world.until('2026-04-06');
  expect(await settlements(world, creditorId)).toEqual([]);
  await world.until('2026-04-07');
  const paidOut = [
    'NOK 1 2026-04-07: COLLECTED 4000.00, COMMISSION -400.00, CASE_FEE -50.00, VAT -112.50; 3437.50 0.00 SENT',
    'SEK 1 2026-04-07: COLLECTED 1000.00, COMMISSION -100.00, VAT -25.00; 875.00 0.00 SENT',
  ];
  expect((await settlements(world, creditorId)).sort()).toEqual(paidOut);
  // What is left in the account is our commission, fee and tax.
  expect(await own(world)).toEqual({ NOK: '562.50', SEK: '125.00' });

  // The bank takes the 4 000.00 back: our own money stands in for what the creditor has been paid, and the books say so.
  await takeBack(world, first);
  expect(await own(world)).toEqual({ NOK: '562.50', SEK: '125.00' });
  expect(await tasks(world, 'CLIENT_FUNDS_TO_COVER')).toEqual([expect.stringContaining('4,000.00')]);

  // Monday 13 April: 4 000.00 to be given back, less 400.00 commission and 100.00 tax that are not due: 3 500.00 carried forward.
  await world.until('2026-04-13');
  expect((await settlements(world, creditorId)).at(-1)).toBe(
    'NOK 2 2026-04-13: REVERSAL -4000.00, COMMISSION 400.00, VAT 100.00; 0.00 -3500.00 NOTHING',
  );

  // 5 000.00 on another case. 5 000.00 - 500.00 - 50.00 - 137.50 - 3 500.00 = 812.50.
  await world.until('2026-04-14');
  const second = await owing(world, creditorId, '8000.00');
  await pay(world, second, nok('5000.00'), '2026-04-14');
  await world.until('2026-04-20');
  expect((await settlements(world, creditorId)).at(-1)).toBe(
    'NOK 3 2026-04-20: COLLECTED 5000.00, COMMISSION -500.00, CASE_FEE -50.00, VAT -137.50; 812.50 0.00 SENT',
  );
  // 4 000.00 of our own came in, 4 000.00 went with the payment; 500 + 50 + 50 and 150 tax are earned, and the 4 000.00 are back.
  expect(await own(world)).toEqual({ NOK: '4750.00', SEK: '125.00' });
});

/** A statement of the Norwegian account with one debit. */
const camt053 = (endToEndId: string, amount: string, on: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
   <GrpHdr><MsgId>TEST-1</MsgId><CreDtTm>${on}T18:00:00Z</CreDtTm></GrpHdr>
   <Stmt><Id>1</Id><CreDtTm>${on}T18:00:00Z</CreDtTm><Acct><Id><Othr><Id>99990000006</Id></Othr></Id></Acct>
   <Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="NOK">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>${on}</Dt></Dt></Bal>
   <Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="NOK">0.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>${on}</Dt></Dt></Bal>
   <Ntry><Amt Ccy="NOK">${amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${on}</Dt></BookgDt>
   <ValDt><Dt>${on}</Dt></ValDt><AcctSvcrRef>B-1</AcctSvcrRef><BkTxCd><Prtry><Cd>TRF</Cd></Prtry></BkTxCd>
   <NtryDtls><TxDtls><Refs><EndToEndId>${endToEndId}</EndToEndId></Refs><Amt Ccy="NOK">${amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd></TxDtls></NtryDtls>
   </Ntry></Stmt></BkToCstmrStmt></Document>`;

test('the bank’s answers: the file it gets, paid, refused and sent anew', async () => {
  const { world } = here;
  const { db } = world.platform;
  const creditorId = await client(world, { successFeePercent: '0', schedule: 'DAILY' }, null);
  await pay(world, await owing(world, creditorId, '10000.00'), nok('700.00'), '2026-04-20');
  await world.until('2026-04-21');
  // No account is known: settled, but not paid out.
  expect(await settlements(world, creditorId)).toEqual(['NOK 1 2026-04-21: COLLECTED 700.00; 700.00 0.00 BLOCKED']);
  expect(await tasks(world, 'PAYOUT_BLOCKED')).toEqual([expect.stringContaining('700.00')]);

  const setAccount = (bankAccount: string) =>
    world.ask(
      `mutation ($id: ID!, $account: String!) { setCreditorBankAccount(creditorId: $id, bankAccount: $account) { userErrors { code field } } }`,
      { id: creditorId, account: bankAccount },
    );
  expect(await setAccount('9710 41 33218')).toEqual({
    setCreditorBankAccount: { userErrors: [{ code: 'INVALID_INPUT', field: ['bankAccount'] }] },
  });
  await setAccount('9710 41 33219');
  expect(await tasks(world, 'PAYOUT_BLOCKED')).toEqual([]);
  await world.until('2026-04-22');
  const { payoutFiles } = await world.ask(
    `{ payoutFiles(from: "2026-04-21", to: "2026-04-22") { messageId transfers content } }`,
  );
  const content = String(payoutFiles![0]!['content']);
  expect(payoutFiles).toMatchObject([{ transfers: 1 }]);
  expect(await painFaults(content)).toEqual([[]]);
  expect(content).toContain('<InstdAmt Ccy="NOK">700.00</InstdAmt>');

  // Refused: owed again, and nothing is sent before somebody has seen to the account.
  const reference = /<EndToEndId>(.*?)</.exec(content)![1]!;
  const told = { reference, amount: money(700_00n, 'NOK'), on: isoDate('2026-04-22') };
  expect(await db.transaction((tx) => rejectPayout(tx, { ...told, reason: 'AC04' }))).toBe(true);
  expect(await db.transaction((tx) => confirmPayout(tx, told))).toBe(false);
  expect(await tasks(world, 'PAYOUT_REJECTED')).toEqual([expect.stringContaining('AC04')]);
  await own(world);
  await setAccount('9710 53 02049');
  await world.until('2026-04-23');
  expect(await db.transaction((tx) => confirmPayout(tx, { ...told, amount: money(1n, 'NOK') }))).toBe(false);
  // The round trip: the statement of the account brings the reference of our file back.
  const statement = Buffer.from(camt053(reference, '700.00', '2026-04-23')).toString('base64');
  const read = await world.act(
    `mutation ($input: ImportBankFileInput!) { importBankFile(input: $input) { entries { reason } userErrors { code message } } }`,
    { input: { idempotencyKey: 'statement', fileName: 'statement.xml', content: statement } },
  );
  expect(read['entries']).toEqual([{ reason: 'PAYOUT_MADE' }]);
  expect(await db.transaction((tx) => confirmPayout(tx, told))).toBe(false);
  expect(await settlements(world, creditorId)).toEqual(['NOK 1 2026-04-21: COLLECTED 700.00; 700.00 0.00 PAID']);
  const { settlements: page } = await world.ask(`query ($id: [ID!]) { settlements(filter: { creditorId: $id }, first: 1) { edges { node { pdf } } } }`, {
    id: [creditorId],
  }); // prettier-ignore
  expect(Buffer.from(String(page!['edges']![0]!['node']!['pdf']), 'base64').subarray(0, 5).toString()).toBe('%PDF-');
});

test('too much paid, given back once; an outlay is the creditor’s while the debtor has not repaid it', async () => {
  const { world } = here;
  const creditorId = await client(world, { successFeePercent: '0', schedule: 'DAILY' });
  const id = await owing(world, creditorId, '100.00');
  // Paid before it was due, so without interest: 50.00 too much, and the case is closed.
  await pay(world, id, nok('150.00'), '2026-03-10');
  expect(await tasks(world, 'OVERPAYMENT')).toEqual([expect.stringContaining('50.00')]);
  const refund = (input: object) =>
    world.ask(
      `mutation ($input: RefundSurplusInput!) { refundSurplus(input: $input) { case { id } userErrors { code field } } }`,
      { input: { caseId: id, ...input } },
    );
  const refusalOf = (answer: Row) => answer['refundSurplus']!['userErrors'];
  expect(refusalOf(await refund({ idempotencyKey: 'r1', amount: nok('50.01'), account: '9710 53 02049' }))).toEqual([
    { code: 'INVALID_STATE', field: ['amount'] },
  ]);
  expect(refusalOf(await refund({ idempotencyKey: 'r1', amount: nok('20.00') }))).toEqual([
    { code: 'INVALID_INPUT', field: ['account'] },
  ]);
  // 20.00 were sent by hand; the rest goes with the file.
  expect(refusalOf(await refund({ idempotencyKey: 'r1', amount: nok('20.00'), payoutReference: 'bank 77' }))).toEqual(
    [],
  );
  expect(refusalOf(await refund({ idempotencyKey: 'r1', amount: nok('20.00'), payoutReference: 'bank 77' }))).toEqual(
    [],
  );
  expect(refusalOf(await refund({ idempotencyKey: 'r2', account: '9710 53 02049' }))).toEqual([]);
  expect(await tasks(world, 'OVERPAYMENT')).toEqual([]);
  expect(refusalOf(await refund({ idempotencyKey: 'r3', account: '9710 53 02049' }))).toEqual([
    { code: 'INVALID_STATE', field: ['amount'] },
  ]);

  // 1 345.00 paid to an authority on another case; the debtor has repaid nothing of it.
  const sued = await owing(world, creditorId, '10000.00');
  await world.act(
    `mutation ($input: RecordOutlayInput!) { recordOutlay(input: $input) { case { outlays { text amount { amount } } } userErrors { code } } }`,
    { input: { idempotencyKey: 'o1', caseId: sued, amount: nok('1345.00'), paidOn: '2026-04-23', text: 'Rettsgebyr' } },
  );
  await pay(world, sued, nok('2000.00'), '2026-04-23');
  await world.until('2026-04-24');
  expect(await settlements(world, creditorId)).toEqual([
    'NOK 1 2026-04-23: COLLECTED 100.00; 100.00 0.00 SENT',
    'NOK 2 2026-04-24: COLLECTED 2000.00, OUTLAY -1345.00; 655.00 0.00 SENT',
  ]);
  const { trialBalance } = await world.ask(
    `{ trialBalance(on: "2026-04-24") { currency account debit { amount } credit { amount } balance { amount } } }`,
  );
  const balance = (account: string) =>
    trialBalance!.find((line) => line['account'] === account && line['currency'] === 'NOK')?.['balance']!['amount'];
  expect([balance('suspense'), balance('court:outlay')]).toEqual(['0.00', '0.00']);
  const total = trialBalance!
    .filter((line) => line['currency'] === 'NOK')
    .reduce((sum, line) => sum + BigInt(String(line['balance']!['amount']).replace('.', '')), 0n);
  expect(total).toBe(0n);
  await own(world);
});

test('what is designated, and the rule each payment was spread by', async () => {
  const { world } = here;
  const creditorId = await client(world, { successFeePercent: '0' });
  const [norwegian, swedish] = [
    await owing(world, creditorId, '500.00'),
    await owing(world, creditorId, '500.00', 'SE'),
  ];
  const payFor = (caseId: string, currency: string, kind: string) =>
    world.ask(
      `mutation ($input: RecordPaymentInput!) { recordPayment(input: $input) {
         payment { allocations { kind } allocationRule { text legalBasis { act provision } } }
         userErrors { code field legalBasis { provision } } } }`,
      { input: { caseId, amount: { amount: '1.00', currency }, receivedOn: '2026-04-20', designation: { kind } } },
    );
  // Norway: the debtor may say that it pays interest, which would else come last.
  expect((await payFor(norwegian, 'NOK', 'INTEREST'))['recordPayment']).toMatchObject({
    payment: {
      allocations: [{ kind: 'INTEREST' }],
      allocationRule: {
        text: expect.stringContaining('debtor'),
        legalBasis: { act: expect.stringContaining('1998/11444') },
      },
    },
    userErrors: [],
  });
  // Sweden: only which debt; nothing goes to the principal before its interest (HB 9:5).
  expect((await payFor(swedish, 'SEK', 'PRINCIPAL'))['recordPayment']).toMatchObject({
    payment: null,
    userErrors: [{ code: 'INVALID_INPUT', field: ['designation', 'kind'], legalBasis: { provision: '9 kap. 5 §' } }],
  });
});

test('losses of a month are the creditor’s own part of what was written off', async () => {
  const { world } = here;
  const creditorId = await client(world, { successFeePercent: '0' });
  const id = await owing(world, creditorId, '730.00');
  await world.act(
    `mutation ($input: WriteOffForBooksInput!) { writeOffForBooks(input: $input) { case { id } userErrors { code } } }`,
    { input: { idempotencyKey: 'loss', caseId: id, amount: nok('300.00'), reason: 'Tapt i regnskapet.' } },
  );
  await world.act(
    `mutation ($input: WithdrawCaseInput!) { withdrawCase(input: $input) { case { id } userErrors { code } } }`,
    { input: { caseId: id, reason: 'Ikke verdt det.' } },
  );
  const { creditLosses } = await world.ask(
    `query ($id: ID!) { creditLosses(creditorId: $id, month: "2026-04") { case { id } on reason text principal { amount } interest { amount } costs { amount } } }`,
    { id: creditorId },
  );
  // 300.00 were lost in the books before the rest was, at the end; interest that was never booked is no loss of theirs.
  expect(creditLosses).toMatchObject([
    { on: '2026-04-24', reason: null, text: 'Tapt i regnskapet.', principal: { amount: '300.00' } },
    { case: { id }, reason: 'WITHDRAWN', text: null, principal: { amount: '430.00' }, interest: { amount: '0.00' } },
  ]);
});

test('the act of 2026: principal is with the creditor within fourteen days, whatever is agreed', async () => {
  const { world } = here;
  const platform = { ...world.platform, laws: lawsUnder({ noAct2026From: isoDate('2026-04-01') }) };
  const creditorId = await client(world, { successFeePercent: '0', schedule: 'MONTHLY' });
  await pay(world, await owing(world, creditorId, '10000.00'), nok('900.00'), '2026-04-24');
  const settledOn = async (day: string) => {
    await settleDue(platform, { on: isoDate(day), countries: ['NO'] });
    return settlements(world, creditorId);
  };
  // The fourteenth day after Friday 24 April is Friday 8 May; 1 May is a holiday, and the month's own settlement of Monday
  // 4 May is left out here. On 7 May there is another bank day to come in time, on 8 May there is none.
  await world.platform.db.query(`update creditor set settled_to = '2026-04-30' where id = $1`, [
    keyOf('Creditor', creditorId),
  ]);
  expect(await settledOn('2026-05-07')).toEqual([]);
  expect(await settledOn('2026-05-08')).toEqual(['NOK 1 2026-05-08: COLLECTED 900.00; 900.00 0.00 SENT']);
});

test('any order of payments, reversals and settlements by two workers: funds cover what is owed, nothing is settled twice', async () => {
  const { world } = here;
  const { platform } = world;
  const { db } = platform;
  const creditorId = await client(world, { successFeePercent: '12.50', schedule: 'DAILY', caseFees: [nok('10.00')] });
  const cases: string[] = [];
  for (let index = 0; index < 4; index += 1) cases.push(keyOf('Case', await owing(world, creditorId, '300.00'))!);
  const deed = fc.record({
    what: fc.constantFrom('PAY', 'PAY', 'DIRECT', 'REVERSE', 'SETTLE'),
    which: fc.nat({ max: 3 }),
    amount: fc.bigInt({ min: 1n, max: 250_00n }),
  });
  const [deeds] = fc.sample(fc.array(deed, { minLength: 45, maxLength: 45 }), { numRuns: 1, seed: 20_260_424 });
  let day = isoDate('2026-05-11');
  const settle = async () => {
    const today = { on: day, countries: ['NO'] } as const;
    await Promise.all([settleDue(platform, today), settleDue(platform, today)]);
    do day = addDays(day, 1);
    while (!platform.laws.NO.isBankDay(day));
  };
  for (const { what, which, amount } of [...deeds!, { what: 'SETTLE', which: 0, amount: 0n }]) {
    if (what === 'SETTLE') await settle();
    else
      await db.transaction(async (tx) => {
        const row = (await lockCase(tx, null, cases[which]!))!;
        const on = platform.clock.today();
        if (what === 'REVERSE') {
          const paid: { id: string }[] = await tx.query(
            `select p.id from payment p where case_id = $1 and not exists (select from payment_reversal where payment_id = p.id) order by id limit 1`,
            [row.id],
          );
          if (paid[0])
            await reversePayment(tx, platform, row, { paymentId: paid[0].id, on, reported: null, actor: 'test' });
          return;
        }
        const to = what === 'DIRECT' ? 'creditor:received' : 'client_funds';
        const payment = { amount, receivedOn: on, to, reference: null, reported: null, actor: 'test' } as const;
        await (row.state.status === 'CLOSED' ? bookLatePayment : bookPayment)(tx, platform, row, payment);
      });
    await own(world);
  }
  // Every payment of ours that holds is settled, each once, and each that does not is settled and taken back, or neither.
  const [wrong]: [{ unsettled: string; twice: string }] = await db.query(
    `select (select count(*) from payment p where p.case_id = any($1) and not p.paid_to_creditor
         and (select coalesce(sum(amount_minor), 0) from settlement_line where payment_id = p.id and kind in ('COLLECTED', 'REVERSAL'))
         <> (select coalesce(sum(case when credit_account = 'creditor:payable' then amount_minor
               when debit_account = 'creditor:payable' then -amount_minor end), 0)
             from posting where payment_id = p.id and reason in ('payment', 'reversal'))) as unsettled,
       (select count(*) - count(distinct (kind, source)) from settlement_line where creditor_id = $2) as twice`,
    [cases, keyOf('Creditor', creditorId)],
  );
  expect(wrong).toEqual({ unsettled: '0', twice: '0' });
});
