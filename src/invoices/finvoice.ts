import type { IsoDate } from '../domain/date.js';
import type { Currency } from '../domain/money.js';
import * as fields from './fields.js';
import { partyType } from './identity.js';
import type { InvoiceAddress, InvoiceParty, PartyIdentifier, ReadCreditNote, ReadInvoice } from './invoice.js';
import { refuse, shown } from '../documents/unreadable.js';
import type { XmlElement } from '../documents/xml.js';

const VERSIONS: ReadonlySet<string> = new Set(['2.01', '3.0']);
/** ISO 6523 scheme of the OVT code. */
const OVT_SCHEME = '0216';

/** The type UNTDID 1001 gives a credit note, stated beside Finvoice's own code since version 3.0. */
const CREDIT_NOTE_UN = '381';

/** True for the root of a Finvoice message. */
export function isFinvoice(root: XmlElement): boolean {
  return root.name === 'Finvoice' && root.namespace === '';
}

/**
 * The claim in a Finvoice 2.01 or 3.0 message. Throws Unreadable for a credit note, another kind of message or another
 * version, and for an invoice that does not say beyond doubt what is owed and when.
 */
export function readFinvoice(root: XmlElement): ReadInvoice {
  refuseOtherVersions(root);
  refuseOtherDocuments(root);
  const number = fields.required(root, 'InvoiceDetails/InvoiceNumber', 'invoiceNumber');
  const issued = fields.required(root, 'InvoiceDetails/InvoiceDate', 'invoiceDate');
  const issueDate = date(issued, 'InvoiceDate', 'invoiceDate');
  const rows = fields.values(root, 'InvoiceRow/ArticleName');
  const buyer = readParty(root, 'Buyer', 'debtor');
  const language = fields.first(root, 'InvoiceRecipientLanguageCode')?.toLowerCase() ?? null;
  return {
    format: 'FINVOICE',
    number,
    description: fields.description(rows, fields.values(root, 'InvoiceDetails/InvoiceFreeText'), number),
    issueDate,
    dueDate: fields.dueDate(findDueDate(root, issueDate), issueDate),
    ...readAmounts(root),
    seller: readParty(root, 'Seller', 'seller'),
    buyer: { ...buyer, language: language !== null && /^[a-z]{2}$/.test(language) ? language : null },
    payee: null,
    ...readPayment(root),
    lateInterestPercent: latePercent(root),
  };
}

const CREDITED_INVOICE = 'InvoiceDetails/OriginalInvoiceNumber';

/** What a Finvoice credit note lowers, and by how much: its amounts are written as negative ones. Throws Unreadable. */
export function readFinvoiceCreditNote(root: XmlElement): ReadCreditNote {
  refuseOtherVersions(root);
  const { currency, written } = readInstructed(root);
  const issued = fields.required(root, 'InvoiceDetails/InvoiceDate', 'invoiceDate');
  if (!written.startsWith('-')) refuse('invoiceAmount', 'principal', { element: INSTRUCTED, value: shown(written) });
  return {
    number: fields.required(root, 'InvoiceDetails/InvoiceNumber', 'invoiceNumber'),
    creditedInvoice: fields.creditedInvoice(root, CREDITED_INVOICE),
    issueDate: date(issued, 'InvoiceDate', 'invoiceDate'),
    currency,
    amountMinor: fields.amountDue(written.slice(1), currency, INSTRUCTED),
    seller: readParty(root, 'Seller', 'seller'),
  };
}

function refuseOtherVersions(root: XmlElement): void {
  const version = root.attributes.get('Version') ?? '';
  if (!VERSIONS.has(version)) refuse('invoiceVersion', 'content', { version: shown(version) });
}

function refuseOtherDocuments(root: XmlElement): void {
  const type = fields.required(root, 'InvoiceDetails/InvoiceTypeCode', 'content');
  if (type === 'INV02' || fields.first(root, 'InvoiceDetails/InvoiceTypeCodeUN') === CREDIT_NOTE_UN) {
    fields.refuseCreditNote(fields.first(root, CREDITED_INVOICE));
  }
  // Finvoice carries orders, offers and reminders in the same message, and takes invoices back with the origin Cancel.
  if (!/^INV\d{2}$/.test(type)) refuse('invoiceNoDemand', 'content', { type: shown(type) });
  if (fields.first(root, 'InvoiceDetails/OriginCode') === 'Cancel') {
    refuse('invoiceNoDemand', 'content', { type: 'Cancel' });
  }
}

/** `20260915`, the only form Finvoice has. */
function date(text: string, element: string, field: string): IsoDate {
  const dashed = /^\d{8}$/.test(text) ? text.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3') : '';
  return fields.date(dashed || refuse('invoiceDate', field, { element, value: shown(text) }), element, field);
}

/** The invoice's own due date goes before the date of the payment order made for it: the debtor was told the former. */
function findDueDate(root: XmlElement, issueDate: IsoDate): IsoDate | null {
  const terms = 'InvoiceDetails/PaymentTermsDetails';
  const stated = (path: string, element: string) =>
    fields.agreedDueDate(
      fields.values(root, `${path}/${element}`).map((text) => date(text, element, 'dueDate')),
      element,
    );
  return (
    stated(terms, 'InvoiceDueDate') ??
    stated('EpiDetails/EpiPaymentInstructionDetails', 'EpiDateOptionDate') ??
    fields.dueFromTerms(fields.values(root, `${terms}/PaymentTermsFreeText`), issueDate)
  );
}

