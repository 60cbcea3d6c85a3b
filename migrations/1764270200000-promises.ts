import type { MigrationInterface, QueryRunner } from 'typeorm';

const TERMS = `
alter table partner
  add column country text,
  add column contact jsonb,
  add column suspension_reason text check (suspended or suspension_reason is null),
  add column suspended_on date check (suspended or suspended_on is null),
  add column accept_within_days integer not null default 1 check (accept_within_days between 1 and 60),
  add column answer_within_days integer not null default 2 check (answer_within_days between 1 and 60),
  add column status_every_months integer not null default 1 check (status_every_months between 1 and 12);

-- A band of a country's coverage: the fee for claims at least so old, in days since they fell due, and at least so large.
create table partner_fee (
  id uuid primary key,
  partner_id uuid not null,
  country text not null,
  from_age_days integer not null check (from_age_days >= 0),
  from_amount_minor bigint not null check (from_amount_minor >= 0),
  from_amount_currency text not null,
  success_fee_bps integer not null check (success_fee_bps between 0 and 10000),
  foreign key (partner_id, country) references partner_coverage (partner_id, country) on delete cascade,
  unique (partner_id, country, from_age_days, from_amount_minor)
);`;

const TASKS = `
create table task (
  id uuid primary key,
  kind text not null,
  case_id uuid not null references collection_case,
  referral_id uuid references referral,
  creditor_id uuid not null references creditor,
  -- What beside the referral it is about: the key of a question, the name of a promise.
  subject text not null default '',
  due_on date not null,
  opened_on date not null,
  closed_on date,
  settled_by text,
  note text,
  params jsonb not null default '{}',
  created_at timestamptz not null default now(),
  check (closed_on >= opened_on),
  check (settled_by is null or closed_on is not null),
  check ((settled_by is null) = (note is null))
);
create unique index task_open on task (kind, case_id, referral_id, subject) nulls not distinct where closed_on is null;
create index task_due on task (due_on, id);
create index task_creditor on task (creditor_id, due_on, id);
create index task_case on task (case_id, due_on, id);
create index task_referral on task (referral_id, kind);

-- When the partner's figures of a referral were last held against ours.
alter table referral add column totals_on date;`;

export class Promises1764270200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statements of [TERMS, TASKS]) await runner.query(statements);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table referral drop column totals_on;
      drop table task, partner_fee;
      alter table partner drop column country, drop column contact, drop column suspension_reason, drop column suspended_on,
        drop column accept_within_days, drop column answer_within_days, drop column status_every_months;`);
  }
}
