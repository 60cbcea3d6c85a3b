import { isKid } from '../../src/countries/no.identifiers.js';
import { norway as law } from '../../src/countries/no.js';

describe('numbers', () => {
  // Skatteetaten's published test numbers and the rulebook's vectors, 7.1 and 7.2.
  test.each([
    ['02013299997', '2032-01-02'], ['30108299920', '1982-10-30'], ['10915596784', '1955-11-10'],
    ['02013299903', null], ['30108299939', null], ['41814061033', null], ['41810021827', null], ['50846202355', null],
  ])('person %s, born %s', (text, birthDate) => {
    expect(law.parseIdentifier(text, 'PERSON')).toMatchObject({ ok: true, value: { value: text, birthDate } });
  }); // prettier-ignore

  test.each([
    ['02013299987', 'CHECKSUM'], ['02013299996', 'CHECKSUM'], ['1234567890', 'LENGTH'], ['1234567891A', 'FORMAT'], ['', 'FORMAT'],
    // 30 February of the synthetic population, with both check digits right: 248 mod 11 = 6 → 5, 215 mod 11 = 6 → 5.
    ['30829990055', 'COMPONENT'],
  ])('person %s: %s', (text, refusal) => {
    expect(law.parseIdentifier(text, 'PERSON')).toEqual({ ok: false, refusal });
  }); // prettier-ignore

  test.each(['123456785', '981566378', '701730496', '981 566 378', 'NO 981 566 378 MVA'])('company %s', (text) => {
    expect(law.parseIdentifier(text, 'COMPANY')).toMatchObject({ ok: true, value: { kind: 'organisasjonsnummer' } });
  });

  test.each([['123456789', 'CHECKSUM'], ['12345678', 'LENGTH'], ['12345678X', 'FORMAT']])('company %s: %s', (text, refusal) => {
    expect(law.parseIdentifier(text, 'COMPANY')).toEqual({ ok: false, refusal });
  }); // prettier-ignore

  test.each([[12345678n, '123456782'], [60224n, '602243'], [234567n, '2345676'], [1234n, '12344']])('KID of %s is %s', (serial, kid) => {
    expect(law.paymentReference(serial)).toBe(kid);
  }); // prettier-ignore

  test('KID by the method agreed for the account', () => {
    for (const kid of ['0000001230', '0000012344', '2345676', '01290865']) expect(isKid(kid, 'MOD10')).toBe(true);
    for (const kid of ['0000001236', '0000012343', '12345678903', '1000005-', '40-'])
      expect(isKid(kid, 'MOD11')).toBe(true);
    for (const kid of ['2345674', '100030', 'abc', '', '0', '01234567890123456789012345'])
      expect(isKid(kid, 'MOD10')).toBe(false);
    for (const kid of ['100030', '12345678904', '40']) expect(isKid(kid, 'MOD11')).toBe(false);
  });
});
