import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { parseDate, type IsoDate } from './domain/date.js';
import type { OwnCountry } from './domain/jurisdiction.js';

/** What is chosen where Fordring runs. Read once, at the start, and passed on as an argument. */
export interface Config {
  /** The project's directory: holds `locales/`, `schema/` and `node_modules/`. */
  readonly root: string;
  /** Holds the embedded database, spooled letters and, in the sandbox, the secret. */
  readonly dataDir: string;
  /** Holds a folder for each creditor whose invoices are dropped as files. */
  readonly invoiceDirectory: string;
  /** Address the servers listen on. */
  readonly host: string;
  /** Port of the API; 0 takes any free one. */
  readonly port: number;
  readonly partnerSandboxPort: number;
  /** Undefined means the embedded PostgreSQL. */
  readonly databaseUrl: string | undefined;
  /** The clock can be moved and development tokens are accepted. */
  readonly sandbox: boolean;
  /** First date of the sandbox clock; undefined means today. */
  readonly businessDate: IsoDate | undefined;
  readonly ownCountries: readonly OwnCountry[];
  /** Day the Norwegian act of 22 May 2026 no. 19 enters into force; undefined while nobody has decided it. */
  readonly noAct2026From: IsoDate | undefined;
  /** Undefined means that e-mail goes to the spool directory. */
  readonly smtpUrl: string | undefined;
  /** The gateway for SMS; undefined means that none are sent. */
  readonly sms: SmsAccount | undefined;
  /** Issuer whose tokens are accepted; undefined means the development issuer, in the sandbox only. */
  readonly oidcIssuer: string | undefined;
  /** The account at the Debitura network; undefined means that the network is not used. */
  readonly debitura: DebituraAccount | undefined;
  /** Webhooks may go to endpoints on this machine, over http too; only ever in the sandbox. */
  readonly loopbackWebhooks: boolean;
  /** 32 bytes: encrypts national identifiers and signs development tokens. */
  readonly secret: Buffer;
}

interface SmsAccount {
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly sender: string;
  /** Address of this API as the gateway reaches it; undefined where it cannot, and so tells nothing. */
  readonly reachedAt: string | undefined;
}

interface DebituraAccount {
  readonly url: string;
  /** Where they keep files of cases, if not at that address. */
  readonly filesUrl: string | undefined;
  readonly apiKey: string;
  readonly webhookSecret: Buffer;
  /** E-mail address of the team member in whose name messages are sent. */
  readonly sender: string;
}

/** Variable names and values, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The message is one sentence for whoever set the variable. */
export class ConfigurationError extends Error {}

/** The configuration of this process; `defaults` stand in for variables that are not set. */
export function processConfig(root: string, defaults: Environment = {}): Config {
  return readConfig({ ...defaults, ...process.env }, root);
}

/** True where the embedded PostgreSQL is used for want of a DATABASE_URL. */
export const usesEmbeddedDatabase = (): boolean => !process.env['DATABASE_URL'];

/**
 * The configuration that `env` describes for the project in `root`. In the sandbox, makes a secret in the data
 * directory where there is none. Throws ConfigurationError for a value that cannot be used.
 */
export function readConfig(env: Environment, root: string): Config {
  const dataDir = path.resolve(root, env['FORDRING_DATA_DIR'] || '.fordring');
  const sandbox = readSwitch(env, 'FORDRING_SANDBOX');
  return {
    root,
    dataDir,
    invoiceDirectory: path.resolve(root, env['FORDRING_INVOICE_DIR'] || path.join(dataDir, 'invoices')),
    host: env['HOST'] || '127.0.0.1',
    port: readPort(env, 'PORT', 4000, 0),
    partnerSandboxPort: readPort(env, 'FORDRING_PARTNER_SANDBOX_PORT', 4010, 1),
    databaseUrl: readUrl(env, 'DATABASE_URL', ['postgres:', 'postgresql:']),
    sandbox,
    businessDate: readDate(env, 'FORDRING_BUSINESS_DATE'),
    ownCountries: readOwnCountries(env),
    noAct2026From: readDate(env, 'NO_ACT_2026_FROM'),
    smtpUrl: readUrl(env, 'SMTP_URL', ['smtp:', 'smtps:']),
    sms: readSms(env),
    oidcIssuer: readUrl(env, 'OIDC_ISSUER', ['https:', 'http:']),
    debitura: readDebitura(env),
    loopbackWebhooks: readSwitch(env, 'FORDRING_LOOPBACK_WEBHOOKS'),
    secret: readSecret(env, path.join(dataDir, 'secret'), sandbox),
  };
}

function readSwitch(env: Environment, name: string): boolean {
  const text = env[name] || '0';
  if (text !== '0' && text !== '1') throw new ConfigurationError(`${name} must be 1 or 0, not "${text}".`);
  return text === '1';
}

function readPort(env: Environment, name: string, fallback: number, lowest: number): number {
  const text = env[name] || String(fallback);
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  if (port >= lowest && port <= 65_535) return port;
  throw new ConfigurationError(`${name} must be a port number from ${lowest} to 65535, not "${text}".`);
}

