import { countries } from '../countries/index.js';
import type { IsoDate } from '../domain/date.js';
import type { OwnCountry } from '../domain/jurisdiction.js';
import { prepared } from '../data-source.js';
import type { Platform } from '../platform.js';
import { DAYS_LOOKED_BACK, keepCaseTasks } from './case-tasks.js';
import { DAYS_TO_TELL, sendClosingStatements } from './closing-letters.js';
import { missAnswers } from './disputes.js';
import { escalateOverdue } from './overdue-tasks.js';
import { keepPlans } from './plans.js';
import { takeInInvoices } from './intake.js';
import { warnOfLimitation, watchForgotten } from './limitation.js';
import { lapseOffers } from './offers.js';
import { endPauses } from './pauses.js';
import { settleDue } from './settle.js';
import { surveil } from './surveil.js';

/** One date, and the countries where it is that date. */
export interface Day {
  readonly on: IsoDate;
  readonly countries: readonly OwnCountry[];
}

/**
 * Something every day asks for, before its steps are taken; how many cases it concerned. A pass works in batches of rows locked
 * with `for update skip locked`, so that any number of workers may do it at once, and does nothing a second time.
 */
type DailyPass = (platform: Platform, day: Day) => Promise<number>;

const UNWATCHED = `exists (select from collection_case c where c.status <> 'CLOSED' and c.route_kind = 'COUNTRY_MODULE'
  and not exists (select from limitation_watch where case_id = c.id))`;

const closedWithin = (days: number) => `exists (select from collection_case where closed_on >= $1::date - ${days})`;

/**
 * In the order they are done, each with an SQL condition without which it has nothing to do on day `$1`: whatever it says of the
 * rest, a day on which nothing is due costs one statement.
 */
const DAILY_PASSES: readonly { readonly pass: DailyPass; readonly due: string }[] = [
  { pass: takeInInvoices, due: 'exists (select from invoice_source) or exists (select from incoming_invoice)' },
  { pass: watchForgotten, due: UNWATCHED },
  { pass: warnOfLimitation, due: 'exists (select from limitation_watch where warn_on <= $1 and warned_of is distinct from last_day)' },
  { pass: surveil, due: 'exists (select from surveillance_watch where look_on <= $1)' },
  { pass: endPauses, due: `exists (select from collection_case where hold_reason = 'PAUSED' and paused_until < $1)` },
  { pass: lapseOffers, due: 'exists (select from settlement_offer where lapsed_on is null and pay_by < $1)' },
  { pass: sendClosingStatements, due: closedWithin(DAYS_TO_TELL) },
  {
    pass: keepCaseTasks,
    due: `exists (select from debtor_condition) or ${closedWithin(DAYS_LOOKED_BACK)}
      or exists (select from collection_case where hold_reason = 'INSOLVENCY_PROCEEDINGS')`,
  },
  { pass: missAnswers, due: 'exists (select from dispute)' },
  { pass: keepPlans, due: 'exists (select from payment_plan where look_on <= $1)' },
  { pass: settleDue, due: 'true' },
  { pass: escalateOverdue, due: 'exists (select from task where closed_on is null and overdue_since is null and due_on < $1)' },
]; // prettier-ignore

const DUE = prepared(`select array[${DAILY_PASSES.map(({ due }) => `(${due})`).join(', ')}] as due`);

/**
 * Does what a day asks for beside the steps of cases: of a day given, in all countries; else of the date it is in each, for a
 * midnight comes to Helsinki before it comes to Oslo.
 */
export async function passDays(platform: Platform, on?: IsoDate): Promise<void> {
  for (const day of daysToWork(platform, on)) {
    const [{ due }]: [{ due: boolean[] }] = await platform.db.query(DUE, [day.on]);
    for (const [index, { pass }] of DAILY_PASSES.entries()) {
      // What one pass stumbles over keeps none of the others from being done.
      if (due[index]) await pass(platform, day).catch(platform.onFault);
    }
  }
}

/** The dates to work, each with the countries it is for. */
export function daysToWork({ clock }: Platform, on: IsoDate | undefined): Day[] {
  const dated = Object.values(countries).map(({ country, timeZone }) => ({ country, on: on ?? clock.today(timeZone) }));
  const dates = [...new Set(dated.map((place) => place.on))];
  return dates.map((date) => ({
    on: date,
    countries: dated.filter((place) => place.on === date).map((place) => place.country),
  }));
}
