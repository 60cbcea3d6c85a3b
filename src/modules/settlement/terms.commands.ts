import { SETTLEMENT_SCHEDULES, type SettlementSchedule } from '../../domain/commission.js';
import type { IsoDate } from '../../domain/date.js';
import type { Money } from '../../domain/money.js';
import type { Refusal } from '../../domain/refusal.js';
import { refused, success, type Result } from '../../domain/result.js';
import { readFee, readFeeBands } from '../../graphql/fee-bands.js';
import { onceForKey } from '../../graphql/idempotency.js';
import { keyOf, uuidv7 } from '../../graphql/ids.js';
import { Problems } from '../../graphql/problems.js';
import type { MoneyInput } from '../../graphql/types.js';
import type { Platform, Viewer } from '../../platform.js';

/** What a creditor is charged from a day on. `creditorId` is a global id; percentages are decimals. */
export interface TermsOffered {
  readonly idempotencyKey?: string | null;
  readonly creditorId: string;
  readonly validFrom: IsoDate;
  readonly schedule?: SettlementSchedule | null;
  readonly successFeePercent: string;
  readonly bands?: readonly { fromAgeDays: number; fromAmount: MoneyInput; successFeePercent: string }[] | null;
  readonly caseFees?: readonly MoneyInput[] | null;
  readonly subscription?: MoneyInput | null;
}

const [, DEFAULT_SCHEDULE] = SETTLEMENT_SCHEDULES;

/**
 * Sets the commission terms of a creditor from a day on, once for its key; earlier days keep those they had. Refused for a day that
 * is past, and for one that terms have been set for. The creditor's key.
 */
export function setCommissionTerms(
  platform: Platform,
  viewer: Viewer,
  input: TermsOffered,
): Promise<Result<string, readonly Refusal[]>> {
  return onceForKey(platform, viewer, 'setCommissionTerms', input, async (tx) => {
    const key = keyOf('Creditor', input.creditorId);
    const known: unknown[] = key === null ? [] : await tx.query('select from creditor where id = $1', [key]);
    const problems = new Problems();
    if (known.length === 0) problems.add(['creditorId'], 'NOT_FOUND', 'creditor');
    if (input.validFrom < platform.clock.today()) problems.add(['validFrom'], 'INVALID_INPUT', 'termsInThePast');
    const successFeeBps = readFee(input.successFeePercent, ['successFeePercent'], problems);
    const bands = readFeeBands(input.bands ?? [], ['bands'], problems);
    const caseFees = readCaseFees(input.caseFees ?? [], problems);
    const subscription = input.subscription ? problems.amount(input.subscription, ['subscription']) : null;
    if (problems.refusals.length > 0 || key === null) return refused(problems.refusals);
    const written: unknown[] = await tx.query(
      `insert into commission_terms (id, creditor_id, valid_from, schedule, success_fee_bps, bands, case_fees, subscription_minor,
         subscription_currency, set_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (creditor_id, valid_from) do nothing returning id`,
      [
        uuidv7(), key, input.validFrom, input.schedule ?? DEFAULT_SCHEDULE, successFeeBps, stored(bands), stored(caseFees),
        subscription?.minor.toString(), subscription?.currency, viewer.subject,
      ],
    ); // prettier-ignore
    return written.length > 0
      ? success(key)
      : refused([{ code: 'INVALID_INPUT', text: 'INVALID_INPUT.termsExist', field: ['validFrom'] }]);
  });
}

/** One for each currency. */
function readCaseFees(fees: readonly MoneyInput[], problems: Problems): Money[] {
  const seen = new Set<string>();
  return fees.flatMap((fee, index) => {
    const field = ['caseFees', String(index)];
    if (seen.has(fee.currency)) problems.add(field, 'INVALID_INPUT', 'givenTwice');
    seen.add(fee.currency);
    return problems.amount(fee, field) ?? [];
  });
}

/** A JSON number may not hold an amount. */
const stored = (value: object): string =>
  JSON.stringify(value, (_, member: unknown) => (typeof member === 'bigint' ? member.toString() : member));
