import type { EntityManager } from 'typeorm';
import type { CaseStatus, HoldReason } from '../../domain/facts.js';
import { carriedPaid, openBooks, salePostings } from '../../domain/ledger.js';
import { mergeParts } from '../../domain/spread.js';
import { inWords, money } from '../../domain/money.js';
import { uuidv7 } from '../../graphql/ids.js';
import type { Platform } from '../../platform.js';
import type { CaseAtHand } from '../cases/case.access.js';
import { settleBooks } from '../cases/case.closing.js';
import { caseStateSql } from '../cases/case.facts.js';
import { carriedTo } from '../cases/case.history.js';
import {
  accrue,
  bookOf,
  changeCase,
  lockCase,
  post,
  recordEvent,
  reschedule,
  type LockedCase,
} from '../cases/case.record.js';
import { lawOf } from '../cases/case.working.js';
import { numberCase } from '../cases/payment-reference.js';

/** The creditor that has the claims from now on. */
export interface Buyer {
  readonly id: string;
  readonly name: string;
}

/**
 * Ends the case of the seller and begins the one of the buyer, in the caller's transaction; the key of the latter. It has the
 * claims with what is left of objections that were right, all that happened to them as facts, and the payment reference the debtor
 * knows, so that money sent with it finds the case.
 */
