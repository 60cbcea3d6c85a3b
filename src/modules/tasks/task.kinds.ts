import type { TaskKind, TaskRole } from '../../graphql/task.enums.js';

interface KindOfTask {
  readonly role: TaskRole;
  /** The mutation that sees to it and closes it; `settleTask` where what is to be done is done outside the system. */
  readonly mutation: string;
}

const byHand = { role: 'AGENT', mutation: 'settleTask' } as const;
const ours = (mutation: string): KindOfTask => ({ role: 'AGENT', mutation });
const creditors = (mutation: string): KindOfTask => ({ role: 'CREDITOR', mutation });

/** Whose each kind of task is, and how it is settled. */
export const TASK_KINDS: Readonly<Record<TaskKind, KindOfTask>> = {
  APPROVAL: creditors('approveStep'),
  ANSWER_DUE: creditors('answerInquiry'),
  DISPUTE_ANSWER: creditors('answerDispute'),
  MANUAL_REVIEW: ours('rerouteCase'),
  HANDOVER_UNSETTLED: ours('rerouteCase'),
  PLAN_PROPOSAL: ours('acceptPaymentPlan'),
  CASE_HELD: ours('resumeCase'),
  INSOLVENCY_OVER: ours('resumeCase'),
  LIMITATION_NEAR: ours('takeStep'),
  ADDRESS_CHECK: ours('changeDebtorAddress'),
  INSOLVENCY_CLAIM: ours('recordProceeding'),
  SALE_TO_OFFER: ours('sellCase'),
  OVERPAYMENT: ours('refundSurplus'),
  PAYOUT_BLOCKED: ours('setCreditorBankAccount'),
  PAYOUT_REJECTED: ours('setCreditorBankAccount'),
  UNMATCHED_MONEY: ours('assignBankEntry'),
  UNMATCHED_REVERSAL: ours('discardBankEntry'),
  SIMILAR_CLAIM: ours('closeCase'),
  PARTNER_SILENT: byHand,
  TOTALS_DIFFER: byHand,
  STATUS_DIFFERS: byHand,
  PHASE_UNKNOWN: byHand,
  PARTNER_TO_BE_TOLD: byHand,
  UNPAID_AFTER_ALL: byHand,
  REMITTANCE_NOT_BOOKED: byHand,
  CLIENT_FUNDS_TO_COVER: byHand,
  ESTATE: byHand,
  APPLICATION_TO_WITHDRAW: byHand,
  HANDOVER_LATE: byHand,
  MONEY_OWED_BACK: ours('refundSurplus'),
  CLOSED_UNPAID: byHand,
  PAYMENT_DAY_DOUBTFUL: byHand,
  REPORT_UNREADABLE: byHand,
  PAID_TO_CREDITOR: ours('recordPayment'),
  DOCUMENT_NOT_FETCHED: byHand,
  WEBHOOK_DISABLED: ours('updateWebhookSubscription'),
  ADDRESS_PROTECTED: byHand,
  DATA_DUE: byHand,
};
