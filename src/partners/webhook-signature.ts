import { createHmac, type KeyObject, sign, timingSafeEqual, verify } from 'node:crypto';
import { refused, success, type Result } from '../domain/result.js';
import type { PartnerFault, WebhookHeaders } from './partner.js';

// Standard Webhooks 1.0.0 (standardwebhooks.com) over "id.timestamp.body": v1 is HMAC-SHA256, v1a is ed25519.

/** A message may be this much older or newer than the receiver's clock. */
const TOLERANCE_SECONDS = 5 * 60;

export const isStale = (timestampSeconds: number, nowMs: number): boolean =>
  Math.abs(nowMs / 1000 - timestampSeconds) > TOLERANCE_SECONDS;

/** A shared secret's bytes, or one half of an ed25519 key pair: the private one signs, the public one verifies. */
export type WebhookKey = Buffer | KeyObject;

type Message = { readonly id: string; readonly timestampSeconds: number; readonly body: string };
type SignedHeaders = Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>;

/**
 * Headers of a signed webhook, with one signature for each key: a sender that changes its keys signs with the old and the
 * new ones. `timestampSeconds` counts from 1970.
 */
export function signWebhook(keys: WebhookKey | readonly WebhookKey[], message: Message): SignedHeaders {
  const timestamp = String(message.timestampSeconds);
  const content = signedContent(message.id, timestamp, message.body);
  return {
    'webhook-id': message.id,
    'webhook-timestamp': timestamp,
    'webhook-signature': listed(keys)
      .map((key) =>
        Buffer.isBuffer(key)
          ? `v1,${hmac(key, content).toString('base64')}`
          : `v1a,${sign(null, content, key).toString('base64')}`,
      )
      .join(' '),
  };
}

/** The message's id, where one of its signatures is right for one of the keys and it is fresh; else BAD_SIGNATURE. */
export function verifyWebhook(
  keys: WebhookKey | readonly WebhookKey[],
  headers: WebhookHeaders,
  body: string,
  nowMs: number,
): Result<string, PartnerFault> {
  const id = headers['webhook-id'];
  const timestamp = headers['webhook-timestamp'];
  const signatures = headers['webhook-signature'];
  if (!id || !timestamp || !signatures) return badSignature('a header is missing');
  if (!/^\d{1,12}$/.test(timestamp)) return badSignature('the timestamp is no number');
  if (isStale(Number(timestamp), nowMs)) return badSignature('the message is stale');
  const content = signedContent(id, timestamp, body);
  const given = signatures.split(' ').slice(0, MOST_SIGNATURES);
  const right = listed(keys).some((key) => given.some((each) => fits(key, each, content)));
  return right ? success(id) : badSignature('no signature fits');
}

/** Nobody rotates more keys at a time; checking as many as somebody cares to send would be work for free. */
const MOST_SIGNATURES = 20;

const listed = (keys: WebhookKey | readonly WebhookKey[]): readonly WebhookKey[] =>
  Array.isArray(keys) ? keys : [keys as WebhookKey];

const signedContent = (id: string, timestamp: string, body: string): Buffer =>
  Buffer.from(`${id}.${timestamp}.${body}`);

function hmac(secret: Buffer, content: Buffer): Buffer {
  // Anybody can sign with no key at all.
  if (secret.length === 0) throw new TypeError('a webhook secret must not be empty');
  return createHmac('sha256', secret).update(content).digest();
}

function fits(key: WebhookKey, signature: string, content: Buffer): boolean {
  const [version, text = ''] = signature.split(',');
  const given = Buffer.from(text, 'base64');
  if (!Buffer.isBuffer(key)) return version === 'v1a' && verify(null, content, key, given);
  const expected = hmac(key, content);
  return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
}

export const badSignature = (detail: string) => refused<PartnerFault>({ code: 'BAD_SIGNATURE', retry: false, detail });
