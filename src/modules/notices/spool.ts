import { createHash } from 'node:crypto';
import { appendFile, mkdir, rename, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { postFor } from '../../domain/delivery.js';
import type { Platform } from '../../platform.js';
import { businessDate } from '../cases/case.working.js';
import { lawFor, type Outgoing } from './outgoing.js';
import { letterPdf } from './pdf.js';

/** Where letters lie that are posted by hand, and where the lists are for whoever prints. */
const BY_HAND = 'by-hand';
const MANIFESTS = 'manifests';

/**
 * Puts a letter where it is printed from; its text file. The PDF stands beside it. Both are written aside and renamed, the PDF
 * first, so that whoever prints never sees half a letter, nor one without its PDF. Then a line is added to the list of the day:
 * of a letter that stands there twice, since a worker was stopped in between, the last line counts. To a protected address
 * nothing goes but by hand, through the authority that forwards post: such letters lie apart, and carry no address.
 */
export async function spool(platform: Platform, directory: string, notice: Outgoing): Promise<string> {
  const folder = notice.byHand ? join(directory, BY_HAND) : directory;
  const file = join(folder, nameOf(notice));
  await mkdir(folder, { recursive: true });
  const text = `${notice.subject}\n\n${notice.body}`;
  const [pdf] = pdfOf(notice);
  if (pdf) await replace(`${file}.pdf`, notice.id, pdf);
  await replace(`${file}.txt`, notice.id, text);
  await list(platform, directory, notice, pdf ? `${file}.pdf` : `${file}.txt`, pdf ?? text);
  return `${file}.txt`;
}

/** One line of JSON a letter, in a file for each day. */
async function list(
  platform: Platform,
  directory: string,
  notice: Outgoing,
  file: string,
  content: Buffer | string,
): Promise<void> {
  const law = lawFor(platform, notice);
  const line = {
    notice: notice.id,
    file: basename(file),
    pages: Buffer.isBuffer(content) ? pagesOf(content) : null,
    sha256: createHash('sha256').update(content).digest('hex'),
    address: notice.byHand ? [] : (notice.document?.recipient ?? []),
    country: notice.byHand ? null : notice.postedTo,
    post: law ? postFor(law, notice.type, notice.byHand) : 'PLAIN',
  };
  const manifests = join(directory, MANIFESTS);
  await mkdir(manifests, { recursive: true });
  const day = businessDate(platform.clock, notice.country);
  await appendFile(join(manifests, `${day}.jsonl`), `${JSON.stringify(line)}\n`);
}

/** Sheets of a PDF of ours: its page objects stand uncompressed. */
const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;

async function replace(file: string, noticeId: string, content: string | Buffer): Promise<void> {
  const draft = `${file}.${noticeId}.part`;
  await writeFile(draft, content);
  await rename(draft, file);
}

export const nameOf = ({ reference, sentOn, type, language }: Outgoing): string =>
  `${reference}-${sentOn}-${type}-${language}`;

/** The letter's PDF; none of a letter whose parts were not kept. */
export const pdfOf = ({ document, sentOn }: Outgoing): Buffer[] => (document ? [letterPdf(document, sentOn)] : []);
