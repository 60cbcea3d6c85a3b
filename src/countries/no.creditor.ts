import type { Dated } from '../domain/dated.js';
import type { DesignationRight, PayoutRule } from '../domain/jurisdiction.js';
import { CLIENT_PAYOUT_DAYS, type Regime } from './no.regime.js';
import { serviceTaxOf } from './service-tax.js';
import { act, since } from './tariff.js';

/** Between the agency, its client and whoever pays: designation, client money, tax on the agency's service. */

const merverdiavgiftsloven = act(
  'Merverdiavgiftsloven (LOV-2009-06-19-58)',
  'https://lovdata.no/dokument/NL/lov/2009-06-19-58',
);
const designationLetter = act(
  'Justisdepartementets brev 1998/11444 (19.08.1999)',
  'https://lovdata.no/dokument/NL/lov/1988-05-13-26',
);

/** No act: the debtor may say, at the latest when it pays, what it pays. */
export const designation: DesignationRight = {
  of: 'CLAIM_OR_KIND',
  legalBasis: designationLetter('skyldnerens valgrett ved frivillig betaling'),
};

/** "As soon as possible" under the act of 1988; that of 2026 sets a last day. */
export const payoutRule = ({ id, provisions }: Regime): PayoutRule =>
  id === 'NO-1988'
    ? { withinDays: null, legalBasis: provisions.clientMoney }
    : { withinDays: CLIENT_PAYOUT_DAYS, legalBasis: provisions.clientMoney };

const serviceTaxRate: Dated<number> = {
  name: 'NO merverdiavgift, alminnelig sats',
  versions: [since('2010-01-01', 25_00, merverdiavgiftsloven('§ 3-1; Stortingets vedtak om merverdiavgift § 2'))],
};

/** A service that can be delivered from afar bears no tax where the business it is for is established abroad (§ 6-22). */
export const serviceTax = serviceTaxOf(
  'NO',
  'merverdiavgift',
  serviceTaxRate,
  merverdiavgiftsloven('§ 6-22', 'medium'),
);
