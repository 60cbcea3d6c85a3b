import type { EntityManager } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import { RuleNotEncoded } from '../../domain/dated.js';
import { decideDue, decideOrdered, type DueDecision, type OrderDecision } from '../../domain/due.js';
import type { CaseState, StepType } from '../../domain/facts.js';
import type { Jurisdiction, PlannedStep } from '../../domain/jurisdiction.js';
import type { Refusal } from '../../domain/refusal.js';
import type { Platform, Viewer } from '../../platform.js';
import { TakenBack, type CaseAtHand } from '../cases/case.access.js';
import { closeUnpaid } from '../cases/hold.commands.js';
import { loadCaseStates } from '../cases/case.facts.js';
import { changeCase, scheduleAs, type LockedCase } from '../cases/case.record.js';
import { lawOf } from '../cases/case.working.js';
import { letterInput, loadCorrespondence, type Correspondence } from './correspondence.js';
import { letterAsSent, type Letter } from './letter.js';
import { sendAll, stateAfter, type Sending } from './notice.sending.js';

/** What is to be done with a case, decided before anything is written. */
type Plan =
  | Exclude<DueDecision | OrderDecision, { kind: 'TAKE' }>
  | { readonly kind: 'SEND'; readonly step: PlannedStep; readonly letter: Letter }
  | { readonly kind: 'INCOMPLETE'; readonly step: PlannedStep; readonly missing: readonly string[] }
  | { readonly kind: 'UNKNOWN_LAW'; readonly rule: string; readonly on: IsoDate };

/** Somebody else works the case by now: its schedule is wrong, and is put right. */
const NOT_OURS: Plan = { kind: 'WAIT', step: null };

/** What became of a due step. */
export interface StepOutcome {
  /** True where the letter was written and sent on its way. */
  readonly taken: boolean;
  readonly refusal: Refusal | null;
}

/** Who has the step taken: the worker, or somebody who approved or asked for it. */
export interface StepOrder {
  readonly on: IsoDate;
  /** Subject of whoever approved; null where the worker asks. */
  readonly approvedBy: string | null;
  /** The step a person asks for; without it the next one is taken. */
  readonly type?: StepType;
}

/**
 * Takes what has fallen due on cases this transaction has locked: writes the letters, what they cost, and what comes
 * next, for all of them at once. A step that cannot be taken leaves its case on hold with the reason, so that it is tried
 * and recorded once; the other cases go on. One outcome for each case, in their order.
 */
export async function takeSteps(
  tx: EntityManager,
  platform: Platform,
  rows: readonly LockedCase[],
  order: StepOrder,
): Promise<StepOutcome[]> {
  const ids = rows.map((row) => row.id);
  const correspondence = await loadCorrespondence(tx, ids);
  const outcomes: StepOutcome[] = [];
  const sendings: Sending[] = [];
  for (const row of rows) {
    const law = lawOf(platform.laws, row.state);
    const plan = law ? planStep(row.state, law, correspondence.get(row.id)!, platform, order) : NOT_OURS;
    if (plan.kind === 'SEND') sendings.push({ row, step: plan.step, letter: plan.letter });
    outcomes.push(plan.kind === 'SEND' ? { taken: true, refusal: null } : await leave(tx, platform, row, plan, order));
  }
  await sendAll(tx, sendings, order);
  await replan(tx, platform, rows, new Map(sendings.map((each) => [each.row.id, stateAfter(each)])));
  return outcomes;
}

/**
 * Takes a step at the word of a person, with which stands or falls what the command has written so far: throws TakenBack where
 * it is not taken.
 */
export async function takeStepOrUndo(
  platform: Platform,
  viewer: Viewer,
  { tx, row, today }: CaseAtHand,
  type: StepType,
): Promise<void> {
  const [outcome] = await takeSteps(tx, platform, [row], { on: today, approvedBy: viewer.subject, type });
  if (outcome?.refusal) throw new TakenBack([{ ...outcome.refusal, field: ['caseId'] }]);
}

/**
 * Plans what comes next: from the case as a letter leaves it, else as whatever was done instead has left it. A closed case whose
 * last word could not be sent is let be.
 */
async function replan(
  tx: EntityManager,
  platform: Platform,
  rows: readonly LockedCase[],
  sent: ReadonlyMap<string, CaseState>,
): Promise<void> {
  const unsent = rows.filter(({ id }) => !sent.has(id));
  const over = unsent.filter(({ state }) => state.status === 'CLOSED').map(({ id }) => id);
  if (over.length > 0) await tx.query('delete from schedule where case_id = any($1)', [over]);
  const others = unsent.map(({ id }) => id).filter((id) => !over.includes(id));
  const states = others.length > 0 ? await loadCaseStates(tx, others) : new Map<string, CaseState>();
  await scheduleAs(tx, platform, new Map([...sent, ...states]));
}

