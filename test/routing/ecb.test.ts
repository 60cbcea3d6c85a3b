import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isoDate } from '../../src/domain/date.js';
import { convert, rateTable, type ExchangeRate } from '../../src/domain/fx.js';
import { money } from '../../src/domain/money.js';
import { ECB_SEED_CSV } from '../../src/modules/routing/ecb-seed.js';
import { readEcbCsv, readEcbXml } from '../../src/modules/routing/ecb.js';
import { withShared } from '../setup/shared.js';

const corpus = (name: string) => join(process.cwd(), '../shared/corpus/countries-and-fx', name);
const [csvFile, xmlFile] = [corpus('ecb-eurofxref-2025.csv'), corpus('ecb-2019-08-15.xml')];
const withCorpus = withShared(csvFile, xmlFile).test;

function rates(result: ReturnType<typeof readEcbCsv>): readonly ExchangeRate[] {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}
const on = (list: readonly ExchangeRate[], date: string, currency: string) =>
  list.find((rate) => rate.date === date && rate.currency === currency)?.perEuro_e8;
const malformed = (line: number, found: string) => ({
  ok: false,
  refusal: { code: 'INVALID_INPUT', params: { line, found } },
});

const envelope = (cubes: string, head = '') =>
  `<?xml version="1.0" encoding="UTF-8"?>${head}
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
<gesmes:subject>Reference rates</gesmes:subject><Cube>${cubes}</Cube></gesmes:Envelope>`;

describe('readEcbCsv', () => {
  withCorpus('reads the history of 2025', () => {
    const list = rates(readEcbCsv(readFileSync(csvFile, 'utf8')));
    // From the file's text: 2025-12-31 … SEK 10.8215, NOK 11.843; 2025-12-24 ISK 148; 2025-01-02 USD 1.0321.
    expect(on(list, '2025-12-31', 'SEK')).toBe(1_082_150_000n);
    expect(on(list, '2025-12-31', 'NOK')).toBe(1_184_300_000n);
    expect(on(list, '2025-12-24', 'ISK')).toBe(14_800_000_000n);
    expect(on(list, '2025-01-02', 'USD')).toBe(103_210_000n);
    expect(list[0]).toEqual({ date: '2025-12-31', currency: 'USD', perEuro_e8: 117_500_000n });
    expect(on(list, '2025-12-31', 'HRK')).toBeUndefined();
    expect(new Set(list.map(({ date }) => date)).size).toBe(255);
  });

  withCorpus('gives a cross rate that can be worked by hand', () => {
    const table = rateTable(rates(readEcbCsv(readFileSync(csvFile, 'utf8'))));
    // 14 April 2025: DKK 7.4675, PLN 4.286. 500.00 DKK × 4.286 / 7.4675 = 2 143 / 7.4675 = 286.976… PLN
    expect(convert(money(500_00n, 'DKK'), 'PLN', isoDate('2025-04-14'), table)).toMatchObject({
      value: { money: { minor: 286_98n }, rateDate: '2025-04-14' },
    });
  });

  withCorpus('finds every rate of the seed in the published history', () => {
    const history = rates(readEcbCsv(readFileSync(csvFile, 'utf8')));
    for (const { date, currency, perEuro_e8 } of rates(readEcbCsv(ECB_SEED_CSV))) {
      expect([date, currency, on(history, date, currency)]).toEqual([date, currency, perEuro_e8]);
    }
  });

  it('reads the seed: seven currencies on thirteen days', () => {
    expect(rates(readEcbCsv(ECB_SEED_CSV))).toHaveLength(7 * 13);
  });

  it('reads the one-day file with its spaces and written date', () => {
    expect(readEcbCsv('Date, USD, JPY, \n31 December 2025, 1.1750, 184.09, \n')).toEqual({
      ok: true,
      value: [
        { date: '2025-12-31', currency: 'USD', perEuro_e8: 117_500_000n },
        { date: '2025-12-31', currency: 'JPY', perEuro_e8: 18_409_000_000n },
      ],
    });
    expect(readEcbCsv('Date, USD\r\n2 January 2025, 1.0321\r\n')).toMatchObject({ value: [{ date: '2025-01-02' }] });
  });

  it.each([
    ['an empty file', '', 1, ''],
    ['another file', '<html>', 1, '<html>'],
    ['a strange column', 'Date,USD,Euro\n', 1, 'Euro'],
    ['a day that does not exist', 'Date,USD\n2025-02-30,1.1\n', 2, '2025-02-30'],
    ['a row that is too short', 'Date,USD,NOK\n2025-02-03,1.1\n', 2, '2 cells'],
    ['an empty cell', 'Date,USD,NOK,\n2025-02-03,,11.7,\n', 2, ''],
    ['a rate that is none', 'Date,USD\n2025-02-04,1.1\n2025-02-03,1.1e3\n', 3, '1.1e3'],
    ['a rate of zero', 'Date,USD\n2025-02-03,0\n', 2, '0'],
    ['a day told twice', 'Date,USD\n2025-02-03,1.1\n2025-02-03,1.2\n', 3, '1.2'],
    ['nothing but a header', 'Date,USD\n', 1, ''],
  ])('refuses %s', (_name, text, line, found) => {
    expect(readEcbCsv(text)).toEqual(malformed(line, found));
  });
});

