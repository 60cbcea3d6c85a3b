import type { IsoDate } from '../domain/date.js';
import type { CaseStatus, ReferralStatus } from '../domain/facts.js';
import type { Money } from '../domain/money.js';
import type { Result } from '../domain/result.js';

/** A case as a partner needs it to collect: complete, and nothing more. Amounts are exact minor units. */
export interface CollectionOrder {
  /** The same on every attempt for one referral: the partner must answer a repeat with the same case. */
  readonly idempotencyKey: string;
  readonly caseReference: string;
  readonly orderedOn: IsoDate;
  readonly creditor: { readonly name: string; readonly country: string; readonly organisationNumber: string };
  readonly debtor: {
    readonly type: 'PERSON' | 'COMPANY';
    readonly name: string;
    readonly country: string;
    readonly language: string;
    readonly address: {
      readonly lines: readonly string[];
      readonly postalCode: string | null;
      readonly city: string | null;
      /** State or province, where addresses name one. */
      readonly region?: string | null;
      readonly country: string;
    } | null;
    readonly email: string | null;
    readonly phone: string | null;
  };
  readonly claims: readonly {
    readonly invoiceNumber: string;
    readonly description: string;
    readonly invoiceDate: IsoDate;
    readonly dueDate: IsoDate;
    readonly principal: Money;
  }[];
  /** What had come in on the claims before the case was handed over. */
  readonly paid: Money;
}

/**
 * Why a partner did not do what was asked. `retry` tells whether trying again later can help. REFUSED: it says no to what
 * it was sent, and has not got it from this attempt. INCOMPLETE: it was not even sent, because something it needs is not known of the case; `detail`
 * names the field. CONFLICT: it has something else under the same key. UNREACHABLE: no
 * answer about the matter at all, be it silence, a fault of its own, or a door that is shut to us.
 */
export interface PartnerFault {
  readonly code:
    | 'REFUSED'
    | 'INCOMPLETE'
    | 'CONFLICT'
    | 'UNREACHABLE'
    | 'BAD_ANSWER'
    | 'BAD_SIGNATURE'
    | 'NOT_FOUND'
    | 'UNSUPPORTED';
  readonly retry: boolean;
  readonly detail: string;
}

/** Where a partner's work has come to, beside the status of the referral. */
export type PartnerPhase = 'AMICABLE' | 'PAYMENT_PLAN' | 'LEGAL' | 'ENFORCEMENT' | 'INSOLVENCY';

/** Why a partner gives a case back. */
export type DeclineCode =
  | 'NOT_COVERED' | 'BELOW_MINIMUM' | 'ABOVE_MAXIMUM' | 'CONFLICT_OF_INTEREST' | 'INSUFFICIENT_DOCUMENTS' | 'TIME_BARRED'
  | 'DEBTOR_INSOLVENT' | 'NO_CAPACITY' | 'OTHER'; // prettier-ignore

/** One thing a partner told us, with the partner's own id for it, so that hearing it twice changes nothing. */
export type PartnerReport =
  | {
      readonly kind: 'STATUS';
      readonly id: string;
      /** Null where the network used a word we do not know: then nothing changes until it says something we do know. */
      readonly status: ReferralStatus | null;
      /** The network's reason for CLOSED in our words; null where it gave none that we know. */
      readonly closeReason: PartnerCloseReason | null;
      /** Set with DECLINED where the network gave a reason that we know. */
      readonly declineCode?: DeclineCode | null;
      readonly note: string | null;
      readonly on: IsoDate;
      /** True where the network keeps no history of it: how it stands when asked, always at the end, with no place to keep. */
      readonly standing?: boolean;
      /** True where the partner has taken the case and works it, though its status names what it waits for. */
      readonly worked?: boolean;
    }
  | { readonly kind: 'INQUIRY'; readonly id: string; readonly question: string; readonly on: IsoDate }
  | { readonly kind: 'PAYMENT'; readonly id: string; readonly amount: Money; readonly receivedOn: IsoDate }
  /** A payment told of before did not hold: a bank took it back, or it was booked by mistake. `of` is that payment's id. */
  | { readonly kind: 'REVERSAL'; readonly id: string; readonly of: string; readonly on: IsoDate }
  /** Costs the partner laid out or charges the creditor; the debtor's own costs are the partner's matter. */
  | { readonly kind: 'COST'; readonly id: string; readonly amount: Money; readonly text: string; readonly on: IsoDate }
  /** Money the partner sent on to us, for the payments named. */
  | {
      readonly kind: 'REMITTANCE';
      readonly id: string;
      readonly amount: Money;
      readonly payments: readonly string[];
      readonly on: IsoDate;
    }
  | {
      readonly kind: 'PHASE';
      readonly id: string;
      readonly phase: PartnerPhase;
      readonly on: IsoDate;
      /** As of a STATUS. */
      readonly standing?: boolean;
    }
  /** Money that the debtor paid to the creditor or to us, as the partner has heard: it is not the partner's to send on. */
  | { readonly kind: 'PAID_TO_CREDITOR'; readonly id: string; readonly amount: Money; readonly receivedOn: IsoDate }
  /** A file the partner has put to the case; `fetchDocument` gets it by this id. */
  | { readonly kind: 'DOCUMENT'; readonly id: string; readonly fileName: string; readonly on: IsoDate }
  /** Something to be read by a person, with no consequence of its own. */
  | { readonly kind: 'MESSAGE'; readonly id: string; readonly text: string; readonly on: IsoDate }
  /** An entry that cannot be read, such as an amount that is not exact: it hides no other, and a person asks the partner. */
  | { readonly kind: 'UNREADABLE'; readonly id: string; readonly problem: string; readonly on: IsoDate };

