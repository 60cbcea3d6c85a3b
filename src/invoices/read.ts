import type { Refusal } from '../domain/refusal.js';
import { refused, success, type Result } from '../domain/result.js';
import { values } from './fields.js';
import { isFinvoice, readFinvoice, readFinvoiceCreditNote } from './finvoice.js';
import type { ReadCreditNote, ReadInvoice } from './invoice.js';
import { isUbl, readUbl, readUblCreditNote } from './ubl.js';
import { refuse, shown, Unreadable } from '../documents/unreadable.js';
import { parseXml, type XmlElement } from '../documents/xml.js';

interface Format {
  /** Path of the invoice's number. */
  readonly numberPath: string;
  invoice(root: XmlElement): ReadInvoice;
  creditNote(root: XmlElement): ReadCreditNote;
}

function formatOf(root: XmlElement): Format {
  if (isUbl(root)) return { numberPath: 'cbc:ID', invoice: readUbl, creditNote: readUblCreditNote };
  if (isFinvoice(root)) {
    return { numberPath: 'InvoiceDetails/InvoiceNumber', invoice: readFinvoice, creditNote: readFinvoiceCreditNote };
  }
  return refuse('invoiceRoot', 'content', { root: shown(root.name) });
}

/**
 * The claim in the text of one e-invoice (UBL 2.1, Finvoice 2.01 and 3.0), or the first reason it cannot become one,
 * with the invoice's number where that could be read. `field` of the refusal is the claim's member concerned, or
 * `content` for the document as a whole. The text is already decoded: the encoding it declares is not looked at.
 */
export const readInvoice = (content: string): Read<ReadInvoice> => read(content, 'invoice');

/** The same for a credit note: what it lowers, and by how much. `readInvoice` refuses it with the text `OF_CREDIT_NOTE`. */
export const readCreditNote = (content: string): Read<ReadCreditNote> => read(content, 'creditNote');

/** The text of the refusal of a credit note that names an invoice. */
export const OF_CREDIT_NOTE = 'INVALID_INPUT.invoiceCreditNoteFor';

type Read<Document> = Result<Document, Refusal & { readonly invoiceNumber?: string }>;

function read<Kind extends 'invoice' | 'creditNote'>(content: string, kind: Kind): Read<ReturnType<Format[Kind]>> {
  let invoiceNumber: string | undefined;
  try {
    const root = parseXml(content);
    const format = formatOf(root);
    const numbers = values(root, format.numberPath);
    if (numbers.length === 1) invoiceNumber = numbers[0];
    return success(format[kind](root) as ReturnType<Format[Kind]>);
  } catch (fault) {
    if (!(fault instanceof Unreadable)) throw fault;
    return refused(invoiceNumber === undefined ? fault.refusal : { ...fault.refusal, invoiceNumber });
  }
}
