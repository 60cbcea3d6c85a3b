import fc from 'fast-check';
import { addDays, addMonths, addYears, dayNumber, daysBetween, daysInMonth, earliest, isLeapYear, isoDate, latest, parseDate, parts, weekday } from '../../src/domain/date.js'; // prettier-ignore

const anyDate = fc.integer({ min: -200_000, max: 200_000 }).map((number) => addDays(isoDate('1970-01-01'), number));

test.each(['2024-02-29', '2000-02-29', '1000-01-01', '9999-12-31', '2026-11-22'])('%s is a date', (text) => {
  expect(parseDate(text)).toBe(text);
});

test.each(['2023-02-29', '1900-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-01-00', '0999-12-31', '2026-1-1', ' 2026-01-01', '2026-01-01T00:00', ''])(
  '"%s" is none',
  (text) => {
    expect(parseDate(text)).toBeNull();
    expect(() => isoDate(text)).toThrow(RangeError);
  },
); // prettier-ignore

test('days are counted from 1970-01-01', () => {
  expect(dayNumber(isoDate('1970-01-01'))).toBe(0);
  expect(dayNumber(isoDate('1969-12-31'))).toBe(-1);
  // 30 years of 365 days and the leap days of 1972, 76, 80, 84, 88, 92 and 96.
  expect(dayNumber(isoDate('2000-01-01'))).toBe(30 * 365 + 7);
});

test('weekdays: 1 January 2000 was a Saturday, 22 November 2026 is a Sunday', () => {
  expect(weekday(isoDate('2000-01-01'))).toBe(6);
  expect(weekday(isoDate('2026-11-22'))).toBe(7);
  expect(weekday(isoDate('1969-12-29'))).toBe(1);
});

test('months and years keep the day, or take the last one there is', () => {
  expect(addMonths(isoDate('2026-01-31'), 1)).toBe('2026-02-28');
  expect(addMonths(isoDate('2026-01-31'), -2)).toBe('2025-11-30');
  expect(addMonths(isoDate('2026-11-15'), 2)).toBe('2027-01-15');
  expect(addYears(isoDate('2024-02-29'), 3)).toBe('2027-02-28');
  expect(addYears(isoDate('2024-02-29'), 4)).toBe('2028-02-29');
});

test('leap years and lengths of months', () => {
  expect([1900, 2000, 2023, 2024].map(isLeapYear)).toEqual([false, true, false, true]);
  expect([1, 2, 3, 4].map((month) => daysInMonth(2026, month))).toEqual([31, 28, 31, 30]);
});

test('adding days is undone by subtracting them, and is what lies between', () => {
  fc.assert(
    fc.property(anyDate, fc.integer({ min: -100_000, max: 100_000 }), (date, days) => {
      const other = addDays(date, days);
      return addDays(other, -days) === date && daysBetween(date, other) === days && parseDate(other) === other;
    }),
  );
});

test('the next day has the next weekday, and text order is date order', () => {
  fc.assert(
    fc.property(anyDate, anyDate, (date, other) => {
      const next = addDays(date, 1);
      return weekday(next) === (weekday(date) % 7) + 1 && date < other === dayNumber(date) < dayNumber(other);
    }),
  );
});

test('parts, earliest and latest', () => {
  expect(parts(isoDate('2026-03-09'))).toEqual({ year: 2026, month: 3, day: 9 });
  const days = ['2026-03-09', '2025-12-31', '2026-01-01'].map(isoDate);
  expect(earliest(days[0]!, ...days)).toBe('2025-12-31');
  expect(latest(days[0]!, ...days)).toBe('2026-03-09');
});

test('there is no day after 9999-12-31', () => {
  expect(addDays(isoDate('9999-12-30'), 1)).toBe('9999-12-31');
  expect(() => addDays(isoDate('9999-12-31'), 1)).toThrow(RangeError);
  expect(() => addYears(isoDate('9990-01-01'), 10)).toThrow(RangeError);
});
