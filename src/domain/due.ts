import type { IsoDate } from './date.js';
import type { Source } from './dated.js';
import type { CaseState } from './facts.js';
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
 * What falls to be done on a day with a case under our own law. `approved` is set where the creditor, who approves every
 * step, has approved this one. Throws RuleNotEncoded where the law does not cover the day.
 */
export function decideDue(state: CaseState, law: Jurisdiction, on: IsoDate, approved: boolean): DueDecision {
  const { facts } = state;
  const step = law.nextStep(facts);
  const { lastDay, legalBasis } = law.limitation(facts);
  if (step && on > lastDay) return { kind: 'TIME_BARRED', lastDay, legalBasis };
  if (!step || step.earliestOn > on) return { kind: 'WAIT', step };
  const refusal = law.forbids(step.type, facts, on);
  if (refusal) return { kind: 'FORBIDDEN', step, refusal };
  return { kind: state.needsApproval && !approved ? 'ASK' : 'TAKE', step };
}
