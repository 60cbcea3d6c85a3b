import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Each objection gets its answer and each plan is confirmed, also where there are two on one day; any other letter goes out once a day. Credit
 * notes of a source wait with the invoices they lower.
 */
export class Answers1764300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index notice_once_a_day;
      create unique index notice_once_a_day on notice (case_id, type, sent_on)
        where undelivered_on is null and type not in ('OBJECTION_ANSWER', 'PAYMENT_PLAN');
      -- Of a credit note, the number of the invoice it credits.
      alter table incoming_invoice add column credits text;
      create index incoming_invoice_credits on incoming_invoice (creditor_id, credits) where credits is not null;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table incoming_invoice drop column credits;
      drop index notice_once_a_day;
      create unique index notice_once_a_day on notice (case_id, type, sent_on) where undelivered_on is null;`);
  }
}
