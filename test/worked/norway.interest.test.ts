import { company, creditor, kraft, person } from './norway.js';
import { workedCases, type WorkedCase } from './world.js';

const renter = creditor('701730496', { name: 'Eksempel Utleie AS', dayCount: 'THIRTY_360' });

/** Costs of 6 543.21 kr on five days: the varsel's 38, then salær 600 and 1200; a company owes 460 first, then half as much again. */
const OF_A_PERSON = ['38.00', '600.00', '600.00', '1200.00', '1200.00'];
const OF_A_COMPANY = ['460.00', '900.00', '900.00', '1800.00', '1800.00'];
const DAYS = ['2026-03-02', '2026-03-18', '2026-04-30', '2026-05-01', '2026-07-15'];

/** Everything owed and the interest in it on the five days. */
const timeline = (costs: readonly string[], ...owed: readonly (readonly [string, string])[]): WorkedCase['timeline'] =>
  DAYS.map((on, index) => ({ on, owed: owed[index]![0], interest: owed[index]![1], costs: costs[index]! }));

/**
 * Handed over on 2 March 2026; inkassovarsel that day, betalingsoppfordring 18 March, heavy salær from 1 May. Due 16 February
 * where nothing else is said: 14, 30, 73 and 74 days, and 134 to 30 June with 15 days of July (no.md 2.1, 2.2).
 */
