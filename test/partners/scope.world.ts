import type { DataSource } from 'typeorm';
import { isoDate } from '../../src/domain/date.js';
import { caseKey, partnerKey, populate } from '../graph/world.js';
import { handOver, type Handover } from './referrals.js';

/** The partner whose token is tried; the others, and everybody else's rows, are foreign to it. */
export const OWN = partnerKey(1);

/** Everything that hangs on a referral or a case, once for each: `mark` tells in every text whose it is. */
const ROWS: readonly string[] = [
  `insert into referral_message (id, referral_id, case_id, creditor_id, direction, text, author)
     select gen_random_uuid(), id, case_id, creditor_id, 'FROM_PARTNER', 'message of ' || id, 'author of ' || id from referral`,
  `insert into referral_document (id, referral_id, case_id, creditor_id, direction, file_name, media_type, size, content, author)
     select gen_random_uuid(), id, case_id, creditor_id, 'TO_PARTNER', 'document-' || id || '.txt', 'text/plain', 36, id::text::bytea,
       'author of ' || id from referral`,
  `insert into referral_message (id, case_id, creditor_id, direction, text, author)
     select gen_random_uuid(), id, creditor_id, 'FROM_PARTNER', 'message about the client file ' || id, 'author of ' || id
     from collection_case where referred_by_partner_id is not null`,
  `insert into referral_document (id, case_id, creditor_id, direction, file_name, media_type, size, content, author)
     select gen_random_uuid(), id, creditor_id, 'TO_PARTNER', 'client-file-' || id || '.txt', 'text/plain', 36, id::text::bytea, 'author of ' || id
     from collection_case where referred_by_partner_id is not null`,
  `insert into inquiry (id, case_id, creditor_id, question, due_on)
     select gen_random_uuid(), id, creditor_id, 'question about the client file ' || id, '2026-02-01'
     from collection_case where referred_by_partner_id is not null`,
  `insert into credit_note (id, case_id, claim_id, creditor_id, amount_minor, amount_currency, issued_on, reference, recorded_by)
     select gen_random_uuid(), case_id, id, creditor_id, 1, principal_currency, '2026-02-03', 'credit note of ' || id, 'clerk of ' || case_id
     from claim`,
  `insert into partner_cost (id, referral_id, case_id, creditor_id, amount_minor, amount_currency, text, incurred_on)
     select gen_random_uuid(), id, case_id, creditor_id, 100, 'EUR', 'cost of ' || id, '2026-02-01' from referral`,
  `insert into remittance (id, partner_id, case_id, creditor_id, referral_id, direction, amount_minor, amount_currency, remitted_on)
     select gen_random_uuid(), partner_id, case_id, creditor_id, id, 'FROM_PARTNER', 100, 'EUR', '2026-02-01' from referral`,
  `insert into payment (id, case_id, creditor_id, referral_id, amount_minor, amount_currency, received_on, external_reference)
     select gen_random_uuid(), r.case_id, r.creditor_id, r.id, 777, c.currency, '2026-02-02', 'payment of ' || r.id
     from referral r join collection_case c on c.id = r.case_id where r.status <> 'WITHDRAWN'`,
  `insert into task (id, kind, case_id, referral_id, creditor_id, due_on, opened_on, params)
     select gen_random_uuid(), 'PARTNER_SILENT', case_id, id, creditor_id, '2026-02-01', '2026-02-01',
       jsonb_build_object('partner', 'task of ' || id) from referral`,
  `insert into bank_file (id, file_name, format, version, content_hash, imported_on, imported_by)
     select gen_random_uuid(), 'bank-file-' || id || '.xml', 'CAMT_054', 'camt.054.001.08', 'hash of ' || id, '2026-02-01', 'clerk of ' || id
     from (select id from collection_case order by id limit 6) few`,
  `insert into bank_entry (id, file_id, position, place, source, account, account_key, booked_on, direction, reversal, amount_minor, currency,
       line_number, line_minor, line_direction, detailed, quoted, document_numbers, remittance, payer_name, outcome, rule, case_id, creditor_id)
     select gen_random_uuid(), f.id, 0, 'place of ' || c.id, 'CAMT', 'account of ' || c.id,
       'key of ' || c.id, '2026-02-01', 'CREDIT', false, 777, c.currency, 1, 777, 'CREDIT', true, array['quoted of ' || c.id], '{}', 'text of ' || c.id,
       'payer of ' || c.id, 'BOOKED', 'PAYMENT_REFERENCE', c.id, c.creditor_id
     from bank_file f join collection_case c on f.content_hash = 'hash of ' || c.id`,
  `insert into own_account (id, name, numbers, keys, registered_on, registered_by)
     values (gen_random_uuid(), 'account of ours', array['number of ours'], array['key of ours'], '2026-02-01', 'clerk of ours')`,
  `insert into dispute (id, case_id, creditor_id, reason, raised_on)
     select gen_random_uuid(), id, creditor_id, 'dispute of ' || id, '2026-02-01' from collection_case`,
  `insert into payment_plan (id, case_id, creditor_id, agreed_on) select gen_random_uuid(), id, creditor_id, '2026-02-01' from collection_case`,
  `insert into instalment (id, plan_id, case_id, creditor_id, due_on, amount_minor, amount_currency)
     select gen_random_uuid(), p.id, p.case_id, p.creditor_id, '2026-03-02', 100, c.currency
     from payment_plan p join collection_case c on c.id = p.case_id`,
  `insert into proceeding (id, case_id, creditor_id, type, on_date, reference, recorded_by)
     select gen_random_uuid(), id, creditor_id, 'ACKNOWLEDGED', '2026-02-01', 'proceeding of ' || id, 'clerk of ' || id from collection_case`,
  `insert into book_write_off (id, case_id, creditor_id, amount_minor, amount_currency, written_on, reason, recorded_by)
     select gen_random_uuid(), id, creditor_id, 100, currency, '2026-02-01', 'loss of ' || id, 'clerk of ' || id from collection_case`,
  `insert into settlement_offer (id, case_id, creditor_id, amount_minor, amount_currency, offered_on, pay_by, consent, offered_by)
     select gen_random_uuid(), id, creditor_id, 100, currency, '2026-02-01', '2026-03-02', 'consent of ' || id, 'clerk of ' || id from collection_case`,
  `insert into claim_due_date (id, claim_id, case_id, creditor_id, due_before, due_date, changed_on, reason, recorded_by)
     select gen_random_uuid(), id, case_id, creditor_id, due_date - 1, due_date, '2026-02-01', 'more time for ' || id, 'clerk of ' || id from claim`,
  `insert into debtor_condition (id, debtor_id, creditor_id, type, from_date, representative_name, representative_address, recorded_by)
     select gen_random_uuid(), id, creditor_id, 'GUARDIANSHIP', '2026-01-01', 'guardian of ' || id,
       '{"lines":["Testgata 1"],"postalCode":"0001","city":"Oslo","country":"NO"}', 'clerk of ' || id from debtor`,
  `insert into notice (id, case_id, creditor_id, type, language, subject, body, sent_on, content_hash, checks)
     select gen_random_uuid(), id, creditor_id, 'PAYMENT_DEMAND', 'en', 'letter of ' || id, 'body of ' || id, '2026-01-09', repeat('a', 64), '[]'
     from collection_case`,
  `insert into strategy (id, creditor_id, version, valid_from, content, recorded_by)
     select gen_random_uuid(), id, 2, '2026-01-05', '{"mode":"AUTOMATIC","approve":[],"sector":"GENERAL","reminders":"OWN","secondDemand":false,
       "goLegal":"NEVER","courtFrom":[],"enforceFrom":[],"surveillance":null,"closingStatement":false,"tone":"NEUTRAL","channels":["LETTER"]}',
       'strategist of ' || id from creditor`,
  `insert into case_score (id, case_id, creditor_id, on_date, points, inputs, begins)
     select gen_random_uuid(), id, creditor_id, '2026-02-01', 50, jsonb_build_array(jsonb_build_object('kind', 'MEANS', 'value', 'score of ' || id, 'points', 0)),
       true from collection_case`,
  `insert into notice_delivery (id, notice_id, case_id, creditor_id, channel, outcome, reason, on_date, recorded_by)
     select gen_random_uuid(), id, case_id, creditor_id, 'LETTER', 'RETURNED', 'return of ' || id, sent_on, 'reporter of ' || id from notice`,
  `insert into prior_notice (id, case_id, creditor_id, type, sent_on)
     select gen_random_uuid(), id, creditor_id, 'REMINDER', '2026-01-02' from collection_case`,
  `insert into commission_terms (id, creditor_id, valid_from, schedule, success_fee_bps, set_by)
     select gen_random_uuid(), id, '2026-01-01', 'WEEKLY', 100, 'clerk of terms of ' || id from creditor`,
  `insert into court_outlay (id, case_id, creditor_id, amount_minor, amount_currency, text, paid_on, recorded_by)
     select gen_random_uuid(), id, creditor_id, 100, currency, 'outlay of ' || id, '2026-02-01', 'clerk of ' || id from collection_case`,
  `insert into refund (id, case_id, creditor_id, amount_minor, amount_currency, reference, refunded_on, recorded_by)
     select gen_random_uuid(), id, creditor_id, 100, currency, 'refund of ' || id, '2026-02-01', 'clerk of ' || id from collection_case`,
  `insert into settlement (id, creditor_id, currency, number, reference, period_from, period_to, settled_on, opening_minor, payout_minor,
       carried_minor, carried, tax_name)
     select gen_random_uuid(), id, 'EUR', 1, 'settlement of ' || id, '2026-01-01', '2026-01-31', '2026-02-02', 0, 100, 0, '{}', 'VAT' from creditor`,
  `insert into settlement_line (id, settlement_id, creditor_id, position, kind, source, case_id, on_date, amount_minor, currency)
     select gen_random_uuid(), s.id, s.creditor_id, row_number() over (partition by s.id), 'COLLECTED', 'line of ' || c.id, c.id, '2026-02-01', 100, 'EUR'
     from settlement s join collection_case c on c.creditor_id = s.creditor_id`,
  `insert into payout (id, creditor_id, settlement_id, amount_minor, amount_currency, payee, payee_country, account, reference)
     select gen_random_uuid(), creditor_id, id, 100, 'EUR', 'payee of ' || id, 'DE', 'account of ' || id, 'payout of ' || id from settlement`,
  `insert into payout_file (id, message_id, made_on, content) values (gen_random_uuid(), 'message of a payout file', '2026-02-02', 'content of a payout file')`,
  `insert into invoice_source (id, creditor_id, kind, place, registered_by)
     select gen_random_uuid(), id, 'FOLDER', 'folder of ' || id, 'clerk of sources of ' || id from creditor`,
  `insert into incoming_invoice (id, source_id, creditor_id, name, content_hash, content, status, start_on, received_on)
     select gen_random_uuid(), id, creditor_id, 'file of ' || id, 'hash of ' || id, 'x', 'WAITING', '2026-02-01', '2026-02-01' from invoice_source`,
  `insert into case_merge (id, into_id, creditor_id, merged, posting_ids, events, merged_on, merged_by)
     select gen_random_uuid(), id, creditor_id, '[]', '{}', 1, '2026-02-01', 'clerk of merges of ' || id from collection_case`,
  `insert into webhook_subscription (id, partner_id, url, language, secret_cipher, created_by)
     select gen_random_uuid(), id, 'https://hooks.example/' || id, 'en', 'x', 'creator of ' || id from partner`,
  `insert into webhook_subscription (id, creditor_id, url, language, secret_cipher, created_by)
     select gen_random_uuid(), id, 'https://hooks.example/' || id, 'en', 'x', 'creator of ' || id from creditor`,
  `insert into webhook_delivery (subscription_id, creditor_id, event_id, type, status, next_attempt_at, error)
     select s.id, s.creditor_id, null, 'test', 'DELIVERED', null, 'delivery of ' || s.id from webhook_subscription s`,
  // Queued for a partner that has the case, before it was asked what it may read of it.
  `insert into webhook_delivery (subscription_id, creditor_id, event_id, type, status, next_attempt_at, error)
     select s.id, e.creditor_id, e.id, e.type, 'CANCELLED', null, 'cancelled of ' || e.id
     from webhook_subscription s join referral r on r.partner_id = s.partner_id join case_event e on e.case_id = r.case_id`,
];

