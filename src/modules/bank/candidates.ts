import type { EntityManager } from 'typeorm';
import { balance } from '../../domain/balance.js';
import type { BankMoney } from '../../domain/bank-money.js';
import type { IsoDate } from '../../domain/date.js';
import { RuleNotEncoded } from '../../domain/dated.js';
import type { CaseState } from '../../domain/facts.js';
import { referenceKeys, wordsOf, type MatchCandidate } from '../../domain/matching.js';
import { money, type Money } from '../../domain/money.js';
import type { Platform } from '../../platform.js';
import { loadCaseStates } from '../cases/case.facts.js';
import { lawOf } from '../cases/case.working.js';
import { sealIdentifier } from '../debtors/identifier-vault.js';

/** More cases than this that one payment could be for say nothing; those it names by a reference of theirs are kept. */
const MOST_CANDIDATES = 50;

// Each way to a case has an index of its own.
const FIND = `with quoted as (
    select coalesce(merged_into_id, id) as id, true as named from collection_case where ltrim(payment_reference, '0') = any($1) or reference = any($1)
    union all select case_id, false from claim where ltrim(upper(invoice_number), '0') = any($1)
    union all select case_id, false from claim where ltrim(upper(original_reference), '0') = any($1)
    union all select c.id, false from debtor d join collection_case c on c.debtor_id = d.id where upper(d.name) = $2
    union all select c.id, false from debtor d join collection_case c on c.debtor_id = d.id where d.national_id_hash = any($3))
  select id, bool_or(named) as named from quoted group by id order by bool_or(named) desc, id limit ${MOST_CANDIDATES + 1}`;

interface Row {
  readonly caseId: string;
  readonly caseReference: string;
  readonly paymentReference: string;
  readonly debtorName: string;
  readonly isPayer: boolean;
  readonly invoices: readonly {
    readonly number: string;
    readonly reference: string | null;
    readonly principal: string;
  }[];
}

const DESCRIBE = `select c.id as "caseId", c.reference as "caseReference",
    coalesce((select payment_reference from collection_case merged where merged.merged_into_id = c.id and ltrim(payment_reference, '0') = any($3) limit 1),
      c.payment_reference) as "paymentReference", d.name as "debtorName",
    coalesce(d.national_id_hash = any($2), false) as "isPayer",
    (select json_agg(json_build_object('number', invoice_number, 'reference', original_reference, 'principal', principal_minor::text))
      from claim where case_id = c.id) as invoices
  from collection_case c join debtor d on d.id = c.debtor_id where c.id = any($1)`;

/** Cases that money might be for, by what the payer quotes and by who the payer is; what was owed on the day it came. */
export async function loadCandidates(
  tx: EntityManager,
  platform: Platform,
  paid: BankMoney,
  on: IsoDate,
): Promise<MatchCandidate[]> {
  const quoted = [...new Set([...referenceKeys(paid), ...wordsOf(paid)])];
  const hashes = hashesOf(platform, paid.payer.identifier);
  const name = paid.payer.name?.trim().toUpperCase() ?? null;
  const found: { id: string; named: boolean }[] = await tx.query(FIND, [quoted, name, hashes]);
  const ids = found.filter(({ named }) => named || found.length <= MOST_CANDIDATES).map(({ id }) => id);
  if (ids.length === 0) return [];
  const rows: Row[] = await tx.query(DESCRIBE, [ids, hashes, quoted]);
  const states = await loadCaseStates(tx, ids);
  return rows.map(({ invoices, ...row }) => {
    const state = states.get(row.caseId)!;
    const { currency } = state.facts;
    return {
      ...row,
      open: state.status !== 'CLOSED',
      outstanding: owedOn(platform, state, on),
      invoices: invoices.map((invoice) => ({ ...invoice, principal: money(BigInt(invoice.principal), currency) })),
    };
  });
}

/** The number as it would be sealed for a person or a company of each country we work in. */
function hashesOf({ laws, secret }: Platform, identifier: string | null): Buffer[] {
  if (identifier === null) return [];
  return Object.values(laws).flatMap((law) =>
    (['PERSON', 'COMPANY'] as const).flatMap((type) => {
      const parsed = law.parseIdentifier(identifier, type);
      return parsed.ok ? [sealIdentifier(secret, law.country, type, parsed.value.value).hash] : [];
    }),
  );
}

function owedOn({ laws }: Platform, state: CaseState, on: IsoDate): Money | null {
  try {
    return money(balance(state.facts, lawOf(laws, state), on).outstanding, state.facts.currency);
  } catch (error) {
    if (error instanceof RuleNotEncoded) return null;
    throw error;
  }
}
