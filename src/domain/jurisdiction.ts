import type { TariffItem } from './catalogue.js';
import type { IsoDate } from './date.js';
import type { Dated, Source } from './dated.js';
import type { AllocationFacts, CaseFacts, OwedLine, PartyType, StepType } from './facts.js';
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
  | 'label' | 'paymentDifficulty'; // prettier-ignore

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
  /** BCP 47, the country's own languages, the default first. */
  readonly languages: readonly [string, ...string[]];
  /** Statutory late interest, hundredths of a percent a year. */
  readonly lateInterest: Readonly<Record<PartyType, Dated<number>>>;
  /** Every figure of this law, for listing. */
  readonly catalogue: readonly TariffItem[];

  /** A national identifier of a person or company, or the first thing wrong with it. */
  parseIdentifier(text: string, type: PartyType): Result<NationalIdentifier, IdentifierFault>;
  /** The payment reference (KID, OCR, viitenumero) of the case with this serial number. */
  paymentReference(serial: bigint): string;

  isBankDay(date: IsoDate): boolean;

  /** Last day before the oldest claim is time-barred as the facts stand. */
  limitation(facts: CaseFacts): { readonly lastDay: IsoDate; readonly legalBasis: Source };
  /** Why a step may not be taken on a day, or null where it may. */
  forbids(step: StepType, facts: CaseFacts, on: IsoDate): Refusal | null;
  /** What follows the letters already sent; null where the path of this module ends or nothing is owed. */
  nextStep(facts: CaseFacts): PlannedStep | null;
  /** Last day to pay to be stated in a notice sent on a day. */
  payBy(step: StepType, facts: CaseFacts, sentOn: IsoDate): IsoDate;
  /** What the notice must say, each with its provision. Empty for a step this country does not know. */
  requiredElements(step: StepType, facts: CaseFacts, on: IsoDate): readonly RequiredElement[];
  /** Whether a notice may go by e-mail to a debtor who has given an address but no separate consent. */
  allowsEmail(step: StepType, debtorType: PartyType): boolean;
  /** Native name of a step, or null where this country does not know it. */
  stepName(step: StepType): string | null;

  /** Interest accrued to a day (included), segment by segment, on what was left of each principal. */
  interest(facts: CaseFacts, on: IsoDate): readonly OwedLine[];
  /** What the debtor owes in costs and compensation on a day for what has been done so far. */
  costs(facts: CaseFacts, on: IsoDate): readonly OwedLine[];
  /** Most the debtor may be charged for a step taken on a day; null for a step this country does not know. */
  maximumCost(
    step: StepType,
    principal: bigint,
    debtorType: PartyType,
    dueDate: IsoDate,
    on: IsoDate,
  ): CostCeiling | null;
  /** Order in which an undesignated payment covers what is owed, with the rule's source. */
  allocationOrder(facts: CaseFacts): {
    readonly order: readonly AllocationFacts['kind'][];
    readonly legalBasis: Source;
  };
}
