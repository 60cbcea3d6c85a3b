import { execFileSync } from 'node:child_process';
import { inflateSync } from 'node:zlib';
import { isoDate } from '../../src/domain/date.js';
import type { LetterDocument, LetterPart } from '../../src/modules/notices/document.js';
import { letterPdf, noticePdf } from '../../src/modules/notices/pdf.js';
import { BARCODE, DEMAND } from './pdf.fixtures.js';

const SENT_ON = isoDate('2010-05-12');

/** What PDF.js, in a process of its own, finds in a PDF. */
interface Found {
  readonly title: string;
  readonly language: string;
  readonly mark: { readonly Marked: boolean };
  /** Text of each page as it is drawn, pieces parted by "|". */
  readonly pages: readonly string[];
  /** What the structure has read out, in its order. */
  readonly read: readonly {
    readonly role: string;
    readonly language: string;
    readonly alt?: string;
    readonly text: string;
  }[];
}

function found(pdf: Buffer): Found {
  const output = execFileSync(process.execPath, ['test/notices/read-pdf.mjs'], { input: pdf, maxBuffer: 1 << 26 });
  return JSON.parse(output.toString('utf8')) as Found;
}

const print = (change: Partial<LetterDocument> = {}) => letterPdf({ ...DEMAND, ...change }, SENT_ON);
const paragraphs = (count: number, text: string): LetterPart[] =>
  Array.from({ length: count }, (_, index) => ({ kind: 'PARAGRAPH', text: `${index + 1}. ${text}` }));

describe('a letter as PDF', () => {
  const pdf = print();
  const raw = pdf.toString('latin1');

  test('is read out in the order of the letter, each part as what it is', () => {
    const { title, language, mark, read } = found(pdf);
    expect({ title, language, marked: mark.Marked }).toEqual({
      title: 'Maksuvaatimus, asia F-2026-0000123',
      language: 'fi',
      marked: true,
    });
    expect(read.map(({ role, text }) => `${role} ${text}`)).toEqual([
      'P Perintä Esimerkki Oy',
      'P Y-tunnus 0112038-9 · Esimerkkikatu 1 · 00100 Helsinki · posti@perinta.example',
      'P Testi Henkilö Kokeilutie 3 B 12 33100 Tampere',
      'TH Päivä',
      'TD 12.5.2010',
      'TH Asia',
      'TD F-2026-0000123',
      'H1 Maksuvaatimus',
      'P Velkoja on antanut saatavan perittäväksi. Pyydämme maksamaan alla mainitun määrän.',
      'H2 Velkoja',
      'P Sähkö Esimerkki Oy Voimakatu 2 90100 Oulu',
      'H2 Saatava',
      'TH Pääoma',
      'TD 4 800,00 €',
      'TH Viivästyskorko',
      'TD 83,15 €',
      'TH Yhteensä',
      'TD 4 883,15 €',
      'H2 Maksaminen',
      'TH Eräpäivä',
      'TD 12.6.2010',
      'TH Saaja',
      'TD Perintä Esimerkki Oy',
      'TH Tili',
      'TD FI79 4405 2020 0360 82',
      'TH Viitenumero',
      'TD 86851 62596 19897',
      'TH Eräpäivä',
      'TD 12.6.2010',
      'TH Määrä',
      'TD 4 883,15 €',
      'P RF09 8685 1625 9619 897',
      'Figure ',
      `P ${BARCODE}`,
    ]);
    expect(read.find(({ role }) => role === 'Figure')?.alt).toBe(`Code 128: ${BARCODE}`);
  });

  test('is tagged, names its language and shows its title', () => {
    expect(raw).toMatch(/^%PDF-1\.7/);
    expect(raw).toMatch(/\/StructTreeRoot \d+ 0 R/);
    expect(raw).toContain('/Marked true');
    expect(raw).toContain('/Lang (fi)');
    expect(raw).toContain('/DisplayDocTitle true');
    expect(raw).toContain('/MediaBox [0 0 595.28 841.89]');
    expect(raw).toContain('(D:20100512000000Z)');
  });

  test('embeds its typeface in part and names no other', () => {
    const fonts = new Set([...raw.matchAll(/\/BaseFont \/(\S+)/g)].map((match) => match[1]));
    expect([...fonts].sort()).toEqual(['BZZZZZ+SourceSans3-SemiBold', 'CZZZZZ+SourceSans3-Regular']);
    expect(raw.match(/\/FontFile2 \d+ 0 R/g)).toHaveLength(2);
    expect(raw).not.toMatch(/\/Subtype \/Type1\b/);
    expect(pdf.length).toBeLessThan(60_000);
  });

  test('is the same bytes every time, whatever was printed before and in whichever process', () => {
    print({ title: 'Ærlig\u00a0talt, σ и ї', parts: paragraphs(90, 'Før, også – «sitat» 10\u00a0000') });
    expect(print().equals(pdf)).toBe(true);
    const input = JSON.stringify({ letter: DEMAND, sentOn: SENT_ON });
    const elsewhere = execFileSync(process.execPath, ['test/notices/print-pdf.mjs'], { input, maxBuffer: 1 << 26 });
    expect(elsewhere.equals(pdf)).toBe(true);
    expect(letterPdf(DEMAND, isoDate('2010-05-13')).equals(pdf)).toBe(false);
  });

  test('shows the address in the window of every usual envelope', () => {
    // The last line of five: 44 to 70 mm from the top, in points from the bottom of a page 297 mm high: 643.5 to 717.2.
    for (const recipient of [
      ['Testi Henkilö', 'Katu 1', '00100 Helsinki'],
      ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'Åland'],
    ]) {
      const at = placesOf(contents(print({ recipient, sender: [], facts: [] }))[0]!);
      const address = at.slice(0, recipient.length);
      expect(address.every(({ x, y }) => x > 42.5 && x < 311 && y > 643.5 && y < 717.2)).toBe(true);
    }
  });
});

