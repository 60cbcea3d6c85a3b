import type { ComputedFields } from './graphql/computed.js';
import { CASE_FIELDS } from './modules/cases/case.fields.js';
import { PROCEEDING_FIELDS } from './modules/cases/proceeding.fields.js';
import { DEBTOR_FIELDS } from './modules/debtors/debtor.fields.js';
import { NOTICE_FIELDS } from './modules/notices/notice-pdf.resolver.js';

/** Every field that no column holds. */
export const COMPUTED_FIELDS: ComputedFields = {
  ...CASE_FIELDS,
  ...PROCEEDING_FIELDS,
  ...DEBTOR_FIELDS,
  ...NOTICE_FIELDS,
};
