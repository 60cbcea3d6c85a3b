import type { MigrationInterface, QueryRunner } from 'typeorm';

// A partner whose telling of a payment has begun has it to take back where the payment does not hold. So has one that was told before
// this was written down.
const UP = `
alter table referral add column told_payments uuid[] not null default '{}';
update referral r set told_payments = (select coalesce(array_agg(y.id), '{}') from payment y
    where y.case_id = r.case_id and y.referral_id is distinct from r.id and not coalesce(r.sent_order->'payments', '[]') ? y.id::text)
  where r.submitted_at is not null;
alter table remittance add column fee_minor bigint not null default 0 check (fee_minor >= 0),
  add column fee_currency text generated always as (amount_currency) stored;`;

const DOWN = `
delete from task where kind in ('MONEY_OWED_BACK', 'CLOSED_UNPAID', 'PAYMENT_DAY_DOUBTFUL');
alter table remittance drop column fee_minor, drop column fee_currency;
alter table referral drop column told_payments;`;

export class PartnerLateMoney1764280200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}
