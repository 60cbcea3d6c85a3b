/** Parties of the Swedish cases, all invented; the numbers are the valid examples of rulebook se.md 7.4. */

const address = (line: string) => ({ lines: [line], postalCode: '111 22', city: 'Stockholm', country: 'SE' });

/** Leaves the day count to the country: days of the calendar year (se.md 2.4). */
export const SUPPLIER = {
  name: 'Exempel Leverantör AB', country: 'SE', organisationNumber: '556016-0680', address: address('Provgatan 1'),
}; // prettier-ignore

/** Its contracts spread a rate over 365 days in every year. */
export const BY_365 = {
  name: 'Exempel Dagar AB', country: 'SE', organisationNumber: '556103-4249', address: address('Provgatan 2'), dayCount: 'ACTUAL_365',
}; // prettier-ignore

/** Its contracts reckon with twelve months of thirty days. */
export const BY_MONTHS = {
  name: 'Exempel Månad AB', country: 'SE', organisationNumber: '556047-3521', address: address('Provgatan 3'), dayCount: 'THIRTY_360',
}; // prettier-ignore

export const consumer = (name: string): object => ({
  type: 'PERSON', name, country: 'SE', address: address('Låtsasvägen 5'),
}); // prettier-ignore

export const company = (name: string): object => ({
  type: 'COMPANY', name, country: 'SE', address: address('Låtsastorget 6'),
}); // prettier-ignore
