import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each objection gets its answer and each plan is confirmed, also where there are two on one day; any other letter goes out once a day. */
export class Answers1764300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index notice_once_a_day;
      create unique index notice_once_a_day on notice (case_id, type, sent_on)
        where undelivered_on is null and type not in ('OBJECTION_ANSWER', 'PAYMENT_PLAN');`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index notice_once_a_day;
      create unique index notice_once_a_day on notice (case_id, type, sent_on) where undelivered_on is null;`);
  }
}
