import type { IsoDate } from './date.js';
import type { Source } from './dated.js';
import type { Currency } from './money.js';
import type { Strategy } from './strategy.js';

export type PartyType = 'PERSON' | 'COMPANY';

export type StepType =
  | 'REMINDER' | 'COLLECTION_NOTICE' | 'PAYMENT_DEMAND' | 'SECOND_DEMAND' | 'PUBLICATION_WARNING' | 'LEGAL_WARNING' | 'PAYMENT_PLAN'
  | 'COURT_APPLICATION' | 'ENFORCEMENT_APPLICATION' | 'BANKRUPTCY_WARNING' | 'BANKRUPTCY_PETITION' | 'DISCONNECTION'
  | 'LEASE_TERMINATION' | 'EVICTION' | 'LIMITATION_NOTICE' | 'CLOSING_STATEMENT' | 'SETTLEMENT_OFFER'
  | 'ASSIGNMENT_NOTICE' | 'INSTALMENT_REMINDER' | 'PLAN_DEFAULT' | 'OBJECTION_ANSWER'; // prettier-ignore

export type BalanceLineKind =
  'PRINCIPAL' | 'CREDIT_NOTE' | 'INTEREST' | 'COST' | 'COMPENSATION' | 'COURT_FEE' | 'PAYMENT' | 'WRITE_OFF';

/** What the money is owed for, where the law treats it apart. GENERAL is everything else. */
export type ClaimKind =
  | 'GENERAL' | 'LOAN' | 'CONSUMER_CREDIT' | 'RENT_DWELLING' | 'RENT_PREMISES' | 'ELECTRICITY' | 'DISTRICT_HEATING' | 'GAS'
  | 'PARKING' | 'PUBLIC'; // prettier-ignore

/**
 * How the due date came to bind: agreed beforehand; stated by an invoice that also tells the rate and the first day of late
 * interest; or only printed on it. Without an agreement interest begins 30 days after the invoice or demand.
 */
export type DueDateBasis = 'AGREED' | 'STATED' | 'PRINTED';

/** Days of the year a rate is spread over: those of the calendar year, always 365, or twelve months of thirty days. */
export type DayCount = 'ACTUAL_ACTUAL' | 'ACTUAL_365' | 'THIRTY_360';

/** One invoice as handed over. Amounts are minor units of the case's currency. */
export interface ClaimFacts {
  readonly id: string;
  readonly invoiceNumber: string;
  readonly description: string;
  readonly invoiceDate: IsoDate;
  readonly dueDate: IsoDate;
  /** Due date before the creditor gave more time: limitation is counted from it. Absent where it never did. */
  readonly firstDueDate?: IsoDate;
  /** As handed over, less what `CaseFacts.creditNotes` and `upheld` tell of it: that was never owed. */
  readonly principal: bigint;
  readonly kind: ClaimKind;
  readonly dueDateBasis: DueDateBasis;
  /** Late interest by contract, hundredths of a percent a year; null where the statutory rate applies. */
  readonly agreedRateBps: number | null;
  /** Day of the agreement, which selects the rules for consumer credit; null where it is not known. */
  readonly agreedOn: IsoDate | null;
  /** Day the claim came into being: delivery, or the day money was lent; null where it is not known. */
  readonly originatedOn: IsoDate | null;
  /** True where the debtor was under 18 when the claim came into being. */
  readonly incurredAsMinor: boolean;
}

/** A claim of which nothing special is known. */
export const PLAIN_CLAIM = {
  kind: 'GENERAL',
  dueDateBasis: 'AGREED',
  agreedRateBps: null,
  agreedOn: null,
  originatedOn: null,
  incurredAsMinor: false,
} as const satisfies Partial<ClaimFacts>;

/** A credit note of the creditor: so much of a claim was never owed. Known from its day on. */
export interface CreditNoteFacts {
  readonly claimId: string;
  readonly amount: bigint;
  readonly on: IsoDate;
}

/** A letter already sent: ours, or the creditor's before hand-over. */
export interface NoticeFacts {
  readonly type: StepType;
  readonly sentOn: IsoDate;
  /** Last day to pay stated in the letter. */
  readonly payBy: IsoDate | null;
  readonly sentBy: 'CREDITOR' | 'AGENCY';
  /** Fee the creditor charged for its own letter, minor units; null for our letters, whose fee the law module computes. */
  readonly feeCharged: bigint | null;
}

