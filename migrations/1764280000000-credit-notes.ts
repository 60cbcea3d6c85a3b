import type { MigrationInterface, QueryRunner } from 'typeorm';

const CREDIT_NOTES = `
create table credit_note (
  id uuid primary key,
  case_id uuid not null references collection_case,
  claim_id uuid not null references claim,
  creditor_id uuid not null references creditor,
  amount_minor bigint not null check (amount_minor > 0),
  amount_currency text not null,
  issued_on date not null,
  -- The creditor's number of it; one note may credit several invoices.
  reference text not null,
  recorded_by text not null,
  created_at timestamptz not null default now(),
  unique (claim_id, reference)
);
create index credit_note_case on credit_note (case_id, issued_on, id);
create trigger credit_note_append_only before update or delete on credit_note for each row execute function refuse_change();
create trigger credit_note_no_truncate before truncate on credit_note for each statement execute function refuse_change();

-- What a credit note set free is a part below nothing, beside the part that it covers now.
alter table payment_allocation drop constraint payment_allocation_amount_minor_check,
  add constraint payment_allocation_amount_minor_check check (amount_minor <> 0);`;

const TERMS_OF_A_REFERRAL = `
alter table referral
  -- As agreed on the day of the decision that hands the case over; null where that was before it was kept.
  add column success_fee_bps integer check (success_fee_bps between 0 and 10000),
  add column fee_from_age_days integer,
  add column fee_from_amount_minor bigint,
  add column fee_from_amount_currency text,
  add check (num_nulls(fee_from_age_days, fee_from_amount_minor, fee_from_amount_currency) in (0, 3)),
  add check (fee_from_age_days is null or success_fee_bps is not null),
  add column preview_accepts boolean,
  add column preview_fee_bps integer,
  add column preview_reason text,
  add column previewed_at timestamptz,
  add check ((preview_accepts is null) = (previewed_at is null));

update referral r set success_fee_bps = (
  select (candidate->'params'->>'successFeeBps')::integer
  from collection_case c join routing_decision d on d.id = c.routing_id, jsonb_array_elements(d.candidates) candidate
  where c.referral_id = r.id and d.partner_id = r.partner_id and (candidate->>'chosen')::boolean);`;

export class CreditNotes1764280000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statements of [CREDIT_NOTES, TERMS_OF_A_REFERRAL]) await runner.query(statements);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table referral drop column success_fee_bps, drop column fee_from_age_days, drop column fee_from_amount_minor,
        drop column fee_from_amount_currency, drop column preview_accepts, drop column preview_fee_bps, drop column preview_reason,
        drop column previewed_at;
      alter table payment_allocation drop constraint payment_allocation_amount_minor_check,
        add constraint payment_allocation_amount_minor_check check (amount_minor > 0) not valid;
      drop table credit_note;`);
  }
}
