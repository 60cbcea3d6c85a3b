import { useDatabase } from '../setup/database.js';
import {
  accounts,
  events,
  hand,
  lastSpread,
  letters,
  openPlatform,
  outcome,
  owed,
  pay,
  rowOf,
  until,
} from './world.js';

const db = useDatabase();

/*
 * Rulebook no.md 1.1: varsel fee 1/20 of 750 = 37.50, to the nearest krone 38, from 14 days after the due date; 1.2: light
 * salær up to 1 000 kroner 0.35 × 750 = 262.50, absorbing the fee; 2.1: 12.00 % to 30 June, 12.25 % from 1 July 2026.
 */
test('a Norwegian consumer, from hand-over to the last øre', async () => {
  const platform = await openPlatform(db.dataSource, '2026-06-15');

  // 15 June: due 1 June, handed over on the first day the house rule allows (14 days). The varsel goes the same day.
  const id = await hand(platform, {
    country: 'NO',
    type: 'PERSON',
    principal: '1000.00',
    invoiceDate: '2026-05-18',
    dueDate: '2026-06-01',
  });
  expect(await until(platform, '2026-06-15')).toBe(1);
  expect(await rowOf(platform, id)).toMatchObject({ status: 'ACTIVE', stage: 'PRE_COLLECTION' });
  // 2 to 15 June are 14 days: 1 000 × 12 % × 14 / 365 = 4.6027.
  expect(await owed(platform, id)).toEqual({
    principal: '1000.00',
    interest: '4.60',
    costs: '38.00',
    paid: '0.00',
    outstanding: '1042.60',
  });

  // 29 June: the last day of the varsel. Nothing happens.
  expect(await until(platform, '2026-06-29')).toBe(0);

  // 30 June: a payment ordered on the 29th may still come. 1 July: betalingsoppfordring, light salær instead of the fee.
  expect(await until(platform, '2026-06-30')).toBe(0);
  expect(await until(platform, '2026-07-01')).toBe(1);
  expect(await letters(platform, id)).toEqual([
    'COLLECTION_NOTICE 2026-06-15 2026-06-29',
    'PAYMENT_DEMAND 2026-07-01 2026-07-15',
  ]);
  expect(await rowOf(platform, id)).toMatchObject({ status: 'ACTIVE', stage: 'COLLECTION' });
  expect((await owed(platform, id)).costs).toBe('262.50');

  // 10 July: 500 kroner. Costs first, then principal: 500 − 262.50 = 237.50; interest comes last.
  await until(platform, '2026-07-10');
  expect(outcome(await pay(platform, id, '500.00'))).toBe('done');
  expect(await lastSpread(platform, id)).toEqual(['COST 262.50', 'PRINCIPAL 237.50']);

  // 20 July: 29 days of June at 12 % (3 480 / 365), 10 of July at 12.25 % (1 225 / 365), 10 more on 762.50 (934.0625 / 365):
  // 5 639.0625 / 365 = 15.4495, rounded once to 15.45. 762.50 + 15.45 = 777.95.
  await until(platform, '2026-07-20');
  expect((await owed(platform, id)).outstanding).toBe('777.95');
  expect(outcome(await pay(platform, id, '777.95'))).toBe('done');
  expect(await lastSpread(platform, id)).toEqual(['PRINCIPAL 762.50', 'INTEREST 15.45']);
  expect(await rowOf(platform, id)).toMatchObject({ status: 'CLOSED', close_reason: 'PAID', closed_on: '2026-07-20' });

  // The creditor is owed its claim and the interest, the salær is earned, nothing is left with the debtor.
  expect(await accounts(platform, id)).toEqual({
    client_funds: '1277.95',
    'creditor:payable': '-1015.45',
    'income:costs': '-262.50',
  });
  expect(await events(platform, id)).toEqual([
    'registered 2026-06-15', 'routed 2026-06-15', 'noticeSent 2026-06-15', 'noticeSent 2026-07-01', 'paymentReceived 2026-07-10',
    'paymentReceived 2026-07-20', 'closed 2026-07-20',
  ]); // prettier-ignore

  // A month later: a closed case is left alone.
  expect(await until(platform, '2026-08-20')).toBe(0);
});

