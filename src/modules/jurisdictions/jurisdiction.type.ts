import { Field, Int, ObjectType } from 'type-graphql';
import { jurisdictionOf } from '../../countries/index.js';
import type { IsoDate } from '../../domain/date.js';
import type { Currency } from '../../domain/money.js';
import {
  CountryCodeScalar,
  CurrencyCodeScalar,
  DateScalar,
  DecimalScalar,
  LanguageTagScalar,
} from '../../graphql/scalars.js';
import { LegalBasis, Money } from '../../graphql/types.js';
import { publishedComplexity } from './complexity.js';
import { territoryOf } from './territory.js';

@ObjectType('ComplexityScore', {
  simpleResolvers: true,
  description: 'How hard it is to collect in a country, as published.',
})
class ComplexityScore {
  @Field(() => Int, { description: '0, least complex, to 100, most complex.' })
  score!: number;

  @Field(() => Int, { description: 'Edition the score is from.' })
  year!: number;

  @Field(() => String, { description: 'Address of the publication.' })
  source!: string;
}

@ObjectType('LateInterestRate', { simpleResolvers: true, description: 'Statutory late interest in force on a date.' })
export class LateInterestRate {
  @Field(() => DecimalScalar, { description: 'Percent a year.' })
  annualRatePercent!: string;

  @Field(() => DateScalar, { description: 'First day the rate is in force.' })
  validFrom!: IsoDate;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Last day the rate is known to be in force; null while no end is known.',
  })
  validTo!: IsoDate | null;

  @Field(() => LegalBasis, { description: 'Where the rate is laid down.' })
  legalBasis!: LegalBasis;
}

@ObjectType('CostCeiling', { simpleResolvers: true, description: 'Most a debtor may be charged for a step.' })
export class CostCeiling {
  @Field(() => Money, { description: 'The ceiling.' })
  amount!: Money;

  @Field(() => LegalBasis, { description: 'Where it is laid down.' })
  legalBasis!: LegalBasis;
}

/** A country as the graph shows it. What its law and its partners answer are fields of their own, with arguments. */
@ObjectType('Jurisdiction', {
  simpleResolvers: true,
  description: 'A country whose law and practice a case is worked under.',
})
export class JurisdictionView {
  @Field(() => CountryCodeScalar, { description: 'The country.' })
  country!: string;

  @Field(() => CurrencyCodeScalar, { description: 'Currency of the country today; XXX where it has none.' })
  currency!: Currency;

  @Field(() => [LanguageTagScalar], { description: 'Official languages, the usual one first.' })
  languages!: string[];

  @Field(() => Boolean, { description: 'True where the agency works cases itself.' })
  hasCountryModule!: boolean;

  /** The act the law is shown under, whatever day it governs from; null for the law as it is in force. */
  act!: string | null;

  @Field(() => ComplexityScore, {
    nullable: true,
    description: 'Published Allianz Trade Collection Complexity Score, where one is known.',
  })
  collectionComplexity!: ComplexityScore | null;
}

/** The country as the graph shows it; null where the code is no ISO 3166-1 country. `ownCountries` are those switched on. */
export function jurisdictionView(
  country: string,
  ownCountries: readonly string[],
  act: string | null = null,
): JurisdictionView | null {
  const territory = territoryOf(country);
  if (territory === null) return null;
  const law = jurisdictionOf(country);
  return Object.assign(new JurisdictionView(), {
    country,
    act,
    currency: law?.currency ?? territory.currency,
    languages: [...(law?.languages ?? territory.languages)],
    hasCountryModule: law !== null && ownCountries.includes(country),
    collectionComplexity: publishedComplexity(country),
  });
}
