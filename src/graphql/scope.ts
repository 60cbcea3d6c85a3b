import { HOLDS } from '../domain/conditions.js';
import type { Viewer } from '../platform.js';
import type { Role } from './enums.js';

/** The role that decides what a reader sees: the widest it has; null for somebody without any. */
export function readingRole(viewer: Viewer | null): Role | null {
  if (viewer === null) return null;
  if (viewer.roles.includes('AGENT')) return 'AGENT';
  if (viewer.roles.includes('CREDITOR') && viewer.creditorId !== null) return 'CREDITOR';
  if (viewer.roles.includes('PARTNER') && viewer.partnerId !== null) return 'PARTNER';
  return viewer.roles.includes('ANALYST') ? 'ANALYST' : null;
}

/** The key a reader's scope hangs on: its creditor or its partner; null where the role alone decides. */
export function scopeKey(viewer: Viewer | null): string | null {
  const role = readingRole(viewer);
  return role === 'CREDITOR' ? viewer!.creditorId : role === 'PARTNER' ? viewer!.partnerId : null;
}

/** Events a partner may read of a case it holds: what became of the claim, and its own engagement, not another's. */
const CASE_EVENTS = `('paymentReceived', 'paymentReversed', 'creditNoteRecorded', 'paused', 'resumed', 'disputed', 'disputeResolved', 'closed')`;
/** And circumstances of the debtor for which collecting stops: nothing else that is known of it. */
const STOPPING = `(${Object.keys(HOLDS)
  .map((type) => `'${type}'`)
  .join(', ')})`;
const ENGAGEMENT_EVENTS = `('referralSubmitted', 'referralAccepted', 'referralReported', 'inquiryAsked', 'inquiryAnswered',
  'messageSent', 'messageReceived', 'documentSent', 'documentReceived', 'referralPhase', 'partnerCharged', 'partnerRemitted',
  'remittanceNotBooked')`;

/** Events a partner may read of a case that it handed to us for a client of its own: how the work goes, not through whom. */
const INBOUND_EVENTS = `('registered', 'registeredInbound', 'inboundMessageSent', 'inboundMessageReceived', 'inboundDocumentSent',
  'inboundDocumentReceived', 'inboundAsked', 'inboundAnswered', 'noticeSent', 'paymentReceived', 'paymentReversed', 'creditNoteRecorded', 'partnerPaidOut',
  'planAgreed', 'paused', 'resumed', 'disputed', 'disputeResolved', 'withdrawn', 'closed')`;

/** Names used inside the predicates: a caller's row must not be called so, or the predicate would speak of itself. */
const INNER_ALIASES = ['held_case', 'held_referral', 'own_referral', 'inbound_case'];

/** Cases whose referral in force is the partner's, has reached it, and has not been ended for so long that it is to be forgotten. */
const HELD = (key: string) =>
  `collection_case held_case join referral held_referral on held_referral.id = held_case.referral_id
    and held_referral.partner_id = ${key} and held_referral.status not in ('QUEUED', 'DECLINED', 'WITHDRAWN', 'FAILED')
    and held_referral.out_of_sight_on is null`;

const held = (condition: string, key: string) => `exists (select from ${HELD(key)} where ${condition})`;

/** Or a case that the partner handed to us. */
const orInbound = (seen: string, condition: string, key: string) =>
  `(${seen} or exists (select from collection_case inbound_case where inbound_case.referred_by_partner_id = ${key} and ${condition}))`;

const ofHeldOrInbound = (alias: string, key: string) =>
  orInbound(held(`held_case.id = ${alias}.case_id`, key), `inbound_case.id = ${alias}.case_id`, key);

/** Words of a referral it holds, or of a case it handed to us, which stand there without a referral. */
const ofReferralOrInbound = (alias: string, key: string) =>
  orInbound(
    held(`held_referral.id = ${alias}.referral_id`, key),
    `inbound_case.id = ${alias}.case_id and ${alias}.referral_id is null`,
    key,
  );

