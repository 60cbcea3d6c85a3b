import { isoDate } from '../../src/domain/date.js';
import { addWorkingDays } from '../../src/domain/promises.js';
import { workingDaysIn } from '../../src/modules/partners/working-days.js';

const worked = (country: string | null, date: string) => workingDaysIn(country)(isoDate(date));

test.each([
  // Tag der Deutschen Einheit (Einigungsvertrag, Art. 2 (2)); 3 October 2025 was a Friday.
  ['DE', '2025-10-03', false],
  ['DE', '2025-10-02', true],
  // Fête nationale (Code du travail, article L3133-1); 14 July 2026 is a Tuesday.
  ['FR', '2026-07-14', false],
  // Constitution Day, by the Norwegian module; 17 May 2027 is a Monday.
  ['NO', '2027-05-17', false],
  ['FR', '2027-05-17', false], // Whit Monday 2027
  ['DE', '2026-06-06', false], // a Saturday
  // In Israel the week runs from Sunday to Thursday.
  ['IL', '2026-06-07', true],
  ['IL', '2026-06-05', false],
  // A region without rules of its own in the library keeps Monday to Friday.
  ['XX', '2026-06-05', true],
  [null, '2026-06-06', false],
  [null, '2025-12-25', true],
])('%s works on %s: %s', (country, date, expected) => {
  expect(worked(country, date)).toBe(expected);
});

test('a promise made before Easter ends after it', () => {
  // Good Friday 3 April and Easter Monday 6 April 2026: from Thursday the next working days are the 7th and 8th.
  expect(addWorkingDays(isoDate('2026-04-02'), 2, workingDaysIn('DE'))).toBe('2026-04-08');
});
