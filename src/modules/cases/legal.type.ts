import { Field, ObjectType } from 'type-graphql';
import type { IsoDate } from '../../domain/date.js';
import type { Limitation, LimitationGuard, LegalStep } from '../../domain/jurisdiction.js';
import type { Currency } from '../../domain/money.js';
import { StepType } from '../../graphql/enums.js';
import { Interruption, Requirement } from '../../graphql/law.enums.js';
import { DateScalar } from '../../graphql/scalars.js';
import { LegalBasis, Money } from '../../graphql/types.js';
import { AuthorityStep } from '../jurisdictions/law.type.js';

@ObjectType('LimitationInterruption', { simpleResolvers: true, description: 'What began limitation anew.' })
class LimitationInterruption {
  @Field(() => DateScalar, { description: 'The day.' })
  on!: IsoDate;

  @Field(() => Interruption, { description: 'What it was.' })
  by!: Interruption;

  @Field(() => LegalBasis, { description: 'The provision that gives it the effect.' })
  legalBasis!: LegalBasis;
}

@ObjectType('CaseLimitation', {
  simpleResolvers: true,
  description: 'When the claim is time-barred as the facts stand, and how that day came about.',
})
export class CaseLimitation {
  @Field(() => Boolean, {
    description: 'True while a procedure about the claim goes on: no period runs then, and its days are null.',
  })
  suspended!: boolean;

  @Field(() => DateScalar, { nullable: true, description: 'Last day before the claim is time-barred.' })
  lastDay!: IsoDate | null;

  @Field(() => DateScalar, { description: 'Day the period in force began.' })
  startedOn!: IsoDate;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Last day whatever interrupts; null where the law sets none.',
  })
  finalDay!: IsoDate | null;

  @Field(() => [LimitationInterruption], { description: 'What began a new period, oldest first.' })
  interruptions!: LimitationInterruption[];

  @Field(() => LegalBasis, { description: 'The provision that sets the period.' })
  legalBasis!: LegalBasis;

  @Field(() => DateScalar, { nullable: true, description: 'Day somebody is warned.' })
  warnOn!: IsoDate | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Day from which the claim is kept by itself, where its case may be worked.',
  })
  actOn!: IsoDate | null;

  @Field(() => StepType, { description: 'The step that keeps it.' })
  act!: StepType;

  static of(limitation: Limitation, guard: LimitationGuard): CaseLimitation {
    return Object.assign(new CaseLimitation(), {
      ...limitation,
      legalBasis: LegalBasis.of(limitation.legalBasis),
      interruptions: limitation.interruptions.map((found) => ({
        ...found,
        legalBasis: LegalBasis.of(found.legalBasis),
      })),
      ...(limitation.suspended
        ? { lastDay: null, warnOn: null, actOn: null }
        : { warnOn: guard.warnOn, actOn: guard.actOn }),
      act: guard.act,
    });
  }
}

@ObjectType('LegalStepRequirement', { simpleResolvers: true, description: 'What a step before an authority requires.' })
class LegalStepRequirement {
  @Field(() => Requirement, { description: 'What must be so.' })
  requirement!: Requirement;

  @Field(() => String, { description: 'The same in words, localized by Accept-Language.' })
  text!: string;

  @Field(() => DateScalar, { nullable: true, description: 'Day from which it is met; null while it is not.' })
  metOn!: IsoDate | null;

  @Field(() => LegalBasis, { description: 'The provision that requires it.' })
  legalBasis!: LegalBasis;
}

@ObjectType('LegalStepCost', {
  simpleResolvers: true,
  description: 'What a step before an authority costs, or may be awarded.',
})
class LegalStepCost {
  @Field(() => String, { description: 'Native name.' })
  name!: string;

  @Field(() => Money, { description: 'The amount.' })
  amount!: Money;

  @Field(() => LegalBasis, { description: 'Where it is laid down.' })
  legalBasis!: LegalBasis;

  @Field(() => Boolean, {
    description: 'True where the debtor can be made to bear it, so that the application claims it.',
  })
  recoverable!: boolean;
}

@ObjectType('CaseLegalStep', {
  simpleResolvers: true,
  description: 'A step before an authority as it stands for the case.',
})
export class CaseLegalStep extends AuthorityStep {
  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day it may be taken; null while a requirement is not met.',
  })
  earliestOn!: IsoDate | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day it may be taken; null where the law sets none.' })
  latestOn!: IsoDate | null;

  @Field(() => [LegalStepRequirement], { description: 'What it requires, met or not.' })
  requirements!: LegalStepRequirement[];

  @Field(() => [LegalStepCost], { description: 'What it costs and what may be awarded, taken on the day asked for.' })
  costs!: LegalStepCost[];

  static of(step: LegalStep, currency: Currency, textOf: (requirement: Requirement) => string): CaseLegalStep {
    return Object.assign(new CaseLegalStep(), {
      ...step,
      legalBasis: LegalBasis.of(step.legalBasis),
      requirements: step.requirements.map((found) => ({
        ...found,
        text: textOf(found.requirement),
        legalBasis: LegalBasis.of(found.legalBasis),
      })),
      costs: step.costs.map(({ name, amount, legalBasis, recoverable }) => ({
        name,
        amount: Money.of({ minor: amount, currency }),
        legalBasis: LegalBasis.of(legalBasis),
        recoverable,
      })),
    });
  }
}
