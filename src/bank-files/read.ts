import { decodeXml } from '../documents/encoding.js';
import { refuse, shown, Unreadable } from '../documents/unreadable.js';
import { inMegabytes, parseXml, type XmlLimits } from '../documents/xml.js';
import type { Refusal } from '../domain/refusal.js';
import { refused, success, type Result } from '../domain/result.js';
import type { BankFile } from './bank-file.js';
import { isBgMax, readBgMax } from './bgmax.js';
import { isCamt, readCamt } from './camt.js';
import { decodeColumns } from './fixed-width.js';
import { isKtl, readKtl } from './ktl.js';
import { isOcrGiro, readOcrGiro } from './ocr-giro.js';
import { readStatusReport } from './pain002.js';

/** A day of ten thousand payments has about ten megabytes and four hundred thousand elements. */
const LIMITS: XmlLimits = { bytes: 16 * 1024 * 1024, elements: 600_000 };

/** A message of ISO 20022: what it is, and its version from 02 on. */
const MESSAGE = /^urn:iso:std:iso:20022:tech:xsd:((?:camt|pain)\.\d{3})\.001\.(\d{2})$/;

/**
 * A file of a bank: camt.053 and camt.054 (versions 02 and later), pain.002, OCR giro, BgMax, KTL; told apart by how it begins.
 * Or the first reason it cannot be read, with the place in it.
 */
export function readBankFile(bytes: Uint8Array): Result<BankFile, Refusal> {
  try {
    if (bytes.length > LIMITS.bytes) refuse('fileTooLarge', 'content', inMegabytes(LIMITS.bytes));
    return success(looksLikeXml(bytes) ? readMessage(bytes) : readColumns(decodeColumns(bytes)));
  } catch (fault) {
    if (!(fault instanceof Unreadable)) throw fault;
    return refused(fault.refusal);
  }
}

/** Before anything else than blanks and marks of the encoding. */
const looksLikeXml = (bytes: Uint8Array): boolean => /^[\0\u00ef\u00bb\u00bf\u00fe\u00ff\s]*</.test(startOf(bytes));

const startOf = (bytes: Uint8Array): string => String.fromCharCode(...bytes.subarray(0, 200));

function readMessage(bytes: Uint8Array): BankFile {
  const decoded = decodeXml(bytes, LIMITS.bytes);
  if (!decoded.ok) throw new Unreadable(decoded.refusal);
  const element = parseXml(decoded.value.replace(/^\uFEFF?\s*/, ''), LIMITS);
  const [, message = '', version = ''] = MESSAGE.exec(element.namespace) ?? [];
  const document = { element, place: '' };
  if (element.name === 'Document' && version >= '02') {
    if (isCamt(message)) return readCamt(document, message, `${message}.001.${version}`);
    if (message === 'pain.002') return readStatusReport(document, `${message}.001.${version}`);
  }
  return refuse('bankUnknown', 'content', { found: shown(element.namespace || element.name) });
}

function readColumns(content: string): BankFile {
  if (isOcrGiro(content)) return readOcrGiro(content);
  if (isBgMax(content)) return readBgMax(content);
  if (isKtl(content)) return readKtl(content);
  return refuse('bankUnknown', 'content', { found: shown(content.slice(0, 20).trim()) });
}
