import { addDays, latest, type IsoDate } from './date.js';
import type { CaseFacts, SettlementOfferFacts } from './facts.js';
import type { Jurisdiction, PlannedStep } from './jurisdiction.js';
import { sum } from './money.js';

/** The offer that money received on a day counts for; null where none stands. */
export function offerOn(facts: CaseFacts, law: Jurisdiction, on: IsoDate): SettlementOfferFacts | null {
  return facts.settlementOffers.find((offer) => offer.offeredOn <= on && on <= law.lastArrival(offer.payBy)) ?? null;
}

/**
 * What must still come on a day for the offer that stands then to be kept: all that was received since it was made counts. Minor
 * units, above zero; null where no offer stands or the one that does is kept.
 */
export function leftToSettle(facts: CaseFacts, law: Jurisdiction | null, on: IsoDate): bigint | null {
  const offer = law && offerOn(facts, law, on);
  if (!offer) return null;
  const last = law.lastArrival(offer.payBy);
  const received = facts.payments.filter(({ receivedOn }) => offer.offeredOn <= receivedOn && receivedOn <= last);
  const left = offer.amount - sum(received.map(({ amount }) => amount));
  return left > 0n ? left : null;
}

/** The step as it is to be taken beside an offer of settlement: nothing more is done before the offer has lapsed. */
export function afterOffer<Step extends PlannedStep | null>(step: Step, facts: CaseFacts, law: Jurisdiction): Step {
  const offer = facts.settlementOffers.at(-1);
  if (!step || !offer) return step;
  let earliestOn = latest(step.earliestOn, addDays(law.lastArrival(offer.payBy), 1));
  while (earliestOn > step.earliestOn && !law.isBankDay(earliestOn)) earliestOn = addDays(earliestOn, 1);
  return { ...step, earliestOn };
}