/** A world in which every table has rows of the partner's and rows that are foreign to it. */
export async function populateForScope(
  db: DataSource,
): Promise<{ readonly anothers: Handover; readonly queued: Handover }> {
  await populate(db, 60);
  // Of creditors and debtors of whom the partner has nothing: another's case, and one that has not reached the partner yet.
  const on = isoDate('2026-02-01');
  const [anothers, queued] = [await handOver(db, partnerKey(2), { on }), await handOver(db, OWN, { on })];
  await db.query(`update referral set status = 'ACTIVE', submitted_at = now() where id = $1`, [anothers.referralId]);
  // And one that the partner closed so long ago that it is to have forgotten it.
  const { referralId } = await handOver(db, OWN, { on });
  await db.query(
    `update referral set status = 'CLOSED', submitted_at = now(), ended_on = $2, out_of_sight_on = $2 where id = $1`,
    [referralId, on],
  );
  // Two cases of our own country that partners handed to us: one by the partner itself, one by another.
  for (const [number, partner] of [
    [4, 1],
    [8, 2],
  ] as const) {
    await db.query(`update collection_case set referred_by_partner_id = $2, referred_as = 'client file ' || $1 where id = $1::uuid`, [
      caseKey(number), partnerKey(partner),
    ]); // prettier-ignore
  }
  for (const statement of ROWS) await db.query(statement);
  await db.query('delete from graphile_worker._private_jobs');
  return { anothers, queued };
}

