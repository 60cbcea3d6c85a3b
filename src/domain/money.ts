/** ISO 4217 code, upper case. */
export type Currency = string;

/** An exact amount: whole minor units (øre, öre, cent) of a currency. */
export interface Money {
  readonly minor: bigint;
  readonly currency: Currency;
}

/** Currencies whose minor unit is not a hundredth (ISO 4217, column "minor unit"). */
const UNUSUAL_DIGITS: Readonly<Record<string, number>> = {
  BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, VND: 0, VUV: 0, XAF: 0, XOF: 0, XPF: 0,
  BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3,
}; // prettier-ignore

/** Decimals of a currency's minor unit. */
export function minorDigits(currency: Currency): number {
  return UNUSUAL_DIGITS[currency] ?? 2;
}

const DECIMAL = /^(-?)(\d{1,15})(?:\.(\d{1,15}))?$/;

/**
 * Minor units of an exact decimal such as "1234.50". Null where the text is no plain decimal or has
 * more decimals than the currency (trailing zeros are harmless): an amount is refused, never rounded.
 */
export function parseAmount(text: string, currency: Currency): bigint | null {
  const match = DECIMAL.exec(text);
  if (!match) return null;
  const digits = minorDigits(currency);
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (fraction.length > digits) return null;
  const minor = BigInt(match[2]! + fraction.padEnd(digits, '0'));
  return match[1] ? -minor : minor;
}

/** "1234.50": the exact decimal of minor units, with the currency's own number of decimals. */
export const formatAmount = (minor: bigint, currency: Currency): string => decimalOf(minor.toString(), currency);

/** The same for minor units written as a whole number, as the database gives them: "123450". */
export function decimalOf(minorText: string, currency: Currency): string {
  const digits = minorDigits(currency);
  if (digits === 0) return minorText;
  const sign = minorText.startsWith('-') ? '-' : '';
  const text = minorText.slice(sign.length).padStart(digits + 1, '0');
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** "1234.50 EUR", as events and tasks tell of it. */
export const inWords = ({ minor, currency }: Money): string => `${formatAmount(minor, currency)} ${currency}`;

export const money = (minor: bigint, currency: Currency): Money => ({ minor, currency });

/** `numerator / denominator` rounded half away from zero. The denominator is positive. */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  const doubled = 2n * (numerator < 0n ? -numerator : numerator);
  const quotient = (doubled + denominator) / (2n * denominator);
  return numerator < 0n ? -quotient : quotient;
}

/** `numerator / denominator` rounded towards zero. The denominator is positive. */
export function divideDown(numerator: bigint, denominator: bigint): bigint {
  return numerator / denominator;
}

export const sum = (amounts: Iterable<bigint>): bigint => {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return total;
};

export const smallest = (first: bigint, ...others: readonly bigint[]): bigint =>
  others.reduce((a, b) => (b < a ? b : a), first);
export const largest = (first: bigint, ...others: readonly bigint[]): bigint =>
  others.reduce((a, b) => (b > a ? b : a), first);
