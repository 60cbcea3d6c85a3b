// `npm run drill:partners`: referrals through a partner that fails, loses answers and sends webhooks twice and out of order,
// with workers killed on the way; see ../README.md. Ends with exit code 1 where the two sides differ or anything is stuck.
import { setTimeout as sleep } from 'node:timers/promises';
import { compare } from './compare.mjs';
import { answerQuestions, changeAgency, giveBack, interfere, settleUnpaid } from './people.mjs';
import { addParties, addPartner, onStage, registerCases, START } from './stage.mjs';

const REFERRALS = Number(process.env.DRILL_REFERRALS ?? 1000);
const FAULTS = { errorRate: 0.2, lostAnswerRate: 0.1, duplicateRate: 0.1, reorderRate: 0.1, declineRate: 0.03 };
const WORKERS = 2;
const BATCH = 50;
/** The calendar is moved in steps of a week, for as long as the longest life of a case takes that changes its agency. */
const STEP_DAYS = 7;
const STEPS = 40;
/** The week in which cases change their agency: late enough for money to have come in. */
const CHANGE_STEP = 7;
/** Longest that a step may take before the calendar moves on. */
const STEP_LIMIT_MS = 30_000;
/** Longest that the whole may take before it counts as stuck. */
const LIMIT_MS = Number(process.env.DRILL_MINUTES ?? 20) * 60_000;

const began = performance.now();
const seconds = (since = began) => ((performance.now() - since) / 1000).toFixed(1);
const say = (line = '') => process.stdout.write(`${line}\n`);
const tell = (line) => say(`${seconds().padStart(7)} s  ${line}`);

async function drill(stage) {
  const crew = new Crew(stage);
  for (let hired = 0; hired < WORKERS; hired += 1) await crew.hire();
  const creditorId = await addParties(stage);
  // Dearer than the first: it gets what that one declines, and what is taken from it.
  const secondId = await addPartner(stage, 'Zweiter Sandkasten GmbH', 2500);
  await stage.control('PUT', 'faults', FAULTS);
  tell(`${WORKERS} workers, the API and the agency are up; faults: ${JSON.stringify(FAULTS)}`);

  const cases = [];
  while (cases.length < REFERRALS) {
    const batch = Math.min(BATCH, REFERRALS - cases.length);
    cases.push(...(await registerCases(stage, creditorId, cases.length + 1, batch, currencyOf)));
    if (cases.length >= REFERRALS / 2 && crew.killed === 0) await crew.replaceOne('while cases are registered');
  }
  tell(`${REFERRALS} cases registered`);
  const submitting = performance.now();
  await until('every referral is handed over', async () => {
    // One that failed seven times in a row waits for eighteen minutes, which nobody has to look on at.
    if ((await jobsDue(stage)) === 0) await endWaits(stage);
    return (await count(stage, `status = 'QUEUED'`)) === 0;
  });
  tell(`every referral handed over, ${seconds(submitting)} s after the last was registered`);

  const told = await liveThrough(stage, crew, cases, secondId);
  await until('every case has ended', async () => {
    await answerQuestions(stage);
    told.settled += await settleUnpaid(stage);
    told.givenBack += await giveBack(stage);
    const open = await count(stage, `status not in ('CLOSED', 'DECLINED', 'WITHDRAWN', 'FAILED')`);
    const jobs = await jobsLeft(stage);
    // The timetable's daily round: what got lost on the way is asked for.
    if (jobs === 0 && open > 0) await askAfterAll(stage);
    return jobs === 0 && open === 0;
  });
  await askAfterAll(stage);
  await until('no job is left', async () => (await jobsLeft(stage)) === 0);
  tell('no job is left');
  return report(stage, crew, cases, told);
}

/** Most claims are in euro, some in kronor, and some in krónur, which have no cents. */
const currencyOf = (number) => (number % 11 === 0 ? 'ISK' : number % 7 === 0 ? 'SEK' : 'EUR');

/** Workers, one of which is killed now and then. */
class Crew {
  killed = 0;
  workers = [];

  constructor(stage) {
    this.stage = stage;
  }

  async hire() {
    this.workers.push(await this.stage.startWorker());
  }

  /** Kills the oldest worker with SIGKILL, at a moment when it has jobs in hand, and starts another. */
  async replaceOne(when) {
    const inHand = async () =>
      Number((await this.stage.rows('select count(*) from graphile_worker.jobs where locked_at is not null'))[0].count);
    for (let tries = 0; tries < 500 && (await inHand()) < 2; tries += 1) await sleep(5);
    const taken = await inHand();
    await this.workers.shift().kill();
    this.killed += 1;
    tell(`a worker is killed ${when}, with ${taken} jobs in the hands of ${WORKERS} workers`);
    await this.hire();
  }
}

