import { formatAmount } from '../../src/domain/money.js';
import { newCreditor, newPartner, register, useWorld, type As, type Row, type World } from '../scenarios/world.js';

const here = useWorld('2026-05-04');

/** Account balances of a case (debit less credit), "CURRENCY account": decimal, empty ones left out. */
async function booksByCurrency(world: World, caseId: string): Promise<Record<string, string>> {
  const rows: { account: string; currency: string; amount: string }[] = await world.platform.db.query(
    `select account, currency, sum(amount)::text as amount from (
       select case_id, currency, debit_account as account, amount_minor as amount from posting
       union all select case_id, currency, credit_account, -amount_minor from posting) entries
     where case_id = $1 group by account, currency having sum(amount) <> 0 order by currency, account`,
    [caseId.split(':')[1]],
  );
  return Object.fromEntries(
    rows.map(({ account, currency, amount }) => [`${currency} ${account}`, formatAmount(BigInt(amount), currency)]),
  );
}

const ERRORS = 'userErrors { code field message }';
const mutation = (name: string, type: string, payload: string) =>
  `mutation ($input: ${type}!) { ${name}(input: $input) { ${payload} ${ERRORS} } }`;
const PAY = mutation(
  'reportReferralPayment',
  'ReportReferralPaymentInput',
  'payment { id amount { amount currency } }',
);
const REVERSE = mutation('reverseReferralPayment', 'ReverseReferralPaymentInput', 'payment { id reversedOn }');
const REMIT = mutation('reportReferralRemittance', 'ReportReferralRemittanceInput', 'referral { id }');
const COST = mutation('reportReferralCost', 'ReportReferralCostInput', 'referral { id }');
const PHASE = mutation('reportReferralPhase', 'ReportReferralPhaseInput', 'referral { phase }');

const eur = (amount: string) => ({ amount, currency: 'EUR' });

/** A German debtor's 2 400,00 € at a member agency that has accepted: the cheapest there is gets it. */
async function atAgency(
  world: World,
  invoiceNumber: string,
  feeBps: number,
): Promise<{ id: string; referralId: string; staff: As }> {
  const partnerId = await newPartner(world, `Probe Inkasso ${invoiceNumber}`, 'exchange', {
    country: 'DE',
    feeBps,
  });
  const organisationNumber = { 'D-1': '981566378', 'D-2': '974760673', 'D-3': '123456785' }[invoiceNumber]!;
  const creditorId = await newCreditor(world, { name: 'Eksempel Kraft AS', country: 'NO', organisationNumber });
  const debtor = {
    type: 'COMPANY', name: 'Probe GmbH', country: 'DE',
    address: { lines: ['Probeweg 1'], postalCode: '10115', city: 'Berlin', country: 'DE' },
  }; // prettier-ignore
  const claim = {
    invoiceNumber, description: 'Spare parts', invoiceDate: '2026-03-02', dueDate: '2026-04-01', principal: eur('2400.00'),
  }; // prettier-ignore
  const id = await register(world, { creditorId, debtor, claims: [claim] });
  await world.until(String((await world.ask('{ businessDate }'))['businessDate']));
  const row = (await world.ask('query ($id: ID!) { case(id: $id) { referral { id } } }', { id }))['case']!;
  const referralId = String(row['referral']!['id']);
  const staff: As = { role: 'PARTNER', partnerId };
  await world.act(
    `mutation ($id: ID!) { acceptReferral(referralId: $id, externalReference: "P-1") { ${ERRORS} } }`,
    { id: referralId },
    staff,
  );
  return { id, referralId, staff };
}

const seen = async (world: World, id: string): Promise<Row> =>
  (
    await world.ask(
      `query ($id: ID!) { case(id: $id) { status closeReason balance { outstanding { amount } writtenOff { amount } }
         referral { phase costs { amount { amount currency } text } } remittances { direction amount { amount } partner { name } }
         payments { edges { node { amount { amount } reversedOn
           exchange { received { amount currency } source rateDate receivedPerEuro casePerEuro } } } }
         events(first: 100) { edges { node { type text } } } } }`,
      { id },
    )
  )['case']!;

/** The answer of a mutation that is to be refused: "CODE field". */
async function refusalOf(world: World, text: string, input: object, as: As): Promise<string> {
  const payload = Object.values(await world.ask(text, { input }, as))[0]!;
  const [error] = payload['userErrors']!;
  return `${error!['code']} ${(error!['field'] as unknown as string[]).join('.')}`;
}

