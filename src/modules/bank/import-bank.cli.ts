import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Platform, Viewer } from '../../platform.js';
import { importBankFile } from './import.commands.js';

/** Whoever sits at the machine acts for the agency. */
const OPERATOR: Viewer = { subject: 'command line', roles: ['AGENT'], creditorId: null, partnerId: null };

/**
 * Takes in bank files from disk, one after the other, and says what became of each: one line for each outcome of its lines. The exit
 * code: 0 where every file was taken, else 1. Rejects where a file cannot be read from disk.
 */
export async function runBankImport(
  platform: Platform,
  paths: readonly string[],
  say: (line: string) => void,
): Promise<number> {
  let complete = true;
  for (const path of paths) {
    const fileName = basename(path);
    const content = (await readFile(path)).toString('base64');
    const imported = await importBankFile(platform, OPERATOR, { fileName, content });
    complete &&= imported.ok;
    if (imported.ok) say(await report(platform, fileName, imported.value));
    else for (const refusal of imported.refusal) say(`${fileName}: ${platform.texts.refusal('en', refusal)}`);
  }
  return complete ? 0 : 1;
}

async function report({ db }: Platform, fileName: string, fileId: string): Promise<string> {
  const rows: { outcome: string; lines: string }[] = await db.query(
    'select lower(outcome) as outcome, count(*) as lines from bank_entry where file_id = $1 group by outcome order by outcome',
    [fileId],
  );
  return `${fileName}: ${rows.map(({ outcome, lines }) => `${lines} ${outcome}`).join(', ') || 'nothing in it'}`;
}
