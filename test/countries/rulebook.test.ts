import { readFileSync } from 'node:fs';
import { countries } from '../../src/countries/index.js';
import type { TariffItem, TariffValue } from '../../src/domain/catalogue.js';
import { addDays, daysBetween, isoDate, type IsoDate } from '../../src/domain/date.js';
import { inForce } from '../../src/domain/dated.js';
import type { OwnCountry } from '../../src/domain/jurisdiction.js';
import { aliases, exceptions, inOtherWords, lastDays } from './rulebook.js';
import { withShared } from '../setup/shared.js';

/** A row of the rulebook: one figure over one period. */
interface Row {
  readonly id: string;
  readonly value: number | string | null | readonly number[];
  readonly unit: string;
  readonly debtorType: string;
  readonly band:
    string | { readonly over?: number; readonly gt?: number; readonly upTo?: number; readonly lte?: number } | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly confidence: 'high' | 'medium' | 'low';
}

interface Rulebook {
  readonly asOf?: string;
  readonly compiled?: string;
  readonly tariffs: readonly Row[];
  readonly rates: readonly Row[];
  readonly deadlines: readonly Row[];
}

/** The entries a row is about: the one of its own id, of its id without the year, or those named in the list of aliases. */
function itemsFor(row: Row, catalogue: readonly TariffItem[]): TariffItem[] {
  const named = (id: string): TariffItem[] => catalogue.filter((item) => item.id === id);
  const listed = aliases[row.id];
  if (listed) return listed.flatMap(named);
  const own = named(row.id);
  if (own.length > 0) return own;
  const family = row.id.replace(/-NOK-7[05]0-/, '-NOK-').replace(/-(OLD|\d{4}(H[12])?)$/, '');
  return named(family);
}

/** The figure in the unit of the row, as the shortest decimal; rules as their text. */
function readable(value: TariffValue): string {
  switch (value.kind) {
    case 'AMOUNT':
      return decimal(value.minor);
    case 'DECIMAL':
      return decimal(value.hundredths);
    case 'COUNT':
      return String(value.count);
    case 'RULE':
      return value.text;
  }
}

function decimal(hundredths: bigint): string {
  const sign = hundredths < 0n ? '-' : '';
  const digits = String(hundredths < 0n ? -hundredths : hundredths).padStart(3, '0');
  return (sign + digits.slice(0, -2) + `.${digits.slice(-2)}`).replace(/\.?0+$/, '');
}

/** What the row says, in the unit of the entry: weeks are kept as days, parts of years as months. */
function expected(row: Row, item: TariffItem, position: number): string {
  const value = Array.isArray(row.value) ? (row.value as readonly number[])[position]! : row.value;
  if (typeof value === 'string') return inOtherWords[row.id] ?? value;
  if (value === null) return inOtherWords[row.id]!;
  if (typeof value !== 'number') throw new TypeError(`${row.id}: ${JSON.stringify(row.value)}`);
  if (item.unit === 'DAYS' && row.unit.startsWith('weeks')) return String(value * 7);
  if (item.unit === 'MONTHS' && row.unit.startsWith('years')) return String(value * 12);
  return String(value);
}

/** First, middle and last day of the row's period; the day of the rulebook stands for an end that is open. */
function daysOf(row: Row, asOf: IsoDate): IsoDate[] {
  const last = lastDays[row.id] ?? row.validTo;
  const to = last === null ? asOf : isoDate(last);
  if (row.validFrom === null) return [to];
  const from = isoDate(row.validFrom);
  return [from, addDays(from, Math.floor(daysBetween(from, to) / 2)), to];
}

function differences(row: Row, catalogue: readonly TariffItem[], asOf: IsoDate): string[] {
  const items = itemsFor(row, catalogue);
  if (items.length === 0) return [`${row.id}: nothing in the catalogue`];
  return items.flatMap((item, position) =>
    daysOf(row, asOf).flatMap((on) => {
      let found: string;
      try {
        const { value } = inForce(item.series, on);
        found = value === null ? 'not in force' : readable(value);
      } catch (error) {
        found = error instanceof Error ? error.message : String(error);
      }
      const wanted = expected(row, item, position);
      return found === wanted ? [] : [`${row.id} on ${on}: ${wanted} in the rulebook, ${found} as ${item.id}`];
    }),
  );
}

