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

/**
 * What follows the check digits of an IBAN by country, as the ISO 13616 registry writes it: n digits, a letters, c either. The
 * Nordic countries and those whose accounts our creditors use.
 */
const IBAN_FORM: Readonly<Record<string, string>> = {
  AT: '16n', BE: '12n', CH: '5n12c', DE: '18n', DK: '14n', EE: '16n', ES: '20n', FI: '14n', FR: '10n11c2n', GB: '4a14n', IE: '4a14n',
  IS: '22n', IT: '1a10n12c', LT: '16n', LU: '3n13c', LV: '4a13c', NL: '4a10n', NO: '11n', PL: '24n', PT: '21n', SE: '20n',
}; // prettier-ignore

const CHARACTERS: Readonly<Record<string, string>> = { n: '[0-9]', a: '[A-Z]', c: '[0-9A-Z]' };

const patternOf = (form: string): RegExp =>
  new RegExp(
    `^${form.replace(/(\d+)([nac])/g, (_, length: string, kind: string) => `${CHARACTERS[kind]!}{${length}}`)}$`,
  );

const IBAN_PATTERNS: Readonly<Record<string, RegExp>> = Object.fromEntries(
  Object.entries(IBAN_FORM).map(([country, form]) => [country, patternOf(form)]),
);

/** Whether `text` (spaces allowed) is an account number by ISO 13616: the form of its country where that is listed, and mod 97. */
export function isIban(text: string): boolean {
  const compact = text.replace(/ /g, '');
  if (!/^[A-Z]{2}\d{2}[0-9A-Z]{10,30}$/.test(compact)) return false;
  return (IBAN_PATTERNS[compact.slice(0, 2)]?.test(compact.slice(4)) ?? true) && hasMod97Check(compact);
}

/** The creditor reference (ISO 11649) around a national one: 1 to 21 letters and digits without spaces. */
export function creditorReference(national: string): string {
  return `RF${String(98 - mod97(`${national}RF00`)).padStart(2, '0')}${national}`;
}

/** Whether `text` (spaces allowed) is a creditor reference by ISO 11649: RF, two check digits, up to 21 characters. */
export function isCreditorReference(text: string): boolean {
  const compact = text.replace(/ /g, '');
  return /^RF\d{2}[0-9A-Z]{1,21}$/.test(compact) && hasMod97Check(compact);
}
