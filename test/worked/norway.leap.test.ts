import { always365, company, kraft, person, tannlege } from './norway.js';
import { workedCases, type WorkedCase } from './world.js';

const DAYS = ['2023-11-27', '2023-12-13', '2024-01-25', '2024-01-26', '2024-03-01'];

type Figures = readonly [owed: string, interest: string, costs: string];

const claimOf = (title: string, principal: string, parties: Pick<WorkedCase, 'creditor' | 'debtor'>,
  figures: readonly Figures[]): WorkedCase => ({
  title,
  registeredOn: '2023-11-27',
  claims: [{ principal, dueDate: '2023-11-13' }],
  timeline: figures.map(([owed, interest, costs], index) => ({ on: DAYS[index]!, owed, interest, costs })),
  ...parties,
}); // prettier-ignore

/**
 * From 2023 into a leap year, sats 700 (no.md 1.1, 1.2). Due 13 November 2023, handed over on the 27th, day 14: inkassovarsel
 * with 35 kr, to pay by 11 December; betalingsoppfordring the 13th, to pay by the 27th, a Wednesday; 28 days are 24 January,
 * money under way the 25th: heavy from 26 January. Interest (2.1, 2.2): 11.75 % to the end of 2023, 14, 30 and 48 days of 365;
 * 12.5 % in 2024, 25, 26 and 61 days of 366, 29 February among them.
 */
workedCases('2023-11-27', 'NOK', [
  // 18333.30 × 11.75 % × 48/365 = 283.2871; × 12.5 % × 61/366 = 381.9438; in all 665.23. Salær 1.6 and 3.2 times 700.
  claimOf('Over New Year into a leap year', '18333.30', { creditor: kraft, debtor: person('Nytt År') }, [
    ['18450.93', '82.63', '35.00'], ['19630.35', '177.05', '1120.00'], ['19893.12', '439.82', '1120.00'],
    ['21019.38', '446.08', '2240.00'], ['21238.53', '665.23', '2240.00'],
  ]),
  // 2024 by 365 days would be 18333.30 × 12.5 % × 61/365 = 382.9902, more than the statutory rate by the calendar year, which is a
  // consumer's ceiling (2.2): the creditor's own count is not used, and the figures are those above.
  claimOf('The same for a creditor that counts 365 days', '18333.30', { creditor: always365, debtor: person('Likt År') }, [
    ['18450.93', '82.63', '35.00'], ['19630.35', '177.05', '1120.00'], ['19893.12', '439.82', '1120.00'],
    ['21019.38', '446.08', '2240.00'], ['21238.53', '665.23', '2240.00'],
  ]),
  // 0.25 × 700 × 1.25 = 218.75, heavy 437.50 (1.2 g).
  claimOf('A small claim with VAT on the salær', '420.00', { creditor: tannlege, debtor: person('Lite Krav') }, [
    ['456.89', '1.89', '35.00'], ['642.81', '4.06', '218.75'], ['648.83', '10.08', '218.75'],
    ['867.72', '10.22', '437.50'], ['872.74', '15.24', '437.50'],
  ]),
  // Standardkompensasjon 460 in the second half of 2023 (2.1). Light 175 × 1.5 × 1.25 = 328.12 is less; heavy 656.25 more.
  claimOf('A small claim on a company', '420.00', { creditor: tannlege, debtor: company('Eksempel Lite AS') }, [
    ['881.89', '1.89', '460.00'], ['884.06', '4.06', '460.00'], ['890.08', '10.08', '460.00'],
    ['1086.47', '10.22', '656.25'], ['1091.49', '15.24', '656.25'],
  ]),
  // 3.6 × 700 × 1.5 = 3780, heavy 7560.
  claimOf('A large claim on a company', '60000.00', { creditor: kraft, debtor: company('Eksempel Stor AS') }, [
    ['60730.41', '270.41', '460.00'], ['64359.45', '579.45', '3780.00'], ['65219.42', '1439.42', '3780.00'],
    ['69019.91', '1459.91', '7560.00'], ['69737.12', '2177.12', '7560.00'],
  ]),
  {
    // 460 on the day of default, 470 on the day of hand-over: the lower (2.3). Inkassovarsel 8 January, betalingsoppfordring the
    // 24th, to pay by 7 February; 28 days are 6 March, heavy from the 8th: 0.8 × 700 × 1.5 = 840, light 420.
    // 2200: 13 days at 11.75 %, then 8, 24, 67 and 68 days of 366 at 12.5 %: 15.2178 on the first day.
    title: 'Default before New Year, hand-over after it',
    registeredOn: '2024-01-08',
    creditor: kraft,
    debtor: company('Eksempel Skifte AS'),
    claims: [{ principal: '2200.00', dueDate: '2023-12-18' }],
    timeline: [
      { on: '2024-01-08', owed: '2675.22', interest: '15.22', costs: '460.00' },
      { on: '2024-01-24', owed: '2687.24', interest: '27.24', costs: '460.00' },
      { on: '2024-03-07', owed: '2719.55', interest: '59.55', costs: '460.00' },
      { on: '2024-03-08', owed: '3100.30', interest: '60.30', costs: '840.00' },
    ],
  },
]); // prettier-ignore
