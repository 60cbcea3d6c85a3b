import { company, kraft, person, tannlege } from './norway.js';
import { workedCases, type WorkedCase } from './world.js';

/**
 * Every band of the salær at both its ends, sats 750 (no.md 1.1, 1.2). All cases are due 16 February 2026 and handed over on
 * Monday 2 March, day 14:
 *   2 March   inkassovarsel, fee 750/20 = 37.50, to the nearest krone 38; to pay by 16 March
 *  18 March   betalingsoppfordring (the money may come until 17 March): light salær in place of the fee; to pay by 1 April
 *  30 April   28 days after 1 April are 29 April, and money sent that day may come on the 30th: still light
 *   1 May     heavy salær, twice the light one
 *  15 July    after the change of the rate on 1 July
 * Interest (2.1, 2.2) 12 % from 17 February: 14, 30, 73 and 74 days of 365; until 30 June 134 days, then 15 days at 12.25 %.
 */
const DAYS = ['2026-03-02', '2026-03-18', '2026-04-30', '2026-05-01', '2026-07-15'];

/** Title, principal, costs on the five days, then interest and everything owed on each of them. */
type Row = readonly [string, string, readonly string[], ...(readonly [string, string])[]];

function bandCases(of: Pick<WorkedCase, 'creditor'>, debtor: typeof person, rows: readonly Row[]): WorkedCase[] {
  return rows.map(([title, principal, costs, ...owed]) => ({
    title,
    registeredOn: '2026-03-02',
    debtor: debtor(title),
    claims: [{ principal, dueDate: '2026-02-16' }],
    timeline: DAYS.map((on, index) => ({
      on,
      owed: owed[index]![1],
      interest: owed[index]![0],
      costs: costs[index]!,
    })),
    ...of,
  }));
}

/** Costs on the five days: the varsel's fee, light twice, heavy twice. */
const salaer = (light: string, heavy: string, varsel = '38.00') => [varsel, light, light, heavy, heavy];

// Multiples 0.25, 0.35, 0.4, 0.8, 1.6, 3.6, 7.2 of 750; limits "til og med" (1.2 b).
const consumers = bandCases({ creditor: kraft }, person, [
  ['500 is in the first band', '500.00', salaer('187.50', '375.00'),
    ['2.30', '540.30'], ['4.93', '692.43'], ['12.00', '699.50'], ['12.16', '887.16'], ['24.54', '899.54']],
  ['500.01 is in the second', '500.01', salaer('262.50', '525.00'),
    ['2.30', '540.31'], ['4.93', '767.44'], ['12.00', '774.51'], ['12.16', '1037.17'], ['24.55', '1049.56']],
  ['1 000 is in the second', '1000.00', salaer('262.50', '525.00'),
    ['4.60', '1042.60'], ['9.86', '1272.36'], ['24.00', '1286.50'], ['24.33', '1549.33'], ['49.09', '1574.09']],
  ['1 000.01 is in the third', '1000.01', salaer('300.00', '600.00'),
    ['4.60', '1042.61'], ['9.86', '1309.87'], ['24.00', '1324.01'], ['24.33', '1624.34'], ['49.09', '1649.10']],
  ['2 500 is in the third', '2500.00', salaer('300.00', '600.00'),
    ['11.51', '2549.51'], ['24.66', '2824.66'], ['60.00', '2860.00'], ['60.82', '3160.82'], ['122.72', '3222.72']],
  ['2 500.01 is in the fourth', '2500.01', salaer('600.00', '1200.00'),
    ['11.51', '2549.52'], ['24.66', '3124.67'], ['60.00', '3160.01'], ['60.82', '3760.83'], ['122.72', '3822.73']],
  ['10 000 is in the fourth', '10000.00', salaer('600.00', '1200.00'),
    ['46.03', '10084.03'], ['98.63', '10698.63'], ['240.00', '10840.00'], ['243.29', '11443.29'], ['490.89', '11690.89']],
  ['10 000.01 is in the fifth', '10000.01', salaer('1200.00', '2400.00'),
    ['46.03', '10084.04'], ['98.63', '11298.64'], ['240.00', '11440.01'], ['243.29', '12643.30'], ['490.89', '12890.90']],
  ['50 000 is in the fifth', '50000.00', salaer('1200.00', '2400.00'),
    ['230.14', '50268.14'], ['493.15', '51693.15'], ['1200.00', '52400.00'], ['1216.44', '53616.44'], ['2454.45', '54854.45']],
  ['50 000.01 is in the sixth', '50000.01', salaer('2700.00', '5400.00'),
    ['230.14', '50268.15'], ['493.15', '53193.16'], ['1200.00', '53900.01'], ['1216.44', '56616.45'], ['2454.45', '57854.46']],
  ['250 000 is in the sixth', '250000.00', salaer('2700.00', '5400.00'), ['1150.68', '251188.68'],
    ['2465.75', '255165.75'], ['6000.00', '258700.00'], ['6082.19', '261482.19'], ['12272.26', '267672.26']],
  ['250 000.01 is in the last', '250000.01', salaer('5400.00', '10800.00'), ['1150.68', '251188.69'],
    ['2465.75', '257865.76'], ['6000.00', '261400.01'], ['6082.19', '266882.20'], ['12272.26', '273072.27']],
]); // prettier-ignore

