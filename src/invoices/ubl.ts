import type { IsoDate } from '../domain/date.js';
import type { Currency } from '../domain/money.js';
import * as fields from './fields.js';
import { partyType } from './identity.js';
import type {
  InvoiceAddress, InvoiceParty, InvoiceTotals, PartyIdentifier, ReadCreditNote, ReadInvoice,
} from './invoice.js'; // prettier-ignore
import { refuse } from '../documents/unreadable.js';
import type { XmlElement } from '../documents/xml.js';

const ROOT_NAMESPACE = 'urn:oasis:names:specification:ubl:schema:xsd:';

/** Type codes of UNTDID 1001 that EN 16931 counts as credit notes. */
const CREDIT_NOTE_CODES: ReadonlySet<string> = new Set(
  ['81', '83', '261', '262', '296', '308', '381', '396', '420', '458', '532'], // prettier-ignore
);
/** Offer and pro-forma invoice (UNTDID 1001): they ask for no payment. */
const NO_DEMAND_CODES: ReadonlySet<string> = new Set(['310', '325']);

/** A number the two parties agreed on between themselves, typically the seller's customer number. */
const MUTUALLY_AGREED_SCHEME = 'ZZZ';

/** True for the root of a UBL 2 invoice or credit note, whatever prefix it uses. */
export function isUbl(root: XmlElement): boolean {
  return (
    (root.name === 'Invoice' || root.name === 'CreditNote') && root.namespace === `${ROOT_NAMESPACE}${root.name}-2`
  );
}

/**
 * The claim in a UBL 2.1 invoice of any profile (EN 16931, Peppol BIS Billing 3.0, XRechnung, the French profile).
 * Throws Unreadable for a credit note, and for an invoice that does not say beyond doubt what is owed and when.
 */
export function readUbl(root: XmlElement): ReadInvoice {
  refuseOtherDocuments(root);
  const number = fields.required(root, 'cbc:ID', 'invoiceNumber');
  const issued = fields.required(root, 'cbc:IssueDate', 'invoiceDate');
  const issueDate = fields.date(issued, 'cbc:IssueDate', 'invoiceDate');
  const currency = fields.knownCurrency(fields.required(root, 'cbc:DocumentCurrencyCode', 'currency'));
  const { totals, amountDueMinor } = readTotals(root, currency);
  const payee = fields.first(root, 'cac:PayeeParty/cac:PartyName/cbc:Name');
  return {
    format: 'UBL',
    number,
    description: fields.description(
      fields.values(root, 'cac:InvoiceLine/cac:Item/cbc:Name'),
      fields.values(root, 'cbc:Note'),
      number,
    ),
    issueDate,
    dueDate: fields.dueDate(findDueDate(root, issueDate), issueDate),
    currency,
    amountDueMinor,
    seller: readParty(root, 'cac:AccountingSupplierParty/cac:Party', 'seller'),
    buyer: readParty(root, 'cac:AccountingCustomerParty/cac:Party', 'debtor'),
    payee: payee ?? fields.first(root, 'cac:PayeeParty/cac:PartyLegalEntity/cbc:RegistrationName'),
    paymentReferences: fields.values(root, 'cac:PaymentMeans/cbc:PaymentID'),
    payeeAccounts: fields.values(root, 'cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID'),
    lateInterestPercent: latePercent(fields.first(root, 'cac:PaymentTerms/cbc:PenaltySurchargePercent')),
    totals,
  };
}

const CREDITED_INVOICE = 'cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID';

/** What a UBL credit note lowers, and by how much: its amounts are written as positive ones. Throws Unreadable. */
export function readUblCreditNote(root: XmlElement): ReadCreditNote {
  const issued = fields.required(root, 'cbc:IssueDate', 'invoiceDate');
  const currency = fields.knownCurrency(fields.required(root, 'cbc:DocumentCurrencyCode', 'currency'));
  return {
    number: fields.required(root, 'cbc:ID', 'invoiceNumber'),
    creditedInvoice: fields.creditedInvoice(root, CREDITED_INVOICE),
    issueDate: fields.date(issued, 'cbc:IssueDate', 'invoiceDate'),
    currency,
    amountMinor: readTotals(root, currency).amountDueMinor,
    seller: readParty(root, 'cac:AccountingSupplierParty/cac:Party', 'seller'),
  };
}

function refuseOtherDocuments(root: XmlElement): void {
  const code = fields.first(root, 'cbc:InvoiceTypeCode') ?? '';
  if (root.name === 'CreditNote' || CREDIT_NOTE_CODES.has(code)) {
    fields.refuseCreditNote(fields.first(root, CREDITED_INVOICE));
  }
  if (NO_DEMAND_CODES.has(code)) refuse('invoiceNoDemand', 'content', { type: code });
}

const latePercent = (text: string | null): string | null =>
  text !== null && /^\d{1,3}(?:\.\d{1,4})?$/.test(text) ? text : null;

function findDueDate(root: XmlElement, issueDate: IsoDate): IsoDate | null {
  const stated = fields.only(root, 'cbc:DueDate', 'dueDate');
  const text = stated && fields.value(stated);
  if (text) return fields.date(text, 'cbc:DueDate', 'dueDate');
  // UBL 2.1 outside of EN 16931 states it with the means or the terms of payment.
  const elsewhere = ['cac:PaymentMeans/cbc:PaymentDueDate', 'cac:PaymentTerms/cbc:PaymentDueDate'].flatMap((path) =>
    fields.values(root, path).map((found) => fields.date(found, path, 'dueDate')),
  );
  return (
    fields.agreedDueDate(elsewhere, 'cbc:PaymentDueDate') ??
    fields.dueFromTerms(fields.values(root, 'cac:PaymentTerms/cbc:Note'), issueDate)
  );
}

