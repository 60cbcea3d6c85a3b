import { isoDate, parseDate, type IsoDate } from '../domain/date.js';

/** None of the formats is older, so that an earlier day is a sign of damage: digits that have moved. */
const FIRST_DAY = isoDate('1970-01-01');
const LAST_DAY = isoDate('2199-12-31');

/** Whether a bank can have booked anything on a day. */
export const isPlausible = (date: IsoDate): boolean => date >= FIRST_DAY && date <= LAST_DAY;

/** The day of a year of two digits, as FIRST_DAY has it: 70 is 1970, 69 is 2069. Null where there is no such day. */
export function dayOfShortYear(year: string, month: string, day: string): IsoDate | null {
  return parseDate(`${Number(year) >= 70 ? '19' : '20'}${year}-${month}-${day}`);
}
