import {
  booksOf,
  newCreditor,
  newPartner,
  register,
  useWorld,
  type As,
  type Row,
  type World,
} from '../scenarios/world.js';

const here = useWorld('2026-05-04');

const ERRORS = 'userErrors { code field message }';
const REGISTER = `mutation ($input: RegisterInboundCaseInput!) { registerInboundCase(input: $input) { case { id } ${ERRORS} } }`;
const REROUTE = `mutation ($id: ID!, $to: ID!) { rerouteCase(caseId: $id, partnerId: $to, reason: "By hand") { case { id } ${ERRORS} } }`;
const PAY_OUT = `mutation ($input: PayOutToPartnerInput!) { payOutToPartner(input: $input) { case { id } ${ERRORS} } }`;
const SEEN = `query ($id: ID!) { case(id: $id) { id status referredAs referredBy { name } creditor { name } debtor { name }
  claims { invoiceNumber } routing { kind partner { name } candidates { partner { name } } } referral { id } allowedActions
  notices { edges { node { body } } } payments { edges { node { amount { amount } } } }
  remittances { direction amount { amount } reference } events(first: 100) { edges { node { type text } } } } }`;

const sek = (amount: string) => ({ amount, currency: 'SEK' });
const client = { name: 'Muster Handels GmbH', country: 'DE', organisationNumber: 'HRB 12345' };
const debtor = {
  type: 'COMPANY', name: 'Prov AB', country: 'SE', nationalId: '5560360793',
  address: { lines: ['Provgatan 1'], postalCode: '111 22', city: 'Stockholm', country: 'SE' },
}; // prettier-ignore
const claim = (invoiceNumber: string, principal: object) => ({
  invoiceNumber, description: 'Ware', invoiceDate: '2026-03-02', dueDate: '2026-04-01', principal,
}); // prettier-ignore
const request = (key: string, principal: object = sek('10000.00')) => ({
  idempotencyKey: key, reference: `M-${key}`, creditor: client, debtor, claims: [claim(key, principal)],
}); // prettier-ignore

const asked = async (world: World, text: string, variables: object, as?: As): Promise<Row> =>
  Object.values(await world.ask(text, variables, as))[0]!;
const seen = (world: World, id: string, as?: As): Promise<Row> => asked(world, SEEN, { id }, as);

