import type { IsoDate } from './date.js';

/** What tells one claim of a creditor against a debtor from another. */
export interface ClaimMarks {
  readonly invoiceNumber: string;
  readonly invoiceDate: IsoDate;
  readonly dueDate: IsoDate;
  /** Minor units. */
  readonly principal: bigint;
  /** Reference the invoice was to be paid with. */
  readonly originalReference: string | null;
}

/** The number without what programs write differently: case, separators, zeros before a number. */
const bare = (number: string): string =>
  number
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/(?<!\d)0+(?=\d)/g, '')
    .replaceAll(' ', '');

const reference = ({ originalReference }: ClaimMarks): string => bare(originalReference ?? '');

/**
 * Whether two claims of a creditor against the same debtor are one. SAME: the number written in another way, or the payment reference,
 * with the same amount and date of invoice. SIMILAR: only the number, or amount and both dates; that may be chance. Null where they
 * are two. A customer that pays every invoice with one reference has many claims of it, so that alone says nothing.
 */
export function likeness(claim: ClaimMarks, known: ClaimMarks): 'SAME' | 'SIMILAR' | null {
  const number = bare(claim.invoiceNumber) !== '' && bare(claim.invoiceNumber) === bare(known.invoiceNumber);
  const paidAlike = reference(claim) !== '' && reference(claim) === reference(known);
  const asMuch = claim.principal === known.principal && claim.invoiceDate === known.invoiceDate;
  if (asMuch && (number || paidAlike)) return 'SAME';
  return number || (asMuch && claim.dueDate === known.dueDate) ? 'SIMILAR' : null;
}
