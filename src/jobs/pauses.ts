import { countries as laws } from '../countries/index.js';
import { resume } from '../modules/cases/hold.commands.js';
import type { Platform } from '../platform.js';
import type { Day } from './daily.js';
import { forEachCase } from './each-case.js';

/** Countries without a module of ours have the days of the agency's home, by which `businessDate` takes them too. */
const OVER = `c.hold_reason = 'PAUSED' and c.paused_until < $1 and (c.country = any($2) or $3 and c.country <> all($4))`;

/** Goes on with cases whose pause had a last day, the day after it; with how many. */
export function endPauses(platform: Platform, { on, countries }: Day): Promise<number> {
  const params = [on, countries, on === platform.clock.today(), Object.keys(laws)];
  return forEachCase(platform, OVER, params, (tx, row) => resume(platform, { tx, row, today: on }, 'system'));
}
