import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { IsoDate } from '../../domain/date.js';
import { graphqlEnum } from '../../graphql/enums.js';
import { KEY_OF_CLIENT } from '../../graphql/idempotency.js';
import { DateScalar } from '../../graphql/scalars.js';
import { Money, MoneyInput } from '../../graphql/types.js';

export const OfferStatus = graphqlEnum('OfferStatus', 'Where an offer of settlement stands.', {
  STANDING: 'The amount may still be paid.',
  KEPT: 'The amount came in time, and the case is closed as settled.',
  LAPSED: 'It did not come in time, or the case ended otherwise.',
});
export type OfferStatus = keyof typeof OfferStatus;

@ObjectType('SettlementOffer', {
  simpleResolvers: true,
  description: 'An offer to take a part for all that is owed, if it is paid by a day.',
})
export class SettlementOffer {
  @Field(() => Money, { description: 'What is taken for the whole.' })
  amount!: Money;

  @Field(() => DateScalar, { description: 'Day it was made.' })
  offeredOn!: IsoDate;

  @Field(() => DateScalar, { description: 'Last day to pay.' })
  payBy!: IsoDate;

  @Field(() => OfferStatus, { description: 'Where it stands.' })
  status!: OfferStatus;

  @Field(() => DateScalar, { nullable: true, description: 'Day on which the debtor said yes; it need not.' })
  acceptedOn!: IsoDate | null;

  @Field(() => String, {
    nullable: true,
    description: 'Who agreed for the creditor, and how, where the agency made the offer.',
  })
  consent!: string | null;
}

@InputType('OfferSettlementInput', { description: 'A part to be taken for all that is owed.' })
export class OfferSettlementInput {
  @Field(() => String, KEY_OF_CLIENT)
  idempotencyKey?: string | null;

  @Field(() => ID, { description: 'The case.' })
  caseId!: string;

  @Field(() => MoneyInput, { description: 'What is taken for the whole; less than what is owed today.' })
  amount!: MoneyInput;

  @Field(() => DateScalar, {
    description: 'Last day to pay: a bank day, no earlier than a letter of today would give to pay.',
  })
  payBy!: IsoDate;

  @Field(() => String, {
    nullable: true,
    description: 'Who agreed for the creditor, and how; needed of the agency. At most 500 characters.',
  })
  consent?: string | null;
}
