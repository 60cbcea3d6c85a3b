import type { EntityManager } from 'typeorm';
import { carriedPaid } from '../../domain/ledger.js';
import type { Platform } from '../../platform.js';
import { settleBooks } from '../cases/case.closing.js';
import { accrue, bookOf, lockCase, post, recordEvent, reschedule, type LockedCase } from '../cases/case.record.js';
import { businessDate, lawOf } from '../cases/case.working.js';

const NEXT = 'select merged_into_id as id from collection_case where id = $1';

/** What a case carries from others, without one payment. */
const LEAVE_OUT = `update collection_case c set carried = jsonb_set(carried, '{payments}', coalesce(
    (select jsonb_agg(each.payment order by each.place) from jsonb_array_elements(c.carried->'payments') with ordinality each(payment, place)
     where each.payment->>0 <> $2), '[]')) where c.id = $1`;

/** A payment that did not hold, as the event says it. */
interface Untrue {
  readonly paymentId: string;
  readonly params: Readonly<Record<string, string>>;
  readonly actor: string;
}

/**
 * A payment that did not hold no longer counts in the case that the claims it covered were merged into. Where they were sold, that is a
 * matter between the two creditors.
 */
export async function oweAgainWhereMerged(
  tx: EntityManager,
  platform: Platform,
  from: LockedCase,
  payment: Untrue,
): Promise<void> {
  const { paymentId, params, actor } = payment;
  const [{ id }]: [{ id: string | null }] = await tx.query(NEXT, [from.id]);
  const row = id === null ? null : await lockCase(tx, null, id);
  const counted = row?.state.facts.payments.find((each) => each.id === paymentId);
  if (!row || !counted) return;
  const on = businessDate(platform.clock, row.state.country);
  await tx.query(LEAVE_OUT, [row.id, paymentId]);
  const owed = counted.allocations.map((part) => ({ ...part, amount: -part.amount }));
  await post(
    tx,
    carriedPaid(bookOf(row), owed, on).map((posting) => ({
      ...posting,
      idempotencyKey: `${posting.idempotencyKey}:${paymentId}`,
    })),
  );
  const closed = row.state.status === 'CLOSED';
  const changedFields = closed ? ['payments'] : ['balance', 'payments'];
  await recordEvent(tx, row, { type: 'paymentReversed', on, actor, params, changedFields });
  if (closed) await settleBooks(tx, row, on, `:${paymentId}`);
  else {
    await accrue(tx, row, lawOf(platform.laws, row.state), on);
    await reschedule(tx, platform, row.id);
  }
  await oweAgainWhereMerged(tx, platform, row, payment);
}
