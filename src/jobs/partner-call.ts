import type { Result } from '../domain/result.js';
import type { PartnerFault } from '../partners/partner.js';
import type { Platform } from '../platform.js';

/** Consecutive failures after which a partner is left alone for a while. */
const FAILURES_TO_OPEN = 5;
/** For how long at first; twice as long with every further failure, up to the longest. Who fails now and then is soon back. */
const FIRST_OPEN_MS = 1000;
const LONGEST_OPEN_MS = 30_000;

/**
 * One circuit for each partner: a partner that is down is not hammered, and the waiting does not use up the attempts of
 * its cases. Kept in the memory of a process, because each process finds out by itself within five calls, and a circuit
 * shared through the database would have to be right about somebody else's network.
 */
class Circuits {
  private readonly states = new Map<string, { failures: number; openUntilMs: number; openings: number }>();

  /** Milliseconds until the partner may be called again; 0 where it may be called now. */
  waitMs(partnerId: string): number {
    return Math.max(0, (this.states.get(partnerId)?.openUntilMs ?? 0) - Date.now());
  }

  /** How often the circuit has opened since the partner last answered: to be noted when a call begins. */
  openings(partnerId: string): number {
    return this.states.get(partnerId)?.openings ?? 0;
  }

  /**
   * Takes note of how a call went. A refusal is an answer: the partner is there. Calls that were under way together fail
   * together: those begun before the circuit opened tell nothing that its opening has not told.
   */
  record(partnerId: string, fault: PartnerFault | null, openingsAtStart: number): void {
    if (fault?.code !== 'UNREACHABLE') {
      this.states.delete(partnerId);
      return;
    }
    const openings = this.openings(partnerId);
    if (openings > openingsAtStart) return;
    const failures = (this.states.get(partnerId)?.failures ?? 0) + 1;
    const forMs = openMs(failures);
    this.states.set(partnerId, {
      failures,
      openUntilMs: Date.now() + forMs,
      openings: forMs > 0 ? openings + 1 : openings,
    });
  }
}

/** Milliseconds for which a partner is left alone after so many failures in a row. */
export function openMs(failures: number): number {
  if (failures < FAILURES_TO_OPEN) return 0;
  return Math.min(LONGEST_OPEN_MS, FIRST_OPEN_MS * 2 ** (failures - FAILURES_TO_OPEN));
}

const circuitsByPlatform = new WeakMap<Platform, Circuits>();

/** The circuits of this process, which has one platform. */
function circuitsOf(platform: Platform): Circuits {
  let known = circuitsByPlatform.get(platform);
  if (!known) circuitsByPlatform.set(platform, (known = new Circuits()));
  return known;
}

/** Calls made to a partner before giving up: with the waits below, a little over three hours. */
const MOST_ATTEMPTS = 12;
const FIRST_WAIT_MS = 5000;
const LONGEST_WAIT_MS = 3_600_000;

/**
 * Milliseconds to wait after a number of failed attempts (1 or more): doubling, and spread over the upper half, so that
 * what failed together does not come back together. `random` is from 0 to 1.
 */
export function backoffMs(failedAttempts: number, random: number): number {
  const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failedAttempts - 1));
  return Math.round((longest * (1 + random)) / 2);
}

/** How a call to a partner ended: with an answer, or with a fault and what is to be done about it. */
type CallOutcome<Value> =
  | { readonly kind: 'DONE'; readonly value: Value }
  /** Not even tried: the circuit is open. */
  | { readonly kind: 'POSTPONED'; readonly waitMs: number }
  | { readonly kind: 'RETRY'; readonly fault: PartnerFault; readonly failedAttempts: number; readonly waitMs: number }
  | { readonly kind: 'GIVEN_UP'; readonly fault: PartnerFault; readonly failedAttempts: number };

/**
 * Calls a partner through its circuit. What may pass is to be put off by a job of its own, not left to the queue's retries,
 * which wait without any spread and know nothing of circuits; those remain for faults of our own.
 * `failedBefore` counts the failed attempts of this very job.
 */
export async function callPartner<Value>(
  platform: Platform,
  partnerId: string,
  failedBefore: number,
  call: () => Promise<Result<Value, PartnerFault>>,
): Promise<CallOutcome<Value>> {
  const circuits = circuitsOf(platform);
  const closedAgainMs = circuits.waitMs(partnerId);
  if (closedAgainMs > 0) return { kind: 'POSTPONED', waitMs: closedAgainMs + backoffMs(1, Math.random()) };
  const openings = circuits.openings(partnerId);
  const answer = await call();
  circuits.record(partnerId, answer.ok ? null : answer.refusal, openings);
  if (answer.ok) return { kind: 'DONE', value: answer.value };
  const failedAttempts = failedBefore + 1;
  const fault = answer.refusal;
  if (!fault.retry || failedAttempts >= MOST_ATTEMPTS) return { kind: 'GIVEN_UP', fault, failedAttempts };
  return { kind: 'RETRY', fault, failedAttempts, waitMs: backoffMs(failedAttempts, Math.random()) };
}
