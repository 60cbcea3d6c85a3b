import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Platform } from '../../platform.js';

/**
 * Job `spoolPayoutFile`: puts a payout file where the bank's client fetches it, beside the letters to be printed; written aside and
 * renamed, so that nobody fetches half of it. Where letters go by mail there is no such place, and the file is read through the API.
 */
export async function spoolPayoutFile({ db, delivery }: Platform, fileId: string): Promise<void> {
  if (!('spoolDirectory' in delivery)) return;
  const rows: { messageId: string; content: string }[] = await db.query(
    'select message_id as "messageId", content from payout_file where id = $1',
    [fileId],
  );
  const [file] = rows;
  if (!file) throw new Error(`no payout file ${fileId}`);
  await mkdir(delivery.spoolDirectory, { recursive: true });
  const path = join(delivery.spoolDirectory, `${file.messageId}.xml`);
  await writeFile(`${path}.part`, file.content);
  await rename(`${path}.part`, path);
}
