import Holidays from 'date-holidays';
import { addDays, isoDate, parts, weekday, type IsoDate } from '../domain/date.js';
import type { Holiday, OwnCountry } from '../domain/jurisdiction.js';

interface ClosedDays {
  readonly types: readonly string[];
  /** Days (MM-DD) the library counts as closed and the law does not. */
  readonly open: readonly string[];
}

/**
 * Days that are no bank days beside Saturdays and Sundays.
 * NO: public holidays only; Christmas Eve and New Year's Eve are half days on which banks settle.
 * SE: lag (1930:173) om beräkning av lagstadgad tid, 2 §: public holidays, Midsummer's Eve, Christmas Eve, New Year's Eve.
 * FI: velkakirjalaki (622/1947) 5 §: holy days, 6.12., 1.5., Christmas Eve and Midsummer Eve, but not New Year's Eve.
 */
const CLOSED: Readonly<Record<OwnCountry, ClosedDays>> = {
  NO: { types: ['public'], open: [] },
  SE: { types: ['public', 'bank'], open: [] },
  FI: { types: ['public', 'bank'], open: ['12-31'] },
};

/** The library's rules take long to work out and never change within a run. */
const closedByYear = new Map<string, ReadonlyMap<string, string>>();

/** Native names of the closed days of a year, by date. */
function closedDays(country: OwnCountry, year: number): ReadonlyMap<string, string> {
  const key = `${country} ${year}`;
  const known = closedByYear.get(key);
  if (known) return known;
  const { types, open } = CLOSED[country];
  const days = new Holidays(country)
    .getHolidays(year)
    .filter((holiday) => types.includes(holiday.type))
    .map((holiday) => [holiday.date.slice(0, 10), holiday.name] as const)
    .filter(([date]) => !open.includes(date.slice(5)));
  const closed = new Map(days);
  closedByYear.set(key, closed);
  return closed;
}

/** Whether payments are settled between banks on this day. */
export function isBankDay(country: OwnCountry, date: IsoDate): boolean {
  return weekday(date) < 6 && !closedDays(country, parts(date).year).has(date);
}

/** Days of a year, beside Saturdays and Sundays, that are no bank days. */
export function holidaysOf(country: OwnCountry, year: number): Holiday[] {
  return [...closedDays(country, year)].map(([date, name]) => ({ date: isoDate(date), name }));
}

/** The day itself where it is a bank day, else the next one. */
export function nextBankDay(country: OwnCountry, date: IsoDate): IsoDate {
  let day = date;
  while (!isBankDay(country, day)) day = addDays(day, 1);
  return day;
}

/** The day itself where it is a bank day, else the one before. */
export function previousBankDay(country: OwnCountry, date: IsoDate): IsoDate {
  let day = date;
  while (!isBankDay(country, day)) day = addDays(day, -1);
  return day;
}

/** The `count`th bank day after a day. */
export function addBankDays(country: OwnCountry, date: IsoDate, count: number): IsoDate {
  let day = date;
  for (let passed = 0; passed < count; passed++) day = nextBankDay(country, addDays(day, 1));
  return day;
}

/**
 * Last day to pay a claim before it is late. SE and FI: where it falls due on a day without bank business, the next bank day
 * (lag (1936:81) om skuldebrev 5 §, by analogy; velkakirjalaki (622/1947) 5 §). NO has no such rule for contracts.
 */
export function lastDayToPay(country: OwnCountry, dueDate: IsoDate): IsoDate {
  return country === 'NO' ? dueDate : nextBankDay(country, dueDate);
}

/**
 * Bank days a payment made on the last day may take and still be in time. NO: it is in time once the debtor's bank has the
 * order (inkassoloven § 9), and the money comes on the next bank day. SE and FI: the day it comes counts.
 */
const BANK_DAYS_ON_THE_WAY: Readonly<Record<OwnCountry, number>> = { NO: 1, SE: 0, FI: 0 };

/** Last day on which a payment made within a letter's deadline may come. The deadline itself moves to the next bank day. */
export function lastArrival(country: OwnCountry, payBy: IsoDate): IsoDate {
  return addBankDays(country, nextBankDay(country, payBy), BANK_DAYS_ON_THE_WAY[country]);
}
