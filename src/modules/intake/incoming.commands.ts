import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { decodeXml } from '../../documents/encoding.js';
import { addDays, isoDate, type IsoDate } from '../../domain/date.js';
import { parseAmount, sum } from '../../domain/money.js';
import type { Refusal } from '../../domain/refusal.js';
import { refused, success, type Result } from '../../domain/result.js';
import { globalId, keyOf, uuidv7 } from '../../graphql/ids.js';
import { readingRole, visibleTo } from '../../graphql/scope.js';
import type { SourceDocument } from '../../invoice-sources/source.js';
import type { ReadCreditNote } from '../../invoices/invoice.js';
import { OF_CREDIT_NOTE, readInvoice } from '../../invoices/read.js';
import type { Platform, Viewer } from '../../platform.js';
import { textRefusals } from '../cases/case.access.js';
import { creditOnce, loadSeller, readClaim, readOwnCreditNote } from './import.commands.js';
import { registerFor } from './register.commands.js';

/** Whose a source is. */
export interface SourceOwner {
  readonly id: string;
  readonly creditorId: string;
}

interface Waiting {
  readonly id: string;
  readonly creditorId: string;
  readonly content: Buffer;
  readonly startOn: IsoDate;
  readonly receivedOn: IsoDate;
}

/** In SQL: such a row. */
const WAITING = `id, creditor_id as "creditorId", content, start_on as "startOn", received_on as "receivedOn"`;

/** Nobody in particular: a source acts for the agency. */
const SOURCE: Viewer = { subject: 'invoice source', roles: ['AGENT'], creditorId: null, partnerId: null };

/**
 * Takes in a document of a source, once however often it comes, and makes a case of it if it may be one today; its key. One that was
 * refused is tried anew. A credit note ends the waiting of the invoice it credits.
 */
export async function takeDocument(
  platform: Platform,
  source: SourceOwner,
  document: SourceDocument,
  on: IsoDate,
): Promise<string> {
  const { db } = platform;
  const content = Buffer.from(document.content);
  const hash = createHash('sha256').update(content).digest('hex');
  await db.query(
    `insert into incoming_invoice (id, source_id, creditor_id, name, content_hash, content, status, start_on, received_on)
     values ($1, $2, $3, $4, $5, $6, 'WAITING', $7, $7)
     on conflict (source_id, content_hash) do update set name = excluded.name, status = 'WAITING', start_on = excluded.start_on, refusals = '[]'
       where incoming_invoice.status = 'REFUSED'`,
    [uuidv7(), source.id, source.creditorId, document.name, hash, content, on],
  );
  const rows: { id: string; begun: boolean }[] = await db.query(
    `select id, status <> 'WAITING' or start_on > $3 as begun from incoming_invoice where source_id = $1 and content_hash = $2`,
    [source.id, hash, on],
  );
  const { id, begun } = rows[0]!;
  if (!begun) await startInvoice(platform, id);
  return id;
}

/**
 * Makes a case of an invoice that waits. Where it is too early it waits until the day the refusal names; where it is refused for
 * another reason it waits no more.
 */
export async function startInvoice(platform: Platform, id: string): Promise<void> {
  const rows: Waiting[] = await platform.db.query(
    `select ${WAITING} from incoming_invoice where id = $1 and status = 'WAITING'`,
    [id],
  );
  const waiting = rows[0];
  if (!waiting) return;
  const read = await readWaiting(platform, waiting);
  if (!read.ok) return refuseDocument(platform, waiting, read.refusal);
  const { invoiceNumber, request } = read.value;
  await platform.db.query('update incoming_invoice set invoice_number = $2 where id = $1', [id, invoiceNumber]);
  if (await endCredited(platform, waiting, invoiceNumber)) return;
  const call = { subject: SOURCE.subject, key: null, operation: 'startInvoice', input: {} };
  const answer = await registerFor(platform, SOURCE, request, call, async (tx) =>
    (await endWaiting(tx, id, 'REGISTERED'))
      ? success({ creditorId: waiting.creditorId, handedOver: null, bundled: true })
      : refused([{ code: 'INVALID_STATE', text: 'INVALID_STATE.waitsNoMore' }]),
  );
  if (!answer.ok) return putOff(platform, id, answer.refusal);
  for (const note of await notesOn(platform, waiting.creditorId, invoiceNumber)) await startInvoice(platform, note.id);
}

