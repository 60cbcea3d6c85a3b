import { isoDate, parseDate, parts, type IsoDate } from '../domain/date.js';
import type { PartyType } from '../domain/facts.js';
import type { BankAccount } from '../domain/bank-account.js';
import { endsInLuhnDigit, luhnDigit } from '../domain/identifiers.js';
import type { IdentifierFault, NationalIdentifier } from '../domain/jurisdiction.js';
import { refused, success, type Result } from '../domain/result.js';

/** Personnummer or samordningsnummer of a person; organisationsnummer of a company, or a sole trader's personnummer. */
export function parseIdentifier(text: string, type: PartyType): Result<NationalIdentifier, IdentifierFault> {
  return type === 'PERSON' ? parsePersonnummer(text) : parseOrganisationsnummer(text);
}

/** Ten digits (also after the prefix 16, or as VAT number SE … 01) whose third is at least 2, so that it is no date. Luhn. */
function parseOrganisationsnummer(text: string): Result<NationalIdentifier, IdentifierFault> {
  const plain = text
    .replace(/\s/g, '')
    .toUpperCase()
    .replace(/^SE(.*)01$/, '$1');
  if (!/^\d+-?\d+$/.test(plain)) return refused('FORMAT');
  const digits = plain.replace('-', '').replace(/^16(?=\d{10}$)/, '');
  if (digits.length === 10 && digits[2]! < '2') return parsePersonnummer(text);
  if (digits.length === 12) return parsePersonnummer(text);
  if (digits.length !== 10) return refused('LENGTH');
  if (!endsInLuhnDigit(digits)) return refused('CHECKSUM');
  return success({ kind: 'organisationsnummer', value: digits, birthDate: null });
}

/** Ten digits do not tell the century: they are read as the youngest person born by this day. Moved when the law is checked anew. */
const YOUNGEST_BIRTH = isoDate('2026-11-22');

/** Ten or twelve digits, "-" or "+" (from the year of the hundredth birthday) before the last four. The value has twelve. */
function parsePersonnummer(text: string): Result<NationalIdentifier, IdentifierFault> {
  const match = /^(\d+)([-+]?)(\d{4})$/.exec(text.trim());
  if (!match) return refused('FORMAT');
  const digits = match[1]! + match[3]!;
  if (digits.length !== 10 && digits.length !== 12) return refused('LENGTH');
  const short = digits.slice(-10);
  if (!endsInLuhnDigit(short)) return refused('CHECKSUM');
  const coordination = short.slice(4, 6) > '60';
  const day = String(Number(short.slice(4, 6)) - (coordination ? 60 : 0)).padStart(2, '0');
  const rest = `${short.slice(0, 2)}-${short.slice(2, 4)}-${day}`;
  const birthDate = digits.length === 12 ? parseDate(digits.slice(0, 2) + rest) : inferCentury(rest, match[2] === '+');
  if (birthDate === null || short.slice(6, 9) === '000') return refused('COMPONENT');
  const kind = coordination ? 'samordningsnummer' : 'personnummer';
  return success({ kind, value: birthDate.slice(0, 2) + short, birthDate });
}

function inferCentury(yearMonthDay: string, hundredOrMore: boolean): IsoDate | null {
  const latestBirth = hundredOrMore ? isoDate(`${parts(YOUNGEST_BIRTH).year - 100}-12-31`) : YOUNGEST_BIRTH;
  const candidates = ['20', '19', '18'].map((century) => parseDate(century + yearMonthDay));
  return candidates.find((date) => date !== null && date <= latestBirth) ?? null;
}

/** OCR reference of a case: serial number, length digit (total length modulo 10) and Luhn's check digit over both. */
export function ocrReference(serial: bigint): string {
  const base = serial.toString();
  const body = base + String((base.length + 2) % 10);
  return body + luhnDigit(body);
}

/** Whether a text is an OCR reference of 2 to 25 digits with check digit and, where agreed with the bank, length digit. */
export function isOcrReference(text: string, lengthDigit: boolean): boolean {
  if (!/^\d{2,25}$/.test(text) || !endsInLuhnDigit(text)) return false;
  return !lengthDigit || (text.length > 2 && Number(text.at(-2)) === text.length % 10);
}

/**
 * A number of Bankgirot (seven or eight digits, a hyphen before the last four) or PlusGirot (two to eight, before the last), both with
 * Luhn's check digit; else a clearing number of four or five digits, a separator or none, and the account, whose check differs from
 * bank to bank.
 */
export function bankAccount(text: string): BankAccount | null {
  const compact = text.replace(/ /g, '');
  const number = compact.replace(/[-.,]/g, '');
  if (!/^\d+$/.test(number)) return null;
  if (/^\d{3,4}-\d{4}$/.test(compact)) return endsInLuhnDigit(number) ? { scheme: 'BGNR', number } : null;
  if (/^\d{1,7}-\d$/.test(compact)) return endsInLuhnDigit(number) ? { scheme: 'PGNR', number } : null;
  return /^[1-9]\d{10,14}$/.test(number) ? { scheme: 'BBAN', number } : null;
}
