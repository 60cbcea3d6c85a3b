import type { EntityManager } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import type { StepType } from '../../domain/facts.js';
import { isWorked } from '../../domain/lifecycle.js';
import type { Refusal } from '../../domain/refusal.js';
import { refused, success } from '../../domain/result.js';
import { onceForKey } from '../../graphql/idempotency.js';
import type { Platform, Viewer } from '../../platform.js';
import { notNow, takeOurs, type CaseResult } from '../cases/case.access.js';
import type { LockedCase } from '../cases/case.record.js';
import { lawOf } from '../cases/case.working.js';
import { takeSteps } from './notice.commands.js';

/** Steps that may be taken whatever holds the case. */
const WHATEVER_HOLDS: readonly StepType[] = ['LIMITATION_NOTICE', 'CLOSING_STATEMENT'];

/** A step that is asked for. `caseId` is a global id. */
interface OrderedStep {
  readonly idempotencyKey?: string | null;
  readonly caseId: string;
  readonly type: StepType;
}

/**
 * Takes a step of the law at the word of an agent: writes and sends its letter, or the application to an authority. Refused,
 * with the provision, where the law does not allow it today or an element of the letter is missing. `caseId` is a global id.
 */
export function takeStep(platform: Platform, viewer: Viewer, input: OrderedStep): Promise<CaseResult> {
  const { caseId, type } = input;
  return onceForKey(platform, viewer, 'takeStep', input, async (tx) => {
    const found = await takeOurs(tx, platform, viewer, caseId, type === 'CLOSING_STATEMENT');
    if (!found.ok) return found;
    const { row, today: on } = found.value;
    const closed = row.state.status === 'CLOSED';
    const barred = closed ? null : lawOf(platform.laws, row.state)!.mayNotBeDunned(row.state.facts, on);
    if (barred) return refused([{ ...barred, field: ['caseId'] }]);
    if (!isWorked(row.state) && !mayWhileHeld(platform, row, type, on)) return notNow('onHold');
    const refusal = await order(tx, platform, viewer, row, type, on);
    return refusal ? refused([{ ...refusal, field: ['type'] }]) : success(row.id);
  });
}

/** A hold stops nothing that asks for nothing, nor what keeps the claim once limitation is near. */
function mayWhileHeld(platform: Platform, { state }: LockedCase, type: StepType, on: IsoDate): boolean {
  if (WHATEVER_HOLDS.includes(type)) return true;
  const guard = lawOf(platform.laws, state)!.limitationGuard(state.facts);
  return type === guard.act && on >= guard.actOn;
}

/** Has the step taken; why it was not, or null. */
async function order(
  tx: EntityManager,
  platform: Platform,
  viewer: Viewer,
  row: LockedCase,
  type: StepType,
  on: IsoDate,
): Promise<Refusal | null> {
  // One that counts no more, for the debtor has got more time, went out all the same.
  const { notices, lapsedNotices } = row.state.facts;
  const sent = [...notices, ...lapsedNotices].some((notice) => notice.type === type && notice.sentOn === on);
  if (sent) return { code: 'INVALID_STATE', text: 'INVALID_STATE.takenToday' };
  const [outcome] = await takeSteps(tx, platform, [row], { on, approvedBy: viewer.subject, type });
  return outcome?.refusal ?? null;
}
