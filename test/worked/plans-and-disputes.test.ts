import { consumer, verkko } from './finnish.js';
import { kraft, person } from './norway.js';
import { workedCases } from './world.js';

/**
 * Instalment plans and objections in the three countries. Every claim was due on Monday 16 February 2026 and is handed over on
 * Monday 2 March. Late interest from 17 February: NO 12 % until 30 June and 12.25 % after, SE 10 %, FI 9.5 % (no.md 2.1, se.md 2,
 * fi.md 2), each by 365 days. Feb 12 days, March 31, so that 7 April is day 50 and 7 May day 80.
 *
 * Norway: inkassovarsel 2 March with 14 days, betalingsoppfordring 18 March, its time to 1 April; light salær 0.8 × 750 = 600 up to
 * 10 000, 0.4 × 750 = 300 up to 2 500; heavy after 30 April (no.md 1.1, 1.2). Costs are covered first, then principal, interest (8).
 * Sweden: inkassokrav 2 March, 180; plan 170 (se.md 1). Costs, interest, principal (8).
 * Finland: reminder 2 March, too early for a fee; demand 17 March, 24 up to 1 000 and 14 up to 100; plan 20 up to four instalments,
 * 30 above (fi.md 1.1). Interest, principal, costs (513/1999 11 a §).
 */

const svea = {
  name: 'Exempel El AB', country: 'SE', organisationNumber: '556036-0793',
  address: { lines: ['Provgatan 1'], postalCode: '111 22', city: 'Stockholm', country: 'SE' },
}; // prettier-ignore
const swede = (name: string): object => ({
  type: 'PERSON', name, country: 'SE', address: { lines: ['Exempelvägen 2'], postalCode: '411 01', city: 'Göteborg', country: 'SE' },
}); // prettier-ignore

const norwegian = (title: string, principal: string) => ({
  title, registeredOn: '2026-03-02', creditor: kraft, debtor: person(title), claims: [{ principal, dueDate: '2026-02-16' }],
}); // prettier-ignore
const swedish = (title: string, principal: string) => ({
  title, currency: 'SEK', registeredOn: '2026-03-02', creditor: svea, debtor: swede(title), claims: [{ principal, dueDate: '2026-02-16' }],
}); // prettier-ignore
const finnish = (title: string, principal: string) => ({
  title, currency: 'EUR', registeredOn: '2026-03-02', creditor: verkko, debtor: consumer(title), claims: [{ principal, dueDate: '2026-02-16' }],
}); // prettier-ignore

/** 7 300 × 12 % = 2.40 a day. Worked out below, at the first case. */
const NORWEGIAN_PLAN = [['2026-05-07', '2724.00'], ['2026-06-08', '2724.00'], ['2026-07-07', '2721.95']] as const; // prettier-ignore

