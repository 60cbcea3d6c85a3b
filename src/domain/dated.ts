import { addDays, type IsoDate } from './date.js';

/** Where a legal number comes from, and when a person last compared it with the text in force. */
export interface Source {
  /** The act or regulation, with its number. */
  readonly act: string;
  /** The provision within the act, as a lawyer would cite it. */
  readonly provision: string;
  readonly url: string;
  readonly checkedOn: IsoDate;
  /** How sure we are. Anything but `high` is listed in docs/law-open-points.md. */
  readonly confidence?: 'high' | 'medium' | 'low';
}

export interface Version<Value> {
  readonly from: IsoDate;
  readonly value: Value;
  readonly source: Source;
}

/** Versions of one legal number, oldest first. A repealed rule ends with a version whose value is null. */
export interface Dated<Value> {
  /** What the number is, for the refusal that names it. */
  readonly name: string;
  readonly versions: readonly [Version<Value>, ...Version<Value>[]];
  /** Last day the newest version is known to hold, where the law fixes it period by period. */
  readonly knownUntil?: IsoDate;
}

/** Asked for a day whose rule is not encoded: before the first version, or after the last known period. */
export class RuleNotEncoded extends Error {
  readonly code = 'RULE_NOT_ENCODED';
  constructor(
    readonly rule: string,
    readonly on: IsoDate,
  ) {
    super(`${rule} is not encoded for ${on}`);
    this.name = 'RuleNotEncoded';
  }
}

/** The version in force on a day. Throws RuleNotEncoded outside the encoded period: never guesses, never extrapolates. */
export function inForce<Value>(series: Dated<Value>, on: IsoDate): Version<Value> {
  if (series.knownUntil !== undefined && on > series.knownUntil) throw new RuleNotEncoded(series.name, on);
  for (let index = series.versions.length - 1; index >= 0; index--) {
    const version = series.versions[index]!;
    if (version.from <= on) return version;
  }
  throw new RuleNotEncoded(series.name, on);
}

export interface Span<Value> {
  /** First day, included. */
  readonly from: IsoDate;
  /** Last day, included. */
  readonly to: IsoDate;
  readonly version: Version<Value>;
}

/** The versions in force from one day to another, both included, cut at each change. Empty where `to` is before `from`. */
export function spans<Value>(series: Dated<Value>, from: IsoDate, to: IsoDate): Span<Value>[] {
  if (to < from) return [];
  const first = inForce(series, from);
  inForce(series, to);
  const later = series.versions.filter((version) => version.from > from && version.from <= to);
  return [first, ...later].map((version, index) => {
    const next = later[index];
    return { from: index === 0 ? from : version.from, to: next ? addDays(next.from, -1) : to, version };
  });
}

/** Last day of the period the version in force on `on` covers; null while the newest version stands open. */
export function validTo<Value>(series: Dated<Value>, on: IsoDate): IsoDate | null {
  const version = inForce(series, on);
  const next = series.versions[series.versions.indexOf(version) + 1];
  return next ? addDays(next.from, -1) : (series.knownUntil ?? null);
}
