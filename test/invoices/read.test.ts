import { readFileSync } from 'node:fs';
import { decodeXml } from '../../src/documents/encoding.js';
import { buyerIdentifier } from '../../src/invoices/identity.js';
import { readInvoice } from '../../src/invoices/read.js';

const fixture = (name: string): string => readFileSync(`test/invoices/fixtures/${name}.xml`, 'utf8');
const norwegian = fixture('norwegian-consumer');
const swedish = fixture('swedish-company');
const finnish = fixture('finnish-consumer');

function read(content: string) {
  const result = readInvoice(content);
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}

function refusal(content: string) {
  const result = readInvoice(content);
  if (result.ok) throw new Error('the invoice was read');
  return result.refusal;
}

/** The document with one passage changed; the passage must be there. */
function changed(content: string, from: string, to: string): string {
  if (!content.includes(from)) throw new Error(`no ${from} in the fixture`);
  return content.replace(from, to);
}

// Expected values are read from test/invoices/fixtures, which were written for these tests.
describe('invoices to each kind of debtor', () => {
  test('a Norwegian consumer, whatever prefixes the document uses', () => {
    const invoice = read(norwegian);
    expect(invoice).toEqual({
      format: 'UBL',
      number: '2026-0042',
      description: 'Medlemskap mars & april',
      issueDate: '2026-03-02',
      dueDate: '2026-03-16',
      currency: 'NOK',
      amountDueMinor: 39900n, // 499.00 less 100.00 prepaid
      seller: {
        name: 'Treningsstudio Eksempel AS',
        type: 'COMPANY',
        identifiers: [
          { scheme: '0192', value: '123456785' },
          { scheme: 'VAT', value: 'NO123456785MVA' },
        ],
        address: { lines: ['Prøvegata 1'], postalCode: '0150', city: 'Oslo', country: 'NO' },
        email: null,
        phone: null,
        language: null,
      },
      buyer: {
        name: 'Test Person',
        type: 'PERSON',
        identifiers: [{ scheme: 'EM', value: 'test.person@example.test' }],
        address: { lines: ['Testveien 7 B', 'H0201'], postalCode: '5003', city: 'Bergen', country: 'NO' },
        email: 'test.person@example.test',
        phone: '+47 00 00 00 00',
        language: null,
      },
      payee: null,
      paymentReferences: ['2345676'],
      payeeAccounts: ['97104133219'],
      lateInterestPercent: null,
      totals: { lines: '399.20', withoutTax: '399.20', withTax: '499.00', prepaid: '100.00', amountDue: '399.00' },
    });
    expect(buyerIdentifier(invoice.buyer)).toBeNull();
  });

  test('a Swedish company, due by its terms, rounded to the krona, paid to a factor', () => {
    const invoice = read(swedish);
    expect(invoice).toMatchObject({
      description: 'Enligt offert 12',
      dueDate: '2026-03-01', // 30 January and 30 days; February has 28
      amountDueMinor: 125000n,
      payee: 'Exempel Factoring AB',
      buyer: { type: 'COMPANY', address: { lines: ['Box 12'], postalCode: '411 01' } },
    });
    expect(buyerIdentifier(invoice.buyer)).toBe('2021000000');
  });

  test('a Finnish consumer: reference and account where the payment order has none, part already paid', () => {
    expect(read(finnish)).toMatchObject({
      format: 'FINVOICE',
      dueDate: '2026-01-29', // "14 päivää netto" from 15 January
      amountDueMinor: 6040n,
      buyer: { name: 'Testi Henkilö', type: 'PERSON', language: 'sv', email: 'testi@example.test', identifiers: [] },
      paymentReferences: ['1234561'],
      payeeAccounts: ['FI2112345600000785'],
      lateInterestPercent: '9.5',
      totals: { withTax: '100.40', amountDue: '60.40' },
    });
  });

  test('the official synthetic number of a person makes the buyer a person', () => {
    const named = changed(
      norwegian,
      'Person</RegistrationName>',
      'Person</RegistrationName><CompanyID>10915596784</CompanyID>',
    );
    const { buyer } = read(named);
    expect(buyer.type).toBe('PERSON');
    expect(buyerIdentifier(buyer)).toBe('10915596784');
  });
});

