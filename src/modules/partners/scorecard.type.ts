import { Field, Int, ObjectType } from 'type-graphql';
import type { IsoDate } from '../../domain/date.js';
import type { Figure, Scorecard as Figures } from '../../domain/scorecard.js';
import { DeclineCode } from '../../graphql/partner.enums.js';
import { CurrencyCodeScalar, DateScalar, DecimalScalar } from '../../graphql/scalars.js';

@ObjectType('ScorecardInput', { simpleResolvers: true, description: 'A number that a figure is made from.' })
class ScorecardInput {
  @Field(() => String, { description: 'Its name in the formula.' })
  name!: string;

  @Field(() => String, { description: 'A count, an amount, or days with how often each occurs: "0 × 12, 1 × 3".' })
  value!: string;
}

@ObjectType('ScorecardFigure', { simpleResolvers: true, description: 'A figure that can be worked out again.' })
class ScorecardFigure {
  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'The figure; shares from 0 to 1 with four decimals. Null where it would rest on fewer than five.',
  })
  value!: string | null;

  @Field(() => String, { description: 'How it is made from the inputs, by their names.' })
  formula!: string;

  @Field(() => [ScorecardInput], { description: 'What it is made from.' })
  inputs!: readonly ScorecardInput[];
}

@ObjectType('ScorecardHorizon', { simpleResolvers: true, description: 'Cases resolved within a number of days.' })
class ScorecardHorizon {
  @Field(() => Int, { description: 'Days from hand-over.' })
  days!: number;

  @Field(() => ScorecardFigure, {
    description:
      'Cumulative incidence of resolution among the cases taken; those open, and those taken back, are censored.',
  })
  incidence!: Figure;

  @Field(() => ScorecardFigure, { description: 'Resolved among the cases followed that long.' })
  share!: Figure;
}

@ObjectType('ScorecardRecovery', { simpleResolvers: true, description: 'What came back in one currency.' })
class ScorecardRecovery {
  @Field(() => CurrencyCodeScalar, { description: 'Currency of the cases.' })
  currency!: string;

  @Field(() => ScorecardFigure, {
    description: 'Principal that came in while the partner had the cases, over the principal open at hand-over.',
  })
  share!: Figure;
}

@ObjectType('ScorecardDecline', { simpleResolvers: true, description: 'Cases declined for one reason.' })
class ScorecardDecline {
  @Field(() => DeclineCode, { nullable: true, description: 'The reason; null where none was given that we know.' })
  code!: DeclineCode | null;

  @Field(() => Int, { description: 'How many.' })
  count!: number;
}

@ObjectType('Scorecard', {
  simpleResolvers: true,
  description: 'How a partner works the cases handed to it in a period, as things stood at the end of a day.',
})
export class Scorecard implements Figures {
  @Field(() => DateScalar, { description: 'First day of hand-over.' })
  from!: IsoDate;

  @Field(() => DateScalar, { description: 'Last day of hand-over.' })
  to!: IsoDate;

  @Field(() => DateScalar, { description: 'Data cut-off.' })
  asOf!: IsoDate;

  @Field(() => Int, { description: 'Cases handed over in the period.' })
  handedOver!: number;

  @Field(() => ScorecardFigure, {
    description:
      "Median of the partner's working days from hand-over until it took or declined a case; what is overdue counts as longest.",
  })
  acceptanceTime!: Figure;

  @Field(() => ScorecardFigure, {
    description: 'Offers answered within its promise; what is still within the promise is left out.',
  })
  acceptedInTime!: Figure;

  @Field(() => ScorecardFigure, { description: 'The same median from a message of ours until its next word.' })
  answerTime!: Figure;

  @Field(() => ScorecardFigure, { description: 'Messages answered within its promise.' })
  answeredInTime!: Figure;

  @Field(() => [ScorecardHorizon], { description: 'After 30, 60, 90, 180 and 365 days.' })
  resolution!: readonly ScorecardHorizon[];

  @Field(() => [ScorecardRecovery], { description: 'For each currency of the cases taken.' })
  recovered!: readonly ScorecardRecovery[];

  @Field(() => ScorecardFigure, { description: 'How often it was silent beyond a promise.' })
  silences!: Figure;

  @Field(() => ScorecardFigure, { description: 'Share of cases it declined.' })
  declined!: Figure;

  @Field(() => [ScorecardDecline], { description: 'Declined cases by reason, most frequent first.' })
  declines!: readonly ScorecardDecline[];

  @Field(() => ScorecardFigure, { description: 'Share of cases we took back.' })
  withdrawn!: Figure;
}
