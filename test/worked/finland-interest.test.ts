import { company, consumer, creditor, verkko } from './finnish.js';
import { workedCases } from './world.js';

/**
 * Late interest of Finnish claims, worked out by hand from the rulebook, fi.md 2. Percent a year for consumers (reference + 7):
 * 2022 H2 7.0, 2023 H1 9.5, 2023 H2 11.0, 2024 11.5, 2025 H1 10.5; for businesses one more. Days of the calendar year: 365, in
 * 2024 366. First day: the day after the due date; a claim's total is rounded once.
 *
 * The creditor reminded on 6 February 2024, payable until the 20th, without a fee; the case comes on 28 February, and the demand
 * goes the same day (more than 14 full days, for a business 10, after the reminder: 3). Its fee (1.1, 1.2) does not change.
 * Days of interest in 2024: 59 to 28 February, 60 to the 29th, 183 to 1 July (182 of the first half-year), 366; two of 2025.
 */
const of365 = creditor('Malli Laskutus Oy', '1572860-0', { dayCount: 'ACTUAL_365' });
const of360 = creditor('Koe Asunnot Oy', '0112038-9', { dayCount: 'THIRTY_360' });

const usual = {
  registeredOn: '2024-02-28',
  creditor: verkko,
  priorNotices: [{ type: 'REMINDER', sentOn: '2024-02-06', payBy: '2024-02-20' }],
} as const;

