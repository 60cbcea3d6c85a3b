import { isoDate } from '../domain/date.js';
import type { Source, Version } from '../domain/dated.js';
import type { CollectionAct } from '../domain/jurisdiction.js';

type Confidence = NonNullable<Source['confidence']>;

/** The day the numbers of all tariffs were last compared with their sources. */
const CHECKED_ON = isoDate('2026-11-22');

/** A source within one act. The address is the act's own unless another is given. */
export function act(name: string, address: string) {
  return (provision: string, confidence: Confidence = 'high', url: string = address): Source =>
    confidence === 'high'
      ? { act: name, provision, url, checkedOn: CHECKED_ON }
      : { act: name, provision, url, checkedOn: CHECKED_ON, confidence };
}

/** An act that has governed since a day and still does. */
export const actInForce = (id: string, { act: name, url }: Source, from: string): CollectionAct => ({
  id,
  name,
  url,
  from: isoDate(from),
  until: null,
});

/** One version of a legal number. */
export function since<Value>(from: string, value: Value, source: Source): Version<Value> {
  return { from: isoDate(from), value, source };
}

/** A value that holds up to and including a principal; the last band has no limit. */
export interface Band<Value> {
  /** Minor units, included; null for the band without a limit. */
  readonly upTo: bigint | null;
  readonly value: Value;
}

/** The band a principal falls in; the upper edge belongs to the lower band. */
export function bandOf<Value>(bands: readonly Band<Value>[], principal: bigint): Value {
  const band = bands.find(({ upTo }) => upTo === null || principal <= upTo);
  if (!band) throw new RangeError('the last band of a tariff must be without a limit');
  return band.value;
}
