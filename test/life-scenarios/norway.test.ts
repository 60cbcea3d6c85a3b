import { company, creditor, kraft, person } from '../worked/norway.js';
import { workedCases } from '../worked/world.js';

/**
 * What can become of a Norwegian case, story by story; the one that is watched for two years is in surveillance.test.ts. Every
 * claim was due on Monday 16 February 2026 and is handed over on Monday 2 March, day 14:
 *   2 March   inkassovarsel, fee 750/20 = 37.50, to the nearest krone 38 (no.md 1.1); to pay by the 16th, money comes by the 17th
 *  18 March   betalingsoppfordring to pay by 1 April: light salær 0.8 × 750 = 600 up to 10 000, in place of the fee (1.2 c, i)
 *   1 May     28 days later, and a bank day for the money on its way: heavy salær, 1.6 × 750 = 1 200 (1.2 d)
 * Late interest 12 % by 365 days from 17 February (2.1, 2.2): on 7 300 2.40 a day, on 4 000 1.315068. Money covers costs, then
 * principal, then interest (8). No bank is open from 2 to 6 April, on 1, 14 and 25 May.
 */
const kjoper = creditor('701730496', { name: 'Eksempel Kjøper AS' });
/** Takes whoever does not pay to the forliksråd. */
const rettlig = creditor('123456785', { name: 'Eksempel Rettlig AS' });
const TO_COURT = { goLegal: 'AUTOMATIC' };

const owing = (name: string, principal: string) => ({
  registeredOn: '2026-03-02', creditor: kraft, debtor: person(name), claims: [{ principal, dueDate: '2026-02-16' }],
}); // prettier-ignore

