import type { EntityManager } from 'typeorm';
import { isEventName, WEBHOOK_TEST } from '../../domain/case-events.js';
import type { Refusal } from '../../domain/refusal.js';
import { refused, success, type Result } from '../../domain/result.js';
import { keyOwner, withIdempotency } from '../../graphql/idempotency.js';
import { globalId, keyOf, uuidv7 } from '../../graphql/ids.js';
import { Problems } from '../../graphql/problems.js';
import { readingRole, scopeKey } from '../../graphql/scope.js';
import { addJob } from '../../jobs/queue.js';
import type { Platform, Viewer } from '../../platform.js';
import { hostOf, mayBeTakenIn, readEndpoint } from './webhook.address.js';
import type { CreateWebhookSubscriptionInput, UpdateWebhookSubscriptionInput } from './webhook.inputs.js';
import { newSecret, openSecret, sealSecret, writtenSecret } from './webhook.keys.js';
import { findDelivery, findSubscription } from './webhook.record.js';

type Refusals = readonly Refusal[];
/** Whether events can be shaped by a selection; else what is wrong with it. */
export type CheckSelection = (selection: string) => Result<null, string>;
/** Global id, and the signing secret where it is new. */
export interface WithSecret {
  readonly id: string;
  readonly secret: string | null;
}

const MOST_SUBSCRIPTIONS = 20;
const LANGUAGES = ['nb', 'sv', 'fi', 'en'];

/**
 * Makes a subscription for whoever asks, or for the creditor or partner the agency names; once per idempotency key. Its
 * endpoint must be a public https address.
 */
