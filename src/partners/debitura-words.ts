import type { ReferralStatus } from '../domain/facts.js';
import type { DeclineCode, PartnerCloseReason, PartnerPhase } from './partner.js';

/** What a word of theirs means for a referral. */
interface Meaning {
  /** Null is pending: the word is not one of these, and nobody's success. */
  readonly status: ReferralStatus | null;
  readonly closeReason: PartnerCloseReason | null;
  readonly declineCode: DeclineCode | null;
}

const is = (status: ReferralStatus): Meaning => ({ status, closeReason: null, declineCode: null });
const closed = (closeReason: PartnerCloseReason | null): Meaning => ({ ...is('CLOSED'), closeReason });
const declined = (declineCode: DeclineCode): Meaning => ({ ...is('DECLINED'), declineCode });
const PENDING: Meaning = { status: null, closeReason: null, declineCode: null };

/**
 * Where a case stands, by its lifecycle or, once that is "Closed", by its close code: the lifecycle alone does not tell
 * whether anything was collected. Their interface writes a word by its name ("PendingVerification") or as people read it
 * ("Pending Verification"), and some have two names; all are looked up by their letters alone.
 */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  // Before a partner has taken it. What waits for a signature or a choice of ours waits for a person of ours.
  pendingcontractsigning: is('NEEDS_INFORMATION'),
  pendingverificationinternal: is('SUBMITTED'),
  pendingverification: is('SUBMITTED'),
  needsadditionaldetails: is('NEEDS_INFORMATION'),
  moreinforequired: is('NEEDS_INFORMATION'),
  leads: is('SUBMITTED'),
  collectingquotes: is('SUBMITTED'),
  pendingquotebypartner: is('SUBMITTED'),
  leadsquotegiven: is('NEEDS_INFORMATION'),
  quotegivenbypartner: is('NEEDS_INFORMATION'),
  pendingquoteselection: is('NEEDS_INFORMATION'),
  // At work.
  active: is('ACTIVE'),
  paused: is('ON_HOLD'),
  // Folded into another case of theirs: somebody has to find out which one now carries ours.
  merged: is('NEEDS_INFORMATION'),
  // Close codes.
  paid: closed('PAID'),
  partiallypaid: closed('SETTLED'),
  debtorinsolventbankrupt: closed('INSOLVENT'),
  debtoruntraceable: closed('UNTRACEABLE'),
  statuteoflimitationsexpired: closed('TIME_BARRED'),
  prelegalexhaustednopayment: closed('UNECONOMICAL'),
  uneconomicaltopursue: closed('UNECONOMICAL'),
  disputedlegalactiondeclinedbyclient: closed(null),
  settlementrejectedbyclient: closed(null),
  other: closed(null),
  // Given back rather than ended: somebody else may still collect it.
  withdrawnbyclient: declined('OTHER'),
  unresponsiveclient: declined('INSUFFICIENT_DOCUMENTS'),
  quotesexpirednotaccepted: declined('OTHER'),
  caseneverstarted: declined('OTHER'),
  caseneverstartedinternal: declined('OTHER'),
  invalidcasedata: declined('INSUFFICIENT_DOCUMENTS'),
  noquotesreceived: declined('NO_CAPACITY'),
};

/** The lifecycle that says nothing without a close code. */
const CLOSED_LIFECYCLE = 'closed';

const PHASES: Readonly<Record<string, PartnerPhase>> = {
  prelegal: 'AMICABLE',
  legal: 'LEGAL',
  enforcement: 'ENFORCEMENT',
};

/** Who wrote a chat message: we, or somebody who may want an answer. Everybody else is only read. */
const WRITERS: Readonly<Record<string, 'WE' | 'PARTNER'>> = {
  '0': 'WE',
  creditor: 'WE',
  '1': 'PARTNER',
  partner: 'PARTNER',
  managedbypartner: 'PARTNER',
};

/** Who got a payment: only what the partner got is its to send on. */
const RECIPIENTS: Readonly<Record<string, 'WE' | 'PARTNER'>> = {
  creditor: 'WE',
  client: 'WE',
  customer: 'WE',
  partner: 'PARTNER',
  collectionpartner: 'PARTNER',
};

/** Kinds of files that come from our own side. */
const OF_CREDITOR: Readonly<Record<string, true>> = { creditordocuments: true, originalinvoice: true };

const key = (word: string): string => word.toLowerCase().replace(/[^a-z0-9]/g, '');

function lookUp<Meant>(words: Readonly<Record<string, Meant>>, word: string | null | undefined): Meant | null {
  const letters = key(word ?? '');
  return Object.hasOwn(words, letters) ? words[letters]! : null;
}

/** What a lifecycle and, with "Closed", its close code mean. */
export function meaningOf(lifecycle: string | null | undefined, closeCode: string | null | undefined): Meaning {
  const isClosed = key(lifecycle ?? '') === CLOSED_LIFECYCLE;
  const meant = lookUp(MEANINGS, isClosed ? closeCode : lifecycle) ?? PENDING;
  const isEnd = meant.status === 'CLOSED' || meant.status === 'DECLINED';
  return meant.status === null || isEnd === isClosed ? meant : PENDING;
}

/** Null where they name no phase, or one that we do not know. */
export const phaseOf = (word: string | null | undefined): PartnerPhase | null => lookUp(PHASES, word);

/** By the role's label, or its number where there is none. */
export const writerOf = (role: string | null | undefined): 'WE' | 'PARTNER' | null => lookUp(WRITERS, role);

/** Null where they name nobody, or somebody we do not know: whose money that is has to be found out. */
export const recipientOf = (word: string | null | undefined): 'WE' | 'PARTNER' | null => lookUp(RECIPIENTS, word);

export const isOfCreditor = (documentType: string | null | undefined): boolean =>
  lookUp(OF_CREDITOR, documentType) !== null;
