import {
  AGENT,
  booksOf,
  caseNow,
  eventsOf,
  lastSpread,
  letters,
  newCreditor,
  owed,
  pay,
  register,
  useWorld,
  type Row,
} from './world.js';

const here = useWorld('2026-03-02');

/*
 * Consumers in Norway who owe 4 000 kr, due 16 February 2026. Rulebook no.md: late interest 12.00 % in the first half of 2026 (2.1)
 * by the days of the calendar year from the day after the due date (2.2); notice fee 750/20 = 37.50, rounded to 38 kr, from the
 * 14th day after the due date (1.1); light salær up to 10 000 kr 0.8 x 750 = 600 kr, which absorbs the fee (1.2 i); costs are
 * covered first, then principal, then interest (8). A day's interest on 4 000 kr is 4 000 x 12 % / 365 = 1.31507 kr.
 */
let creditorId: string;
let buyerId: string;
let invoices = 0;

const ADDRESS = { lines: ['Eksempelgata 1'], postalCode: '0001', city: 'Testby', country: 'NO' };

/** Handed over on the day it is. */
async function owing(dueDate = '2026-02-16', invoiceDate = '2026-02-02'): Promise<string> {
  invoices += 1;
  return register(here.world, {
    creditorId,
    debtor: { type: 'PERSON', name: `Test Person ${invoices}`, country: 'NO', address: ADDRESS },
    claims: [
      { invoiceNumber: `L-${invoices}`, description: 'Testlevering', invoiceDate, dueDate, principal: { amount: '4000.00', currency: 'NOK' } },
    ],
  }); // prettier-ignore
}

const REFUSALS = 'userErrors { code message field }';
const mutation = (name: string, input: string): string =>
  `mutation ($input: ${input}!) { ${name}(input: $input) { ${name === 'recordDebtorCondition' ? 'debtor { id }' : 'case { id }'} ${REFUSALS} } }`;
const act = (name: string, type: string, input: object): Promise<Row> =>
  here.world.act(mutation(name, type), { input });

/** "CODE at field" of every refusal. */
async function refusedWith(name: string, type: string, input: object): Promise<string[]> {
  const payload = (await here.world.ask(mutation(name, type), { input }))[name]!;
  return payload['userErrors']!.map(({ code, field }) => `${code} at ${(field as unknown as string[]).join('.')}`);
}

async function more(id: string, selection: string, as = AGENT): Promise<Row> {
  return (await here.world.ask(`query ($id: ID!) { case(id: $id) { ${selection} } }`, { id }, as))['case']!;
}

const openTasks = async (caseId: string): Promise<string[]> => {
  const found = await here.world.ask(
    `query ($id: ID!) { tasks(filter: { caseId: [$id], open: true }) { edges { node { kind dueOn } } } }`,
    { id: caseId },
  );
  return found['tasks']!['edges']!.map(({ node }) => `${node!['kind']} ${node!['dueOn']}`);
};

const lines = async (id: string): Promise<string[]> => (await letters(here.world, id)).map(({ line }) => line);

/** A letter without the breaks of its lines. */
const oneLine = (body: string): string => body.replace(/\s+/g, ' ');

const NOK = (amount: string) => ({ amount, currency: 'NOK' });

