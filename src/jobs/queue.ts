import { Logger, runMigrations } from 'graphile-worker';
import type { DataSource, EntityManager } from 'typeorm';

/** What each job is told. Ids are keys of rows; `attempt` counts the calls to the partner that have failed so far. */
export interface JobPayloads {
  readonly deliverNotice: { readonly noticeId: string };
  readonly announceNotice: { readonly noticeId: string };
  readonly submitReferral: { readonly referralId: string; readonly attempt?: number };
  readonly withdrawReferral: { readonly referralId: string; readonly reason: string; readonly attempt?: number };
  readonly notifyPartnerPayment: { readonly paymentId: string; readonly attempt?: number };
  readonly answerInquiry: { readonly inquiryId: string; readonly attempt?: number };
  readonly tellMessage: { readonly messageId: string; readonly attempt?: number };
  readonly tellDocument: { readonly documentId: string; readonly attempt?: number };
  readonly tellCreditNote: { readonly creditNoteId: string; readonly attempt?: number };
  readonly tellPause: { readonly caseId: string; readonly attempt?: number };
  readonly readWebhook: { readonly network: string; readonly externalReference: string; readonly attempt?: number };
  readonly deliverWebhook: { readonly deliveryId: string; readonly subscriptionId: string };
  readonly spoolPayoutFile: { readonly fileId: string };
  readonly fetchDocument: {
    readonly referralId: string;
    readonly documentId: string;
    readonly fileName: string;
    readonly attempt?: number;
  };
  readonly reconcile: { readonly on: string };
  readonly replanCases: { readonly creditorId: string };
}

export type JobName = keyof JobPayloads;

/** A piece of work for a worker process, with what it is told. */
export type Job = { readonly [Name in JobName]: { readonly name: Name; readonly payload: JobPayloads[Name] } }[JobName];

/** A second job with the same key replaces the first while that has not begun: the work is done once. */
function jobKey({ name, payload }: Job): string {
  switch (name) {
    case 'deliverNotice':
    case 'announceNotice':
      return `${name}:${payload.noticeId}`;
    case 'submitReferral':
    case 'withdrawReferral':
      return `${name}:${payload.referralId}`;
    case 'notifyPartnerPayment':
      return `${name}:${payload.paymentId}`;
    case 'answerInquiry':
      return `${name}:${payload.inquiryId}`;
    case 'tellMessage':
      return `${name}:${payload.messageId}`;
    case 'tellDocument':
      return `${name}:${payload.documentId}`;
    case 'tellCreditNote':
      return `${name}:${payload.creditNoteId}`;
    case 'tellPause':
      return `${name}:${payload.caseId}`;
    case 'fetchDocument':
      return `${name}:${payload.referralId}:${payload.documentId}`;
    case 'deliverWebhook':
      return `${name}:${payload.deliveryId}`;
    case 'spoolPayoutFile':
      return `${name}:${payload.fileId}`;
    case 'replanCases':
      return `${name}:${payload.creditorId}`;
    case 'reconcile':
      return `${name}:${payload.on}`;
    case 'readWebhook':
      return `${name}:${payload.network}:${payload.externalReference}`;
  }
}

/**
 * Jobs of one queue run one after another: of a pause and its end, the later word is the last that the partner hears, and an
 * endpoint that hangs holds up no messages but its own. Null for a job that waits for no other.
 */
function queueOf(job: Job): string | null {
  if (job.name === 'tellPause') return jobKey(job);
  return job.name === 'deliverWebhook' ? `webhooks:${job.payload.subscriptionId}` : null;
}

/**
 * Puts a job into the queue as part of the caller's transaction: it exists exactly when what the caller wrote does.
 * `delayMs` keeps it from running earlier than that from now.
 */
export function addJob(tx: DataSource | EntityManager, job: Job, delayMs = 0): Promise<void> {
  return addJobs(tx, [job], delayMs);
}

/** The same for many jobs of different keys, all in one statement. */
export async function addJobs(tx: DataSource | EntityManager, jobs: readonly Job[], delayMs = 0): Promise<void> {
  if (jobs.length === 0) return;
  const specs = jobs.map((job) => ({
    identifier: job.name,
    payload: job.payload,
    queue_name: queueOf(job),
    job_key: jobKey(job),
  }));
  await tx.query(
    `select count(*) from graphile_worker.add_jobs((select array_agg(
       (identifier, payload, queue_name, clock_timestamp() + $2 * interval '1 millisecond', null, job_key, null, null)::graphile_worker.job_spec)
       from json_to_recordset($1) as job(identifier text, payload json, queue_name text, job_key text)))`,
    [JSON.stringify(specs), delayMs],
  );
}

/** Address of the database behind a data source; the queue keeps connections of its own, for it listens on one. */
export function databaseUrl(db: DataSource): string {
  if (db.options.type !== 'postgres' || db.options.url === undefined) {
    throw new TypeError('The queue needs a PostgreSQL data source opened by its address');
  }
  return db.options.url;
}

/** The queue's own messages: what is wrong, one line each; every job that went well is not news. */
export const queueLog = new Logger(() => (level, message) => {
  if (level === 'error' || level === 'warning') process.stderr.write(`queue ${level}: ${message}\n`);
});

/** Installs or upgrades the queue's own schema, `graphile_worker`. To be called after the migrations. */
export async function migrateQueue(db: DataSource): Promise<void> {
  await runMigrations({ connectionString: databaseUrl(db), logger: queueLog });
}
