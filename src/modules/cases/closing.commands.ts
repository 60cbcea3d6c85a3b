import type { EntityManager } from 'typeorm';
import { closingRefused, type PersonsCloseReason } from '../../domain/closing.js';
import type { IsoDate } from '../../domain/date.js';
import { RuleNotEncoded } from '../../domain/dated.js';
import { ruleRefusal, type Refusal } from '../../domain/refusal.js';
import { refused } from '../../domain/result.js';
import { keyOf } from '../../graphql/ids.js';
import type { Platform, Viewer } from '../../platform.js';
import { actOnCase, textRefusals, type CaseResult } from './case.access.js';
import type { LockedCase } from './case.record.js';
import { lawOf } from './case.working.js';
import { closeUnpaid } from './hold.commands.js';

/** The end of a case at the word of an agent. `caseId` and `duplicateOfId` are global ids. */
export interface Closing {
  readonly caseId: string;
  readonly closeReason: PersonsCloseReason;
  /** The case that stays; with DUPLICATE alone. */
  readonly duplicateOfId?: string | null;
  readonly note: string;
}

/**
 * Closes a case unpaid: what was still owed is written off and no longer asked for. Refused where what the reason says is not
 * known of the case, or while an application is before an authority.
 */
export async function closeCase(platform: Platform, viewer: Viewer, input: Closing): Promise<CaseResult> {
  const blank = textRefusals(input.note, 'note');
  if (blank.length > 0) return refused(blank);
  return actOnCase(platform, viewer, input.caseId, 'CLOSE', async (atHand) => {
    const { tx, row, today } = atHand;
    const { closeReason, note } = input;
    const refusal = refusalOf(platform, row, input, today) ?? (await wrongDuplicate(tx, row, input));
    if (refusal) return [refusal];
    const event = { type: 'closed', on: today, actor: viewer.subject, params: { closeReason, note } };
    await closeUnpaid(platform, atHand, closeReason, event, note);
    return [];
  });
}

function refusalOf(platform: Platform, { state }: LockedCase, { closeReason }: Closing, on: IsoDate): Refusal | null {
  try {
    const refusal = closingRefused(closeReason, state.facts, lawOf(platform.laws, state), on);
    return refusal && { ...refusal, field: ['closeReason'] };
  } catch (error) {
    if (error instanceof RuleNotEncoded) return { ...ruleRefusal(error), field: ['closeReason'] };
    throw error;
  }
}

/** The case that stays is another of the same creditor's, and open. */
async function wrongDuplicate(
  tx: EntityManager,
  row: LockedCase,
  { closeReason, duplicateOfId = null }: Closing,
): Promise<Refusal | null> {
  const field = ['duplicateOfId'];
  if ((closeReason === 'DUPLICATE') !== (duplicateOfId !== null)) {
    return { code: 'INVALID_INPUT', text: 'INVALID_INPUT.duplicateOf', field };
  }
  if (duplicateOfId === null) return null;
  const key = keyOf('Case', duplicateOfId);
  const found: unknown[] = await tx.query(
    `select from collection_case where id = $1 and id <> $2 and creditor_id = $3 and status <> 'CLOSED'`,
    [key, row.id, row.creditorId],
  );
  return found.length > 0 ? null : { code: 'NOT_FOUND', text: 'NOT_FOUND.case', field };
}
