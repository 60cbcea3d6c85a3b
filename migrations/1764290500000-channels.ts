import type { MigrationInterface, QueryRunner } from 'typeorm';

const TASKS = `
alter table task
  -- Whose it is to see to: ours, or the creditor's.
  add column role text not null default 'AGENT' check (role in ('AGENT', 'CREDITOR')),
  -- Subject of whoever has taken it.
  add column owner text check (owner <> ''),
  add column overdue_since date check (overdue_since > due_on);
update task set role = 'CREDITOR' where kind in ('ANSWER_DUE', 'DISPUTE_ANSWER');
create index task_in_time on task (due_on, id) where closed_on is null and overdue_since is null;
create index task_owner on task (owner, due_on, id) where owner is not null;`;

const DELIVERIES = `
-- Every attempt to bring a letter to the debtor, and what was heard of it since.
create table notice_delivery (
  id uuid primary key,
  notice_id uuid not null references notice,
  case_id uuid not null references collection_case,
  creditor_id uuid not null references creditor,
  channel text not null check (channel in ('EMAIL', 'SMS', 'LETTER')),
  outcome text not null check (outcome in ('SENT', 'DELIVERED', 'BOUNCED', 'RETURNED')),
  sent_to text,
  reason text,
  on_date date not null,
  recorded_by text not null,
  created_at timestamptz not null default now(),
  check ((outcome = 'SENT') = (sent_to is not null)),
  check (outcome in ('SENT', 'DELIVERED') or reason is not null)
);
create index notice_delivery_notice on notice_delivery (notice_id, id);
-- A gateway that is asked twice sends twice.
create unique index notice_delivery_one_sms on notice_delivery (notice_id) where channel = 'SMS' and outcome = 'SENT';
create trigger notice_delivery_append_only before update or delete on notice_delivery for each row execute function refuse_change();
create trigger notice_delivery_no_truncate before truncate on notice_delivery for each statement execute function refuse_change();

-- A letter that did not reach the debtor counts as never sent, and its step may be taken again on the same day.
alter table notice add column undelivered_on date check (undelivered_on >= sent_on);
drop index notice_once_a_day;
create unique index notice_once_a_day on notice (case_id, type, sent_on) where undelivered_on is null;

alter table debtor
  -- Day on which a letter to the address came back; null where none has, and once the address was looked up anew.
  add column address_failed_on date,
  -- Day on which a mail to the address came back.
  add column email_failed_on date;`;

export class Channels1764290500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statements of [TASKS, DELIVERIES]) await runner.query(statements);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table debtor drop column email_failed_on, drop column address_failed_on;
      drop index notice_once_a_day;
      alter table notice drop column undelivered_on;
      create unique index notice_once_a_day on notice (case_id, type, sent_on);
      drop table notice_delivery;
      drop index task_owner, task_in_time;
      alter table task drop column overdue_since, drop column owner, drop column role;`);
  }
}
