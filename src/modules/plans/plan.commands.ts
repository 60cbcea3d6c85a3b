import type { EntityManager } from 'typeorm';
import { addDays, addYears, type IsoDate } from '../../domain/date.js';
import { RuleNotEncoded } from '../../domain/dated.js';
import type { PlanFacts } from '../../domain/facts.js';
import type { Jurisdiction } from '../../domain/jurisdiction.js';
import { inWords, money, sum } from '../../domain/money.js';
import { decidePlan, MOST_INSTALMENTS, outlookOf, owedWithPlan } from '../../domain/plan.js';
import { ruleRefusal, type Refusal } from '../../domain/refusal.js';
import { refused, success, type Result } from '../../domain/result.js';
import { onceForKey, type Repeatable } from '../../graphql/idempotency.js';
import { globalId, keyOf } from '../../graphql/ids.js';
import type { Platform, Viewer } from '../../platform.js';
import {
  answerTo, readAmount, takeInHand, type CaseAtHand, type CaseResult,
} from '../cases/case.access.js'; // prettier-ignore
import { changeCase, lockCase, recordEvent, reschedule, type LockedCase } from '../cases/case.record.js';
import { lawOf } from '../cases/case.working.js';
import { endPlan } from '../cases/plan.ending.js';
import { takeStepOrUndo } from '../notices/notice.commands.js';
import { agreeProposal, declineProposal, insertPlan, loadProposal, lookAgain, type Proposed } from './plan.record.js';

/** A plan as it is put to us. `caseId` is a global id. */
export interface DraftPlan extends Repeatable {
  readonly caseId: string;
  readonly instalments: readonly {
    readonly dueOn: IsoDate;
    readonly amount: { readonly amount: string; readonly currency: string };
  }[];
  /** No interest runs while the plan is in force. */
  readonly interestFree?: boolean | null;
}

const LONGEST_PLAN_YEARS = 10;

/**
 * Agrees an instalment plan for everything that is owed, the cost of the plan included, sends the letter that confirms it, and
 * leaves the case on hold while it is kept. A plan in force gives way to it. Its instalments add up to what is owed today, interest
 * coming on top; or to that with the interest until they are paid, to the last øre.
 */
export function agreePaymentPlan(platform: Platform, viewer: Viewer, input: DraftPlan): Promise<CaseResult> {
  const agreed = onceForKey(platform, viewer, 'agreePaymentPlan', input, async (tx) => {
    const found = await takeInHand(tx, platform, viewer, input.caseId, 'AGREE_PAYMENT_PLAN');
    if (!found.ok) return found;
    const read = readWhole(platform, found.value, input);
    if (!read.ok) return read;
    const { row } = found.value;
    await endPlan(tx, row.id, 'RENEGOTIATED', read.value.agreedOn);
    await insertPlan(tx, row, read.value, null);
    await declineProposal(tx, row.id, read.value.agreedOn);
    await confirm(platform, viewer, found.value, read.value);
    return success(row.id);
  });
  return agreed.catch((fault: unknown) => answerTo(fault, 'caseId'));
}

/** A plan somebody proposes. */
export interface ProposedPlan extends DraftPlan {
  readonly proposer: Proposed['by'];
}

/** Records that the debtor proposes a plan, or that we proposed one to the debtor. A proposal that waits gives way to it. */
export function proposePaymentPlan(platform: Platform, viewer: Viewer, input: ProposedPlan): Promise<CaseResult> {
  const proposed = onceForKey(platform, viewer, 'proposePaymentPlan', input, async (tx) => {
    const found = await takeInHand(tx, platform, viewer, input.caseId, 'PROPOSE_PAYMENT_PLAN');
    if (!found.ok) return found;
    const read = readWhole(platform, found.value, input);
    if (!read.ok) return read;
    const { row, today } = found.value;
    await declineProposal(tx, row.id, today);
    await insertPlan(tx, row, read.value, { by: input.proposer, on: today });
    const params = { ...words(row, read.value), by: input.proposer };
    await recordEvent(tx, row, {
      type: 'planProposed', on: today, actor: viewer.subject, params, changedFields: ['plans'],
    }); // prettier-ignore
    await reschedule(tx, platform, row.id);
    return success(row.id);
  });
  return proposed.catch((fault: unknown) => answerTo(fault, 'caseId'));
}

/** An answer to a proposal. `planId` is a global id. */
export interface PlanAnswer extends Repeatable {
  readonly planId: string;
}

/**
 * Makes a proposed plan an agreed one. Where what is owed has changed since it was proposed, its last instalment is set to what
 * settles the claim.
 */
export function acceptPaymentPlan(platform: Platform, viewer: Viewer, input: PlanAnswer): Promise<CaseResult> {
  const accepted = onceForKey(platform, viewer, 'acceptPaymentPlan', input, async (tx) => {
    const found = await takeProposal(tx, platform, viewer, input);
    if (!found.ok) return found;
    const { atHand, id, plan } = found.value;
    const { row, today } = atHand;
    const settled = asOfToday(platform, atHand, plan);
    if (!settled.ok) return settled;
    await endPlan(tx, row.id, 'RENEGOTIATED', today);
    await agreeProposal(tx, row, id, settled.value);
    await confirm(platform, viewer, atHand, settled.value);
    return success(row.id);
  });
  return accepted.catch((fault: unknown) => answerTo(fault, 'planId'));
}

