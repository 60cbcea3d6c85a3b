import { consumer as finn, verkko } from '../worked/finnish.js';
import { kraft, person } from '../worked/norway.js';
import { consumer as swede, SUPPLIER } from '../worked/swedish.js';
import { workedCases } from '../worked/world.js';

/**
 * A debtor without means in each country, watched for two years while the claim is kept. A credit check of 11 March 2024 found
 * nothing: 50 points to start with, 40 off, and 2 more for each whole year since the claim fell due. Every half-year the means are
 * looked at anew, nothing goes legal for a score that has not risen by ten, and after two years somebody is asked whether to sell.
 * What would lapse is kept whatever the score and the wish to go legal. Late interest by the days of each calendar year.
 */
const WATCHED = { goLegal: 'NEVER', surveillance: { rescoreEvery: 6, offerSaleAfter: 24 } };
const FOUND = { on: '2024-03-11', proceeding: { type: 'FOUND_INSOLVENT' } } as const;

workedCases('2024-02-03', 'NOK', [
  {
    title: 'Norway',
    creditor: kraft,
    strategy: WATCHED,
    debtor: person('Nils Uten'),
    registeredOn: '2024-02-05',
    claims: [{ principal: '7300.00', dueDate: '2023-05-22' }],
    timeline: [
      // 5 February 2024: the inkassovarsel, 35. Three years from the due date (no.md 5). 39 days at 10.75 %, 83.85, 184 at 11.75 %, 432.40,
      // 36 of 366 at 12.5 %, 89.7541.
      { on: '2024-02-05', owed: '7941.00', interest: '606.00', costs: '35.00' },
      // 11 March: after the betalingsoppfordring, light salær 0.8 × 700 = 560. 71 of 366 days of 2024, 177.0150.
      { on: '2024-03-11', owed: '8553.27', interest: '693.27', costs: '560.00' },
      FOUND,
      { on: '2024-03-12', stands: 'ACTIVE', stage: 'SURVEILLANCE', scores: '2024-03-11 10', lastDay: '2026-05-22' },
      // 22 November 2025, a Saturday, six months before the last day: somebody is to look within five working days.
      { on: '2025-11-22', stands: 'ACTIVE', stage: 'SURVEILLANCE', tasks: 'LIMITATION_NEAR 2025-11-28' },
      // 22 January 2026, four months before: the demand of 2024 opens for nothing any more (§ 11), so a new one tells of legal steps.
      { on: '2026-01-22', letters: 'COLLECTION_NOTICE 2024-02-05, PAYMENT_DEMAND 2024-02-21, SECOND_DEMAND 2026-01-22' },
      // 11 March 2026: two years. Heavy salær by the sats of 2026, 1.6 × 750 = 1 200 (1.2 a). 366 days of 2024, 912.50, 181 at 12.5 %,
      // 452.50, 184 at 12.25 %, 450.80, 70 at 12 %, 168.00.
      { on: '2026-03-11', owed: '11000.05', interest: '2500.05', costs: '1200.00' },
      {
        on: '2026-03-11', stands: 'ACTIVE', stage: 'SURVEILLANCE', next: 'COURT_APPLICATION 2026-03-23',
        tasks: 'LIMITATION_NEAR 2025-11-28, SALE_TO_OFFER 2026-03-11',
        scores: '2024-03-11 10, 2024-09-11 8, 2025-03-11 8, 2025-09-11 6, 2026-03-11 6',
      },
      // 23 March, Monday after the 22nd, two months before the last day: the forliksklage.
      { on: '2026-03-23', stands: 'ACTIVE', stage: 'LEGAL' },
      { on: '2026-03-23', owed: '11028.85', interest: '2528.85', costs: '1200.00' },
    ],
  },
  {
    title: 'Sweden',
    currency: 'SEK',
    creditor: SUPPLIER,
    strategy: WATCHED,
    debtor: swede('Nora Utan'),
    registeredOn: '2024-02-05',
    claims: [{ principal: '3650.00', dueDate: '2023-10-20' }],
    timeline: [
      // 5 February 2024: the inkassokrav. 72 days at 11.5 %, 82.80, and 36 of 366 at 12 %, 43.08.
      { on: '2024-02-05', owed: '3955.88', interest: '125.88', costs: '180.00' },
      // 11 March: 71 of 366 days, 84.97. Three years from the invoice of 20 September 2023: no letter is shown to have come (5).
      { on: '2024-03-11', owed: '3997.77', interest: '167.77', costs: '180.00' },
      FOUND,
      { on: '2024-03-12', stands: 'ACTIVE', stage: 'SURVEILLANCE', scores: '2024-03-11 10', lastDay: '2026-09-20' },
      // 22 September 2025: a letter after the first year and one after the second, on the Monday after Saturday the 20th.
      { on: '2025-09-22', letters: 'PAYMENT_DEMAND 2024-02-05, LIMITATION_NOTICE 2024-09-20, LIMITATION_NOTICE 2025-09-22' },
      // 20 December 2025, a Saturday, nine months before the last day: working days are 22, 23, 29, 30 December and 2 January.
      { on: '2025-12-20', stands: 'ACTIVE', stage: 'SURVEILLANCE', tasks: 'LIMITATION_NEAR 2026-01-02' },
      // 11 March 2026: two years. 217.80 and 220.20 in 2024, 181 days at 11 %, 199.10, 184 at 10 %, 184.00, 70 at 10 %, 70.00.
      { on: '2026-03-11', owed: '4803.90', interest: '973.90', costs: '180.00' },
      {
        on: '2026-03-11', stands: 'ACTIVE', stage: 'SURVEILLANCE', next: 'COURT_APPLICATION 2026-03-20',
        tasks: 'LIMITATION_NEAR 2026-01-02, SALE_TO_OFFER 2026-03-11',
        scores: '2024-03-11 10, 2024-09-11 10, 2025-03-11 8, 2025-09-11 8, 2026-03-11 6',
      },
      // 20 March, six months before the last day: Kronofogden.
      { on: '2026-03-20', stands: 'ACTIVE', stage: 'LEGAL' },
      { on: '2026-03-20', owed: '4812.90', interest: '982.90', costs: '180.00' },
    ],
  },
  {
    title: 'Finland',
    currency: 'EUR',
    creditor: verkko,
    strategy: WATCHED,
    debtor: finn('Vesa Varaton'),
    registeredOn: '2024-02-03',
    claims: [{ principal: '730.00', dueDate: '2020-09-14' }],
    priorNotices: [{ type: 'REMINDER', sentOn: '2021-06-14', payBy: '2021-06-28' }],
    timeline: [
      // 3 February 2024, a Saturday: handed over with a judgment of 2 November 2020, of which the creditor reminded on 14 June 2021: five
      // years from then (728/2003 §§ 10, 13). Nothing is demanded once more.
      { on: '2024-02-03', proceeding: { type: 'TITLE_GIVEN', on: '2020-11-02' } },
      // 11 March: 108 of 366 days of 2020 at 7 %, 15.0787, two years, 102.20, 181 at 9.5 %, 34.39, 184 at 11 %, 40.48, 71 of 366 at 11.5 %,
      // 16.2854.
      { on: '2024-03-11', owed: '938.43', interest: '208.43', costs: '0.00' },
      FOUND,
      { on: '2024-03-12', stands: 'ACTIVE', stage: 'SURVEILLANCE', scores: '2024-03-11 4', lastDay: '2026-06-14' },
      // 14 December 2025, a Sunday, three months before the claim is to be kept: somebody is to look within five working days.
      { on: '2025-12-14', stands: 'ACTIVE', stage: 'SURVEILLANCE', tasks: 'LIMITATION_NEAR 2025-12-19' },
      // 11 March 2026: two years. 83.95 in 2024, 181 days at 10.5 %, 38.01, 184 at 9.5 %, 34.96, 70 at 9.5 %, 13.30.
      { on: '2026-03-11', owed: '1092.37', interest: '362.37', costs: '0.00' },
      {
        on: '2026-03-11', stands: 'ACTIVE', stage: 'SURVEILLANCE', next: 'LIMITATION_NOTICE 2026-03-16',
        tasks: 'LIMITATION_NEAR 2025-12-19, SALE_TO_OFFER 2026-03-11',
        scores: '2024-03-11 4, 2024-09-11 4, 2025-03-11 2, 2025-09-11 2, 2026-03-11 0',
      },
      // 16 March, Monday after the 14th, three months before the last day: a reminder, free of charge, and five years more (§ 10, § 13).
      { on: '2026-03-16', letters: 'LIMITATION_NOTICE 2026-03-16' },
      { on: '2026-03-16', stands: 'ACTIVE', stage: 'SURVEILLANCE', lastDay: '2031-03-16' },
      { on: '2026-03-16', owed: '1093.32', interest: '363.32', costs: '0.00' },
    ],
  },
]); // prettier-ignore