/** Part of how one payment is spread. `claimId` is set for principal and interest; less than nothing where a credit note set it free. */
export interface AllocationFacts {
  readonly kind: BalanceLineKind;
  readonly claimId: string | null;
  readonly amount: bigint;
  /** Set on a cost that is the creditor's own: the fee of a letter it sent itself. Other costs are the agency's. */
  readonly creditorsOwn?: true;
}

export interface PaymentFacts {
  readonly id: string;
  readonly receivedOn: IsoDate;
  readonly amount: bigint;
  readonly allocations: readonly AllocationFacts[];
}

/** How an instalment plan ended. */
export type PlanEnd = 'COMPLETED' | 'DEFAULTED' | 'RENEGOTIATED' | 'CANCELLED';

/** An instalment plan agreed with the debtor for the whole remaining claim. */
export interface PlanFacts {
  readonly agreedOn: IsoDate;
  /** Oldest first. */
  readonly instalments: readonly { readonly dueOn: IsoDate; readonly amount: bigint }[];
  /** No interest runs while the plan is in force. Absent where it does. */
  readonly interestFree?: true;
  /** Absent while it is in force. */
  readonly ended?: { readonly on: IsoDate; readonly as: PlanEnd };
}

/** A part of a claim that the debtor objects to while the rest is pursued, with its settled objections. Minor units. */
export interface DisputedPartFacts {
  readonly claimId: string;
  readonly amount: bigint;
  readonly from: IsoDate;
  /** Day on which the objection was settled; null while it stands. */
  readonly until: IsoDate | null;
}

/** A part of a claim that an objection turned out to be right about: it was never owed. Known from its day on. */
export interface UpheldFacts {
  readonly claimId: string;
  readonly amount: bigint;
  readonly on: IsoDate;
}

/** Part of what is owed that the creditor accepts for all of it, if it comes in time. */
export interface SettlementOfferFacts {
  readonly offeredOn: IsoDate;
  readonly payBy: IsoDate;
  readonly amount: bigint;
  /** True once its time has passed without the money. */
  readonly lapsed: boolean;
}

/**
 * Something outside our letters that the law attaches consequences to. LETTER_RECEIVED is proof that a written demand
 * reached the debtor; SERVED is service of the application, warning or termination that `step` names.
 */
export type ProceedingType =
  | 'LETTER_RECEIVED' | 'ACKNOWLEDGED' | 'INTERRUPTION_REQUESTED' | 'EXTENSION_GRANTED'
  | 'COURT_FILED' | 'SERVED' | 'COURT_ENDED' | 'TITLE_GIVEN'
  | 'ENFORCEMENT_FILED' | 'ENFORCEMENT_GRANTED' | 'ENFORCEMENT_ENDED' | 'BANKRUPTCY_FILED'
  | 'SUPPLY_DEMAND_SENT' | 'SOCIAL_SERVICES_NOTIFIED' | 'SOCIAL_SERVICES_LIABLE' | 'HARM_RISK_FOUND'
  | 'FOUND_SOLVENT' | 'FOUND_INSOLVENT'; // prettier-ignore

export interface ProceedingFacts {
  readonly type: ProceedingType;
  readonly on: IsoDate;
  /** What was served or received, where the type leaves it open. */
  readonly step: StepType | null;
  /** Costs a title or an enforcement decision awards, minor units; 0 where none. */
  readonly awarded: bigint;
  /** New last day to pay of an extension, or last day of a time set by an authority. */
  readonly until: IsoDate | null;
}

/** A circumstance of the debtor that decides whether, and through whom, it may be asked to pay. */
export type ConditionType =
  'MINOR' | 'DECEASED' | 'BANKRUPTCY' | 'DEBT_RESTRUCTURING' | 'GUARDIANSHIP' | 'PROTECTED_ADDRESS';

export interface ConditionFacts {
  readonly type: ConditionType;
  readonly from: IsoDate;
  /** Last day; null while it stands. */
  readonly until: IsoDate | null;
  /** Whether it is known who represents the debtor, and so where letters go. */
  readonly represented: boolean;
}

