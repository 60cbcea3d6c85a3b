import { company, kraft, person } from './norway.js';
import { workedCases } from './world.js';

/**
 * Part payments and several claims, sats 750. What is due 16 February 2026 at the latest and handed over on 2 March has its
 * inkassovarsel that day (fee 38), the betalingsoppfordring on 18 March and, until 1 April plus 28 days and one bank day,
 * light salær; heavy from 1 May (no.md 1.1, 1.2, 3). Money covers costs, then principal, then interest (8); interest runs on
 * what is left of the principal from the day after, and never on interest or costs (2.2).
 */
workedCases('2026-03-02', 'NOK', [
  {
    // 4 March: 38 costs, 2 462 principal; 9 538 left, so on 18 March the band is that up to 10 000: 600, of which 38 is paid.
    // 10 April: 562 costs, 2 438 principal; 7 100 left. 4 May: heavy 1200 less 600, 7 100, and 160 of the interest.
    // Interest 12 000 × 12 % × 16/365 = 63.1233; 9 538 from 5 March, 37 days: 116.0239; 7 100 from 11 April: 2.3342 a day,
    // 20 days to 30 April 46.6849, 24 to 4 May 56.0219. In all 235.17, of which 75.17 is left, and grows no more.
    title: 'Three part payments, before and after the letters',
    registeredOn: '2026-03-02',
    creditor: kraft,
    debtor: person('Nils Delvis'),
    claims: [{ principal: '12000.00', dueDate: '2026-02-16' }],
    timeline: [
      { on: '2026-03-02', owed: '12093.23', interest: '55.23', costs: '38.00' },
      { on: '2026-03-04', pay: '2500.00', toCreditor: true },
      { on: '2026-03-04', owed: '9601.12', interest: '63.12', costs: '38.00', paid: '2500.00' },
      { on: '2026-03-18', owed: '10207.02', interest: '107.02', costs: '600.00', paid: '2500.00' },
      { on: '2026-04-10', pay: '3000.00' },
      { on: '2026-04-10', owed: '7279.15', interest: '179.15', costs: '600.00', paid: '5500.00' },
      { on: '2026-04-30', owed: '7325.83', interest: '225.83', costs: '600.00', paid: '5500.00' },
      { on: '2026-05-01', owed: '7928.17', interest: '228.17', costs: '1200.00', paid: '5500.00' },
      { on: '2026-05-04', pay: '7860.00' },
      { on: '2026-05-04', owed: '75.17', interest: '235.17', costs: '1200.00', paid: '13360.00' },
      { on: '2026-07-15', owed: '75.17', interest: '235.17', costs: '1200.00', paid: '13360.00' },
    ],
  },
  {
    // 16 March is the last day to pay, and money ordered then comes by the 17th: no salær (1.2 c; 3 "on time?"). 4 038 covers
    // the fee and the principal; left is interest 4000 × 12 % × 29/365 = 38.1370, which bears none.
    title: 'The principal is paid within the deadline of the varsel: no salær',
    registeredOn: '2026-03-02',
    creditor: kraft,
    debtor: person('Ida Itide'),
    claims: [{ principal: '4000.00', dueDate: '2026-02-16' }],
    timeline: [
      { on: '2026-03-16', owed: '4074.82', interest: '36.82', costs: '38.00' },
      { on: '2026-03-17', pay: '4038.00' },
      { on: '2026-03-17', owed: '38.14', interest: '38.14', costs: '38.00', paid: '4038.00' },
      { on: '2026-03-18', owed: '38.14', interest: '38.14', costs: '38.00' },
      { on: '2026-05-01', owed: '38.14', interest: '38.14', costs: '38.00' },
      { on: '2026-07-15', owed: '38.14', interest: '38.14', costs: '38.00' },
    ],
  },
  {
    // 30 April is the last day on which money sent within the 28 days may come: 600 salær and 7 300 principal. The salær
    // stays light, whatever is left of the interest: 7300 × 12 % × 73/365 = 175.20.
    title: 'The principal is paid before the salær grows heavy',
    registeredOn: '2026-03-02',
    creditor: kraft,
    debtor: person('Vår Straks'),
    claims: [{ principal: '7300.00', dueDate: '2026-02-16' }],
    timeline: [
      { on: '2026-03-18', owed: '7972.00', interest: '72.00', costs: '600.00' },
      { on: '2026-04-29', owed: '8072.80', interest: '172.80', costs: '600.00' },
      { on: '2026-04-30', pay: '7900.00' },
      { on: '2026-04-30', owed: '175.20', interest: '175.20', costs: '600.00' },
      { on: '2026-05-01', owed: '175.20', interest: '175.20', costs: '600.00' },
      { on: '2026-07-15', owed: '175.20', interest: '175.20', costs: '600.00' },
    ],
  },
  {
    // Told on 3 March: 1 000 reached the creditor on 20 February, when no letter was sent and nothing but principal and
    // interest owed. Interest 5000 × 12 % × 18/365 = 29.5890; then 4 000, 1.3151 a day: 11, 26, 70 and 130 days, and from
    // 1 July 15 days at 12.25 %: 20.1370.
    title: 'Money that came before the letters, told after the first',
    registeredOn: '2026-03-02',
    creditor: kraft,
    debtor: person('Per Forut'),
    claims: [{ principal: '5000.00', dueDate: '2026-02-02' }],
    timeline: [
      { on: '2026-03-02', owed: '5084.03', interest: '46.03', costs: '38.00' },
      { on: '2026-03-03', pay: '1000.00', receivedOn: '2026-02-20', toCreditor: true },
      { on: '2026-03-03', owed: '4082.05', interest: '44.05', costs: '38.00' },
      { on: '2026-03-18', owed: '4663.78', interest: '63.78', costs: '600.00' },
      { on: '2026-05-01', owed: '5321.64', interest: '121.64', costs: '1200.00' },
      { on: '2026-07-15', owed: '5420.68', interest: '220.68', costs: '1200.00' },
    ],
  },
  {
    // One fee, and one salær of the sum, 4 300.50 (1.2 l). Interest of each claim to the øre: to 24 March 71, 50 and 39 days,
    // 46.68 + 24.67 + 10.26 = 81.61. The 2 500 of that day: 600 salær, 1 900 of the oldest claim. To 30 April the oldest
    // 46.6849 + 100 × 12 % × 37/365 = 47.90, the others 87 and 76 days, 42.92 and 19.99: 110.81.
    title: 'Three claims, and a payment on the oldest',
    registeredOn: '2026-03-02',
    creditor: kraft,
    debtor: person('Tre Krav'),
    claims: [
      { principal: '2000.00', dueDate: '2026-01-12' },
      { principal: '1500.50', dueDate: '2026-02-02' },
      { principal: '800.00', dueDate: '2026-02-13' },
    ],
    timeline: [
      { on: '2026-03-02', owed: '4389.00', interest: '50.50', costs: '38.00' },
      { on: '2026-03-18', owed: '4973.63', interest: '73.13', costs: '600.00' },
      { on: '2026-03-24', pay: '2500.00' },
      { on: '2026-03-24', owed: '2482.11', interest: '81.61', costs: '600.00' },
      { on: '2026-04-30', owed: '2511.31', interest: '110.81', costs: '600.00' },
      { on: '2026-05-01', owed: '3112.09', interest: '111.59', costs: '1200.00' },
    ],
  },
  {
    // Handed over on 4 March, day 14 of the later claim (1.1 rule 2; waits run from the last due date): to pay by the 18th,
    // betalingsoppfordring Friday 20 March. Its 14 days end on Good Friday, so to pay by Tuesday 7 April (3, in the debtor's
    // favour); 28 days are 5 May, money under way the 6th: heavy from 7 May. Salær of 6 200. Interest 3000 and 3200 at 12 %,
    // 51 + 14, 67 + 30, 114 + 77 and 115 + 78 days: 50.3014 + 14.7288 on the first.
    title: 'Two claims, and a deadline in Easter',
    registeredOn: '2026-03-04',
    creditor: kraft,
    debtor: person('To Krav'),
    claims: [
      { principal: '3000.00', dueDate: '2026-01-12' },
      { principal: '3200.00', dueDate: '2026-02-18' },
    ],
    timeline: [
      { on: '2026-03-04', owed: '6303.03', interest: '65.03', costs: '38.00' },
      { on: '2026-03-20', owed: '6897.64', interest: '97.64', costs: '600.00' },
      { on: '2026-05-06', owed: '6993.45', interest: '193.45', costs: '600.00' },
      { on: '2026-05-07', owed: '7595.48', interest: '195.48', costs: '1200.00' },
    ],
  },
  {
    // 10 March: 460 standardkompensasjon and 1 000 principal. On 18 March 8 000 are left: 600 × 1.5 = 900, of which the
    // compensation is deducted (2.3): 900 in all. 20 April: 440 costs, 2 000 principal. Heavy 1800.
    // Interest 9000, 22 days: 65.0959; 8000, 41 days: 107.8356; 6000 from 21 April, 11 days to 1 May: 21.6986.
    title: 'A company that pays the compensation first',
    registeredOn: '2026-03-02',
    creditor: kraft,
    debtor: company('Eksempel Bygg AS'),
    claims: [{ principal: '9000.00', dueDate: '2026-02-16' }],
    timeline: [
      { on: '2026-03-02', owed: '9501.42', interest: '41.42', costs: '460.00' },
      { on: '2026-03-10', pay: '1460.00' },
      { on: '2026-03-10', owed: '8065.10', interest: '65.10', costs: '460.00' },
      { on: '2026-03-18', owed: '8526.14', interest: '86.14', costs: '900.00' },
      { on: '2026-04-20', pay: '2440.00' },
      { on: '2026-04-20', owed: '6172.93', interest: '172.93', costs: '900.00' },
      { on: '2026-05-01', owed: '7094.63', interest: '194.63', costs: '1800.00' },
    ],
  },
]);
