// `npm run bench:graph`: requests a second that Fordring and PostGraphile answer from the same rows; see ../README.md.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from '../../scripts/build.mjs';
import { QUERIES, requestBodies } from './queries.mjs';
import { busiestGenerator, missedQueries, table } from './report.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '..', '..');
const CASES = Number(process.env.BENCH_CASES ?? 200_000);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
const ROUND_SECONDS = Number(process.env.BENCH_SECONDS ?? 3);
const WARM_UP_SECONDS = 2;
const REQUESTS = 1_000;
const POSTGRAPHILE_POOL = Number(process.env.BENCH_POSTGRAPHILE_POOL ?? 4);
/** What Fordring promises: this many times PostGraphile's requests a second, in every query. */
const LEAST_RATIO = 2.5;
/** Above this share of a core the load generator would be what is measured. */
const MOST_GENERATOR_CPU = 0.8;
const POSTGRES_FLAGS = ['shared_buffers=1GB', 'max_wal_size=4GB', 'autovacuum=off', 'fsync=off'].flatMap((flag) => [
  '-c',
  flag,
]);

const say = (line = '') => process.stdout.write(`${line}\n`);

/** What is to be undone at the end, last first, however it comes. */
const undo = [];
const abandon = () => cleanUp().finally(() => process.exit(1));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, abandon);
// Whoever read our output is gone, but the database and the programs are not.
process.stdout.once('error', abandon);
try {
  process.exitCode = await benchmark();
} finally {
  await cleanUp();
}

async function cleanUp() {
  while (undo.length > 0) await undo.pop()();
}

async function benchmark() {
  await build();
  installPackages();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fordring-bench-'));
  undo.push(() => fs.rmSync(folder, { recursive: true, force: true }));
  const { programs, debtorKeys, versions, postgresPid } = await prepare(folder);
  const { findPlaces, checkSameRows } = await import('./check.mjs');
  const { loadGenerator } = await import('./load.mjs');
  const places = await findPlaces(programs, debtorKeys, REQUESTS);
  const bodies = Object.fromEntries(Object.keys(programs).map((name) => [name, requestBodies(name, places)]));
  const sizes = await checkSameRows(programs, bodies);
  say(`Checked: ${REQUESTS} requests for each query, the same rows in the same order from both, no errors.`);
  const generator = loadGenerator(folder);
  const rounds = await measure(programs, bodies, generator, postgresPid);
  say(
    `\nNode ${process.versions.node}, ${versions}, ${generator.name}; ${ROUNDS} rounds of ${ROUND_SECONDS} s, medians [lowest, highest].`,
  );
  for (const line of table(rounds, sizes)) say(line);
  return verdict(rounds);
}

/** The exit code: 1 where Fordring does not keep its promise. */
function verdict(rounds) {
  const busiest = busiestGenerator(rounds);
  say(`The load generator used at most ${Math.round(busiest * 100)} % of its core.`);
  if (busiest > MOST_GENERATOR_CPU) say('That is much: the faster program may have been held back by it.');
  const missed = missedQueries(rounds, LEAST_RATIO);
  for (const query of missed) say(`FAILED: ${query} is below ${LEAST_RATIO} times PostGraphile.`);
  return missed.length > 0 ? 1 : 0;
}

function installPackages() {
  if (fs.existsSync(path.join(here, 'node_modules', '.package-lock.json'))) return;
  say('Installing PostGraphile beside the benchmark; this takes about a minute the first time.');
  const options = { cwd: here, stdio: 'inherit', shell: process.platform === 'win32' };
  const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], options);
  if (done.status !== 0) throw new Error('Installing the packages failed; npm says above why.');
}

/** A filled database with both programs running on it. */
async function prepare(folder) {
  const { startPostgres } = await import('../../dist/src/postgres.js');
  const { fill } = await import('./fill.mjs');
  const { runFordring, startFordring, startPostgraphile } = await import('./programs.mjs');
  const postgres = await startPostgres({ home: folder, root, flags: POSTGRES_FLAGS });
  undo.push(() => postgres.stop());
  const env = { DATABASE_URL: postgres.url, FORDRING_DATA_DIR: folder, FORDRING_SANDBOX: '1', PORT: '0' };
  runFordring(env, 'migrate');
  const { counts, debtorKeys, version } = await fill(postgres.url, CASES);
  say(
    `Filled: ${Object.entries(counts)
      .map(([name, rows]) => `${rows.toLocaleString('en')} ${name}`)
      .join(', ')}.`,
  );
  const token = runFordring(env, 'token', '--role', 'AGENT').trim();
  const fordring = await startFordring(env);
  undo.push(fordring.stop);
  const postgraphile = await startPostgraphile(postgres.url, POSTGRAPHILE_POOL);
  undo.push(postgraphile.stop);
  const programs = { fordring: { ...fordring, token }, postgraphile: { ...postgraphile, token } };
  const versions = `PostgreSQL ${version}, PostGraphile ${postgraphileVersion()} with a pool of ${POSTGRAPHILE_POOL}`;
  return { programs, debtorKeys, versions, postgresPid: postgres.pid };
}

function postgraphileVersion() {
  return JSON.parse(fs.readFileSync(path.join(here, 'node_modules', 'postgraphile', 'package.json'), 'utf8')).version;
}

/** Figures of every round, by query and program. The programs take turns, and take turns at going first. */
async function measure(programs, bodies, generator, postgresPid) {
  const figures = {};
  for (let round = 0; round <= ROUNDS; round++) {
    const names = Object.keys(programs);
    if (round % 2) names.reverse();
    for (const query of QUERIES) {
      for (const name of names) {
        const seconds = round === 0 ? WARM_UP_SECONDS : ROUND_SECONDS;
        const figure = await measureOnce(programs[name], bodies[name][query], seconds, generator, postgresPid);
        if (figure.failures > 0) throw new Error(`${name}, ${query}: ${figure.failures} requests failed`);
        if (round > 0) ((figures[query] ??= {})[name] ??= []).push(figure);
      }
    }
  }
  return figures;
}

/** One measurement, with the CPU time that the program and PostgreSQL took for a request, in microseconds. */
async function measureOnce({ url, token, pid }, bodies, seconds, generator, postgresPid) {
  const { cpuMs, childrenCpuMs } = await import('./programs.mjs');
  const [own, database] = [cpuMs(pid), childrenCpuMs(postgresPid)];
  const figure = await generator.measure({ url, token, bodies, seconds });
  const perRequest = (before, after) =>
    before === null ? null : ((after - before) * 1000) / (figure.perSecond * seconds);
  return {
    ...figure,
    cpuUs: perRequest(own, cpuMs(pid)),
    databaseCpuUs: perRequest(database, childrenCpuMs(postgresPid)),
  };
}
