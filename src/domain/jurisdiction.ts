import type { BankAccount } from './bank-account.js';
import type { TariffItem } from './catalogue.js';
import type { IsoDate } from './date.js';
import type { Dated, Source } from './dated.js';
import type {
  AllocationFacts,
  CaseFacts,
  ClaimFacts,
  ClaimKind,
  ConditionType,
  OwedLine,
  PartyType,
  StepType,
} from './facts.js';
import type { Currency } from './money.js';
import type { Refusal } from './refusal.js';
import type { Result } from './result.js';

/** Countries with a module of their own. */
export type OwnCountry = 'NO' | 'SE' | 'FI';

/** Why an identifier or reference is not valid: the first that applies, in this order. */
export type IdentifierFault = 'FORMAT' | 'LENGTH' | 'CHECKSUM' | 'COMPONENT';

export interface NationalIdentifier {
  /** Native name of the number: fodselsnummer, organisasjonsnummer, personnummer, hetu … */
  readonly kind: string;
  /** The number in its compact official form. */
  readonly value: string;
  /** Where the number tells it. */
  readonly birthDate: IsoDate | null;
}

/** The next thing the law lets us do, and the first day it may be done. */
export interface PlannedStep {
  readonly type: StepType;
  readonly earliestOn: IsoDate;
  /** Native name: betalingsoppfordring, inkassokrav, maksuvaatimus. */
  readonly name: string;
  readonly legalBasis: Source;
}

/** Something a notice must say. The key names the piece of the letter that says it. */
export interface RequiredElement {
  readonly element: NoticeElement;
  readonly legalBasis: Source;
}

/** Pieces a notice can be required to carry; the letter is built from these, so a missing one is seen before sending. */
export type NoticeElement =
  | 'creditorName' | 'creditorAddress' | 'agencyContact' | 'debtorIdentity' | 'basisOfClaim' | 'principal' | 'interest'
  | 'interestRateAndStart' | 'costs' | 'total' | 'paymentInstructions' | 'payBy' | 'objectionRight' | 'objectionDeadline'
  | 'objectionAddress' | 'consequences' | 'collectionWarning' | 'complaintBoard' | 'interruptionRight' | 'interestCalculation'
  | 'label' | 'paymentDifficulty'
  // of an instalment plan, a closing statement, a limitation notice
  | 'planSchedule' | 'planConsequences' | 'instalmentDue' | 'planEnded' | 'closingState' | 'limitationState' | 'acknowledgement'
  // of an offer of settlement and a change of creditor
  | 'settlementTerms' | 'assignment'
  // of the answer to an objection
  | 'objectionAnswer'
  // of warnings
  | 'legalWarning' | 'publicationWarning' | 'bankruptcyWarning' | 'finalTime'
  // of the letters the act of 22 May 2026 knows
  | 'originalCreditor' | 'estimatedCosts' | 'complaintRight'
  // of applications to an authority
  | 'authority' | 'parties' | 'claimAndGround' | 'reliefSought' | 'interestClaimed' | 'costsClaimed' | 'evidence'
  | 'demandsSent' | 'titleOfEnforcement' | 'insolvencyGround' | 'signature'; // prettier-ignore

/** Why limitation runs anew from a day. */
export type Interruption = 'PAYMENT' | 'LETTER' | 'LETTER_RECEIVED' | 'ACKNOWLEDGED' | 'COURT' | 'ENFORCEMENT' | 'INSOLVENCY' | 'PLAN'; // prettier-ignore

/** When the case's oldest claim is time-barred as the facts stand, and how that day came about. */
export interface Limitation {
  /** Further off than any day anybody keeps while `suspended`. */
  readonly lastDay: IsoDate;
  /** True while a procedure about the claim goes on: no period runs, and there is no last day to tell. */
  readonly suspended: boolean;
  readonly legalBasis: Source;
  /** Day the period in force began. */
  readonly startedOn: IsoDate;
  /** What began a new period, oldest first. */
  readonly interruptions: readonly {
    readonly on: IsoDate;
    readonly by: Interruption;
    readonly legalBasis: Source;
  }[];
  /** Last day whatever interrupts, where the law sets one. */
  readonly finalDay: IsoDate | null;
}

/** An act on debt collection, and when it governs. */
export interface CollectionAct {
  /** NO-1988, NO-2026, SE-1974, FI-1999. */
  readonly id: string;
  /** Native name with its number. */
  readonly name: string;
  readonly url: string;
  /** First day; null while none is set. */
  readonly from: IsoDate | null;
  /** Last day; null while it stands. */
  readonly until: IsoDate | null;
}

/** When somebody is warned that limitation is near, and when we act of ourselves to keep the claim. */
export interface LimitationGuard {
  readonly warnOn: IsoDate;
  readonly actOn: IsoDate;
  /** What keeps the claim here: a letter where letters interrupt, an application where only those do. */
  readonly act: StepType;
  readonly legalBasis: Source;
}

