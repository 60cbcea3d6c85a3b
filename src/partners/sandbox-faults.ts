import { z } from 'zod';

const rate = z.number().min(0).max(1);

/** How badly the sandbox agency behaves. Rates are shares, 0 to 1: of requests, of webhooks, of cases. */
export const faults = z.object({
  /** Answered with 503 before anything is done. */
  errorRate: rate.default(0),
  /** Done, and then the connection is cut before the answer. */
  lostAnswerRate: rate.default(0),
  /** Milliseconds before anything is done. */
  delayMs: z.number().int().min(0).max(60_000).default(0),
  /** Webhooks sent twice. */
  duplicateRate: rate.default(0),
  /** Webhooks that wait until a later one has been sent, or until there has been none for a while. */
  reorderRate: rate.default(0),
  /** Cases that the agency gives back the day after they came. */
  declineRate: rate.default(0),
  /** Accepts the day a case comes, and says so at once; otherwise on the next day. */
  acceptsAtOnce: z.boolean().default(false),
});
export type Faults = z.infer<typeof faults>;

export const NO_FAULTS: Faults = faults.parse({});

/** What went wrong by design, and what the agency did in all, since it started. */
export interface FaultCount {
  requests: number;
  errors: number;
  lostAnswers: number;
  webhooks: number;
  duplicated: number;
  reordered: number;
  /** Webhooks that the other side did not take. */
  undelivered: number;
}

export const nothingCounted = (): FaultCount => ({
  requests: 0, errors: 0, lostAnswers: 0, webhooks: 0, duplicated: 0, reordered: 0, undelivered: 0,
}); // prettier-ignore
