import PDFDocument from 'pdfkit';
import type { IsoDate } from '../../domain/date.js';
import { face, type Weight } from './pdf.faces.js';

/** Points in a millimetre. */
export const MM = 72 / 25.4;

/** The page and the column of text on it, from the top left corner, in points. */
export const PAGE = {
  left: 25 * MM,
  right: 190 * MM,
  top: 20 * MM,
  /** Nothing of a letter stands below but the number of the page. */
  bottom: 277 * MM,
} as const;

const FOLIO = { top: 283 * MM, size: 8.5 } as const;

/** An element of the structure that reading software follows. */
export type Element = ReturnType<PDFKit.PDFDocument['struct']>;

export interface Style {
  readonly weight: Weight;
  /** Points; `leading` is the distance of the lines. */
  readonly size: number;
  readonly leading: number;
}

/** What a PDF says of itself. */
export interface Imprint {
  readonly title: string;
  readonly author: string;
  /** BCP 47. */
  readonly language: string;
  readonly sentOn: IsoDate;
}

/** The pages of a PDF being set, and how far down the last of them is filled. */
export class Sheet {
  y: number = PAGE.top;
  private readonly pdf: PDFKit.PDFDocument;

  /** Begins the first page. */
  constructor({ title, author, language, sentOn }: Imprint) {
    this.pdf = new PDFDocument({
      size: 'A4',
      margin: 0,
      // Tagged PDF as it is written here needs no more; an empty font keeps out Helvetica, which is never embedded.
      pdfVersion: '1.7',
      font: '',
      tagged: true,
      lang: language,
      displayTitle: true,
      bufferPages: true,
      info: {
        Title: title,
        Author: author,
        Creator: 'Fordring',
        Producer: 'Fordring',
        CreationDate: new Date(`${sentOn}T00:00:00Z`),
      },
    });
    for (const weight of ['regular', 'bold'] as const) {
      // PDFKit takes a font that is read already; its declared type knows files alone.
      this.pdf.registerFont(weight, face(weight).font as unknown as string);
    }
  }

  nextPage(): void {
    this.pdf.addPage();
    this.y = PAGE.top;
  }

  /** A new element, below another or at the root. Its content follows in the order of reading. */
  element(tag: string, parent: Element | null, options: object = {}): Element {
    const made = this.pdf.struct(tag, options);
    if (parent) parent.add(made);
    else this.pdf.addStructure(made);
    return made;
  }

  /** Draws as part of an element, on the page as it stands. */
  within(element: Element, draw: () => void): void {
    element.add(draw);
  }

  /** One line of printable text with its left end at `x`, its upper edge at `y`. Only inside `within`. */
  text(text: string, x: number, y: number, { weight, size }: Omit<Style, 'leading'>): void {
    this.pdf.font(weight).fontSize(size).text(text, x, y, { lineBreak: false });
  }

  /** A black rectangle. Only inside `within`. */
  bar(x: number, y: number, width: number, height: number): void {
    this.pdf.rect(x, y, width, height).fill();
  }

  /** A line across, which nobody reads out. */
  rule(from: number, to: number, y: number, dashed = false): void {
    this.pdf.markContent('Artifact', { type: 'Layout' }).save().lineWidth(0.6);
    if (dashed) this.pdf.dash(3, { space: 3 });
    this.pdf.moveTo(from, y).lineTo(to, y).stroke().restore().endMarkedContent();
  }

  /** The whole PDF, its pages numbered. Nothing can be added after. */
  finish(root: Element): Buffer {
    root.end();
    const { count } = this.pdf.bufferedPageRange();
    for (let page = 0; page < count; page++) {
      const folio = `${page + 1} (${count})`;
      this.pdf.switchToPage(page);
      this.pdf.markContent('Artifact', { type: 'Pagination' });
      this.text(folio, PAGE.right - face('regular').width(folio, FOLIO.size), FOLIO.top, {
        ...FOLIO,
        weight: 'regular',
      });
      this.pdf.endMarkedContent();
    }
    this.pdf.end();
    return this.pdf.read() as Buffer;
  }
}
