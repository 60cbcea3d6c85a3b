import type { CaseState } from './facts.js';

/** What of a case can wait for a person, by how the case stands. */
export const WAITS = ['APPROVAL', 'MANUAL_REVIEW', 'PLAN_PROPOSAL', 'CASE_HELD', 'ADDRESS_CHECK'] as const;
export type Wait = (typeof WAITS)[number];

const WAITS_WHERE: Readonly<Record<Wait, (state: CaseState) => boolean>> = {
  APPROVAL: ({ status }) => status === 'AWAITING_APPROVAL',
  MANUAL_REVIEW: ({ routeKind }) => routeKind === 'MANUAL_REVIEW',
  PLAN_PROPOSAL: ({ planProposed }) => planProposed,
  ADDRESS_CHECK: ({ addressInDoubt }) => addressInDoubt === true,
  // A death and an address that failed have tasks of their own that say what is to be found out.
  CASE_HELD: ({ holdReason, addressInDoubt, facts }) =>
    holdReason === 'MISSING_INFORMATION' &&
    addressInDoubt !== true &&
    !facts.debtorConditions.some(({ type }) => type === 'DECEASED'),
};

/** Working days a person has for each. */
export const WORKING_DAYS_FOR: Readonly<Record<Wait, number>> = {
  APPROVAL: 3,
  MANUAL_REVIEW: 2,
  PLAN_PROPOSAL: 3,
  CASE_HELD: 3,
  ADDRESS_CHECK: 5,
};

/** What of a case waits for a person as it stands; nothing of a closed one. */
export const waitsFor = (state: CaseState): Wait[] =>
  state.status === 'CLOSED' ? [] : WAITS.filter((wait) => WAITS_WHERE[wait](state));
