import { addJob } from '../../src/jobs/queue.js';
import {
  AGENT, booksOf, caseNow, eventsOf, newCreditor, newPartner, owed, pay, register, useWorld, type As, type Row, type World,
} from './world.js'; // prettier-ignore

const here = useWorld('2026-03-02');

const RECORD = `mutation ($input: RecordCreditNoteInput!) { recordCreditNote(input: $input) {
  case { id status } userErrors { code message field } } }`;
let keys = 0;

const SEEN = `query ($id: ID!, $on: Date) { case(id: $id) { claims { id }
  creditNotes { claim { invoiceNumber } amount { amount } issuedOn reference }
  balance(on: $on) { principal { amount } outstanding { amount } lines { kind text amount { amount } } }
  referral { status successFeePercent feeBand { fromAgeDays fromAmount { amount } successFeePercent }
    preview { acceptable reason successFeePercent askedAt } messages { text } } } }`;

const seen = async (world: World, id: string, on: string | null = null, as: As = AGENT): Promise<Row> =>
  (await world.ask(SEEN, { id, on }, as))['case']!;

/** A credit note on the case's one claim. */
async function credit(world: World, id: string, input: object, as: As = AGENT): Promise<Row> {
  const { claims } = (await seen(world, id)) as Row & { claims: Row[] };
  keys += 1;
  const whole = { idempotencyKey: `credit ${keys}`, caseId: id, claimId: claims[0]!['id'], ...input };
  return (await world.ask(RECORD, { input: whole }, as))['recordCreditNote']!;
}

const kroner = (amount: string) => ({ amount, currency: 'NOK' });
const euro = (amount: string) => ({ amount, currency: 'EUR' });

let creditorId: string;
beforeAll(async () => {
  creditorId = await newCreditor(here.world, {
    name: 'Eksempel Kraft AS', country: 'NO', organisationNumber: '981566378',
    address: { lines: ['Kraftveien 1'], postalCode: '0150', city: 'Oslo', country: 'NO' },
  }); // prettier-ignore
});

const norwegian = (world: World, invoiceNumber: string): Promise<string> =>
  register(world, {
    creditorId,
    debtor: { type: 'PERSON', name: `Prøve ${invoiceNumber}`, country: 'NO', address: { lines: ['Prøveveien 1'], postalCode: '5003', city: 'Bergen', country: 'NO' } },
    claims: [{ invoiceNumber, description: 'Strøm', invoiceDate: '2026-01-16', dueDate: '2026-02-16', principal: kroner('4000.00') }],
  }); // prettier-ignore

/**
 * 4 000 kr due 16 February 2026 (figures as in norwegian-consumer.test.ts): on 18 March, when the betalingsoppfordring has gone
 * out, 39.45 of interest and 600 of salær are owed beside it.
 */