describe('the due date', () => {
  const terms = 'Betalningsvillkor: 30 dagar netto';
  test.each([
    ['30 days', '2026-03-01'],
    ['Net 30 days.', '2026-03-01'],
    ['Payment terms: net 10 days', '2026-02-09'],
    ['Payment within 30 days from invoice date', '2026-03-01'],
    ['30 dager netto', '2026-03-01'],
    ['innen 14 dager fra fakturadato', '2026-02-13'],
    ['Maksuehto: 14 pv netto', '2026-02-13'],
    ['Zahlungsziel 30 Tage', '2026-03-01'],
  ])('"%s" from 2026-01-30 is %s', (text, due) => {
    expect(read(changed(swedish, terms, text)).dueDate).toBe(due);
  });

  test.each([
    '30',
    'on receipt within 30 days',
    '2% 10 days, net 30 days',
    '#SKONTO#TAGE=14#PROZENT=2.00#',
    '30 days end of month',
    '30 days from delivery',
    'not within 30 days',
    '30 business days',
    '2000 days',
  ])('"%s" is no certain due date', (text) => {
    expect(refusal(changed(swedish, terms, text))).toMatchObject({
      text: 'INVALID_INPUT.invoiceDueDateMissing',
      field: ['dueDate'],
      invoiceNumber: 'F-7001',
    });
  });

  test('older UBL states it with the means of payment', () => {
    const code = '<cbc:PaymentMeansCode>30</cbc:PaymentMeansCode>';
    const dated = changed(swedish, code, `${code}<cbc:PaymentDueDate>2026-02-20</cbc:PaymentDueDate>`);
    expect(read(dated).dueDate).toBe('2026-02-20');
  });

  test('payment in parts has no one due date', () => {
    const means = '<cac:PaymentMeans><cbc:PaymentDueDate>2026-02-20</cbc:PaymentDueDate></cac:PaymentMeans>';
    const parts = changed(swedish, '<cac:PaymentTerms>', `${means}${means.replace('20<', '27<')}<cac:PaymentTerms>`);
    expect(refusal(parts)).toMatchObject({ text: 'INVALID_INPUT.invoiceElementRepeated', field: ['dueDate'] });
  });

  test("Finvoice: the invoice's own date before the payment order's, and that before the terms", () => {
    const order = changed(finnish, '</EpiInstructedAmount>', '</EpiInstructedAmount><EpiDateOptionDate>20260205</EpiDateOptionDate>'); // prettier-ignore
    expect(read(order).dueDate).toBe('2026-02-05');
    const both = changed(order, '</PaymentTermsFreeText>', '</PaymentTermsFreeText><InvoiceDueDate>20260201</InvoiceDueDate>'); // prettier-ignore
    expect(read(both).dueDate).toBe('2026-02-01');
  });

  test.each(['2026-02-30', '0000-00-00', '99999-01-01', '2026-3-16', '16.03.2026', '2026-03-16Z', '20260316'])(
    '%s is no date',
    (text) => {
      expect(refusal(changed(norwegian, '2026-03-16', text))).toMatchObject({
        text: 'INVALID_INPUT.invoiceDate',
        params: { element: 'cbc:DueDate', value: text },
      });
    },
  );

  test('before the invoice itself is refused', () => {
    expect(refusal(changed(norwegian, '2026-03-16', '2026-03-01'))).toMatchObject({
      text: 'INVALID_INPUT.invoiceDueBeforeIssued',
      params: { dueDate: '2026-03-01', issueDate: '2026-03-02' },
    });
  });

  test('beyond the calendar is refused', () => {
    expect(refusal(changed(swedish, '2026-01-30', '9999-12-31'))).toMatchObject({ field: ['dueDate'] });
  });
});

