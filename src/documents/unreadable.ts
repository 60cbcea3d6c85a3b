import type { Refusal } from '../domain/refusal.js';

/** Leaves the reading of a document from any depth with the refusal to give. Caught where the reading began, never seen by callers. */
export class Unreadable extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.text ?? refusal.code);
    this.name = 'Unreadable';
  }
}

/** Ends the reading: something in the document is not as it must be. `field` is the member of the input it would have filled. */
export function refuse(text: string, field: string, params: Readonly<Record<string, string | number>> = {}): never {
  throw new Unreadable({ code: 'INVALID_INPUT', text: `INVALID_INPUT.${text}`, params, field: [field] });
}

/** What a document says, short enough to be shown in a refusal. */
export const shown = (value: string): string => (value.length > 60 ? `${value.slice(0, 59)}…` : value);
