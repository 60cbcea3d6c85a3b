import { Field, ID, InputType } from 'type-graphql';
import type { IsoDate } from '../../domain/date.js';
import { graphqlEnum } from '../../graphql/enums.js';
import { KEY_OF_CLIENT } from '../../graphql/idempotency.js';
import { DateScalar } from '../../graphql/scalars.js';

@InputType('WithdrawCaseInput', { description: 'The end of a case at the wish of its creditor.' })
export class WithdrawCaseInput {
  @Field(() => ID, { description: 'The case.' })
  caseId!: string;

  @Field(() => String, { description: 'Why; a partner that has the case is told.' })
  reason!: string;
}

/** What a person may close a case for that is not paid; the reason must be borne out by what is known of it. */
const PersonsCloseReason = graphqlEnum('PersonsCloseReason', 'Why a person closes a case that is not paid.', {
  INSOLVENT: 'The debtor is or was insolvent, or enforcement found nothing.',
  UNTRACEABLE: 'The debtor could not be found.',
  DECEASED: 'The debtor died and the estate has no means.',
  UNECONOMICAL: 'Further work would cost more than it could bring.',
  DUPLICATE: 'The same claim was registered twice, and nothing was paid on this case.',
  TIME_BARRED: 'The claim became time-barred.',
});

@InputType('CloseCaseInput', { description: 'The end of a case that is not paid.' })
export class CloseCaseInput {
  @Field(() => ID, { description: 'The case.' })
  caseId!: string;

  @Field(() => PersonsCloseReason, { description: 'Why.' })
  closeReason!: keyof typeof PersonsCloseReason;

  @Field(() => ID, { nullable: true, description: 'The case that stays; always with DUPLICATE.' })
  duplicateOfId?: string | null;

  @Field(() => String, { description: 'How that is known.' })
  note!: string;
}

@InputType('ChangeDueDateInput', { description: 'More time to pay one claim.' })
export class ChangeDueDateInput {
  @Field(() => String, KEY_OF_CLIENT)
  idempotencyKey?: string | null;

  @Field(() => ID, { description: 'The case.' })
  caseId!: string;

  @Field(() => ID, { description: 'The claim.' })
  claimId!: string;

  @Field(() => DateScalar, { description: 'The new last day to pay, later than the present one.' })
  newDueDate!: IsoDate;

  @Field(() => String, { description: 'Why.' })
  reason!: string;
}
