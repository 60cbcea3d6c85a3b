import type { EntityManager } from 'typeorm';
import { mayJoin } from '../../domain/merge.js';
import { lockCase, type LockedCase } from '../cases/case.record.js';
import { sealIdentifier } from '../debtors/identifier-vault.js';
import type { CaseDraft } from './register.checks.js';
import type { Platform } from '../../platform.js';

/**
 * The oldest open case of the debtor, locked, that claims can still join; null where there is none. A debtor without a number is not
 * known again by its name alone.
 */
export async function caseToJoin(
  tx: EntityManager,
  { secret }: Platform,
  creditorId: string,
  { debtor, currency, notices, disputed }: CaseDraft,
): Promise<LockedCase | null> {
  const { nationalId, country, type } = debtor;
  // Letters of the creditor are about the claims they come with, and would count for the others too.
  if (nationalId === null || notices.length > 0 || disputed) return null;
  const { hash } = sealIdentifier(secret, country, type, nationalId.value);
  const rows: { id: string }[] = await tx.query(
    `select c.id from debtor d join collection_case c on c.debtor_id = d.id
     where d.creditor_id = $1 and d.national_id_hash = $2 and d.country = $3 and c.country = $3 and c.currency = $4
       and c.route_kind = 'COUNTRY_MODULE' and c.status = 'ACTIVE' and c.stage = 'PRE_COLLECTION'
       and not exists (select from notice where case_id = c.id)
     order by c.id limit 1`,
    [creditorId, hash, country, currency],
  );
  const row = rows[0] ? await lockCase(tx, null, rows[0].id) : null;
  return row && mayJoin(row.state) ? row : null;
}