test('dollars on a case in euro: booked as they came, converted by name and day, the difference apart', async () => {
  const { world } = here;
  const { id, referralId, staff } = await atAgency(world, 'D-1', 1500);
  const dollars = { referralId, amount: { amount: '1000.00', currency: 'USD' }, receivedOn: '2026-05-04' };
  // The rates brought along are of 2025: too old to credit a debtor by.
  expect(await refusalOf(world, PAY, dollars, staff)).toBe('CURRENCY_MISMATCH amount.currency');
  await world.act(
    `mutation { loadExchangeRates(content: "Date,USD,GBP\\n2026-05-04,1.2500,0.8500\\n") { loaded ${ERRORS} } }`,
  );
  const paid = await world.act(PAY, { input: dollars }, staff);
  // 1 000.00 USD / 1.2500 = 800.00 EUR; 2 400.00 - 800.00 = 1 600.00 are left.
  expect(paid['payment']).toMatchObject({ amount: eur('800.00') });
  const p1 = String(paid['payment']!['id']);
  expect(await seen(world, id)).toMatchObject({
    balance: { outstanding: { amount: '1600.00' } },
    payments: { edges: [{ node: { exchange: {
      received: { amount: '1000.00', currency: 'USD' }, source: 'ECB', rateDate: '2026-05-04', receivedPerEuro: '1.25', casePerEuro: '1',
    } } }] },
  }); // prettier-ignore
  const open = {
    'EUR creditor:claims': '-1600.00',
    'EUR receivable:principal': '1600.00',
    'EUR creditor:payable': '-800.00',
  };
  expect(await booksByCurrency(world, id)).toEqual({
    ...open, 'EUR exchange:position': '800.00', 'USD exchange:position': '-1000.00', 'USD partner:funds': '1000.00',
  }); // prettier-ignore

  // 11 May: the agency sends 790.00 EUR for them. 800.00 - 790.00 = 10.00 is what the exchange cost; both positions are closed.
  await world.until('2026-05-11');
  const remittance = {
    idempotencyKey: 'sent-1',
    referralId,
    amount: eur('790.00'),
    paymentIds: [p1],
    remittedOn: '2026-05-11',
  };
  // 700.00 would be an eighth too little: no exchange explains that.
  expect(await refusalOf(world, REMIT, { ...remittance, amount: eur('700.00') }, staff)).toBe('INVALID_STATE amount');
  await world.act(REMIT, { input: remittance }, staff);
  const sent = { ...open, 'EUR client_funds': '790.00', 'EUR exchange:difference': '10.00' };
  expect(await booksByCurrency(world, id)).toEqual(sent);
  expect(await refusalOf(world, REMIT, { ...remittance, idempotencyKey: 'sent-2', amount: eur('1.00') }, staff)).toBe(
    'INVALID_STATE amount',
  );

  // A payment that does not hold leaves no trace in the books but its postings both ways.
  const p2 = String(
    (await world.act(PAY, { input: { referralId, amount: eur('600.00'), receivedOn: '2026-05-11' } }, staff))[
      'payment'
    ]!['id'],
  );
  const back = { referralId, paymentId: p2, reversedOn: '2026-05-11' };
  expect((await world.act(REVERSE, { input: back }, staff))['payment']).toMatchObject({ reversedOn: '2026-05-11' });
  expect(await booksByCurrency(world, id)).toEqual(sent);
  expect(await refusalOf(world, REVERSE, back, staff)).toBe('INVALID_STATE paymentId');

  // What the agency charges is the creditor's to bear and ours to pay, in its own currency.
  const cost = {
    idempotencyKey: 'cost-1',
    referralId,
    amount: { amount: '12.50', currency: 'GBP' },
    text: 'Register extract',
    incurredOn: '2026-05-11',
  };
  await world.act(COST, { input: cost }, staff);
  await world.act(PHASE, { input: { referralId, phase: 'LEGAL' } }, staff);
  const charged = { ...sent, 'GBP creditor:expenses': '12.50', 'GBP partner:charges': '-12.50' };
  expect(await booksByCurrency(world, id)).toEqual(charged);

  // The rest is paid and the case closed; then the bank takes it back. Nothing leaves CLOSED: a person is asked.
  const p3 = String(
    (await world.act(PAY, { input: { referralId, amount: eur('1600.00'), receivedOn: '2026-05-11' } }, staff))[
      'payment'
    ]!['id'],
  );
  expect(await seen(world, id)).toMatchObject({ status: 'CLOSED', closeReason: 'PAID' });
  await world.act(REVERSE, { input: { referralId, paymentId: p3, reversedOn: '2026-05-11' } }, staff);
  const { 'EUR creditor:claims': _claims, 'EUR receivable:principal': _receivable, ...closed } = charged;
  expect(await booksByCurrency(world, id)).toEqual(closed);
  const last = await seen(world, id);
  expect(last).toMatchObject({
    status: 'CLOSED', balance: { outstanding: { amount: '0.00' }, writtenOff: { amount: '1600.00' } },
    referral: { phase: 'LEGAL', costs: [{ amount: { amount: '12.50', currency: 'GBP' }, text: 'Register extract' }] },
    remittances: [{ direction: 'FROM_PARTNER', amount: { amount: '790.00' } }],
  }); // prettier-ignore
  const types = last['events']!['edges']!.map(({ node }) => String(node!['type']));
  expect(types.filter((type) => type === 'paymentReversed')).toHaveLength(2);
  expect(types).toEqual(expect.arrayContaining(['partnerCharged', 'partnerRemitted', 'referralPhase']));
  const tasks = await world.ask(
    '{ tasks(filter: { kind: [UNPAID_AFTER_ALL] }) { edges { node { text dueOn case { id } } } } }',
  );
  expect(tasks['tasks']!['edges']).toMatchObject([{ node: { dueOn: '2026-05-11', case: { id } } }]);
});

