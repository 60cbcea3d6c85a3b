import { requireRole, userError, type Context } from '../../graphql/context.js';
import type { Platform, Viewer } from '../../platform.js';
import type { CaseResult } from './case.access.js';
import type { Case } from './case.entity.js';
import { CasePayload } from './case.payloads.js';

/** Runs a command on a case for the reader and answers with the case as it stands afterwards, or with every refusal. */
export async function answerWithCase(
  context: Context,
  command: (platform: Platform, viewer: Viewer) => Promise<CaseResult>,
): Promise<CasePayload> {
  const result = await command(context.platform, requireRole(context, 'AGENT', 'CREDITOR'));
  if (!result.ok) {
    const userErrors = result.refusal.map((refusal) => userError(context, refusal));
    return Object.assign(new CasePayload(), { case: null, userErrors });
  }
  const row = await context.loaders.byId<Case>('Case').clear(result.value).load(result.value);
  return Object.assign(new CasePayload(), { case: row, userErrors: [] });
}
