// The bare loop: it locks the same schedule rows in the same batches and writes the same rows as the worker, with content that was
// made beforehand. What it needs besides is nothing: no law, no letters, no questions to the database.
import { randomUUID } from 'node:crypto';
import { DUE_ON } from './fill.mjs';

const BATCH = 500;

const LOCK = `select c.id from schedule s join collection_case c on c.id = s.case_id
  where s.due_on <= $1 and c.status in ('ACTIVE', 'CLOSED') order by s.due_on, s.case_id limit ${BATCH} for update skip locked`;

/** Each table with what is written to it: columns by name, as JSON. */
const INSERTS = {
  notice: 'id, case_id, creditor_id, type, language, subject, body, document, sent_on, pay_by, content_hash, checks',
  posting:
    'id, creditor_id, case_id, claim_id, payment_id, debit_account, credit_account, amount_minor, currency, on_date, reason, idempotency_key',
  case_event: 'id, case_id, creditor_id, type, on_date, actor, params, changed_fields, legal_basis',
};
const insert = (table) =>
  `insert into ${table} (${INSERTS[table]}) select ${INSERTS[table]} from json_populate_recordset(null::${table}, $1)`;

const JOBS = `select count(*) from graphile_worker.add_jobs((select array_agg(
   ('deliverNotice', json_build_object('noticeId', id), null, now(), null, 'deliverNotice:' || id, null, null)::graphile_worker.job_spec)
   from json_to_recordset($1) as made(id uuid)))`;
const STAGE = `update collection_case c set stage = 'COLLECTION', status = 'ACTIVE' where id = any($1)`;
const WATCH = `insert into limitation_watch (case_id, creditor_id, warn_on, last_day)
  select case_id, creditor_id, warn_on, last_day from json_populate_recordset(null::limitation_watch, $1)
  on conflict (case_id) do update set warn_on = excluded.warn_on, last_day = excluded.last_day`;
const SCHEDULE = `insert into schedule (case_id, creditor_id, next_step, due_on)
  select case_id, creditor_id, next_step, due_on from json_populate_recordset(null::schedule, $1)
  on conflict (case_id) do update set next_step = excluded.next_step, due_on = excluded.due_on`;

/** What the worker wrote about some cases, as JSON: the rows the bare loop writes again about others. */
export async function writtenAbout(client, caseIds) {
  const rowsOf = async (table, condition) => {
    const found = await client.query(
      `select case_id, coalesce(json_agg(to_json(t)), '[]') as rows from ${table} t where case_id = any($1) ${condition} group by case_id`,
      [caseIds],
    );
    return new Map(found.rows.map((row) => [row.case_id, row.rows]));
  };
  const tables = {
    notice: await rowsOf('notice', `and sent_on = '${DUE_ON}'`),
    posting: await rowsOf('posting', `and on_date = '${DUE_ON}'`),
    case_event: await rowsOf('case_event', ''),
    limitation_watch: await rowsOf('limitation_watch', ''),
    schedule: await rowsOf('schedule', ''),
  };
  return caseIds.map((id) =>
    Object.fromEntries(Object.entries(tables).map(([name, rows]) => [name, rows.get(id) ?? []])),
  );
}

/** The rows of a batch of cases: of each case those of a template, with keys of its own. */
function batchOf(cases, templates, first) {
  const rows = { notice: [], posting: [], case_event: [], limitation_watch: [], schedule: [] };
  cases.forEach(({ id, creditor }, index) => {
    const template = templates[(first + index) % templates.length];
    for (const [table, found] of Object.entries(template)) {
      for (const row of found) {
        const own = { ...row, case_id: id, creditor_id: creditor };
        if (table in INSERTS) own.id = randomUUID();
        if (table === 'posting') Object.assign(own, { claim_id: null, idempotency_key: `bare:${own.id}` });
        rows[table].push(own);
      }
    }
  });
  return {
    ids: cases.map(({ id }) => id),
    ...Object.fromEntries(Object.entries(rows).map(([table, found]) => [table, JSON.stringify(found)])),
  };
}

/** Cases a second, the content made beforehand not counted. `templates` go with `cases` in turn. */
export async function bareLoop(client, cases, templates) {
  let ms = 0;
  let done = 0;
  for (let first = 0; first < cases.length; first += BATCH) {
    const batch = batchOf(cases.slice(first, first + BATCH), templates, first);
    const began = performance.now();
    await client.query('begin');
    const locked = await client.query(LOCK, [DUE_ON]);
    if (locked.rows.length !== batch.ids.length) throw new Error('the bare loop found other cases due than its own');
    for (const table of Object.keys(INSERTS)) await client.query(insert(table), [batch[table]]);
    await client.query(STAGE, [batch.ids]);
    await client.query(JOBS, [batch.notice]);
    await client.query(WATCH, [batch.limitation_watch]);
    await client.query(SCHEDULE, [batch.schedule]);
    await client.query('commit');
    ms += performance.now() - began;
    done += batch.ids.length;
  }
  return (done / ms) * 1000;
}
