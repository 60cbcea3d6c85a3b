import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  booksOf,
  caseNow,
  eventsOf,
  fixture,
  letters,
  newCreditor,
  owed,
  pay,
  register,
  useWorld,
  type Row,
} from './world.js';

const here = useWorld('2026-02-20');

const OWNER = {
  name: 'Eksempel Kraft AS', country: 'NO', organisationNumber: '981566378',
  address: { lines: ['Kraftveien 1'], postalCode: '0150', city: 'Oslo', country: 'NO' },
}; // prettier-ignore

const inbox = (folder = 'kraft'): string => path.join(here.world.platform.invoiceDirectory, folder);

const ADD_FOLDER = `mutation ($id: ID!, $folder: String!) {
  addInvoiceFolder(creditorId: $id, folder: $folder) { source { id } userErrors { code field } } }`;

/** Puts a file into the folder, by default one that was written long ago. */
function drop(name: string, content: string, age = 3600, folder = 'kraft'): void {
  mkdirSync(inbox(folder), { recursive: true });
  const file = path.join(inbox(folder), name);
  writeFileSync(file, content);
  const at = Date.now() / 1000 - age;
  utimesSync(file, at, at);
}

/** A credit note over the whole of an invoice. */
const asCreditNote = (invoice: string, credited: string, number: string): string =>
  invoice
    .replaceAll('<Invoice ', '<CreditNote ').replaceAll('</Invoice>', '</CreditNote>').replace('schema:xsd:Invoice-2', 'schema:xsd:CreditNote-2')
    .replaceAll(credited, number).replace('<cac:AccountingSupplierParty>',
      `<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>${credited}</cbc:ID></cac:InvoiceDocumentReference></cac:BillingReference><cac:AccountingSupplierParty>`); // prettier-ignore

/** "name: STATUS": the reports in a folder, without what was put before the names. */
const reports = (folder: string): string[] =>
  readdirSync(path.join(inbox(), folder))
    .filter((name) => name.endsWith('.report.json'))
    .map((name) => {
      const report = JSON.parse(readFileSync(path.join(inbox(), folder, name), 'utf8')) as Record<string, string>;
      return `${name.slice(9, -'.report.json'.length)}: ${report['status']}${report['startsOn'] ? ` until ${report['startsOn']}` : ''}`;
    })
    .sort();

async function incoming(creditorId: string, status: string): Promise<Row> {
  const found = await here.world.ask(
    `query ($id: ID!, $status: IncomingStatus) { incomingInvoices(creditorId: $id, status: $status) {
       id invoiceNumber startsOn reason refusals { code message } case { id reference } } }`,
    { id: creditorId, status },
  );
  return found['incomingInvoices']!;
}

/**
 * Invoices dropped in a folder by an accounting system. A case is taken 14 days after the due date, the agency's own terms: an
 * invoice due 16 February 2026 on 2 March.
 */
