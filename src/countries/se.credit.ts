import { konsumentkreditlagen } from './se.deadlines.js';
import { since } from './tariff.js';
import { inForce, type Dated, type Version } from '../domain/dated.js';
import type { CaseFacts, ClaimFacts } from '../domain/facts.js';

/** What konsumentkreditlagen allows a consumer credit to cost. The day of the agreement selects the version. */

const KONSUMENTVERKET =
  'https://www.konsumentverket.se/for-foretag/regler-per-omradebransch/finansiella-tjanster/krediter/hogkostnadskrediter/';

/** Points above the reference rate, hundredths. Before the first version no ceiling was law. */
export const interestCeiling: Dated<number> = {
  name: 'SE räntetak, konsumentkredit',
  versions: [
    since('2018-09-01', 40_00, konsumentkreditlagen('19 a §', 'high', KONSUMENTVERKET)),
    since('2025-03-01', 20_00, konsumentkreditlagen('19 a §')),
  ],
};

/** Late interest and collection costs together, in hundredths of a percent of the credit. */
export const costCeiling: Dated<number> = {
  name: 'SE kostnadstak, konsumentkredit',
  versions: [since('2025-03-01', 100_00, konsumentkreditlagen('19 b §'))],
};

/**
 * The version of a ceiling that holds for a claim; null where it is no consumer credit, or agreed before there was a ceiling.
 * A credit of an unknown day is taken as one of today: the newest ceiling is the lowest.
 */
export function ceilingFor<Value>(
  ceiling: Dated<Value>,
  claim: ClaimFacts,
  { debtorType }: CaseFacts,
): Version<Value> | null {
  if (claim.kind !== 'CONSUMER_CREDIT' || debtorType !== 'PERSON') return null;
  const { versions } = ceiling;
  if (claim.agreedOn === null) return versions[versions.length - 1] ?? versions[0];
  return claim.agreedOn < versions[0].from ? null : inForce(ceiling, claim.agreedOn);
}
