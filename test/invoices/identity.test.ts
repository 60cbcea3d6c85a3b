import { buyerIdentifier, partyType, sameCompany } from '../../src/invoices/identity.js';
import type { InvoiceParty, PartyIdentifier } from '../../src/invoices/invoice.js';

const number = (value: string, scheme: string | null = null): PartyIdentifier => ({ scheme, value });

function party(country: string | null, ...identifiers: PartyIdentifier[]): InvoiceParty {
  const address = country === null ? null : { lines: [], postalCode: null, city: null, country };
  return { name: 'Test', type: 'COMPANY', identifiers, address, email: null, phone: null, language: null };
}

// Forms: EN 16931 BT-30 and BT-31; the Norwegian VAT number ends in MVA, the Swedish in two digits for the unit, and
// a Finnish one is the Y-tunnus without its hyphen.
describe('whether a seller is the creditor', () => {
  test.each([
    ['NO', 'NO123456785MVA', 'VAT', '123456785'],
    ['NO', 'NO 123 456 785 MVA', 'VAT', '123 456 785'],
    ['NO', '123456785MVA', null, '123456785'],
    ['NO', '123456785', '0192', 'NO123456785MVA'],
    ['SE', 'SE556000475401', 'VAT', '556000-4754'],
    ['SE', '5560004754', '0007', '165560004754'],
    ['FI', 'FI23456780', 'VAT', '2345678-0'],
    ['FI', '2345678-0', null, 'FI23456780'],
    ['FI', '003723456780', '0216', '2345678-0'],
    ['FI', '003723456780ABC', '0216', '2345678-0'],
    ['DK', 'DK12345678', '0184', '12345678'],
    ['DE', 'de111111125', '9930', 'DE111111125'],
    ['GR', 'EL123456789', 'VAT', '123456789'],
    ['BE', 'BE0819258832', 'VAT', '0819.258.832'],
  ])('%s: %s (%s) is %s', (country, value, scheme, registered) => {
    expect(sameCompany([number('0000', '0088'), number(value, scheme)], country, registered)).toBe(true);
  });

  test.each([
    ['another number', 'NO', '123456785', '0192', '987654321'],
    ["another country's VAT number", 'NO', 'SE123456785', 'VAT', '123456785'],
    ["another country's register", 'NO', '123456785', '0002', '123456785'],
    ['digits inside an address', 'NO', 'post123456785@example.test', 'EM', '123456785'],
    ['part of a longer number', 'NO', '1234567850', null, '123456785'],
    ['a Swedish number with a unit but no prefix', 'SE', '556000475401', null, '5560004754'],
    ['a creditor without a usable number', 'NO', '123456785', null, 'n/a'],
    ['no number', 'DE', '', null, ''],
  ])('not: %s', (_why, country, value, scheme, registered) => {
    expect(sameCompany([number(value, scheme)], country, registered)).toBe(false);
  });
});

describe('the number to store for a buyer', () => {
  test.each([
    [
      'the company number first',
      party('NO', number('987654321', '0192'), number('NO123456785MVA', 'VAT')),
      '987654321',
    ],
    ['the bare VAT number', party('NO', number('NO123456785MVA', 'VAT')), '123456785'],
    ['Finnish with its hyphen', party('FI', number('FI01120389', 'VAT')), '0112038-9'],
    ['Swedish in ten digits', party('SE', number('SE556000475401', 'VAT')), '5560004754'],
    ['a person', party('SE', number('19121212-1212')), '19121212-1212'],
    ['elsewhere as written, without prefix', party('DE', number('DE282741168', 'VAT')), '282741168'],
    ['none of the country', party('NO', number('DK12345678', 'VAT'), number('x@example.test', 'EM')), null],
    ['no country', party(null, number('987654321')), null],
    ['nothing', party('NO'), null],
  ])('%s', (_name, buyer, expected) => expect(buyerIdentifier(buyer)).toBe(expected));
});

// Numbers of persons: the synthetic 10915596784 (Skatteetaten) and 19121212-1212 (Skatteverket) of the rulebooks,
// and 131052-308T, the example of the Finnish Digital and Population Data Services Agency.
describe('person or company', () => {
  test.each([
    ['NO', [], 'PERSON'],
    ['NO', [number('a@example.test', 'EM')], 'PERSON'],
    ['NO', [number('10915596784')], 'PERSON'],
    ['SE', [number('191212121212')], 'PERSON'],
    ['SE', [number('121212-1212'), number('SE121212121201', 'VAT')], 'COMPANY'],
    ['SE', [number('5560004754', '0007')], 'COMPANY'],
    ['FI', [number('131052-308T')], 'PERSON'],
    ['FI', [number('0112038-9')], 'COMPANY'],
    ['DE', [number('DE282741168', 'VAT')], 'COMPANY'],
    [null, [number('5790000436101', '0088')], 'COMPANY'],
  ] as const)('%s %j: %s', (country, identifiers, expected) => {
    expect(partyType(identifiers, country)).toBe(expected);
  });
});