describe('amounts', () => {
  const payable = '<PayableAmount currencyID="NOK">399.00<';
  test.each(['399,00', 'NaN', '1e3', '399.001', '0x10', '+399.00', '1 399.00', '9999999999999999.00'])(
    '%s is no amount',
    (text) => {
      expect(refusal(changed(norwegian, payable, `<PayableAmount currencyID="NOK">${text}<`))).toMatchObject({
        code: 'INVALID_INPUT',
        text: 'INVALID_INPUT.invoiceAmount',
        params: { element: 'cbc:PayableAmount', value: text },
        field: ['principal'],
        invoiceNumber: '2026-0042',
      });
    },
  );

  test.each([
    ['0.00', '0.00'],
    ['-399', '-399.00'],
  ])('%s due is nothing to collect', (text, amount) => {
    expect(refusal(changed(norwegian, payable, `<PayableAmount currencyID="NOK">${text}<`))).toMatchObject({
      code: 'AMOUNT_NOT_POSITIVE',
      params: { amount, currency: 'NOK' },
    });
  });

  test('missing is refused', () => {
    expect(refusal(norwegian.replace(/<PayableAmount.*<\/PayableAmount>/, ''))).toMatchObject({
      text: 'INVALID_INPUT.invoiceElementMissing',
      params: { element: 'cbc:PayableAmount' },
    });
  });

  test('that contradict the total with VAT are refused (EN 16931, BR-CO-16)', () => {
    // 499.00 less 100.00 prepaid is 399.00, not 499.00.
    expect(refusal(changed(norwegian, payable, '<PayableAmount currencyID="NOK">499.00<'))).toMatchObject({
      text: 'INVALID_INPUT.invoiceTotalsDisagree',
    });
  });

  test('in another currency than the invoice are refused', () => {
    expect(refusal(changed(norwegian, payable, '<PayableAmount currencyID="SEK">399.00<'))).toMatchObject({
      code: 'CURRENCY_MISMATCH',
      params: { stated: 'SEK', currency: 'NOK' },
    });
    const mixed = changed(finnish, '"EUR">60,40', '"SEK">60,40');
    expect(refusal(mixed)).toMatchObject({ code: 'CURRENCY_MISMATCH', params: { stated: 'EUR', currency: 'SEK' } });
  });

  test.each(['KR', 'nok', 'XQX', ''])('%s is no currency', (code) => {
    const content = changed(norwegian, '<DocumentCurrencyCode>NOK', `<DocumentCurrencyCode>${code}`);
    expect(refusal(content)).toMatchObject({ code: 'INVALID_INPUT', field: ['currency'] });
  });

  test('Finvoice writes a comma and nothing else', () => {
    for (const text of ['60.40', '1.060,40', '60,,40']) {
      expect(refusal(changed(finnish, '60,40', text))).toMatchObject({ text: 'INVALID_INPUT.invoiceAmount' });
    }
  });
});

