import type { EntityManager } from 'typeorm';
import { RuleNotEncoded } from '../../domain/dated.js';
import { type Refusal, ruleRefusal } from '../../domain/refusal.js';
import { refused, success, type Result } from '../../domain/result.js';
import { OPEN_REFERRAL_STATUSES } from '../../graphql/enums.js';
import { keyOwner, withIdempotency, type RepeatableRequest } from '../../graphql/idempotency.js';
import { globalId, keyOf } from '../../graphql/ids.js';
import { Problems } from '../../graphql/problems.js';
import type { Platform, Viewer } from '../../platform.js';
import { takeInHand, textRefusals, type CaseResult } from '../cases/case.access.js';
import { HOME, reroute, type Destination } from './routing.commands.js';
import type { MoveReferralsInput } from './routing.inputs.js';

/** What became of one case. */
export interface MovedCase {
  /** Key of the case; null where the id is none of a case. */
  readonly caseId: string | null;
  readonly result: CaseResult;
}

/** What became of all of them. */
export interface Moved {
  readonly rows: readonly MovedCase[];
  /** Open cases of the partner that this call left for another. */
  readonly remaining: number;
}

/** Most cases of one call. */
const MOST_ROWS = 500;

/**
 * Moves cases to another agency, or home: each in a transaction of its own, moved or refused alone, by the rules for a case
 * that a person routes by hand. Whoever has it is told to let go, and only then the next one gets it. Which cases a call is
 * for is fixed by its key when it is first made.
 */
export async function moveReferrals(
  platform: Platform,
  viewer: Viewer,
  input: MoveReferralsInput,
): Promise<Result<Moved, readonly Refusal[]>> {
  const { idempotencyKey, ...asked } = input;
  const problems = await wrongWith(platform, input);
  if (problems.length > 0) return refused(problems);
  const call: RepeatableRequest = {
    subject: keyOwner(viewer), key: idempotencyKey ?? null, operation: 'moveReferrals', input: asked,
  }; // prettier-ignore
  const chosen = await platform.db.transaction((tx) =>
    withIdempotency(tx, call, async () => success(await chooseCases(tx, input))),
  );
  if (!chosen.ok) return chosen;
  const { caseIds, remaining } = chosen.value;
  const to = input.home ? HOME : (input.toPartnerId ?? null);
  const destination: Destination = { to, field: input.home ? 'home' : 'toPartnerId', reason: input.reason };
  const rows: MovedCase[] = [];
  for (const [part, caseId] of caseIds.entries()) {
    const result = await moveOne(platform, viewer, caseId, destination, { ...call, part });
    rows.push({ caseId: keyOf('Case', caseId), result });
  }
  return success({ rows, remaining });
}

/** `caseId` is a global id. */
async function moveOne(
  platform: Platform,
  viewer: Viewer,
  caseId: string,
  destination: Destination,
  call: RepeatableRequest,
): Promise<CaseResult> {
  try {
    const moved = await platform.db.transaction((tx) =>
      withIdempotency(tx, call, async () => {
        const found = await takeInHand(tx, platform, viewer, caseId, 'REROUTE');
        if (!found.ok) return refused(found.refusal.map((each) => ({ ...each, field: ['caseIds'] })));
        const refusals = await reroute(platform, viewer, found.value, destination);
        return refusals.length > 0 ? refused(refusals) : success({ caseId: found.value.row.id });
      }),
    );
    return moved.ok ? success(moved.value.caseId) : moved;
  } catch (fault) {
    if (!(fault instanceof RuleNotEncoded)) throw fault;
    return refused([ruleRefusal(fault)]);
  }
}

async function wrongWith(platform: Platform, input: MoveReferralsInput): Promise<Refusal[]> {
  const { caseIds, partnerId, toPartnerId, home, reason } = input;
  const problems = new Problems();
  if ((caseIds == null) === (partnerId == null)) problems.add(['caseIds'], 'INVALID_INPUT', 'moveWhich');
  if ((toPartnerId == null) === (home !== true)) problems.add(['toPartnerId'], 'INVALID_INPUT', 'moveWhere');
  if (caseIds?.length === 0) problems.add(['caseIds'], 'INVALID_INPUT', 'required');
  if (caseIds && caseIds.length > MOST_ROWS) {
    problems.add(['caseIds'], 'INVALID_INPUT', 'tooManyRows', { maximum: MOST_ROWS });
  }
  if (caseIds && new Set(caseIds).size < caseIds.length) problems.add(['caseIds'], 'INVALID_INPUT');
  if (partnerId != null && partnerId === toPartnerId) problems.add(['toPartnerId'], 'INVALID_STATE');
  for (const [field, id] of [['partnerId', partnerId], ['toPartnerId', toPartnerId]] as const) {
    if (id != null && !(await isPartner(platform, id))) problems.add([field], 'NOT_FOUND', 'partner');
  } // prettier-ignore
  return [...problems.refusals, ...textRefusals(reason, 'reason')];
}

async function isPartner(platform: Platform, id: string): Promise<boolean> {
  const rows: unknown[] = await platform.db.query('select from partner where id = $1', [keyOf('Partner', id)]);
  return rows.length > 0;
}

/** Global ids of the cases asked for: those named, or the open ones of a partner, oldest hand-over first. */
async function chooseCases(
  tx: EntityManager,
  { caseIds, partnerId }: MoveReferralsInput,
): Promise<{ caseIds: readonly string[]; remaining: number }> {
  if (caseIds) return { caseIds, remaining: 0 };
  const rows: { caseId: string }[] = await tx.query(
    `select r.case_id as "caseId" from referral r join collection_case c on c.referral_id = r.id
     where r.partner_id = $1 and r.status = any($2) and c.status <> 'CLOSED' order by r.id`,
    [keyOf('Partner', partnerId!), OPEN_REFERRAL_STATUSES],
  );
  const ids = rows.map(({ caseId }) => globalId('Case', caseId));
  return { caseIds: ids.slice(0, MOST_ROWS), remaining: Math.max(0, ids.length - MOST_ROWS) };
}
