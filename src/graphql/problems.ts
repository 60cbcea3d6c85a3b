import { isCountry, isCurrency } from '../domain/codes.js';
import { addYears, type IsoDate } from '../domain/date.js';
import { parseAmount, type Money } from '../domain/money.js';
import type { Refusal } from '../domain/refusal.js';
import type { Address, AddressInput, MoneyInput } from './types.js';

/** Path into an input, e.g. ["claims", "0", "dueDate"]. */
export type FieldPath = readonly string[];

/** Nothing a letter or an envelope can show: control characters, halves of characters, and marks that turn the writing around. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/u;

/** Whether all of a text can be stored and shown. `lines` allows line breaks and tabs. */
export const isPrintable = (text: string, lines: 'one line' | 'lines' = 'one line'): boolean =>
  !UNPRINTABLE.test(lines === 'lines' ? text.replace(/[\n\r\t]/g, ' ') : text);

/** A claim due later than this many years from now is a slip of the pen. */
const DUE_WITHIN_YEARS = 10;

/** No invoice comes near a thousand milliards; a sum of many such amounts still fits the database's integers. */
const LARGEST_AMOUNT_MINOR = 10n ** 15n;

/** Collects everything wrong with an input, so that whoever sent it sees all of it at once. */
export class Problems {
  readonly refusals: Refusal[] = [];

  add(field: FieldPath, code: Refusal['code'], text?: string, params?: Refusal['params']): void {
    this.refusals.push({
      code,
      field,
      ...(text !== undefined && { text: `${code}.${text}` }),
      ...(params && { params }),
    });
  }

  /** The text without blanks around it. `lines` allows line breaks and tabs. */
  text(value: string, field: FieldPath, maximum: number, lines: 'one line' | 'lines' = 'one line'): string {
    const text = value.trim();
    if (text === '') this.add(field, 'INVALID_INPUT', 'blank');
    else if (text.length > maximum) this.add(field, 'INVALID_INPUT', 'tooLong', { maximum });
    else if (!isPrintable(text, lines)) this.add(field, 'INVALID_INPUT', 'unprintable');
    return text;
  }

  /** The same for a text that may be left out; blank counts as left out. */
  optionalText(value: string | null | undefined, field: FieldPath, maximum: number): string | null {
    return value === null || value === undefined || value.trim() === '' ? null : this.text(value, field, maximum);
  }

  /** The bytes of a file given as Base64, of at most so many megabytes; null where it is none. */
  base64(value: string, field: FieldPath, maximum: number): Buffer | null {
    const content = Buffer.from(value, 'base64');
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(value) || value.length % 4 !== 0) this.add(field, 'INVALID_INPUT', 'base64');
    else if (content.length === 0) this.add(field, 'INVALID_INPUT', 'blank');
    else if (content.length > maximum * 1024 * 1024) this.add(field, 'INVALID_INPUT', 'fileTooLarge', { maximum });
    else return content;
    return null;
  }

  /** The name of a file, without a path. */
  fileName(value: string, field: FieldPath): string {
    const name = this.text(value, field, 140);
    if (/[/\\]/.test(name)) this.add(field, 'INVALID_INPUT', 'fileName');
    return name;
  }

  /** A day to pay, or on which something fell due. */
  deadline(date: IsoDate, field: FieldPath, today: IsoDate): void {
    if (date > addYears(today, DUE_WITHIN_YEARS)) this.add(field, 'INVALID_INPUT');
  }

  country(code: string, field: FieldPath): void {
    if (!isCountry(code)) this.add(field, 'UNKNOWN_COUNTRY');
  }

  /** The amount in minor units, or null where it is not one. `least` is the smallest that makes sense. */
  amount(input: MoneyInput, field: FieldPath, least: 0n | 1n = 1n): Money | null {
    if (!isCurrency(input.currency)) {
      this.add([...field, 'currency'], 'INVALID_INPUT', 'unknownCurrency');
      return null;
    }
    const minor = parseAmount(input.amount, input.currency);
    if (minor === null) this.add([...field, 'amount'], 'INVALID_INPUT', 'amountFormat');
    else if (minor < least) this.add([...field, 'amount'], 'AMOUNT_NOT_POSITIVE');
    else if (minor > LARGEST_AMOUNT_MINOR) this.add([...field, 'amount'], 'INVALID_INPUT');
    else return { minor, currency: input.currency };
    return null;
  }

  /** The address with blank lines left out; null where none is given or nothing is left of it. */
  address(input: AddressInput | null | undefined, field: FieldPath): Address | null {
    if (!input) return null;
    this.country(input.country, [...field, 'country']);
    if (input.lines.length > 6) this.add([...field, 'lines'], 'INVALID_INPUT', 'tooManyRows', { maximum: 6 });
    const lines = input.lines.map((line, index) => this.optionalText(line, [...field, 'lines', String(index)], 100));
    const postalCode = this.optionalText(input.postalCode, [...field, 'postalCode'], 20);
    const city = this.optionalText(input.city, [...field, 'city'], 100);
    const region = this.optionalText(input.region, [...field, 'region'], 100);
    const kept = lines.filter((line) => line !== null);
    if (kept.length === 0 && postalCode === null && city === null) return null;
    return { lines: kept, postalCode, city, ...(region !== null && { region }), country: input.country };
  }

  /** A number of a country whose check digits we do not know: letters and digits, written without separators. */
  foreignIdentifier(value: string, field: FieldPath): string {
    const compact = value.replace(/[\s.\-/]/g, '').toUpperCase();
    if (!/^[0-9A-Z+]{3,30}$/.test(compact)) this.add(field, 'INVALID_IDENTIFIER', 'FORMAT');
    return compact;
  }
}
