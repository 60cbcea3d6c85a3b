import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ConfigurationError, readConfig, type Environment } from '../../src/config.js';

const secret = 'ab'.repeat(32);

describe('the configuration', () => {
  let root: string;
  beforeEach(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'fordring-config-'));
  });
  afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

  test('has the documented defaults', () => {
    expect(readConfig({ FORDRING_SECRET: secret }, root)).toEqual({
      root,
      dataDir: path.join(root, '.fordring'),
      invoiceDirectory: path.join(root, '.fordring', 'invoices'),
      host: '127.0.0.1',
      port: 4000,
      partnerSandboxPort: 4010,
      databaseUrl: undefined,
      sandbox: false,
      businessDate: undefined,
      ownCountries: ['NO', 'SE', 'FI'],
      noAct2026From: undefined,
      smtpUrl: undefined,
      oidcIssuer: undefined,
      loopbackWebhooks: false,
      secret: Buffer.alloc(32, 0xab),
    });
  });

  test('takes an empty variable for an absent one', () => {
    expect(readConfig({ FORDRING_SECRET: secret, PORT: '', DATABASE_URL: '', FORDRING_SANDBOX: '' }, root)).toEqual(
      readConfig({ FORDRING_SECRET: secret }, root),
    );
  });

  test('reads every variable', () => {
    const env: Environment = {
      FORDRING_SECRET: secret,
      FORDRING_DATA_DIR: '/somewhere/else',
      HOST: '0.0.0.0',
      PORT: '0',
      FORDRING_PARTNER_SANDBOX_PORT: '5010',
      DATABASE_URL: 'postgres://127.0.0.1/fordring',
      FORDRING_SANDBOX: '1',
      FORDRING_BUSINESS_DATE: '2026-03-02',
      OWN_COUNTRIES: 'FI, NO',
      NO_ACT_2026_FROM: '2027-07-01',
      SMTP_URL: 'smtp://127.0.0.1:2525',
      OIDC_ISSUER: 'https://login.example.test/',
    };
    expect(readConfig(env, root)).toMatchObject({
      dataDir: '/somewhere/else',
      host: '0.0.0.0',
      port: 0,
      partnerSandboxPort: 5010,
      databaseUrl: 'postgres://127.0.0.1/fordring',
      sandbox: true,
      businessDate: '2026-03-02',
      ownCountries: ['FI', 'NO'],
      noAct2026From: '2027-07-01',
      smtpUrl: 'smtp://127.0.0.1:2525',
      oidcIssuer: 'https://login.example.test/',
    });
  });

  test('has an account at Debitura whole or not at all', () => {
    const account = {
      FORDRING_SECRET: secret,
      FORDRING_DEBITURA_URL: 'https://customer-api.example.test/',
      FORDRING_DEBITURA_KEY: 'a-key',
      FORDRING_DEBITURA_WEBHOOK_SECRET: Buffer.alloc(32, 1).toString('base64'),
      FORDRING_DEBITURA_SENDER: 'anna.eksempel@example.test',
    };
    expect(readConfig(account, root).debitura).toEqual({
      url: 'https://customer-api.example.test',
      apiKey: 'a-key',
      webhookSecret: Buffer.alloc(32, 1),
      sender: 'anna.eksempel@example.test',
    });
    const store = { ...account, FORDRING_DEBITURA_FILES_URL: 'https://files.example.test' };
    expect(readConfig(store, root).debitura).toMatchObject({ filesUrl: 'https://files.example.test' });
    expect(() => readConfig({ ...account, FORDRING_DEBITURA_FILES_URL: 'files' }, root)).toThrow(
      'FORDRING_DEBITURA_FILES_URL',
    );
    expect(readConfig({ ...account, FORDRING_DEBITURA_URL: '' }, root).debitura).toBeUndefined();
    for (const name of ['FORDRING_DEBITURA_KEY', 'FORDRING_DEBITURA_WEBHOOK_SECRET', 'FORDRING_DEBITURA_SENDER'])
      expect(() => readConfig({ ...account, [name]: '' }, root)).toThrow(`${name} must be set`);
    const short = { ...account, FORDRING_DEBITURA_WEBHOOK_SECRET: 'c2hvcnQ=' };
    expect(() => readConfig(short, root)).toThrow('FORDRING_DEBITURA_WEBHOOK_SECRET must be Base64');
  });

  test('has an account for SMS whole or not at all', () => {
    const account = {
      FORDRING_SECRET: secret, SMS_USERNAME: 'u1', SMS_PASSWORD: 'p1', SMS_SENDER: 'Inkasso', PUBLIC_URL: 'https://api.example.test/',
    }; // prettier-ignore
    expect(readConfig(account, root).sms).toEqual({
      url: 'https://api.46elks.com/a1/sms', username: 'u1', password: 'p1', sender: 'Inkasso', reachedAt: 'https://api.example.test',
    }); // prettier-ignore
    expect(readConfig({ ...account, SMS_USERNAME: '' }, root).sms).toBeUndefined();
    for (const name of ['SMS_PASSWORD', 'SMS_SENDER'])
      expect(() => readConfig({ ...account, [name]: '' }, root)).toThrow(`${name} must be set where SMS_USERNAME is.`);
  });

  test('may switch every country module off', () => {
    expect(readConfig({ FORDRING_SECRET: secret, OWN_COUNTRIES: '' }, root).ownCountries).toEqual([]);
  });

  test.each([
    ['PORT', 'eighty', 'PORT must be a port number from 0 to 65535, not "eighty".'],
    ['PORT', '65536', 'PORT must be a port number from 0 to 65535, not "65536".'],
    ['PORT', '40.5', 'PORT must be a port number from 0 to 65535, not "40.5".'],
    ['FORDRING_PARTNER_SANDBOX_PORT', '0', 'FORDRING_PARTNER_SANDBOX_PORT must be a port number from 1 to 65535'],
    ['FORDRING_SANDBOX', 'yes', 'FORDRING_SANDBOX must be 1 or 0, not "yes".'],
    ['FORDRING_BUSINESS_DATE', '2026-02-30', 'FORDRING_BUSINESS_DATE must be a calendar date'],
    ['NO_ACT_2026_FROM', 'soon', 'NO_ACT_2026_FROM must be a calendar date'],
    ['OWN_COUNTRIES', 'NO,DK', 'OWN_COUNTRIES may list NO, SE, FI, separated by commas; there is no "DK".'],
    ['OWN_COUNTRIES', 'toString', 'there is no "toString".'],
    ['DATABASE_URL', 'mysql://127.0.0.1/', 'DATABASE_URL must be an address that begins with postgres://'],
    ['SMTP_URL', 'localhost', 'SMTP_URL must be an address that begins with smtp://'],
    ['OIDC_ISSUER', 'login', 'OIDC_ISSUER must be an address that begins with https://'],
    ['FORDRING_SECRET', 'short', 'FORDRING_SECRET must hold 64 hexadecimal digits (32 bytes).'],
  ])('refuses %s=%s in one sentence', (name, value, sentence) => {
    const read = () => readConfig({ FORDRING_SECRET: secret, [name]: value }, root);
    expect(read).toThrow(ConfigurationError);
    expect(read).toThrow(sentence);
  });

  test('never repeats a value that may carry a password', () => {
    const read = () => readConfig({ FORDRING_SECRET: secret, DATABASE_URL: 'postgre://app:hunter2@127.0.0.1/' }, root);
    expect(read).not.toThrow('hunter2');
    expect(read).toThrow('DATABASE_URL');
  });

  test('makes a secret for the sandbox, keeps it, and lets only its owner read it', () => {
    const first = readConfig({ FORDRING_SANDBOX: '1' }, root);
    const second = readConfig({ FORDRING_SANDBOX: '1' }, root);
    expect(first.secret).toHaveLength(32);
    expect(second.secret).toEqual(first.secret);
    expect(fs.statSync(path.join(root, '.fordring', 'secret')).mode & 0o777).toBe(0o600);
    expect(fs.readdirSync(path.join(root, '.fordring'))).toEqual(['secret']);
  });

  test('makes no secret outside the sandbox', () => {
    expect(() => readConfig({}, root)).toThrow('FORDRING_SECRET must be set outside the sandbox');
    expect(fs.existsSync(path.join(root, '.fordring'))).toBe(false);
  });

  test('says that the data directory cannot be used', () => {
    fs.writeFileSync(path.join(root, '.fordring'), 'a file');
    expect(() => readConfig({ FORDRING_SANDBOX: '1' }, root)).toThrow(/^FORDRING_DATA_DIR ".*" cannot be used: /);
  });

  test('says that the kept secret is damaged', () => {
    fs.mkdirSync(path.join(root, '.fordring'));
    fs.writeFileSync(path.join(root, '.fordring', 'secret'), 'garbage');
    expect(() => readConfig({ FORDRING_SANDBOX: '1' }, root)).toThrow('must hold 64 hexadecimal digits');
  });
});
