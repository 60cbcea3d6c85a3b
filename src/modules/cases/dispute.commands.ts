import type { CaseState, HoldReason } from '../../domain/facts.js';
import { refused } from '../../domain/result.js';
import { uuidv7 } from '../../graphql/ids.js';
import type { Platform, Viewer } from '../../platform.js';
import { actOnCase, readAmount, textRefusals, type CaseAtHand, type CaseResult } from './case.access.js';
import { changeCase, reschedule, type CaseChange } from './case.record.js';
import { statusWithoutHold } from './case.working.js';
import { closeUnpaid, tellOfHold } from './hold.commands.js';

/** The debtor's objection. `caseId` is a global id; without an amount the whole claim is disputed. */
export interface Objection {
  readonly caseId: string;
  readonly reason: string;
  readonly disputedAmount?: { readonly amount: string; readonly currency: string } | null;
}

/**
 * Records that the debtor objects, and stops ordinary collection of the whole case: a claim in dispute may only be taken
 * to court (inkassoloven § 17, inkassolagen 4 §, perintälaki 4 b §). How much of it is disputed is kept for whoever decides.
 */
export async function disputeCase(platform: Platform, viewer: Viewer, input: Objection): Promise<CaseResult> {
  const blank = textRefusals(input.reason, 'reason');
  if (blank.length > 0) return refused(blank);
  return actOnCase(platform, viewer, input.caseId, 'DISPUTE', async ({ tx, row, today }) => {
    const disputed = input.disputedAmount ? readAmount(input.disputedAmount, row.currency, 'disputedAmount') : null;
    if (disputed?.ok === false) return [disputed.refusal];
    await tx.query(
      `insert into dispute (id, case_id, creditor_id, reason, disputed_minor, raised_on, held_before)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [uuidv7(), row.id, row.creditorId, input.reason, disputed?.value.toString() ?? null, today, row.state.holdReason],
    );
    const event = { type: 'disputed', on: today, actor: viewer.subject, params: { reason: input.reason } };
    await changeCase(tx, row, { status: 'ON_HOLD', holdReason: 'DISPUTE' }, event);
    await reschedule(tx, platform, row.id);
    await tellOfHold(tx, row);
    return [];
  });
}

/** How an objection was decided. */
export interface Decision {
  readonly caseId: string;
  readonly upheld: boolean;
  readonly resolution: string;
}

/** Ends a dispute: upheld, the claim falls away and the case is closed; dismissed, the case goes on where it stood. */
export async function resolveDispute(platform: Platform, viewer: Viewer, input: Decision): Promise<CaseResult> {
  const blank = textRefusals(input.resolution, 'resolution');
  if (blank.length > 0) return refused(blank);
  return actOnCase(platform, viewer, input.caseId, 'RESOLVE_DISPUTE', async (atHand) => {
    const { tx, row, today } = atHand;
    const [[dispute]]: [{ heldBefore: HoldReason | null }[], number] = await tx.query(
      `update dispute set resolved_on = $2, upheld = $3, resolution = $4 where case_id = $1 and resolved_on is null
       returning held_before as "heldBefore"`,
      [row.id, today, input.upheld, input.resolution],
    );
    if (input.upheld) await uphold(platform, viewer, atHand, input);
    else await dismiss(platform, viewer, atHand, input, dispute?.heldBefore ?? null);
    return [];
  });
}

function uphold(platform: Platform, viewer: Viewer, atHand: CaseAtHand, { resolution }: Decision): Promise<void> {
  const event = { ...resolved(viewer, atHand, resolution), params: { resolution, outcome: 'upheld' } };
  return closeUnpaid(platform, atHand, 'DISPUTE_UPHELD', event, resolution);
}

async function dismiss(
  platform: Platform,
  viewer: Viewer,
  atHand: CaseAtHand,
  { resolution }: Decision,
  heldBefore: HoldReason | null,
): Promise<void> {
  const { tx, row } = atHand;
  await changeCase(tx, row, withoutDispute(row.state, heldBefore), resolved(viewer, atHand, resolution));
  await reschedule(tx, platform, row.id);
  await tellOfHold(tx, row);
}

/** What held the case before the objection, or has come to hold it since, holds it still. */
function withoutDispute(state: CaseState, heldBefore: HoldReason | null): CaseChange {
  if (state.holdReason !== 'DISPUTE') return {};
  return heldBefore === null ? { status: statusWithoutHold(state) } : { status: 'ON_HOLD', holdReason: heldBefore };
}

const resolved = (viewer: Viewer, { today }: CaseAtHand, resolution: string) => ({
  type: 'disputeResolved',
  on: today,
  actor: viewer.subject,
  params: { resolution },
});
