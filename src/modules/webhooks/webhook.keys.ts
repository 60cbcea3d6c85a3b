import {
  createCipheriv, createDecipheriv, createHash, createPrivateKey, createPublicKey, hkdfSync, type KeyObject, randomBytes,
} from 'node:crypto'; // prettier-ignore
import type { Platform } from '../../platform.js';

/** Standard Webhooks 1.0: 24 to 64 random bytes. */
const SECRET_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** What signs the messages of one subscription, as its row keeps it. */
export interface KeyRow {
  readonly id: string;
  readonly secretCipher: Buffer;
  readonly previousSecretCipher: Buffer | null;
  /** Until when messages are signed with the keys before the last rotation too. */
  readonly previousUntil: Date | null;
  /** Counts the rotations; the ed25519 key pair follows from it. */
  readonly keyVersion: number;
}

/** One key for each purpose, so that neither helps against the other. */
const derive = (secret: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `fordring webhook ${purpose}`, 32));

export const newSecret = (): Buffer => randomBytes(SECRET_BYTES);

/** As receivers' libraries take it. */
export const writtenSecret = (key: Buffer): string => `whsec_${key.toString('base64')}`;

/** A signing secret as the database keeps it: nonce, tag, AES-256-GCM. `platformSecret` is 32 bytes. */
export function sealSecret(platformSecret: Buffer, subscriptionId: string, key: Buffer): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', derive(platformSecret, 'vault'), iv).setAAD(Buffer.from(subscriptionId));
  const body = Buffer.concat([cipher.update(key), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
}

/** The secret in what `sealSecret` made. Throws where the platform's secret or the subscription is another. */
export function openSecret(platformSecret: Buffer, subscriptionId: string, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', derive(platformSecret, 'vault'), sealed.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(subscriptionId)).setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
}

/** RFC 8410: what stands before the 32 bytes of an ed25519 private key in PKCS #8. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The ed25519 private key of a subscription: it follows from the platform's secret, so no copy of it lies anywhere. */
function privateKey(platformSecret: Buffer, subscriptionId: string, version: number): KeyObject {
  const seed = derive(platformSecret, `ed25519 ${subscriptionId} ${version}`);
  return createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
}

/** Versions in force: the present one, and in the overlap after a rotation the one before. */
const versionsOf = ({ keyVersion, previousUntil }: Pick<KeyRow, 'keyVersion' | 'previousUntil'>, nowMs: number) =>
  previousUntil !== null && previousUntil.getTime() > nowMs ? [keyVersion, keyVersion - 1] : [keyVersion];

/** Everything a message is signed with: secrets for `v1` as bytes, ed25519 keys for `v1a`; the present ones first. */
export function signingKeys(platformSecret: Buffer, row: KeyRow, nowMs: number): (Buffer | KeyObject)[] {
  const versions = versionsOf(row, nowMs);
  const sealed = [row.secretCipher, row.previousSecretCipher].slice(0, versions.length);
  return [
    ...sealed.flatMap((each) => (each === null ? [] : [openSecret(platformSecret, row.id, each)])),
    ...versions.map((version) => privateKey(platformSecret, row.id, version)),
  ];
}

/** A public key, as a JSON Web Key (RFC 8037) and as Standard Webhooks writes it. */
interface PublishedKey {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
  /** Thumbprint (RFC 7638): tells nothing of whose key it is. */
  readonly kid: string;
  readonly use: 'sig';
  readonly alg: 'EdDSA';
  readonly whpk: string;
}

/** Public keys in force of a subscription, the present one first. */
export function publicKeys(
  platformSecret: Buffer,
  row: Pick<KeyRow, 'id' | 'keyVersion' | 'previousUntil'>,
  nowMs: number,
): PublishedKey[] {
  return versionsOf(row, nowMs).map((version) => {
    const x = createPublicKey(privateKey(platformSecret, row.id, version)).export({ format: 'jwk' }).x!;
    const kid = createHash('sha256').update(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).digest('base64url');
    const whpk = `whpk_${Buffer.from(x, 'base64url').toString('base64')}`;
    return { kty: 'OKP', crv: 'Ed25519', x, kid, use: 'sig', alg: 'EdDSA', whpk };
  });
}

/** The set at `/.well-known/webhook-keys.json`: every public key in force. */
export async function publishedKeySet({ db, secret }: Platform, nowMs: number): Promise<{ keys: PublishedKey[] }> {
  const rows: Pick<KeyRow, 'id' | 'keyVersion' | 'previousUntil'>[] = await db.query(
    `select id, key_version as "keyVersion", previous_until as "previousUntil" from webhook_subscription order by id`,
  );
  return { keys: rows.flatMap((row) => publicKeys(secret, row, nowMs)) };
}
