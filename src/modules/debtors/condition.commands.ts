import { isDeepStrictEqual } from 'node:util';
import type { EntityManager } from 'typeorm';
import { HOLDS } from '../../domain/conditions.js';
import { latest, type IsoDate } from '../../domain/date.js';
import type { ConditionType, HoldReason, PartyType, RouteKind } from '../../domain/facts.js';
import type { Refusal } from '../../domain/refusal.js';
import { refused, success, type Result } from '../../domain/result.js';
import { keyOf, uuidv7 } from '../../graphql/ids.js';
import { Problems } from '../../graphql/problems.js';
import { readingRole, scopeKey, visibleTo } from '../../graphql/scope.js';
import type { Address, AddressInput } from '../../graphql/types.js';
import type { Platform, Viewer } from '../../platform.js';
import { changeCase, reschedule, type CaseChange, type LockedCase } from '../cases/case.record.js';
import { businessDate } from '../cases/case.working.js';
import { tellOfHold } from '../cases/hold.commands.js';
import { lockOpenCases } from './open-cases.js';

/** A circumstance of a debtor. `debtorId` is a global id. */
export interface ReportedCondition {
  readonly debtorId: string;
  readonly type: ConditionType;
  readonly from: IsoDate;
  readonly until?: IsoDate | null;
  /** True where it was told by mistake. */
  readonly withdrawn?: boolean | null;
  /** Whom letters go to instead, where somebody acts for the debtor. */
  readonly representativeName?: string | null;
  readonly representativeAddress?: AddressInput | null;
}

const PERSONS_ONLY: readonly ConditionType[] = ['MINOR', 'DECEASED', 'GUARDIANSHIP'];

/**
 * Records a circumstance of a debtor, or what is to be known instead of one told before (same type and first day): its last
 * day, or that it was told by mistake. Stops the open cases against the debtor where nobody may ask it to pay, at a partner too.
 * The debtor's key. Telling the same twice changes nothing.
 */
export function recordDebtorCondition(
  platform: Platform,
  viewer: Viewer,
  input: ReportedCondition,
): Promise<Result<string, readonly Refusal[]>> {
  const problems = new Problems();
  const representative = checkRepresentative(input, problems);
  if (input.until && input.until < input.from) problems.add(['until'], 'INVALID_INPUT', 'dateRange');
  if (problems.refusals.length > 0) return Promise.resolve(refused(problems.refusals));
  return platform.db.transaction(async (tx) => {
    const key = keyOf('Debtor', input.debtorId);
    const known = key === null ? null : await lockDebtor(tx, viewer, key);
    if (key === null || known === null) {
      return refused([{ code: 'NOT_FOUND', text: 'NOT_FOUND.debtor', field: ['debtorId'] }]);
    }
    // It has happened once it is that day at the debtor's, or where a case against it is worked.
    const [first, ...others] = known.countries.map((country) => businessDate(platform.clock, country));
    if (input.from > latest(first!, ...others)) {
      return refused([{ code: 'INVALID_INPUT', text: 'INVALID_INPUT.dateInFuture', field: ['from'] }]);
    }
    if (known.type === 'COMPANY' && PERSONS_ONLY.includes(input.type)) {
      return refused([{ code: 'INVALID_INPUT', text: 'INVALID_INPUT.personsOnly', field: ['type'] }]);
    }
    const debtor = { key, creditorId: known.creditorId };
    const changed = await tell(tx, viewer, debtor, input, representative);
    if (changed === null) return refused([{ code: 'NOT_FOUND', text: 'NOT_FOUND.condition', field: ['from'] }]);
    if (changed) await tellCases(tx, platform, viewer, key, input);
    return success(key);
  });
}

interface Representative {
  readonly name: string | null;
  readonly address: Address | null;
}

