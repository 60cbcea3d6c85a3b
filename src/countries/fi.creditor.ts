import type { Dated } from '../domain/dated.js';
import type { DesignationRight, PayoutRule } from '../domain/jurisdiction.js';
import { arvonlisaverolaki, kauppakaari, perintalaki } from './fi.acts.js';
import { serviceTaxOf } from './service-tax.js';
import { since } from './tariff.js';

/** Between the agency, its client and whoever pays: designation, client money, tax on the agency's service. */

/** Which of several debts. */
export const designation: DesignationRight = { of: 'CLAIM', legalBasis: kauppakaari('9 luku 5 §', 'medium') };

/** Apart from the agency's own money; no last day to send it on is confirmed. */
export const payoutRule: PayoutRule = { withinDays: null, legalBasis: perintalaki('11 §', 'medium') };

export const serviceTaxRate: Dated<number> = {
  name: 'FI arvonlisäverokanta',
  versions: [
    since('2013-01-01', 24_00, arvonlisaverolaki('84 §', 'medium')),
    since('2024-09-01', 25_50, arvonlisaverolaki('84 §', 'medium')),
  ],
};

/** A service to a business established abroad is supplied there (65 §). */
export const serviceTax = serviceTaxOf('FI', 'arvonlisävero', serviceTaxRate, arvonlisaverolaki('65 §', 'medium'));
