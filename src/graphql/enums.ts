import { registerEnumType } from 'type-graphql';

/** Registers a set of words as a GraphQL enum; every word comes with its description, so none can be forgotten. */
export function graphqlEnum<Word extends string>(
  name: string,
  description: string,
  words: Readonly<Record<Word, string>>,
) {
  const values = Object.fromEntries(Object.keys(words).map((word) => [word, word])) as { readonly [W in Word]: W };
  const valuesConfig = Object.fromEntries(
    Object.entries<string>(words).map(([word, text]) => [word, { description: text }]),
  ) as { [W in Word]: { description: string } };
  registerEnumType(values, { name, description, valuesConfig });
  return values;
}

export const PartyType = graphqlEnum('PartyType', 'Whether a party is a natural person or a legal one.', {
  PERSON: 'A natural person acting as a consumer.',
  COMPANY: 'A company, sole trader in business, association or public body.',
});
export type PartyType = keyof typeof PartyType;

export const AutomationMode = graphqlEnum('AutomationMode', 'Whether permitted steps start by themselves.', {
  AUTOMATIC: 'Every permitted step is taken on its earliest day.',
  APPROVAL: 'A due step waits for approveStep.',
});
export type AutomationMode = keyof typeof AutomationMode;

export const CaseStatus = graphqlEnum('CaseStatus', 'Where a case stands.', {
  REGISTERED: 'Taken in; waits for routing by hand or for a partner to accept.',
  AWAITING_APPROVAL: 'A step is due and waits for approveStep.',
  ACTIVE: 'Being worked.',
  ON_HOLD: 'Stopped for the reason in holdReason.',
  CLOSED: 'Ended for the reason in closeReason.',
});
export type CaseStatus = keyof typeof CaseStatus;

export const CaseStage = graphqlEnum('CaseStage', 'How far collection has come.', {
  PRE_COLLECTION: 'Before the first formal demand.',
  COLLECTION: 'From the first formal demand on, out of court.',
  LEGAL: 'Before a court or payment-order authority.',
  ENFORCEMENT: 'With the enforcement authority.',
  SURVEILLANCE: 'No present means; watched until that changes.',
});
export type CaseStage = keyof typeof CaseStage;

export const HoldReason = graphqlEnum('HoldReason', 'Why a case is on hold.', {
  DISPUTE: 'The debtor disputes the claim.',
  PAYMENT_PLAN: 'An instalment plan is being kept.',
  PAUSED: 'Paused by the creditor or the agency.',
  MISSING_INFORMATION: 'Something must be found out first.',
  INSOLVENCY_PROCEEDINGS: 'The debtor is in insolvency proceedings.',
});
export type HoldReason = keyof typeof HoldReason;

export const CloseReason = graphqlEnum('CloseReason', 'Why a case was closed.', {
  PAID: 'Paid in full.',
  SETTLED: 'Settled for an agreed part.',
  CREDITED: 'Credited by the creditor.',
  WITHDRAWN: 'Withdrawn by the creditor.',
  DISPUTE_UPHELD: 'The debtor was right.',
  TIME_BARRED: 'The claim became time-barred.',
  INSOLVENT: 'The debtor is insolvent.',
  UNTRACEABLE: 'The debtor could not be found.',
  DECEASED: 'The debtor died and the estate has no means.',
  UNECONOMICAL: 'Further work would cost more than it could bring.',
  SOLD: 'The claim was sold.',
  DUPLICATE: 'The same claim was registered twice.',
  DECLINED: 'Nobody took the case.',
});
export type CloseReason = keyof typeof CloseReason;

export const StepType = graphqlEnum('StepType', 'A kind of step under the law; the native name travels as data.', {
  REMINDER: 'Reminder: purring, påminnelse, maksumuistutus.',
  COLLECTION_NOTICE: 'Notice before collection: inkassovarsel.',
  PAYMENT_DEMAND: 'First formal demand: betalingsoppfordring, inkassokrav, maksuvaatimus.',
  SECOND_DEMAND: 'A further demand.',
  PUBLICATION_WARNING: 'Warning that non-payment will be published: tratta.',
  LEGAL_WARNING: 'Warning of legal steps.',
  PAYMENT_PLAN: 'Instalment plan.',
  COURT_APPLICATION: 'Application for a payment order or judgment.',
  ENFORCEMENT_APPLICATION: 'Application for enforcement.',
  BANKRUPTCY_WARNING:
    'Served demand before a petition for bankruptcy: konkursvarsel, konkursuppmaning, konkurssiuhkainen maksuvaatimus.',
  BANKRUPTCY_PETITION: 'Petition for bankruptcy.',
  DISCONNECTION: 'Disconnection of a supply.',
  LEASE_TERMINATION: 'Termination of a lease for unpaid rent.',
  EVICTION: 'Application for eviction.',
  LIMITATION_NOTICE: 'Letter that keeps the claim from becoming time-barred.',
  CLOSING_STATEMENT: 'Statement at the end of the case.',
  SETTLEMENT_OFFER: 'Offer to take a part for the whole, if it is paid in time.',
  ASSIGNMENT_NOTICE: 'Notice that the claim has passed to another creditor.',
  INSTALMENT_REMINDER: 'Reminder of an instalment of a plan.',
  PLAN_DEFAULT: 'Notice that an instalment plan was not kept and has ended.',
  OBJECTION_ANSWER: 'Answer to an objection of the debtor.',
});
export type StepType = keyof typeof StepType;

