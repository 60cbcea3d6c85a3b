import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { countries } from '../../src/countries/index.js';
import { bankBarcode, isViitenumero, nationalReference } from '../../src/countries/fi.identifiers.js';
import { isKid } from '../../src/countries/no.identifiers.js';
import { isOcrReference } from '../../src/countries/se.identifiers.js';
import { isoDate } from '../../src/domain/date.js';
import { creditorReference, endsInLuhnDigit, isCreditorReference, isIban, luhnDigit, mod11Character, weightedSum, weightedSumFromRight } from '../../src/domain/identifiers.js'; // prettier-ignore
import { parseAmount } from '../../src/domain/money.js';
import { withShared } from '../setup/shared.js';

test.each([['7992739871', '3'], ['12345678', '2'], ['60224', '3'], ['0', '0']])(
  'the Luhn digit of %s is %s',
  (body, digit) => expect(luhnDigit(body)).toBe(digit),
); // prettier-ignore

test('a Luhn digit is found right, and any other digit in its place wrong', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{1,30}$/), fc.integer({ min: 1, max: 9 }), (body, shift) => {
      const digit = luhnDigit(body);
      return endsInLuhnDigit(body + digit) && !endsInLuhnDigit(body + String((Number(digit) + shift) % 10));
    }),
  );
});

test('modulus 11 from the right: remainder 0 is 0, remainder 1 a hyphen', () => {
  // 1234567890: 0·2+9·3+8·4+7·5+6·6+5·7+4·2+3·3+2·4+1·5 = 195, 195 mod 11 = 8, 11 − 8 = 3. 40: 0·2+4·3 = 12, remainder 1.
  expect(mod11Character('1234567890')).toBe('3');
  expect(mod11Character('40')).toBe('-');
  // 0·2+5·3+... : 11 = 4·2 + 1·3.
  expect(mod11Character('14')).toBe('0');
});

test('weighted sums', () => {
  expect(weightedSum('123', [3, 2, 1])).toBe(10);
  expect(weightedSumFromRight('1234', [7, 3, 1])).toBe(4 * 7 + 3 * 3 + 2 * 1 + 1 * 7);
});

// Rulebook FI section 7.
test.each(['FI2112345600000785', 'FI3715903000000776', 'FI7944052020036082', 'FI58 1017 1000 0001 22', 'NO93 8601 1117 947', 'SE45 5000 0000 0583 9825 7466'])(
  '%s is an IBAN',
  (text) => expect(isIban(text)).toBe(true),
); // prettier-ignore

test.each([
  'FI2212345600000785',
  'NO92 8601 1117 947',
  'AT93 1904 3002 3457 3201 99',
  'AT611804300234573201',
  'FI21',
  '',
])('"%s" is none', (text) => {
  expect(isIban(text)).toBe(false);
});

test.each([
  'RF9811112',
  'RF332348236',
  'RF341234561',
  'RF35123ABCZ',
  'RF18539007547034',
  'RF09868516259619897',
  'RF06559582243294671',
])('%s is a creditor reference', (text) => expect(isCreditorReference(text)).toBe(true));

test.each(['RF17 5390 0754 7034', 'RF98', '9811112', 'RF981111222223333344444555555'])('%s is none', (text) => {
  expect(isCreditorReference(text)).toBe(false);
});

// The registry writes where letters may stand: FR 10n11c2n, GB 4a14n, NL 4a10n.
test.each([
  ['FR14 2004 1010 0505 0001 3M02 606', true], ['GB29 NWBK 6016 1331 9268 19', true], ['NL56 3003 0A17 1643 00', false],
])('an IBAN has the form of its country: %s %p', (text, expected) => expect(isIban(text)).toBe(expected)); // prettier-ignore

test('any letters and digits can be made a creditor reference', () => {
  fc.assert(fc.property(fc.stringMatching(/^[0-9A-Z]{1,21}$/), (text) => isCreditorReference(creditorReference(text))));
});

interface Vectors {
  readonly no: { readonly organisasjonsnummer: Lists; readonly fodselsnummer: Lists & { readonly valid_dnummer: string[] }; readonly kid: { readonly mod10: Kid[]; readonly mod11: Kid[] } };
  readonly se: { readonly organisationsnummer: Lists; readonly ocr: { readonly valid_luhn_and_length_digit: string[]; readonly valid_luhn_only: string[]; readonly invalid: string[] } };
  readonly fi: { readonly ytunnus: Lists; readonly alv: Lists; readonly hetu: Lists; readonly rf: Lists; readonly bank_barcode: Barcode[]; readonly viitenumero: Lists & { readonly generate: { readonly base: string; readonly reference: string }[] } };
  readonly iso11649: Lists;
  readonly iban: Lists;
} // prettier-ignore
interface Lists {
  readonly valid: string[];
  readonly invalid: (string | { readonly value: string })[];
}
interface Barcode {
  readonly barcode: string;
  readonly valid?: false;
  readonly iban: string;
  readonly amount: string;
  readonly reference: string;
  readonly due: string;
}
interface Kid {
  readonly base: string;
  readonly kid: string;
}
interface Personnummer {
  readonly long_format: string;
  readonly separated_format: string;
  readonly separated_long: string;
  readonly valid: boolean;
}

