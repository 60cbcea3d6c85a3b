import type { Dated } from '../domain/dated.js';
import type { DesignationRight, PayoutRule } from '../domain/jurisdiction.js';
import { handelsbalken, inkassolagen } from './se.tariff.js';
import { serviceTaxOf } from './service-tax.js';
import { act, since } from './tariff.js';

/** Between the agency, its client and whoever pays: designation, client money, tax on the agency's service. */

const mervardesskattelagen = act('Mervärdesskattelag (2023:200)', 'https://lagen.nu/2023:200');

/** Which of several debts, but never principal before the interest on it. */
export const designation: DesignationRight = { of: 'CLAIM', legalBasis: handelsbalken('9 kap. 5 §') };

/** Without delay, unless otherwise agreed. */
export const payoutRule: PayoutRule = { withinDays: null, legalBasis: inkassolagen('10 §') };

const serviceTaxRate: Dated<number> = {
  name: 'SE mervärdesskatt, allmän skattesats',
  versions: [since('2023-07-01', 25_00, mervardesskattelagen('9 kap. 2 §', 'medium'))],
};

/** A service to a business established abroad is supplied there (6 kap. 33 §). */
export const serviceTax = serviceTaxOf(
  'SE',
  'mervärdesskatt',
  serviceTaxRate,
  mervardesskattelagen('6 kap. 33 §', 'medium'),
);
