import type { EntityManager } from 'typeorm';
import type { Refusal } from '../../domain/refusal.js';
import { refused, success, type Result } from '../../domain/result.js';
import { onceForKey, type Repeatable } from '../../graphql/idempotency.js';
import { keyOf } from '../../graphql/ids.js';
import { Problems } from '../../graphql/problems.js';
import type { Address, AddressInput } from '../../graphql/types.js';
import type { Platform, Viewer } from '../../platform.js';
import { recordEvent, reschedule, type LockedCase } from '../cases/case.record.js';
import { businessDate, lawOf } from '../cases/case.working.js';
import { resume } from '../cases/hold.commands.js';
import { lockOpenCases } from './open-cases.js';

/** Where a debtor is found now; what is left out stays as it is. `debtorId` is a global id. */
export interface ChangedAddress extends Repeatable {
  readonly debtorId: string;
  readonly address?: AddressInput | null;
  readonly email?: string | null;
  readonly phone?: string | null;
}

/**
 * Records where a debtor is found now, and goes on with the cases that waited for it; what never reached it is sent again when
 * the law has it. The debtor's key. Refused where the address is in another country: who works the cases follows from that.
 */
export async function changeDebtorAddress(
  platform: Platform,
  viewer: Viewer,
  input: ChangedAddress,
): Promise<Result<string, readonly Refusal[]>> {
  const problems = new Problems();
  const address = problems.address(input.address, ['address']);
  const email = problems.optionalText(input.email, ['email'], 254);
  const phone = problems.optionalText(input.phone, ['phone'], 50);
  if (address === null && email === null && phone === null) problems.add(['address'], 'INVALID_INPUT', 'required');
  return onceForKey(platform, viewer, 'changeDebtorAddress', input, async (tx) => {
    const key = keyOf('Debtor', input.debtorId);
    const debtor = key === null ? null : await lockDebtor(tx, key);
    if (key === null || !debtor) return refused([{ code: 'NOT_FOUND', text: 'NOT_FOUND.debtor', field: ['debtorId'] }]);
    if (address !== null && address.country !== (debtor.address?.country ?? debtor.country))
      problems.add(['address', 'country'], 'INVALID_INPUT', 'movedAbroad');
    if (problems.refusals.length > 0) return refused(problems.refusals);
    await tx.query(
      `update debtor set address = coalesce($2, address), email = coalesce($3, email), phone = coalesce($4, phone),
         address_failed_on = case when $2::jsonb is null then address_failed_on end,
         email_failed_on = case when $3::text is null then email_failed_on end where id = $1`,
      [key, address, email, phone],
    );
    await goOn(platform, viewer, tx, key, address !== null && debtor.failed);
    return success(key);
  });
}

interface KnownDebtor {
  readonly address: Address | null;
  readonly country: string;
  /** Whether letters to the address came back. */
  readonly failed: boolean;
}

/** The debtor is locked first, then its cases in the order of their keys: as everywhere. */
async function lockDebtor(tx: EntityManager, key: string): Promise<KnownDebtor | null> {
  const rows: KnownDebtor[] = await tx.query(
    'select address, country, address_failed_on is not null as failed from debtor where id = $1 for no key update',
    [key],
  );
  return rows[0] ?? null;
}

/** Tells the debtor's open cases; those that nothing but the address held go on where it is `found`. */
async function goOn(
  platform: Platform,
  viewer: Viewer,
  tx: EntityManager,
  debtorKey: string,
  found: boolean,
): Promise<void> {
  for await (const row of lockOpenCases(tx, debtorKey)) {
    const today = businessDate(platform.clock, row.state.country);
    const event = { type: 'addressChanged', on: today, actor: viewer.subject, changedFields: ['debtor'] };
    await recordEvent(tx, row, event);
    if (found && isFree(platform, row)) await resume(platform, { tx, row, today }, viewer.subject);
    else await reschedule(tx, platform, row.id);
  }
}

/** A circumstance of the debtor goes on holding its case. */
function isFree({ laws, clock }: Platform, { state }: LockedCase): boolean {
  const law = lawOf(laws, state);
  if (state.holdReason !== 'MISSING_INFORMATION' || law === null) return false;
  return law.mayNotBeDunned(state.facts, clock.today(law.timeZone)) === null;
}
