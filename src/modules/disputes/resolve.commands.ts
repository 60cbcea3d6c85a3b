import { balance, oldestFirst, unpaidPrincipal } from '../../domain/balance.js';
import { partsLeftOut, sharedOut, type ClaimAmount } from '../../domain/dispute.js';
import type { CaseState, HoldReason, StepType } from '../../domain/facts.js';
import { reductionPosting } from '../../domain/ledger.js';
import { inWords, money, sum } from '../../domain/money.js';
import type { Refusal } from '../../domain/refusal.js';
import { refused, success, type Result } from '../../domain/result.js';
import type { Platform, Viewer } from '../../platform.js';
import {
  actOnCase,
  answerTo,
  readAmount,
  textRefusals,
  type CaseAtHand,
  type CaseResult,
} from '../cases/case.access.js';
import { closeFulfilled } from '../cases/case.closing.js';
import { accrue, bookOf, changeCase, lockCase, post, reschedule, type CaseChange } from '../cases/case.record.js';
import { lawOf, statusWithoutHold } from '../cases/case.working.js';
import { closeUnpaid, tellOfHold } from '../cases/hold.commands.js';
import { takeSteps } from '../notices/notice.commands.js';
import { closeTasks } from '../tasks/task.record.js';
import { isAnsweredToday } from './dispute.commands.js';

/** How an objection was decided. `caseId` is a global id; without an amount all that was disputed falls away where it is upheld. */
export interface Decision {
  readonly caseId: string;
  readonly upheld: boolean;
  readonly upheldAmount?: { readonly amount: string; readonly currency: string } | null;
  readonly resolution: string;
}

interface OpenDispute {
  readonly id: string;
  readonly heldBefore: HoldReason | null;
}

/**
 * Ends a dispute and tells the debtor. Upheld whole, the claim falls away and the case is closed; upheld in part, that part was
 * never owed and the rest is; dismissed, all of it is. What is owed is asked for with new time to pay, before anything else is
 * done; an application to a court needs no letter of ours.
 */
export async function resolveDispute(platform: Platform, viewer: Viewer, input: Decision): Promise<CaseResult> {
  const blank = textRefusals(input.resolution, 'resolution');
  if (blank.length > 0) return refused(blank);
  const resolved = actOnCase(platform, viewer, input.caseId, 'RESOLVE_DISPUTE', async (atHand) => {
    const fallsAway = readUpheld(atHand, input);
    if (!fallsAway.ok) return [fallsAway.refusal];
    if (fallsAway.value !== 'ALL' && (await isAnsweredToday(atHand))) {
      return [{ code: 'INVALID_STATE', text: 'INVALID_STATE.answeredToday', field: ['caseId'] }];
    }
    const dispute = await settle(atHand, input);
    if (fallsAway.value === 'ALL') await uphold(platform, viewer, atHand, input);
    else await goOn(platform, viewer, atHand, input, dispute, fallsAway.value);
    return [];
  });
  return resolved.catch((fault: unknown) => answerTo(fault, 'caseId'));
}

/** What of each claim falls away: everything, some of it, or nothing. */
function readUpheld({ row }: CaseAtHand, input: Decision): Result<'ALL' | readonly ClaimAmount[], Refusal> {
  const { facts } = row.state;
  const given = input.upheldAmount == null ? null : readAmount(input.upheldAmount, row.currency, 'upheldAmount');
  if (given?.ok === false) return given;
  if (!input.upheld) {
    return given ? refused({ code: 'INVALID_INPUT', field: ['upheldAmount'] }) : success([]);
  }
  const most = facts.disputed
    ? oldestFirst(facts.claims).map(({ id, principal }) => ({ claimId: id, amount: principal }))
    : partsLeftOut(facts);
  const maximum = sum(most.map(({ amount }) => amount));
  const amount = given?.value ?? maximum;
  if (amount > maximum) {
    const params = { maximum: inWords(money(maximum, row.currency)) };
    return refused({
      code: 'INVALID_INPUT',
      text: 'INVALID_INPUT.disputedAmount',
      params,
      field: ['upheldAmount', 'amount'],
    });
  }
  return success(amount >= unpaidPrincipal(facts) && facts.disputed ? 'ALL' : sharedOut(most, amount));
}

