import { createHmac, timingSafeEqual } from 'node:crypto';
import { refused, success, type Result } from '../domain/result.js';
import type { PartnerFault, WebhookHeaders } from './partner.js';

// Standard Webhooks 1.0.0, symmetric scheme v1 (standardwebhooks.com): HMAC-SHA256 over "id.timestamp.body".

/** A message may be this much older or newer than the receiver's clock. */
const TOLERANCE_SECONDS = 5 * 60;

/** Headers of a signed webhook. `secret` is the shared key itself, `timestampSeconds` counts from 1970. */
export function signWebhook(
  secret: Buffer,
  message: { readonly id: string; readonly timestampSeconds: number; readonly body: string },
): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> {
  const timestamp = String(message.timestampSeconds);
  return {
    'webhook-id': message.id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature(secret, message.id, timestamp, message.body).toString('base64')}`,
  };
}

/** The message's id, where one of its signatures is right and it is fresh; else BAD_SIGNATURE. */
export function verifyWebhook(
  secret: Buffer,
  headers: WebhookHeaders,
  body: string,
  nowMs: number,
): Result<string, PartnerFault> {
  const id = headers['webhook-id'];
  const timestamp = headers['webhook-timestamp'];
  const signatures = headers['webhook-signature'];
  if (!id || !timestamp || !signatures) return badSignature('a header is missing');
  if (!/^\d{1,12}$/.test(timestamp)) return badSignature('the timestamp is no number');
  if (Math.abs(nowMs / 1000 - Number(timestamp)) > TOLERANCE_SECONDS) return badSignature('the message is stale');
  const expected = signature(secret, id, timestamp, body);
  // A sender that changes its key signs with the old and the new one.
  const right = signatures.split(' ').some((each) => isSame(each, expected));
  return right ? success(id) : badSignature('no signature fits');
}

const signature = (secret: Buffer, id: string, timestamp: string, body: string): Buffer =>
  createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest();

function isSame(text: string, expected: Buffer): boolean {
  if (!text.startsWith('v1,')) return false;
  const given = Buffer.from(text.slice(3), 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

const badSignature = (detail: string) => refused<PartnerFault>({ code: 'BAD_SIGNATURE', retry: false, detail });
