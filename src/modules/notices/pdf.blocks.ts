import type { Row } from './document.js';
import { face, printable, wrap, type Weight } from './pdf.faces.js';
import { MM, PAGE, type Element, type Sheet, type Style } from './pdf.sheet.js';

/** A stretch of a block that is never broken. */
interface Strip {
  readonly height: number;
  /** Draws it with its upper edge at `y`, as part of the block's element. */
  readonly draw: (sheet: Sheet, block: Element, y: number) => void;
}

/** A paragraph, a heading or a table as it will be set. */
export interface Block {
  readonly tag: 'H1' | 'H2' | 'P' | 'Table';
  readonly strips: readonly Strip[];
  /** Space before it, where something is above. */
  readonly above: number;
  /** What stays on one page: two lines at either end, the whole, or the whole and the beginning of what follows. */
  readonly keep: 'ENDS' | 'WHOLE' | 'WITH_NEXT';
}

export const BODY: Style = { weight: 'regular', size: 10, leading: 13.5 };

/** Where a block stands across the page. */
export interface Place {
  readonly x: number;
  readonly width: number;
}

const COLUMN: Place = { x: PAGE.left, width: PAGE.right - PAGE.left };
/** Between a label and its value. */
const GAP = 5 * MM;
/** Lines of a table's cell that stay together; a longer one goes on in a further row. */
const MOST_CELL_LINES = 30;

/** Lines as they are given, each broken where it is too long. */
export function lines(
  tag: 'H1' | 'H2' | 'P',
  texts: readonly string[],
  { style = BODY, at = COLUMN, above = 7, keep = 'ENDS' }: Partial<{ style: Style; at: Place } & Block> = {},
): Block {
  const set = texts.flatMap((text) => wrap(printable(text), style.weight, style.size, at.width));
  const strips = set.map((line, index): Strip => ({
    height: style.leading,
    draw: (sheet, block, y) =>
      // The space keeps the words of two lines apart where the text is read out or copied.
      sheet.within(block, () => sheet.text(index < set.length - 1 ? `${line} ` : line, at.x, y, style)),
  }));
  return { tag, strips, above, keep };
}

/** A cell: its lines, and where each of them begins. */
interface Cell {
  readonly lines: readonly string[];
  readonly x: (line: string) => number;
  readonly weight: Weight;
}

const left = (text: string, x: number, width: number, weight: Weight, size: number): Cell => ({
  lines: wrap(printable(text), weight, size, width),
  x: () => x,
  weight,
});

function right(text: string, edge: number, width: number, weight: Weight, size: number): Cell {
  const { lines: set } = left(text, edge, width, weight, size);
  return { lines: set, x: (line) => edge - face(weight).width(line, size), weight };
}

/** A heading and a value side by side, in as many strips as they need. */
function tableRow(label: Cell, value: Cell, style: Style, before?: Strip['draw'], space = 0): Strip[] {
  const depth = Math.max(label.lines.length, value.lines.length);
  const strips: Strip[] = [];
  for (let from = 0; from < depth; from += MOST_CELL_LINES) {
    const part = (cell: Cell) => cell.lines.slice(from, from + MOST_CELL_LINES);
    const height = Math.max(part(label).length, part(value).length) * style.leading;
    strips.push({
      height: height + space,
      draw: (sheet, table, y) => {
        before?.(sheet, table, y);
        const row = sheet.element('TR', table);
        drawCell(sheet, sheet.element('TH', row, { scope: 'Row' }), { ...label, lines: part(label) }, y + space, style);
        drawCell(sheet, sheet.element('TD', row), { ...value, lines: part(value) }, y + space, style);
      },
    });
  }
  return strips;
}

function drawCell(sheet: Sheet, element: Element, { lines: set, x, weight }: Cell, y: number, style: Style): void {
  set.forEach((line, index) => {
    const text = index < set.length - 1 ? `${line} ` : line;
    sheet.within(element, () => sheet.text(text, x(line), y + index * style.leading, { ...style, weight }));
  });
}

