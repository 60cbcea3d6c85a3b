import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
alter table referral_document add column external_reference text,
  add constraint referral_document_external_reference unique (referral_id, external_reference);`;

const DOWN = `
delete from task where kind in ('PAID_TO_CREDITOR', 'DOCUMENT_NOT_FETCHED');
alter table referral_document drop column external_reference;`;

export class PartnerWatch1764280400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(DOWN);
  }
}