test('our own case: what was credited was never owed, and what was paid on it is owed back', async () => {
  const { world } = here;
  const [id, whole] = [await norwegian(world, 'N-1'), await norwegian(world, 'N-2')];
  await world.until('2026-03-18');
  expect(await owed(world, id)).toBe('principal 4000.00, interest 39.45, costs 600.00, paid 0.00, outstanding 4639.45');
  // Covers 600 of salær and 2 400 of the principal.
  await pay(world, id, kroner('3000.00'), '2026-03-18');

  await world.until('2026-03-19');
  const refusals: [object, string][] = [
    [{ amount: kroner('4000.01'), issuedOn: '2026-03-19', reference: 'K-1' }, 'amount'],
    [{ amount: euro('1.00'), issuedOn: '2026-03-19', reference: 'K-1' }, 'amount,currency'],
    [{ amount: kroner('0.00'), issuedOn: '2026-03-19', reference: 'K-1' }, 'amount,amount'],
    [{ amount: kroner('1.00'), issuedOn: '2026-03-20', reference: 'K-1' }, 'issuedOn'],
    [{ amount: kroner('1.00'), issuedOn: '2026-01-15', reference: 'K-1' }, 'issuedOn'],
    [{ amount: kroner('1.00'), issuedOn: '2026-03-19', reference: ' ' }, 'reference'],
    [{ claimId: 'Claim:x', amount: kroner('1.00'), issuedOn: '2026-03-19', reference: 'K-1' }, 'claimId'],
  ];
  for (const [input, field] of refusals) {
    const { userErrors } = (await credit(world, id, input)) as Row & { userErrors: Row[] };
    expect([input, userErrors.map((error) => String(error['field']))]).toEqual([input, [field]]);
  }
  expect((await seen(world, id))['creditNotes']).toEqual([]);

  // A first note of 500: principal 3 500, so that the salær is still that of up to 10 000, 600. Interest of 30 days on 3 500,
  // 3500 × 12 % × 30/365 = 34.52, and of 19 March on 3500 − 2400 = 1 100: 0.36. Exactly 34.5205 + 0.3616 = 34.8822: 34.88.
  const first = { amount: kroner('500.00'), issuedOn: '2026-03-19', reference: 'K-1' };
  const creditor: As = { role: 'CREDITOR', creditorId: creditorId.split(':')[1]! };
  expect(await credit(world, id, first, creditor)).toMatchObject({ case: { status: 'ACTIVE' }, userErrors: [] });
  expect(await owed(world, id)).toBe(
    'principal 3500.00, interest 34.88, costs 600.00, paid 3000.00, outstanding 1134.88',
  );
  expect(await booksOf(world, id)).toMatchObject({ 'receivable:principal': '1100.00', 'receivable:interest': '34.88' });
  expect(await credit(world, id, first)).toMatchObject({ userErrors: [{ field: ['reference'] }] });

  // A second of 1 000: principal 2 500, salær of up to 2 500: 300. Interest of 30 days on 2 500: 24.66. Of the 3 000 received
  // 2 500 + 300 + 24.66 are owed; 175.34 is owed back.
  const second = { amount: kroner('1000.00'), issuedOn: '2026-03-19', reference: 'K-2' };
  expect(await credit(world, id, second)).toMatchObject({ case: { status: 'CLOSED' }, userErrors: [] });
  expect(await caseNow(world, id)).toMatchObject({
    closeReason: 'PAID',
    closedOn: '2026-03-19',
    allowedActions: ['RECORD_PAYMENT'],
  });
  expect(await booksOf(world, id)).toEqual({
    client_funds: '3000.00', 'creditor:payable': '-2524.66', 'income:costs': '-300.00', suspense: '-175.34',
  }); // prettier-ignore
  expect((await eventsOf(world, id)).slice(-4)).toEqual([
    'paymentReceived',
    'creditNoteRecorded',
    'creditNoteRecorded',
    'closed',
  ]);
  expect(await seen(world, id)).toMatchObject({
    creditNotes: [
      { claim: { invoiceNumber: 'N-1' }, amount: { amount: '500.00' }, issuedOn: '2026-03-19', reference: 'K-1' },
      { amount: { amount: '1000.00' }, reference: 'K-2' },
    ],
    balance: {
      principal: { amount: '2500.00' }, outstanding: { amount: '0.00' },
      lines: [
        { kind: 'PRINCIPAL', amount: { amount: '4000.00' } }, { kind: 'CREDIT_NOTE', text: 'N-1', amount: { amount: '-500.00' } },
        { kind: 'CREDIT_NOTE', amount: { amount: '-1000.00' } }, { kind: 'INTEREST', amount: { amount: '24.66' } },
        { kind: 'COST', amount: { amount: '300.00' } }, { kind: 'PAYMENT', amount: { amount: '-2824.66' } },
      ],
    },
  }); // prettier-ignore
  // As it was known the day before, the whole was owed.
  expect(await seen(world, id, '2026-03-18')).toMatchObject({ balance: { outstanding: { amount: '1639.45' } } });

  // Nothing was paid on the other: credited in whole, it is closed as that, and nothing stays in its books.
  const all = { amount: kroner('4000.00'), issuedOn: '2026-03-19', reference: 'K-3' };
  expect(await credit(world, whole, all)).toMatchObject({ case: { status: 'CLOSED' } });
  expect(await caseNow(world, whole)).toMatchObject({
    closeReason: 'CREDITED',
    balance: { outstanding: { amount: '0.00' } },
  });
  expect(await booksOf(world, whole)).toEqual({});
  expect(await credit(world, whole, { ...all, reference: 'K-4' })).toMatchObject({
    userErrors: [{ code: 'INVALID_STATE' }],
  });
});

interface AgencyCase {
  readonly reference: string;
  readonly yourReference: string;
  readonly creditedMinor: string;
  readonly withdrawnOn: string | null;
}

async function agencyCases(world: World): Promise<AgencyCase[]> {
  return ((await (await fetch(`${world.agencyUrl}/control/cases`)).json()) as { cases: AgencyCase[] }).cases;
}

async function agencySays(world: World, { reference }: AgencyCase, what: string, body: object): Promise<void> {
  const sent = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  expect((await fetch(`${world.agencyUrl}/control/cases/${reference}/${what}`, sent)).status).toBe(204);
}

const german = (world: World, invoiceNumber: string, amount: string): Promise<string> =>
  register(world, {
    creditorId,
    debtor: { type: 'COMPANY', name: `Probe ${invoiceNumber} GmbH`, country: 'DE', address: { lines: ['Probeweg 1'], postalCode: '10115', city: 'Berlin', country: 'DE' } },
    claims: [{ invoiceNumber, description: 'Spare parts', invoiceDate: '2026-01-20', dueDate: '2026-02-18', principal: euro(amount) }],
  }); // prettier-ignore

