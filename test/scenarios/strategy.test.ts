import { AGENT, caseNow, eventsOf, letters, newCreditor, pay, register, useWorld, type As, type Row } from './world.js';

const here = useWorld('2026-03-30');

/*
 * Claims due Monday 16 March 2026, handed over on Monday 30 March, a fortnight after. Public holidays on the way: 3 and 6 April
 * (Easter), 1 May, 14 May (Ascension Day).
 */
const COUNTRIES = {
  NO: { currency: 'NOK', postalCode: '0001', organisationNumber: '981566378' },
  SE: { currency: 'SEK', postalCode: '211 20', organisationNumber: '556016-0680' },
  FI: { currency: 'EUR', postalCode: '00100', organisationNumber: '0112038-9' },
} as const;
type Country = keyof typeof COUNTRIES;

let clients = 0;
let invoices = 0;

/** A client of our own; its global id. */
async function client(country: Country = 'NO', more: object = {}): Promise<string> {
  clients += 1;
  const address = { lines: ['Testgata 1'], postalCode: COUNTRIES[country].postalCode, city: 'Testby', country };
  // Registered in a country without a module, where any digits are a number.
  return newCreditor(here.world, { name: `Test Creditor ${clients}`, country: 'DK', organisationNumber: `1000${clients}`, address, ...more }); // prettier-ignore
}

async function owing(creditorId: string, country: Country, type: 'PERSON' | 'COMPANY' = 'PERSON'): Promise<string> {
  invoices += 1;
  const { currency, postalCode } = COUNTRIES[country];
  return register(here.world, {
    creditorId,
    debtor: { type, name: `Test Debtor ${invoices}`, country, address: { lines: ['Prøvegata 2'], postalCode, city: 'Testby', country } },
    claims: [{ invoiceNumber: `S-${invoices}`, description: 'Testlevering', invoiceDate: '2026-02-16', dueDate: '2026-03-16', principal: { amount: '1000.00', currency } }],
  }); // prettier-ignore
}

const STRATEGY = `version validFrom recordedBy mode approve sector reminders secondDemand goLegal courtFrom { amount currency }
  surveillance { rescoreEvery offerSaleAfter } closingStatement tone channels`;

/** Lays a strategy down; "CODE at field" of every refusal. */
async function lay(creditorId: string, strategy: object, as: As = AGENT): Promise<string[]> {
  const { setStrategy } = await here.world.ask(
    'mutation ($input: SetStrategyInput!) { setStrategy(input: $input) { creditor { id } userErrors { code field } } }',
    { input: { creditorId, strategy } },
    as,
  );
  return setStrategy!['userErrors']!.map((error) => `${error['code']} at ${error['field']!.join('.')}`);
}

const strategies = async (creditorId: string, as: As = AGENT): Promise<Row> =>
  (await here.world.ask(`query ($id: ID!) { creditor(id: $id) { automation strategy { ${STRATEGY} } strategyHistory { version mode goLegal } } }`,
    { id: creditorId }, as))['creditor']!; // prettier-ignore

/** "TYPE day" of what would have been done with each case, and of what was. */
async function preview(
  creditorId: string,
  strategy: object,
  month: string,
): Promise<{ would: string[][]; was: string[][] }> {
  const { strategyPreview } = await here.world.ask(
    `query ($id: ID!, $strategy: StrategyInput!, $month: Date!) { strategyPreview(creditorId: $id, strategy: $strategy, month: $month) {
       preview { casesInAll cases { case { id } would { type on } was { type on } } totals { type would was } } userErrors { code field } } }`,
    { id: creditorId, strategy, month },
  ); // prettier-ignore
  expect(strategyPreview!['userErrors']).toEqual([]);
  const cases = strategyPreview!['preview']!['cases']!;
  const shown = (steps: readonly Row[]) => steps.map(({ type, on }) => `${type} ${on}`);
  return { would: cases.map(({ would }) => shown(would!)), was: cases.map(({ was }) => shown(was!)) };
}

const sent = async (caseId: string): Promise<string[]> =>
  (await letters(here.world, caseId)).map(({ line }) => line.split(',')[0]!.replace(/ (nb|sv|fi) /, ' '));

const record = (caseId: string, type: string, on: string): Promise<Row> =>
  here.world.act(
    'mutation ($input: RecordProceedingInput!) { recordProceeding(input: $input) { case { id } userErrors { code } } }',
    { input: { caseId, type, on } },
  );

