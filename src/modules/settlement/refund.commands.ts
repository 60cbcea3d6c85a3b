import type { EntityManager } from 'typeorm';
import { jurisdictionOf } from '../../countries/index.js';
import { readAccount } from '../../domain/bank-account.js';
import { refundPostings } from '../../domain/ledger.js';
import { inWords, money } from '../../domain/money.js';
import type { Refusal } from '../../domain/refusal.js';
import { refused, success, type Result } from '../../domain/result.js';
import { onceForKey } from '../../graphql/idempotency.js';
import { uuidv7 } from '../../graphql/ids.js';
import { Problems } from '../../graphql/problems.js';
import type { MoneyInput } from '../../graphql/types.js';
import type { Platform, Viewer } from '../../platform.js';
import { readAmount, takeInHand, type CaseAtHand } from '../cases/case.access.js';
import { bookOf, post, recordEvent } from '../cases/case.record.js';
import { followSurplus, surplusOf } from '../payments/surplus.js';
import { orderPayout } from './payout.record.js';

/** What was paid too much, to be given back; `caseId` is a global id. All that can be is, where no amount is given. */
export interface RefundOrder {
  readonly idempotencyKey: string;
  readonly caseId: string;
  readonly amount?: MoneyInput | null;
  /** Where to send it: it goes with the next payout file. */
  readonly account?: string | null;
  /** Reference of a transfer that has been made already. One of the two must be given. */
  readonly payoutReference?: string | null;
}

/**
 * Gives back what was paid too much on a case to whoever paid, once for its key: by the next payout file, or as a transfer that has
 * been made. Never more than there is, and only what is in our own hands. The case's key.
 */
export function refundSurplus(
  platform: Platform,
  viewer: Viewer,
  input: RefundOrder,
): Promise<Result<string, readonly Refusal[]>> {
  return onceForKey(platform, viewer, 'refundSurplus', input, async (tx) => {
    // What came in too much on a closed case is given back as well.
    const found = await takeInHand(tx, platform, viewer, input.caseId, 'RECORD_PAYMENT');
    return found.ok ? refund(viewer, found.value, input) : found;
  });
}

async function refund(
  viewer: Viewer,
  { tx, row, today }: CaseAtHand,
  input: RefundOrder,
): Promise<Result<string, readonly Refusal[]>> {
  const { refundable: most } = await surplusOf(tx, row);
  const amount = input.amount ? readAmount(input.amount, row.currency, 'amount') : success(most);
  const payee = await loadPayee(tx, row.id);
  const { account, reference, refusals } = readWay(input, payee.country);
  if (!amount.ok) return refused([amount.refusal, ...refusals]);
  if (amount.value > most || most <= 0n) {
    const params = { left: inWords(money(most > 0n ? most : 0n, row.currency)) };
    refusals.push({ code: 'INVALID_STATE', text: 'INVALID_STATE.noSurplus', params, field: ['amount'] });
  }
  if (refusals.length > 0) return refused(refusals);
  const id = uuidv7();
  await tx.query(
    `insert into refund (id, case_id, creditor_id, amount_minor, amount_currency, reference, refunded_on, recorded_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, row.id, row.creditorId, amount.value.toString(), row.currency, reference, today, viewer.subject],
  );
  const paid = money(amount.value, row.currency);
  if (account === null) await post(tx, refundPostings(bookOf(row), id, paid.minor, today));
  else {
    const payout = {
      settlementId: null,
      refundId: id,
      creditorId: row.creditorId,
      caseId: row.id,
      amount: paid,
      account,
    };
    const ours = await nextReference(tx);
    await orderPayout(tx, { ...payout, payee: payee.name, payeeCountry: payee.country, reference: ours }, today);
  }
  const params = { amount: inWords(paid) };
  await recordEvent(tx, row, { type: 'surplusRefunded', on: today, actor: viewer.subject, params, changedFields: [] });
  await followSurplus(tx, row, today);
  return success(row.id);
}

/** The account to send it to, or the reference of the transfer that was made: exactly one of them. */
function readWay(
  input: RefundOrder,
  country: string,
): { account: string | null; reference: string | null; refusals: Refusal[] } {
  const problems = new Problems();
  const account = problems.optionalText(input.account, ['account'], 50);
  const reference = problems.optionalText(input.payoutReference, ['payoutReference'], 140);
  if ((account === null) === (reference === null)) problems.add(['account'], 'INVALID_INPUT', 'accountOrReference');
  if (account !== null && !readAccount(account, jurisdictionOf(country))) {
    problems.add(['account'], 'INVALID_INPUT', 'bankAccount');
  }
  return { account, reference, refusals: problems.refusals };
}

async function loadPayee(tx: EntityManager, caseId: string): Promise<{ name: string; country: string }> {
  const rows: { name: string; country: string }[] = await tx.query(
    'select d.name, d.country from debtor d join collection_case c on c.debtor_id = d.id where c.id = $1',
    [caseId],
  );
  return rows[0]!;
}

async function nextReference(tx: EntityManager): Promise<string> {
  const rows: { reference: string }[] = await tx.query(
    `select 'FR' || lpad(nextval('payout_reference')::text, 8, '0') as reference`,
  );
  return rows[0]!.reference;
}
