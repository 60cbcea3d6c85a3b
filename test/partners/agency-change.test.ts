import { newCreditor, newPartner, register, useWorld, type As, type Row, type World } from '../scenarios/world.js';

const here = useWorld('2026-05-04');

const ERRORS = 'userErrors { code field message }';
const MOVE = `mutation ($input: MoveReferralsInput!) { moveReferrals(input: $input) {
  results { case { id } userErrors { code field } } accepted refused remaining ${ERRORS} } }`;
const ACCEPT = `mutation ($id: ID!) { acceptReferral(referralId: $id, externalReference: "P-1") { ${ERRORS} } }`;

const CASE = `query ($id: ID!) { case(id: $id) { id status routing { kind partner { name } }
  referral { id status inquiries { question } messages { text } costs { text } dataDueOn dataReturnedOn }
  payments { edges { node { amount { amount } } } } events(first: 100) { edges { node { type text actor } } } } }`;

const caseSeenBy = async (world: World, id: string, as?: As): Promise<Row> =>
  (await world.ask(CASE, { id }, as))['case']!;
const textsOf = (row: Row): string => JSON.stringify([row['events'], row['referral'], row['payments']]);

/** Everything that falls due today is done. */
const doToday = async (world: World): Promise<unknown> =>
  world.until(String((await world.ask('{ businessDate }'))['businessDate']));

async function newCase(world: World, creditorId: string, invoiceNumber: string, amount: string): Promise<string> {
  return register(world, {
    creditorId,
    debtor: { type: 'COMPANY', name: `Probe ${invoiceNumber} GmbH`, country: 'DE', address: { lines: ['Probeweg 1'], postalCode: '10115', city: 'Berlin', country: 'DE' } },
    claims: [{ invoiceNumber, description: 'Parts', invoiceDate: '2026-03-02', dueDate: '2026-04-01', principal: { amount, currency: 'EUR' } }],
  }); // prettier-ignore
}

test('the cases of an agency go to another, and home', async () => {
  const { world } = here;
  const alt = await newPartner(world, 'Alt Inkasso GmbH', 'exchange', { country: 'DE', feeBps: 1000 });
  // Takes nothing below 500,00 EUR.
  const neu = await newPartner(world, 'Neu Inkasso GmbH', 'exchange', {
    country: 'DE', feeBps: 1800, minimum: { minor: 50_000, currency: 'EUR' },
  }); // prettier-ignore
  const [former, next]: As[] = [
    { role: 'PARTNER', partnerId: alt },
    { role: 'PARTNER', partnerId: neu },
  ];
  const creditorId = await newCreditor(world, {
    name: 'Eksempel Kraft AS',
    country: 'NO',
    organisationNumber: '981566378',
  });
  const first = await newCase(world, creditorId, 'D-1', '2400.00');
  const second = await newCase(world, creditorId, 'D-2', '900.00');
  const small = await newCase(world, creditorId, 'D-3', '300.00');
  await doToday(world);
  const firstAtFormer = String((await caseSeenBy(world, first))['referral']!['id']);
  await world.act(ACCEPT, { id: firstAtFormer }, former);
  const input = { referralId: firstAtFormer };
  await world.act(`mutation ($input: AskInquiryInput!) { askInquiry(input: $input) { ${ERRORS} } }`,
    { input: { ...input, question: 'Former secret?' } }, former); // prettier-ignore
  await world.act(`mutation ($input: ReferralMessageInput!) { sendReferralMessage(input: $input) { ${ERRORS} } }`,
    { input: { ...input, text: 'Former secret.' } }, former); // prettier-ignore
  await world.act(`mutation ($input: ReportReferralCostInput!) { reportReferralCost(input: $input) { ${ERRORS} } }`,
    { input: { ...input, idempotencyKey: 'cost-1', text: 'Former secret', amount: { amount: '5.00', currency: 'EUR' }, incurredOn: '2026-05-04' } }, former); // prettier-ignore
  const PAY = `mutation ($input: ReportReferralPaymentInput!) { reportReferralPayment(input: $input) { payment { id } ${ERRORS} } }`;
  await world.act(
    PAY,
    { input: { ...input, amount: { amount: '100.00', currency: 'EUR' }, receivedOn: '2026-05-04' } },
    former,
  );

  // One case first. Not both of the ways to say which, and not nobody as the place to go.
  const wrong = await world.ask(MOVE, { input: { caseIds: [first], partnerId: `Partner:${alt}`, reason: 'Why' } });
  expect(wrong['moveReferrals']!['userErrors']).toMatchObject([{ field: ['caseIds'] }, { field: ['toPartnerId'] }]);
  const one = { idempotencyKey: 'move-1', caseIds: [first], toPartnerId: `Partner:${neu}`, reason: 'Too slow' };
  expect(await world.act(MOVE, { input: one })).toMatchObject({
    accepted: 1,
    refused: 0,
    results: [{ case: { id: first } }],
  });
  // The next agency has to wait until the former one has let go.
  expect(await caseSeenBy(world, first)).toMatchObject({ referral: { status: 'QUEUED' } });
  expect(await caseSeenBy(world, first, former)).toBeNull();
  await doToday(world);
  expect(await caseSeenBy(world, first)).toMatchObject({ referral: { status: 'SUBMITTED' } });
  // Sent again, nothing happens again.
  expect(await world.act(MOVE, { input: one })).toMatchObject({ accepted: 1 });
  expect(await referralsOf(world, first)).toEqual(['WITHDRAWN', 'SUBMITTED']);

  // What the former agency said and charged is not for the next; what was paid is, for it is owed no more.
  const seen = await caseSeenBy(world, first, next);
  expect(textsOf(seen)).not.toMatch(/Former secret|Alt Inkasso|test PARTNER/);
  expect(seen['payments']!['edges']).toMatchObject([{ node: { amount: { amount: '100.00' } } }]);
  expect(textsOf(await caseSeenBy(world, first))).toMatch(/Former secret/);

  // Then everything else the former agency has; what is too small for the next one stays, with the reason.
  const rest = {
    idempotencyKey: 'move-2',
    partnerId: `Partner:${alt}`,
    toPartnerId: `Partner:${neu}`,
    reason: 'Too slow',
  };
  const moved = await world.act(MOVE, { input: rest });
  expect(moved).toMatchObject({
    accepted: 1, refused: 1, remaining: 0,
    results: [
      { case: { id: second }, userErrors: [] },
      { case: { id: small }, userErrors: [{ code: 'NOT_COVERED', field: ['toPartnerId'] }] },
    ],
  }); // prettier-ignore
  await doToday(world);
  // Home is a person, for there is no module for Germany.
  expect(await world.act(MOVE, { input: { caseIds: [small], home: true, reason: 'Nobody takes it' } })).toMatchObject({
    accepted: 1,
  });
  await doToday(world);
  expect(await caseSeenBy(world, small)).toMatchObject({
    status: 'REGISTERED',
    routing: { kind: 'MANUAL_REVIEW' },
    referral: null,
  });

  // What the former agency holds on a case is due back in thirty days: 4 May and 30 days is 3 June.
  const owed = async (): Promise<unknown> => (await world.ask(
    '{ tasks(filter: { kind: [DATA_DUE], open: true }) { edges { node { dueOn case { id } } } } }',
  ))['tasks']!['edges']; // prettier-ignore
  await world.until('2026-05-05');
  expect(await owed()).toMatchObject(
    [first, second, small].map((id) => ({ node: { dueOn: '2026-06-03', case: { id } } })),
  );
  const RETURN = `mutation ($input: ReportReferralReturnedInput!) { reportReferralReturned(input: $input) { ${ERRORS} } }`;
  const stranger = (await world.ask(RETURN, { input }, next))['reportReferralReturned']!;
  expect(stranger['userErrors']).toMatchObject([{ code: 'NOT_FOUND', field: ['referralId'] }]);
  await world.act(RETURN, { input }, former);
  await world.until('2026-05-06');
  expect(await owed()).toHaveLength(2);
  expect(JSON.stringify(await caseSeenBy(world, first))).toMatch(/"dataReturned"/);
});