test('a partner abroad hands us a case, follows it, and gets its client’s money', async () => {
  const { world } = here;
  const hamburg: As = {
    role: 'PARTNER',
    partnerId: await newPartner(world, 'Hansa Inkasso GmbH', 'exchange', { country: 'DE', feeBps: 1500 }),
  };
  const lyon: As = {
    role: 'PARTNER',
    partnerId: await newPartner(world, 'Recouvrement Exemple SARL', 'exchange', { country: 'FR', feeBps: 1500 }),
  };
  // The same company is a client of ours as well; the partner's client is another row, and its debtors and claims are its own.
  const ours = await newCreditor(world, client);

  expect(await asked(world, REGISTER, { input: { ...request('K-0'), debtor: { ...debtor, country: 'DE' } } }, hamburg)).toMatchObject({
    case: null, userErrors: [{ code: 'NOT_COVERED', field: ['debtor', 'country'] }],
  }); // prettier-ignore
  const broken = { ...request('K-0'), creditor: { ...client, organisationNumber: '!' } };
  expect(await asked(world, REGISTER, { input: broken }, hamburg)).toMatchObject({
    userErrors: [{ code: 'INVALID_IDENTIFIER', field: ['creditor', 'organisationNumber'] }],
  });
  const bad = { ...request('K-0'), claims: [claim('K-0', sek('0.00'))] };
  expect(await asked(world, REGISTER, { input: bad }, hamburg)).toMatchObject({
    userErrors: [{ code: 'AMOUNT_NOT_POSITIVE' }],
  });
  // Nothing is kept of what was refused.
  expect(await world.platform.db.query('select from creditor where client_of_partner_id is not null')).toEqual([]);

  const id = String((await world.act(REGISTER, { input: request('K-1') }, hamburg))['case']!['id']);
  expect(String((await world.act(REGISTER, { input: request('K-1') }, hamburg))['case']!['id'])).toBe(id);
  const row = await seen(world, id, hamburg);
  expect(row).toMatchObject({
    status: 'ACTIVE', referredAs: 'M-K-1', referredBy: { name: 'Hansa Inkasso GmbH' }, creditor: { name: client.name },
    debtor: { name: 'Prov AB' }, claims: [{ invoiceNumber: 'K-1' }], routing: { kind: 'COUNTRY_MODULE' }, referral: null,
    allowedActions: [],
  }); // prettier-ignore
  expect(row['events']!['edges']!.map(({ node }) => node!['type'])).toEqual(['registered', 'registeredInbound']);
  // Nobody else's partner, and not its own client's namesake.
  expect(await seen(world, id, lyon)).toBeNull();
  expect(await asked(world, `{ node(id: "${ours}") { id } }`, {}, hamburg)).toBeNull();
  expect((await asked(world, '{ cases { totalCount } }', {}, lyon))['totalCount']).toBe(0);
  const mine = await asked(world, '{ cases(filter: { inbound: true }) { edges { node { id } } } }', {}, hamburg);
  expect(mine['edges']).toEqual([{ node: { id } }]);

  // 4 000.00 of it come in before any letter of ours has cost anything: all of it is for the partner's client.
  await world.act(
    `mutation ($input: RecordPaymentInput!) { recordPayment(input: $input) { payment { id } ${ERRORS} } }`,
    { input: { caseId: id, amount: sek('4000.00'), receivedOn: '2026-05-04' } },
  ); // prettier-ignore
  expect(await booksOf(world, id)).toMatchObject({ client_funds: '4000.00', 'partner:payable': '-4000.00' });
  const payout = (key: string, amount: string) => ({
    input: { idempotencyKey: key, caseId: id, amount: sek(amount), paidOn: '2026-05-04', reference: 'T-1' },
  });
  await world.act(PAY_OUT, payout('out-1', '3900.00'));
  await world.act(PAY_OUT, payout('out-1', '3900.00'));
  const beyond = await asked(world, PAY_OUT, payout('out-2', '100.01'));
  expect(beyond['userErrors']).toMatchObject([{ code: 'INVALID_STATE', field: ['amount'] }]);
  expect(String(beyond['userErrors']![0]!['message'])).toContain('100.00');
  await world.act(PAY_OUT, payout('out-3', '100.00'));
  expect(await booksOf(world, id)).not.toHaveProperty('partner:payable');
  expect(await seen(world, id, hamburg)).toMatchObject({
    remittances: [{ direction: 'TO_PARTNER', amount: { amount: '3900.00' }, reference: 'T-1' }, { amount: { amount: '100.00' } }],
    payments: { edges: [{ node: { amount: { amount: '4000.00' } } }] },
  }); // prettier-ignore

  // Letters follow; that they went out is told, what stands in them is not.
  await world.until('2026-05-20');
  const later = await seen(world, id, hamburg);
  expect(later['events']!['edges']!.map(({ node }) => node!['type'])).toEqual(
    expect.arrayContaining(['paymentReceived', 'partnerPaidOut', 'noticeSent']),
  );
  expect(later['notices']!['edges']).toEqual([]);
});

