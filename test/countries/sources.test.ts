import { readFileSync } from 'node:fs';
import * as fi from '../../src/countries/fi.tariff.js';
import { countries } from '../../src/countries/index.js';
import * as no from '../../src/countries/no.tariff.js';
import * as se from '../../src/countries/se.tariff.js';
import { addYears, isoDate } from '../../src/domain/date.js';
import type { Dated, Source } from '../../src/domain/dated.js';

interface Series {
  readonly exportName: string;
  readonly series: Dated<unknown>;
}

const isDated = (value: unknown): value is Dated<unknown> =>
  typeof value === 'object' && value !== null && 'versions' in value;

/** Every dated number a tariff exports, also those kept apart by kind of debtor. */
function seriesOf(tariff: object): Series[] {
  return Object.entries(tariff).flatMap(([exportName, value]: [string, unknown]) => {
    const candidates: unknown[] = isDated(value)
      ? [value]
      : typeof value === 'object' && value !== null
        ? Object.values(value)
        : [];
    return candidates.filter(isDated).map((series) => ({ exportName, series }));
  });
}

/** Every figure a country lists. */
const listed = Object.values(countries).flatMap(({ catalogue }) =>
  catalogue.map(({ id, series }) => ({ exportName: id, series })),
);

const all: readonly Series[] = [...[no, se, fi].flatMap(seriesOf), ...listed];
const sources = (series: Dated<unknown>): Source[] => series.versions.map((version) => version.source);

test('there are numbers to look at', () => expect(all.length).toBeGreaterThan(15));

test.each(all.map(({ series }) => [series.name, series] as const))(
  '%s: versions in order, each with a complete source',
  (_name, series) => {
    const from = series.versions.map((version) => version.from);
    expect(from).toEqual([...new Set(from)].sort());
    for (const source of sources(series)) {
      expect(source.act).toMatch(/\d{4}/);
      expect(source.provision).toMatch(/§/);
      expect(source.url).toMatch(/^https?:\/\/\S+$/);
    }
  },
);

test('every number was compared with its source within the last year', () => {
  const today = isoDate(new Date().toISOString().slice(0, 10));
  const stale = all.filter(({ series }) => sources(series).some((source) => addYears(source.checkedOn, 1) < today));
  expect(stale.map(({ series }) => series.name)).toEqual([]);
});

test('every number that is not sure is an open point', () => {
  const openPoints = readFileSync('docs/law-open-points.md', 'utf8');
  const unsure = all.filter(({ series }) => sources(series).some((source) => source.confidence !== undefined));
  const unlisted = unsure.filter(({ exportName }) => !openPoints.includes(`\`${exportName}`));
  expect(unlisted.map(({ exportName }) => exportName)).toEqual([]);
});
