import type { MigrationInterface, QueryRunner } from 'typeorm';

const DISPUTES = `
alter table dispute
  -- Whether nothing is demanded while it stands; else the rest of the claim is pursued.
  add column stops_all boolean not null default true,
  add column raised_by text not null default '',
  add column answer_by date,
  add column answer text,
  add column answered_on date,
  -- When it was told that the creditor has not answered in time.
  add column missed_on date,
  -- Taken up by an objection that goes further.
  add column widened_by uuid references dispute,
  add check ((answer is null) = (answered_on is null)),
  add check (widened_by is null or resolved_on is not null);
create index dispute_unanswered on dispute (answer_by) where resolved_on is null and answered_on is null and missed_on is null;

-- What of each claim is objected to, and what of it turned out never to have been owed.
create table dispute_part (
  dispute_id uuid not null references dispute,
  claim_id uuid not null references claim,
  case_id uuid not null references collection_case,
  creditor_id uuid not null references creditor,
  disputed_minor bigint not null default 0 check (disputed_minor >= 0),
  upheld_minor bigint not null default 0 check (upheld_minor >= 0),
  primary key (dispute_id, claim_id)
);
create index dispute_part_claim on dispute_part (claim_id);`;

const PLANS = `
alter table payment_plan
  alter column agreed_on drop not null,
  add column proposed_by text check (proposed_by in ('DEBTOR', 'AGENCY')),
  add column proposed_on date,
  add column declined_on date,
  add column interest_free boolean not null default false,
  add column ended_on date,
  add column ended_as text check (ended_as in ('COMPLETED', 'DEFAULTED', 'RENEGOTIATED', 'CANCELLED')),
  -- When the plan is next to be looked at; null once there is nothing more to look for.
  add column look_on date,
  add check ((proposed_by is null) = (proposed_on is null)),
  add check (agreed_on is not null or proposed_on is not null),
  add check (agreed_on is null or declined_on is null),
  add check ((ended_on is null) = (ended_as is null)),
  add check (ended_on >= agreed_on);
create index payment_plan_look on payment_plan (look_on) where look_on is not null;
create unique index payment_plan_proposal on payment_plan (case_id) where agreed_on is null and declined_on is null;

-- Of the plans of a case the newest is in force, as long as it holds the case.
update payment_plan p set ended_on = newer.agreed_on, ended_as = 'RENEGOTIATED'
  from (select id, lead(agreed_on) over (partition by case_id order by agreed_on, id) as agreed_on from payment_plan) newer
  where newer.id = p.id and newer.agreed_on is not null;
update payment_plan p set ended_on = p.agreed_on, ended_as = 'CANCELLED'
  from collection_case c where c.id = p.case_id and p.ended_on is null and c.status <> 'CLOSED' and c.hold_reason is distinct from 'PAYMENT_PLAN';
update payment_plan p set look_on = (select min(due_on) from instalment where plan_id = p.id) where ended_on is null;`;

export class Plans1764290300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statements of [DISPUTES, PLANS]) await runner.query(statements);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from instalment where plan_id in (select id from payment_plan where agreed_on is null);
      delete from payment_plan where agreed_on is null;
      alter table payment_plan drop column proposed_by, drop column proposed_on, drop column declined_on, drop column interest_free,
        drop column ended_on, drop column ended_as, drop column look_on, alter column agreed_on set not null;
      drop table dispute_part;
      alter table dispute drop column stops_all, drop column raised_by, drop column answer_by, drop column answer,
        drop column answered_on, drop column missed_on, drop column widened_by;`);
  }
}
