import { countries } from '../../src/countries/index.js';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { SandboxClock } from '../../src/clock.js';
import { isoDate } from '../../src/domain/date.js';
import type { Platform, Viewer } from '../../src/platform.js';
import { loadTexts } from '../../src/texts.js';

const texts = loadTexts(join(process.cwd(), 'locales'));

/** The business date of `testPlatform` where a test does not choose one. */
export const TEST_DATE = isoDate('2026-06-01');

/**
 * A platform on a test's own database: sandbox clock at `on`, real texts, no way to reach a partner. The numbers of the
 * agency are invented; its organisation number is the example of Brønnøysundregistrene's check digit rule.
 */
export async function testPlatform(
  db: DataSource,
  { on = TEST_DATE, ...overrides }: Partial<Platform> & { on?: typeof TEST_DATE } = {},
): Promise<Platform & { readonly clock: SandboxClock }> {
  const clock = await SandboxClock.open(db, on);
  await clock.moveTo(db, on);
  return {
    db,
    texts,
    agency: {
      name: 'Test Inkasso AS',
      organisationNumber: '123456785',
      addressLines: ['Testgata 1', '0001 Oslo'],
      country: 'NO',
      email: 'post@inkasso.example',
      phone: '+47 00 00 00 00',
      accounts: { NO: 'NO9386011117947', SE: 'SE4550000000058398257466', FI: 'FI2112345600000785' },
    },
    ownCountries: ['NO', 'SE', 'FI'],
    laws: countries,
    networks: {},
    webhooks: { resolve: () => Promise.reject(new Error('no names here')), loopback: false },
    secret: Buffer.alloc(32, 7),
    sandbox: true,
    onFault: (error) => {
      throw error;
    },
    sms: null,
    invoiceDirectory: join(process.cwd(), '.fordring', 'invoices'),
    delivery: { spoolDirectory: join(process.cwd(), '.fordring', 'spool') },
    ...overrides,
    clock,
  };
}

/** Viewers of each role that writes. */
export const agent: Viewer = { subject: 'agent@inkasso.example', roles: ['AGENT'], creditorId: null, partnerId: null };
export const creditorStaff = (creditorId: string): Viewer => ({
  subject: 'staff@creditor.example',
  roles: ['CREDITOR'],
  creditorId,
  partnerId: null,
});
