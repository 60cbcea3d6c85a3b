import { consumer, SUPPLIER } from '../worked/swedish.js';
import { workedCases } from '../worked/world.js';

/**
 * What can become of a Swedish case, story by story; the one that is watched for two years is in surveillance.test.ts. Every claim,
 * 3 650 kr of a consumer, was due on Monday 16 February 2026 and is handed over on Monday 2 March, day 14:
 *   2 March   inkassokrav, 180 (se.md 1.1, SE-FEE-INKASSO); twelve days end on Saturday the 14th: to pay by Monday the 16th
 *  23 March   four days after it was missed end on Saturday the 21st (SE-DL-KFM-GRACE): Kronofogden is open from the Monday
 * Late interest 10 % from 17 February (2.2, 2.3), on 3 650 1.00 a day, each stretch rounded by itself (2.4). Money covers costs, then
 * interest, then principal (8). No bank is open from 3 to 6 April, on 1 and 14 May.
 */
const kopare = { ...SUPPLIER, name: 'Exempel Köpare AB', organisationNumber: '556103-4249' };
/** Takes whoever does not pay to Kronofogden. */
const rattslig = { ...SUPPLIER, name: 'Exempel Rättslig AB', organisationNumber: '556047-3521' };
const TO_COURT = { goLegal: 'AUTOMATIC' };

const owing = (name: string) => ({
  registeredOn: '2026-03-02', creditor: SUPPLIER, debtor: consumer(name), claims: [{ principal: '3650.00', dueDate: '2026-02-16' }],
}); // prettier-ignore
const bound = (name: string) => ({ ...owing(name), creditor: rattslig, strategy: TO_COURT });

