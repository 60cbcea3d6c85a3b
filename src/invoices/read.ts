import type { Refusal } from '../domain/refusal.js';
import { refused, success, type Result } from '../domain/result.js';
import { values } from './fields.js';
import { isFinvoice, readFinvoice } from './finvoice.js';
import type { ReadInvoice } from './invoice.js';
import { isUbl, readUbl } from './ubl.js';
import { refuse, shown, Unreadable } from './unreadable.js';
import { parseXml, type XmlElement } from './xml.js';

interface Format {
  /** Path of the invoice's number. */
  readonly numberPath: string;
  read(root: XmlElement): ReadInvoice;
}

function formatOf(root: XmlElement): Format {
  if (isUbl(root)) return { numberPath: 'cbc:ID', read: readUbl };
  if (isFinvoice(root)) return { numberPath: 'InvoiceDetails/InvoiceNumber', read: readFinvoice };
  return refuse('invoiceRoot', 'content', { root: shown(root.name) });
}

/**
 * The claim in the text of one e-invoice (UBL 2.1, Finvoice 2.01 and 3.0), or the first reason it cannot become one,
 * with the invoice's number where that could be read. `field` of the refusal is the claim's member concerned, or
 * `content` for the document as a whole. The text is already decoded: the encoding it declares is not looked at.
 */
export function readInvoice(content: string): Result<ReadInvoice, Refusal & { readonly invoiceNumber?: string }> {
  let invoiceNumber: string | undefined;
  try {
    const root = parseXml(content);
    const format = formatOf(root);
    const numbers = values(root, format.numberPath);
    if (numbers.length === 1) invoiceNumber = numbers[0];
    return success(format.read(root));
  } catch (fault) {
    if (!(fault instanceof Unreadable)) throw fault;
    return refused(invoiceNumber === undefined ? fault.refusal : { ...fault.refusal, invoiceNumber });
  }
}
