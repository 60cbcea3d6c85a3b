import type { CaseFacts, ClaimFacts } from '../domain/facts.js';

/** Public claims are enforceable without a judgment (suoraan ulosottokelpoinen, 706/2007). */
export const isPublic = (claim: ClaimFacts): boolean => claim.kind === 'PUBLIC';

/** Whether enforcement needs no judgment: every claim of the case is public. */
export const isDirectlyEnforceable = (facts: CaseFacts): boolean => facts.claims.every(isPublic);
