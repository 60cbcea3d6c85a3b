import type { MigrationInterface, QueryRunner } from 'typeorm';

const POSTINGS = `
-- Money nobody is known for belongs to no creditor yet; what is settled with a creditor belongs to no one case.
alter table posting
  alter column case_id drop not null,
  alter column creditor_id drop not null,
  add constraint posting_of_somebody check (creditor_id is not null or 'suspense:unmatched' in (debit_account, credit_account)),
  add constraint posting_of_a_case
    check (case_id is not null or (debit_account not like 'receivable:%' and credit_account not like 'receivable:%')),
  add constraint posting_case_has_creditor check (creditor_id is not null or case_id is null);
create index posting_payment on posting (payment_id, seq) where payment_id is not null;
create index posting_written_off on posting (creditor_id, on_date) where reason = 'writeOff';

-- Which rule spread it, and the provision that rule stands in.
alter table payment
  add column allocation_rule text check (allocation_rule in ('LAW', 'DESIGNATION', 'CLAIMS_ONLY', 'NOTHING_OWED')),
  add column legal_basis jsonb;`;

const TERMS = `
-- Last day up to which there was looked for something to settle.
alter table creditor add column settled_to date;
create table commission_terms (
  id uuid primary key,
  creditor_id uuid not null references creditor,
  valid_from date not null,
  schedule text not null check (schedule in ('DAILY', 'WEEKLY', 'MONTHLY')),
  success_fee_bps integer not null check (success_fee_bps between 0 and 10000),
  bands jsonb not null default '[]',
  case_fees jsonb not null default '[]',
  subscription_minor bigint check (subscription_minor > 0),
  subscription_currency text,
  set_by text not null,
  created_at timestamptz not null default now(),
  check ((subscription_minor is null) = (subscription_currency is null)),
  unique (creditor_id, valid_from)
);

create table court_outlay (
  id uuid primary key,
  case_id uuid not null references collection_case,
  creditor_id uuid not null references creditor,
  amount_minor bigint not null check (amount_minor > 0),
  amount_currency text not null,
  text text not null check (text <> ''),
  reference text,
  paid_on date not null,
  recorded_by text not null,
  created_at timestamptz not null default now()
);
create index court_outlay_case on court_outlay (case_id, paid_on, id);
create index court_outlay_creditor on court_outlay (creditor_id);

create table refund (
  id uuid primary key,
  case_id uuid not null references collection_case,
  creditor_id uuid not null references creditor,
  amount_minor bigint not null check (amount_minor > 0),
  amount_currency text not null,
  reference text,
  refunded_on date not null,
  recorded_by text not null,
  created_at timestamptz not null default now()
);
create index refund_case on refund (case_id, refunded_on, id);`;

const SETTLEMENTS = `
create table settlement (
  id uuid primary key,
  creditor_id uuid not null references creditor,
  currency text not null,
  number integer not null check (number > 0),
  reference text not null unique,
  period_from date not null,
  period_to date not null check (period_to >= period_from),
  settled_on date not null,
  opening_minor bigint not null,
  payout_minor bigint not null check (payout_minor >= 0),
  carried_minor bigint not null,
  -- What is left of each of our claims.
  carried jsonb not null,
  tax_name text not null,
  created_at timestamptz not null default now(),
  unique (creditor_id, currency, number)
);
create index settlement_settled on settlement (settled_on, id);
create index settlement_creditor on settlement (creditor_id, settled_on, id);

create table settlement_line (
  id uuid primary key,
  settlement_id uuid not null references settlement,
  creditor_id uuid not null references creditor,
  position integer not null,
  kind text not null check (kind in ('COLLECTED', 'DIRECT_PAYMENT', 'REVERSAL', 'OUR_COSTS', 'EXCHANGE', 'COMMISSION', 'CASE_FEE',
    'SUBSCRIPTION', 'OUTLAY', 'PARTNER_CHARGE', 'VAT')),
  source text not null,
  case_id uuid references collection_case,
  payment_id uuid references payment,
  on_date date not null,
  amount_minor bigint not null,
  base_minor bigint,
  rate_bps integer,
  our_costs_minor bigint not null default 0,
  currency text not null,
  unique (settlement_id, position),
  -- Nothing is settled twice.
  unique (creditor_id, kind, source)
);
create index settlement_line_payment on settlement_line (payment_id) where payment_id is not null;
create index settlement_line_case on settlement_line (case_id) where case_id is not null;`;

const PAYOUTS = `
create table payout_file (
  id uuid primary key,
  number bigint generated always as identity unique,
  message_id text not null unique,
  made_on date not null,
  content text not null,
  created_at timestamptz not null default now()
);

-- Money to be sent: what a settlement comes to, or a refund.
create table payout (
  id uuid primary key,
  creditor_id uuid not null references creditor,
  case_id uuid references collection_case,
  settlement_id uuid unique references settlement,
  refund_id uuid unique references refund,
  amount_minor bigint not null check (amount_minor > 0),
  amount_currency text not null,
  payee text not null,
  payee_country text not null,
  -- Null until it is known where to.
  account text,
  reference text not null unique,
  file_id uuid references payout_file,
  paid_on date,
  rejection text,
  created_at timestamptz not null default now(),
  check (num_nonnulls(settlement_id, refund_id) = 1),
  check (file_id is null or account is not null),
  check (paid_on is null or file_id is not null)
);
create index payout_waiting on payout (created_at, id) where file_id is null;
create index payout_file_of on payout (file_id) where file_id is not null;
create index payout_case on payout (case_id) where case_id is not null;
create sequence payout_reference;`;

const APPEND_ONLY = ['commission_terms', 'court_outlay', 'refund', 'settlement', 'settlement_line', 'payout_file']
  .map(
    (table) => `
create trigger ${table}_append_only before update or delete on ${table} for each row execute function refuse_change();
create trigger ${table}_no_truncate before truncate on ${table} for each statement execute function refuse_change();`,
  )
  .join('');

export class Settlement1764290000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statements of [POSTINGS, TERMS, SETTLEMENTS, PAYOUTS, APPEND_ONLY]) await runner.query(statements);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop sequence payout_reference;
      drop table payout, payout_file, settlement_line, settlement, refund, court_outlay, commission_terms;
      alter table creditor drop column settled_to;
      alter table payment drop column allocation_rule, drop column legal_basis;
      drop index posting_written_off, posting_payment;
      alter table posting drop constraint posting_case_has_creditor, drop constraint posting_of_a_case,
        drop constraint posting_of_somebody, alter column case_id set not null, alter column creditor_id set not null;`);
  }
}
