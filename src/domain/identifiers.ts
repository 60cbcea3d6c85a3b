/** Check digits shared by national numbers and payment references. All functions take text without separators. */

/** Sum of each digit times its weight, from the left. */
export function weightedSum(digits: string, weights: readonly number[]): number {
  return weights.reduce((total, weight, index) => total + weight * Number(digits[index] ?? '0'), 0);
}

/** Sum of each digit times a weight of the cycle, from the right. */
export function weightedSumFromRight(digits: string, cycle: readonly number[]): number {
  return [...digits].reverse().reduce((total, digit, index) => total + Number(digit) * cycle[index % cycle.length]!, 0);
}

/** Check digit by Luhn's formula (mod 10, weights 2 1 2 1 … from the right, digits of the products added). */
export function luhnDigit(body: string): string {
  const total = [...body].reverse().reduce((sum, digit, index) => {
    const product = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return sum + (product > 9 ? product - 9 : product);
  }, 0);
  return String((10 - (total % 10)) % 10);
}

/** Whether the last digit is Luhn's check digit of those before it. */
export function endsInLuhnDigit(digits: string): boolean {
  return /^\d{2,}$/.test(digits) && luhnDigit(digits.slice(0, -1)) === digits.slice(-1);
}

/**
 * Check character by modulus 11 with weights 2 3 4 5 6 7 repeating from the right.
 * Remainder 1 gives "-", which a number series may exclude.
 */
export function mod11Character(body: string): string {
  const remainder = weightedSumFromRight(body, [2, 3, 4, 5, 6, 7]) % 11;
  return remainder === 0 ? '0' : remainder === 1 ? '-' : String(11 - remainder);
}

/** ISO 7064 mod 97-10 of letters and digits, A = 10 to Z = 35. */
function mod97(text: string): number {
  const digits = [...text].map((character) => Number.parseInt(character, 36).toString()).join('');
  return [...digits].reduce((remainder, digit) => (remainder * 10 + Number(digit)) % 97, 0);
}

const hasMod97Check = (text: string): boolean => mod97(text.slice(4) + text.slice(0, 4)) === 1;

/** Characters of an IBAN by country: the Nordic countries and those whose accounts our creditors use (ISO 13616 registry). */
const IBAN_LENGTH: Readonly<Record<string, number>> = {
  AT: 20, BE: 16, CH: 21, DE: 22, DK: 18, EE: 20, ES: 24, FI: 18, FR: 27, GB: 22, IE: 22, IS: 26, IT: 27, LT: 20, LU: 20, LV: 21,
  NL: 18, NO: 15, PL: 28, PT: 25, SE: 24,
}; // prettier-ignore

/** Whether `text` (spaces allowed) is an account number by ISO 13616: known length where the country is listed, and mod 97. */
export function isIban(text: string): boolean {
  const compact = text.replace(/ /g, '');
  if (!/^[A-Z]{2}\d{2}[0-9A-Z]{10,30}$/.test(compact)) return false;
  return compact.length === (IBAN_LENGTH[compact.slice(0, 2)] ?? compact.length) && hasMod97Check(compact);
}

/** Whether `text` (spaces allowed) is a creditor reference by ISO 11649: RF, two check digits, up to 21 characters. */
export function isCreditorReference(text: string): boolean {
  const compact = text.replace(/ /g, '');
  return /^RF\d{2}[0-9A-Z]{1,21}$/.test(compact) && hasMod97Check(compact);
}
