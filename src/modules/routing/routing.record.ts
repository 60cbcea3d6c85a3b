import type { EntityManager } from 'typeorm';
import type { AgreedFee } from '../../domain/fees.js';
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

/** A referral that waits to be sent, at the fee agreed now, and the job that sends it; its key. */
export async function queueReferral(
  tx: EntityManager,
  row: { readonly id: string; readonly creditorId: string },
  partnerId: string,
  fee: AgreedFee | null,
): Promise<string> {
  const referralId = uuidv7();
  const band = fee?.band;
  await tx.query(
    `insert into referral (id, case_id, creditor_id, partner_id, status, success_fee_bps, fee_from_age_days, fee_from_amount_minor,
       fee_from_amount_currency) values ($1, $2, $3, $4, 'QUEUED', $5, $6, $7, $8)`,
    [referralId, row.id, row.creditorId, partnerId, fee?.successFeeBps, band?.fromAgeDays, band?.fromAmount.minor.toString(),
      band?.fromAmount.currency],
  ); // prettier-ignore
  await addJob(tx, { name: 'submitReferral', payload: { referralId } });
  return referralId;
}