/** Everything a country's law needs to know of a case. Built from the database in one place, or from a preview's input. */
export interface CaseFacts {
  readonly currency: Currency;
  readonly debtorType: PartyType;
  /** True where the creditor may deduct VAT for the claim's activity (decides Norwegian VAT on salær). */
  readonly creditorVatLiable: boolean;
  /** The creditor's own day count; null for the country's. */
  readonly dayCount: DayCount | null;
  /** Oldest first. */
  readonly debtorConditions: readonly ConditionFacts[];
  readonly registeredOn: IsoDate;
  readonly claims: readonly ClaimFacts[];
  /** Oldest first. */
  readonly creditNotes: readonly CreditNoteFacts[];
  /** Oldest first. */
  readonly notices: readonly NoticeFacts[];
  /** Oldest first. */
  readonly payments: readonly PaymentFacts[];
  /** Oldest first. */
  readonly plans: readonly PlanFacts[];
  /** Oldest first. */
  readonly proceedings: readonly ProceedingFacts[];
  /** Oldest first; none is made while another stands. */
  readonly settlementOffers: readonly SettlementOfferFacts[];
  /** Letters that count no more, since they were sent before a day to pay that was given later. Oldest first. */
  readonly lapsedNotices: readonly NoticeFacts[];
  /** Day the claim came to the present creditor from another; null where it always was its own. */
  readonly assignedOn: IsoDate | null;
  /** Whether the whole claim is in dispute. */
  readonly disputed: boolean;
  /** Parts that are or were in dispute while the rest was pursued; oldest first. */
  readonly disputedParts: readonly DisputedPartFacts[];
  /** Oldest first. */
  readonly upheld: readonly UpheldFacts[];
  /** Days on which the debtor objected, dismissed objections included; oldest first. */
  readonly objectedOn: readonly IsoDate[];
  /** The day the case was closed: nothing accrues after it, and what was left then is owed no more. Absent while it is open. */
  readonly closedOn?: IsoDate | null;
}

/** A case to which nothing has happened yet. */
export const NOTHING_YET = {
  dayCount: null,
  debtorConditions: [],
  creditNotes: [],
  notices: [],
  payments: [],
  plans: [],
  proceedings: [],
  settlementOffers: [],
  lapsedNotices: [],
  assignedOn: null,
  disputed: false,
  disputedParts: [],
  upheld: [],
  objectedOn: [],
} as const satisfies Partial<CaseFacts>;

/** One line of what is owed. Payments, credit notes and what was written off are negative, so that the lines add up to what is outstanding. */
export interface OwedLine {
  readonly kind: BalanceLineKind;
  /** Native term of a cost ("salær", "inkassokostnad") or the invoice number: data, not to be translated. */
  readonly text: string;
  readonly amount: bigint;
  readonly claimId: string | null;
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
  /** Hundredths of a percent a year, for interest. */
  readonly annualRateBps: number | null;
  readonly legalBasis: Source | null;
  /** As in AllocationFacts; `balance` sets it. */
  readonly creditorsOwn?: true;
}

export type CaseStatus = 'REGISTERED' | 'AWAITING_APPROVAL' | 'ACTIVE' | 'ON_HOLD' | 'CLOSED';
export type CaseStage = 'PRE_COLLECTION' | 'COLLECTION' | 'LEGAL' | 'ENFORCEMENT' | 'SURVEILLANCE';
export type HoldReason = 'DISPUTE' | 'PAYMENT_PLAN' | 'PAUSED' | 'MISSING_INFORMATION' | 'INSOLVENCY_PROCEEDINGS';
export type RouteKind = 'COUNTRY_MODULE' | 'PARTNER_NETWORK' | 'MANUAL_REVIEW' | 'REFUSED';
export type ReferralStatus =
  | 'QUEUED' | 'SUBMITTED' | 'ACCEPTED' | 'ACTIVE' | 'NEEDS_INFORMATION' | 'ON_HOLD' | 'CLOSED' | 'DECLINED' | 'WITHDRAWN' | 'FAILED'; // prettier-ignore

/** A case under surveillance: what it was scored when it came there, and last. */
export interface SurveillanceFacts {
  readonly since: IsoDate;
  readonly points: number;
  readonly last: { readonly on: IsoDate; readonly points: number };
}

/** A case as it stands: the facts its law needs, and where it is in its life. */
export interface CaseState {
  readonly facts: CaseFacts;
  /** ISO 3166-1 alpha-2 of the country whose law governs. */
  readonly country: string;
  readonly status: CaseStatus;
  readonly stage: CaseStage;
  readonly holdReason: HoldReason | null;
  readonly routeKind: RouteKind;
  /** How the creditor wants its cases worked. */
  readonly strategy: Strategy;
  /** Null while the case is not under surveillance, and where nobody has looked at the debtor's means since it came there. */
  readonly surveillance: SurveillanceFacts | null;
  /** Of the referral now in force; null where no partner has the case. */
  readonly referralStatus: ReferralStatus | null;
  readonly openInquiries: number;
  /** True while letters to the debtor's address come back. Absent where none has. */
  readonly addressInDoubt?: boolean;
  /** Whether an instalment plan is proposed and neither accepted nor declined. */
  readonly planProposed: boolean;
}