/** What it told of itself in money it can name, to take it back or to send it on, also of a case that it has no more. */
const ownMoney = (alias: string, key: string) =>
  `exists (select from referral own_referral where own_referral.id = ${alias}.referral_id
    and own_referral.partner_id = ${key} and own_referral.submitted_at is not null)`;

/**
 * What a partner sees of each type: of the cases it works only its own referrals, only while it has them; of the cases it
 * handed to us its client, the debtor, the claims, the money, what happened and what was written with it, for good.
 */
const PARTNER_SEES: Readonly<Record<string, (alias: string, key: string) => string>> = {
  Case: (alias, key) => `(${held(`held_case.id = ${alias}.id`, key)} or ${alias}.referred_by_partner_id = ${key})`,
  Creditor: (alias, key) =>
    `(${held(`held_case.creditor_id = ${alias}.id`, key)} or ${alias}.client_of_partner_id = ${key})`,
  Debtor: (alias, key) =>
    orInbound(held(`held_case.debtor_id = ${alias}.id`, key), `inbound_case.debtor_id = ${alias}.id`, key),
  Claim: ofHeldOrInbound,
  Payment: (alias, key) => `(${ofHeldOrInbound(alias, key)} or ${ownMoney(alias, key)})`,
  Allocation: ofHeldOrInbound,
  CreditNote: ofHeldOrInbound,
  ReferralCost: ownMoney,
  Remittance: (alias, key) =>
    `(${ownMoney(alias, key)} or ${alias}.direction = 'TO_PARTNER' and ${alias}.partner_id = ${key})`,
  Referral: (alias, key) => held(`held_referral.id = ${alias}.id`, key),
  Partner: (alias, key) => `${alias}.id = ${key}`,
  Inquiry: ofReferralOrInbound,
  // Between us and our own clients.
  Settlement: () => 'false',
  SettlementLine: () => 'false',
  // What our own people are to see to.
  Task: () => 'false',
  BankFile: () => 'false',
  BankEntry: () => 'false',
  ReferralMessage: ofReferralOrInbound,
  ReferralDocument: ofReferralOrInbound,
  RoutingDecision: (alias, key) =>
    orInbound(held(`held_case.routing_id = ${alias}.id`, key), `inbound_case.routing_id = ${alias}.id`, key),
  // What came through another partner names it: `params.referral` says through whose hands.
  CaseEvent: (alias, key) =>
    orInbound(
      held(
        `held_case.id = ${alias}.case_id and (${alias}.type in ${CASE_EVENTS}
        or ${alias}.type = 'debtorCondition' and ${alias}.params->>'type' in ${STOPPING}
        or ${alias}.type in ${ENGAGEMENT_EVENTS} and ${alias}.at >= held_referral.created_at)
        and coalesce(${alias}.params->>'referral', held_referral.id::text) = held_referral.id::text`,
        key,
      ),
      `inbound_case.id = ${alias}.case_id and ${alias}.type in ${INBOUND_EVENTS} and ${alias}.params->>'referral' is null`,
      key,
    ),
};

/**
 * SQL predicate for the rows of a type that a role may see. `key` is the placeholder of the reader's creditor or
 * partner, bound at execution, so that one prepared statement serves every reader of the role.
 */
export function visibleTo(role: Role | null, typeName: string, alias: string, key: string): string {
  if (INNER_ALIASES.includes(alias)) throw new Error(`a row must not be called ${alias} here`);
  switch (role) {
    case 'AGENT':
      return 'true';
    case 'CREDITOR':
      if (typeName === 'Partner') return 'true';
      // A file tells of everybody's payments, and of what nobody is known for.
      if (typeName === 'BankFile' || typeName === 'BankEntry') return 'false';
      return typeName === 'Creditor' ? `${alias}.id = ${key}` : `${alias}.creditor_id = ${key}`;
    case 'PARTNER':
      return PARTNER_SEES[typeName]?.(alias, key) ?? held(`held_case.id = ${alias}.case_id`, key);
    default:
      return 'false';
  }
}
