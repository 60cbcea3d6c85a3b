import type { MigrationInterface, QueryRunner } from 'typeorm';

const PARTIES = `
create table creditor (
  id uuid primary key,
  name text not null check (name <> ''),
  country text not null,
  organisation_number text not null,
  automation text not null check (automation in ('AUTOMATIC', 'APPROVAL')),
  vat_liable boolean not null default true,
  address jsonb,
  bank_account text,
  preferred_partner_ids uuid[] not null default '{}',
  created_at timestamptz not null default now(),
  unique (country, organisation_number)
);

create table debtor (
  id uuid primary key,
  creditor_id uuid not null references creditor,
  type text not null check (type in ('PERSON', 'COMPANY')),
  name text not null check (name <> ''),
  country text not null,
  language text not null,
  address jsonb,
  email text,
  phone text,
  national_id_cipher bytea,
  national_id_hash bytea,
  national_id_masked text,
  created_at timestamptz not null default now(),
  check ((national_id_cipher is null) = (national_id_hash is null)),
  unique (creditor_id, country, national_id_hash)
);

create table partner (
  id uuid primary key,
  name text not null unique,
  network text not null,
  suspended boolean not null default false,
  forwards_to text[] not null default '{}',
  created_at timestamptz not null default now()
);

create table partner_coverage (
  id uuid primary key,
  partner_id uuid not null references partner,
  country text not null,
  exclusive boolean not null default false,
  success_fee_bps integer not null check (success_fee_bps between 0 and 10000),
  minimum_minor bigint check (minimum_minor >= 0),
  minimum_currency text,
  maximum_minor bigint check (maximum_minor >= 0),
  maximum_currency text,
  currencies text[],
  party_types text[] not null default '{PERSON,COMPANY}',
  unique (partner_id, country),
  check ((minimum_minor is null) = (minimum_currency is null)),
  check ((maximum_minor is null) = (maximum_currency is null))
);`;

const CASES = `
create table collection_case (
  id uuid primary key,
  serial bigint generated always as identity unique,
  reference text not null unique,
  creditor_id uuid not null references creditor,
  debtor_id uuid not null references debtor,
  status text not null check (status in ('REGISTERED', 'AWAITING_APPROVAL', 'ACTIVE', 'ON_HOLD', 'CLOSED')),
  stage text not null check (stage in ('PRE_COLLECTION', 'COLLECTION', 'LEGAL', 'ENFORCEMENT', 'SURVEILLANCE')),
  hold_reason text check (hold_reason in ('DISPUTE', 'PAYMENT_PLAN', 'PAUSED', 'MISSING_INFORMATION', 'INSOLVENCY_PROCEEDINGS')),
  close_reason text check (close_reason in ('PAID', 'SETTLED', 'CREDITED', 'WITHDRAWN', 'DISPUTE_UPHELD', 'TIME_BARRED', 'INSOLVENT',
    'UNTRACEABLE', 'DECEASED', 'UNECONOMICAL', 'SOLD', 'DUPLICATE', 'DECLINED')),
  registered_on date not null,
  closed_on date,
  country text not null,
  currency text not null,
  payment_reference text not null unique,
  route_kind text not null check (route_kind in ('COUNTRY_MODULE', 'PARTNER_NETWORK', 'MANUAL_REVIEW')),
  routing_id uuid not null,
  referral_id uuid,
  booked_outstanding_minor bigint not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check ((status = 'ON_HOLD') = (hold_reason is not null)),
  check ((status = 'CLOSED') = (close_reason is not null)),
  check ((status = 'CLOSED') = (closed_on is not null)),
  check (closed_on >= registered_on)
);
-- Status and country stand in the index so that a filtered list skips rows without visiting them.
create index collection_case_registered on collection_case (registered_on, id, status, country);
create index collection_case_updated on collection_case (updated_at, id);
create index collection_case_outstanding on collection_case (booked_outstanding_minor, id);
create index collection_case_creditor on collection_case (creditor_id, registered_on, id);
create index collection_case_debtor on collection_case (debtor_id, registered_on, id);

create table claim (
  id uuid primary key,
  case_id uuid not null references collection_case,
  creditor_id uuid not null references creditor,
  invoice_number text not null check (invoice_number <> ''),
  description text not null,
  invoice_date date not null,
  due_date date not null,
  principal_minor bigint not null check (principal_minor > 0),
  principal_currency text not null,
  original_reference text,
  created_at timestamptz not null default now(),
  unique (creditor_id, invoice_number)
);
create index claim_case on claim (case_id, due_date, id);

create table prior_notice (
  id uuid primary key,
  case_id uuid not null references collection_case,
  creditor_id uuid not null references creditor,
  type text not null,
  sent_on date not null,
  pay_by date,
  fee_charged_minor bigint check (fee_charged_minor >= 0)
);
create index prior_notice_case on prior_notice (case_id);

create table schedule (
  case_id uuid primary key references collection_case,
  creditor_id uuid not null references creditor,
  next_step text not null,
  due_on date not null
) with (fillfactor = 80);
create index schedule_due on schedule (due_on, case_id);

create table dispute (
  id uuid primary key,
  case_id uuid not null references collection_case,
  creditor_id uuid not null references creditor,
  reason text not null,
  disputed_minor bigint check (disputed_minor > 0),
  raised_on date not null,
  held_before text,
  resolved_on date,
  upheld boolean,
  resolution text,
  check ((resolved_on is null) = (upheld is null))
);
create index dispute_case on dispute (case_id);
create unique index dispute_open on dispute (case_id) where resolved_on is null;

create table notice (
  id uuid primary key,
  case_id uuid not null references collection_case,
  creditor_id uuid not null references creditor,
  type text not null,
  language text not null,
  subject text not null,
  body text not null,
  sent_on date not null,
  pay_by date,
  content_hash text not null,
  checks jsonb not null,
  delivered_at timestamptz,
  delivered_to text,
  created_at timestamptz not null default now()
);
create index notice_case on notice (case_id, sent_on, id);
create unique index notice_once_a_day on notice (case_id, type, sent_on);`;

