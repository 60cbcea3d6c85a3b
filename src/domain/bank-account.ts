import { isIban } from './identifiers.js';
import type { Jurisdiction } from './jurisdiction.js';

/** An account as a payment file names it, its number without separators. */
export interface BankAccount {
  /** IBAN; a national account number; a number of Bankgirot or of PlusGirot. */
  readonly scheme: 'IBAN' | 'BBAN' | 'BGNR' | 'PGNR';
  readonly number: string;
}

/**
 * The account in a text: an IBAN, or a number as the country writes it; null where it is neither. Where we know no law of the
 * country (null), only that it looks like a number can be seen.
 */
export function readAccount(text: string, law: Jurisdiction | null): BankAccount | null {
  const compact = text.replace(/[ .]/g, '');
  if (isIban(compact)) return { scheme: 'IBAN', number: compact };
  if (law) return law.bankAccount(text);
  return /^\d[\d-]{4,29}$/.test(compact) ? { scheme: 'BBAN', number: compact.replace(/-/g, '') } : null;
}