/** Why a partner ended its work. */
export type PartnerCloseReason =
  'PAID' | 'SETTLED' | 'INSOLVENT' | 'UNTRACEABLE' | 'DECEASED' | 'UNECONOMICAL' | 'TIME_BARRED';

/** A verified webhook: which message it is, and about which of our referrals. What there is to say is then asked for. */
export interface WebhookMessage {
  readonly messageId: string;
  /** Null where the network only tries out whether it reaches us: taken, and nothing is to be done. */
  readonly externalReference: string | null;
}

/** What a network says of a case before it is handed over. */
export interface PartnerPreview {
  readonly accepts: boolean;
  /** Success fee in hundredths of a percent; null where it is not told. */
  readonly successFeeBps: number | null;
  /** What is missing or stands in the way, for people to read. */
  readonly remarks: readonly string[];
}

/** A file that a partner has put to a case. */
export interface PartnerDocument {
  readonly fileName: string;
  readonly mediaType: string;
  readonly content: Buffer;
}

/** What the partner says of the money of a case in all, to be held against ours. */
export interface PartnerTotals {
  /** Collected and not taken back, one amount for each currency. */
  readonly collected: readonly Money[];
  readonly status: ReferralStatus | null;
}

/** Something said to a partner about a case it has. `idempotencyKey` is the same on every attempt. */
interface Told {
  readonly idempotencyKey: string;
}

/**
 * A way to reach partner agencies. A word the network uses that we do not know means "pending", never success;
 * money is converted at this edge or refused. Nothing here is called inside a request or a database transaction.
 */
export interface PartnerNetwork {
  readonly name: string;
  /** True where the agencies work their cases in our own graph: they report there, and are not asked. */
  readonly worksInGraph: boolean;
  /** Hands a case over; the partner's reference, or null where it will be given when the partner accepts. */
  submit(
    order: CollectionOrder,
    partnerName: string,
  ): Promise<Result<{ externalReference: string | null }, PartnerFault>>;
  /** Whether the network would take the case, and for what. Commits nobody to anything. */
  preview(order: CollectionOrder, partnerName: string): Promise<Result<PartnerPreview, PartnerFault>>;
  withdraw(externalReference: string, idempotencyKey: string, reason: string): Promise<Result<null, PartnerFault>>;
  /** Asks the partner to rest the case, or to go on with it. */
  pause(
    externalReference: string,
    pause: Told & { readonly paused: boolean; readonly reason: string },
  ): Promise<Result<null, PartnerFault>>;
  /** Tells the partner that the creditor credited an invoice, in whole or in part. */
  creditNote(
    externalReference: string,
    credit: Told & { readonly invoiceNumber: string; readonly amount: Money; readonly on: IsoDate },
  ): Promise<Result<null, PartnerFault>>;
  sendMessage(
    externalReference: string,
    message: Told & { readonly text: string },
  ): Promise<Result<null, PartnerFault>>;
  sendDocument(externalReference: string, document: Told & PartnerDocument): Promise<Result<null, PartnerFault>>;
  /** Tells the partner that the debtor paid the creditor directly. */
  notifyPayment(
    externalReference: string,
    payment: { readonly idempotencyKey: string; readonly amount: Money; readonly receivedOn: IsoDate },
  ): Promise<Result<null, PartnerFault>>;
  /** `inquiryId` is the partner's own id of its question; answering twice is harmless. */
  answerInquiry(externalReference: string, inquiryId: string, answer: string): Promise<Result<null, PartnerFault>>;
  /**
   * Everything the partner has to say of a case up to a business date, oldest first. What has been said keeps its
   * place: a later answer is the earlier one with more at its end.
   */
  fetchReports(externalReference: string, on: IsoDate): Promise<Result<readonly PartnerReport[], PartnerFault>>;
  /** A file of a DOCUMENT report, by the report's id. */
  fetchDocument(externalReference: string, documentId: string): Promise<Result<PartnerDocument, PartnerFault>>;
  /** Where the case stands in all, by the partner's own books. */
  fetchTotals(externalReference: string, on: IsoDate): Promise<Result<PartnerTotals, PartnerFault>>;
  /** Verifies and reads a webhook over the raw body. `nowMs` is the receiver's time, for staleness. */
  readWebhook(headers: WebhookHeaders, body: string, nowMs: number): Result<WebhookMessage, PartnerFault>;
}

/** Header values by lower-case name. */
export type WebhookHeaders = Readonly<Record<string, string | undefined>>;

/** The status a case of ours has while its referral has a status. */
export const caseStatusFor: Readonly<Record<ReferralStatus, CaseStatus>> = {
  QUEUED: 'REGISTERED',
  SUBMITTED: 'REGISTERED',
  ACCEPTED: 'ACTIVE',
  ACTIVE: 'ACTIVE',
  NEEDS_INFORMATION: 'REGISTERED',
  ON_HOLD: 'ACTIVE',
  CLOSED: 'CLOSED',
  DECLINED: 'REGISTERED',
  WITHDRAWN: 'REGISTERED',
  FAILED: 'REGISTERED',
};
