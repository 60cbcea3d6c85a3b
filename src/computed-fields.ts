import type { ComputedFields } from './graphql/computed.js';
import { BANK_FIELDS } from './modules/bank/bank.fields.js';
import { BOOK_WRITE_OFF_FIELDS } from './modules/cases/book-write-off.fields.js';
import { CASE_FIELDS } from './modules/cases/case.fields.js';
import { PROCEEDING_FIELDS } from './modules/cases/proceeding.fields.js';
import { DISPUTE_FIELDS } from './modules/disputes/dispute.fields.js';
import { DEBTOR_FIELDS } from './modules/debtors/debtor.fields.js';
import { JURISDICTION_FIELDS } from './modules/jurisdictions/jurisdiction.fields.js';
import { LEDGER_FIELDS } from './modules/ledger/ledger.fields.js';
import { DELIVERY_FIELDS } from './modules/notices/delivery.resolver.js';
import { NOTICE_FIELDS } from './modules/notices/notice-pdf.resolver.js';
import { OFFER_FIELDS } from './modules/offers/offer.fields.js';
import { PAYMENT_FIELDS } from './modules/payments/payment.fields.js';
import { PLAN_FIELDS } from './modules/plans/plan.fields.js';
import { PARTNER_FIELDS } from './modules/partners/partner.fields.js';
import { REFERRAL_FIELDS } from './modules/referrals/referral.fields.js';
import { SETTLEMENT_FIELDS } from './modules/settlement/settlement.fields.js';
import { STRATEGY_FIELDS } from './modules/strategies/strategy.fields.js';
import { TASK_FIELDS } from './modules/tasks/task.fields.js';

/** Every field that no column holds. */
export const COMPUTED_FIELDS: ComputedFields = {
  ...BANK_FIELDS,
  ...CASE_FIELDS,
  ...PROCEEDING_FIELDS,
  ...BOOK_WRITE_OFF_FIELDS,
  ...OFFER_FIELDS,
  ...DISPUTE_FIELDS,
  ...DEBTOR_FIELDS,
  ...NOTICE_FIELDS,
  ...DELIVERY_FIELDS,
  ...PAYMENT_FIELDS,
  ...JURISDICTION_FIELDS,
  ...LEDGER_FIELDS,
  ...SETTLEMENT_FIELDS,
  ...PLAN_FIELDS,
  ...PARTNER_FIELDS,
  ...REFERRAL_FIELDS,
  ...STRATEGY_FIELDS,
  ...TASK_FIELDS,
};