/* Rulebook se.md 1.1: 450 between businesses, the inkassokostnad of 180 set off against it; 2.2: 10 % in 2026. */
test('a Swedish company pays too much after the inkassokrav', async () => {
  const platform = await openPlatform(db.dataSource, '2026-03-16');

  // 16 March, a Monday: due 2 March, handed over and demanded the same day. 12 days end on a Saturday: 30 March, a Monday.
  const id = await hand(platform, {
    country: 'SE',
    type: 'COMPANY',
    principal: '10000.00',
    invoiceDate: '2026-01-30',
    dueDate: '2026-03-02',
  });
  expect(await until(platform, '2026-03-16')).toBe(1);
  expect(await letters(platform, id)).toEqual(['PAYMENT_DEMAND 2026-03-16 2026-03-30']);
  expect(await rowOf(platform, id)).toMatchObject({ status: 'ACTIVE', stage: 'COLLECTION' });

  // 20 March: 18 days, 10 000 × 10 % × 18 / 365 = 49.315. 10 500 leaves 500 − 450 − 49.32 = 0.68 too much.
  await until(platform, '2026-03-20');
  expect(await owed(platform, id)).toMatchObject({ interest: '49.32', costs: '450.00', outstanding: '10499.32' });
  expect(outcome(await pay(platform, id, '10500.00'))).toBe('done');
  expect(await lastSpread(platform, id)).toEqual(['COMPENSATION 450.00', 'INTEREST 49.32', 'PRINCIPAL 10000.00']);
  expect(await rowOf(platform, id)).toMatchObject({ status: 'CLOSED', close_reason: 'PAID', closed_on: '2026-03-20' });
  expect(await accounts(platform, id)).toEqual({
    client_funds: '10500.00', 'creditor:payable': '-10499.32', suspense: '-0.68',
  }); // prettier-ignore
});

test('a letter fallen due on days without post goes out on the next day that has it', async () => {
  // Handed over on Christmas Day: the first letter waits for Monday 28 December, and its time to pay runs from there.
  const platform = await openPlatform(db.dataSource, '2026-12-25');
  const about = { type: 'PERSON', principal: '200.00', invoiceDate: '2026-11-02', dueDate: '2026-12-02' } as const;
  const ids = [
    await hand(platform, { ...about, country: 'NO' }),
    await hand(platform, { ...about, country: 'SE' }),
    await hand(platform, { ...about, country: 'FI' }),
  ];
  expect(await until(platform, '2026-12-27')).toBe(0);
  expect(await until(platform, '2026-12-28')).toBe(3);
  // NO and FI: + 14 = Monday 11 January. SE: bank days after the 28th are 29, 30, 4, 5, 7, 8 and 11 January (31, 1 and 6 closed).
  expect((await Promise.all(ids.map((id) => letters(platform, id)))).flat()).toEqual([
    'COLLECTION_NOTICE 2026-12-28 2027-01-11',
    'PAYMENT_DEMAND 2026-12-28 2027-01-11',
    'REMINDER 2026-12-28 2027-01-11',
  ]);
});

/*
 * Rulebook fi.md 1.1: reminder 5, demand 24 between 100 and 1 000 euro; 3: 14 full days after the due date and between the
 * letters; 2: 9.5 % for a consumer in the first half of 2026; 8: interest, principal, costs last.
 */
test('a Finnish consumer gets a reminder, then a maksuvaatimus', async () => {
  const platform = await openPlatform(db.dataSource, '2026-02-17');

  // 17 February: due 2 February, so the fifteenth day. The reminder may carry its 5 euro.
  const id = await hand(platform, {
    country: 'FI',
    type: 'PERSON',
    principal: '200.00',
    invoiceDate: '2026-01-02',
    dueDate: '2026-02-02',
  });
  expect(await until(platform, '2026-02-17')).toBe(1);
  expect((await owed(platform, id)).costs).toBe('5.00');

  // 3 March: the fourteenth day after the reminder. 4 March: the day after fourteen full days.
  expect(await until(platform, '2026-03-03')).toBe(0);
  expect(await until(platform, '2026-03-04')).toBe(1);
  expect((await letters(platform, id)).map((letter) => letter.slice(0, -11))).toEqual([
    'REMINDER 2026-02-17',
    'PAYMENT_DEMAND 2026-03-04',
  ]);

  // 10 March: 26 days of February and 10 of March, 200 × 9.5 % × 36 / 365 = 1.8740. 150 covers interest, then principal.
  await until(platform, '2026-03-10');
  expect(await owed(platform, id)).toMatchObject({ interest: '1.87', costs: '29.00', outstanding: '230.87' });
  expect(outcome(await pay(platform, id, '150.00'))).toBe('done');
  expect(await lastSpread(platform, id)).toEqual(['INTEREST 1.87', 'PRINCIPAL 148.13']);

  // 20 March: (684 + 51.87 × 0.95) / 365 = 2.0090, so 0.14 more. 51.87 + 0.14 + 29.00 = 81.01.
  await until(platform, '2026-03-20');
  expect((await owed(platform, id)).outstanding).toBe('81.01');
  expect(outcome(await pay(platform, id, '81.01'))).toBe('done');
  expect(await lastSpread(platform, id)).toEqual(['INTEREST 0.14', 'PRINCIPAL 51.87', 'COST 29.00']);
  expect(await rowOf(platform, id)).toMatchObject({ status: 'CLOSED', close_reason: 'PAID' });
  expect(await accounts(platform, id)).toEqual({
    client_funds: '231.01',
    'creditor:payable': '-202.01',
    'income:costs': '-29.00',
  });
});