export async function writeTransfer(
  platform: Platform,
  { tx, row, today }: CaseAtHand,
  actor: string,
  buyer: Buyer,
  price: bigint | null,
): Promise<string> {
  const id = uuidv7();
  const claimKeys = new Map(row.state.facts.claims.map((claim) => [claim.id, uuidv7()]));
  const debtorId = await copyDebtor(tx, row, buyer);
  await insertSuccessor(tx, row, { id, debtorId, creditorId: buyer.id }, today, claimKeys);
  await copyClaims(tx, row, { id, creditorId: buyer.id }, claimKeys);
  await tx.query(
    `insert into claim_sale (id, case_id, successor_id, creditor_id, buyer_id, price_minor, price_currency, sold_on, recorded_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      uuidv7(),
      row.id,
      id,
      row.creditorId,
      buyer.id,
      price?.toString(),
      price === null ? null : row.currency,
      today,
      actor,
    ],
  );
  await closeSold(platform, { tx, row, today }, actor, buyer, price);
  const successor = (await lockCase(tx, null, id))!;
  await openSuccessor(platform, { tx, row: successor, today }, actor, row, price);
  return id;
}

async function closeSold(
  platform: Platform,
  { tx, row, today: on }: CaseAtHand,
  actor: string,
  buyer: Buyer,
  price: bigint | null,
): Promise<void> {
  await settleBooks(tx, row, on);
  const params = { buyer: buyer.name, ...(price !== null && { price: inWords(money(price, row.currency)) }) };
  await changeCase(tx, row, { status: 'CLOSED', closeReason: 'SOLD' }, { type: 'sold', on, actor, params });
  await reschedule(tx, platform, row.id);
}

/** The books of the buyer: what the debtor owes in all, less what it has paid to whoever had the claim before. */
async function openSuccessor(
  platform: Platform,
  { tx, row, today: on }: CaseAtHand,
  actor: string,
  before: LockedCase,
  price: bigint | null,
): Promise<void> {
  const { claims, payments } = row.state.facts;
  await post(tx, openBooks(bookOf(row), claims, on));
  await accrue(tx, row, lawOf(platform.laws, row.state), on);
  const paid = mergeParts(payments.flatMap(({ allocations }) => allocations)).filter(({ amount }) => amount !== 0n);
  await post(tx, carriedPaid(bookOf(row), paid, on));
  if (price !== null) await post(tx, salePostings(bookOf(before), bookOf(row), price, on));
  const sellers: { name: string }[] = await tx.query('select name from creditor where id = $1', [before.creditorId]);
  await recordEvent(tx, row, { type: 'acquired', on, actor, params: { seller: sellers[0]!.name } });
  await reschedule(tx, platform, row.id);
}

/** The debtor as the buyer knows it: by its number the one it has, else a new one; with what is known of its circumstances. */
async function copyDebtor(tx: EntityManager, { debtorId }: LockedCase, buyer: Buyer): Promise<string> {
  const rows: { id: string }[] = await tx.query(
    `insert into debtor (id, creditor_id, type, name, country, language, address, email, phone, national_id_cipher,
       national_id_hash, national_id_masked, address_failed_on, email_failed_on)
     select $1, $2, type, name, country, language, address, email, phone, national_id_cipher, national_id_hash, national_id_masked,
       address_failed_on, email_failed_on
     from debtor where id = $3
     on conflict (creditor_id, country, national_id_hash) do update set address = coalesce(debtor.address, excluded.address)
     returning id`,
    [uuidv7(), buyer.id, debtorId],
  );
  const { id } = rows[0]!;
  await tx.query(
    `insert into debtor_condition (id, debtor_id, creditor_id, type, from_date, until_date, representative_name,
       representative_address, recorded_by)
     select gen_random_uuid(), $1, $2, type, from_date, until_date, representative_name, representative_address, recorded_by
     from debtor_condition_now told where debtor_id = $3
       and not exists (select from debtor_condition_now known where known.debtor_id = $1 and known.type = told.type
         and known.from_date = told.from_date)`,
    [id, buyer.id, debtorId],
  );
  return id;
}

/** What the seller alone had stopped goes on; what stops it for everybody stops it still. */
function statusAfter({ status, holdReason }: LockedCase['state']): {
  status: CaseStatus;
  holdReason: HoldReason | null;
} {
  const held = status === 'ON_HOLD' && holdReason !== 'PAUSED';
  return held ? { status, holdReason } : { status: 'ACTIVE', holdReason: null };
}

async function insertSuccessor(
  tx: EntityManager,
  row: LockedCase,
  successor: { readonly id: string; readonly creditorId: string; readonly debtorId: string },
  on: CaseAtHand['today'],
  claimKeys: ReadonlyMap<string, string>,
): Promise<void> {
  const { country, stage, routeKind } = row.state;
  const numbers = await numberCase(tx, { kind: routeKind, country, decidedOn: on });
  const stored: { state: object }[] = await tx.query(
    `select ${caseStateSql('c')} as state from collection_case c where c.id = $1`,
    [row.id],
  );
  const carried = carriedTo(stored[0]!.state, on, claimKeys);
  const { status, holdReason } = statusAfter(row.state);
  const routingId = uuidv7();
  await tx.query('update collection_case set payment_reference = $2 where id = $1', [row.id, numbers.paymentReference]);
  await tx.query(
    `insert into collection_case (id, serial, reference, creditor_id, debtor_id, status, stage, hold_reason, registered_on, country,
       currency, payment_reference, route_kind, routing_id, continues_id, carried) overriding system value
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [successor.id, numbers.serial, numbers.reference, successor.creditorId, successor.debtorId, status, stage, holdReason, on,
      country, row.currency, row.paymentReference, routeKind, routingId, row.id, carried],
  ); // prettier-ignore
  await tx.query('update collection_case set continued_by_id = $2 where id = $1', [row.id, successor.id]);
  await tx.query(
    `insert into routing_decision (id, case_id, creditor_id, kind, country, candidates, decided_on)
     select $1, $2, $3, kind, country, candidates, $4 from routing_decision
     where id = (select routing_id from collection_case where id = $5)`,
    [routingId, successor.id, successor.creditorId, on, row.id],
  );
}

async function copyClaims(
  tx: EntityManager,
  row: LockedCase,
  successor: { readonly id: string; readonly creditorId: string },
  claimKeys: ReadonlyMap<string, string>,
): Promise<void> {
  // What was credited or objected to in whole is no claim of anybody's.
  const claims = row.state.facts.claims.filter(({ principal }) => principal > 0n);
  await tx.query(
    `insert into claim (id, case_id, creditor_id, invoice_number, description, invoice_date, due_date, principal_minor,
       principal_currency, original_reference, kind, due_date_basis, agreed_rate_bps, agreed_on, originated_on, incurred_as_minor)
     select renamed.id, $1, $2, invoice_number, description, invoice_date, due_date, renamed.principal, principal_currency,
       original_reference, kind, due_date_basis, agreed_rate_bps, agreed_on, originated_on, incurred_as_minor
     from unnest($3::uuid[], $4::uuid[], $5::bigint[]) as renamed(before, id, principal) join claim on claim.id = renamed.before`,
    [
      successor.id, successor.creditorId, claims.map(({ id }) => id), claims.map(({ id }) => claimKeys.get(id)!),
      claims.map(({ principal }) => principal.toString()),
    ], // prettier-ignore
  );
}
