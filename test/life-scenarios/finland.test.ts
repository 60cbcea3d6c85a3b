import { consumer, creditor, verkko } from '../worked/finnish.js';
import { workedCases } from '../worked/world.js';

/**
 * What can become of a Finnish case, story by story; the one that is watched for two years is in surveillance.test.ts. Every claim,
 * 730 euro of a consumer, was due on Monday 16 February 2026 and is handed over on Monday 2 March, day 14:
 *   2 March   reminder, a day too early for a fee (fi.md 3, § 10 b), to pay by the 16th
 *  17 March   maksuvaatimus after fourteen full days: 24 above 100 and up to 1 000 (1.1); to pay by 31 March
 *   1 April   both times being over, the claim may go to court (perintalaki § 6)
 * Late interest 9.5 % from 17 February (2), 0.19 a day on 730, rounded in all. Money covers interest, principal, costs (513/1999
 * § 11 a). No bank is open from 3 to 6 April, on 1 and 14 May.
 */
const ostaja = creditor('Esimerkki Ostaja Oy', '0112038-9');
/** Takes whoever does not pay to court. */
const oikeus = creditor('Esimerkki Oikeus Oy', '1572860-0');
const TO_COURT = { goLegal: 'AUTOMATIC' };

const owing = (name: string) => ({
  registeredOn: '2026-03-02', creditor: verkko, debtor: consumer(name), claims: [{ principal: '730.00', dueDate: '2026-02-16' }],
}); // prettier-ignore
const bound = (name: string) => ({ ...owing(name), creditor: oikeus, strategy: TO_COURT });

