import { kraft, person } from './norway.js';
import { workedCases } from './world.js';

/**
 * Over the rise of the inkassosats on 1 January 2026, from 700 to 750 (no.md 1.1). A letter's fee goes by the day it is sent
 * (1.1 rule 1), salær by the day the principal is covered (1.2 a). Interest 12.25 % in 2025 since July, 12 % in 2026 (2.1).
 */
workedCases('2025-11-03', 'NOK', [
  {
    // Inkassovarsel 3 November (day 14), 35; betalingsoppfordring the 19th, to pay by 3 December. 28 days are 31 December, money
    // under way comes on 2 January: light until then, but of 750 from New Year: 600 for 560. Heavy from the 3rd.
    // 4444.40: 14, 30, 72 days at 12.25 %; then 2, 3, 30 at 12 %.
    title: 'Open over New Year',
    registeredOn: '2025-11-03',
    creditor: kraft,
    debtor: person('Åpen Sak'),
    claims: [{ principal: '4444.40', dueDate: '2025-10-20' }],
    timeline: [
      { on: '2025-11-03', owed: '4500.28', interest: '20.88', costs: '35.00' },
      { on: '2025-11-19', owed: '5049.15', interest: '44.75', costs: '560.00' },
      { on: '2025-12-31', owed: '5111.80', interest: '107.40', costs: '560.00' },
      { on: '2026-01-02', owed: '5154.72', interest: '110.32', costs: '600.00' },
      { on: '2026-01-03', owed: '5756.18', interest: '111.78', costs: '1200.00' },
      { on: '2026-01-30', owed: '5795.63', interest: '151.23', costs: '1200.00' },
    ],
  },
  {
    // 30 December: 560 and the whole principal. The sats of that day stays, and light; interest of 71 days is left: 105.9046.
    title: 'The principal is covered before New Year',
    registeredOn: '2025-11-03',
    creditor: kraft,
    debtor: person('Dekket Før'),
    claims: [{ principal: '4444.40', dueDate: '2025-10-20' }],
    timeline: [
      { on: '2025-11-19', owed: '5049.15', interest: '44.75', costs: '560.00' },
      { on: '2025-12-30', pay: '5004.40' },
      { on: '2025-12-30', owed: '105.90', interest: '105.90', costs: '560.00', paid: '5004.40' },
      { on: '2026-01-03', owed: '105.90', interest: '105.90', costs: '560.00', paid: '5004.40' },
      { on: '2026-01-30', owed: '105.90', interest: '105.90', costs: '560.00', paid: '5004.40' },
    ],
  },
  {
    // 10 December: 560 salær and 1 000 principal. The salær rises to 600 and then 1200 all the same: 40 and 600 more.
    // Interest 4444.40, 51 days: 76.0723; 3444.40 at 12.25 % 21 days: 24.2759; at 12 %, 1.1324 a day.
    title: 'The salær is paid before New Year, the principal is not',
    registeredOn: '2025-11-03',
    creditor: kraft,
    debtor: person('Halv Dekning'),
    claims: [{ principal: '4444.40', dueDate: '2025-10-20' }],
    timeline: [
      { on: '2025-11-19', owed: '5049.15', interest: '44.75', costs: '560.00' },
      { on: '2025-12-10', pay: '1560.00' },
      { on: '2025-12-10', owed: '3520.47', interest: '76.07', costs: '560.00', paid: '1560.00' },
      { on: '2026-01-02', owed: '3587.01', interest: '102.61', costs: '600.00', paid: '1560.00' },
      { on: '2026-01-03', owed: '4188.15', interest: '103.75', costs: '1200.00', paid: '1560.00' },
    ],
  },
  {
    // The creditor's purring of 2025 costs 35, the inkassovarsel of 5 January 38. Betalingsoppfordring the 21st: 0.35 × 750; to pay
    // by 4 February, light to 5 March. 960: 37 days of 2025 (11.9211), then 5, 21, 64 and 65 of 2026.
    title: 'A purring before New Year, the inkassovarsel after it',
    registeredOn: '2026-01-05',
    creditor: kraft,
    debtor: person('Ola Purret'),
    claims: [{ principal: '960.00', dueDate: '2025-11-24' }],
    priorNotices: [{ type: 'REMINDER', sentOn: '2025-12-08', payBy: '2025-12-22', feeCharged: '35.00' }],
    timeline: [
      { on: '2026-01-05', owed: '1046.50', interest: '13.50', costs: '73.00' },
      { on: '2026-01-21', owed: '1241.05', interest: '18.55', costs: '262.50' },
      { on: '2026-03-05', owed: '1254.62', interest: '32.12', costs: '262.50' },
      { on: '2026-03-06', owed: '1517.44', interest: '32.44', costs: '525.00' },
    ],
  },
  {
    // A purring on day 11 costs nothing, that of day 25 no more than 35 of the 70 charged (1.1 rule 2). Its 14 days end on
    // Friday 2 January, money may come on the 5th: inkassovarsel on the 6th, 38. Betalingsoppfordring the 22nd, to pay by 5 February;
    // light to 6 March. 6, 22, 65 and 66 days of 2026.
    title: 'One purring too early, one too dear',
    registeredOn: '2026-01-05',
    creditor: kraft,
    debtor: person('Kari Purret'),
    claims: [{ principal: '960.00', dueDate: '2025-11-24' }],
    priorNotices: [
      { type: 'REMINDER', sentOn: '2025-12-05', payBy: '2025-12-19', feeCharged: '35.00' },
      { type: 'REMINDER', sentOn: '2025-12-19', payBy: '2026-01-02', feeCharged: '70.00' },
    ],
    timeline: [
      { on: '2026-01-05', owed: '1008.50', interest: '13.50', costs: '35.00' },
      { on: '2026-01-06', owed: '1046.81', interest: '13.81', costs: '73.00' },
      { on: '2026-01-22', owed: '1241.36', interest: '18.86', costs: '262.50' },
      { on: '2026-03-06', owed: '1254.94', interest: '32.44', costs: '262.50' },
      { on: '2026-03-07', owed: '1517.75', interest: '32.75', costs: '525.00' },
    ],
  },
  {
    // The purring gave ten days: a second fee takes a missed deadline of fourteen in the first purring (1.1 rule 3).
    title: 'A purring with ten days to pay opens for no second fee',
    registeredOn: '2026-01-05',
    creditor: kraft,
    debtor: person('Eva Purret'),
    claims: [{ principal: '960.00', dueDate: '2025-11-24' }],
    priorNotices: [{ type: 'REMINDER', sentOn: '2025-12-08', payBy: '2025-12-18', feeCharged: '35.00' }],
    timeline: [
      { on: '2026-01-05', owed: '1008.50', interest: '13.50', costs: '35.00' },
      { on: '2026-01-21', owed: '1241.05', interest: '18.55', costs: '262.50' },
      { on: '2026-03-05', owed: '1254.62', interest: '32.12', costs: '262.50' },
      { on: '2026-03-06', owed: '1517.44', interest: '32.44', costs: '525.00' },
    ],
  },
  {
    // The creditor's inkassovarsel of 15 December (day 14) 35, its betalingsoppfordring of 5 January three twentieths, 112.50, rounded
    // to 113 (1.1). To pay by the 19th; ours on the 21st, 0.4 × 750 in their place (1.2 i). 1800: 30 days of 2025, then 8, 20,
    // 21, 64 and 65.
    title: "The creditor's own betalingsoppfordring of 2026",
    registeredOn: '2026-01-08',
    creditor: kraft,
    debtor: person('Egen Inkasso'),
    claims: [{ principal: '1800.00', dueDate: '2025-12-01' }],
    priorNotices: [
      { type: 'COLLECTION_NOTICE', sentOn: '2025-12-15', payBy: '2025-12-29', feeCharged: '35.00' },
      { type: 'PAYMENT_DEMAND', sentOn: '2026-01-05', payBy: '2026-01-19', feeCharged: '113.00' },
    ],
    timeline: [
      { on: '2026-01-08', owed: '1970.86', interest: '22.86', costs: '148.00' },
      { on: '2026-01-20', owed: '1977.96', interest: '29.96', costs: '148.00' },
      { on: '2026-01-21', owed: '2130.55', interest: '30.55', costs: '300.00' },
      { on: '2026-03-05', owed: '2156.00', interest: '56.00', costs: '300.00' },
      { on: '2026-03-06', owed: '2456.59', interest: '56.59', costs: '600.00' },
    ],
  },
]);
