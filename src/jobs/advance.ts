import { Client } from 'pg';
import { SandboxClock } from '../clock.js';
import { addDays, addYears, type IsoDate } from '../domain/date.js';
import type { Refusal } from '../domain/refusal.js';
import { refused, success, type Result } from '../domain/result.js';
import type { Platform } from '../platform.js';
import { passDays } from './daily.js';
import { takeDueSteps } from './due-steps.js';
import { databaseUrl } from './queue.js';

/** Any number will do, as long as every process takes the same one. */
const CLOCK_LOCK = 20_261_122;

/** Furthest the clock may be moved at once. */
const YEARS_AT_ONCE = 3;

/** Where an advance ended. */
export interface Advanced {
  readonly businessDate: IsoDate;
  readonly stepsTaken: number;
}

/**
 * Moves the sandbox clock to a day, living through every day on the way: what still falls due today first, then day after
 * day, the steps and then `runJobs` with the day. Two advances never interleave; the second starts where the first ended.
 */
export async function advance(
  platform: Platform,
  to: IsoDate,
  runJobs: (day: IsoDate) => Promise<void>,
): Promise<Result<Advanced, readonly Refusal[]>> {
  const { clock } = platform;
  if (!(clock instanceof SandboxClock)) {
    return refused([{ code: 'INVALID_STATE', text: 'INVALID_STATE.notSandbox', field: ['to'] }]);
  }
  return inTurn(() => holdingTheClock(platform, () => liveUntil(platform, clock, to, runJobs)));
}

/** The last advance of this process to have been asked for; it never rejects. */
let lastInLine: Promise<unknown> = Promise.resolve();

/** Advances of one process wait here, so that however many there are they take one connection. */
function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
  const mine = lastInLine.then(work);
  lastInLine = mine.catch(() => undefined);
  return mine;
}

/**
 * Keeps other processes out while the work is done. The lock has a connection of its own: one of the pool's would be missing
 * to the work that it waits for. Closing the connection gives the lock back, whatever happened.
 */
async function holdingTheClock<Value>(platform: Platform, work: () => Promise<Value>): Promise<Value> {
  const holder = new Client({ connectionString: databaseUrl(platform.db), application_name: 'fordring clock' });
  holder.on('error', platform.onFault);
  try {
    await holder.connect();
    await holder.query('select pg_advisory_lock($1)', [CLOCK_LOCK]);
    return await work();
  } finally {
    await holder.end();
  }
}

async function liveUntil(
  platform: Platform,
  clock: SandboxClock,
  to: IsoDate,
  runJobs: (day: IsoDate) => Promise<void>,
): Promise<Result<Advanced, readonly Refusal[]>> {
  const { db } = platform;
  await clock.refresh(db);
  const today = clock.today();
  const wrong = cannotMove(today, to);
  if (wrong) return refused([{ ...wrong, field: ['to'] }]);
  let stepsTaken = 0;
  for (let day = today; day <= to; day = addDays(day, 1)) {
    if (day > today) await clock.moveTo(db, day);
    await passDays(platform, day);
    stepsTaken += await takeDueSteps(platform, day);
    await runJobs(day);
  }
  return success({ businessDate: to, stepsTaken });
}

function cannotMove(today: IsoDate, to: IsoDate): Refusal | null {
  if (to < today) return { code: 'INVALID_STATE', text: 'INVALID_STATE.clockBackwards' };
  return to > addYears(today, YEARS_AT_ONCE) ? { code: 'INVALID_INPUT' } : null;
}
