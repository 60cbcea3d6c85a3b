import type { CaseState, CaseStatus, StepType } from './facts.js';

/** Something a reader may do to a case. Words of the public contract. */
export type CaseAction =
  | 'APPROVE_STEP' | 'PAUSE' | 'RESUME' | 'WITHDRAW' | 'DISPUTE' | 'RESOLVE_DISPUTE' | 'RECORD_PAYMENT' | 'RECORD_CREDIT_NOTE' | 'AGREE_PAYMENT_PLAN'
  | 'REROUTE' | 'ANSWER_INQUIRY' | 'ESCALATE_TO_LEGAL' | 'SELL'; // prettier-ignore

/** Statuses a new case may have. */
export const FIRST_STATUSES: readonly CaseStatus[] = ['REGISTERED', 'ACTIVE'];

/**
 * The permitted transitions, whole. Back to REGISTERED goes a case that loses whoever worked it. ON_HOLD follows itself
 * where a weightier reason takes over (a paused case is disputed). Nothing leaves CLOSED: what comes later is another case.
 */
export const TRANSITIONS: Readonly<Record<CaseStatus, readonly CaseStatus[]>> = {
  REGISTERED: ['ACTIVE', 'ON_HOLD', 'CLOSED'],
  AWAITING_APPROVAL: ['REGISTERED', 'ACTIVE', 'ON_HOLD', 'CLOSED'],
  ACTIVE: ['REGISTERED', 'AWAITING_APPROVAL', 'ON_HOLD', 'CLOSED'],
  ON_HOLD: ['REGISTERED', 'ACTIVE', 'ON_HOLD', 'CLOSED'],
  CLOSED: [],
};

/** Whether a case may go from one status to another. */
export const mayMove = (from: CaseStatus, to: CaseStatus): boolean => TRANSITIONS[from].includes(to);

type Reader = 'AGENT' | 'CREDITOR';

interface ActionRule {
  readonly readers: readonly Reader[];
  /** `openSteps` are the steps before an authority that the law has open today. */
  readonly possible: (state: CaseState, openSteps: readonly StepType[]) => boolean;
}

const BOTH: readonly Reader[] = ['AGENT', 'CREDITOR'];

/** Money may still come in for a closed case, or be told of late. Nothing else happens to it. */
const AFTER_CLOSING: Readonly<Record<Reader, readonly CaseAction[]>> = { AGENT: ['RECORD_PAYMENT'], CREDITOR: [] };

/** Whether a step may be taken at all: the case is worked by us, and nothing but a dispute holds it. A dispute is the law's to judge. */
export const isWorked = (state: CaseState): boolean =>
  state.routeKind === 'COUNTRY_MODULE' &&
  (state.status === 'ACTIVE' || state.status === 'AWAITING_APPROVAL' || state.holdReason === 'DISPUTE');

/** Whether an instalment plan may be agreed: not while the claim itself is in dispute. */
export function mayAgreePlan(state: CaseState): boolean {
  return isWorked(state) && !state.facts.disputed;
}

/** Actions in the order they are shown. An open case is presumed. */
const ACTION_RULES: readonly (readonly [CaseAction, ActionRule])[] = [
  ['APPROVE_STEP', { readers: BOTH, possible: (state) => state.status === 'AWAITING_APPROVAL' }],
  ['PAUSE', { readers: BOTH, possible: (state) => state.status !== 'ON_HOLD' }],
  // A disputed case goes on by resolving the dispute, never around it.
  ['RESUME', { readers: BOTH, possible: (state) => state.status === 'ON_HOLD' && state.holdReason !== 'DISPUTE' && !state.facts.disputed }],
  ['WITHDRAW', { readers: BOTH, possible: () => true }],
  ['DISPUTE', { readers: BOTH, possible: (state) => !state.facts.disputed }],
  ['RESOLVE_DISPUTE', { readers: BOTH, possible: (state) => state.facts.disputed }],
  ['RECORD_PAYMENT', { readers: BOTH, possible: () => true }],
  ['RECORD_CREDIT_NOTE', { readers: BOTH, possible: () => true }],
  ['AGREE_PAYMENT_PLAN', { readers: ['AGENT'], possible: mayAgreePlan }],
  ['REROUTE', { readers: ['AGENT'], possible: (state) => state.routeKind !== 'COUNTRY_MODULE' }],
  ['ANSWER_INQUIRY', { readers: BOTH, possible: (state) => state.openInquiries > 0 }],
  ['ESCALATE_TO_LEGAL', { readers: ['AGENT'], possible: (state, openSteps) => isWorked(state) && openSteps.length > 0 }],
]; // prettier-ignore

/**
 * What a reader with this role may do to the case now. The commands ask the same function, so that a button shown is a
 * button that works. Partners act on their referral, not on the case.
 */
export function allowedActions(
  state: CaseState,
  role: string,
  openSteps: readonly StepType[] = [],
): readonly CaseAction[] {
  const reader = BOTH.find((candidate) => candidate === role);
  if (reader === undefined) return [];
  if (state.status === 'CLOSED') return AFTER_CLOSING[reader];
  return ACTION_RULES.filter(([, rule]) => rule.readers.includes(reader) && rule.possible(state, openSteps)).map(
    ([action]) => action,
  );
}
