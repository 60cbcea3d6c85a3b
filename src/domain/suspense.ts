import type { Direction } from './bank-money.js';
import type { IsoDate } from './date.js';
import type { Posting } from './ledger.js';
import type { Money } from './money.js';

/** Money that moved on our client account and waits for somebody to say whose it is. */
export interface Unmatched {
  /** Key of the bank's entry. */
  readonly id: string;
  readonly amount: Money;
  readonly direction: Direction;
}

/** Why it waits no more. */
type Release = 'ASSIGNED' | 'RETURNED' | 'DISCARDED' | 'REVERSED' | 'ITEMISED';

/** Into suspense: the client account holds it, or lacks it, and nobody is known for it. */
export const suspensePosting = (unmatched: Unmatched, on: IsoDate): Posting =>
  posting(unmatched, unmatched.direction === 'CREDIT', 'unmatched', on);

/**
 * Out of suspense again, the same way back. Whatever it turns out to be is posted by itself, as if it had come in or gone out then.
 */
export const releasePosting = (unmatched: Unmatched, why: Release, on: IsoDate): Posting =>
  posting(unmatched, unmatched.direction === 'DEBIT', why.toLowerCase(), on);

function posting({ id, amount }: Unmatched, intoAccount: boolean, reason: string, on: IsoDate): Posting {
  return {
    caseId: null, creditorId: null, claimId: null, paymentId: null, currency: amount.currency, amount: amount.minor, on, reason,
    debit: intoAccount ? 'client_funds' : 'suspense:unmatched', credit: intoAccount ? 'suspense:unmatched' : 'client_funds',
    idempotencyKey: `bank:${id}:${reason}`,
  }; // prettier-ignore
}
