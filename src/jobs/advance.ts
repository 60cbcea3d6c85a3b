import { SandboxClock } from '../clock.js';
import { addDays, addYears, type IsoDate } from '../domain/date.js';
import type { Refusal } from '../domain/refusal.js';
import { refused, success, type Result } from '../domain/result.js';
import type { Platform } from '../platform.js';
import { takeDueSteps } from './due-steps.js';

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
  const { clock, db } = platform;
  if (!(clock instanceof SandboxClock)) return refused([{ code: 'INVALID_STATE', text: 'INVALID_STATE.notSandbox' }]);
  const holder = db.createQueryRunner();
  await holder.query('select pg_advisory_lock($1)', [CLOCK_LOCK]);
  try {
    await clock.refresh(db);
    const today = clock.today();
    const wrong = cannotMove(today, to);
    if (wrong) return refused([{ ...wrong, field: ['to'] }]);
    let stepsTaken = 0;
    for (let day = today; day <= to; day = addDays(day, 1)) {
      if (day > today) await clock.moveTo(db, day);
      stepsTaken += await takeDueSteps(platform, day);
      await runJobs(day);
    }
    return success({ businessDate: to, stepsTaken });
  } finally {
    await holder.query('select pg_advisory_unlock($1)', [CLOCK_LOCK]);
    await holder.release();
  }
}

function cannotMove(today: IsoDate, to: IsoDate): Refusal | null {
  if (to < today) return { code: 'INVALID_STATE', text: 'INVALID_STATE.clockBackwards' };
  return to > addYears(today, YEARS_AT_ONCE) ? { code: 'INVALID_INPUT' } : null;
}
