import { balance } from './balance.js';
import { addDays, type IsoDate } from './date.js';
import type { CaseFacts, PlanFacts } from './facts.js';
import type { Jurisdiction } from './jurisdiction.js';

/**
 * What is owed on the day a plan is agreed, its own cost and its letter included: what its instalments must add up to, since a
 * plan covers the whole remaining claim. Minor units. Throws RuleNotEncoded.
 */
export function owedWithPlan(facts: CaseFacts, law: Jurisdiction, plan: PlanFacts): bigint {
  const sentOn = plan.agreedOn;
  const letter = { type: 'PAYMENT_PLAN', sentOn, payBy: null, sentBy: 'AGENCY', feeCharged: null } as const;
  const agreed = { ...facts, plans: [...facts.plans, plan], notices: [...facts.notices, letter] };
  return balance(agreed, law, sentOn).outstanding;
}

/** Nobody keeps a plan of more. */
export const MOST_INSTALMENTS = 60;

/** A plan of so many instalments, of which nothing else is known: what it costs depends on their number alone. */
export const planOf = (instalments: number, agreedOn: IsoDate): PlanFacts => ({
  agreedOn,
  instalments: Array.from({ length: instalments }, (_, index) => ({ dueOn: addDays(agreedOn, index + 1), amount: 0n })),
});
