import type { SettlementSchedule as ScheduleWord } from '../domain/commission.js';
import type { SettlementLineKind as LineWord } from '../domain/settlement.js';
import { graphqlEnum } from './enums.js';

export const SettlementSchedule = graphqlEnum<ScheduleWord>(
  'SettlementSchedule',
  'How often a creditor is settled with.',
  {
    DAILY: 'Each bank day, for the days before.',
    WEEKLY: 'On the first bank day of each week, for the week before.',
    MONTHLY: 'On the first bank day of each month, for the month before.',
  },
);
export type SettlementSchedule = ScheduleWord;

export const SettlementLineKind = graphqlEnum<LineWord>('SettlementLineKind', 'What a line of a settlement is about.', {
  COLLECTED: "The creditor's part of a payment that came to us.",
  DIRECT_PAYMENT: "The creditor's part of a payment that it received itself: nothing is paid out for it.",
  REVERSAL: 'What the creditor was paid for a payment that was taken back.',
  OUR_COSTS: 'Our costs, within a payment that the creditor received itself.',
  EXCHANGE: 'What money that came in another currency turned out to be worth less, or more.',
  COMMISSION: 'Our commission on what was collected.',
  CASE_FEE: 'Our fee for taking in a case.',
  SUBSCRIPTION: 'Our fee for a month.',
  OUTLAY: 'What we paid an authority and the debtor has not paid back.',
  PARTNER_CHARGE: 'What a partner charged for its work.',
  VAT: 'Tax on our commission and fees, and on our costs where the creditor deducts it.',
});
export type SettlementLineKind = LineWord;

export const PayoutStatus = graphqlEnum('PayoutStatus', 'Where the money of a settlement is.', {
  NOTHING: 'There is nothing to pay out.',
  BLOCKED: 'It is not known to which account it is to be paid.',
  WAITING: 'It goes with the next file.',
  SENT: 'It has been ordered from the bank.',
  PAID: 'The bank has carried it out.',
});
export type PayoutStatus = keyof typeof PayoutStatus;