/** Keys of rows that the partner may meet, by table, worked out apart from the program's own scope. */
const HELD = `select c.*, r.id as held_by, r.created_at as held_since from collection_case c join referral r on r.id = c.referral_id
  where r.partner_id = $1 and r.status not in ('QUEUED', 'DECLINED', 'WITHDRAWN', 'FAILED') and r.out_of_sight_on is null`;
const MINE = `(case_id in (select id from held) or case_id in (select id from inbound))`;
const REPORTED = 'referral_id in (select id from referral where partner_id = $1 and submitted_at is not null)';
const OF_REFERRAL = 'referral_id in (select held_by from held)';
const OF_REFERRAL_OR_INBOUND = `${OF_REFERRAL} or referral_id is null and case_id in (select id from inbound)`;
const EVENTS = `exists (select from held where held.id = case_id and (type in ('paused', 'resumed', 'paymentReceived')
    or type in ('referralSubmitted', 'inquiryAsked', 'inquiryAnswered') and at >= held_since))
  or case_id in (select id from inbound) and type in ('paused', 'resumed', 'paymentReceived')`;
const MAY_MEET: Readonly<Record<string, string>> = {
  collection_case: 'id in (select id from held union select id from inbound)',
  creditor: 'id in (select creditor_id from held) or client_of_partner_id = $1',
  debtor: 'id in (select debtor_id from held union select debtor_id from inbound)',
  partner: 'id = $1',
  claim: MINE,
  payment: `${MINE} or ${REPORTED}`,
  payment_allocation: MINE,
  credit_note: MINE,
  notice: 'case_id in (select id from held)',
  proceeding: 'false',
  payment_plan: MINE,
  instalment: MINE,
  task: 'false',
  bank_file: 'false',
  bank_entry: 'false',
  dispute: 'case_id in (select id from held)',
  debtor_condition: 'debtor_id in (select debtor_id from held union select debtor_id from inbound)',
  referral: 'id in (select held_by from held)',
  inquiry: OF_REFERRAL_OR_INBOUND,
  referral_message: OF_REFERRAL_OR_INBOUND,
  referral_document: OF_REFERRAL_OR_INBOUND,
  partner_cost: REPORTED,
  remittance: `${REPORTED} or direction = 'TO_PARTNER' and partner_id = $1`,
  routing_decision: 'id in (select routing_id from held union select routing_id from inbound)',
  partner_coverage: 'partner_id = $1',
  referral_departure: 'partner_id = $1',
  webhook_subscription: 'partner_id = $1',
  webhook_delivery: `subscription_id in (select id from webhook_subscription where partner_id = $1) and (event_id is null
    or exists (select from case_event where id = event_id and (${EVENTS})))`,
  case_event: EVENTS,
};

