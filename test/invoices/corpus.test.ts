import { existsSync, readFileSync } from 'node:fs';
import { isoDate } from '../../src/domain/date.js';
import { decodeXml } from '../../src/documents/encoding.js';
import type { InvoiceParty } from '../../src/invoices/invoice.js';
import { readInvoice } from '../../src/invoices/read.js';
import { withShared } from '../setup/shared.js';

const CORPUS = '../shared/corpus/e-invoices';
const present = existsSync(`${CORPUS}/expected.json`);

interface ExpectedParty { name: string; legalId: string | null; vat: string | null; endpoint?: string | null; country: string } // prettier-ignore
interface Expected {
  number: string;
  issueDate: string;
  dueDate: string | null;
  currency: string;
  seller: ExpectedParty;
  buyer: ExpectedParty;
  payee?: string | null;
  paymentReferences: string[];
  payeeAccounts: string[];
  lateInterestPercent?: string | null;
  totals: Record<string, string>;
}

/** Read from the documents by hand: what cannot become a claim, and why. */
const REFUSED: Readonly<Record<string, readonly [text: string, params: Readonly<Record<string, string>>]>> = {
  // A CreditNote root without BillingReference.
  'ubl-en16931/ubl-tc434-creditnote1.xml': ['INVALID_INPUT.invoiceCreditNote', {}],
  'ubl-gobl/credit-note-peppol.xml': ['INVALID_INPUT.invoiceCreditNote', {}],
  // INV02 with OriginalInvoiceNumber 2026-1001.
  'finvoice/gobl-finvoice3-credit-note.xml': ['INVALID_INPUT.invoiceCreditNoteFor', { creditedInvoice: '2026-1001' }],
  // No DueDate, and terms "on receipt within 30 days": on receipt of what, and is it due then or 30 days later?
  'ubl-gobl/invoice-cross-border-b2b.xml': ['INVALID_INPUT.invoiceDueDateMissing', {}],
  'ubl-gobl/invoice-partially-paid.xml': ['INVALID_INPUT.invoiceDueDateMissing', {}],
  'ubl-gobl/invoice-xr-minimal.xml': ['INVALID_INPUT.invoiceDueDateMissing', {}],
};

/** Not stated as a date but in the terms. Example 7: "Payment within 30 days" from 2013-03-11; March has 31, so 10 April. */
const DUE_FROM_TERMS: Readonly<Record<string, string>> = { 'ubl-en16931/ubl-tc434-example7.xml': '2013-04-10' };

/** PayableAmount and EpiInstructedAmount in minor units, read by hand. */
const AMOUNT_DUE_MINOR: Readonly<Record<string, bigint>> = {
  'ubl-en16931/ubl-tc434-example2.xml': 80178n, // 1801.78 less 1000.00 prepaid
  'ubl-en16931/ubl-tc434-example3.xml': 200500n,
  'ubl-en16931/ubl-tc434-example5.xml': 233750n, // 4675.00 less 2337.50 prepaid
  'ubl-en16931/ubl-tc434-example7.xml': 320000n,
  'ubl-en16931/ubl-tc434-example8.xml': 109978n,
  'ubl-en16931/BIS3_Invoice_positive.XML': 78217943n,
  'ubl-en16931/guide-example1.xml': 25033n,
  'ubl-en16931/sample-discount-price.xml': 1515n,
  'ubl-gobl/invoice-intra-comunity.xml': 6784n,
  'ubl-gobl/peppol-reverse-charge.xml': 5964n,
  'ubl-gobl/peppol-1.xml': 196020n,
  'ubl-gobl/invoice-standard.xml': 120000n,
  'finvoice/gobl-finvoice3-invoice.xml': 108836n,
  'finvoice/jbank-finvoice-2.01.xml': 12400n,
};

/** Buyers whose documents give no number but the seller's own customer number. */
const BUYER_WITHOUT_NUMBER = new Set([
  'ubl-en16931/ubl-tc434-example7.xml',
  'ubl-en16931/ubl-tc434-example8.xml',
  'ubl-en16931/guide-example1.xml',
]);

function readFile(name: string) {
  const text = decodeXml(readFileSync(`${CORPUS}/${name}`));
  if (!text.ok) throw new Error(`${name} could not be decoded`);
  return readInvoice(text.value);
}

function expectParty(party: InvoiceParty, expected: ExpectedParty): void {
  expect({ name: party.name, country: party.address?.country }).toEqual({
    name: expected.name,
    country: expected.country,
  });
  const values = party.identifiers.map((identifier) => identifier.value);
  const vat = party.identifiers.find((identifier) => identifier.scheme === 'VAT');
  expect(vat?.value ?? null).toBe(expected.vat);
  if (expected.legalId !== null) expect(values[0]).toBe(expected.legalId);
  if (expected.endpoint) {
    const [scheme, value] = expected.endpoint.split(':');
    expect(party.identifiers).toContainEqual({ scheme, value });
  }
}

withShared(CORPUS).describe('invoices nobody on the team wrote', () => {
  const expectations: Record<string, Expected> = present
    ? JSON.parse(readFileSync(`${CORPUS}/expected.json`, 'utf8'))
    : {};
  const documents = Object.entries(expectations);

  test.each(documents.filter(([name]) => !(name in REFUSED)))('%s', (name, expected) => {
    const result = readFile(name);
    if (!result.ok) throw new Error(JSON.stringify(result.refusal));
    const { value: invoice } = result;
    expect(invoice).toMatchObject({
      format: name.startsWith('finvoice') ? 'FINVOICE' : 'UBL',
      number: expected.number,
      issueDate: expected.issueDate,
      dueDate: isoDate(expected.dueDate ?? DUE_FROM_TERMS[name] ?? ''),
      currency: expected.currency,
      amountDueMinor: AMOUNT_DUE_MINOR[name],
      payee: expected.payee ?? null,
      paymentReferences: expected.paymentReferences,
      payeeAccounts: expected.payeeAccounts,
      lateInterestPercent: expected.lateInterestPercent ?? null,
      totals: expected.totals,
    });
    expectParty(invoice.seller, expected.seller);
    expectParty(invoice.buyer, expected.buyer);
    expect(invoice.buyer.type).toBe(BUYER_WITHOUT_NUMBER.has(name) ? 'PERSON' : 'COMPANY');
    expect(invoice.description.length).toBeGreaterThan(0);
    expect(invoice.description.length).toBeLessThanOrEqual(200);
  });

  test.each(Object.entries(REFUSED))('%s is refused', (name, [text, params]) => {
    expect(readFile(name)).toMatchObject({
      ok: false,
      refusal: { code: 'INVALID_INPUT', text, params, invoiceNumber: expectations[name]!.number },
    });
  });

  test.each(['BR-CO-10', 'BR-CO-13', 'BR-CO-16', 'BR-CL-04'])('the rule test set %s is no invoice', (rule) => {
    expect(readFile(`ubl-en16931-rules/${rule}.xml`)).toMatchObject({
      ok: false,
      refusal: { text: 'INVALID_INPUT.invoiceRoot', params: { root: 'testSet' } },
    });
  });

  test('the name in ISO-8859-15 is read as written', () => {
    const text = decodeXml(readFileSync(`${CORPUS}/finvoice/jbank-finvoice-2.01.xml`));
    expect(text.ok && text.value).toContain('Viivästyskorko');
  });
});
