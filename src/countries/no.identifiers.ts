import { parseDate, type IsoDate } from '../domain/date.js';
import type { PartyType } from '../domain/facts.js';
import type { BankAccount } from '../domain/bank-account.js';
import { endsInLuhnDigit, luhnDigit, mod11Character, weightedSum } from '../domain/identifiers.js';
import type { IdentifierFault, NationalIdentifier, PaymentSlip, PaymentSlipInput } from '../domain/jurisdiction.js';
import { refused, success, type Result } from '../domain/result.js';

/** Fødselsnummer (D-numbers and the synthetic population's numbers included) of a person, organisasjonsnummer of a company. */
export function parseIdentifier(text: string, type: PartyType): Result<NationalIdentifier, IdentifierFault> {
  return type === 'PERSON' ? parseFodselsnummer(text) : parseOrganisasjonsnummer(text);
}

/** Nine digits, spaces allowed, also as VAT number (NO … MVA). Weights 3 2 7 6 5 4 3 2, modulus 11. */
function parseOrganisasjonsnummer(text: string): Result<NationalIdentifier, IdentifierFault> {
  const compact = text.replace(/\s/g, '').toUpperCase().replace(/^NO/, '').replace(/MVA$/, '');
  if (!/^\d+$/.test(compact)) return refused('FORMAT');
  if (compact.length !== 9) return refused('LENGTH');
  if (mod11Digit(compact, [3, 2, 7, 6, 5, 4, 3, 2]) !== Number(compact[8])) return refused('CHECKSUM');
  return success({ kind: 'organisasjonsnummer', value: compact, birthDate: null });
}

/** 0 to 10; 10 stands for a number that is never issued. */
function mod11Digit(digits: string, weights: readonly number[]): number {
  return (11 - (weightedSum(digits, weights) % 11)) % 11;
}

const FIRST_WEIGHTS = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1] as const;
const SECOND_WEIGHTS = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1] as const;

/** Numbers issued from 2032 may leave 1, 2 or 3 here; older ones leave 0. Both are accepted, whatever the day. */
const FIRST_REMAINDER_MAX = 3;

function parseFodselsnummer(text: string): Result<NationalIdentifier, IdentifierFault> {
  const compact = text.replace(/\s/g, '');
  if (!/^\d+$/.test(compact)) return refused('FORMAT');
  if (compact.length !== 11) return refused('LENGTH');
  const firstRemainder = weightedSum(compact, FIRST_WEIGHTS) % 11;
  if (firstRemainder > FIRST_REMAINDER_MAX || weightedSum(compact, SECOND_WEIGHTS) % 11 !== 0)
    return refused('CHECKSUM');

  const written = { day: Number(compact.slice(0, 2)), month: Number(compact.slice(2, 4)) };
  const dNumber = written.day > 40;
  const day = dNumber ? written.day - 40 : written.day;
  const month = written.month - monthOffset(written.month);
  const dates = birthDates(day, month, compact.slice(4, 6));
  if (dates.length === 0) return refused('COMPONENT');
  // The individual number tells the century only in ordinary numbers issued before 2032.
  const century =
    dNumber || firstRemainder !== 0 ? null : centuryOf(Number(compact.slice(4, 6)), Number(compact.slice(6, 9)));
  const birthDate = dates.find((date) => date.slice(0, 2) === century) ?? null;
  if (century !== null && birthDate === null) return refused('COMPONENT');
  return success({ kind: dNumber ? 'd-nummer' : 'fodselsnummer', value: compact, birthDate });
}

/** Synthetic numbers add 80, 65 or 40 to the month; 40 is also what health services add. */
function monthOffset(month: number): number {
  return month > 80 ? 80 : month > 65 ? 65 : month > 40 ? 40 : 0;
}

function birthDates(day: number, month: number, year: string): IsoDate[] {
  const two = (value: number) => String(value).padStart(2, '0');
  const dates = ['18', '19', '20'].map((century) => parseDate(`${century}${year}-${two(month)}-${two(day)}`));
  return dates.filter((date) => date !== null);
}

/** The century an individual number was issued in, as the first two digits of the year; null where the table has no answer. */
function centuryOf(year: number, individual: number): string | null {
  if (individual < 500) return '19';
  if (individual < 750 && year >= 54) return '18';
  if (year < 40) return '20';
  return individual >= 900 ? '19' : null;
}

/** KID of a case: its serial number and a modulus 10 check digit. */
export function kid(serial: bigint): string {
  return serial.toString() + luhnDigit(serial.toString());
}

/** Whether a text is a KID of 2 to 25 characters in the check digit method agreed for the account. */
export function isKid(text: string, method: 'MOD10' | 'MOD11'): boolean {
  if (!/^\d{1,24}[\d-]$/.test(text)) return false;
  return method === 'MOD10' ? endsInLuhnDigit(text) : mod11Character(text.slice(0, -1)) === text.slice(-1);
}

/** Whether a text (dots and spaces allowed) is an account number: eleven digits, modulus 11, not of the register 0000. */
export function isAccountNumber(text: string): boolean {
  const compact = text.replace(/[ .]/g, '');
  return /^(?!0000)\d{11}$/.test(compact) && weightedSum(compact, SECOND_WEIGHTS) % 11 === 0;
}

/** Eleven digits. */
export const bankAccount = (text: string): BankAccount | null =>
  isAccountNumber(text) ? { scheme: 'BBAN', number: text.replace(/[ .]/g, '') } : null;

/** The slip below a letter: the account as it is printed, 1234.56.78901 (an IBAN as it stands), and the KID. No barcode. */
export function paymentSlip({ account, reference }: PaymentSlipInput): PaymentSlip {
  const printed = isAccountNumber(account)
    ? account.replace(/[ .]/g, '').replace(/^(\d{4})(\d{2})(\d{5})$/, '$1.$2.$3')
    : account;
  return { account: printed, reference, creditorReference: null, barcode: null, ocrLine: null };
}