function checkRepresentative(input: ReportedCondition, problems: Problems): Representative {
  const name = problems.optionalText(input.representativeName, ['representativeName'], 200);
  const address = problems.address(input.representativeAddress, ['representativeAddress']);
  const whole = (name === null) === (address === null);
  if (!whole || (name !== null && input.type !== 'GUARDIANSHIP')) {
    problems.add([name === null ? 'representativeAddress' : 'representativeName'], 'INVALID_INPUT', 'representative');
  }
  return { name, address };
}

interface KnownDebtor {
  readonly creditorId: string;
  readonly type: PartyType;
  /** Its own, and those its cases are worked in. */
  readonly countries: readonly string[];
}

async function lockDebtor(tx: EntityManager, viewer: Viewer, key: string): Promise<KnownDebtor | null> {
  const visible = visibleTo(readingRole(viewer), 'Debtor', 'd', '$2');
  const rows: KnownDebtor[] = await tx.query(
    `select creditor_id as "creditorId", type,
       array(select country union select c.country from collection_case c where c.debtor_id = d.id) as countries
     from debtor d where id = $1 and ${visible} for update`,
    visible.includes('$2') ? [key, scopeKey(viewer)] : [key],
  );
  return rows[0] ?? null;
}

/** False where all of it was known already; null where it withdraws what was never told. The debtor is locked. */
async function tell(
  tx: EntityManager,
  viewer: Viewer,
  { key, creditorId }: { readonly key: string; readonly creditorId: string },
  { type, from, until = null, withdrawn }: ReportedCondition,
  { name, address }: Representative,
): Promise<boolean | null> {
  const rows: { until: IsoDate | null; name: string | null; address: Address | null }[] = await tx.query(
    `select until_date as until, representative_name as name, representative_address as address
     from debtor_condition_now where debtor_id = $1 and type = $2 and from_date = $3`,
    [key, type, from],
  );
  const before = rows[0];
  if (withdrawn && !before) return null;
  const now = { until, name: name ?? before?.name ?? null, address: address ?? before?.address ?? null };
  if (before && !withdrawn && isDeepStrictEqual(before, now)) return false;
  await tx.query(
    `insert into debtor_condition (id, debtor_id, creditor_id, type, from_date, until_date, representative_name,
       representative_address, withdrawn, recorded_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [uuidv7(), key, creditorId, type, from, until, now.name, now.address, withdrawn === true, viewer.subject],
  );
  return true;
}

async function tellCases(
  tx: EntityManager,
  platform: Platform,
  viewer: Viewer,
  debtorKey: string,
  { type, from, until, withdrawn }: ReportedCondition,
): Promise<void> {
  for await (const row of lockOpenCases(tx, debtorKey)) {
    const on = businessDate(platform.clock, row.state.country);
    const stands = !withdrawn && from <= on && (!until || on <= until);
    const holdReason = stands && WORKED.includes(row.state.routeKind) ? HOLDS[type] : undefined;
    await changeCase(tx, row, holdReason ? await holdFor(tx, row, holdReason) : {}, {
      type: 'debtorCondition',
      on,
      actor: viewer.subject,
      params: { type, from, ...(until && { until }), ...(withdrawn && { withdrawn: 1 }) },
      changedFields: ['debtor'],
    });
    await reschedule(tx, platform, row.id);
    if (holdReason) await tellOfHold(tx, row);
  }
}

/** By us, or by a partner: elsewhere a person is to look at the case anyway. */
const WORKED: readonly RouteKind[] = ['COUNTRY_MODULE', 'PARTNER_NETWORK'];

/** A dispute keeps its hold, and leaves the case to this one when it is resolved. */
async function holdFor(tx: EntityManager, row: LockedCase, holdReason: HoldReason): Promise<CaseChange> {
  if (row.state.holdReason !== 'DISPUTE') return { status: 'ON_HOLD', holdReason };
  await tx.query('update dispute set held_before = $2 where case_id = $1 and resolved_on is null', [
    row.id,
    holdReason,
  ]);
  return {};
}