async function readWaiting(platform: Platform, { creditorId, content }: Waiting) {
  const decoded = decodeXml(content);
  if (!decoded.ok) return refused({ invoiceNumber: null, refusal: decoded.refusal });
  const seller = await loadSeller(platform.db, creditorId);
  return readClaim(decoded.value, globalId('Creditor', creditorId), seller!);
}

/** In the transaction that ends it for good, so that an invoice is either taken off or becomes a case; false where it waits no more. */
async function endWaiting(tx: EntityManager, id: string, status: 'REGISTERED' | 'CANCELLED', reason?: string) {
  const [ended]: [unknown[], number] = await tx.query(
    `update incoming_invoice set status = $2, reason = $3 where id = $1 and status = 'WAITING' returning id`,
    [id, status, reason],
  );
  return ended.length > 0;
}

async function putOff({ db }: Platform, id: string, refusals: readonly Refusal[]): Promise<void> {
  const [first] = refusals;
  const earliestOn = refusals.length === 1 && first?.code === 'TOO_EARLY' ? first.params?.['earliestOn'] : undefined;
  if (typeof earliestOn === 'string') {
    await db.query(`update incoming_invoice set start_on = $2 where id = $1 and status = 'WAITING'`, [
      id,
      isoDate(earliestOn),
    ]);
    return;
  }
  await db.query(`update incoming_invoice set status = 'REFUSED', refusals = $2 where id = $1 and status = 'WAITING'`, [
    id,
    JSON.stringify(refusals),
  ]);
}

async function refuseDocument(
  platform: Platform,
  waiting: Waiting,
  { invoiceNumber, refusal }: { readonly invoiceNumber: string | null; readonly refusal: Refusal },
): Promise<void> {
  await platform.db.query('update incoming_invoice set invoice_number = $2 where id = $1', [waiting.id, invoiceNumber]);
  if (refusal.text === OF_CREDIT_NOTE) return takeCreditNote(platform, waiting, refusal);
  await putOff(platform, waiting.id, [refusal]);
}

/** Longest that a credit note waits for an invoice that nobody knows, days. */
const DAYS_UNKNOWN = 30;

/**
 * A credit note waits with the invoice it lowers, and lowers the claim once there is one; where nothing is left of the invoice by all
 * that credit it, none of them waits any more. One whose invoice is not known waits for that a while.
 */
async function takeCreditNote(platform: Platform, waiting: Waiting, unknown: Refusal): Promise<void> {
  const { db, clock } = platform;
  const { id, creditorId } = waiting;
  const note = await readNote(platform, waiting);
  if (!note.ok) return putOff(platform, id, [note.refusal]);
  const { creditedInvoice } = note.value;
  await db.query('update incoming_invoice set credits = $2 where id = $1', [id, creditedInvoice]);
  const [invoice]: Waiting[] = await db.query(
    `select ${WAITING} from incoming_invoice where creditor_id = $1 and invoice_number = $2 and credits is null and status = 'WAITING'
     order by start_on, id limit 1`,
    [creditorId, creditedInvoice],
  );
  const waitUntil = (day: IsoDate) => db.query('update incoming_invoice set start_on = $2 where id = $1', [id, day]);
  if (invoice) {
    if (!(await endCredited(platform, invoice, creditedInvoice))) await waitUntil(invoice.startOn);
    return;
  }
  const call = { subject: SOURCE.subject, key: null, operation: 'creditInvoice', input: {} };
  const answer = await creditOnce(platform, SOURCE, note.value, creditorId, call);
  if (answer?.ok) await db.transaction((tx) => endWaiting(tx, id, 'CANCELLED', creditedInvoice));
  else if (answer) await putOff(platform, id, answer.refusal);
  else if (clock.today() < addDays(waiting.receivedOn, DAYS_UNKNOWN)) await waitUntil(addDays(clock.today(), 1));
  else await putOff(platform, id, [unknown]);
}

