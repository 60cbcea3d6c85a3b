// Cases whose first demand is due, set-based, because a benchmark should not spend its minutes on filling tables.

/** The business date on which every demand of the benchmark falls due: a Monday. */
export const DUE_ON = '2026-06-01';

const CREDITORS = 1_000;

const key = (kind, number) =>
  `('00000000-0000-7000-8000-${String(kind).padStart(4, '0')}' || lpad((${number})::text, 8, '0'))::uuid`;
const creditorKey = (number) => key(1, `1 + (${number}) % ${CREDITORS}`);
const debtorKey = (number) => key(3, number);
const caseKey = (number) => key(4, number);

const COUNTRY = `(array['NO', 'SE', 'FI'])[1 + n % 3]`;
const CURRENCY = `(array['NOK', 'SEK', 'EUR'])[1 + n % 3]`;
const LETTER = `(array['COLLECTION_NOTICE', 'REMINDER', 'REMINDER'])[1 + n % 3]`;
const address = (street) =>
  `jsonb_build_object('lines', jsonb_build_array('${street} ' || n), 'postalCode', '00100', 'city', 'Testby', 'country', ${COUNTRY})`;

/** Cases numbered from one number to another, each with two claims and one letter that nobody answered. */
function statements(from, to) {
  const numbers = `generate_series(${from}, ${to}) n`;
  return [
    `insert into debtor (id, creditor_id, type, name, country, language, address, national_id_masked)
       select ${debtorKey('n')}, ${creditorKey('n')}, case when n % 4 = 0 then 'COMPANY' else 'PERSON' end, 'Test Person ' || n,
         ${COUNTRY}, (array['nb', 'sv', 'fi'])[1 + n % 3], ${address('Prøvegata')}, '010190 *****' from ${numbers}`,
    `insert into collection_case (id, serial, reference, creditor_id, debtor_id, status, stage, registered_on, country, currency,
         payment_reference, route_kind, routing_id, booked_outstanding_minor)
       overriding system value
       select ${caseKey('n')}, n, 'F-2026-' || lpad(n::text, 7, '0'), ${creditorKey('n')}, ${debtorKey('n')}, 'ACTIVE', 'PRE_COLLECTION',
         '2026-05-04', ${COUNTRY}, ${CURRENCY}, '1' || lpad(n::text, 9, '0'), 'COUNTRY_MODULE', ${key(5, 'n')}, 101234 from ${numbers}`,
    `insert into routing_decision (id, case_id, creditor_id, kind, country, candidates, decided_on)
       select ${key(5, 'n')}, ${caseKey('n')}, ${creditorKey('n')}, 'COUNTRY_MODULE', ${COUNTRY}, '[]', '2026-05-04' from ${numbers}`,
    `insert into claim (id, case_id, creditor_id, invoice_number, description, invoice_date, due_date, principal_minor, principal_currency)
       select ${key(6, 'n * 2 + k')}, ${caseKey('n')}, ${creditorKey('n')}, 'INV-' || n || '-' || k, 'Goods as delivered, part ' || k,
         '2026-03-02', date '2026-04-01' + k, 50000 + k * 1234, ${CURRENCY} from ${numbers}, generate_series(0, 1) k`,
    `insert into notice (id, case_id, creditor_id, type, language, subject, body, sent_on, pay_by, content_hash, checks, delivered_at)
       select ${key(7, 'n')}, ${caseKey('n')}, ${creditorKey('n')}, ${LETTER}, 'nb', 'Letter', 'Test letter', '2026-05-04', '2026-05-18',
         repeat('a', 64), '[]', now() from ${numbers}`,
    `insert into posting (id, creditor_id, case_id, claim_id, debit_account, credit_account, amount_minor, currency, on_date, reason, idempotency_key)
       select gen_random_uuid(), creditor_id, case_id, id, 'receivable:principal', 'creditor:claims', principal_minor, principal_currency,
         '2026-05-04', 'principal', 'claim:' || id from claim where case_id between ${caseKey(from)} and ${caseKey(to)}`,
    `insert into limitation_watch (case_id, creditor_id, warn_on, last_day)
       select id, creditor_id, '2028-10-01', '2029-04-01' from collection_case where id between ${caseKey(from)} and ${caseKey(to)}`,
  ];
}

/** Fills an empty, migrated database with so many cases. */
export async function fill(client, cases) {
  // Triggers and foreign keys are for rows that come one by one; what is inserted here refers to what is there.
  await client.query('set session_replication_role = replica');
  await client.query(
    `insert into creditor (id, name, country, organisation_number, automation, address)
       select ${creditorKey('n')}, 'Test Creditor ' || n, ${COUNTRY}, 'TEST-' || n, 'AUTOMATIC', ${address('Eksempelveien')}
       from generate_series(0, ${CREDITORS - 1}) n`,
  );
  for (const statement of statements(1, cases)) await client.query(statement);
  await client.query('set session_replication_role = origin');
  await client.query('vacuum (freeze, analyze)');
}

/** Makes the demands of some cases due: those numbered from one number to another. */
export async function makeDue(client, from, to) {
  await client.query(
    `insert into schedule (case_id, creditor_id, next_step, due_on)
       select id, creditor_id, 'PAYMENT_DEMAND', $1 from collection_case
       where id between ${caseKey(from)} and ${caseKey(to)} order by id`,
    [DUE_ON],
  );
}

/** Keys of those cases, in the order in which they are taken. */
export async function keysOf(client, from, to) {
  const found = await client.query(
    `select id, creditor_id as creditor from collection_case where id between ${caseKey(from)} and ${caseKey(to)} order by id`,
  );
  return found.rows;
}
