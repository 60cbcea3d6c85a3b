import type { ComputedFields } from '../../graphql/computed.js';
import type { Context } from '../../graphql/context.js';
import { readingRole } from '../../graphql/scope.js';
import type { Address } from '../../graphql/types.js';
import { protectedSql } from '../cases/protected-address.js';

interface KnownAddress {
  readonly address: Address | null;
  /** Whether it was ever told to be protected: that the protection ended is no reason to hand out what it covered. */
  readonly protected: boolean;
}

/** Nobody but the agency is told a protected address. */
export function shownAddress(known: KnownAddress, { viewer }: Context): Address | null {
  return known.protected && readingRole(viewer) !== 'AGENT' ? null : known.address;
}

/** Fields of a debtor that depend on who reads them. */
export const DEBTOR_FIELDS: ComputedFields = {
  'Debtor.address': {
    needs: (alias) => `json_build_object('address', ${alias}.address, 'protected', ${protectedSql(alias)})`,
    value: (known, _args, context) => shownAddress(known as KnownAddress, context),
  },
};
