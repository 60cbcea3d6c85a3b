import sax from 'sax';
import type { QualifiedTag } from 'sax';
import { refuse } from './unreadable.js';

/** Most a document may weigh as UTF-8. */
export const MAX_DOCUMENT_BYTES = 2 * 1024 * 1024;
/** Elements within elements; the deepest part of UBL and Finvoice is about ten. */
export const MAX_NESTING = 64;
/** Elements in one document: an invoice of a thousand rows has about thirty thousand. */
export const MAX_ELEMENTS = 50_000;
/** Namespace declarations in force at one place: the parser walks all of them at every closing tag. */
const MAX_NAMESPACES_IN_SCOPE = 40;
/** Characters of one opening tag: the parser's time for its attributes grows with their square. */
const MAX_TAG_CHARACTERS = 8 * 1024;
const CHUNK_CHARACTERS = 4 * 1024;

/** Characters no XML 1.0 document may hold, lone surrogates among them (XML 1.0, production 2). */
const FORBIDDEN_CHARACTER = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

export interface XmlElement {
  /** Namespace URI, empty where the element is in none. */
  readonly namespace: string;
  /** Local name. */
  readonly name: string;
  /** Attributes outside any namespace. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  /** Its own character data as written, without that of its children. */
  text: string;
}

interface Progress {
  root: XmlElement | null;
  /** Elements opened and not yet closed, the root first. */
  readonly open: XmlElement[];
  elements: number;
  namespaces: number;
  /** Where the opening tag being read begins; null outside of one. */
  tagStart: number | null;
}

/**
 * The root of a document with everything in it. Refuses, by throwing Unreadable: more than
 * MAX_DOCUMENT_BYTES, any document type declaration (and with it every declared entity), nesting beyond
 * MAX_NESTING, more than MAX_ELEMENTS, and whatever is not well-formed.
 */
export function parseXml(content: string): XmlElement {
  if (Buffer.byteLength(content, 'utf8') > MAX_DOCUMENT_BYTES) {
    refuse('invoiceTooLarge', 'content', { limit: MAX_DOCUMENT_BYTES });
  }
  if (FORBIDDEN_CHARACTER.test(content)) refuse('invoiceMalformed', 'content', { line: lineOfForbidden(content) });
  const progress: Progress = { root: null, open: [], elements: 0, namespaces: 0, tagStart: null };
  const parser = watchedParser(progress);
  for (let from = 0; from < content.length; from += CHUNK_CHARACTERS) {
    parser.write(content.slice(from, from + CHUNK_CHARACTERS));
    if (progress.tagStart !== null && parser.position - progress.tagStart > MAX_TAG_CHARACTERS) {
      refuse('invoiceTooComplex', 'content');
    }
  }
  const lastLine = parser.line + 1;
  parser.close();
  return progress.root ?? refuse('invoiceMalformed', 'content', { line: lastLine });
}

function lineOfForbidden(content: string): number {
  return content.slice(0, content.search(FORBIDDEN_CHARACTER)).split('\n').length;
}

function watchedParser(progress: Progress): sax.SAXParser {
  // Without strictEntities the parser would take the named entities of HTML for XML.
  const options = { xmlns: true, strictEntities: true };
  const parser = sax.parser(true, options);
  const malformed = () => refuse('invoiceMalformed', 'content', { line: parser.line + 1 });
  const addText = (text: string) => {
    const current = progress.open.at(-1);
    if (current) current.text += text;
    else if (text.trim() !== '') malformed();
  };
  parser.onerror = malformed;
  parser.onsgmldeclaration = malformed;
  parser.ondoctype = () => refuse('invoiceDoctype', 'content');
  parser.ontext = addText;
  parser.oncdata = addText;
  parser.onopentagstart = () => {
    progress.tagStart = parser.position;
  };
  parser.onopennamespace = () => {
    if (++progress.namespaces > MAX_NAMESPACES_IN_SCOPE) refuse('invoiceTooComplex', 'content');
  };
  parser.onclosenamespace = () => {
    progress.namespaces--;
  };
  parser.onopentag = (tag) => {
    progress.tagStart = null;
    // The parser lets a second root pass.
    if (progress.open.length === 0 && progress.root !== null) malformed();
    enter(progress, tag as QualifiedTag);
  };
  parser.onclosetag = () => {
    progress.open.pop();
  };
  return parser;
}

function enter(progress: Progress, tag: QualifiedTag): void {
  if (++progress.elements > MAX_ELEMENTS) refuse('invoiceTooComplex', 'content');
  if (progress.open.length >= MAX_NESTING) refuse('invoiceTooDeep', 'content', { limit: MAX_NESTING });
  const attributes = new Map<string, string>();
  for (const attribute of Object.values(tag.attributes)) {
    if (attribute.prefix === '') attributes.set(attribute.local, attribute.value);
  }
  const element: XmlElement = { namespace: tag.uri, name: tag.local, attributes, children: [], text: '' };
  progress.open.at(-1)?.children.push(element);
  progress.root ??= element;
  progress.open.push(element);
}
