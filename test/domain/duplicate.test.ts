import { isoDate } from '../../src/domain/date.js';
import { likeness, type ClaimMarks } from '../../src/domain/duplicate.js';

const KNOWN: ClaimMarks = {
  invoiceNumber: '2026-0101',
  invoiceDate: isoDate('2026-02-02'),
  dueDate: isoDate('2026-02-16'),
  principal: 400_000n,
  originalReference: '2345676',
};

test.each<[string, Partial<ClaimMarks>, 'SAME' | 'SIMILAR' | null]>([
  ['the number with another separator', { invoiceNumber: '2026/101', originalReference: null }, 'SAME'],
  [
    'the number without one',
    { invoiceNumber: '20260101', originalReference: null, dueDate: isoDate('2026-03-16') },
    null,
  ],
  ['another number, paid with the same reference', { invoiceNumber: 'F-9', originalReference: '0002345676' }, 'SAME'],
  ['the number for another amount', { invoiceNumber: '2026 0101', principal: 399_900n }, 'SIMILAR'],
  ['the number of another day', { invoiceDate: isoDate('2026-02-03') }, 'SIMILAR'],
  ['only amount and both dates', { invoiceNumber: 'F-9', originalReference: null }, 'SIMILAR'],
  [
    'only amount and date of invoice',
    { invoiceNumber: 'F-9', originalReference: null, dueDate: isoDate('2026-03-16') },
    null,
  ],
  [
    'the same reference for the next month',
    { invoiceNumber: '2026-0202', invoiceDate: isoDate('2026-03-02'), dueDate: isoDate('2026-03-16') },
    null,
  ],
  ['nothing but separators for a number', { invoiceNumber: '--', originalReference: null, principal: 1n }, null],
])('%s', (_what, change, expected) => {
  expect(likeness({ ...KNOWN, ...change }, KNOWN)).toBe(expected);
});
