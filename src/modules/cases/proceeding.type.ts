import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { IsoDate } from '../../domain/date.js';
import type { NoticeFacts } from '../../domain/facts.js';
import type { Currency } from '../../domain/money.js';
import { StepType } from '../../graphql/enums.js';
import { KEY_OF_CLIENT } from '../../graphql/idempotency.js';
import { ProceedingType } from '../../graphql/law.enums.js';
import { DateScalar } from '../../graphql/scalars.js';
import { Money, MoneyInput } from '../../graphql/types.js';

@ObjectType('Proceeding', {
  simpleResolvers: true,
  description: 'Something outside the letters of a case that the law attaches consequences to.',
})
export class Proceeding {
  @Field(() => ID, { description: 'Its id, for retractProceeding.' })
  id!: string;

  @Field(() => ProceedingType, { description: 'What happened.' })
  type!: ProceedingType;

  @Field(() => DateScalar, { description: 'The day.' })
  on!: IsoDate;

  @Field(() => StepType, { nullable: true, description: 'What was served or received.' })
  step!: StepType | null;

  @Field(() => Money, { nullable: true, description: 'Costs awarded; null where none were.' })
  awarded!: Money | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day of the time that was given.' })
  until!: IsoDate | null;

  @Field(() => String, { nullable: true, description: 'Number of the matter at the authority.' })
  reference!: string | null;
}

@InputType('RetractProceedingInput', { description: 'An entry that was recorded by mistake.' })
export class RetractProceedingInput {
  @Field(() => ID, { description: 'The entry.' })
  proceedingId!: string;

  @Field(() => String, { description: 'Why it is taken back.' })
  reason!: string;
}

@ObjectType('PriorNotice', {
  simpleResolvers: true,
  description: 'A letter the creditor sent before it handed the case over.',
})
export class PriorNotice {
  @Field(() => StepType, { description: 'Kind of letter.' })
  type!: StepType;

  @Field(() => DateScalar, { description: 'Day it was sent.' })
  sentOn!: IsoDate;

  @Field(() => DateScalar, { nullable: true, description: 'Last day to pay stated in it.' })
  payBy!: IsoDate | null;

  @Field(() => Money, { nullable: true, description: 'Fee the creditor charged for it.' })
  feeCharged!: Money | null;

  static of({ feeCharged, ...letter }: NoticeFacts, currency: Currency): PriorNotice {
    return Object.assign(new PriorNotice(), {
      ...letter,
      feeCharged: feeCharged === null ? null : Money.of({ minor: feeCharged, currency }),
    });
  }
}

@InputType('RecordProceedingInput', { description: 'Something that happened before an authority or with the debtor.' })
export class RecordProceedingInput {
  @Field(() => String, KEY_OF_CLIENT)
  idempotencyKey?: string | null;

  @Field(() => ID, { description: 'The case.' })
  caseId!: string;

  @Field(() => ProceedingType, { description: 'What happened.' })
  type!: ProceedingType;

  @Field(() => DateScalar, { description: 'The day it happened.' })
  on!: IsoDate;

  @Field(() => StepType, {
    nullable: true,
    description:
      'What was served or received, always with SERVED; with TITLE_GIVEN and COURT_ENDED the application they belong to, always where rent is owed.',
  })
  step?: StepType | null;

  @Field(() => MoneyInput, {
    nullable: true,
    description: 'Costs awarded, with TITLE_GIVEN and ENFORCEMENT_GRANTED: from then on the debtor owes them.',
  })
  awarded?: MoneyInput | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Last day of the time given; always with EXTENSION_GRANTED and SUPPLY_DEMAND_SENT.',
  })
  until?: IsoDate | null;

  @Field(() => String, {
    nullable: true,
    description: 'Number of the matter at the authority, at most 100 characters.',
  })
  reference?: string | null;
}

@InputType('TakeStepInput', { description: 'A step of the law, to be taken now.' })
export class TakeStepInput {
  @Field(() => String, KEY_OF_CLIENT)
  idempotencyKey?: string | null;

  @Field(() => ID, { description: 'The case.' })
  caseId!: string;

  @Field(() => StepType, { description: 'The step.' })
  type!: StepType;
}
