import type { Refusal } from '../domain/refusal.js';
import { refused, success, type Result } from '../domain/result.js';
import { shown } from './unreadable.js';
import { inMegabytes, MAX_DOCUMENT_BYTES } from './xml.js';

/** Encodings by the name a document declares. ISO-8859-1 is read as windows-1252, its superset, as browsers do. */
const DECODERS: ReadonlyMap<string, string> = new Map([
  ['utf-8', 'utf-8'],
  ['utf8', 'utf-8'],
  ['us-ascii', 'utf-8'],
  ['ascii', 'utf-8'],
  ['iso-8859-1', 'windows-1252'],
  ['latin1', 'windows-1252'],
  ['windows-1252', 'windows-1252'],
  ['iso-8859-15', 'iso-8859-15'],
]);

/** The encoding a document's first bytes give away, whatever it declares: a byte order mark, or `<?` in 16 bits. */
const SIGNATURES: readonly (readonly [readonly number[], string])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
  [[0x3c, 0x00, 0x3f, 0x00], 'utf-16le'],
  [[0x00, 0x3c, 0x00, 0x3f], 'utf-16be'],
];

const DECLARATION = /^<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']/;

/** The text of a file's bytes, by its byte order mark, else by its XML declaration, else as UTF-8; or why it cannot be read. */
export function decodeXml(bytes: Uint8Array, maximum = MAX_DOCUMENT_BYTES): Result<string, Refusal> {
  // UTF-16 takes at most twice the room of UTF-8; the exact limit is the reader's, on the text.
  if (bytes.length > 2 * maximum) return refusal('fileTooLarge', inMegabytes(maximum));
  const signature = SIGNATURES.find(([mark]) => mark.every((byte, index) => bytes[index] === byte));
  const start = String.fromCharCode(...bytes.subarray(0, 300));
  const declared = DECLARATION.exec(start)?.[1] ?? 'utf-8';
  const encoding = signature?.[1] ?? DECODERS.get(declared.toLowerCase());
  if (encoding === undefined) return refusal('fileEncoding', { encoding: shown(declared) });
  const text = encoding === 'windows-1252' ? fromWindows1252(bytes) : new TextDecoder(encoding).decode(bytes);
  // Stands for bytes that are not in the encoding; a document that brings the character along is as damaged.
  return text.includes('\u{FFFD}') ? refusal('fileEncoding', { encoding }) : success(text);
}

/** What windows-1252 has in place of the 32 control characters of ISO-8859-1 from 0x80 on; five places stay empty. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** What bytes say in windows-1252. Not by TextDecoder: Node 20 decodes windows-1252 as if it were ISO-8859-1. */
export function fromWindows1252(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return text.replace(/[\u0080-\u009f]/g, (control) => WINDOWS_1252[control.charCodeAt(0) - 0x80]!);
}

const refusal = (text: string, params: Readonly<Record<string, string | number>>) =>
  refused<Refusal>({ code: 'INVALID_INPUT', text: `INVALID_INPUT.${text}`, params, field: ['content'] });
