import { booksOf, caseNow, importOne, lastSpread, letters, newCreditor, owed, pay, useWorld } from './world.js';

const here = useWorld('2026-06-17');

/**
 * A company in Göteborg owes 20 000 kr, due 3 June 2026. Rulebook se.md: förseningsersättning 450 kr between businesses,
 * against which the 180 kr of the inkassokrav is set off (SE-FEE-B2B-OFFSET); late interest 10.00 % in both halves of 2026
 * (2.2), from the day after the due date, split at 1 July, each line rounded (2.4); costs first, then interest (8).
 */
test('a company in Sweden: invoice, inkassokrav, paid', async () => {
  const { world } = here;
  // 17 June (Wednesday), the 14th day after the due date.
  const creditorId = await newCreditor(world, {
    name: 'Exempel Leverantör AB', country: 'SE', organisationNumber: '556016-0680',
    address: { lines: ['Provgatan 4'], postalCode: '211 20', city: 'Malmö', country: 'SE' },
  }); // prettier-ignore
  const id = await importOne(world, creditorId, 'swedish-company.xml');
  // Ten years from the invoice date (preskriptionslagen 2 §; the debtor is no consumer).
  expect(await caseNow(world, id)).toMatchObject({
    status: 'ACTIVE', limitationDate: '2036-05-04', nextStep: { type: 'PAYMENT_DEMAND', earliestOn: '2026-06-17', name: 'inkassokrav' },
  }); // prettier-ignore

  // The inkassokrav goes out the same day. Twelve days to pay end on 29 June, a Monday; the seventh bank day after the
  // letter is 29 June as well, as midsommarafton (19 June) is none.
  // Interest 4 to 17 June, 14 days: 20000 × 10 % × 14/365 = 76.71. Costs 450 + max(0, 180 − 450).
  expect(await world.until('2026-06-17')).toBe(1);
  expect((await letters(world, id)).map(({ line }) => line)).toEqual([
    'PAYMENT_DEMAND sv 2026-06-17, pay by 2026-06-29, 20526,71',
  ]);
  expect(await owed(world, id)).toBe(
    'principal 20000.00, interest 76.71, costs 450.00, paid 0.00, outstanding 20526.71',
  );
  // Next comes only what keeps the claim: a written demand a year after its origin, the invoice of 4 May 2026 (se.md 5).
  expect(await caseNow(world, id)).toMatchObject({
    stage: 'COLLECTION', nextStep: { type: 'LIMITATION_NOTICE', earliestOn: '2027-05-04' },
  }); // prettier-ignore

  // 6 July. Interest 4 to 30 June, 27 days: 20000 × 10 % × 27/365 = 147.95; 1 to 6 July, 6 days: 32.88; together 180.83.
  expect(await world.until('2026-07-06')).toBe(0);
  expect(await owed(world, id)).toBe(
    'principal 20000.00, interest 180.83, costs 450.00, paid 0.00, outstanding 20630.83',
  );

  // The company pays all of it.
  await pay(world, id, { amount: '20630.83', currency: 'SEK' }, '2026-07-06');
  expect(await lastSpread(world, id)).toEqual(['COMPENSATION 450.00', 'INTEREST 180.83', 'PRINCIPAL 20000.00']);
  expect(await caseNow(world, id)).toMatchObject({ status: 'CLOSED', closeReason: 'PAID', closedOn: '2026-07-06' });
  expect((await booksOf(world, id))['client_funds']).toBe('20630.83');
});