/**
 * Companies owe one and a half times as much (1.2 f), and the standardkompensasjon of 460 kr from the day after the due date
 * (2.1, 2.3). The two are set off against each other: the larger is owed. Half of 562.50 (281.25), of 787.50 (393.75) and of
 * 900 (450) stay below 460.
 */
const companies = bandCases({ creditor: kraft }, company, [
  ['A company: 500', '500.00', salaer('460.00', '562.50', '460.00'),
    ['2.30', '962.30'], ['4.93', '964.93'], ['12.00', '972.00'], ['12.16', '1074.66'], ['24.54', '1087.04']],
  ['A company: 1 000', '1000.00', salaer('460.00', '787.50', '460.00'),
    ['4.60', '1464.60'], ['9.86', '1469.86'], ['24.00', '1484.00'], ['24.33', '1811.83'], ['49.09', '1836.59']],
  ['A company: 2 500', '2500.00', salaer('460.00', '900.00', '460.00'),
    ['11.51', '2971.51'], ['24.66', '2984.66'], ['60.00', '3020.00'], ['60.82', '3460.82'], ['122.72', '3522.72']],
  ['A company: 10 000', '10000.00', salaer('900.00', '1800.00', '460.00'),
    ['46.03', '10506.03'], ['98.63', '10998.63'], ['240.00', '11140.00'], ['243.29', '12043.29'], ['490.89', '12290.89']],
  ['A company: 50 000', '50000.00', salaer('1800.00', '3600.00', '460.00'),
    ['230.14', '50690.14'], ['493.15', '52293.15'], ['1200.00', '53000.00'], ['1216.44', '54816.44'], ['2454.45', '56054.45']],
  ['A company: 250 000', '250000.00', salaer('4050.00', '8100.00', '460.00'), ['1150.68', '251610.68'],
    ['2465.75', '256515.75'], ['6000.00', '260050.00'], ['6082.19', '264182.19'], ['12272.26', '270372.26']],
  ['A company: above 250 000', '250000.01', salaer('8100.00', '16200.00', '460.00'), ['1150.68', '251610.69'],
    ['2465.75', '260565.76'], ['6000.00', '264100.01'], ['6082.19', '272282.20'], ['12272.26', '278472.27']],
]); // prettier-ignore

/**
 * A creditor without VAT to deduct: salær and a quarter (1.2 g), half an øre cut off (1.2 h, read in the debtor's favour).
 * 187.50 × 1.25 = 234.375; 375 × 1.25 = 468.75; 600 × 1.25 = 750. A company: 281.25 × 1.25 = 351.56 is below 460, and
 * 562.50 × 1.25 = 703.125; 1800 × 1.25 = 2250. No VAT on the varsel's fee.
 */
const withoutVat = [
  ...bandCases({ creditor: tannlege }, person, [
    ['VAT on salær: 500', '500.00', salaer('234.37', '468.75'),
      ['2.30', '540.30'], ['4.93', '739.30'], ['12.00', '746.37'], ['12.16', '980.91'], ['24.54', '993.29']],
    ['VAT on salær: 4 000', '4000.00', salaer('750.00', '1500.00'),
      ['18.41', '4056.41'], ['39.45', '4789.45'], ['96.00', '4846.00'], ['97.32', '5597.32'], ['196.36', '5696.36']],
  ]),
  ...bandCases({ creditor: tannlege }, company, [
    ['VAT on salær, a company: 500', '500.00', salaer('460.00', '703.12', '460.00'),
      ['2.30', '962.30'], ['4.93', '964.93'], ['12.00', '972.00'], ['12.16', '1215.28'], ['24.54', '1227.66']],
    ['VAT on salær, a company: 50 000', '50000.00', salaer('2250.00', '4500.00', '460.00'), ['230.14', '50690.14'],
      ['493.15', '52743.15'], ['1200.00', '53450.00'], ['1216.44', '55716.44'], ['2454.45', '56954.45']],
  ]),
]; // prettier-ignore

workedCases('2026-03-02', 'NOK', [...consumers, ...companies, ...withoutVat]);
