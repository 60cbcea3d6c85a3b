import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { IsoDate } from '../../domain/date.js';
import type { ClaimKind as ClaimKindWord, StepType as StepTypeWord } from '../../domain/facts.js';
import type { ScoreInput as ScoreInputFacts } from '../../domain/score.js';
import type * as words from '../../domain/strategy.js';
import { StepType } from '../../graphql/enums.js';
import { ClaimKind } from '../../graphql/law.enums.js';
import { DateScalar } from '../../graphql/scalars.js';
import { Channel, GoLegal, Reminders, ScoreInputKind, StrategyMode, Tone } from '../../graphql/strategy.enums.js';
import { Money, MoneyInput } from '../../graphql/types.js';
import { Payload } from '../cases/case.payloads.js';
import { Creditor } from '../creditors/creditor.entity.js';

@ObjectType('Surveillance', { simpleResolvers: true, description: 'How cases are watched whose debtor was found to have nothing.' })
class Surveillance {
  @Field(() => Int, { description: "Months from one look at the debtor's means to the next." })
  rescoreEvery!: number;

  @Field(() => Int, { nullable: true, description: 'Months after which a sale of the claim is considered; null for never.' })
  offerSaleAfter!: number | null;
} // prettier-ignore

@ObjectType('CreditorStrategy', {
  simpleResolvers: true,
  description: 'A version of how a creditor wants its cases worked, within what the law allows. The newest is in force.',
})
export class CreditorStrategy {
  @Field(() => Int, { description: 'Counts from 1, which is what the creditor began with.' })
  version!: number;

  @Field(() => DateScalar, { nullable: true, description: 'Business date it was laid down on; null for what the creditor began with.' })
  validFrom!: IsoDate | null;

  @Field(() => String, { nullable: true, description: 'Who laid it down; null for what the creditor began with.' })
  recordedBy!: string | null;

  @Field(() => StrategyMode, { description: 'Whether permitted steps start by themselves.' })
  mode!: words.StrategyMode;

  @Field(() => [StepType], { description: 'Steps that wait for approval where the mode is PARTLY.' })
  approve!: readonly StepTypeWord[];

  @Field(() => ClaimKind, { description: 'What a claim is owed for that does not say so.' })
  sector!: ClaimKindWord;

  @Field(() => Reminders, { description: 'Who sends the reminder that comes before collection.' })
  reminders!: words.Reminders;

  @Field(() => Boolean, { description: 'Whether there is a second demand, where the law knows one.' })
  secondDemand!: boolean;

  @Field(() => GoLegal, { description: 'Whether a debtor who has not paid is taken before an authority.' })
  goLegal!: words.GoLegal;

  @Field(() => [Money], { description: 'Least principal left for a court; a currency that is not named has no minimum.' })
  courtFrom!: readonly Money[];

  @Field(() => [Money], { description: 'The same for enforcement.' })
  enforceFrom!: readonly Money[];

  @Field(() => Surveillance, { nullable: true, description: 'How cases are watched; null where they are left to people.' })
  surveillance!: Surveillance | null;

  @Field(() => Boolean, { description: 'Whether a debtor who was written to is told that all is paid.' })
  closingStatement!: boolean;

  @Field(() => Tone, { description: 'How letters open that ask to pay.' })
  tone!: words.Tone;

  @Field(() => [Channel], { description: 'In the order they are tried; post is always the last resort.' })
  channels!: readonly words.Channel[];
} // prettier-ignore

@InputType('SurveillanceInput', { description: 'How cases are watched whose debtor was found to have nothing.' })
class SurveillanceInput {
  @Field(() => Int, { description: 'Months from one look to the next, 1 to 60.' })
  rescoreEvery!: number;

  @Field(() => Int, { nullable: true, description: 'Months after which a sale is considered, 1 to 240; null for never.' })
  offerSaleAfter?: number | null;
} // prettier-ignore

@InputType('StrategyInput', { description: 'What is to be different from the strategy in force; what is left out stays.' })
export class StrategyInput {
  @Field(() => StrategyMode, { nullable: true, description: 'Whether permitted steps start by themselves.' })
  mode?: words.StrategyMode | null;

  @Field(() => [StepType], { nullable: true, description: 'Steps that wait for approval where the mode is PARTLY.' })
  approve?: StepTypeWord[] | null;

  @Field(() => ClaimKind, { nullable: true, description: 'What a claim is owed for that does not say so.' })
  sector?: ClaimKindWord | null;

  @Field(() => Reminders, { nullable: true, description: 'Who sends the reminder that comes before collection.' })
  reminders?: words.Reminders | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether there is a second demand, where the law knows one.' })
  secondDemand?: boolean | null;

  @Field(() => GoLegal, { nullable: true, description: 'Whether a debtor who has not paid is taken before an authority.' })
  goLegal?: words.GoLegal | null;

  @Field(() => [MoneyInput], { nullable: true, description: 'Least principal left for a court, one amount for each currency.' })
  courtFrom?: MoneyInput[] | null;

  @Field(() => [MoneyInput], { nullable: true, description: 'The same for enforcement.' })
  enforceFrom?: MoneyInput[] | null;

  @Field(() => SurveillanceInput, { nullable: true, description: 'How cases are watched; null ends it, left out it stays.' })
  surveillance?: SurveillanceInput | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether a debtor who was written to is told that all is paid.' })
  closingStatement?: boolean | null;

  @Field(() => Tone, { nullable: true, description: 'How letters open that ask to pay.' })
  tone?: words.Tone | null;

  @Field(() => [Channel], { nullable: true, description: 'In the order they are tried, each once; at least one.' })
  channels?: words.Channel[] | null;
} // prettier-ignore

@InputType('SetStrategyInput', { description: 'A new version of the strategy of a creditor.' })
export class SetStrategyInput {
  @Field(() => String, { nullable: true, description: 'Repeating a request with the same key does it once.' })
  idempotencyKey?: string | null;

  @Field(() => ID, { description: 'The creditor.' })
  creditorId!: string;

  @Field(() => StrategyInput, { description: 'What is to be different.' })
  strategy!: StrategyInput;
}

@ObjectType('SetStrategyPayload', { simpleResolvers: true, description: 'Answer of setStrategy.' })
export class SetStrategyPayload extends Payload {
  @Field(() => Creditor, { nullable: true, description: 'The creditor; null where the request was refused.' })
  creditor!: Creditor | null;
}

@ObjectType('ScoreInput', { simpleResolvers: true, description: 'One thing a score was made of.' })
class ScoreInput {
  @Field(() => ScoreInputKind, { description: 'What was looked at.' })
  kind!: ScoreInputFacts['kind'];

  @Field(() => String, { description: 'What was seen.' })
  value!: string;

  @Field(() => Int, { description: 'The points it gave or took; every score starts from 50.' })
  points!: number;
}

@ObjectType('CaseScore', { simpleResolvers: true, description: 'How likely it was that a debtor under surveillance could pay, 0 to 100.' })
export class CaseScore {
  @Field(() => DateScalar, { description: 'Business date.' })
  on!: IsoDate;

  @Field(() => Int, { description: 'The score.' })
  points!: number;

  @Field(() => [ScoreInput], { description: 'What it was made of.' })
  inputs!: readonly ScoreInputFacts[];

  @Field(() => Boolean, { description: 'Whether it is the one the case came under surveillance with.' })
  begins!: boolean;
} // prettier-ignore
