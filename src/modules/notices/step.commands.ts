import type { EntityManager } from 'typeorm';
import { addYears, type IsoDate } from '../../domain/date.js';
import { RuleNotEncoded } from '../../domain/dated.js';
import type { PlanFacts, StepType } from '../../domain/facts.js';
import type { Jurisdiction } from '../../domain/jurisdiction.js';
import { isWorked } from '../../domain/lifecycle.js';
import { MOST_INSTALMENTS, owedWithPlan } from '../../domain/plan.js';
import { formatAmount, sum } from '../../domain/money.js';
import { ruleRefusal, type Refusal } from '../../domain/refusal.js';
import { refused, success } from '../../domain/result.js';
import { onceForKey } from '../../graphql/idempotency.js';
import { uuidv7 } from '../../graphql/ids.js';
import type { Platform, Viewer } from '../../platform.js';
import { notNow, readAmount, takeInHand, takeOurs, type CaseAtHand, type CaseResult } from '../cases/case.access.js';
import { loadCaseStates } from '../cases/case.facts.js';
import { changeCase, reschedule, type LockedCase } from '../cases/case.record.js';
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
  const sent = row.state.facts.notices.some((notice) => notice.type === type && notice.sentOn === on);
  if (sent) return { code: 'INVALID_STATE', text: 'INVALID_STATE.takenToday' };
  const [outcome] = await takeSteps(tx, platform, [row], { on, approvedBy: viewer.subject, type });
  return outcome?.refusal ?? null;
}

/** A plan as it is proposed. `caseId` is a global id. */
interface ProposedPlan {
  readonly idempotencyKey?: string | null;
  readonly caseId: string;
  readonly instalments: readonly {
    readonly dueOn: IsoDate;
    readonly amount: { readonly amount: string; readonly currency: string };
  }[];
}

const LONGEST_PLAN_YEARS = 10;

/**
 * Agrees an instalment plan for everything that is owed today, the cost of the plan included, sends the letter that confirms
 * it, and leaves the case on hold while it is kept.
 */
export function agreePaymentPlan(platform: Platform, viewer: Viewer, input: ProposedPlan): Promise<CaseResult> {
  const agreed = onceForKey(platform, viewer, 'agreePaymentPlan', input, async (tx) => {
    const found = await takeInHand(tx, platform, viewer, input.caseId, 'AGREE_PAYMENT_PLAN');
    if (!found.ok) return found;
    const { row, today } = found.value;
    const law = lawOf(platform.laws, row.state)!;
    const read = readPlan(input, found.value, law);
    if (read.refusals.length > 0) return refused(read.refusals);
    const wrong = totalRefusal(read.plan, found.value, law);
    if (wrong) return refused([{ ...wrong, field: ['instalments'] }]);
    await insertPlan(tx, row, read.plan);
    const withPlan = { ...row, state: (await loadCaseStates(tx, [row.id])).get(row.id)! };
    const refusal = await order(tx, platform, viewer, withPlan, 'PAYMENT_PLAN', today);
    if (refusal) throw new PlanRefused({ ...refusal, field: ['caseId'] });
    await hold(tx, viewer, withPlan, read.plan);
    await reschedule(tx, platform, row.id);
    return success(row.id);
  });
  return agreed.catch((error: unknown) => {
    if (error instanceof PlanRefused) return refused([error.refusal]);
    throw error;
  });
}

/** Takes the plan back with the letter that was not sent. */
class PlanRefused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
  }
}

function readPlan(
  { instalments }: ProposedPlan,
  { row, today }: CaseAtHand,
  law: Jurisdiction,
): { plan: PlanFacts; refusals: Refusal[] } {
  const refusals: Refusal[] = [];
  if (instalments.length < 1 || instalments.length > MOST_INSTALMENTS) {
    const params = { maximum: MOST_INSTALMENTS };
    refusals.push({ code: 'INVALID_INPUT', text: 'INVALID_INPUT.planSize', params, field: ['instalments'] });
  }
  let before = today;
  const parts = instalments.slice(0, MOST_INSTALMENTS).map(({ dueOn, amount }, index) => {
    const field = ['instalments', String(index)];
    const fits = dueOn > before && dueOn <= addYears(today, LONGEST_PLAN_YEARS) && law.isBankDay(dueOn);
    if (!fits) refusals.push({ code: 'INVALID_INPUT', text: 'INVALID_INPUT.planDates', field: [...field, 'dueOn'] });
    before = dueOn;
    const minor = readAmount(amount, row.currency, 'amount');
    if (!minor.ok) refusals.push({ ...minor.refusal, field: [...field, ...(minor.refusal.field ?? [])] });
    return { dueOn, amount: minor.ok ? minor.value : 0n };
  });
  return { plan: { agreedOn: today, instalments: parts }, refusals };
}

/** A plan covers the whole remaining claim: else it is none the law lets anybody be charged for. */
function totalRefusal(plan: PlanFacts, { row }: CaseAtHand, law: Jurisdiction): Refusal | null {
  try {
    const outstanding = owedWithPlan(row.state.facts, law, plan);
    if (sum(plan.instalments.map(({ amount }) => amount)) === outstanding) return null;
    const total = `${formatAmount(outstanding, row.currency)} ${row.currency}`;
    return { code: 'INVALID_INPUT', text: 'INVALID_INPUT.planTotal', params: { total } };
  } catch (error) {
    if (error instanceof RuleNotEncoded) return ruleRefusal(error);
    throw error;
  }
}

async function insertPlan(tx: EntityManager, row: LockedCase, { agreedOn, instalments }: PlanFacts): Promise<void> {
  const planId = uuidv7();
  await tx.query('insert into payment_plan (id, case_id, creditor_id, agreed_on) values ($1, $2, $3, $4)', [
    planId, row.id, row.creditorId, agreedOn,
  ]); // prettier-ignore
  await tx.query(
    `insert into instalment (id, plan_id, case_id, creditor_id, due_on, amount_minor, amount_currency)
     select part.id, $1, $2, $3, part.due_on, part.amount, $4
     from unnest($5::uuid[], $6::date[], $7::bigint[]) as part(id, due_on, amount)`,
    [
      planId, row.id, row.creditorId, row.currency, instalments.map(() => uuidv7()), instalments.map(({ dueOn }) => dueOn),
      instalments.map(({ amount }) => amount.toString()),
    ], // prettier-ignore
  );
}

async function hold(tx: EntityManager, viewer: Viewer, row: LockedCase, plan: PlanFacts): Promise<void> {
  const { instalments, agreedOn } = plan;
  const total = formatAmount(sum(instalments.map(({ amount }) => amount)), row.currency);
  await changeCase(
    tx,
    row,
    { status: 'ON_HOLD', holdReason: 'PAYMENT_PLAN' },
    {
      type: 'planAgreed',
      on: agreedOn,
      actor: viewer.subject,
      params: { count: instalments.length, dueOn: instalments[0]!.dueOn, amount: `${total} ${row.currency}` },
      changedFields: ['plans'],
    },
  );
}
