import { Field, ID, InputType } from 'type-graphql';
import { MoneyInput } from '../../graphql/types.js';

@InputType('AssignCaseInput', { description: 'Claims that have passed to another creditor.' })
export class AssignCaseInput {
  @Field(() => String, {
    nullable: true,
    description: 'Chosen by the client: the same key and input give the same answer, however often they are sent.',
  })
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
