import { BY_365, BY_MONTHS, SUPPLIER, company, consumer } from './swedish.js';
import { workedCases } from './world.js';

/*
 * Sweden, May 2019 to February 2020. Late interest (rulebook se.md 2.2): 7.50 % in the first half of 2019, 8.00 % from 1 July
 * 2019 and in 2020, which has 366 days. First day of interest the day after the due date (2.3 SE-INT-START-DUE), a due date on
 * a day off moved to the next weekday (2.4); every stretch rounded half up, split at 1 January, 1 July and where the principal
 * falls (2.4). Fees (1.1): inkassokrav 180, agreed reminder at most 60, förseningsersättning 450. Costs are covered first, then
 * interest, then principal (8).
 */
workedCases('2019-05-02', 'SEK', [
  {
    // Due Monday 15 April, interest from the 16th. 17 d: 12 400 × 7.5 % × 17/365 = 43.32. To 30 June 76 d: 193.64. July 31
    // d at 8 %: 84.25. 2 September, 64 d from 1 July: 173.94, in all 367.58: of 3 000 go 180 to the fee, 367.58 to
    // interest, 2 452.42 to principal; left 9 947.58. To 31 December 120 d: 9 947.58 × 8 % × 120/365 = 261.63. To 29
    // February 60 d of a leap year: 9 947.58 × 8 % × 60/366 = 130.46.
    title: 'a consumer, from the rate of spring 2019 into the leap year 2020',
    registeredOn: '2019-05-02',
    creditor: SUPPLIER,
    debtor: consumer('Vår Exempelsson'),
    claims: [{ principal: '12400.00', dueDate: '2019-04-15' }],
    timeline: [
      { on: '2019-05-02', letters: 'PAYMENT_DEMAND 2019-05-02' },
      { on: '2019-05-02', owed: '12623.32', interest: '43.32', costs: '180.00' },
      { on: '2019-06-30', owed: '12773.64', interest: '193.64' },
      { on: '2019-07-31', owed: '12857.89', interest: '277.89' },
      { on: '2019-09-02', pay: '3000.00' },
      { on: '2019-09-02', owed: '9947.58', interest: '367.58', paid: '3000.00' },
      { on: '2019-12-31', owed: '10209.21', interest: '629.21' },
      { on: '2020-02-29', owed: '10339.67', interest: '759.67' },
    ],
  },
  {
    // Due Friday 31 May. June 14 d: 48 250.75 × 7.5 % × 14/365 = 138.80; 30 d: 297.44. July 31 d at 8 %: 327.84; 184 d: 1
    // 945.89. January and February 60 d, over 365 in the leap year too: 634.53. Förseningsersättning 450 instead of 180.
    title: 'a company, every year 365 days, the leap year too',
    registeredOn: '2019-06-14',
    creditor: BY_365,
    debtor: company('Påhittat Bygg AB'),
    claims: [{ principal: '48250.75', dueDate: '2019-05-31' }],
    timeline: [
      { on: '2019-06-14', owed: '48839.55', interest: '138.80', costs: '450.00' },
      { on: '2019-07-31', owed: '49326.03', interest: '625.28', costs: '450.00' },
      { on: '2019-12-31', owed: '50944.08', interest: '2243.33', costs: '450.00' },
      { on: '2020-02-29', owed: '51578.61', interest: '2877.86', costs: '450.00' },
    ],
  },
  {
    // Due Wednesday 15 May. Agreed reminder 60 and demand 180. 9 000 × 7.5 % over days of twelve months of thirty: 16 May
    // to 3 June 18/360: 33.75; a month: 56.25; to 30 June 45/360: 84.375 = 84.38. At 8 %: 15/360: 30.00; 105/360: 210.00;
    // half a year 360.00; 15/360 of 2020: 30.00.
    title: 'a consumer, months of thirty days, a reminder with an agreed fee',
    registeredOn: '2019-06-03',
    creditor: BY_MONTHS,
    debtor: consumer('Maj Exempelsson'),
    claims: [{ principal: '9000.00', dueDate: '2019-05-15' }],
    priorNotices: [{ type: 'REMINDER', sentOn: '2019-05-22', payBy: '2019-05-31', feeCharged: '60.00' }],
    timeline: [
      { on: '2019-06-03', owed: '9273.75', interest: '33.75', costs: '240.00' },
      { on: '2019-06-15', owed: '9296.25', interest: '56.25', costs: '240.00' },
      { on: '2019-07-15', owed: '9354.38', interest: '114.38', costs: '240.00' },
      { on: '2019-10-15', owed: '9534.38', interest: '294.38', costs: '240.00' },
      { on: '2020-01-15', owed: '9714.38', interest: '474.38', costs: '240.00' },
    ],
  },
  {
    // Midsommarafton, Friday 21 June, is a day off: payable on Monday the 24th, interest from the 25th. To 30 June 6 d: 5
    // 000 × 7.5 % × 6/365 = 6.16. At 8 %: 8 d: 8.77; 31 d: 33.97; 184 d: 201.64; 15 d of 2020: 5 000 × 8 % × 15/366 =
    // 16.39.
    title: 'a consumer, due on midsommarafton',
    registeredOn: '2019-07-08',
    creditor: SUPPLIER,
    debtor: consumer('Midsommar Exempelsson'),
    claims: [{ principal: '5000.00', dueDate: '2019-06-21' }],
    timeline: [
      { on: '2019-07-08', owed: '5194.93', interest: '14.93', costs: '180.00' },
      { on: '2019-07-31', owed: '5220.13', interest: '40.13' },
      { on: '2019-12-31', owed: '5387.80', interest: '207.80' },
      { on: '2020-01-15', owed: '5404.19', interest: '224.19' },
    ],
  },
  {
    // Due Tuesday 20 August, handed over on a Saturday, the demand goes on Monday. Saturday 18 d: 2 999.50 × 8 % × 18/365
    // = 11.83; of 1 000 the interest, and 988.17 of the principal; left 2 011.33, still owed when the demand is sent: 180.
    // 2 d: 2 011.33 × 8 % × 2/365 = 0.88; 54 d: 23.81; 69 d: 30.42. Of 500 go 180 to the fee, 30.42 to interest, 289.58 to
    // principal; left 1 721.75: 46 d: 17.36; 60 d of 2020: 1 721.75 × 8 % × 60/366 = 22.58.
    title: 'a consumer pays a part before the demand and a part after it',
    registeredOn: '2019-09-07',
    creditor: SUPPLIER,
    debtor: consumer('Augusti Exempelsson'),
    claims: [{ principal: '2999.50', dueDate: '2019-08-20' }],
    timeline: [
      { on: '2019-09-07', pay: '1000.00' },
      { on: '2019-09-07', owed: '2011.33', interest: '11.83', costs: '0.00' },
      { on: '2019-09-09', owed: '2192.21', interest: '12.71', costs: '180.00' },
      { on: '2019-10-31', owed: '2215.14', interest: '35.64' },
      { on: '2019-11-15', pay: '500.00' },
      { on: '2019-11-15', owed: '1721.75', interest: '42.25', paid: '1500.00' },
      { on: '2020-02-29', owed: '1761.69', interest: '82.19', costs: '180.00' },
    ],
  },
]);
