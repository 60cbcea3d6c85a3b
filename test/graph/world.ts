import type { DataSource } from 'typeorm';
import type { Viewer } from '../../src/platform.js';

const uuid = (kind: number, number: number) =>
  `00000000-0000-7000-8000-${String(kind).padStart(4, '0')}${String(number).padStart(8, '0')}`;
export const creditorKey = (number: number) => uuid(1, number);
export const partnerKey = (number: number) => uuid(2, number);
export const debtorKey = (number: number) => uuid(3, number);
export const caseKey = (number: number) => uuid(4, number);

const viewer = (
  role: Viewer['roles'][number],
  creditorId: string | null = null,
  partnerId: string | null = null,
): Viewer => ({
  subject: `test-${role}`,
  roles: [role],
  creditorId,
  partnerId,
});

export const READERS: readonly Viewer[] = [
  viewer('AGENT'),
  viewer('CREDITOR', creditorKey(1)),
  viewer('CREDITOR', creditorKey(2)),
  viewer('PARTNER', null, partnerKey(1)),
  viewer('PARTNER', null, partnerKey(2)),
  viewer('ANALYST'),
];

/** Names that trip up escaping: quotes, backslashes, line breaks, other planes, right-to-left, nothing but a space. */
const NAMES = [
  'Test "Person"',
  'Back\\slash',
  'Line\nbreak\ttab',
  'Emoji 🧾 Test',
  'اختبار',
  'Åse Öman',
  'ÿ\u2028sep',
  "O'Test",
  '{"a":1}',
  ' ',
];

const keyOf = (kind: number, number: string) =>
  `('00000000-0000-7000-8000-${String(kind).padStart(4, '0')}' || lpad((${number})::text, 8, '0'))::uuid`;

