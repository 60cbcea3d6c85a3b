import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { decodeXml } from '../../src/documents/encoding.js';
import { readInvoice } from '../../src/invoices/read.js';
import { MAX_DOCUMENT_BYTES, MAX_ELEMENTS, MAX_NESTING } from '../../src/documents/xml.js';

const fixtures = ['norwegian-consumer', 'swedish-company', 'finnish-consumer'].map((name) =>
  readFileSync(`test/invoices/fixtures/${name}.xml`, 'utf8'),
);
const valid = fixtures[1]!;

const inside = (passage: string): string => valid.replace('</Invoice>', `${passage}</Invoice>`);
const afterDeclaration = (passage: string): string => valid.replace('?>', `?>${passage}`);
const nested = (depth: number): string => '<x>'.repeat(depth) + '</x>'.repeat(depth);

/** A valid document filled up with a comment to exactly so many bytes. */
function padded(bytes: number): string {
  const content = inside('<!---->');
  return inside(`<!--${'x'.repeat(bytes - Buffer.byteLength(content, 'utf8'))}-->`);
}

function expectRefused(content: string, text: string): void {
  expect(readInvoice(content)).toMatchObject({ ok: false, refusal: { code: 'INVALID_INPUT', text: `INVALID_INPUT.${text}` } });
} // prettier-ignore

describe('hostile documents', () => {
  test('any document type declaration is refused, and with it every entity', () => {
    const laughs = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');
    expectRefused(afterDeclaration(`<!DOCTYPE Invoice [<!ENTITY l0 "ha">${laughs}]>`), 'xmlDoctype');
    expectRefused(afterDeclaration('<!DOCTYPE Invoice SYSTEM "file:///etc/passwd">'), 'xmlDoctype');
    expectRefused(
      afterDeclaration('<!DOCTYPE Invoice [<!ENTITY x SYSTEM "http://127.0.0.1/x">]>').replace('F-7001', '&x;'),
      'xmlDoctype',
    );
    expectRefused(afterDeclaration('<!doctype Invoice>'), 'xmlDoctype');
  });

  test('entities nobody declared are malformed, those of HTML too', () => {
    for (const entity of ['&x;', '&nbsp;', '&auml;', '&#0;', '&#xD800;', '&#x110000;', '&']) {
      expectRefused(valid.replace('F-7001', entity), 'xmlMalformed');
    }
  });

  test(`nesting beyond ${MAX_NESTING}`, () => {
    expect(readInvoice(inside(nested(MAX_NESTING - 1))).ok).toBe(true);
    expectRefused(inside(nested(MAX_NESTING)), 'xmlTooDeep');
    expectRefused(inside(nested(10_000)), 'xmlTooDeep');
    expectRefused('<x>'.repeat(500_000), 'xmlTooDeep');
  });

  test('more than 2 MB', () => {
    expect(readInvoice(inside('å'.repeat(500_000))).ok).toBe(true);
    expectRefused(padded(MAX_DOCUMENT_BYTES + 1), 'fileTooLarge');
    expectRefused(`<x>${'å'.repeat(MAX_DOCUMENT_BYTES / 2)}</x>`, 'fileTooLarge');
  });

  test('what would keep the parser busy', () => {
    expectRefused(inside('<x/>'.repeat(MAX_ELEMENTS)), 'xmlTooComplex');
    const attributes = Array.from({ length: 150_000 }, (_, i) => `a${i}=""`).join(' ');
    expectRefused(inside(`<x ${attributes}/>`), 'xmlTooComplex');
    const namespaces = Array.from({ length: 100 }, (_, i) => `xmlns:n${i}="u"`).join(' ');
    expectRefused(inside(`<x ${namespaces}/>`), 'xmlTooComplex');
  });

  test('the same namespaces declared again on thousands of elements are ordinary', () => {
    expect(readInvoice(inside('<x xmlns:a="u" xmlns:b="v"/>'.repeat(5_000))).ok).toBe(true);
  });

  test.each([
    ['empty', ''],
    ['blank', ' \n '],
    ['text', 'hello'],
    ['JSON', '{"invoice": 1}'],
    ['cut off', valid.slice(0, -20)],
    ['cut off in a tag', valid.slice(0, valid.indexOf('IssueDate') + 3)],
    ['without its end tag', valid.replace('</Invoice>', '')],
    ['tags crossed', valid.replace('</cbc:ID>', '</cbc:IssueDate>')],
    ['two roots', `${valid}<Invoice/>`],
    ['text after the root', `${valid}!`],
    ['CDATA after the root', `${valid}<![CDATA[x]]>`],
    ['an unbound prefix', inside('<nowhere:x/>')],
    ['null byte', valid.replace('F-7001', 'F\u0000')],
    ['control character', valid.replace('F-7001', 'F\u0008')],
    ['half of a surrogate pair', valid.replace('F-7001', 'F\u{D800}')],
    ['markup declaration', inside('<!ENTITY x "y">')],
  ])('%s', (_name, content) => expectRefused(content, 'xmlMalformed'));

  test('binary files', () => {
    const pdf = Buffer.from([0x25, 0x50, 0x44, 0x46, 0x2d, 0x31, 0x00, 0xff, 0xfe, 0x80]);
    expect(decodeXml(pdf).ok).toBe(false);
    expectRefused(pdf.toString('latin1'), 'xmlMalformed');
  });

  test.each(['html', 'Order', 'constructor', 'CrossIndustryInvoice'])('a root %s', (name) => {
    expect(readInvoice(`<${name}/>`)).toMatchObject({
      refusal: { text: 'INVALID_INPUT.invoiceRoot', params: { root: name } },
    });
  });

  test('names of the language itself as prefixes and attributes', () => {
    const content = inside('<constructor:x/><x hasOwnProperty="1" b="2" __proto__="3" toString="4"/>');
    expect(() => readInvoice(content)).not.toThrow();
    expect(readInvoice(inside('<x hasOwnProperty="1" b="2" xmlns:__proto__="3"/>')).ok).toBe(true);
  });

  test('a name longer than any name', () => {
    const content = valid.replace('Påhittad Kund AB', 'x'.repeat(1001));
    expectRefused(content, 'invoiceElementTooLong');
  });
});

