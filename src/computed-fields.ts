import type { ComputedFields } from './graphql/computed.js';
import { CASE_FIELDS } from './modules/cases/case.fields.js';
import { PROCEEDING_FIELDS } from './modules/cases/proceeding.fields.js';
import { DEBTOR_FIELDS } from './modules/debtors/debtor.fields.js';
import { NOTICE_FIELDS } from './modules/notices/notice-pdf.resolver.js';
import { PAYMENT_FIELDS } from './modules/payments/payment.fields.js';
import { PARTNER_FIELDS } from './modules/partners/partner.fields.js';
import { REFERRAL_FIELDS } from './modules/referrals/referral.fields.js';
import { TASK_FIELDS } from './modules/tasks/task.fields.js';

/** Every field that no column holds. */
export const COMPUTED_FIELDS: ComputedFields = {
  ...CASE_FIELDS,
  ...PROCEEDING_FIELDS,
  ...DEBTOR_FIELDS,
  ...NOTICE_FIELDS,
  ...PAYMENT_FIELDS,
  ...PARTNER_FIELDS,
  ...REFERRAL_FIELDS,
  ...TASK_FIELDS,
};
