import { strategyFrom, type Strategy } from '../../domain/strategy.js';
import type { AutomationMode } from '../../graphql/enums.js';

interface StoredMoney {
  readonly minor: string;
  readonly currency: string;
}

/** A strategy as the table holds it: amounts are text, for a JSON number may not hold them. */
export type StoredStrategy = Omit<Strategy, 'courtFrom' | 'enforceFrom'> &
  Readonly<Record<'courtFrom' | 'enforceFrom', readonly StoredMoney[]>>;

const amountsOf = (stored: readonly StoredMoney[]) =>
  stored.map(({ minor, currency }) => ({ minor: BigInt(minor), currency }));

/** The strategy of a creditor: what was last laid down, or what its automation says where nothing was. */
export const readStrategy = (stored: StoredStrategy | null, automation: AutomationMode): Strategy =>
  stored === null
    ? strategyFrom(automation)
    : { ...stored, courtFrom: amountsOf(stored.courtFrom), enforceFrom: amountsOf(stored.enforceFrom) };

const textsOf = (amounts: Strategy['courtFrom']) =>
  amounts.map(({ minor, currency }) => ({ minor: minor.toString(), currency }));

/** The strategy as the table holds it. */
export const storedStrategy = (strategy: Strategy): StoredStrategy => ({
  ...strategy,
  courtFrom: textsOf(strategy.courtFrom),
  enforceFrom: textsOf(strategy.enforceFrom),
});
