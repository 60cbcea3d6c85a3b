import type { EntityManager } from 'typeorm';
import { standsAllTheSame } from '../../domain/delivery.js';
import type { IsoDate } from '../../domain/date.js';
import type { StepType } from '../../domain/facts.js';
import { isWorked } from '../../domain/lifecycle.js';
import type { Refusal } from '../../domain/refusal.js';
import { refused, success } from '../../domain/result.js';
import type { Channel } from '../../domain/strategy.js';
import { onceForKey, type Repeatable } from '../../graphql/idempotency.js';
import { keyOf } from '../../graphql/ids.js';
import type { Platform, Viewer } from '../../platform.js';
import { textRefusals, type CaseAtHand, type CaseResult } from '../cases/case.access.js';
import { accrue, changeCase, lockCase, recordEvent, reschedule, type LockedCase } from '../cases/case.record.js';
import { businessDate, lawOf } from '../cases/case.working.js';
import { recordDelivery } from './delivery.record.js';
import { takeSteps } from './notice.commands.js';

/** What was heard of a letter. `noticeId` is a global id. */
export interface ReportedDelivery extends Repeatable {
  readonly noticeId: string;
  readonly outcome: 'DELIVERED' | 'BOUNCED' | 'RETURNED';
  readonly reason?: string | null;
}

interface SentLetter {
  readonly id: string;
  readonly caseId: string;
  readonly debtorId: string;
  readonly type: StepType;
  readonly sentOn: IsoDate;
  readonly failed: boolean;
  /** How it went last; null while it is on its way. */
  readonly channel: Channel | null;
}

/**
 * Records what became of a letter. One that did not reach the debtor counts as never sent: its fee falls away, its time to pay
 * and every period that began with it count from the letter that takes its place. A mail that bounced is sent again at once by
 * post; a letter that came back stops the debtor's cases until its address is known. A debtor who has paid since was reached.
 */
export function reportDelivery(platform: Platform, viewer: Viewer, input: ReportedDelivery): Promise<CaseResult> {
  const { outcome, reason = null } = input;
  return onceForKey(platform, viewer, 'reportDelivery', input, async (tx) => {
    const letter = await findLetter(tx, input.noticeId);
    if (!letter) return refused([{ code: 'NOT_FOUND', text: 'NOT_FOUND.notice', field: ['noticeId'] }]);
    const cases = await lockCases(tx, letter, outcome);
    const row = cases.get(letter.caseId)!;
    const refusals = outcome === 'DELIVERED' && reason === null ? [] : textRefusals(reason ?? '', 'reason');
    refusals.push(...outcomeRefusals((await findLetter(tx, input.noticeId))!, outcome));
    if (refusals.length > 0) return refused(refusals);
    const today = businessDate(platform.clock, row.state.country);
    const told = { outcome, reason: reason?.trim() ?? null, on: today, by: viewer.subject };
    await recordDelivery(tx, { noticeId: letter.id, channel: letter.channel!, ...told });
    if (outcome === 'DELIVERED' || row.state.status === 'CLOSED') return success(row.id);
    const failure = { platform, viewer, letter, reason: told.reason! };
    if (standsAllTheSame(row.state.facts, letter.sentOn)) {
      await tell(failure, { tx, row, today }, 'deliveryFailed');
      return success(row.id);
    }
    await discount(failure, { tx, row, today }, outcome);
    if (outcome === 'BOUNCED') await sendAgain(failure, { tx, row, today });
    else for (const each of cases.values()) await holdForAddress(platform, viewer, tx, each);
    return success(row.id);
  });
}

async function findLetter(tx: EntityManager, noticeId: string): Promise<SentLetter | null> {
  const key = keyOf('Notice', noticeId);
  if (key === null) return null;
  const rows: SentLetter[] = await tx.query(
    `select n.id, n.case_id as "caseId", c.debtor_id as "debtorId", n.type, n.sent_on as "sentOn", n.undelivered_on is not null as failed,
       (select channel from notice_delivery where notice_id = n.id and outcome = 'SENT' and channel <> 'SMS' order by id desc limit 1) as channel
     from notice n join collection_case c on c.id = n.case_id where n.id = $1`,
    [key],
  );
  return rows[0] ?? null;
}

