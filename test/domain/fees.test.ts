import { isoDate } from '../../src/domain/date.js';
import { successFee, type FeeBand } from '../../src/domain/fees.js';
import { rateTable } from '../../src/domain/fx.js';

const on = isoDate('2026-06-01');
const rates = rateTable([]);
const euro = (whole: bigint) => ({ minor: whole * 100n, currency: 'EUR' });
const band = (fromAgeDays: number, from: bigint, successFeeBps: number): FeeBand => ({
  fromAgeDays,
  fromAmount: euro(from),
  successFeeBps,
});
/** From 0, 90 and 365 days; from 5 000 euros less. */
const BANDS = [band(0, 5_000n, 1_500), band(90, 0n, 2_500), band(90, 5_000n, 2_000), band(365, 0n, 4_000)];
const agreed = (due: string, whole: bigint, currency = 'EUR') =>
  successFee(
    BANDS,
    1_800,
    { principal: { minor: whole * 100n, currency }, latestDueDate: isoDate(due) },
    { rates, on },
  );
const fee = (...of: Parameters<typeof agreed>): number => agreed(...of).successFeeBps;

test.each([
  // 31 days old and small: no band.
  ['2026-05-01', 1_000n, 1_800],
  ['2026-05-01', 5_000n, 1_500],
  // 90 days before 1 June 2026 is 3 March.
  ['2026-03-04', 1_000n, 1_800],
  ['2026-03-03', 1_000n, 2_500],
  ['2026-03-03', 5_000n, 2_000],
  // A year old: the age comes first, however large the claim.
  ['2025-06-01', 9_000n, 4_000],
])('due on %s, %s euros: %s', (due, whole, expected) => {
  expect(fee(due, whole)).toBe(expected);
});

test('without a rate into the band’s currency the general fee holds', () => {
  expect(fee('2025-06-01', 9_000n, 'USD')).toBe(1_800);
});

test('the band is told, and none where the case reaches none', () => {
  expect(agreed('2026-03-03', 5_000n)).toEqual({ successFeeBps: 2_000, band: BANDS[2] });
  expect(agreed('2026-05-01', 1_000n)).toEqual({ successFeeBps: 1_800, band: null });
});