describe('readEcbXml', () => {
  withCorpus('reads the 90-day file', () => {
    const list = rates(readEcbXml(readFileSync(xmlFile, 'utf8')));
    // From the file's text: 2019-08-15 GBP 0.91863, NOK 10.0145; 2019-05-20 CAD 1.5. 64 days of 32 currencies.
    expect(on(list, '2019-08-15', 'GBP')).toBe(91_863_000n);
    expect(on(list, '2019-08-15', 'NOK')).toBe(1_001_450_000n);
    expect(on(list, '2019-05-20', 'CAD')).toBe(150_000_000n);
    expect(list).toHaveLength(64 * 32);
  });

  it('reads the daily file, whatever the quotes', () => {
    expect(readEcbXml(envelope(`<Cube time='2025-12-31'><Cube currency='NOK' rate='11.8430'/></Cube>`))).toEqual({
      ok: true,
      value: [{ date: '2025-12-31', currency: 'NOK', perEuro_e8: 1_184_300_000n }],
    });
  });

  const day = '<Cube time="2025-12-31"><Cube currency="NOK" rate="11.843"/></Cube>';
  it.each([
    ['a DOCTYPE', envelope(day, '<!DOCTYPE e [<!ENTITY x "11.843">]>'), 'DOCTYPE'],
    [
      'an entity',
      envelope('<Cube time="2025-12-31"><Cube currency="NOK" rate="&x;"/></Cube>'),
      'Invalid character entity',
    ],
    ['text that is no XML', 'Date,USD', 'Non-whitespace before first tag.'],
    ['a file cut off', envelope(day).slice(0, -20), 'Unclosed root tag'],
    ['a rate without a day', envelope('<Cube currency="NOK" rate="11.843"/>'), 'NOK 11.843'],
    ['a day that does not exist', envelope('<Cube time="2025-13-01"></Cube>'), '2025-13-01'],
    ['a rate that is none', envelope('<Cube time="2025-12-31"><Cube currency="NOK" rate="N/A"/></Cube>'), 'NOK N/A'],
    ['a missing rate', envelope('<Cube time="2025-12-31"><Cube currency="NOK"/></Cube>'), 'NOK '],
    ['a currency that is none', envelope('<Cube time="2025-12-31"><Cube currency="kr" rate="1"/></Cube>'), 'kr 1'],
    ['a day told twice', envelope(day + day), 'NOK 11.843'],
    ['another vocabulary', '<Cube><Cube time="2025-12-31"/></Cube>', ''],
    ['an empty text', '', ''],
  ])('refuses %s', (_name, text, found) => {
    const result = readEcbXml(text);
    expect(result).toMatchObject({
      ok: false,
      refusal: { code: 'INVALID_INPUT' },
    });
    expect(result.ok ? null : String(result.refusal.params?.['found'])).toContain(found);
  });
});
