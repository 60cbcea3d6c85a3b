import sax from 'sax';
import { parseDate, type IsoDate } from '../../domain/date.js';
import { parseRate, type ExchangeRate } from '../../domain/fx.js';
import type { Refusal } from '../../domain/refusal.js';
import { refused, success, type Result } from '../../domain/result.js';

type Rates = Result<readonly ExchangeRate[], Refusal>;

const CURRENCY = /^[A-Z]{3}$/;
const CUBE_NAMESPACE = 'http://www.ecb.int/vocabulary/2002-08-01/eurofxref';
const MONTHS = [
  'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December',
]; // prettier-ignore

/**
 * Euro reference rates in the European Central Bank's CSV: one row per day under a header "Date,USD,JPY,…", with or
 * without a comma at the end of the lines. Reads the history (dates 2025-12-31, "N/A" where a currency is not quoted)
 * and the one-day file (spaces after the commas, dates "31 December 2025"). Rates in the order of the file.
 * Refused whole with INVALID_INPUT (params: line, found) at the first cell that is not what it should be.
 */
export function readEcbCsv(text: string): Rates {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line) => line.replace(/,\s*$/, '').split(',').map((cell) => cell.trim())); // prettier-ignore
  const [first, ...currencies] = lines[0] ?? [];
  if (first !== 'Date') return malformed(1, first ?? '');
  const strange = currencies.find((currency) => !CURRENCY.test(currency));
  if (strange !== undefined) return malformed(1, strange);
  const rates = new RateList();
  for (const [index, cells] of lines.entries()) {
    if (index === 0 || (cells.length === 1 && cells[0] === '')) continue;
    const fault = readRow(cells, currencies, rates);
    if (fault !== null) return malformed(index + 1, fault);
  }
  return rates.result();
}

/** Adds a row's rates; the text of the first cell that is wrong, or null. */
function readRow(
  [day = '', ...cells]: readonly string[],
  currencies: readonly string[],
  rates: RateList,
): string | null {
  const date = parseDate(day) ?? parseWrittenDate(day);
  if (date === null) return day;
  if (cells.length !== currencies.length) return `${cells.length + 1} cells`;
  for (const [index, cell] of cells.entries()) {
    if (cell !== 'N/A' && !rates.add(date, currencies[index]!, cell)) return cell;
  }
  return null;
}

/** "31 December 2025" */
function parseWrittenDate(text: string): IsoDate | null {
  const [day = '', month = '', year = ''] = text.split(' ');
  const number = MONTHS.indexOf(month) + 1;
  return parseDate(`${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`);
}

/**
 * Euro reference rates in the European Central Bank's XML, the daily file and the 90-day one alike: a Cube with `time`
 * holding Cubes with `currency` and `rate`. Rates in the order of the file. Refused whole with INVALID_INPUT (params:
 * line, found) when it is not well-formed, says something else, or has a DOCTYPE: ours needs none, and entities are a
 * known way to make a reader fetch or blow up things.
 */
export function readEcbXml(text: string): Rates {
  const rates = new RateList();
  const parser = sax.parser(true, { xmlns: true });
  const faults: { readonly line: number; readonly found: string }[] = [];
  let date: IsoDate | null = null;
  const stop = (found: string) => faults.push({ line: parser.line + 1, found });
  parser.ondoctype = () => void stop('DOCTYPE');
  parser.onerror = (error) => {
    stop(error.message.split('\n')[0]!);
    parser.resume();
  };
  parser.onopentag = (tag) => {
    if (!('ns' in tag) || tag.local !== 'Cube' || tag.uri !== CUBE_NAMESPACE) return;
    const time = tag.attributes['time']?.value;
    const currency = tag.attributes['currency']?.value;
    const rate = tag.attributes['rate']?.value ?? '';
    if (time !== undefined) {
      date = parseDate(time);
      if (date === null) stop(time);
    } else if (
      currency !== undefined &&
      (date === null || !CURRENCY.test(currency) || !rates.add(date, currency, rate))
    ) {
      stop(`${currency} ${rate}`);
    }
  };
  parser.write(text.replace(/^\uFEFF/, '')).close();
  const [first] = faults;
  return first ? malformed(first.line, first.found) : rates.result();
}

/** Rates read so far, one for a day and currency. */
class RateList {
  private readonly rates: ExchangeRate[] = [];
  private readonly seen = new Set<string>();

  /** False where the text is no rate, or the day has one for the currency already. */
  add(date: IsoDate, currency: string, text: string): boolean {
    const perEuro_e8 = parseRate(text);
    const key = `${date} ${currency}`;
    if (perEuro_e8 === null || this.seen.has(key)) return false;
    this.seen.add(key);
    this.rates.push({ date, currency, perEuro_e8 });
    return true;
  }

  /** A file without a single rate is some other file. */
  result(): Rates {
    return this.rates.length > 0 ? success(this.rates) : malformed(1, '');
  }
}

function malformed(line: number, found: string): { ok: false; refusal: Refusal } {
  return refused({ code: 'INVALID_INPUT', params: { line, found: found.slice(0, 60) } });
}
