import type { MigrationInterface, QueryRunner } from 'typeorm';

const PAUSES = `
alter table collection_case add column paused_until date;
create index collection_case_paused on collection_case (paused_until) where hold_reason = 'PAUSED';
-- What the day's work looks for.
create index collection_case_insolvent on collection_case (id) where hold_reason = 'INSOLVENCY_PROCEEDINGS';
create index collection_case_closed on collection_case (closed_on) where status = 'CLOSED';`;

const DUE_DATES = `
-- Each time a creditor gave more time to pay; claim.due_date is the day in force.
create table claim_due_date (
  id uuid primary key,
  claim_id uuid not null references claim,
  case_id uuid not null references collection_case,
  creditor_id uuid not null references creditor,
  due_before date not null,
  due_date date not null check (due_date > due_before),
  changed_on date not null,
  reason text not null,
  recorded_by text not null,
  created_at timestamptz not null default now()
);
create index claim_due_date_case on claim_due_date (case_id, id);
create trigger claim_due_date_append_only before update or delete on claim_due_date for each row execute function refuse_change();
create trigger claim_due_date_no_truncate before truncate on claim_due_date for each statement execute function refuse_change();`;

const BOOK_WRITE_OFFS = `
-- What a creditor has written off in its own books; the debtor owes it all the same.
create table book_write_off (
  id uuid primary key,
  case_id uuid not null references collection_case,
  creditor_id uuid not null references creditor,
  amount_minor bigint not null check (amount_minor > 0),
  amount_currency text not null,
  written_on date not null,
  reason text not null,
  recorded_by text not null,
  created_at timestamptz not null default now()
);
create index book_write_off_case on book_write_off (case_id, id);
create index book_write_off_creditor on book_write_off (creditor_id, written_on, id);
create trigger book_write_off_append_only before update or delete on book_write_off for each row execute function refuse_change();
create trigger book_write_off_no_truncate before truncate on book_write_off for each statement execute function refuse_change();`;

const OFFERS = `
create table settlement_offer (
  id uuid primary key,
  case_id uuid not null references collection_case,
  creditor_id uuid not null references creditor,
  amount_minor bigint not null check (amount_minor > 0),
  amount_currency text not null,
  offered_on date not null,
  pay_by date not null check (pay_by > offered_on),
  -- Who agreed for the creditor, and how, where the agency made the offer.
  consent text,
  offered_by text not null,
  accepted_on date check (accepted_on >= offered_on),
  lapsed_on date check (lapsed_on > pay_by),
  created_at timestamptz not null default now()
);
create index settlement_offer_case on settlement_offer (case_id, id);
create index settlement_offer_open on settlement_offer (pay_by, id) where lapsed_on is null;`;

const SALES = `
alter table collection_case
  add column continues_id uuid unique references collection_case,
  add column continued_by_id uuid unique references collection_case,
  -- What happened to the claim under the creditor before: letters, payments, plans, proceedings, objections.
  add column carried jsonb,
  add check ((continues_id is null) = (carried is null));

create table claim_sale (
  id uuid primary key,
  case_id uuid not null unique references collection_case,
  successor_id uuid not null unique references collection_case,
  creditor_id uuid not null references creditor,
  buyer_id uuid not null references creditor check (buyer_id <> creditor_id),
  price_minor bigint check (price_minor > 0),
  price_currency text,
  sold_on date not null,
  recorded_by text not null,
  created_at timestamptz not null default now(),
  check ((price_minor is null) = (price_currency is null))
);
create index claim_sale_creditor on claim_sale (creditor_id, id);
create trigger claim_sale_append_only before update or delete on claim_sale for each row execute function refuse_change();
create trigger claim_sale_no_truncate before truncate on claim_sale for each statement execute function refuse_change();`;

export class Life1764290400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statements of [PAUSES, DUE_DATES, BOOK_WRITE_OFFS, OFFERS, SALES]) await runner.query(statements);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table claim_sale, settlement_offer, book_write_off, claim_due_date;
      alter table collection_case drop column carried, drop column continued_by_id, drop column continues_id, drop column paused_until;
      drop index collection_case_insolvent;
      drop index collection_case_closed;`);
  }
}
