import { oldestFirst, unpaidPrincipal } from '../../domain/balance.js';
import { isRepeated, partsLeftOut, sharedOut, type ClaimAmount } from '../../domain/dispute.js';
import { inWords, money, sum } from '../../domain/money.js';
import type { Refusal } from '../../domain/refusal.js';
import { refused, success, type Result } from '../../domain/result.js';
import { keyOf, uuidv7 } from '../../graphql/ids.js';
import type { Platform, Viewer } from '../../platform.js';
import { actOnCase, readAmount, textRefusals, type CaseAtHand, type CaseResult } from '../cases/case.access.js';
import { changeCase, recordEvent, reschedule } from '../cases/case.record.js';
import { lawOf } from '../cases/case.working.js';
import { tellOfHold } from '../cases/hold.commands.js';
import { takeSteps } from '../notices/notice.commands.js';
import { closeTasks, openTasks } from '../tasks/task.record.js';

/** The debtor's objection. Ids are global; without claim and amount the whole of what is claimed is disputed. */
export interface Objection {
  readonly caseId: string;
  readonly reason: string;
  readonly claimId?: string | null;
  readonly disputedAmount?: { readonly amount: string; readonly currency: string } | null;
}

/** What an objection is about: `amount` is null where it is about all. It stops everything, or only what it is about. */
interface Scope {
  readonly amount: bigint | null;
  readonly parts: readonly ClaimAmount[];
  readonly stopsAll: boolean;
}

/**
 * Records that the debtor objects, and stops ordinary collection of what it objects to: a claim in dispute may only be taken to
 * court (inkassoloven § 17, inkassolagen 4 §, perintälaki 4 b §). The rest is pursued, unless nothing is left of it or a partner
 * works the case, which takes it whole. The creditor is asked to answer. An objection to a part gives way to one that goes further;
 * one that was considered is not considered again for the same reason.
 */
export async function disputeCase(platform: Platform, viewer: Viewer, input: Objection): Promise<CaseResult> {
  const blank = textRefusals(input.reason, 'reason');
  if (blank.length > 0) return refused(blank);
  return actOnCase(platform, viewer, input.caseId, 'DISPUTE', async (atHand) => {
    const scope = readScope(atHand, input);
    if (!scope.ok) return [scope.refusal];
    const refusal = (await repeats(atHand, input.reason)) ?? goesNoFurther(atHand, scope.value);
    if (refusal) return [refusal];
    const answerBy = await insertDispute(platform, viewer, atHand, input.reason, scope.value);
    await stop(platform, viewer, atHand, input.reason, scope.value);
    if (answerBy !== null) await askForAnswer(atHand, input.reason, answerBy);
    return [];
  });
}

function readScope({ row }: CaseAtHand, { claimId, disputedAmount }: Objection): Result<Scope, Refusal> {
  const { facts, routeKind } = row.state;
  const key = claimId == null ? null : keyOf('Claim', claimId);
  const about = claimId == null ? facts.claims : facts.claims.filter(({ id }) => id === key);
  if (about.length === 0) {
    return refused({ code: 'INVALID_INPUT', text: 'INVALID_INPUT.disputedClaim', field: ['claimId'] });
  }
  const most = oldestFirst(about).map(({ id, principal }) => ({ claimId: id, amount: principal }));
  const given = disputedAmount == null ? null : readAmount(disputedAmount, row.currency, 'disputedAmount');
  if (given?.ok === false) return given;
  const amount = given?.value ?? (key === null ? null : sum(most.map((claim) => claim.amount)));
  const parts = amount === null ? [] : sharedOut(most, amount);
  const left = unpaidPrincipal(facts) - sum(parts.map((part) => part.amount));
  return success({ amount, parts, stopsAll: amount === null || left <= 0n || routeKind !== 'COUNTRY_MODULE' });
}

async function repeats({ tx, row }: CaseAtHand, reason: string): Promise<Refusal | null> {
  const dismissed: { reason: string }[] = await tx.query(
    'select reason from dispute where case_id = $1 and resolved_on is not null and not upheld and widened_by is null',
    [row.id],
  );
  const again = isRepeated(reason, dismissed.map((earlier) => earlier.reason)); // prettier-ignore
  return again ? { code: 'INVALID_STATE', text: 'INVALID_STATE.sameGrounds', field: ['reason'] } : null;
}

function goesNoFurther({ row }: CaseAtHand, { stopsAll, amount }: Scope): Refusal | null {
  const standing = sum(partsLeftOut(row.state.facts).map((part) => part.amount));
  if (standing === 0n || stopsAll || (amount !== null && amount > standing)) return null;
  return { code: 'INVALID_STATE', text: 'INVALID_STATE.notWider', field: ['disputedAmount'] };
}