workedCases('2026-03-02', 'SEK', [
  {
    ...bound('Frida Första'),
    title: 'Paid after the first letter',
    timeline: [
      // 2 March: the inkassokrav.
      { on: '2026-03-02', owed: '3844.00', interest: '14.00', costs: '180.00' },
      // 12 March: all of it is paid, 24 × 1.00. Our fee is ours, the rest the creditor's.
      { on: '2026-03-12', owed: '3854.00', interest: '24.00', costs: '180.00' },
      { on: '2026-03-12', pay: '3854.00' },
      { on: '2026-03-12', stands: 'CLOSED PAID', next: null, tasks: '' },
      { on: '2026-03-12', books: { client_funds: '3854.00', 'creditor:payable': '-3674.00', 'income:costs': '-180.00' } },
      // 23 March: nothing goes to Kronofogden.
      { on: '2026-03-23', letters: 'PAYMENT_DEMAND 2026-03-02' },
    ],
  },
  {
    ...bound('Petter Plan'),
    title: 'Paid in part, a plan, default, legal',
    timeline: [
      // 10 March: 830 come: 180, 22 days of interest, 628 of the principal.
      { on: '2026-03-10', pay: '830.00' },
      { on: '2026-03-10', owed: '3022.00', interest: '22.00', costs: '180.00', paid: '830.00' },
      // 17 March: a plan of the whole debt, 170 (SE-FEE-PLAN). 3022 × 10 % × 7/365 = 5.80. To 17 April 38 days, 31.46: of 1 600 costs
      // take 170, interest 31.46, the principal 1 398.54; 1 623.46 to 18 May (the 17th is a Sunday), 31 days, 13.79: 1 637.25.
      { on: '2026-03-17', owed: '3027.80', interest: '27.80', costs: '180.00' },
      { on: '2026-03-17', plan: [['2026-04-17', '1600.00'], ['2026-05-18', '1637.25']] },
      { on: '2026-03-17', owed: '3197.80', interest: '27.80', costs: '350.00' },
      { on: '2026-03-17', stands: 'ON_HOLD PAYMENT_PLAN', plans: 'ACTIVE' },
      // 20 April, Monday after the Friday that was missed: reminded; twelve days end on Saturday 2 May. 41 days, 33.95.
      { on: '2026-04-20', says: '17 april 2026 1 600,00 kr', payBy: '2026-05-04' },
      { on: '2026-04-20', owed: '3225.95', interest: '55.95', costs: '350.00' },
      // 5 May: the plan is over; twelve days end on Sunday the 17th. 56 days, 46.36. Legal steps wait for that time.
      { on: '2026-05-05', says: 'upphörde att gälla den 5 maj 2026', payBy: '2026-05-18' },
      { on: '2026-05-05', owed: '3238.36', interest: '68.36', costs: '350.00' },
      { on: '2026-05-05', stands: 'ACTIVE', plans: 'DEFAULTED', next: 'COURT_APPLICATION 2026-05-19' },
      // 19 May: the application for a payment order. 70 days, 57.96.
      { on: '2026-05-19', owed: '3249.96', interest: '79.96', costs: '350.00' },
      { on: '2026-05-19', stands: 'ACTIVE', stage: 'LEGAL' },
      { on: '2026-05-19', letters: 'PAYMENT_DEMAND 2026-03-02, PAYMENT_PLAN 2026-03-17, INSTALMENT_REMINDER 2026-04-20, PLAN_DEFAULT 2026-05-05, COURT_APPLICATION 2026-05-19' },
      // 8 June: the utslag, with 300 for the application and 380 for the work (1.3). 90 days, 74.52: 3 022 + 74.52 + 170 + 680.
      // Three years anew, as before the utslag (5, preskriptionslagen 6–7 §§).
      { on: '2026-06-08', proceeding: { type: 'TITLE_GIVEN', awarded: '680.00' } },
      { on: '2026-06-08', owed: '3946.52', interest: '96.52', costs: '1030.00' },
      { on: '2026-06-08', stands: 'ACTIVE', stage: 'LEGAL', lastDay: '2029-06-08' },
      { on: '2026-06-08', pay: '3946.52' },
      { on: '2026-06-08', stands: 'CLOSED PAID', plans: 'DEFAULTED' },
    ],
  },
  {
    ...owing('Rakel Rätt'),
    title: 'A dispute is upheld',
    timeline: [
      // 10 March: objected to; the creditor has 14 days to answer.
      { on: '2026-03-10', owed: '3852.00', interest: '22.00', costs: '180.00' },
      { on: '2026-03-10', dispute: 'The goods were sent back.' },
      { on: '2026-03-10', stands: 'ON_HOLD DISPUTE', next: null, tasks: 'DISPUTE_ANSWER 2026-03-24' },
      // 20 March: rightly. Nothing is owed, nor for the letter, and the debtor is told.
      { on: '2026-03-20', upheld: true },
      { on: '2026-03-20', stands: 'CLOSED DISPUTE_UPHELD', tasks: '' },
      { on: '2026-03-20', owed: '0.00' },
      { on: '2026-03-20', books: {} },
      { on: '2026-03-23', letters: 'PAYMENT_DEMAND 2026-03-02, CLOSING_STATEMENT 2026-03-20' },
    ],
  },
  {
    ...bound('Anton Avvisad'),
    title: 'A dispute is dismissed',
    timeline: [
      // 10 March: objected to. 12 March: the creditor answers, which asks for nothing.
      { on: '2026-03-10', dispute: 'The goods never came.' },
      { on: '2026-03-12', answer: 'They were signed for on 3 February.' },
      { on: '2026-03-12', says: 'They were signed for on 3 February.', payBy: null },
      // 18 March: dismissed, with twelve days. 30 × 1.00.
      { on: '2026-03-18', upheld: false },
      { on: '2026-03-18', owed: '3860.00', interest: '30.00', costs: '180.00' },
      { on: '2026-03-18', says: 'Invändningen har prövats och inte godtagits.', payBy: '2026-03-30' },
      // 23 March: Kronofogden would be open since the inkassokrav; the new time is kept.
      { on: '2026-03-23', letters: 'PAYMENT_DEMAND 2026-03-02, OBJECTION_ANSWER 2026-03-12, OBJECTION_ANSWER 2026-03-18' },
      // 31 March: it is over. 43 × 1.00.
      { on: '2026-03-31', owed: '3873.00', interest: '43.00', costs: '180.00' },
      { on: '2026-03-31', stands: 'ACTIVE', stage: 'LEGAL' },
      // 1 April: all of it is paid; within a week somebody is to withdraw the application.
      { on: '2026-04-01', pay: '3874.00' },
      { on: '2026-04-02', stands: 'CLOSED PAID', tasks: 'APPLICATION_TO_WITHDRAW 2026-04-08' },
      { on: '2026-04-02', letters: 'PAYMENT_DEMAND 2026-03-02, OBJECTION_ANSWER 2026-03-12, OBJECTION_ANSWER 2026-03-18, COURT_APPLICATION 2026-03-31' },
    ],
  },
  {
    ...owing('Tore Tillbaka'),
    title: 'Withdrawn before legal steps',
    timeline: [
      // 16 March: the creditor wants no more of it. The fee and the interest fall away with the claim, and the debtor is told.
      { on: '2026-03-16', withdraw: 'Överenskommet med kunden' },
      { on: '2026-03-16', stands: 'CLOSED WITHDRAWN', next: null },
      { on: '2026-03-16', owed: '0.00' },
      { on: '2026-03-16', books: {} },
      { on: '2026-03-17', stands: 'CLOSED WITHDRAWN', tasks: '' },
      { on: '2026-03-17', letters: 'PAYMENT_DEMAND 2026-03-02, CLOSING_STATEMENT 2026-03-16' },
    ],
  },
  {
    ...bound('Rune Rättssak'),
    title: 'Withdrawn after legal steps',
    timeline: [
      // 23 March: the application for a payment order. 35 × 1.00.
      { on: '2026-03-23', owed: '3865.00', interest: '35.00', costs: '180.00' },
      { on: '2026-03-23', stands: 'ACTIVE', stage: 'LEGAL' },
      // 24 March: withdrawn. Within a week somebody is to withdraw the application too; the debtor is told.
      { on: '2026-03-24', withdraw: 'Överenskommet med kunden' },
      { on: '2026-03-24', owed: '0.00' },
      { on: '2026-03-24', books: {} },
      { on: '2026-03-25', stands: 'CLOSED WITHDRAWN', stage: 'LEGAL', tasks: 'APPLICATION_TO_WITHDRAW 2026-03-31' },
      { on: '2026-03-25', letters: 'PAYMENT_DEMAND 2026-03-02, COURT_APPLICATION 2026-03-23, CLOSING_STATEMENT 2026-03-24' },
    ],
  },
  {
    ...bound('Inga Insolvent'),
    title: 'Insolvent',
    timeline: [
      // 11 March: debt restructuring was announced on the 10th. Claims are told within a month (skuldsaneringslagen 19 §); somebody is
      // to do so within a week. Nothing goes to Kronofogden on the 23rd.
      { on: '2026-03-11', condition: { type: 'DEBT_RESTRUCTURING', from: '2026-03-10' } },
      { on: '2026-03-12', stands: 'ON_HOLD INSOLVENCY_PROCEEDINGS', next: null, tasks: 'INSOLVENCY_CLAIM 2026-03-18' },
      // 12 March: it is told.
      { on: '2026-03-12', proceeding: { type: 'BANKRUPTCY_FILED' } },
      { on: '2026-03-13', stands: 'ON_HOLD INSOLVENCY_PROCEEDINGS', tasks: '' },
      // 27 April: 1 000 are paid: 180, 70 days of interest, 750 of the principal.
      { on: '2026-04-27', pay: '1000.00' },
      { on: '2026-04-27', owed: '2900.00', interest: '70.00', costs: '180.00', paid: '1000.00' },
      // 28 April: it was over yesterday. What is left falls away, and the debtor may be told.
      { on: '2026-04-28', condition: { type: 'DEBT_RESTRUCTURING', from: '2026-03-10', until: '2026-04-27' } },
      { on: '2026-04-28', proceeding: { type: 'COURT_ENDED', step: 'BANKRUPTCY_PETITION' } },
      { on: '2026-04-28', close: 'INSOLVENT' },
      { on: '2026-04-28', stands: 'CLOSED INSOLVENT' },
      { on: '2026-04-28', owed: '0.00' },
      { on: '2026-04-28', books: { client_funds: '1000.00', 'creditor:payable': '-820.00', 'income:costs': '-180.00' } },
      { on: '2026-04-29', letters: 'PAYMENT_DEMAND 2026-03-02, CLOSING_STATEMENT 2026-04-28' },
    ],
  },
  {
    ...owing('Dag Direkt'),
    title: 'Paid to the creditor itself',
    timeline: [
      // 10 March: 1 000 reach the creditor: our 180, which it now owes us, 22 days of interest, 798 of the principal.
      { on: '2026-03-10', pay: '1000.00', toCreditor: true },
      { on: '2026-03-10', owed: '2852.00', interest: '22.00', costs: '180.00', paid: '1000.00' },
      {
        on: '2026-03-10',
        books: { 'receivable:principal': '2852.00', 'creditor:claims': '-2852.00', 'creditor:received': '180.00', 'income:costs': '-180.00' },
      },
      // 16 March: so does the rest, in time. 2852 × 10 % × 6/365 = 4.69.
      { on: '2026-03-16', owed: '2856.69', interest: '26.69', costs: '180.00' },
      { on: '2026-03-16', pay: '2856.69', toCreditor: true },
      { on: '2026-03-16', stands: 'CLOSED PAID' },
    ],
  },
  {
    ...owing('Olle Överbetald'),
    title: 'Paid too much, and given back',
    timeline: [
      // 10 March: 3 852 are owed, 4 000 come. 148 are the debtor's, to be sent back within ten days.
      { on: '2026-03-10', pay: '4000.00' },
      { on: '2026-03-10', stands: 'CLOSED PAID', tasks: 'OVERPAYMENT 2026-03-20' },
      {
        on: '2026-03-10',
        books: { client_funds: '4000.00', 'creditor:payable': '-3672.00', 'income:costs': '-180.00', suspense: '-148.00' },
      },
      // 12 March: they are.
      { on: '2026-03-12', refund: '148.00' },
      { on: '2026-03-12', stands: 'CLOSED PAID', tasks: '' },
      { on: '2026-03-12', books: { client_funds: '3852.00', 'creditor:payable': '-3672.00', 'income:costs': '-180.00' } },
    ],
  },
  {
    ...owing('Siv Såld'),
    title: 'Sold',
    timeline: [
      // 10 March: sold for 1 800 after the inkassokrav. The debtor owes what it owed, to another; the price is not our money.
      { on: '2026-03-10', sell: '1800.00', to: kopare },
      { on: '2026-03-10', ofSeller: true, books: { 'creditor:sold': '-1800.00', 'sale:due': '1800.00' } },
      {
        on: '2026-03-10',
        books: {
          'receivable:principal': '3650.00', 'receivable:interest': '22.00', 'receivable:costs': '180.00', 'creditor:claims': '-3650.00',
          'creditor:interest': '-22.00', 'income:costs': '-180.00', 'creditor:bought': '1800.00', 'sale:due': '-1800.00',
        },
      },
      { on: '2026-03-10', says: 'Exempel Leverantör AB överlät fordran till Exempel Köpare AB den 10 mars 2026.', payBy: null },
      // 20 March: no second inkassokrav went out. 32 × 1.00: paid, to the buyer.
      { on: '2026-03-20', owed: '3862.00', interest: '32.00', costs: '180.00' },
      { on: '2026-03-20', letters: 'ASSIGNMENT_NOTICE 2026-03-10' },
      { on: '2026-03-20', pay: '3862.00' },
      { on: '2026-03-20', stands: 'CLOSED PAID' },
      {
        on: '2026-03-20',
        books: {
          client_funds: '3862.00', 'creditor:payable': '-3682.00', 'income:costs': '-180.00', 'creditor:bought': '1800.00', 'sale:due': '-1800.00',
        },
      },
    ],
  },
]); // prettier-ignore
