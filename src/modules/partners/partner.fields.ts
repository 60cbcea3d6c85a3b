import type { ComputedFields } from '../../graphql/computed.js';
import type { Context } from '../../graphql/context.js';
import { readingRole, scopeKey } from '../../graphql/scope.js';

/** What a partner agreed with us is between it and us. `partnerId` is its key. */
export function seesTerms(partnerId: string, { viewer }: Context): boolean {
  const role = readingRole(viewer);
  return role === 'AGENT' || (role === 'PARTNER' && scopeKey(viewer) === partnerId);
}

interface KnownSuspension {
  readonly id: string;
  readonly suspensionReason: string | null;
}

/** Why a partner is suspended, as far as the reader may know. */
export const shownSuspension = ({ id, suspensionReason }: KnownSuspension, context: Context): string | null =>
  seesTerms(id, context) ? suspensionReason : null;

/** Fields of a partner that depend on who reads them. */
export const PARTNER_FIELDS: ComputedFields = {
  'Partner.suspensionReason': {
    needs: (alias) => `json_build_object('id', ${alias}.id, 'suspensionReason', ${alias}.suspension_reason)`,
    value: (known, _args, context) => shownSuspension(known as KnownSuspension, context),
  },
};
