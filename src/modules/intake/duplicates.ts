import type { EntityManager } from 'typeorm';
import { likeness, type ClaimMarks } from '../../domain/duplicate.js';
import type { Refusal } from '../../domain/refusal.js';
import type { Platform } from '../../platform.js';
import { sealIdentifier } from '../debtors/identifier-vault.js';
import type { CaseDraft } from './register.checks.js';

/** Most claims of one debtor that are compared; who has more is a large customer, whose latest are looked at. */
const MOST_KNOWN = 500;

/** A claim of the request and one of the debtor's that it is like. */
export interface Likeness {
  readonly invoiceNumber: string;
  readonly other: string;
  /** Number of the case of the other. */
  readonly case: string;
}

interface Known extends ClaimMarks {
  readonly caseReference: string;
}

/** Claims that are registered already under another number: refusals for those that are the same, and those that may be. */
export async function findDuplicates(
  tx: EntityManager,
  platform: Platform,
  creditorId: string,
  draft: CaseDraft,
): Promise<{ readonly refusals: readonly Refusal[]; readonly similar: readonly Likeness[] }> {
  const known = await claimsOfDebtor(tx, platform, creditorId, draft);
  const refusals: Refusal[] = [];
  const similar: Likeness[] = [];
  draft.claims.forEach((claim, index) => {
    const { invoiceNumber } = claim;
    const found = known.map((other) => ({ other, how: likeness(claim, other) })).filter(({ how }) => how !== null);
    const { other, how } = found.find((each) => each.how === 'SAME') ?? found[0] ?? {};
    if (!other) return;
    const params = { invoiceNumber, other: other.invoiceNumber, case: other.caseReference };
    if (how === 'SIMILAR') similar.push(params);
    else {
      const field = ['claims', String(index), 'invoiceNumber'];
      refusals.push({ code: 'DUPLICATE_CLAIM', text: 'DUPLICATE_CLAIM.sentAgain', params, field });
    }
  });
  return { refusals, similar };
}

/** The debtor by its number, or where the request has none by its name among those without. */
async function claimsOfDebtor(
  tx: EntityManager,
  { secret }: Platform,
  creditorId: string,
  { debtor, currency }: CaseDraft,
): Promise<Known[]> {
  const { nationalId, country, type, name } = debtor;
  const hash = nationalId && sealIdentifier(secret, country, type, nationalId.value).hash;
  const who = hash ? 'd.national_id_hash = $2' : 'd.national_id_hash is null and lower(d.name) = lower($2)';
  const rows: (Omit<Known, 'principal'> & { principal: string })[] = await tx.query(
    `select k.invoice_number as "invoiceNumber", k.invoice_date as "invoiceDate", k.due_date as "dueDate",
       k.principal_minor::text as principal, k.original_reference as "originalReference", c.reference as "caseReference"
     from debtor d join collection_case c on c.debtor_id = d.id join claim k on k.case_id = c.id
     where d.creditor_id = $1 and d.country = $3 and ${who} and k.principal_currency = $4 order by k.id desc limit ${MOST_KNOWN}`,
    [creditorId, hash ?? name, country, currency],
  );
  return rows.map(({ principal, ...row }) => ({ ...row, principal: BigInt(principal) }));
}