/** Whatever comes in, either a claim or a refusal comes out, and a claim is whole. */
function expectOutcome(content: string): void {
  const result = readInvoice(content);
  if (!result.ok) return expect(result.refusal.code).toMatch(/^[A-Z_]+$/);
  expect(result.value.amountDueMinor > 0n && result.value.dueDate >= result.value.issueDate).toBe(true);
  expect(result.value.number).not.toBe('');
}

describe('properties', () => {
  test('no text makes it throw', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), expectOutcome));
    const markup = fc.constantFrom('<', '>', '/', '!', '?', '&', ';', '"', '=', ' ', 'a', ':', '[', ']', '-', 'xmlns', 'DOCTYPE', 'CDATA', '__proto__', '#'); // prettier-ignore
    fc.assert(fc.property(fc.array(markup, { maxLength: 40 }), (pieces) => expectOutcome(pieces.join(''))), { numRuns: 500 }); // prettier-ignore
  });

  test('no bytes make the decoder throw', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const text = decodeXml(bytes);
      if (text.ok) expectOutcome(text.value);
    })); // prettier-ignore
  });

  test('no deletion, replacement or doubling of a passage makes it throw', () => {
    const mutation = fc.record({
      content: fc.constantFrom(...fixtures),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat({ max: 200 }),
      instead: fc.oneof(
        fc.constant(''),
        fc.string({ maxLength: 20 }),
        fc.constantFrom('-1', '0', '1e9', '2026-13-45', '&lt;', '<a>', '<!--', ']]>', '99999999999999999999'),
        fc.constant('twice' as const),
      ),
    });
    fc.assert(
      fc.property(mutation, ({ content, at, length, instead }) => {
        const from = Math.floor(at * content.length);
        const cut = content.slice(from, from + length);
        const put = instead === 'twice' ? cut + cut : instead;
        expectOutcome(content.slice(0, from) + put + content.slice(from + length));
      }),
      { numRuns: 1500 },
    );
  });
});
