import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DocumentReport, InvoiceSource, SourceDocument } from './source.js';

/** Files taken at once. */
const AT_ONCE = 100;
/** A file written to within this time may not be whole yet. */
const QUIET_MS = 60_000;
/** More than any invoice without attachments needs. */
const MOST_BYTES = 10 * 1024 * 1024;
const REPORT = '.report.json';

/** A folder's own name: one part of a path, and none that hides or leads elsewhere. */
export const isFolderName = (text: string): boolean => /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(text);

/**
 * A folder in which files are dropped. Each is claimed by renaming it into `taken/`, so that of several workers one gets it; beside
 * it a report says what became of it, and one that was refused lies in `refused/`. Left alone are files whose names begin with a dot or
 * end in `.part` or `.tmp`, and files written to within the last minute: they may not be whole. Links and folders are never followed.
 * `nowMs` is the machine's time, by which it dates files.
 */
export function folderSource(root: string, name: string, nowMs: () => number): InvoiceSource {
  if (!isFolderName(name)) throw new RangeError(`${name} is no name of a folder`);
  const inbox = join(root, name);
  const taken = join(inbox, 'taken');
  const refused = join(inbox, 'refused');
  const prepare = async (): Promise<void> => {
    await mkdir(inbox, { recursive: true });
    if (!(await lstat(inbox)).isDirectory()) throw new Error(`${inbox} is not a folder`);
    for (const folder of [taken, refused]) {
      await mkdir(folder, { recursive: true });
      if (!(await lstat(folder)).isDirectory()) throw new Error(`${folder} is not a folder`);
    }
  };
  return {
    async fetch() {
      await prepare();
      const waiting = (await readdir(inbox)).filter(isWhole).sort();
      const claimed: string[] = [];
      for (const file of waiting) {
        if (claimed.length === AT_ONCE) break;
        if (await isQuiet(join(inbox, file), nowMs())) claimed.push(...(await claim(inbox, taken, file)));
      }
      // What a worker claimed and did not finish has no report; what is in hand now is known again by its content.
      const left = await unreported(taken);
      const documents = await Promise.all(left.map((file) => read(taken, file)));
      return { documents: documents.flat(), settled: [], cursor: null, more: claimed.length === AT_ONCE };
    },
    async report(file, report) {
      await prepare();
      const isRefused = report.status === 'REFUSED';
      await write(join(isRefused ? refused : taken, `${file}${REPORT}`), report);
      if (!isRefused) return;
      await rm(join(taken, `${file}${REPORT}`), { force: true });
      await rename(join(taken, file), join(refused, file)).catch(ifGone);
    },
  };
}

const isWhole = (file: string): boolean => !file.startsWith('.') && !/\.(part|tmp)$/i.test(file);

async function isQuiet(path: string, nowMs: number): Promise<boolean> {
  const found = await lstat(path).catch(ifGone);
  return found !== undefined && found.isFile() && found.mtimeMs <= nowMs - QUIET_MS;
}

/** The file's name once it is ours; none where another worker was quicker. The prefix keeps two files of one name apart. */
async function claim(inbox: string, taken: string, file: string): Promise<string[]> {
  const name = `${randomUUID().slice(0, 8)}-${file}`;
  try {
    await rename(join(inbox, file), join(taken, name));
    return [name];
  } catch (error) {
    ifGone(error);
    return [];
  }
}

/** Claimed files without a report. */
async function unreported(taken: string): Promise<string[]> {
  const names = new Set(await readdir(taken));
  return [...names].filter((name) => !name.endsWith(REPORT) && isWhole(name) && !names.has(`${name}${REPORT}`)).sort();
}

/** An empty document where the file is not a plain one or too large: it is refused as unreadable. None where it is gone by now. */
async function read(taken: string, name: string): Promise<SourceDocument[]> {
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const file = await open(join(taken, name), flags).catch((error: NodeJS.ErrnoException) =>
    error.code === 'ELOOP' ? null : ifGone(error),
  );
  if (!file) return file === null ? [{ name, content: new Uint8Array() }] : [];
  try {
    const found = await file.stat();
    const readable = found.isFile() && found.size <= MOST_BYTES;
    return [{ name, content: readable ? await file.readFile() : new Uint8Array() }];
  } finally {
    await file.close();
  }
}

/** Written aside and renamed, so that nobody reads half of it. */
async function write(path: string, report: DocumentReport): Promise<void> {
  const aside = `${path}.${randomUUID()}.part`;
  await writeFile(aside, `${JSON.stringify(report, null, 2)}\n`);
  await rename(aside, path);
}

function ifGone(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
}
