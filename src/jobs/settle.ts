import { jurisdictionOf } from '../countries/index.js';
import { lastPeriodEnd, termsOn } from '../domain/commission.js';
import { addDays, type IsoDate } from '../domain/date.js';
import type { Jurisdiction } from '../domain/jurisdiction.js';
import { addWorkingDays } from '../domain/promises.js';
import { makePayoutFile } from '../modules/settlement/payout.file.js';
import { CREDITOR_COLUMNS, settleWith, type CreditorAtHand } from '../modules/settlement/settlement.record.js';
import { loadTerms } from '../modules/settlement/terms.record.js';
import type { Platform } from '../platform.js';
import type { Day } from './daily.js';

/**
 * Settles with every creditor whose period is over, or whose money may by law not wait any longer, and orders what is to be paid out
 * from the bank; how many settlements were made. On bank days of the agency's own country alone. Any number of workers may do so: a
 * creditor somebody else settles with is passed over, and nothing is left of it to be settled twice.
 */
export async function settleDue(platform: Platform, { on, countries }: Day): Promise<number> {
  const { agency, laws, db } = platform;
  const home = jurisdictionOf(agency.country, laws);
  if (!home || !countries.includes(home.country) || !home.isBankDay(on)) return 0;
  let made = 0;
  for (const { id, to } of await findDue(platform, home, on)) {
    const settling = db.transaction(async (tx) => {
      const rows: CreditorAtHand[] = await tx.query(
        `select ${CREDITOR_COLUMNS} from creditor where id = $1 for no key update skip locked`,
        [id],
      );
      const [creditor] = rows;
      if (!creditor) return 0;
      const settled = await settleWith(tx, platform, creditor, to, on);
      // Also where there was nothing to settle: it is not looked for again before the next period is over.
      await tx.query('update creditor set settled_to = greatest(settled_to, $2::date) where id = $1', [id, to]);
      return settled.length;
    });
    // What keeps one creditor from being settled with is no reason for the others to wait.
    made += await settling.catch((error: unknown) => {
      platform.onFault(error);
      return 0;
    });
  }
  while ((await db.transaction((tx) => makePayoutFile(tx, platform, on))) !== null);
  return made;
}

/** Creditors of our own to be settled with on a day, each with the last day that is settled. */
async function findDue(
  platform: Platform,
  home: Jurisdiction,
  on: IsoDate,
): Promise<{ readonly id: string; readonly to: IsoDate }[]> {
  const creditors: { id: string; settledTo: IsoDate | null }[] = await platform.db.query(
    `select k.id, k.settled_to as "settledTo" from creditor k where k.client_of_partner_id is null order by k.id`,
  );
  const terms = await loadTerms(platform.db, creditors.map(({ id }) => id)); // prettier-ignore
  const urgent = await findUrgent(platform, home, on);
  return creditors.flatMap(({ id, settledTo }) => {
    if (urgent.has(id)) return [{ id, to: on }];
    const to = lastPeriodEnd(termsOn(terms.get(id)!, on).schedule, on);
    return settledTo === null || settledTo < to ? [{ id, to }] : [];
  });
}

/** Creditors with money that by the law of its country must be with them before the next bank day is over. */
async function findUrgent({ db, laws }: Platform, home: Jurisdiction, on: IsoDate): Promise<Set<string>> {
  const strict = Object.values(laws).filter((law) => law.payoutRule(on).withinDays !== null);
  if (strict.length === 0) return new Set();
  const rows: { creditorId: string; country: string; receivedOn: IsoDate }[] = await db.query(
    `select p.creditor_id as "creditorId", c.country, min(p.received_on) as "receivedOn"
     from payment p join collection_case c on c.id = p.case_id
     where c.country = any($1) and p.referral_id is null and not p.paid_to_creditor
       and not exists (select from payment_reversal where payment_id = p.id)
       and not exists (select from settlement_line where creditor_id = p.creditor_id and kind = 'COLLECTED' and source = p.id::text)
     group by p.creditor_id, c.country`,
    [strict.map(({ country }) => country)],
  );
  const next = addWorkingDays(on, 1, (day) => home.isBankDay(day));
  const late = rows.filter(({ country, receivedOn }) => {
    const days = jurisdictionOf(country, laws)?.payoutRule(receivedOn).withinDays ?? null;
    return days !== null && addDays(receivedOn, days) < next;
  });
  return new Set(late.map(({ creditorId }) => creditorId));
}
