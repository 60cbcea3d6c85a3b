import { addYears, type IsoDate } from '../../domain/date.js';
import type { Refusal } from '../../domain/refusal.js';
import { refused } from '../../domain/result.js';
import { OPEN_REFERRAL_STATUSES, type CloseReason } from '../../graphql/enums.js';
import { addJob } from '../../jobs/queue.js';
import type { Platform, Viewer } from '../../platform.js';
import { actOnCase, textRefusals, type CaseAtHand, type CaseResult } from './case.access.js';
import { settleBooks } from './case.closing.js';
import type { EntityManager } from 'typeorm';
import { changeCase, reschedule, type EventRecord, type LockedCase } from './case.record.js';
import { statusWithoutHold } from './case.working.js';
import { closeTasks } from '../tasks/task.record.js';
import { endPlan } from './plan.ending.js';

/** A case that is to rest longer is withdrawn. */
const LONGEST_PAUSE_YEARS = 1;

/**
 * Puts an open case on hold until somebody resumes it, or to the end of a last day. Limitation is guarded all the same.
 * `caseId` is a global id.
 */
export function pauseCase(
  platform: Platform,
  viewer: Viewer,
  caseId: string,
  reason: string,
  until?: IsoDate | null,
): Promise<CaseResult> {
  return withReason(reason, () =>
    actOnCase(platform, viewer, caseId, 'PAUSE', async ({ tx, row, today }) => {
      if (until && (until <= today || until > addYears(today, LONGEST_PAUSE_YEARS))) {
        const params = { maximum: LONGEST_PAUSE_YEARS };
        return [{ code: 'INVALID_INPUT', text: 'INVALID_INPUT.pauseUntil', params, field: ['until'] }];
      }
      const params = { reason, ...(until && { until }) };
      const event = { type: 'paused', on: today, actor: viewer.subject, params };
      await changeCase(tx, row, { status: 'ON_HOLD', holdReason: 'PAUSED' }, event);
      await tx.query('update collection_case set paused_until = $2 where id = $1', [row.id, until ?? null]);
      await reschedule(tx, platform, row.id);
      await tellOfHold(tx, row);
      return [];
    }),
  );
}

/** Goes on with a case that was on hold for anything but a dispute. `caseId` is a global id. */
export function resumeCase(platform: Platform, viewer: Viewer, caseId: string): Promise<CaseResult> {
  return actOnCase(platform, viewer, caseId, 'RESUME', async (atHand) => {
    await resume(platform, atHand, viewer.subject);
    return [];
  });
}

/** Goes on with a locked case that nothing holds any more; an instalment plan that held it is cancelled. */
export async function resume(platform: Platform, { tx, row, today }: CaseAtHand, actor: string): Promise<void> {
  const ended = await endPlan(tx, row.id, 'CANCELLED', today);
  const event = { type: 'resumed', on: today, actor, ...(ended && { changedFields: ['plans'] }) };
  await changeCase(tx, row, { status: statusWithoutHold(row.state) }, event);
  await closeTasks(tx, ['INSOLVENCY_OVER'], { caseId: row.id }, today);
  await reschedule(tx, platform, row.id);
  await tellOfHold(tx, row);
}

/** A partner that has the case rests it while we do, and goes on with it when we do. */
export async function tellOfHold(tx: EntityManager, { id, referralId }: LockedCase): Promise<void> {
  if (referralId !== null) await addJob(tx, { name: 'tellPause', payload: { caseId: id } });
}

/** Ends a case unpaid at the creditor's wish; what was still owed falls away, and a partner that has it is told. */
export function withdrawCase(
  platform: Platform,
  viewer: Viewer,
  input: { readonly caseId: string; readonly reason: string },
): Promise<CaseResult> {
  const { caseId, reason } = input;
  return withReason(reason, () =>
    actOnCase(platform, viewer, caseId, 'WITHDRAW', async (atHand) => {
      const event = { type: 'withdrawn', on: atHand.today, actor: viewer.subject, params: { reason } };
      await closeUnpaid(platform, atHand, 'WITHDRAWN', event, reason);
      return [];
    }),
  );
}

/** Closes a case whose claim falls away: empties its books, takes it off the schedule and back from the partner that has it. */
export async function closeUnpaid(
  platform: Platform,
  { tx, row, today }: CaseAtHand,
  closeReason: CloseReason,
  event: EventRecord,
  reasonForPartner: string,
): Promise<void> {
  const { referralId, state } = row;
  await settleBooks(tx, row, today);
  await changeCase(tx, row, { status: 'CLOSED', closeReason }, event);
  await reschedule(tx, platform, row.id);
  if (referralId !== null && state.referralStatus !== null && OPEN_REFERRAL_STATUSES.includes(state.referralStatus)) {
    await addJob(tx, { name: 'withdrawReferral', payload: { referralId, reason: reasonForPartner } });
  }
}

async function withReason(reason: string, work: () => Promise<CaseResult>): Promise<CaseResult> {
  const refusals: Refusal[] = textRefusals(reason, 'reason');
  return refusals.length > 0 ? refused(refusals) : work();
}
