import { readFileSync } from 'node:fs';
import { isOcrReference } from '../../src/countries/se.identifiers.js';
import { sweden as law } from '../../src/countries/se.js';
import { endsInLuhnDigit } from '../../src/domain/identifiers.js';
import { withShared } from '../setup/shared.js';

describe('numbers', () => {
  // Rulebook 7.2 and 7.3: Skatteverket's worked example and published test numbers.
  test.each([
    ['640823-3234', 'personnummer', '196408233234', '1964-08-23'], ['811218-9876', 'personnummer', '198112189876', '1981-12-18'],
    ['121212+1212', 'personnummer', '191212121212', '1912-12-12'], ['19121212-1212', 'personnummer', '191212121212', '1912-12-12'],
    ['19090527+1474', 'personnummer', '190905271474', '1909-05-27'], ['20000229-2399', 'personnummer', '200002292399', '2000-02-29'],
    ['231013-2390', 'personnummer', '202310132390', '2023-10-13'], ['19730288-9931', 'samordningsnummer', '197302889931', '1973-02-28'],
    ['20210791-9967', 'samordningsnummer', '202107919967', '2021-07-31'],
  ])('person %s is the %s %s', (text, kind, value, birthDate) => {
    expect(law.parseIdentifier(text, 'PERSON')).toEqual({ ok: true, value: { kind, value, birthDate } });
  }); // prettier-ignore

  test.each([
    ['19700428-9895', 'CHECKSUM'], ['20150916-0006', 'COMPONENT'], ['19420566-9899', 'CHECKSUM'], ['19721086-9924', 'CHECKSUM'],
    ['64082-3234', 'LENGTH'], ['640823/3234', 'FORMAT'], ['', 'FORMAT'],
  ])('person %s: %s', (text, refusal) => {
    expect(law.parseIdentifier(text, 'PERSON')).toEqual({ ok: false, refusal });
  }); // prettier-ignore

  test.each([
    ['556047-3521', '5560473521'], ['556016-0680', '5560160680'], ['556103-4249', '5561034249'], ['202100-5448', '2021005448'],
    ['165560160680', '5560160680'], ['SE 556016068001', '5560160680'],
  ])('company %s', (text, value) => {
    expect(law.parseIdentifier(text, 'COMPANY')).toEqual({ ok: true, value: { kind: 'organisationsnummer', value, birthDate: null } });
  }); // prettier-ignore

  test("a sole trader's number is a personnummer", () => {
    expect(law.parseIdentifier('811218-9876', 'COMPANY')).toMatchObject({
      value: { kind: 'personnummer', birthDate: '1981-12-18' },
    });
  });

  test.each([['556016-0681', 'CHECKSUM'], ['556103-4250', 'CHECKSUM'], ['55601-0681', 'LENGTH'], ['5560X6-0681', 'FORMAT']])(
    'company %s: %s',
    (text, refusal) => expect(law.parseIdentifier(text, 'COMPANY')).toEqual({ ok: false, refusal }),
  ); // prettier-ignore

  // Rulebook 7.5.
  test.each([[123n, '12351'], [1230n, '123067'], [1234567890n, '123456789023'], [12345678900n, '1234567890037']])('OCR of %s is %s', (serial, ocr) => {
    expect(law.paymentReference(serial)).toBe(ocr);
  }); // prettier-ignore

  test('OCR with and without length digit', () => {
    for (const ocr of [
      '12351',
      '123067',
      '123456789023',
      '1234567890037',
      '18108401345678778',
      '1018966492531',
      '1019080881039',
    ]) {
      expect(isOcrReference(ocr, true)).toBe(true);
    }
    for (const ocr of ['1230', '1636919', '00']) {
      expect(isOcrReference(ocr, false)).toBe(true);
      expect(isOcrReference(ocr, true)).toBe(false);
    }
    for (const ocr of ['18108401345678779', 'ABC', '', '0']) expect(isOcrReference(ocr, false)).toBe(false);
  });

  // Rulebook 7.5: bankgiro and plusgiro numbers end in Luhn's digit.
  test.each([
    ['5402-9681', true], ['297-3675', true], ['640-5070', true], ['902-0033', true], ['160-9908', true], ['5402-9682', false],
    ['28 65 43-4', true], ['410 54 68-5', true], ['4-2', true], ['410 54 68-6', false],
  ])('giro number %s: %s', (text, valid) => {
    expect(endsInLuhnDigit(text.replace(/[ -]/g, ''))).toBe(valid);
  }); // prettier-ignore
});

interface Vector {
  readonly long_format?: string;
  readonly short_format: string;
  readonly separated_format: string;
  readonly separated_long?: string;
  readonly valid: boolean;
  readonly type: 'ssn' | 'con' | 'org';
}

const CORPUS = '../shared/corpus/identifiers';
const vectors = (name: string): Vector[] => JSON.parse(readFileSync(`${CORPUS}/${name}.json`, 'utf8')) as Vector[];

withShared(CORPUS).describe('the published test numbers', () => {
  test('every personnummer and samordningsnummer, in each notation', () => {
    for (const { long_format, short_format, separated_format, separated_long, valid, type } of vectors(
      'se-personnummer-list',
    )) {
      const kind = type === 'con' ? 'samordningsnummer' : 'personnummer';
      for (const text of [long_format!, separated_format, separated_long!]) {
        const parsed = law.parseIdentifier(text, 'PERSON');
        expect([text, parsed.ok]).toEqual([text, valid]);
        if (parsed.ok) expect(parsed.value).toMatchObject({ kind, value: long_format });
      }
      // Ten digits without a separator do not tell the century.
      expect([short_format, law.parseIdentifier(short_format, 'PERSON').ok]).toEqual([short_format, valid]);
    }
  });

  test('an organisationsnummer is a company and never a person', () => {
    for (const { short_format, separated_format } of vectors('se-organisationsnummer-not-personnummer')) {
      for (const text of [short_format, separated_format]) {
        expect(law.parseIdentifier(text, 'COMPANY')).toMatchObject({
          ok: true,
          value: { kind: 'organisationsnummer' },
        });
        expect([text, law.parseIdentifier(text, 'PERSON').ok]).toEqual([text, false]);
      }
    }
  });
});
