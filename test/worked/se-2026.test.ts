import { SUPPLIER, company, consumer } from './swedish.js';
import { workedCases } from './world.js';

/*
 * Sweden in 2026. Late interest 10.00 % in both halves (rulebook se.md 2.2), each stretch rounded by itself (2.4); first day in
 * 2.3, fees in 1.1, order of payment in 8.
 */
workedCases('2026-01-12', 'SEK', [
  {
    // Due Monday 15 December 2025. 6 000: 16 d of 2025: 26.30; 12 d: 19.73; 33 d: 54.25. A written plan for the whole debt
    // costs 170 (SE-FEE-PLAN): 6 000 + 80.55 + 180 + 170 = 6 430.55. 27 February 58 d: 95.34, in all 121.64: of 2 000 go
    // 350 to costs, 121.64 to interest, 1 528.36 to principal; left 4 471.64: 32 d: 39.20, which the next 2 000 cover with
    // 1 960.80; left 2 510.84: 91 d: 62.60; 62 d: 42.65.
    title: 'a consumer with an instalment plan, of which two instalments are paid',
    registeredOn: '2026-01-12',
    creditor: SUPPLIER,
    debtor: consumer('Plan Exempelsson'),
    claims: [{ principal: '6000.00', dueDate: '2025-12-15' }],
    timeline: [
      { on: '2026-01-12', owed: '6226.03', interest: '46.03', costs: '180.00' },
      { on: '2026-02-02', plan: [['2026-02-27', '2000.00'], ['2026-03-31', '2000.00'], ['2026-04-30', '2430.55']] },
      { on: '2026-02-02', owed: '6430.55', interest: '80.55', costs: '350.00' },
      { on: '2026-02-27', pay: '2000.00' },
      { on: '2026-02-27', owed: '4471.64', interest: '121.64', costs: '350.00' },
      { on: '2026-03-31', pay: '2000.00' },
      { on: '2026-03-31', owed: '2510.84', interest: '160.84' },
      { on: '2026-06-30', owed: '2573.44', interest: '223.44' },
      { on: '2026-08-31', owed: '2616.09', interest: '266.09', costs: '350.00' },
    ], // prettier-ignore
  },
  {
    // 180 and 170 together stay below 450 (SE-FEE-B2B-OFFSET): the plan costs nothing more. Due 15 January. 25 000: 15 d:
    // 102.74; 32 d: 219.18; 46 d: 315.07: of 10 000 go 450 to compensation, 315.07 to interest, 9 234.93 to principal;
    // left 15 765.07: to 30 June 120 d: 518.30; July 31 d: 133.90.
    title: 'a company with an instalment plan',
    registeredOn: '2026-01-30',
    creditor: SUPPLIER,
    debtor: company('Påhittad Plan AB'),
    claims: [{ principal: '25000.00', dueDate: '2026-01-15' }],
    timeline: [
      { on: '2026-01-30', owed: '25552.74', interest: '102.74', costs: '450.00' },
      { on: '2026-02-16', plan: [['2026-03-02', '10000.00'], ['2026-03-31', '10000.00'], ['2026-04-30', '5669.18']] },
      { on: '2026-02-16', owed: '25669.18', interest: '219.18', costs: '450.00' },
      { on: '2026-03-02', pay: '10000.00' },
      { on: '2026-03-02', owed: '15765.07', interest: '315.07', costs: '450.00' },
      { on: '2026-07-31', owed: '16417.27', interest: '967.27', costs: '450.00' },
    ], // prettier-ignore
  },
  {
    // The creditor's own inkassokrav took 250: 180 are owed for it (SE-FEE-INKASSO), and nothing for another one. Due 15
    // January. 4 250: 26 d: 30.27; 75 d: 87.33; 166 d: 193.29; 92 d from 1 July: 107.12.
    title: 'a consumer the creditor already sent an inkassokrav',
    registeredOn: '2026-02-10',
    creditor: SUPPLIER,
    debtor: consumer('Krav Exempelsson'),
    claims: [{ principal: '4250.00', dueDate: '2026-01-15' }],
    priorNotices: [{ type: 'PAYMENT_DEMAND', sentOn: '2026-01-26', payBy: '2026-02-09', feeCharged: '250.00' }],
    timeline: [
      { on: '2026-02-10', owed: '4460.27', interest: '30.27', costs: '180.00' },
      { on: '2026-03-31', take: 'SECOND_DEMAND', refused: 'INVALID_STATE' },
      { on: '2026-03-31', owed: '4517.33', interest: '87.33', costs: '180.00' },
      { on: '2026-06-30', owed: '4623.29', interest: '193.29', costs: '180.00' },
      { on: '2026-09-30', owed: '4730.41', interest: '300.41', costs: '180.00' },
    ],
  },
  {
    // One demand, one fee for claims overdue at the same time (1.1). Due 2 January and 2 February. 2 000: 45 d: 24.66; 73
    // d: 40.00. 3 000: 14 d: 11.51; 42 d: 34.52; 102 d: 83.84. 16 March, of 1 500: fee 180, interest 74.52, 1 245.48 of
    // the older; left 754.52: 60 d: 12.40. 15 May, of 2 000: interest 12.40 + 49.32, principal 754.52, then 1 183.76 of
    // the younger; left 1 816.24: 46 d: 22.89; 92 d: 45.78.
    title: 'a consumer with two invoices, the older paid first',
    registeredOn: '2026-02-16',
    creditor: SUPPLIER,
    debtor: consumer('Dubbel Exempelsson'),
    claims: [
      { principal: '2000.00', dueDate: '2026-01-02' },
      { principal: '3000.00', dueDate: '2026-02-02' },
    ],
    timeline: [
      { on: '2026-02-16', owed: '5216.17', interest: '36.17', costs: '180.00' },
      { on: '2026-03-16', pay: '1500.00' },
      { on: '2026-03-16', owed: '3754.52', interest: '74.52' },
      // No konkursuppmaning to somebody who keeps no books (3, SE-DL-BANKR-DEMAND).
      { on: '2026-04-15', take: 'BANKRUPTCY_WARNING', refused: 'INVALID_STATE' },
      { on: '2026-05-15', pay: '2000.00' },
      { on: '2026-05-15', owed: '1816.24', interest: '136.24', paid: '3500.00' },
      { on: '2026-09-30', owed: '1884.91', interest: '204.91', costs: '180.00' },
    ],
  },
  {
    // A private parking charge must be reminded of, with a last day to pay, before it is collected (SE-DL-REMINDER-PARK):
    // no inkassokrav, no 180. Due 2 February. 700: 14 d: 2.68; 16 d: 3.07; 18 d: 3.45; 21 d: 4.03.
    title: 'a parking charge nobody was reminded of',
    registeredOn: '2026-02-16',
    creditor: SUPPLIER,
    debtor: consumer('Parkering Exempelsson'),
    claims: [{ principal: '700.00', dueDate: '2026-02-02', kind: 'PARKING' }],
    timeline: [
      { on: '2026-02-16', owed: '702.68', interest: '2.68', costs: '0.00' },
      { on: '2026-02-18', owed: '703.07', interest: '3.07', costs: '0.00' },
      { on: '2026-02-20', owed: '703.45', interest: '3.45', costs: '0.00' },
      { on: '2026-02-23', owed: '704.03', interest: '4.03', costs: '0.00' },
    ],
  },
  {
    // The same, reminded of before. 700: 21 d: 4.03; 57 d: 10.93; 148 d: 28.38; 92 d from 1 July: 17.64.
    title: 'a parking charge after a reminder',
    registeredOn: '2026-02-23',
    creditor: SUPPLIER,
    debtor: consumer('Påminnelse Exempelsson'),
    claims: [{ principal: '700.00', dueDate: '2026-02-02', kind: 'PARKING' }],
    priorNotices: [{ type: 'REMINDER', sentOn: '2026-02-09', payBy: '2026-02-20' }],
    timeline: [
      { on: '2026-02-23', owed: '884.03', interest: '4.03', costs: '180.00' },
      { on: '2026-03-31', owed: '890.93', interest: '10.93', costs: '180.00' },
      { on: '2026-06-30', owed: '908.38', interest: '28.38', costs: '180.00' },
      { on: '2026-09-30', owed: '926.02', interest: '46.02', costs: '180.00' },
    ],
  },
  {
    // Handed over on a Saturday, and the debtor found to be under 18 the same day: no demand (se.md 4.5), so no fee. Due
    // 23 January. 11 000: 15 d: 45.21; 18 d: 54.25; 67 d: 201.92; to 30 June 158 d: 476.16; 62 d: 186.85.
    title: 'a debtor who turns out to be a minor',
    registeredOn: '2026-02-07',
    creditor: SUPPLIER,
    debtor: consumer('Ung Exempelsson'),
    claims: [{ principal: '11000.00', dueDate: '2026-01-23' }],
    timeline: [
      { on: '2026-02-07', condition: { type: 'MINOR', from: '2026-02-07' } },
      { on: '2026-02-07', owed: '11045.21', interest: '45.21', costs: '0.00' },
      { on: '2026-02-10', owed: '11054.25', interest: '54.25', costs: '0.00' },
      { on: '2026-03-31', owed: '11201.92', interest: '201.92', costs: '0.00' },
      { on: '2026-08-31', letters: '' },
      { on: '2026-08-31', owed: '11663.01', interest: '663.01', costs: '0.00' },
    ],
  },
  {
    // 450 for each claim: 1 350. Due 2, 16 and 31 March. 5 000: 44 d: 60.27; 63 d: 86.30. 7 000: 30 d: 57.53; 49 d: 93.97.
    // 9 000: 15 d: 36.99; 34 d: 83.84; 91 d: 224.38; 92 d from 1 July: 226.85. 4 May, of 7 000: 1 350 compensation, 264.11
    // interest, the oldest invoice whole, 385.89 of the second; left of it 6 614.11: 57 d: 103.29; 92 d: 166.71.
    title: 'a company with three invoices',
    registeredOn: '2026-04-15',
    creditor: SUPPLIER,
    debtor: company('Påhittad Trio AB'),
    claims: [
      { principal: '5000.00', dueDate: '2026-03-02' },
      { principal: '7000.00', dueDate: '2026-03-16' },
      { principal: '9000.00', dueDate: '2026-03-31' },
    ],
    timeline: [
      { on: '2026-04-15', owed: '22504.79', interest: '154.79', costs: '1350.00' },
      { on: '2026-05-04', pay: '7000.00' },
      { on: '2026-05-04', owed: '15614.11', interest: '264.11', costs: '1350.00' },
      // The konkursuppmaning costs the debtor nothing (1.1 SE-FEE-OTHER).
      { on: '2026-06-15', take: 'BANKRUPTCY_WARNING' },
      { on: '2026-06-30', owed: '15857.94', interest: '507.94' },
      { on: '2026-09-30', owed: '16251.50', interest: '901.50', costs: '1350.00' },
    ],
  },
  {
    // Invoice of 13 February with 31 days: the 30th day after it is past when it falls due on Monday 16 March, and nobody
    // is late before: first day the 17th. Reminder 45 as charged, demand 180. 1 999: 14 d: 7.67; 76 d: 41.62; 106 d:
    // 58.05; 31 d: 16.98; 92 d: 50.39.
    title: 'a consumer, stated due date later than 30 days, a reminder below the ceiling',
    registeredOn: '2026-03-30',
    creditor: SUPPLIER,
    debtor: consumer('Mars Exempelsson'),
    claims: [{ principal: '1999.00', invoiceDate: '2026-02-13', dueDate: '2026-03-16', dueDateBasis: 'STATED' }],
    priorNotices: [{ type: 'REMINDER', sentOn: '2026-03-19', payBy: '2026-03-27', feeCharged: '45.00' }],
    timeline: [
      { on: '2026-03-30', owed: '2231.67', interest: '7.67', costs: '225.00' },
      { on: '2026-05-31', owed: '2265.62', interest: '41.62', costs: '225.00' },
      { on: '2026-07-31', owed: '2299.03', interest: '75.03', costs: '225.00' },
      { on: '2026-09-30', owed: '2332.44', interest: '108.44', costs: '225.00' },
    ],
  },
  {
    // Långfredagen 3 April to annandag påsk 6 April are days off: payable on Tuesday the 7th, interest from the 8th. 8
    // 000: 13 d: 28.49; 84 d: 184.11; 15 d of July: 32.88. On 15 July 8 000 + 216.99 + 180 = 8 396.99 pay all of it.
    title: 'a consumer, due on långfredagen, pays everything in July',
    registeredOn: '2026-04-20',
    creditor: SUPPLIER,
    debtor: consumer('April Exempelsson'),
    claims: [{ principal: '8000.00', dueDate: '2026-04-03' }],
    timeline: [
      { on: '2026-04-20', owed: '8208.49', interest: '28.49', costs: '180.00' },
      { on: '2026-06-30', owed: '8364.11', interest: '184.11' },
      { on: '2026-07-15', pay: '8396.99' },
      { on: '2026-07-15', owed: '0.00', interest: '216.99', paid: '8396.99' },
      { on: '2026-09-30', owed: '0.00', interest: '216.99' },
    ],
  },
  {
    // Each claim bears its own reminder (1.1): the first was overdue and reminded of before the second fell due, 60, and
    // one demand for both, 180. Due 2 March and 1 April. 1 200: 44 d: 14.47; 90 d: 29.59; 120 d: 39.45; 92 d from 1 July:
    // 30.25. 1 800: 14 d: 6.90; 60 d: 29.59; 90 d: 44.38; 92 d: 45.37.
    title: 'a consumer reminded of the first of two invoices',
    registeredOn: '2026-04-15',
    creditor: SUPPLIER,
    debtor: consumer('Första Exempelsson'),
    claims: [
      { principal: '1200.00', dueDate: '2026-03-02' },
      { principal: '1800.00', dueDate: '2026-04-01' },
    ],
    priorNotices: [{ type: 'REMINDER', sentOn: '2026-03-12', payBy: '2026-03-20', feeCharged: '60.00' }],
    timeline: [
      { on: '2026-04-15', owed: '3261.37', interest: '21.37', costs: '240.00' },
      { on: '2026-05-31', owed: '3299.18', interest: '59.18', costs: '240.00' },
      { on: '2026-06-30', owed: '3323.83', interest: '83.83', costs: '240.00' },
      { on: '2026-09-30', owed: '3399.45', interest: '159.45', costs: '240.00' },
    ],
  },
]);