test('a folder of invoices: what may not begin yet waits, and begins by itself', async () => {
  const { world } = here;
  const creditorId = await newCreditor(world, OWNER);
  for (const folder of ['../kraft', '.kraft', 'a/b']) {
    expect((await world.ask(ADD_FOLDER, { id: creditorId, folder }))['addInvoiceFolder']!['userErrors']).toEqual([
      { code: 'INVALID_INPUT', field: ['folder'] },
    ]);
  }
  await world.act(ADD_FOLDER, { id: creditorId, folder: 'kraft' });

  // 20 February: one invoice waits; one is credited the same day; one is no invoice; three are left alone: not whole, just written, a link.
  const invoice = fixture('norwegian-consumer.xml');
  const other = invoice.replaceAll('2026-0101', '2026-0102').replaceAll('2345676', '2345684');
  drop('a.xml', invoice);
  drop('b.xml', other);
  drop('c.xml', 'not XML');
  drop('d.xml.part', invoice.replaceAll('2026-0101', '2026-0103'));
  drop('e.xml', invoice.replaceAll('2026-0101', '2026-0104'), 5);
  writeFileSync(path.join(inbox(), '..', 'secret'), 'a file elsewhere');
  symlinkSync(path.join(inbox(), '..', 'secret'), path.join(inbox(), 'f.xml'));
  await world.until('2026-02-20');
  expect(reports('taken')).toEqual(['a.xml: WAITING until 2026-03-02', 'b.xml: WAITING until 2026-03-02']);
  expect(reports('refused')).toEqual(['c.xml: REFUSED']);
  expect(readdirSync(inbox()).sort()).toEqual(['d.xml.part', 'e.xml', 'f.xml', 'refused', 'taken']);

  // 21 February: the credit note comes, and the first invoice once more.
  const credit = asCreditNote(other, '2026-0102', 'K-1');
  drop('k.xml', credit);
  drop('a-again.xml', invoice);
  await world.until('2026-02-21');
  expect(await incoming(creditorId, 'CANCELLED')).toMatchObject([
    { invoiceNumber: 'K-1' },
    { invoiceNumber: '2026-0102', reason: 'credit note K-1' },
  ]);
  expect(await incoming(creditorId, 'WAITING')).toMatchObject([{ invoiceNumber: '2026-0101', startsOn: '2026-03-02' }]);

  // 1 March: nothing yet. 2 March: the case begins, and its inkassovarsel goes the same day, as in norwegian-consumer.test.ts.
  expect(await world.until('2026-03-01')).toBe(0);
  expect(await world.until('2026-03-02')).toBe(1);
  const begun = await incoming(creditorId, 'REGISTERED');
  expect(begun).toMatchObject([{ invoiceNumber: '2026-0101' }]);
  const id = String(begun[0]!['case']!['id']);
  expect((await letters(world, id)).map(({ line }) => line)).toEqual([
    'COLLECTION_NOTICE nb 2026-03-02, pay by 2026-03-16, 4056,41',
  ]);

  // 3 March: the same invoice in another file with its number written in another way is refused with the case it is in.
  drop('g.xml', invoice.replaceAll('2026-0101', '2026/101'));
  await world.until('2026-03-03');
  expect(reports('refused')).toEqual(['c.xml: REFUSED', 'g.xml: REFUSED']);
  const { reference } = (await caseNow(world, id)) as Row & { reference: string };
  expect((await incoming(creditorId, 'REFUSED'))[0]!['refusals']).toEqual([
    { code: 'DUPLICATE_CLAIM', message: `Invoice 2026/101 is invoice 2026-0101 of case ${reference}, sent again.` },
  ]);
  expect(world.faults).toEqual([]);

  // A claim that is only like it, another number with the same amount and dates, becomes a case and a task.
  const similar = await register(world, {
    creditorId,
    debtor: { type: 'PERSON', name: 'Test Person', country: 'NO', address: { lines: ['Testveien 7 B'], postalCode: '5003', city: 'Bergen', country: 'NO' } },
    claims: [{ invoiceNumber: 'X-9', description: 'Strøm', invoiceDate: '2026-02-02', dueDate: '2026-02-16', principal: { amount: '4000.00', currency: 'NOK' } }],
  }); // prettier-ignore
  const tasks = await world.ask(
    `query ($id: ID!) { tasks(filter: { caseId: [$id], open: true }) { edges { node { kind text } } } }`,
    { id: similar },
  );
  expect(tasks['tasks']!['edges']).toMatchObject([{ node: { kind: 'SIMILAR_CLAIM' } }]);
});

/**
 * Credit notes in the folder, 4 March 2026: an invoice due 20 February begins on 6 March. Another seller's ends nothing; one that
 * lowers the invoice waits with it and counts in the first letter; one for the case that it has become is recorded on that.
 */
