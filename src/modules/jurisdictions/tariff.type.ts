import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { PrincipalBand, TariffItem, TariffValue } from '../../domain/catalogue.js';
import type { IsoDate } from '../../domain/date.js';
import { inForce, validTo } from '../../domain/dated.js';
import type { Jurisdiction } from '../../domain/jurisdiction.js';
import { formatAmount, type Currency } from '../../domain/money.js';
import { Confidence, PartyType, TariffUnit } from '../../graphql/enums.js';
import { DateScalar, DecimalScalar } from '../../graphql/scalars.js';
import { LegalBasis, Money } from '../../graphql/types.js';

@ObjectType('TariffBand', { simpleResolvers: true, description: 'Principals an entry of a tariff holds for.' })
class TariffBand {
  @Field(() => Money, { description: 'The principal is above this.' })
  over!: Money;

  @Field(() => Money, { nullable: true, description: 'The principal is at most this; null where there is no limit.' })
  upTo!: Money | null;

  static of({ over, upTo }: PrincipalBand, currency: Currency): TariffBand {
    return Object.assign(new TariffBand(), {
      over: Money.of({ minor: over, currency }),
      upTo: upTo === null ? null : Money.of({ minor: upTo, currency }),
    });
  }
}

@ObjectType('TariffEntry', {
  simpleResolvers: true,
  description:
    'One figure of the law in force on a date: exactly one of amount, decimal, count and rule is given, as the unit tells.',
})
export class TariffEntry {
  @Field(() => ID, { description: 'Stable id of the figure, the same whatever its value: NO-SATS, SE-FEE-INKASSO.' })
  id!: string;

  @Field(() => String, { description: 'Native name: salær, påminnelseavgift, taulukkomaksu.' })
  name!: string;

  @Field(() => TariffUnit, { description: 'How the value is to be read.' })
  unit!: TariffUnit;

  @Field(() => Money, { nullable: true, description: 'The value, where it is an amount.' })
  amount!: Money | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'The value, where it is a rate or a multiple.' })
  decimal!: string | null;

  @Field(() => Int, { nullable: true, description: 'The value, where it is a whole number, as of days.' })
  count!: number | null;

  @Field(() => String, { nullable: true, description: 'The value, where the law gives a rule and no figure.' })
  rule!: string | null;

  @Field(() => PartyType, { nullable: true, description: 'Kind of debtor it holds for; null for both.' })
  debtorType!: PartyType | null;

  @Field(() => TariffBand, { nullable: true, description: 'Principals it holds for; null for all.' })
  principal!: TariffBand | null;

  @Field(() => String, {
    nullable: true,
    description: 'When it applies and, where that is not the day of the act, which day selects the value.',
  })
  condition!: string | null;

  @Field(() => DateScalar, { description: 'First day the value is in force.' })
  validFrom!: IsoDate;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Last day the value is known to be in force; null while no end is known.',
  })
  validTo!: IsoDate | null;

  @Field(() => LegalBasis, { description: 'Where the figure is laid down.' })
  legalBasis!: LegalBasis;

  @Field(() => Confidence, { description: 'How sure the figure is.' })
  confidence!: Confidence;
}

/** The figures of a country in force on a day; those not in force or not encoded for the day are left out. */
export function encodedEntries(law: Jurisdiction, on: IsoDate): TariffEntry[] {
  return law.catalogue.flatMap((item) => (isEncoded(item, on) ? entryOf(item, on, law.currency) : []));
}

/** The same for some of them. Throws RuleNotEncoded where the day lies outside what is encoded of one. */
export function namedEntries(law: Jurisdiction, on: IsoDate, ids: readonly string[]): TariffEntry[] {
  const items = law.catalogue.filter(({ id }) => ids.includes(id));
  return items.flatMap((item) => entryOf(item, on, law.currency));
}

function isEncoded({ series }: TariffItem, on: IsoDate): boolean {
  return series.versions[0].from <= on && (series.knownUntil === undefined || on <= series.knownUntil);
}

function entryOf(item: TariffItem, on: IsoDate, currency: Currency): TariffEntry[] {
  const { value, from, source } = inForce(item.series, on);
  if (value === null) return [];
  const entry = Object.assign(new TariffEntry(), {
    id: item.id,
    name: item.name,
    unit: item.unit,
    ...valueOf(value, currency),
    debtorType: item.debtorType,
    principal: item.principal && TariffBand.of(item.principal, currency),
    condition: item.condition,
    validFrom: from,
    validTo: validTo(item.series, on),
    legalBasis: LegalBasis.of(source),
    confidence: CONFIDENCE[source.confidence ?? 'high'],
  });
  return [entry];
}

const CONFIDENCE = { high: 'HIGH', medium: 'MEDIUM', low: 'LOW' } as const;

function valueOf(value: TariffValue, currency: Currency): Pick<TariffEntry, 'amount' | 'decimal' | 'count' | 'rule'> {
  const none = { amount: null, decimal: null, count: null, rule: null };
  switch (value.kind) {
    case 'AMOUNT':
      return { ...none, amount: Money.of({ minor: value.minor, currency }) };
    case 'DECIMAL':
      return { ...none, decimal: formatAmount(value.hundredths, 'XXX') }; // XXX: no currency, two decimals
    case 'COUNT':
      return { ...none, count: value.count };
    case 'RULE':
      return { ...none, rule: value.text };
  }
}
