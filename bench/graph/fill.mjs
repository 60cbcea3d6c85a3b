// The rows both programs read: set-based, because a benchmark should not spend its minutes on filling tables.
import pg from 'pg';

const CREDITORS = 1_000;
const CASES_PER_DEBTOR = 2;

const key = (kind, number) =>
  `('00000000-0000-7000-8000-${String(kind).padStart(4, '0')}' || lpad((${number})::text, 8, '0'))::uuid`;
const creditorKey = (number) => key(1, number);
const debtorKey = (number) => key(3, number);
const caseKey = (number) => key(4, number);
const routingKey = (number) => key(5, number);
/** Debtors have no, one or several cases, two on average; a hash spreads them the same way in every run. */
const debtorOf = (number, debtors) => `(1 + abs(hashint4(${number})::bigint) % ${debtors})`;
const creditorOf = (debtor) => `(1 + ${debtor} % ${CREDITORS})`;

function statements(cases) {
  const debtors = Math.ceil(cases / CASES_PER_DEBTOR);
  const country = `(array['NO', 'SE', 'FI'])[1 + d % 3]`;
  return [
    `insert into creditor (id, name, country, organisation_number, automation)
       select ${creditorKey('n')}, 'Test Creditor ' || n, (array['NO', 'SE', 'FI'])[1 + n % 3], 'TEST-' || n, 'AUTOMATIC'
       from generate_series(1, ${CREDITORS}) n`,
    `insert into debtor (id, creditor_id, type, name, country, language)
       select ${debtorKey('d')}, ${creditorKey(creditorOf('d'))}, case when d % 4 = 0 then 'COMPANY' else 'PERSON' end,
         'Test Person ' || d, ${country}, (array['nb', 'sv', 'fi'])[1 + d % 3]
       from generate_series(1, ${debtors}) d`,
    `insert into collection_case (id, reference, creditor_id, debtor_id, status, stage, hold_reason, close_reason,
         registered_on, closed_on, country, currency, payment_reference, route_kind, routing_id, booked_outstanding_minor)
       select ${caseKey('n')}, 'F-2026-' || lpad(n::text, 7, '0'), ${creditorKey(creditorOf('d'))}, ${debtorKey('d')}, status,
         'PRE_COLLECTION', case when status = 'ON_HOLD' then 'PAUSED' end, case when status = 'CLOSED' then 'PAID' end,
         registered_on, case when status = 'CLOSED' then registered_on + 40 end, ${country},
         (array['NOK', 'SEK', 'EUR'])[1 + d % 3], n::text, 'COUNTRY_MODULE', ${routingKey('n')}, 150000 + n % 1000
       from (select n, ${debtorOf('n', debtors)} as d, (array['ACTIVE', 'CLOSED', 'ACTIVE', 'ON_HOLD'])[1 + n % 4] as status,
         date '2021-01-04' + (n::bigint * 2000 / ${cases})::int as registered_on from generate_series(1, ${cases}) n) fresh`,
    `insert into routing_decision (id, case_id, creditor_id, kind, country, candidates, decided_on)
       select routing_id, id, creditor_id, 'COUNTRY_MODULE', country, jsonb_build_array(jsonb_build_object('kind', 'COUNTRY_MODULE',
         'country', country, 'chosen', true, 'reason', 'OWN_COUNTRY_MODULE', 'params', '{}'::jsonb)), registered_on
       from collection_case`,
    `insert into claim (id, case_id, creditor_id, invoice_number, description, invoice_date, due_date, principal_minor, principal_currency)
       select ${key(6, 'c.payment_reference::bigint * 2 + k')}, c.id, c.creditor_id, c.reference || '-' || k,
         'Goods as delivered, part ' || k, c.registered_on - 60, c.registered_on - 30 + k, 50000 + k * 1234, c.currency
       from collection_case c, generate_series(0, 1) k`,
    `insert into notice (id, case_id, creditor_id, type, language, subject, body, sent_on, pay_by, content_hash, checks)
       select ${key(7, 'c.payment_reference')}, c.id, c.creditor_id, 'REMINDER', 'nb', 'Reminder ' || c.reference,
         'Test letter about ' || c.reference, c.registered_on + 3, c.registered_on + 17, repeat('a', 64), '[]'
       from collection_case c`,
  ];
}

const TABLES = {
  cases: 'collection_case',
  debtors: 'debtor',
  creditors: 'creditor',
  claims: 'claim',
  notices: 'notice',
};

/** Fills an empty, migrated database. Gives its tables' counts, keys of the debtors that have a case, and its version. */
export async function fill(url, cases) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  // Triggers and foreign keys are for rows that come one by one; what is inserted here refers to what is there.
  await client.query('set session_replication_role = replica');
  for (const statement of statements(cases)) await client.query(statement);
  await client.query('vacuum (freeze, analyze)');
  const counts = {};
  for (const [name, table] of Object.entries(TABLES)) {
    counts[name] = (await client.query(`select count(*)::int as rows from ${table}`)).rows[0].rows;
  }
  const debtors = await client.query('select distinct debtor_id as key from collection_case order by key');
  const [{ server_version: version }] = (await client.query('show server_version')).rows;
  await client.end();
  return { counts, debtorKeys: debtors.rows.map(({ key: id }) => id), version };
}