test('credit notes from a folder', async () => {
  const { world } = here;
  const creditorId = await newCreditor(world, { ...OWNER, name: 'Eksempel Nett AS', organisationNumber: '987654325' });
  await world.act(ADD_FOLDER, { id: creditorId, folder: 'nett' });
  const invoice = fixture('norwegian-consumer.xml').replaceAll('981566378', '987654325')
    .replaceAll('2026-0101', 'N-1').replaceAll('2026-02-16', '2026-02-20'); // prettier-ignore
  drop('1.xml', invoice, 3600, 'nett');
  drop('2.xml', asCreditNote(invoice, 'N-1', 'S-1').replaceAll('987654325', '981566378'), 3600, 'nett');
  drop('3.xml', asCreditNote(invoice, 'N-1', 'P-1').replaceAll('4000.00', '1000.00'), 3600, 'nett');
  // One comes before its invoice, in a file that is read first.
  const second = invoice.replaceAll('N-1', 'N-2').replaceAll('2345676', '2345684');
  drop('0.xml', asCreditNote(second, 'N-2', 'V-1').replaceAll('4000.00', '1000.00'), 3600, 'nett');
  await world.until('2026-03-04');
  expect(await incoming(creditorId, 'REFUSED')).toMatchObject([{ invoiceNumber: 'S-1' }]);
  expect((await incoming(creditorId, 'WAITING')) as Row & readonly Row[]).toHaveLength(3);

  // 5 March: the invoice comes, and another credit note: nothing is left of it, and nothing begins.
  drop('5.xml', second, 3600, 'nett');
  drop('6.xml', asCreditNote(second, 'N-2', 'V-2').replaceAll('4000.00', '3000.00'), 3600, 'nett');
  await world.until('2026-03-05');
  expect(await incoming(creditorId, 'CANCELLED')).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ invoiceNumber: 'N-2', reason: 'credit note V-1, credit note V-2' }),
      expect.objectContaining({ invoiceNumber: 'V-1' }),
      expect.objectContaining({ invoiceNumber: 'V-2' }),
    ]),
  );

  // Interest 12.00 % on the 3000 that are left, 21 February to 6 March, 14 days: 13.81; an inkassovarsel, 38.
  await world.until('2026-03-06');
  const [begun] = (await incoming(creditorId, 'REGISTERED')) as Row & readonly Row[];
  const id = String(begun!['case']!['id']);
  expect((await letters(world, id)).map(({ line }) => line)).toEqual([
    'COLLECTION_NOTICE nb 2026-03-06, pay by 2026-03-20, 3051,81',
  ]);

  // 7 March: 15 days of interest on 2500: 12.33.
  drop('4.xml', asCreditNote(invoice, 'N-1', 'P-2').replaceAll('4000.00', '500.00'), 3600, 'nett');
  await world.until('2026-03-07');
  const done = (await incoming(creditorId, 'CANCELLED')) as Row & readonly Row[];
  expect(done.map((each) => each['invoiceNumber'])).toEqual(expect.arrayContaining(['P-1', 'P-2']));
  expect(await owed(world, id)).toBe('principal 2500.00, interest 12.33, costs 38.00, paid 0.00, outstanding 2550.33');
  expect(world.faults).toEqual([]);
});

const ADDRESS = { NO: ['0001', 'Testby'], SE: ['111 22', 'Testby'], FI: ['00100', 'Testilä'] } as const;
const CURRENCY = { NO: 'NOK', SE: 'SEK', FI: 'EUR' } as const;

/** Two cases of one debtor, handed over the same day; their global ids. */
async function twoCases(
  country: 'NO' | 'SE' | 'FI',
  creditorId: string,
  nationalId: string,
  amounts: readonly string[],
) {
  const [postalCode, city] = ADDRESS[country];
  const ids: string[] = [];
  for (const [index, amount] of amounts.entries()) {
    const claim = { invoiceNumber: `M-${country}-${index}`, description: 'Testlevering', invoiceDate: '2026-03-02', dueDate: '2026-03-16', principal: { amount, currency: CURRENCY[country] } }; // prettier-ignore
    const debtor = { type: 'PERSON', nationalId, name: 'Test Testesen', country, address: { lines: ['Testveien 1'], postalCode, city, country } }; // prettier-ignore
    ids.push(await register(here.world, { creditorId, debtor, claims: [claim] }));
  }
  return ids as [string, string];
}

const MERGE = `mutation ($into: ID!, $from: [ID!]!) { mergeCases(input: { intoCaseId: $into, fromCaseIds: $from }) { case { id } userErrors { code message field } } }`;
const UNDO = `mutation ($id: ID!) { undoMerge(caseId: $id) { case { id } userErrors { code message field } } }`;

/*
 * Two cases of one debtor each get their letter in the same days after the due date, 16 March 2026, and are then merged.
 * What is owed comes together, costs as the law has them for one case; undone, it is as before to the smallest unit.
 */