/** The content of each page, as PDF operators. */
function contents(pdf: Buffer): string[] {
  const raw = pdf.toString('latin1');
  const streams = [...raw.matchAll(/FlateDecode\n>>\nstream\n([\s\S]*?)\nendstream/g)].map((match) =>
    Buffer.from(match[1]!, 'latin1'),
  );
  return streams.map((stream) => inflateSync(stream).toString('latin1')).filter((text) => text.startsWith('1 0 0 -1'));
}

/** Where each line of text begins, points from the lower left corner. */
const placesOf = (content: string) =>
  [...content.matchAll(/^1 0 0 1 (\S+) (\S+) Tm$/gm)].map((match) => ({ x: Number(match[1]), y: Number(match[2]) }));

describe('the bank barcode', () => {
  /** ISO/IEC 15417: widths of bars and gaps of the values 0 to 105; the last three begin code A, B and C. */
  const PATTERNS =
    `212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222
    123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121 111323
    131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113
    213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214
    112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112
    421211 212141 214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 211232`.split(
      /\s+/,
    );
  const STOP = '2331112';

  /** Bars as they are drawn: left edge, width and height, points. */
  const barsOf = (pdf: Buffer) =>
    [
      ...contents(pdf)
        .join('\n')
        .matchAll(/^(\S+) \S+ (\S+) (\S+) re$/gm),
    ].map((match) => ({
      x: Number(match[1]),
      width: Number(match[2]),
      height: Number(match[3]),
    }));
  const MODULE = (0.3 * 72) / 25.4;
  const modules = (points: number) => Math.round(points / MODULE);

  function decode(bars: ReturnType<typeof barsOf>): string {
    const widths = bars.flatMap(({ x, width }, index) => {
      const next = bars[index + 1];
      return next ? [modules(width), modules(next.x - x - width)] : [modules(width)];
    });
    const pattern = widths.join('');
    expect(pattern.slice(-7)).toBe(STOP);
    const values = pattern.slice(0, -7).match(/.{6}/g)!.map((each) => PATTERNS.indexOf(each)); // prettier-ignore
    const [start, ...rest] = values;
    const check = rest.pop();
    expect(start).toBe(105);
    expect(check).toBe(rest.reduce((sum, value, index) => sum + value * (index + 1), 105) % 103);
    return rest.map((value) => String(value).padStart(2, '0')).join('');
  }

  // The first and the last of the rulebook's vectors; the third repeats the widest and the narrowest pairs.
  test.each([BARCODE, '537159030000007760000011098000000000000000011112170101', '00'.repeat(13) + '99'.repeat(14)])(
    'reads back as %s, high enough, with white on either side',
    (barcode) => {
      const bars = barsOf(print({ slip: { ...DEMAND.slip!, barcode } }));
      expect(decode(bars)).toBe(barcode);
      expect(Math.min(...bars.map(({ height }) => height))).toBeGreaterThanOrEqual((12 * 72) / 25.4);
      const [first, last] = [bars[0]!, bars.at(-1)!];
      expect(first.x).toBeGreaterThanOrEqual(25 * (72 / 25.4) + 10 * MODULE - 0.01);
      expect(last.x + last.width - first.x).toBeLessThanOrEqual(105 * (72 / 25.4));
    },
  );

  test('is left out where there is none, and the references of the slip stand once', () => {
    const slip = { ...DEMAND.slip!, barcode: null, creditorReference: '868516259619897', ocrLine: '# 8685 #' };
    const pdf = print({ slip });
    expect(barsOf(pdf)).toEqual([]);
    expect(found(pdf).read.slice(-2).map(({ text }) => text)).toEqual(['4 883,15 €', '# 8685 #']); // prettier-ignore
  });
});

