import { Field, InputType, Int, ObjectType } from 'type-graphql';
import type { IsoDate } from '../../domain/date.js';
import { StatisticsDimension } from '../../graphql/enums.js';
import { DateScalar, DecimalScalar } from '../../graphql/scalars.js';

@InputType('ResolutionStatisticsInput', { description: 'Which cases to count, and how.' })
export class ResolutionStatisticsInput {
  @Field(() => DateScalar, { description: 'First day of registration.' })
  registeredFrom!: IsoDate;

  @Field(() => DateScalar, { description: 'Last day of registration.' })
  registeredTo!: IsoDate;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Data cut-off; default the business date. A later closure or payment does not count.',
  })
  asOf?: IsoDate | null;

  @Field(() => [StatisticsDimension], {
    nullable: true,
    description: 'One group for each combination of values; without it one group of all.',
  })
  groupBy?: StatisticsDimension[] | null;

  @Field(() => [Int], {
    nullable: true,
    description: 'At most 12, each from 1 to 3650; default 30, 60, 90, 180 and 365.',
  })
  horizonsInDays?: number[] | null;
}

@ObjectType('StatisticsKey', { simpleResolvers: true, description: 'What the cases of a group have in common.' })
class StatisticsKey {
  @Field(() => StatisticsDimension, { description: 'Dimension.' })
  dimension!: StatisticsDimension;

  @Field(() => String, {
    description:
      'Value: a month (2026-03), a country code, a RouteKind, the id of a creditor or partner ("-" for none), a PartyType, or the currency and whole amounts of a band ("NOK 1000-9999").',
  })
  value!: string;
}

@ObjectType('ResolutionHorizon', {
  simpleResolvers: true,
  description: 'How many cases are resolved within a number of days.',
})
class ResolutionHorizon {
  @Field(() => Int, { description: 'Days from registration.' })
  days!: number;

  @Field(() => Int, { description: 'Cases registered at least this many days before asOf.' })
  observed!: number;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Resolved within the horizon over observed; null where none was observed.',
  })
  share!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'Cumulative incidence of resolution with open cases censored (Aalen-Johansen); null beyond what was observed.',
  })
  cumulativeIncidence!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Lower pointwise 95 percent limit; null where the incidence is null, 0 or 1.',
  })
  lower95!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Upper pointwise 95 percent limit; null where the incidence is null, 0 or 1.',
  })
  upper95!: string | null;
}

@ObjectType('ResolutionGroup', {
  simpleResolvers: true,
  description: 'Figures for the cases that have a key in common.',
})
export class ResolutionGroup {
  @Field(() => [StatisticsKey], { description: 'One value for each dimension asked for, in that order.' })
  key!: readonly StatisticsKey[];

  @Field(() => Int, { description: 'Cases registered in the period.' })
  cases!: number;

  @Field(() => Int, { description: 'Closed as paid or settled.' })
  resolved!: number;

  @Field(() => Int, { description: 'Closed without payment or settlement: a competing outcome, not a censored one.' })
  closedUnresolved!: number;

  @Field(() => Int, { description: 'Still open on asOf.' })
  open!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'First day on which the cumulative incidence of resolution reaches one half; null if it never does.',
  })
  medianDaysToResolution!: number | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Collected principal over handed-over principal, 0..1; null where currencies are mixed.',
  })
  recoveryRate!: string | null;

  @Field(() => [ResolutionHorizon], { description: 'One for each horizon asked for, in that order.' })
  horizons!: readonly ResolutionHorizon[];

  @Field(() => Boolean, { description: 'True where the group is too small to publish; figures are then null or zero.' })
  suppressed!: boolean;
}

@ObjectType('ResolutionStatistics', {
  simpleResolvers: true,
  description: 'How many cases are resolved, and how fast.',
})
export class ResolutionStatistics {
  @Field(() => DateScalar, { description: 'Data cut-off.' })
  asOf!: IsoDate;

  @Field(() => String, { description: 'What the figures mean, by Accept-Language (nb, sv, fi, en).' })
  definition!: string;

  @Field(() => [ResolutionGroup], { description: 'Groups with at least one case, in order of their keys.' })
  groups!: readonly ResolutionGroup[];
}
