import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';

// Just enough of X.509 (RFC 5280) to make a certificate that signs itself, for a name and a time.

/** One value in DER: its tag, its length, what it holds. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const long = length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...(length < 0x80 ? [length] : long)]), content]);
}

const sequence = (...parts: readonly Buffer[]) => der(0x30, ...parts);
const text = (value: string) => der(0x0c, Buffer.from(value));
/** An object identifier by its bytes in hexadecimal. */
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const octets = (content: Buffer) => der(0x04, content);
const bits = (content: Buffer) => der(0x03, Buffer.from([0]), content);
/** YYYYMMDDHHMMSSZ: GeneralizedTime. */
const time = (at: Date) => der(0x18, Buffer.from(`${at.toISOString().replace(/[-:T]|\.\d+/g, '')}`));

const ECDSA_WITH_SHA256 = sequence(oid('2a8648ce3d040302'));
const COMMON_NAME = oid('550403');
const SUBJECT_ALTERNATIVE_NAME = oid('551d11');

/** A key and a certificate in PEM. */
export interface Certified {
  readonly key: KeyObject;
  readonly certificate: string;
}

/** A certificate of its own making for a DNS name, valid for the hundred days until `until`. */
export function selfSigned(name: string, until: Date): Certified {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const names = sequence(der(0x31, sequence(COMMON_NAME, text(name))));
  const alternative = sequence(der(0x82, Buffer.from(name)));
  const content = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    ECDSA_WITH_SHA256,
    names,
    sequence(time(new Date(until.getTime() - 100 * 86_400_000)), time(until)),
    names,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(sequence(SUBJECT_ALTERNATIVE_NAME, octets(alternative)))),
  );
  const signature = createSign('sha256').update(content).sign(privateKey);
  const whole = sequence(content, ECDSA_WITH_SHA256, bits(signature)).toString('base64');
  const certificate = `-----BEGIN CERTIFICATE-----\n${whole.match(/.{1,64}/g)!.join('\n')}\n-----END CERTIFICATE-----\n`;
  return { key: privateKey, certificate };
}
