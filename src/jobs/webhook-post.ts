import http from 'node:http';
import https from 'node:https';
import { isIPv6, type LookupFunction } from 'node:net';
import { callbackify } from 'node:util';
import {
  ForbiddenAddress,
  hostOf,
  reachableAddresses,
  type WebhookAccess,
} from '../modules/webhooks/webhook.address.js';

/** How a message was received: `status` and Retry-After of the answer, or why there was none. */
export type Received =
  | { readonly answered: true; readonly status: number; readonly retryAfter: string | undefined }
  | { readonly answered: false; readonly detail: string };

/** Milliseconds an endpoint has for its whole answer, looking up its name included. */
const TIMEOUT_MS = 15_000;
/** Most of an answer that is read: it says nothing that matters. */
const MOST_ANSWER_BYTES = 64 * 1024;

/**
 * Sends one message. The connection is made to an address that was checked for it, and to no other: a name that has come to
 * mean something private since is refused. Redirects are not followed. Rejects for nothing that an endpoint does.
 */
export async function postWebhook(
  access: WebhookAccess,
  endpoint: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  timeoutMs = TIMEOUT_MS,
): Promise<Received> {
  try {
    const url = new URL(endpoint);
    const signal = AbortSignal.timeout(timeoutMs);
    // A host that is an address is never looked up, so it is checked here.
    if (isAddress(url)) await reachableAddresses(url, access);
    return await send(
      url,
      {
        headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
        signal,
        lookup: checkedLookup(url, access),
      },
      body,
    );
  } catch (error) {
    return { answered: false, detail: reasonOf(error) };
  }
}

const isAddress = (url: URL): boolean => /^[\d.]+$|:/.test(hostOf(url));

/** What the socket asks for the addresses to connect to; it connects to none but these. */
function checkedLookup(url: URL, access: WebhookAccess): LookupFunction {
  const find = callbackify(() => reachableAddresses(url, access));
  return (_host, options, done) =>
    find((error, addresses) => {
      if (error) return done(error, []);
      const found = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
      return options.all ? done(null, found) : done(null, found[0]!.address, found[0]!.family);
    });
}

function send(
  url: URL,
  options: Pick<https.RequestOptions, 'headers' | 'signal' | 'lookup'>,
  body: string,
): Promise<Received> {
  const { request } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    // A connection of its own: one kept from before leads to an address that was checked before.
    const sent = request(url, { ...options, method: 'POST', agent: false }, (answer) => {
      let bytes = 0;
      answer.on('data', (part: Buffer) => {
        bytes += part.length;
        if (bytes > MOST_ANSWER_BYTES) answer.destroy();
      });
      answer.on('error', () => undefined);
      answer.once('close', () => {
        if (!answer.complete && bytes <= MOST_ANSWER_BYTES) reject(new Error('The answer broke off.'));
        else resolve({ answered: true, status: answer.statusCode ?? 0, retryAfter: answer.headers['retry-after'] });
      });
    });
    sent.once('error', reject);
    sent.on('error', () => undefined);
    sent.end(body);
  });
}

const LONGEST_REASON = 300;

function reasonOf(error: unknown): string {
  if (error instanceof ForbiddenAddress) return error.message;
  const { name, code, message } = error as Error & { code?: string };
  if (name === 'TimeoutError' || name === 'AbortError') return 'No answer in time.';
  return (message || code || name).slice(0, LONGEST_REASON);
}
