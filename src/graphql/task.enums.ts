import { graphqlEnum } from './enums.js';

export const TaskKind = graphqlEnum('TaskKind', 'What a person is to see to.', {
  PARTNER_SILENT: 'A partner has not kept a promise to accept, to answer or to tell where a case stands.',
  TOTALS_DIFFER: 'A partner says that it has collected something else than we have booked.',
  STATUS_DIFFERS: 'A partner has ended a case that is open with us, or works one that has ended.',
  ANSWER_DUE: 'A partner waits for the answer to a question.',
  PHASE_UNKNOWN: 'A partner used a word for where a case stands that we do not know.',
  PARTNER_TO_BE_TOLD: 'Something cannot be told through the network and must be told by other means.',
  HANDOVER_LATE: 'A case has waited for more than a day to be handed over to the partner it is routed to.',
  HANDOVER_UNSETTLED: 'A partner may still work a case that was taken back, and cannot be told to let go.',
  UNPAID_AFTER_ALL:
    'A payment that a closed case rests on was taken back; whether the rest is claimed anew is to be decided.',
  REMITTANCE_NOT_BOOKED: 'A partner says that it sent us money that does not go with what it holds.',
  MONEY_OWED_BACK: 'A partner told of money for a case that had ended; it is owed back to whoever paid.',
  CLOSED_UNPAID: 'A partner ended a case as paid that is not paid by what it has told. Settled, its word is taken.',
  PAYMENT_DAY_DOUBTFUL: 'A partner says that money came in before there was an invoice.',
  REPORT_UNREADABLE:
    'A partner said something about a case that cannot be read, or not be taken in beside what we have.',
  PAID_TO_CREDITOR: 'A partner has heard of money that the debtor paid to the creditor, and that is not recorded here.',
  DOCUMENT_NOT_FETCHED: 'A partner put a document to a case that cannot be fetched or kept.',
  WEBHOOK_DISABLED: 'An endpoint for webhooks was switched off because nothing arrives there.',
  ADDRESS_PROTECTED: 'A partner was given the address of a debtor that has come to be protected.',
  SALE_TO_OFFER: "A case has been under surveillance so long that its creditor's strategy has its sale considered.",
  OVERPAYMENT: 'More was paid on a case than was owed; the rest goes back to whoever paid.',
  CLIENT_FUNDS_TO_COVER:
    'A payment was taken back that had been passed on, to the creditor or to whoever paid: until that comes back, our own money is to stand in for it.',
  PAYOUT_BLOCKED: 'It is not known to which account a settlement is to be paid.',
  PAYOUT_REJECTED: 'The bank did not carry out a payout.',
  ESTATE: 'The debtor has died: the claim is to be brought to the estate.',
  INSOLVENCY_CLAIM: 'The claim is to be lodged in the insolvency proceedings of the debtor.',
  INSOLVENCY_OVER:
    'The insolvency proceedings of the debtor are over; whether the case goes on or is closed is to be decided.',
  APPLICATION_TO_WITHDRAW:
    'A case was closed while an application was before an authority, where it is to be withdrawn.',
  DISPUTE_ANSWER: 'The creditor is to answer an objection of the debtor.',
  UNMATCHED_MONEY: 'Money came in, and it is not known whose it is.',
  UNMATCHED_REVERSAL: 'The bank took money back, and it is not known which payment that was.',
  SIMILAR_CLAIM: 'A claim is like another of the same debtor; whether they are one is to be found out.',
  APPROVAL: 'A step waits until somebody approves it.',
  MANUAL_REVIEW: 'Nobody works a case: who is to is for a person to decide.',
  PLAN_PROPOSAL: 'A proposed instalment plan is to be accepted or declined.',
  CASE_HELD: 'A case is on hold, since a step could not be taken or something about it is not known.',
  LIMITATION_NEAR: 'A case comes near limitation: the claim is to be kept or let go.',
  ADDRESS_CHECK: "A letter came back: the debtor's address is to be found.",
  DATA_DUE: 'A partner that no longer has a case owes us its data on it.',
});
export type TaskKind = keyof typeof TaskKind;

export const TaskRole = graphqlEnum('TaskRole', 'Who is to see to a task.', {
  AGENT: 'The agency.',
  CREDITOR: 'The creditor.',
});
export type TaskRole = keyof typeof TaskRole;
