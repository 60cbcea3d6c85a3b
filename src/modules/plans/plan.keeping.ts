import type { EntityManager } from 'typeorm';
import { addDays, type IsoDate } from '../../domain/date.js';
import type { PlanFacts } from '../../domain/facts.js';
import { inWords, money } from '../../domain/money.js';
import { decidePlan, nextInstalment, planInForce } from '../../domain/plan.js';
import type { Platform } from '../../platform.js';
import { changeCase, lockCase, recordEvent, reschedule, type LockedCase } from '../cases/case.record.js';
import { lawOf, statusWithoutHold } from '../cases/case.working.js';
import { endPlan } from '../cases/plan.ending.js';
import { takeSteps } from '../notices/notice.commands.js';
import { lookAgain } from './plan.record.js';

/**
 * Looks at the plan of a locked case: reminds of an instalment that was missed, ends a plan that is not kept or is paid, and writes
 * down when to look again. While a dispute holds the case nothing is asked for, and so nothing is missed.
 */
export async function keepPlan(tx: EntityManager, platform: Platform, row: LockedCase, on: IsoDate): Promise<void> {
  const { facts, status, holdReason } = row.state;
  const law = lawOf(platform.laws, row.state);
  const plan = planInForce(facts);
  if (!law || !plan || status === 'CLOSED') return lookAgain(tx, row.id, null);
  if (holdReason !== 'PAYMENT_PLAN' || facts.disputedParts.some(({ until }) => until === null)) {
    return lookAgain(tx, row.id, addDays(on, 1));
  }
  const decision = decidePlan(facts, plan, law, on);
  switch (decision.kind) {
    case 'WAIT':
      return lookAgain(tx, row.id, decision.until);
    case 'REMIND':
      return remind(tx, platform, row, plan, on);
    case 'DEFAULT':
      await end(tx, row, 'DEFAULTED', on);
      await takeSteps(tx, platform, [(await lockCase(tx, null, row.id))!], {
        on,
        approvedBy: null,
        type: 'PLAN_DEFAULT',
      });
      return reschedule(tx, platform, row.id);
    case 'COMPLETE':
      await end(tx, row, 'COMPLETED', on);
      return reschedule(tx, platform, row.id);
  }
}

/** The plan is over, and the case is worked again from where it stood. */
async function end(tx: EntityManager, row: LockedCase, how: 'DEFAULTED' | 'COMPLETED', on: IsoDate): Promise<void> {
  await endPlan(tx, row.id, how, on);
  const event = { type: 'planEnded', on, actor: 'system', params: { how }, changedFields: ['plans'] };
  await changeCase(tx, row, { status: statusWithoutHold(row.state) }, event);
}

/** Where the law does not let us write, the instalment is not missed either: it is tried again the next day. */
async function remind(
  tx: EntityManager,
  platform: Platform,
  row: LockedCase,
  plan: PlanFacts,
  on: IsoDate,
): Promise<void> {
  const [outcome] = await takeSteps(tx, platform, [row], { on, approvedBy: null, type: 'INSTALMENT_REMINDER' });
  if (outcome?.taken) {
    const missed = nextInstalment(row.state.facts, plan)!;
    const amount = inWords(money(missed.amount - missed.paid, row.currency));
    await recordEvent(tx, row, {
      type: 'instalmentMissed', on, actor: 'system', params: { dueOn: missed.dueOn, amount }, changedFields: ['plans'],
    }); // prettier-ignore
  }
  await lookAgain(tx, row.id, addDays(on, 1));
}
