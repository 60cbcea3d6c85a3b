import { payoutPostings } from '../../domain/ledger.js';
import { inWords, money } from '../../domain/money.js';
import type { Refusal } from '../../domain/refusal.js';
import { refused, success, type Result } from '../../domain/result.js';
import { once } from '../../graphql/idempotency.js';
import { uuidv7 } from '../../graphql/ids.js';
import { Problems } from '../../graphql/problems.js';
import type { Platform, Viewer } from '../../platform.js';
import { readAmount, takeInHand, type CaseAtHand } from '../cases/case.access.js';
import { bookOf, post, recordEvent } from '../cases/case.record.js';
import type { PayOutToPartnerInput } from './payment.inputs.js';

type Paid = Result<{ readonly caseId: string }, readonly Refusal[]>;

/**
 * Records money we sent to the partner that handed a case to us, once per idempotency key: of what we collected for its
 * client, and never more than that and than what is in the client account for the case.
 */
export function payOutToPartner(platform: Platform, viewer: Viewer, input: PayOutToPartnerInput): Promise<Paid> {
  return once(platform, viewer, 'payOutToPartner', input, async (tx) => {
    // Money may be sent on for a case that is closed, as it may come in for one.
    const found = await takeInHand(tx, platform, viewer, input.caseId, 'RECORD_PAYMENT');
    return found.ok ? payOut(viewer, found.value, input) : found;
  });
}

async function payOut(viewer: Viewer, { tx, row, today }: CaseAtHand, input: PayOutToPartnerInput): Promise<Paid> {
  const { referredByPartnerId: partnerId } = row;
  if (partnerId === null) {
    return refused([{ code: 'INVALID_STATE', text: 'INVALID_STATE.notInbound', field: ['caseId'] }]);
  }
  const amount = readAmount(input.amount, row.currency, 'amount');
  const problems = new Problems();
  const reference = problems.optionalText(input.reference, ['reference'], 140);
  if (input.paidOn > today) problems.add(['paidOn'], 'INVALID_INPUT', 'dateInFuture');
  const [{ owed, inHand }]: [{ owed: string; inHand: string }] = await tx.query(LEFT, [row.id, row.currency]);
  const left = BigInt(owed) < BigInt(inHand) ? BigInt(owed) : BigInt(inHand);
  if (amount.ok && amount.value > left) {
    const params = { left: inWords(money(left, row.currency)) };
    problems.add(['amount'], 'INVALID_STATE', 'payoutTooLarge', params);
  }
  if (!amount.ok) return refused([amount.refusal, ...problems.refusals]);
  if (problems.refusals.length > 0) return refused(problems.refusals);
  const id = uuidv7();
  await tx.query(
    `insert into remittance (id, partner_id, case_id, creditor_id, direction, external_reference, amount_minor, amount_currency, remitted_on)
     values ($1, $2, $3, $4, 'TO_PARTNER', $5, $6, $7, $8)`,
    [id, partnerId, row.id, row.creditorId, reference, amount.value.toString(), row.currency, input.paidOn],
  );
  await post(tx, payoutPostings(bookOf(row), 'partner:payable', id, amount.value, input.paidOn));
  const [{ partner }]: [{ partner: string }] = await tx.query('select name as partner from partner where id = $1', [
    partnerId,
  ]);
  const params = { partner, amount: inWords(money(amount.value, row.currency)) };
  await recordEvent(tx, row, { type: 'partnerPaidOut', on: today, actor: viewer.subject, params, changedFields: [] });
  return success({ caseId: row.id });
}

/** What we owe the partner of a case, and what of its money is in our hands. */
const LEFT = `select
    coalesce(sum(case when credit_account = 'partner:payable' then amount_minor when debit_account = 'partner:payable' then -amount_minor end), 0)
      as owed,
    coalesce(sum(case when debit_account = 'client_funds' then amount_minor when credit_account = 'client_funds' then -amount_minor end), 0)
      as "inHand"
  from posting where case_id = $1 and currency = $2`;
