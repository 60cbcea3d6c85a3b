import type { MigrationInterface, QueryRunner } from 'typeorm';

const CLAIMS = `
alter table creditor add column day_count text check (day_count in ('ACTUAL_ACTUAL', 'ACTUAL_365', 'THIRTY_360'));

alter table claim
  add column kind text not null default 'GENERAL' check (kind in ('GENERAL', 'LOAN', 'CONSUMER_CREDIT', 'RENT_DWELLING',
    'RENT_PREMISES', 'ELECTRICITY', 'DISTRICT_HEATING', 'GAS', 'PARKING', 'PUBLIC')),
  add column due_date_basis text not null default 'AGREED' check (due_date_basis in ('AGREED', 'STATED', 'PRINTED')),
  add column agreed_rate_bps integer check (agreed_rate_bps between 0 and 100000),
  add column agreed_on date,
  add column originated_on date,
  add column incurred_as_minor boolean not null default false;`;

const CIRCUMSTANCES = `
create table debtor_condition (
  id uuid primary key,
  debtor_id uuid not null references debtor,
  creditor_id uuid not null references creditor,
  type text not null check (type in ('MINOR', 'DECEASED', 'BANKRUPTCY', 'DEBT_RESTRUCTURING', 'GUARDIANSHIP', 'PROTECTED_ADDRESS')),
  from_date date not null,
  until_date date check (until_date >= from_date),
  representative_name text,
  representative_address jsonb,
  withdrawn boolean not null default false,
  recorded_by text not null,
  created_at timestamptz not null default now(),
  check (type = 'GUARDIANSHIP' or representative_name is null),
  check ((representative_name is null) = (representative_address is null))
);
-- What is told again of the same circumstance is another row: the newest counts.
create index debtor_condition_debtor on debtor_condition (debtor_id, type, from_date, id desc);
create view debtor_condition_now as
  select * from (select distinct on (debtor_id, type, from_date) * from debtor_condition
    order by debtor_id, type, from_date, id desc) told
  where not withdrawn;
create trigger debtor_condition_append_only before update or delete on debtor_condition for each row execute function refuse_change();

create table proceeding (
  id uuid primary key,
  case_id uuid not null references collection_case,
  creditor_id uuid not null references creditor,
  type text not null,
  on_date date not null,
  step text,
  awarded_minor bigint not null default 0 check (awarded_minor >= 0),
  until_date date check (until_date >= on_date),
  reference text,
  retracts uuid unique references proceeding,
  recorded_by text not null,
  created_at timestamptz not null default now()
);
create index proceeding_case on proceeding (case_id, on_date, id);
create trigger proceeding_append_only before update or delete on proceeding for each row execute function refuse_change();
create trigger proceeding_no_truncate before truncate on proceeding for each statement execute function refuse_change();

create table payment_plan (
  id uuid primary key,
  case_id uuid not null references collection_case,
  creditor_id uuid not null references creditor,
  agreed_on date not null,
  created_at timestamptz not null default now()
);
create index payment_plan_case on payment_plan (case_id, agreed_on, id);

create table instalment (
  id uuid primary key,
  plan_id uuid not null references payment_plan,
  case_id uuid not null references collection_case,
  creditor_id uuid not null references creditor,
  due_on date not null,
  amount_minor bigint not null check (amount_minor > 0),
  amount_currency text not null,
  unique (plan_id, due_on)
);

-- When somebody is warned that a case comes near limitation, and of which last day it was warned already. Days are null while
-- there is nothing to warn of.
create table limitation_watch (
  case_id uuid primary key references collection_case,
  creditor_id uuid not null references creditor,
  warn_on date,
  last_day date,
  warned_of date
);
create index limitation_watch_due on limitation_watch (warn_on) where warned_of is distinct from last_day;`;

const LETTERS = `
alter table notice add column document jsonb;

-- Banks drop leading zeros, and a Finnish reference has at least three digits before its check digit.
select setval(pg_get_serial_sequence('collection_case', 'serial'), greatest(100, (select coalesce(max(serial), 0) + 1 from collection_case)), false);`;

export class Law1764266400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statements of [CLAIMS, CIRCUMSTANCES, LETTERS]) await runner.query(statements);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table notice drop column document;
      drop view debtor_condition_now;
      drop table limitation_watch, instalment, payment_plan, proceeding, debtor_condition;
      alter table claim drop column kind, drop column due_date_basis, drop column agreed_rate_bps, drop column agreed_on,
        drop column originated_on, drop column incurred_as_minor;
      alter table creditor drop column day_count;`);
  }
}
