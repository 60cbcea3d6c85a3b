import { fromWindows1252 } from '../documents/encoding.js';
import { refuse, shown } from '../documents/unreadable.js';
import { parseDate, type IsoDate } from '../domain/date.js';
import { dayOfShortYear, isPlausible } from './dates.js';

/** One line of a file whose fields stand in fixed columns. */
export interface Line {
  /** Counted from 1. */
  readonly number: number;
  readonly text: string;
}

/** Columns of a field, counted from 1, both included, as the banks' descriptions count. */
export type Columns = readonly [from: number, to: number];

/** What DOS wrote behind the last line. */
const END_OF_FILE = '\u001a';
const CONTROL = /(?![\n\r\t])[\p{Cc}\u{fffd}]/u;
/** A letter lost on the way through UTF-8, as it looks in an encoding of one byte a letter. */
const LOST_LETTER = 'ï¿½';

/**
 * The text of a file in fixed columns: UTF-8 where it is that beyond doubt, else ISO-8859-1 as the descriptions have it. Refused
 * where somebody has already decoded it wrongly, since letters lost are columns moved.
 */
export function decodeColumns(bytes: Uint8Array): string {
  const utf8 = new TextDecoder('utf-8').decode(bytes);
  const content = (utf8.includes('\u{fffd}') ? fromWindows1252(bytes) : utf8).replace(
    new RegExp(`${END_OF_FILE}\\s*$`),
    '',
  );
  if (content.includes(LOST_LETTER) || CONTROL.test(content)) {
    refuse('fileEncoding', 'content', { encoding: 'ISO-8859-1' });
  }
  return content;
}

/** The lines of a file, those without anything at its end left out, each filled up with blanks to its width. Refused where one is longer. */
export function linesOf(content: string, width: number): Line[] {
  const lines = content.split(/\r?\n/);
  while (lines.at(-1)?.trim() === '') lines.pop();
  return lines.map((text, index) => {
    const { length } = text.trimEnd();
    if (length > width) refuse('bankLength', 'content', { line: index + 1, length, width });
    return { number: index + 1, text: text.trimEnd().padEnd(width) };
  });
}

/** The parts of a file one after the other, each up to the line that ends it. Refused where lines are left over. */
export function* sectionsOf(lines: readonly Line[], endsIt: (line: Line) => boolean): Generator<Line[]> {
  let section: Line[] = [];
  for (const line of lines) {
    section.push(line);
    if (!endsIt(line)) continue;
    yield section;
    section = [];
  }
  if (section.length > 0) refuseEnd();
}

/** What a field says, without blanks around it. */
export const field = ({ text }: Line, [from, to]: Columns): string => text.slice(from - 1, to).trim();

/** Where a field stands, as refusals tell it. */
export const placeOf = ({ number }: Line, [from, to]: Columns): string => `${number}:${from}-${to}`;

/** A whole number that fills its columns: an amount in minor units, or a count. Refused where it is none: a blank in it is a column moved. */
export function digits(line: Line, columns: Columns): bigint {
  const said = line.text.slice(columns[0] - 1, columns[1]);
  if (/^\d+$/.test(said)) return BigInt(said);
  return refuse('bankAmount', 'content', { place: placeOf(line, columns), value: shown(said.trim()) });
}

const refuseDate = (line: Line, columns: Columns): never =>
  refuse('bankDate', 'content', { place: placeOf(line, columns), value: shown(field(line, columns)) });

/** A day written with all of its year, YYYYMMDD. */
export function longDate(line: Line, columns: Columns): IsoDate {
  const date = parseDate(field(line, columns).replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3'));
  return date !== null && isPlausible(date) ? date : refuseDate(line, columns);
}

/** A day written with two digits of its year, in this order of its parts. */
export function shortDate(line: Line, columns: Columns, order: 'DMY' | 'YMD'): IsoDate {
  const [, first = '', month = '', last = ''] = /^(\d{2})(\d{2})(\d{2})$/.exec(field(line, columns)) ?? [];
  const [year, day] = order === 'YMD' ? [first, last] : [last, first];
  return dayOfShortYear(year, month, day) ?? refuseDate(line, columns);
}

/** Refused where a stated sum or count is none of what the lines before it can be said to come to. */
export function check(line: Line, columns: Columns, ...found: readonly (bigint | number)[]): void {
  const stated = digits(line, columns);
  if (found.some((each) => BigInt(each) === stated)) return;
  const params = { place: placeOf(line, columns), stated: stated.toString(), found: String(found[0]) };
  refuse('bankTotals', 'content', params);
}

/** Refused: a record that may not stand where it stands. */
export const refuseRecord = ({ number, text }: Line, width: number): never =>
  refuse('bankRecord', 'content', { line: number, record: text.slice(0, width) });

/** Refused: the file ends before its last record. */
export const refuseEnd = (): never => refuse('bankTruncated', 'content');
