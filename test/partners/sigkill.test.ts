import { fork, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { SandboxClock } from '../../src/clock.js';
import { addDays, isoDate } from '../../src/domain/date.js';
import { addJob } from '../../src/jobs/queue.js';
import { startPartnerSandbox, type PartnerSandbox } from '../../src/partners/sandbox-server.js';
import { useDatabase } from '../setup/database.js';
import { addPartner, eventTypes, handOver, referralRow, type Handover } from './referrals.js';

/** Every kill costs the start of a process: DRILL_KILLS makes the drill longer or shorter. */
const KILLS = Number(process.env['DRILL_KILLS'] ?? 50);
/** Workers alive or starting at a time, so that one is always ready to die while the next ones start. */
const WORKERS = 4;
/** A worker is killed at some moment of this long after it got work. */
const WORKING_MS = 400;
const START = isoDate('2026-06-01');
const ACCEPTED_ON = addDays(START, 1);

const db = useDatabase();
let agency: PartnerSandbox;
const workers: Promise<ChildProcess>[] = [];

/** Numbers from 0 to 1 that a printed seed repeats (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const seed = Number(process.env['DRILL_SEED'] ?? Date.now() % 1_000_000);
const random = randomFrom(seed);

beforeAll(async () => {
  console.info(`SIGKILL drill: DRILL_SEED=${seed} repeats its moments`);
  const built = spawnSync(process.execPath, ['scripts/build.mjs'], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(built.stderr);
  await SandboxClock.open(db.dataSource, START);
  agency = await startPartnerSandbox({ port: 0, stateFile: null, webhook: null, random });
  const faults = { errorRate: 0, lostAnswerRate: 0, delayMs: 20 };
  await fetch(`${agency.url}/control/faults`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(faults),
  });
}, 60_000);

afterAll(() => agency.stop());

async function startWorkerProcess(): Promise<ChildProcess> {
  const worker = fork('test/partners/sigkill-worker.mjs', [db.url, agency.url], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // It does not live long enough for optimised code to pay, and half its start is compiling.
    execArgv: ['--no-opt'],
  });
  await Promise.race([
    once(worker, 'message'),
    once(worker, 'exit').then(() => Promise.reject(new Error('the worker did not start'))),
  ]);
  return worker;
}

/** Ends a process the hard way, and waits until it is gone. */
async function kill(worker: ChildProcess): Promise<void> {
  const gone = once(worker, 'exit');
  worker.kill('SIGKILL');
  await gone;
}

/** Hands a case over, asks after the open ones, and kills the oldest worker some moment later, with the others in full swing. */
async function killOne(partnerId: string): Promise<Handover> {
  const victim = await workers.shift()!;
  workers.push(startWorkerProcess());
  const handover = await handOver(db.dataSource, partnerId, { on: START });
  await addJob(db.dataSource, { name: 'reconcile', payload: { on: ACCEPTED_ON } });
  await wait(random() * WORKING_MS);
  await kill(victim);
  return handover;
}

/** Jobs that are left over, whether waiting, locked by the dead or out of attempts. */
async function jobsLeft(): Promise<number> {
  const rows: { count: string }[] = await db.dataSource.query('select count(*) from graphile_worker.jobs');
  return Number(rows[0]!.count);
}

async function untilAccepted(handovers: readonly Handover[]): Promise<void> {
  const deadline = Date.now() + 30_000;
  const ids = handovers.map((each) => each.referralId);
  for (;;) {
    const open: unknown[] = await db.dataSource.query(
      `select from referral where id = any($1) and status <> 'ACCEPTED'`,
      [ids],
    );
    const left = await jobsLeft();
    if (open.length === 0 && left === 0) return;
    if (Date.now() > deadline)
      throw new Error(`${open.length} referrals are not accepted, ${left} jobs are left (DRILL_SEED=${seed})`);
    if (left === 0) await addJob(db.dataSource, { name: 'reconcile', payload: { on: ACCEPTED_ON } });
    await wait(50);
  }
}

test(`${KILLS} workers killed at any moment: one case at the partner for each referral, and nothing stuck`, async () => {
  const partnerId = await addPartner(db.dataSource, 'sandbox');
  const handovers: Handover[] = [];
  try {
    for (let count = 0; count < WORKERS; count += 1) workers.push(startWorkerProcess());
    for (let killed = 0; killed < KILLS; killed += 1) handovers.push(await killOne(partnerId));
    await untilAccepted(handovers);
  } finally {
    await Promise.allSettled(workers.map(async (worker) => kill(await worker)));
  }

  const { cases } = (await (await fetch(`${agency.url}/control/cases`)).json()) as {
    cases: { yourReference: string }[];
  };
  expect(cases.map((each) => each.yourReference).sort()).toEqual(handovers.map((each) => each.caseReference).sort());
  for (const { referralId, caseId } of handovers) {
    expect(await referralRow(db.dataSource, referralId)).toMatchObject({ status: 'ACCEPTED', last_error: null });
    expect(await eventTypes(db.dataSource, caseId)).toEqual(['referralSubmitted', 'referralAccepted']);
  }
}, 300_000);
