import type { Dated } from './dated.js';
import type { PartyType } from './facts.js';

/** How the value of an entry is to be read. */
export type TariffUnit =
  | 'AMOUNT' | 'AMOUNT_PER_DAY' | 'AMOUNT_PER_INSTALMENT'
  | 'PERCENT' | 'PERCENTAGE_POINTS' | 'MULTIPLE'
  | 'COUNT' | 'DAYS' | 'FULL_DAYS' | 'BANK_DAYS' | 'WEEKDAYS' | 'MONTHS' | 'YEARS'
  | 'RULE'; // prettier-ignore

/** What the law lays down: an amount, a decimal, a whole number, or a rule in words. */
export type TariffValue =
  | { readonly kind: 'AMOUNT'; /** Minor units of the country's currency. */ readonly minor: bigint }
  | { readonly kind: 'DECIMAL'; readonly hundredths: bigint }
  | { readonly kind: 'COUNT'; readonly count: number }
  | { readonly kind: 'RULE'; readonly text: string };

/** Part of a tariff that holds for principals within these limits, minor units. */
export interface PrincipalBand {
  /** Excluded. */
  readonly over: bigint;
  /** Included; null for the band without a limit. */
  readonly upTo: bigint | null;
}

/** One legal figure of a country over time, as it is listed. */
export interface TariffItem {
  /** Stable: country, subject, and what tells it from its neighbours. */
  readonly id: string;
  /** Native term. */
  readonly name: string;
  readonly unit: TariffUnit;
  /** Whom it holds for; null for everybody. */
  readonly debtorType: PartyType | null;
  readonly principal: PrincipalBand | null;
  /** When it applies, and the day that selects the version where that is not the day of the act. */
  readonly condition: string | null;
  /** Null from the day the figure ceased to be law. */
  readonly series: Dated<TariffValue | null>;
}