describe('a long letter', () => {
  const text =
    'Dette er et avsnitt som er langt nok til å gå over flere linjer, så brudd mellom sider kan prøves. '.repeat(3);

  test('goes over as many pages as it needs, numbered, the slip at the foot of the last', () => {
    const { pages, read } = found(print({ parts: paragraphs(40, text) }));
    expect(pages.length).toBeGreaterThan(2);
    expect(pages.map((page) => page.split('|').at(-1))).toEqual(
      pages.map((_, index) => `${index + 1} (${pages.length})`),
    );
    expect(pages.map((page) => page.includes(BARCODE))).toEqual(pages.map((_, index) => index === pages.length - 1));
    const numbers = read.flatMap(({ role, text: said }) =>
      role === 'P' ? (/^(\d+)\. Dette/.exec(said)?.[1] ?? []) : [],
    );
    expect(numbers).toEqual(Array.from({ length: 40 }, (_, index) => String(index + 1)));
  });

  test('never leaves a heading at the foot of a page, nor a total at the head of one', () => {
    for (let filling = 10; filling < 40; filling++) {
      const parts: LetterPart[] = [
        { kind: 'LINES', lines: Array.from({ length: filling }, (_, index) => `Linje ${index}`) },
        { kind: 'HEADING', text: 'Overskrift' },
        { kind: 'AMOUNTS', rows: [['Hovedstol', '1,00'], ['Renter', '2,00']], total: ['Sum', '3,00'] },
      ]; // prettier-ignore
      const pages = contents(print({ parts, slip: null }));
      // The page on which the rule above the total is drawn holds the heading, the only text in bold 11.
      const withRule = pages.findIndex((page) => page.includes('0.6 w'));
      expect(withRule).toBeGreaterThanOrEqual(0);
      expect(pages.findIndex((page) => / 11 Tf/.test(page))).toBe(withRule);
    }
  });

  test('breaks words and cells that no line or page holds', () => {
    const long = 'q'.repeat(20_000);
    const parts: LetterPart[] = [
      { kind: 'PARAGRAPH', text: long },
      { kind: 'COLUMNS', rows: [['Fritekst', long]] },
      { kind: 'AMOUNTS', rows: [[long, '1,00 kr']], total: null },
    ];
    const { pages } = found(print({ parts }));
    expect(pages.join('').match(/q/g)).toHaveLength(60_000);
  });
});

describe('free text', () => {
  const said = (title: string) => found(print({ title })).read.find(({ role }) => role === 'H1')?.text;

  test('shows a box for what the typeface does not have, and drops what cannot be seen', () => {
    expect(said('Kafé 🎉 As')).toBe('Kafé □ As');
    expect(said('Zoe\u0308 \u202eEvil\u202c \u200bOy\ufe0f')).toBe('Zoë Evil Oy');
    expect(said('A\ud83dB\u0000C\nD')).toBe('A□B C D');
    expect(said('漢字 ΑΒΓ Жук ðþŋšž')).toBe('□□ ΑΒΓ Жук ðþŋšž');
  });

  test('of any kind prints', () => {
    const odd = String.fromCharCode(...Array.from({ length: 65_536 }, (_, code) => code));
    expect(
      print({ parts: [{ kind: 'PARAGRAPH', text: odd }], recipient: ['\u202e'], facts: [['', '']] }).length,
    ).toBeGreaterThan(0);
    expect(print({ parts: [], sender: [], recipient: [], facts: [], title: '', slip: null }).length).toBeGreaterThan(0);
  });
});

test('a courtesy copy begins on a page of its own, in its own language', () => {
  const copy: LetterDocument = { ...DEMAND, language: 'en', title: 'Payment demand', slip: null };
  const { pages, read } = found(print({ courtesyCopy: copy }));
  expect(pages.map((page) => page.includes('Payment demand'))).toEqual([false, true]);
  expect(read.filter(({ role }) => role === 'H1')).toMatchObject([
    { language: 'fi', text: 'Maksuvaatimus' },
    { language: 'en', text: 'Payment demand' },
  ]);
});

test('a notice of which the text alone was kept is printed from its text', () => {
  const body = 'PURRING\n\nFørste avsnitt\ngår videre.\n\n----\nSum     1,00 kr\n';
  const pdf = noticePdf({ subject: 'Purring, sak 1', body, language: 'nb', sentOn: SENT_ON, document: null });
  expect(found(pdf).read.map(({ role, text }) => `${role} ${text}`)).toEqual([
    'H1 Purring, sak 1',
    'P PURRING',
    'P Første avsnitt går videre.',
    'P Sum 1,00 kr',
  ]);
});
