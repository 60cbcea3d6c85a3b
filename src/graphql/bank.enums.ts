import { graphqlEnum } from './enums.js';

export const BankFormat = graphqlEnum('BankFormat', 'A kind of file that banks send.', {
  CAMT_053: 'Account statement, ISO 20022.',
  CAMT_054: 'Notification of credits and debits, ISO 20022.',
  PAIN_002: 'What became of transfers we ordered, ISO 20022.',
  OCR_GIRO: 'Incoming payments with a KID, Norway.',
  BGMAX: 'Incoming payments of Bankgirot, Sweden.',
  KTL: 'Incoming reference payments, Finland.',
});
export type BankFormat = keyof typeof BankFormat;

export const BankDirection = graphqlEnum('BankDirection', 'Which way money moved on an account of ours.', {
  CREDIT: 'Into it.',
  DEBIT: 'Out of it.',
});
export type BankDirection = keyof typeof BankDirection;

export const BankOutcome = graphqlEnum('BankOutcome', 'What became of a line of a bank file when it was read.', {
  BOOKED: 'A payment on a case.',
  SUSPENSE: 'Waits for somebody to say whose it is.',
  REVERSED: 'Took back what an earlier line had brought.',
  DUPLICATE: 'Is known from an earlier file, and was not booked again.',
  IGNORED: 'Is nothing to be booked.',
  REJECTED: 'A transfer of ours that the bank did not carry out.',
});
export type BankOutcome = keyof typeof BankOutcome;

export const BankReason = graphqlEnum('BankReason', 'Why a line of a bank file was not booked on a case.', {
  NO_MATCH: 'Nothing says for which case it is.',
  SEVERAL_CASES: 'It names, or fits, more than one case.',
  WRONG_ACCOUNT: 'It came to an account that is not known as ours.',
  BATCH_WITHOUT_DETAILS: 'It is several payments, of which the bank says nothing further.',
  RETURNED_TRANSFER: 'It is a transfer of ours that came back.',
  NO_RATE: 'It is in another currency than the case, and there is no rate of the day.',
  RULE_NOT_ENCODED: 'It came on a day whose law is not known.',
  BEFORE_CLAIM: 'It came before there was anything to pay.',
  REVERSAL_UNKNOWN: 'It takes something back, and what is not clear.',
  POSSIBLY_KNOWN: 'It may be money that is known already, though nothing says so.',
  ALREADY_KNOWN: 'It is known from an earlier file.',
  NOT_BOOKED_YET: 'The bank has only announced it.',
  OUTGOING: 'It went out, and is none of our payouts.',
  PAYOUT_MADE: 'It is a payout of ours, and is now known to be made.',
  NO_MONEY: 'Its amount is nothing.',
  REVERSAL_BOOKED: 'What it takes back was found.',
  TRANSFER_REJECTED: 'The bank refused a transfer of ours.',
  TRANSFER_STATUS: 'The bank tells how far a transfer of ours has come.',
});
export type BankReason = keyof typeof BankReason;

export const MatchRule = graphqlEnum('MatchRule', 'Why money was booked on a case without asking anybody.', {
  PAYMENT_REFERENCE: "The payer quoted the case's payment reference.",
  CASE_REFERENCE: "The payer named the case's own reference.",
  REFERENCE_IN_TEXT: "The payment reference stands in the payer's text, and payer or amount agree.",
  INVOICE_AND_AMOUNT: 'The payer named an invoice of one open case, and paid exactly it or all that was owed.',
  PAYER_AND_AMOUNT:
    'The payer is the debtor of one open case alone, and paid exactly what was owed, or one of its invoices.',
});
export type MatchRule = keyof typeof MatchRule;

export const MatchEvidence = graphqlEnum('MatchEvidence', 'Something that speaks for a case.', {
  PAYMENT_REFERENCE: 'Its payment reference is quoted.',
  CASE_REFERENCE: 'Its own reference is named.',
  REFERENCE_IN_TEXT: 'Its payment reference stands somewhere in the text.',
  INVOICE_NUMBER: 'One of its invoices is named.',
  PAYER: 'The payer is its debtor.',
  AMOUNT: 'The amount is what was owed, or one of its invoices.',
});
export type MatchEvidence = keyof typeof MatchEvidence;

export const SuspenseEnd = graphqlEnum('SuspenseEnd', 'How money in suspense found its end.', {
  ASSIGNED: 'A person said which case it is for.',
  RETURNED: 'It was sent back to whoever paid.',
  DISCARDED: 'It was no money to be accounted for: known already, or the bank put it right itself.',
  REVERSED: 'The bank took it back.',
  ITEMISED: 'A later file told its parts.',
});
export type SuspenseEnd = keyof typeof SuspenseEnd;
