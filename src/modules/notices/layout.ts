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

/** A paragraph broken at ordinary spaces only; no-break spaces hold dates and amounts together. */
export function paragraph(text: string): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line === undefined || length(line) + 1 + length(word) > WIDTH) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines.join('\n');
}

/** A label and an amount at the right edge, on a line of its own where both do not fit; an amount without a label is nothing. */
export function row(label: string, amount: string): string {
  if (label === '') return '';
  const lines = paragraph(label).split('\n');
  const last = lines.pop() ?? '';
  const fits = length(last) + 2 + length(amount) <= WIDTH;
  const filled = fits ? [last + amount.padStart(WIDTH - length(last))] : [last, amount.padStart(WIDTH)];
  return [...lines, ...filled].join('\n');
}

export const RULE = '-'.repeat(WIDTH);

/** Labels and values in two columns, without lines whose value is empty. */
export function columns(lines: readonly (readonly [label: string, value: string])[]): string {
  const shown = lines.filter(([, value]) => value !== '');
  const width = Math.max(0, ...shown.map(([label]) => length(label))) + 3;
  return shown.map(([label, value]) => label + ' '.repeat(width - length(label)) + value).join('\n');
}

const length = (text: string) => [...text].length;
