import { isObjectedTo } from './dispute.js';
import type { CaseStage, CaseState, CaseStatus, StepType } from './facts.js';

/** Something a reader may do to a case. Words of the public contract. */
export type CaseAction =
  | 'APPROVE_STEP' | 'PAUSE' | 'RESUME' | 'WITHDRAW' | 'DISPUTE' | 'RESOLVE_DISPUTE' | 'RECORD_PAYMENT' | 'RECORD_CREDIT_NOTE' | 'AGREE_PAYMENT_PLAN'
  | 'PROPOSE_PAYMENT_PLAN' | 'ACCEPT_PAYMENT_PLAN' | 'ANSWER_DISPUTE' | 'REROUTE' | 'ANSWER_INQUIRY' | 'ESCALATE_TO_LEGAL' | 'SELL'
  | 'ASSIGN' | 'CHANGE_DUE_DATE' | 'WRITE_OFF_FOR_BOOKS' | 'OFFER_SETTLEMENT' | 'ACCEPT_SETTLEMENT' | 'CLOSE'; // prettier-ignore

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

/** Whether an instalment plan may be agreed, or take the place of the one that is kept: not while anything of the claim is in dispute. */
export function mayAgreePlan(state: CaseState): boolean {
  const planned = state.routeKind === 'COUNTRY_MODULE' && state.holdReason === 'PAYMENT_PLAN';
  return (isWorked(state) || planned) && !isObjectedTo(state.facts);
}

/** Whether we work the claim ourselves and nothing of it is in dispute: else it neither changes hands nor is given more time. */
const isFree = ({ routeKind, facts }: CaseState): boolean => routeKind === 'COUNTRY_MODULE' && !isObjectedTo(facts);

const isOffered = ({ facts }: CaseState): boolean => facts.settlementOffers.some(({ lapsed }) => !lapsed);

/** Stages before any authority was asked. */
export const BEFORE_AUTHORITIES: readonly CaseStage[] = ['PRE_COLLECTION', 'COLLECTION'];

/** Actions in the order they are shown. An open case is presumed. */
const ACTION_RULES: readonly (readonly [CaseAction, ActionRule])[] = [
  ['APPROVE_STEP', { readers: BOTH, possible: (state) => state.status === 'AWAITING_APPROVAL' }],
  ['PAUSE', { readers: BOTH, possible: (state) => state.status !== 'ON_HOLD' }],
  // A disputed case goes on by resolving the dispute, never around it.
  ['RESUME', { readers: BOTH, possible: (state) => state.status === 'ON_HOLD' && state.holdReason !== 'DISPUTE' && !state.facts.disputed }],
  ['WITHDRAW', { readers: BOTH, possible: () => true }],
  // An objection to a part may come to be one to the whole.
  ['DISPUTE', { readers: BOTH, possible: (state) => !state.facts.disputed }],
  ['ANSWER_DISPUTE', { readers: BOTH, possible: (state) => isObjectedTo(state.facts) }],
  ['RESOLVE_DISPUTE', { readers: BOTH, possible: (state) => isObjectedTo(state.facts) }],
  ['RECORD_PAYMENT', { readers: BOTH, possible: () => true }],
  ['RECORD_CREDIT_NOTE', { readers: BOTH, possible: () => true }],
  ['PROPOSE_PAYMENT_PLAN', { readers: BOTH, possible: mayAgreePlan }],
  ['ACCEPT_PAYMENT_PLAN', { readers: ['AGENT'], possible: (state) => mayAgreePlan(state) && state.planProposed }],
  ['AGREE_PAYMENT_PLAN', { readers: ['AGENT'], possible: mayAgreePlan }],
  ['REROUTE', { readers: ['AGENT'], possible: (state) => state.routeKind !== 'COUNTRY_MODULE' }],
  ['ANSWER_INQUIRY', { readers: BOTH, possible: (state) => state.openInquiries > 0 }],
  ['ESCALATE_TO_LEGAL', { readers: ['AGENT'], possible: (state, openSteps) => isWorked(state) && openSteps.length > 0 }],
  ['SELL', { readers: ['AGENT'], possible: isFree }],
  ['ASSIGN', { readers: ['AGENT'], possible: isFree }],
  ['CHANGE_DUE_DATE', { readers: BOTH, possible: (state) => isFree(state) && BEFORE_AUTHORITIES.includes(state.stage) }],
  ['WRITE_OFF_FOR_BOOKS', { readers: BOTH, possible: () => true }],
  ['OFFER_SETTLEMENT', { readers: BOTH, possible: (state) => isWorked(state) && !state.facts.disputed && !isOffered(state) }],
  ['ACCEPT_SETTLEMENT', { readers: BOTH, possible: isOffered }],
  ['CLOSE', { readers: ['AGENT'], possible: (state) => state.routeKind !== 'PARTNER_NETWORK' }],
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
