import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import type { Refusal } from '../../domain/refusal.js';
import type { InvoiceSourceKind } from '../../graphql/intake.enums.js';
import { accountingApi } from '../../invoice-sources/accounting-api.js';
import { folderSource } from '../../invoice-sources/folder.js';
import type { DocumentReport, InvoiceSource, SourceDocument } from '../../invoice-sources/source.js';
import type { Platform } from '../../platform.js';
import { openSecret } from '../webhooks/webhook.keys.js';
import { isCreditNote, settleElsewhere, startInvoice, takeDocument } from './incoming.commands.js';

interface SourceRow {
  readonly id: string;
  readonly creditorId: string;
  readonly kind: InvoiceSourceKind;
  readonly place: string;
  readonly cursor: string | null;
  readonly sealedKey: Buffer | null;
}

const SOURCES = `select id, creditor_id as "creditorId", kind, place, cursor, secret_cipher as "sealedKey" from invoice_source`;

function open({ secret, invoiceDirectory }: Platform, { id, place, sealedKey }: SourceRow): InvoiceSource {
  if (!sealedKey) return folderSource(invoiceDirectory, place, () => Date.now());
  const key = openSecret(secret, id, sealedKey).toString('utf8');
  return accountingApi({ url: place, key, wait: (ms) => sleep(ms) });
}

/** Fetches what every source has; how many documents came. A source that cannot be reached keeps back no other, and says so. */
export async function fetchSources(platform: Platform, on: IsoDate): Promise<number> {
  const rows: SourceRow[] = await platform.db.query(`${SOURCES} where stopped_at is null order by id`);
  let fetched = 0;
  for (const row of rows) {
    try {
      fetched += await fetchSource(platform, row, on);
      await noteFault(platform.db, row, null);
    } catch (error) {
      await noteFault(platform.db, row, (error as Error).message);
      platform.onFault(error);
    }
  }
  return fetched;
}

/** The cursor moves on only once everything before it is kept, so that a crash loses nothing. */
async function fetchSource(platform: Platform, row: SourceRow, on: IsoDate): Promise<number> {
  const source = open(platform, row);
  let { cursor } = row;
  let fetched = 0;
  for (let more = true; more;) {
    const batch = await source.fetch(cursor);
    await takeDocuments(platform, row, source, batch.documents, on);
    for (const number of batch.settled) {
      await settleElsewhere(platform, row.creditorId, number, 'settled in the accounting system');
    }
    ({ cursor, more } = batch);
    fetched += batch.documents.length;
    await platform.db.query('update invoice_source set cursor = $2 where id = $1', [row.id, cursor]);
  }
  return fetched;
}

/** One that cannot be dealt with keeps back no other; it is said once the others were, so that it is fetched again. */
async function takeDocuments(
  platform: Platform,
  row: SourceRow,
  source: InvoiceSource,
  documents: readonly SourceDocument[],
  on: IsoDate,
): Promise<void> {
  const faults: Error[] = [];
  const notes = documents.filter(isCreditNote);
  for (const document of [...documents.filter((each) => !notes.includes(each)), ...notes]) {
    try {
      const id = await takeDocument(platform, row, document, on);
      await source.report(document.name, await reportOn(platform, id));
    } catch (error) {
      faults.push(new Error(`${document.name}: ${(error as Error).message}`, { cause: error }));
    }
  }
  if (faults[0]) throw faults[0];
}

const noteFault = async (db: DataSource, { id }: SourceRow, fault: string | null): Promise<void> =>
  void (await db.query('update invoice_source set last_fault = $2 where id = $1 and last_fault is distinct from $2', [
    id,
    fault,
  ]));

/** Makes cases of the invoices whose day has come; how many were looked at. One that cannot be made keeps back no other. */
export async function startDueInvoices(platform: Platform, on: IsoDate): Promise<number> {
  const due: (SourceRow & { invoice: string; name: string })[] = await platform.db.query(
    `select i.id as invoice, i.name, s.id, s.creditor_id as "creditorId", s.kind, s.place, s.cursor, s.secret_cipher as "sealedKey"
     from incoming_invoice i join invoice_source s on s.id = i.source_id
     where i.status = 'WAITING' and i.start_on <= $1 order by i.credits is not null, i.start_on, i.id`,
    [on],
  );
  for (const row of due) {
    try {
      await startInvoice(platform, row.invoice);
      await open(platform, row).report(row.name, await reportOn(platform, row.invoice));
    } catch (error) {
      platform.onFault(error);
    }
  }
  return due.length;
}

async function reportOn({ db, texts }: Platform, id: string): Promise<DocumentReport> {
  const rows: (Omit<DocumentReport, 'reasons'> & { refusals: Refusal[]; reason: string | null })[] = await db.query(
    `select i.status, i.invoice_number as "invoiceNumber", c.reference as "case", i.refusals, i.reason,
       case when i.status = 'WAITING' then i.start_on end as "startsOn"
     from incoming_invoice i
       left join claim k on i.status = 'REGISTERED' and (k.creditor_id, k.invoice_number) = (i.creditor_id, i.invoice_number)
       left join collection_case c on c.id = k.case_id
     where i.id = $1`,
    [id],
  );
  const { refusals, reason, ...report } = rows[0]!;
  const reasons = refusals.map((refusal) => texts.refusal('en', refusal));
  return { ...report, reasons: reason === null ? reasons : [...reasons, reason] };
}