/** A small world with every kind of row, spread over creditors and partners, some fields null. */
export async function populate(db: DataSource, cases: number): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.query(
      `insert into creditor (id, name, country, organisation_number, automation, address)
        select ${keyOf(1, 'n')}, ($1::text[])[n], 'NO', n::text, case when n = 1 then 'AUTOMATIC' else 'APPROVAL' end,
          case when n = 2 then null else '{"lines":["Testgata 1"],"postalCode":"0001","city":"Oslo","country":"NO"}'::jsonb end
        from generate_series(1, 3) n`,
      [NAMES],
    );
    await tx.query(`insert into partner (id, name, network, suspended)
        select ${keyOf(2, 'n')}, 'Partner ' || n, 'exchange', n = 3 from generate_series(1, 3) n`);
    await tx.query(`insert into partner_coverage (id, partner_id, country, success_fee_bps)
        select gen_random_uuid(), ${keyOf(2, 'n')}, c, 1000 + 250 * (case when n = 2 and c = 'FR' then 1 else 0 end)
        from generate_series(1, 2) n, unnest(array['DE', 'FR', 'US']) c`);
    await tx.query(
      `insert into debtor (id, creditor_id, type, name, country, language, address, national_id_masked)
        select ${keyOf(3, 'n')}, ${keyOf(1, '1 + n % 3')}, case when n % 2 = 0 then 'PERSON' else 'COMPANY' end, ($1::text[])[1 + n % 10],
          (array['NO', 'SE', 'FI', 'DE'])[1 + n % 4], 'nb', case when n % 5 = 0 then null
          else jsonb_build_object('lines', jsonb_build_array('Gate "' || n || '"'), 'postalCode', null, 'city', 'By 🏙', 'country', 'NO') end,
          case when n % 3 = 0 then '*******' || n end
        from generate_series(0, 29) n`,
      [NAMES],
    );
    await tx.query(
      `insert into collection_case (id, reference, creditor_id, debtor_id, status, stage, hold_reason, close_reason, registered_on, closed_on,
          country, currency, payment_reference, route_kind, routing_id)
        select ${keyOf(4, 'n')}, 'F-2026-' || lpad(n::text, 7, '0'), ${keyOf(1, '1 + (n % 30) % 3')}, ${keyOf(3, 'n % 30')},
          (array['ACTIVE', 'ON_HOLD', 'CLOSED', 'REGISTERED', 'AWAITING_APPROVAL'])[1 + n % 5], 'PRE_COLLECTION',
          case when n % 5 = 1 then 'PAUSED' end, case when n % 5 = 2 then 'PAID' end, date '2026-01-05' + (n / 3),
          case when n % 5 = 2 then date '2026-03-01' + (n / 3) end, (array['NO', 'SE', 'FI', 'DE'])[1 + n % 4],
          (array['NOK', 'SEK', 'EUR', 'EUR'])[1 + n % 4], n::text, case when n % 4 = 3 then 'PARTNER_NETWORK' else 'COUNTRY_MODULE' end, ${keyOf(5, 'n')}
        from generate_series(1, $1::int) n`,
      [cases],
    );
    await tx.query(
      `insert into routing_decision (id, case_id, creditor_id, kind, country, partner_id, candidates, decided_on)
        select ${keyOf(5, 'n')}, c.id, c.creditor_id, c.route_kind, c.country, case when n % 4 = 3 then ${keyOf(2, '1 + n % 2')} end,
          jsonb_build_array(jsonb_build_object('kind', c.route_kind, 'country', c.country, 'chosen', true, 'params', jsonb_build_object('successFeeBps', 1000),
            'reason', case when n % 4 = 3 then 'LOWER_SUCCESS_FEE' else 'OWN_COUNTRY_MODULE' end,
            'partnerId', case when n % 4 = 3 then ${keyOf(2, '1 + n % 2')} end)), c.registered_on
        from generate_series(1, $1::int) n join collection_case c on c.id = ${keyOf(4, 'n')}`,
      [cases],
    );
    await tx.query(
      `insert into referral (id, case_id, creditor_id, partner_id, status, external_reference, submitted_at)
        select ${keyOf(6, 'n')}, c.id, c.creditor_id, ${keyOf(2, '1 + (n / 4) % 2')}, (array['QUEUED', 'SUBMITTED', 'ACTIVE', 'CLOSED', 'DECLINED'])[1 + n % 5],
          case when n % 2 = 0 then 'X' || n end, case when n % 3 = 0 then timestamptz '2026-02-01 12:34:56.789+01' end
        from generate_series(3, $1::int, 4) n join collection_case c on c.id = ${keyOf(4, 'n')}`,
      [cases],
    );
    await tx.query('update collection_case c set referral_id = r.id from referral r where r.case_id = c.id');
    // The partner that had the case before: whoever has it now must read nothing of that.
    await tx.query(`insert into referral (id, case_id, creditor_id, partner_id, status, created_at)
        select gen_random_uuid(), case_id, creditor_id, case partner_id when ${keyOf(2, '1')} then ${keyOf(2, '2')} else ${keyOf(2, '1')} end,
          'WITHDRAWN', timestamptz '2026-01-01' from referral`);
    await tx.query(`insert into case_event (id, case_id, creditor_id, type, on_date, at, actor, params)
        select gen_random_uuid(), case_id, creditor_id, 'inquiryAsked', '2026-01-02', timestamptz '2026-01-02', 'old partner',
          '{"partner":"P","dueOn":"2026-01-05","question":"secret"}' from referral where status = 'WITHDRAWN'`);
    await tx.query(`insert into inquiry (id, referral_id, case_id, creditor_id, question, due_on, answer, answered_at)
        select gen_random_uuid(), id, case_id, creditor_id, 'Which "invoice"?', '2026-02-03', case when attempts > 0 then 'This' end, null from referral`);
    await tx.query(`insert into claim (id, case_id, creditor_id, invoice_number, description, invoice_date, due_date, principal_minor, principal_currency)
        select gen_random_uuid(), c.id, c.creditor_id, c.reference || '-' || k, 'Vare ' || k, date '2025-11-01', date '2025-12-01' + k, 100050 * k, c.currency
        from collection_case c, generate_series(1, 2) k where k = 1 or c.country <> 'SE'`);
    await tx.query(`insert into schedule (case_id, creditor_id, next_step, due_on)
        select id, creditor_id, 'PAYMENT_DEMAND', registered_on + 10 from collection_case where status = 'ACTIVE' and country <> 'FI'`);
    await tx.query(`insert into notice (id, case_id, creditor_id, type, language, subject, body, sent_on, pay_by, content_hash, checks)
        select gen_random_uuid(), c.id, c.creditor_id, 'REMINDER', 'nb', 'Om "saken"', E'Hei\\n\\tøre 1\\u00a0000', c.registered_on + k, case when k = 1 then c.registered_on + 20 end,
          repeat('a', 64), '[{"element":"payBy","satisfied":true,"legalBasis":{"act":"A","provision":"§ 1","url":"https://law.example","checkedOn":"2026-11-22"}},{"element":"total","satisfied":false,"legalBasis":null}]'
        from collection_case c, generate_series(1, 3) k where c.country <> 'DE'`);
    await tx.query(`insert into payment (id, case_id, creditor_id, amount_minor, amount_currency, received_on, reference)
        select gen_random_uuid(), id, creditor_id, 12345, currency, registered_on + 5, case when country = 'NO' then reference end from collection_case where status <> 'CLOSED'`);
    await tx.query(`insert into payment_allocation (id, payment_id, case_id, creditor_id, kind, claim_id, amount_minor, amount_currency)
        select gen_random_uuid(), p.id, p.case_id, p.creditor_id, 'PRINCIPAL', (select id from claim where case_id = p.case_id limit 1), p.amount_minor, p.amount_currency from payment p`);
    await tx.query(`insert into case_event (id, case_id, creditor_id, type, on_date, actor, params, changed_fields)
        select gen_random_uuid(), c.id, c.creditor_id, t.type, c.registered_on, 'test "actor"', t.params::jsonb, t.fields
        from collection_case c, (values ('resumed', '{}', array['status', 'holdReason']), ('paused', '{"reason":"a \\"b\\""}', array[]::text[]),
          ('referralSubmitted', '{"partner":"P","reference":"R"}', array['x'])) t(type, params, fields)`);
  });
}