/** With a decimal point; null where the text has one already, which Finvoice does not allow. */
function decimal(text: string): string | null {
  return text.includes('.') ? null : text.replace(',', '.');
}

const pointed = (text: string, element: string): string =>
  decimal(text) ?? refuse('invoiceAmount', 'principal', { element, value: shown(text) });

const INSTRUCTED = 'EpiInstructedAmount';

/** The amount of the payment order, with a decimal point, and its currency, which is the document's. */
function readInstructed(root: XmlElement): { readonly currency: Currency; readonly written: string } {
  const path = `EpiDetails/EpiPaymentInstructionDetails/${INSTRUCTED}`;
  const text = fields.required(root, path, 'principal');
  const stated = (of: string) => fields.only(root, of, 'principal')?.attributes.get('AmountCurrencyIdentifier');
  const currency = fields.knownCurrency(stated(path) ?? '');
  fields.inCurrency(stated('InvoiceDetails/InvoiceTotalVatIncludedAmount'), currency);
  return { currency, written: pointed(text, INSTRUCTED) };
}

function readAmounts(root: XmlElement): Pick<ReadInvoice, 'currency' | 'amountDueMinor' | 'totals'> {
  const { currency, written: amountDue } = readInstructed(root);
  const total = (element: string): string | null => {
    const text = fields.first(root, `InvoiceDetails/${element}`);
    if (text === null) return null;
    const written = pointed(text, element);
    fields.amount(written, currency, element);
    return written;
  };
  return {
    currency,
    amountDueMinor: fields.amountDue(amountDue, currency, INSTRUCTED),
    totals: {
      lines: total('RowsTotalVatExcludedAmount'),
      withoutTax: total('InvoiceTotalVatExcludedAmount'),
      withTax: total('InvoiceTotalVatIncludedAmount'),
      prepaid: null,
      amountDue,
    },
  };
}

/** The payment order is what the debtor's bank used; what the seller states elsewhere stands in where it is silent. */
function readPayment(root: XmlElement): Pick<ReadInvoice, 'paymentReferences' | 'payeeAccounts'> {
  const ordered = fields.values(root, 'EpiDetails/EpiPaymentInstructionDetails/EpiRemittanceInfoIdentifier');
  const accounts = fields.values(root, 'EpiDetails/EpiPartyDetails/EpiBeneficiaryPartyDetails/EpiAccountID');
  return {
    paymentReferences:
      ordered.length > 0 ? ordered : fields.values(root, 'EpiDetails/EpiIdentificationDetails/EpiReference'),
    payeeAccounts:
      accounts.length > 0
        ? accounts
        : fields.values(root, 'SellerInformationDetails/SellerAccountDetails/SellerAccountID'),
  };
}

function latePercent(root: XmlElement): string | null {
  const path = 'InvoiceDetails/PaymentTermsDetails/PaymentOverDueFineDetails/PaymentOverDueFinePercent';
  const text = decimal(fields.first(root, path) ?? '');
  return text !== null && /^\d{1,3}(?:\.\d{1,4})?$/.test(text) ? text : null;
}

/** Finvoice names the parts of both parties alike, but for the side in front. */
function readParty(root: XmlElement, side: 'Seller' | 'Buyer', field: string): InvoiceParty {
  const details = `${side}PartyDetails`;
  const party = fields.only(root, details, field);
  if (party === null) refuse('invoiceElementMissing', field, { element: details });
  const numbers = (from: XmlElement, path: string, scheme: string | null): PartyIdentifier[] =>
    fields.values(from, path).map((value) => ({ scheme, value }));
  const identifiers = [
    ...numbers(party, `${side}PartyIdentifier`, null),
    ...numbers(party, `${side}OrganisationTaxCode`, 'VAT'),
    ...numbers(root, `${side}OrganisationUnitNumber`, OVT_SCHEME),
  ];
  const address = readAddress(party, side);
  const name = `${side}OrganisationName`;
  return {
    // Further names are the same one in other languages.
    name: fields.first(party, name) ?? refuse('invoiceElementMissing', field, { element: name }),
    type: partyType(identifiers, address?.country ?? null),
    identifiers,
    address,
    email: fields.first(root, `${side}CommunicationDetails/${side}EmailaddressIdentifier`),
    phone: fields.first(root, `${side}CommunicationDetails/${side}PhoneNumberIdentifier`),
    language: null,
  };
}

function readAddress(party: XmlElement, side: 'Seller' | 'Buyer'): InvoiceAddress | null {
  const postal = `${side}PostalAddressDetails`;
  const country = fields.first(party, `${postal}/CountryCode`);
  if (country === null || !/^[A-Z]{2}$/.test(country)) return null;
  return {
    lines: [
      ...fields.values(party, `${postal}/${side}StreetName`),
      ...fields.values(party, `${postal}/${side}PostOfficeBoxIdentifier`),
    ],
    postalCode: fields.first(party, `${postal}/${side}PostCodeIdentifier`),
    city: fields.first(party, `${postal}/${side}TownName`),
    country,
  };
}
