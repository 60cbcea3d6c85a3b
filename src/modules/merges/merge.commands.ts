import type { EntityManager } from 'typeorm';
import { mergeObstacle } from '../../domain/merge.js';
import type { Refusal } from '../../domain/refusal.js';
import { refused, success, type Result } from '../../domain/result.js';
import { onceForKey, type Repeatable } from '../../graphql/idempotency.js';
import { globalId, keyOf } from '../../graphql/ids.js';
import { Problems } from '../../graphql/problems.js';
import type { Platform, Viewer } from '../../platform.js';
import { answerTo, takeOurs, type CaseAtHand, type CaseResult } from '../cases/case.access.js';
import type { LockedCase } from '../cases/case.record.js';
import { lawOf } from '../cases/case.working.js';
import { countEvents, lastMerge, writeMerge, writeUndoing } from './merge.record.js';

/** Cases of the same parties to be worked as one. Global ids. */
export interface Merge extends Repeatable {
  readonly intoCaseId: string;
  readonly fromCaseIds: readonly string[];
}

const MOST_CASES = 20;

/**
 * Moves the claims of cases into another of the same creditor, debtor, country and currency, and closes the cases they came from. What
 * was paid stays where it was booked and counts on; costs are those of one case, and never more than before. Answers with the case
 * that goes on.
 */
export function mergeCases(platform: Platform, viewer: Viewer, input: Merge): Promise<CaseResult> {
  const { intoCaseId, fromCaseIds } = input;
  const problems = new Problems();
  if (fromCaseIds.length === 0 || fromCaseIds.length > MOST_CASES) {
    problems.add(['fromCaseIds'], 'INVALID_INPUT', 'tooManyRows', { maximum: MOST_CASES });
  }
  if (new Set([intoCaseId, ...fromCaseIds]).size <= fromCaseIds.length) problems.add(['fromCaseIds'], 'INVALID_INPUT');
  if (problems.refusals.length > 0) return Promise.resolve(refused(problems.refusals));
  const done = onceForKey(platform, viewer, 'mergeCases', input, async (tx) => {
    const taken = await takeAll(tx, platform, viewer, [intoCaseId, ...fromCaseIds]);
    if (!taken.ok) return refused(taken.refusal.map((each) => inTermsOfInput(each, input)));
    const [into, ...from] = taken.value;
    const refusals = (await whyNot(tx, platform, into!.row, from)).map((each) => inTermsOfInput(each, input));
    if (refusals.length > 0) return refused(refusals);
    await writeMerge(tx, platform, viewer.subject, into!.row, from.map(({ row }) => row), into!.today); // prettier-ignore
    return success(into!.row.id);
  });
  return done.catch((fault: unknown) => answerTo(fault, 'intoCaseId'));
}

/** A refusal about the case that its field names first. */
type OfCase = Refusal & { readonly field: readonly string[] };

function inTermsOfInput({ field: [caseId = '', ...rest], ...refusal }: OfCase, { fromCaseIds }: Merge): Refusal {
  const index = fromCaseIds.indexOf(caseId);
  return { ...refusal, field: index < 0 ? ['intoCaseId', ...rest] : ['fromCaseIds', String(index), ...rest] };
}

/** The cases, locked in the order of their keys as whoever locks several of them does, in the order asked for. */
async function takeAll(
  tx: EntityManager,
  platform: Platform,
  viewer: Viewer,
  caseIds: readonly string[],
  evenClosed = false,
): Promise<Result<CaseAtHand[], readonly OfCase[]>> {
  const taken = new Map<string, CaseAtHand>();
  const refusals: OfCase[] = [];
  for (const caseId of [...caseIds].sort()) {
    const found = await takeOurs(tx, platform, viewer, caseId, evenClosed);
    if (found.ok) taken.set(caseId, found.value);
    else refusals.push(...found.refusal.map((refusal) => ({ ...refusal, field: [caseId] })));
  }
  return refusals.length > 0 ? refused(refusals) : success(caseIds.map((caseId) => taken.get(caseId)!));
}

async function whyNot(
  tx: EntityManager,
  platform: Platform,
  into: LockedCase,
  from: readonly CaseAtHand[],
): Promise<OfCase[]> {
  const law = lawOf(platform.laws, into.state)!;
  const ids = from.map(({ row }) => row.id);
  const holding: { id: string }[] = await tx.query(
    'select distinct merged_into_id as id from collection_case where merged_into_id = any($1)',
    [ids],
  );
  return from.flatMap(({ row }) => {
    const text = !sameParties(into, row)
      ? 'mergeOthers'
      : holding.some(({ id }) => id === row.id)
        ? 'mergedAlready'
        : mergeObstacle(into.state, row.state, law);
    const params = { case: row.reference };
    const field = [globalId('Case', row.id)];
    return text === null ? [] : [{ code: 'INVALID_STATE', text: `INVALID_STATE.${text}`, params, field } as const];
  });
}

const sameParties = (a: LockedCase, b: LockedCase): boolean =>
  a.creditorId === b.creditorId && a.debtorId === b.debtorId && a.currency === b.currency && a.country === b.country;

/**
 * Undoes the last merge into a case (global id), as long as nothing has happened to any of the cases since: the claims go back, and the
 * cases go on as they were. Answers with the case the claims had gone into.
 */
export function undoMerge(
  platform: Platform,
  viewer: Viewer,
  request: Repeatable & { readonly caseId: string },
): Promise<CaseResult> {
  const { caseId } = request;
  const never = (text: string): CaseResult =>
    refused([{ code: 'INVALID_STATE', text: `INVALID_STATE.${text}`, field: ['caseId'] }]);
  return onceForKey(platform, viewer, 'undoMerge', request, async (tx) => {
    const merge = await lastMerge(tx, keyOf('Case', caseId) ?? NOBODY);
    const merged = merge?.merged.map(({ id }) => globalId('Case', id)) ?? [];
    const taken = await takeAll(tx, platform, viewer, [caseId, ...merged], true);
    if (!taken.ok) return refused(taken.refusal.map((refusal) => ({ ...refusal, field: ['caseId'] })));
    const [into] = taken.value;
    // Another may have undone it, or merged more, while we waited for the cases.
    const still = await lastMerge(tx, into!.row.id);
    if (!merge || still?.id !== merge.id) return never('notMerged');
    const ids = taken.value.map(({ row }) => row.id);
    if ((await countEvents(tx, ids)) !== merge.events) return never('mergeOvertaken');
    await writeUndoing(tx, platform, viewer.subject, into!.row, merge, into!.today);
    return success(into!.row.id);
  });
}

/** The key of no row. */
const NOBODY = '00000000-0000-0000-0000-000000000000';
