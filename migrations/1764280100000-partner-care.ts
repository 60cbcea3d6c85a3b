import type { MigrationInterface, QueryRunner } from 'typeorm';

// Without a referral they are about a case that a partner handed to us, between us and that partner.
const WORDS = ['referral_message', 'referral_document', 'inquiry'];

const UP = `
${WORDS.map((table) => `alter table ${table} alter column referral_id drop not null;`).join('\n')}
${WORDS.map((table) => `create index ${table}_case on ${table} (case_id, id);`).join('\n')}

alter table payment_reversal add column reason text;

-- An endpoint that is gone concerns its owner, and no case.
alter table task alter column case_id drop not null, alter column creditor_id drop not null;

alter table webhook_subscription drop constraint webhook_subscription_disabled_reason_check,
  add constraint webhook_subscription_disabled_reason_check check (disabled_reason in ('BY_HAND', 'GONE', 'SILENT')),
  add column disabled_on date;
create index webhook_delivery_ended on webhook_delivery (created_at) where status <> 'PENDING';`;

const DOWN = `
drop index webhook_delivery_ended;
update webhook_subscription set disabled_reason = 'BY_HAND' where disabled_reason = 'SILENT';
alter table webhook_subscription drop constraint webhook_subscription_disabled_reason_check,
  add constraint webhook_subscription_disabled_reason_check check (disabled_reason in ('BY_HAND', 'GONE')),
  drop column disabled_on;
delete from task where case_id is null or creditor_id is null;
alter table task alter column case_id set not null, alter column creditor_id set not null;
alter table payment_reversal drop column reason;
${WORDS.map((table) => `drop index ${table}_case;`).join('\n')}
${WORDS.map((table) => `delete from ${table} where referral_id is null;`).join('\n')}
${WORDS.map((table) => `alter table ${table} alter column referral_id set not null;`).join('\n')}`;

export class PartnerCare1764280100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}