async function readNote({ db }: Platform, { creditorId, content }: Waiting): Promise<Result<ReadCreditNote, Refusal>> {
  const decoded = decodeXml(content);
  return decoded.ok ? readOwnCreditNote(decoded.value, (await loadSeller(db, creditorId))!) : decoded;
}

/** Credit notes that wait with an invoice, or for it. */
const notesOn = ({ db }: Platform, creditorId: string, invoiceNumber: string): Promise<Waiting[]> =>
  db.query(
    `select ${WAITING} from incoming_invoice where creditor_id = $1 and credits = $2 and status = 'WAITING' order by id`,
    [creditorId, invoiceNumber],
  );

/** Ends the waiting of an invoice of which the credit notes leave nothing, and theirs; whether it was so. */
async function endCredited(platform: Platform, invoice: Waiting, invoiceNumber: string): Promise<boolean> {
  const notes = await notesOn(platform, invoice.creditorId, invoiceNumber);
  const read = notes.length > 0 ? await readWaiting(platform, invoice) : null;
  if (!read?.ok) return false;
  const { amount, currency } = read.value.request.claims[0]!.principal;
  const credited = (await Promise.all(notes.map((note) => readNote(platform, note)))).flatMap((note) =>
    note.ok && note.value.currency === currency ? [note.value] : [],
  );
  const left = (parseAmount(amount, currency) ?? 0n) - sum(credited.map(({ amountMinor }) => amountMinor));
  if (left > 0n) return false;
  const reason = credited.map(({ number }) => `credit note ${number}`).join(', ');
  return platform.db.transaction(async (tx) => {
    if (!(await endWaiting(tx, invoice.id, 'CANCELLED', reason))) return false;
    for (const { id } of notes) await endWaiting(tx, id, 'CANCELLED', invoiceNumber);
    return true;
  });
}

/** Whether a document is a credit note: it is taken after the invoices it came with, for it may be for one of them. */
export function isCreditNote({ content }: SourceDocument): boolean {
  const decoded = decodeXml(content);
  const read = decoded.ok ? readInvoice(decoded.value) : null;
  return read !== null && !read.ok && read.refusal.text === OF_CREDIT_NOTE;
}

/** Ends the waiting of an invoice that is owed no more, by its number; how many there were. `reason` is as the source says it. */
export async function settleElsewhere(
  { db }: Platform,
  creditorId: string,
  invoiceNumber: string,
  reason: string,
): Promise<number> {
  const [ended]: [unknown[], number] = await db.query(
    `update incoming_invoice set status = 'CANCELLED', reason = $3
     where creditor_id = $1 and invoice_number = $2 and credits is null and status = 'WAITING' returning id`,
    [creditorId, invoiceNumber, reason],
  );
  return ended.length;
}

/** Takes an invoice off that was paid or credited before it became a case. `id` is global. Its key. */
export async function cancelIncomingInvoice(
  { db }: Platform,
  viewer: Viewer,
  { id, reason }: { readonly id: string; readonly reason: string },
): Promise<Result<string, readonly Refusal[]>> {
  const wrong = textRefusals(reason, 'reason');
  const key = keyOf('IncomingInvoice', id);
  return db.transaction(async (tx) => {
    const visible = visibleTo(readingRole(viewer), 'IncomingInvoice', 'i', '$2');
    const rows: { id: string; status: string }[] = await tx.query(
      `select i.id, i.status from incoming_invoice i where i.id = $1 and ${visible} for update`,
      visible.includes('$2') ? [key, viewer.creditorId] : [key],
    );
    const found = rows[0];
    if (!found) return refused([{ code: 'NOT_FOUND', text: 'NOT_FOUND.incomingInvoice', field: ['id'] }]);
    if (wrong.length > 0) return refused(wrong);
    if (!(await endWaiting(tx, found.id, 'CANCELLED', reason.trim()))) {
      return refused([{ code: 'INVALID_STATE', text: 'INVALID_STATE.waitsNoMore', field: ['id'] }]);
    }
    return success(found.id);
  });
}
