import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { IsoDate } from '../../domain/date.js';
import { KEY_OF_CLIENT } from '../../graphql/idempotency.js';
import { DateScalar } from '../../graphql/scalars.js';
import { Money, MoneyInput } from '../../graphql/types.js';

@ObjectType('BookWriteOff', {
  simpleResolvers: true,
  description: 'A loss that the creditor has booked; the debtor owes it all the same.',
})
export class BookWriteOff {
  @Field(() => Money, { description: 'What was written off.' })
  amount!: Money;

  @Field(() => DateScalar, { description: 'The day.' })
  on!: IsoDate;

  @Field(() => String, { description: 'Why.' })
  reason!: string;
}

@InputType('WriteOffForBooksInput', { description: 'A loss that the creditor books.' })
export class WriteOffForBooksInput {
  @Field(() => String, KEY_OF_CLIENT)
  idempotencyKey?: string | null;

  @Field(() => ID, { description: 'The case.' })
  caseId!: string;

  @Field(() => MoneyInput, {
    nullable: true,
    description: 'Of the unpaid principal; without it all of that which is not written off yet.',
  })
  amount?: MoneyInput | null;

  @Field(() => String, { description: 'Why.' })
  reason!: string;
}
