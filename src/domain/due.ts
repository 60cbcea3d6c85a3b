import { isForWorker, plannedStep, waitsForApproval } from './automation.js';
import type { IsoDate } from './date.js';
import type { Source } from './dated.js';
import { undisputed } from './dispute.js';
import type { CaseFacts, CaseState, StepType } from './facts.js';
import type { Jurisdiction, PlannedStep } from './jurisdiction.js';
import type { Refusal } from './refusal.js';

/** What to do with a case whose next step may have fallen due. */
export type DueDecision =
  /** Nothing is left to do, or it is not its day yet. */
  | { readonly kind: 'WAIT'; readonly step: PlannedStep | null }
  | { readonly kind: 'TIME_BARRED'; readonly lastDay: IsoDate; readonly legalBasis: Source }
  | { readonly kind: 'ASK'; readonly step: PlannedStep }
  | { readonly kind: 'TAKE'; readonly step: PlannedStep }
  | { readonly kind: 'FORBIDDEN'; readonly step: PlannedStep; readonly refusal: Refusal };

/**
 * What falls to be done on a day with a case under our own law. `approved` is set where somebody has approved a step that
 * waits for it. Throws RuleNotEncoded where the law does not cover the day.
 */
export function decideDue(state: CaseState, law: Jurisdiction, on: IsoDate, approved: boolean): DueDecision {
  const { facts } = state;
  const step = plannedStep(state, law);
  const { lastDay, legalBasis } = law.limitation(facts);
  if (step && on > lastDay && state.status !== 'CLOSED') return { kind: 'TIME_BARRED', lastDay, legalBasis };
  if (!step || step.earliestOn > on || (!approved && !isForWorker(state, step))) return { kind: 'WAIT', step };
  const refusal = law.forbids(step.type, undisputed(facts), on);
  if (refusal) return { kind: 'FORBIDDEN', step, refusal };
  return { kind: !approved && waitsForApproval(state, step.type) ? 'ASK' : 'TAKE', step };
}

/** What becomes of a step somebody asks for, whether or not it is the next one. */
export type OrderDecision =
  { readonly kind: 'TAKE'; readonly step: PlannedStep } | { readonly kind: 'REFUSED'; readonly refusal: Refusal };

/** Whether a step may be taken on a day at the word of a person. Throws RuleNotEncoded where the law does not cover the day. */
export function decideOrdered(facts: CaseFacts, law: Jurisdiction, type: StepType, on: IsoDate): OrderDecision {
  const name = law.stepName(type);
  const [first] = law.requiredElements(type, facts, on);
  if (name === null || !first) {
    // A step that is taken with an authority's own form is on the legal path, and has no letter of ours.
    const text = law.legalSteps.some((step) => step.type === type) ? 'noLetter' : 'noSuchStep';
    return { kind: 'REFUSED', refusal: { code: 'INVALID_STATE', text: `INVALID_STATE.${text}` } };
  }
  const refusal = law.forbids(type, undisputed(facts), on);
  if (refusal) return { kind: 'REFUSED', refusal };
  const { legalBasis } = law.legalSteps.find((step) => step.type === type) ?? first;
  return { kind: 'TAKE', step: { type, earliestOn: on, name, legalBasis } };
}