/** Puts a proposed plan aside. */
export function declinePaymentPlan(platform: Platform, viewer: Viewer, input: PlanAnswer): Promise<CaseResult> {
  return onceForKey(platform, viewer, 'declinePaymentPlan', input, async (tx) => {
    const found = await takeProposal(tx, platform, viewer, input);
    if (!found.ok) return found;
    const { row, today: on } = found.value.atHand;
    await declineProposal(tx, row.id, on);
    await recordEvent(tx, row, { type: 'planDeclined', on, actor: viewer.subject, changedFields: ['plans'] });
    await reschedule(tx, platform, row.id);
    return success(row.id);
  });
}

/** A proposal that waits for an answer, as it would be if it were agreed today, and its case taken in hand. */
interface WaitingPlan {
  readonly atHand: CaseAtHand;
  readonly id: string;
  readonly plan: PlanFacts;
}

async function takeProposal(
  tx: EntityManager,
  platform: Platform,
  viewer: Viewer,
  { planId }: PlanAnswer,
): Promise<Result<WaitingPlan, readonly Refusal[]>> {
  const caseId = await caseOfPlan(tx, planId);
  if (caseId === null) return refused([{ code: 'NOT_FOUND', text: 'NOT_FOUND.plan', field: ['planId'] }]);
  const found = await takeInHand(tx, platform, viewer, caseId, 'ACCEPT_PAYMENT_PLAN');
  if (!found.ok) return found;
  const { row, today } = found.value;
  const proposal = await loadProposal(tx, row.id, today);
  if (proposal?.id === keyOf('PaymentPlan', planId)) return success({ atHand: found.value, ...proposal });
  return refused([{ code: 'INVALID_STATE', text: 'INVALID_STATE.planNotProposed', field: ['planId'] }]);
}

/** Global id of the case a plan belongs to; whether the reader may see it is asked when the case is taken in hand. */
async function caseOfPlan(tx: EntityManager, planId: string): Promise<string | null> {
  const rows: { caseId: string }[] = await tx.query('select case_id as "caseId" from payment_plan where id = $1', [
    keyOf('PaymentPlan', planId),
  ]);
  return rows[0] ? globalId('Case', rows[0].caseId) : null;
}

type Read = Result<PlanFacts, readonly Refusal[]>;

/** The plan in an input, if it is one for all that is owed. */
function readWhole(platform: Platform, atHand: CaseAtHand, input: DraftPlan): Read {
  const law = lawOf(platform.laws, atHand.row.state)!;
  const { plan, refusals } = readPlan(input, atHand, law);
  if (refusals.length > 0) return refused(refusals);
  const wrong = totalRefusal(plan, atHand, law);
  return wrong ? refused([{ ...wrong, field: ['instalments'] }]) : success(plan);
}

function readPlan(
  { instalments, interestFree }: DraftPlan,
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
  return { plan: { agreedOn: today, instalments: parts, ...(interestFree && { interestFree }) }, refusals };
}

/** A plan covers the whole remaining claim: else it is none the law lets anybody be charged for. */
function totalRefusal(plan: PlanFacts, { row }: CaseAtHand, law: Jurisdiction): Refusal | null {
  try {
    const owed = owedWithPlan(row.state.facts, law, plan);
    if (totalOf(plan) === owed || totalOf(plan) === outlookOf(row.state.facts, law, plan).total) return null;
    const params = { total: inWords(money(owed, row.currency)) };
    return { code: 'INVALID_INPUT', text: 'INVALID_INPUT.planTotal', params };
  } catch (error) {
    if (error instanceof RuleNotEncoded) return ruleRefusal(error);
    throw error;
  }
}

const totalOf = ({ instalments }: PlanFacts): bigint => sum(instalments.map(({ amount }) => amount));

/** A proposal as it is accepted today. */
function asOfToday(platform: Platform, { row, today }: CaseAtHand, plan: PlanFacts): Read {
  const law = lawOf(platform.laws, row.state)!;
  if (plan.instalments.some(({ dueOn }) => dueOn <= today)) {
    return refused([{ code: 'INVALID_STATE', text: 'INVALID_STATE.planPast', field: ['planId'] }]);
  }
  const isWhole = totalOf(plan) === owedWithPlan(row.state.facts, law, plan);
  return success(isWhole ? plan : outlookOf(row.state.facts, law, plan).plan);
}

/** Sends the letter that confirms the plan, and lets it hold the case. Throws where the letter may not be sent. */
async function confirm(
  platform: Platform,
  viewer: Viewer,
  { tx, row, today }: CaseAtHand,
  plan: PlanFacts,
): Promise<void> {
  const agreed = (await lockCase(tx, null, row.id))!;
  await takeStepOrUndo(platform, viewer, { tx, row: agreed, today }, 'PAYMENT_PLAN');
  await changeCase(
    tx,
    agreed,
    { status: 'ON_HOLD', holdReason: 'PAYMENT_PLAN' },
    { type: 'planAgreed', on: today, actor: viewer.subject, params: words(row, plan), changedFields: ['plans'] },
  );
  const next = decidePlan(agreed.state.facts, plan, lawOf(platform.laws, agreed.state)!, today);
  await lookAgain(tx, row.id, next.kind === 'WAIT' ? next.until : addDays(today, 1));
  await reschedule(tx, platform, row.id);
}

/** A plan as events tell of it. */
const words = (row: LockedCase, plan: PlanFacts) => ({
  count: plan.instalments.length,
  dueOn: plan.instalments[0]!.dueOn,
  amount: inWords(money(totalOf(plan), row.currency)),
});
