import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { PartyType } from '../../domain/facts.js';

/** A national identifier as the database keeps it: never in clear. */
export interface SealedIdentifier {
  /** Initialisation vector (12 bytes), tag (16 bytes), then the number by AES-256-GCM. */
  readonly cipher: Buffer;
  /** HMAC-SHA-256 of country, type and number: equal for equal numbers, of no use without the key. */
  readonly hash: Buffer;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** One key for each purpose, so that neither helps against the other. `secret` is the platform's, 32 bytes. */
const keyFor = (secret: Buffer, purpose: 'encryption' | 'search'): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `fordring national identifier ${purpose}`, 32));

/**
 * Seals a number in its compact official form. The type counts: a sole trader's own number names both a person and a
 * business, and the law treats the two apart.
 */
export function sealIdentifier(secret: Buffer, country: string, type: PartyType, value: string): SealedIdentifier {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyFor(secret, 'encryption'), iv).setAAD(Buffer.from(country));
  const body = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
  const hash = createHmac('sha256', keyFor(secret, 'search')).update(`${country} ${type} ${value}`).digest();
  return { cipher: Buffer.concat([iv, cipher.getAuthTag(), body]), hash };
}

/** The number in a cipher of `sealIdentifier`. Throws where the secret or the country is another, or a byte was changed. */
export function openIdentifier(secret: Buffer, country: string, cipher: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', keyFor(secret, 'encryption'), cipher.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(country)).setAuthTag(cipher.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  const body = cipher.subarray(IV_BYTES + TAG_BYTES);
  return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
}

/** What readers see of a person's number: the last four characters. A company's number is public. */
export function maskIdentifier(value: string): string {
  return value.slice(-4).padStart(value.length, '*');
}
