import { company, kraft, person, tannlege } from './norway.js';
import { workedCases } from './world.js';

/** Five instalments and the last one, from April 2026 on; all of them bank days. */
const due = ['2026-04-20', '2026-05-20', '2026-06-22', '2026-07-20', '2026-08-20', '2026-09-21'] as const;

/**
 * Plans, letters of an agent's own choice, costs awarded by an authority, and a debtor who has died. All due 16 February 2026,
 * handed over on 2 March: inkassovarsel that day (38), betalingsoppfordring 18 March, to pay by 1 April, heavy from 1 May (no.md
 * 1.1, 1.2, 3). Interest 12 % from 17 February, 12.25 % from July (2.1).
 */
workedCases('2026-03-02', 'NOK', [
  {
    // More than four instalments: 1.5 × 750 = 1125 more (1.2 j). 20 March, 32 days: 6000 + 63.12 + 600 + 1125 = 7788.12.
    // 20 April, 63 days: 2 000 are 1725 costs and 275 principal; 5 725 for ten days more: 18.8219.
    title: 'A plan of five instalments',
    registeredOn: '2026-03-02',
    creditor: kraft,
    debtor: person('Fem Avdrag'),
    claims: [{ principal: '6000.00', dueDate: '2026-02-16' }],
    timeline: [
      { on: '2026-03-18', owed: '6659.18', interest: '59.18', costs: '600.00' },
      {
        on: '2026-03-20',
        plan: [[due[0], '2000.00'], [due[1], '2000.00'], [due[2], '2000.00'], [due[3], '1000.00'], [due[4], '788.12']],
      },
      { on: '2026-03-20', owed: '7788.12', interest: '63.12', costs: '1725.00' },
      { on: '2026-04-20', pay: '2000.00' },
      { on: '2026-04-20', owed: '5849.27', interest: '124.27', costs: '1725.00' },
      { on: '2026-04-30', owed: '5868.10', interest: '143.10', costs: '1725.00' },
    ],
  },
  {
    // Four are not more than four. 20 April: 600 costs, 1 400 principal; 4 600 for ten days: 15.1233.
    title: 'A plan of four instalments',
    registeredOn: '2026-03-02',
    creditor: kraft,
    debtor: person('Fire Avdrag'),
    claims: [{ principal: '6000.00', dueDate: '2026-02-16' }],
    timeline: [
      { on: '2026-03-18', owed: '6659.18', interest: '59.18', costs: '600.00' },
      { on: '2026-03-20', plan: [[due[0], '2000.00'], [due[1], '2000.00'], [due[2], '2000.00'], [due[3], '663.12']] },
      { on: '2026-03-20', owed: '6663.12', interest: '63.12', costs: '600.00' },
      { on: '2026-04-20', pay: '2000.00' },
      { on: '2026-04-20', owed: '4724.27', interest: '124.27', costs: '600.00' },
      { on: '2026-04-30', owed: '4739.40', interest: '139.40', costs: '600.00' },
    ],
  },
  {
    // With VAT 1406.25 (1.2 j) on top of 600 × 1.25 = 750. 1 400 covers costs only.
    title: 'A plan of six instalments, with VAT',
    registeredOn: '2026-03-02',
    creditor: tannlege,
    debtor: person('Seks Avdrag'),
    claims: [{ principal: '6000.00', dueDate: '2026-02-16' }],
    timeline: [
      { on: '2026-03-18', owed: '6809.18', interest: '59.18', costs: '750.00' },
      {
        on: '2026-03-20',
        plan: [[due[0], '1400.00'], [due[1], '1400.00'], [due[2], '1400.00'], [due[3], '1400.00'], [due[4], '1400.00'],
          [due[5], '1219.37']],
      },
      { on: '2026-03-20', owed: '8219.37', interest: '63.12', costs: '2156.25' },
      { on: '2026-04-20', pay: '1400.00' },
      { on: '2026-04-20', owed: '6880.52', interest: '124.27', costs: '2156.25' },
      { on: '2026-04-30', owed: '6900.25', interest: '144.00', costs: '2156.25' },
    ],
  },
  {
    // 600 × 1.5 = 900, the compensation of 460 deducted (2.3); the 1125 are not half as much again (1.2 j, read in the debtor's favour).
    title: 'A company with a plan of five instalments',
    registeredOn: '2026-03-02',
    creditor: kraft,
    debtor: company('Eksempel Avdrag AS'),
    claims: [{ principal: '8000.00', dueDate: '2026-02-16' }],
    timeline: [
      { on: '2026-03-02', owed: '8496.82', interest: '36.82', costs: '460.00' },
      { on: '2026-03-18', owed: '8978.90', interest: '78.90', costs: '900.00' },
      {
        on: '2026-03-20',
        plan: [[due[0], '1600.00'], [due[1], '2000.00'], [due[2], '2000.00'], [due[3], '2000.00'], [due[4], '2509.16']],
      },
      { on: '2026-03-20', owed: '10109.16', interest: '84.16', costs: '2025.00' },
      { on: '2026-04-20', pay: '1600.00' },
      { on: '2026-04-20', owed: '8590.70', interest: '165.70', costs: '2025.00' },
      { on: '2026-04-30', owed: '8617.00', interest: '192.00', costs: '2025.00' },
    ],
  },
  {
    // The supplement falls away once the case goes to the forliksråd (1.2 j). 32, 60, 63 and 73 days.
    title: 'A plan that ends before the forliksråd',
    registeredOn: '2026-03-02',
    creditor: kraft,
    debtor: person('Brutt Avtale'),
    claims: [{ principal: '6000.00', dueDate: '2026-02-16' }],
    timeline: [
      {
        on: '2026-03-20',
        plan: [[due[0], '2000.00'], [due[1], '2000.00'], [due[2], '2000.00'], [due[3], '1000.00'], [due[4], '788.12']],
      },
      { on: '2026-03-20', owed: '7788.12', interest: '63.12', costs: '1725.00' },
      { on: '2026-04-17', owed: '7843.36', interest: '118.36', costs: '1725.00' },
      { on: '2026-04-20', proceeding: { type: 'COURT_FILED' } },
      { on: '2026-04-20', owed: '6724.27', interest: '124.27', costs: '600.00' },
      { on: '2026-04-30', owed: '6744.00', interest: '144.00', costs: '600.00' },
    ],
  },
  {
    // Heavy 1200. The forliksråd awards its fee, 1.54 × 1345 = 2071.30, down to 2071, and 0.5 × 1345 = 672.50 (1.3): 2743.50 on top
    // of the salær. 4 000 of 23 June: 2743.50, 1200, 56.50 of the principal (8). The namsmann: 0.69 × 1345 = 928.05, down to 928,
    // and 672.50: 1600.50. Interest 9000: 74, 126, 127 days; 8943.50: 7 days of June (20.5823), 13 and 15 of July.
    title: 'Costs that the forliksråd and the namsmann award',
    registeredOn: '2026-03-02',
    creditor: kraft,
    debtor: person('Dømt Skyldner'),
    claims: [{ principal: '9000.00', dueDate: '2026-02-16' }],
    timeline: [
      { on: '2026-05-01', owed: '10418.96', interest: '218.96', costs: '1200.00' },
      { on: '2026-05-20', proceeding: { type: 'COURT_FILED' } },
      { on: '2026-06-22', proceeding: { type: 'TITLE_GIVEN', awarded: '2743.50' } },
      { on: '2026-06-22', owed: '13316.32', interest: '372.82', costs: '3943.50' },
      { on: '2026-06-23', pay: '4000.00' },
      { on: '2026-06-23', owed: '9319.28', interest: '375.78', costs: '3943.50' },
      { on: '2026-06-24', proceeding: { type: 'ENFORCEMENT_FILED' } },
      { on: '2026-07-13', proceeding: { type: 'ENFORCEMENT_GRANTED', awarded: '1600.50' } },
      { on: '2026-07-13', owed: '10979.38', interest: '435.38', costs: '5544.00' },
      { on: '2026-07-15', owed: '10985.39', interest: '441.39', costs: '5544.00' },
    ],
  },
  {
    // A second demand costs nothing: the cap is for everything done out of court (1.2 i). Not before the money sent by 1 April,
    // the Wednesday before Easter, may have come: Tuesday 7 April.
    title: 'A second demand costs nothing more',
    registeredOn: '2026-03-02',
    creditor: kraft,
    debtor: person('Ny Oppfordring'),
    claims: [{ principal: '7777.00', dueDate: '2026-02-16' }],
    timeline: [
      { on: '2026-03-18', owed: '8453.70', interest: '76.70', costs: '600.00' },
      { on: '2026-03-20', take: 'SECOND_DEMAND', refused: 'TOO_EARLY' },
      { on: '2026-04-07', take: 'SECOND_DEMAND', refused: 'TOO_EARLY' },
      { on: '2026-04-08', take: 'SECOND_DEMAND' },
      { on: '2026-04-08', letters: 'COLLECTION_NOTICE 2026-03-02, PAYMENT_DEMAND 2026-03-18, SECOND_DEMAND 2026-04-08' },
      { on: '2026-04-08', owed: '8507.40', interest: '130.40', costs: '600.00' },
      { on: '2026-04-30', owed: '8563.65', interest: '186.65', costs: '600.00' },
      { on: '2026-07-15', owed: '9358.77', interest: '381.77', costs: '1200.00' },
    ],
  },
  {
    // Nothing is sent to somebody who has died, so there is no betalingsoppfordring and no salær; interest runs.
    title: 'A debtor who has died gets no more letters',
    registeredOn: '2026-03-02',
    creditor: kraft,
    debtor: person('Død Skyldner'),
    claims: [{ principal: '3000.00', dueDate: '2026-02-16' }],
    timeline: [
      { on: '2026-03-02', owed: '3051.81', interest: '13.81', costs: '38.00' },
      { on: '2026-03-10', condition: { type: 'DECEASED', from: '2026-03-05' } },
      { on: '2026-03-18', owed: '3067.59', interest: '29.59', costs: '38.00' },
      { on: '2026-05-01', owed: '3110.99', interest: '72.99', costs: '38.00' },
      { on: '2026-07-15', owed: '3185.27', interest: '147.27', costs: '38.00' },
      { on: '2026-07-15', letters: 'COLLECTION_NOTICE 2026-03-02' },
    ],
  },
  {
    // The debtor objects in time: ordinary collection stops (4, "objections"), and until the objection is decided the debtor
    // owes no more for it than had accrued (1.2 m): no heavy salær for the time it stands.
    title: 'An objection within the time of the betalingsoppfordring',
    registeredOn: '2026-03-02',
    creditor: kraft,
    debtor: person('Uenig Skyldner'),
    claims: [{ principal: '7000.00', dueDate: '2026-02-16' }],
    timeline: [
      { on: '2026-03-18', owed: '7669.04', interest: '69.04', costs: '600.00' },
      { on: '2026-03-25', dispute: 'Varen er ikke levert.' },
      { on: '2026-03-25', owed: '7685.15', interest: '85.15', costs: '600.00' },
      { on: '2026-05-01', owed: '7770.30', interest: '170.30', costs: '600.00' },
      { on: '2026-07-15', owed: '7943.62', interest: '343.62', costs: '600.00' },
    ],
  },
  {
    // A loan with a judgment of 2 March 2020 and utlegg on 15 June 2022. Interest after the judgment lapses after three years
    // unless secured anew (5): all to 15 June 2022 is kept, and what is younger than three years. Due before the reform: the
    // inkassovarsel of the first day costs 750/10 (1.1). A claim with a judgment goes to the namsmann, not to a betalingsoppfordring.
    // To 15 June 2022: 166 days at 8.75 %, 184 at 9.25, 182 at 9.5 and 184 at 8 of 366, 365 at 8, 166 at 8.5: 5850.8242.
    // 3 March 2023 to 2 March 2026: 120 at 10.75, 184 at 11.75, 366 of 366 and 181 at 12.5, 184 at 12.25, 61 at 12: 7267.3973.
    title: 'Interest after a judgment lapses unless secured',
    registeredOn: '2026-03-02',
    creditor: kraft,
    debtor: person('Gammel Dom'),
    claims: [{ principal: '20000.00', dueDate: '2019-01-15', kind: 'LOAN' }],
    timeline: [
      { on: '2026-03-02', proceeding: { type: 'TITLE_GIVEN', on: '2020-03-02' } },
      { on: '2026-03-02', proceeding: { type: 'ENFORCEMENT_GRANTED', on: '2022-06-15' } },
      { on: '2026-03-02', owed: '33193.22', interest: '13118.22', costs: '75.00' },
      { on: '2026-03-18', owed: '33204.18', interest: '13129.18', costs: '75.00' },
      { on: '2026-04-30', owed: '33233.63', interest: '13158.63', costs: '75.00' },
      { on: '2026-05-01', owed: '33234.32', interest: '13159.32', costs: '75.00' },
      { on: '2026-07-15', owed: '33279.52', interest: '13204.52', costs: '75.00' },
    ],
  },
]); // prettier-ignore