/** Writes the objection, in the place of one that it goes further than; the last day for an answer, where the law has one. */
async function insertDispute(
  platform: Platform,
  viewer: Viewer,
  { tx, row, today }: CaseAtHand,
  reason: string,
  { amount, parts, stopsAll }: Scope,
): Promise<string | null> {
  const id = uuidv7();
  const answerBy = lawOf(platform.laws, row.state)?.objectionAnswer(today).answerBy ?? null;
  const [narrower]: [{ id: string }[], number] = await tx.query(
    'update dispute set resolved_on = $2, upheld = false where case_id = $1 and resolved_on is null returning id',
    [row.id, today],
  );
  await tx.query(
    `insert into dispute (id, case_id, creditor_id, reason, disputed_minor, raised_on, held_before, stops_all, raised_by, answer_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      id, row.id, row.creditorId, reason, amount?.toString() ?? null, today, row.state.holdReason, stopsAll, viewer.subject, answerBy,
    ], // prettier-ignore
  );
  await tx.query('update dispute set widened_by = $2 where id = any($1)', [narrower.map((old) => old.id), id]);
  await tx.query(
    `insert into dispute_part (dispute_id, claim_id, case_id, creditor_id, disputed_minor)
     select $1, part.claim_id, $2, $3, part.amount from unnest($4::uuid[], $5::bigint[]) as part(claim_id, amount)`,
    [id, row.id, row.creditorId, parts.map(({ claimId }) => claimId), parts.map((part) => part.amount.toString())],
  );
  return answerBy;
}

async function stop(
  platform: Platform,
  viewer: Viewer,
  { tx, row, today }: CaseAtHand,
  reason: string,
  { amount, stopsAll }: Scope,
): Promise<void> {
  const params = { reason, ...(amount !== null && !stopsAll && { amount: inWords(money(amount, row.currency)) }) };
  const event = { type: 'disputed', on: today, actor: viewer.subject, params, changedFields: ['disputes'] };
  await changeCase(tx, row, stopsAll ? { status: 'ON_HOLD', holdReason: 'DISPUTE' } : {}, event);
  await reschedule(tx, platform, row.id);
  if (stopsAll) await tellOfHold(tx, row);
}

async function askForAnswer({ tx, row, today }: CaseAtHand, reason: string, answerBy: string): Promise<void> {
  const { id: caseId, creditorId } = row;
  const params = { reason, raisedOn: today, answerBy };
  await openTasks(tx, 'DISPUTE_ANSWER', today, [
    { caseId, creditorId, referralId: null, dueOn: answerBy as typeof today, params },
  ]);
}

/** What the creditor says to an objection. `caseId` is a global id. */
export interface Answer {
  readonly caseId: string;
  readonly answer: string;
}

/** Whoever was told an answer today can say something to it before the objection is decided. */
export async function isAnsweredToday({ tx, row, today }: CaseAtHand): Promise<boolean> {
  const answered: unknown[] = await tx.query(
    'select from dispute where case_id = $1 and resolved_on is null and answered_on = $2',
    [row.id, today],
  );
  return answered.length > 0;
}

/** Records the creditor's answer to the objection that stands, and sends it to the debtor, where the law lets us write to it. */
export async function answerDispute(platform: Platform, viewer: Viewer, input: Answer): Promise<CaseResult> {
  const blank = textRefusals(input.answer, 'answer');
  if (blank.length > 0) return refused(blank);
  return actOnCase(platform, viewer, input.caseId, 'ANSWER_DISPUTE', async (atHand) => {
    if (await isAnsweredToday(atHand))
      return [{ code: 'INVALID_STATE', text: 'INVALID_STATE.takenToday', field: ['caseId'] }];
    const { tx, row, today } = atHand;
    await tx.query('update dispute set answer = $2, answered_on = $3 where case_id = $1 and resolved_on is null', [
      row.id,
      input.answer.trim(),
      today,
    ]);
    const params = { answer: input.answer.trim() };
    const event = { type: 'disputeAnswered', on: today, actor: viewer.subject, params, changedFields: ['disputes'] };
    await recordEvent(tx, row, event);
    await closeTasks(tx, ['DISPUTE_ANSWER'], { caseId: row.id }, today);
    await takeSteps(tx, platform, [row], { on: today, approvedBy: viewer.subject, type: 'OBJECTION_ANSWER' });
    return [];
  });
}
