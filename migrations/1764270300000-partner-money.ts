import type { MigrationInterface, QueryRunner } from 'typeorm';

const MONEY = `
alter table payment
  add column original_amount_minor bigint check (original_amount_minor > 0),
  add column original_currency text check (original_currency <> amount_currency),
  add column fx_date date,
  add column fx_from_per_euro numeric(20, 8) check (fx_from_per_euro > 0),
  add column fx_to_per_euro numeric(20, 8) check (fx_to_per_euro > 0),
  add check (num_nulls(original_amount_minor, original_currency, fx_date, fx_from_per_euro, fx_to_per_euro) in (0, 5));

-- The whole of a payment that did not hold. What it covered is owed again: its allocations count no more.
create table payment_reversal (
  payment_id uuid primary key references payment,
  case_id uuid not null references collection_case,
  creditor_id uuid not null references creditor,
  referral_id uuid references referral,
  external_reference text,
  reversed_on date not null,
  recorded_by text not null,
  created_at timestamptz not null default now()
);
create index payment_reversal_case on payment_reversal (case_id);

create table partner_cost (
  id uuid primary key,
  referral_id uuid not null references referral,
  case_id uuid not null references collection_case,
  creditor_id uuid not null references creditor,
  external_reference text,
  amount_minor bigint not null check (amount_minor > 0),
  amount_currency text not null,
  text text not null,
  incurred_on date not null,
  created_at timestamptz not null default now(),
  unique (referral_id, external_reference)
);
create index partner_cost_case on partner_cost (case_id);

create table remittance (
  id uuid primary key,
  partner_id uuid not null references partner,
  case_id uuid not null references collection_case,
  creditor_id uuid not null references creditor,
  referral_id uuid references referral,
  direction text not null check (direction in ('FROM_PARTNER', 'TO_PARTNER')),
  external_reference text,
  amount_minor bigint not null check (amount_minor > 0),
  amount_currency text not null,
  remitted_on date not null,
  created_at timestamptz not null default now(),
  unique (referral_id, external_reference),
  check ((direction = 'FROM_PARTNER') = (referral_id is not null))
);
create index remittance_case on remittance (case_id, remitted_on, id);`;

const APPEND_ONLY = ['payment_reversal', 'partner_cost', 'remittance']
  .map(
    (table) => `
create trigger ${table}_append_only before update or delete on ${table} for each row execute function refuse_change();
create trigger ${table}_no_truncate before truncate on ${table} for each statement execute function refuse_change();`,
  )
  .join('');

const MOVEMENT = `
alter table referral
  add column phase text check (phase in ('AMICABLE', 'PAYMENT_PLAN', 'LEGAL', 'ENFORCEMENT', 'INSOLVENCY')),
  add column data_due_on date,
  add column data_returned_on date check (data_returned_on is null or data_due_on is not null);
create index referral_data_due on referral (data_due_on) where data_returned_on is null and data_due_on is not null;

alter table collection_case
  add column referred_by_partner_id uuid references partner,
  add column referred_as text,
  add check ((referred_by_partner_id is null) = (referred_as is null));
create index collection_case_referred on collection_case (referred_by_partner_id, id) where referred_by_partner_id is not null;

-- A client of a partner is a creditor of its own, also where the same company is our client or another partner's.
alter table creditor add column client_of_partner_id uuid references partner;
alter table creditor drop constraint creditor_country_organisation_number_key;
create unique index creditor_own on creditor (country, organisation_number) where client_of_partner_id is null;
create unique index creditor_of_partner on creditor (client_of_partner_id, country, organisation_number)
  where client_of_partner_id is not null;`;

export class PartnerMoney1764270300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statements of [MONEY, APPEND_ONLY, MOVEMENT]) await runner.query(statements);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index creditor_of_partner, creditor_own;
      alter table creditor add unique (country, organisation_number), drop column client_of_partner_id;
      alter table collection_case drop column referred_by_partner_id, drop column referred_as;
      alter table referral drop column phase, drop column data_due_on, drop column data_returned_on;
      drop table remittance, partner_cost, payment_reversal;
      alter table payment drop column original_amount_minor, drop column original_currency, drop column fx_date,
        drop column fx_from_per_euro, drop column fx_to_per_euro;`);
  }
}
