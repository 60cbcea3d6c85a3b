import type { TariffItem, TariffUnit, TariffValue } from '../domain/catalogue.js';
import { earliest, isoDate, latest, type IsoDate } from '../domain/date.js';
import { inForce, type Dated, type Source, type Version } from '../domain/dated.js';
import { since } from './tariff.js';

type Versions<Value> = Dated<Value>['versions'];

interface Details extends Partial<Pick<TariffItem, 'debtorType' | 'principal' | 'condition'>> {
  /** Last day the newest version is known to hold, where the law fixes it period by period. */
  readonly knownUntil?: string;
}

type AmountUnit = 'AMOUNT' | 'AMOUNT_PER_DAY' | 'AMOUNT_PER_INSTALMENT';
type DecimalUnit = 'PERCENT' | 'PERCENTAGE_POINTS' | 'MULTIPLE';
type CountUnit = Exclude<TariffUnit, AmountUnit | DecimalUnit | 'RULE'>;

/** A figure in minor units of the country's currency. */
export function amount(
  id: string,
  name: string,
  series: Dated<bigint | null> | Versions<bigint | null>,
  details: Details & { readonly unit?: AmountUnit } = {},
): TariffItem {
  return item(id, name, details.unit ?? 'AMOUNT', series, (minor) => ({ kind: 'AMOUNT', minor }), details);
}

/** A rate or a multiple, given in hundredths. */
export function decimal(
  id: string,
  name: string,
  unit: DecimalUnit,
  series: Dated<bigint | number | null> | Versions<bigint | number | null>,
  details: Details = {},
): TariffItem {
  return item(id, name, unit, series, (value) => ({ kind: 'DECIMAL', hundredths: BigInt(value) }), details);
}

/** A whole number: of days, of letters. */
export function count(
  id: string,
  name: string,
  unit: CountUnit,
  series: Dated<number | null> | Versions<number | null>,
  details: Details = {},
): TariffItem {
  return item(id, name, unit, series, (value) => ({ kind: 'COUNT', count: value }), details);
}

/** A rule in words, where the law gives no figure. */
export function rule(id: string, name: string, versions: Versions<string | null>, details: Details = {}): TariffItem {
  return item(id, name, 'RULE', versions, (text) => ({ kind: 'RULE', text }), details);
}

function item<Value>(
  id: string,
  name: string,
  unit: TariffUnit,
  series: Dated<Value | null> | Versions<Value | null>,
  valueOf: (value: Value) => TariffValue,
  { debtorType = null, principal = null, condition = null, knownUntil }: Details,
): TariffItem {
  const own: Dated<Value | null> =
    'versions' in series
      ? series
      : {
          name: `${id.slice(0, 2)} ${name}`,
          versions: series,
          ...(knownUntil ? { knownUntil: isoDate(knownUntil) } : {}),
        };
  const values = derived(own, own.name, (value) => (value === null ? null : valueOf(value)));
  return { id, name, unit, debtorType, principal, condition, series: values };
}

/** The series with each value worked out from the one in force. */
export function derived<From, To>(series: Dated<From>, name: string, valueOf: (value: From) => To): Dated<To> {
  const version = ({ from, value, source }: Version<From>): Version<To> => ({ from, value: valueOf(value), source });
  const [first, ...later] = series.versions;
  return { ...series, name, versions: [version(first), ...later.map(version)] };
}

/**
 * A figure worked out from two others: a new version on each day either changes, citing the first, the one that lays the figure
 * down, and no surer than the less sure of them. It begins where both are known and ends with the first that is not known any longer.
 */
export function combined<First, Second, To>(
  name: string,
  first: Dated<First>,
  second: Dated<Second>,
  valueOf: (first: First, second: Second) => To,
): Dated<To> {
  const start = latest(first.versions[0].from, second.versions[0].from);
  const ends = [first.knownUntil, second.knownUntil].filter((day) => day !== undefined);
  const knownUntil = ends[0] && earliest(ends[0], ...ends);
  const changes = [...first.versions, ...second.versions]
    .map(({ from }) => from)
    .filter((day) => day > start && (knownUntil === undefined || day <= knownUntil));
  const version = (from: IsoDate): Version<To> => {
    const [a, b] = [inForce(first, from), inForce(second, from)];
    return { from, value: valueOf(a.value, b.value), source: { ...a.source, ...lesserConfidence(a.source, b.source) } };
  };
  const versions: Versions<To> = [version(start), ...[...new Set(changes)].sort().map(version)];
  return { name, versions, ...(knownUntil ? { knownUntil } : {}) };
}

function lesserConfidence(first: Source, second: Source): Pick<Source, 'confidence'> {
  const confidence = (['low', 'medium'] as const).find((level) =>
    [first.confidence, second.confidence].includes(level),
  );
  return confidence ? { confidence } : {};
}

/** The series with what was law before it. */
export function preceded<Value>(series: Dated<Value>, ...earlier: Versions<Value>): Dated<Value> {
  const [first, ...later] = earlier;
  return { ...series, versions: [first, ...later, ...series.versions] };
}

/** The series up to the day before `from`, when it ceased to be law. */
export function ended<Value>(series: Dated<Value>, from: string, source: Source): Dated<Value | null> {
  const [first, ...later] = series.versions;
  return { ...series, versions: [first, ...later, since(from, null, source)] };
}
