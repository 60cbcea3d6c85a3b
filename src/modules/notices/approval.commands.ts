import { refused, success } from '../../domain/result.js';
import type { Platform, Viewer } from '../../platform.js';
import { takeSteps } from './notice.commands.js';
import { takeInHand, type CaseResult } from '../cases/case.access.js';

/**
 * Takes the step a case waits with, now, on the word of somebody who may give it. Refused where it is not its day; where
 * the letter cannot be sent after all, the case is on hold with the reason. `caseId` is a global id.
 */
export function approveStep(platform: Platform, viewer: Viewer, caseId: string): Promise<CaseResult> {
  return platform.db.transaction(async (tx): Promise<CaseResult> => {
    const found = await takeInHand(tx, platform, viewer, caseId, 'APPROVE_STEP');
    if (!found.ok) return found;
    const { row, today } = found.value;
    const [outcome] = await takeSteps(tx, platform, [row], { on: today, approvedBy: viewer.subject });
    return outcome?.refusal ? refused([{ ...outcome.refusal, field: ['caseId'] }]) : success(row.id);
  });
}