workedCases('2026-03-02', 'NOK', [
  {
    // Consumers: the statutory rate is the ceiling (2.2): 12 %, from 1 July 12.25 %. 6543.21 × 12 % × 14/365 = 30.1167.
    title: 'A consumer agreed to 18 per cent',
    registeredOn: '2026-03-02',
    creditor: kraft,
    debtor: person('Anne Atten'),
    claims: [{ principal: '6543.21', dueDate: '2026-02-16', agreedRatePercent: '18.00' }],
    timeline: timeline(OF_A_PERSON, ['6611.33', '30.12'], ['7207.75', '64.54'], ['7300.25', '157.04'],
      ['7902.40', '159.19'], ['8064.41', '321.20']),
  },
  {
    // Below the ceiling the contract counts: 8.5 % throughout. 6543.21 × 8.5 % × 14/365 = 21.3327; 149 days: 227.0404.
    title: 'A consumer agreed to 8.5 per cent',
    registeredOn: '2026-03-02',
    creditor: kraft,
    debtor: person('Odd Åtte'),
    claims: [{ principal: '6543.21', dueDate: '2026-02-16', agreedRatePercent: '8.50' }],
    timeline: timeline(OF_A_PERSON, ['6602.54', '21.33'], ['7188.92', '45.71'], ['7254.44', '111.23'],
      ['7855.97', '112.76'], ['7970.25', '227.04']),
  },
  {
    // Capped at 12 % until 30 June, 12.10 % below the 12.25 % that follow: 134 × 12 + 15 × 12.1 = 1789.5;
    // 6543.21 × 17.895/365 = 320.7966.
    title: 'A consumer agreed to a rate between those of two half-years',
    registeredOn: '2026-03-02',
    creditor: kraft,
    debtor: person('Mia Midt'),
    claims: [{ principal: '6543.21', dueDate: '2026-02-16', agreedRatePercent: '12.10' }],
    timeline: timeline(OF_A_PERSON, ['6611.33', '30.12'], ['7207.75', '64.54'], ['7300.25', '157.04'],
      ['7902.40', '159.19'], ['8064.01', '320.80']),
  },
  {
    // Businesses may agree to another rate (2.2). 6543.21 × 18 % × 14/365 = 45.1750; 149 days: 480.7915.
    title: 'A company agreed to 18 per cent',
    registeredOn: '2026-03-02',
    creditor: kraft,
    debtor: company('Eksempel Atten AS'),
    claims: [{ principal: '6543.21', dueDate: '2026-02-16', agreedRatePercent: '18.00' }],
    timeline: timeline(OF_A_COMPANY, ['7048.39', '45.18'], ['7540.01', '96.80'], ['7678.77', '235.56'],
      ['8581.99', '238.78'], ['8824.00', '480.79']),
  },
  {
    title: 'A company agreed to 6 per cent',
    registeredOn: '2026-03-02',
    creditor: kraft,
    debtor: company('Eksempel Seks AS'),
    claims: [{ principal: '6543.21', dueDate: '2026-02-16', agreedRatePercent: '6.00' }],
    timeline: timeline(OF_A_COMPANY, ['7018.27', '15.06'], ['7475.48', '32.27'], ['7521.73', '78.52'],
      ['8422.80', '79.59'], ['8503.47', '160.26']),
  },
  {
    // No agreed due date: 30 days after the written demand, here the invoice of 26 January: 25 February; interest from the
    // 26th, nine days later than in the first case: 5, 21, 64, 65 and 125 + 15 days. 6543.21 × 12 % × 5/365 = 10.7560.
    title: 'The due date only stands on the invoice',
    registeredOn: '2026-03-02',
    creditor: kraft,
    debtor: person('Pia Påtrykt'),
    claims: [
      { principal: '6543.21', invoiceDate: '2026-01-26', dueDate: '2026-02-09', dueDateBasis: 'PRINTED' },
    ],
    timeline: timeline(OF_A_PERSON, ['6591.97', '10.76'], ['7188.39', '45.18'], ['7280.89', '137.68'],
      ['7883.04', '139.83'], ['8045.05', '301.84']),
  },
  {
    // An invoice that tells the rate does not bind the debtor to its due date either: the same days as above.
    title: 'The due date and the rate stand on the invoice',
    registeredOn: '2026-03-02',
    creditor: kraft,
    debtor: person('Sol Stadfest'),
    claims: [
      { principal: '6543.21', invoiceDate: '2026-01-26', dueDate: '2026-02-09', dueDateBasis: 'STATED' },
    ],
    timeline: timeline(OF_A_PERSON, ['6591.97', '10.76'], ['7188.39', '45.18'], ['7280.89', '137.68'],
      ['7883.04', '139.83'], ['8045.05', '301.84']),
  },
  {
    // 30 days after 2 January are 1 February: the later day on the invoice is the one that counts.
    title: 'The due date on the invoice is more than 30 days later',
    registeredOn: '2026-03-02',
    creditor: kraft,
    debtor: person('Lars Lengde'),
    claims: [
      { principal: '6543.21', invoiceDate: '2026-01-02', dueDate: '2026-02-16', dueDateBasis: 'PRINTED' },
    ],
    timeline: timeline(OF_A_PERSON, ['6611.33', '30.12'], ['7207.75', '64.54'], ['7300.25', '157.04'],
      ['7902.40', '159.19'], ['8064.41', '321.20']),
  },
  {
    // Twelve months of 30 days, as the creditor's contracts have it: 16, 32, 74 and 75 days at 2.40 a day; to 30 June 134,
    // and in July 15 at 12.25 %: 7200 × 12.25 % × 15/360 = 36.75.
    title: 'A company owes interest by months of thirty days',
    registeredOn: '2026-03-02',
    creditor: renter,
    debtor: company('Eksempel Kontor AS'),
    claims: [{ principal: '7200.00', dueDate: '2026-02-16', kind: 'RENT_PREMISES' }],
    timeline: timeline(OF_A_COMPANY, ['7698.40', '38.40'], ['8176.80', '76.80'], ['8277.60', '177.60'],
      ['9180.00', '180.00'], ['9358.35', '358.35']),
  },
  {
    // 460 kr on 16 June, the day of default, 430 on 6 July, the day it is handed over: the lower (2.3). Inkassovarsel 6 July
    // with its 38 below that; betalingsoppfordring 22 July: 262.50 × 1.5 = 393.75, still below. To pay by 5 August; 28 days
    // and a bank day: 3 September. Heavy 787.50 from the 4th. Interest 700: 15 days at 12 % (3.4521), then 12.25 %: 6, 22, 65
    // and 66 days.
    title: 'Default and hand-over in different half-years',
    registeredOn: '2026-07-06',
    creditor: kraft,
    debtor: company('Eksempel Sommer AS'),
    claims: [{ principal: '700.00', dueDate: '2026-06-15' }],
    timeline: [
      { on: '2026-07-06', owed: '1134.86', interest: '4.86', costs: '430.00' },
      { on: '2026-07-22', owed: '1138.62', interest: '8.62', costs: '430.00' },
      { on: '2026-09-03', owed: '1148.72', interest: '18.72', costs: '430.00' },
      { on: '2026-09-04', owed: '1506.46', interest: '18.96', costs: '787.50' },
    ],
  },
]); // prettier-ignore
