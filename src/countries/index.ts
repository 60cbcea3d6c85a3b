import { finland } from './fi.js';
import { norwayUnder } from './no.js';
import { sweden } from './se.js';
import { isoDate, type IsoDate } from '../domain/date.js';
import type { Jurisdiction, OwnCountry } from '../domain/jurisdiction.js';

/** The law of each country with a module of its own. Adding one is a key here and in OwnCountry (docs/add-a-country.md). */
export type Laws = Readonly<Record<OwnCountry, Jurisdiction>>;

/** What of the law the law itself leaves to be set. */
export interface LawSettings {
  /** First day of the Norwegian act of 22 May 2026 no. 19; null while the King has not set it. */
  readonly noAct2026From: IsoDate | null;
}

export const lawsUnder = ({ noAct2026From }: LawSettings): Laws => ({
  NO: norwayUnder(noAct2026From),
  SE: sweden,
  FI: finland,
});

/** The laws as they stand, adopted acts without a day of commencement left out. */
export const countries: Laws = lawsUnder({ noAct2026From: null });

/** The first day of all: an adopted act asked for by its name is shown as if it always had been in force. */
const ALWAYS = isoDate('1000-01-01');

/** Laws under one act, by its id, whatever day it governs from; null where no country has the act. */
export function lawsUnderAct(id: string): Laws | null {
  const known = Object.values(countries).some(({ acts }) => acts.some((act) => act.id === id));
  return known ? lawsUnder({ noAct2026From: id === 'NO-2026' ? ALWAYS : null }) : null;
}

const hasModule = (country: string): country is OwnCountry => Object.hasOwn(countries, country);

/** The law of a country (ISO 3166-1 alpha-2), or null where it has no module. `laws` matter wherever a date selects a regime. */
export function jurisdictionOf(country: string, laws: Laws = countries): Jurisdiction | null {
  return hasModule(country) ? laws[country] : null;
}
