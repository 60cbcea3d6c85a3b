import type { z } from 'zod';
import { refused, success, type Result } from '../domain/result.js';
import type { PartnerFault } from './partner.js';
import { printable } from './sandbox-wire.js';

/** What came back, whatever its status. */
interface Answer<Body> {
  readonly ok: boolean;
  readonly status: number;
  readonly body: Body;
}

/** One request to a network. Silence, and everything that goes wrong on the way, is a fault that may pass. */
export const request = (
  url: string,
  timeoutMs: number,
  init: RequestInit = {},
): Promise<Result<Answer<string>, PartnerFault>> => ask(url, timeoutMs, init, (response) => response.text());

/** The same for bytes, of which no more than so many are read: null where there are more. */
export const download = (
  url: string,
  timeoutMs: number,
  mostBytes: number,
  headers: Readonly<Record<string, string>>,
): Promise<Result<Answer<Buffer | null>, PartnerFault>> =>
  ask(url, timeoutMs, { headers }, (response) => bytesOf(response, mostBytes));

async function ask<Body>(
  url: string,
  timeoutMs: number,
  init: RequestInit,
  read: (response: Response) => Promise<Body>,
): Promise<Result<Answer<Body>, PartnerFault>> {
  try {
    const response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
    return success({ ok: response.ok, status: response.status, body: await read(response) });
  } catch (error) {
    const { message, cause } = error as Error;
    const detail = cause instanceof Error ? `${message}: ${cause.message}` : message;
    return refused({ code: 'UNREACHABLE', retry: true, detail });
  }
}

async function bytesOf({ body }: Response, most: number): Promise<Buffer | null> {
  const reader = body?.getReader();
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for (let read = await reader?.read(); read && !read.done; read = await reader!.read()) {
    bytes += read.value.length;
    if (bytes > most) {
      // How the rest is cut off is nobody's concern: whoever sends it may have hung up first.
      reader!.cancel().catch(() => undefined);
      return null;
    }
    parts.push(read.value);
  }
  return Buffer.concat(parts);
}

/** A bad answer is worth another try: what was asked is idempotent, and a proxy's error page goes away. */
export function readAs<Shape>(schema: z.ZodType<Shape>, value: unknown): Result<Shape, PartnerFault> {
  const read = schema.safeParse(value);
  return read.success
    ? success(read.data)
    : refused({ code: 'BAD_ANSWER', retry: true, detail: printable(read.error.message, 200) });
}
