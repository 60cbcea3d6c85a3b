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

/** Puts an open case on hold until somebody resumes it. `caseId` is a global id. */
export function pauseCase(platform: Platform, viewer: Viewer, caseId: string, reason: string): Promise<CaseResult> {
  return withReason(reason, () =>
    actOnCase(platform, viewer, caseId, 'PAUSE', async ({ tx, row, today }) => {
      const event = { type: 'paused', on: today, actor: viewer.subject, params: { reason } };
      await changeCase(tx, row, { status: 'ON_HOLD', holdReason: 'PAUSED' }, event);
      await reschedule(tx, platform, row.id);
      await tellOfHold(tx, row);
      return [];
    }),
  );
}

/** Goes on with a case that was on hold for anything but a dispute. `caseId` is a global id. */
export function resumeCase(platform: Platform, viewer: Viewer, caseId: string): Promise<CaseResult> {
  return actOnCase(platform, viewer, caseId, 'RESUME', async ({ tx, row, today }) => {
    await changeCase(
      tx,
      row,
      { status: statusWithoutHold(row.state) },
      { type: 'resumed', on: today, actor: viewer.subject },
    );
    await reschedule(tx, platform, row.id);
    await tellOfHold(tx, row);
    return [];
  });
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
