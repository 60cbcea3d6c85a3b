import { inForce, type Dated, type Source } from '../domain/dated.js';
import type { Jurisdiction, OwnCountry } from '../domain/jurisdiction.js';

/** Tax at the rate of the day on a service to a business at home; one to a business established abroad is supplied there and bears none. */
export const serviceTaxOf =
  (home: OwnCountry, name: string, rate: Dated<number>, abroad: Source): Jurisdiction['serviceTax'] =>
  (customer, on) => {
    if (customer !== home) return { name, rateBps: 0, legalBasis: abroad };
    const { value, source } = inForce(rate, on);
    return { name, rateBps: value, legalBasis: source };
  };
