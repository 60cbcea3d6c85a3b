import { company, consumer, verkko } from './finnish.js';
import { workedCases } from './world.js';

/**
 * Finnish claims over Christmas 2025 and into 2026, worked out by hand from the rulebook, fi.md: fees 1.1 and 1.2, awarded costs
 * 1.5, first day and rate of interest 2, periods 3, allocation 8. Late interest 9.5 %, between businesses 10.5 %, in both half-years;
 * public claims bear viivekorko, 11.5 % in 2025 and 9.5 % in 2026 (2). Days over 365.
 *
 * Unless told otherwise: due Monday 24 November 2025; handed over and reminded on Wednesday 10 December. Fourteen days on is
 * Christmas Eve, so that the reminder is payable until Monday the 29th and the demand goes on 30 December, payable until 13 January.
 * Days of interest: 16 to 10 December, 36 to the 30th, 51 to 14 January, 84 to 16 February, 112 to 16 March, 142 to 15 April.
 */
const DUE = '2025-11-24';
const usual = { registeredOn: '2025-12-10', creditor: verkko } as const;

workedCases('2025-12-10', 'EUR', [
  {
    // An extension at the debtor's request by more than 14 days costs 5, the next demand waits for it, 12. Interest goes on:
    // 700 × 9.5 % × 16/365 = 2.9151; 36: 6.5589; 51: 9.2918; 84: 15.3041; 112: 20.4055.
    title: 'reminded before Christmas, given time in January',
    ...usual,
    debtor: consumer('Aino Esimerkki'),
    claims: [{ principal: '700.00', dueDate: DUE }],
    timeline: [
      { on: '2025-12-10', owed: '707.92', interest: '2.92', costs: '5.00' },
      { on: '2025-12-30', owed: '735.56', interest: '6.56', costs: '29.00' },
      { on: '2025-12-30', letters: 'REMINDER 2025-12-10, PAYMENT_DEMAND 2025-12-30' },
      { on: '2026-01-14', proceeding: { type: 'EXTENSION_GRANTED', until: '2026-01-30' } },
      { on: '2026-01-14', owed: '743.29', interest: '9.29', costs: '34.00' },
      { on: '2026-01-30', take: 'SECOND_DEMAND', refused: 'TOO_EARLY' },
      { on: '2026-02-16', take: 'SECOND_DEMAND' },
      { on: '2026-02-16', owed: '761.30', interest: '15.30', costs: '46.00' },
      { on: '2026-03-16', owed: '766.41', interest: '20.41', costs: '46.00' },
    ],
  },
  {
    // Nine days are too few for a fee (3, § 10 b).
    title: 'given less than fourteen days: no fee',
    ...usual,
    debtor: consumer('Bertta Esimerkki'),
    claims: [{ principal: '700.00', dueDate: DUE }],
    timeline: [
      { on: '2025-12-10', owed: '707.92', interest: '2.92', costs: '5.00' },
      { on: '2025-12-30', owed: '735.56', interest: '6.56', costs: '29.00' },
      { on: '2026-01-14', proceeding: { type: 'EXTENSION_GRANTED', until: '2026-01-23' } },
      { on: '2026-01-14', owed: '738.29', interest: '9.29', costs: '29.00' },
      { on: '2026-02-16', owed: '744.30', interest: '15.30', costs: '29.00' },
    ],
  },
  {
    // Enforceable without a judgment: 5, 14, 7 whatever the principal. 1500 × 11.5 % × 16/365 = 7.5616; 36: 17.0137; 37 days of 2025,
    // 17.4863, and 9.5 % × 14/365, 5.4658: 22.9521; × 47/365: 35.8356; × 75/365: 46.7671.
    title: 'a public claim of 1500.00: 5, 14, 7, and viivekorko',
    ...usual,
    debtor: consumer('Cecilia Esimerkki'),
    claims: [{ principal: '1500.00', dueDate: DUE, kind: 'PUBLIC' }],
    timeline: [
      { on: '2025-12-10', owed: '1512.56', interest: '7.56', costs: '5.00' },
      { on: '2025-12-30', owed: '1536.01', interest: '17.01', costs: '19.00' },
      { on: '2026-01-14', take: 'SECOND_DEMAND' },
      { on: '2026-01-14', owed: '1548.95', interest: '22.95', costs: '26.00' },
      { on: '2026-02-16', owed: '1561.84', interest: '35.84', costs: '26.00' },
      { on: '2026-03-16', owed: '1572.77', interest: '46.77', costs: '26.00' },
    ],
  },
  {
    // Due 1 September; the creditor's four reminders, 15 days apart, 5 each; demand on 10 December, 14, second on the 30th, 7, plan 20:
    // 61, and the cap is 51. 400 × 11.5 % × 100/365 = 12.6027; 120: 15.1233; so 466.12 in all. 116.53 on 30 January cover 121/365,
    // 15.2493, and 9.5 % × 30/365, 3.1233: 18.37, and 98.16, 301.84 left; 28 days on: 18.3726 + 2.1997 = 20.5723; 45: 21.9079.
    title: 'all costs of a public claim stop at 51',
    ...usual,
    debtor: consumer('Daniel Esimerkki'),
    claims: [{ principal: '400.00', dueDate: '2025-09-01', kind: 'PUBLIC' }],
    priorNotices: ['2025-09-16', '2025-10-01', '2025-10-16', '2025-10-31'].map((sentOn) => ({
      type: 'REMINDER',
      sentOn,
      feeCharged: '5.00',
    })),
    timeline: [
      { on: '2025-12-10', owed: '446.60', interest: '12.60', costs: '34.00' },
      { on: '2025-12-30', take: 'SECOND_DEMAND' },
      { on: '2025-12-30', owed: '456.12', interest: '15.12', costs: '41.00' },
      {
        on: '2025-12-30',
        plan: [
          ['2026-01-30', '116.53'],
          ['2026-02-27', '116.53'],
          ['2026-03-31', '116.53'],
          ['2026-04-30', '116.53'],
        ],
      },
      { on: '2025-12-30', owed: '466.12', interest: '15.12', costs: '51.00' },
      { on: '2026-01-30', pay: '116.53' },
      { on: '2026-01-30', owed: '352.84', interest: '18.37', costs: '51.00', paid: '116.53' },
      { on: '2026-02-27', owed: '355.04', interest: '20.57', costs: '51.00', paid: '116.53' },
      { on: '2026-03-16', owed: '356.38', interest: '21.91', costs: '51.00', paid: '116.53' },
    ],
  },
  {
    // Against a business 12, 50, 25, no compensation between traders. 6000 × 11.5 % × 16/365 = 30.2466; 36: 68.0548; 37 days of 2025,
    // 69.9452, and 9.5 % × 14/365, 21.8630: 91.8082; × 47/365, 73.3973: 143.3425.
    title: 'a public claim against a business: 12, 50, 25',
    ...usual,
    debtor: company('Esimerkki Leipomo Oy'),
    claims: [{ principal: '6000.00', dueDate: DUE, kind: 'PUBLIC' }],
    timeline: [
      { on: '2025-12-10', owed: '6042.25', interest: '30.25', costs: '12.00' },
      { on: '2025-12-30', owed: '6130.05', interest: '68.05', costs: '62.00' },
      { on: '2026-01-14', take: 'SECOND_DEMAND' },
      { on: '2026-01-14', owed: '6178.81', interest: '91.81', costs: '87.00' },
      { on: '2026-02-16', owed: '6230.34', interest: '143.34', costs: '87.00' },
    ],
  },
  {
    // A one-sided judgment awards 110 for a claim above 1000 and the fee of 2025 on, 70: 180 beside 5 + 50. Interest 1200 × 9.5 % ×
    // 16/365 = 4.9973; 36: 11.2438; 84: 26.2356; 112: 34.9808. The 600 of 16 March cover 34.98 and 565.02, 634.98 left, awarded costs
    // coming last too: to 15 April 34.9808 + 634.98 × 9.5 % × 30/365 = 39.9389.
    title: 'costs awarded by a judgment',
    ...usual,
    debtor: consumer('Eeva Esimerkki'),
    claims: [{ principal: '1200.00', dueDate: DUE }],
    timeline: [
      { on: '2025-12-10', owed: '1210.00', interest: '5.00', costs: '5.00' },
      { on: '2025-12-30', owed: '1266.24', interest: '11.24', costs: '55.00' },
      { on: '2026-02-16', proceeding: { type: 'TITLE_GIVEN', awarded: '180.00' } },
      { on: '2026-02-16', owed: '1461.24', interest: '26.24', costs: '235.00' },
      { on: '2026-03-16', pay: '600.00' },
      { on: '2026-03-16', owed: '869.98', interest: '34.98', costs: '235.00', paid: '600.00' },
      { on: '2026-04-15', owed: '874.94', interest: '39.94', costs: '235.00', paid: '600.00' },
    ],
  },
  {
    // The due date was not agreed, but the invoice of 3 November told rate and first day: interest once 30 days have passed, from
    // 4 December (korkolaki 6 §). 700 × 9.5 % × 7/365 = 1.2753; 27: 4.9192; 42: 7.6521; 75: 13.6644.
    title: 'a due date the invoice stated with the rate of interest',
    ...usual,
    debtor: consumer('Fanni Esimerkki'),
    claims: [{ principal: '700.00', dueDate: DUE, invoiceDate: '2025-11-03', dueDateBasis: 'STATED' }],
    timeline: [
      { on: '2025-12-10', owed: '706.28', interest: '1.28', costs: '5.00' },
      { on: '2025-12-30', owed: '733.92', interest: '4.92', costs: '29.00' },
      { on: '2026-01-14', owed: '736.65', interest: '7.65', costs: '29.00' },
      { on: '2026-02-16', owed: '742.66', interest: '13.66', costs: '29.00' },
    ],
  },
  {
    // A consumer the invoice told neither: the demand of 30 December does, and interest begins once 30 days have passed since, on
    // 30 January. 700 × 9.5 % × 18/365 = 3.2795; 46: 8.3808.
    title: 'a due date only printed on the invoice of a consumer',
    ...usual,
    debtor: consumer('Gunnar Esimerkki'),
    claims: [{ principal: '700.00', dueDate: DUE, invoiceDate: '2025-11-03', dueDateBasis: 'PRINTED' }],
    timeline: [
      { on: '2025-12-10', owed: '705.00', interest: '0.00', costs: '5.00' },
      { on: '2025-12-30', owed: '729.00', interest: '0.00', costs: '29.00' },
      { on: '2026-01-14', owed: '729.00', interest: '0.00', costs: '29.00' },
      { on: '2026-02-16', owed: '732.28', interest: '3.28', costs: '29.00' },
      { on: '2026-03-16', owed: '737.38', interest: '8.38', costs: '29.00' },
    ],
  },
  {
    // A business need not be told: 30 days after the invoice, from 4 December. 2000 × 10.5 % × 7/365 = 4.0274; 27: 15.5342; 42: 24.1644;
    // 75: 43.1507. 12 within the 40; 12 + 70.
    title: 'a due date only printed on the invoice of a business',
    ...usual,
    debtor: company('Esimerkki Kahvila Oy'),
    claims: [{ principal: '2000.00', dueDate: DUE, invoiceDate: '2025-11-03', dueDateBasis: 'PRINTED' }],
    timeline: [
      { on: '2025-12-10', owed: '2044.03', interest: '4.03', costs: '40.00' },
      { on: '2025-12-30', owed: '2097.53', interest: '15.53', costs: '82.00' },
      { on: '2026-01-14', owed: '2106.16', interest: '24.16', costs: '82.00' },
      { on: '2026-02-16', owed: '2125.15', interest: '43.15', costs: '82.00' },
    ],
  },
]);
