import type { EntityManager } from 'typeorm';
import type { RoutingDecision } from '../../domain/routing.js';
import { uuidv7 } from '../../graphql/ids.js';
import { addJob } from '../../jobs/queue.js';

/** A decision to be stored with its case; `id` is its key. */
export async function storeDecision(
  tx: EntityManager,
  row: { readonly id: string; readonly creditorId: string },
  id: string,
  decision: RoutingDecision,
): Promise<void> {
  await tx.query(
    `insert into routing_decision (id, case_id, creditor_id, kind, country, partner_id, candidates, decided_on)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, row.id, row.creditorId, decision.kind, decision.country, decision.partnerId, JSON.stringify(decision.candidates),
      decision.decidedOn],
  ); // prettier-ignore
}

/** A referral that waits to be sent, and the job that sends it; its key. */
export async function queueReferral(
  tx: EntityManager,
  row: { readonly id: string; readonly creditorId: string },
  partnerId: string,
): Promise<string> {
  const referralId = uuidv7();
  await tx.query(
    `insert into referral (id, case_id, creditor_id, partner_id, status) values ($1, $2, $3, $4, 'QUEUED')`,
    [referralId, row.id, row.creditorId, partnerId],
  );
  await addJob(tx, { name: 'submitReferral', payload: { referralId } });
  return referralId;
}
