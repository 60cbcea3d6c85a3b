import { addJob } from '../../jobs/queue.js';
import type { WebhookHeaders } from '../../partners/partner.js';
import type { Platform } from '../../platform.js';

/**
 * Takes in one webhook of a network: `body` is the raw text as received, `nowMs` the time of receipt. Answers with a
 * status code, before any work is done: 202 accepted (now or earlier), 400 not readable, 401 not signed by the network
 * or stale, 404 no such network.
 */
export async function receiveWebhook(
  platform: Platform,
  networkName: string,
  headers: WebhookHeaders,
  body: string,
  nowMs: number,
): Promise<202 | 400 | 401 | 404> {
  const network = Object.hasOwn(platform.networks, networkName) ? platform.networks[networkName] : undefined;
  if (!network || network.worksInGraph) return 404;
  const read = network.readWebhook(headers, body, nowMs);
  if (!read.ok) return read.refusal.code === 'BAD_SIGNATURE' ? 401 : 400;
  const { messageId, externalReference } = read.value;
  await platform.db.transaction(async (tx) => {
    const first: unknown[] = await tx.query(
      'insert into webhook_message (network, message_id) values ($1, $2) on conflict do nothing returning message_id',
      [network.name, messageId],
    );
    if (first.length > 0 && externalReference !== null)
      await addJob(tx, { name: 'readWebhook', payload: { network: network.name, externalReference } });
  });
  return 202;
}