test('the commands of a life, in Norway', async () => {
  const { world } = here;
  const ADDRESSED = { country: 'NO', address: ADDRESS };
  creditorId = await newCreditor(world, { ...ADDRESSED, name: 'Eksempel Kraft AS', organisationNumber: '981566378' });
  buyerId = await newCreditor(world, { ...ADDRESSED, name: 'Eksempel Kjøper AS', organisationNumber: '123456785' });

  // 2 March, a Monday: eight cases are handed over, and their inkassovarsler go out with 14 days to pay: 16 March.
  const [withdrawn, paused, later, lossy, settled, lapsed, sold, dead] = [
    await owing(), await owing(), await owing(), await owing(), await owing(), await owing(), await owing(), await owing(),
  ]; // prettier-ignore
  expect(await world.until('2026-03-02')).toBe(8);
  // 14 days of interest: 4 000 x 12 % x 14/365 = 18.41.
  expect(await owed(world, sold)).toBe(
    'principal 4000.00, interest 18.41, costs 38.00, paid 0.00, outstanding 4056.41',
  );

  // 3 March: one case is withdrawn, one paused to the end of 20 March, one given until 31 March.
  await world.until('2026-03-03');
  await act('withdrawCase', 'WithdrawCaseInput', { caseId: withdrawn, reason: 'Avtalt med kunden' });
  const PAUSE = `mutation ($id: ID!, $until: Date) { pauseCase(caseId: $id, reason: "Ferie", until: $until) { case { id } ${REFUSALS} } }`;
  expect((await world.ask(PAUSE, { id: paused, until: '2026-03-03' }))['pauseCase']!['userErrors']![0]).toMatchObject({
    code: 'INVALID_INPUT', field: ['until'],
  }); // prettier-ignore
  await world.act(PAUSE, { id: paused, until: '2026-03-20' });
  expect(await more(paused, 'status holdReason pausedUntil')).toEqual({
    status: 'ON_HOLD', holdReason: 'PAUSED', pausedUntil: '2026-03-20',
  }); // prettier-ignore
  const [claim] = (await more(later, 'claims { id }'))['claims']!;
  const moreTime = { caseId: later, claimId: claim!['id'], newDueDate: '2026-03-31', reason: 'Kunden ba om det' };
  expect(await refusedWith('changeDueDate', 'ChangeDueDateInput', { ...moreTime, newDueDate: '2026-02-16' })).toEqual([
    'INVALID_INPUT at newDueDate',
  ]);
  // Three years from the first due date end on 16 February 2029.
  expect(await refusedWith('changeDueDate', 'ChangeDueDateInput', { ...moreTime, newDueDate: '2029-02-16' })).toEqual([
    'INVALID_INPUT at newDueDate',
  ]);
  await act('changeDueDate', 'ChangeDueDateInput', moreTime);
  // Neither interest nor the fee of the varsel is owed any more; the next varsel goes after the new day.
  expect(await owed(world, later)).toBe('principal 4000.00, interest 0.00, costs 0.00, paid 0.00, outstanding 4000.00');
  expect(await caseNow(world, later)).toMatchObject({
    limitationDate: '2029-02-16', nextStep: { type: 'COLLECTION_NOTICE', earliestOn: '2026-04-01' },
  }); // prettier-ignore
  // The debtor of the withdrawn case, who was written to, is told the same day.
  await world.until('2026-03-03');
  expect(await lines(withdrawn)).toEqual([
    'COLLECTION_NOTICE nb 2026-03-02, pay by 2026-03-16, 4056,41',
    'CLOSING_STATEMENT nb 2026-03-03, pay by null, 0,00',
  ]);
  expect(await caseNow(world, withdrawn)).toMatchObject({
    status: 'CLOSED',
    closeReason: 'WITHDRAWN',
    allowedActions: ['RECORD_PAYMENT'],
  });

  // 4 March: the creditor books its loss of 1 500 kr, then of all that is left. The debtor owes what it owed: 16 days, 21.04.
  await world.until('2026-03-04');
  await act('writeOffForBooks', 'WriteOffForBooksInput', { caseId: lossy, amount: NOK('1500.00'), reason: 'Usikker' });
  await act('writeOffForBooks', 'WriteOffForBooksInput', { caseId: lossy, reason: 'Tapt' });
  expect(await refusedWith('writeOffForBooks', 'WriteOffForBooksInput', { caseId: lossy, reason: 'Mer' })).toEqual([
    'INVALID_INPUT at amount',
  ]);
  expect(await owed(world, lossy)).toBe(
    'principal 4000.00, interest 21.04, costs 38.00, paid 0.00, outstanding 4059.04',
  );
  expect((await more(lossy, 'bookWriteOffs { amount { amount } on reason }'))['bookWriteOffs']).toEqual([
    { amount: { amount: '1500.00' }, on: '2026-03-04', reason: 'Usikker' },
    { amount: { amount: '2500.00' }, on: '2026-03-04', reason: 'Tapt' },
  ]);
  // 538 kr come in: the fee of 38, then 500 of the principal, which the creditor had written off.
  await pay(world, lossy, NOK('538.00'), '2026-03-04');
  const { edges } = ((await caseNow(world, lossy)) as Row & { events: Row }).events;
  expect(edges!.map(({ node }) => node!['text']).at(-1)).toMatch(/500,00|500\.00/);

  // 4 March too: both debtors are offered to settle for 3 000 kr; 14 days to pay end on 18 March, a Wednesday, at the earliest.
  const offer = (caseId: string) => ({
    caseId,
    amount: NOK('3000.00'),
    payBy: '2026-03-18',
    consent: 'Kari hos kreditor, telefon',
  });
  expect(
    await refusedWith('offerSettlement', 'OfferSettlementInput', {
      ...offer(settled),
      payBy: '2026-03-17',
      consent: null,
      amount: NOK('4059.04'),
    }),
  ).toEqual(['INVALID_INPUT at consent', 'INVALID_INPUT at payBy', 'INVALID_INPUT at amount.amount']);
  await act('offerSettlement', 'OfferSettlementInput', offer(settled));
  await act('offerSettlement', 'OfferSettlementInput', offer(lapsed));
  expect(await refusedWith('offerSettlement', 'OfferSettlementInput', offer(lapsed))).toEqual([
    'INVALID_STATE at caseId',
  ]);
  const [, offered] = await letters(world, settled);
  expect(offered!.line).toBe('SETTLEMENT_OFFER nb 2026-03-04, pay by 2026-03-18, 4059,04');
  expect(oneLine(offered!.body)).toContain(
    'godtar 3 000,00 kr som endelig oppgjør dersom beløpet betales innen 18. mars 2026.',
  );
  // Nothing else is done before the bank day after the offer's day has passed.
  expect(await caseNow(world, lapsed)).toMatchObject({
    nextStep: { type: 'PAYMENT_DEMAND', earliestOn: '2026-03-20' },
  });

  // 18 March: 3 100 kr come in for the one offer: 38 of costs, 2 962 of the principal, and 100 beyond it are owed back.
  await world.until('2026-03-18');
  await pay(world, settled, NOK('3100.00'), '2026-03-18');
  expect(await lastSpread(world, settled)).toEqual(['COST 38.00', 'PRINCIPAL 2962.00']);
  expect(await caseNow(world, settled)).toMatchObject({
    status: 'CLOSED',
    closeReason: 'SETTLED',
    closedOn: '2026-03-18',
  });
  expect(await booksOf(world, settled)).toMatchObject({ client_funds: '3100.00', suspense: '-100.00' });
  expect((await more(settled, 'settlementOffers { status acceptedOn }'))['settlementOffers']).toEqual([
    { status: 'KEPT', acceptedOn: null },
  ]);
  // The varsel of the others was missed on 16 March: of four the betalingsoppfordring goes out today, salær 600 in place of 38.
  expect(await lines(sold)).toEqual([
    'COLLECTION_NOTICE nb 2026-03-02, pay by 2026-03-16, 4056,41',
    // 30 days: 4 000 x 12 % x 30/365 = 39.45.
    'PAYMENT_DEMAND nb 2026-03-18, pay by 2026-04-01, 4639,45',
  ]);

  // 20 March: the other offer has lapsed with the 19th, and the betalingsoppfordring goes out. 32 days of interest: 42.08.
  await world.until('2026-03-20');
  expect((await eventsOf(world, lapsed)).slice(-2)).toEqual(['settlementLapsed', 'noticeSent']);
  expect(await owed(world, lapsed)).toBe(
    'principal 4000.00, interest 42.08, costs 600.00, paid 0.00, outstanding 4642.08',
  );
  expect((await more(lapsed, 'settlementOffers { status }'))['settlementOffers']).toEqual([{ status: 'LAPSED' }]);
  // The settled debtor was told the day it paid.
  expect((await lines(settled)).at(-1)).toBe('CLOSING_STATEMENT nb 2026-03-18, pay by null, 0,00');

  // 23 March, a Monday: the pause was over after the 20th. The case went on, and the betalingsoppfordring went out.
  await world.until('2026-03-23');
  expect((await eventsOf(world, paused)).slice(-2)).toEqual(['resumed', 'noticeSent']);

  // 24 March: 2 000 kr come in on the case that is to be sold: salær 600, then 1 400 of the principal. 36 days: 47.34.
  await world.until('2026-03-24');
  await pay(world, sold, NOK('2000.00'), '2026-03-24');
  // 26 March: it is sold for 1 000 kr. 36 days on 4 000 (47.3425), 2 on 2 600 (1.7096): 49.05; left 2 600 + 49.05 = 2 649.05.
  await world.until('2026-03-26');
  const before = await caseNow(world, sold);
  const bought = String(
    (await act('sellCase', 'SellCaseInput', { caseId: sold, newCreditorId: buyerId, price: NOK('1000.00') }))['case']![
      'id'
    ],
  );
  const terms = 'principal 4000.00, interest 49.05, costs 600.00, paid 2000.00, outstanding 2649.05';
  expect(await owed(world, bought)).toBe(terms);
  expect(await booksOf(world, bought)).toEqual({
    'receivable:principal': '2600.00', 'receivable:interest': '49.05', 'creditor:claims': '-2600.00', 'creditor:interest': '-49.05',
    'creditor:bought': '1000.00', 'sale:due': '-1000.00',
  }); // prettier-ignore
  expect(await booksOf(world, sold)).toEqual({
    client_funds: '2000.00', 'creditor:payable': '-1400.00', 'income:costs': '-600.00', 'creditor:sold': '-1000.00', 'sale:due': '1000.00',
  }); // prettier-ignore
  // The reference the debtor knows leads to the case of the buyer; what follows is what would have followed.
  expect(await caseNow(world, bought)).toMatchObject({
    paymentReference: before['paymentReference'], limitationDate: '2029-02-16', nextStep: before['nextStep'], stage: 'COLLECTION',
  }); // prettier-ignore
  expect(await more(sold, 'closeReason continuedBy { id }')).toEqual({
    closeReason: 'SOLD',
    continuedBy: { id: bought },
  });
  expect(await more(bought, 'continues { id } priorNotices { type }')).toEqual({
    continues: { id: sold },
    priorNotices: [],
  });
  const [notice] = await letters(world, bought);
  expect(notice!.line).toBe('ASSIGNMENT_NOTICE nb 2026-03-26, pay by null, 2649,05');
  expect(oneLine(notice!.body)).toContain('Eksempel Kraft AS overdro kravet til Eksempel Kjøper AS 26. mars 2026.');
  // The buyer sees its own case, and not the one of the seller.
  const buyer = { role: 'CREDITOR', creditorId: buyerId.split(':')[1]! } as const;
  expect(await more(bought, 'continues { id }', buyer)).toEqual({ continues: null });
  expect(await refusedWith('assignCase', 'AssignCaseInput', { caseId: bought, newCreditorId: buyerId })).toEqual([
    'INVALID_INPUT at newCreditorId',
  ]);

  // 27 March: the debtor of one case has died. Nobody is written to, somebody is to find the estate within a week.
  await world.until('2026-03-27');
  const { id: debtorId } = (await more(dead, 'debtor { id }'))['debtor']!;
  expect(
    await refusedWith('closeCase', 'CloseCaseInput', { caseId: dead, closeReason: 'DECEASED', note: 'Hørt' }),
  ).toEqual(['INVALID_STATE at closeReason']);
  await act('recordDebtorCondition', 'RecordDebtorConditionInput', { debtorId, type: 'DECEASED', from: '2026-03-25' });
  await world.until('2026-03-27');
  expect(await openTasks(dead)).toEqual(['ESTATE 2026-04-03']);
  // 31 March: the estate has nothing. The case is closed without a letter, and the task with it.
  await world.until('2026-03-31');
  await act('closeCase', 'CloseCaseInput', { caseId: dead, closeReason: 'DECEASED', note: 'Boet er insolvent' });
  await world.until('2026-04-01');
  expect(await openTasks(dead)).toEqual([]);
  expect(await lines(dead)).toHaveLength(2);
  expect((await booksOf(world, dead))['receivable:principal']).toBeUndefined();

  // 1 April: the debtor with more time has not paid by 31 March. A new varsel goes out: a day of interest, 1.32, and the fee only
  // from the 14th day after the new due date, so none. 14 days, and no bank is open on Easter: Thursday 2 to Monday 6 April.
  expect(await lines(later)).toEqual([
    'COLLECTION_NOTICE nb 2026-03-02, pay by 2026-03-16, 4056,41',
    'COLLECTION_NOTICE nb 2026-04-01, pay by 2026-04-15, 4001,32',
  ]);

  // The buyer's debtor pays all. 25 March to 1 April, 8 days on 2 600: 6.8384; with the 47.3425 before 54.18; 2 600 + 54.18.
  await pay(world, bought, NOK('2654.18'), '2026-04-01');
  expect(await caseNow(world, bought)).toMatchObject({ status: 'CLOSED', closeReason: 'PAID' });
  expect(await booksOf(world, bought)).toMatchObject({ client_funds: '2654.18', 'creditor:payable': '-2654.18' });
  expect(world.faults).toEqual([]);
});

