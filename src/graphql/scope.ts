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

/** Events a partner may read: its own engagement and the money, not how we chose it or what we wrote before. */
const PARTNER_EVENTS = `('referralSubmitted', 'referralAccepted', 'referralReported', 'inquiryAsked', 'inquiryAnswered',
  'paymentReceived', 'paused', 'resumed', 'disputed', 'disputeResolved', 'closed')`;

/** Holds where the referral `r` is the one in force and has reached its partner. */
const HELD = (key: string) => `r.partner_id = ${key} and r.status not in ('QUEUED', 'DECLINED', 'WITHDRAWN', 'FAILED')`;

const caseHeld = (caseId: string, key: string) =>
  `exists (select from collection_case hc join referral r on r.id = hc.referral_id where hc.id = ${caseId} and ${HELD(key)})`;

/** What a partner sees of each type: only its own referrals, only while it has them. */
const PARTNER_SEES: Readonly<Record<string, (alias: string, key: string) => string>> = {
  Case: (alias, key) => `exists (select from referral r where r.id = ${alias}.referral_id and ${HELD(key)})`,
  Creditor: (alias, key) =>
    `exists (select from collection_case hc join referral r on r.id = hc.referral_id where hc.creditor_id = ${alias}.id and ${HELD(key)})`,
  Debtor: (alias, key) =>
    `exists (select from collection_case hc join referral r on r.id = hc.referral_id where hc.debtor_id = ${alias}.id and ${HELD(key)})`,
  Partner: (alias, key) => `${alias}.id = ${key}`,
  Referral: (alias, key) =>
    `exists (select from collection_case hc join referral r on r.id = hc.referral_id where r.id = ${alias}.id and ${HELD(key)})`,
  CaseEvent: (alias, key) => `${alias}.type in ${PARTNER_EVENTS} and ${caseHeld(`${alias}.case_id`, key)}`,
};

/**
 * SQL predicate for the rows of a type that a role may see. `key` is the placeholder of the reader's creditor or
 * partner, bound at execution, so that one prepared statement serves every reader of the role.
 */
export function visibleTo(role: Role | null, typeName: string, alias: string, key: string): string {
  switch (role) {
    case 'AGENT':
      return 'true';
    case 'CREDITOR':
      if (typeName === 'Partner') return 'true';
      return typeName === 'Creditor' ? `${alias}.id = ${key}` : `${alias}.creditor_id = ${key}`;
    case 'PARTNER':
      return PARTNER_SEES[typeName]?.(alias, key) ?? caseHeld(`${alias}.case_id`, key);
    default:
      return 'false';
  }
}