test('a case that comes home is left alone until the agency has let go', async () => {
  const { world } = here;
  const { db } = world.platform;
  const creditorId = await newCreditor(world, { name: 'Exempel AB', country: 'SE', organisationNumber: '5560360793' });
  const id = await register(world, {
    creditorId,
    debtor: { type: 'COMPANY', name: 'Prov AB', country: 'SE', address: { lines: ['Provgatan 1'], postalCode: '111 22', city: 'Stockholm', country: 'SE' } },
    claims: [{ invoiceNumber: 'S-1', description: 'Delar', invoiceDate: '2026-03-02', dueDate: '2026-04-01', principal: { amount: '2400.00', currency: 'SEK' } }],
  }); // prettier-ignore
  // As it was while Sweden's module was switched off: an agency there has it.
  const partnerId = await newPartner(world, 'Prov Inkasso AB', 'exchange', { country: 'SE', feeBps: 1000 });
  const key = id.split(':')[1];
  await db.query(
    `with r as (insert into referral (id, case_id, creditor_id, partner_id, status, attempts, submitted_at, external_reference)
       select gen_random_uuid(), id, creditor_id, $2, 'ACTIVE', 1, now(), 'P-9' from collection_case where id = $1 returning id)
     update collection_case set route_kind = 'PARTNER_NETWORK', referral_id = (select id from r) where id = $1`,
    [key, partnerId],
  );
  await db.query('delete from schedule where case_id = $1', [key]);
  const planned = async () => (await db.query('select next_step from schedule where case_id = $1', [key])).length;
  await world.act(MOVE, { input: { partnerId: `Partner:${partnerId}`, home: true, reason: 'We do it ourselves' } });
  expect(await caseSeenBy(world, id)).toMatchObject({ status: 'ACTIVE', routing: { kind: 'COUNTRY_MODULE' } });
  expect(await planned()).toBe(0);
  await doToday(world);
  expect(await planned()).toBe(1);
});

async function referralsOf(world: World, caseId: string): Promise<string[]> {
  const rows: { status: string }[] = await world.platform.db.query(
    'select status from referral where case_id = $1 order by id',
    [caseId.split(':')[1]],
  );
  return rows.map(({ status }) => status);
}
