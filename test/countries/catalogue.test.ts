import fc from 'fast-check';
import { countries } from '../../src/countries/index.js';
import { amount, combined, decimal } from '../../src/countries/catalogue.js';
import { since } from '../../src/countries/tariff.js';
import type { TariffItem } from '../../src/domain/catalogue.js';
import { addDays, daysBetween, isoDate, type IsoDate } from '../../src/domain/date.js';
import { inForce, RuleNotEncoded, validTo, type Dated, type Source } from '../../src/domain/dated.js';
import type { OwnCountry } from '../../src/domain/jurisdiction.js';

const OWN = ['NO', 'SE', 'FI'] as const;
const all: readonly TariffItem[] = OWN.flatMap((country) => countries[country].catalogue);

/** The figure as it is read: kroner and euro, percent and multiples with two decimals, whole numbers, words. Null where repealed. */
function figure(country: OwnCountry, id: string, on: string): string | null {
  const item = countries[country].catalogue.find((candidate) => candidate.id === id);
  if (!item) throw new RangeError(`${country} has no ${id}`);
  const { value } = inForce(item.series, isoDate(on));
  if (value === null) return null;
  if (value.kind === 'RULE') return value.text;
  if (value.kind === 'COUNT') return String(value.count);
  const digits = String(value.kind === 'AMOUNT' ? value.minor : value.hundredths).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

describe('figures worked by hand', () => {
  test.each([
    // Inkassosats 700 until 2025, 750 from 2026; a tenth, three tenths for claims due before 1 October 2020, else half of that.
    ['NO-FEE-PURRING-2017', '2020-06-01', '70.00'],
    ['NO-FEE-BO-OWN-2017', '2025-12-31', '210.00'],
    ['NO-FEE-PURRING', '2020-10-01', '35.00'],
    ['NO-FEE-BO-OWN', '2025-12-31', '105.00'],
    // 750/20 = 37.50 and 3 × 37.50 = 112.50, to the nearest krone.
    ['NO-FEE-VARSEL', '2026-01-01', '38.00'],
    ['NO-FEE-BO-OWN', '2026-01-01', '113.00'],
    // 0.35 × 700 = 245; 0.35 × 750 × 1.5 = 393.75; 14.4 × 750 × 1.5 = 16 200.
    ['NO-SALAER-NOK-B2-LIGHT-CONSUMER', '2025-12-31', '245.00'],
    ['NO-SALAER-NOK-B2-LIGHT-BUSINESS', '2026-01-01', '393.75'],
    ['NO-SALAER-NOK-B7-HEAVY-BUSINESS', '2026-11-22', '16200.00'],
    // 1.5 × 750.
    ['NO-SALAER-INSTALMENT-NOK', '2026-01-01', '1125.00'],
    // Regime B, above 250 000: 16 times the sats; it ends with claims due on 30 September 2020.
    ['NO-SALAER-MULT-2010-B5-HEAVY', '2020-09-30', '16.00'],
    ['NO-SALAER-MULT-2010-B5-HEAVY', '2020-10-01', null],
    // 1.15 × 1150 = 1322.50, down to the krone; 1.54 × 1345 = 2071.30; 0.69 × 1345 = 928.05; 1.7 × 1150 = 1955.
    ['NO-FORLIK-FEE-NOK', '2019-05-02', '1322.00'],
    ['NO-FORLIK-FEE-NOK', '2026-05-02', '2071.00'],
    ['NO-UTLEGG-FEE-NOK', '2026-05-02', '928.00'],
    ['NO-UTLEGG-FEE-NOK', '2019-05-02', '1955.00'],
    // 0.5 × 1345 = 672.50: costs between the parties keep their øre. 50 × 1345 = 67 250.
    ['NO-SKRIVESALAER-UTLEGG-NOK', '2026-05-02', '672.50'],
    ['NO-SKRIVESALAER-UTLEGG-NOK', '2020-05-02', '1172.00'],
    ['NO-KONKURS-SECURITY-NOK', '2026-05-02', '67250.00'],
    ['NO-DL-FORLIK-MANDATORY', '2020-06-30', '125000.00'],
    ['NO-DL-FORLIK-MANDATORY', '2020-07-01', '200000.00'],
    ['NO-DL-HEAVY', '2026-01-01', '28'],
    ['NO-STDKOMP', '2026-11-22', '430.00'],
  ])('%s on %s: %s', (id, on, expected) => expect(figure('NO', id, on)).toBe(expected));

  test.each([
    ['SE-FEE-REMINDER', '2013-03-15', '50.00'],
    ['SE-FEE-REMINDER', '2013-03-16', '60.00'],
    ['SE-FEE-INKASSO', '2026-11-22', '180.00'],
    ['SE-FEE-LATE-B2B', '2026-11-22', '450.00'],
    // Räntelagen 6 §: the reference rate and eight percentage points; 2.00 from July 2025 on.
    ['SE-REF', '2025-07-01', '2.00'],
    ['SE-LATE', '2025-07-01', '10.00'],
    ['SE-KFM-OMBUD-BF', '2013-12-31', '340.00'],
    ['SE-KFM-OMBUD-BF', '2014-01-01', '380.00'],
    ['SE-KFM-GRUND', '2026-11-22', '600.00'],
    // Half of 59 200 and of 57 300.
    ['SE-PBB-HALF', '2026-12-31', '29600.00'],
    ['SE-PBB-HALF', '2024-06-06', '28650.00'],
    ['SE-CC-CAP', '2025-02-28', '40.00'],
    ['SE-CC-CAP', '2025-03-01', '20.00'],
    // Three weeks; jordabalken 12 kap. 44 §, ellagen 11 kap. 3 §.
    ['SE-DL-RENT-CURE', '2026-11-22', '21'],
    ['SE-DL-EL-2', '2026-11-22', '21'],
    ['SE-LIM-CONS', '2026-11-22', '3'],
  ])('%s on %s: %s', (id, on, expected) => expect(figure('SE', id, on)).toBe(expected));

  test.each([
    // 513/1999 10 a and 10 d §: 24 and half of it, cap 120, for 100.01 to 1 000 euro.
    ['FI-C-DEMAND1-B2', '2026-11-22', '24.00'],
    ['FI-C-DEMAND2-B2', '2026-11-22', '12.00'],
    ['FI-C-CAP-B2', '2026-11-22', '120.00'],
    ['FI-C-CAP-DE', '2026-11-22', '51.00'],
    ['FI-C-OLD2005-DEM2', '2013-03-15', '45.00'],
    ['FI-C-OLD2005-DEM2', '2013-03-16', null],
    // 2 500.01 to 10 000 euro: one band above 500 under the temporary acts (80, caps 410 and 480), then 90 and 550.
    ['FI-B-DEMAND1-B3', '2022-04-30', '80.00'],
    ['FI-B-DEMAND1-B3', '2022-05-01', '90.00'],
    ['FI-B-CAP-B3', '2021-06-30', '410.00'],
    ['FI-B-CAP-B3', '2021-07-01', '480.00'],
    ['FI-B-CAP-B3', '2022-05-01', '550.00'],
    ['FI-B-DEMAND1-B3', '2020-12-31', null],
    ['FI-B-TRATTA-B4', '2022-05-01', '155.00'],
    ['FI-D-TRATTA-PUB', '2021-10-01', '21'],
    ['FI-COURT-SUMM-E', '2024-12-31', '65.00'],
    ['FI-COURT-SUMM-E', '2025-01-01', '70.00'],
    ['FI-COURT-COSTS-B2-HIGH', '2025-01-01', '120.00'],
    ['FI-ULOS-TABLE-8', '2026-11-22', '134.00'],
    ['FI-ULOS-REMIT-MAX', '2021-03-31', '500.00'],
    ['FI-ULOS-REMIT-MAX', '2021-04-01', '5000.00'],
    ['FI-ULOS-PROTECTED', '2026-11-22', '33.03'],
    ['FI-ULOS-PROTECTED-DEPENDANT', '2026-11-22', '9.65'],
    // Reference rate 2.5 in the first half of 2026: 9.5, and 10.5 for commercial contracts.
    ['FI-LATE-C', '2026-03-01', '9.50'],
    ['FI-LATE-B', '2026-03-01', '10.50'],
    ['FI-REF', '2026-03-01', '2.50'],
    ['FI-D-LIM-FINAL-DUE', '2026-11-22', '20'],
  ])('%s on %s: %s', (id, on, expected) => expect(figure('FI', id, on)).toBe(expected));
});

test('ids are unique, begin with their country, and nothing is unnamed', () => {
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  for (const country of OWN) {
    for (const { id, name } of countries[country].catalogue) {
      expect(id).toMatch(new RegExp(`^${country}-[A-Z0-9-]+$`));
      expect(name).not.toBe('');
    }
  }
});

test('the bands of a tariff leave no gap and do not overlap', () => {
  const families = new Map<string, TariffItem[]>();
  for (const item of all.filter(({ principal, id }) => principal !== null && /-(B\d|TABLE-\d)/.test(id))) {
    const family = item.id.replace(/-(B|TABLE-)\d/, '');
    families.set(family, [...(families.get(family) ?? []), item]);
  }
  expect(families.size).toBeGreaterThan(15);
  for (const [family, items] of families) {
    const bands = items.map(({ principal }) => principal!);
    expect([family, bands[0]!.over, bands.at(-1)!.upTo]).toEqual([family, 0n, null]);
    bands.slice(1).forEach(({ over }, index) => expect([family, over]).toEqual([family, bands[index]!.upTo]));
  }
});

const START = isoDate('1900-01-01');
const anyDay = fc
  .integer({ min: 0, max: daysBetween(START, isoDate('2100-12-31')) })
  .map((days) => addDays(START, days));

test.each(all.map((item) => [item.id, item] as const))(
  '%s is refused before its first version and after the last known day, and known between',
  (_id, { series }) => {
    const first = series.versions[0].from;
    const isRefused = (on: IsoDate): boolean => {
      try {
        inForce(series, on);
        return false;
      } catch (error) {
        return error instanceof RuleNotEncoded && error.code === 'RULE_NOT_ENCODED';
      }
    };
    const isRight = (on: IsoDate): boolean => {
      if (on < first || (series.knownUntil !== undefined && on > series.knownUntil)) return isRefused(on);
      const until = validTo(series, on);
      return inForce(series, on).from <= on && (until === null || on <= until);
    };
    fc.assert(fc.property(anyDay, isRight), { numRuns: 200 });
    expect(() => inForce(series, addDays(first, -1))).toThrow(RuleNotEncoded);
    if (series.knownUntil) expect(() => inForce(series, addDays(series.knownUntil!, 1))).toThrow(RuleNotEncoded);
  },
);

describe('a figure worked out from two others', () => {
  const source = (provision: string, confidence?: Source['confidence']): Source => ({
    act: 'Act 1',
    provision,
    url: 'https://example.org',
    checkedOn: isoDate('2026-11-22'),
    ...(confidence ? { confidence } : {}),
  });
  const base: Dated<bigint> = {
    name: 'base',
    knownUntil: isoDate('2026-12-31'),
    versions: [since('2020-01-01', 10n, source('§ 1')), since('2022-01-01', 20n, source('§ 2', 'medium'))],
  };
  const times: Dated<bigint> = {
    name: 'times',
    versions: [since('2021-01-01', 3n, source('§ 3')), since('2023-01-01', 4n, source('§ 4', 'low'))],
  };
  const product = combined('product', base, times, (a, b) => a * b);

  test('changes with either, cites the first and is no surer than the other', () => {
    expect(
      product.versions.map(({ from, value, source: { provision, confidence } }) => [
        from,
        value,
        provision,
        confidence,
      ]),
    ).toEqual([
      ['2021-01-01', 30n, '§ 1', undefined],
      ['2022-01-01', 60n, '§ 2', 'medium'],
      ['2023-01-01', 80n, '§ 2', 'low'],
    ]);
  });

  test('is not known before both are, nor once one is no longer', () => {
    expect(() => inForce(product, isoDate('2020-12-31'))).toThrow(RuleNotEncoded);
    expect(() => inForce(product, isoDate('2027-01-01'))).toThrow(RuleNotEncoded);
  });

  test('is listed under the name of its own, whole or in hundredths', () => {
    expect(inForce(amount('XX-A', 'a', product).series, isoDate('2022-06-01')).value).toEqual({
      kind: 'AMOUNT',
      minor: 60n,
    });
    const percent = decimal('XX-B', 'b', 'PERCENT', [since('2020-01-01', 1_25, source('§ 1'))], {
      knownUntil: '2020-12-31',
    });
    expect(inForce(percent.series, isoDate('2020-06-01')).value).toEqual({ kind: 'DECIMAL', hundredths: 125n });
    expect(() => inForce(percent.series, isoDate('2021-01-01'))).toThrow('XX b is not encoded for 2021-01-01');
  });
});
