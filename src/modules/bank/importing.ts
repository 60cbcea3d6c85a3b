import type { EntityManager } from 'typeorm';
import type { BankMoney } from '../../domain/bank-money.js';
import { earliest, type IsoDate } from '../../domain/date.js';
import { RuleNotEncoded } from '../../domain/dated.js';
import type { Platform } from '../../platform.js';
import type { OwnAccounts } from './own-accounts.js';

/** Money of bank files being booked. */
export interface Importing {
  readonly tx: EntityManager;
  readonly platform: Platform;
  readonly accounts: OwnAccounts;
  readonly today: IsoDate;
  /** Subject of whoever imports. */
  readonly actor: string;
}

/** The day money counts as come: when it was the account's to use, or when the bank wrote it down, whichever is better for the payer. */
export const dayOf = ({ bookedOn, valueOn }: Pick<BankMoney, 'bookedOn' | 'valueOn'>, today: IsoDate): IsoDate =>
  earliest(bookedOn, valueOn ?? bookedOn, today);

/** Does something that a rule of law may be missing for: null, and as if it had not been begun, where one is. */
export async function unlessUnknown<Value>(
  tx: EntityManager,
  work: (inner: EntityManager) => Promise<Value>,
): Promise<Value | null> {
  try {
    return await tx.transaction(work);
  } catch (error) {
    if (error instanceof RuleNotEncoded) return null;
    throw error;
  }
}