test('a partner sends on less than it holds, in the currency it came in: the rest stays with it', async () => {
  const { world } = here;
  const { id, referralId, staff } = await atAgency(world, 'D-2', 1000);
  const day = '2026-05-11';
  const p1 = String(
    (await world.act(PAY, { input: { referralId, amount: eur('1000.00'), receivedOn: day } }, staff))['payment']!['id'],
  );
  const remittance = { idempotencyKey: 'sent-3', referralId, amount: eur('850.00'), paymentIds: [p1], remittedOn: day };
  expect(await refusalOf(world, REMIT, { ...remittance, amount: eur('1000.01') }, staff)).toBe('INVALID_STATE amount');
  await world.act(REMIT, { input: remittance }, staff);
  // Taken back after it was sent on: the agency has 850.00 to get from us, which is what it sent less what it held.
  expect(await booksByCurrency(world, id)).toMatchObject({
    'EUR client_funds': '850.00',
    'EUR partner:funds': '150.00',
  });
  await world.act(REVERSE, { input: { referralId, paymentId: p1, reversedOn: day } }, staff);
  expect(await booksByCurrency(world, id)).toEqual({
    'EUR client_funds': '850.00', 'EUR partner:funds': '-850.00', 'EUR creditor:claims': '-2400.00', 'EUR receivable:principal': '2400.00',
  }); // prettier-ignore
});

const REVERSE_OWN = mutation('reversePayment', 'ReversePaymentInput', 'payment { id reversedOn } case { status }');
const RECORD_REMITTANCE = mutation('recordRemittance', 'RecordRemittanceInput', 'referral { id }');
const RECORD = mutation('recordPayment', 'RecordPaymentInput', 'payment { id } case { status }');
const AGENT: As = { role: 'AGENT' };

