import type { IsoDate } from '../domain/date.js';
import type { PartyType } from '../domain/facts.js';
import type { Currency } from '../domain/money.js';

/** A number by which a party is known. */
export interface PartyIdentifier {
  /** ISO 6523 code or other scheme as the document states it; `VAT` for a VAT number; null for a company number without scheme. */
  readonly scheme: string | null;
  readonly value: string;
}

export interface InvoiceAddress {
  readonly lines: readonly string[];
  readonly postalCode: string | null;
  readonly city: string | null;
  /** ISO 3166-1, two letters. */
  readonly country: string;
}

export interface InvoiceParty {
  readonly name: string;
  readonly type: PartyType;
  /** Company number first, then VAT number, then the rest. Customer numbers the seller gave out are not among them. */
  readonly identifiers: readonly PartyIdentifier[];
  /** Null where the document states no country. */
  readonly address: InvoiceAddress | null;
  readonly email: string | null;
  readonly phone: string | null;
  /** BCP 47, where the document states it. */
  readonly language: string | null;
}

/** Sums as written in the document, decimal point; null where it does not state them. */
export interface InvoiceTotals {
  readonly lines: string | null;
  readonly withoutTax: string | null;
  readonly withTax: string | null;
  readonly prepaid: string | null;
  readonly amountDue: string;
}

/** A credit note that names the one invoice it lowers. */
export interface ReadCreditNote {
  readonly number: string;
  readonly creditedInvoice: string;
  readonly issueDate: IsoDate;
  readonly currency: Currency;
  /** What the invoice is lowered by, minor units, always positive. */
  readonly amountMinor: bigint;
  readonly seller: InvoiceParty;
}

/** An invoice that can become a claim. */
export interface ReadInvoice {
  readonly format: 'UBL' | 'FINVOICE';
  readonly number: string;
  /** What the claim is for, at most 200 characters. */
  readonly description: string;
  readonly issueDate: IsoDate;
  /** Never before the issue date. */
  readonly dueDate: IsoDate;
  readonly currency: Currency;
  /** What is left to pay, minor units, always positive: the principal, which may be less than the total. */
  readonly amountDueMinor: bigint;
  readonly seller: InvoiceParty;
  readonly buyer: InvoiceParty;
  /** Who is to be paid, where that is not the seller. */
  readonly payee: string | null;
  /** As written, in document order, repetitions included. */
  readonly paymentReferences: readonly string[];
  readonly payeeAccounts: readonly string[];
  /** Percent a year the invoice claims, decimal point. */
  readonly lateInterestPercent: string | null;
  readonly totals: InvoiceTotals;
}
