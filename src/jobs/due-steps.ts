import type { EntityManager } from 'typeorm';
import type { IsoDate } from '../domain/date.js';
import { log } from '../log.js';
import { loadCaseStates } from '../modules/cases/case.facts.js';
import { LOCKED, type LockedCase } from '../modules/cases/case.record.js';
import { takeSteps } from '../modules/notices/notice.commands.js';
import type { Platform } from '../platform.js';
import { daysToWork, type Day } from './daily.js';

/** Cases of one transaction: few enough to be short, many enough that its own cost does not count. */
const CASES_PER_BATCH = 500;

/** Where in the schedule the last batch ended. */
interface Place {
  readonly dueOn: IsoDate;
  readonly caseId: string;
}

/**
 * Takes every step that is due: on a day given, in all countries; else on the date it is in each, for a midnight comes to
 * Helsinki before it comes to Oslo. How many letters were sent. Any number of workers may do so at once: a case one of them
 * has in hand is passed over by the others, and what it did is committed with the schedule row that says so.
 */
export async function takeDueSteps(platform: Platform, on?: IsoDate): Promise<number> {
  let taken = 0;
  for (const day of daysToWork(platform, on)) taken += await takeDay(platform, day);
  return taken;
}

/** Batches of one worker at the same time: while the database writes the letters of one, those of the other are set. */
const LANES = 2;

async function takeDay(platform: Platform, day: Day): Promise<number> {
  const tell = progressOf(day);
  const first = await takeBatchOrEach(platform, day, null);
  tell(first);
  const takeRest = async (): Promise<number> => {
    let taken = 0;
    for (let place = first.last; place !== null;) {
      const batch = await takeBatchOrEach(platform, day, place);
      tell(batch);
      taken += batch.taken;
      place = batch.last;
    }
    return taken;
  };
  const lanes = first.size === CASES_PER_BATCH ? LANES : 1;
  const rest = await Promise.all(Array.from({ length: lanes }, takeRest));
  return rest.reduce((total, taken) => total + taken, first.taken);
}

const progress = log.child({}, { level: 'info' });
/** Cases from one line of the log to the next. */
const CASES_PER_LINE = 10_000;

/** A long day's work is followed in the log. */
function progressOf({ on }: Day): (batch: Batch) => void {
  let done = 0;
  return ({ size }) => {
    const before = done;
    done += size;
    if (Math.floor(before / CASES_PER_LINE) < Math.floor(done / CASES_PER_LINE))
      progress.info({ on, done }, 'due steps');
  };
}

interface Batch {
  /** Cases looked at, and letters sent. */
  readonly size: number;
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
    return { size: due.length, taken, last: placeOf(due) };
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
  if (due.length === 0) return { size: 0, taken: 0, last: null };
  const states = await loadCaseStates(tx, due.map((row) => row.id)); // prettier-ignore
  const rows: LockedCase[] = due.map((row) => ({ ...row, state: states.get(row.id)! }));
  const outcomes = await takeSteps(tx, platform, rows, { on: day.on, approvedBy: null });
  return { size: due.length, taken: outcomes.filter((outcome) => outcome.taken).length, last: placeOf(due) };
}

/** The next due cases nobody else has in hand, locked. Those that wait for approval are somebody else's to move. */
function lockDue(
  tx: EntityManager,
  { on, countries: there }: Day,
  after: Place | null,
  onlyCase: string | null,
): Promise<(Omit<LockedCase, 'state'> & { dueOn: IsoDate })[]> {
  return tx.query(
    `select ${LOCKED}, s.due_on as "dueOn"
     from schedule s join collection_case c on c.id = s.case_id
     where s.due_on <= $1 and c.status in ('ACTIVE', 'CLOSED') and ($2::date is null or (s.due_on, s.case_id) > ($2::date, $3::uuid))
       and ($5::uuid is null or s.case_id = $5) and c.country = any($6)
     order by s.due_on, s.case_id limit $4 for update skip locked`,
    [on, after?.dueOn ?? null, after?.caseId ?? null, CASES_PER_BATCH, onlyCase, there],
  );
}
