import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { decodeXml } from '../../documents/encoding.js';
import type { Platform, Viewer } from '../../platform.js';
import { importInvoices, type ImportedFile } from './import.commands.js';

/** Whoever sits at the machine acts for the agency. */
const OPERATOR: Viewer = { subject: 'command line', roles: ['AGENT'], creditorId: null, partnerId: null };

/**
 * Imports invoice files from disk for a creditor (global id), one after the other, and says in one line what became of
 * each. The exit code: 0 where every file became a case, else 1. Rejects where a file cannot be read from disk.
 */
export async function runImport(
  platform: Platform,
  creditorId: string,
  paths: readonly string[],
  say: (line: string) => void,
): Promise<number> {
  let complete = true;
  for (const path of paths) {
    const imported = await importBytes(platform, creditorId, basename(path), await readFile(path));
    complete &&= imported.caseId !== null;
    say(await lineFor(platform, imported));
  }
  return complete ? 0 : 1;
}

async function importBytes(
  platform: Platform,
  creditorId: string,
  fileName: string,
  bytes: Uint8Array,
): Promise<ImportedFile> {
  const decoded = decodeXml(bytes);
  if (!decoded.ok) return { fileName, invoiceNumber: null, caseId: null, refusals: [decoded.refusal] };
  const result = await importInvoices(platform, OPERATOR, {
    creditorId,
    files: [{ fileName, content: decoded.value }],
  });
  if (!result.ok) return { fileName, invoiceNumber: null, caseId: null, refusals: result.refusal };
  return result.value[0]!;
}

async function lineFor(
  { db, texts }: Platform,
  { fileName, invoiceNumber, caseId, refusals }: ImportedFile,
): Promise<string> {
  const invoice = invoiceNumber === null ? fileName : `${fileName}: ${invoiceNumber}`;
  if (caseId === null) return `${invoice}: ${refusals.map((refusal) => texts.refusal('en', refusal)).join(' ')}`;
  const rows: { reference: string }[] = await db.query('select reference from collection_case where id = $1', [caseId]);
  return `${invoice}: ${rows[0]!.reference}`;
}