/** Something that must be so before a legal step; the key names its text. */
export type Requirement =
  | 'claimDue' | 'notDisputed' | 'demandExpired' | 'warningExpired' | 'startedInTime' | 'withinValueLimit' | 'titleHeld'
  | 'titleOrDocument' | 'bookkeepingDebtor' | 'warningServed' | 'warningTimeOver' | 'insolvent' | 'essentialBreach'
  | 'supplyDemandExpired' | 'socialServicesNotified' | 'socialServicesNotLiable' | 'noHarmRisk' | 'rentLate'
  | 'terminationServed' | 'recoveryTimeOver' | 'forbearanceOffered' | 'notBarredByCondition'; // prettier-ignore

/** A step before an authority, as the law of a country lays it down. */
export interface LegalStepRule {
  readonly type: StepType;
  /** Native name of the application and of whoever receives it. */
  readonly name: string;
  readonly authority: string;
  readonly legalBasis: Source;
  readonly requirements: readonly { readonly requirement: Requirement; readonly legalBasis: Source }[];
  /** Ids in the catalogue of the fees and awards that go with it. */
  readonly tariffIds: readonly string[];
  /** Ids in the catalogue of the value limits that decide whether it is open. */
  readonly limitIds: readonly string[];
}

/** What a step costs the creditor or may be awarded, minor units. */
export interface StepCost {
  /** Native name. */
  readonly name: string;
  readonly amount: bigint;
  readonly legalBasis: Source;
  /** Whether the debtor can be made to bear it, so that the application claims it. */
  readonly recoverable: boolean;
}

/** A legal step as it stands for one case. */
export interface LegalStep extends Omit<LegalStepRule, 'requirements' | 'limitIds' | 'tariffIds'> {
  /** First day it may be taken; null while a requirement is not met. */
  readonly earliestOn: IsoDate | null;
  /** Last day; null where the law sets none. */
  readonly latestOn: IsoDate | null;
  readonly requirements: readonly {
    readonly requirement: Requirement;
    readonly legalBasis: Source;
    /** Day from which it is met; null where it is not. */
    readonly metOn: IsoDate | null;
  }[];
  /** What the step costs the creditor and may be awarded, taken on the day asked for. */
  readonly costs: readonly StepCost[];
}

/** Times at which a debtor may be called on or telephoned, local time HH:MM; null both on a day without any. */
export interface ContactHours {
  readonly from: string | null;
  readonly to: string | null;
  readonly legalBasis: Source;
}

/** What the slip below a letter says, beside payee and amount. */
export interface PaymentSlip {
  /** The account as it is printed, where the country groups its digits. */
  readonly account?: string;
  /** KID, OCR or viitenumero as it is printed: grouped as the country groups it. */
  readonly reference: string;
  /** RF creditor reference (ISO 11649), where the country uses it. */
  readonly creditorReference: string | null;
  /** Digits of the bank barcode, where the country has one. */
  readonly barcode: string | null;
  /** The machine-readable line at the foot of the slip, where the country has one. */
  readonly ocrLine: string | null;
}

export interface PaymentSlipInput {
  readonly account: string;
  readonly reference: string;
  /** Minor units. */
  readonly amount: bigint;
  readonly payBy: IsoDate | null;
}

/** A public holiday, or another day on which banks are closed. */
export interface Holiday {
  readonly date: IsoDate;
  /** Native name. */
  readonly name: string;
}

/** What a debtor may designate a payment for: which of its debts, and where the law goes so far, interest, costs or principal of it. */
export interface DesignationRight {
  readonly of: 'CLAIM' | 'CLAIM_OR_KIND';
  readonly legalBasis: Source;
}

/** When what was collected must be with the creditor. */
export interface PayoutRule {
  /** Most days after the money came in; null where the law says only "without delay", or leaves it to the agreement. */
  readonly withinDays: number | null;
  readonly legalBasis: Source;
}

/** Tax on what the agency does for a creditor. */
export interface ServiceTax {
  /** Native name. */
  readonly name: string;
  /** Hundredths of a percent; 0 where none is charged. */
  readonly rateBps: number;
  readonly legalBasis: Source;
}

export interface CostCeiling {
  readonly amount: bigint;
  readonly legalBasis: Source;
}

/**
 * The law of one country: pure functions of facts and dates. Amounts are minor units of `currency`.
 * Every function that reads a dated rule throws RuleNotEncoded outside the encoded period.
 */
export interface Jurisdiction {
  readonly country: OwnCountry;
  readonly currency: Currency;
  /** IANA name; the business date is the date here. */
  readonly timeZone: string;
  /** Of its telephone numbers, without the plus sign (ITU-T E.164). */
  readonly callingCode: string;
  /** BCP 47, the country's own languages, the default first. */
  readonly languages: readonly [string, ...string[]];
  /** Statutory late interest, hundredths of a percent a year. */
  readonly lateInterest: Readonly<Record<PartyType, Dated<number>>>;
  /** The acts on debt collection of this law, oldest first. */
  readonly acts: readonly [CollectionAct, ...CollectionAct[]];
  /** Every figure of this law, for listing. */
  readonly catalogue: readonly TariffItem[];