workedCases('2024-02-28', 'EUR', [
  {
    // Due 30 November 2022. 1200 × 7 % × 31/365 = 7.1342; 9.5 % × 181/365: 56.5315; 11 % × 184/365: 66.5425; 11.5 % × 59/366:
    // 22.2459, together 152.4541; a day more, 0.3770: 152.8312; × 183/366 = 69.0000: 199.2082; the year, 138.0000, and 10.5 % ×
    // 2/365, 0.6904: 268.8986. Demand above 1000: 50.
    title: 'a consumer through five half-years and a leap year',
    ...usual,
    debtor: consumer('Aino Esimerkki'),
    claims: [{ principal: '1200.00', dueDate: '2022-11-30' }],
    timeline: [
      { on: '2024-02-28', letters: 'PAYMENT_DEMAND 2024-02-28' },
      { on: '2024-02-28', owed: '1402.45', interest: '152.45', costs: '50.00' },
      { on: '2024-02-29', owed: '1402.83', interest: '152.83', costs: '50.00' },
      { on: '2024-07-01', owed: '1449.21', interest: '199.21', costs: '50.00' },
      { on: '2025-01-02', owed: '1518.90', interest: '268.90', costs: '50.00' },
    ],
  },
  {
    // 8.0, 10.5, 12.0, 12.5 and 11.5 % (4 a §). 3000 × 8 % × 31/365 = 20.3836; 10.5 % × 181/365: 156.2055; 12 % × 184/365:
    // 181.4795; 12.5 % × 59/366: 60.4508, together 418.5193; a day, 1.0246: 419.5439; 183/366, 187.5000: 545.5685; 375.0000 and
    // 3000 × 11.5 % × 2/365 = 1.8904: 734.9589. Demand above 2500: 90, the 40 of compensation within it (max(40, costs)).
    title: 'a business through the same half-years, one point more',
    ...usual,
    debtor: company('Esimerkki Rakennus Oy'),
    claims: [{ principal: '3000.00', dueDate: '2022-11-30' }],
    timeline: [
      { on: '2024-02-28', owed: '3508.52', interest: '418.52', costs: '90.00' },
      { on: '2024-02-29', owed: '3509.54', interest: '419.54', costs: '90.00' },
      { on: '2024-07-01', owed: '3635.57', interest: '545.57', costs: '90.00' },
      { on: '2025-01-02', owed: '3824.96', interest: '734.96', costs: '90.00' },
    ],
  },
  {
    // A consumer owes no more than the law's rate of each day: 7 and 9.5 %, then the agreed 10 %. 7.1342 + 56.5315 + 1200 × 10 % ×
    // 184/365 = 60.4932; × 59/366 = 19.3443, together 143.5032; a day, 0.3279: 143.8311; 60.0000: 184.1589; 120.0000 and × 2/365 =
    // 0.6575: 244.8164.
    title: 'a consumer who agreed to 10 %: the lower of it and the law',
    ...usual,
    debtor: consumer('Bertta Esimerkki'),
    claims: [{ principal: '1200.00', dueDate: '2022-11-30', agreedRatePercent: '10.00' }],
    timeline: [
      { on: '2024-02-28', owed: '1393.50', interest: '143.50', costs: '50.00' },
      { on: '2024-02-29', owed: '1393.83', interest: '143.83', costs: '50.00' },
      { on: '2024-07-01', owed: '1434.16', interest: '184.16', costs: '50.00' },
      { on: '2025-01-02', owed: '1494.82', interest: '244.82', costs: '50.00' },
    ],
  },
  {
    // Due 15 June 2023: 199 days of 2023. 800 × 5 % × 199/365 = 21.8082 and × 59/366 = 6.4481: 28.2563; 60/366: 28.3656; 183/366:
    // 41.8082; a year, 40, and 2/365, 0.2192: 62.0274. Demand to 1000: 24.
    title: 'a consumer who agreed to 5 %, below the law',
    ...usual,
    debtor: consumer('Cecilia Esimerkki'),
    claims: [{ principal: '800.00', dueDate: '2023-06-15', agreedRatePercent: '5.00' }],
    timeline: [
      { on: '2024-02-28', owed: '852.26', interest: '28.26', costs: '24.00' },
      { on: '2024-02-29', owed: '852.37', interest: '28.37', costs: '24.00' },
      { on: '2024-07-01', owed: '865.81', interest: '41.81', costs: '24.00' },
      { on: '2025-01-02', owed: '886.03', interest: '62.03', costs: '24.00' },
    ],
  },
  {
    // Businesses may agree a higher rate. 2000 × 16 % × 199/365 = 174.4658 and × 59/366 = 51.5847: 226.0505; 60/366: 226.9248;
    // 183/366: 334.4658; 320 and × 2/365 = 1.7534: 496.2192. Demand to 2500: 70.
    title: 'a business that agreed to 16 %',
    ...usual,
    debtor: company('Esimerkki Kuljetus Oy'),
    claims: [{ principal: '2000.00', dueDate: '2023-06-15', agreedRatePercent: '16.00' }],
    timeline: [
      { on: '2024-02-28', owed: '2296.05', interest: '226.05', costs: '70.00' },
      { on: '2024-02-29', owed: '2296.92', interest: '226.92', costs: '70.00' },
      { on: '2024-07-01', owed: '2404.47', interest: '334.47', costs: '70.00' },
      { on: '2025-01-02', owed: '2566.22', interest: '496.22', costs: '70.00' },
    ],
  },
  {
    // And a lower one: 2000 × 4 % × 199/365 = 43.6164 and × 59/366 = 12.8962: 56.5126; 56.7312; 83.6164; 80 and 0.4384: 124.0548.
    title: 'a business that agreed to 4 %',
    ...usual,
    debtor: company('Esimerkki Huolto Oy'),
    claims: [{ principal: '2000.00', dueDate: '2023-06-15', agreedRatePercent: '4.00' }],
    timeline: [
      { on: '2024-02-28', owed: '2126.51', interest: '56.51', costs: '70.00' },
      { on: '2024-02-29', owed: '2126.73', interest: '56.73', costs: '70.00' },
      { on: '2024-07-01', owed: '2153.62', interest: '83.62', costs: '70.00' },
      { on: '2025-01-02', owed: '2194.05', interest: '124.05', costs: '70.00' },
    ],
  },
  {
    // Due Friday 29 December 2023. 5000 × 11 % × 2/365 = 3.0137; 11.5 % over 365 in the leap year too: 59/365, 92.9452: 95.9589;
    // 60/365: 97.5342; 183/365, 288.2877: 291.3014; 366/365, 576.5753, and 10.5 % × 2/365, 2.8767: 582.4658.
    title: 'a creditor that counts the days over 365',
    ...usual,
    creditor: of365,
    debtor: consumer('Daniel Esimerkki'),
    claims: [{ principal: '5000.00', dueDate: '2023-12-29' }],
    timeline: [
      { on: '2024-02-28', owed: '5145.96', interest: '95.96', costs: '50.00' },
      { on: '2024-02-29', owed: '5147.53', interest: '97.53', costs: '50.00' },
      { on: '2024-07-01', owed: '5341.30', interest: '291.30', costs: '50.00' },
      { on: '2025-01-02', owed: '5632.47', interest: '582.47', costs: '50.00' },
    ],
  },
  {
    // Rent of a home: the consumer's ceiling bars the 16 %. Due 15 December 2023; months of thirty days: 15 of 2023, then 75 to
    // 15 March, 105 to 15 April, 195 to 15 July, 285 to 15 October. 1200 × 11 % × 15/360 = 5.5000; 11.5 % × 75/360 = 28.7500;
    // 105/360: 40.2500; 195/360: 74.7500; 285/360: 109.2500.
    title: 'rent of a home in months of thirty days, 16 % agreed',
    ...usual,
    creditor: of360,
    debtor: consumer('Eeva Esimerkki'),
    claims: [{ principal: '1200.00', dueDate: '2023-12-15', kind: 'RENT_DWELLING', agreedRatePercent: '16.00' }],
    timeline: [
      { on: '2024-03-15', owed: '1284.25', interest: '34.25', costs: '50.00' },
      { on: '2024-04-15', owed: '1295.75', interest: '45.75', costs: '50.00' },
      { on: '2024-07-15', owed: '1330.25', interest: '80.25', costs: '50.00' },
      { on: '2024-10-15', owed: '1364.75', interest: '114.75', costs: '50.00' },
    ],
  },
  {
    // Credit at 16 %, due as a whole on 16 October 2023: that rate for 180 days, to 13 April 2024 (korkolaki 4 § 2 mom.), then the
    // law's. 2500 × 16 % × 76/365 = 83.2877 and × 59/366 = 64.4809: 147.7685; 104/366, 113.6612: 196.9489; 11.5 % × 1/366, 0.7855:
    // 197.7344; 79/366, 62.0560: 259.0049; 262/366, 205.8060, and 10.5 % × 2/365, 1.4384: 404.1932.
    title: 'credit at 16 %: that rate for 180 days, then the law’s',
    ...usual,
    debtor: consumer('Fanni Esimerkki'),
    claims: [
      {
        principal: '2500.00',
        dueDate: '2023-10-16',
        kind: 'CONSUMER_CREDIT',
        agreedRatePercent: '16.00',
        agreedOn: '2023-05-02',
      },
    ],
    timeline: [
      { on: '2024-02-28', owed: '2697.77', interest: '147.77', costs: '50.00' },
      { on: '2024-04-13', owed: '2746.95', interest: '196.95', costs: '50.00' },
      { on: '2024-04-14', owed: '2747.73', interest: '197.73', costs: '50.00' },
      { on: '2024-07-01', owed: '2809.00', interest: '259.00', costs: '50.00' },
      { on: '2025-01-02', owed: '2954.19', interest: '404.19', costs: '50.00' },
    ],
  },
  {
    // The same, judged on 15 March: from then the law's rate. 74 days of 2024 at 16 %, 80.8743: 164.1621; 11.5 % × 1/366, 0.7855:
    // 164.9475; 32/366, 25.1366: 189.2986; 109/366, 85.6216: 249.7836; 292/366, 229.3716, and 1.4384: 394.9719. Awarded (1.5):
    // 110 for a claim above 1000 and the fee of 2024 for a claim filed electronically, 65.
    title: 'the same credit with a judgment before 180 days, and the costs it awards',
    ...usual,
    debtor: consumer('Gunnar Esimerkki'),
    claims: [
      {
        principal: '2500.00',
        dueDate: '2023-10-16',
        kind: 'CONSUMER_CREDIT',
        agreedRatePercent: '16.00',
        agreedOn: '2023-05-02',
      },
    ],
    timeline: [
      { on: '2024-02-28', owed: '2697.77', interest: '147.77', costs: '50.00' },
      { on: '2024-03-15', proceeding: { type: 'TITLE_GIVEN', awarded: '175.00' } },
      { on: '2024-03-15', owed: '2889.95', interest: '164.95', costs: '225.00' },
      { on: '2024-04-15', owed: '2914.30', interest: '189.30', costs: '225.00' },
      { on: '2024-07-01', owed: '2974.78', interest: '249.78', costs: '225.00' },
      { on: '2025-01-02', owed: '3119.97', interest: '394.97', costs: '225.00' },
    ],
  },
]);