const ROUTING = `
create table routing_decision (
  id uuid primary key,
  case_id uuid not null references collection_case,
  creditor_id uuid not null references creditor,
  kind text not null check (kind in ('COUNTRY_MODULE', 'PARTNER_NETWORK', 'MANUAL_REVIEW')),
  country text not null,
  partner_id uuid references partner,
  candidates jsonb not null,
  decided_on date not null,
  created_at timestamptz not null default now(),
  check ((kind = 'PARTNER_NETWORK') = (partner_id is not null))
);
create index routing_decision_case on routing_decision (case_id, id);
alter table collection_case add foreign key (routing_id) references routing_decision deferrable initially deferred;

create table referral (
  id uuid primary key,
  case_id uuid not null references collection_case,
  creditor_id uuid not null references creditor,
  partner_id uuid not null references partner,
  status text not null check (status in ('QUEUED', 'SUBMITTED', 'ACCEPTED', 'ACTIVE', 'NEEDS_INFORMATION', 'ON_HOLD', 'CLOSED',
    'DECLINED', 'WITHDRAWN', 'FAILED')),
  external_reference text,
  attempts integer not null default 0,
  unanswered integer not null default 0 check (unanswered between 0 and attempts),
  last_error text,
  sent_order jsonb,
  submitted_at timestamptz,
  heard_on date,
  heard_sequence integer not null default 0,
  ended_on date,
  released_at timestamptz,
  release_failed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index referral_case on referral (case_id, id);
create index referral_partner on referral (partner_id, updated_at, id);
create index referral_updated on referral (updated_at, id);
create index referral_ended on referral (ended_on) where ended_on is not null;
create unique index referral_one_active on referral (case_id)
  where status in ('QUEUED', 'SUBMITTED', 'ACCEPTED', 'ACTIVE', 'NEEDS_INFORMATION', 'ON_HOLD');
alter table collection_case add foreign key (referral_id) references referral deferrable initially deferred;

create table inquiry (
  id uuid primary key,
  referral_id uuid not null references referral,
  case_id uuid not null references collection_case,
  creditor_id uuid not null references creditor,
  external_reference text,
  question text not null check (question <> ''),
  asked_at timestamptz not null default now(),
  due_on date not null,
  answer text,
  answered_at timestamptz,
  check ((answer is null) = (answered_at is null)),
  unique (referral_id, external_reference)
);
create index inquiry_referral on inquiry (referral_id, id);

create table exchange_rate (
  currency text not null,
  published_on date not null,
  units_per_euro numeric(20, 8) not null check (units_per_euro > 0),
  primary key (currency, published_on)
);`;

