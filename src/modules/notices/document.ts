import type { PaymentSlip } from '../../domain/jurisdiction.js';

/** A letter as the parts it is made of, in reading order: its plain text and its PDF are both set from this. */
export interface LetterDocument {
  /** BCP 47. */
  readonly language: string;
  readonly subject: string;
  /** Letterhead, one line each. */
  readonly sender: readonly string[];
  /** As seen through the window of the envelope, one line each. */
  readonly recipient: readonly string[];
  /** Labels and values: date, case number, reference. */
  readonly facts: readonly Row[];
  readonly title: string;
  readonly parts: readonly LetterPart[];
  /** What the payment slip at the foot says; null where nothing is to be paid. */
  readonly slip: LetterSlip | null;
  /** The same letter in English, for a reader of none of the country's languages; the letter itself is the one that counts. */
  readonly courtesyCopy: LetterDocument | null;
}

export type Row = readonly [label: string, value: string];

export type LetterPart =
  | { readonly kind: 'HEADING'; readonly text: string }
  | { readonly kind: 'PARAGRAPH'; readonly text: string }
  /** Lines that belong together, such as an address. */
  | { readonly kind: 'LINES'; readonly lines: readonly string[] }
  | { readonly kind: 'COLUMNS'; readonly rows: readonly Row[] }
  /** Labels and amounts, the last of them the total where there is one. */
  | { readonly kind: 'AMOUNTS'; readonly rows: readonly Row[]; readonly total: Row | null };

export interface LetterSlip extends PaymentSlip {
  /** Labels and values, as printed: amount, account, reference, payee, last day. */
  readonly rows: readonly Row[];
}
