import fc from 'fast-check';
import { addDays, daysBetween, isoDate } from '../../src/domain/date.js';
import { inForce, RuleNotEncoded, spans, validTo, type Dated, type Source } from '../../src/domain/dated.js';

const source: Source = { act: 'Act', provision: '§ 1', url: 'https://example.org', checkedOn: isoDate('2026-11-22') };
const version = (from: string, value: number) => ({ from: isoDate(from), value, source });

const closed: Dated<number> = {
  name: 'rate',
  knownUntil: isoDate('2026-12-31'),
  versions: [version('2025-01-01', 1), version('2025-07-01', 2), version('2026-01-01', 3)],
};
const open: Dated<number> = { name: 'fee', versions: [version('2025-01-01', 1), version('2025-07-01', 2)] };

test.each([
  ['2025-01-01', 1],
  ['2025-06-30', 1],
  ['2025-07-01', 2],
  ['2025-12-31', 2],
  ['2026-12-31', 3],
])('on %s version %i is in force', (on, value) => {
  expect(inForce(closed, isoDate(on)).value).toBe(value);
});

test('before the first version and after the last known day nothing is', () => {
  expect(() => inForce(closed, isoDate('2024-12-31'))).toThrow(RuleNotEncoded);
  expect(() => inForce(closed, isoDate('2027-01-01'))).toThrow('rate is not encoded for 2027-01-01');
  expect(inForce(open, isoDate('2099-01-01')).value).toBe(2);
});

test('a version holds until the day before the next, the newest as far as is known', () => {
  expect(validTo(closed, isoDate('2025-03-01'))).toBe('2025-06-30');
  expect(validTo(closed, isoDate('2026-03-01'))).toBe('2026-12-31');
  expect(validTo(open, isoDate('2026-03-01'))).toBeNull();
});

test('spans are cut at each change', () => {
  const found = spans(closed, isoDate('2025-06-29'), isoDate('2026-01-02'));
  expect(found.map((span) => [span.from, span.to, span.version.value])).toEqual([
    ['2025-06-29', '2025-06-30', 1],
    ['2025-07-01', '2025-12-31', 2],
    ['2026-01-01', '2026-01-02', 3],
  ]);
  expect(spans(closed, isoDate('2025-02-02'), isoDate('2025-02-01'))).toEqual([]);
  expect(() => spans(closed, isoDate('2026-12-31'), isoDate('2027-01-01'))).toThrow(RuleNotEncoded);
});

test('spans follow each other without gap or overlap, each with the version of all its days', () => {
  const anyDay = fc.integer({ min: 0, max: 729 }).map((days) => addDays(isoDate('2025-01-01'), days));
  fc.assert(
    fc.property(anyDay, anyDay, (one, other) => {
      const [from, to] = one < other ? [one, other] : [other, one];
      const found = spans(closed, from, to);
      expect(found[0]!.from).toBe(from);
      expect(found.at(-1)!.to).toBe(to);
      found.slice(1).forEach((span, index) => expect(daysBetween(found[index]!.to, span.from)).toBe(1));
      for (const span of found) {
        expect(inForce(closed, span.from)).toBe(span.version);
        expect(inForce(closed, span.to)).toBe(span.version);
      }
    }),
  );
});
