import { addDays, type IsoDate } from './date.js';
import type { Jurisdiction } from './jurisdiction.js';

const MINUTES_A_DAY = 24 * 60;
/** No law bars contact for a week on end. */
const MOST_DAYS = 7;

/** Minutes since midnight of a time of day, "08:30". */
function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** Minutes from a moment of a day to the next at which a debtor may be contacted; 0 where it may be at once. */
export function minutesToContact(law: Pick<Jurisdiction, 'contactHours'>, on: IsoDate, time: string): number {
  const now = minutesOf(time);
  for (let days = 0; days <= MOST_DAYS; days += 1) {
    const hours = law.contactHours(addDays(on, days));
    const earliest = days === 0 ? now : 0;
    if (hours === null) return days * MINUTES_A_DAY + earliest - now;
    const opens = hours.from === null ? null : Math.max(minutesOf(hours.from), earliest);
    if (opens !== null && hours.to !== null && opens < minutesOf(hours.to)) return days * MINUTES_A_DAY + opens - now;
  }
  throw new RangeError(`no hour for contact within a week of ${on}`);
}