describe('documents that are no claim', () => {
  test('credit notes, with and without the invoice they credit', () => {
    const credit = changed(norwegian, '>380<', '>381<');
    expect(refusal(credit)).toMatchObject({ text: 'INVALID_INPUT.invoiceCreditNote', invoiceNumber: '2026-0042' });
    const reference = '<a:BillingReference><a:InvoiceDocumentReference><ID>2026-0007</ID></a:InvoiceDocumentReference></a:BillingReference>'; // prettier-ignore
    expect(refusal(changed(credit, '<a:AccountingSupplierParty>', `${reference}<a:AccountingSupplierParty>`))).toMatchObject({
      text: 'INVALID_INPUT.invoiceCreditNoteFor',
      params: { creditedInvoice: '2026-0007' },
    }); // prettier-ignore
  });

  test('a pro-forma invoice, a reminder, a cancelled invoice', () => {
    expect(refusal(changed(norwegian, '>380<', '>325<'))).toMatchObject({ params: { type: '325' } });
    expect(refusal(changed(finnish, 'INV01', 'REM01'))).toMatchObject({ params: { type: 'REM01' } });
    expect(refusal(changed(finnish, '>Original<', '>Cancel<'))).toMatchObject({ params: { type: 'Cancel' } });
  });

  test('Finvoice of a version whose meaning is not encoded', () => {
    expect(refusal(changed(finnish, 'Version="3.0"', 'Version="4.0"'))).toMatchObject({
      text: 'INVALID_INPUT.invoiceVersion',
      params: { version: '4.0' },
      invoiceNumber: '555001',
    });
  });

  test('an Invoice of another vocabulary, though it is called one', () => {
    expect(refusal('<Invoice><ID>1</ID></Invoice>')).toMatchObject({ text: 'INVALID_INPUT.invoiceRoot' });
  });

  test('two numbers: neither is given', () => {
    const twice = changed(norwegian, '<ID>2026-0042</ID>', '<ID>2026-0042</ID><ID>2026-0043</ID>');
    const given = refusal(twice);
    expect(given).toMatchObject({ text: 'INVALID_INPUT.invoiceElementRepeated', params: { element: 'cbc:ID' } });
    expect(given.invoiceNumber).toBeUndefined();
  });
});

describe('bytes', () => {
  const declared = (encoding: string) => changed(finnish, 'ISO-8859-15', encoding);
  const utf16 = (text: string) => Buffer.from(`\u{FEFF}${text}`, 'utf16le');
  test.each([
    ['ISO-8859-15', Buffer.from(finnish, 'latin1')],
    ['ISO-8859-1', Buffer.from(declared('ISO-8859-1'), 'latin1')],
    ['windows-1252', Buffer.from(declared('windows-1252'), 'latin1')],
    ['UTF-8', Buffer.from(declared('UTF-8'), 'utf8')],
    ['UTF-8 with a mark that belies the declaration', Buffer.from(`\u{FEFF}${finnish}`, 'utf8')],
    ['UTF-16 little-endian', utf16(declared('UTF-16'))],
    ['UTF-16 big-endian', utf16(declared('UTF-16')).swap16()],
    ['UTF-16 without a mark', Buffer.from(declared('UTF-16'), 'utf16le')],
  ])('%s', (_name, bytes) => {
    const text = decodeXml(bytes);
    if (!text.ok) throw new Error(JSON.stringify(text.refusal));
    expect(read(text.value).buyer.name).toBe('Testi Henkilö');
  });

  test('the euro sign has its place in ISO-8859-15 and in windows-1252', () => {
    const file = (encoding: string, euro: number) =>
      Buffer.concat([Buffer.from(`<?xml version="1.0" encoding="${encoding}"?><a>`), Buffer.from([euro]), Buffer.from('</a>')]); // prettier-ignore
    expect(decodeXml(file('ISO-8859-15', 0xa4))).toMatchObject({ value: expect.stringContaining('<a>€</a>') });
    expect(decodeXml(file('windows-1252', 0x80))).toMatchObject({ value: expect.stringContaining('<a>€</a>') });
  });

  test('an unknown encoding, bytes that are not in the declared one, and too many are refused', () => {
    expect(decodeXml(Buffer.from(declared('EBCDIC-CP-FI')))).toMatchObject({ refusal: { params: { encoding: 'EBCDIC-CP-FI' } } }); // prettier-ignore
    expect(decodeXml(Buffer.from(declared('UTF-8'), 'latin1'))).toMatchObject({ refusal: { text: 'INVALID_INPUT.fileEncoding' } }); // prettier-ignore
    expect(decodeXml(new Uint8Array(4 * 1024 * 1024 + 1))).toMatchObject({ refusal: { text: 'INVALID_INPUT.fileTooLarge' } }); // prettier-ignore
  });
});
