import { countries, lawsUnder } from '../../src/countries/index.js';
import { minutesToContact } from '../../src/domain/contact.js';
import { day } from '../countries/facts.js';

const law = lawsUnder({ noAct2026From: day('2027-01-01') }).NO;

/** LOV-2026-05-22-19: 8 to 21 on weekdays, 9 to 15 on Saturdays, never on Sundays and holidays. */
test.each([
  ['a Monday morning', '2027-01-11', '08:00', 0],
  ['an hour and a half too early', '2027-01-11', '06:30', 90],
  ['the last minute', '2027-01-11', '20:59', 0],
  // Three hours to midnight, eight on Tuesday.
  ['too late', '2027-01-11', '21:00', 11 * 60],
  // Nine hours to midnight, Sunday, eight hours of Monday.
  ['a Saturday afternoon', '2027-01-16', '15:00', (9 + 24 + 8) * 60],
  // Maundy Thursday 25 March to Easter Monday 29 March 2027 are holidays but for the Saturday between.
  ['Maundy Thursday', '2027-03-25', '10:00', (14 + 24 + 9) * 60],
  ['Easter Sunday', '2027-03-28', '10:00', (14 + 24 + 8) * 60],
  ['before the act', '2026-12-27', '03:00', 0],
] as const)('%s', (_, on, time, minutes) => {
  expect(minutesToContact(law, day(on), time)).toBe(minutes);
});

test('where the law sets no hours there is nothing to wait for', () => {
  for (const country of [countries.NO, countries.SE, countries.FI])
    expect(minutesToContact(country, day('2026-12-27'), '03:00')).toBe(0);
});
