import { earliest, type IsoDate } from './date.js';
import type { ClaimFacts, NoticeFacts } from './facts.js';

/** A later day to pay that the creditor gave for one claim. */
export interface GrantedTime {
  readonly claimId: string;
  readonly dueBefore: IsoDate;
  readonly dueDate: IsoDate;
  readonly changedOn: IsoDate;
}

/**
 * Whether a letter counts for nothing any more: it was sent before the creditor gave more time, and no later than the day that it
 * gave. What it cost is not owed, and what was to follow it waits for another.
 */
export const lapses = ({ sentOn }: NoticeFacts, granted: readonly GrantedTime[]): boolean =>
  granted.some(({ changedOn, dueDate }) => sentOn <= changedOn && sentOn <= dueDate);

/** The claim with the day it was first due, where it was given more time. */
export function withFirstDueDate(claim: ClaimFacts, granted: readonly GrantedTime[]): ClaimFacts {
  const before = granted.filter(({ claimId }) => claimId === claim.id).map(({ dueBefore }) => dueBefore);
  const [first, ...others] = before;
  return first === undefined ? claim : { ...claim, firstDueDate: earliest(first, ...others) };
}
