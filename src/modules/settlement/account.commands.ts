import { jurisdictionOf } from '../../countries/index.js';
import { readAccount } from '../../domain/bank-account.js';
import type { Refusal } from '../../domain/refusal.js';
import { refused, success, type Result } from '../../domain/result.js';
import { keyOf, uuidv7 } from '../../graphql/ids.js';
import type { Platform, Viewer } from '../../platform.js';
import { closeTasks } from '../tasks/task.record.js';

/**
 * Says to which account a creditor is paid. What waited for it, or was refused by the bank at the old one, goes with the next payout
 * file. `creditorId` is a global id. The creditor's key.
 */
export function setCreditorBankAccount(
  platform: Platform,
  viewer: Viewer,
  { creditorId, bankAccount }: { readonly creditorId: string; readonly bankAccount: string },
): Promise<Result<string, readonly Refusal[]>> {
  return platform.db.transaction(async (tx) => {
    const key = keyOf('Creditor', creditorId);
    const rows: { country: string }[] =
      key === null ? [] : await tx.query('select country from creditor where id = $1 for no key update', [key]);
    const [creditor] = rows;
    if (!creditor || key === null) {
      return refused([{ code: 'NOT_FOUND', text: 'NOT_FOUND.creditor', field: ['creditorId'] }]);
    }
    const account = bankAccount.trim();
    if (account.length > 50 || !readAccount(account, jurisdictionOf(creditor.country))) {
      return refused([{ code: 'INVALID_INPUT', text: 'INVALID_INPUT.bankAccount', field: ['bankAccount'] }]);
    }
    await tx.query('update creditor set bank_account = $2 where id = $1', [key, account]);
    await tx.query(
      `insert into audit (id, subject, action, entity, entity_id, details) values ($1, $2, 'setCreditorBankAccount', 'creditor', $3, $4)`,
      [uuidv7(), viewer.subject, key, { bankAccount: account }],
    );
    const freed: [{ id: string }[], number] = await tx.query(
      `update payout set account = $2 where creditor_id = $1 and settlement_id is not null and file_id is null returning id`,
      [key, account],
    );
    for (const { id } of freed[0]) {
      await closeTasks(tx, ['PAYOUT_BLOCKED', 'PAYOUT_REJECTED'], { subject: id }, platform.clock.today());
    }
    return success(key);
  });
}