export const CaseAction = graphqlEnum('CaseAction', 'Something the reader may do to a case now.', {
  APPROVE_STEP: 'approveStep.',
  PAUSE: 'pauseCase.',
  RESUME: 'resumeCase.',
  WITHDRAW: 'withdrawCase.',
  DISPUTE: 'disputeCase.',
  RESOLVE_DISPUTE: 'resolveDispute.',
  RECORD_PAYMENT: 'recordPayment.',
  RECORD_CREDIT_NOTE: 'recordCreditNote.',
  AGREE_PAYMENT_PLAN: 'agreePaymentPlan.',
  PROPOSE_PAYMENT_PLAN: 'proposePaymentPlan.',
  ACCEPT_PAYMENT_PLAN: 'acceptPaymentPlan or declinePaymentPlan.',
  ANSWER_DISPUTE: 'answerDispute.',
  REROUTE: 'rerouteCase.',
  ANSWER_INQUIRY: 'answerInquiry.',
  ESCALATE_TO_LEGAL: 'Take the case to court.',
  SELL: 'sellCase.',
  ASSIGN: 'assignCase.',
  CHANGE_DUE_DATE: 'changeDueDate.',
  WRITE_OFF_FOR_BOOKS: 'writeOffForBooks.',
  OFFER_SETTLEMENT: 'offerSettlement.',
  ACCEPT_SETTLEMENT: 'acceptSettlement.',
  CLOSE: 'closeCase.',
});
export type CaseAction = keyof typeof CaseAction;

export const BalanceLineKind = graphqlEnum('BalanceLineKind', 'What a line of a balance is for.', {
  PRINCIPAL: 'An invoice as handed over.',
  CREDIT_NOTE: 'What the creditor credited of an invoice; negative.',
  INTEREST: 'Late interest for one period at one rate.',
  COST: 'Fee or collection cost.',
  COMPENSATION: 'Fixed compensation between businesses.',
  COURT_FEE: 'Court or enforcement fee.',
  PAYMENT: 'A payment; negative.',
  WRITE_OFF: 'Written off; negative.',
});
export type BalanceLineKind = keyof typeof BalanceLineKind;

export const RouteKind = graphqlEnum('RouteKind', 'Who works a case.', {
  COUNTRY_MODULE: 'The agency itself, under its country module.',
  PARTNER_NETWORK: 'A partner agency.',
  MANUAL_REVIEW: 'A person decides.',
  REFUSED: 'The claim may not be collected as it stands.',
});
export type RouteKind = keyof typeof RouteKind;

export const RoutingReasonCode = graphqlEnum('RoutingReasonCode', 'Why a candidate won or was skipped.', {
  OWN_COUNTRY_MODULE: "The debtor's country has an own module that is switched on.",
  EXCLUSIVE_PARTNER: 'The exclusive partner of the country.',
  PREFERRED_PARTNER: "The creditor's preferred partner.",
  LOWER_SUCCESS_FEE: 'Lowest success fee of those left.',
  MANUAL_OVERRIDE: 'Chosen by a person.',
  OTHER_COUNTRY: 'An own module of another country.',
  NOT_COVERED: 'Does not cover the country.',
  BELOW_MINIMUM: "Below the partner's minimum amount.",
  ABOVE_MAXIMUM: "Above the partner's maximum amount.",
  CURRENCY_NOT_ACCEPTED: 'Does not take the currency.',
  PARTY_TYPE_NOT_ACCEPTED: 'Does not take this type of debtor.',
  PARTNER_SUSPENDED: 'Suspended.',
  LOOP_GUARD: 'Referred this case to us, or would send it back.',
  NO_ADDRESS: 'No usable address or country.',
  TOO_EARLY: 'Not yet collectable.',
  TIME_BARRED: 'Time-barred.',
  DISPUTED: 'Disputed before hand-over.',
  NO_ROUTE: 'Nobody left to work it.',
  OUTRANKED: 'Could have taken it; another came first.',
});
export type RoutingReasonCode = keyof typeof RoutingReasonCode;

