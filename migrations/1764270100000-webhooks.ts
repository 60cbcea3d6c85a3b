import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = `
-- Without a creditor and without a partner it is the agency's own.
create table webhook_subscription (
  id uuid primary key,
  creditor_id uuid references creditor,
  partner_id uuid references partner,
  url text not null,
  types text[],
  selection text,
  language text not null,
  secret_cipher bytea not null,
  previous_secret_cipher bytea,
  previous_until timestamptz,
  key_version integer not null default 1,
  enabled boolean not null default true,
  disabled_reason text check (disabled_reason in ('BY_HAND', 'GONE')),
  failures_in_row integer not null default 0,
  paused_until timestamptz,
  created_by text not null,
  created_at timestamptz not null default now(),
  check (creditor_id is null or partner_id is null),
  check (enabled = (disabled_reason is null)),
  check ((previous_secret_cipher is null) = (previous_until is null))
);
create index webhook_subscription_creditor on webhook_subscription (creditor_id);
create index webhook_subscription_partner on webhook_subscription (partner_id);

-- A referral that its partner no longer has: what the partner must forget. Numbered with the events of cases.
create table referral_departure (
  id uuid primary key default gen_random_uuid(),
  seq bigint not null unique default nextval(pg_get_serial_sequence('case_event', 'seq')),
  transaction bigint not null default pg_current_xact_id()::text::bigint,
  referral_id uuid not null unique references referral,
  partner_id uuid not null references partner,
  case_id uuid not null references collection_case,
  creditor_id uuid not null references creditor,
  status text not null,
  at timestamptz not null default clock_timestamp()
);
create index referral_departure_feed on referral_departure (partner_id, transaction, seq);

-- creditor_id is that of the case it tells of, whoever is told; a test tells of none.
create table webhook_delivery (
  id uuid primary key default gen_random_uuid(),
  seq bigint generated always as identity unique,
  subscription_id uuid not null references webhook_subscription on delete cascade,
  creditor_id uuid references creditor,
  event_id uuid references case_event,
  departure_id uuid references referral_departure,
  type text not null,
  status text not null default 'PENDING' check (status in ('PENDING', 'DELIVERED', 'FAILED', 'CANCELLED')),
  attempts integer not null default 0,
  failures integer not null default 0,
  body text,
  next_attempt_at timestamptz default clock_timestamp(),
  response_code integer,
  error text,
  delivered_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  check ((status = 'PENDING') = (next_attempt_at is not null)),
  check (status = 'PENDING' or body is null),
  check (event_id is null or departure_id is null)
);
create index webhook_delivery_subscription on webhook_delivery (subscription_id, seq);

create table webhook_attempt (
  delivery_id uuid not null references webhook_delivery on delete cascade,
  number integer not null,
  creditor_id uuid references creditor,
  at timestamptz not null default clock_timestamp(),
  response_code integer,
  error text,
  duration_ms integer not null,
  primary key (delivery_id, number)
);

drop index case_event_transaction;
create index case_event_feed on case_event (transaction, seq);
create index case_event_creditor_feed on case_event (creditor_id, transaction, seq);`;

const TRIGGERS = `
-- One statement for all events of a statement. A partner is told of what happens on cases it has or is about to get; what
-- it may read of that is decided when it is sent.
create function queue_webhooks() returns trigger language plpgsql as $$
begin
  insert into webhook_delivery (subscription_id, creditor_id, event_id, type, next_attempt_at)
    select s.id, e.creditor_id, e.id, e.type, greatest(clock_timestamp(), s.paused_until)
    from added e join webhook_subscription s on s.enabled and (s.types is null or e.type = any(s.types))
    where case
      when s.partner_id is not null then exists (select from referral r
        where r.case_id = e.case_id and r.partner_id = s.partner_id and r.status not in ('DECLINED', 'WITHDRAWN', 'FAILED'))
      when s.creditor_id is not null then s.creditor_id = e.creditor_id
      else true end
    order by e.seq;
  return null;
end $$;
create trigger case_event_webhooks after insert on case_event referencing new table as added
  for each statement execute function queue_webhooks();

-- A partner that had a case and has it no more. Whichever of the two rows changes first notes it.
create function note_departure() returns trigger language plpgsql as $$
declare left_referral uuid := case tg_table_name when 'referral' then new.id else (to_jsonb(old) ->> 'referral_id')::uuid end;
begin
  insert into referral_departure (referral_id, partner_id, case_id, creditor_id, status)
    select r.id, r.partner_id, r.case_id, r.creditor_id, r.status from referral r
    where r.id = left_referral and (tg_table_name = 'referral' or r.status not in ('QUEUED', 'DECLINED', 'WITHDRAWN', 'FAILED'))
    on conflict (referral_id) do nothing;
  return null;
end $$;
create trigger referral_departed after update of status on referral for each row
  when (old.status in ('SUBMITTED', 'ACCEPTED', 'ACTIVE', 'NEEDS_INFORMATION', 'ON_HOLD', 'CLOSED')
    and new.status in ('DECLINED', 'WITHDRAWN', 'FAILED'))
  execute function note_departure();
create trigger case_departed after update of referral_id on collection_case for each row
  when (old.referral_id is not null and new.referral_id is distinct from old.referral_id) execute function note_departure();

create function queue_departure_webhooks() returns trigger language plpgsql as $$
begin
  insert into webhook_delivery (subscription_id, creditor_id, departure_id, type, next_attempt_at)
    select s.id, new.creditor_id, new.id, 'referralLeft', greatest(clock_timestamp(), s.paused_until)
    from webhook_subscription s
    where s.enabled and s.partner_id = new.partner_id and (s.types is null or 'referralLeft' = any(s.types));
  return null;
end $$;
create trigger referral_departure_webhooks after insert on referral_departure for each row
  execute function queue_departure_webhooks();

-- Deliveries of one subscription run one after another, so that an endpoint that hangs holds up none but its own.
create function queue_deliveries() returns trigger language plpgsql as $$
begin
  if exists (select from added) then
    perform graphile_worker.add_jobs(array(
      select row('deliverWebhook', json_build_object('deliveryId', id, 'subscriptionId', subscription_id),
        'webhooks:' || subscription_id, next_attempt_at, null, 'deliverWebhook:' || id, null, null)::graphile_worker.job_spec
      from added order by seq));
  end if;
  return null;
end $$;
create trigger webhook_delivery_queued after insert on webhook_delivery referencing new table as added
  for each statement execute function queue_deliveries();`;

export class Webhooks1764270100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statements of [TABLES, TRIGGERS]) await runner.query(statements);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger case_event_webhooks on case_event;
      drop trigger referral_departed on referral;
      drop trigger case_departed on collection_case;
      drop table webhook_attempt, webhook_delivery, referral_departure, webhook_subscription;
      drop function queue_webhooks, note_departure, queue_departure_webhooks, queue_deliveries;
      drop index case_event_feed, case_event_creditor_feed;
      create index case_event_transaction on case_event (transaction);`);
  }
}
