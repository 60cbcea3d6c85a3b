import type { Context } from './context.js';

/**
 * A field that no column holds: what it must know of its row, as one SQL expression, and how its value follows.
 * The ordinary resolver and the compiled read call the same `value`.
 */
export interface ComputedField {
  /**
   * SQL of the JSON object or array the value is made from; `alias` is the row. Left out for a field of an object that is no
   * row: what is known there is the object itself.
   */
  readonly needs?: (alias: string) => string;
  readonly value: (known: unknown, args: Readonly<Record<string, unknown>>, context: Context) => unknown;
}

/** Computed fields by `Type.field`. */
export type ComputedFields = Readonly<Record<string, ComputedField>>;

/** SQL of the rows of a select, in its order, as one JSON array. */
export const jsonRows = (select: string): string => `(select coalesce(json_agg(made), '[]') from (${select}) made)`;