test('a case never goes back to where it came from', async () => {
  const { world } = here;
  const partnerId = await newPartner(world, 'Kreis Inkasso GmbH', 'exchange', { country: 'SE', feeBps: 1500 });
  const another = await newPartner(world, 'Annan Inkasso AB', 'exchange', { country: 'SE', feeBps: 1500 });
  const kreis: As = { role: 'PARTNER', partnerId };
  // Claims in euro are not for the Swedish module: a person chooses a partner, and the one it came from is none.
  const id = String(
    (await world.act(REGISTER, { input: request('E-1', { amount: '900.00', currency: 'EUR' }) }, kreis))['case']!['id'],
  );
  expect(await seen(world, id, kreis)).toMatchObject({ routing: { kind: 'MANUAL_REVIEW' } });
  const back = await asked(world, REROUTE, { id, to: `Partner:${partnerId}` });
  expect(back['userErrors']).toMatchObject([{ code: 'NOT_COVERED', field: ['partnerId'] }]);
  await world.act(REROUTE, { id, to: `Partner:${another}` });
  // It may know how the work goes, not who does it.
  const row = await seen(world, id, kreis);
  expect(row).toMatchObject({ routing: { kind: 'PARTNER_NETWORK', partner: null }, referral: null });
  expect(JSON.stringify(row)).not.toContain('Annan');
  await world.until(String((await world.ask('{ businessDate }'))['businessDate']));
  const other = await seen(world, id, { role: 'PARTNER', partnerId: another });
  expect(other).toMatchObject({ referredAs: null, referredBy: null });
  expect(JSON.stringify(other)).not.toContain('Kreis');

  // What we gave the partner ourselves does not come round as a case of its client's.
  const creditorId = await newCreditor(world, {
    name: 'Muster Handels GmbH',
    country: 'AT',
    organisationNumber: 'FN 1234',
  });
  const ours = await register(world, {
    creditorId,
    debtor: { ...debtor, nationalId: null },
    claims: [claim('R-1', { amount: '700.00', currency: 'EUR' })],
  });
  await world.act(REROUTE, { id: ours, to: `Partner:${partnerId}` });
  const round = {
    ...request('R-1', { amount: '700.00', currency: 'EUR' }),
    creditor: { ...client, country: 'AT', organisationNumber: 'FN-1234' },
  };
  expect((await asked(world, REGISTER, { input: round }, kreis))['userErrors']).toMatchObject([
    { code: 'DUPLICATE_CLAIM', field: ['claims'] },
  ]);
});

const WITHDRAW = `mutation ($input: WithdrawInboundCaseInput!) { withdrawInboundCase(input: $input) { case { status closeReason } ${ERRORS} } }`;
const WRITE = `mutation ($input: InboundMessageInput!) { sendInboundMessage(input: $input) {
  message { direction text toldAt inbound } ${ERRORS} } }`;
const SEND = `mutation ($input: InboundDocumentInput!) { sendInboundDocument(input: $input) { document { direction fileName content } ${ERRORS} } }`;
const ASK = `mutation ($input: AskInboundInquiryInput!) { askInboundInquiry(input: $input) { inquiry { id dueOn answer } ${ERRORS} } }`;
const ANSWER = `mutation ($input: AnswerInquiryInput!) { answerInquiry(input: $input) { inquiry { answer inbound } ${ERRORS} } }`;
const TALK = `query ($id: ID!) { case(id: $id) { messages { text } documents { fileName } inquiries { question answer }
  events(first: 100) { edges { node { type text } } } } }`;

