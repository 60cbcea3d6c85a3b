import fc from 'fast-check';
import type { BankMoney } from '../../src/domain/bank-money.js';
import { accountKey } from '../../src/domain/bank-money.js';
import { isoDate } from '../../src/domain/date.js';
import { findOverlap, type KnownMoney } from '../../src/domain/overlap.js';

const on = isoDate('2026-02-27');
const plain: BankMoney = {
  source: 'CAMT', place: '', account: 'NO8399990000006', bookedOn: on, valueOn: null, direction: 'CREDIT', amount: { minor: 100n, currency: 'NOK' },
  reversal: false, booked: true, detailed: true, lump: false, line: { number: 1, amount: 100n, direction: 'CREDIT' }, bankReference: null,
  endToEndId: null, references: [], documentNumbers: [], text: '', payer: { name: null, account: null, identifier: null }, ordered: null,
  returned: null,
}; // prettier-ignore
let lines = 0;
const money = (about: Partial<BankMoney>): BankMoney => {
  lines += 1;
  const { amount = plain.amount, direction = 'CREDIT' } = about;
  return { ...plain, line: { number: lines, amount: amount.minor, direction }, ...about };
};
const known = (id: string, about: Partial<BankMoney>, fileId = 'file'): KnownMoney => ({ ...money(about), id, fileId });
const keysOf = (found: BankMoney[], before: KnownMoney[]) => {
  const { known: same } = findOverlap(found, before);
  return found.map((_, index) => same.get(index) ?? null);
};

test.each([
  ['NO83 9999 0000 006', '99990000006'],
  ['9999.00.00006', '99990000006'],
  ['0009912346', '9912346'],
  ['991-2346', '9912346'],
  // The check digits of an example that a bank has blanked out.
  ['FI1431313001234567', '31313001234567'],
])('the account %s is compared as %s', (written, key) => {
  expect(accountKey(written)).toBe(key);
});

describe('a movement is known', () => {
  const one = known('a', { bankReference: 'B', references: ['12'] });
  test.each<[string, Partial<BankMoney>, string | null]>([
    ['told again', { bankReference: 'B', references: ['12'] }, 'a'],
    ['with fewer details', { bankReference: 'B' }, 'a'],
    ['with the reference padded', { references: ['00012'] }, 'a'],
    ['with no details at all', { detailed: false }, 'a'],
    ['on the account by its national number', { account: '99990000006', references: ['12'] }, 'a'],
    ['not with another reference of the bank', { bankReference: 'C', references: ['12'] }, null],
    ['not with another reference of the payer', { bankReference: 'B', references: ['13'] }, null],
    ['not on another day', { bankReference: 'B', bookedOn: isoDate('2026-02-28') }, null],
    ['not the other way', { bankReference: 'B', direction: 'DEBIT' }, null],
    ['not in another currency', { bankReference: 'B', amount: { minor: 100n, currency: 'SEK' } }, null],
    [
      'by the payer alone in another kind of file',
      { source: 'OCR_GIRO', bankReference: 'elsewhere', references: ['12'] },
      'a',
    ],
  ])('%s', (_what, about, key) => {
    expect(keysOf([money(about)], [one])).toEqual([key]);
  });

  test('as the one it is most like, and each once', () => {
    const before = [known('a', { text: 'First' }), known('b', { text: 'Second' })];
    expect(keysOf([money({ text: 'Second' }), money({ text: 'First' }), money({ text: 'First' })], before)).toEqual([
      'b',
      'a',
      null,
    ]);
  });

  test('and where nothing says so that both tell, it is doubtful', () => {
    const overlap = findOverlap([money({ endToEndId: 'E' })], [known('a', { text: 'Words' })]);
    expect([overlap.known.size, overlap.doubtful.get(0)]).toEqual([0, 'a']);
  });
});

describe('a line', () => {
  const whole = { amount: { minor: 500n, currency: 'NOK' }, detailed: false } as const;
  const line = { number: 77, amount: 500n, direction: 'CREDIT' } as const;
  const part = (minor: bigint) => ({
    amount: { minor, currency: 'NOK' },
    line,
    source: 'OCR_GIRO',
    references: [`${minor}`],
  });

  test('as a whole is the parts that are known', () => {
    const parts = [known('a', part(300n)), known('b', part(200n))];
    expect(keysOf([money(whole)], parts)).toEqual(['a']);
    // Parts of another file, or not all of them, are not it.
    expect(keysOf([money(whole)], [known('a', part(300n)), known('b', part(200n), 'another')])).toEqual([null]);
  });

  test('in parts makes room where the whole is known', () => {
    const overlap = findOverlap([money(part(300n)), money(part(200n))], [known('lump', whole)]);
    expect(overlap).toMatchObject({ itemised: [{ lumpId: 'lump', parts: [0, 1] }] });
    expect(overlap.known.size).toBe(0);
  });
});

/** Few values, so that movements look alike. */
const movement = fc.record({
  amount: fc.constantFrom({ minor: 100n, currency: 'NOK' }, { minor: 200n, currency: 'NOK' }),
  bankReference: fc.constantFrom(null, 'A', 'B'),
  references: fc.constantFrom([], ['1'], ['2']),
  text: fc.constantFrom('', 'x', 'y'),
});

test('whatever a file holds, the file again brings nothing, and a longer one only what it has more', () => {
  fc.assert(
    fc.property(fc.array(movement, { maxLength: 12 }), fc.array(movement, { maxLength: 4 }), (first, more) => {
      const file = first.map(money);
      const before = file.map((each, index) => ({ ...each, id: String(index), fileId: 'file' }));
      const again = findOverlap(file, before);
      expect([again.known.size, again.doubtful.size]).toEqual([file.length, 0]);
      expect(new Set(again.known.values()).size).toBe(file.length);
      const longer = findOverlap([...file, ...more.map(money)], before);
      // Each known one is taken once, so no more than these can be called known.
      expect(longer.known.size).toBe(file.length);
    }),
  );
});
