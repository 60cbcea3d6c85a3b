/** Parties of the Norwegian cases, all of them made up. */

const OSLO = { lines: ['Prøveveien 1'], postalCode: '0150', city: 'Oslo', country: 'NO' };

/** Input of registerCreditor: one that may deduct VAT, unless told otherwise. */
export const creditor = (organisationNumber: string, more: object = {}): object => ({
  name: `Eksempel ${organisationNumber} AS`,
  country: 'NO',
  organisationNumber,
  address: OSLO,
  ...more,
});

export const kraft = creditor('981566378');
/** All it sells is exempt from VAT. */
export const tannlege = creditor('123456785', { name: 'Eksempel Tannlege', vatLiable: false });
/** Counts 365 days in every year. */
export const always365 = creditor('701730496', { name: 'Eksempel 365 AS', dayCount: 'ACTUAL_365' });

/** Input of registerCase. */
export const person = (name: string): object => ({ type: 'PERSON', name, country: 'NO', address: OSLO });
export const company = (name: string): object => ({ ...person(name), type: 'COMPANY' });
