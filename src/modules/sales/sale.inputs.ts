import { Field, ID, InputType } from 'type-graphql';
import { KEY_OF_CLIENT } from '../../graphql/idempotency.js';
import { MoneyInput } from '../../graphql/types.js';

@InputType('AssignCaseInput', { description: 'Claims that have passed to another creditor.' })
export class AssignCaseInput {
  @Field(() => String, KEY_OF_CLIENT)
  idempotencyKey?: string | null;

  @Field(() => ID, { description: 'The case.' })
  caseId!: string;

  @Field(() => ID, { description: 'The creditor that has the claims from now on.' })
  newCreditorId!: string;
}

@InputType('SellCaseInput', { description: 'Claims that are sold to another creditor.' })
export class SellCaseInput extends AssignCaseInput {
  @Field(() => MoneyInput, { description: 'What the buyer pays the seller, in the currency of the case.' })
  price!: MoneyInput;
}
