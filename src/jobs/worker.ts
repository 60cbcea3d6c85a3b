import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseCrontab, run, runOnce, type TaskList, type WorkerEvents } from 'graphile-worker';
import { Pool } from 'pg';
import { RealClock, SandboxClock } from '../clock.js';
import { parseDate, type IsoDate } from '../domain/date.js';
import { announceNotice } from '../modules/notices/announcing.js';
import { deliverNotice } from '../modules/notices/delivery.js';
import { spoolPayoutFile } from '../modules/settlement/spool.js';
import type { Platform } from '../platform.js';
import { deliverWebhook } from './deliver-webhook.js';
import { passDays } from './daily.js';
import { takeDueSteps } from './due-steps.js';
import { fetchDocument } from './fetch-documents.js';
import { freeJobsOfTheDead, showSignOfLife, type SignOfLife } from './liveness.js';
import { databaseUrl, queueLog, type JobName, type JobPayloads } from './queue.js';
import { readWebhook, reconcile } from './reconcile.js';
import { replanCases } from './replan.js';
import { submitReferral } from './submit-referral.js';
import { answerInquiry, withdrawReferral } from './tell-partner.js';
import { tellCreditNote } from './tell-credit-note.js';
import { notifyPartnerPayment } from './tell-payment.js';
import { tellDocument, tellMessage, tellPause } from './tell-words.js';
import { watchWebhooks } from './webhook-watch.js';

/** Every job and who does it. A job without a worker does not compile. */
function tasks(platform: Platform): TaskList {
  const workers: { readonly [Name in JobName]: (payload: JobPayloads[Name]) => Promise<void> } = {
    deliverNotice: ({ noticeId }) => deliverNotice(platform, noticeId),
    announceNotice: ({ noticeId }) => announceNotice(platform, noticeId),
    submitReferral: (payload) => submitReferral(platform, payload),
    withdrawReferral: (payload) => withdrawReferral(platform, payload),
    notifyPartnerPayment: (payload) => notifyPartnerPayment(platform, payload),
    answerInquiry: (payload) => answerInquiry(platform, payload),
    tellMessage: (payload) => tellMessage(platform, payload),
    tellDocument: (payload) => tellDocument(platform, payload),
    tellCreditNote: (payload) => tellCreditNote(platform, payload),
    tellPause: (payload) => tellPause(platform, payload),
    deliverWebhook: (payload) => deliverWebhook(platform, payload),
    readWebhook: (payload) => readWebhook(platform, payload),
    spoolPayoutFile: ({ fileId }) => spoolPayoutFile(platform, fileId),
    replanCases: ({ creditorId }) => replanCases(platform, creditorId),
    fetchDocument: (payload) => fetchDocument(platform, payload),
    reconcile: ({ on }) => watchOthers(platform, parseDate(on) ?? platform.clock.today()),
  };
  const { clock, db } = platform;
  const inStep = (work: (payload: never) => Promise<void>) => async (payload: unknown) => {
    // The sandbox clock may have been moved by another process since the last job.
    if (clock instanceof SandboxClock) await clock.refresh(db);
    // Only `addJob` writes payloads, so each is what its worker expects.
    await work(payload as never);
  };
  const known = Object.fromEntries(Object.entries(workers).map(([name, work]) => [name, inStep(work)]));
  return { ...known, [WORK_DAY]: () => workDay(platform) };
}

/** Not in the queue's vocabulary: nobody but the timetable asks for it. */
const WORK_DAY = 'workDay';

/** What the day asks for, again and again: each part does what is still to be done, and nothing twice. */
async function workDay(platform: Platform): Promise<void> {
  const today = platform.clock.today();
  await passDays(platform);
  await takeDueSteps(platform);
  await watchOthers(platform, today);
}

/** What is to be asked, seen to and cleared away of those we work with. */
async function watchOthers(platform: Platform, on: IsoDate): Promise<void> {
  await reconcile(platform, on);
  await watchWebhooks(platform, on, new RealClock().today());
}

export interface WorkerOptions {
  /** Jobs done at the same time in this process. */
  readonly concurrency?: number;
  /** Milliseconds between looks for jobs whose time has come and for workers that have died. */
  readonly lookEveryMs?: number;
  /** Milliseconds a job is left to a pool that shows no sign of life. */
  readonly graceMs?: number;
}

/** Working until stopped; stopping waits for the jobs in hand. */
export interface RunningWorker {
  stop(): Promise<void>;
}

