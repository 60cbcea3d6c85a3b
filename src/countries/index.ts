import { finland } from './fi.js';
import { norway } from './no.js';
import { sweden } from './se.js';
import type { Jurisdiction, OwnCountry } from '../domain/jurisdiction.js';

/** Countries with a module of their own. Adding one is a key here and in OwnCountry (docs/add-a-country.md). */
export const countries: Readonly<Record<OwnCountry, Jurisdiction>> = { NO: norway, SE: sweden, FI: finland };

const hasModule = (country: string): country is OwnCountry => Object.hasOwn(countries, country);

/** The law of a country (ISO 3166-1 alpha-2), or null where it has no module. */
export function jurisdictionOf(country: string): Jurisdiction | null {
  return hasModule(country) ? countries[country] : null;
}
