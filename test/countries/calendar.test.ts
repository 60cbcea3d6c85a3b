import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { addBankDays, isBankDay, lastArrival, lastDayToPay, nextBankDay } from '../../src/countries/calendar.js';
import { addDays, daysBetween, isoDate, weekday, type IsoDate } from '../../src/domain/date.js';
import type { OwnCountry } from '../../src/domain/jurisdiction.js';
import { day } from './facts.js';
import { withShared } from '../setup/shared.js';

function closedOnWeekdays(country: OwnCountry, year: number): IsoDate[] {
  const days = Array.from({ length: 366 }, (_, index) => addDays(isoDate(`${year}-01-01`), index));
  return days.filter((date) => date.startsWith(String(year)) && weekday(date) < 6 && !isBankDay(country, date));
}

// By hand from the lists of the rulebooks (NO section 3, SE section 3, FI section 3) and Easter Sunday on 5 April 2026,
// 20 April 2025 and 31 March 2024. Days that fall on a Saturday or Sunday are left out.
test.each([
  ['NO', 2026, ['01-01', '04-02', '04-03', '04-06', '05-01', '05-14', '05-25', '12-25']],
  ['NO', 2025, ['01-01', '04-17', '04-18', '04-21', '05-01', '05-29', '06-09', '12-25', '12-26']],
  ['NO', 2024, ['01-01', '03-28', '03-29', '04-01', '05-01', '05-09', '05-17', '05-20', '12-25', '12-26']],
  ['SE', 2026, ['01-01', '01-06', '04-03', '04-06', '05-01', '05-14', '06-19', '12-24', '12-25', '12-31']],
  [
    'SE',
    2025,
    ['01-01', '01-06', '04-18', '04-21', '05-01', '05-29', '06-06', '06-20', '12-24', '12-25', '12-26', '12-31'],
  ],
  ['FI', 2026, ['01-01', '01-06', '04-03', '04-06', '05-01', '05-14', '06-19', '12-24', '12-25']],
  ['FI', 2024, ['01-01', '03-29', '04-01', '05-01', '05-09', '06-21', '12-06', '12-24', '12-25', '12-26']],
] as const)('%s %i: weekdays without bank business', (country, year, expected) => {
  expect(closedOnWeekdays(country, year)).toEqual(expected.map((date) => `${year}-${date}`));
});

interface CorpusHoliday {
  readonly date: string;
  readonly type: string;
}

const CORPUS = '../shared/corpus/holidays';

withShared(CORPUS).test.each(
  (['NO', 'SE', 'FI'] as const).flatMap((country) => [2024, 2025, 2026].map((year) => [country, year] as const)),
)(
  '%s %i: every public holiday of the corpus is closed, and no other weekday but the statutory eves',
  (country, year) => {
    const holidays = JSON.parse(readFileSync(`${CORPUS}/${country}-${year}.json`, 'utf8')) as CorpusHoliday[];
    const dates = (type: string) => holidays.filter((one) => one.type === type).map((one) => one.date.slice(0, 10));
    for (const date of dates('public')) expect(isBankDay(country, isoDate(date))).toBe(false);
    const closed = [...dates('public'), ...dates('bank')];
    for (const date of closedOnWeekdays(country, year)) expect(closed).toContain(date);
  },
);

const anyDay = fc.integer({ min: 0, max: 4_500 }).map((days) => addDays(isoDate('2018-01-01'), days));
const anyCountry = fc.constantFrom<OwnCountry>('NO', 'SE', 'FI');

test('the next bank day is a bank day, never earlier, and less than a week away', () => {
  fc.assert(
    fc.property(anyCountry, anyDay, (country, date) => {
      const next = nextBankDay(country, date);
      return (
        isBankDay(country, next) &&
        next >= date &&
        daysBetween(date, next) < 7 &&
        (next === date || !isBankDay(country, date))
      );
    }),
  );
});

test('counting bank days skips the others: two after Maundy Thursday 2026 in Sweden is Wednesday after Easter', () => {
  expect(addBankDays('SE', day('2026-04-02'), 2)).toBe('2026-04-08');
  expect(addBankDays('SE', day('2026-04-04'), 0)).toBe('2026-04-04');
});

test.each([
  // Saturday 28 February 2026; Midsummer's Eve, a Friday; New Year's Eve, a Thursday, closed in Sweden only.
  ['2026-02-28', { NO: '2026-02-28', SE: '2026-03-02', FI: '2026-03-02' }],
  ['2026-06-19', { NO: '2026-06-19', SE: '2026-06-22', FI: '2026-06-22' }],
  ['2026-12-31', { NO: '2026-12-31', SE: '2027-01-04', FI: '2026-12-31' }],
] as const)('due on %s, to be paid at the latest', (due, expected) => {
  for (const country of ['NO', 'SE', 'FI'] as const) expect(lastDayToPay(country, day(due))).toBe(expected[country]);
});

test.each([
  // A Monday. Norway: the order of that day comes on Tuesday.
  ['2026-03-30', { NO: '2026-03-31', SE: '2026-03-30', FI: '2026-03-30' }],
  // Good Friday: Tuesday after Easter, and in Norway the day after that.
  ['2026-04-03', { NO: '2026-04-08', SE: '2026-04-07', FI: '2026-04-07' }],
] as const)('a payment within a deadline on %s comes at the latest', (payBy, expected) => {
  for (const country of ['NO', 'SE', 'FI'] as const) expect(lastArrival(country, day(payBy))).toBe(expected[country]);
});
