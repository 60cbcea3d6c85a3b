import type { IsoDate } from './date.js';
import type { Source } from './dated.js';
import type { Currency } from './money.js';

export type PartyType = 'PERSON' | 'COMPANY';

export type StepType =
  | 'REMINDER' | 'COLLECTION_NOTICE' | 'PAYMENT_DEMAND' | 'SECOND_DEMAND' | 'LEGAL_WARNING' | 'PAYMENT_PLAN'
  | 'COURT_APPLICATION' | 'ENFORCEMENT_APPLICATION' | 'BANKRUPTCY_PETITION' | 'LIMITATION_NOTICE' | 'CLOSING_STATEMENT'; // prettier-ignore

export type BalanceLineKind =
  'PRINCIPAL' | 'INTEREST' | 'COST' | 'COMPENSATION' | 'COURT_FEE' | 'PAYMENT' | 'WRITE_OFF';

/** One invoice as handed over. Amounts are minor units of the case's currency. */
export interface ClaimFacts {
  readonly id: string;
  readonly invoiceNumber: string;
  readonly description: string;
  readonly invoiceDate: IsoDate;
  readonly dueDate: IsoDate;
  readonly principal: bigint;
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

/** How one payment was spread when it came in. `claimId` is set for principal and interest. */
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

/** Everything a country's law needs to know of a case. Built from the database in one place, or from a preview's input. */
export interface CaseFacts {
  readonly currency: Currency;
  readonly debtorType: PartyType;
  /** True where the creditor may deduct VAT for the claim's activity (decides Norwegian VAT on salær). */
  readonly creditorVatLiable: boolean;
  readonly registeredOn: IsoDate;
  readonly claims: readonly ClaimFacts[];
  /** Oldest first. */
  readonly notices: readonly NoticeFacts[];
  /** Oldest first. */
  readonly payments: readonly PaymentFacts[];
  readonly disputed: boolean;
  /** The day the case was closed: nothing accrues after it, and what was left then is owed no more. Absent while it is open. */
  readonly closedOn?: IsoDate | null;
}

/** One line of what is owed. Payments and what was written off are negative, so that the lines add up to what is outstanding. */
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

/** A case as it stands: the facts its law needs, and where it is in its life. */
export interface CaseState {
  readonly facts: CaseFacts;
  /** ISO 3166-1 alpha-2 of the country whose law governs. */
  readonly country: string;
  readonly status: CaseStatus;
  readonly stage: CaseStage;
  readonly holdReason: HoldReason | null;
  readonly routeKind: RouteKind;
  /** True where the creditor approves every step. */
  readonly needsApproval: boolean;
  /** Of the referral now in force; null where no partner has the case. */
  readonly referralStatus: ReferralStatus | null;
  readonly openInquiries: number;
}
