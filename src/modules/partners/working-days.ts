import Holidays from 'date-holidays';
import { jurisdictionOf } from '../../countries/index.js';
import { addDays, isoDate, parts, weekday, type IsoDate } from '../../domain/date.js';
import type { IsWorkingDay } from '../../domain/promises.js';

/** The library's rules take long to work out and never change within a run. */
const closedByYear = new Map<string, ReadonlySet<string>>();

const DAY_MS = 86_400_000;

/** Whole public holidays of a year. Those that begin in the course of a day leave a day for work. */
function closedDays(country: string, year: number): ReadonlySet<string> {
  const key = `${country} ${year}`;
  const known = closedByYear.get(key);
  if (known) return known;
  const closed = new Set<string>();
  for (const { type, date, start, end } of new Holidays(country).getHolidays(year)) {
    if (type !== 'public' || date.slice(11, 19) !== '00:00:00') continue;
    const first = isoDate(date.slice(0, 10));
    const days = Math.round((end.getTime() - start.getTime()) / DAY_MS);
    for (let index = 0; index < Math.max(1, days); index++) closed.add(addDays(first, index));
  }
  closedByYear.set(key, closed);
  return closed;
}

/** What ECMA-402 tells of a region; a method in newer engines, a property in older ones. */
type LocaleWithWeek = Intl.Locale & {
  readonly weekInfo?: { readonly weekend: readonly number[] };
  getWeekInfo?(): { readonly weekend: readonly number[] };
};

const SATURDAY_AND_SUNDAY: readonly number[] = [6, 7];

/** Days of the week without work, 1 for Monday, by CLDR. */
function weekendOf(country: string): readonly number[] {
  const locale = new Intl.Locale(`und-${country}`) as LocaleWithWeek;
  return (locale.getWeekInfo?.() ?? locale.weekInfo)?.weekend ?? SATURDAY_AND_SUNDAY;
}

/**
 * Whether people work on a day in a country (ISO 3166-1 alpha-2): bank days where its law is known here, elsewhere days
 * that are neither weekend nor a public holiday of the whole country. Without a country Monday to Friday.
 */
export function workingDaysIn(country: string | null): IsWorkingDay {
  if (country === null) return (date) => !SATURDAY_AND_SUNDAY.includes(weekday(date));
  const law = jurisdictionOf(country);
  if (law) return (date: IsoDate) => law.isBankDay(date);
  const weekend = weekendOf(country);
  return (date) => !weekend.includes(weekday(date)) && !closedDays(country, parts(date).year).has(date);
}
