// Fordring as it is run, on a database of its own: API, workers and the sandbox agency, each a process.
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { build } from '../../scripts/build.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const main = path.join(root, 'dist', 'src', 'main.js');

/** The business date everything begins on: a Monday. */
export const START = '2026-06-01';

/** What is to be undone at the end, last first, however it comes. */
const undo = [];

/** Runs a program that opens a stage; whatever it started is stopped, also where it fails or is interrupted. */
export async function onStage(work) {
  const abandon = () => cleanUp().finally(() => process.exit(1));
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, abandon);
  process.stdout.on('error', abandon);
  try {
    process.exitCode = await work(await openStage());
  } finally {
    await cleanUp();
  }
}

async function cleanUp() {
  while (undo.length > 0) await undo.pop()();
}

/** A migrated database, the API, the agency, and an agency on its network that covers Germany. No worker yet. */
async function openStage() {
  await build();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fordring-partners-'));
  undo.push(() => fs.rmSync(folder, { recursive: true, force: true }));
  const { startPostgres } = await import('../../dist/src/postgres.js');
  const postgres = await startPostgres({ home: folder, root });
  undo.push(() => postgres.stop());
  const [port, agencyPort] = [await freePort(), await freePort()];
  const env = {
    ...process.env,
    DATABASE_URL: postgres.url,
    FORDRING_DATA_DIR: folder,
    FORDRING_SECRET: randomBytes(32).toString('hex'),
    FORDRING_SANDBOX: '1',
    FORDRING_BUSINESS_DATE: START,
    FORDRING_PARTNER_SANDBOX_PORT: String(agencyPort),
    PORT: String(port),
    NODE_ENV: 'production',
  };
  run(env, 'migrate');
  const api = await startProgram(env, 'api');
  const agency = await startProgram(env, 'partner-sandbox');
  const db = new pg.Client({ connectionString: postgres.url });
  await db.connect();
  undo.push(() => db.end());
  const token = run(env, 'token', '--role', 'AGENT').trim();
  const agencyUrl = `http://127.0.0.1:${agencyPort}`;
  return {
    db,
    rows: async (text, values = []) => (await db.query(text, values)).rows,
    pids: { agency: agency.pid, database: postgres.pid },
    startWorker: () => startProgram(env, 'worker'),
    control: (method, target, body) => control(`${agencyUrl}/control/${target}`, method, body),
    ask: (mutation, variables) => ask(api, token, mutation, variables),
    async act(mutation, variables) {
      const payload = await ask(api, token, mutation, variables);
      if (payload.userErrors.length > 0) throw new Error(JSON.stringify(payload.userErrors));
      return payload;
    },
  };
}

/** Runs one of Fordring's own commands to its end and gives what it printed. */
function run(env, ...args) {
  const done = spawnSync(process.execPath, [main, ...args], { env, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`fordring ${args[0]} failed: ${done.stderr}`);
  return done.stdout;
}

/** Starts a process that says so when it is ready. `kill` ends it the hard way. */
async function startProgram(env, command) {
  const child = spawn(process.execPath, [main, command], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const gone = once(child, 'exit');
  // The rest of what it complains of is expected: the agency is made to fail.
  let complaints = '';
  for (const output of [child.stdout, child.stderr])
    output.on('data', (part) => (complaints = (complaints + part).slice(-4000)));
  const lines = createInterface({ input: child.stdout });
  const ready = new Promise((resolve) => lines.on('line', (line) => / at http|running/.test(line) && resolve(line)));
  const failed = gone.then(() => Promise.reject(new Error(`fordring ${command} did not start: ${complaints}`)));
  const line = await Promise.race([ready, failed]);
  failed.catch(() => undefined);
  const end = (signal) => async () => {
    child.kill(signal);
    await gone;
  };
  undo.push(end('SIGTERM'));
  return { pid: child.pid, url: / at (http\S+)/.exec(line)?.[1], kill: end('SIGKILL'), complaints: () => complaints };
}

async function control(url, method, body) {
  const sent = body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(url, { method, ...sent });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${text}`);
  return text === '' ? null : JSON.parse(text);
}

/** The payload of a mutation, which says itself why it was refused. */
async function ask(api, token, query, variables) {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const response = await fetch(api.url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  const { data, errors } = await response.json();
  if (errors) throw new Error(`${JSON.stringify(errors)}\n${api.complaints()}`);
  return Object.values(data)[0];
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** An agency on the sandbox network that covers Germany. Gives its key. */
export async function addPartner({ db }, name, successFeeBps) {
  const partnerId = randomUUID();
  await db.query(`insert into partner (id, name, network) values ($1, $2, 'sandbox')`, [partnerId, name]);
  await db.query(`insert into partner_coverage (id, partner_id, country, success_fee_bps) values ($1, $2, 'DE', $3)`, [
    randomUUID(),
    partnerId,
    successFeeBps,
  ]);
  return partnerId;
}

/** An agency that covers Germany, and a creditor. Gives the creditor's id in the graph. */
export async function addParties(stage) {
  await addPartner(stage, 'Sandkasten Inkasso GmbH', 1500);
  const { creditor } = await stage.act(
    `mutation ($input: CreditorInput!) { registerCreditor(input: $input) { creditor { id } userErrors { field message } } }`,
    { input: { name: 'Eksempel Kraft AS', country: 'NO', organisationNumber: '981566378' } },
  );
  return creditor.id;
}

const ERRORS = 'userErrors { field message }';

/**
 * Registers cases against German companies, numbered from `first`; each becomes a referral. `currencyOf` says in which currency
 * the one of a number is. Gives their ids.
 */
export async function registerCases({ act }, creditorId, first, count, currencyOf = () => 'EUR') {
  const input = Array.from({ length: count }, (_, index) =>
    caseInput(creditorId, first + index, currencyOf(first + index)),
  );
  const { results, accepted } = await act(
    `mutation ($input: [RegisterCaseInput!]!) { registerCases(input: $input) { accepted results { case { id } ${ERRORS} } ${ERRORS} } }`,
    { input },
  );
  if (accepted !== count) throw new Error(JSON.stringify(results.find((result) => result.userErrors.length > 0)));
  return results.map((result) => result.case.id);
}

/** The same for one case, by the mutation of its own. */
export async function registerCase({ act }, creditorId, number) {
  const { case: registered } = await act(
    `mutation ($input: RegisterCaseInput!) { registerCase(input: $input) { case { id } ${ERRORS} } }`,
    { input: caseInput(creditorId, number, 'EUR') },
  );
  return registered.id;
}

/** Decimals of the currencies that cases are in. */
const DECIMALS = { EUR: 2, SEK: 2, ISK: 0 };

/** Minor units as an exact decimal. */
export function amountOf(minor, currency) {
  const digits = String(minor).padStart(DECIMALS[currency] + 1, '0');
  const point = digits.length - DECIMALS[currency];
  return { amount: digits.slice(0, point) + (point < digits.length ? `.${digits.slice(point)}` : ''), currency };
}

const caseInput = (creditorId, number, currency) => ({
  creditorId,
  debtor: {
    type: 'COMPANY',
    name: `Probe ${number} GmbH`,
    country: 'DE',
    address: { lines: [`Probeweg ${number}`], postalCode: '10115', city: 'Berlin', country: 'DE' },
  },
  claims: [
    {
      invoiceNumber: `P-${number}`,
      description: 'Spare parts',
      invoiceDate: '2026-03-02',
      dueDate: '2026-04-01',
      // Every amount another, with an odd number of cents: what is mixed up or rounded shows.
      principal: amountOf((100 + number) * 100 + ((number * 37) % 100), currency),
    },
  ],
});