const BOOKS = `
create table payment (
  id uuid primary key,
  case_id uuid not null references collection_case,
  creditor_id uuid not null references creditor,
  referral_id uuid references referral,
  external_reference text,
  amount_minor bigint not null check (amount_minor > 0),
  amount_currency text not null,
  received_on date not null,
  reference text,
  paid_to_creditor boolean not null default false,
  created_at timestamptz not null default now(),
  unique (referral_id, external_reference)
);
create index payment_case on payment (case_id, received_on, id);

create table payment_allocation (
  id uuid primary key,
  payment_id uuid not null references payment,
  case_id uuid not null references collection_case,
  creditor_id uuid not null references creditor,
  kind text not null check (kind in ('PRINCIPAL', 'INTEREST', 'COST', 'COMPENSATION', 'COURT_FEE')),
  claim_id uuid references claim,
  amount_minor bigint not null check (amount_minor > 0),
  amount_currency text not null,
  creditors_own boolean not null default false check (kind = 'COST' or not creditors_own)
);
create index payment_allocation_payment on payment_allocation (payment_id, id);

create table posting (
  id uuid primary key,
  seq bigint generated always as identity unique,
  creditor_id uuid not null references creditor,
  case_id uuid not null references collection_case,
  claim_id uuid references claim,
  payment_id uuid references payment,
  debit_account text not null,
  credit_account text not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  on_date date not null,
  reason text not null,
  idempotency_key text not null unique,
  created_at timestamptz not null default now(),
  check (debit_account <> credit_account)
);
create index posting_case on posting (case_id, seq);

create table case_event (
  id uuid primary key,
  seq bigint generated always as identity unique,
  oldest_open_transaction bigint not null default pg_snapshot_xmin(pg_current_snapshot())::text::bigint,
  transaction bigint not null default pg_current_xact_id()::text::bigint,
  case_id uuid not null references collection_case,
  creditor_id uuid not null references creditor,
  type text not null,
  on_date date not null,
  at timestamptz not null default clock_timestamp(),
  actor text not null,
  params jsonb not null default '{}',
  changed_fields text[] not null default '{}',
  legal_basis jsonb
);
create index case_event_case on case_event (case_id, seq);
create index case_event_transaction on case_event (transaction);`;

const REGISTERS = `
create table idempotency (
  subject text not null,
  key text not null,
  operation text not null,
  input_hash text not null,
  result jsonb,
  created_at timestamptz not null default now(),
  primary key (subject, key)
);

create table audit (
  id uuid primary key,
  at timestamptz not null default clock_timestamp(),
  subject text not null,
  action text not null,
  entity text not null,
  entity_id uuid not null,
  details jsonb not null default '{}'
);

create table webhook_message (
  network text not null,
  message_id text not null,
  received_at timestamptz not null default now(),
  primary key (network, message_id)
);

create table business_clock (
  only_row boolean primary key default true check (only_row),
  business_date date not null
);`;

const TRIGGERS = `
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: correct a row by adding another', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger posting_append_only before update or delete on posting for each row execute function refuse_change();
create trigger posting_no_truncate before truncate on posting for each statement execute function refuse_change();
create trigger case_event_append_only before update or delete on case_event for each row execute function refuse_change();
create trigger case_event_no_truncate before truncate on case_event for each statement execute function refuse_change();
create trigger audit_append_only before update or delete on audit for each row execute function refuse_change();
create trigger audit_no_truncate before truncate on audit for each statement execute function refuse_change();
create trigger payment_append_only before update or delete on payment for each row execute function refuse_change();
create trigger payment_no_truncate before truncate on payment for each statement execute function refuse_change();
create trigger payment_allocation_append_only before update or delete on payment_allocation for each row execute function refuse_change();
create trigger payment_allocation_no_truncate before truncate on payment_allocation for each statement execute function refuse_change();

create function follow_posting() returns trigger language plpgsql as $$
begin
  update collection_case set booked_outstanding_minor = booked_outstanding_minor
      + (case when new.debit_account like 'receivable:%' then new.amount_minor else 0 end)
      - (case when new.credit_account like 'receivable:%' then new.amount_minor else 0 end)
    where id = new.case_id and (new.debit_account like 'receivable:%' or new.credit_account like 'receivable:%');
  return null;
end $$;
create trigger posting_followed after insert on posting for each row execute function follow_posting();

create function follow_case_event() returns trigger language plpgsql as $$
begin
  update collection_case set updated_at = new.at where id = new.case_id;
  perform pg_notify('case_event', json_build_object('id', new.id, 'creditorId', new.creditor_id, 'caseId', new.case_id)::text);
  return null;
end $$;
create trigger case_event_followed after insert on case_event for each row execute function follow_case_event();

create function announce_referral() returns trigger language plpgsql as $$
begin
  perform pg_notify('referral_received', json_build_object('id', new.id, 'partnerId', new.partner_id)::text);
  return null;
end $$;
create trigger referral_announced after update of status on referral for each row
  when (new.status = 'SUBMITTED' and old.status <> 'SUBMITTED') execute function announce_referral();`;

export class Foundation1763769600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statements of [PARTIES, CASES, ROUTING, BOOKS, REGISTERS, TRIGGERS]) await runner.query(statements);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table business_clock, webhook_message, audit, idempotency, case_event, posting, payment_allocation, payment, exchange_rate,
        inquiry, referral, routing_decision, notice, dispute, schedule, prior_notice, claim, collection_case, partner_coverage, partner,
        debtor, creditor cascade;
      drop function refuse_change, follow_posting, follow_case_event, announce_referral;`);
  }
}
