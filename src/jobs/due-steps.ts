import type { EntityManager } from 'typeorm';
import { countries } from '../countries/index.js';
import type { IsoDate } from '../domain/date.js';
import type { OwnCountry } from '../domain/jurisdiction.js';
import { loadCaseStates } from '../modules/cases/case.facts.js';
import type { LockedCase } from '../modules/cases/case.record.js';
import { takeSteps } from '../modules/notices/notice.commands.js';
import type { Platform } from '../platform.js';
import { warnOfLimitation, watchForgotten } from './limitation.js';

/** Cases of one transaction: few enough to be short, many enough that its own cost does not count. */
const CASES_PER_BATCH = 500;

/** Where in the schedule the last batch ended. */
interface Place {
  readonly dueOn: IsoDate;
  readonly caseId: string;
}

/** One date, and the countries where it is that date. */
interface Day {
  readonly on: IsoDate;
  readonly countries: readonly OwnCountry[];
}

/**
 * Takes every step that is due: on a day given, in all countries; else on the date it is in each, for a midnight comes to
 * Helsinki before it comes to Oslo. How many letters were sent. Any number of workers may do so at once: a case one of them
 * has in hand is passed over by the others, and what it did is committed with the schedule row that says so.
 */
export async function takeDueSteps(platform: Platform, on?: IsoDate): Promise<number> {
  let taken = 0;
  await watchForgotten(platform);
  for (const day of daysToWork(platform, on)) {
    await warnOfLimitation(platform, day.on, day.countries);
    let place: Place | null = null;
    do {
      const batch: Batch = await takeBatchOrEach(platform, day, place);
      taken += batch.taken;
      place = batch.last;
    } while (place !== null);
  }
  return taken;
}

function daysToWork({ clock }: Platform, on: IsoDate | undefined): Day[] {
  const dated = Object.values(countries).map(({ country, timeZone }) => ({ country, on: on ?? clock.today(timeZone) }));
  const dates = [...new Set(dated.map((place) => place.on))];
  return dates.map((date) => ({
    on: date,
    countries: dated.filter((place) => place.on === date).map((place) => place.country),
  }));
}

interface Batch {
  readonly taken: number;
  readonly last: Place | null;
}

/** A fault in one case takes back its whole batch; then each case gets a transaction of its own, and only that one waits. */
async function takeBatchOrEach(platform: Platform, day: Day, after: Place | null): Promise<Batch> {
  const { db } = platform;
  try {
    return await db.transaction((tx) => takeBatch(tx, platform, day, after, null));
  } catch {
    const due = await lockDue(db.manager, day, after, null);
    let taken = 0;
    for (const { id } of due) {
      try {
        taken += (await db.transaction((tx) => takeBatch(tx, platform, day, null, id))).taken;
      } catch (error) {
        platform.onFault(error);
      }
    }
    return { taken, last: placeOf(due) };
  }
}

const placeOf = (due: readonly { id: string; dueOn: IsoDate }[]): Place | null => {
  const last = due.at(-1);
  return last ? { dueOn: last.dueOn, caseId: last.id } : null;
};

async function takeBatch(
  tx: EntityManager,
  platform: Platform,
  day: Day,
  after: Place | null,
  onlyCase: string | null,
): Promise<Batch> {
  const due = await lockDue(tx, day, after, onlyCase);
  if (due.length === 0) return { taken: 0, last: null };
  const states = await loadCaseStates(tx, due.map((row) => row.id)); // prettier-ignore
  const rows: LockedCase[] = due.map((row) => ({ ...row, state: states.get(row.id)! }));
  const outcomes = await takeSteps(tx, platform, rows, { on: day.on, approvedBy: null });
  return { taken: outcomes.filter((outcome) => outcome.taken).length, last: placeOf(due) };
}

/** The next due cases nobody else has in hand, locked. Those that wait for approval are somebody else's to move. */
function lockDue(
  tx: EntityManager,
  { on, countries: there }: Day,
  after: Place | null,
  onlyCase: string | null,
): Promise<(Omit<LockedCase, 'state'> & { dueOn: IsoDate })[]> {
  return tx.query(
    `select c.id, c.reference, c.creditor_id as "creditorId", c.debtor_id as "debtorId", c.currency, c.country,
       c.referral_id as "referralId", c.payment_reference as "paymentReference", s.due_on as "dueOn"
     from schedule s join collection_case c on c.id = s.case_id
     where s.due_on <= $1 and c.status = 'ACTIVE' and ($2::date is null or (s.due_on, s.case_id) > ($2::date, $3::uuid))
       and ($5::uuid is null or s.case_id = $5) and c.country = any($6)
     order by s.due_on, s.case_id limit $4 for update skip locked`,
    [on, after?.dueOn ?? null, after?.caseId ?? null, CASES_PER_BATCH, onlyCase, there],
  );
}
