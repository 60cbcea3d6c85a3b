import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SandboxClock } from '../../src/clock.js';
import { addDays, isoDate, type IsoDate } from '../../src/domain/date.js';
import { parseAmount } from '../../src/domain/money.js';
import { decodeXml } from '../../src/documents/encoding.js';
import { globalId, uuidv7 } from '../../src/graphql/ids.js';
import { runImport } from '../../src/modules/intake/import.cli.js';
import { importInvoices } from '../../src/modules/intake/import.commands.js';
import type { Platform } from '../../src/platform.js';
import { useDatabase } from '../setup/database.js';
import { withShared } from '../setup/shared.js';
import { agent, testPlatform } from '../setup/platform.js';

const corpus = join(process.cwd(), '../shared/corpus/e-invoices');
const fixtures = join(process.cwd(), 'test/invoices/fixtures');

interface Expected {
  document: string;
  number: string;
  dueDate: IsoDate | null;
  currency: string;
  seller: { legalId: string | null; vat: string | null; name: string; country: string };
  paymentReferences: string[];
  totals: { amountDue: string };
}

const database = useDatabase();
let platform: Platform & { clock: SandboxClock };
beforeAll(async () => {
  platform = await testPlatform(database.dataSource);
});

/** Not through registerCreditor: the companies of published examples have numbers whose check digits are wrong. */
async function creditorOf(seller: Expected['seller']): Promise<string> {
  const rows: { id: string }[] = await platform.db.query(
    `insert into creditor (id, name, country, organisation_number, automation) values ($1, $2, $3, $4, 'AUTOMATIC')
     on conflict (country, organisation_number) where client_of_partner_id is null do update set name = excluded.name returning id`,
    [uuidv7(), seller.name, seller.country, seller.legalId ?? seller.vat ?? 'none'],
  );
  return globalId('Creditor', rows[0]!.id);
}

/** What the documents say that keeps them from becoming a case. */
const REFUSED: Readonly<Record<string, string>> = {
  // The buyer's 987654321: 9·3+8·2+7·7+6·6+5·5+4·4+3·3+2·2 = 182 = 16·11 + 6, so that the check digit would be 5 (rulebook no.md 7.1).
  'ubl-en16931/ubl-tc434-example2.xml': 'INVALID_IDENTIFIER.CHECKSUM',
};

/** The one credit note that names an invoice. */
const CREDITS_BEFORE = 'finvoice/gobl-finvoice3-credit-note.xml';

const expected: Record<string, Expected> = existsSync(corpus)
  ? (JSON.parse(readFileSync(join(corpus, 'expected.json'), 'utf8')) as Record<string, Expected>)
  : {};

withShared(corpus).describe('published invoices, three weeks after they fell due', () => {
  test.each(Object.entries(expected))('%s', async (file, invoice) => {
    const creditorId = await creditorOf(invoice.seller);
    await platform.clock.moveTo(platform.db, addDays(invoice.dueDate ?? isoDate('2026-06-01'), 21));
    const content = decodeXml(readFileSync(join(corpus, file)));
    if (!content.ok) throw new Error('unreadable');
    const answer = await importInvoices(platform, agent, {
      creditorId,
      files: [{ fileName: file, content: content.value }],
    });
    if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
    const imported = answer.value[0]!;
    if (file === CREDITS_BEFORE) {
      // 56.75 of the 1 088.36 euro of invoice 2026-1001, which stands before it in the list.
      expect(imported).toMatchObject({
        invoiceNumber: '2026-1002',
        refusals: [],
        caseId: expect.any(String) as string,
      });
      const notes = await platform.db.query(
        `select n.amount_minor, n.issued_on, n.reference, l.invoice_number from credit_note n join claim l on l.id = n.claim_id
         where n.case_id = $1`,
        [imported.caseId],
      );
      expect(notes).toEqual([
        { amount_minor: '5675', issued_on: '2026-09-10', reference: '2026-1002', invoice_number: '2026-1001' },
      ]);
      return;
    }
    if (
      invoice.document.includes('CreditNote') ||
      invoice.totals.amountDue.startsWith('-') ||
      invoice.dueDate === null ||
      file in REFUSED
    ) {
      expect(imported.caseId).toBeNull();
      expect(imported.refusals[0]?.field?.slice(0, 2)).toEqual(['files', file]);
      if (file in REFUSED) expect(imported.refusals.map(({ text }) => text)).toEqual([REFUSED[file]]);
      for (const refusal of imported.refusals) expect(platform.texts.refusal('fi', refusal)).not.toBe('');
      return;
    }
    expect(imported).toMatchObject({ fileName: file, invoiceNumber: invoice.number, refusals: [] });
    const [row] = await platform.db.query(
      'select invoice_number, principal_currency, principal_minor, due_date, original_reference from claim where case_id = $1',
      [imported.caseId],
    );
    expect(row).toEqual({
      invoice_number: invoice.number,
      principal_currency: invoice.currency,
      principal_minor: String(parseAmount(invoice.totals.amountDue, invoice.currency)),
      due_date: invoice.dueDate,
      original_reference: invoice.paymentReferences[0] ?? null,
    });
  });
});

