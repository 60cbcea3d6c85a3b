import { QueryFailedError, type DataSource } from 'typeorm';
import type { Refusal } from '../../domain/refusal.js';
import { refused, success, type Result } from '../../domain/result.js';
import { keyOf, uuidv7 } from '../../graphql/ids.js';
import type { InvoiceSourceKind } from '../../graphql/intake.enums.js';
import { Problems } from '../../graphql/problems.js';
import { isFolderName } from '../../invoice-sources/folder.js';
import type { Platform, Viewer } from '../../platform.js';
import { mayBeTakenIn, readEndpoint } from '../webhooks/webhook.address.js';
import { sealSecret } from '../webhooks/webhook.keys.js';

/**
 * Has invoices of a creditor (global id) fetched from a folder from now on; the key of the source. The folder lies in the invoice
 * directory of the platform and is no other creditor's.
 */
export async function addInvoiceFolder(
  { db }: Platform,
  viewer: Viewer,
  { creditorId, folder }: { readonly creditorId: string; readonly folder: string },
): Promise<Result<string, readonly Refusal[]>> {
  const wrong = isFolderName(folder) ? [] : [{ code: 'INVALID_INPUT', text: 'INVALID_INPUT.folder', field: ['folder'] } as const]; // prettier-ignore
  return addSource(db, viewer, creditorId, wrong, { kind: 'FOLDER', id: uuidv7(), place: folder, sealedKey: null });
}

/** Longest key of an interface. */
const LONGEST_KEY = 1_000;

/**
 * Has invoices of a creditor (global id) fetched from the interface of its accounting system from now on; the key of the source. The
 * address is https, or in the sandbox one of this machine; the key of the interface is kept sealed.
 */
export async function addInvoiceInterface(
  { db, secret, webhooks }: Platform,
  viewer: Viewer,
  { creditorId, url, key }: { readonly creditorId: string; readonly url: string; readonly key: string },
): Promise<Result<string, readonly Refusal[]>> {
  const problems = new Problems();
  const address = readEndpoint(url, webhooks);
  if (!address || address.search !== '' || !(await mayBeTakenIn(address, webhooks))) {
    problems.add(['url'], 'INVALID_INPUT', 'webhookUrl');
  }
  const text = problems.text(key, ['key'], LONGEST_KEY);
  const id = uuidv7();
  const sealedKey = sealSecret(secret, id, Buffer.from(text, 'utf8'));
  return addSource(db, viewer, creditorId, problems.refusals, {
    kind: 'REST', id, place: url.replace(/\/+$/, ''), sealedKey,
  }); // prettier-ignore
}

interface NewSource {
  readonly id: string;
  readonly kind: InvoiceSourceKind;
  readonly place: string;
  readonly sealedKey: Buffer | null;
}

/** Writes a source unless something is wrong with it. */
async function addSource(
  db: DataSource,
  viewer: Viewer,
  creditorId: string,
  wrong: readonly Refusal[],
  { id, kind, place, sealedKey }: NewSource,
): Promise<Result<string, readonly Refusal[]>> {
  const key = keyOf('Creditor', creditorId);
  const found: unknown[] = await db.query('select from creditor where id = $1 and client_of_partner_id is null', [key]);
  const unknown: Refusal = { code: 'NOT_FOUND', text: 'NOT_FOUND.creditor', field: ['creditorId'] };
  const refusals = found.length === 0 ? [unknown, ...wrong] : wrong;
  if (refusals.length > 0) return refused(refusals);
  try {
    await db.query(
      `insert into invoice_source (id, creditor_id, kind, place, secret_cipher, registered_by) values ($1, $2, $3, $4, $5, $6)`,
      [id, key, kind, place, sealedKey, viewer.subject],
    );
  } catch (fault) {
    const { constraint } = (fault instanceof QueryFailedError ? fault.driverError : {}) as { constraint?: string };
    if (constraint !== 'invoice_source_place') throw fault;
    return refused([{ code: 'INVALID_STATE', text: 'INVALID_STATE.sourceTaken', field: [kind === 'FOLDER' ? 'folder' : 'url'] }]); // prettier-ignore
  }
  return success(id);
}

/** Fetches no more from a source. What waits already becomes cases all the same. `id` is global. Its key. */
export async function stopInvoiceSource({ db }: Platform, id: string): Promise<Result<string, readonly Refusal[]>> {
  const key = keyOf('InvoiceSource', id);
  const [stopped]: [{ id: string }[], number] = await db.query(
    'update invoice_source set stopped_at = coalesce(stopped_at, now()) where id = $1 returning id',
    [key],
  );
  const source = stopped[0];
  return source ? success(source.id) : refused([{ code: 'NOT_FOUND', text: 'NOT_FOUND.invoiceSource', field: ['id'] }]);
}
