import type { IsoDate } from './date.js';
import type { CaseFacts, ClaimFacts, DisputedPartFacts } from './facts.js';
import { smallest, sum } from './money.js';

/** An amount of one claim, minor units. */
export interface ClaimAmount {
  readonly claimId: string;
  readonly amount: bigint;
}

const stands = ({ until }: DisputedPartFacts): boolean => until === null;

/** What of each claim was in dispute at the end of a day while the rest was pursued. */
export const partsInDispute = ({ disputedParts }: CaseFacts, on: IsoDate): readonly DisputedPartFacts[] =>
  disputedParts.filter(({ from, until }) => from <= on && (until === null || on < until));

/** What of each claim is in dispute as the facts stand. */
export const partsLeftOut = ({ disputedParts }: CaseFacts): readonly DisputedPartFacts[] =>
  disputedParts.filter(stands);

/** Whether an objection stands, be it to the whole claim or to a part of it. */
export const isObjectedTo = (facts: CaseFacts): boolean => facts.disputed || facts.disputedParts.some(stands);

/**
 * The case as if only what is undisputed had ever been claimed: what letters ask for, what they cost, and what payments cover
 * first. A claim of which nothing is left, or nothing was ever owed, is none of it. Where everything is in dispute it is the case
 * itself.
 */
export function undisputed(facts: CaseFacts): CaseFacts {
  const leftOut = partsLeftOut(facts);
  if (leftOut.length === 0 && facts.upheld.length === 0) return facts;
  const claims = facts.claims
    .map((claim) => ({ ...claim, principal: claim.principal - amountOf(leftOut, claim) }))
    .filter(({ principal }) => principal > 0n);
  if (claims.length === 0) return facts;
  return { ...facts, claims, disputedParts: facts.disputedParts.filter((part) => !stands(part)) };
}

const amountOf = (parts: readonly ClaimAmount[], { id }: ClaimFacts): bigint =>
  sum(parts.filter(({ claimId }) => claimId === id).map(({ amount }) => amount));

/**
 * Shares an amount objected to among what it may be about, given oldest claim first: the newest gets it first, so that the oldest
 * stays the one to be paid first. None gets more than `most` of it; less is shared out where that does not come to the amount.
 */
export function sharedOut(most: readonly ClaimAmount[], amount: bigint): ClaimAmount[] {
  let left = amount;
  return [...most].reverse().flatMap(({ claimId, amount: limit }) => {
    const part = smallest(limit, left);
    left -= part;
    return part > 0n ? [{ claimId, amount: part }] : [];
  });
}

/** Whether an objection gives no other reason than one that was already considered. */
export function isRepeated(reason: string, considered: readonly string[]): boolean {
  const plain = (text: string) => text.trim().replace(/\s+/g, ' ').toLowerCase();
  return considered.some((earlier) => plain(earlier) === plain(reason));
}
