import type { EntityManager } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import type { Source } from '../../domain/dated.js';
import { openBooks } from '../../domain/ledger.js';
import { inWords, money, sum } from '../../domain/money.js';
import type { RoutingDecision } from '../../domain/routing.js';
import { uuidv7 } from '../../graphql/ids.js';
import type { Platform } from '../../platform.js';
import { maskIdentifier, sealIdentifier } from '../debtors/identifier-vault.js';
import { queueReferral, storeDecision } from '../routing/routing.record.js';
import { accrue, bookOf, post, recordEvent, reschedule, type LockedCase } from '../cases/case.record.js';
import { lawOf } from '../cases/case.working.js';
import { numberCase } from '../cases/payment-reference.js';
import type { CaseDraft, DebtorDraft } from './register.checks.js';

/** The partner that hands a case over to us for a client of its own, and what it calls it. */
export interface HandOver {
  readonly partnerId: string;
  readonly partner: string;
  readonly reference: string;
}

/** Writes a case that was checked and routed, in the caller's transaction; its key. `partner` is the name of the one chosen. */
export async function writeCase(
  tx: EntityManager,
  platform: Platform,
  actor: string,
  { creditor, handedOver }: { readonly creditor: { readonly id: string }; readonly handedOver: HandOver | null },
  draft: CaseDraft,
  decision: RoutingDecision,
  partner: string | null,
): Promise<string> {
  const row = { id: uuidv7(), creditorId: creditor.id, currency: draft.currency };
  const on = decision.decidedOn;
  const routingId = uuidv7();
  const debtorId = await saveDebtor(tx, platform.secret, creditor.id, draft.debtor);
  await insertCase(tx, row, debtorId, routingId, decision, handedOver);
  await insertClaims(tx, row, draft);
  await storeDecision(tx, row, routingId, decision);
  await post(tx, openBooks(bookOf(row), draft.claims, on));
  const principal = inWords(money(sum(draft.claims.map((claim) => claim.principal)), draft.currency));
  await recordEvent(tx, row, { type: 'registered', on, actor, params: { count: draft.claims.length, principal } });
  if (handedOver) {
    const { partner: by, reference } = handedOver;
    await recordEvent(tx, row, { type: 'registeredInbound', on, actor, params: { partner: by, reference } });
  }
  const { country } = decision;
  if (decision.kind === 'MANUAL_REVIEW') {
    await recordEvent(tx, row, { type: 'manualReview', on, actor });
  } else {
    await recordEvent(tx, row, {
      type: 'routed',
      on,
      actor,
      params: { country, ...(partner !== null && { partner }) },
    });
  }
  if (decision.partnerId !== null) {
    const referralId = await queueReferral(tx, row, decision.partnerId, decision.fee);
    await tx.query('update collection_case set referral_id = $2 where id = $1', [row.id, referralId]);
    await recordEvent(tx, row, { type: 'referralQueued', on, actor, params: { partner: partner ?? '' } });
  }
  await reschedule(tx, platform, row.id);
  return row.id;
}

/**
 * Adds the claims of a draft to an open case of the same debtor, in the caller's transaction. `legalBasis` says why they are worked
 * together.
 */
export async function joinCase(
  tx: EntityManager,
  platform: Platform,
  actor: string,
  row: LockedCase,
  draft: CaseDraft,
  on: IsoDate,
  legalBasis: Source,
): Promise<void> {
  await insertClaims(tx, row, draft);
  await post(tx, openBooks(bookOf(row), draft.claims, on));
  await accrue(tx, row, lawOf(platform.laws, row.state), on);
  for (const { invoiceNumber, principal } of draft.claims) {
    const params = { invoiceNumber, principal: inWords(money(principal, draft.currency)) };
    await recordEvent(tx, row, { type: 'claimAdded', on, actor, params, changedFields: ['claims'], legalBasis });
  }
  await reschedule(tx, platform, row.id);
}