/** The same before an authority, in insolvency, and with a protected address; from Tuesday 7 April on, after Easter. */
test('what else stands in the way, in Sweden and Finland', async () => {
  const { world } = here;
  await world.until('2026-04-07');
  const swedish = await newCreditor(world, {
    name: 'Exempel El AB', country: 'SE', organisationNumber: '5560360793', address: { ...ADDRESS, country: 'SE', postalCode: '11122' },
  }); // prettier-ignore
  const registerIn = (country: string, currency: string): Promise<string> => {
    invoices += 1;
    return register(world, {
      creditorId: swedish,
      debtor: { type: 'PERSON', name: `Test Person ${invoices}`, country, address: { ...ADDRESS, lines: ['Hemliga gatan 7'], country } },
      claims: [
        { invoiceNumber: `L-${invoices}`, description: 'Test', invoiceDate: '2026-03-02', dueDate: '2026-03-16', principal: { amount: '1000.00', currency } },
      ],
    }); // prettier-ignore
  };
  const [filed, insolvent, hidden] = [
    await registerIn('SE', 'SEK'),
    await registerIn('SE', 'SEK'),
    await registerIn('SE', 'SEK'),
  ];
  const finnish = await registerIn('FI', 'EUR');
  const debtorOf = async (id: string) => (await more(id, 'debtor { id }'))['debtor']!['id'];
  const tell = async (id: string, condition: object) =>
    act('recordDebtorCondition', 'RecordDebtorConditionInput', { debtorId: await debtorOf(id), ...condition });

  // 7 April: one address is protected before the inkassokrav goes out. Its letter names no address and lies apart; neither does
  // the creditor read it.
  await tell(hidden, { type: 'PROTECTED_ADDRESS', from: '2026-04-01' });
  await world.until('2026-04-07');
  const [demand] = await letters(world, hidden);
  expect(demand!.body).toContain('Test Person');
  expect(demand!.body).not.toContain('Hemliga gatan');
  const [sent]: { to: string }[] = await world.platform.db.query(
    'select delivered_to as "to" from notice where case_id = $1',
    [hidden.split(':')[1]],
  );
  expect(sent!.to).toMatch(/\/by-hand\/[^/]+-PAYMENT_DEMAND-sv\.txt$/);
  const staff = { role: 'CREDITOR', creditorId: swedish.split(':')[1]! } as const;
  expect(await more(hidden, 'debtor { address { city } }', staff)).toEqual({ debtor: { address: null } });
  expect(await more(filed, 'debtor { address { city } }', staff)).toEqual({ debtor: { address: { city: 'Testby' } } });

  // 8 April: an application for a payment order reached Kronofogden. The claim stays as it is until that is over.
  await world.until('2026-04-08');
  await act('recordProceeding', 'RecordProceedingInput', { caseId: filed, type: 'COURT_FILED', on: '2026-04-08' });
  const [claim] = (await more(filed, 'claims { id }'))['claims']!;
  const moreTime = { caseId: filed, claimId: claim!['id'], newDueDate: '2026-05-04', reason: 'Sent' };
  expect(await refusedWith('changeDueDate', 'ChangeDueDateInput', moreTime)).toEqual(['INVALID_STATE at caseId']);
  const sale = { caseId: filed, newCreditorId: buyerId, price: { amount: '1.00', currency: 'SEK' } };
  expect(await refusedWith('sellCase', 'SellCaseInput', sale)).toEqual(['INVALID_STATE at caseId']);
  expect(
    await refusedWith('closeCase', 'CloseCaseInput', { caseId: filed, closeReason: 'UNECONOMICAL', note: 'Dyrt' }),
  ).toEqual(['INVALID_STATE at closeReason']);
  // The creditor may withdraw it all the same: somebody is to withdraw the application too, and the debtor is told.
  await act('withdrawCase', 'WithdrawCaseInput', { caseId: filed, reason: 'Uppgörelse' });
  await world.until('2026-04-08');
  expect(await openTasks(filed)).toEqual(['APPLICATION_TO_WITHDRAW 2026-04-15']);
  expect((await lines(filed)).at(-1)).toBe('CLOSING_STATEMENT sv 2026-04-08, pay by null, 0,00');

  // 9 April: debt restructuring was announced on 12 March; claims are told within a month (skuldsaneringslagen 19 §): 12 April.
  // In Finland the day is in the decision: a week for somebody to look.
  await world.until('2026-04-09');
  await tell(insolvent, { type: 'DEBT_RESTRUCTURING', from: '2026-03-12' });
  await tell(finnish, { type: 'DEBT_RESTRUCTURING', from: '2026-04-09' });
  await world.until('2026-04-09');
  expect([await openTasks(insolvent), await openTasks(finnish)]).toEqual([
    ['INSOLVENCY_CLAIM 2026-04-12'],
    ['INSOLVENCY_CLAIM 2026-04-16'],
  ]);
  // 10 April: the claim is lodged. 13 April: a dividend of 100 is a payment as any other. 14 April: the proceedings are over.
  await world.until('2026-04-10');
  await act('recordProceeding', 'RecordProceedingInput', {
    caseId: finnish,
    type: 'BANKRUPTCY_FILED',
    on: '2026-04-10',
  });
  await world.until('2026-04-13');
  expect(await openTasks(finnish)).toEqual([]);
  await pay(world, finnish, { amount: '100.00', currency: 'EUR' }, '2026-04-13');
  await world.until('2026-04-14');
  await tell(finnish, { type: 'DEBT_RESTRUCTURING', from: '2026-04-09', until: '2026-04-13' });
  await world.until('2026-04-14');
  expect(await openTasks(finnish)).toEqual(['INSOLVENCY_OVER 2026-04-21']);
  expect(await caseNow(world, finnish)).toMatchObject({ status: 'ON_HOLD', holdReason: 'INSOLVENCY_PROCEEDINGS' });
  const insolvency = { caseId: finnish, closeReason: 'INSOLVENT', note: 'Jako-osuus on maksettu' };
  expect(await refusedWith('closeCase', 'CloseCaseInput', insolvency)).toEqual(['INVALID_STATE at closeReason']);
  await act('recordProceeding', 'RecordProceedingInput', {
    caseId: finnish,
    type: 'COURT_ENDED',
    on: '2026-04-14',
    step: 'BANKRUPTCY_PETITION',
  });
  await act('closeCase', 'CloseCaseInput', insolvency);
  expect(await caseNow(world, finnish)).toMatchObject({ status: 'CLOSED', closeReason: 'INSOLVENT' });
  expect((await booksOf(world, finnish))['client_funds']).toBe('100.00');
  await world.until('2026-04-15');
  expect(await openTasks(finnish)).toEqual([]);
  expect(world.faults).toEqual([]);
});
