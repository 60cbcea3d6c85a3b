import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { isAccountNumber, isKid } from '../../src/countries/no.identifiers.js';
import { norwayUnder } from '../../src/countries/no.js';
import { withShared } from '../setup/shared.js';

const law = norwayUnder(null);

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

  test('account numbers: modulus 11, never of the register 0000 (rulebook 7.4)', () => {
    for (const account of ['99990000006', '97104133219', '97105302049', '9710.41.33219', '9710 53 02049'])
      expect([account, isAccountNumber(account)]).toEqual([account, true]);
    for (const account of ['99990000005', '00000000000', '9710413321', '971041332199', '9710413321X', ''])
      expect([account, isAccountNumber(account)]).toEqual([account, false]);
  });

  test('whatever is written is answered, and nothing else valid is longer or shorter than the law has it', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 26 });
    fc.assert(
      fc.property(fc.oneof(fc.string(), digits), (text) => {
        const person = law.parseIdentifier(text, 'PERSON');
        const company = law.parseIdentifier(text, 'COMPANY');
        const valid = isKid(text, 'MOD10') || isKid(text, 'MOD11');
        return (
          (!person.ok || person.value.value.length === 11) &&
          (!company.ok || company.value.value.length === 9) &&
          (!valid || (text.length >= 2 && text.length <= 25)) &&
          (!isAccountNumber(text) || text.replace(/[ .]/g, '').length === 11)
        );
      }),
      { numRuns: 20_000 },
    );
  });
});

interface Vectors {
  readonly organisasjonsnummer: { readonly valid: readonly string[]; readonly invalid: readonly string[] };
  readonly mva: { readonly valid: readonly string[]; readonly invalid: readonly string[] };
  readonly fodselsnummer: {
    readonly valid: readonly string[];
    readonly valid_dnummer: readonly string[];
    readonly invalid: readonly { readonly value: string }[];
  };
  readonly kontonummer: { readonly valid: readonly string[]; readonly invalid: readonly string[] };
  readonly kid: {
    readonly mod10: readonly { readonly base: string; readonly kid: string }[];
    readonly mod11: readonly { readonly base: string; readonly kid: string }[];
    readonly invalid: readonly { readonly value: string }[];
  };
}

const VECTORS = '../shared/corpus/identifiers/vectors.json';

withShared(VECTORS).test('every vector of the corpus', () => {
  const { no } = JSON.parse(readFileSync(VECTORS, 'utf8')) as { no: Vectors };
  const isPerson = (text: string) => law.parseIdentifier(text, 'PERSON').ok;
  const isCompany = (text: string) => law.parseIdentifier(text, 'COMPANY').ok;
  const accepted = (texts: readonly string[], check: (text: string) => boolean) => texts.filter(check);
  const { organisasjonsnummer, mva, fodselsnummer, kontonummer, kid } = no;
  for (const { valid, invalid } of [organisasjonsnummer, mva]) {
    expect(accepted(valid, isCompany)).toEqual(valid);
    expect(accepted(invalid, isCompany)).toEqual([]);
  }
  const people = [...fodselsnummer.valid, ...fodselsnummer.valid_dnummer];
  expect(accepted(people, isPerson)).toEqual(people);
  const others = fodselsnummer.invalid.map(({ value }) => value);
  expect(accepted(others, isPerson)).toEqual([]);
  expect(accepted(kontonummer.valid, isAccountNumber)).toEqual(kontonummer.valid);
  expect(accepted(kontonummer.invalid, isAccountNumber)).toEqual([]);
  for (const { base, kid: whole } of kid.mod10) {
    expect(law.paymentReference(BigInt(base))).toBe(whole);
    expect(isKid(whole, 'MOD10')).toBe(true);
  }
  for (const { kid: whole } of kid.mod11) expect(isKid(whole, 'MOD11')).toBe(true);
  for (const { value } of kid.invalid) expect(isKid(value, 'MOD10') || isKid(value, 'MOD11')).toBe(false);
});
