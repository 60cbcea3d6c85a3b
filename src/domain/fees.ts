import { daysBetween, type IsoDate } from './date.js';
import { convert, type RateTable } from './fx.js';
import type { Money } from './money.js';

/** A success fee for claims at least so old and at least so large. */
export interface FeeBand {
  /** Days since the claim fell due. */
  readonly fromAgeDays: number;
  readonly fromAmount: Money;
  readonly successFeeBps: number;
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
): number {
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
  return first?.successFeeBps ?? otherwise;
}

const precedes = (band: FeeBand, other: FeeBand): boolean =>
  band.fromAgeDays === other.fromAgeDays
    ? band.fromAmount.minor > other.fromAmount.minor
    : band.fromAgeDays > other.fromAgeDays;
