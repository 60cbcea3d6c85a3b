import type { IsoDate } from './date.js';
import type { CaseFacts, StepType } from './facts.js';
import type { Jurisdiction, Requirement } from './jurisdiction.js';

/** How a letter that the printer gets is to be posted. By hand goes what the authority forwards that keeps an address secret. */
export type Post = 'PLAIN' | 'REGISTERED' | 'BY_HAND';

/** What is served, not just sent: the law opens a later step only where a letter of this kind is proved to have arrived. */
const PROVED_BY: Readonly<Partial<Record<StepType, Requirement>>> = {
  BANKRUPTCY_WARNING: 'warningServed',
  LEASE_TERMINATION: 'terminationServed',
};

/** How a letter is posted under a law. */
export function postFor(law: Pick<Jurisdiction, 'legalSteps'>, step: StepType, addressProtected: boolean): Post {
  if (addressProtected) return 'BY_HAND';
  const proof = PROVED_BY[step];
  const served = law.legalSteps.some(({ requirements }) =>
    requirements.some(({ requirement }) => requirement === proof),
  );
  return served ? 'REGISTERED' : 'PLAIN';
}

/** Whether a letter said not to have arrived stands all the same: a debtor who has paid since was reached. */
export const standsAllTheSame = ({ payments }: Pick<CaseFacts, 'payments'>, sentOn: IsoDate): boolean =>
  payments.some(({ receivedOn }) => receivedOn > sentOn);
