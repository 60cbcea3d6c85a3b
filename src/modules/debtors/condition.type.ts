import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { IsoDate } from '../../domain/date.js';
import { ConditionType } from '../../graphql/law.enums.js';
import { DateScalar } from '../../graphql/scalars.js';
import { Address, AddressInput } from '../../graphql/types.js';

@ObjectType('DebtorCondition', {
  simpleResolvers: true,
  description: 'A circumstance of a debtor that decides whether, and through whom, it may be asked to pay.',
})
export class DebtorCondition {
  @Field(() => ConditionType, { description: 'What it is.' })
  type!: ConditionType;

  @Field(() => DateScalar, { description: 'First day.' })
  from!: IsoDate;

  @Field(() => DateScalar, { nullable: true, description: 'Last day; null while it stands.' })
  until!: IsoDate | null;

  @Field(() => String, { nullable: true, description: 'Whom letters go to instead.' })
  representativeName!: string | null;

  @Field(() => Address, { nullable: true, description: 'Where they go.' })
  representativeAddress!: Address | null;
}

@InputType('RecordDebtorConditionInput', {
  description: 'A circumstance of a debtor; told again with the same type and first day, its last day changes.',
})
export class RecordDebtorConditionInput {
  @Field(() => ID, { description: 'The debtor.' })
  debtorId!: string;

  @Field(() => ConditionType, { description: 'What it is.' })
  type!: ConditionType;

  @Field(() => DateScalar, { description: 'First day.' })
  from!: IsoDate;

  @Field(() => DateScalar, { nullable: true, description: 'Last day; nothing while it stands.' })
  until?: IsoDate | null;

  @Field(() => Boolean, { nullable: true, description: 'True to take back what was told by mistake.' })
  withdrawn?: boolean | null;

  @Field(() => String, { nullable: true, description: 'With GUARDIANSHIP: whom letters go to instead.' })
  representativeName?: string | null;

  @Field(() => AddressInput, { nullable: true, description: 'With GUARDIANSHIP: where they go.' })
  representativeAddress?: AddressInput | null;
}
