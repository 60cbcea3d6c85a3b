/**
 * Everything that can happen to a case, as `CaseEvent.type`, the event feed and webhooks name it. A new event needs a line
 * here, a text `event.<name>` in every language, and `npm run asyncapi`.
 */
export const CASE_EVENTS = {
  registered: 'A case was taken in.',
  registeredInbound: 'A case was taken in from a partner.',
  inboundMessageSent: 'A message was sent to the partner that handed a case over.',
  inboundMessageReceived: 'A message came from the partner that handed a case over.',
  inboundDocumentSent: 'A document was sent to the partner that handed a case over.',
  inboundDocumentReceived: 'A document came from the partner that handed a case over.',
  inboundAsked: 'The partner that handed a case over was asked a question.',
  inboundAnswered: 'The partner that handed a case over answered a question.',
  claimAdded: 'An invoice was added to a case.',
  routed: 'It was decided who works a case.',
  rerouted: 'It was decided anew who works a case.',
  manualReview: 'A case handler must look at a case.',
  stepPlanned: 'The next step and its earliest day were planned.',
  stepApproved: 'A step that waited was approved.',
  stepRefused: 'A step could not be taken.',
  noticeSent: 'A letter or an application was sent.',
  noticeIncomplete: 'A letter was not sent, because something the law requires is missing.',
  paymentReceived: 'A payment was booked.',
  paymentReversed: 'A payment was taken back.',
  creditNoteRecorded: 'The creditor credited an invoice, in whole or in part.',
  paymentNotBooked: 'A partner reported a payment that could not be booked.',
  disputed: 'The debtor disputed the claim.',
  disputeResolved: 'An objection was settled.',
  paused: 'A case was put on hold.',
  resumed: 'Work on a case was resumed.',
  withdrawn: 'A case was withdrawn.',
  closed: 'A case was closed.',
  planAgreed: 'An instalment plan was agreed.',
  proceedingRecorded: 'Something happened before an authority or with the debtor.',
  proceedingRetracted: 'What was recorded of an authority or the debtor by mistake was taken back.',
  debtorCondition: 'A circumstance of the debtor was recorded.',
  limitationNear: 'A case comes near limitation.',
  ruleUnknown: 'A case waits for a rule of law that is not known yet.',
  referralQueued: 'A case waits to be sent to a partner.',
  referralSubmitted: 'A case reached a partner.',
  referralAccepted: 'A partner accepted a case.',
  referralDeclined: 'A partner declined a case.',
  referralReported: 'A partner reported where its work stands.',
  referralFailed: 'A case could not be sent to a partner.',
  referralUnsettled: 'A partner may still have a case that it should not have.',
  inquiryAsked: 'A partner asked a question.',
  inquiryAnswered: 'A question was answered.',
  messageSent: 'A message was sent to a partner.',
  messageReceived: 'A message came from a partner.',
  documentSent: 'A document was sent to a partner.',
  documentReceived: 'A document came from a partner.',
  referralPhase: 'The work of a partner has come to a new phase.',
  dataReturned: 'A partner has given back what it held on a case.',
  partnerCharged: 'A partner charges a cost.',
  partnerRemitted: 'A partner sent money on.',
  remittanceNotBooked: 'What a partner says that it sent on could not be booked.',
  partnerPaidOut: 'Money was sent to the partner whose client the creditor is.',
  taskSettled: 'A task about a case was settled.',
} as const;

/** Told to a partner alone: the case is no longer with it, and what it holds of it is to be deleted. */
export const REFERRAL_LEFT = 'referralLeft';

/** Names that may be asked for in a feed or a webhook. */
export const isEventName = (name: string): boolean => Object.hasOwn(CASE_EVENTS, name) || name === REFERRAL_LEFT;

/** What tries an endpoint out: it tells of nothing. */
export const WEBHOOK_TEST = 'test';

/** The CloudEvents type of an event name. */
export const cloudEventType = (name: string): string =>
  name === WEBHOOK_TEST ? 'no.fordring.webhook.test' : `no.fordring.case.${name}`;
