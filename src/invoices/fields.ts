import { addDays, parseDate, type IsoDate } from '../domain/date.js';
import { formatAmount, parseAmount, type Currency } from '../domain/money.js';
import { refuse, shown, Unreadable } from '../documents/unreadable.js';
import type { XmlElement } from '../documents/xml.js';

/** The namespaces behind the prefixes of the paths below; a document may name them as it likes. */
const NAMESPACES: ReadonlyMap<string, string> = new Map([
  ['cac', 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2'],
  ['cbc', 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2'],
]);

/** Longer than any name, number or note that belongs in a claim. */
const MAX_VALUE_CHARACTERS = 1000;
const MAX_DESCRIPTION_CHARACTERS = 200;

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** Every element at the end of a path such as `cac:Item/cbc:Name`, in document order. A step without prefix is in no namespace. */
export function elements(from: XmlElement, path: string): XmlElement[] {
  let found: XmlElement[] = [from];
  for (const step of path.split('/')) {
    const [name = '', prefix] = step.split(':').reverse();
    const namespace = prefix === undefined ? '' : NAMESPACES.get(prefix);
    found = found.flatMap((element) =>
      element.children.filter((child) => child.name === name && child.namespace === namespace),
    );
  }
  return found;
}

/** What the element says, line breaks and runs of spaces made one space. */
export function value(element: XmlElement): string {
  return element.text.replace(/\s+/gu, ' ').trim();
}

/** What the elements of a path say, empty ones left out. */
export function values(from: XmlElement, path: string): string[] {
  return elements(from, path)
    .map((element) => value(element))
    .filter((text) => text !== '');
}

/** What the first filled element of a path says, or null. */
export function first(from: XmlElement, path: string): string | null {
  const text = values(from, path)[0] ?? null;
  if (text !== null && text.length > MAX_VALUE_CHARACTERS) {
    refuse('invoiceElementTooLong', 'content', { element: path, limit: MAX_VALUE_CHARACTERS });
  }
  return text;
}

/** The one element of a path, or null. Refused where there are several: nobody can say which is meant. */
export function only(from: XmlElement, path: string, field: string): XmlElement | null {
  const found = elements(from, path);
  if (found.length > 1) refuse('invoiceElementRepeated', field, { element: path });
  return found[0] ?? null;
}

/** What the one element of a path says; refused where it is missing, empty or repeated. */
export function required(from: XmlElement, path: string, field: string): string {
  only(from, path, field);
  return first(from, path) ?? refuse('invoiceElementMissing', field, { element: path });
}

/** A calendar date, or a refusal that names the element. */
export function date(text: string, element: string, field: string): IsoDate {
  return parseDate(text) ?? refuse('invoiceDate', field, { element, value: shown(text) });
}

/** An exact amount in minor units, or a refusal that names the element. */
export function amount(text: string, currency: Currency, element: string): bigint {
  return parseAmount(text, currency) ?? refuse('invoiceAmount', 'principal', { element, value: shown(text) });
}

/** The amount due: positive, or refused because there is nothing to collect. */
export function amountDue(text: string, currency: Currency, element: string): bigint {
  const minor = amount(text, currency, element);
  if (minor > 0n) return minor;
  throw new Unreadable({
    code: 'AMOUNT_NOT_POSITIVE',
    text: 'AMOUNT_NOT_POSITIVE.invoiceNothingDue',
    params: { amount: formatAmount(minor, currency), currency },
    field: ['principal'],
  });
}

export function knownCurrency(code: string): Currency {
  return CURRENCIES.has(code) ? code : refuse('invoiceCurrency', 'currency', { currency: shown(code) });
}

/** Refused where an amount says it is in another currency than the invoice. */
export function inCurrency(stated: string | undefined, currency: Currency): void {
  if (stated === undefined || stated === currency) return;
  throw new Unreadable({
    code: 'CURRENCY_MISMATCH',
    text: 'CURRENCY_MISMATCH.invoiceAmount',
    params: { stated: shown(stated), currency },
    field: ['currency'],
  });
}

/**
 * Terms that say nothing but a number of days, in the languages invoices arrive in. A discount, a condition, a
 * second number, an event that is not the invoice: any other word and the whole is no certain due date.
 */
const DAYS_FROM_INVOICE = new RegExp(
  [
    '^(?:(?:payment terms?|terms?|payment|betalings(?:betingelser|vilkår)|betaling|betalningsvillkor|betalning',
    '|maksuehto|maksuaika|zahlungsziel|zahlbar)(?: ?:)? )?',
    '(?:(?:due|within|in|innen|inom|net|netto|innerhalb von) ){0,2}',
    '(\\d{1,3}) ?(?:days?|dager|dagar|dage|dagen|päivää|pv|tage|jours)',
    '(?: net| netto)?',
    '(?: (?:from|after) (?:the )?(?:invoice date|date of invoice)| (?:fra|etter) fakturadato',
    '| från fakturadatum(?:et)?| laskun päiväyksestä| laskun päivämäärästä)?\\.?$',
  ].join(''),
  'iu',
);

/** Terms of at most 999 days, counted from here, stay within the calendar. */
const LATEST_ISSUE_DATE = '9996-01-01';

/** The due date payment terms state beyond doubt, or null. Several terms, even alike, leave doubt. */
export function dueFromTerms(terms: readonly string[], issueDate: IsoDate): IsoDate | null {
  const match = terms.length === 1 ? DAYS_FROM_INVOICE.exec(terms[0]!) : null;
  return match && issueDate < LATEST_ISSUE_DATE ? addDays(issueDate, Number(match[1])) : null;
}

/** The one date among those stated; null for none, refused where they differ (an invoice to be paid in parts). */
export function agreedDueDate(dates: readonly IsoDate[], element: string): IsoDate | null {
  if (new Set(dates).size > 1) refuse('invoiceElementRepeated', 'dueDate', { element });
  return dates[0] ?? null;
}

/** The due date found, not before the invoice itself; refused where there is none. */
export function dueDate(found: IsoDate | null, issueDate: IsoDate): IsoDate {
  if (found === null) refuse('invoiceDueDateMissing', 'dueDate');
  if (found < issueDate) refuse('invoiceDueBeforeIssued', 'dueDate', { dueDate: found, issueDate });
  return found;
}

/** What the claim is for: the names of the rows, else the notes, else the invoice's number. */
export function description(rows: readonly string[], notes: readonly string[], number: string): string {
  const said = rows.length > 0 ? rows : notes;
  const text = [...new Set(said)].join('; ') || number;
  const characters = Array.from(text.slice(0, 2 * MAX_DESCRIPTION_CHARACTERS + 2));
  if (characters.length <= MAX_DESCRIPTION_CHARACTERS) return text;
  return `${characters.slice(0, MAX_DESCRIPTION_CHARACTERS - 1).join('')}…`;
}

/** The one invoice a credit note lowers. One that names several does not say by how much each. */
export function creditedInvoice(from: XmlElement, path: string): string {
  const [named = null, ...others] = new Set(values(from, path));
  return named === null || others.length > 0 ? refuseCreditNote(null) : named;
}

/** Ends the reading of a credit note as an invoice: it lowers a claim and is none itself. */
export function refuseCreditNote(invoice: string | null): never {
  if (invoice === null) return refuse('invoiceCreditNote', 'content');
  return refuse('invoiceCreditNoteFor', 'content', { creditedInvoice: shown(invoice) });
}
