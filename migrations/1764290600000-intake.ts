import type { MigrationInterface, QueryRunner } from 'typeorm';

const SOURCES = `
-- Where invoices of a creditor are fetched from, and how far that has come.
create table invoice_source (
  id uuid primary key,
  creditor_id uuid not null references creditor,
  kind text not null check (kind in ('FOLDER', 'REST')),
  -- Name of the folder, or address of the interface.
  place text not null check (place <> ''),
  -- What proves to the interface who we are, sealed.
  secret_cipher bytea,
  cursor text,
  last_fault text,
  registered_by text not null,
  stopped_at timestamptz,
  created_at timestamptz not null default now(),
  check (kind = 'REST' or secret_cipher is null)
);
create unique index invoice_source_place on invoice_source (kind, place) where stopped_at is null;
create index invoice_source_creditor on invoice_source (creditor_id, id);

-- Every document that came from a source. One that waits becomes a case on the first day it may.
create table incoming_invoice (
  id uuid primary key,
  source_id uuid not null references invoice_source,
  creditor_id uuid not null references creditor,
  name text not null,
  content_hash text not null,
  content bytea not null,
  invoice_number text,
  status text not null check (status in ('WAITING', 'REGISTERED', 'CANCELLED', 'REFUSED')),
  start_on date not null,
  refusals jsonb not null default '[]',
  reason text,
  received_on date not null,
  created_at timestamptz not null default now(),
  unique (source_id, content_hash)
);
create index incoming_invoice_due on incoming_invoice (start_on, id) where status = 'WAITING';
create index incoming_invoice_creditor on incoming_invoice (creditor_id, id);
create index incoming_invoice_number on incoming_invoice (creditor_id, invoice_number) where status = 'WAITING';`;

const MERGES = `
alter table collection_case
  -- The case that has the claims of this one since they were merged, and which they are.
  add column merged_into_id uuid references collection_case,
  add column merged_claims uuid[],
  add check ((merged_into_id is null) = (merged_claims is null));
create index collection_case_merged on collection_case (merged_into_id) where merged_into_id is not null;
-- A case may have a history of claims that were merged into it, not only of one that it continues.
do $$ declare name text; begin
  select conname into name from pg_constraint where conrelid = 'collection_case'::regclass and pg_get_constraintdef(oid) like '%continues_id IS NULL%carried IS NULL%';
  execute format('alter table collection_case drop constraint %I', name);
end $$;
alter table collection_case add constraint collection_case_continued check (continues_id is null or carried is not null);

create table case_merge (
  id uuid primary key,
  into_id uuid not null references collection_case,
  creditor_id uuid not null references creditor,
  -- Key, status and claims of each case that was merged, as they were.
  merged jsonb not null,
  carried_before jsonb,
  posting_ids uuid[] not null,
  -- How many events the cases had when it was done: more of them, and it can no longer be undone.
  events integer not null,
  merged_on date not null,
  merged_by text not null,
  undone_on date,
  undone_by text,
  created_at timestamptz not null default now(),
  check ((undone_on is null) = (undone_by is null))
);
create index case_merge_into on case_merge (into_id, id);`;

const LIKENESS = `
-- Finds a debtor without a number of a creditor.
create index debtor_named on debtor (creditor_id, lower(name)) where national_id_hash is null;`;

export class Intake1764290600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statements of [SOURCES, MERGES, LIKENESS]) await runner.query(statements);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index debtor_named;
      drop table case_merge;
      alter table collection_case drop constraint collection_case_continued,
        drop column merged_claims, drop column merged_into_id,
        add check ((continues_id is null) = (carried is null));
      drop table incoming_invoice, invoice_source;`);
  }
}
