import { Field, ID, ObjectType } from 'type-graphql';
import type { IsoDate } from '../../domain/date.js';
import type { LegalStepRule } from '../../domain/jurisdiction.js';
import { StepType } from '../../graphql/enums.js';
import { Requirement } from '../../graphql/law.enums.js';
import { DateScalar } from '../../graphql/scalars.js';
import { LegalBasis } from '../../graphql/types.js';
import { TariffEntry } from './tariff.type.js';

@ObjectType('Holiday', {
  simpleResolvers: true,
  description: 'A public holiday, or another day without bank business.',
})
export class Holiday {
  @Field(() => DateScalar, { description: 'The day.' })
  date!: IsoDate;

  @Field(() => String, { description: 'Native name.' })
  name!: string;
}

@ObjectType('ContactHours', {
  simpleResolvers: true,
  description: 'When a debtor may be called on or telephoned on a day, local time.',
})
export class ContactHours {
  @Field(() => Boolean, { description: 'False on a day on which nobody may be called.' })
  permitted!: boolean;

  @Field(() => String, { nullable: true, description: 'First minute, HH:MM.' })
  from!: string | null;

  @Field(() => String, { nullable: true, description: 'Last minute, HH:MM.' })
  to!: string | null;

  @Field(() => LegalBasis, { description: 'The provision that sets them.' })
  legalBasis!: LegalBasis;
}

@ObjectType('CollectionAct', { simpleResolvers: true, description: 'An act on debt collection.' })
export class CollectionAct {
  @Field(() => ID, { description: 'NO-1988, NO-2026, SE-1974, FI-1999.' })
  id!: string;

  @Field(() => String, { description: 'Native name with its number.' })
  name!: string;

  @Field(() => String, { description: 'Where to read it.' })
  url!: string;

  @Field(() => DateScalar, { nullable: true, description: 'First day it governs; null while none is set.' })
  from!: IsoDate | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day it governs; null while it stands.' })
  until!: IsoDate | null;
}

@ObjectType('StepName', { simpleResolvers: true, description: 'A step the law of the country knows.' })
export class StepName {
  @Field(() => StepType, { description: 'Kind of step.' })
  type!: StepType;

  @Field(() => String, { description: 'Native name.' })
  name!: string;
}

@ObjectType('NoticeElementRule', { simpleResolvers: true, description: 'Something a notice must say.' })
export class NoticeElementRule {
  @Field(() => String, { description: 'Key of the element, as in NoticeCheck.' })
  element!: string;

  @Field(() => LegalBasis, { description: 'The provision that requires it.' })
  legalBasis!: LegalBasis;
}

@ObjectType('RequirementRule', { simpleResolvers: true, description: 'Something a legal step requires.' })
class RequirementRule {
  @Field(() => Requirement, { description: 'What must be so.' })
  requirement!: Requirement;

  @Field(() => String, { description: 'The same in words, localized by Accept-Language.' })
  text!: string;

  @Field(() => LegalBasis, { description: 'The provision that requires it.' })
  legalBasis!: LegalBasis;
}

/** What a step before an authority is called, in the law and in a case. */
@ObjectType({ simpleResolvers: true })
export abstract class AuthorityStep {
  @Field(() => StepType, { description: 'Kind of step.' })
  type!: StepType;

  @Field(() => String, { description: 'Native name of the application.' })
  name!: string;

  @Field(() => String, { description: 'Native name of whoever receives it.' })
  authority!: string;

  @Field(() => LegalBasis, { description: 'The provision it is taken under.' })
  legalBasis!: LegalBasis;
}

@ObjectType('LegalStepRule', {
  simpleResolvers: true,
  description: 'A step before an authority, as the law lays it down.',
})
export class LegalStepView extends AuthorityStep {
  @Field(() => [RequirementRule], { description: 'What it requires.' })
  requirements!: RequirementRule[];

  @Field(() => [TariffEntry], { description: 'Fees and awards that go with it, in force on the date.' })
  tariff!: TariffEntry[];

  @Field(() => [TariffEntry], { description: 'Limits of value that decide whether it is open, in force on the date.' })
  limits!: TariffEntry[];

  static of(
    { type, name, authority, legalBasis, requirements, tariffIds, limitIds }: LegalStepRule,
    entriesOf: (ids: readonly string[]) => TariffEntry[],
    textOf: (requirement: Requirement) => string,
  ): LegalStepView {
    return Object.assign(new LegalStepView(), {
      type,
      name,
      authority,
      legalBasis: LegalBasis.of(legalBasis),
      requirements: requirements.map(({ requirement, legalBasis: basis }) => ({
        requirement,
        text: textOf(requirement),
        legalBasis: LegalBasis.of(basis),
      })),
      tariff: entriesOf(tariffIds),
      limits: entriesOf(limitIds),
    });
  }
}