workedCases('2026-03-02', 'NOK', [
  {
    // 7 April: 7 300 + 50 × 2.40 + 600 = 8 020. Three parts of 2 724, the last what is left:
    // 7 May, 30 days, 72.00: owed 8 092; of 2 724 the salær takes 600, the principal 2 124; 5 176 and 192 of interest are left.
    // 8 June (7 June is a Sunday), 32 days: 5176 × 12 % × 32/365 = 54.4544; owed 5 422.45; 2 452 of the principal left.
    // 7 July: 22 days 2452 × 12 % × 22/365 = 17.7350, 7 days at 12.25 % 5.7605; interest in all 269.9499, that is 269.95; it grew
    // by 23.50. Left of the claim: 5 422.45 − 2 724 + 23.50 = 2 721.95. On 10 June it is two days at 0.8061, 1.6123: interest in all
    // 192 + 54.4544 + 1.6123 = 248.07, owed 2 698.45 + 1.62 = 2 700.07. The salær stays light: the plan was agreed by 30 April.
    ...norwegian('Nina Nedbetaler', '7300.00'),
    timeline: [
      { on: '2026-04-07', owed: '8020.00', interest: '120.00', costs: '600.00' },
      { on: '2026-04-07', plan: NORWEGIAN_PLAN },
      { on: '2026-04-07', stands: 'ON_HOLD PAYMENT_PLAN', plans: 'ACTIVE' },
      { on: '2026-04-07', says: '8. juni 2026 forsinkelsesrente 54,45 kr, rest etter betaling 2 698,45 kr', payBy: '2026-05-07' },
      { on: '2026-05-07', pay: '2724.00' },
      { on: '2026-06-08', pay: '2724.00' },
      { on: '2026-06-10', owed: '2700.07', interest: '248.07', costs: '600.00' },
      { on: '2026-07-07', owed: '2721.95', interest: '269.95', costs: '600.00' },
      { on: '2026-07-07', pay: '2721.95' },
      { on: '2026-07-07', stands: 'CLOSED PAID', plans: 'COMPLETED' },
      { on: '2026-07-07', letters: 'COLLECTION_NOTICE 2026-03-02, PAYMENT_DEMAND 2026-03-18, PAYMENT_PLAN 2026-04-07' },
    ],
  },
  {
    // The second instalment does not come. What is ordered on Monday 8 June may come on the 9th, so the reminder goes out on the 10th,
    // with 14 days to the 24th; money ordered then may come on the 25th, and on the 26th the plan ends, with time to 10 July.
    // The plan not being kept, the salær is heavy: 1 200, of which 600 is paid. Interest from 8 May on 5 176: 34 days to 10 June
    // 57.8578, 50 to 26 June 85.0849, beside 192. 7 300 + 249.86 + 1 200 − 2 724 = 6 025.86; with 277.08 it is 6 053.08.
    ...norwegian('Mads Mislighold', '7300.00'),
    timeline: [
      { on: '2026-04-07', plan: NORWEGIAN_PLAN },
      { on: '2026-05-07', pay: '2724.00' },
      { on: '2026-06-09', letters: 'COLLECTION_NOTICE 2026-03-02, PAYMENT_DEMAND 2026-03-18, PAYMENT_PLAN 2026-04-07' },
      { on: '2026-06-10', owed: '6025.86', interest: '249.86', costs: '1200.00' },
      { on: '2026-06-10', says: '8. juni 2026 2 724,00 kr', payBy: '2026-06-24' },
      { on: '2026-06-10', stands: 'ON_HOLD PAYMENT_PLAN', plans: 'ACTIVE' },
      { on: '2026-06-26', owed: '6053.08', interest: '277.08', costs: '1200.00' },
      { on: '2026-06-26', says: 'er ikke holdt og falt bort 26. juni 2026', payBy: '2026-07-10' },
      { on: '2026-06-26', stands: 'ACTIVE', plans: 'DEFAULTED' },
      { on: '2026-06-26', letters: 'COLLECTION_NOTICE 2026-03-02, PAYMENT_DEMAND 2026-03-18, PAYMENT_PLAN 2026-04-07, INSTALMENT_REMINDER 2026-06-10, PLAN_DEFAULT 2026-06-26' },
    ],
  },
  {
    // 3 650 × 10 % = 1.00 a day. 7 April: 3 650 + 50 + 180, and 170 for the plan: 4 050. No interest runs while it is kept, so that
    // half of it on 7 May and half on 8 June is all.
    ...swedish('Rut Räntefri', '3650.00'),
    timeline: [
      { on: '2026-04-07', plan: [['2026-05-07', '2025.00'], ['2026-06-08', '2025.00']], interestFree: true },
      { on: '2026-04-07', owed: '4050.00', interest: '50.00', costs: '350.00' },
      { on: '2026-05-07', pay: '2025.00' },
      { on: '2026-06-08', owed: '2025.00', interest: '50.00', costs: '350.00' },
      { on: '2026-06-08', pay: '2025.00' },
      { on: '2026-06-08', stands: 'CLOSED PAID', plans: 'COMPLETED' },
    ],
  },
  {
    // Two parts of 2 050 and 2 047.80: 7 May 80 days, 80.00; of 2 050 costs take 350, interest 80, the principal 1 620; 2 030 is left,
    // and to 8 June 2030 × 10 % × 32/365 = 17.80. Nothing comes: reminded on 8 May, with time to the 20th (twelve days, and the
    // seventh bank day: 14 May is Ascension Day); ended on the 21st, day 94, with time to 2 June. 3 650 + 94 + 350 = 4 094.
    ...swedish('Sixten Sen', '3650.00'),
    timeline: [
      { on: '2026-04-07', plan: [['2026-05-07', '2050.00'], ['2026-06-08', '2047.80']] },
      { on: '2026-05-07', letters: 'PAYMENT_DEMAND 2026-03-02, PAYMENT_PLAN 2026-04-07' },
      { on: '2026-05-08', says: '7 maj 2026 2 050,00 kr', payBy: '2026-05-20' },
      { on: '2026-05-21', says: 'upphörde att gälla den 21 maj 2026', payBy: '2026-06-02' },
      { on: '2026-05-21', owed: '4094.00', interest: '94.00', costs: '350.00' },
      { on: '2026-05-21', stands: 'ACTIVE', plans: 'DEFAULTED' },
    ],
  },
  {
    // 730 × 9.5 % = 0.19 a day. 7 April: 730 + 9.50 + 24, and 30 for a plan of five: 793.50. Instalments of 163:
    // 7 May 5.70 more: 15.20 interest, 147.80 principal; 582.20 and in all 636.20 left. 8 June 582.20 × 9.5 % × 32/365 = 4.8490:
    // owed 641.05. All of it is paid then, three months early.
    ...finnish('Eeva Ennen', '730.00'),
    timeline: [
      { on: '2026-04-07', plan: [['2026-05-07', '163.00'], ['2026-06-08', '163.00'], ['2026-07-07', '163.00'], ['2026-08-07', '163.00'], ['2026-09-07', '158.22']] },
      { on: '2026-04-07', owed: '793.50', interest: '9.50', costs: '54.00' },
      { on: '2026-05-07', pay: '163.00' },
      { on: '2026-06-08', owed: '641.05', interest: '20.05', costs: '54.00' },
      { on: '2026-06-08', pay: '641.05' },
      { on: '2026-06-08', stands: 'CLOSED PAID', plans: 'COMPLETED' },
    ],
  },
  {
    // A new plan takes the place of one in force, on 7 May. The first of five costs 30; the second, of two, 20 more, since the claim
    // is above 100 (10 c §). 7 May: 730 + 15.20 + 24 + 30 + 20 = 819.20, and interest after the plan.
    ...finnish('Uuno Uusi', '730.00'),
    timeline: [
      { on: '2026-04-07', plan: [['2026-05-07', '163.00'], ['2026-06-08', '163.00'], ['2026-07-07', '163.00'], ['2026-08-07', '163.00'], ['2026-09-07', '158.22']] },
      { on: '2026-05-07', plan: [['2026-06-08', '400.00'], ['2026-07-07', '419.20']] },
      { on: '2026-05-07', owed: '819.20', interest: '15.20', costs: '74.00' },
      { on: '2026-05-07', stands: 'ON_HOLD PAYMENT_PLAN', plans: 'RENEGOTIATED, ACTIVE' },
      { on: '2026-05-08', letters: 'REMINDER 2026-03-02, PAYMENT_DEMAND 2026-03-17, PAYMENT_PLAN 2026-04-07, PAYMENT_PLAN 2026-05-07' },
    ],
  },
  {
    // 1 500 of 4 000 is disputed on 4 March: the betalingsoppfordring of 18 March asks 2 500, interest 2500 × 12 % × 30/365 = 24.66,
    // and the salær up to 2 500, 300. Owed in all: 4 000, 39.45 of interest, 300. What the letter asks is paid on the 20th: 300,
    // 2 500, and 24.66 of interest. Dismissed on the 23rd, with time to 7 April (6 April is Easter Monday): interest 4000 × 12 % ×
    // 32/365 = 42.0822 and 1500 × 12 % × 3/365 = 1.4795, 43.56; owed 4 000 + 43.56 + 300 − 2 824.66 = 1 518.90.
    ...norwegian('Dag Delvis', '4000.00'),
    timeline: [
      { on: '2026-03-04', dispute: 'Half of the delivery never came.', amount: '1500.00' },
      { on: '2026-03-04', stands: 'ACTIVE' },
      { on: '2026-03-18', owed: '4339.45', interest: '39.45', costs: '300.00' },
      { on: '2026-03-18', says: 'Å betale 2 824,66 kr', payBy: '2026-04-01' },
      { on: '2026-03-20', pay: '2824.66' },
      { on: '2026-03-23', upheld: false },
      { on: '2026-03-23', owed: '1518.90', interest: '43.56', costs: '300.00', paid: '2824.66' },
      { on: '2026-03-23', says: 'Innsigelsen er vurdert og ikke tatt til følge.', payBy: '2026-04-07' },
    ],
  },
  {
    // Right about the 1 500: never owed, and nothing is owed for the letters until then (inkassoloven § 17). 2 500 and 35 days of
    // interest, 2500 × 12 % × 35/365 = 28.77.
    ...norwegian('Randi Rett', '4000.00'),
    timeline: [
      { on: '2026-03-04', dispute: 'Half of the delivery never came.', amount: '1500.00' },
      { on: '2026-03-23', upheld: true },
      { on: '2026-03-23', owed: '2528.77', interest: '28.77', costs: '0.00' },
      { on: '2026-03-23', says: 'tatt til følge for en del av kravet', payBy: '2026-04-07' },
      { on: '2026-03-23', pay: '2528.77' },
      { on: '2026-03-23', stands: 'CLOSED PAID' },
    ],
  },
  {
    // All of it is disputed: nothing goes out on 18 March. Upheld, the case is closed and the debtor is told.
    ...norwegian('Hilde Helt', '4000.00'),
    timeline: [
      { on: '2026-03-04', dispute: 'I never ordered anything.' },
      { on: '2026-03-04', stands: 'ON_HOLD DISPUTE' },
      { on: '2026-03-18', letters: 'COLLECTION_NOTICE 2026-03-02' },
      { on: '2026-03-19', upheld: true },
      { on: '2026-03-19', stands: 'CLOSED DISPUTE_UPHELD' },
      { on: '2026-03-19', letters: 'COLLECTION_NOTICE 2026-03-02, CLOSING_STATEMENT 2026-03-19' },
    ],
  },
  {
    // 1 650 of 3 650 is disputed, and 650 of it rightly: 3 000 from the start. 3000 × 10 % × 35/365 = 28.77, and the 180 of the
    // inkassokrav, which the rest was owed for. New time: twelve days end on Saturday 4 April, so 7 April.
    ...swedish('Per Partiell', '3650.00'),
    timeline: [
      { on: '2026-03-04', dispute: 'The meter was read wrongly.', amount: '1650.00' },
      { on: '2026-03-04', owed: '3846.00', interest: '16.00', costs: '180.00' },
      { on: '2026-03-05', answer: 'The meter was read by the grid company.' },
      { on: '2026-03-05', says: 'The meter was read by the grid company.', payBy: null },
      { on: '2026-03-23', upheld: true, amount: '650.00' },
      { on: '2026-03-23', owed: '3208.77', interest: '28.77', costs: '180.00' },
      { on: '2026-03-23', says: 'godtagits för en del av fordran', payBy: '2026-04-07' },
    ],
  },
  {
    // 630 of 730 is disputed: the demand of 17 March asks 100, interest 100 × 9.5 % × 29/365 = 0.75 and the fee up to 100, 14. Owed in
    // all: 730, 29 × 0.19 = 5.51, and 14, which it stays at when the objection is dismissed: 730 + 35 × 0.19 + 14 = 750.65.
    ...finnish('Osmo Osittain', '730.00'),
    timeline: [
      { on: '2026-03-04', dispute: 'The subscription had been cancelled.', amount: '630.00' },
      { on: '2026-03-17', owed: '749.51', interest: '5.51', costs: '14.00' },
      { on: '2026-03-17', says: '114,75', payBy: '2026-03-31' },
      { on: '2026-03-23', upheld: false },
      { on: '2026-03-23', owed: '750.65', interest: '6.65', costs: '14.00' },
      { on: '2026-03-23', says: 'eikä sitä ole hyväksytty', payBy: '2026-04-07' },
    ],
  },
  {
    // All of it is disputed: no demand on 17 March. Dismissed on the 23rd, the demand waits for the new time, to 7 April.
    ...finnish('Hanna Hylätty', '730.00'),
    timeline: [
      { on: '2026-03-04', dispute: 'The subscription had been cancelled.' },
      { on: '2026-03-23', upheld: false },
      { on: '2026-04-07', letters: 'REMINDER 2026-03-02, OBJECTION_ANSWER 2026-03-23' },
      { on: '2026-04-08', letters: 'REMINDER 2026-03-02, OBJECTION_ANSWER 2026-03-23, PAYMENT_DEMAND 2026-04-08' },
    ],
  },
]); // prettier-ignore
