import type { LetterDocument, LetterPart, Row } from './document.js';

/** Plain text is set in lines of this many characters, for a fixed-width face. */
const WIDTH = 78;

/**
 * Free text as one line of a letter: control characters and line breaks become spaces, invisible characters that
 * reorder or hide text are dropped, so that a name can neither forge a line of the letter nor disguise one.
 */
export function oneLine(text: string): string {
  return text
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/(?![\u200c\u200d])\p{Cf}/gu, '')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/**
 * A document as plain text, lines ended by "\n". The slip is left out, as it is printed from what the letter says of payment.
 * A courtesy copy follows below a rule.
 */
export function plainText(document: LetterDocument): string {
  const { sender, recipient, facts, title, language, parts, courtesyCopy } = document;
  const blocks = [
    sender.join('\n'), recipient.join('\n'), columns(facts), title.toLocaleUpperCase(language), textOf(parts),
    ...(courtesyCopy ? [RULE, plainText(courtesyCopy).trimEnd()] : []),
  ]; // prettier-ignore
  return blocks.filter((block) => block !== '').join('\n\n') + '\n';
}

/** Parts one after the other: headings and lines that belong together stand apart from what is before them. */
function textOf(parts: readonly LetterPart[]): string {
  return parts.map((part, index) => gap(parts[index - 1], part) + partText(part)).join('');
}

function gap(before: LetterPart | undefined, part: LetterPart): string {
  if (before === undefined) return '';
  if (before.kind === 'HEADING') return '\n';
  return part.kind === 'HEADING' || part.kind === 'LINES' || before.kind === 'LINES' ? '\n\n' : '\n';
}

function partText(part: LetterPart): string {
  switch (part.kind) {
    case 'HEADING':
      return part.text;
    case 'PARAGRAPH':
      return paragraph(part.text);
    case 'LINES':
      return part.lines.join('\n');
    case 'COLUMNS':
      return columns(part.rows);
    case 'AMOUNTS':
      return [...part.rows.map(amountText), ...(part.total ? [RULE, amountText(part.total)] : [])].join('\n');
  }
}

/** A paragraph broken at ordinary spaces only; no-break spaces hold dates and amounts together. */
function paragraph(text: string): string {
  const lines: string[] = [];
  let width = WIDTH;
  for (const word of text.split(' ')) {
    const more = length(word);
    const fits = width + 1 + more <= WIDTH;
    if (fits) lines[lines.length - 1] += ` ${word}`;
    else lines.push(word);
    width = fits ? width + 1 + more : more;
  }
  return lines.join('\n');
}

/** A label and an amount at the right edge, on a line of its own where both do not fit. */
function amountText([label, amount]: Row): string {
  const lines = paragraph(label).split('\n');
  const last = lines.pop() ?? '';
  const fits = length(last) + 2 + length(amount) <= WIDTH;
  const filled = fits ? [last + amount.padStart(WIDTH - length(last))] : [last, amount.padStart(WIDTH)];
  return [...lines, ...filled].join('\n');
}

const RULE = '-'.repeat(WIDTH);

/** Labels and values in two columns; a value that does not fit beside its label stands below it. */
function columns(rows: readonly Row[]): string {
  const width = Math.max(0, ...rows.map(([label]) => length(label))) + 3;
  return rows
    .map(([label, value]) => {
      const space = ' '.repeat(width - length(label));
      return width + length(value) <= WIDTH ? label + space + value : `${label}\n   ${value}`;
    })
    .join('\n');
}

/** Characters, not halves of those beyond the basic plane. */
const length = (text: string) => (/[\ud800-\udfff]/.test(text) ? [...text].length : text.length);
