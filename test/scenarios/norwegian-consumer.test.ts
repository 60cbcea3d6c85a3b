import {
  booksOf,
  caseNow,
  eventsOf,
  importOne,
  lastSpread,
  letters,
  newCreditor,
  owed,
  pay,
  useWorld,
} from './world.js';

const here = useWorld('2026-03-02');

/**
 * A consumer in Bergen owes 4 000 kr, due 16 February 2026. Rates and fees: rulebook no.md. Late interest 12.00 % in the
 * first half of 2026 (2.1), by the days of the calendar year from the day after the due date (2.2); notice fee 38 kr from
 * the 14th day after the due date (1.1); light salær up to 10 000 kr 600 kr at sats 750, which absorbs the notice fee (1.2 i);
 * costs are covered first, then principal, then interest (8).
 */
test('a consumer in Norway: invoice, inkassovarsel, betalingsoppfordring, part payment, paid', async () => {
  const { world } = here;
  // 2 March (Monday), the 14th day after the due date: the first on which the case is taken.
  const creditorId = await newCreditor(world, {
    name: 'Eksempel Kraft AS', country: 'NO', organisationNumber: '981566378',
    address: { lines: ['Kraftveien 1'], postalCode: '0150', city: 'Oslo', country: 'NO' },
  }); // prettier-ignore
  const id = await importOne(world, creditorId, 'norwegian-consumer.xml');
  // Three years from the due date (foreldelsesloven §§ 2, 3; no.md 5).
  expect(await caseNow(world, id)).toMatchObject({
    status: 'ACTIVE', stage: 'PRE_COLLECTION', limitationDate: '2029-02-16',
    nextStep: { type: 'COLLECTION_NOTICE', earliestOn: '2026-03-02', name: 'inkassovarsel' },
    routing: { kind: 'COUNTRY_MODULE', country: 'NO' },
  }); // prettier-ignore

  // The same day the inkassovarsel goes out, with 14 days to pay: 16 March, a Monday.
  // Interest 17 February to 2 March, 14 days: 4000 × 12 % × 14/365 = 18.41. Fee 750/20 = 37.50, rounded to 38.
  expect(await world.until('2026-03-02')).toBe(1);
  expect((await letters(world, id)).map(({ line }) => line)).toEqual([
    'COLLECTION_NOTICE nb 2026-03-02, pay by 2026-03-16, 4056,41',
  ]);
  expect(await owed(world, id)).toBe('principal 4000.00, interest 18.41, costs 38.00, paid 0.00, outstanding 4056.41');
  expect(await booksOf(world, id)).toMatchObject({
    'receivable:principal': '4000.00', 'receivable:interest': '18.41', 'receivable:costs': '38.00',
  }); // prettier-ignore

  // 16 March is the last day to pay; what is paid that day may arrive on the next bank day, 17 March: nothing is done yet.
  expect(await world.until('2026-03-17')).toBe(0);

  // 18 March: the deadline is missed, the betalingsoppfordring goes out, with 14 days to 1 April, a Wednesday.
  // Interest 17 February to 18 March, 30 days: 4000 × 12 % × 30/365 = 39.45. Salær 0.8 × 750 = 600.
  expect(await world.until('2026-03-18')).toBe(1);
  const [, demand] = await letters(world, id);
  expect(demand!.line).toBe('PAYMENT_DEMAND nb 2026-03-18, pay by 2026-04-01, 4639,45');
  expect(await owed(world, id)).toBe('principal 4000.00, interest 39.45, costs 600.00, paid 0.00, outstanding 4639.45');
  // Next comes only what keeps the claim: four months before it is time-barred on 16 February 2029, a Monday, since a
  // betalingsoppfordring of 2026 is then too old to go to court on (inkassoloven § 11: six months).
  expect(await caseNow(world, id)).toMatchObject({
    stage: 'COLLECTION', status: 'ACTIVE', nextStep: { type: 'SECOND_DEMAND', earliestOn: '2028-10-16' },
  }); // prettier-ignore

  // 24 March: 2 000 kr come in: salær 600, then 1 400 of the principal.
  // Interest 17 February to 24 March, 36 days: 4000 × 12 % × 36/365 = 47.34; left 4000 + 600 + 47.34 − 2000 = 2647.34.
  await world.until('2026-03-24');
  await pay(world, id, { amount: '2000.00', currency: 'NOK' }, '2026-03-24');
  expect(await lastSpread(world, id)).toEqual(['COST 600.00', 'PRINCIPAL 1400.00']);
  expect(await owed(world, id)).toBe(
    'principal 4000.00, interest 47.34, costs 600.00, paid 2000.00, outstanding 2647.34',
  );
  expect(await booksOf(world, id)).toMatchObject({
    'receivable:principal': '2600.00',
    'receivable:interest': '47.34',
    client_funds: '2000.00',
  });

  // 8 April, within 28 days after the deadline, so that the salær stays light. Interest 36 days on 4000 (47.3425) and from
  // 25 March 15 days on 2600: 2600 × 12 % × 15/365 = 12.8219; together 60.1644, rounded once: 60.16. Left 2600 + 60.16.
  await world.until('2026-04-08');
  expect(await owed(world, id)).toBe(
    'principal 4000.00, interest 60.16, costs 600.00, paid 2000.00, outstanding 2660.16',
  );
  await pay(world, id, { amount: '2660.16', currency: 'NOK' }, '2026-04-08');
  expect(await lastSpread(world, id)).toEqual(['PRINCIPAL 2600.00', 'INTEREST 60.16']);
  expect(await caseNow(world, id)).toMatchObject({
    status: 'CLOSED',
    closeReason: 'PAID',
    closedOn: '2026-04-08',
  });
  expect((await booksOf(world, id))['client_funds']).toBe('4660.16');
  expect(await eventsOf(world, id)).toEqual([
    'registered', 'routed', 'noticeSent', 'noticeSent', 'paymentReceived', 'paymentReceived', 'closed',
  ]); // prettier-ignore
});