/** EN 16931, BR-CO-16: what is due is the total with VAT, less what was prepaid, and rounded as stated. */
function readTotals(root: XmlElement, currency: Currency): { totals: InvoiceTotals; amountDueMinor: bigint } {
  const total = fields.only(root, 'cac:LegalMonetaryTotal', 'principal');
  if (total === null) refuse('invoiceElementMissing', 'principal', { element: 'cac:LegalMonetaryTotal' });
  const stated = (name: string): string | null => {
    const element = fields.only(total, `cbc:${name}`, 'principal');
    if (element === null || fields.value(element) === '') return null;
    fields.inCurrency(element.attributes.get('currencyID'), currency);
    return fields.value(element);
  };
  const minor = (name: string): bigint | null => {
    const text = stated(name);
    return text === null ? null : fields.amount(text, currency, `cbc:${name}`);
  };
  const amountDue =
    stated('PayableAmount') ?? refuse('invoiceElementMissing', 'principal', { element: 'cbc:PayableAmount' });
  const amountDueMinor = fields.amountDue(amountDue, currency, 'cbc:PayableAmount');
  const withTax = minor('TaxInclusiveAmount');
  if (
    withTax !== null &&
    withTax - (minor('PrepaidAmount') ?? 0n) + (minor('PayableRoundingAmount') ?? 0n) !== amountDueMinor
  ) {
    refuse('invoiceTotalsDisagree', 'principal');
  }
  const totals = {
    lines: stated('LineExtensionAmount'),
    withoutTax: stated('TaxExclusiveAmount'),
    withTax: stated('TaxInclusiveAmount'),
    prepaid: stated('PrepaidAmount'),
    amountDue,
  };
  return { totals, amountDueMinor };
}

function readParty(root: XmlElement, path: string, field: string): InvoiceParty {
  const party = fields.only(root, path, field);
  if (party === null) refuse('invoiceElementMissing', field, { element: path });
  const identifiers = readIdentifiers(party, field === 'seller');
  const address = readAddress(party);
  const email = fields.first(party, 'cac:Contact/cbc:ElectronicMail');
  const language = fields.first(party, 'cac:Language/cbc:ID')?.toLowerCase() ?? null;
  return {
    name: partyName(party) ?? refuse('invoiceElementMissing', field, { element: `${path}/cac:PartyName/cbc:Name` }),
    type: partyType(identifiers, address?.country ?? null),
    identifiers,
    address,
    email: email ?? identifiers.find((identifier) => identifier.scheme === 'EM')?.value ?? null,
    phone: fields.first(party, 'cac:Contact/cbc:Telephone'),
    language: language !== null && /^[a-z]{2}$/.test(language) ? language : null,
  };
}

/** The registered name before the trading name: it is who can be sued. */
function partyName(party: XmlElement): string | null {
  const person = ['FirstName', 'MiddleName', 'FamilyName'].map((part) => fields.first(party, `cac:Person/cbc:${part}`));
  return (
    fields.first(party, 'cac:PartyLegalEntity/cbc:RegistrationName') ??
    fields.first(party, 'cac:PartyName/cbc:Name') ??
    (person.filter((part) => part !== null).join(' ') || null)
  );
}

/** A number without scheme beside the seller's name is its own; beside the buyer's it is the seller's customer number. */
function readIdentifiers(party: XmlElement, isSeller: boolean): PartyIdentifier[] {
  const found = (path: string, from: XmlElement = party): PartyIdentifier[] =>
    fields
      .elements(from, path)
      .map((element) => ({ scheme: element.attributes.get('schemeID') || null, value: fields.value(element) }))
      .filter((identifier) => identifier.value !== '');
  // Other tax schemes carry remarks, such as that a Norwegian seller is in the register of companies.
  const vat = fields
    .elements(party, 'cac:PartyTaxScheme')
    .filter((scheme) => fields.first(scheme, 'cac:TaxScheme/cbc:ID')?.toUpperCase() === 'VAT')
    .flatMap((scheme) => found('cbc:CompanyID', scheme).map(({ value }) => ({ scheme: 'VAT', value })));
  const others = [...found('cac:PartyIdentification/cbc:ID'), ...found('cbc:EndpointID')].filter(
    ({ scheme }) => (isSeller || scheme !== null) && scheme !== MUTUALLY_AGREED_SCHEME,
  );
  const all = [...found('cac:PartyLegalEntity/cbc:CompanyID'), ...vat, ...others];
  return [...new Map(all.map((identifier) => [`${identifier.scheme} ${identifier.value}`, identifier])).values()];
}

function readAddress(party: XmlElement): InvoiceAddress | null {
  const part = (name: string) => fields.first(party, `cac:PostalAddress/${name}`);
  const country = part('cac:Country/cbc:IdentificationCode');
  if (country === null || !/^[A-Z]{2}$/.test(country)) return null;
  const street = [part('cbc:StreetName'), part('cbc:BuildingNumber')].filter((text) => text !== null).join(' ');
  const lines = [
    street,
    part('cbc:AdditionalStreetName') ?? '',
    part('cbc:Postbox') ?? '',
    ...fields.values(party, 'cac:PostalAddress/cac:AddressLine/cbc:Line'),
  ];
  return {
    lines: [...new Set(lines.filter((line) => line !== ''))],
    postalCode: part('cbc:PostalZone'),
    city: part('cbc:CityName'),
    country,
  };
}
