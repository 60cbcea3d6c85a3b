import type { MigrationInterface, QueryRunner } from 'typeorm';

const TASKS = `
-- Money nobody is known for is about no case and no creditor; a payout is about a creditor alone.
alter table task
  alter column case_id drop not null,
  alter column creditor_id drop not null,
  add constraint task_case_has_creditor check (creditor_id is not null or case_id is null);`;

const FILES = `
-- An account the agency itself holds, in every way that banks write its number.
create table own_account (
  id uuid primary key,
  name text not null check (name <> ''),
  numbers text[] not null check (cardinality(numbers) > 0),
  -- The numbers as they are compared.
  keys text[] not null,
  registered_on date not null,
  registered_by text not null,
  created_at timestamptz not null default now()
);
create index own_account_keys on own_account using gin (keys);

create table bank_file (
  id uuid primary key,
  file_name text not null check (file_name <> ''),
  format text not null,
  version text not null,
  message_id text,
  content_hash text not null,
  imported_on date not null,
  imported_by text not null,
  created_at timestamptz not null default now()
);
create index bank_file_imported on bank_file (imported_on, id);

-- Every line of every file and what became of it when it was read; what happened to it since stands in bank_entry_settlement.
create table bank_entry (
  id uuid primary key,
  file_id uuid not null references bank_file,
  position integer not null,
  place text not null,
  source text not null,
  account text not null,
  account_key text not null,
  booked_on date,
  value_on date,
  direction text not null check (direction in ('CREDIT', 'DEBIT')),
  reversal boolean not null,
  amount_minor bigint check (amount_minor >= 0),
  currency text,
  ordered_minor bigint check (ordered_minor > 0),
  ordered_currency text,
  -- The line of the account it is part of.
  line_number integer not null,
  line_minor bigint not null,
  line_direction text not null,
  detailed boolean not null,
  bank_reference text,
  end_to_end_id text,
  quoted text[] not null,
  document_numbers text[] not null,
  remittance text not null,
  payer_name text,
  payer_account text,
  outcome text not null check (outcome in ('BOOKED', 'SUSPENSE', 'REVERSED', 'DUPLICATE', 'IGNORED', 'REJECTED')),
  rule text,
  reason text,
  suggestions jsonb not null default '[]',
  duplicate_of_id uuid references bank_entry,
  case_id uuid references collection_case,
  creditor_id uuid references creditor,
  payment_id uuid references payment,
  created_at timestamptz not null default now(),
  unique (file_id, position),
  check ((amount_minor is null) = (currency is null)),
  check ((ordered_minor is null) = (ordered_currency is null)),
  check (outcome in ('REJECTED', 'IGNORED') or (amount_minor is not null and booked_on is not null)),
  check ((outcome = 'BOOKED') = (rule is not null)),
  check (outcome <> 'DUPLICATE' or duplicate_of_id is not null),
  check ((outcome = 'BOOKED') = (reason is null)),
  check ((case_id is null) = (creditor_id is null))
);
create index bank_entry_known on bank_entry (account_key, booked_on) where outcome in ('BOOKED', 'SUSPENSE', 'REVERSED');
create index bank_entry_case on bank_entry (case_id) where case_id is not null;
create index bank_entry_payment on bank_entry (payment_id) where payment_id is not null;
create index bank_entry_suspense on bank_entry (booked_on, id) where outcome = 'SUSPENSE';

-- The end of money in suspense, once.
create table bank_entry_settlement (
  entry_id uuid primary key references bank_entry,
  kind text not null check (kind in ('ASSIGNED', 'RETURNED', 'DISCARDED', 'REVERSED', 'ITEMISED')),
  case_id uuid references collection_case,
  creditor_id uuid references creditor,
  payment_id uuid references payment,
  on_date date not null,
  note text,
  settled_by text not null,
  created_at timestamptz not null default now(),
  check ((kind = 'ASSIGNED') = (case_id is not null)),
  check ((case_id is null) = (creditor_id is null)),
  check ((case_id is null) = (payment_id is null)),
  check (kind not in ('RETURNED', 'DISCARDED') or note is not null)
);
create index bank_entry_settlement_payment on bank_entry_settlement (payment_id) where payment_id is not null;`;

const APPEND_ONLY = ['bank_file', 'bank_entry', 'bank_entry_settlement']
  .map(
    (table) => `
create trigger ${table}_append_only before update or delete on ${table} for each row execute function refuse_change();
create trigger ${table}_no_truncate before truncate on ${table} for each statement execute function refuse_change();`,
  )
  .join('');

const SEARCH = `
-- What payers quote is looked up as it is compared: without leading zeros, in capital letters.
create index collection_case_quoted on collection_case (ltrim(payment_reference, '0'));
create index claim_quoted on claim (ltrim(upper(invoice_number), '0'));
create index claim_original_reference on claim (ltrim(upper(original_reference), '0')) where original_reference is not null;
create index debtor_name on debtor (upper(name));`;

export class Bank1764290100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statements of [TASKS, FILES, APPEND_ONLY, SEARCH]) await runner.query(statements);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index debtor_name, claim_original_reference, claim_quoted, collection_case_quoted;
      drop table bank_entry_settlement, bank_entry, bank_file, own_account;
      alter table task drop constraint task_case_has_creditor, alter column creditor_id set not null, alter column case_id set not null;`);
  }
}
