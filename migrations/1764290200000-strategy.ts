import type { MigrationInterface, QueryRunner } from 'typeorm';

const STRATEGIES = `
-- How a creditor wants its cases worked. The highest version is in force; a creditor without one has what creditor.automation says.
create table strategy (
  id uuid primary key,
  creditor_id uuid not null references creditor,
  version integer not null check (version > 0),
  -- The first version is what the creditor began with, written down when it is changed.
  valid_from date,
  content jsonb not null,
  recorded_by text,
  created_at timestamptz not null default now(),
  unique (creditor_id, version),
  check (version = 1 or (valid_from is not null and recorded_by is not null))
);`;

const SURVEILLANCE = `
-- What a debtor was scored, and from what. begins marks the score a case came under surveillance with.
create table case_score (
  id uuid primary key,
  case_id uuid not null references collection_case,
  creditor_id uuid not null references creditor,
  on_date date not null,
  points integer not null check (points between 0 and 100),
  inputs jsonb not null,
  begins boolean not null,
  created_at timestamptz not null default now()
);
create index case_score_case on case_score (case_id, id);

-- When the means of a debtor are looked at next: of cases under surveillance, and of those that are to come there.
create table surveillance_watch (
  case_id uuid primary key references collection_case,
  creditor_id uuid not null references creditor,
  look_on date not null
);
create index surveillance_watch_due on surveillance_watch (look_on, case_id);`;

const appendOnly = (table: string): string => `
create trigger ${table}_append_only before update or delete on ${table} for each row execute function refuse_change();
create trigger ${table}_no_truncate before truncate on ${table} for each statement execute function refuse_change();`;

export class Strategy1764290200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statements of [STRATEGIES, SURVEILLANCE, appendOnly('strategy'), appendOnly('case_score')]) {
      await runner.query(statements);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table surveillance_watch, case_score, strategy;');
  }
}
