import type { MigrationInterface, QueryRunner } from 'typeorm';

const DECLINES = `
alter table referral add column decline_code text check (decline_code in ('NOT_COVERED', 'BELOW_MINIMUM', 'ABOVE_MAXIMUM',
  'CONFLICT_OF_INTEREST', 'INSUFFICIENT_DOCUMENTS', 'TIME_BARRED', 'DEBTOR_INSOLVENT', 'NO_CAPACITY', 'OTHER'));`;

const WORDS = `
create table referral_message (
  id uuid primary key,
  referral_id uuid not null references referral,
  case_id uuid not null references collection_case,
  creditor_id uuid not null references creditor,
  direction text not null check (direction in ('TO_PARTNER', 'FROM_PARTNER')),
  text text not null check (text <> ''),
  external_reference text,
  author text not null,
  sent_at timestamptz not null default clock_timestamp(),
  told_at timestamptz,
  unique (referral_id, external_reference)
);
create index referral_message_referral on referral_message (referral_id, id);

create table referral_document (
  id uuid primary key,
  referral_id uuid not null references referral,
  case_id uuid not null references collection_case,
  creditor_id uuid not null references creditor,
  direction text not null check (direction in ('TO_PARTNER', 'FROM_PARTNER')),
  file_name text not null check (file_name <> ''),
  media_type text not null,
  size integer not null check (size between 1 and 5242880),
  content bytea not null check (octet_length(content) = size),
  author text not null,
  sent_at timestamptz not null default clock_timestamp(),
  told_at timestamptz
);
create index referral_document_referral on referral_document (referral_id, id);`;

export class Exchange1764270000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statements of [DECLINES, WORDS]) await runner.query(statements);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table referral_document, referral_message;
      alter table referral drop column decline_code;`);
  }
}
