import { daysBetween, type IsoDate } from './date.js';
import { divideHalfUp, minorDigits, money, type Currency, type Money } from './money.js';
import type { Refusal } from './refusal.js';
import { refused, success, type Result } from './result.js';

/** One published rate: units of `currency` for one euro, in hundred-millionths (1.1750 is 117_500_000n). */
export interface ExchangeRate {
  readonly date: IsoDate;
  readonly currency: Currency;
  readonly perEuro_e8: bigint;
}

/** Published rates by day, newest day first. Built by `rateTable`. */
export type RateTable = readonly { readonly date: IsoDate; readonly perEuro_e8: ReadonlyMap<Currency, bigint> }[];

export interface Conversion {
  readonly money: Money;
  /** Day the rates were published; null where the amount was in the wanted currency already. */
  readonly rateDate: IsoDate | null;
  /** True where the rates are more than STALE_AFTER_DAYS older than the day asked for. */
  readonly stale: boolean;
}

/** The two published rates an amount was converted with, both of one day. */
export interface RatePair {
  readonly date: IsoDate;
  readonly fromPerEuro_e8: bigint;
  readonly toPerEuro_e8: bigint;
}

/** The longest ordinary gap between two publications is five days (Easter); twice that means our rates were not renewed. */
const STALE_AFTER_DAYS = 10;

const RATE_DECIMALS = 8;
const RATE = /^(\d{1,12})(?:\.(\d{1,8}))?$/;
const ONE_EURO_E8 = 10n ** BigInt(RATE_DECIMALS);

/** Hundred-millionths of a plain positive decimal such as "11.7365"; null for anything else, also for more than 8 decimals. */
export function parseRate(text: string): bigint | null {
  const match = RATE.exec(text);
  if (!match) return null;
  const scaled = BigInt(match[1]! + (match[2] ?? '').padEnd(RATE_DECIMALS, '0'));
  return scaled > 0n ? scaled : null;
}

/** Rates in any order, made ready for `convert`. Of two rates for one day and currency the later in the list counts. */
export function rateTable(rates: Iterable<ExchangeRate>): RateTable {
  const days = new Map<IsoDate, Map<Currency, bigint>>();
  for (const rate of rates) {
    // The euro itself is never published: it is what every rate is measured in.
    const day = days.get(rate.date) ?? new Map<Currency, bigint>([['EUR', ONE_EURO_E8]]);
    days.set(rate.date, day.set(rate.currency, rate.perEuro_e8));
  }
  return [...days].map(([date, perEuro_e8]) => ({ date, perEuro_e8 })).sort((a, b) => (a.date < b.date ? 1 : -1));
}

/**
 * An amount in another currency, through the euro, at the latest day on or before `on` that quotes both currencies:
 * one day for both legs, so that a cross rate never mixes two markets. There is no rate for weekends and holidays, and
 * an old rate is still the best there is: it is used however old, and the answer says of which day and whether `stale`.
 * Rounded once, half up (away from zero) at the target's minor unit. Refused with CURRENCY_MISMATCH only where no day
 * on or before `on` quotes both.
 */
export function convert(amount: Money, to: Currency, on: IsoDate, rates: RateTable): Result<Conversion, Refusal> {
  const from = amount.currency;
  if (from === to) return success({ money: amount, rateDate: null, stale: false });
  const pair = ratesFor(from, to, on, rates);
  if (!pair) return refused({ code: 'CURRENCY_MISMATCH', text: 'CURRENCY_MISMATCH.noRate', params: { from, to, on } });
  const stale = daysBetween(pair.date, on) > STALE_AFTER_DAYS;
  return success({ money: convertAt(amount, to, pair), rateDate: pair.date, stale });
}

/** The rates of the latest day on or before `on` that quotes both currencies; null where none does. */
export function ratesFor(from: Currency, to: Currency, on: IsoDate, rates: RateTable): RatePair | null {
  for (const { date, perEuro_e8 } of rates) {
    const [fromPerEuro_e8, toPerEuro_e8] = [perEuro_e8.get(from), perEuro_e8.get(to)];
    if (date > on || fromPerEuro_e8 === undefined || toPerEuro_e8 === undefined) continue;
    return { date, fromPerEuro_e8, toPerEuro_e8 };
  }
  return null;
}

/** The amount in another currency at known rates, rounded once, half up (away from zero) at the target's minor unit. */
export function convertAt(amount: Money, to: Currency, { fromPerEuro_e8, toPerEuro_e8 }: RatePair): Money {
  const numerator = amount.minor * toPerEuro_e8 * 10n ** BigInt(minorDigits(to));
  const denominator = fromPerEuro_e8 * 10n ** BigInt(minorDigits(amount.currency));
  return money(divideHalfUp(numerator, denominator), to);
}
