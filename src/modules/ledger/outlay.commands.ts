import type { IsoDate } from '../../domain/date.js';
import { outlayPostings } from '../../domain/ledger.js';
import { inWords, money } from '../../domain/money.js';
import type { Refusal } from '../../domain/refusal.js';
import { refused, success, type Result } from '../../domain/result.js';
import { onceForKey } from '../../graphql/idempotency.js';
import { uuidv7 } from '../../graphql/ids.js';
import { Problems } from '../../graphql/problems.js';
import type { MoneyInput } from '../../graphql/types.js';
import type { Platform, Viewer } from '../../platform.js';
import { readAmount, takeInHand } from '../cases/case.access.js';
import { bookOf, post, recordEvent } from '../cases/case.record.js';

/** What we paid an authority on a case. `caseId` is a global id. */
export interface OutlayPaid {
  readonly idempotencyKey: string;
  readonly caseId: string;
  readonly amount: MoneyInput;
  readonly paidOn: IsoDate;
  readonly text: string;
  readonly reference?: string | null;
}

/**
 * Records what we paid an authority on a case, of our own money, once for its key. The debtor repays it with the court fees that are
 * awarded; what it has not repaid is taken off the creditor's next settlement. The case's key.
 */
export function recordOutlay(
  platform: Platform,
  viewer: Viewer,
  input: OutlayPaid,
): Promise<Result<string, readonly Refusal[]>> {
  return onceForKey(platform, viewer, 'recordOutlay', input, async (tx) => {
    // A bill may come after the case is closed.
    const found = await takeInHand(tx, platform, viewer, input.caseId, 'RECORD_PAYMENT');
    if (!found.ok) return found;
    const { row, today } = found.value;
    const amount = readAmount(input.amount, row.currency, 'amount');
    const problems = new Problems();
    const text = problems.text(input.text, ['text'], 200);
    const reference = problems.optionalText(input.reference, ['reference'], 140);
    if (input.paidOn > today) problems.add(['paidOn'], 'INVALID_INPUT', 'dateInFuture');
    if (!amount.ok) return refused([amount.refusal, ...problems.refusals]);
    if (problems.refusals.length > 0) return refused(problems.refusals);
    const id = uuidv7();
    await tx.query(
      `insert into court_outlay (id, case_id, creditor_id, amount_minor, amount_currency, text, reference, paid_on, recorded_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        id,
        row.id,
        row.creditorId,
        amount.value.toString(),
        row.currency,
        text,
        reference,
        input.paidOn,
        viewer.subject,
      ],
    );
    await post(tx, outlayPostings(bookOf(row), id, amount.value, input.paidOn));
    const params = { amount: inWords(money(amount.value, row.currency)), text };
    await recordEvent(tx, row, { type: 'outlayRecorded', on: today, actor: viewer.subject, params, changedFields: [] });
    return success(row.id);
  });
}
