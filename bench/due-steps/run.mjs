// `npm run bench:due-steps`: cases a second whose due step the worker takes, against a bare loop that only locks and writes the same
// rows; see ../README.md. Ends with exit code 1 where Fordring does not keep what it promises.
import { fork, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { build } from '../../scripts/build.mjs';
import { bareLoop, writtenAbout } from './bare.mjs';
import { DUE_ON, fill, keysOf, makeDue } from './fill.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '..', '..');
/** Sizes of the run, smallest first. */
const SIZES = (process.env.BENCH_CASES ?? '10000,100000').split(',').map(Number);
/** Slices of a run between which the bare loop takes its turns, and the cases of one turn. */
const SLICES = 4;
const BARE_TURN = 3_000;
/** Cases by which both are warmed up, and from which the bare loop has its content: whole batches, and all countries in turn. */
const WARM_UP = 3_000;
const RENDER_SECONDS = Number(process.env.BENCH_RENDER_SECONDS ?? 5);
/** What Fordring promises. */
const LEAST_RATIO = 0.4;
const LEAST_TEXT = 1_000;
const LEAST_PDF = 50;

const say = (line = '') => process.stdout.write(`${line}\n`);

/** What is to be undone at the end, last first, however it comes. */
const undo = [];
async function benchmark() {
  await build();
  const missed = [];
  for (const size of SIZES) missed.push(...(await measure(size)));
  for (const promise of missed) say(`FAILED: ${promise}`);
  return missed.length > 0 ? 1 : 0;
}

/** One database of a size: its run in slices, the bare loop in between, then two workers at once, then letters. */
async function measure(size) {
  const turn = Math.min(BARE_TURN, Math.ceil(size / SLICES));
  const pair = Math.min(size, 20_000);
  const stage = await openStage(size + WARM_UP * 3 + turn * SLICES + pair * 2);
  try {
    const first = await stage.startWorker();
    let next = 1;
    const due = async (cases) => {
      const [from, to] = [next, next + cases - 1];
      next += cases;
      await makeDue(stage.client, from, to);
      return keysOf(stage.client, from, to);
    };
    const warm = (await due(WARM_UP)).map(({ id }) => id);
    await first.ask({ work: 'take' });
    const templates = await writtenAbout(stage.client, warm);
    await bareLoop(stage.client, await due(WARM_UP), templates);
    const rates = { worker: [], bare: [] };
    let [took, peakMb] = [0, 0];
    for (let slice = 0; slice < SLICES; slice += 1) {
      const cases = Math.floor(((slice + 1) * size) / SLICES) - Math.floor((slice * size) / SLICES);
      await due(cases);
      const done = await first.ask({ work: 'take' });
      if (done.taken !== cases) throw new Error(`${done.taken} of ${cases} steps were taken`);
      rates.worker.push((done.taken / done.ms) * 1000);
      took += done.ms;
      peakMb = done.peakMb;
      rates.bare.push(await bareLoop(stage.client, await due(turn), templates));
    }
    await stage.client.query('vacuum analyze schedule');
    return await report({ stage, size, rates, took, peakMb, first, due, pair, warm });
  } finally {
    await stage.close();
  }
}

async function report({ stage, size, rates, took, peakMb, first, due, pair, warm }) {
  const [worker, bare] = [(size / took) * 1000, mean(rates.bare)];
  const ratio = worker / bare;
  say(
    `\n${size} due demands, batches of 500, Node ${process.versions.node}, load ${os.loadavg()[0].toFixed(1)} on ${os.cpus().length} cores:`,
  );
  say(
    `  worker    ${worker.toFixed(0)} cases/s (slices ${rates.worker.map(Math.round).join(', ')}), ${(took / 1000).toFixed(1)} s in all, peak memory ${peakMb} MB`,
  );
  say(`  bare loop ${bare.toFixed(0)} cases/s (turns ${rates.bare.map(Math.round).join(', ')})`);
  say(`  ratio     ${ratio.toFixed(2)}`);
  const second = await stage.startWorker();
  await due(WARM_UP);
  await second.ask({ work: 'take' });
  const [alone, together, shares] = await compare([first, second], due, pair);
  say(`  ${pair} cases by one worker in ${seconds(alone)}, by two in ${seconds(together)} (${shares.join(' and ')})`);
  const { text, pdf } = await first.ask({ work: 'render', seconds: RENDER_SECONDS, caseIds: warm.slice(0, 300) });
  say(`  letters a second and core: ${text.toFixed(0)} as text, ${pdf.toFixed(0)} as PDF`);
  return [
    ...(ratio < LEAST_RATIO ? [`with ${size} cases the worker is below ${LEAST_RATIO} of the bare loop`] : []),
    ...(together > alone ? [`with ${size} cases two workers are no faster than one`] : []),
    ...(text < LEAST_TEXT ? [`fewer than ${LEAST_TEXT} letters a second as text`] : []),
    ...(pdf < LEAST_PDF ? [`fewer than ${LEAST_PDF} letters a second as PDF`] : []),
  ];
}

const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/** Milliseconds that one worker takes for so many cases, and that both take, in turns of a half each; and who took how many. */
async function compare(workers, due, cases) {
  const ms = { 1: 0, 2: 0 };
  const shares = [0, 0];
  for (const hands of [1, 2, 2, 1]) {
    await due(cases / 2);
    const began = performance.now();
    const done = await Promise.all(workers.slice(0, hands).map((worker) => worker.ask({ work: 'take' })));
    ms[hands] += performance.now() - began;
    if (hands === 2) done.forEach(({ taken }, index) => (shares[index] += taken));
  }
  return [ms[1], ms[2], shares];
}

const mean = (rates) => rates.length / rates.reduce((total, rate) => total + 1 / rate, 0);

/** A migrated database with so many cases, and processes of Fordring on it. */
async function openStage(cases) {
  const before = undo.length;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fordring-due-'));
  undo.push(() => fs.rmSync(folder, { recursive: true, force: true }));
  const { startPostgres } = await import('../../dist/src/postgres.js');
  const flags = ['shared_buffers=512MB', 'max_wal_size=4GB'].flatMap((flag) => ['-c', flag]);
  const postgres = await startPostgres({ home: folder, root, flags });
  undo.push(() => postgres.stop());
  const env = {
    ...process.env,
    DATABASE_URL: postgres.url,
    FORDRING_DATA_DIR: folder,
    FORDRING_SECRET: randomBytes(32).toString('hex'),
    FORDRING_SANDBOX: '1',
    FORDRING_BUSINESS_DATE: DUE_ON,
    NODE_ENV: 'production',
  };
  const migrated = spawnSync(process.execPath, [path.join(root, 'dist/src/main.js'), 'migrate'], { env, stdio: ['ignore', 'ignore', 'inherit'] }); // prettier-ignore
  if (migrated.status !== 0) throw new Error('migrating failed');
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  undo.push(() => client.end());
  await fill(client, cases);
  return {
    client,
    startWorker: () => startWorker(env),
    async close() {
      while (undo.length > before) await undo.pop()();
    },
  };
}

async function startWorker(env) {
  const child = fork(path.join(here, 'worker.mjs'), { env, execArgv: process.env.BENCH_PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${process.env.BENCH_PROFILE}`] : [] }); // prettier-ignore
  undo.push(async () => {
    if (child.exitCode !== null) return;
    const gone = once(child, 'exit');
    child.disconnect();
    await gone;
  });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`a worker ended with code ${code}`);
  });
  // It ends in the end, when nobody asks it anything any more.
  ended.catch(() => undefined);
  const answer = async () => (await Promise.race([once(child, 'message'), ended]))[0];
  await answer();
  return {
    ask(order) {
      const answered = answer();
      child.send(order);
      return answered;
    },
  };
}

async function cleanUp() {
  while (undo.length > 0) await undo.pop()();
}

const abandon = () => cleanUp().finally(() => process.exit(1));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, abandon);
process.stdout.once('error', abandon);
try {
  process.exitCode = await benchmark();
} finally {
  await cleanUp();
}