test.each([
  // Interest 12.00 % (no.md 2.1), 17 to 30 March, 14 days: 4000 x 12 % x 14/365 = 18.41, 2000: 9.21. An inkassovarsel each, 38 kr
  // (1.1): the debtor bears at most one before it has missed the time of a reminder, so merged 38 and not 76.
  {
    country: 'NO',
    organisationNumber: '123456785',
    letterOn: '2026-03-30',
    nationalId: '10915596784',
    amounts: ['4000.00', '2000.00'],
    apart: [
      'principal 4000.00, interest 18.41, costs 38.00, paid 0.00, outstanding 4056.41',
      'principal 2000.00, interest 9.21, costs 38.00, paid 0.00, outstanding 2047.21',
    ],
    merged: 'principal 6000.00, interest 27.62, costs 38.00, paid 0.00, outstanding 6065.62',
  },
  // Interest 10 %, the reference rate of 2 % and eight (se.md), 14 days: 4000 x 10 % x 14/365 = 15.34, 2000: 7.67; together 23.0137. An
  // inkassokrav each, 180 kr, which the debtor bears once a case (lag 1981:739 3 §).
  {
    country: 'SE',
    organisationNumber: '556103-4249',
    letterOn: '2026-03-30',
    nationalId: '640823-3234',
    amounts: ['4000.00', '2000.00'],
    apart: [
      'principal 4000.00, interest 15.34, costs 180.00, paid 0.00, outstanding 4195.34',
      'principal 2000.00, interest 7.67, costs 180.00, paid 0.00, outstanding 2187.67',
    ],
    merged: 'principal 6000.00, interest 23.01, costs 180.00, paid 0.00, outstanding 6203.01',
  },
  // A maksumuistutus bears a fee once 14 full days have passed (10 b §): 31 March. Interest 9.5 %, 15 days: 350 x 9.5 % x 15/365 = 1.3664,
  // 200: 0.7808; together 2.1473. Fee 5 each; a second one within the time of the first bears none.
  {
    country: 'FI',
    organisationNumber: '0737546-2',
    letterOn: '2026-03-31',
    nationalId: '131052-308T',
    amounts: ['350.00', '200.00'],
    apart: [
      'principal 350.00, interest 1.37, costs 5.00, paid 0.00, outstanding 356.37',
      'principal 200.00, interest 0.78, costs 5.00, paid 0.00, outstanding 205.78',
    ],
    merged: 'principal 550.00, interest 2.15, costs 5.00, paid 0.00, outstanding 557.15',
  },
] as const)(
  'merged and undone in $country',
  async ({ country, organisationNumber, letterOn, nationalId, amounts, apart, merged }) => {
    const { world } = here;
    await world.until(letterOn);
    const address = { lines: ['Testveien 2'], postalCode: ADDRESS[country][0], city: 'Testby', country };
    const creditorId = await newCreditor(world, { name: `Sammen ${country}`, country, organisationNumber, address });
    const [into, from] = await twoCases(country, creditorId, nationalId, amounts);
    await world.until(letterOn);
    expect([await owed(world, into), await owed(world, from)]).toEqual(apart);
    const booksBefore = [await booksOf(world, into), await booksOf(world, from)];

    await world.act(MERGE, { into, from: [from] });
    expect(await owed(world, into)).toBe(merged);
    expect(await caseNow(world, from)).toMatchObject({
      status: 'CLOSED',
      closeReason: 'DUPLICATE',
      balance: { outstanding: { amount: '0.00' } },
    });
    expect(Object.keys(await booksOf(world, from))).toEqual([]);

    await world.act(UNDO, { id: into });
    expect([await owed(world, into), await owed(world, from)]).toEqual(apart);
    expect([await booksOf(world, into), await booksOf(world, from)]).toEqual(booksBefore);
    expect(await eventsOf(world, from)).toEqual(expect.arrayContaining(['merged', 'mergeUndone']));

    // A case does not go into itself.
    expect((await world.ask(MERGE, { into, from: [into] }))['mergeCases']!['userErrors']).toMatchObject([
      { code: 'INVALID_INPUT', field: ['fromCaseIds'] },
    ]);

    // Paid in part on the one and merged again: what was paid counts on the other, and money since then keeps the merge as it is.
    await pay(world, from, { amount: '100.00', currency: CURRENCY[country] }, letterOn);
    await world.act(MERGE, { into, from: [from] });
    expect(await owed(world, into)).toContain('paid 100.00');
    await pay(world, into, { amount: '50.00', currency: CURRENCY[country] }, letterOn);
    expect((await world.ask(UNDO, { id: into }))['undoMerge']!['userErrors']).toMatchObject([
      { code: 'INVALID_STATE', field: ['caseId'] },
    ]);
  },
);

