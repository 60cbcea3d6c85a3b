import barcodes from '@bwip-js/node';
import type { LetterSlip } from './document.js';
import { BODY, columns, heightOf, lines, place } from './pdf.blocks.js';
import { MM, PAGE, type Element, type Sheet } from './pdf.sheet.js';

/** Free space between the letter and its slip, below the line that parts them, and between the parts of the slip. */
const ABOVE = 14;
const BELOW_RULE = 8;
const GAP = 5;

/** The Finnish bank barcode is at least 10 mm high, at most 105 mm long; Code 128 wants ten modules of white on either side. */
const BARCODE = { module: 0.3 * MM, height: 13 * MM, quiet: 10 * 0.3 * MM } as const;

/** The payment slip at the foot of the page that is being filled, or of a further one where it does not fit. */
export function drawSlip(sheet: Sheet, letter: Element, slip: LetterSlip): void {
  const table = columns(slip.rows, { values: 'bold', at: { x: PAGE.left, width: 120 * MM } });
  const references = lines('P', referencesOf(slip), { above: 0 });
  const barcode = slip.barcode === null ? 0 : BARCODE.height + BODY.leading + GAP;
  const height = BELOW_RULE + heightOf(table.strips) + GAP + heightOf(references.strips) + barcode;
  if (sheet.y + ABOVE + height > PAGE.bottom) sheet.nextPage();
  const top = PAGE.bottom - height;
  sheet.rule(PAGE.left, PAGE.right, top, true);
  const below = place(sheet, letter, table, top + BELOW_RULE);
  const end = place(sheet, letter, references, below + GAP);
  if (slip.barcode !== null) drawBarcode(sheet, letter, slip.barcode, end + GAP);
  sheet.y = PAGE.bottom;
}

/** What the rows do not say already: the creditor reference and the machine-readable line. */
function referencesOf({ rows, creditorReference, ocrLine }: LetterSlip): string[] {
  const said = new Set(rows.map(([, value]) => compact(value)));
  return [creditorReference, ocrLine].filter((text) => text !== null && !said.has(compact(text))) as string[];
}

const compact = (text: string) => text.replace(/\s/g, '');

function drawBarcode(sheet: Sheet, letter: Element, digits: string, y: number): void {
  const { module, height, quiet } = BARCODE;
  const widths = barcodeWidths(digits);
  const figure = sheet.element('Figure', letter, {
    alt: `Code 128: ${digits}`,
    bbox: [PAGE.left, y, PAGE.left + 2 * quiet + module * widths.reduce((sum, width) => sum + width, 0), y + height],
  });
  sheet.within(figure, () => {
    let x = PAGE.left + quiet;
    for (const [index, width] of widths.entries()) {
      if (index % 2 === 0) sheet.bar(x, y, width * module, height);
      x += width * module;
    }
  });
  figure.end();
  const at = { x: PAGE.left + quiet, width: PAGE.right - PAGE.left - quiet };
  place(sheet, letter, lines('P', [digits], { at }), y + height + 2);
}

/** Widths of the bars and gaps of Code 128 in modules, beginning with a bar; an even number of digits is set in code C. */
function barcodeWidths(digits: string): readonly number[] {
  const [symbol] = barcodes.raw({ bcid: 'code128', text: digits });
  if (!symbol || !('sbs' in symbol)) throw new Error('Code 128 is made of bars');
  return symbol.sbs;
}
