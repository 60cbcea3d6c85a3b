// Runs `npm start` as a newcomer would, in a data directory of its own, and looks at it from outside. Prints one line a
// check, beginning with "ok" or "FAILED".
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const startLimitMs = 180_000;
const stopLimitMs = 30_000;

const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'fordring-smoke-'));
// As root the database runs as another user, who must reach its directory.
fs.chmodSync(dataDir, 0o755);
const port = await freePort();
const environment = { ...process.env, PORT: String(port), FORDRING_DATA_DIR: dataDir };
environment.FORDRING_PARTNER_SANDBOX_PORT = String(await freePort());
delete environment.DATABASE_URL;
delete environment.FORDRING_SANDBOX;
delete environment.OIDC_ISSUER;

const npm = spawn('npm', ['start'], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
let output = '';
for (const stream of [npm.stdout, npm.stderr]) stream.on('data', (chunk) => (output += chunk));
const ended = new Promise((resolve) => npm.once('exit', resolve));

const isUp = await check('npm start comes up', comesUp);
if (isUp) {
  await check('health', isHealthy);
  await check('a token for the asking', answersItsToken);
  await check('a second npm start is refused in one sentence', refusesSecondStart);
}
await check('SIGTERM stops everything', stopsCleanly);
fs.rmSync(dataDir, { recursive: true, force: true });

async function check(name, look) {
  try {
    await look();
    console.log(`ok ${name}`);
    return true;
  } catch (error) {
    console.log(`FAILED ${name}: ${error.message}`);
    process.exitCode = 1;
    return false;
  }
}

async function comesUp() {
  const up = await becomes(() => npm.exitCode !== null || output.includes('Fordring is running'), startLimitMs);
  if (!up || npm.exitCode !== null) throw new Error(output);
}

async function isHealthy() {
  for (const probe of ['live', 'ready']) {
    const { status } = await fetch(`http://127.0.0.1:${port}/health/${probe}`);
    if (status !== 200) throw new Error(`/health/${probe} answers ${status}`);
  }
}

async function answersItsToken() {
  const made = spawnSync('npm', ['run', '--silent', 'token', '--', '--role', 'AGENT'], { env: environment });
  const token = made.stdout.toString();
  if (!/^\S+\n$/.test(token)) throw new Error(`printed ${token}${made.stderr}`);
  const answer = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token.trim()}` },
    body: JSON.stringify({ query: '{ viewer { roles } cases(first: 1) { edges { node { id } } } }' }),
  });
  const { data, errors } = await answer.json();
  if (errors || data.viewer.roles[0] !== 'AGENT') throw new Error(JSON.stringify({ data, errors }));
  if (data.cases.edges.length !== 1) throw new Error('there is no demo case');
}

function refusesSecondStart() {
  const second = spawnSync('npm', ['start', '--silent'], { env: environment, encoding: 'utf8' });
  const said = second.stdout + second.stderr;
  if (second.status !== 1 || !said.includes(`PORT ${port} is taken`)) throw new Error(`exit ${second.status}: ${said}`);
}

async function stopsCleanly() {
  const database = databasePid();
  npm.kill('SIGTERM');
  await ended;
  // npm leaves at once when its shell does; what it started needs a moment more to write everything down.
  const gone = await becomes(async () => !isAlive(database) && !(await answers(port)), stopLimitMs);
  if (!gone) throw new Error(`PostgreSQL (process ${database}) or the API (port ${port}) is still there\n${output}`);
  const complaint = /did not stop .*/.exec(output)?.[0];
  if (complaint) throw new Error(complaint);
}

function databasePid() {
  const file = path.join(dataDir, 'postgres', 'data', 'postmaster.pid');
  return fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8').split('\n')[0]) : 0;
}

async function becomes(condition, limitMs) {
  for (const end = performance.now() + limitMs; performance.now() < end; await sleep(100)) {
    if (await condition()) return true;
  }
  return false;
}

function isAlive(pid) {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function answers(wanted) {
  return new Promise((resolve) => {
    const attempt = net.connect(wanted, '127.0.0.1', () => resolve(attempt.destroy() !== undefined));
    attempt.once('error', () => resolve(false));
  });
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address();
      probe.close(() => resolve(free));
    });
  });
}