async function settle({ tx, row, today }: CaseAtHand, { upheld, resolution }: Decision): Promise<OpenDispute> {
  const [[dispute]]: [OpenDispute[], number] = await tx.query(
    `update dispute set resolved_on = $2, upheld = $3, resolution = $4 where case_id = $1 and resolved_on is null
     returning id, held_before as "heldBefore"`,
    [row.id, today, upheld, resolution],
  );
  if (!dispute) throw new Error(`${row.reference} is in dispute without an objection`);
  await closeTasks(tx, ['DISPUTE_ANSWER'], { caseId: row.id }, today);
  return dispute;
}

async function uphold(platform: Platform, viewer: Viewer, atHand: CaseAtHand, { resolution }: Decision): Promise<void> {
  const event = resolvedEvent(viewer, atHand, { resolution, outcome: 'upheld' });
  await closeUnpaid(platform, atHand, 'DISPUTE_UPHELD', event, resolution);
  await write(platform, viewer, atHand, 'CLOSING_STATEMENT');
}

/** The debtor is told how it was decided, and the case goes on with what is owed; where that is nothing, it is over. */
async function goOn(
  platform: Platform,
  viewer: Viewer,
  atHand: CaseAtHand,
  { resolution }: Decision,
  dispute: OpenDispute,
  fallsAway: readonly ClaimAmount[],
): Promise<void> {
  const { tx, row, today } = atHand;
  await reduce(atHand, dispute, fallsAway);
  const amount = inWords(money(sum(fallsAway.map((part) => part.amount)), row.currency));
  const params = { resolution, ...(fallsAway.length > 0 && { outcome: 'partlyUpheld', amount }) };
  const event = resolvedEvent(viewer, atHand, params);
  await changeCase(tx, row, withoutDispute(row.state, dispute.heldBefore), event);
  const law = lawOf(platform.laws, row.state);
  const { outstanding } =
    fallsAway.length > 0 ? await accrue(tx, row, law, today) : balance(row.state.facts, law, today);
  if (outstanding <= 0n) await closeFulfilled(tx, row, 'PAID', today, viewer.subject);
  await write(platform, viewer, atHand, outstanding <= 0n ? 'CLOSING_STATEMENT' : 'OBJECTION_ANSWER');
  await reschedule(tx, platform, row.id);
  await tellOfHold(tx, row);
}

/** The claims come down from the start by what was never owed. */
async function reduce(
  { tx, row, today }: CaseAtHand,
  { id }: OpenDispute,
  parts: readonly ClaimAmount[],
): Promise<void> {
  if (parts.length === 0) return;
  await tx.query(
    `insert into dispute_part (dispute_id, claim_id, case_id, creditor_id, upheld_minor)
     select $1, part.claim_id, $2, $3, part.amount from unnest($4::uuid[], $5::bigint[]) as part(claim_id, amount)
     on conflict (dispute_id, claim_id) do update set upheld_minor = excluded.upheld_minor`,
    [id, row.id, row.creditorId, parts.map(({ claimId }) => claimId), parts.map(({ amount }) => amount.toString())],
  );
  await post(tx, parts.map(({ claimId, amount }) => reductionPosting(bookOf(row), claimId, amount, id, today))); // prettier-ignore
}

/** A letter about the case as it stands by now; none where the law does not let us write it. */
async function write(
  platform: Platform,
  viewer: Viewer,
  { tx, row, today }: CaseAtHand,
  type: StepType,
): Promise<void> {
  const now = await lockCase(tx, null, row.id);
  if (now) await takeSteps(tx, platform, [now], { on: today, approvedBy: viewer.subject, type });
}

/** What held the case before the objection, or has come to hold it since, holds it still. */
function withoutDispute(state: CaseState, heldBefore: HoldReason | null): CaseChange {
  if (state.holdReason !== 'DISPUTE') return {};
  return heldBefore === null ? { status: statusWithoutHold(state) } : { status: 'ON_HOLD', holdReason: heldBefore };
}

const resolvedEvent = (viewer: Viewer, { today }: CaseAtHand, params: Readonly<Record<string, string>>) => ({
  type: 'disputeResolved',
  on: today,
  actor: viewer.subject,
  params,
  changedFields: ['disputes'],
});