const CORPUS = '../shared/corpus/identifiers';
const read = <Content>(file: string): Content => JSON.parse(readFileSync(`${CORPUS}/${file}`, 'utf8')) as Content;

withShared(CORPUS).describe('the corpus', () => {
  const refusedValues = (lists: Lists) => lists.invalid.map((one) => (typeof one === 'string' ? one : one.value));

  test.each([
    ['NO', 'COMPANY', (all: Vectors): Lists => all.no.organisasjonsnummer],
    ['NO', 'PERSON', (all: Vectors): Lists => all.no.fodselsnummer],
    ['SE', 'COMPANY', (all: Vectors): Lists => all.se.organisationsnummer],
    ['FI', 'COMPANY', (all: Vectors): Lists => all.fi.ytunnus],
    ['FI', 'COMPANY', (all: Vectors): Lists => all.fi.alv],
    ['FI', 'PERSON', (all: Vectors): Lists => all.fi.hetu],
  ] as const)('%s numbers of a %s', (country, type, pick) => {
    const lists = pick(read<Vectors>('vectors.json'));
    for (const text of lists.valid)
      expect([text, countries[country].parseIdentifier(text, type).ok]).toEqual([text, true]);
    for (const text of refusedValues(lists))
      expect([text, countries[country].parseIdentifier(text, type).ok]).toEqual([text, false]);
  });

  test('D-numbers', () => {
    for (const text of read<Vectors>('vectors.json').no.fodselsnummer.valid_dnummer) {
      expect(countries.NO.parseIdentifier(text, 'PERSON')).toMatchObject({
        value: { kind: 'd-nummer', birthDate: null },
      });
    }
  });

  test('personnummer and samordningsnummer in every notation', () => {
    for (const one of read<Personnummer[]>('se-personnummer-list.json')) {
      for (const text of [one.long_format, one.separated_long, one.separated_format]) {
        const parsed = countries.SE.parseIdentifier(text, 'PERSON');
        expect([text, parsed.ok]).toEqual([text, one.valid]);
        if (parsed.ok) expect(parsed.value.value).toBe(one.long_format);
      }
    }
  });

  test('organisation numbers are none of a person', () => {
    for (const one of read<{ separated_format: string }[]>('se-organisationsnummer-not-personnummer.json')) {
      expect(countries.SE.parseIdentifier(one.separated_format, 'PERSON').ok).toBe(false);
      expect(countries.SE.parseIdentifier(one.separated_format, 'COMPANY')).toMatchObject({
        value: { kind: 'organisationsnummer' },
      });
    }
  });

  test('references and accounts', () => {
    const { no, se, fi, iso11649, iban } = read<Vectors>('vectors.json');
    for (const { kid } of no.kid.mod10) expect(isKid(kid, 'MOD10')).toBe(true);
    for (const { kid } of no.kid.mod11) expect(isKid(kid, 'MOD11')).toBe(true);
    for (const ocr of se.ocr.valid_luhn_and_length_digit) expect(isOcrReference(ocr, true)).toBe(true);
    for (const ocr of se.ocr.valid_luhn_only) expect(isOcrReference(ocr, false)).toBe(true);
    for (const ocr of se.ocr.invalid) expect(isOcrReference(ocr, false)).toBe(false);
    for (const text of fi.viitenumero.valid) expect(isViitenumero(text)).toBe(true);
    for (const text of refusedValues(fi.viitenumero)) expect(isViitenumero(text)).toBe(false);
    for (const { base, reference } of fi.viitenumero.generate)
      expect(countries.FI.paymentReference(BigInt(base))).toBe(reference);
    for (const text of iso11649.valid) expect(isCreditorReference(text)).toBe(true);
    for (const text of refusedValues(iso11649)) expect(isCreditorReference(text)).toBe(false);
    for (const text of iban.valid) expect(isIban(text)).toBe(true);
    for (const text of refusedValues(iban)) expect(isIban(text)).toBe(false);
    for (const text of fi.rf.valid) expect(nationalReference(text)).not.toBeNull();
    for (const text of refusedValues(fi.rf)) expect(nationalReference(text)).toBeNull();
    for (const one of fi.bank_barcode.filter(({ valid }) => valid !== false)) {
      const { iban: account, amount, reference, due } = one;
      const slip = { account, reference, amount: parseAmount(amount, 'EUR')!, payBy: isoDate(due) };
      expect(bankBarcode(slip)).toBe(one.barcode);
    }
  });
});