test('about a case it handed to us the partner writes, answers what we ask, and takes the case back', async () => {
  const { world } = here;
  const wien: As = {
    role: 'PARTNER',
    partnerId: await newPartner(world, 'Donau Inkasso GmbH', 'exchange', { country: 'AT', feeBps: 1500 }),
  };
  const workerKey = await newPartner(world, 'Arbets Inkasso AB', 'exchange', { country: 'SE', feeBps: 1500 });
  const works: As = { role: 'PARTNER', partnerId: workerKey };
  const id = String(
    (await world.act(REGISTER, { input: request('W-1', { amount: '800.00', currency: 'EUR' }) }, wien))['case']!['id'],
  );
  await world.act(REROUTE, { id, to: `Partner:${workerKey}` });
  await world.until('2026-05-20');
  // Whoever works it now sees the case, and is told nothing of where it came from.
  const about = { input: { caseId: id, text: 'Who is your client?' } };
  expect(await asked(world, WRITE, about, works)).toMatchObject({
    message: null, userErrors: [{ code: 'INVALID_STATE', field: ['caseId'] }],
  }); // prettier-ignore

  const said = await world.act(
    WRITE,
    { input: { idempotencyKey: 'w-1', caseId: id, text: ' The debtor moved. ' } },
    wien,
  );
  expect(said['message']).toMatchObject({ direction: 'FROM_PARTNER', text: 'The debtor moved.', inbound: true });
  await world.act(WRITE, { input: { idempotencyKey: 'w-1', caseId: id, text: ' The debtor moved. ' } }, wien);
  const ours = await world.act(WRITE, { input: { caseId: id, text: 'Thank you.' } });
  expect(ours['message']).toMatchObject({
    direction: 'TO_PARTNER',
    text: 'Thank you.',
    toldAt: expect.any(String) as string,
  });
  const content = Buffer.from('%PDF-1.7 contract').toString('base64');
  const file = { caseId: id, fileName: 'contract.pdf', mediaType: 'application/pdf', content };
  expect((await world.act(SEND, { input: file }, wien))['document']).toEqual({
    direction: 'FROM_PARTNER', fileName: 'contract.pdf', content,
  }); // prettier-ignore
  expect(await asked(world, SEND, { input: { ...file, content: 'PGh0bWw+' } }, wien)).toMatchObject({
    userErrors: [{ code: 'INVALID_INPUT', field: ['content'] }],
  });

  // 20 May 2026 is a Wednesday: two bank days later is Friday the 22nd.
  const put = (await world.act(ASK, { input: { caseId: id, question: 'Is there a guarantor?' } }))['inquiry']!;
  expect(put['dueOn']).toBe('2026-05-22');
  const answer = (text: string) => ({ input: { inquiryId: put['id'], answer: text } });
  for (const [as, code] of [[works, 'NOT_FOUND'], [{ role: 'AGENT' } as As, 'NOT_FOUND']] as const) {
    expect((await asked(world, ANSWER, answer('No.'), as))['userErrors']).toMatchObject([{ code }]);
  } // prettier-ignore
  expect((await world.act(ANSWER, answer('No.'), wien))['inquiry']).toEqual({ answer: 'No.', inbound: true });
  expect((await asked(world, ANSWER, answer('Yes.'), wien))['userErrors']).toMatchObject([{ code: 'INVALID_STATE' }]);

  const talk = await asked(world, TALK, { id }, wien);
  expect(talk).toMatchObject({
    messages: [{ text: 'The debtor moved.' }, { text: 'Thank you.' }], documents: [{ fileName: 'contract.pdf' }],
    inquiries: [{ question: 'Is there a guarantor?', answer: 'No.' }],
  }); // prettier-ignore
  expect(talk['events']!['edges']!.map(({ node }) => node!['type'])).toEqual([
    'registered', 'registeredInbound', 'inboundMessageReceived', 'inboundMessageSent', 'inboundDocumentReceived', 'inboundAsked',
    'inboundAnswered',
  ]); // prettier-ignore
  const seenByWorker = JSON.stringify(await asked(world, TALK, { id }, works));
  for (const text of ['moved', 'contract', 'guarantor', 'Donau', 'inbound']) expect(seenByWorker).not.toContain(text);

  const withdraw = { input: { idempotencyKey: 'out', caseId: id, reason: 'Donau and its client have settled.' } };
  expect((await asked(world, WITHDRAW, withdraw, works))['userErrors']).toMatchObject([{ code: 'INVALID_STATE' }]);
  expect((await world.act(WITHDRAW, withdraw, wien))['case']).toEqual({ status: 'CLOSED', closeReason: 'WITHDRAWN' });
  expect((await world.act(WITHDRAW, withdraw, wien))['case']).toEqual({ status: 'CLOSED', closeReason: 'WITHDRAWN' });
  const again = { input: { ...withdraw.input, idempotencyKey: 'out-2' } };
  expect((await asked(world, WITHDRAW, again, wien))['userErrors']).toMatchObject([
    { code: 'INVALID_STATE', message: 'The case is already closed.' },
  ]);
  await world.until('2026-05-20');
  // The agency that worked it has it no more, and was not told for whose reasons.
  expect(await seen(world, id, works)).toBeNull();
  const [told]: { reason: string }[] = await world.platform.db.query(
    `select params->>'reason' as reason from case_event where case_id = $1 and params->>'status' = 'WITHDRAWN'`,
    [id.split(':')[1]],
  );
  expect(told!.reason).toBe('The case was withdrawn.');
});