test('a strategy is laid down by the agency or the creditor, in versions, and refused where it says nothing sensible', async () => {
  const id = await client('NO', { automation: 'APPROVAL' });
  const staff: As = { role: 'CREDITOR', creditorId: id.split(':')[1]! };
  expect(await strategies(id)).toMatchObject({
    automation: 'APPROVAL',
    strategy: { version: 1, mode: 'PARTLY', goLegal: 'NEVER', secondDemand: false, validFrom: null, tone: 'NEUTRAL' },
    strategyHistory: [{ version: 1, mode: 'PARTLY' }],
  });
  const courtFrom = [{ amount: '500.00', currency: 'NOK' }];
  expect(await lay(id, { mode: 'AUTOMATIC', goLegal: 'ASK', courtFrom, surveillance: { rescoreEvery: 6 } }, staff)).toEqual([]); // prettier-ignore
  expect(await lay(id, { goLegal: 'NEVER', surveillance: null })).toEqual([]);
  expect(await strategies(id, staff)).toMatchObject({
    automation: 'AUTOMATIC',
    strategy: { version: 3, validFrom: '2026-03-30', mode: 'AUTOMATIC', courtFrom, surveillance: null },
    strategyHistory: [
      { version: 3, goLegal: 'NEVER' },
      { version: 2, goLegal: 'ASK' },
      { version: 1, mode: 'PARTLY' },
    ],
  });
  const twice = { amount: '1.00', currency: 'NOK' };
  const wrong = {
    approve: ['PAYMENT_PLAN'], channels: [], courtFrom: [twice, twice], enforceFrom: [{ amount: '1.001', currency: 'NOK' }],
    surveillance: { rescoreEvery: 0, offerSaleAfter: 241 },
  }; // prettier-ignore
  expect((await lay(id, wrong)).sort()).toEqual([
    'INVALID_INPUT at strategy.approve.0',
    'INVALID_INPUT at strategy.channels',
    'INVALID_INPUT at strategy.courtFrom.1',
    'INVALID_INPUT at strategy.enforceFrom.0.amount',
    'INVALID_INPUT at strategy.surveillance.offerSaleAfter',
    'INVALID_INPUT at strategy.surveillance.rescoreEvery',
  ]);
  const another: As = { role: 'CREDITOR', creditorId: (await client()).split(':')[1]! };
  expect(await lay(id, { goLegal: 'ASK' }, another)).toEqual(['NOT_FOUND at creditorId']);
  expect(await strategies(id)).toMatchObject({ strategy: { version: 3 } });
});

const SCORES = 'scores { on points begins inputs { kind value points } } claims { kind }';
const more = async (caseId: string): Promise<Row> =>
  (await here.world.ask(`query ($id: ID!) { case(id: $id) { ${SCORES} } }`, { id: caseId }))['case']!;