  /** A national identifier of a person or company, or the first thing wrong with it. */
  parseIdentifier(text: string, type: PartyType): Result<NationalIdentifier, IdentifierFault>;
  /** The payment reference (KID, OCR, viitenumero) of the case with this serial number. */
  paymentReference(serial: bigint): string;

  /** An account number as it is written here, other than an IBAN; null where the text is none. */
  bankAccount(text: string): BankAccount | null;

  isBankDay(date: IsoDate): boolean;
  /** Days of a year, beside Saturdays and Sundays, that are no bank days. */
  holidays(year: number): readonly Holiday[];

  /** When the oldest claim is time-barred as the facts stand. */
  limitation(facts: CaseFacts): Limitation;
  limitationGuard(facts: CaseFacts): LimitationGuard;
  /** Why the debtor may not be asked to pay at all on a day: its age, or a circumstance that stands. Null where it may. */
  mayNotBeDunned(facts: CaseFacts, on: IsoDate): Refusal | null;
  /** When a debtor may be called on or telephoned on a day; null where the law sets no hours. */
  contactHours(on: IsoDate): ContactHours | null;

  /** Last day to lodge a claim in proceedings over a circumstance of the debtor that began on a day; null where no time is known. */
  claimDeadline(type: ConditionType, from: IsoDate): IsoDate | null;
  /** Applications to an authority that were made and have not come to their end. */
  underWay(facts: CaseFacts): readonly StepType[];
  /** Last day on which the creditor is to answer an objection made on a day. */
  objectionAnswer(raisedOn: IsoDate): { readonly answerBy: IsoDate; readonly legalBasis: Source };
  /** Last day on which money paid by a day may come and still be in time. */
  lastArrival(payBy: IsoDate): IsoDate;
  /** Why claims of a creditor against one debtor are worked together, where none has come so far that it must go on alone. */
  bundling(on: IsoDate): Source;
  /** Every step before an authority this law knows. */
  readonly legalSteps: readonly LegalStepRule[];
  /** The legal steps open or to be opened for a case, costs as of the day; none for a kind of case that has no such step. */
  legalPath(facts: CaseFacts, on: IsoDate): readonly LegalStep[];
  /** The data of the payment slip of a letter. */
  paymentSlip(input: PaymentSlipInput): PaymentSlip;

  /** Why a step may not be taken on a day, or null where it may. */
  forbids(step: StepType, facts: CaseFacts, on: IsoDate): Refusal | null;
  /** What follows the letters already sent; null where the path of this module ends or nothing is owed. */
  nextStep(facts: CaseFacts): PlannedStep | null;
  /** Last day to pay to be stated in a notice sent on a day; null where a step gives no time to pay. */
  payBy(step: StepType, facts: CaseFacts, sentOn: IsoDate): IsoDate | null;
  /** What the notice must say, each with its provision. Empty for a step this country does not know. */
  requiredElements(step: StepType, facts: CaseFacts, on: IsoDate): readonly RequiredElement[];
  /** Whether a notice may go by e-mail to a debtor who has given an address but no separate consent. */
  allowsEmail(step: StepType, debtorType: PartyType): boolean;
  /** Native name of a step, or null where this country does not know it. */
  stepName(step: StepType): string | null;

  /** Interest accrued to a day (included), segment by segment, on what was left of each principal. */
  interest(facts: CaseFacts, on: IsoDate): readonly OwedLine[];
  /** First day a claim bears late interest as the facts stand; null where none is known yet. */
  interestFrom(claim: ClaimFacts, facts: CaseFacts): IsoDate | null;
  /** What the debtor owes in costs and compensation on a day for what has been done so far. */
  costs(facts: CaseFacts, on: IsoDate): readonly OwedLine[];
  /** Most the debtor may be charged for a step taken on a day; null for a step this country does not know. `kind` is GENERAL if left out. */
  maximumCost(
    step: StepType,
    principal: bigint,
    debtorType: PartyType,
    dueDate: IsoDate,
    on: IsoDate,
    kind?: ClaimKind,
  ): CostCeiling | null;
  /** Order in which an undesignated payment covers what is owed, with the rule's source. */
  allocationOrder(facts: CaseFacts): {
    readonly order: readonly AllocationFacts['kind'][];
    readonly legalBasis: Source;
  };
  /** What the debtor may say a payment is for. */
  readonly designation: DesignationRight;
  /** When money that came in on a day must be paid out to the creditor. */
  payoutRule(receivedOn: IsoDate): PayoutRule;
  /** The tax an agency established here charges a creditor established in `customer` (ISO 3166-1 alpha-2), a business. */
  serviceTax(customer: string, on: IsoDate): ServiceTax;
}
