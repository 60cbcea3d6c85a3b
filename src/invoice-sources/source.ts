/** A document as a source has it: an invoice, a credit note, or something that turns out to be neither. */
export interface SourceDocument {
  /** By which the source knows it, and is told what became of it. */
  readonly name: string;
  readonly content: Uint8Array;
}

/** What a source has that was not fetched before. */
export interface SourceBatch {
  readonly documents: readonly SourceDocument[];
  /** Numbers of invoices that are owed no more: paid or credited where they come from. */
  readonly settled: readonly string[];
  /** From where to go on the next time; null for a source that keeps count itself. */
  readonly cursor: string | null;
  /** Whether there is more to fetch at once. */
  readonly more: boolean;
}

/** What became of a document, for whoever sent it. */
export interface DocumentReport {
  readonly status: 'WAITING' | 'REGISTERED' | 'CANCELLED' | 'REFUSED';
  readonly invoiceNumber: string | null;
  /** Number of the case it became. */
  readonly case: string | null;
  /** First day on which it may become a case, YYYY-MM-DD; of one that waits. */
  readonly startsOn: string | null;
  /** One sentence each, in English. */
  readonly reasons: readonly string[];
}

/**
 * Where invoices of a creditor are fetched from. A document may be given more than once, as after a crash: whoever fetches knows it
 * again by its content.
 */
export interface InvoiceSource {
  /** What is new since `cursor` (null at the first time), a limited number of documents. Rejects where it cannot be told. */
  fetch(cursor: string | null): Promise<SourceBatch>;
  /** Tells the source what became of a document; told anew when that changes. */
  report(name: string, report: DocumentReport): Promise<void>;
}
