import type { EntityManager } from 'typeorm';
import { unpaidPrincipal } from '../../domain/balance.js';
import { lossRecovered } from '../../domain/book-loss.js';
import { inWords, money, smallest } from '../../domain/money.js';
import { refused, success } from '../../domain/result.js';
import { onceForKey, type Repeatable } from '../../graphql/idempotency.js';
import { uuidv7 } from '../../graphql/ids.js';
import type { Platform, Viewer } from '../../platform.js';
import { readAmount, takeInHand, textRefusals, type CaseAtHand, type CaseResult } from './case.access.js';
import { loadCaseStates } from './case.facts.js';
import { recordEvent, type LockedCase } from './case.record.js';

/** A loss that a creditor books. `caseId` is a global id; without an amount all of the principal that is left. */
export interface BookLoss extends Repeatable {
  readonly caseId: string;
  readonly amount?: { readonly amount: string; readonly currency: string } | null;
  readonly reason: string;
}

/**
 * Records that the creditor has written off a claim in its own books. The debtor owes it all the same, and it is collected as
 * before. Refused beyond the unpaid principal that is not written off yet.
 */
export async function writeOffForBooks(platform: Platform, viewer: Viewer, input: BookLoss): Promise<CaseResult> {
  const blank = textRefusals(input.reason, 'reason');
  if (blank.length > 0) return refused(blank);
  return onceForKey(platform, viewer, 'writeOffForBooks', input, async (tx) => {
    const found = await takeInHand(tx, platform, viewer, input.caseId, 'WRITE_OFF_FOR_BOOKS');
    return found.ok ? write(viewer, found.value, input) : found;
  });
}

async function write(
  viewer: Viewer,
  { tx, row, today }: CaseAtHand,
  { amount, reason }: BookLoss,
): Promise<CaseResult> {
  const unpaid = unpaidPrincipal(row.state.facts);
  const left = unpaid - smallest(unpaid, await writtenOff(tx, row.id));
  const asked = amount ? readAmount(amount, row.currency, 'amount') : success(left);
  if (!asked.ok) return refused([asked.refusal]);
  if (asked.value > left || left <= 0n) {
    const params = { left: inWords(money(left, row.currency)) };
    return refused([{ code: 'INVALID_INPUT', text: 'INVALID_INPUT.writeOffTooLarge', params, field: ['amount'] }]);
  }
  await tx.query(
    `insert into book_write_off (id, case_id, creditor_id, amount_minor, amount_currency, written_on, reason, recorded_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [uuidv7(), row.id, row.creditorId, asked.value.toString(), row.currency, today, reason, viewer.subject],
  );
  await recordEvent(tx, row, {
    type: 'writtenOffInBooks',
    on: today,
    actor: viewer.subject,
    params: { amount: inWords(money(asked.value, row.currency)), reason },
    changedFields: ['bookWriteOffs'],
  });
  return success(row.id);
}

/** All that a creditor has written off of a case, minor units. */
async function writtenOff(tx: EntityManager, caseId: string): Promise<bigint> {
  const rows: { sum: string }[] = await tx.query(
    'select coalesce(sum(amount_minor), 0)::text as sum from book_write_off where case_id = $1',
    [caseId],
  );
  return BigInt(rows[0]!.sum);
}

/** Tells what a payment, booked by now on a case whose row is as before it, has brought back of a loss booked before. */
export async function tellRecovery(
  tx: EntityManager,
  row: LockedCase,
  on: CaseAtHand['today'],
  actor: string,
): Promise<void> {
  const lost = await writtenOff(tx, row.id);
  if (lost === 0n) return;
  const now = (await loadCaseStates(tx, [row.id])).get(row.id)!;
  const recovered = lossRecovered(lost, unpaidPrincipal(row.state.facts), unpaidPrincipal(now.facts));
  if (recovered <= 0n) return;
  const params = { amount: inWords(money(recovered, row.currency)) };
  await recordEvent(tx, row, { type: 'lossRecovered', on, actor, params, changedFields: ['bookWriteOffs'] });
}
