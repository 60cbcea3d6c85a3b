const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Waits after the first, second … failed attempt: the schedule of the Standard Webhooks specification, which begins at once. */
const WAITS_MS: readonly number[] = [
  5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR,
]; // prettier-ignore

/** Longest that an endpoint may make us wait. */
const LONGEST_WAIT_MS = 24 * HOUR;

/**
 * Milliseconds until the next attempt after a number of failed ones (1 or more), or null where there is none: never earlier
 * than the schedule or the endpoint (`askedMs`) says, up to a tenth later, so that what failed together does not come back
 * together. `random` is from 0 to 1.
 */
export function nextWaitMs(failures: number, askedMs: number | null, random: number): number | null {
  const wait = WAITS_MS[failures - 1];
  if (wait === undefined) return null;
  return Math.round(Math.max(wait, askedMs ?? 0) * (1 + random / 10));
}

/** Failures of an endpoint in a row after which all its deliveries wait, and how long at first. */
const FAILURES_TO_PAUSE = 5;
const FIRST_PAUSE_MS = 30 * SECOND;
const LONGEST_PAUSE_MS = HOUR;

/**
 * Milliseconds for which an endpoint is left alone altogether: as long as it asks (`askedMs`), and after a number of failures
 * in a row ever longer; 0 where it is not.
 */
export function pauseMs(failuresInRow: number, askedMs: number | null): number {
  const over = failuresInRow - FAILURES_TO_PAUSE;
  const ours = over < 0 ? 0 : Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(over, 20));
  return Math.max(ours, askedMs ?? 0);
}

/** What a Retry-After header asks for (RFC 9110, 10.2.3: seconds or a date), at most a day; null where it asks for nothing. */
export function readRetryAfter(text: string | undefined, nowMs: number): number | null {
  const value = text?.trim() ?? '';
  const asked = /^\d{1,9}$/.test(value) ? Number(value) * SECOND : Date.parse(value) - nowMs;
  return Number.isNaN(asked) || asked <= 0 ? null : Math.min(asked, LONGEST_WAIT_MS);
}
