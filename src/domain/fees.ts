import { daysBetween, type IsoDate } from './date.js';
import { convert, type RateTable } from './fx.js';
import { divideDown, type Money } from './money.js';

/** A success fee for claims at least so old and at least so large. */
export interface FeeBand {
  /** Days since the claim fell due. */
  readonly fromAgeDays: number;
  readonly fromAmount: Money;
  readonly successFeeBps: number;
}

/** The fee of a case, and the band it comes from; no band where the case reaches none. */
export interface AgreedFee {
  readonly successFeeBps: number;
  readonly band: FeeBand | null;
}

/** What a fee depends on. */
export interface FeeFacts {
  readonly principal: Money;
  /** Of the youngest claim. */
  readonly latestDueDate: IsoDate;
}

/**
 * The success fee for a case on a day, in hundredths of a percent: of the bands that it reaches the one that begins at
 * the greatest age, and among those at the greatest amount; `otherwise` where it reaches none. A band in a currency for
 * which there is no rate is not reached.
 */
export function successFee(
  bands: readonly FeeBand[],
  otherwise: number,
  { principal, latestDueDate }: FeeFacts,
  world: { readonly rates: RateTable; readonly on: IsoDate },
): AgreedFee {
  const ageDays = daysBetween(latestDueDate, world.on);
  const reached = bands.filter(({ fromAgeDays, fromAmount }) => {
    if (ageDays < fromAgeDays) return false;
    const amount = convert(principal, fromAmount.currency, world.on, world.rates);
    return amount.ok && amount.value.money.minor >= fromAmount.minor;
  });
  const first = reached.reduce<FeeBand | null>(
    (best, band) => (best === null || precedes(band, best) ? band : best),
    null,
  );
  return { successFeeBps: first?.successFeeBps ?? otherwise, band: first };
}

/**
 * Most that may be kept of money as the agreed success fee, minor units. The fee of each payment may have been rounded up for
 * itself, so there is one unit more for each.
 */
export const mostSuccessFee = (collected: bigint, successFeeBps: number, payments: number): bigint =>
  divideDown(collected * BigInt(successFeeBps), 10_000n) + (successFeeBps > 0 ? BigInt(payments) : 0n);

const precedes = (band: FeeBand, other: FeeBand): boolean =>
  band.fromAgeDays === other.fromAgeDays
    ? band.fromAmount.minor > other.fromAmount.minor
    : band.fromAgeDays > other.fromAgeDays;
