import { always365, company, kraft, person } from './norway.js';
import { workedCases, type WorkedCase } from './world.js';

const DAYS = ['2020-03-02', '2020-03-18', '2020-04-30', '2020-05-01', '2020-07-15'];

type Figures = readonly [owed: string, interest: string, costs: string];

const timeline = (...figures: readonly Figures[]): WorkedCase['timeline'] =>
  figures.map(([owed, interest, costs], index) => ({ on: DAYS[index]!, owed, interest, costs }));

/** Due 17 February 2020, handed over on 2 March. */
const claimOf = (title: string, principal: string, debtor: object, figures: WorkedCase['timeline']): WorkedCase => ({
  title,
  registeredOn: '2020-03-02',
  creditor: kraft,
  debtor,
  claims: [{ principal, dueDate: '2020-02-17' }],
  timeline: figures,
});

/**
 * Claims due before 1 October 2020: fees of a tenth, 70 kr of the sats 700 (no.md 1.1), salær of five bands: 0.5, 1, 2, 4 and
 * 8 times the sats, heavy the double (1.2, regime B); 28 days to heavy, as now. 2020 is a leap year: interest by 366 days
 * (2.2), 9.5 % until 30 June, then 8 % (2.1).
 *   2 March  inkassovarsel, day 14, to pay by 16 March;   18 March  betalingsoppfordring, to pay by 1 April
 *   1 May    heavy, after 29 April (28 days) and 30 April (money under way)
 * Days from 18 February: 14, 30, 73, 74; to 30 June 134, and 15 of July.
 */
