import fc from 'fast-check';
import { isoDate } from '../../src/domain/date.js';
import { convert, parseRate, rateTable, type ExchangeRate } from '../../src/domain/fx.js';
import { money } from '../../src/domain/money.js';

const rate = (date: string, currency: string, perEuro: string): ExchangeRate => ({
  date: isoDate(date),
  currency,
  perEuro_e8: parseRate(perEuro)!,
});

/** European Central Bank, euro reference rates of the days named. KWD is not quoted there: its figure is invented. */
const rates = rateTable([
  rate('2025-04-17', 'NOK', '11.9655'),
  rate('2025-12-30', 'NOK', '11.826'),
  rate('2025-12-31', 'NOK', '11.843'),
  rate('2025-12-31', 'SEK', '10.8215'),
  rate('2025-12-31', 'USD', '1.175'),
  rate('2025-12-31', 'JPY', '184.09'),
  rate('2025-12-31', 'ISK', '147.2'),
  rate('2025-12-30', 'KWD', '0.36'),
]);
const lastDay = isoDate('2025-12-31');

describe('parseRate', () => {
  it('keeps the decimals exactly', () => {
    expect(parseRate('1.175')).toBe(117_500_000n);
    expect(parseRate('148')).toBe(14_800_000_000n);
    expect(parseRate('0.00000001')).toBe(1n);
  });

  it.each(['', 'N/A', '0', '0.000', '-1.2', '1,2', '1e3', '.5', '5.', ' 1', '0.000000001'])('refuses %j', (text) => {
    expect(parseRate(text)).toBeNull();
  });
});

describe('convert', () => {
  const conversions: [string, bigint, string, string, bigint][] = [
    // 1 000.00 × 10.8215 / 11.843 = 913.7465…
    ['a cross rate through the euro', 1000_00n, 'NOK', 'SEK', 913_75n],
    // 100.00 × 11.843 = 1 184.30
    ['from the euro', 100_00n, 'EUR', 'NOK', 1184_30n],
    // 1 184.30 / 11.843 = 100.00
    ['to the euro', 1184_30n, 'NOK', 'EUR', 100_00n],
    // 1.00 × 1.175 = 1.175: half a cent goes up
    ['half up', 1_00n, 'EUR', 'USD', 1_18n],
    ['half away from zero', -1_00n, 'EUR', 'USD', -1_18n],
    // 10.00 × 184.09 / 1.175 = 1 566.72…
    ['to a currency without decimals', 10_00n, 'USD', 'JPY', 1567n],
    // 1 000 × 11.843 / 147.2 = 80.4551…
    ['from a currency without decimals', 1000n, 'ISK', 'NOK', 80_46n],
    // 10.00 × 0.36 = 3.600
    ['to a currency of thousandths', 10_00n, 'EUR', 'KWD', 3_600n],
    // 3.600 × 11.826 / 0.36 = 118.26
    ['from a currency of thousandths', 3_600n, 'KWD', 'NOK', 118_26n],
  ];
  it.each(conversions)('%s', (_name, minor, from, to, expected) => {
    const result = convert(money(minor, from), to, lastDay, rates);
    expect(result).toMatchObject({ ok: true, value: { money: { minor: expected, currency: to }, stale: false } });
  });

  it('takes the last earlier day over Easter 2025 (no rates from 18 to 21 April) and names it', () => {
    // 100.00 × 11.9655 = 1 196.55
    expect(convert(money(100_00n, 'EUR'), 'NOK', isoDate('2025-04-21'), rates)).toEqual({
      ok: true,
      value: { money: money(1196_55n, 'NOK'), rateDate: '2025-04-17', stale: false },
    });
  });

  it('never mixes two days: both currencies are taken from the latest day that quotes both', () => {
    expect(convert(money(3_600n, 'KWD'), 'NOK', lastDay, rates)).toMatchObject({ value: { rateDate: '2025-12-30' } });
  });

  it('is stale from the eleventh day, and still answers', () => {
    const on = (date: string) => convert(money(1_00n, 'EUR'), 'NOK', isoDate(date), rates);
    expect(on('2026-01-10')).toMatchObject({ value: { rateDate: '2025-12-31', stale: false } });
    expect(on('2026-01-11')).toMatchObject({ value: { rateDate: '2025-12-31', stale: true } });
    expect(on('2026-10-01')).toMatchObject({ value: { rateDate: '2025-12-31', stale: true } });
  });

  it('leaves an amount in the wanted currency alone, rates or none', () => {
    expect(convert(money(5n, 'XDR'), 'XDR', lastDay, rateTable([]))).toEqual({
      ok: true,
      value: { money: money(5n, 'XDR'), rateDate: null, stale: false },
    });
  });

  it.each([
    ['NOK', 'SEK', '2025-04-17'],
    ['EUR', 'NOK', '2025-04-16'],
    ['EUR', 'XDR', '2025-12-31'],
  ])('refuses %s to %s on %s: no day quotes both', (from, to, on) => {
    expect(convert(money(1_00n, from), to, isoDate(on), rates)).toEqual({
      ok: false,
      refusal: { code: 'CURRENCY_MISMATCH', text: 'CURRENCY_MISMATCH.noRate', params: { from, to, on } },
    });
  });

  it('keeps the order of amounts and their sign', () => {
    const amounts = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
    const codes = fc.constantFrom('EUR', 'NOK', 'SEK', 'USD', 'JPY', 'ISK');
    fc.assert(
      fc.property(amounts, amounts, codes, codes, (a, b, from, to) => {
        const minor = (amount: bigint) => {
          const result = convert(money(amount, from), to, lastDay, rates);
          if (!result.ok) throw new Error('every pair is quoted');
          return result.value.money.minor;
        };
        if (a <= b) expect(minor(a) <= minor(b)).toBe(true);
        expect(minor(-a)).toBe(-minor(a));
      }),
    );
  });
});
