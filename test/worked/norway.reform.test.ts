import { kraft, person } from './norway.js';
import { workedCases } from './world.js';

/**
 * Either side of the reform of 1 October 2020 (no.md 1.1 rule 6, 1.2): claims due before keep fees of a tenth and the old
 * bands; those due from that day on have half the fee and the new ones. Sats 700. Handed over on Thursday 15 October:
 * inkassovarsel that day, to pay by the 29th, money may come on the 30th, and the 31st is a Saturday: betalingsoppfordring
 * Monday 2 November, to pay by the 16th; 28 days are 14 December, money under way the 15th: heavy from the 16th.
 * Interest 8 % in both half-years, by 366 days in 2020 and 365 in 2021 (2.1, 2.2).
 */
workedCases('2020-10-15', 'NOK', [
  {
    // Day 15: 700/10 = 70. Band up to 50 000: 2 × 700, heavy 4 × 700. Days from 1 October: 15, 33, 76, 77, 92 + 15.
    title: 'Due on the last day of the old tariff',
    registeredOn: '2020-10-15',
    creditor: kraft,
    debtor: person('Siste Dag'),
    claims: [{ principal: '19999.90', dueDate: '2020-09-30' }],
    timeline: [
      { on: '2020-10-15', owed: '20135.47', interest: '65.57', costs: '70.00' },
      { on: '2020-11-02', owed: '21544.16', interest: '144.26', costs: '1400.00' },
      { on: '2020-12-15', owed: '21732.14', interest: '332.24', costs: '1400.00' },
      { on: '2020-12-16', owed: '23136.51', interest: '336.61', costs: '2800.00' },
      { on: '2021-01-15', owed: '23267.84', interest: '467.94', costs: '2800.00' },
    ],
  },
  {
    // Day 14: 700/20 = 35. Band up to 50 000: 1.6 × 700, heavy 3.2 × 700. One day less of interest.
    title: 'Due on the first day of the new tariff',
    registeredOn: '2020-10-15',
    creditor: kraft,
    debtor: person('Første Dag'),
    claims: [{ principal: '19999.90', dueDate: '2020-10-01' }],
    timeline: [
      { on: '2020-10-15', owed: '20096.10', interest: '61.20', costs: '35.00' },
      { on: '2020-11-02', owed: '21259.79', interest: '139.89', costs: '1120.00' },
      { on: '2020-12-15', owed: '21447.77', interest: '327.87', costs: '1120.00' },
      { on: '2020-12-16', owed: '22572.14', interest: '332.24', costs: '2240.00' },
      { on: '2021-01-15', owed: '22703.47', interest: '463.57', costs: '2240.00' },
    ],
  },
]);
