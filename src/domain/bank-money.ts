import type { IsoDate } from './date.js';
import type { Money } from './money.js';

/** Into the account, or out of it. */
export type Direction = 'CREDIT' | 'DEBIT';

/** Money that moved on an account, as a bank tells of it: one transaction, or a line that it gives no details of. */
export interface BankMoney {
  /** The kind of file that tells of it: kinds name and number one payment differently. */
  readonly source: string;
  /** Where it stands in the file. */
  readonly place: string;
  /** As the bank writes it. */
  readonly account: string;
  readonly bookedOn: IsoDate;
  readonly valueOn: IsoDate | null;
  readonly direction: Direction;
  readonly amount: Money;
  /** True where it takes back something earlier. */
  readonly reversal: boolean;
  /** False while the bank has only announced it. */
  readonly booked: boolean;
  /** False where the file says nothing of the payments behind it; `lump` where it says that they are several. */
  readonly detailed: boolean;
  readonly lump: boolean;
  /** The line of the account it is part of: which of the file, and the whole of it. */
  readonly line: { readonly number: number; readonly amount: bigint; readonly direction: Direction };
  readonly bankReference: string | null;
  readonly endToEndId: string | null;
  readonly references: readonly string[];
  readonly documentNumbers: readonly string[];
  readonly text: string;
  readonly payer: { readonly name: string | null; readonly account: string | null; readonly identifier: string | null };
  /** As it was ordered, where that was in another currency. */
  readonly ordered: Money | null;
  /** Why the bank sent it back (ISO 20022 code); null where it did not. */
  readonly returned: string | null;
}

const IBAN_HEAD = /^[A-Z]{2}\d{2}(?=[0-9A-Z]{8,30}$)/;

/**
 * What is the same in every way of writing one account: the national number within an IBAN (whose check digits banks blank
 * out in their examples), without separators and leading zeros.
 */
export const accountKey = (account: string): string =>
  account
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(IBAN_HEAD, '')
    .replace(/^0+(?=.)/, '');
