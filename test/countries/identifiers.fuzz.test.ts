import { bankBarcode, isViitenumero, nationalReference } from '../../src/countries/fi.identifiers.js';
import { countries } from '../../src/countries/index.js';
import { isKid } from '../../src/countries/no.identifiers.js';
import { isOcrReference } from '../../src/countries/se.identifiers.js';
import { endsInLuhnDigit, isCreditorReference, isIban } from '../../src/domain/identifiers.js';

const STRINGS = 100_000;
/** Digits and separators often, so that many strings look almost right; then what nobody expects. */
const ALPHABETS = [
  '0123456789', '0123456789-+ ', '0123456789ABCDEFYXWVU+-', 'FINOSERF0123456789 ', '٣५０½Ⅷ\u0000\u202eÅäß𝟘🧾\n\t', ' .,;\'"()[]{}\\/$^*?|',
]; // prettier-ignore

/** A linear congruential generator (Knuth's MMIX constants): the same strings on every run. */
function* numbers(seed: bigint): Generator<number, never> {
  let state = seed;
  for (;;) {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffff_ffff_ffff_ffffn;
    yield Number(state >> 33n);
  }
}

function* strings(count: number): Generator<string> {
  const random = numbers(20_261_122n);
  const below = (limit: number): number => random.next().value % limit;
  for (let index = 0; index < count; index++) {
    const alphabet = [...ALPHABETS[below(ALPHABETS.length)]!];
    yield Array.from({ length: below(40) }, () => alphabet[below(alphabet.length)]!).join('');
  }
}

const reads: readonly ((text: string) => boolean)[] = [
  ...Object.values(countries).flatMap((law) =>
    (['PERSON', 'COMPANY'] as const).map((type) => (text: string) => law.parseIdentifier(text, type).ok),
  ),
  ...Object.values(countries).map(
    (law) => (text: string) =>
      law.paymentSlip({ account: text, reference: text, amount: 1n, payBy: null }).reference.length > text.length * 2,
  ),
  (text) => isKid(text, 'MOD10') || isKid(text, 'MOD11'),
  (text) => isOcrReference(text, true) || isOcrReference(text, false),
  isViitenumero,
  (text) => nationalReference(text) !== null,
  (text) => bankBarcode({ account: text, reference: text, amount: 1n, payBy: null }) !== null,
  isIban,
  isCreditorReference,
  endsInLuhnDigit,
];

test('a hundred thousand strings are read by every parser, and crash none', () => {
  const crashed: string[] = [];
  let read = 0;
  for (const text of strings(STRINGS)) {
    read += 1;
    for (const [index, parse] of reads.entries()) {
      try {
        if (typeof parse(text) !== 'boolean') crashed.push(`${index}: ${JSON.stringify(text)} is neither`);
      } catch (error) {
        crashed.push(`${index}: ${JSON.stringify(text)}: ${String(error)}`);
      }
    }
  }
  expect(read).toBe(STRINGS);
  expect(crashed).toEqual([]);
});
