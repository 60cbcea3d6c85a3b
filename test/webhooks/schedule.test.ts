import { nextWaitMs, pauseMs, readRetryAfter } from '../../src/modules/webhooks/webhook.schedule.js';

const HOUR = 3_600_000;

test('attempts are made when the specification says', () => {
  // "Time since start" of the specification's table: 0, 5 s, 5:05 min, 35:05 min, 2:35:05 h … 75:35:05 h.
  const waits = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((failures) => nextWaitMs(failures, null, 0)!);
  const since = waits.map((_, index) => waits.slice(0, index + 1).reduce((sum, wait) => sum + wait, 0) / 1000);
  expect(since).toEqual([5, 305, 2105, 9305, 27305, 63305, 113705, 185705, 272105]);
  expect(272105).toBe(75 * 3600 + 35 * 60 + 5);
  expect(nextWaitMs(10, null, 0)).toBeNull();
});

test('jitter makes them later, never earlier', () => {
  expect(nextWaitMs(1, null, 1)).toBe(5500);
  expect(nextWaitMs(9, null, 0.5)).toBe(25.2 * HOUR);
});

test('an endpoint that asks for more time gets it', () => {
  expect(nextWaitMs(1, 60_000, 0)).toBe(60_000);
  expect(nextWaitMs(4, 60_000, 0)).toBe(2 * HOUR);
});

test.each<[string | undefined, number | null]>([
  ['120', 120_000],
  ['0', null],
  ['Mon, 01 Jun 2026 10:02:00 GMT', 120_000],
  ['Mon, 01 Jun 2026 09:00:00 GMT', null],
  ['999999999', 24 * HOUR],
  ['soon', null],
  ['-5', null],
  ['', null],
  [undefined, null],
])('Retry-After: %s', (text, ms) => {
  expect(readRetryAfter(text, Date.parse('2026-06-01T10:00:00Z'))).toBe(ms);
});

test('an endpoint that fails five times in a row is left alone, ever longer', () => {
  expect([1, 4, 5, 6, 7, 11, 12, 1000].map((failures) => pauseMs(failures, null))).toEqual([
    0,
    0,
    30_000,
    60_000,
    120_000,
    1_920_000,
    HOUR,
    HOUR,
  ]);
  expect(pauseMs(1, 90_000)).toBe(90_000);
});
