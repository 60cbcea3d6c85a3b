import type { EntityManager } from 'typeorm';
import type { TransferStatus } from '../../bank-files/bank-file.js';
import { endToEndIdsOf } from '../../bank-files/order.js';
import { uuidv7 } from '../../graphql/ids.js';
import { rejectPayout } from '../settlement/payout.record.js';
import { insertEntry, type Verdict } from './bank.record.js';
import type { Importing } from './importing.js';

const REJECTED = 'RJCT';

/**
 * What a bank says of transfers we ordered, one line each. Of those it refused the money is owed again, and a person is asked; what it
 * says of a whole file or block counts for every transfer of it.
 */
export async function takeStatuses(
  importing: Importing,
  fileId: string,
  statuses: readonly TransferStatus[],
  before: number,
): Promise<void> {
  for (const [index, status] of statuses.entries()) {
    const money = {
      source: 'PAIN_002', place: status.place, account: '', valueOn: null, direction: 'DEBIT', reversal: false, booked: false, detailed: true,
      lump: false, line: { number: index + 1, amount: 0n, direction: 'DEBIT' }, bankReference: status.paymentId ?? status.messageId,
      endToEndId: status.endToEndId, references: [], documentNumbers: [], text: [...status.reasons, ...status.text].join(' '),
      payer: { name: null, account: null, identifier: null }, ordered: null, returned: null,
    } as const; // prettier-ignore
    const verdict = await verdictOn(importing, status);
    await insertEntry(importing.tx, { id: uuidv7(), fileId, position: before + index, money }, verdict);
  }
}

async function verdictOn({ tx, today }: Importing, status: TransferStatus): Promise<Verdict> {
  if (status.status !== REJECTED) return { outcome: 'IGNORED', reason: 'TRANSFER_STATUS' };
  const reason = [...status.reasons, ...status.text].join(' ') || REJECTED;
  for (const reference of await concerned(tx, status)) await rejectPayout(tx, { reference, reason, on: today });
  return { outcome: 'REJECTED', reason: 'TRANSFER_REJECTED' };
}

/** The references of our transfers that a bank speaks of; none of a file that is not ours. */
async function concerned(tx: EntityManager, { messageId, paymentId, endToEndId }: TransferStatus): Promise<string[]> {
  const orders: { content: string }[] = await tx.query('select content from payout_file where message_id = $1', [
    messageId,
  ]);
  const references = orders.flatMap(({ content }) => endToEndIdsOf(content, paymentId));
  return endToEndId === null ? references : references.filter((reference) => reference === endToEndId);
}
