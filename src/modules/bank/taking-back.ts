import type { EntityManager } from 'typeorm';
import type { BankMoney } from '../../domain/bank-money.js';
import { inWords } from '../../domain/money.js';
import { lockCase } from '../cases/case.record.js';
import { reversePayment } from '../payments/payment.reversal.js';
import { tellOfReversal } from '../referrals/referral.money.js';
import { endSuspense, holdInSuspense, type Verdict, type Waiting } from './bank.record.js';
import { unlessUnknown, type Importing } from './importing.js';
import type { OwnAccounts } from './own-accounts.js';

/** Money that came in before and has not been taken back since. */
interface Brought {
  readonly id: string;
  readonly bookedOn: Waiting['on'];
  /** Null where it waits in suspense. */
  readonly caseId: string | null;
  readonly paymentId: string | null;
}

// The amount as a whole is taken back: a part would be a payment out, which only a person can place.
const BROUGHT = `select e.id, e.booked_on as "bookedOn", coalesce(e.case_id, s.case_id) as "caseId", coalesce(e.payment_id, s.payment_id) as "paymentId"
  from bank_entry e left join bank_entry_settlement s on s.entry_id = e.id
  where e.account_key = any($1) and e.direction = 'CREDIT' and e.outcome in ('BOOKED', 'SUSPENSE') and e.amount_minor = $2 and e.currency = $3
    and e.booked_on <= $4 and (s.kind is null or s.kind = 'ASSIGNED')
    and not exists (select from payment_reversal where payment_id = coalesce(e.payment_id, s.payment_id))`;

/** What can say which payment is taken back, the surest first; each as a condition on $5, null where the bank does not tell. */
const NAMED_BY: readonly (readonly [string, (moved: BankMoney) => unknown])[] = [
  ['e.bank_reference = $5', ({ bankReference }) => bankReference],
  ['e.end_to_end_id = $5', ({ endToEndId }) => endToEndId],
  ['e.quoted && $5', ({ references }) => (references.length > 0 ? references : null)],
];

/** The one payment a reversal names; null where it names none, or more than one. */
async function findBrought(tx: EntityManager, accounts: OwnAccounts, moved: BankMoney): Promise<Brought | null> {
  const { amount, bookedOn } = moved;
  for (const [condition, value] of NAMED_BY) {
    if (value(moved) === null) continue;
    const found: Brought[] = await tx.query(`${BROUGHT} and ${condition}`, [
      accounts.keysOf(moved.account), amount.minor.toString(), amount.currency, bookedOn, value(moved),
    ]); // prettier-ignore
    if (found.length > 0) return found.length === 1 ? found[0]! : null;
  }
  return null;
}

/**
 * Money that the bank took back: the payment it names is taken back too, or leaves suspense. Where it names none, or more than one, the
 * account is short of it until a person has said what it was.
 */
export async function takeBack(importing: Importing, waiting: Waiting, moved: BankMoney): Promise<Verdict> {
  const { tx, accounts, today, actor } = importing;
  const brought = await findBrought(tx, accounts, moved);
  if (brought?.paymentId && brought.caseId) {
    const { caseId, paymentId } = brought;
    if (await takeBackPayment(importing, { caseId, paymentId, on: waiting.on, account: moved.account })) {
      return { outcome: 'REVERSED', reason: 'REVERSAL_BOOKED' };
    }
  } else if (brought) {
    const inSuspense = { id: brought.id, amount: moved.amount, direction: 'CREDIT', on: brought.bookedOn } as const;
    await endSuspense(tx, inSuspense, { kind: 'REVERSED', settledBy: actor }, today);
    return { outcome: 'REVERSED', reason: 'REVERSAL_BOOKED' };
  }
  await holdInSuspense(tx, waiting, 'REVERSAL_UNKNOWN', today);
  return { outcome: 'SUSPENSE', reason: 'REVERSAL_UNKNOWN' };
}

/** Takes a payment back. False, with nothing written, where it was taken back before or a rule of law is missing. */
export async function takeBackPayment(
  { tx, platform, today, actor }: Importing,
  { caseId, paymentId, on, account }: { caseId: string; paymentId: string; on: Waiting['on']; account: string },
): Promise<boolean> {
  const row = await lockCase(tx, null, caseId);
  if (!row) return false;
  const amount = await unlessUnknown(tx, (inner) =>
    reversePayment(inner, platform, row, { paymentId, on, reported: null, actor }),
  );
  if (amount === null) return false;
  const told = { paymentId, amount: inWords(amount) };
  const report = { on: today, actor: 'system' };
  await tellOfReversal(tx, platform, { row, from: null, through: account }, told, report);
  return true;
}