/** A row with everything in it, as text to be found or not. */
interface Row {
  readonly table: string;
  readonly id: string;
  readonly own: boolean;
  readonly whole: Readonly<Record<string, unknown>>;
}

/** Every row of every table that has a key. A table that is not named above holds nothing the partner may meet. */
export async function allRows(db: DataSource): Promise<Row[]> {
  const tables: { name: string }[] = await db.query(
    `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'id' and data_type = 'uuid'`,
  );
  const rows: Row[] = [];
  for (const { name } of tables) {
    const own = MAY_MEET[name] ?? 'false';
    const found: { id: string; own: boolean | null; whole: Row['whole'] }[] = await db.query(
      `with held as (${HELD}), inbound as (select * from collection_case where referred_by_partner_id = $1)
       select id, (${own}) as own, to_jsonb(t) as whole from ${name} t`,
      [OWN],
    );
    rows.push(...found.map((row) => ({ table: name, id: row.id, own: row.own === true, whole: row.whole })));
  }
  return rows;
}

/** Longer than the words of a vocabulary and the shortest references, so that finding one means something. */
const TELLING_LENGTH = 6;
/** Words of a vocabulary, dates and instants are nobody's. */
const NOBODYS = /^[A-Za-z_]+$|^\d{4}-\d{2}-\d{2}|^[a-z]+\/[a-z]+$/;

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.length >= TELLING_LENGTH && !NOBODYS.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** What stands in foreign rows and in none of the partner's own, and the keys of all foreign rows. */
export function foreignTexts(rows: readonly Row[]): string[] {
  const own = new Set(rows.filter((row) => row.own).flatMap((row) => textsIn(row.whole)));
  // Which case it is to forget a partner is told.
  const left = rows.filter((row) => row.own && row.table === 'referral_departure');
  const named = new Set(left.flatMap(({ whole }) => [whole['case_id'], whole['referral_id']]));
  const foreign = rows.filter((row) => !row.own);
  const texts = foreign.flatMap((row) => textsIn(row.whole)).filter((text) => !own.has(text));
  return [...new Set([...texts, ...foreign.map((row) => row.id).filter((id) => !named.has(id))])];
}
