import type { Refusal } from '../domain/refusal.js';

/** Two figures of a file that do not go together. */
export const flaw = (place: string, stated: string | number, found: string | number): Refusal => ({
  code: 'INVALID_INPUT',
  text: 'INVALID_INPUT.bankTotals',
  params: { place, stated, found },
  field: ['content'],
});
