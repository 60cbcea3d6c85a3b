// A worker process to be killed: its database and the sandbox agency are its arguments. Needs a build.
import { openDatabase } from '../../dist/ormconfig.js';
import { SandboxClock } from '../../dist/src/clock.js';
import { startWorker } from '../../dist/src/jobs/worker.js';
import { partnerNetworks } from '../../dist/src/partners/index.js';
import { loadTexts } from '../../dist/src/texts.js';

const [databaseUrl, sandboxUrl] = process.argv.slice(2);
const secret = Buffer.alloc(32, 7);
const db = await openDatabase(databaseUrl).initialize();
const clock = await SandboxClock.open(db, '2026-06-01');
const networks = partnerNetworks({ sandboxUrl, secret });
const agency = {
  name: 'Test Inkasso AS',
  organisationNumber: '123456785',
  addressLines: [],
  email: '',
  phone: '',
  accounts: {},
};
const platform = {
  db, clock, texts: loadTexts('locales'), agency, ownCountries: ['NO', 'SE', 'FI'], networks, secret, sandbox: true,
  onFault: (error) => process.stderr.write(`${error.stack}\n`),
  delivery: { spoolDirectory: '.fordring/spool' },
}; // prettier-ignore
await startWorker(platform, { concurrency: 2, lookEveryMs: 100, graceMs: 250 });
process.send('working');
process.on('disconnect', () => process.exit());
