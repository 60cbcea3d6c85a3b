import { company, tukku } from './finnish.js';
import { workedCases } from './world.js';

/**
 * Finnish businesses in 2025, worked out by hand from the rulebook, fi.md. Fees and caps: 1.2. Compensation of 40 euro for each
 * late invoice (1.2); other costs are owed only for what they come to above it: the larger of the two is owed. A reminder may go
 * at once, the next letter after 10 full days (3) and the time to pay, 14 days. Interest (2): 11.5 % in the first half of 2025,
 * 10.5 % in the second, days over 365. Payments cover costs, interest, principal (8).
 *
 * Unless told otherwise: due Monday 5 May; handed over and reminded on 20 May, payable until 3 June; demand on 4 June, payable
 * until 18 June; the next letter on 19 June, the day before Midsummer Eve. Days of interest: 15, 30, 45, and to 15 July 56 + 15.
 */
const DUE = '2025-05-05';
const usual = { registeredOn: '2025-05-20', creditor: tukku } as const;

workedCases('2025-05-20', 'EUR', [
  {
    // 12 are within the 40; 12 + 50 = 62; + 25 = 87. Interest 500 × 11.5 % × 15/365 = 2.3630; 30: 4.7260; 45: 7.0890; 56/365 and
    // 10.5 % × 15/365: 8.8219 + 2.1575 = 10.9795.
    title: 'principal 500.00, the edge of the first band: 12, 50, 25',
    ...usual,
    debtor: company('Esimerkki A Oy'),
    claims: [{ principal: '500.00', dueDate: DUE }],
    timeline: [
      { on: '2025-05-20', owed: '542.36', interest: '2.36', costs: '40.00' },
      { on: '2025-06-04', owed: '566.73', interest: '4.73', costs: '62.00' },
      { on: '2025-06-18', take: 'SECOND_DEMAND', refused: 'TOO_EARLY' },
      { on: '2025-06-19', take: 'SECOND_DEMAND' },
      { on: '2025-06-19', owed: '594.09', interest: '7.09', costs: '87.00' },
      { on: '2025-06-19', letters: 'REMINDER 2025-05-20, PAYMENT_DEMAND 2025-06-04, SECOND_DEMAND 2025-06-19' },
      { on: '2025-07-15', owed: '597.98', interest: '10.98', costs: '87.00' },
    ],
  },
  {
    // 12 + 70 + 35. The cent more adds nothing to the interest.
    title: 'principal 500.01, the second band: 12, 70, 35',
    ...usual,
    debtor: company('Esimerkki B Oy'),
    claims: [{ principal: '500.01', dueDate: DUE }],
    timeline: [
      { on: '2025-05-20', owed: '542.37', interest: '2.36', costs: '40.00' },
      { on: '2025-06-04', owed: '586.74', interest: '4.73', costs: '82.00' },
      { on: '2025-06-19', take: 'SECOND_DEMAND' },
      { on: '2025-06-19', owed: '624.10', interest: '7.09', costs: '117.00' },
      { on: '2025-07-15', owed: '627.99', interest: '10.98', costs: '117.00' },
    ],
  },
  {
    // Five times the interest of 500: 11.8151, 23.6301, 35.4452, 54.8973.
    title: 'principal 2500.00, the edge of the second band: 12, 70, 35',
    ...usual,
    debtor: company('Esimerkki C Oy'),
    claims: [{ principal: '2500.00', dueDate: DUE }],
    timeline: [
      { on: '2025-05-20', owed: '2551.82', interest: '11.82', costs: '40.00' },
      { on: '2025-06-04', owed: '2605.63', interest: '23.63', costs: '82.00' },
      { on: '2025-06-19', take: 'SECOND_DEMAND' },
      { on: '2025-06-19', owed: '2652.45', interest: '35.45', costs: '117.00' },
      { on: '2025-07-15', owed: '2671.90', interest: '54.90', costs: '117.00' },
    ],
  },
  {
    title: 'principal 2500.01, the third band: 12, 90, 45',
    ...usual,
    debtor: company('Esimerkki D Oy'),
    claims: [{ principal: '2500.01', dueDate: DUE }],
    timeline: [
      { on: '2025-05-20', owed: '2551.83', interest: '11.82', costs: '40.00' },
      { on: '2025-06-04', owed: '2625.64', interest: '23.63', costs: '102.00' },
      { on: '2025-06-19', take: 'SECOND_DEMAND' },
      { on: '2025-06-19', owed: '2682.46', interest: '35.45', costs: '147.00' },
      { on: '2025-07-15', owed: '2701.91', interest: '54.90', costs: '147.00' },
    ],
  },
  {
    // Twenty times the interest of 500: 47.2603, 94.5205, 141.7808, 219.5890.
    title: 'principal 10000.00, the edge of the third band: 12, 90, 45',
    ...usual,
    debtor: company('Esimerkki E Oy'),
    claims: [{ principal: '10000.00', dueDate: DUE }],
    timeline: [
      { on: '2025-05-20', owed: '10087.26', interest: '47.26', costs: '40.00' },
      { on: '2025-06-04', owed: '10196.52', interest: '94.52', costs: '102.00' },
      { on: '2025-06-19', take: 'SECOND_DEMAND' },
      { on: '2025-06-19', owed: '10288.78', interest: '141.78', costs: '147.00' },
      { on: '2025-07-15', owed: '10366.59', interest: '219.59', costs: '147.00' },
    ],
  },
  {
    title: 'principal 10000.01, the fourth band: 12, 110, 55',
    ...usual,
    debtor: company('Esimerkki F Oy'),
    claims: [{ principal: '10000.01', dueDate: DUE }],
    timeline: [
      { on: '2025-05-20', owed: '10087.27', interest: '47.26', costs: '40.00' },
      { on: '2025-06-04', owed: '10216.53', interest: '94.52', costs: '122.00' },
      { on: '2025-06-19', take: 'SECOND_DEMAND' },
      { on: '2025-06-19', owed: '10318.79', interest: '141.78', costs: '177.00' },
      { on: '2025-07-15', owed: '10396.60', interest: '219.59', costs: '177.00' },
    ],
  },
  {
    // Due on May Day, payable until Friday 2 May (622/1947 § 5; 3, Counting): interest from the 3rd. 500 × 11.5 % × 18/365 = 2.8356;
    // 33: 5.1986; 48: 7.5616; 59/365 and 10.5 % × 15/365: 9.2945 + 2.1575 = 11.4521.
    title: 'due on May Day',
    ...usual,
    debtor: company('Esimerkki G Oy'),
    claims: [{ principal: '500.00', dueDate: '2025-05-01' }],
    timeline: [
      { on: '2025-05-20', owed: '542.84', interest: '2.84', costs: '40.00' },
      { on: '2025-06-04', owed: '567.20', interest: '5.20', costs: '62.00' },
      { on: '2025-06-19', owed: '569.56', interest: '7.56', costs: '62.00' },
      { on: '2025-07-15', owed: '573.45', interest: '11.45', costs: '62.00' },
    ],
  },
  {
    // Two late invoices, 80 of compensation; the sum, 600, in the second band: 12 + 70 = 82 are 2 above it; + 35. Interest of each
    // 300 × 11.5 % × 15/365 = 1.4178 → 1.42; 2.8356 → 2.84; 4.2534 → 4.25; 5.2932 + 1.2945 = 6.5877 → 6.59.
    title: 'two late invoices: twice the compensation, set off against one set of costs',
    ...usual,
    debtor: company('Esimerkki H Oy'),
    claims: [
      { principal: '300.00', dueDate: DUE },
      { principal: '300.00', dueDate: DUE },
    ],
    timeline: [
      { on: '2025-05-20', owed: '682.84', interest: '2.84', costs: '80.00' },
      { on: '2025-06-04', owed: '687.68', interest: '5.68', costs: '82.00' },
      { on: '2025-06-19', take: 'SECOND_DEMAND' },
      { on: '2025-06-19', owed: '725.50', interest: '8.50', costs: '117.00' },
      { on: '2025-07-15', owed: '730.18', interest: '13.18', costs: '117.00' },
    ],
  },
  {
    // 7 × 40 = 280, more than the cap of 250 to 500 euro, which does not limit the compensation; 12 + 50 + 25 = 87 are within it.
    // Interest of each 60 × 11.5 % × 15/365 = 0.2836 → 0.28; 0.5671 → 0.57; 0.8507 → 0.85; 1.0586 + 0.2589 = 1.3175 → 1.32.
    title: 'seven small invoices: the cap does not limit the compensation',
    ...usual,
    debtor: company('Esimerkki I Oy'),
    claims: Array.from({ length: 7 }, () => ({ principal: '60.00', dueDate: DUE })),
    timeline: [
      { on: '2025-05-20', owed: '701.96', interest: '1.96', costs: '280.00' },
      { on: '2025-06-04', owed: '703.99', interest: '3.99', costs: '280.00' },
      { on: '2025-06-19', take: 'SECOND_DEMAND' },
      { on: '2025-06-19', owed: '705.95', interest: '5.95', costs: '280.00' },
      { on: '2025-07-15', owed: '709.24', interest: '9.24', costs: '280.00' },
    ],
  },
  {
    // The 340 of 4 June cover 82, interest 600 × 11.5 % × 30/365 = 5.6712 → 5.67, and 252.33, 347.67 left: in the first band when
    // the second demand goes, 25. Interest 5.6712 + 347.67 × 11.5 % × 15/365 = 7.3143; 26/365 and 10.5 % × 15/365: 10.0195.
    title: 'a part payment: costs, interest, principal; the second demand by what is left',
    ...usual,
    debtor: company('Esimerkki J Oy'),
    claims: [{ principal: '600.00', dueDate: DUE }],
    timeline: [
      { on: '2025-05-20', owed: '642.84', interest: '2.84', costs: '40.00' },
      { on: '2025-06-04', owed: '687.67', interest: '5.67', costs: '82.00' },
      { on: '2025-06-04', pay: '340.00' },
      { on: '2025-06-04', owed: '347.67', interest: '5.67', costs: '82.00', paid: '340.00' },
      { on: '2025-06-19', take: 'SECOND_DEMAND' },
      { on: '2025-06-19', owed: '374.31', interest: '7.31', costs: '107.00', paid: '340.00' },
      { on: '2025-07-15', owed: '377.02', interest: '10.02', costs: '107.00', paid: '340.00' },
    ],
  },
  {
    // 12 + 70, and the tratta, 125 above 500: 207, under the cap of 470. Where a tratta is used one demand bears a fee, so that the
    // second, after 3 July, costs nothing. Interest as twice that of 500: 4.7260, 9.4521, 14.1781, 21.9589.
    title: 'a tratta after the demand, a second demand after it',
    ...usual,
    debtor: company('Esimerkki K Oy'),
    claims: [{ principal: '1000.00', dueDate: DUE }],
    timeline: [
      { on: '2025-05-20', owed: '1044.73', interest: '4.73', costs: '40.00' },
      { on: '2025-06-04', owed: '1091.45', interest: '9.45', costs: '82.00' },
      { on: '2025-06-19', take: 'PUBLICATION_WARNING' },
      { on: '2025-06-19', owed: '1221.18', interest: '14.18', costs: '207.00' },
      { on: '2025-07-15', take: 'SECOND_DEMAND' },
      { on: '2025-07-15', owed: '1228.96', interest: '21.96', costs: '207.00' },
    ],
  },
  {
    // 12 + 90, and 100 for the demand under threat of bankruptcy: 202. Interest as six times that of 500: 14.1781, 28.3562,
    // 42.5342, 65.8767.
    title: 'a demand under threat of bankruptcy after the demand',
    ...usual,
    debtor: company('Esimerkki L Oy'),
    claims: [{ principal: '3000.00', dueDate: DUE }],
    timeline: [
      { on: '2025-05-20', owed: '3054.18', interest: '14.18', costs: '40.00' },
      { on: '2025-06-04', owed: '3130.36', interest: '28.36', costs: '102.00' },
      { on: '2025-06-19', take: 'BANKRUPTCY_WARNING' },
      { on: '2025-06-19', owed: '3244.53', interest: '42.53', costs: '202.00' },
      { on: '2025-07-15', owed: '3267.88', interest: '65.88', costs: '202.00' },
    ],
  },
  {
    // Above 2500 with more than four instalments 60, and 5 for each of the seventh and eighth: 12 + 90 + 70 = 172, 3214.53 in all.
    // The 401.82 of 15 July cover 172, interest 65.88 and 163.94, 2836.06 left; 31 days on: 65.8767 + 2836.06 × 10.5 % × 31/365 =
    // 91.1682.
    title: 'a plan of eight instalments',
    ...usual,
    debtor: company('Esimerkki M Oy'),
    claims: [{ principal: '3000.00', dueDate: DUE }],
    timeline: [
      { on: '2025-05-20', owed: '3054.18', interest: '14.18', costs: '40.00' },
      { on: '2025-06-04', owed: '3130.36', interest: '28.36', costs: '102.00' },
      {
        on: '2025-06-19',
        plan: [
          ['2025-07-15', '401.82'],
          ['2025-08-15', '401.82'],
          ['2025-09-15', '401.82'],
          ['2025-10-15', '401.82'],
          ['2025-11-17', '401.82'],
          ['2025-12-15', '401.82'],
          ['2026-01-15', '401.82'],
          ['2026-02-16', '401.79'],
        ],
      },
      { on: '2025-06-19', owed: '3214.53', interest: '42.53', costs: '172.00' },
      { on: '2025-07-15', pay: '401.82' },
      { on: '2025-07-15', owed: '2836.06', interest: '65.88', costs: '172.00', paid: '401.82' },
      { on: '2025-08-15', owed: '2861.35', interest: '91.17', costs: '172.00', paid: '401.82' },
    ],
  },
]);