function readUrl(env: Environment, name: string, protocols: readonly string[]): string | undefined {
  const text = env[name];
  if (!text) return undefined;
  // Never repeats the value: a connection address often carries a password.
  if (URL.canParse(text) && protocols.includes(new URL(text).protocol)) return text;
  throw new ConfigurationError(`${name} must be an address that begins with ${protocols[0]}// (its value is not).`);
}

/** As with a partner network: a name says that the gateway is used, and the rest must then be there. */
function readSms(env: Environment): SmsAccount | undefined {
  const username = env['SMS_USERNAME'];
  if (!username) return undefined;
  return {
    url: readUrl(env, 'SMS_URL', ['https:', 'http:']) ?? 'https://api.46elks.com/a1/sms',
    username,
    password: required(env, 'SMS_PASSWORD', 'SMS_USERNAME'),
    sender: required(env, 'SMS_SENDER', 'SMS_USERNAME'),
    reachedAt: readUrl(env, 'PUBLIC_URL', ['https:', 'http:'])?.replace(/\/+$/, ''),
  };
}

function required(env: Environment, name: string, where: string): string {
  const value = env[name];
  if (value) return value;
  throw new ConfigurationError(`${name} must be set where ${where} is.`);
}

/** The address says that the network is used; the rest must then be there, as an account half described would fail at the first case. */
function readDebitura(env: Environment): DebituraAccount | undefined {
  const url = readUrl(env, 'FORDRING_DEBITURA_URL', ['https:', 'http:']);
  if (url === undefined) return undefined;
  const needed = (name: string): string => required(env, name, 'FORDRING_DEBITURA_URL');
  return {
    url: url.replace(/\/+$/, ''),
    filesUrl: readUrl(env, 'FORDRING_DEBITURA_FILES_URL', ['https:', 'http:']),
    apiKey: needed('FORDRING_DEBITURA_KEY'),
    webhookSecret: decodeWebhookSecret(needed('FORDRING_DEBITURA_WEBHOOK_SECRET')),
    sender: needed('FORDRING_DEBITURA_SENDER'),
  };
}

/** As the network shows it once. A key of a few bytes, or of none, would let anybody sign. */
function decodeWebhookSecret(text: string): Buffer {
  const secret = Buffer.from(text, 'base64');
  if (secret.length >= 16) return secret;
  throw new ConfigurationError('FORDRING_DEBITURA_WEBHOOK_SECRET must be Base64 of at least 16 bytes.');
}

function readDate(env: Environment, name: string): IsoDate | undefined {
  const text = env[name];
  if (!text) return undefined;
  const date = parseDate(text);
  if (date) return date;
  throw new ConfigurationError(`${name} must be a calendar date such as 2026-11-22, not "${text}".`);
}

const countriesWithModule: Readonly<Record<OwnCountry, true>> = { NO: true, SE: true, FI: true };
const isOwnCountry = (code: string): code is OwnCountry => Object.hasOwn(countriesWithModule, code);

function readOwnCountries(env: Environment): readonly OwnCountry[] {
  // Set but empty is a choice: every case goes to a partner.
  const text = env['OWN_COUNTRIES'] ?? Object.keys(countriesWithModule).join(',');
  const codes = text.split(',').map((code) => code.trim());
  const wanted = codes.filter((code) => code !== '');
  const unknown = wanted.find((code) => !isOwnCountry(code));
  if (unknown === undefined) return [...new Set(wanted.filter(isOwnCountry))];
  const known = Object.keys(countriesWithModule).join(', ');
  throw new ConfigurationError(`OWN_COUNTRIES may list ${known}, separated by commas; there is no "${unknown}".`);
}

/** The variable first, then the key file; the sandbox makes itself one. */
function readSecret(env: Environment, file: string, sandbox: boolean): Buffer {
  const text = env['FORDRING_SECRET'];
  if (text) return decodeSecret(text, 'FORDRING_SECRET');
  if (sandbox && !fs.existsSync(file)) writeSecret(file);
  if (fs.existsSync(file)) return decodeSecret(fs.readFileSync(file, 'utf8').trim(), `The file "${file}"`);
  throw new ConfigurationError(
    'FORDRING_SECRET must be set outside the sandbox: it encrypts national identifiers; make one with "openssl rand -hex 32".',
  );
}

function decodeSecret(text: string, where: string): Buffer {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  throw new ConfigurationError(`${where} must hold 64 hexadecimal digits (32 bytes).`);
}

function writeSecret(file: string): void {
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    // Written aside and linked into place: two processes that start together end up with the same secret.
    const draft = `${file}.${process.pid}`;
    fs.writeFileSync(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
    linkUnlessThere(draft, file);
    fs.rmSync(draft);
  } catch (error) {
    const reason = (error as Error).message;
    throw new ConfigurationError(`FORDRING_DATA_DIR "${path.dirname(file)}" cannot be used: ${reason}.`);
  }
}

function linkUnlessThere(draft: string, file: string): void {
  try {
    fs.linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
