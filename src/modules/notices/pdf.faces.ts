import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { create, type Font, type GlyphRun } from 'fontkit';

/** Source Sans 3 (SIL Open Font License): Latin of every Nordic language, Greek and Cyrillic; its figures are tabular. */
const FILES = {
  regular: '@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf',
  bold: '@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf',
} as const;

export type Weight = keyof typeof FILES;

/** Shown for every character the typeface does not have. */
const REPLACEMENT = '\u25a1';

/** A character as PDFKit draws it: its glyph, its width in thousandths of the size, and the text it stands for. */
interface Drawn {
  readonly id: number;
  readonly advanceWidth: number;
  readonly codePoints: readonly number[];
}

/** One weight of the typeface. */
export interface Face {
  /** As PDFKit takes it: laid out character by character, without ligatures and kerning, which costs a tenth. */
  readonly font: Font;
  /** Width of printable text in points. */
  width(text: string, size: number): number;
  has(character: string): boolean;
}

const faces = new Map<Weight, Face>();

/** A weight of the typeface, read once in a process. */
export function face(weight: Weight): Face {
  const known = faces.get(weight) ?? readFace(weight);
  faces.set(weight, known);
  return known;
}

function readFace(weight: Weight): Face {
  // Found the way the started program finds its packages, wherever it was started from.
  const file = createRequire(resolve(process.argv[1] ?? 'package.json')).resolve(FILES[weight]);
  const font = create(readFileSync(file)) as Font;
  const known = new Map<string, Drawn>();
  const drawn = (character: string): Drawn => {
    const found = known.get(character);
    if (found) return found;
    // The font's own record of a glyph remembers the first character it was asked for, whichever letter that was in.
    const { id, advanceWidth } = font.glyphForCodePoint(character.codePointAt(0)!);
    const made = { id, advanceWidth, codePoints: [character.codePointAt(0)!] };
    known.set(character, made);
    return made;
  };
  font.layout = (text) => run([...text].map(drawn));
  return {
    font,
    has: (character) => font.hasGlyphForCodePoint(character.codePointAt(0)!),
    width(text, size) {
      let thousandths = 0;
      for (const character of text) thousandths += drawn(character).advanceWidth;
      return (thousandths * size) / 1000;
    },
  };
}

/** The part of a run that PDFKit reads. It scales the positions in place, so every run has its own. */
function run(glyphs: readonly Drawn[]): GlyphRun {
  const positions = glyphs.map(({ advanceWidth }) => ({ xAdvance: advanceWidth, yAdvance: 0, xOffset: 0, yOffset: 0 }));
  const advanceWidth = glyphs.reduce((width, glyph) => width + glyph.advanceWidth, 0);
  return { glyphs, positions, advanceWidth } as unknown as GlyphRun;
}

/**
 * Text as it can be printed: composed characters, no control or invisible ones, and a box for each character the typeface
 * does not have, so that the reader sees that something is missing.
 */
export function printable(text: string): string {
  return [...text.normalize('NFC').replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')].map(printed).join('');
}

function printed(character: string): string {
  if (/\p{Cf}/u.test(character)) return '';
  if (!/\p{Cs}/u.test(character) && face('regular').has(character)) return character;
  return /\p{M}/u.test(character) ? '' : REPLACEMENT;
}

/** Text in lines of at most `width` points, broken at ordinary spaces; a word longer than a line is broken where it must be. */
export function wrap(text: string, weight: Weight, size: number, width: number): string[] {
  const { width: measure } = face(weight);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((each) => pieces(each, (piece) => measure(piece, size) <= width))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && measure(longer, size) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

function pieces(word: string, fits: (piece: string) => boolean): string[] {
  if (fits(word)) return [word];
  const made = [''];
  for (const character of word) {
    const longer = made.at(-1) + character;
    if (fits(longer) || longer === character) made[made.length - 1] = longer;
    else made.push(character);
  }
  return made;
}
