/** Parties of the Finnish cases, all of them made up. */

/** Input of registerCreditor: one that leaves the day count to the country, unless told otherwise. */
export const creditor = (name: string, organisationNumber: string, more: object = {}): object => ({
  name,
  country: 'FI',
  organisationNumber,
  address: { lines: ['Mallikatu 3'], postalCode: '20100', city: 'Turku', country: 'FI' },
  ...more,
});

export const verkko = creditor('Esimerkki Verkko Oy', '0737546-2');
export const tukku = creditor('Esimerkki Tukku Oy', '0737546-2');

/** Input of registerCase. */
export const consumer = (name: string): object => ({
  type: 'PERSON', name, country: 'FI',
  address: { lines: ['Koepolku 5 A 2'], postalCode: '02100', city: 'Espoo', country: 'FI' },
}); // prettier-ignore

export const company = (name: string): object => ({
  type: 'COMPANY', name, country: 'FI',
  address: { lines: ['Koetie 7'], postalCode: '33100', city: 'Tampere', country: 'FI' },
}); // prettier-ignore
