import type { EntityManager } from 'typeorm';
import { WEBHOOK_TEST } from '../domain/case-events.js';
import { Loaders } from '../graphql/loaders.js';
import { readingRole, scopeKey, visibleTo } from '../graphql/scope.js';
import { departureData, type Shaped, shapeEvent, writeBody } from '../modules/webhooks/webhook.body.js';
import { type KeyRow, signingKeys } from '../modules/webhooks/webhook.keys.js';
import { nextWaitMs, pauseMs, readRetryAfter } from '../modules/webhooks/webhook.schedule.js';
import { messageIdOf } from '../modules/webhooks/webhook.type.js';
import { signWebhook } from '../partners/webhook-signature.js';
import type { Platform, Viewer } from '../platform.js';
import { addJob, type JobPayloads } from './queue.js';
import { postWebhook, type Received } from './webhook-post.js';
import { switchOff } from './webhook-watch.js';

/** A message that is to be delivered now, and where. */
interface Due extends KeyRow {
  readonly deliveryId: string;
  readonly name: string;
  readonly failures: number;
  readonly body: string | null;
  readonly createdAt: Date;
  readonly url: string;
  readonly selection: string | null;
  readonly language: 'nb' | 'sv' | 'fi' | 'en';
  readonly creditorId: string | null;
  readonly partnerId: string | null;
  readonly failuresInRow: number;
  /** Milliseconds for which the endpoint is still left alone. */
  readonly pausedMs: number;
  readonly enabled: boolean;
  readonly eventId: string | null;
  readonly departureId: string | null;
}

const DUE = `select d.id as "deliveryId", d.type as name, d.failures, d.body, d.created_at as "createdAt", d.event_id as "eventId",
    d.departure_id as "departureId", s.id, s.url, s.selection, s.language, s.creditor_id as "creditorId", s.partner_id as "partnerId",
    s.failures_in_row as "failuresInRow", s.enabled, s.secret_cipher as "secretCipher",
    s.previous_secret_cipher as "previousSecretCipher", s.previous_until as "previousUntil", s.key_version as "keyVersion",
    greatest(0, ceil(extract(epoch from s.paused_until - clock_timestamp()) * 1000))::integer as "pausedMs"
  from webhook_delivery d join webhook_subscription s on s.id = d.subscription_id where d.id = $1 and d.status = 'PENDING'`;

/**
 * Makes one attempt to deliver a message, and notes how it went with the job of the next one. The body is written at the first
 * attempt and stays the same; it is sent only as long as whoever is told may still read what it tells of.
 */
export async function deliverWebhook(platform: Platform, job: JobPayloads['deliverWebhook']): Promise<void> {
  const { db, webhooks, secret } = platform;
  const rows: Due[] = await db.query(DUE, [job.deliveryId]);
  const due = rows[0];
  if (!due) return;
  if (due.enabled && due.pausedMs > 0) return putOff(platform, job, due.pausedMs);
  const body = await bodyOf(platform, due);
  // Nothing of it is left in the log of somebody who may not read it.
  if (body === null) return void (await db.query('delete from webhook_delivery where id = $1', [due.deliveryId]));
  if (!due.enabled) return end(platform, due.deliveryId, 'CANCELLED');
  const begun = Date.now();
  const message = { id: messageIdOf(due.deliveryId), timestampSeconds: Math.floor(begun / 1000), body };
  const headers = {
    ...signWebhook(signingKeys(secret, due, begun), message),
    'content-type': 'application/cloudevents+json; charset=utf-8',
    'user-agent': 'Fordring',
  };
  const received = await postWebhook(webhooks, due.url, headers, body);
  await note(platform, job, due, received, Date.now() - begun);
}

/** What is waiting for an endpoint that is left alone comes back spread over a second for each that waits with it. */
async function putOff({ db }: Platform, job: JobPayloads['deliverWebhook'], pausedMs: number): Promise<void> {
  const waitMs = pausedMs + Math.round(Math.random() * 1000);
  await db.transaction(async (tx) => {
    await again(tx, job, waitMs);
  });
}

async function again(tx: EntityManager, job: JobPayloads['deliverWebhook'], waitMs: number): Promise<void> {
  await tx.query(
    `update webhook_delivery set next_attempt_at = clock_timestamp() + $2 * interval '1 millisecond' where id = $1`,
    [job.deliveryId, waitMs],
  );
  await addJob(tx, { name: 'deliverWebhook', payload: job }, waitMs);
}

async function end({ db }: Platform, deliveryId: string, status: 'CANCELLED'): Promise<void> {
  await db.query('update webhook_delivery set status = $2, body = null, next_attempt_at = null where id = $1', [
    deliveryId,
    status,
  ]);
}

/** Whoever is told, as a reader. */
const readerOf = ({ id, creditorId, partnerId }: Due): Viewer => ({
  subject: `webhook ${id}`,
  roles: [partnerId !== null ? 'PARTNER' : creditorId !== null ? 'CREDITOR' : 'AGENT'],
  creditorId,
  partnerId,
});

/** The message's body, kept from the first attempt on; null where whoever is told may not read what it tells of. */
async function bodyOf(platform: Platform, due: Due): Promise<string | null> {
  if (due.name === WEBHOOK_TEST) {
    const occasion = { id: due.deliveryId, name: WEBHOOK_TEST, at: due.createdAt, caseId: null, sequence: null };
    return writeBody(platform.agency, occasion, { data: { message: 'This is a test.' }, error: null });
  }
  const source = due.departureId === null ? await readEvent(platform, due) : await readDeparture(platform, due);
  if (source === null || due.body !== null) return source && due.body;
  const shaped = await source.shape();
  if (shaped === null) return null;
  const body = writeBody(platform.agency, { ...source, name: due.name }, shaped);
  await platform.db.query('update webhook_delivery set body = $2 where id = $1', [due.deliveryId, body]);
  return body;
}

