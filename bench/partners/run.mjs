// `npm run bench:partners`: how soon a partner has accepted a case, and how many referrals a second one worker hands over;
// see ../README.md. Ends with exit code 1 where either is not what Fordring promises.
import os from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { childrenCpuMs, cpuMs } from '../graph/programs.mjs';
import { addParties, onStage, registerCase, registerCases } from './stage.mjs';

/** Cases registered one by one, a steady number of them a second. */
const SAMPLES = Number(process.env.BENCH_SAMPLES ?? 600);
const PER_SECOND = Number(process.env.BENCH_PER_SECOND ?? 10);
/** Referrals that wait for one worker; those at the beginning, while it warms up, are counted too. */
const BACKLOG = Number(process.env.BENCH_BACKLOG ?? 3000);
const BATCH = 100;
/** What Fordring promises. */
const MOST_P99_MS = 2000;
const LEAST_RATE = 100;

const say = (line = '') => process.stdout.write(`${line}\n`);

async function benchmark(stage) {
  const creditorId = await addParties(stage);
  await stage.control('PUT', 'faults', { acceptsAtOnce: true });
  const worker = await stage.startWorker();
  const p99 = await latency(stage, creditorId);
  await worker.kill();
  await stage.control('PUT', 'faults', {});
  const rate = await throughput(stage, creditorId);
  if (p99 > MOST_P99_MS) say(`FAILED: the p99 is above ${MOST_P99_MS} ms.`);
  if (rate < LEAST_RATE) say(`FAILED: the rate is below ${LEAST_RATE} referrals a second.`);
  return p99 > MOST_P99_MS || rate < LEAST_RATE ? 1 : 0;
}

/** Milliseconds within which 99 of 100 cases were accepted, from the moment the client asked for their registration. */
async function latency(stage, creditorId) {
  const asked = new Map();
  const register = async (number) => {
    const at = Date.now();
    asked.set(await registerCase(stage, creditorId, number), at);
  };
  // The first requests compile what the later ones find ready.
  for (let number = 1; number <= 20; number += 1) await register(number);
  asked.clear();
  const began = performance.now();
  const underway = [];
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    await sleep(Math.max(0, began + (sample * 1000) / PER_SECOND - performance.now()));
    underway.push(register(100 + sample));
  }
  await Promise.all(underway);
  await until(stage, `select count(*) from referral where status <> 'ACCEPTED'`);
  const taken = await times(stage, asked, 'referralSubmitted');
  const accepted = await times(stage, asked, 'referralAccepted');
  say(`\n${SAMPLES} cases registered one by one, ${PER_SECOND} a second, one worker, an agency without faults:`);
  say(`  handed over and answered for after   ${percentiles(taken)}`);
  say(`  accepted (told by a webhook) after   ${percentiles(accepted)}`);
  return percentile(accepted, 99);
}

/** Milliseconds from asking for a case's registration to an event of it, shortest first. The clocks are one machine's. */
async function times(stage, asked, event) {
  const rows = await stage.rows(
    `select case_id as id, extract(epoch from at) * 1000 as at from case_event where type = $1`,
    [event],
  );
  const found = rows.filter(({ id }) => asked.has(`Case:${id}`)).map(({ id, at }) => at - asked.get(`Case:${id}`));
  if (found.length !== asked.size) throw new Error(`${found.length} of ${asked.size} cases have the event ${event}`);
  return found.sort((a, b) => a - b);
}

const percentile = (sorted, share) => sorted[Math.ceil((sorted.length * share) / 100) - 1];

const percentiles = (sorted) =>
  [50, 90, 99, 100]
    .map((share) => `${share === 100 ? 'max' : `p${share}`} ${Math.round(percentile(sorted, share))} ms`)
    .join(', ');

/** Referrals a second that one worker hands over, from a backlog registered before it starts. */
async function throughput(stage, creditorId) {
  for (let number = 10_000; number < 10_000 + BACKLOG; number += BATCH) {
    await registerCases(stage, creditorId, number, Math.min(BATCH, 10_000 + BACKLOG - number));
  }
  await stage.rows('vacuum analyze');
  const before = await lastEvent(stage);
  const worker = await stage.startWorker();
  const spent = cpuOf(stage, worker);
  await until(stage, `select count(*) from referral where status = 'QUEUED'`);
  const cpu = spent();
  const [{ done, took }] = await stage.rows(
    `select count(*)::int as done, extract(epoch from max(at) - min(at)) as took from case_event
     where type = 'referralSubmitted' and seq > $1`,
    [before],
  );
  const slices = await stage.rows(
    `select count(*)::int as done from case_event where type = 'referralSubmitted' and seq > $1
     group by date_bin('5 seconds', at, 'epoch') order by date_bin('5 seconds', at, 'epoch')`,
    [before],
  );
  const rate = done / took;
  say(`\n${done} referrals from a backlog, one worker: ${rate.toFixed(1)} a second over ${Number(took).toFixed(1)} s`);
  say(
    `  in steps of five seconds: ${slices.map((slice) => (slice.done / 5).toFixed(0)).join(', ')} a second (the first and last are not whole)`,
  );
  say(
    `  CPU for each, of a core: ${Object.entries(cpu)
      .map(([who, ms]) => `${who} ${(ms / done).toFixed(1)} ms`)
      .join(', ')}`,
  );
  say(
    `  load of the machine: ${os
      .loadavg()
      .map((load) => load.toFixed(1))
      .join(', ')} (1, 5 and 15 minutes) on ${os.cpus().length} cores`,
  );
  return rate;
}

/** From now on: CPU time of each process that has a part in handing over, milliseconds. */
function cpuOf({ pids }, worker) {
  const now = () => ({
    worker: cpuMs(worker.pid),
    PostgreSQL: childrenCpuMs(pids.database),
    agency: cpuMs(pids.agency),
  });
  const before = now();
  return () => Object.fromEntries(Object.entries(now()).map(([who, ms]) => [who, ms - before[who]]));
}

const lastEvent = async (stage) => (await stage.rows('select max(seq) as seq from case_event'))[0].seq;

async function until(stage, query) {
  const end = performance.now() + 180_000;
  while (Number((await stage.rows(query))[0].count) > 0) {
    if (performance.now() > end) throw new Error(`after three minutes there is still something: ${query}`);
    await sleep(100);
  }
}

await onStage(benchmark);
