import type { EntityManager } from 'typeorm';
import { addDays, type IsoDate } from '../../domain/date.js';
import { inWords, money, smallest } from '../../domain/money.js';
import type { LockedCase } from '../cases/case.record.js';
import { closeTasks, openTasks } from '../tasks/task.record.js';

/** No act of the three countries sets a last day; what is not the creditor's goes back "promptly". */
const DAYS_TO_REFUND = 10;

interface Surplus {
  /** What was paid too much and is not on its way back, minor units. */
  readonly left: bigint;
  /** The same without what lies with a partner; below zero where more was given back than that. */
  readonly here: bigint;
  /** What can be given back. */
  readonly refundable: bigint;
}

// Of money that a partner sends on in parts the creditor's share comes first: what is too much lies with it until the last.
const SURPLUS = `select coalesce(sum(surplus), 0) as surplus, coalesce(sum(least(surplus, elsewhere)) filter (where surplus > 0 and elsewhere > 0), 0) as elsewhere,
    coalesce(sum("inHand"), 0) as "inHand", (select coalesce(sum(amount_minor), 0) from payout where case_id = $1 and file_id is null) as "onItsWay"
  from (
    select sum(-side.amount) filter (where side.account = 'suspense') as surplus,
      sum(side.amount) filter (where side.account in ('partner:funds', 'exchange:position')) as elsewhere,
      sum(side.amount) filter (where side.account = 'client_funds') as "inHand"
    from posting p, lateral (values (p.debit_account, p.amount_minor), (p.credit_account, -p.amount_minor)) as side(account, amount)
    where p.case_id = $1 and p.currency = $2 group by p.payment_id) each`;

/** What was paid too much on a case. */
export async function surplusOf(
  tx: EntityManager,
  { id, currency }: Pick<LockedCase, 'id' | 'currency'>,
): Promise<Surplus> {
  const [found]: [Record<'surplus' | 'elsewhere' | 'inHand' | 'onItsWay', string>] = await tx.query(SURPLUS, [
    id,
    currency,
  ]);
  const left = BigInt(found.surplus) - BigInt(found.onItsWay);
  const here = left - BigInt(found.elsewhere);
  return { left, here, refundable: smallest(here, BigInt(found.inHand) - BigInt(found.onItsWay)) };
}

/** Opens the task to give back what was paid too much on a case, or closes it, and what a partner was to send for it, where nothing is left. */
export async function followSurplus(tx: EntityManager, row: LockedCase, on: IsoDate): Promise<void> {
  const { left, refundable } = await surplusOf(tx, row);
  if (left <= 0n) await closeTasks(tx, ['MONEY_OWED_BACK'], { caseId: row.id }, on);
  if (refundable <= 0n) return closeTasks(tx, ['OVERPAYMENT'], { caseId: row.id }, on);
  const about = { caseId: row.id, creditorId: row.creditorId, referralId: null, dueOn: addDays(on, DAYS_TO_REFUND) };
  await openTasks(tx, 'OVERPAYMENT', on, [{ ...about, params: { amount: inWords(money(refundable, row.currency)) } }]);
}
