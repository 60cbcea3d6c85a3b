import sax from 'sax';
import type { QualifiedTag } from 'sax';
import { refuse } from './unreadable.js';

/** Most a document may weigh as UTF-8, where its reader does not say otherwise. */
export const MAX_DOCUMENT_BYTES = 2 * 1024 * 1024;
/** Elements within elements; the deepest part of UBL, Finvoice and bank messages is about a dozen. */
export const MAX_NESTING = 64;
/** Elements in one document, where its reader does not say otherwise: an invoice of a thousand rows has about thirty thousand. */
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

/** How large a document may be. */
export interface XmlLimits {
  readonly bytes: number;
  readonly elements: number;
}

const USUAL_LIMITS: XmlLimits = { bytes: MAX_DOCUMENT_BYTES, elements: MAX_ELEMENTS };

interface Progress {
  readonly limits: XmlLimits;
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
 * its limits, any document type declaration (and with it every declared entity), nesting beyond MAX_NESTING, and
 * whatever is not well-formed.
 */
export function parseXml(content: string, limits: XmlLimits = USUAL_LIMITS): XmlElement {
  if (Buffer.byteLength(content, 'utf8') > limits.bytes) refuse('fileTooLarge', 'content', inMegabytes(limits.bytes));
  if (FORBIDDEN_CHARACTER.test(content)) refuse('xmlMalformed', 'content', { line: lineOfForbidden(content) });
  const progress: Progress = { limits, root: null, open: [], elements: 0, namespaces: 0, tagStart: null };
  const parser = watchedParser(progress);
  for (let from = 0; from < content.length; from += CHUNK_CHARACTERS) {
    parser.write(content.slice(from, from + CHUNK_CHARACTERS));
    if (progress.tagStart !== null && parser.position - progress.tagStart > MAX_TAG_CHARACTERS) {
      refuse('xmlTooComplex', 'content');
    }
  }
  const lastLine = parser.line + 1;
  parser.close();
  return progress.root ?? refuse('xmlMalformed', 'content', { line: lastLine });
}

/** Parameters of the refusal of a file that is too large. */
export const inMegabytes = (bytes: number): { readonly maximum: number } => ({ maximum: bytes / 1024 / 1024 });

function lineOfForbidden(content: string): number {
  return content.slice(0, content.search(FORBIDDEN_CHARACTER)).split('\n').length;
}

function watchedParser(progress: Progress): sax.SAXParser {
  // Without strictEntities the parser would take the named entities of HTML for XML.
  const options = { xmlns: true, strictEntities: true };
  const parser = sax.parser(true, options);
  const malformed = () => refuse('xmlMalformed', 'content', { line: parser.line + 1 });
  const addText = (text: string) => {
    const current = progress.open.at(-1);
    if (current) current.text += text;
    else if (text.trim() !== '') malformed();
  };
  parser.onerror = malformed;
  parser.onsgmldeclaration = malformed;
  parser.ondoctype = () => refuse('xmlDoctype', 'content');
  parser.ontext = addText;
  parser.oncdata = addText;
  parser.onopentagstart = () => {
    progress.tagStart = parser.position;
  };
  parser.onopennamespace = () => {
    if (++progress.namespaces > MAX_NAMESPACES_IN_SCOPE) refuse('xmlTooComplex', 'content');
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
  if (++progress.elements > progress.limits.elements) refuse('xmlTooComplex', 'content');
  if (progress.open.length >= MAX_NESTING) refuse('xmlTooDeep', 'content', { limit: MAX_NESTING });
  const attributes = new Map<string, string>();
  for (const attribute of Object.values(tag.attributes)) {
    if (attribute.prefix === '') attributes.set(attribute.local, attribute.value);
  }
  const element: XmlElement = { namespace: tag.uri, name: tag.local, attributes, children: [], text: '' };
  progress.open.at(-1)?.children.push(element);
  progress.root ??= element;
  progress.open.push(element);
}
