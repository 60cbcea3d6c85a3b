import { unpaidPrincipal } from './balance.js';
import { isObjectedTo } from './dispute.js';
import type { CaseFacts, CaseState } from './facts.js';
import type { Jurisdiction } from './jurisdiction.js';
import { BEFORE_AUTHORITIES, isWorked } from './lifecycle.js';

/** Why cases cannot be merged; the key of a text. */
export type MergeObstacle = 'mergeNotNow' | 'mergeLetters';

/**
 * Why the claims of one case cannot go into another of the same parties; null where they can. Both are worked before any authority with
 * nothing in dispute, agreed or offered; and the same letters have gone out in both, or the one would bring the other further along
 * than the debtor was told.
 */
export function mergeObstacle(into: CaseState, from: CaseState, law: Jurisdiction): MergeObstacle | null {
  if (!isFree(into, law) || !isFree(from, law)) return 'mergeNotNow';
  return lettersOf(into.facts) === lettersOf(from.facts) ? null : 'mergeLetters';
}

function isFree(state: CaseState, law: Jurisdiction): boolean {
  const { facts } = state;
  const isAgreed = state.planProposed || facts.settlementOffers.some(({ lapsed }) => !lapsed);
  const isQuestioned = isObjectedTo(facts) || facts.upheld.length > 0;
  return (
    isWorked(state) &&
    BEFORE_AUTHORITIES.includes(state.stage) &&
    facts.assignedOn === null &&
    !isAgreed &&
    !isQuestioned &&
    law.underWay(facts).length === 0 &&
    unpaidPrincipal(facts) > 0n
  );
}

const lettersOf = ({ notices }: CaseFacts): string =>
  notices
    .filter(({ sentBy }) => sentBy === 'AGENCY')
    .map(({ type }) => type)
    .sort()
    .join();

/**
 * Whether further claims of the same parties can join a case: it has not begun. Nothing was sent, by the creditor either, for a letter
 * counts for every claim of its case; nothing was paid or agreed, and nothing is in dispute.
 */
export function mayJoin(state: CaseState): boolean {
  const { notices, payments, plans, proceedings, settlementOffers } = state.facts;
  const happened = [notices, payments, plans, proceedings, settlementOffers].some((each) => each.length > 0);
  return isWorked(state) && state.status === 'ACTIVE' && !state.planProposed && !happened && !isObjectedTo(state.facts);
}
