import { BY_365, SUPPLIER, company, consumer } from './swedish.js';
import { workedCases } from './world.js';

/*
 * Sweden in the leap year 2024. Late interest (rulebook se.md 2.2): 11.50 % in the second half of 2023, 12.00 % in 2024, 11.00 %
 * in the first half of 2025; a year's days are those of the calendar year, 366 in 2024, unless the creditor's setting says
 * otherwise (2.4). First day by how the due date came to bind (2.3); fees in 1.1, order of payment in 8.
 */
workedCases('2024-01-15', 'SEK', [
  {
    // Due 30 November 2023. 15 000: December 31 d at 11.5 % over 365: 146.51. Of 2024 at 12 % over 366: 15 d: 73.77; 60 d:
    // 295.08; 182 d: 895.08; 184 d: 904.92. January 2025 31 d at 11 % over 365: 140.14.
    title: 'a consumer through the whole leap year',
    registeredOn: '2024-01-15',
    creditor: SUPPLIER,
    debtor: consumer('Skottår Exempelsson'),
    claims: [{ principal: '15000.00', dueDate: '2023-11-30' }],
    timeline: [
      { on: '2024-01-15', owed: '15400.28', interest: '220.28', costs: '180.00' },
      { on: '2024-02-29', owed: '15621.59', interest: '441.59' },
      { on: '2024-06-30', owed: '16221.59', interest: '1041.59' },
      { on: '2024-12-31', owed: '17126.51', interest: '1946.51' },
      { on: '2025-01-31', owed: '17266.65', interest: '2086.65' },
    ],
  },
  {
    // Due Friday 15 December 2023, 100 000, every year over 365 by contract: 16 d at 11.5 %: 504.11; at 12 %: 15 d:
    // 493.15; 60 d: 1 972.60; 182 d: 5 983.56; 184 d: 6 049.32; 31 d at 11 %: 934.25.
    title: 'a company through the leap year, days over 365',
    registeredOn: '2024-01-15',
    creditor: BY_365,
    debtor: company('Påhittad Skog AB'),
    claims: [{ principal: '100000.00', dueDate: '2023-12-15' }],
    timeline: [
      { on: '2024-01-15', owed: '101447.26', interest: '997.26', costs: '450.00' },
      { on: '2024-02-29', owed: '102926.71', interest: '2476.71' },
      { on: '2024-12-31', owed: '112986.99', interest: '12536.99' },
      { on: '2025-01-31', owed: '113921.24', interest: '13471.24', costs: '450.00' },
    ],
  },
  {
    // The due date is only printed: interest from the day 30 days after a demand that says so was sent (SE-INT-START-30).
    // Sent 18 March, the 30th day is 17 April, the first day counted 18 April. 4 800 at 12 %: 1 d: 1.57; to 30 June 74 d:
    // 116.46; July 31 d: 48.79; 184 d: 289.57; January 2025 31 d at 11 %: 44.84.
    title: 'a consumer, the due date only printed on the invoice',
    registeredOn: '2024-03-18',
    creditor: SUPPLIER,
    debtor: consumer('Tryckt Exempelsson'),
    claims: [{ principal: '4800.00', invoiceDate: '2024-02-01', dueDate: '2024-02-29', dueDateBasis: 'PRINTED' }],
    timeline: [
      { on: '2024-03-18', letters: 'PAYMENT_DEMAND 2024-03-18' },
      { on: '2024-03-18', owed: '4980.00', interest: '0.00', costs: '180.00' },
      { on: '2024-04-17', owed: '4980.00', interest: '0.00' },
      { on: '2024-04-18', owed: '4981.57', interest: '1.57' },
      { on: '2024-07-31', owed: '5145.25', interest: '165.25' },
      { on: '2025-01-31', owed: '5430.87', interest: '450.87', costs: '180.00' },
    ],
  },
  {
    // Between businesses 30 days after the invoice of 8 January, without a warning (SE-INT-START-30B2B): 7 February, first
    // day counted the 8th. The 450 arise with the right to late interest (SE-FEE-LATE-B2B): until then the demand's 180
    // are owed, from then only what they exceed 450 by, nothing. 60 000 at 12 %: 1 d: 19.67; to 30 June 144 d: 2 832.79;
    // July 31 d: 609.84; 184 d: 3 619.67; January 2025 31 d at 11 %: 560.55.
    title: 'a company, the due date only printed on the invoice',
    registeredOn: '2024-01-29',
    creditor: SUPPLIER,
    debtor: company('Påhittat Tryckeri AB'),
    claims: [{ principal: '60000.00', invoiceDate: '2024-01-08', dueDate: '2024-01-15', dueDateBasis: 'PRINTED' }],
    timeline: [
      { on: '2024-01-29', owed: '60180.00', interest: '0.00', costs: '180.00' },
      { on: '2024-02-06', owed: '60180.00', interest: '0.00', costs: '180.00' },
      { on: '2024-02-08', owed: '60469.67', interest: '19.67', costs: '450.00' },
      { on: '2024-07-31', owed: '63892.63', interest: '3442.63', costs: '450.00' },
      { on: '2025-01-31', owed: '67463.01', interest: '7013.01', costs: '450.00' },
    ],
  },
  {
    // An invoice of 4 March that states the sum and warns of interest: the 30th day is 3 April, first day counted the 4th.
    // 2 250.50 at 12 %: 1 d: 0.74; to 30 June 88 d: 64.93; to 31 October 123 d: 90.76.
    title: 'a consumer, due date and interest stated by the invoice',
    registeredOn: '2024-04-02',
    creditor: SUPPLIER,
    debtor: consumer('Påsk Exempelsson'),
    claims: [{ principal: '2250.50', invoiceDate: '2024-03-04', dueDate: '2024-03-18', dueDateBasis: 'STATED' }],
    timeline: [
      { on: '2024-04-02', owed: '2430.50', interest: '0.00', costs: '180.00' },
      { on: '2024-04-03', owed: '2430.50', interest: '0.00' },
      { on: '2024-04-04', owed: '2431.24', interest: '0.74' },
      { on: '2024-06-30', owed: '2495.43', interest: '64.93' },
      { on: '2024-10-31', owed: '2586.19', interest: '155.69', costs: '180.00' },
    ],
  },
  {
    // Money lent is neither goods nor services: no 450 (SE-FEE-LATE-B2B), so the demand costs its 180. Due Friday 15
    // March, 40 000 at 12 %: 18 d: 236.07; 107 d: 1 403.28; 184 d: 2 413.11; January 2025 31 d at 11 %: 373.70.
    title: 'a loan to a company, no compensation for late payment',
    registeredOn: '2024-04-02',
    creditor: SUPPLIER,
    debtor: company('Påhittat Lån AB'),
    claims: [{ principal: '40000.00', dueDate: '2024-03-15', kind: 'LOAN' }],
    timeline: [
      { on: '2024-04-02', owed: '40416.07', interest: '236.07', costs: '180.00' },
      { on: '2024-06-30', owed: '41583.28', interest: '1403.28', costs: '180.00' },
      { on: '2024-12-31', owed: '43996.39', interest: '3816.39', costs: '180.00' },
      { on: '2025-01-31', owed: '44370.09', interest: '4190.09', costs: '180.00' },
    ],
  },
  {
    // Agreed 5 %, below the statutory rate, prevails (2.1). Due 15 May. 9 600: 19 d: 24.92; 46 d: 60.33; 64 d: 83.93, in
    // all 144.26: of 4 000 go 180 to the fee, 144.26 to interest, 3 675.74 to principal; left 5 924.26: 120 d: 97.12; 31 d
    // of 2025: 25.16.
    title: 'a consumer at an agreed 5 percent',
    registeredOn: '2024-06-03',
    creditor: SUPPLIER,
    debtor: consumer('Fem Exempelsson'),
    claims: [{ principal: '9600.00', dueDate: '2024-05-15', agreedRatePercent: '5' }],
    timeline: [
      { on: '2024-06-03', owed: '9804.92', interest: '24.92', costs: '180.00' },
      { on: '2024-06-30', owed: '9840.33', interest: '60.33' },
      { on: '2024-09-02', pay: '4000.00' },
      { on: '2024-09-02', owed: '5924.26', interest: '144.26' },
      { on: '2024-12-31', owed: '6021.38', interest: '241.38' },
      { on: '2025-01-31', owed: '6046.54', interest: '266.54', costs: '180.00' },
    ],
  },
  {
    // The demand of 16 September would bear interest from its 30th day, 16 October; the application, served on 10 October,
    // comes first (SE-INT-START-LATEST): first day counted the 11th. 5 400 at 12 %: 4 d: 7.08; 21 d: 37.18; 82 d: 145.18;
    // January 2025 31 d at 11 %: 50.45.
    title: 'a consumer, interest from the day the application was served',
    registeredOn: '2024-09-16',
    creditor: SUPPLIER,
    debtor: consumer('Delgiven Exempelsson'),
    claims: [{ principal: '5400.00', invoiceDate: '2024-08-01', dueDate: '2024-08-30', dueDateBasis: 'PRINTED' }],
    timeline: [
      { on: '2024-10-07', take: 'COURT_APPLICATION' },
      { on: '2024-10-10', proceeding: { type: 'SERVED', step: 'COURT_APPLICATION' } },
      { on: '2024-10-10', owed: '5580.00', interest: '0.00', costs: '180.00' },
      { on: '2024-10-14', owed: '5587.08', interest: '7.08' },
      { on: '2024-10-31', owed: '5617.18', interest: '37.18' },
      { on: '2025-01-31', owed: '5775.63', interest: '195.63', costs: '180.00' },
    ],
  },
  {
    // As the company above, but 10 000 come before the right to interest: 180 of them pay the demand, 9 820 principal;
    // left 50 180. From 8 February the 450 take the place of the 180: 1 d at 12 %: 16.45; 23 d: 378.41. 1 March, of 5 000:
    // 270 of compensation still owed, 378.41 interest, 4 351.59 principal; left 45 828.41: to 30 June 121 d: 1 818.11; 184
    // d: 2 764.73.
    title: 'a company pays the demand before the compensation takes its place',
    registeredOn: '2024-01-29',
    creditor: SUPPLIER,
    debtor: company('Påhittat Förlag AB'),
    claims: [{ principal: '60000.00', invoiceDate: '2024-01-08', dueDate: '2024-01-15', dueDateBasis: 'PRINTED' }],
    timeline: [
      { on: '2024-02-01', pay: '10000.00' },
      { on: '2024-02-01', owed: '50180.00', interest: '0.00', costs: '180.00' },
      { on: '2024-02-08', owed: '50466.45', interest: '16.45', costs: '450.00' },
      { on: '2024-03-01', pay: '5000.00' },
      { on: '2024-03-01', owed: '45828.41', interest: '378.41', costs: '450.00' },
      { on: '2024-06-30', owed: '47646.52', interest: '2196.52' },
      { on: '2024-12-31', owed: '50411.25', interest: '4961.25', costs: '450.00' },
    ],
  },
]);