test('strategies side by side, from the end of March to the beginning of May', async () => {
  const { world } = here;
  const automatic = await client();
  for (const country of ['NO', 'SE', 'FI'] as const) await owing(automatic, country);
  const wanted = { goLegal: 'AUTOMATIC', reminders: 'OURS', tone: 'FIRM' };

  // 30 March. By the strategy in force collection begins at once; in Finland a consumer is reminded in any case (perintalaki 5 § 1 mom.).
  expect((await preview(automatic, {}, '2026-03-30')).would).toEqual([
    ['COLLECTION_NOTICE 2026-03-30'],
    ['PAYMENT_DEMAND 2026-03-30'],
    ['REMINDER 2026-03-30'],
  ]);
  const march = await preview(automatic, wanted, '2026-03-01');
  expect(march).toEqual({ would: Array(3).fill(['REMINDER 2026-03-30']), was: [[], [], []] });
  expect(await lay(automatic, wanted)).toEqual([]);

  // Other clients have other wishes.
  const asking = await client();
  const asked = await owing(asking, 'SE');
  expect(await lay(asking, { goLegal: 'ASK' })).toEqual([]);
  const landlord = await client();
  expect(await lay(landlord, { mode: 'MANUAL', sector: 'RENT_DWELLING' })).toEqual([]);
  const left = await owing(landlord, 'NO');
  expect((await more(left))['claims']![0]!['kind']).toBe('RENT_DWELLING');
  const polite = await client();
  expect(await lay(polite, { tone: 'GENTLE', closingStatement: true })).toEqual([]);
  const paying = await owing(polite, 'NO');
  const patient = await client();
  expect(await lay(patient, { goLegal: 'AUTOMATIC', surveillance: { rescoreEvery: 1, offerSaleAfter: 1 } })).toEqual([]); // prettier-ignore
  const watched = await owing(patient, 'SE');

  // 1 April: what was foreseen has come. A credit check finds that one debtor has nothing; another pays everything.
  await world.until('2026-04-01');
  expect((await preview(automatic, {}, '2026-03-01')).was).toEqual(march.would);
  expect((await letters(world, paying))[0]!.body).toContain('Ta gjerne kontakt med oss hvis du ikke kan betale alt');
  expect((await caseNow(world, left))['nextStep']).toMatchObject({ type: 'COLLECTION_NOTICE' });
  expect(await sent(left)).toEqual([]);
  const april = (await preview(automatic, {}, '2026-04-01')).would;
  expect(april).toEqual([
    // Payable until Monday 13 April; the money may come on the 14th.
    ['COLLECTION_NOTICE 2026-04-15'],
    // Twelve days end on Saturday 11 April: payable until Monday the 13th.
    ['PAYMENT_DEMAND 2026-04-14'],
    // Payable until the 13th, and a fortnight after the reminder; the demand until Tuesday 28 April.
    ['PAYMENT_DEMAND 2026-04-14', 'COURT_APPLICATION 2026-04-29'],
  ]);
  await record(watched, 'FOUND_INSOLVENT', '2026-04-01');
  const { amount } = (await caseNow(world, paying))['balance']!['outstanding']!;
  await pay(world, paying, { amount, currency: 'NOK' }, '2026-04-01');

  // 2 April: the case without means is under surveillance, the one that is paid is over and its debtor told so, once.
  await world.until('2026-04-02');
  expect(await caseNow(world, watched)).toMatchObject({ status: 'ACTIVE', stage: 'SURVEILLANCE' });
  // 50 to start with, 40 off for having nothing.
  expect((await more(watched))['scores']).toEqual([
    {
      on: '2026-04-01', points: 10, begins: true,
      inputs: [
        { kind: 'PAYMENTS', value: '0', points: 0 },
        { kind: 'MEANS', value: 'FOUND_INSOLVENT', points: -40 },
        { kind: 'CONDITIONS', value: 'NONE', points: 0 },
        { kind: 'AGE', value: '0', points: 0 },
        { kind: 'REPAID', value: '0', points: 0 },
      ],
    },
  ]); // prettier-ignore
  expect(await sent(paying)).toEqual(['COLLECTION_NOTICE 2026-03-30', 'CLOSING_STATEMENT 2026-04-01']);

  // 20 April: the inkassokrav of 30 March ran until Monday the 13th, four days more end on Saturday the 18th. It waits to be approved.
  await world.until('2026-04-20');
  expect(await caseNow(world, asked)).toMatchObject({ status: 'AWAITING_APPROVAL' });
  await world.act('mutation ($id: ID!) { approveStep(caseId: $id) { case { id } userErrors { code } } }', {
    id: asked,
  });
  expect(await sent(asked)).toEqual(['PAYMENT_DEMAND 2026-03-30', 'COURT_APPLICATION 2026-04-20']);
  await record(watched, 'FOUND_SOLVENT', '2026-04-20');

  // 1 May: a month after the first score the next is 90, and sale is due to be considered. The month was as foreseen.
  await world.until('2026-05-01');
  expect(await preview(automatic, {}, '2026-04-30')).toEqual({ would: april, was: april });
  expect((await more(watched))['scores']![0]).toMatchObject({ on: '2026-05-01', points: 90, begins: false });
  const { tasks } = await world.ask(
    `{ tasks(filter: { kind: [SALE_TO_OFFER] }) { edges { node { dueOn case { id } } } } }`,
  );
  expect(tasks!['edges']).toEqual([{ node: { dueOn: '2026-05-01', case: { id: watched } } }]);

  // 4 May, the next bank day: with means found the case could go to Kronofogden, but a person is not proceeded against on a score alone.
  await world.until('2026-05-04');
  expect(await caseNow(world, watched)).toMatchObject({ status: 'AWAITING_APPROVAL', stage: 'SURVEILLANCE' });
  await world.act('mutation ($id: ID!) { approveStep(caseId: $id) { case { id } userErrors { code } } }', {
    id: watched,
  });
  expect(await caseNow(world, watched)).toMatchObject({ status: 'ACTIVE', stage: 'LEGAL' });
  expect((await eventsOf(world, watched)).filter((type) => !type.startsWith('task')).slice(-4)).toEqual([
    'rescored',
    'stepPlanned',
    'stepApproved',
    'noticeSent',
  ]);

  // A step that waited is taken once nobody needs to be asked any more.
  expect(await sent(left)).toEqual([]);
  expect(await lay(landlord, { mode: 'AUTOMATIC' })).toEqual([]);
  await world.until('2026-05-05');
  expect(await sent(left)).toEqual(['COLLECTION_NOTICE 2026-05-05']);
});