/** The debtor, and the case; where the address has failed every open case of the debtor. In the order that is kept everywhere. */
async function lockCases(
  tx: EntityManager,
  { caseId, debtorId }: SentLetter,
  outcome: ReportedDelivery['outcome'],
): Promise<Map<string, LockedCase>> {
  await tx.query('select from debtor where id = $1 for no key update', [debtorId]);
  const rows: { id: string }[] = await tx.query(
    `select id from collection_case where id = $1 or ($3 and debtor_id = $2 and status <> 'CLOSED') order by id`,
    [caseId, debtorId, outcome === 'RETURNED'],
  );
  const locked = new Map<string, LockedCase>();
  for (const { id } of rows) locked.set(id, (await lockCase(tx, null, id))!);
  return locked;
}

function outcomeRefusals({ channel, failed }: SentLetter, outcome: ReportedDelivery['outcome']): Refusal[] {
  if (failed) return [{ code: 'INVALID_STATE', text: 'INVALID_STATE.noticeFailed', field: ['noticeId'] }];
  if (channel === null) return [{ code: 'INVALID_STATE', text: 'INVALID_STATE.noticeUnsent', field: ['noticeId'] }];
  const fits = outcome === 'DELIVERED' || (outcome === 'BOUNCED') === (channel === 'EMAIL');
  return fits ? [] : [{ code: 'INVALID_INPUT', text: 'INVALID_INPUT.deliveryOutcome', field: ['outcome'] }];
}

interface Failure {
  readonly platform: Platform;
  readonly viewer: Viewer;
  readonly letter: SentLetter;
  readonly reason: string;
}

async function tell(
  { platform, viewer, letter, reason }: Failure,
  { tx, row, today }: CaseAtHand,
  type: string,
): Promise<void> {
  const step = lawOf(platform.laws, row.state)?.stepName(letter.type) ?? letter.type;
  const event = {
    type,
    on: today,
    actor: viewer.subject,
    params: { step, reason },
    changedFields: ['notices', 'balance'],
  };
  await recordEvent(tx, row, event);
}

/** Has the letter count no more, nor what went to the same address after it. The row is brought up to date. */
async function discount(failure: Failure, atHand: CaseAtHand, outcome: 'BOUNCED' | 'RETURNED'): Promise<void> {
  const { letter, platform } = failure;
  const { tx, row, today } = atHand;
  await tx.query(
    `update notice set undelivered_on = $2 where id = $1
       or ($3 and case_id = $4 and sent_on >= $5 and undelivered_on is null)`,
    [letter.id, today, outcome === 'RETURNED', row.id, letter.sentOn],
  );
  const column = outcome === 'BOUNCED' ? 'email_failed_on' : 'address_failed_on';
  await tx.query(`update debtor set ${column} = $2 where id = $1`, [letter.debtorId, today]);
  await tell(failure, atHand, 'noticeUndelivered');
  Object.assign(row, await lockCase(tx, null, row.id));
  await accrue(tx, row, lawOf(platform.laws, row.state), today);
}

/** The same step again, by post: the debtor's mail is not used any more. Nothing where the case has gone on or may not go on. */
async function sendAgain({ platform, viewer, letter }: Failure, { tx, row, today }: CaseAtHand): Promise<void> {
  const { state } = row;
  const law = lawOf(platform.laws, state);
  const wentOn = state.facts.notices.some(({ sentOn, sentBy }) => sentBy === 'AGENCY' && sentOn >= letter.sentOn);
  const may = law !== null && isWorked(state) && !wentOn && law.mayNotBeDunned(state.facts, today) === null;
  const order = { on: today, approvedBy: viewer.subject, type: letter.type };
  if (may) await takeSteps(tx, platform, [row], order);
  else await reschedule(tx, platform, row.id);
}

/** A case that is held already keeps its reason. One with a partner is the partner's to write in. */
async function holdForAddress(platform: Platform, viewer: Viewer, tx: EntityManager, row: LockedCase): Promise<void> {
  const { status, routeKind, country } = row.state;
  if (routeKind === 'COUNTRY_MODULE' && (status === 'ACTIVE' || status === 'AWAITING_APPROVAL')) {
    const on = businessDate(platform.clock, country);
    const change = { status: 'ON_HOLD', holdReason: 'MISSING_INFORMATION' } as const;
    await changeCase(tx, row, change, { type: 'addressFailed', on, actor: viewer.subject, changedFields: ['debtor'] });
  }
  await reschedule(tx, platform, row.id);
}
