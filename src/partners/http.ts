import type { z } from 'zod';
import { refused, success, type Result } from '../domain/result.js';
import type { PartnerFault } from './partner.js';
import { printable } from './sandbox-wire.js';

/** What came back, whatever its status. */
interface Answer {
  readonly ok: boolean;
  readonly status: number;
  readonly text: string;
}

/** One request to a network. Silence, and everything that goes wrong on the way, is a fault that may pass. */
export async function request(
  url: string,
  timeoutMs: number,
  init: RequestInit = {},
): Promise<Result<Answer, PartnerFault>> {
  try {
    const response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
    return success({ ok: response.ok, status: response.status, text: await response.text() });
  } catch (error) {
    const { message, cause } = error as Error;
    const detail = cause instanceof Error ? `${message}: ${cause.message}` : message;
    return refused({ code: 'UNREACHABLE', retry: true, detail });
  }
}

/** A bad answer is worth another try: what was asked is idempotent, and a proxy's error page goes away. */
export function readAs<Shape>(schema: z.ZodType<Shape>, value: unknown): Result<Shape, PartnerFault> {
  const read = schema.safeParse(value);
  return read.success
    ? success(read.data)
    : refused({ code: 'BAD_ANSWER', retry: true, detail: printable(read.error.message, 200) });
}