test('a payment of ours that bounced is owed again, and what a partner sent us is recorded by us', async () => {
  const { world } = here;
  await world.until('2026-05-13');
  const { id, referralId, staff } = await atAgency(world, 'D-3', 500);
  const payUs = async (caseId: string, amount: object, receivedOn: string): Promise<string> =>
    String((await world.act(RECORD, { input: { caseId, amount, receivedOn } }))['payment']!['id']);
  const before = await booksByCurrency(world, id);
  const ours = await payUs(id, eur('500.00'), '2026-05-12');
  const back = (key: string, paymentId: string) =>
    ({ idempotencyKey: key, paymentId, reversedOn: '2026-05-13', reason: 'Recalled by the bank' }); // prettier-ignore
  const wrong = (changes: object) => refusalOf(world, REVERSE_OWN, { ...back('b-0', ours), ...changes }, AGENT);
  expect(await wrong({ reversedOn: '2026-05-14' })).toBe('INVALID_INPUT reversedOn');
  expect(await wrong({ reversedOn: '2026-05-11' })).toBe('INVALID_INPUT reversedOn');
  expect(await wrong({ reason: ' ' })).toBe('INVALID_INPUT reason');
  expect(await wrong({ paymentId: id })).toBe('NOT_FOUND paymentId');
  for (let times = 0; times < 2; times++) {
    expect((await world.act(REVERSE_OWN, { input: back('b-1', ours) }))['payment']).toEqual({
      id: ours, reversedOn: '2026-05-13',
    }); // prettier-ignore
  }
  expect(await refusalOf(world, REVERSE_OWN, back('b-2', ours), AGENT)).toBe('INVALID_STATE paymentId');
  expect(await booksByCurrency(world, id)).toEqual(before);
  const text = `query ($id: ID!) { case(id: $id) { balance { outstanding { amount } } events(first: 100) { edges { node { type text } } }
    referral { messages { direction text } } } }`;
  const told = (await world.ask(text, { id }, staff))['case']!;
  expect(told).toMatchObject({
    balance: { outstanding: { amount: '2400.00' } },
    referral: { messages: [{ direction: 'TO_PARTNER', text: expect.stringContaining('500.00 EUR') as string }] },
  });
  expect(told['events']!['edges']!.map(({ node }) => String(node!['text']))).toContainEqual(
    expect.stringMatching(/^Payment reversed: EUR.500\.00\. Recalled by the bank$/),
  );

  // 600.00 is with the partner; it is the partner's to take back, and ours to record once it has come in.
  const theirs = String(
    (await world.act(PAY, { input: { referralId, amount: eur('600.00'), receivedOn: '2026-05-13' } }, staff))['payment']!['id'],
  ); // prettier-ignore
  expect(await refusalOf(world, REVERSE_OWN, back('b-3', theirs), AGENT)).toBe('INVALID_STATE paymentId');
  const sent = (key: string, amount: string, reference: string | null = null) => ({
    idempotencyKey: key, referralId, amount: eur(amount), paymentIds: [theirs], receivedOn: '2026-05-13', reference,
  }); // prettier-ignore
  expect(await refusalOf(world, RECORD_REMITTANCE, sent('r-0', '600.01'), AGENT)).toBe('INVALID_STATE amount');
  expect(await refusalOf(world, RECORD_REMITTANCE, { ...sent('r-0', '1.00'), receivedOn: '2026-05-14' }, AGENT)).toBe(
    'INVALID_INPUT receivedOn',
  );
  await world.act(RECORD_REMITTANCE, { input: sent('r-1', '400.00', 'T-7') });
  await world.act(RECORD_REMITTANCE, { input: sent('r-1', '400.00', 'T-7') });
  expect(await refusalOf(world, RECORD_REMITTANCE, sent('r-2', '200.00', 'T-7'), AGENT)).toBe(
    'INVALID_STATE reference',
  );
  expect(await booksByCurrency(world, id)).toMatchObject({
    'EUR client_funds': '400.00',
    'EUR partner:funds': '200.00',
  });

  // 2 400.00 - 600.00 = 1 800.00 closes the case as paid. What bounces afterwards leaves it closed, and asks a person.
  const rest = await payUs(id, eur('1800.00'), '2026-05-13');
  expect(await seen(world, id)).toMatchObject({ status: 'CLOSED', closeReason: 'PAID' });
  expect((await world.act(REVERSE_OWN, { input: back('b-4', rest) }))['case']).toEqual({ status: 'CLOSED' });
  expect(await seen(world, id)).toMatchObject({ balance: { writtenOff: { amount: '1800.00' } } });
  const tasks = await world.ask(
    'query ($id: [ID!]) { tasks(filter: { kind: [UNPAID_AFTER_ALL], caseId: $id }) { edges { node { text referral { id } } } } }',
    { id: [id] },
  );
  expect(tasks['tasks']!['edges']).toEqual([
    {
      node: {
        referral: null,
        text: expect.stringMatching(/^A payment of EUR.1,800\.00 was taken back after/) as string,
      },
    },
  ]);
});