describe('files', () => {
  const norwegian = () => readFileSync(join(fixtures, 'norwegian-consumer.xml'), 'utf8');
  /** The seller of the fixture, and a day on which its invoice of 16 March 2026 is three weeks overdue. */
  const seller = { legalId: '123456785', vat: null, name: 'Test Seller', country: 'NO' };
  const overdue = isoDate('2026-04-06');
  let creditorId: string;
  beforeAll(async () => {
    creditorId = await creditorOf(seller);
    await platform.clock.moveTo(platform.db, overdue);
  });

  test('each is refused alone, under its own name', async () => {
    const stranger = await creditorOf({ legalId: '310000016', vat: null, name: 'Somebody else', country: 'NO' });
    const files = [{ fileName: 'a.xml', content: norwegian() }, { fileName: 'b.xml', content: '<no/>' }]; // prettier-ignore
    const answer = await importInvoices(platform, agent, { creditorId: stranger, files });
    expect(answer).toMatchObject({
      ok: true,
      value: [
        {
          fileName: 'a.xml',
          caseId: null,
          refusals: [{ text: 'INVALID_INPUT.invoiceSellerNotCreditor', field: ['files', 'a.xml', 'seller'] }],
        },
        {
          fileName: 'b.xml',
          caseId: null,
          invoiceNumber: null,
          refusals: [{ code: 'INVALID_INPUT', field: ['files', 'b.xml', 'content'] }],
        },
      ],
    });
  });

  test('a repeated call gets the same answer; other files under its key are refused', async () => {
    const call = {
      creditorId,
      idempotencyKey: 'call',
      files: [
        { fileName: 'x.xml', content: '<no/>' },
        { fileName: 'a.xml', content: norwegian() },
      ],
    };
    const first = await importInvoices(platform, agent, call);
    if (!first.ok) throw new Error('refused');
    expect(first.value[1]).toMatchObject({ refusals: [], caseId: expect.any(String) as string });
    expect(await importInvoices(platform, agent, call)).toEqual(first);
    expect(await importInvoices(platform, agent, { ...call, files: call.files.slice(1) })).toMatchObject({
      ok: false,
      refusal: [{ code: 'IDEMPOTENCY_KEY_REUSED' }],
    });
    // Under another key it is the same invoice.
    const again = await importInvoices(platform, agent, { ...call, idempotencyKey: 'other' });
    expect(again.ok && again.value[1]?.refusals[0]).toMatchObject({
      code: 'DUPLICATE_CLAIM',
      field: ['files', 'a.xml', 'invoiceNumber'],
    });
  });

  /** A credit note over the fixture's invoice, or over the one named. */
  const creditNote = (number: string, amount: string, invoice = '2026-0042'): string =>
    norwegian()
      .replaceAll('faktura:Invoice', 'faktura:CreditNote')
      .replace('xsd:Invoice-2', 'xsd:CreditNote-2')
      .replace('<ID>2026-0042<', `<ID>${number}<`)
      .replace('<IssueDate>2026-03-02<', '<IssueDate>2026-03-20<')
      .replace(/<DueDate>.*<\/InvoiceTypeCode>/s, '')
      .replace('<a:AccountingSupplierParty>', `<a:BillingReference><a:InvoiceDocumentReference><ID>${invoice}</ID></a:InvoiceDocumentReference></a:BillingReference>$&`)
      .replace(/(<TaxInclusiveAmount[^>]*>)[^<]*/, `$1${amount}`)
      .replace(/<PrepaidAmount.*<\/PrepaidAmount>/, '')
      .replace(/(<PayableAmount[^>]*>)[^<]*/, `$1${amount}`); // prettier-ignore

  test('a credit note is recorded on the case of the invoice it names, once', async () => {
    // The case was taken in above: 399.00 are left of invoice 2026-0042.
    const load = (content: string, idempotencyKey?: string) =>
      importInvoices(platform, agent, {
        creditorId,
        ...(idempotencyKey && { idempotencyKey }),
        files: [{ fileName: 'k.xml', content }],
      });
    const refusalOf = async (content: string) => {
      const answer = await load(content);
      return answer.ok ? answer.value[0]!.refusals[0] : undefined;
    };
    const first = await load(creditNote('K-1', '99.00'), 'credit');
    expect(first).toMatchObject({ ok: true, value: [{ invoiceNumber: 'K-1', refusals: [] }] });
    expect(await load(creditNote('K-1', '99.00'), 'credit')).toEqual(first);
    expect(await refusalOf(creditNote('K-1', '99.00'))).toMatchObject({
      text: 'INVALID_INPUT.creditNoteKnown', field: ['files', 'k.xml', 'reference'],
    }); // prettier-ignore
    // 399.00 − 99.00 are left.
    expect(await refusalOf(creditNote('K-2', '300.01'))).toMatchObject({
      text: 'INVALID_INPUT.creditTooLarge', params: { left: '300.00 NOK' }, field: ['files', 'k.xml', 'amount'],
    }); // prettier-ignore
    expect(await refusalOf(creditNote('K-3', '1.00', 'nobody knows it'))).toMatchObject({
      text: 'INVALID_INPUT.invoiceCreditNoteFor', params: { creditedInvoice: 'nobody knows it' }, field: ['files', 'k.xml', 'content'],
    }); // prettier-ignore
    const rows = await platform.db.query(`select amount_minor, reference from credit_note where reference like 'K-%'`);
    expect(rows).toEqual([{ amount_minor: '9900', reference: 'K-1' }]);
  });

  test('at most a hundred', async () => {
    const files = Array.from({ length: 101 }, (_, index) => ({ fileName: `${index}.xml`, content: '' }));
    expect(await importInvoices(platform, agent, { creditorId, files })).toMatchObject({
      ok: false,
      refusal: [{ field: ['files'] }],
    });
  });

  test('from disk: a line for each, and an exit code', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fordring-import-'));
    try {
      const good = join(folder, 'good.xml');
      writeFileSync(
        good,
        norwegian()
          .replace(/<ID>[^<]+</, '<ID>DISK-1<')
          .replace('2026-03-02', '2026-03-01'),
      );
      writeFileSync(join(folder, 'bad.xml'), Buffer.from([0xff]));
      const lines: string[] = [];
      expect(await runImport(platform, creditorId, [good], (line) => lines.push(line))).toBe(0);
      expect(await runImport(platform, creditorId, [join(folder, 'bad.xml'), good], (line) => lines.push(line))).toBe(
        1,
      );
      expect(lines[0]).toMatch(/^good\.xml: DISK-1: F-\d{4}-\d{7}$/);
      expect(lines[1]).toMatch(/^bad\.xml: ./);
      expect(lines[2]).toMatch(/^good\.xml: DISK-1: Invoice DISK-1 is already registered/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