/** What a message tells of, and how its data is had. */
interface Source {
  readonly id: string;
  readonly at: Date;
  readonly caseId: string;
  readonly sequence: string;
  readonly shape: () => Promise<Shaped | null>;
}

async function readEvent(platform: Platform, due: Due): Promise<Source | null> {
  const { db } = platform;
  const viewer = readerOf(due);
  const rows: Omit<Source, 'shape'>[] = await db.query(
    `select e.id, e.at, e.case_id as "caseId", e.seq::text as sequence from case_event e
     where e.id = $2 and ($1::uuid is null or true) and ${visibleTo(readingRole(viewer), 'CaseEvent', 'e', '$1::uuid')}`,
    [scopeKey(viewer), due.eventId],
  );
  if (!rows[0]) return null;
  const shape = async (): Promise<Shaped | null> => {
    // Only a process that sends webhooks needs the schema, and the schema needs the jobs.
    const { schema } = await import('../schema.js');
    const context = { platform, viewer, language: due.language, loaders: new Loaders(db, viewer) };
    return shapeEvent(await schema(), due.selection, due.eventId!, context);
  };
  return { ...rows[0], shape };
}

async function readDeparture({ db }: Platform, due: Due): Promise<Source | null> {
  const rows: (Omit<Source, 'shape'> & { referralId: string; status: string })[] = await db.query(
    `select id, at, case_id as "caseId", seq::text as sequence, referral_id as "referralId", status from referral_departure where id = $1`,
    [due.departureId],
  );
  if (!rows[0]) return null;
  const { referralId, status, ...row } = rows[0];
  return { ...row, shape: async () => ({ data: departureData(referralId, status), error: null }) };
}

const GONE = 410;
const isSuccess = (received: Received): boolean => received.answered && received.status >= 200 && received.status < 300;

/** Writes an attempt into the log, and what follows from it for the message and for its endpoint. */
async function note(
  platform: Platform,
  job: JobPayloads['deliverWebhook'],
  due: Due,
  received: Received,
  durationMs: number,
): Promise<void> {
  const code = received.answered ? received.status : null;
  const error = isSuccess(received) ? null : received.answered ? `HTTP ${received.status}` : received.detail;
  const askedMs = received.answered ? readRetryAfter(received.retryAfter, Date.now()) : null;
  const failures = error === null ? due.failures : due.failures + 1;
  const waitMs = error === null || code === GONE ? null : nextWaitMs(failures, askedMs, Math.random());
  const status = error === null ? 'DELIVERED' : waitMs === null ? 'FAILED' : 'PENDING';
  await platform.db.transaction(async (tx) => {
    const noted: [unknown[], number] = await tx.query(
      `update webhook_delivery set status = $2, attempts = attempts + 1, failures = $3, response_code = $4, error = $5,
         body = case when $2 = 'PENDING' then body end, next_attempt_at = case when $2 = 'PENDING' then next_attempt_at end,
         delivered_at = case when $2 = 'DELIVERED' then clock_timestamp() end
       where id = $1 and status = 'PENDING' returning id`,
      [due.deliveryId, status, failures, code, error],
    );
    // The subscription was deleted meanwhile, and its log with it.
    if (noted[1] === 0) return;
    await tx.query(
      `insert into webhook_attempt (delivery_id, number, creditor_id, response_code, error, duration_ms)
       select id, attempts, creditor_id, $2, $3, $4 from webhook_delivery where id = $1`,
      [due.deliveryId, code, error, durationMs],
    );
    const isGivenUp = error !== null && waitMs === null;
    const off = code === GONE ? 'GONE' : isGivenUp && (await isSilent(tx, due)) ? 'SILENT' : null;
    await noteEndpoint(platform, tx, due, { well: error === null, off, askedMs });
    if (waitMs !== null) await again(tx, job, waitMs);
  });
}

/** Whether nothing has arrived there since a message was written that has now been tried for as long as any is. */
async function isSilent(tx: EntityManager, { id, createdAt }: Due): Promise<boolean> {
  const arrived: unknown[] = await tx.query(
    'select from webhook_delivery where subscription_id = $1 and delivered_at >= $2 limit 1',
    [id, createdAt],
  );
  return arrived.length === 0;
}

/** What an attempt tells of an endpoint: whether it took the message, why it is to be switched off, the time it asks for. */
interface Finding {
  readonly well: boolean;
  readonly off: 'GONE' | 'SILENT' | null;
  readonly askedMs: number | null;
}

/** An endpoint that answers is well; one that fails again and again, or asks for time, is left alone; one that is dead is switched off. */
async function noteEndpoint(
  platform: Platform,
  tx: EntityManager,
  due: Due,
  { well, off, askedMs }: Finding,
): Promise<void> {
  if (well && due.failuresInRow === 0) return;
  const failuresInRow = well ? 0 : due.failuresInRow + 1;
  const pause = well ? 0 : pauseMs(failuresInRow, askedMs);
  await tx.query(
    `update webhook_subscription set failures_in_row = $2,
       paused_until = case when $3 > 0 then clock_timestamp() + $3 * interval '1 millisecond' end
     where id = $1`,
    [due.id, failuresInRow, pause],
  );
  if (off !== null) await switchOff(platform, tx, due.id, off);
}
