import { parseDate, type IsoDate } from '../domain/date.js';
import type { PartyType } from '../domain/facts.js';
import { creditorReference, isCreditorReference, isIban, weightedSum, weightedSumFromRight } from '../domain/identifiers.js'; // prettier-ignore
import type { IdentifierFault, NationalIdentifier, PaymentSlip, PaymentSlipInput } from '../domain/jurisdiction.js';
import { refused, success, type Result } from '../domain/result.js';

/** Henkilötunnus of a person, Y-tunnus of a company. */
export function parseIdentifier(text: string, type: PartyType): Result<NationalIdentifier, IdentifierFault> {
  const compact = text.replace(/\s/g, '').toUpperCase();
  return type === 'PERSON' ? parseHetu(compact) : parseYTunnus(compact);
}

const HETU_CHECK = '0123456789ABCDEFHJKLMNPRSTUVWXY';

/** Century by separator; the letters beside +, - and A since 1 January 2023 (690/2022). Two separators are two people. */
const CENTURY_OF: Readonly<Record<string, string>> = {
  '+': '18', '-': '19', Y: '19', X: '19', W: '19', V: '19', U: '19', A: '20', B: '20', C: '20', D: '20', E: '20', F: '20',
}; // prettier-ignore

function parseHetu(text: string): Result<NationalIdentifier, IdentifierFault> {
  if (!/^[0-9A-Z+-]+$/.test(text)) return refused('FORMAT');
  if (text.length !== 11) return refused('LENGTH');
  const match = /^(\d{2})(\d{2})(\d{2})(.)(\d{3})(.)$/.exec(text);
  const century = CENTURY_OF[match?.[4] ?? ''];
  if (!match || century === undefined) return refused('FORMAT');
  const [, day, month, year, , individual, check] = match;
  if (HETU_CHECK[Number(`${day}${month}${year}${individual}`) % 31] !== check) return refused('CHECKSUM');
  const birthDate = parseDate(`${century}${year}-${month}-${day}`);
  if (birthDate === null || Number(individual) < 2) return refused('COMPONENT');
  return success({ kind: 'hetu', value: text, birthDate });
}

/** Seven digits, a hyphen and a check digit; also as VAT number (FI and eight digits). Six-digit bodies are zero-padded. */
function parseYTunnus(text: string): Result<NationalIdentifier, IdentifierFault> {
  const plain = text.replace(/^FI(?=\d{8}$)/, '');
  if (!/^\d+-?\d$/.test(plain)) return refused('FORMAT');
  const digits = plain.includes('-') ? plain.replace('-', '').padStart(8, '0') : plain;
  if (digits.length !== 8 || plain.length < 8) return refused('LENGTH');
  // Remainder 1 would need the check digit 10, which no digit equals: such numbers are never issued.
  const check = (11 - (weightedSum(digits, [7, 9, 10, 5, 8, 4, 2]) % 11)) % 11;
  if (check !== Number(digits[7])) return refused('CHECKSUM');
  return success({ kind: 'y-tunnus', value: `${digits.slice(0, 7)}-${digits[7]!}`, birthDate: null });
}

const referenceCheck = (body: string): string => String((10 - (weightedSumFromRight(body, [7, 3, 1]) % 10)) % 10);

/** Viitenumero of a case: its serial number, at least three digits, and the check digit by weights 7 3 1 from the right. */
export function viitenumero(serial: bigint): string {
  const body = serial.toString().padStart(3, '0');
  return body + referenceCheck(body);
}

/** Whether a text (spaces allowed, as printed in groups of five) is a national reference of 4 to 20 digits. */
export function isViitenumero(text: string): boolean {
  const compact = text.replace(/ /g, '');
  return /^\d{4,20}$/.test(compact) && referenceCheck(compact.slice(0, -1)) === compact.slice(-1);
}

/** The national reference within a Finnish RF reference, spaces allowed; null where the text is none. */
export function nationalReference(text: string): string | null {
  if (!isCreditorReference(text)) return null;
  const national = text.replace(/ /g, '').slice(4);
  return isViitenumero(national) ? national : null;
}

const groupedFromRight = (digits: string): string => digits.replace(/\B(?=(?:.{5})+$)/g, ' ');

const groupedFromLeft = (text: string): string => text.replace(/(.{4})(?=.)/g, '$1 ');

const DIGITS_OF_EURO = 6;

/** Euro and cents of the barcode: zeros where there is no amount, or one of seven digits. */
function barcodeAmount(cents: bigint): string {
  const digits = cents > 0n ? cents.toString() : '';
  return (digits.length > DIGITS_OF_EURO + 2 ? '' : digits).padStart(DIGITS_OF_EURO + 2, '0');
}

/** YYMMDD, zeros without a day. */
const barcodeDay = (date: IsoDate | null): string => (date === null ? '000000' : date.slice(2).replaceAll('-', ''));

/**
 * Virtuaaliviivakoodi, 54 digits: version 4 of a national reference, version 5 of a Finnish RF reference, whose check digits
 * come before the zeros that fill up the reference (pankkiviivakoodi-opas 5.3). Null where account or reference is no Finnish one.
 */
export function bankBarcode({ account, reference, amount, payBy }: PaymentSlipInput): string | null {
  const iban = account.replace(/ /g, '');
  if (!iban.startsWith('FI') || !isIban(iban)) return null;
  const head = iban.slice(2) + barcodeAmount(amount);
  const compact = reference.replace(/ /g, '');
  if (isViitenumero(compact)) return `4${head}000${compact.padStart(20, '0')}${barcodeDay(payBy)}`;
  const national = nationalReference(compact);
  return national && `5${head}${compact.slice(2, 4)}${national.padStart(21, '0')}${barcodeDay(payBy)}`;
}

/** A national reference is printed in fives from the right, an RF reference and an account in fours from the left. */
export function paymentSlip(input: PaymentSlipInput): PaymentSlip {
  const compact = input.reference.replace(/ /g, '');
  const national = isViitenumero(compact);
  return {
    account: isIban(input.account) ? groupedFromLeft(input.account.replace(/ /g, '')) : input.account,
    reference: national ? groupedFromRight(compact) : groupedFromLeft(compact),
    creditorReference: national ? creditorReference(compact) : isCreditorReference(compact) ? compact : null,
    barcode: bankBarcode(input),
    ocrLine: null,
  };
}
