import type { DataSource } from 'typeorm';
import { isoDate, type IsoDate } from '../../src/domain/date.js';
import { openBooks } from '../../src/domain/ledger.js';
import { uuidv7 } from '../../src/graphql/ids.js';
import { addJob } from '../../src/jobs/queue.js';
import { post } from '../../src/modules/cases/case.record.js';

/** Keys of a case that waits to be handed over, and of everything around it. */
export interface Handover {
  readonly creditorId: string;
  readonly partnerId: string;
  readonly caseId: string;
  readonly referralId: string;
  readonly caseReference: string;
}

/** A member agency on a network, covering Germany. */
export async function addPartner(db: DataSource, network: string, name = `Test Agency ${uuidv7()}`): Promise<string> {
  const id = uuidv7();
  await db.query('insert into partner (id, name, network) values ($1, $2, $3)', [id, name, network]);
  await db.query(
    `insert into partner_coverage (id, partner_id, country, success_fee_bps) values ($1, $2, 'DE', 2000)`,
    [uuidv7(), id],
  );
  return id;
}

/**
 * A Norwegian creditor's claim of 1 000,00 EUR on a German company, routed to the partner on a day: case, claim, books,
 * referral and its job in one transaction, as registration writes them. The network has said already that it takes the case,
 * unless it is to be asked.
 */
export async function handOver(
  db: DataSource,
  partnerId: string,
  {
    on = isoDate('2026-06-01'), caseReference = `F-TEST-${uuidv7()}`, previewed = true,
  }: { on?: IsoDate; caseReference?: string; previewed?: boolean } = {}, // prettier-ignore
): Promise<Handover> {
  const [creditorId, debtorId, caseId, claimId, routingId, referralId] = Array.from({ length: 6 }, () => uuidv7()) as [
    string, string, string, string, string, string,
  ]; // prettier-ignore
  await db.transaction(async (tx) => {
    await tx.query(
      `insert into creditor (id, name, country, organisation_number, automation) values ($1, 'Test Creditor AS', 'NO', $2, 'AUTOMATIC')`,
      [creditorId, creditorId],
    );
    await tx.query(
      `insert into debtor (id, creditor_id, type, name, country, language, address)
       values ($1, $2, 'COMPANY', 'Test Debtor GmbH', 'DE', 'de', '{"lines":["Teststraße 1"],"postalCode":"10115","city":"Berlin","country":"DE"}')`,
      [debtorId, creditorId],
    );
    await tx.query(
      `insert into collection_case (id, reference, creditor_id, debtor_id, status, stage, registered_on, country, currency,
         payment_reference, route_kind, routing_id, referral_id)
       values ($1, $2, $3, $4, 'REGISTERED', 'COLLECTION', $5, 'DE', 'EUR', $2, 'PARTNER_NETWORK', $6, $7)`,
      [caseId, caseReference, creditorId, debtorId, on, routingId, referralId],
    );
    await tx.query(
      `insert into claim (id, case_id, creditor_id, invoice_number, description, invoice_date, due_date, principal_minor, principal_currency)
       values ($1, $2, $3, 'T-1', 'Test goods', '2026-03-01', '2026-03-31', 100000, 'EUR')`,
      [claimId, caseId, creditorId],
    );
    await post(tx, openBooks({ caseId, creditorId, currency: 'EUR' }, [{ id: claimId, principal: 100_000n }], on));
    await tx.query(
      `insert into routing_decision (id, case_id, creditor_id, kind, country, partner_id, candidates, decided_on)
       values ($1, $2, $3, 'PARTNER_NETWORK', 'DE', $4, '[]', $5)`,
      [routingId, caseId, creditorId, partnerId, on],
    );
    await tx.query(
      `insert into referral (id, case_id, creditor_id, partner_id, status, preview_accepts, previewed_at)
       values ($1, $2, $3, $4, 'QUEUED', case when $5 then true end, case when $5 then now() end)`,
      [referralId, caseId, creditorId, partnerId, previewed],
    );
    await addJob(tx, { name: 'submitReferral', payload: { referralId } });
  });
  return { creditorId, partnerId, caseId, referralId, caseReference };
}

/** What stands in a referral's row. */
export interface ReferralRow {
  readonly status: string;
  readonly external_reference: string | null;
  readonly attempts: number;
  readonly last_error: string | null;
  readonly unanswered: number;
  readonly preview_accepts: boolean | null;
  readonly preview_fee_bps: number | null;
  readonly preview_reason: string | null;
  readonly previewed_at: Date | null;
  readonly sent_order: { readonly debtor: { readonly email: string | null }; readonly paid: string } | null;
  readonly released_at: Date | null;
  readonly ended_on: string | null;
}

export async function referralRow(db: DataSource, referralId: string): Promise<ReferralRow> {
  const rows: ReferralRow[] = await db.query('select * from referral where id = $1', [referralId]);
  return rows[0]!;
}

export async function caseRow(
  db: DataSource,
  caseId: string,
): Promise<{
  status: string;
  close_reason: string | null;
  booked_outstanding_minor: string;
  route_kind: string;
  referral_id: string | null;
}> {
  const rows = await db.query('select * from collection_case where id = $1', [caseId]);
  return rows[0];
}

/** Types of the events of a case, oldest first. */
export async function eventTypes(db: DataSource, caseId: string): Promise<string[]> {
  const rows: { type: string }[] = await db.query('select type from case_event where case_id = $1 order by seq', [
    caseId,
  ]);
  return rows.map((row) => row.type);
}
