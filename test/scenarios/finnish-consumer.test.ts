import { booksOf, caseNow, importOne, lastSpread, letters, newCreditor, owed, pay, useWorld } from './world.js';

const here = useWorld('2026-02-18');

/**
 * A consumer in Espoo owes 350 €, due 3 February 2026. Rulebook fi.md: reminder 5 €, first demand 24 € for a principal over
 * 100 € up to 1000 € (1.1); late interest 9.5 % for consumers in the first half of 2026 (2); a reminder bears a fee from due
 * date + 15 and a demand follows a reminder after 14 full days (3); a consumer's payment covers interest, then principal,
 * then costs (perintälaki 11 a §).
 */
test('a consumer in Finland: invoice, maksumuistutus, maksuvaatimus, part payment, paid', async () => {
  const { world } = here;
  // 18 February (Wednesday): due date + 15, the first day on which a reminder may cost anything.
  const creditorId = await newCreditor(world, {
    name: 'Esimerkki Sähkö Oy', country: 'FI', organisationNumber: '0737546-2',
    address: { lines: ['Mallikatu 3'], postalCode: '20100', city: 'Turku', country: 'FI' },
  }); // prettier-ignore
  const id = await importOne(world, creditorId, 'finnish-consumer.xml');
  // Three years from the due date (728/2003 4 §).
  expect(await caseNow(world, id)).toMatchObject({
    status: 'ACTIVE', limitationDate: '2029-02-03', nextStep: { type: 'REMINDER', earliestOn: '2026-02-18', name: 'maksumuistutus' },
  }); // prettier-ignore

  // The maksumuistutus goes out. Interest 4 to 18 February, 15 days: 350 × 9.5 % × 15/365 = 1.37. Fee 5.
  // 14 days to pay end on 4 March, a Wednesday.
  expect(await world.until('2026-02-18')).toBe(1);
  expect((await letters(world, id)).map(({ line }) => line)).toEqual([
    'REMINDER fi 2026-02-18, pay by 2026-03-04, 356,37',
  ]);
  expect(await owed(world, id)).toBe('principal 350.00, interest 1.37, costs 5.00, paid 0.00, outstanding 356.37');

  // 4 March: 14 full days have not passed before its end.
  expect(await world.until('2026-03-04')).toBe(0);

  // 5 March: the maksuvaatimus. Interest 4 February to 5 March, 30 days: 350 × 9.5 % × 30/365 = 2.73. Costs 5 + 24.
  expect(await world.until('2026-03-05')).toBe(1);
  const [, demand] = await letters(world, id);
  expect(demand!.line).toBe('PAYMENT_DEMAND fi 2026-03-05, pay by 2026-03-19, 381,73');
  expect(await owed(world, id)).toBe('principal 350.00, interest 2.73, costs 29.00, paid 0.00, outstanding 381.73');
  // A letter begins the three years anew (728/2003 10 §).
  // Three months before its end the claim is kept by a reminder that begins them anew.
  expect(await caseNow(world, id)).toMatchObject({
    stage: 'COLLECTION', limitationDate: '2029-03-05', nextStep: { type: 'LIMITATION_NOTICE', earliestOn: '2028-12-05' },
  }); // prettier-ignore

  // 16 March: 200 € come in. Interest 4 February to 16 March, 41 days: 350 × 9.5 % × 41/365 = 3.73; the rest is principal.
  await world.until('2026-03-16');
  await pay(world, id, { amount: '200.00', currency: 'EUR' }, '2026-03-16');
  expect(await lastSpread(world, id)).toEqual(['INTEREST 3.73', 'PRINCIPAL 196.27']);
  expect(await booksOf(world, id)).toMatchObject({
    'receivable:principal': '153.73',
    'receivable:costs': '29.00',
    client_funds: '200.00',
  });

  // 1 April. Interest 41 days on 350 (3.7349) and from 17 March 16 days on 153.73: 153.73 × 9.5 % × 16/365 = 0.6402; together
  // 4.3751, rounded once: 4.38. Left 153.73 + 29 + 4.38 − 3.73 = 183.38.
  await world.until('2026-04-01');
  expect(await owed(world, id)).toBe('principal 350.00, interest 4.38, costs 29.00, paid 200.00, outstanding 183.38');
  await pay(world, id, { amount: '183.38', currency: 'EUR' }, '2026-04-01');
  expect(await lastSpread(world, id)).toEqual(['INTEREST 0.65', 'PRINCIPAL 153.73', 'COST 29.00']);
  expect(await caseNow(world, id)).toMatchObject({ status: 'CLOSED', closeReason: 'PAID', closedOn: '2026-04-01' });
  expect((await booksOf(world, id))['client_funds']).toBe('383.38');
});
