import type { ConditionType, HoldReason } from './facts.js';

/** Circumstances that stop a case until a person has looked at it, and what it then waits for. Whoever works it must know of them. */
export const HOLDS: Readonly<Partial<Record<ConditionType, HoldReason>>> = {
  MINOR: 'MISSING_INFORMATION',
  DECEASED: 'MISSING_INFORMATION',
  BANKRUPTCY: 'INSOLVENCY_PROCEEDINGS',
  DEBT_RESTRUCTURING: 'INSOLVENCY_PROCEEDINGS',
};
