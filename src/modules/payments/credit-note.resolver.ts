import { Arg, Ctx, Field, FieldResolver, ID, InputType, Mutation, Resolver, Root } from 'type-graphql';
import type { IsoDate } from '../../domain/date.js';
import type { Context } from '../../graphql/context.js';
import { DateScalar } from '../../graphql/scalars.js';
import { MoneyInput } from '../../graphql/types.js';
import { answerWithCase } from '../cases/case.answer.js';
import { CasePayload } from '../cases/case.payloads.js';
import type { Claim } from '../cases/claim.entity.js';
import { recordCreditNote } from './credit-note.commands.js';
import { CreditNote } from './credit-note.entity.js';

@InputType('RecordCreditNoteInput', { description: 'A credit note of the creditor.' })
class RecordCreditNoteInput {
  @Field(() => String, { description: 'The same key and input are recorded once, however often sent.' })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The case.' })
  caseId!: string;

  @Field(() => ID, { description: 'The invoice it lowers, a claim of the case.' })
  claimId!: string;

  @Field(() => MoneyInput, {
    description: 'By how much, in the currency of the case; at most what is left of the claim.',
  })
  amount!: MoneyInput;

  @Field(() => DateScalar, { description: 'Day of the credit note; not in the future, and not before the invoice.' })
  issuedOn!: IsoDate;

  @Field(() => String, {
    description: "The creditor's number of it, at most 100 characters; each counts once for a claim.",
  })
  reference!: string;
}

@Resolver(() => CreditNote)
export class CreditNoteResolver {
  @Mutation(() => CasePayload, {
    description:
      'Records a credit note: what it credits was never owed, nor interest and costs on it. The case is closed once nothing is left.',
  })
  recordCreditNote(
    @Arg('input', () => RecordCreditNoteInput, { description: 'The credit note.' }) input: RecordCreditNoteInput,
    @Ctx() context: Context,
  ): Promise<CasePayload> {
    return answerWithCase(context, (platform, viewer) => recordCreditNote(platform, viewer, input));
  }

  @FieldResolver()
  claim(@Root() row: CreditNote, @Ctx() { loaders }: Context): Promise<Claim | null> {
    return loaders.byId<Claim>('Claim').load(row.claimId);
  }
}
