import type { EntityManager } from 'typeorm';
import { addDays, type IsoDate } from '../../domain/date.js';
import { inWords, money, smallest } from '../../domain/money.js';
import type { LockedCase } from '../cases/case.record.js';
import { closeTasks, openTasks } from '../tasks/task.record.js';

/** No act of the three countries sets a last day; what is not the creditor's goes back "promptly". */
const DAYS_TO_REFUND = 10;

/** What was paid too much on a case and can be given back: what of it is in our hands, and not on its way. Minor units. */
export async function refundable(
  tx: EntityManager,
  { id, currency }: Pick<LockedCase, 'id' | 'currency'>,
): Promise<bigint> {
  const [{ surplus, inHand, onItsWay }]: [{ surplus: string; inHand: string; onItsWay: string }] = await tx.query(
    `select coalesce(sum(-side.amount) filter (where side.account = 'suspense'), 0) as surplus,
       coalesce(sum(side.amount) filter (where side.account = 'client_funds'), 0) as "inHand",
       (select coalesce(sum(amount_minor), 0) from payout where case_id = $1 and file_id is null) as "onItsWay"
     from posting p, lateral (values (p.debit_account, p.amount_minor), (p.credit_account, -p.amount_minor)) as side(account, amount)
     where p.case_id = $1 and p.currency = $2`,
    [id, currency],
  );
  return smallest(BigInt(surplus), BigInt(inHand)) - BigInt(onItsWay);
}

/** Opens the task to give back what was paid too much on a case, or closes it where there is nothing left of it. */
export async function followSurplus(tx: EntityManager, row: LockedCase, on: IsoDate): Promise<void> {
  const amount = await refundable(tx, row);
  if (amount <= 0n) return closeTasks(tx, ['OVERPAYMENT'], { caseId: row.id }, on);
  const about = { caseId: row.id, creditorId: row.creditorId, referralId: null, dueOn: addDays(on, DAYS_TO_REFUND) };
  await openTasks(tx, 'OVERPAYMENT', on, [{ ...about, params: { amount: inWords(money(amount, row.currency)) } }]);
}