/** The creditor's debtor with this number, brought up to date, or a new one. */
async function saveDebtor(tx: EntityManager, secret: Buffer, creditorId: string, debtor: DebtorDraft): Promise<string> {
  const { type, name, country, language, address, email, phone, nationalId } = debtor;
  const sealed = nationalId === null ? null : sealIdentifier(secret, country, type, nationalId.value);
  const masked = nationalId?.personal ? maskIdentifier(nationalId.value) : nationalId?.value;
  const rows: { id: string }[] = await tx.query(
    `insert into debtor (id, creditor_id, type, name, country, language, address, email, phone, national_id_cipher,
       national_id_hash, national_id_masked) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     on conflict (creditor_id, country, national_id_hash) do update set name = excluded.name,
       language = case when $13 then excluded.language else debtor.language end,
       address = coalesce(excluded.address, debtor.address), email = coalesce(excluded.email, debtor.email),
       phone = coalesce(excluded.phone, debtor.phone),
       address_failed_on = case when coalesce(excluded.address, debtor.address) = debtor.address then debtor.address_failed_on end,
       email_failed_on = case when coalesce(excluded.email, debtor.email) = debtor.email then debtor.email_failed_on end
     returning id`,
    [uuidv7(), creditorId, type, name, country, language, address, email, phone, sealed?.cipher, sealed?.hash, masked,
      debtor.languageGiven],
  ); // prettier-ignore
  return rows[0]!.id;
}

async function insertCase(
  tx: EntityManager,
  row: { readonly id: string; readonly creditorId: string; readonly currency: string },
  debtorId: string,
  routingId: string,
  decision: RoutingDecision,
  handedOver: HandOver | null,
): Promise<void> {
  const { kind, country, decidedOn } = decision;
  const numbers = await numberCase(tx, decision);
  const status = kind === 'COUNTRY_MODULE' ? 'ACTIVE' : 'REGISTERED';
  await tx.query(
    `insert into collection_case (id, serial, reference, creditor_id, debtor_id, status, stage, registered_on, country, currency,
       payment_reference, route_kind, routing_id, referred_by_partner_id, referred_as) overriding system value
     values ($1, $2, $3, $4, $5, $6, 'PRE_COLLECTION', $7, $8, $9, $10, $11, $12, $13, $14)`,
    [row.id, numbers.serial, numbers.reference, row.creditorId, debtorId, status, decidedOn, country, row.currency,
      numbers.paymentReference, kind, routingId, handedOver?.partnerId, handedOver?.reference],
  ); // prettier-ignore
}

async function insertClaims(
  tx: EntityManager,
  row: { readonly id: string; readonly creditorId: string },
  { claims, notices, currency }: CaseDraft,
): Promise<void> {
  const owner = { case_id: row.id, creditor_id: row.creditorId };
  const claimRows = claims.map((claim) => ({
    ...owner,
    id: claim.id,
    invoice_number: claim.invoiceNumber,
    description: claim.description,
    invoice_date: claim.invoiceDate,
    due_date: claim.dueDate,
    principal_minor: claim.principal.toString(),
    principal_currency: currency,
    original_reference: claim.originalReference,
    kind: claim.kind,
    due_date_basis: claim.dueDateBasis,
    agreed_rate_bps: claim.agreedRateBps,
    agreed_on: claim.agreedOn,
    originated_on: claim.originatedOn,
    incurred_as_minor: claim.incurredAsMinor,
  }));
  await tx.query(
    `insert into claim (id, case_id, creditor_id, invoice_number, description, invoice_date, due_date, principal_minor,
       principal_currency, original_reference, kind, due_date_basis, agreed_rate_bps, agreed_on, originated_on, incurred_as_minor)
     select id, case_id, creditor_id, invoice_number, description, invoice_date, due_date, principal_minor, principal_currency,
       original_reference, kind, due_date_basis, agreed_rate_bps, agreed_on, originated_on, incurred_as_minor from json_populate_recordset(null::claim, $1) order by invoice_number`,
    [JSON.stringify(claimRows)],
  );
  if (notices.length === 0) return;
  const noticeRows = notices.map(({ type, sentOn, payBy, feeCharged }) => ({
    ...owner,
    id: uuidv7(),
    type,
    sent_on: sentOn,
    pay_by: payBy,
    fee_charged_minor: feeCharged?.toString() ?? null,
  }));
  await tx.query('insert into prior_notice select * from json_populate_recordset(null::prior_notice, $1)', [
    JSON.stringify(noticeRows),
  ]);
}
