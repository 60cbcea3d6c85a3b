import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Webhook } from 'standardwebhooks';
import {
  newSecret,
  publicKeys,
  sealSecret,
  signingKeys,
  writtenSecret,
} from '../../src/modules/webhooks/webhook.keys.js';
import { signWebhook, verifyWebhook } from '../../src/partners/webhook-signature.js';
import { withShared } from '../setup/shared.js';

const VECTORS = '../shared/corpus/webhooks/standard-webhooks-vectors.json';
const NOW_MS = 1_780_308_000_000;
const now = NOW_MS / 1000;
const secret = newSecret();
const message = { id: 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W', timestampSeconds: now, body: '{"type":"a","emoji":"🧾"}' };
const keyIn = (text: string): Buffer => Buffer.from(text.replace(/^whsec_/, ''), 'base64');

describe('the published vectors', () => {
  // The specification's own fixed signature, as its libraries test it.
  test('of the specification', () => {
    const key = keyIn('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
    const headers = signWebhook(key, {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      timestampSeconds: 1_614_265_330,
      body: '{"test": 2432232314}',
    });
    expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  withShared(VECTORS).test('of the corpus', () => {
    const { sign, verify } = JSON.parse(readFileSync(VECTORS, 'utf8')) as {
      sign: { secret: string; id: string; timestamp: number; payload: string; signature: string }[];
      verify: { case: string; secret: string; id: string; timestamp: number; now: number; payload: string; signature: string; ok: boolean }[];
    }; // prettier-ignore
    for (const { secret: key, id, timestamp, payload, signature } of sign) {
      const signed = signWebhook(keyIn(key), { id, timestampSeconds: timestamp, body: payload });
      expect(signed['webhook-signature']).toBe(signature);
    }
    for (const each of verify) {
      const headers = {
        'webhook-id': each.id,
        'webhook-timestamp': String(each.timestamp),
        'webhook-signature': each.signature,
      };
      const verified = verifyWebhook(keyIn(each.secret), headers, each.payload, each.now * 1000);
      expect([each.case, verified.ok]).toEqual([each.case, each.ok]);
    }
    expect(sign.length + verify.length).toBeGreaterThanOrEqual(4);
  });
});

describe('the public package', () => {
  // It knows no clock but the machine's.
  const fresh = { ...message, timestampSeconds: Math.floor(Date.now() / 1000) };

  test('takes what we sign, v1a and all', () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const headers = signWebhook([newSecret(), secret, privateKey], fresh);
    expect(new Webhook(writtenSecret(secret)).verify(fresh.body, headers)).toEqual(JSON.parse(fresh.body));
  });

  test('signs what we take', () => {
    const at = new Date(fresh.timestampSeconds * 1000);
    const headers = {
      'webhook-id': fresh.id,
      'webhook-timestamp': String(fresh.timestampSeconds),
      'webhook-signature': new Webhook(writtenSecret(secret)).sign(fresh.id, at, fresh.body),
    };
    expect(verifyWebhook(secret, headers, fresh.body, at.getTime())).toEqual({ ok: true, value: fresh.id });
  });

  test('refuses what we refuse', () => {
    const headers = signWebhook(secret, fresh);
    const theirs = new Webhook(writtenSecret(secret));
    expect(() => theirs.verify(`${fresh.body} `, headers)).toThrow('No matching signature');
    expect(() => new Webhook(writtenSecret(newSecret())).verify(fresh.body, headers)).toThrow('No matching signature');
    const old = { ...fresh, timestampSeconds: fresh.timestampSeconds - 400 };
    expect(() => theirs.verify(old.body, signWebhook(secret, old))).toThrow('too old');
  });
});

describe.each(['v1', 'v1a'])('%s', (version) => {
  const pair = generateKeyPairSync('ed25519');
  const [signs, verifies] = version === 'v1' ? [secret, secret] : [pair.privateKey, pair.publicKey];
  const headers = signWebhook(signs, message);
  const refusedAs = (changed: object, body = message.body, key = verifies as typeof secret, nowMs = NOW_MS) => {
    const verified = verifyWebhook(key, { ...headers, ...changed }, body, nowMs);
    return verified.ok ? 'taken' : verified.refusal.code;
  };

  test('is named and taken', () => {
    expect(headers['webhook-signature'].split(',')[0]).toBe(version);
    expect(refusedAs({})).toBe('taken');
    expect(refusedAs({ 'webhook-signature': `v2,AAAA v1,AAAA v1a,AAAA ${headers['webhook-signature']}` })).toBe(
      'taken',
    );
  });

  test.each<[string, object, string?]>([
    ['another body', {}, '{"type":"b"}'],
    ['another id', { 'webhook-id': 'msg_other' }],
    ['another time', { 'webhook-timestamp': String(now + 1) }],
    ['no time', { 'webhook-timestamp': 'now' }],
    ['no signature', { 'webhook-signature': undefined }],
    ['an empty signature', { 'webhook-signature': `${version},` }],
    ['a cut signature', { 'webhook-signature': headers['webhook-signature'].slice(0, -8) }],
    [
      'another version',
      { 'webhook-signature': headers['webhook-signature'].replace(version, version === 'v1' ? 'v1a' : 'v1') },
    ],
  ])('is refused with %s', (_name, changed, body = message.body) => {
    expect(refusedAs(changed, body)).toBe('BAD_SIGNATURE');
  });

  test('is refused with another key, and with the key of the other version', () => {
    const other = version === 'v1' ? newSecret() : generateKeyPairSync('ed25519').publicKey;
    expect(refusedAs({}, message.body, other as typeof secret)).toBe('BAD_SIGNATURE');
    const wrongKind = version === 'v1' ? pair.publicKey : secret;
    expect(refusedAs({}, message.body, wrongKind as typeof secret)).toBe('BAD_SIGNATURE');
  });

  test.each([
    [-301, 'BAD_SIGNATURE'],
    [-300, 'taken'],
    [300, 'taken'],
    [301, 'BAD_SIGNATURE'],
  ])('is told apart by its age: %d s', (seconds, outcome) => {
    expect(refusedAs({}, message.body, verifies as typeof secret, NOW_MS + seconds * 1000)).toBe(outcome);
  });
});

test('an empty secret signs nothing', () => {
  expect(() => signWebhook(Buffer.alloc(0), message)).toThrow('empty');
});

describe('the keys of a subscription', () => {
  const platformSecret = Buffer.alloc(32, 7);
  const id = '00000000-0000-7000-8000-000000000001';
  const row = {
    id,
    secretCipher: sealSecret(platformSecret, id, secret),
    previousSecretCipher: sealSecret(platformSecret, id, Buffer.alloc(32, 1)),
    previousUntil: new Date(NOW_MS + 1000),
    keyVersion: 2,
  };
  const published = (at: number) =>
    publicKeys(platformSecret, row, at).map((key) => createPublicKey({ key: { ...key }, format: 'jwk' }));

  test('in the overlap both secrets and both key pairs sign; afterwards the new ones alone', () => {
    const during = signWebhook(signingKeys(platformSecret, row, NOW_MS), message);
    expect(during['webhook-signature'].split(' ').map((each) => each.split(',')[0])).toEqual([
      'v1',
      'v1',
      'v1a',
      'v1a',
    ]);
    const keys = [secret, Buffer.alloc(32, 1), ...published(NOW_MS)];
    expect(keys).toHaveLength(4);
    for (const key of keys) expect(verifyWebhook(key, during, message.body, NOW_MS).ok).toBe(true);

    const later = NOW_MS + 1001;
    const after = signWebhook(signingKeys(platformSecret, row, later), message);
    const old = [Buffer.alloc(32, 1), published(NOW_MS)[1]!];
    for (const key of old) expect(verifyWebhook(key, after, message.body, NOW_MS).ok).toBe(false);
    for (const key of [secret, ...published(later)])
      expect(verifyWebhook(key, after, message.body, NOW_MS).ok).toBe(true);
  });

  test('a secret opens for its own subscription and platform alone', () => {
    const other = '00000000-0000-7000-8000-000000000002';
    expect(() => signingKeys(platformSecret, { ...row, id: other }, NOW_MS)).toThrow('authenticate');
    expect(() => signingKeys(Buffer.alloc(32, 8), row, NOW_MS)).toThrow('authenticate');
  });

  test('a public key is written as Standard Webhooks and JSON Web Keys write it', () => {
    const [key] = publicKeys(platformSecret, row, NOW_MS);
    expect(Buffer.from(key!.whpk.replace(/^whpk_/, ''), 'base64')).toEqual(Buffer.from(key!.x, 'base64url'));
    expect(Buffer.from(key!.x, 'base64url')).toHaveLength(32);
  });
});
