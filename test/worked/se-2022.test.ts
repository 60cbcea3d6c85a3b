import { SUPPLIER, company, consumer } from './swedish.js';
import { workedCases } from './world.js';

/*
 * Sweden, June 2022 to July 2023. Late interest (rulebook se.md 2.2): 8.00 % in the first half of 2022, 8.50 % in the second,
 * 10.50 % in the first half of 2023, 11.50 % in the second; first day, roundings, fees and order of payment as in se.md 2.3, 2.4,
 * 1.1 and 8: the day after the due date, every stretch half up, demand 180, agreed reminder at most 60, costs first.
 */
workedCases('2022-06-15', 'SEK', [
  {
    // Due Tuesday 31 May. 20 000: 15 d at 8 %: 65.75; June 30 d: 131.51; July 31 d at 8.5 %: 144.38; half-year 184 d:
    // 856.99; 181 d at 10.5 %: 1 041.37; 14 d at 11.5 %: 88.22. The letter that keeps the claim, a year after the invoice
    // (se.md 5, guard interval), costs nothing (1.1 SE-FEE-OTHER).
    title: 'a consumer through four half-years, each at its own rate',
    registeredOn: '2022-06-15',
    creditor: SUPPLIER,
    debtor: consumer('Halvår Exempelsson'),
    claims: [{ principal: '20000.00', invoiceDate: '2022-05-02', dueDate: '2022-05-31' }],
    timeline: [
      { on: '2022-06-15', owed: '20245.75', interest: '65.75', costs: '180.00' },
      { on: '2022-07-31', owed: '20455.89', interest: '275.89' },
      { on: '2022-12-31', owed: '21168.50', interest: '988.50' },
      { on: '2023-06-30', letters: 'PAYMENT_DEMAND 2022-06-15, LIMITATION_NOTICE 2023-05-02' },
      { on: '2023-06-30', owed: '22209.87', interest: '2029.87', costs: '180.00' },
      { on: '2023-07-14', owed: '22298.09', interest: '2118.09', costs: '180.00' },
    ],
  },
  {
    // Due Thursday 30 June. 7 350 at 8.5 %: 15 d: 25.67; 92 d: 157.47; 95 d: 162.61; 138 d: 236.21; 184 d: 314.94. Awarded
    // on 3 October 300 for the application and 380 for the work (1.3 SE-KFM-BF-APPL, SE-KFM-OMBUD-BF), on 15 November the
    // grundavgift 600 (SE-KFM-GRUND): 180 + 680 + 600 = 1 460. 1 February 2023, 32 d at 10.5 %: 67.66, in all 382.60: of 3
    // 000 go 1 460 to costs, 382.60 to interest, 1 157.40 to principal; left 6 192.60: 149 d at 10.5 %: 265.43; 14 d at
    // 11.5 %: 27.32.
    title: 'a consumer, payment order and attachment with awarded costs',
    registeredOn: '2022-07-15',
    creditor: SUPPLIER,
    debtor: consumer('Utslag Exempelsson'),
    claims: [{ principal: '7350.00', dueDate: '2022-06-30' }],
    timeline: [
      { on: '2022-07-15', owed: '7555.67', interest: '25.67', costs: '180.00' },
      { on: '2022-07-20', take: 'COURT_APPLICATION', refused: 'TOO_EARLY' },
      { on: '2022-09-01', take: 'COURT_APPLICATION' },
      { on: '2022-09-30', owed: '7687.47', interest: '157.47', costs: '180.00' },
      { on: '2022-10-03', proceeding: { type: 'TITLE_GIVEN', awarded: '680.00' } },
      { on: '2022-10-03', owed: '8372.61', interest: '162.61', costs: '860.00' },
      { on: '2022-11-01', take: 'ENFORCEMENT_APPLICATION' },
      { on: '2022-11-15', proceeding: { type: 'ENFORCEMENT_GRANTED', awarded: '600.00' } },
      { on: '2022-11-15', owed: '9046.21', interest: '236.21', costs: '1460.00' },
      { on: '2023-02-01', pay: '3000.00' },
      { on: '2023-02-01', owed: '6192.60', interest: '382.60', costs: '1460.00', paid: '3000.00' },
      { on: '2023-07-14', owed: '6485.35', interest: '675.35' },
    ],
  },
  {
    // Agreed 18 %, above the statutory rate, prevails between businesses (2.1); 450 for each claim (SE-FEE-LATE-B2B) and
    // no 180 beside it. Due 31 August and 15 September. 29 September: 30 000 × 18 % × 29/365 = 429.04, 12 500 × 18 % ×
    // 14/365 = 86.30. 30 November 91 d: 1 346.30, 76 d: 468.49. 15 December 106 d: 1 568.22, 91 d: 560.96: of 32 000 go
    // 900 to compensation, 2 129.18 to interest, 28 970.82 to the older invoice, of which 1 029.18 is left: 16 d: 8.12;
    // 181 d: 91.86. The other: 107 d to 31 December: 659.59; 181 d: 1 115.75.
    title: 'a company with two invoices at an agreed 18 percent',
    registeredOn: '2022-09-29',
    creditor: SUPPLIER,
    debtor: company('Påhittad Maskin AB'),
    claims: [
      { principal: '30000.00', dueDate: '2022-08-31', agreedRatePercent: '18' },
      { principal: '12500.00', dueDate: '2022-09-15', agreedRatePercent: '18' },
    ],
    timeline: [
      { on: '2022-09-29', owed: '43915.34', interest: '515.34', costs: '900.00' },
      { on: '2022-11-30', owed: '45214.79', interest: '1814.79', costs: '900.00' },
      { on: '2022-12-15', pay: '32000.00' },
      { on: '2022-12-15', owed: '13529.18', interest: '2129.18', paid: '32000.00' },
      { on: '2022-12-31', owed: '13635.93', interest: '2235.93' },
      { on: '2023-06-30', owed: '14843.54', interest: '3443.54', costs: '900.00' },
    ],
  },
  {
    // Due Friday 29 July. Two reminders at 75: one bears a fee, and not above 60 (SE-FEE-REMINDER); with the demand 240. 1
    // 500 at 8.5 %: 39 d: 13.62; 63 d: 22.01; 155 d: 54.14; January 31 d at 10.5 %: 13.38.
    title: 'a consumer, two reminders charged above the ceiling',
    registeredOn: '2022-09-06',
    creditor: SUPPLIER,
    debtor: consumer('Påminn Exempelsson'),
    claims: [{ principal: '1500.00', dueDate: '2022-07-29' }],
    priorNotices: [
      { type: 'REMINDER', sentOn: '2022-08-08', payBy: '2022-08-16', feeCharged: '75.00' },
      { type: 'REMINDER', sentOn: '2022-08-18', payBy: '2022-08-26', feeCharged: '75.00' },
    ],
    timeline: [
      { on: '2022-09-06', owed: '1753.62', interest: '13.62', costs: '240.00' },
      { on: '2022-09-30', owed: '1762.01', interest: '22.01', costs: '240.00' },
      { on: '2022-12-31', owed: '1794.14', interest: '54.14', costs: '240.00' },
      { on: '2023-01-31', owed: '1807.52', interest: '67.52', costs: '240.00' },
    ],
  },
  {
    // Julafton, Saturday 24 December, then juldagen and annandagen: payable on Tuesday the 27th, interest from the 28th. 4
    // d at 8.5 %: 3 333.33 × 8.5 % × 4/365 = 3.11. At 10.5 %: 11 d: 10.55; 31 d: 29.73; 181 d: 173.56. At 11.5 %: 14 d:
    // 14.70.
    title: 'a consumer, due on julafton',
    registeredOn: '2023-01-11',
    creditor: SUPPLIER,
    debtor: consumer('Julia Exempelsson'),
    claims: [{ principal: '3333.33', dueDate: '2022-12-24' }],
    timeline: [
      { on: '2023-01-11', owed: '3526.99', interest: '13.66', costs: '180.00' },
      { on: '2023-01-31', owed: '3546.17', interest: '32.84' },
      { on: '2023-06-30', owed: '3690.00', interest: '176.67' },
      { on: '2023-07-14', owed: '3704.70', interest: '191.37' },
    ],
  },
  {
    // Due Wednesday 31 August; a reminder of that very day comes before the claim is overdue and bears no fee
    // (kostnadslagen 2 §). 895 at 8.5 %: 20 d: 4.17; 40 d: 8.34; 44 d: 9.17. On 14 October 895 + 9.17 + 180 = 1 084.17 pay
    // all of it.
    title: 'a consumer reminded on the due date pays everything',
    registeredOn: '2022-09-20',
    creditor: SUPPLIER,
    debtor: consumer('Oktober Exempelsson'),
    claims: [{ principal: '895.00', dueDate: '2022-08-31' }],
    priorNotices: [{ type: 'REMINDER', sentOn: '2022-08-31', payBy: '2022-09-09', feeCharged: '60.00' }],
    timeline: [
      { on: '2022-09-20', owed: '1079.17', interest: '4.17', costs: '180.00' },
      { on: '2022-10-10', owed: '1083.34', interest: '8.34', costs: '180.00' },
      { on: '2022-10-14', pay: '1084.17' },
      { on: '2022-10-14', owed: '0.00', paid: '1084.17' },
      { on: '2022-12-31', owed: '0.00', interest: '9.17' },
    ],
  },
]);