/** Bands and kinds of debtor are told by the entry itself, not only by its id. */
function misplaced(row: Row, catalogue: readonly TariffItem[]): string[] {
  return itemsFor(row, catalogue).flatMap(({ id, principal, debtorType }) => {
    const faults: string[] = [];
    const limits = typeof row.band === 'object' ? row.band : null;
    const upTo = limits?.upTo ?? limits?.lte;
    const over = limits?.over ?? limits?.gt;
    const contains = (cents: bigint): boolean =>
      principal === null || (cents > principal.over && (principal.upTo === null || cents <= principal.upTo));
    if (upTo && row.unit !== 'count' && principal !== null && !contains(BigInt(upTo) * 100n))
      faults.push(`${id}: not up to ${upTo}`);
    if (over && principal !== null && principal.over < BigInt(over) * 100n) faults.push(`${id}: from below ${over}`);
    if (['consumer', 'tenant-dwelling', 'naturalPerson'].includes(row.debtorType) && debtorType === 'COMPANY')
      faults.push(`${id}: not for a company`);
    if (row.debtorType === 'business' && debtorType === 'PERSON') faults.push(`${id}: not for a person`);
    return faults;
  });
}

const rulebookOf = (country: OwnCountry): string => `../shared/rulebook/${country.toLowerCase()}.json`;

withShared(rulebookOf('NO')).describe.each(['NO', 'SE', 'FI'] as const)('the rulebook of %s', (country) => {
  const { catalogue } = countries[country];

  const read = (): { rows: Row[]; asOf: IsoDate } => {
    const book = JSON.parse(readFileSync(rulebookOf(country), 'utf8')) as Rulebook;
    return { rows: [...book.tariffs, ...book.rates, ...book.deadlines], asOf: isoDate((book.asOf ?? book.compiled)!) };
  };

  test('every row is in force with its value on its first, middle and last day', () => {
    const book = read();
    const walked = book.rows.filter(({ id }) => !(id in exceptions));
    expect(walked.flatMap((row) => differences(row, catalogue, book.asOf))).toEqual([]);
    expect(walked.flatMap((row) => misplaced(row, catalogue))).toEqual([]);
    const left = book.rows.filter(({ id }) => id in exceptions);
    const cut = book.rows.filter(({ id }) => id in lastDays);
    console.info(
      `${country}: ${walked.length} of ${book.rows.length} rows found in ${catalogue.length} entries; ` +
        `left out: ${left.map(({ id }) => id).join(', ') || 'none'}; ` +
        `walked in part: ${cut.map(({ id }) => id).join(', ') || 'none'}`,
    );
    expect((left.length + cut.length) * 20).toBeLessThanOrEqual(book.rows.length);
  });

  test('no figure is surer than its row', () => {
    const book = read();
    const rank = { low: 0, medium: 1, high: 2 } as const;
    const overrated = book.rows
      .filter(({ id }) => !(id in exceptions))
      .flatMap((row) =>
        itemsFor(row, catalogue).flatMap((item) =>
          daysOf(row, book.asOf).flatMap((on) => {
            const ours = inForce(item.series, on).source.confidence ?? 'high';
            return rank[ours] > rank[row.confidence]
              ? [`${row.id}: ${row.confidence}, ${item.id} ${ours} on ${on}`]
              : [];
          }),
        ),
      );
    expect(overrated).toEqual([]);
  });

  test('what is adopted but not in force, or not decided, is in force on no day', () => {
    const book = read();
    const pending = book.rows.filter(({ id }) => id in exceptions);
    expect(pending.flatMap((row) => (catalogue.some(({ id }) => id === row.id) ? [row.id] : []))).toEqual([]);
  });
});

test('every exception has its reason', () => {
  for (const reason of Object.values(exceptions)) expect(reason.length).toBeGreaterThan(30);
});
