import type { IsoDate } from '../../domain/date.js';
import type { ClaimFacts } from '../../domain/facts.js';
import type { Refusal } from '../../domain/refusal.js';
import { refused, success } from '../../domain/result.js';
import { onceForKey, type Repeatable } from '../../graphql/idempotency.js';
import { keyOf, uuidv7 } from '../../graphql/ids.js';
import { Problems } from '../../graphql/problems.js';
import type { Platform, Viewer } from '../../platform.js';
import { answerTo, takeInHand, textRefusals, type CaseAtHand, type CaseResult } from './case.access.js';
import { closeFulfilled } from './case.closing.js';
import { accrue, changeCase, reschedule } from './case.record.js';
import { lawOf } from './case.working.js';

/** More time to pay one claim. `caseId` and `claimId` are global ids. */
export interface MoreTime extends Repeatable {
  readonly caseId: string;
  readonly claimId: string;
  readonly newDueDate: IsoDate;
  readonly reason: string;
}

/**
 * The creditor gives more time: interest runs from the new day, and letters sent before it count no more, so that their fees fall
 * away and whatever follows begins anew. Limitation is counted from the first due date. Refused while an application is before an
 * authority or a plan runs, and for a day that is not later or on which the claim would be time-barred.
 */
export async function changeDueDate(platform: Platform, viewer: Viewer, input: MoreTime): Promise<CaseResult> {
  const blank = textRefusals(input.reason, 'reason');
  if (blank.length > 0) return refused(blank);
  const changed = onceForKey(platform, viewer, 'changeDueDate', input, async (tx) => {
    const found = await takeInHand(tx, platform, viewer, input.caseId, 'CHANGE_DUE_DATE');
    if (!found.ok) return found;
    const { row } = found.value;
    const claim = row.state.facts.claims.find(({ id }) => id === keyOf('Claim', input.claimId));
    if (!claim) return refused([{ code: 'NOT_FOUND', text: 'NOT_FOUND.claim', field: ['claimId'] }]);
    const refusals = refusalsOf(platform, found.value, claim, input);
    if (refusals.length > 0) return refused(refusals);
    await write(platform, viewer, found.value, claim, input);
    return success(row.id);
  });
  return changed.catch((fault: unknown) => answerTo(fault, 'newDueDate'));
}

function refusalsOf(
  platform: Platform,
  { row: { state }, today }: CaseAtHand,
  claim: ClaimFacts,
  { newDueDate }: MoreTime,
): readonly Refusal[] {
  const { facts } = state;
  const law = lawOf(platform.laws, state)!;
  const problems = new Problems();
  if (law.underWay(facts).length > 0) problems.add(['caseId'], 'INVALID_STATE', 'applicationUnderWay');
  if (state.holdReason === 'PAYMENT_PLAN' || facts.plans.some((plan) => !plan.ended && runs(plan, today))) {
    problems.add(['caseId'], 'INVALID_STATE', 'planRuns');
  }
  const { dueDate } = claim;
  if (newDueDate <= dueDate) problems.add(['newDueDate'], 'INVALID_INPUT', 'dueDateNotLater', { dueDate });
  const { lastDay } = law.limitation(facts);
  if (newDueDate >= lastDay) problems.add(['newDueDate'], 'INVALID_INPUT', 'afterLimitation', { lastDay });
  return problems.refusals;
}

const runs = (
  { instalments }: { readonly instalments: readonly { readonly dueOn: IsoDate }[] },
  on: IsoDate,
): boolean => instalments.some(({ dueOn }) => dueOn >= on);

async function write(
  platform: Platform,
  viewer: Viewer,
  { tx, row, today }: CaseAtHand,
  { id, dueDate, invoiceNumber }: ClaimFacts,
  { newDueDate, reason }: MoreTime,
): Promise<void> {
  await tx.query(
    `insert into claim_due_date (id, claim_id, case_id, creditor_id, due_before, due_date, changed_on, reason, recorded_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [uuidv7(), id, row.id, row.creditorId, dueDate, newDueDate, today, reason, viewer.subject],
  );
  await tx.query('update claim set due_date = $2 where id = $1', [id, newDueDate]);
  const { outstanding } = await accrue(tx, row, lawOf(platform.laws, row.state), today);
  await changeCase(tx, row, {}, {
    type: 'dueDateChanged', on: today, actor: viewer.subject, params: { invoiceNumber, dueDate: newDueDate, reason },
    changedFields: ['claims', 'balance', 'nextStep'],
  }); // prettier-ignore
  if (outstanding <= 0n) await closeFulfilled(tx, row, 'PAID', today, viewer.subject);
  await reschedule(tx, platform, row.id);
}
