import type { Refusal } from '../../domain/refusal.js';
import { refused, success, type Result } from '../../domain/result.js';
import type { SuspenseEnd } from '../../graphql/bank.enums.js';
import { onceForKey, type Repeatable } from '../../graphql/idempotency.js';
import { keyOf } from '../../graphql/ids.js';
import type { Platform, Viewer } from '../../platform.js';
import { textRefusals } from '../cases/case.access.js';
import { lockCase } from '../cases/case.record.js';
import { endSuspense, type BookedOn } from './bank.record.js';
import { bookOnCase } from './import.booking.js';
import type { Importing } from './importing.js';
import { loadOwnAccounts } from './own-accounts.js';
import { lockSuspense, type InSuspense } from './suspense.js';
import { takeBackPayment } from './taking-back.js';

/** The key of the entry. */
type Ended = Result<string, readonly Refusal[]>;

/** Ids are global. */
interface OfEntry extends Repeatable {
  readonly entryId: string;
}

export interface Assignment extends OfEntry {
  readonly caseId: string;
  /** The payment that was taken back, where the entry is money that went out. */
  readonly paymentId?: string | null;
}

/** The entry in suspense, locked, and what it takes to book it. */
function withEntry(
  platform: Platform,
  viewer: Viewer,
  operation: string,
  input: OfEntry,
  work: (importing: Importing, entry: InSuspense) => Promise<readonly Refusal[]>,
): Promise<Ended> {
  return onceForKey(platform, viewer, operation, input, async (tx) => {
    const key = keyOf('BankEntry', input.entryId);
    const today = platform.clock.today();
    const entry = key === null ? null : await lockSuspense(tx, key, today);
    if (entry === null) return refused([{ code: 'NOT_FOUND', text: 'NOT_FOUND.bankEntry', field: ['entryId'] }]);
    if (entry === 'WAITED') {
      return refused([{ code: 'INVALID_STATE', text: 'INVALID_STATE.notInSuspense', field: ['entryId'] }]);
    }
    const accounts = await loadOwnAccounts(tx, platform);
    const refusals = await work({ tx, platform, accounts, today, actor: viewer.subject }, entry);
    return refusals.length > 0 ? refused(refusals) : success(entry.id);
  });
}

/**
 * Says which case money in suspense is for: it becomes a payment received on the day it came, or, where the bank took it back, the end of
 * the payment named. Refused where that cannot be booked.
 */
export function assignBankEntry(platform: Platform, viewer: Viewer, input: Assignment): Promise<Ended> {
  return withEntry(platform, viewer, 'assignBankEntry', input, async (importing, entry) => {
    const { tx, today, actor } = importing;
    const key = keyOf('Case', input.caseId);
    const row = key === null ? null : await lockCase(tx, viewer, key);
    if (!row) return [{ code: 'NOT_FOUND', text: 'NOT_FOUND.case', field: ['caseId'] }];
    const booked =
      entry.direction === 'CREDIT'
        ? await bookOnCase(importing, row, entry)
        : await takeBackNamed(importing, entry, row.id, input.paymentId ?? null);
    if (typeof booked === 'string') return [OBSTACLES[booked]];
    await endSuspense(tx, entry, { kind: 'ASSIGNED', settledBy: actor, booked }, today);
    return [];
  });
}

type Obstacle = Extract<Awaited<ReturnType<typeof bookOnCase>>, string> | 'NO_SUCH_PAYMENT';

const OBSTACLES: Readonly<Record<Obstacle, Refusal>> = {
  NO_RATE: { code: 'CURRENCY_MISMATCH', field: ['caseId'] },
  BEFORE_CLAIM: { code: 'INVALID_INPUT', text: 'INVALID_INPUT.beforeClaim', field: ['caseId'] },
  RULE_NOT_ENCODED: { code: 'RULE_NOT_ENCODED', field: ['caseId'] },
  NO_SUCH_PAYMENT: { code: 'NOT_FOUND', text: 'NOT_FOUND.bankPayment', field: ['paymentId'] },
};

/** The payment must be one of the case that holds, and brought exactly what was taken back. */
async function takeBackNamed(
  importing: Importing,
  entry: InSuspense,
  caseId: string,
  paymentId: string | null,
): Promise<BookedOn | Obstacle> {
  const { minor, currency } = entry.amount;
  const found: BookedOn[] = await importing.tx.query(
    `select case_id as "caseId", creditor_id as "creditorId", id as "paymentId" from payment p
     where id = $1 and case_id = $2 and coalesce(original_amount_minor, amount_minor) = $3
       and coalesce(original_currency, amount_currency) = $4 and not paid_to_creditor and referral_id is null
       and not exists (select from payment_reversal where payment_id = p.id)`,
    [paymentId === null ? null : keyOf('Payment', paymentId), caseId, minor.toString(), currency],
  );
  const payment = found[0];
  if (!payment) return 'NO_SUCH_PAYMENT';
  const { on, account } = entry;
  const taken = await takeBackPayment(importing, { caseId, paymentId: payment.paymentId, on, account });
  return taken ? payment : 'RULE_NOT_ENCODED';
}

export interface OtherEnd extends OfEntry {
  /** Reference of the transfer, or why. */
  readonly note: string;
}

/** Records that money in suspense was sent back to whoever paid it; `note` is the reference of the transfer. */
export const returnBankEntry = (platform: Platform, viewer: Viewer, input: OtherEnd): Promise<Ended> =>
  endOtherwise(platform, viewer, 'returnBankEntry', input, 'RETURNED');

/** Records that money in suspense is none to be accounted for: it was known already, or the bank has put it right; `note` says which. */
export const discardBankEntry = (platform: Platform, viewer: Viewer, input: OtherEnd): Promise<Ended> =>
  endOtherwise(platform, viewer, 'discardBankEntry', input, 'DISCARDED');

async function endOtherwise(
  platform: Platform,
  viewer: Viewer,
  operation: string,
  input: OtherEnd,
  kind: Extract<SuspenseEnd, 'RETURNED' | 'DISCARDED'>,
): Promise<Ended> {
  const blank = textRefusals(input.note, 'note');
  if (blank.length > 0) return refused(blank);
  return withEntry(platform, viewer, operation, input, async ({ tx, today, actor }, entry) => {
    if (kind === 'RETURNED' && entry.direction === 'DEBIT') {
      return [{ code: 'INVALID_STATE', text: 'INVALID_STATE.nothingToReturn', field: ['entryId'] }];
    }
    await endSuspense(tx, entry, { kind, settledBy: actor, note: input.note.trim() }, today);
    return [];
  });
}
