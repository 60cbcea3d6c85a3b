import type { MigrationInterface, QueryRunner } from 'typeorm';

const queueWebhooks = (ofPartner: string): string => `
create or replace function queue_webhooks() returns trigger language plpgsql as $$
begin
  insert into webhook_delivery (subscription_id, creditor_id, event_id, type, next_attempt_at)
    select s.id, e.creditor_id, e.id, e.type, greatest(clock_timestamp(), s.paused_until)
    from added e join webhook_subscription s on s.enabled and (s.types is null or e.type = any(s.types))
    where case
      when s.partner_id is not null then ${ofPartner}
      when s.creditor_id is not null then s.creditor_id = e.creditor_id
      else true end
    order by e.seq;
  return null;
end $$;`;

const WORKS_IT = `exists (select from referral r
        where r.case_id = e.case_id and r.partner_id = s.partner_id and r.status not in ('DECLINED', 'WITHDRAWN', 'FAILED'))`;
const HANDED_IT_TO_US = `exists (select from collection_case c where c.id = e.case_id and c.referred_by_partner_id = s.partner_id)`;

// From that day a partner that closed a case sees no more of it than the money it told of; it is told to forget the rest.
const SIGHT = `
alter table referral add column out_of_sight_on date;
create index referral_in_sight on referral (ended_on) where status = 'CLOSED' and out_of_sight_on is null;
create trigger referral_out_of_sight after update of out_of_sight_on on referral for each row
  when (old.out_of_sight_on is null and new.out_of_sight_on is not null) execute function note_departure();`;

// A database restored into another server counts transactions anew: \`base\` keeps their places in the feed rising.
const FEED = `
create table event_feed (
  only_row boolean primary key default true check (only_row),
  base bigint not null default 0
);
insert into event_feed default values;
create function place_in_feed(transaction xid8) returns bigint language sql stable as
  $$ select transaction::text::bigint + base from event_feed $$;
alter table case_event alter column transaction set default place_in_feed(pg_current_xact_id()),
  alter column oldest_open_transaction set default place_in_feed(pg_snapshot_xmin(pg_current_snapshot()));
alter table referral_departure alter column transaction set default place_in_feed(pg_current_xact_id());`;

const DOWN = `
alter table case_event alter column transaction set default pg_current_xact_id()::text::bigint,
  alter column oldest_open_transaction set default pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
alter table referral_departure alter column transaction set default pg_current_xact_id()::text::bigint;
drop function place_in_feed;
drop table event_feed;
delete from task where kind = 'ADDRESS_PROTECTED';
drop trigger referral_out_of_sight on referral;
alter table referral drop column out_of_sight_on;`;

export class PartnerRights1764280300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statements of [queueWebhooks(`(${WORKS_IT} or ${HANDED_IT_TO_US})`), SIGHT, FEED]) {
      await runner.query(statements);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statements of [DOWN, queueWebhooks(WORKS_IT)]) await runner.query(statements);
  }
}