workedCases('2026-03-02', 'EUR', [
  {
    ...owing('Eeva Ensimmäinen'),
    title: 'Paid after the first letter',
    timeline: [
      // 2 March: the reminder. 14 × 0.19.
      { on: '2026-03-02', owed: '732.66', interest: '2.66', costs: '0.00' },
      // 10 March: all of it is paid, 22 × 0.19, and all of it is the creditor's.
      { on: '2026-03-10', owed: '734.18', interest: '4.18', costs: '0.00' },
      { on: '2026-03-10', pay: '734.18' },
      { on: '2026-03-10', stands: 'CLOSED PAID', next: null, tasks: '' },
      { on: '2026-03-10', books: { client_funds: '734.18', 'creditor:payable': '-734.18' } },
      // 17 March: no demand.
      { on: '2026-03-17', letters: 'REMINDER 2026-03-02' },
    ],
  },
  {
    ...bound('Paavo Suunnitelma'),
    title: 'Paid in part, a plan, default, legal',
    timeline: [
      // 17 March: the demand. 29 × 0.19.
      { on: '2026-03-17', owed: '759.51', interest: '5.51', costs: '24.00' },
      // 20 March: 136.08 come: 32 days of interest, 6.08, and 130 of the principal.
      { on: '2026-03-20', pay: '136.08' },
      { on: '2026-03-20', owed: '624.00', interest: '6.08', costs: '24.00', paid: '136.08' },
      // 25 March: two instalments, 20 (1.1). 600 × 9.5 % × 5/365 = 0.7808. To 27 April 38 days, 5.9342: of 325 interest takes 5.93, the
      // principal 319.07; 280.93 to 25 May, 28 days, 2.0473, and 44 of costs: 326.98.
      { on: '2026-03-25', owed: '624.78', interest: '6.86', costs: '24.00' },
      { on: '2026-03-25', plan: [['2026-04-27', '325.00'], ['2026-05-25', '326.98']] },
      { on: '2026-03-25', owed: '644.78', interest: '6.86', costs: '44.00' },
      { on: '2026-03-25', stands: 'ON_HOLD PAYMENT_PLAN', plans: 'ACTIVE' },
      // 28 April: nothing has come: reminded, free of charge. 39 days, 6.0904.
      { on: '2026-04-28', says: '27. huhtikuuta 2026 325,00', payBy: '2026-05-12' },
      { on: '2026-04-28', owed: '650.09', interest: '12.17', costs: '44.00' },
      // 13 May: the plan is over. 54 days, 8.4329.
      { on: '2026-05-13', says: 'rauennut 13. toukokuuta 2026', payBy: '2026-05-27' },
      { on: '2026-05-13', owed: '652.43', interest: '14.51', costs: '44.00' },
      { on: '2026-05-13', stands: 'ACTIVE', plans: 'DEFAULTED', next: 'COURT_APPLICATION 2026-05-28' },
      // 28 May: the application to the district court. 69 days, 10.7753.
      { on: '2026-05-28', owed: '654.78', interest: '16.86', costs: '44.00' },
      { on: '2026-05-28', stands: 'ACTIVE', stage: 'LEGAL' },
      { on: '2026-05-28', letters: 'REMINDER 2026-03-02, PAYMENT_DEMAND 2026-03-17, PAYMENT_PLAN 2026-03-25, INSTALMENT_REMINDER 2026-04-28, PLAN_DEFAULT 2026-05-13, COURT_APPLICATION 2026-05-28' },
      // 8 June: the judgment, with 80 for a claim of 300 to 1 000 and 70 for the court (1.5). 80 days, 12.4932: 600 + 12.49 + 44 + 150.
      // Five years from a title (728/2003 § 13).
      { on: '2026-06-08', proceeding: { type: 'TITLE_GIVEN', awarded: '150.00' } },
      { on: '2026-06-08', owed: '806.49', interest: '18.57', costs: '194.00' },
      { on: '2026-06-08', stands: 'ACTIVE', stage: 'LEGAL', lastDay: '2031-06-08' },
      { on: '2026-06-08', pay: '806.49' },
      { on: '2026-06-08', stands: 'CLOSED PAID', plans: 'DEFAULTED' },
    ],
  },
  {
    ...owing('Raija Oikeassa'),
    title: 'A dispute is upheld',
    timeline: [
      // 20 March: objected to after the demand. 32 × 0.19. Fourteen days to answer end on Good Friday.
      { on: '2026-03-20', owed: '760.08', interest: '6.08', costs: '24.00' },
      { on: '2026-03-20', dispute: 'The goods were sent back.' },
      { on: '2026-03-20', stands: 'ON_HOLD DISPUTE', next: null, tasks: 'DISPUTE_ANSWER 2026-04-07' },
      // 27 March: rightly. Nothing is owed, nor for the letters, and the debtor is told.
      { on: '2026-03-27', upheld: true },
      { on: '2026-03-27', stands: 'CLOSED DISPUTE_UPHELD', tasks: '' },
      { on: '2026-03-27', owed: '0.00' },
      { on: '2026-03-27', books: {} },
      { on: '2026-03-30', letters: 'REMINDER 2026-03-02, PAYMENT_DEMAND 2026-03-17, CLOSING_STATEMENT 2026-03-27' },
    ],
  },
  {
    ...bound('Antti Hylätty'),
    title: 'A dispute is dismissed',
    timeline: [
      // 20 March: objected to. 24 March: the creditor answers, which asks for nothing.
      { on: '2026-03-20', dispute: 'The goods never came.' },
      { on: '2026-03-24', answer: 'They were signed for on 3 February.' },
      { on: '2026-03-24', says: 'They were signed for on 3 February.', payBy: null },
      // 30 March: dismissed, with fourteen days. 42 × 0.19.
      { on: '2026-03-30', upheld: false },
      { on: '2026-03-30', owed: '761.98', interest: '7.98', costs: '24.00' },
      { on: '2026-03-30', says: 'eikä sitä ole hyväksytty', payBy: '2026-04-13' },
      // 1 April: the demand's time is over, the new one is not.
      { on: '2026-04-01', letters: 'REMINDER 2026-03-02, PAYMENT_DEMAND 2026-03-17, OBJECTION_ANSWER 2026-03-24, OBJECTION_ANSWER 2026-03-30' },
      // 14 April: it is. 57 × 0.19.
      { on: '2026-04-14', owed: '764.83', interest: '10.83', costs: '24.00' },
      { on: '2026-04-14', stands: 'ACTIVE', stage: 'LEGAL' },
      // 15 April: all of it is paid; within a week somebody is to withdraw the application.
      { on: '2026-04-15', pay: '765.02' },
      { on: '2026-04-16', stands: 'CLOSED PAID', tasks: 'APPLICATION_TO_WITHDRAW 2026-04-22' },
      { on: '2026-04-16', letters: 'REMINDER 2026-03-02, PAYMENT_DEMAND 2026-03-17, OBJECTION_ANSWER 2026-03-24, OBJECTION_ANSWER 2026-03-30, COURT_APPLICATION 2026-04-14' },
    ],
  },
  {
    ...owing('Tuula Takaisin'),
    title: 'Withdrawn before legal steps',
    timeline: [
      // 23 March: the creditor wants no more of it. The fee and the interest fall away with the claim, and the debtor is told.
      { on: '2026-03-23', withdraw: 'Sovittu asiakkaan kanssa' },
      { on: '2026-03-23', stands: 'CLOSED WITHDRAWN', next: null },
      { on: '2026-03-23', owed: '0.00' },
      { on: '2026-03-23', books: {} },
      { on: '2026-03-24', stands: 'CLOSED WITHDRAWN', tasks: '' },
      { on: '2026-03-24', letters: 'REMINDER 2026-03-02, PAYMENT_DEMAND 2026-03-17, CLOSING_STATEMENT 2026-03-23' },
    ],
  },
  {
    ...bound('Risto Riita'),
    title: 'Withdrawn after legal steps',
    timeline: [
      // 1 April: the application to the district court. 44 × 0.19.
      { on: '2026-04-01', owed: '762.36', interest: '8.36', costs: '24.00' },
      { on: '2026-04-01', stands: 'ACTIVE', stage: 'LEGAL' },
      // 2 April: withdrawn. Within a week somebody is to withdraw the application too; the debtor is told.
      { on: '2026-04-02', withdraw: 'Sovittu asiakkaan kanssa' },
      { on: '2026-04-02', owed: '0.00' },
      { on: '2026-04-02', books: {} },
      { on: '2026-04-07', stands: 'CLOSED WITHDRAWN', stage: 'LEGAL', tasks: 'APPLICATION_TO_WITHDRAW 2026-04-09' },
      { on: '2026-04-07', letters: 'REMINDER 2026-03-02, PAYMENT_DEMAND 2026-03-17, COURT_APPLICATION 2026-04-01, CLOSING_STATEMENT 2026-04-02' },
    ],
  },
  {
    ...bound('Irma Velka'),
    title: 'Insolvent',
    timeline: [
      // 25 March: debt restructuring began on the 23rd (57/1993). The day to tell the claim is in the decision: a week to look. Nothing
      // goes to court on 1 April.
      { on: '2026-03-25', condition: { type: 'DEBT_RESTRUCTURING', from: '2026-03-23' } },
      { on: '2026-03-26', stands: 'ON_HOLD INSOLVENCY_PROCEEDINGS', next: null, tasks: 'INSOLVENCY_CLAIM 2026-04-01' },
      // 26 March: it is told.
      { on: '2026-03-26', proceeding: { type: 'BANKRUPTCY_FILED' } },
      { on: '2026-03-27', stands: 'ON_HOLD INSOLVENCY_PROCEEDINGS', tasks: '' },
      // 27 April: 100 are paid: 70 days of interest, 13.30, and 86.70 of the principal.
      { on: '2026-04-27', pay: '100.00' },
      { on: '2026-04-27', owed: '667.30', interest: '13.30', costs: '24.00', paid: '100.00' },
      // 28 April: it was over yesterday. What is left falls away, and the debtor may be told.
      { on: '2026-04-28', condition: { type: 'DEBT_RESTRUCTURING', from: '2026-03-23', until: '2026-04-27' } },
      { on: '2026-04-28', proceeding: { type: 'COURT_ENDED', step: 'BANKRUPTCY_PETITION' } },
      { on: '2026-04-28', close: 'INSOLVENT' },
      { on: '2026-04-28', stands: 'CLOSED INSOLVENT' },
      { on: '2026-04-28', owed: '0.00' },
      { on: '2026-04-28', books: { client_funds: '100.00', 'creditor:payable': '-100.00' } },
      { on: '2026-04-29', letters: 'REMINDER 2026-03-02, PAYMENT_DEMAND 2026-03-17, CLOSING_STATEMENT 2026-04-28' },
    ],
  },
  {
    ...owing('Simo Suoraan'),
    title: 'Paid to the creditor itself',
    timeline: [
      // 20 March: 100 reach the creditor: 32 days of interest, 6.08, and 93.92 of the principal. Our fee comes last.
      { on: '2026-03-20', pay: '100.00', toCreditor: true },
      { on: '2026-03-20', owed: '660.08', interest: '6.08', costs: '24.00', paid: '100.00' },
      {
        on: '2026-03-20',
        books: { 'receivable:principal': '636.08', 'receivable:costs': '24.00', 'creditor:claims': '-636.08', 'income:costs': '-24.00' },
      },
      // 25 March: so does the rest. 636.08 × 9.5 % × 5/365 = 0.8278: 6.91 in all. The creditor owes us our 24.
      { on: '2026-03-25', owed: '660.91', interest: '6.91', costs: '24.00' },
      { on: '2026-03-25', pay: '660.91', toCreditor: true },
      { on: '2026-03-25', stands: 'CLOSED PAID' },
      { on: '2026-03-25', books: { 'creditor:received': '24.00', 'income:costs': '-24.00' } },
    ],
  },
  {
    ...owing('Yrjö Ylimaksu'),
    title: 'Paid too much, and given back',
    timeline: [
      // 10 March: 734.18 are owed, 800 come. 65.82 are the debtor's, to be sent back within ten days.
      { on: '2026-03-10', pay: '800.00' },
      { on: '2026-03-10', stands: 'CLOSED PAID', tasks: 'OVERPAYMENT 2026-03-20' },
      { on: '2026-03-10', books: { client_funds: '800.00', 'creditor:payable': '-734.18', suspense: '-65.82' } },
      // 12 March: they are.
      { on: '2026-03-12', refund: '65.82' },
      { on: '2026-03-12', stands: 'CLOSED PAID', tasks: '' },
      { on: '2026-03-12', books: { client_funds: '734.18', 'creditor:payable': '-734.18' } },
    ],
  },
  {
    ...owing('Mirja Myyty'),
    title: 'Sold',
    timeline: [
      // 10 March: sold for 400 after the reminder. The debtor owes what it owed, to another; the price is not our money.
      { on: '2026-03-10', sell: '400.00', to: ostaja },
      { on: '2026-03-10', ofSeller: true, books: { 'creditor:sold': '-400.00', 'sale:due': '400.00' } },
      {
        on: '2026-03-10',
        books: {
          'receivable:principal': '730.00', 'receivable:interest': '4.18', 'creditor:claims': '-730.00', 'creditor:interest': '-4.18',
          'creditor:bought': '400.00', 'sale:due': '-400.00',
        },
      },
      { on: '2026-03-10', says: 'Uusi velkoja on Esimerkki Ostaja Oy.', payBy: null },
      // 17 March: the reminder of 2 March still opens for the demand.
      { on: '2026-03-17', owed: '759.51', interest: '5.51', costs: '24.00' },
      { on: '2026-03-17', letters: 'ASSIGNMENT_NOTICE 2026-03-10, PAYMENT_DEMAND 2026-03-17' },
      // 30 March: 42 × 0.19. Paid, to the buyer.
      { on: '2026-03-30', pay: '761.98' },
      { on: '2026-03-30', stands: 'CLOSED PAID' },
      {
        on: '2026-03-30',
        books: { client_funds: '761.98', 'creditor:payable': '-737.98', 'income:costs': '-24.00', 'creditor:bought': '400.00', 'sale:due': '-400.00' },
      },
    ],
  },
]); // prettier-ignore
