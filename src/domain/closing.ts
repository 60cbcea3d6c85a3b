import type { IsoDate } from './date.js';
import type { CaseFacts, ConditionType, ProceedingType } from './facts.js';
import type { Jurisdiction } from './jurisdiction.js';
import type { Refusal } from './refusal.js';

/** Why a person may close a case that is not paid. Every other end comes about by itself or has a command of its own. */
export type PersonsCloseReason =
  'INSOLVENT' | 'UNTRACEABLE' | 'DECEASED' | 'UNECONOMICAL' | 'DUPLICATE' | 'TIME_BARRED';

const INSOLVENCIES: readonly ConditionType[] = ['BANKRUPTCY', 'DEBT_RESTRUCTURING'];
const FRUITLESS: readonly ProceedingType[] = ['FOUND_INSOLVENT', 'ENFORCEMENT_ENDED'];

const notSo = (reason: PersonsCloseReason): Refusal => ({
  code: 'INVALID_STATE',
  text: `INVALID_STATE.notClosable.${reason}`,
});

/**
 * Why a case may not be closed for a reason on a day: what it says must be known of the case, and no application may still be
 * before an authority. Null where it may. Throws RuleNotEncoded.
 */
export function closingRefused(
  reason: PersonsCloseReason,
  facts: CaseFacts,
  law: Jurisdiction | null,
  on: IsoDate,
): Refusal | null {
  if (law && law.underWay(facts).length > 0)
    return { code: 'INVALID_STATE', text: 'INVALID_STATE.applicationUnderWay' };
  const suffered = (types: readonly ConditionType[]) => facts.debtorConditions.some(({ type }) => types.includes(type));
  switch (reason) {
    case 'DECEASED':
      return suffered(['DECEASED']) ? null : notSo(reason);
    case 'INSOLVENT':
      return suffered(INSOLVENCIES) || facts.proceedings.some(({ type }) => FRUITLESS.includes(type))
        ? null
        : notSo(reason);
    case 'DUPLICATE':
      // What was paid must be moved to the case that stays, which only a person can say.
      return facts.payments.length === 0 ? null : notSo(reason);
    case 'TIME_BARRED':
      return law && on > law.limitation(facts).lastDay ? null : notSo(reason);
    case 'UNTRACEABLE':
    case 'UNECONOMICAL':
      return null;
  }
}

/** Ends of a case of which a debtor that was written to is told: nothing is asked for any more. */
export const TOLD_OF_CLOSING = [
  'WITHDRAWN',
  'SETTLED',
  'DISPUTE_UPHELD',
  'INSOLVENT',
  'UNECONOMICAL',
  'DUPLICATE',
  'TIME_BARRED',
] as const;
