import { Field, Int, ObjectType } from 'type-graphql';
import type { IsoDate } from '../../domain/date.js';
import type { StepType as StepTypeWord } from '../../domain/facts.js';
import { StepType } from '../../graphql/enums.js';
import { DateScalar } from '../../graphql/scalars.js';
import { Case } from '../cases/case.entity.js';
import { Payload } from '../cases/case.payloads.js';

@ObjectType('StrategyPreviewStep', { simpleResolvers: true, description: 'A step and its day.' })
class StrategyPreviewStep {
  @Field(() => StepType, { description: 'Kind of step.' })
  type!: StepTypeWord;

  @Field(() => DateScalar, { description: 'Day it would have been taken, or was.' })
  on!: IsoDate;

  @Field(() => Boolean, {
    description: 'Whether it would have waited for approveStep, which is taken to have come at once.',
  })
  needsApproval!: boolean;
}

@ObjectType('StrategyPreviewCase', {
  simpleResolvers: true,
  description: 'What a strategy would have made of one case.',
})
export class StrategyPreviewCase {
  caseId!: string;

  @Field(() => Case, { nullable: true, simple: false, description: 'The case.' })
  case!: Case | null;

  @Field(() => [StrategyPreviewStep], { description: 'Steps that would have been taken, in the order of their days.' })
  would!: readonly StrategyPreviewStep[];

  @Field(() => [StrategyPreviewStep], { description: 'Steps that were taken, in the order of their days.' })
  was!: readonly StrategyPreviewStep[];
}

@ObjectType('StrategyPreviewTotal', { simpleResolvers: true, description: 'How often a step comes in a preview.' })
class StrategyPreviewTotal {
  @Field(() => StepType, { description: 'Kind of step.' })
  type!: StepTypeWord;

  @Field(() => Int, { description: 'Times it would have been taken.' })
  would!: number;

  @Field(() => Int, { description: 'Times it was taken.' })
  was!: number;
}

@ObjectType('StrategyPreview', {
  simpleResolvers: true,
  description:
    'What a strategy would have made of the cases of a month. What others did happened as it did; our own letters are those of the strategy, and nobody answers them. Surveillance is left out.',
})
export class StrategyPreview {
  @Field(() => DateScalar, { description: 'First day of the month.' })
  from!: IsoDate;

  @Field(() => DateScalar, { description: 'Last day of the month.' })
  to!: IsoDate;

  @Field(() => Int, { description: 'Cases that were open in the month, those beyond `first` included.' })
  casesInAll!: number;

  @Field(() => [StrategyPreviewCase], { description: 'Oldest first.' })
  cases!: readonly StrategyPreviewCase[];

  @Field(() => [StrategyPreviewTotal], { description: 'Over these cases, by step.' })
  totals!: readonly StrategyPreviewTotal[];
}

@ObjectType('StrategyPreviewPayload', { simpleResolvers: true, description: 'Answer of strategyPreview.' })
export class StrategyPreviewPayload extends Payload {
  @Field(() => StrategyPreview, { nullable: true, description: 'The preview; null where the request was refused.' })
  preview!: StrategyPreview | null;
}
