import fc from 'fast-check';
import {
  divideDown,
  divideHalfUp,
  formatAmount,
  largest,
  minorDigits,
  money,
  parseAmount,
  smallest,
  sum,
} from '../../src/domain/money.js';

test.each([
  ['1234.50', 'NOK', 123450n], ['1234.5', 'SEK', 123450n], ['0', 'EUR', 0n], ['-0.01', 'EUR', -1n], ['10.500', 'EUR', 1050n],
  ['7', 'JPY', 7n], ['7.0', 'JPY', 7n], ['1.234', 'KWD', 1234n], ['999999999999999.99', 'NOK', 99999999999999999n],
])('%s %s is %i minor units', (text, currency, minor) => {
  expect(parseAmount(text, currency)).toBe(minor);
}); // prettier-ignore

test.each([
  ['0.005', 'NOK'], ['1,50', 'NOK'], ['1e3', 'NOK'], ['', 'NOK'], ['.5', 'NOK'], ['5.', 'NOK'], ['+1', 'NOK'], ['1 000', 'NOK'],
  ['0.5', 'JPY'], ['NaN', 'EUR'], ['1234567890123456', 'EUR'],
])('"%s" %s is refused, not rounded', (text, currency) => {
  expect(parseAmount(text, currency)).toBeNull();
}); // prettier-ignore

test.each([
  [5n, 2n, 3n, 2n], [-5n, 2n, -3n, -2n], [4n, 3n, 1n, 1n], [328125n, 10n, 32813n, 32812n], [-1n, 3n, 0n, 0n], [0n, 7n, 0n, 0n],
])('%i / %i is %i half up and %i down', (numerator, denominator, halfUp, down) => {
  expect(divideHalfUp(numerator, denominator)).toBe(halfUp);
  expect(divideDown(numerator, denominator)).toBe(down);
}); // prettier-ignore

test('what is written is read back', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }),
      fc.constantFrom('NOK', 'JPY', 'KWD'),
      (minor, currency) => {
        return parseAmount(formatAmount(minor, currency), currency) === minor;
      },
    ),
  );
});

test('rounding half up is never off by more than half', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
      fc.bigInt({ min: 1n, max: 10n ** 9n }),
      (numerator, denominator) => {
        const error = 2n * (divideHalfUp(numerator, denominator) * denominator - numerator);
        return error <= denominator && error >= -denominator;
      },
    ),
  );
});

test('small things', () => {
  expect(formatAmount(-5n, 'NOK')).toBe('-0.05');
  expect([minorDigits('ISK'), minorDigits('EUR'), minorDigits('BHD')]).toEqual([0, 2, 3]);
  expect(money(1n, 'NOK')).toEqual({ minor: 1n, currency: 'NOK' });
  expect(sum([])).toBe(0n);
  expect(sum([1n, -3n])).toBe(-2n);
  expect(smallest(2n, -1n, 5n)).toBe(-1n);
  expect(largest(2n, -1n, 5n)).toBe(5n);
});