/** Labels and values in two columns, the first as wide as its widest label up to half of the place. */
export function columns(
  rows: readonly Row[],
  { style = BODY, at = COLUMN, above = 7, values = 'regular' as Weight } = {},
): Block {
  const { size } = style;
  const widest = Math.max(0, ...rows.map(([label]) => face('regular').width(printable(label), size)));
  const width = Math.min(widest + 0.1, at.width / 2 - GAP);
  const x = at.x + width + GAP;
  const strips = rows.flatMap(([label, value]) =>
    tableRow(left(label, at.x, width, 'regular', size), left(value, x, at.x + at.width - x, values, size), style),
  );
  return { tag: 'Table', strips, above, keep: rows.length > 12 ? 'ENDS' : 'WHOLE' };
}

/** Labels and amounts at the right edge; the total below a rule. */
export function amounts(rows: readonly Row[], total: Row | null): Block {
  const edge = COLUMN.x + COLUMN.width;
  const width = 45 * MM;
  const row = ([label, amount]: Row, weight: Weight, before?: Strip['draw'], space = 0): Strip[] =>
    tableRow(
      left(label, COLUMN.x, COLUMN.width - width - GAP, weight, BODY.size),
      right(amount, edge, width, weight, BODY.size),
      BODY,
      before,
      space,
    );
  const rule: Strip['draw'] = (sheet, _table, y) => sheet.rule(COLUMN.x, edge, y + 3);
  const strips = [...rows.flatMap((each) => row(each, 'regular')), ...(total ? row(total, 'bold', rule, 5) : [])];
  return { tag: 'Table', strips, above: 7, keep: strips.length > 12 ? 'ENDS' : 'WHOLE' };
}

export const heightOf = (strips: readonly Strip[]): number =>
  strips.reduce((height, strip) => height + strip.height, 0);

/** Draws a block at a place of its own, whatever is around it; where it ends. */
export function place(sheet: Sheet, parent: Element, block: Block, from: number): number {
  if (block.strips.length === 0) return from;
  const element = sheet.element(block.tag, parent);
  let y = from;
  for (const strip of block.strips) {
    strip.draw(sheet, element, y);
    y += strip.height;
  }
  element.end();
  return y;
}

/** Draws blocks one below the other from where the sheet is filled, over as many pages as they need. */
export function flow(sheet: Sheet, parent: Element, blocks: readonly Block[]): void {
  const filled = blocks.filter(({ strips }) => strips.length > 0);
  for (const [index, block] of filled.entries()) {
    const { strips, keep } = block;
    if (sheet.y > PAGE.top) sheet.y += spaceAbove(filled, index);
    if (sheet.y + beginning(filled, index) > PAGE.bottom && sheet.y > PAGE.top) sheet.nextPage();
    const element = sheet.element(block.tag, parent);
    for (const [at, strip] of strips.entries()) {
      const last = keep === 'ENDS' && at === strips.length - 2 ? strips[at + 1]!.height : 0;
      if (sheet.y + strip.height + last > PAGE.bottom && sheet.y > PAGE.top) sheet.nextPage();
      strip.draw(sheet, element, sheet.y);
      sheet.y += strip.height;
    }
    element.end();
  }
}

/** A heading stands closer to what it is the heading of. */
const spaceAbove = (blocks: readonly Block[], index: number): number =>
  blocks[index - 1]?.keep === 'WITH_NEXT' ? 3 : blocks[index]!.above;

/** Height of what has to stand together from the start of a block. */
function beginning(blocks: readonly Block[], index: number): number {
  const { strips, keep } = blocks[index]!;
  const own = heightOf(keep === 'ENDS' && strips.length > 3 ? strips.slice(0, 2) : strips);
  const leads = keep === 'WITH_NEXT' && index + 1 < blocks.length;
  return leads ? own + spaceAbove(blocks, index + 1) + beginning(blocks, index + 1) : own;
}
