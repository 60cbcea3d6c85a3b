import type { IsoDate } from '../domain/date.js';
import type { ReferralStatus } from '../domain/facts.js';
import { formatAmount, type Money } from '../domain/money.js';
import { ENDED } from '../domain/referral-life.js';
import { keepTasks, type TaskDraft } from '../modules/tasks/task.record.js';
import type { PartnerTotals } from '../partners/partner.js';
import type { Platform } from '../platform.js';
import { callPartner } from './partner-call.js';
import { networkOf, noteFault } from './submit-referral.js';

/** A referral whose figures are to be compared. */
export interface Compared {
  readonly referralId: string;
  readonly partnerId: string;
  readonly network: string;
  readonly externalReference: string;
}

/** Our side of it. */
interface Ours {
  readonly caseId: string;
  readonly creditorId: string;
  readonly partner: string;
  readonly status: ReferralStatus;
  readonly collected: readonly { readonly currency: string; readonly minor: string }[];
}

// What came in another currency counts in that one, as the partner has it; what was taken back does not count.
const OURS = `select r.case_id as "caseId", r.creditor_id as "creditorId", p.name as partner, r.status,
    coalesce((select json_agg(t) from (
      select coalesce(original_currency, amount_currency) as currency, sum(coalesce(original_amount_minor, amount_minor))::text as minor
      from payment y where y.referral_id = r.id and not exists (select from payment_reversal v where v.payment_id = y.id)
      group by 1) t), '[]') as collected
  from referral r join partner p on p.id = r.partner_id where r.id = $1`;

/**
 * Holds what the partner says it has collected, and whether it works the case, against our books. A difference that is
 * still there after `hear` has heard the partner once more becomes a task with both figures; nothing is corrected. Where
 * both agree again, the task closes. False where the partner could not be asked.
 */
export async function compareTotals(
  platform: Platform,
  referral: Compared,
  on: IsoDate,
  hear: () => Promise<unknown>,
): Promise<boolean> {
  const first = await ask(platform, referral, on);
  if (first === null) return false;
  if (first === 'UNSUPPORTED') return compared(platform, referral, on);
  let found = await differences(platform, referral, first, on);
  if (found.length > 0) {
    // Something may have happened there between its reports and its totals.
    await hear();
    const again = await ask(platform, referral, on);
    if (again === null || again === 'UNSUPPORTED') return false;
    found = await differences(platform, referral, again, on);
  }
  await flag(platform, referral, found, on);
  return compared(platform, referral, on);
}

async function compared(platform: Platform, { referralId }: Compared, on: IsoDate): Promise<true> {
  await platform.db.query('update referral set totals_on = greatest(totals_on, $2::date) where id = $1', [
    referralId,
    on,
  ]);
  return true;
}

/** The partner's figures; null where it does not answer. */
async function ask(
  platform: Platform,
  { partnerId, network, externalReference, referralId }: Compared,
  on: IsoDate,
): Promise<PartnerTotals | 'UNSUPPORTED' | null> {
  const outcome = await callPartner(platform, partnerId, 0, () =>
    networkOf(platform.networks, network).fetchTotals(externalReference, on),
  );
  if (outcome.kind === 'DONE') return outcome.value;
  if (outcome.kind === 'POSTPONED') return null;
  if (outcome.fault.code === 'UNSUPPORTED') return 'UNSUPPORTED';
  await noteFault(platform.db, referralId, outcome.fault);
  return null;
}

interface Difference {
  readonly kind: 'TOTALS_DIFFER' | 'STATUS_DIFFERS';
  readonly draft: TaskDraft;
}

async function flag(platform: Platform, referral: Compared, found: readonly Difference[], on: IsoDate): Promise<void> {
  for (const kind of ['TOTALS_DIFFER', 'STATUS_DIFFERS'] as const) {
    const drafts = found.filter((difference) => difference.kind === kind).map(({ draft }) => draft);
    await keepTasks(platform.db, kind, on, drafts, [referral.referralId]);
  }
}

async function differences(
  platform: Platform,
  { referralId }: Compared,
  totals: PartnerTotals,
  on: IsoDate,
): Promise<Difference[]> {
  const rows: Ours[] = await platform.db.query(OURS, [referralId]);
  const { caseId, creditorId, partner, status, collected } = rows[0]!;
  const about = { caseId, creditorId, referralId, dueOn: on };
  const found: Difference[] = [];
  const [ours, theirs] = [
    figures(collected.map(({ currency, minor }) => ({ currency, minor: BigInt(minor) }))),
    figures(totals.collected),
  ];
  if (ours !== theirs) found.push({ kind: 'TOTALS_DIFFER', draft: { ...about, params: { partner, ours, theirs } } });
  const ended = ENDED.includes(status);
  if (totals.status !== null && ENDED.includes(totals.status) !== ended) {
    found.push({
      kind: 'STATUS_DIFFERS',
      draft: { ...about, params: { partner, ours: status, theirs: totals.status } },
    });
  }
  return found;
}

/** Amounts of several currencies as one text that is the same for the same money: "1250.00 EUR + 90.00 USD". */
function figures(amounts: readonly Money[]): string {
  const byCurrency = new Map<string, bigint>();
  for (const { currency, minor } of amounts) byCurrency.set(currency, (byCurrency.get(currency) ?? 0n) + minor);
  const texts = [...byCurrency]
    .filter(([, minor]) => minor !== 0n)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, minor]) => `${formatAmount(minor, currency)} ${currency}`);
  return texts.length === 0 ? '0' : texts.join(' + ');
}