workedCases('2020-03-02', 'NOK', [
  // 2500 × 9.5 % × 14/366 = 9.0847; 2500 × (9.5 × 134 + 8 × 15) % /366 = 95.1503.
  claimOf('Old bands: 2 500 is in the first', '2500.00', person('Bånd Ein'), timeline(
    ['2579.08', '9.08', '70.00'], ['2869.47', '19.47', '350.00'], ['2897.37', '47.37', '350.00'],
    ['3248.02', '48.02', '700.00'], ['3295.15', '95.15', '700.00'])),
  claimOf('Old bands: 2 500.01 is in the second', '2500.01', person('Bånd To'), timeline(
    ['2579.09', '9.08', '70.00'], ['3219.48', '19.47', '700.00'], ['3247.38', '47.37', '700.00'],
    ['3948.03', '48.02', '1400.00'], ['3995.16', '95.15', '1400.00'])),
  claimOf('Old bands: 10 000 is in the second', '10000.00', person('Bånd Tre'), timeline(
    ['10106.34', '36.34', '70.00'], ['10777.87', '77.87', '700.00'], ['10889.48', '189.48', '700.00'],
    ['11592.08', '192.08', '1400.00'], ['11780.60', '380.60', '1400.00'])),
  claimOf('Old bands: 50 000 is in the third', '50000.00', person('Bånd Fire'), timeline(
    ['50251.69', '181.69', '70.00'], ['51789.34', '389.34', '1400.00'], ['52347.40', '947.40', '1400.00'],
    ['53760.38', '960.38', '2800.00'], ['54703.01', '1903.01', '2800.00'])),
  claimOf('Old bands: 250 000 is in the fourth', '250000.00', person('Bånd Fem'), timeline(
    ['250978.47', '908.47', '70.00'], ['254746.72', '1946.72', '2800.00'], ['257537.02', '4737.02', '2800.00'],
    ['260401.91', '4801.91', '5600.00'], ['265115.03', '9515.03', '5600.00'])),
  claimOf('Old bands: above 250 000', '250000.01', person('Bånd Seks'), timeline(
    ['250978.48', '908.47', '70.00'], ['257546.73', '1946.72', '5600.00'], ['260337.03', '4737.02', '5600.00'],
    ['266001.92', '4801.91', '11200.00'], ['270715.04', '9515.03', '11200.00'])),
  // Standardkompensasjon 400 kr in the first half of 2020 (2.1); salær half as much again: 525 and 1050, 1050 and 2100.
  claimOf('Old bands, a company: 2 500', '2500.00', company('Eksempel Gammel AS'), timeline(
    ['2909.08', '9.08', '400.00'], ['3044.47', '19.47', '525.00'], ['3072.37', '47.37', '525.00'],
    ['3598.02', '48.02', '1050.00'], ['3645.15', '95.15', '1050.00'])),
  claimOf('Old bands, a company: 2 500.01', '2500.01', company('Eksempel Eldre AS'), timeline(
    ['2909.09', '9.08', '400.00'], ['3569.48', '19.47', '1050.00'], ['3597.38', '47.37', '1050.00'],
    ['4648.03', '48.02', '2100.00'], ['4695.16', '95.15', '2100.00'])),
  // 12345 × 9.5 % × 14/366 = 44.8599; in all to 15 July 469.85. By 365 days it would be 44.9828 and 471.14: above a consumer's
  // ceiling, so a creditor's own count of 365 days is not used (2.2).
  claimOf('A leap year by its 366 days', '12345.00', person('Skudd Dag'), timeline(
    ['12459.86', '44.86', '70.00'], ['13841.13', '96.13', '1400.00'], ['13978.91', '233.91', '1400.00'],
    ['15382.12', '237.12', '2800.00'], ['15614.85', '469.85', '2800.00'])),
  {
    ...claimOf('A leap year for a creditor that counts 365 days', '12345.00', person('Fast År'), timeline(
      ['12459.86', '44.86', '70.00'], ['13841.13', '96.13', '1400.00'], ['13978.91', '233.91', '1400.00'],
      ['15382.12', '237.12', '2800.00'], ['15614.85', '469.85', '2800.00'])),
    creditor: always365,
  },
  {
    // 2018: 291 days at 8.5 %; 2019: 181 at 8.75 %, 184 at 9.25 %; 2020 by 366: 62, 78, 121, 122, 182 days at 9.5 %, 15 at 8 %.
    // 15750.40 × (8.5 × 291/365 + 8.75 × 181/365 + 9.25 × 184/365 + 9.5 × 62/366) % = 2738.6885.
    title: 'Two years of rates',
    registeredOn: '2020-03-02',
    creditor: kraft,
    debtor: person('Gammel Gjeld'),
    claims: [{ principal: '15750.40', dueDate: '2018-03-15' }],
    timeline: timeline(
      ['18559.09', '2738.69', '70.00'], ['19954.50', '2804.10', '1400.00'], ['20130.29', '2979.89', '1400.00'],
      ['21534.38', '2983.98', '2800.00'], ['21831.32', '3280.92', '2800.00']),
  },
  {
    // The creditor's purring (day 14) and, its 14 days missed, inkassovarsel: 70 each, the two there may be (1.1 rule 3). To pay by
    // 9 March; betalingsoppfordring the 11th in their place (1.2 i): 700; to pay by 25 March, so light to 23 April.
    // 8000 × 9.5 % /366 = 2.0765 a day: 49, 58, 101 and 102 days.
    title: 'The creditor has sent purring and inkassovarsel',
    registeredOn: '2020-03-02',
    creditor: kraft,
    debtor: person('To Gebyr'),
    claims: [{ principal: '8000.00', dueDate: '2020-01-13' }],
    priorNotices: [
      { type: 'REMINDER', sentOn: '2020-01-27', payBy: '2020-02-10', feeCharged: '70.00' },
      { type: 'COLLECTION_NOTICE', sentOn: '2020-02-24', payBy: '2020-03-09', feeCharged: '70.00' },
    ],
    timeline: [
      { on: '2020-03-02', owed: '8241.75', interest: '101.75', costs: '140.00' },
      { on: '2020-03-11', owed: '8820.44', interest: '120.44', costs: '700.00' },
      { on: '2020-04-23', owed: '8909.73', interest: '209.73', costs: '700.00' },
      { on: '2020-04-24', owed: '9611.80', interest: '211.80', costs: '1400.00' },
    ],
  },
  {
    // Purring, inkassovarsel and its own betalingsoppfordring: 70, 70 and three tenths, 210 (1.1). That one's time runs until
    // Friday 13 March, money may come until the 16th: ours goes on the 17th, and its salær takes the place of all three.
    // 49, 63, 64, 107 and 108 days at 2.0765.
    title: 'The creditor has sent its own betalingsoppfordring',
    registeredOn: '2020-03-02',
    creditor: kraft,
    debtor: person('Tre Gebyr'),
    claims: [{ principal: '8000.00', dueDate: '2020-01-13' }],
    priorNotices: [
      { type: 'REMINDER', sentOn: '2020-01-27', payBy: '2020-02-10', feeCharged: '70.00' },
      { type: 'COLLECTION_NOTICE', sentOn: '2020-02-12', payBy: '2020-02-26', feeCharged: '70.00' },
      { type: 'PAYMENT_DEMAND', sentOn: '2020-02-28', payBy: '2020-03-13', feeCharged: '210.00' },
    ],
    timeline: [
      { on: '2020-03-02', owed: '8451.75', interest: '101.75', costs: '350.00' },
      { on: '2020-03-16', owed: '8480.82', interest: '130.82', costs: '350.00' },
      { on: '2020-03-17', owed: '8832.90', interest: '132.90', costs: '700.00' },
      { on: '2020-04-29', owed: '8922.19', interest: '222.19', costs: '700.00' },
      { on: '2020-04-30', owed: '9624.26', interest: '224.26', costs: '1400.00' },
    ],
  },
]); // prettier-ignore