/** Everything that can fail for want of law happens here, before anything is written. */
function planStep(
  state: CaseState,
  law: Jurisdiction,
  about: Correspondence,
  platform: Platform,
  order: StepOrder,
): Plan {
  try {
    const decision = order.type
      ? decideOrdered(state.facts, law, order.type, order.on)
      : decideDue(state, law, order.on, order.approvedBy !== null);
    if (decision.kind !== 'TAKE') return decision;
    const { step } = decision;
    const letter = letterAsSent(
      letterInput(platform, law, state.facts, about, step.type, order.on, about.debtorLanguage),
      platform.texts,
    );
    const missing = letter.checks.filter((check) => !check.satisfied).map((check) => check.element);
    return missing.length > 0 ? { kind: 'INCOMPLETE', step, missing } : { kind: 'SEND', step, letter };
  } catch (error) {
    if (!(error instanceof RuleNotEncoded)) throw error;
    return { kind: 'UNKNOWN_LAW', rule: error.rule, on: error.on };
  }
}

/** Nothing is sent, and the case is left where that leaves it. */
async function leave(
  tx: EntityManager,
  platform: Platform,
  row: LockedCase,
  plan: Exclude<Plan, { kind: 'SEND' }>,
  order: StepOrder,
): Promise<StepOutcome> {
  const { on } = order;
  const actor = order.approvedBy ?? 'system';
  switch (plan.kind) {
    case 'WAIT':
      return notTaken(tooEarly(plan.step));
    case 'ASK':
      await changeCase(tx, row, { status: 'AWAITING_APPROVAL' }, {
        type: 'stepPlanned', on, actor, params: { step: plan.step.name, earliestOn: plan.step.earliestOn }, legalBasis: plan.step.legalBasis,
      }); // prettier-ignore
      return notTaken(null);
    case 'TIME_BARRED': {
      const { lastDay, legalBasis } = plan;
      const event = { type: 'closed', on, actor, params: { closeReason: 'TIME_BARRED', lastDay }, legalBasis };
      await closeUnpaid(platform, { tx, row, today: on }, 'TIME_BARRED', event, 'TIME_BARRED');
      return notTaken({ code: 'TIME_BARRED', legalBasis });
    }
    case 'REFUSED':
      return notTaken(plan.refusal);
    case 'FORBIDDEN':
      return hold(tx, row, order, plan.refusal, {
        type: 'stepRefused',
        params: { step: plan.step.name, code: plan.refusal.code },
      });
    case 'UNKNOWN_LAW': {
      const params = { rule: plan.rule, on: plan.on };
      const refusal: Refusal = { code: 'RULE_NOT_ENCODED', text: 'RULE_NOT_ENCODED.on', params };
      if (order.type) return notTaken(refusal);
      return hold(tx, row, order, refusal, { type: 'ruleUnknown', params });
    }
    case 'INCOMPLETE': {
      const element = plan.missing.join(', ');
      const refusal: Refusal = { code: 'INVALID_STATE', text: 'INVALID_STATE.elementMissing', params: { element } };
      if (order.type) return notTaken(refusal);
      return hold(tx, row, order, refusal, { type: 'noticeIncomplete', params: { step: plan.step.name, element } });
    }
  }
}

const notTaken = (refusal: Refusal | null): StepOutcome => ({ taken: false, refusal });

function tooEarly(step: PlannedStep | null): Refusal {
  if (!step) return { code: 'INVALID_STATE', text: 'INVALID_STATE.nothingOwed' };
  return {
    code: 'TOO_EARLY',
    text: 'TOO_EARLY.step',
    params: { earliestOn: step.earliestOn },
    legalBasis: step.legalBasis,
  };
}

/** A person must look: nothing is sent, nothing is charged, and the worker does not ask again until the case is resumed. */
async function hold(
  tx: EntityManager,
  row: LockedCase,
  { on, approvedBy }: StepOrder,
  refusal: Refusal,
  event: { type: string; params: Record<string, string> },
): Promise<StepOutcome> {
  if (row.state.status === 'CLOSED') return notTaken(refusal);
  const change = { status: 'ON_HOLD', holdReason: 'MISSING_INFORMATION' } as const;
  const { legalBasis } = refusal;
  await changeCase(tx, row, change, { ...event, on, actor: approvedBy ?? 'system', ...(legalBasis && { legalBasis }) });
  return notTaken(refusal);
}