workedCases('2026-03-02', 'NOK', [
  {
    ...owing('Frida Første', '7300.00'),
    title: 'Paid after the first letter',
    timeline: [
      // 2 March: the inkassovarsel. 14 × 2.40 = 33.60.
      { on: '2026-03-02', owed: '7371.60', interest: '33.60', costs: '38.00' },
      // 10 March: all of it is paid, 22 × 2.40 = 52.80; no salær within the time of the varsel (inkassoloven § 17; 1.2 c).
      { on: '2026-03-10', owed: '7390.80', interest: '52.80', costs: '38.00' },
      { on: '2026-03-10', pay: '7390.80' },
      { on: '2026-03-10', stands: 'CLOSED PAID', next: null, tasks: '' },
      // The fee of our letter is ours, the rest the creditor's: 7 300 + 52.80.
      { on: '2026-03-10', books: { client_funds: '7390.80', 'creditor:payable': '-7352.80', 'income:costs': '-38.00' } },
      // 18 March: no betalingsoppfordring.
      { on: '2026-03-18', letters: 'COLLECTION_NOTICE 2026-03-02' },
    ],
  },
  {
    ...owing('Peder Plan', '7300.00'),
    title: 'Paid in part, a plan, default, legal',
    creditor: rettlig,
    strategy: TO_COURT,
    timeline: [
      // 18 March: the betalingsoppfordring, 30 × 2.40 = 72.00.
      { on: '2026-03-18', owed: '7972.00', interest: '72.00', costs: '600.00' },
      // 24 March: 1 600 come, 600 for the salær and 1 000 of the principal. 36 × 2.40 = 86.40.
      { on: '2026-03-24', pay: '1600.00' },
      { on: '2026-03-24', owed: '6386.40', interest: '86.40', costs: '600.00', paid: '1600.00' },
      // 25 March: two instalments, before legal steps would be warned of. 6300 × 12 % × 1/365 = 2.0712: 88.47 in all. To 8 April 15
      // days, 31.0685; 3 300 off the principal; to 8 May 3000 × 12 % × 30/365 = 29.5890: 147.06 in all: 3 147.06.
      { on: '2026-03-25', owed: '6388.47', interest: '88.47', costs: '600.00' },
      { on: '2026-03-25', stands: 'ACTIVE', next: 'LEGAL_WARNING 2026-04-08' },
      { on: '2026-03-25', plan: [['2026-04-08', '3300.00'], ['2026-05-08', '3147.06']] },
      { on: '2026-03-25', stands: 'ON_HOLD PAYMENT_PLAN', plans: 'ACTIVE' },
      // 10 April, Friday: what was ordered on the 8th might have come yesterday. Reminded, with 14 days. 17 days, 35.2110.
      { on: '2026-04-10', says: '8. april 2026 3 300,00 kr', payBy: '2026-04-24' },
      { on: '2026-04-10', owed: '6421.61', interest: '121.61', costs: '600.00' },
      // 28 April: the money might have come until Monday the 27th. The plan is over, with time to 12 May. 35 days, 72.4932.
      { on: '2026-04-28', says: 'er ikke holdt og falt bort 28. april 2026', payBy: '2026-05-12' },
      { on: '2026-04-28', stands: 'ACTIVE', plans: 'DEFAULTED', next: 'LEGAL_WARNING 2026-05-15' },
      { on: '2026-04-28', owed: '6458.89', interest: '158.89', costs: '600.00' },
      // 15 May: after the 13th, the last on which it might have come, and Ascension Day legal steps are warned of (§ 11). A plan that
      // was not kept has not kept the salær light. 52 days, 107.7041.
      { on: '2026-05-15', owed: '7094.10', interest: '194.10', costs: '1200.00' },
      { on: '2026-05-15', stands: 'ACTIVE', next: 'COURT_APPLICATION 2026-06-02' },
      // 2 June: the warning's time was over on Friday 29 May, its money on its way until Monday. 70 days, 144.9863.
      { on: '2026-06-02', stands: 'ACTIVE', stage: 'LEGAL' },
      { on: '2026-06-02', owed: '7131.39', interest: '231.39', costs: '1200.00' },
      { on: '2026-06-02', letters: 'COLLECTION_NOTICE 2026-03-02, PAYMENT_DEMAND 2026-03-18, PAYMENT_PLAN 2026-03-25, INSTALMENT_REMINDER 2026-04-10, PLAN_DEFAULT 2026-04-28, LEGAL_WARNING 2026-05-15, COURT_APPLICATION 2026-06-02' },
      // 15 June: the forliksråd awards its fee, 1.54 × 1345 = 2071.30, down to 2 071, and 0.5 × 1345 = 672.50 (1.3). 83 days,
      // 171.9123: 6 300 + 258.31 + 600 + 2 743.50. Ten years from the judgment (5).
      { on: '2026-06-15', proceeding: { type: 'TITLE_GIVEN', awarded: '2743.50' } },
      { on: '2026-06-15', owed: '9901.81', interest: '258.31', costs: '3943.50' },
      { on: '2026-06-15', stands: 'ACTIVE', stage: 'LEGAL', lastDay: '2036-06-15' },
      { on: '2026-06-15', pay: '9901.81' },
      { on: '2026-06-15', stands: 'CLOSED PAID', plans: 'DEFAULTED' },
    ],
  },
  {
    ...owing('Rakel Rettsom', '4000.00'),
    title: 'A dispute is upheld',
    timeline: [
      // 20 March: objected to after the betalingsoppfordring. 32 × 1.315068 = 42.08, and 600.
      { on: '2026-03-20', owed: '4642.08', interest: '42.08', costs: '600.00' },
      { on: '2026-03-20', dispute: 'The goods were sent back.' },
      { on: '2026-03-20', stands: 'ON_HOLD DISPUTE', next: null, tasks: 'DISPUTE_ANSWER 2026-04-07' },
      // 27 March: rightly. Nothing is owed, for the claim or for the letters (§ 17; 1.2 m), and the debtor is told.
      { on: '2026-03-27', upheld: true },
      { on: '2026-03-27', stands: 'CLOSED DISPUTE_UPHELD', tasks: '' },
      { on: '2026-03-27', owed: '0.00' },
      { on: '2026-03-27', books: {} },
      { on: '2026-03-30', letters: 'COLLECTION_NOTICE 2026-03-02, PAYMENT_DEMAND 2026-03-18, CLOSING_STATEMENT 2026-03-27' },
    ],
  },
  {
    ...owing('Anton Avvist', '4000.00'),
    title: 'A dispute is dismissed',
    timeline: [
      // 20 March: objected to, two days after the betalingsoppfordring.
      { on: '2026-03-20', dispute: 'The goods never came.' },
      // 24 March: the creditor answers. Nothing is asked for meanwhile.
      { on: '2026-03-24', answer: 'They were signed for on 3 February.' },
      { on: '2026-03-24', says: 'They were signed for on 3 February.', payBy: null },
      // 30 March: dismissed, with 14 days. 42 × 1.315068 = 55.23.
      { on: '2026-03-30', upheld: false },
      { on: '2026-03-30', owed: '4655.23', interest: '55.23', costs: '600.00' },
      { on: '2026-03-30', stands: 'ACTIVE' },
      { on: '2026-03-30', says: 'Innsigelsen er vurdert og ikke tatt til følge.', payBy: '2026-04-13' },
      // 4 May: what was objected to in time stays at light salær (read in the debtor's favour). 77 days, 101.26: all of it is paid.
      { on: '2026-05-04', owed: '4701.26', interest: '101.26', costs: '600.00' },
      { on: '2026-05-04', pay: '4701.26' },
      { on: '2026-05-04', stands: 'CLOSED PAID' },
      { on: '2026-05-04', letters: 'COLLECTION_NOTICE 2026-03-02, PAYMENT_DEMAND 2026-03-18, OBJECTION_ANSWER 2026-03-24, OBJECTION_ANSWER 2026-03-30' },
    ],
  },
  {
    ...owing('Trond Trukket', '4000.00'),
    title: 'Withdrawn before legal steps',
    timeline: [
      // 23 March: the creditor wants no more of it. Salær and interest fall away with the claim, and the debtor is told.
      { on: '2026-03-23', withdraw: 'Avtalt med kunden' },
      { on: '2026-03-23', stands: 'CLOSED WITHDRAWN', next: null },
      { on: '2026-03-23', owed: '0.00' },
      { on: '2026-03-23', books: {} },
      { on: '2026-03-24', letters: 'COLLECTION_NOTICE 2026-03-02, PAYMENT_DEMAND 2026-03-18, CLOSING_STATEMENT 2026-03-23' },
      { on: '2026-03-24', stands: 'CLOSED WITHDRAWN', tasks: '' },
    ],
  },
  {
    ...owing('Rune Rettssak', '7300.00'),
    title: 'Withdrawn after legal steps',
    creditor: rettlig,
    strategy: TO_COURT,
    timeline: [
      // 8 April: what was ordered on 1 April may have come until the 7th; legal steps are warned of, to pay by the 22nd.
      { on: '2026-04-08', letters: 'COLLECTION_NOTICE 2026-03-02, PAYMENT_DEMAND 2026-03-18, LEGAL_WARNING 2026-04-08' },
      // 24 April: the forliksklage, after the 22nd and a bank day. 67 × 2.40 = 160.80.
      { on: '2026-04-24', stands: 'ACTIVE', stage: 'LEGAL' },
      { on: '2026-04-24', owed: '8060.80', interest: '160.80', costs: '600.00' },
      // 27 April: withdrawn. Within a week somebody is to withdraw the application too; the debtor is told.
      { on: '2026-04-27', withdraw: 'Kunden er konkurs i utlandet' },
      { on: '2026-04-27', owed: '0.00' },
      { on: '2026-04-27', books: {} },
      { on: '2026-04-28', stands: 'CLOSED WITHDRAWN', stage: 'LEGAL', tasks: 'APPLICATION_TO_WITHDRAW 2026-05-04' },
      { on: '2026-04-28', letters: 'COLLECTION_NOTICE 2026-03-02, PAYMENT_DEMAND 2026-03-18, LEGAL_WARNING 2026-04-08, COURT_APPLICATION 2026-04-24, CLOSING_STATEMENT 2026-04-27' },
    ],
  },
  {
    ...owing('', '8000.00'),
    title: 'Insolvent',
    debtor: company('Eksempel Bankerott AS'),
    timeline: [
      // 18 March: half as much again of a company, 900, in which the compensation of 460 is set off (1.2 f, 2.3). 30 days, 78.90.
      { on: '2026-03-18', owed: '8978.90', interest: '78.90', costs: '900.00' },
      // 25 March: bankrupt since the 24th. Nothing is sent any more; within a week somebody is to lodge the claim.
      { on: '2026-03-25', condition: { type: 'BANKRUPTCY', from: '2026-03-24' } },
      { on: '2026-03-26', stands: 'ON_HOLD INSOLVENCY_PROCEEDINGS', next: null, tasks: 'INSOLVENCY_CLAIM 2026-04-01' },
      // 26 March: it is lodged, which keeps it from limitation while the bankruptcy goes on.
      { on: '2026-03-26', proceeding: { type: 'BANKRUPTCY_FILED' } },
      { on: '2026-03-27', stands: 'ON_HOLD INSOLVENCY_PROCEEDINGS', tasks: '' },
      // 27 April: a dividend of 1 500, 900 for the costs and 600 of the principal. 8000 × 12 % × 70/365 = 184.11.
      { on: '2026-04-27', pay: '1500.00' },
      { on: '2026-04-27', owed: '7584.11', interest: '184.11', costs: '900.00', paid: '1500.00' },
      // 28 April: the bankruptcy was over yesterday. What is left falls away. Of the costs 460 were the creditor's compensation.
      { on: '2026-04-28', condition: { type: 'BANKRUPTCY', from: '2026-03-24', until: '2026-04-27' } },
      { on: '2026-04-28', proceeding: { type: 'COURT_ENDED', step: 'BANKRUPTCY_PETITION' } },
      { on: '2026-04-28', close: 'INSOLVENT' },
      { on: '2026-04-28', stands: 'CLOSED INSOLVENT' },
      { on: '2026-04-28', owed: '0.00' },
      { on: '2026-04-28', books: { client_funds: '1500.00', 'creditor:payable': '-1060.00', 'income:costs': '-440.00' } },
      { on: '2026-04-30', letters: 'COLLECTION_NOTICE 2026-03-02, PAYMENT_DEMAND 2026-03-18, CLOSING_STATEMENT 2026-04-28' },
    ],
  },
  {
    ...owing('Didrik Direkte', '4000.00'),
    title: 'Paid to the creditor itself',
    timeline: [
      // 20 March: 2 000 reach the creditor, 600 of them for our salær, which it now owes us. 32 days, 42.08.
      { on: '2026-03-20', pay: '2000.00', toCreditor: true },
      { on: '2026-03-20', owed: '2642.08', interest: '42.08', costs: '600.00', paid: '2000.00' },
      {
        on: '2026-03-20',
        books: {
          'receivable:principal': '2600.00', 'receivable:interest': '42.08', 'creditor:claims': '-2600.00', 'creditor:interest': '-42.08',
          'creditor:received': '600.00', 'income:costs': '-600.00',
        },
      },
      // 25 March: so does the rest. 42.0822 and 2600 × 12 % × 5/365 = 4.2740, together 46.36.
      { on: '2026-03-25', owed: '2646.36', interest: '46.36', costs: '600.00' },
      { on: '2026-03-25', pay: '2646.36', toCreditor: true },
      { on: '2026-03-25', stands: 'CLOSED PAID' },
      { on: '2026-04-08', letters: 'COLLECTION_NOTICE 2026-03-02, PAYMENT_DEMAND 2026-03-18' },
    ],
  },
  {
    ...owing('Olga Overbetalt', '4000.00'),
    title: 'Paid too much, and given back',
    timeline: [
      // 10 March: 4 000, 22 × 1.315068 = 28.93 and 38 are owed, 4 566.93 come. 500 are the debtor's, to be sent back within ten days.
      { on: '2026-03-10', owed: '4066.93', interest: '28.93', costs: '38.00' },
      { on: '2026-03-10', pay: '4566.93' },
      { on: '2026-03-10', stands: 'CLOSED PAID', tasks: 'OVERPAYMENT 2026-03-20' },
      {
        on: '2026-03-10',
        books: { client_funds: '4566.93', 'creditor:payable': '-4028.93', 'income:costs': '-38.00', suspense: '-500.00' },
      },
      // 12 March: they are.
      { on: '2026-03-12', refund: '500.00' },
      { on: '2026-03-12', stands: 'CLOSED PAID', tasks: '' },
      { on: '2026-03-12', books: { client_funds: '4066.93', 'creditor:payable': '-4028.93', 'income:costs': '-38.00' } },
    ],
  },
  {
    ...owing('Siri Solgt', '4000.00'),
    title: 'Sold',
    timeline: [
      // 10 March: sold for 2 500 after the inkassovarsel. The debtor owes what it owed, to another; the price is not our money.
      { on: '2026-03-10', sell: '2500.00', to: kjoper },
      { on: '2026-03-10', ofSeller: true, books: { 'creditor:sold': '-2500.00', 'sale:due': '2500.00' } },
      {
        on: '2026-03-10',
        books: {
          'receivable:principal': '4000.00', 'receivable:interest': '28.93', 'receivable:costs': '38.00', 'creditor:claims': '-4000.00',
          'creditor:interest': '-28.93', 'income:costs': '-38.00', 'creditor:bought': '2500.00', 'sale:due': '-2500.00',
        },
      },
      { on: '2026-03-10', says: 'Eksempel 981566378 AS overdro kravet til Eksempel Kjøper AS 10. mars 2026.', payBy: null },
      { on: '2026-03-10', owed: '4066.93', interest: '28.93', costs: '38.00' },
      // 18 March: the varsel of 2 March still opens for the betalingsoppfordring. 39.45 and 600.
      { on: '2026-03-18', owed: '4639.45', interest: '39.45', costs: '600.00' },
      { on: '2026-03-18', letters: 'ASSIGNMENT_NOTICE 2026-03-10, PAYMENT_DEMAND 2026-03-18' },
      // 30 March: 42 days, 55.23. Paid, to the buyer.
      { on: '2026-03-30', pay: '4655.23' },
      { on: '2026-03-30', stands: 'CLOSED PAID' },
      {
        on: '2026-03-30',
        books: {
          client_funds: '4655.23', 'creditor:payable': '-4055.23', 'income:costs': '-600.00', 'creditor:bought': '2500.00', 'sale:due': '-2500.00',
        },
      },
    ],
  },
]); // prettier-ignore
