import { z } from 'zod';

const rate = z.number().min(0).max(1);

/** How badly the sandbox agency behaves. Rates are shares of requests, 0 to 1. */
export const faults = z.object({
  /** Answered with 503 before anything is done. */
  errorRate: rate.default(0),
  /** Done, and then the connection is cut before the answer. */
  lostAnswerRate: rate.default(0),
  /** Milliseconds before anything is done. */
  delayMs: z.number().int().min(0).max(60_000).default(0),
  /** Every webhook is sent twice. */
  duplicateWebhooks: z.boolean().default(false),
  /** Each webhook waits until a later one has been sent before it. */
  reorderWebhooks: z.boolean().default(false),
});
export type Faults = z.infer<typeof faults>;

export const NO_FAULTS: Faults = faults.parse({});
