import type { DataSource, EntityManager } from 'typeorm';
import { keyOf } from '../../graphql/ids.js';
import { readingRole, scopeKey, visibleTo } from '../../graphql/scope.js';
import type { Viewer } from '../../platform.js';
import { WebhookAttempt, WebhookDelivery, WebhookSubscription } from './webhook.type.js';

/** Predicate for the subscriptions a reader may see, as rows `s`; `$1` is its creditor or partner. */
function ownSubscriptions(viewer: Viewer): string {
  switch (readingRole(viewer)) {
    case 'AGENT':
      return '($1::uuid is null or true)';
    case 'CREDITOR':
      return 's.creditor_id = $1::uuid';
    case 'PARTNER':
      return 's.partner_id = $1::uuid';
    default:
      return '($1::uuid is null and false)';
  }
}

/**
 * Predicate for the deliveries `d` a reader may see: those of events it may read, and those of which something was sent, when
 * it might. `$1` is its creditor or partner. Events are queued for whoever has a case before it is asked what each may read.
 */
const ownDeliveries = (
  viewer: Viewer,
): string => `(($1::uuid is null or true) and (d.event_id is null or d.attempts > 0 or exists (
  select from case_event e where e.id = d.event_id and ${visibleTo(readingRole(viewer), 'CaseEvent', 'e', '$1::uuid')})))`;

const SUBSCRIPTION = `s.id as key, s.creditor_id as "creditorKey", s.partner_id as "partnerKey", s.key_version as "keyVersion", s.url, s.types,
  s.selection, s.language, s.enabled, s.disabled_reason as "disabledReason", s.created_at as "createdAt",
  case when s.paused_until > now() then s.paused_until end as "pausedUntil",
  case when s.previous_until > now() then s.previous_until end as "previousUntil"`;

const DELIVERY = `d.id as key, d.subscription_id as "subscriptionKey", d.event_id as "eventKey", d.seq::text, d.type as name, d.status, d.attempts,
  d.response_code as "responseCode", d.error, d.next_attempt_at as "nextAttemptAt", d.delivered_at as "deliveredAt",
  d.created_at as "createdAt"`;

type Database = DataSource | EntityManager;

/** Every subscription the reader may see, oldest first. */
export async function loadSubscriptions(db: Database, viewer: Viewer): Promise<WebhookSubscription[]> {
  const rows: object[] = await db.query(
    `select ${SUBSCRIPTION} from webhook_subscription s where ${ownSubscriptions(viewer)} order by s.id`,
    [scopeKey(viewer)],
  );
  return rows.map((row) => Object.assign(new WebhookSubscription(), row));
}

/** A subscription by its global id, as far as the reader may see it; locked where `tx` is a transaction that will change it. */
export async function findSubscription(
  db: Database,
  viewer: Viewer,
  id: string,
  lock: '' | 'for update' = '',
): Promise<WebhookSubscription | null> {
  const key = keyOf('WebhookSubscription', id);
  const rows: object[] = await db.query(
    `select ${SUBSCRIPTION} from webhook_subscription s where s.id = $2 and ${ownSubscriptions(viewer)} ${lock}`,
    [scopeKey(viewer), key],
  );
  return rows[0] ? Object.assign(new WebhookSubscription(), rows[0]) : null;
}

/** A delivery by its global id, as far as the reader may see it, and whether anything is sent to its endpoint. */
export async function findDelivery(
  db: Database,
  viewer: Viewer,
  id: string,
): Promise<{ delivery: WebhookDelivery; enabled: boolean } | null> {
  const key = keyOf('WebhookDelivery', id);
  const rows: { enabled: boolean }[] = await db.query(
    `select ${DELIVERY}, s.enabled from webhook_delivery d join webhook_subscription s on s.id = d.subscription_id
     where d.id = $2 and ${ownSubscriptions(viewer)} and ${ownDeliveries(viewer)}`,
    [scopeKey(viewer), key],
  );
  if (!rows[0]) return null;
  const { enabled, ...row } = rows[0];
  return { delivery: Object.assign(new WebhookDelivery(), row), enabled };
}

/** Which part of a subscription's deliveries: latest first, `after` and before a place in the log. */
export interface DeliveryPage {
  readonly subscriptionKey: string;
  readonly statuses: readonly string[] | null;
  readonly after: string | null;
  readonly before: string | null;
  readonly forward: boolean;
  readonly size: number;
}

/** Rows of a page and one more, where there is one: from its front, or from its back where it goes backward. */
export async function loadDeliveries(db: Database, viewer: Viewer, page: DeliveryPage): Promise<WebhookDelivery[]> {
  const rows: object[] = await db.query(
    `select ${DELIVERY} from webhook_delivery d
     where d.subscription_id = $2 and ($3::text[] is null or d.status = any($3)) and ($4::bigint is null or d.seq < $4)
       and ($5::bigint is null or d.seq > $5) and ${ownDeliveries(viewer)}
     order by d.seq ${page.forward ? 'desc' : 'asc'} limit $6`,
    [scopeKey(viewer), page.subscriptionKey, page.statuses, page.after, page.before, page.size + 1],
  );
  return rows.map((row) => Object.assign(new WebhookDelivery(), row));
}

export async function countDeliveries(
  db: Database,
  viewer: Viewer,
  { subscriptionKey, statuses }: Pick<DeliveryPage, 'subscriptionKey' | 'statuses'>,
): Promise<number> {
  const rows: { count: number }[] = await db.query(
    `select count(*)::integer as count from webhook_delivery d
     where d.subscription_id = $2 and ($3::text[] is null or d.status = any($3)) and ${ownDeliveries(viewer)}`,
    [scopeKey(viewer), subscriptionKey, statuses],
  );
  return rows[0]!.count;
}

/** Attempts by delivery, oldest first. */
export async function loadAttempts(
  db: Database,
  deliveryKeys: readonly string[],
): Promise<Map<string, WebhookAttempt[]>> {
  const rows: { key: string }[] = await db.query(
    `select delivery_id as key, number, at, response_code as "responseCode", error, duration_ms as "durationMs"
     from webhook_attempt where delivery_id = any($1) order by number`,
    [deliveryKeys],
  );
  const byDelivery = new Map<string, WebhookAttempt[]>(deliveryKeys.map((key) => [key, []]));
  for (const { key, ...row } of rows) byDelivery.get(key)!.push(Object.assign(new WebhookAttempt(), row));
  return byDelivery;
}
