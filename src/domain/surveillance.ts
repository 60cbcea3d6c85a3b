import { addMonths, earliest, latest, type IsoDate } from './date.js';
import type { CaseState } from './facts.js';
import type { Jurisdiction } from './jurisdiction.js';
import { lacksMeans } from './score.js';

/** The day from which somebody is to be asked whether to offer the claim for sale; null where nobody is. */
export function saleOn({ strategy, surveillance }: CaseState): IsoDate | null {
  const months = strategy.surveillance?.offerSaleAfter ?? null;
  return months === null || !surveillance ? null : addMonths(surveillance.since, months);
}

/**
 * When the debtor's means are looked at next: today where a debtor was found to have nothing and its case is not watched yet, else
 * as often as the strategy has it. Null of a case that is at rest or before an authority, or whose creditor has none watched.
 */
export function nextLook(state: CaseState, law: Jurisdiction, today: IsoDate): IsoDate | null {
  const { status, stage, facts, strategy, surveillance } = state;
  if (status !== 'ACTIVE' || !strategy.surveillance || facts.disputed) return null;
  if (law.underWay(facts).length > 0) return null;
  if (stage !== 'SURVEILLANCE') return lacksMeans(facts, today) ? today : null;
  if (!surveillance) return today;
  const lookOn = addMonths(surveillance.last.on, strategy.surveillance.rescoreEvery);
  const sale = saleOn(state);
  const next = sale && sale > surveillance.last.on ? earliest(lookOn, sale) : lookOn;
  return latest(next, today);
}
