import { isViitenumero } from '../../src/countries/fi.identifiers.js';
import { finland as law } from '../../src/countries/fi.js';

describe('numbers', () => {
  // Rulebook 7: test numbers of the Digital and Population Data Services Agency (individual numbers 900 and above) and the model 131052-308T.
  test.each([
    '131052-308T', '010594Y9032', '010594Y9021', '020594X903P', '020594X902N', '030594W903B', '030694W9024', '040594V9030',
    '040594V902Y', '050594U903M', '050594U902L', '010516B903X', '010516B902W', '020516C903K', '020516C902J', '030516D9037',
    '030516D9026', '010501E9032', '020502E902X', '020503F9037', '020504A902E', '020504B904H',
  ])('person %s', (text) => {
    expect(law.parseIdentifier(text, 'PERSON')).toMatchObject({ ok: true, value: { kind: 'hetu', value: text } });
  }); // prettier-ignore

  test('the separator tells the century', () => {
    expect(law.parseIdentifier('131052-308T', 'PERSON')).toMatchObject({ value: { birthDate: '1952-10-13' } });
    expect(law.parseIdentifier('010594y9032', 'PERSON')).toMatchObject({
      value: { birthDate: '1994-05-01', value: '010594Y9032' },
    });
    expect(law.parseIdentifier('010516B903X', 'PERSON')).toMatchObject({ value: { birthDate: '2016-05-01' } });
    expect(law.parseIdentifier('131052+308T', 'PERSON')).toMatchObject({ value: { birthDate: '1852-10-13' } });
  });

  // 29 February 1900: 290200901 = 31 × 9361319 + 12, C. Individual number 001: 131052001 = 31 × 4227483 + 28, W.
  test.each([
    ['010190-999K', 'CHECKSUM'], ['131052-308U', 'CHECKSUM'], ['131052/308T', 'FORMAT'], ['10101-0101', 'LENGTH'],
    ['131052Z308T', 'FORMAT'], ['290200-901C', 'COMPONENT'], ['131052-001W', 'COMPONENT'],
  ])('person %s: %s', (text, refusal) => {
    expect(law.parseIdentifier(text, 'PERSON')).toEqual({ ok: false, refusal });
  }); // prettier-ignore

  test.each([
    ['0112038-9', '0112038-9'], ['0737546-2', '0737546-2'], ['1572860-0', '1572860-0'], ['3237195-7', '3237195-7'],
    ['0804876-2', '0804876-2'], ['112038-9', '0112038-9'], ['FI01120389', '0112038-9'],
  ])('company %s', (text, value) => {
    expect(law.parseIdentifier(text, 'COMPANY')).toEqual({ ok: true, value: { kind: 'y-tunnus', value, birthDate: null } });
  }); // prettier-ignore

  test.each([
    ['2077474-1', 'CHECKSUM'], ['2617416-44', 'FORMAT'], ['1375045-1', 'CHECKSUM'], ['1000008-0', 'CHECKSUM'], ['12345-6', 'LENGTH'],
    ['FI 26174164A', 'FORMAT'],
  ])('company %s: %s', (text, refusal) => {
    expect(law.parseIdentifier(text, 'COMPANY')).toEqual({ ok: false, refusal });
  }); // prettier-ignore

  test.each([[123456n, '1234561'], [1111n, '11112'], [234823n, '2348236'], [1234567n, '12345672'], [100n, '1009'], [7n, '0071']])(
    'viitenumero of %s is %s',
    (serial, reference) => expect(law.paymentReference(serial)).toBe(reference),
  ); // prettier-ignore

  test('viitenumero in print', () => {
    for (const text of ['1234561', '11112', '2348236', '12345672', '1313', '61 74354', '91719 26229 59197 870'])
      expect(isViitenumero(text)).toBe(true);
    for (const text of ['', '1', '123', '12345671', '11111 11111 11111 11111 1', 'RF9811112'])
      expect(isViitenumero(text)).toBe(false);
  });
});