/** Two invoices to one company, due 18 March 2026, in an accounting system that drops both: one case, and one letter (se.md: one demand). */
test('invoices of the same parties that begin together are one case', async () => {
  const { world } = here;
  const address = { lines: ['Provgatan 4'], postalCode: '211 20', city: 'Malmö', country: 'SE' };
  const creditorId = await newCreditor(world, { name: 'Exempel Leverantör AB', country: 'SE', organisationNumber: '556016-0680', address }); // prettier-ignore
  await world.act(ADD_FOLDER, { id: creditorId, folder: 'leverantor' });
  const invoice = fixture('swedish-company.xml')
    .replaceAll('2026-05-04', '2026-03-04')
    .replaceAll('2026-06-03', '2026-03-18');
  drop('one.xml', invoice, 3600, 'leverantor');
  drop('two.xml', invoice.replaceAll('F-8801', 'F-8802').replaceAll('20000.00', '5000.00'), 3600, 'leverantor');
  // 1 April is the 14th day after the due date.
  await world.until('2026-03-31');
  expect(await incoming(creditorId, 'WAITING')).toMatchObject([{ startsOn: '2026-04-01' }, { startsOn: '2026-04-01' }]);
  await world.until('2026-04-01');
  const [two, one] = (await incoming(creditorId, 'REGISTERED')) as Row & readonly Row[];
  expect(one!['case']).toEqual(two!['case']);
  const id = String(one!['case']!['id']);
  // Interest 19 March to 1 April, 14 days: 25000 x 10 % x 14/365 = 95.89. Förseningsersättning 450 for each claim, above the 180 of the letter.
  expect(await owed(world, id)).toBe(
    'principal 25000.00, interest 95.89, costs 900.00, paid 0.00, outstanding 25995.89',
  );
  expect((await letters(world, id)).map(({ line }) => line.split(',')[0])).toEqual(['PAYMENT_DEMAND sv 2026-04-01']);
  expect(await eventsOf(world, id)).toContain('claimAdded');
});

/** The interface of an accounting system, with one unpaid invoice due 18 March 2026; the key is kept sealed. */
test('an accounting system that is asked', async () => {
  const { world } = here;
  Object.assign(world.platform.webhooks, { loopback: true });
  const invoice = fixture('norwegian-consumer.xml').replaceAll('2026-0101', 'R-1').replaceAll('2345676', '2345684')
    .replaceAll('2026-02-02', '2026-03-04').replaceAll('2026-02-16', '2026-03-18').replaceAll('981566378', '974760673'); // prettier-ignore
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.url} ${request.headers.authorization}`);
    const page = {
      invoices: asked.length === 1 ? [{ id: '7', number: 'R-1', status: 'UNPAID' }] : [],
      cursor: 'c1',
      more: false,
    };
    response.end(request.url === '/api/invoices/7/ubl' ? invoice : JSON.stringify(page));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const creditorId = await newCreditor(world, { ...OWNER, name: 'Regnskap AS', organisationNumber: '974760673' });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
    await world.act(
      `mutation ($id: ID!, $url: String!) { addInvoiceInterface(creditorId: $id, url: $url, key: "our key") { source { kind } userErrors { code field } } }`,
      { id: creditorId, url },
    );
    await world.until('2026-04-01');
    expect(await incoming(creditorId, 'REGISTERED')).toMatchObject([{ invoiceNumber: 'R-1' }]);
    await world.until('2026-04-02');
    // Asked anew on each day from where it was: what it gave before is not given again.
    expect([...new Set(asked)]).toEqual([
      '/api/invoices Bearer our key',
      '/api/invoices/7/ubl Bearer our key',
      '/api/invoices?since=c1 Bearer our key',
    ]);
    expect(
      await world.platform.db.query("select from invoice_source where secret_cipher::text like '%our key%'"),
    ).toEqual([]);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
  expect(world.faults).toEqual([]);
});
