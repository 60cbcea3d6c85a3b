import { smallest } from './money.js';

/**
 * What a payment brings back of a loss that the creditor has booked already: it pays first what was not written off. `before` and
 * `after` are the principal unpaid before it and after it. Minor units.
 */
export function lossRecovered(writtenOff: bigint, before: bigint, after: bigint): bigint {
  return smallest(writtenOff, before) - smallest(writtenOff, after);
}
