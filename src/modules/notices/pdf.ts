import type { IsoDate } from '../../domain/date.js';
import type { LetterDocument, LetterPart } from './document.js';
import { amounts, BODY, columns, flow, lines, place, type Block } from './pdf.blocks.js';
import { MM, PAGE, Sheet, type Element, type Style } from './pdf.sheet.js';
import { drawSlip } from './pdf.slip.js';

/**
 * The address stands where every usual window shows it. Windows of Nordic envelopes (E65, C65, C5) have in common 15 to
 * 110 mm from the left and 44 to 70 mm from the top of an A4 sheet; that of DIN 680 for DL is 20 to 110 mm and 45 to 90 mm.
 */
const ADDRESS = { x: 25 * MM, y: 47 * MM, width: 80 * MM, height: 22.5 * MM } as const;
const FACTS = { x: 122 * MM, width: 68 * MM } as const;
/** Where the text begins on a page with an address, below the fold of a sheet in three. */
const TEXT_TOP = 100 * MM;
const LETTERHEAD_TOP = 13 * MM;

const TITLE: Style = { weight: 'bold', size: 15, leading: 19 };
const HEADING: Style = { weight: 'bold', size: 11, leading: 15 };
const SENDER: Style = { weight: 'bold', size: 12, leading: 16 };
const SMALL: Style = { weight: 'regular', size: 8.5, leading: 11 };

/** What is known of a notice that was sent. */
export interface SentNotice {
  readonly subject: string;
  readonly body: string;
  readonly language: string;
  readonly sentOn: IsoDate;
  /** Null where only its plain text was kept. */
  readonly document: LetterDocument | null;
}

/**
 * A letter as a PDF: A4, tagged, fonts embedded. The same letter of the same day is the same bytes. Characters the typeface
 * does not have (it has Latin, Greek and Cyrillic) are shown as boxes.
 */
export function letterPdf(letter: LetterDocument, sentOn: IsoDate): Buffer {
  const [author = ''] = letter.sender;
  const sheet = new Sheet({ title: letter.subject, author, language: letter.language, sentOn });
  const root = sheet.element('Document', null);
  drawLetter(sheet, sheet.element('Part', root, { lang: letter.language }), letter);
  if (letter.courtesyCopy) {
    sheet.nextPage();
    drawLetter(sheet, sheet.element('Part', root, { lang: letter.courtesyCopy.language }), letter.courtesyCopy);
  }
  return sheet.finish(root);
}

/** A notice as a PDF; of one whose plain text alone was kept, that text. */
export function noticePdf({ document, sentOn, ...plain }: SentNotice): Buffer {
  return letterPdf(document ?? plainDocument(plain), sentOn);
}

function drawLetter(sheet: Sheet, element: Element, letter: LetterDocument): void {
  const below = [
    drawLetterhead(sheet, element, letter.sender),
    drawAddress(sheet, element, letter.recipient),
    place(sheet, element, columns(letter.facts, { style: { ...BODY, size: 9.5 }, at: FACTS }), ADDRESS.y),
  ];
  if (letter.recipient.length + letter.facts.length > 0) sheet.y = Math.max(TEXT_TOP, ...below.map((y) => y + 8 * MM));
  flow(sheet, element, [
    lines('H1', [letter.title], { style: TITLE, keep: 'WITH_NEXT' }),
    ...letter.parts.map(blockOf),
  ]);
  if (letter.slip) drawSlip(sheet, element, letter.slip);
}

/** Where it ends; the window begins below seven lines of it. */
function drawLetterhead(sheet: Sheet, element: Element, [name, ...rest]: readonly string[]): number {
  if (name === undefined) return PAGE.top;
  const below = place(sheet, element, lines('P', [name], { style: SENDER }), LETTERHEAD_TOP);
  return place(sheet, element, lines('P', [rest.join(' \u00b7 ')], { style: SMALL }), below);
}

/** Where it ends. An address of many lines is set smaller, so that the window shows all of it. */
function drawAddress(sheet: Sheet, element: Element, recipient: readonly string[]): number {
  const set = (leading: number) =>
    lines('P', recipient, { style: { weight: 'regular', size: leading * 0.82, leading }, at: ADDRESS });
  const usual = set(12.75);
  const tall = usual.strips.length * 12.75 > ADDRESS.height;
  return place(sheet, element, tall ? set(ADDRESS.height / usual.strips.length) : usual, ADDRESS.y);
}

function blockOf(part: LetterPart): Block {
  switch (part.kind) {
    case 'HEADING':
      return lines('H2', [part.text], { style: HEADING, above: 11, keep: 'WITH_NEXT' });
    case 'PARAGRAPH':
      return lines('P', [part.text]);
    case 'LINES':
      return lines('P', part.lines, { keep: part.lines.length > 12 ? 'ENDS' : 'WHOLE' });
    case 'COLUMNS':
      return columns(part.rows.filter(([, value]) => value !== ''));
    case 'AMOUNTS':
      return amounts(part.rows, part.total);
  }
}

/** The letter that a plain text is: its paragraphs, line by line, without the rules that were drawn in it. */
function plainDocument({ subject, body, language }: Omit<SentNotice, 'document' | 'sentOn'>): LetterDocument {
  const paragraphs = body.split(/\n{2,}/).map((text) => text.split('\n').filter((line) => !/^-*$/.test(line)));
  const parts = paragraphs.map((set) => ({ kind: 'LINES', lines: set }) as const);
  const empty = { sender: [], recipient: [], facts: [], slip: null, courtesyCopy: null };
  return { ...empty, language, subject, title: subject, parts };
}
