import { resume } from '../modules/cases/hold.commands.js';
import type { Platform } from '../platform.js';
import type { Day } from './daily.js';
import { forEachCase } from './each-case.js';

const OVER = `c.hold_reason = 'PAUSED' and c.paused_until < $1 and c.country = any($2)`;

/** Goes on with cases whose pause had a last day, the day after it; with how many. */
export function endPauses(platform: Platform, { on, countries }: Day): Promise<number> {
  return forEachCase(platform, OVER, [on, countries], (tx, row) => resume(platform, { tx, row, today: on }, 'system'));
}