/** Moves the calendar week by week; meanwhile people do what they do. */
async function liveThrough(stage, crew, cases, secondId) {
  const told = { directPayments: 0, withdrawals: 0, moved: 0, reversals: 0, settled: 0, givenBack: 0, answers: 0 };
  for (let step = 1; step <= STEPS; step += 1) {
    const on = addDays(START, step * STEP_DAYS);
    await moveCalendar(stage, on);
    if (step === 3 || step === 9) {
      const killing = crew.replaceOne(`in week ${step}`);
      await stage.control('POST', 'clock', { on });
      await killing;
    } else await stage.control('POST', 'clock', { on });
    if (step === 2) Object.assign(told, await interfere(stage, cases, on));
    if (step === CHANGE_STEP) Object.assign(told, await changeAgency(stage, secondId, on));
    await askAfterAll(stage);
    told.answers += await settle(stage);
    told.settled += await settleUnpaid(stage);
    told.givenBack += await giveBack(stage);
    if (step % 8 === 0) tell(`${on}: ${JSON.stringify(await statuses(stage))}`);
  }
  return told;
}

/**
 * Does what there is to do in a week, which is longer than all waits between attempts together: what is put off gets its next
 * turn every second. What is not done by the end of the step meets later news. The number of questions answered.
 */
async function settle(stage) {
  const end = performance.now() + STEP_LIMIT_MS;
  let answered = 0;
  for (let look = 1; performance.now() < end; look += 1) {
    answered += await answerQuestions(stage);
    if ((await jobsLeft(stage)) === 0) break;
    if (look % 20 === 0) await endWaits(stage);
    await sleep(50);
  }
  return answered;
}

async function endWaits(stage) {
  await stage.rows(
    'update graphile_worker._private_jobs set run_at = now() where run_at > now() and locked_at is null',
  );
}

const addDays = (date, days) => new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);

/** As the graph's own mutation does it, without living through every day in the API: that is the workers' to do here. */
async function moveCalendar(stage, on) {
  await stage.rows('update business_clock set business_date = $1', [on]);
  await stage.rows(`select pg_notify('business_clock', $1)`, [on]);
  await endWaits(stage);
}

/** The daily round of the timetable. */
async function askAfterAll(stage) {
  const [{ on }] = await stage.rows('select business_date::text as on from business_clock');
  await stage.rows(`select graphile_worker.add_job('reconcile', $1::json, job_key => $2)`, [
    JSON.stringify({ on }),
    `reconcile:${on}`,
  ]);
  await sleep(200);
}

async function count(stage, condition) {
  const [{ count: found }] = await stage.rows(`select count(*) from referral where ${condition}`);
  return Number(found);
}

const jobsLeft = async (stage) => Number((await stage.rows('select count(*) from graphile_worker.jobs'))[0].count);

const jobsDue = async (stage) =>
  Number((await stage.rows('select count(*) from graphile_worker.jobs where run_at <= now()'))[0].count);

async function statuses(stage) {
  const rows = await stage.rows('select status, count(*)::int as count from referral group by status order by status');
  return Object.fromEntries(rows.map(({ status, count: found }) => [status, found]));
}

/** What did not come to its end within the limit. */
const late = [];

async function until(what, isSo) {
  while (!(await isSo())) {
    if (performance.now() - began > LIMIT_MS) {
      late.push(`it has not come to this within ${LIMIT_MS / 60_000} minutes: ${what}`);
      tell(`FAILED: ${late.at(-1)}.`);
      return;
    }
    await sleep(250);
  }
}

async function report(stage, crew, cases, told) {
  const { counted } = await stage.control('GET', 'faults');
  const [attempts] = await stage.rows(
    'select sum(attempts)::int as all, max(attempts) as most, count(*) filter (where attempts > 1)::int as repeated from referral',
  );
  const { lines, differences } = await compare(stage, cases.length);
  differences.push(...late);
  say(`\nCases: ${cases.length}; referrals at our side ${JSON.stringify(await statuses(stage))}`);
  say(
    `Calls to hand over: ${attempts.all}, at most ${attempts.most} for one; ${attempts.repeated} referrals needed more than one`,
  );
  say(
    `Told the agencies: ${told.answers} answers, ${told.directPayments} payments to the creditor, ${told.withdrawals} withdrawals; ` +
      `${told.moved} cases moved to another, of ${told.reversals} of them a payment taken back meanwhile, ${told.settled} settled and ${told.givenBack} paid back by a person`,
  );
  say(
    `Requests to the agency: ${counted.requests}, of them ${percent(counted.errors, counted.requests)} failed, and ` +
      `${percent(counted.lostAnswers, counted.requests - counted.errors)} of the rest lost their answer`,
  );
  say(
    `Webhooks: ${counted.webhooks}, ${percent(counted.duplicated, counted.webhooks)} sent twice, ` +
      `${percent(counted.reordered, counted.webhooks)} overtaken, ${counted.undelivered} not delivered`,
  );
  say(`Workers killed: ${crew.killed}`);
  for (const line of lines) say(line);
  say(`Time: ${seconds()} s`);
  for (const difference of differences.slice(0, 20)) say(`DIFFERENT: ${difference}`);
  say(
    differences.length === 0 ? 'Both sides agree, and nothing is stuck.' : `FAILED: ${differences.length} differences.`,
  );
  return differences.length === 0 ? 0 : 1;
}

const percent = (part, whole) => `${part} (${((100 * part) / Math.max(1, whole)).toFixed(1)} %)`;

await onStage(drill);
