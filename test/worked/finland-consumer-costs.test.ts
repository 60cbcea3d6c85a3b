import { consumer, verkko } from './finnish.js';
import { workedCases } from './world.js';

/**
 * Costs of Finnish consumer claims, worked out by hand from the rulebook, fi.md. Fees and caps: 1.1. A reminder may carry a
 * fee from due date + 15, each letter follows the one before after 14 full days (3) and after its time to pay, 14 days moved
 * to a bank day. Late interest (2): 11.5 % in the second half of 2024 and 10.5 % in the first of 2025, actual days of the
 * calendar year (366 and 365) from the day after the due date, a claim's total rounded once. Payments of a consumer cover
 * interest, principal, costs (8).
 *
 * Unless told otherwise: due Monday 30 September 2024, so that the reminder with a fee goes on 15 October, is payable until
 * 29 October, the demand goes on 30 October, is payable until 13 November, and a second one may go on 14 November.
 * Days of interest: 15 to 15 October, 30 to 30 October, 45 to 14 November, 92 to the end of the year, 31 in January.
 */
const DUE = '2024-09-30';
const usual = { registeredOn: '2024-10-15', creditor: verkko } as const;
const threeLetters = 'REMINDER 2024-10-15, PAYMENT_DEMAND 2024-10-30, SECOND_DEMAND 2024-11-14';