export const ReferralStatus = graphqlEnum('ReferralStatus', 'Where a referral stands at the partner.', {
  QUEUED: 'Waits to be sent.',
  SUBMITTED: 'Sent; not yet accepted.',
  ACCEPTED: 'Accepted; work has not started.',
  ACTIVE: 'Being worked.',
  NEEDS_INFORMATION: 'The partner waits for an answer.',
  ON_HOLD: 'On hold at the partner.',
  CLOSED: 'Ended by the partner.',
  DECLINED: 'Refused by the partner.',
  WITHDRAWN: 'Taken back.',
  FAILED: 'Could not be handed over.',
});
export type ReferralStatus = keyof typeof ReferralStatus;

/** Statuses in which the partner holds the case, or is about to. At most one referral of a case is in one of them. */
export const OPEN_REFERRAL_STATUSES: readonly ReferralStatus[] = [
  'QUEUED', 'SUBMITTED', 'ACCEPTED', 'ACTIVE', 'NEEDS_INFORMATION', 'ON_HOLD',
]; // prettier-ignore

export const StatisticsDimension = graphqlEnum('StatisticsDimension', 'What statistics can be grouped by.', {
  MONTH: 'Month of registration, YYYY-MM.',
  COUNTRY: 'Country whose law governs.',
  ROUTE: 'Who works the case.',
  PARTNER: 'Partner agency.',
  CREDITOR: 'Creditor.',
  PARTY_TYPE: 'Type of debtor.',
  AMOUNT_BAND: 'Handed-over principal, in bands of the case currency.',
});
export type StatisticsDimension = keyof typeof StatisticsDimension;

export const CaseOrder = graphqlEnum('CaseOrder', 'Order of a list of cases.', {
  REGISTERED_DESC: 'Newest registration first.',
  REGISTERED_ASC: 'Oldest registration first.',
  OUTSTANDING_DESC: 'Largest booked amount first: principal and costs less payments, without interest still running.',
  NEXT_STEP_ASC: 'Earliest next step first; cases without one last.',
  UPDATED_DESC: 'Latest change first.',
});
export type CaseOrder = keyof typeof CaseOrder;

export const Role = graphqlEnum('Role', 'What a reader is.', {
  AGENT: 'Staff of the agency: sees everything.',
  CREDITOR: "A creditor's staff: sees that creditor.",
  PARTNER: 'A partner agency: sees the cases it holds.',
  ANALYST: 'Reads statistics only.',
});
export type Role = keyof typeof Role;

export const UserErrorCode = graphqlEnum('UserErrorCode', 'Why a request was refused.', {
  NOT_FOUND: 'Nothing with that id that the reader may see.',
  FORBIDDEN: 'Not for this role.',
  INVALID_INPUT: 'The field is missing, malformed or contradicts another.',
  INVALID_STATE: 'Not possible as things stand.',
  IDEMPOTENCY_KEY_REUSED: 'The key was used before with other input.',
  DUPLICATE_CLAIM: 'The creditor has handed over this invoice already.',
  INVALID_IDENTIFIER: 'Not a valid national identifier.',
  MISSING_ADDRESS: 'An address is needed.',
  UNKNOWN_COUNTRY: 'Not an ISO 3166-1 country.',
  CURRENCY_MISMATCH: 'Not the currency of the case.',
  AMOUNT_NOT_POSITIVE: 'The amount must be above zero.',
  TOO_EARLY: 'Not yet allowed.',
  TIME_BARRED: 'The claim is time-barred.',
  DISPUTED_CLAIM: 'The claim is disputed.',
  MINOR_DEBTOR: 'The debtor is under age.',
  NOT_COVERED: 'Nobody covers this.',
  RULE_NOT_ENCODED: 'The law of that day is not known to the system.',
});
export type UserErrorCode = keyof typeof UserErrorCode;

export const TariffUnit = graphqlEnum('TariffUnit', 'How the value of a tariff entry is to be read.', {
  AMOUNT: 'Money.',
  AMOUNT_PER_DAY: 'Money for each day.',
  AMOUNT_PER_INSTALMENT: 'Money for each instalment.',
  PERCENT: 'Percent of what the condition names, or a year for interest.',
  PERCENTAGE_POINTS: 'Percentage points added to a reference rate.',
  MULTIPLE: 'Times the base that the name tells: inkassosats, rettsgebyr.',
  COUNT: 'A number of letters or acts.',
  DAYS: 'Calendar days.',
  FULL_DAYS: 'Calendar days that must have passed in full.',
  BANK_DAYS: 'Days on which banks settle.',
  WEEKDAYS: 'Days that are no Saturday, Sunday or holiday.',
  MONTHS: 'Months.',
  YEARS: 'Years.',
  RULE: 'A rule in words.',
});
export type TariffUnit = keyof typeof TariffUnit;

export const Confidence = graphqlEnum('Confidence', 'How sure a figure is, by its sources.', {
  HIGH: 'Read in the law or with an authority, or in two independent sources.',
  MEDIUM: 'One good secondary source, or an inference.',
  LOW: 'One weak source, or derived: to be confirmed.',
});
export type Confidence = keyof typeof Confidence;