test('a case at a network: asked first, at a fee that stays, and told of the credit note', async () => {
  const { world } = here;
  const { db } = world.platform;
  const partner = await newPartner(world, 'Sandkasten Inkasso GmbH', 'sandbox', { country: 'DE', feeBps: 1500 });
  await newPartner(world, 'Muster Inkasso GmbH', 'exchange', { country: 'DE', feeBps: 3000 });
  await db.query(
    `insert into partner_fee (id, partner_id, country, from_age_days, from_amount_minor, from_amount_currency, success_fee_bps)
     values (gen_random_uuid(), $1, 'DE', 20, 100000, 'EUR', 2250)`,
    [partner],
  );
  // 18 February to 19 March: 29 days. From 20 days and 1 000 euros on the fee is 22.5 %; below it is 15 %.
  const [id, credited, small] = [
    await german(world, 'D-1', '2400.00'), await german(world, 'D-2', '500.00'), await german(world, 'D-3', '9.99'),
  ]; // prettier-ignore
  await world.until('2026-03-19');

  // The agency takes nothing below 10 euros, and says so before it is handed anything: the case goes to the next.
  expect(await caseNow(world, small)).toMatchObject({ routing: { partner: { name: 'Muster Inkasso GmbH' } } });
  expect(await eventsOf(world, small)).toContain('referralDeclined');
  const declined: { preview_reason: string; attempts: number }[] = await db.query(
    `select preview_reason, attempts from referral where status = 'DECLINED'`,
  );
  expect(declined).toEqual([{ preview_reason: 'We take no claims below 10.00 EUR.', attempts: 0 }]);
  expect(await agencyCases(world)).toHaveLength(2);
  expect(await seen(world, small)).toMatchObject({ referral: { preview: null, successFeePercent: '30' } });

  // A later change of terms changes nothing for the cases it has.
  await db.query(`update partner_coverage set success_fee_bps = 9000 where partner_id = $1`, [partner]);
  await db.query('delete from partner_fee where partner_id = $1', [partner]);
  expect(await seen(world, id)).toMatchObject({
    referral: {
      status: 'SUBMITTED', successFeePercent: '22.5', feeBand: { fromAgeDays: 20, fromAmount: { amount: '1000.00' }, successFeePercent: '22.5' },
      preview: { acceptable: true, reason: null, successFeePercent: '12.5', askedAt: expect.any(String) as string },
    },
  }); // prettier-ignore
  expect(await seen(world, credited)).toMatchObject({ referral: { successFeePercent: '15', feeBand: null } });

  // 20 March: accepted. 1 000 come in. 21 March: 500 are credited, and the agency is told once, however often the job runs.
  await world.until('2026-03-20');
  const at = async (caseId: string): Promise<AgencyCase> => {
    const reference = String((await caseNow(world, caseId))['reference']);
    return (await agencyCases(world)).find(({ yourReference }) => yourReference === reference)!;
  };
  await agencySays(world, await at(id), 'payment', { received: euro('1000.00') });
  await world.until('2026-03-21');
  await credit(world, id, { amount: euro('500.00'), issuedOn: '2026-03-20', reference: 'K-5' });
  const [{ noteId }]: [{ noteId: string }] = await db.query(
    `select id as "noteId" from credit_note where reference = 'K-5'`,
  );
  await world.until('2026-03-22');
  await addJob(db, { name: 'tellCreditNote', payload: { creditNoteId: noteId } });
  await world.until('2026-03-23');
  expect(await at(id)).toMatchObject({ creditedMinor: '50000' });
  expect(await seen(world, id)).toMatchObject({
    balance: { principal: { amount: '1900.00' }, outstanding: { amount: '900.00' } },
  });

  // The other is credited in whole: it is closed, and taken back.
  await credit(world, credited, { amount: euro('500.00'), issuedOn: '2026-03-23', reference: 'K-6' });
  expect(await caseNow(world, credited)).toMatchObject({ status: 'CLOSED', closeReason: 'CREDITED' });

  // The agency collects the 900 that are left, and closes: both sides have the same.
  await agencySays(world, await at(id), 'payment', { received: euro('900.00') });
  await agencySays(world, await at(id), 'status', { status: 'closed', outcome: 'paid_in_full' });
  await world.until('2026-03-24');
  expect((await at(credited)).withdrawnOn).not.toBeNull();
  expect(await caseNow(world, id)).toMatchObject({
    status: 'CLOSED',
    closeReason: 'PAID',
    balance: { paid: { amount: '1900.00' } },
  });
  expect(await booksOf(world, id)).toMatchObject({ 'partner:funds': '1900.00', 'creditor:payable': '-1900.00' });
  // Of the two cases it took 2 400 − 500 and 500 − 500 were owed, and 1 900 came in.
  const { partners } = await world.ask(`{ partners { name scorecard(from: "2026-03-01", to: "2026-03-24") {
    recovered { currency share { inputs { name value } } } } } }`);
  expect(partners!.find(({ name }) => name === 'Sandkasten Inkasso GmbH')!['scorecard']!['recovered']).toEqual([
    { currency: 'EUR', share: { inputs: [
      { name: 'recovered', value: '1900.00' }, { name: 'principal', value: '1900.00' }, { name: 'cases', value: '2' },
    ] } },
  ]); // prettier-ignore
  expect(
    await db.query(`select kind from task where closed_on is null and kind in ('TOTALS_DIFFER', 'STATUS_DIFFERS')`),
  ).toEqual([]);
});