workedCases('2024-10-14', 'EUR', [
  {
    // First band up to 100 included: 14, then half of it, 7. Interest: 100 × 11.5 % × 15/366 = 0.4713; 30/366: 0.9426;
    // 45/366: 1.4139; 92/366 and 10.5 % × 31/365: 2.8907 + 0.8918 = 3.7825.
    title: 'principal 100.00, the edge of the first band: 5, 14, 7',
    ...usual,
    debtor: consumer('Aino Esimerkki'),
    claims: [{ principal: '100.00', dueDate: DUE }],
    timeline: [
      { on: '2024-10-15', owed: '105.47', interest: '0.47', costs: '5.00' },
      { on: '2024-10-30', owed: '119.94', interest: '0.94', costs: '19.00' },
      { on: '2024-11-14', take: 'SECOND_DEMAND' },
      { on: '2024-11-14', owed: '127.41', interest: '1.41', costs: '26.00' },
      { on: '2024-11-14', letters: threeLetters },
      { on: '2025-01-31', owed: '129.78', interest: '3.78', costs: '26.00' },
    ],
  },
  {
    // Second band: 24, then 12. Interest as for 100.00 to the cent: 100.01 × 0.0378249 = 3.7829. On 13 November the thirteenth
    // full day after the demand is not over (30 October + 14).
    title: 'principal 100.01, the second band: 5, 24, 12',
    ...usual,
    debtor: consumer('Bertta Esimerkki'),
    claims: [{ principal: '100.01', dueDate: DUE }],
    timeline: [
      { on: '2024-10-15', owed: '105.48', interest: '0.47', costs: '5.00' },
      { on: '2024-10-30', owed: '129.95', interest: '0.94', costs: '29.00' },
      { on: '2024-11-13', take: 'SECOND_DEMAND', refused: 'TOO_EARLY' },
      { on: '2024-11-14', take: 'SECOND_DEMAND' },
      { on: '2024-11-14', owed: '142.42', interest: '1.41', costs: '41.00' },
      { on: '2025-01-31', owed: '144.79', interest: '3.78', costs: '41.00' },
    ],
  },
  {
    // Interest ten times that of 100.00: 4.7131, 9.4262, 14.1393, 37.8249.
    title: 'principal 1000.00, the edge of the second band: 5, 24, 12',
    ...usual,
    debtor: consumer('Cecilia Esimerkki'),
    claims: [{ principal: '1000.00', dueDate: DUE }],
    timeline: [
      { on: '2024-10-15', owed: '1009.71', interest: '4.71', costs: '5.00' },
      { on: '2024-10-30', owed: '1038.43', interest: '9.43', costs: '29.00' },
      { on: '2024-11-14', take: 'SECOND_DEMAND' },
      { on: '2024-11-14', owed: '1055.14', interest: '14.14', costs: '41.00' },
      { on: '2025-01-31', owed: '1078.82', interest: '37.82', costs: '41.00' },
    ],
  },
  {
    // Third band: 50, then 25. Interest to 31 January 37.8253, the others as for 1000.00.
    title: 'principal 1000.01, the third band: 5, 50, 25',
    ...usual,
    debtor: consumer('Daniel Esimerkki'),
    claims: [{ principal: '1000.01', dueDate: DUE }],
    timeline: [
      { on: '2024-10-15', owed: '1009.72', interest: '4.71', costs: '5.00' },
      { on: '2024-10-30', owed: '1064.44', interest: '9.43', costs: '55.00' },
      { on: '2024-11-14', take: 'SECOND_DEMAND' },
      { on: '2024-11-14', owed: '1094.15', interest: '14.14', costs: '80.00' },
      { on: '2025-01-31', owed: '1117.84', interest: '37.83', costs: '80.00' },
    ],
  },
  {
    // Due Saturday 28 September, payable until Monday the 30th (622/1947 § 5; 3, Counting): interest from 1 October, and on
    // 14 October only 13 full days have passed, so the reminder costs nothing. It is payable until 28 October; demand the 29th.
    // Interest 250 × 11.5 % × 14/366 = 1.0997; 29/366: 2.2780; to 4 November 35/366: 2.7493. The 100 paid that day cover
    // 2.75 and 97.25 of the principal, 152.75 left. To 2 January: 2.7493 + 152.75 × (11.5 % × 57/366 + 10.5 % × 2/365) = 5.5729;
    // to 31 January, 31 days of 2025: 2.7493 + 2.7357 + 1.3622 = 6.8472.
    title: 'due on a Saturday; a reminder on the fourteenth day costs nothing; a part payment after the demand',
    registeredOn: '2024-10-14',
    creditor: verkko,
    debtor: consumer('Eeva Esimerkki'),
    claims: [{ principal: '250.00', dueDate: '2024-09-28' }],
    timeline: [
      { on: '2024-10-14', owed: '251.10', interest: '1.10', costs: '0.00' },
      { on: '2024-10-29', owed: '276.28', interest: '2.28', costs: '24.00' },
      { on: '2024-10-29', letters: 'REMINDER 2024-10-14, PAYMENT_DEMAND 2024-10-29' },
      { on: '2024-11-04', pay: '100.00' },
      { on: '2024-11-04', owed: '176.75', interest: '2.75', costs: '24.00', paid: '100.00' },
      { on: '2025-01-02', owed: '179.57', interest: '5.57', costs: '24.00', paid: '100.00' },
      { on: '2025-01-31', owed: '180.85', interest: '6.85', costs: '24.00', paid: '100.00' },
    ],
  },
  {
    // Invoiced 18 September, 12 days before it fell due: no fee for the reminder (3, § 10 b). The demand costs 24 all the same.
    // Interest 300 × 11.5 % × 15/366 = 1.4139; 2.8279; 4.2418; 300 × 0.0378249 = 11.3475.
    title: 'invoiced less than fourteen days before the due date: no reminder fee',
    ...usual,
    debtor: consumer('Fanni Esimerkki'),
    claims: [{ principal: '300.00', dueDate: DUE, invoiceDate: '2024-09-18' }],
    timeline: [
      { on: '2024-10-15', owed: '301.41', interest: '1.41', costs: '0.00' },
      { on: '2024-10-30', owed: '326.83', interest: '2.83', costs: '24.00' },
      { on: '2024-11-14', owed: '328.24', interest: '4.24', costs: '24.00' },
      { on: '2025-01-31', owed: '335.35', interest: '11.35', costs: '24.00' },
    ],
  },
  {
    // Four reminders of the creditor, 5 each, each 15 days or more after the one before (the first at due date + 15), demand 14,
    // second 7, plan of five instalments 20 as the principal is not above 100: 20 + 14 + 7 + 20 = 61, capped at 60 (1.1).
    // Interest on 100 from 1 August: 11.5 % × 77/366 = 2.4194 to 16 October; 92/366: 2.8907; 124/366: 3.8962 to 2 December.
    // The 32.58 cover 3.90 and 28.68, 71.32 left: 3.8962 + 71.32 × (11.5 % × 29/366 + 10.5 % × 31/365) = 5.1821 to 31 January.
    title: 'all costs of a claim of 100.00 stop at 60',
    registeredOn: '2024-10-16',
    creditor: verkko,
    debtor: consumer('Gunnar Esimerkki'),
    claims: [{ principal: '100.00', dueDate: '2024-07-31' }],
    priorNotices: ['2024-08-15', '2024-08-30', '2024-09-16', '2024-10-01'].map((sentOn) => ({
      type: 'REMINDER',
      sentOn,
      feeCharged: '5.00',
    })),
    timeline: [
      { on: '2024-10-16', owed: '136.42', interest: '2.42', costs: '34.00' },
      { on: '2024-10-31', take: 'SECOND_DEMAND' },
      { on: '2024-10-31', owed: '143.89', interest: '2.89', costs: '41.00' },
      // 100 + 2.89 + 60 = 162.89.
      {
        on: '2024-10-31',
        plan: [
          ['2024-12-02', '32.58'],
          ['2025-01-02', '32.58'],
          ['2025-02-03', '32.58'],
          ['2025-03-03', '32.58'],
          ['2025-04-01', '32.57'],
        ],
      },
      { on: '2024-10-31', owed: '162.89', interest: '2.89', costs: '60.00' },
      { on: '2024-12-02', pay: '32.58' },
      { on: '2024-12-02', owed: '131.32', interest: '3.90', costs: '60.00', paid: '32.58' },
      { on: '2025-01-31', owed: '132.60', interest: '5.18', costs: '60.00', paid: '32.58' },
    ],
  },
  {
    // The creditor charged 8 for its reminder of 1 October; the law allows 5. Demand on 16 October, 15 days after it, 24.
    // Interest on 640 from 17 September: 11.5 % × 30/366 = 6.0328; 49/366 = 9.8536 to 4 November. 649.85 paid then cover interest
    // and principal; the costs come last (11 a §), bear no interest, and are what is left.
    title: 'the creditor charged too much for its reminder; costs are paid last',
    registeredOn: '2024-10-16',
    creditor: verkko,
    debtor: consumer('Helmi Esimerkki'),
    claims: [{ principal: '640.00', dueDate: '2024-09-16' }],
    priorNotices: [{ type: 'REMINDER', sentOn: '2024-10-01', payBy: '2024-10-15', feeCharged: '8.00' }],
    timeline: [
      { on: '2024-10-16', owed: '675.03', interest: '6.03', costs: '29.00' },
      { on: '2024-11-04', pay: '649.85' },
      { on: '2024-11-04', owed: '29.00', interest: '9.85', costs: '29.00', paid: '649.85' },
      { on: '2024-11-20', owed: '29.00', interest: '9.85', costs: '29.00' },
      { on: '2025-01-31', owed: '29.00', interest: '9.85', costs: '29.00' },
    ],
  },
  {
    // 60.00 due 30 August (Friday) and 60.50 due 30 September: one letter, one fee by the sum, 120.50 (law-open-points.md), waits
    // from the last due date. Interest of each claim rounded for itself. To 15 October: 60 × 11.5 % × 46/366 = 0.8672 and
    // 60.50 × 11.5 % × 15/366 = 0.2851; to 30 October 61 days, 1.15, and 30 days, 0.5703. The 70 paid cover 1.72, the older claim,
    // and 8.28 of the younger, 52.22 left: to 20 November 0.5703 + 52.22 × 11.5 % × 21/366 = 0.9149; to 31 January 62 days of
    // 2024 and 31 of 2025: 0.5703 + 1.0173 + 0.4657 = 2.0533.
    title: 'two claims in one case: one fee, the older claim paid first',
    ...usual,
    debtor: consumer('Ilona Esimerkki'),
    claims: [
      { principal: '60.00', dueDate: '2024-08-30' },
      { principal: '60.50', dueDate: DUE },
    ],
    timeline: [
      { on: '2024-10-15', owed: '126.66', interest: '1.16', costs: '5.00' },
      { on: '2024-10-30', owed: '151.22', interest: '1.72', costs: '29.00' },
      { on: '2024-10-30', pay: '70.00' },
      { on: '2024-10-30', owed: '81.22', interest: '1.72', costs: '29.00', paid: '70.00' },
      { on: '2024-11-20', owed: '81.56', interest: '2.06', costs: '29.00', paid: '70.00' },
      { on: '2025-01-31', owed: '82.70', interest: '3.20', costs: '29.00', paid: '70.00' },
    ],
  },
  {
    // 1050 less what 100 cover on 21 October. Interest 1050 × 11.5 % × 15/366 = 4.9488; 21/366: 6.9283, so 93.07 go to the
    // principal: 956.93, in the second band when the demand goes (the band by what is left: law-open-points.md): 24, then 12.
    // To 30 October 6.9283 + 956.93 × 11.5 % × 9/366 = 9.6344; 24 days: 14.1445; 71 days and 31 of 2025: 36.8099.
    title: 'a part payment before the demand lowers its band',
    ...usual,
    debtor: consumer('Juho Esimerkki'),
    claims: [{ principal: '1050.00', dueDate: DUE }],
    timeline: [
      { on: '2024-10-15', owed: '1059.95', interest: '4.95', costs: '5.00' },
      { on: '2024-10-21', pay: '100.00' },
      { on: '2024-10-21', owed: '961.93', interest: '6.93', costs: '5.00', paid: '100.00' },
      { on: '2024-10-30', owed: '988.63', interest: '9.63', costs: '29.00' },
      { on: '2024-11-14', take: 'SECOND_DEMAND' },
      { on: '2024-11-14', owed: '1005.14', interest: '14.14', costs: '41.00' },
      { on: '2025-01-31', owed: '1027.81', interest: '36.81', costs: '41.00' },
    ],
  },
  {
    // Four instalments: 20 (1.1), on top of 5 + 24. Interest 900 × 11.5 % × 15/366 = 4.2418; 8.4836; 12.7254; so 961.73 in all.
    // 240 on 16 December cover 77/366: 21.7746 → 21.77, and 218.23, 681.77 left; 240 on 15 January cover 681.77 × (11.5 % × 15/366
    // + 10.5 % × 15/365) more, in all 27.9297 → 27.93, so 6.16, and 233.84, 447.93 left; 16 days on: 29.9914.
    title: 'a plan of four instalments',
    ...usual,
    debtor: consumer('Kaisa Esimerkki'),
    claims: [{ principal: '900.00', dueDate: DUE }],
    timeline: [
      { on: '2024-10-15', owed: '909.24', interest: '4.24', costs: '5.00' },
      { on: '2024-10-30', owed: '937.48', interest: '8.48', costs: '29.00' },
      {
        on: '2024-11-14',
        plan: [
          ['2024-12-16', '240.00'],
          ['2025-01-15', '240.00'],
          ['2025-02-17', '240.00'],
          ['2025-03-17', '241.73'],
        ],
      },
      { on: '2024-11-14', owed: '961.73', interest: '12.73', costs: '49.00' },
      { on: '2024-12-16', pay: '240.00' },
      { on: '2024-12-16', owed: '730.77', interest: '21.77', costs: '49.00', paid: '240.00' },
      { on: '2025-01-15', pay: '240.00' },
      { on: '2025-01-15', owed: '496.93', interest: '27.93', costs: '49.00', paid: '480.00' },
      { on: '2025-01-31', owed: '498.99', interest: '29.99', costs: '49.00', paid: '480.00' },
    ],
  },
  {
    // Five instalments above 1000: 50, on top of 5 + 50. Interest 1500 × 11.5 % × 15/366 = 7.0697; 14.1393; 21.2090, so 1626.21
    // in all. 325.25 on 16 December cover 77/366: 36.2910, and 288.96, 1211.04 left: 36.2910 + 1211.04 × (11.5 % × 15/366 + 10.5 % ×
    // 31/365) = 52.7986 to 31 January.
    title: 'a plan of more than four instalments above 1000',
    ...usual,
    debtor: consumer('Lauri Esimerkki'),
    claims: [{ principal: '1500.00', dueDate: DUE }],
    timeline: [
      { on: '2024-10-15', owed: '1512.07', interest: '7.07', costs: '5.00' },
      { on: '2024-10-30', owed: '1569.14', interest: '14.14', costs: '55.00' },
      {
        on: '2024-11-14',
        plan: [
          ['2024-12-16', '325.25'],
          ['2025-01-15', '325.25'],
          ['2025-02-17', '325.25'],
          ['2025-03-17', '325.25'],
          ['2025-04-15', '325.21'],
        ],
      },
      { on: '2024-11-14', owed: '1626.21', interest: '21.21', costs: '105.00' },
      { on: '2024-12-16', pay: '325.25' },
      { on: '2024-12-16', owed: '1316.04', interest: '36.29', costs: '105.00', paid: '325.25' },
      { on: '2025-01-31', owed: '1332.55', interest: '52.80', costs: '105.00', paid: '325.25' },
    ],
  },
]);
