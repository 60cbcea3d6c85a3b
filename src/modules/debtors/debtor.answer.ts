import type { Refusal } from '../../domain/refusal.js';
import type { Result } from '../../domain/result.js';
import { requireRole, userError, type Context } from '../../graphql/context.js';
import type { Platform, Viewer } from '../../platform.js';
import { DebtorPayload } from '../cases/case.payloads.js';
import type { Debtor } from './debtor.entity.js';

/** Runs a command on a debtor for an agent and answers with the debtor as it stands afterwards, or with every refusal. */
export async function answerWithDebtor(
  context: Context,
  command: (platform: Platform, viewer: Viewer) => Promise<Result<string, readonly Refusal[]>>,
): Promise<DebtorPayload> {
  const result = await command(context.platform, requireRole(context, 'AGENT'));
  if (!result.ok) {
    const userErrors = result.refusal.map((refusal) => userError(context, refusal));
    return Object.assign(new DebtorPayload(), { debtor: null, userErrors });
  }
  const debtor = await context.loaders.byId<Debtor>('Debtor').clear(result.value).load(result.value);
  return Object.assign(new DebtorPayload(), { debtor, userErrors: [] });
}
