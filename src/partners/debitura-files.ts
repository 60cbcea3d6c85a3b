import type { z } from 'zod';
import { refused, success, type Result } from '../domain/result.js';
import type { files } from './debitura-wire.js';
import { isOfCreditor } from './debitura-words.js';
import type { PartnerDocument, PartnerFault } from './partner.js';
import { printable } from './sandbox-wire.js';

// What was put to a case at Debitura: which of it is the agency's, and where it may be fetched from.

type CaseFile = z.infer<typeof files>['read'][number];

/** Bytes of a file that are fetched; they take files of up to 25 megabytes, of which we keep none so large. */
export const MOST_FILE_BYTES = 5 * 1024 * 1024;

/** Files that did not come from our own side, as those that we send do. */
export const theirFiles = (listed: readonly CaseFile[]): CaseFile[] =>
  listed.filter(({ documentType }) => !isOfCreditor(documentType));

/** The name of a file without anything that could be a path. */
export const nameOf = ({ fileName }: CaseFile): string => printable(fileName.replace(/[/\\]/g, '_').slice(-140), 140);

/** By the ending of the name: what they serve it as says no more. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf', jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png', txt: 'text/plain', csv: 'text/csv',
}; // prettier-ignore

/** A file with the bytes that were fetched of it. */
export function documentOf(file: CaseFile, content: Buffer): PartnerDocument {
  const fileName = nameOf(file);
  const ending = fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase();
  const known = Object.hasOwn(MEDIA_TYPES, ending) ? MEDIA_TYPES[ending]! : 'application/octet-stream';
  return { fileName, mediaType: known, content };
}

/** Where a file lies, and whether it is served by the interface itself, which wants our key. */
interface Place {
  readonly url: string;
  readonly ofInterface: boolean;
}

/**
 * Where a file may be fetched from: the interface itself, or where we were told that they keep their files. An answer of
 * theirs makes us ask nowhere else, least of all inside our own network.
 */
export function placeOf(
  { url }: CaseFile,
  { api, store }: { readonly api: string; readonly store: string | undefined },
): Result<Place, PartnerFault> {
  const at = URL.canParse(url ?? '', api) ? new URL(url ?? '', api) : null;
  const ofInterface = at?.origin === new URL(api).origin;
  const ofStore = store !== undefined && at?.origin === new URL(store).origin;
  if (at && url && (ofInterface || ofStore)) return success({ url: at.href, ofInterface });
  const detail = url
    ? `it lies at ${printable(at?.origin ?? url, 200)}, which is not where FORDRING_DEBITURA_FILES_URL says`
    : 'they do not say where it lies';
  return refused({ code: 'UNSUPPORTED', retry: false, detail });
}