export async function createWebhookSubscription(
  platform: Platform,
  viewer: Viewer,
  input: CreateWebhookSubscriptionInput,
  checkSelection: CheckSelection,
): Promise<Result<WithSecret, Refusals>> {
  const { db, secret } = platform;
  const problems = new Problems();
  const owner = readOwner(viewer, input, problems);
  const url = await readUrl(platform, input.url, problems);
  const types = readTypes(input.types, problems);
  const selection = readSelection(input.selection, checkSelection, problems);
  const language = readLanguage(input.language ?? 'en', problems);
  if (problems.refusals.length > 0) return refused(problems.refusals);
  const { idempotencyKey, ...rest } = input;
  const request = { subject: keyOwner(viewer), key: idempotencyKey ?? null, operation: 'createWebhookSubscription', input: rest }; // prettier-ignore
  const made = await db.transaction((tx) =>
    withIdempotency(tx, request, async (): Promise<Result<{ key: string }, Refusals>> => {
      const refusal = await refuseOwner(tx, owner);
      if (refusal) return refused([refusal]);
      const key = uuidv7();
      await tx.query(
        `insert into webhook_subscription (id, creditor_id, partner_id, url, types, selection, language, secret_cipher, created_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [key, owner.creditorKey, owner.partnerKey, url, types, selection, language, sealSecret(secret, key, newSecret()), viewer.subject],
      ); // prettier-ignore
      return success({ key });
    }),
  );
  if (!made.ok) return made;
  const { key } = made.value;
  const rows: { sealed: Buffer }[] = await db.query(
    'select secret_cipher as sealed from webhook_subscription where id = $1',
    [key],
  );
  // Repeated after the subscription was deleted.
  if (!rows[0]) return refused([notFound('webhookSubscription', 'idempotencyKey')]);
  return success({ id: idOf(key), secret: writtenSecret(openSecret(secret, key, rows[0].sealed)) });
}

/** Changes what is given. A new address, or switching on, lets the endpoint start with a clean slate. */
export async function updateWebhookSubscription(
  platform: Platform,
  viewer: Viewer,
  input: UpdateWebhookSubscriptionInput,
  checkSelection: CheckSelection,
): Promise<Result<WithSecret, Refusals>> {
  const problems = new Problems();
  const given = input.url == null ? null : await readUrl(platform, input.url, problems);
  const types = readTypes(input.types, problems);
  const selection = readSelection(input.selection, checkSelection, problems);
  const language = input.language == null ? null : readLanguage(input.language, problems);
  if (problems.refusals.length > 0) return refused(problems.refusals);
  return platform.db.transaction(async (tx) => {
    const row = await findSubscription(tx, viewer, input.subscriptionId, 'for update');
    if (!row) return refused([notFound('webhookSubscription', 'subscriptionId')]);
    const enabled = input.enabled ?? row.enabled;
    const disabledReason = enabled ? null : (row.disabledReason ?? 'BY_HAND');
    const afresh = given !== null || (enabled && !row.enabled);
    await tx.query(
      `update webhook_subscription set url = $2, types = $3, selection = $4, language = $5, enabled = $6, disabled_reason = $7,
         failures_in_row = case when $8 then 0 else failures_in_row end, paused_until = case when $8 then null else paused_until end
       where id = $1`,
      [row.key, given ?? row.url, input.types === undefined ? row.types : types,
        input.selection === undefined ? row.selection : selection, language ?? row.language, enabled, disabledReason, afresh],
    ); // prettier-ignore
    return success({ id: row.id, secret: null });
  });
}

/** Takes a subscription away, with its log and what was still to be sent; its id. */
export async function deleteWebhookSubscription(
  { db }: Platform,
  viewer: Viewer,
  subscriptionId: string,
): Promise<Result<string, Refusals>> {
  return db.transaction(async (tx) => {
    const row = await findSubscription(tx, viewer, subscriptionId, 'for update');
    if (!row) return refused([notFound('webhookSubscription', 'subscriptionId')]);
    await tx.query('delete from webhook_subscription where id = $1', [row.key]);
    return success(row.id);
  });
}

const LONGEST_OVERLAP_HOURS = 7 * 24;

/**
 * Gives a subscription a new secret and a new key pair. For `overlapHours` messages carry signatures of the old ones too; 0
 * drops them at once, for a secret that leaked.
 */
export async function rotateWebhookSecret(
  { db, secret }: Platform,
  viewer: Viewer,
  subscriptionId: string,
  overlapHours: number,
): Promise<Result<WithSecret, Refusals>> {
  if (overlapHours < 0 || overlapHours > LONGEST_OVERLAP_HOURS) {
    const params = { maximum: LONGEST_OVERLAP_HOURS };
    return refused([{ code: 'INVALID_INPUT', text: 'INVALID_INPUT.webhookOverlap', field: ['overlapHours'], params }]);
  }
  return db.transaction(async (tx) => {
    const row = await findSubscription(tx, viewer, subscriptionId, 'for update');
    if (!row) return refused([notFound('webhookSubscription', 'subscriptionId')]);
    const key = newSecret();
    await tx.query(
      `update webhook_subscription set key_version = key_version + 1, secret_cipher = $2,
         previous_secret_cipher = case when $3 > 0 then secret_cipher end,
         previous_until = case when $3 > 0 then now() + $3 * interval '1 hour' end
       where id = $1`,
      [row.key, sealSecret(secret, row.key, key), overlapHours],
    );
    return success({ id: row.id, secret: writtenSecret(key) });
  });
}

/** Sends a message that tells of nothing, to try an endpoint out; id of the delivery. */
export async function sendTestWebhook(
  { db }: Platform,
  viewer: Viewer,
  subscriptionId: string,
): Promise<Result<string, Refusals>> {
  return db.transaction(async (tx) => {
    const row = await findSubscription(tx, viewer, subscriptionId, 'for update');
    if (!row) return refused([notFound('webhookSubscription', 'subscriptionId')]);
    if (!row.enabled) return refused([notNow('webhookDisabled', 'subscriptionId')]);
    const made: { id: string }[] = await tx.query(
      'insert into webhook_delivery (subscription_id, type) values ($1, $2) returning id',
      [row.key, WEBHOOK_TEST],
    );
    return success(globalId('WebhookDelivery', made[0]!.id));
  });
}

/** Sends a message again, with the data as it stands now and under the same id; its attempts begin anew. */
export async function replayWebhookDelivery(
  { db }: Platform,
  viewer: Viewer,
  deliveryId: string,
): Promise<Result<string, Refusals>> {
  return db.transaction(async (tx) => {
    const found = await findDelivery(tx, viewer, deliveryId);
    if (!found) return refused([notFound('webhookDelivery', 'deliveryId')]);
    const { key, subscriptionKey } = found.delivery;
    if (!found.enabled) return refused([notNow('webhookDisabled', 'deliveryId')]);
    const taken: [unknown[], number] = await tx.query(
      `update webhook_delivery set status = 'PENDING', failures = 0, next_attempt_at = clock_timestamp(), delivered_at = null
       where id = $1 and status <> 'PENDING' returning id`,
      [key],
    );
    if (taken[1] === 0) return refused([notNow('webhookPending', 'deliveryId')]);
    await addJob(tx, { name: 'deliverWebhook', payload: { deliveryId: key, subscriptionId: subscriptionKey } });
    return success(globalId('WebhookDelivery', key));
  });
}

const idOf = (key: string): string => globalId('WebhookSubscription', key);

const notFound = (what: 'webhookSubscription' | 'webhookDelivery', field: string): Refusal => ({
  code: 'NOT_FOUND',
  text: what === 'webhookDelivery' ? 'NOT_FOUND.webhookDelivery' : 'NOT_FOUND.webhookSubscription',
  field: [field],
});

const notNow = (why: 'webhookDisabled' | 'webhookPending', field: string): Refusal => ({
  code: 'INVALID_STATE',
  text: why === 'webhookPending' ? 'INVALID_STATE.webhookPending' : 'INVALID_STATE.webhookDisabled',
  field: [field],
});

/** Keys of the creditor or partner whose rights a subscription gets; both null for the agency. */
interface Owner {
  readonly creditorKey: string | null;
  readonly partnerKey: string | null;
}

function readOwner(viewer: Viewer, input: CreateWebhookSubscriptionInput, problems: Problems): Owner {
  const role = readingRole(viewer);
  const own = scopeKey(viewer);
  const named = (typeName: 'Creditor' | 'Partner', field: 'creditorId' | 'partnerId'): string | null => {
    const text = input[field];
    if (text == null) return null;
    const key = keyOf(typeName, text);
    if (key !== null && (role === 'AGENT' || key === own)) return key;
    problems.add([field], 'NOT_FOUND', typeName === 'Creditor' ? 'creditor' : 'partner');
    return null;
  };
  const [creditorKey, partnerKey] = [named('Creditor', 'creditorId'), named('Partner', 'partnerId')];
  if (input.creditorId != null && input.partnerId != null) {
    problems.add(['partnerId'], 'INVALID_INPUT', 'exactlyOne', { fields: 'creditorId, partnerId' });
  }
  if (role === 'CREDITOR') return { creditorKey: own, partnerKey: null };
  if (role === 'PARTNER') return { creditorKey: null, partnerKey: own };
  if (role !== 'AGENT') problems.add([], 'FORBIDDEN', 'role');
  return { creditorKey, partnerKey };
}

async function refuseOwner(tx: EntityManager, { creditorKey, partnerKey }: Owner): Promise<Refusal | null> {
  const [found]: { exists: boolean; subscriptions: number }[] = await tx.query(
    `select ($1::uuid is null or exists (select from creditor where id = $1))
         and ($2::uuid is null or exists (select from partner where id = $2)) as exists,
       (select count(*)::integer from webhook_subscription
        where creditor_id is not distinct from $1::uuid and partner_id is not distinct from $2::uuid) as subscriptions`,
    [creditorKey, partnerKey],
  );
  if (!found!.exists) {
    return creditorKey === null
      ? { code: 'NOT_FOUND', text: 'NOT_FOUND.partner', field: ['partnerId'] }
      : { code: 'NOT_FOUND', text: 'NOT_FOUND.creditor', field: ['creditorId'] };
  }
  if (found!.subscriptions < MOST_SUBSCRIPTIONS) return null;
  return { code: 'INVALID_STATE', text: 'INVALID_STATE.webhookLimit', field: ['url'], params: { maximum: MOST_SUBSCRIPTIONS } }; // prettier-ignore
}

async function readUrl({ webhooks }: Platform, text: string, problems: Problems): Promise<string> {
  const url = readEndpoint(text.trim(), webhooks);
  if (url === null) problems.add(['url'], 'INVALID_INPUT', 'webhookUrl');
  else if (!(await mayBeTakenIn(url, webhooks))) {
    problems.add(['url'], 'INVALID_INPUT', 'webhookAddress', { host: hostOf(url) });
  }
  return url?.href ?? '';
}

function readTypes(types: readonly string[] | null | undefined, problems: Problems): string[] | null {
  if (types == null) return null;
  if (types.length === 0) problems.add(['types'], 'INVALID_INPUT', 'required');
  types.forEach((type, index) => {
    if (!isEventName(type)) problems.add(['types', String(index)], 'INVALID_INPUT', 'webhookType');
  });
  return [...new Set(types)];
}

function readSelection(text: string | null | undefined, check: CheckSelection, problems: Problems): string | null {
  if (text == null || text.trim() === '') return null;
  const checked = check(text);
  if (!checked.ok) problems.add(['selection'], 'INVALID_INPUT', 'webhookSelection', { problem: checked.refusal });
  return text.trim();
}

function readLanguage(language: string, problems: Problems): string {
  if (!LANGUAGES.includes(language)) problems.add(['language'], 'INVALID_INPUT', 'unknownLanguage');
  return language;
}
