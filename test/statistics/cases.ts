import type { DataSource } from 'typeorm';
import { addDays, isoDate } from '../../src/domain/date.js';
import { uuidv7 } from '../../src/graphql/ids.js';

/** A case as statistics see it. Amounts are minor units, dates `YYYY-MM-DD`. */
export interface CountedCase {
  readonly creditorId: string;
  readonly registeredOn: string;
  readonly closed?: { readonly after: number; readonly reason: string };
  readonly country?: string;
  readonly currency?: string;
  readonly partyType?: 'PERSON' | 'COMPANY';
  readonly principal?: bigint;
  /** Covered principal by the day it was paid. */
  readonly payments?: readonly { readonly on: string; readonly principal: bigint; readonly interest?: bigint }[];
  /** The partner that works it; without one the country's own module does. */
  readonly partnerId?: string;
}

let serial = 0;

export async function insertCreditor(db: DataSource): Promise<string> {
  const id = uuidv7();
  await db.query(
    "insert into creditor (id, name, country, organisation_number, automation) values ($1, 'Test AS', 'NO', $2, 'AUTOMATIC')",
    [id, `test ${++serial}`],
  );
  return id;
}

export async function insertPartner(db: DataSource): Promise<string> {
  const id = uuidv7();
  await db.query("insert into partner (id, name, network) values ($1, $2, 'exchange')", [
    id,
    `Test Partner ${++serial}`,
  ]);
  return id;
}

/** The rows of a case, its claim and its payments, as they stand after everything that happened to it. */
export async function insertCase(db: DataSource, counted: CountedCase): Promise<void> {
  const { creditorId, registeredOn, closed, country = 'NO', currency = 'NOK', partyType = 'PERSON' } = counted;
  const { principal = 100_000n, payments = [], partnerId = null } = counted;
  const [id, debtorId, routingId, claimId] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
  const route = partnerId === null ? 'COUNTRY_MODULE' : 'PARTNER_NETWORK';
  const name = `test ${++serial}`;
  await db.transaction(async (tx) => {
    await tx.query(
      "insert into debtor (id, creditor_id, type, name, country, language) values ($1, $2, $3, 'Test Person', $4, 'nb')",
      [debtorId, creditorId, partyType, country],
    );
    await tx.query(
      `insert into collection_case (id, reference, creditor_id, debtor_id, status, stage, close_reason, registered_on, closed_on,
        country, currency, payment_reference, route_kind, routing_id)
      values ($1, $2, $3, $4, $5, 'COLLECTION', $6, $7, $8, $9, $10, $2, $11, $12)`,
      [
        id, name, creditorId, debtorId, closed ? 'CLOSED' : 'ACTIVE', closed?.reason ?? null, registeredOn,
        closed ? addDays(isoDate(registeredOn), closed.after) : null, country, currency, route, routingId,
      ], // prettier-ignore
    );
    await tx.query(
      `insert into routing_decision (id, case_id, creditor_id, kind, country, partner_id, candidates, decided_on)
      values ($1, $2, $3, $4, $5, $6, '[]', $7)`,
      [routingId, id, creditorId, route, country, partnerId, registeredOn],
    );
    await tx.query(
      `insert into claim (id, case_id, creditor_id, invoice_number, description, invoice_date, due_date, principal_minor, principal_currency)
      values ($1, $2, $3, $4, 'Test', $5, $5, $6, $7)`,
      [claimId, id, creditorId, name, registeredOn, String(principal), currency],
    );
    for (const payment of payments) {
      const paymentId = uuidv7();
      const kinds = { PRINCIPAL: payment.principal, INTEREST: payment.interest ?? 0n };
      await tx.query(
        'insert into payment (id, case_id, creditor_id, amount_minor, amount_currency, received_on) values ($1, $2, $3, $4, $5, $6)',
        [paymentId, id, creditorId, String(kinds.PRINCIPAL + kinds.INTEREST), currency, payment.on],
      );
      for (const [kind, amount] of Object.entries(kinds).filter(([, minor]) => minor > 0n)) {
        await tx.query(
          `insert into payment_allocation (id, payment_id, case_id, creditor_id, kind, claim_id, amount_minor, amount_currency)
          values ($1, $2, $3, $4, $5, $6, $7, $8)`,
          [uuidv7(), paymentId, id, creditorId, kind, claimId, String(amount), currency],
        );
      }
    }
  });
}
