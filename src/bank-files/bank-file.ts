import type { IsoDate } from '../domain/date.js';
import type { Money } from '../domain/money.js';
import type { Direction } from '../domain/bank-money.js';
import type { Refusal } from '../domain/refusal.js';

export type BankFormat = 'CAMT_053' | 'CAMT_054' | 'PAIN_002' | 'OCR_GIRO' | 'BGMAX' | 'KTL';

/** A file of a bank as it was read, whatever its format. */
export interface BankFile {
  readonly format: BankFormat;
  /** As the file names it: camt.053.001.08, BGMAX 01 … */
  readonly version: string;
  /** The bank's own number for the file; null where the format has none. */
  readonly messageId: string | null;
  readonly statements: readonly Statement[];
  /** What a bank says of transfers we ordered. Only a status report has any. */
  readonly transfers: readonly TransferStatus[];
  /**
   * Sums and counts that do not go together, each with its place. The file could be read, but which of its figures is right
   * only the bank can say: nothing of it may be booked.
   */
  readonly flaws: readonly Refusal[];
}

/** Movements of one account. */
export interface Statement {
  /** The bank's number for it; null where the format has none. */
  readonly id: string | null;
  /** IBAN, account number or bankgiro number as written, without spaces. */
  readonly account: string;
  readonly balances: readonly Balance[];
  readonly entries: readonly BankEntry[];
}

export interface Balance {
  /** OPBD, CLBD …, as ISO 20022 names it. */
  readonly type: string;
  readonly amount: Money;
  readonly direction: Direction;
  readonly on: IsoDate;
}

/** One line of the account: what the bank booked as one amount, for one transaction or for many. */
export interface BankEntry {
  /** Where it stands: an element's path, or line and columns. */
  readonly place: string;
  /** The bank's own reference of the line. */
  readonly reference: string | null;
  readonly bookedOn: IsoDate;
  readonly valueOn: IsoDate | null;
  readonly amount: Money;
  readonly direction: Direction;
  /** True where the line takes back an earlier one. */
  readonly reversal: boolean;
  /** False while the bank has only announced it. */
  readonly booked: boolean;
  /** What else the bank says of the line. */
  readonly text: string | null;
  /** How many transactions the bank says that it booked as one; null where it does not say. */
  readonly batchOf: number | null;
  /** Empty where the file gives no details. */
  readonly transactions: readonly Transaction[];
}

/** One payment within an entry. */
export interface Transaction {
  readonly place: string;
  /** The bank's own reference of the transaction. */
  readonly reference: string | null;
  /** In the currency of the entry; null where the file does not say how much of the entry it is. */
  readonly amount: bigint | null;
  readonly direction: Direction;
  readonly reversal: boolean;
  /** As it was ordered, where that was in another currency. */
  readonly ordered: Money | null;
  readonly endToEndId: string | null;
  /** What the payer quotes in the field for it: KID, OCR, viitenumero, RF. */
  readonly references: readonly string[];
  /** References of the bank's or a system's own making. */
  readonly otherReferences: readonly string[];
  /** Invoices and credit notes it is said to be for. */
  readonly documentNumbers: readonly string[];
  /** Free text, line by line. */
  readonly text: readonly string[];
  readonly payer: Party;
  readonly payee: Party;
  /** Why the bank sent it back (ISO 20022 code); null where it did not. */
  readonly returned: string | null;
}

export interface Party {
  readonly name: string | null;
  readonly account: string | null;
  /** National number, where the bank knows it. */
  readonly identifier: string | null;
}

export const NOBODY: Party = { name: null, account: null, identifier: null };

/** What a bank says of transfers we ordered: of a whole file, of a block of it, or of one transfer. */
export interface TransferStatus {
  readonly place: string;
  /** Our number of the file. */
  readonly messageId: string;
  /** Our number of the block, and of the transfer; null where it is about all of them. */
  readonly paymentId: string | null;
  readonly endToEndId: string | null;
  /** ISO 20022: RJCT, ACCP, ACSC, PDNG …; null where none is given for this level. */
  readonly status: string | null;
  readonly reasons: readonly string[];
  /** The reasons in the bank's words. */
  readonly text: readonly string[];
}