/** Starts taking jobs from the queue. Any number of processes may do so; one that is killed loses nothing. */
export async function startWorker(platform: Platform, options: WorkerOptions = {}): Promise<RunningWorker> {
  const { graceMs = 2000, lookEveryMs = 1000 } = options;
  const url = databaseUrl(platform.db);
  const { deliverWebhook: deliver, ...others } = tasks(platform);
  const timetable = platform.sandbox ? '' : `*/5 * * * * ${WORK_DAY} ?max=1&queue=${WORK_DAY}&jobKey=${WORK_DAY}`;
  const crews = await Promise.all([
    startCrew(url, others, options, timetable),
    // Endpoints of other people that take their time hold up messages to endpoints, and no other work.
    startCrew(url, { deliverWebhook: deliver }, options, ''),
  ]);
  const pool = openPool(url, 1);
  const watch = watchOverOthers(pool, lookEveryMs, graceMs);
  return {
    async stop() {
      await watch.stop();
      await Promise.all(crews.map((crew) => crew.stop()));
      await pool.end();
    },
  };
}

/** Takes jobs of some kinds, and those that a timetable (in the manner of cron) asks for. */
async function startCrew(
  url: string,
  taskList: TaskList,
  { concurrency = 8, lookEveryMs = 1000 }: WorkerOptions,
  timetable: string,
): Promise<RunningWorker> {
  // One connection listens; a job in hand needs one only to be taken and given back.
  const pool = openPool(url, concurrency + 2);
  const events: WorkerEvents = new EventEmitter();
  const created = new Promise<string>((resolve) =>
    events.once('pool:create', ({ workerPool }) => resolve(workerPool.id)),
  );
  const runner = await run({
    pgPool: pool,
    taskList,
    parsedCronItems: parseCrontab(timetable),
    concurrency,
    // Taking and giving back jobs one by one would cost a transaction each; what is done twice after a crash changes nothing.
    preset: { worker: { localQueue: { size: concurrency }, completeJobBatchDelay: 5 } },
    pollInterval: lookEveryMs,
    noHandleSignals: true,
    events,
    logger: queueLog,
  });
  const life = await showSignOfLife(url, await created, complain);
  return {
    async stop() {
      await runner.stop();
      await life.stop();
      await pool.end();
    },
  };
}

const complain = (line: string): void => queueLog.error(line);

/** Connections of the queue's own. One that breaks is replaced; where nobody listened, it would end the process. */
function openPool(url: string, max: number): Pool {
  const pool = new Pool({ connectionString: url, max, application_name: 'fordring queue' });
  const lost = (error: Error): void => complain(`a connection was lost: ${error.message}`);
  pool.on('error', lost);
  pool.on('connect', (client) => client.on('error', lost));
  return pool;
}

function watchOverOthers(pool: Pool, everyMs: number, graceMs: number): SignOfLife {
  const ended = new AbortController();
  const watching = (async () => {
    while (!ended.signal.aborted) {
      await freeJobsOfTheDead(pool, graceMs).catch((error: Error) =>
        complain(`looking for dead workers: ${error.message}`),
      );
      await sleep(everyMs, undefined, { signal: ended.signal }).catch(() => undefined);
    }
  })();
  return {
    async stop() {
      ended.abort();
      await watching;
    },
  };
}

/** Milliseconds that a drain leaves a job to a worker that shows no sign of life. */
const DRAIN_GRACE_MS = 2000;

/** Jobs that could be done now, or are being done by a worker. */
const UNDONE = `select exists (select from graphile_worker.jobs where run_at <= now() and attempts < max_attempts) as undone`;

/**
 * Does every job that can be done now, those that these lead to included, and waits for what other workers have in hand.
 * Jobs put off to a later time stay. For the sandbox clock, whose days end when their work is done.
 */
export async function drainJobs(platform: Platform): Promise<void> {
  const undone = async (): Promise<boolean> => {
    const rows: { undone: boolean }[] = await platform.db.query(UNDONE);
    return rows[0]!.undone;
  };
  if (!(await undone())) return;
  const url = databaseUrl(platform.db);
  const pool = openPool(url, 4);
  try {
    while (await undone()) {
      await freeJobsOfTheDead(pool, DRAIN_GRACE_MS);
      await drainOnce(platform, pool, url);
      if (await undone()) await sleep(20);
    }
  } finally {
    await pool.end();
  }
}

async function drainOnce(platform: Platform, pool: Pool, url: string): Promise<void> {
  const events: WorkerEvents = new EventEmitter();
  let life: Promise<SignOfLife> | undefined;
  events.once('pool:create', ({ workerPool }) => {
    life = showSignOfLife(url, workerPool.id, complain);
  });
  try {
    await runOnce({
      pgPool: pool,
      taskList: tasks(platform),
      concurrency: 2,
      noHandleSignals: true,
      events,
      logger: queueLog,
    });
  } finally {
    await (await life)?.stop();
  }
}
