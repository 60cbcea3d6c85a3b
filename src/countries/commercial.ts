import { oldestFirst } from '../domain/balance.js';
import type { IsoDate } from '../domain/date.js';
import { inForce, type Dated } from '../domain/dated.js';
import type { CaseFacts, ClaimFacts, ClaimKind, OwedLine } from '../domain/facts.js';
import { charge } from './case.js';

/** What the law gives a creditor for late payment between businesses alone (directive 2011/7/EU). */

const NOT_FOR_GOODS_OR_SERVICES: readonly ClaimKind[] = ['LOAN', 'CONSUMER_CREDIT', 'PARKING', 'PUBLIC'];

/**
 * Whether a claim is for goods or services delivered to a business, so that compensation is owed once it is late. One that was
 * credited in whole never was.
 */
export const isCommercial = ({ kind, principal }: ClaimFacts, { debtorType }: Pick<CaseFacts, 'debtorType'>): boolean =>
  debtorType === 'COMPANY' && principal > 0n && !NOT_FOR_GOODS_OR_SERVICES.includes(kind);

/** The rate agreed, hundredths of a percent; null where none was, and where a commercial claim is said to bear none: that does not bind. */
export const agreedRate = (claim: ClaimFacts, facts: Pick<CaseFacts, 'debtorType'>): number | null =>
  claim.agreedRateBps === 0 && isCommercial(claim, facts) ? null : claim.agreedRateBps;

/** Swedish and Finnish law alike: so much for each claim that is late by a day, as the law stood on its first day of interest. */
export function compensationLines(
  facts: CaseFacts,
  on: IsoDate,
  text: string,
  series: Dated<bigint>,
  firstInterestDay: (claim: ClaimFacts, facts: CaseFacts) => IsoDate | null,
): OwedLine[] {
  return oldestFirst(facts.claims).flatMap((claim) => {
    const defaultOn = isCommercial(claim, facts) ? firstInterestDay(claim, facts) : null;
    if (defaultOn === null || on < defaultOn) return [];
    const { value, source } = inForce(series, defaultOn);
    return [charge('COMPENSATION', text, value, source, defaultOn)];
  });
}
