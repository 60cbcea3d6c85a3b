import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { IsoDate } from '../../domain/date.js';
import { DateScalar } from '../../graphql/scalars.js';
import type { Context } from '../../graphql/context.js';
import { answerWithCase } from './case.answer.js';
import { CasePayload } from './case.payloads.js';
import { writeOffForBooks } from './book-write-off.commands.js';
import { closeCase } from './closing.commands.js';
import { changeDueDate } from './due-date.commands.js';
import { pauseCase, resumeCase, withdrawCase } from './hold.commands.js';
import { WriteOffForBooksInput } from './book-write-off.type.js';
import { ChangeDueDateInput, CloseCaseInput, WithdrawCaseInput } from './life.inputs.js';

const THE_CASE = { description: 'The case.' };

@Resolver()
export class LifeResolver {
  @Mutation(() => CasePayload, { description: 'Ends a case unpaid; a partner that has it is told.' })
  withdrawCase(
    @Arg('input', () => WithdrawCaseInput, { description: 'Which case, and why.' }) input: WithdrawCaseInput,
    @Ctx() context: Context,
  ): Promise<CasePayload> {
    return answerWithCase(context, (platform, viewer) => withdrawCase(platform, viewer, input));
  }

  @Mutation(() => CasePayload, { description: 'Puts a case on hold until it is resumed, or to the end of a last day.' })
  pauseCase(
    @Arg('caseId', () => ID, THE_CASE) caseId: string,
    @Arg('reason', () => String, { description: 'Why.' }) reason: string,
    @Ctx() context: Context,
    @Arg('until', () => DateScalar, {
      nullable: true,
      description: 'Last day, within a year; then it goes on by itself.',
    })
    until?: IsoDate | null,
  ): Promise<CasePayload> {
    return answerWithCase(context, (platform, viewer) => pauseCase(platform, viewer, caseId, reason, until));
  }

  @Mutation(() => CasePayload, {
    description: 'Goes on with a case that was on hold; a dispute is ended by resolveDispute.',
  })
  resumeCase(@Arg('caseId', () => ID, THE_CASE) caseId: string, @Ctx() context: Context): Promise<CasePayload> {
    return answerWithCase(context, (platform, viewer) => resumeCase(platform, viewer, caseId));
  }

  @Mutation(() => CasePayload, {
    description: 'For the agency: closes a case unpaid, for a reason that what is known of it bears out.',
  })
  closeCase(
    @Arg('input', () => CloseCaseInput, { description: 'Which case, and why.' }) input: CloseCaseInput,
    @Ctx() context: Context,
  ): Promise<CasePayload> {
    return answerWithCase(context, (platform, viewer) => closeCase(platform, viewer, input));
  }

  @Mutation(() => CasePayload, {
    description: 'Gives a claim more time: interest runs from the new day, and letters sent before it count no more.',
  })
  changeDueDate(
    @Arg('input', () => ChangeDueDateInput, { description: 'The claim and its new day.' }) input: ChangeDueDateInput,
    @Ctx() context: Context,
  ): Promise<CasePayload> {
    return answerWithCase(context, (platform, viewer) => changeDueDate(platform, viewer, input));
  }

  @Mutation(() => CasePayload, {
    description: 'Records that the creditor has written off a claim in its own books; it is collected all the same.',
  })
  writeOffForBooks(
    @Arg('input', () => WriteOffForBooksInput, { description: 'The loss.' }) input: WriteOffForBooksInput,
    @Ctx() context: Context,
  ): Promise<CasePayload> {
    return answerWithCase(context, (platform, viewer) => writeOffForBooks(platform, viewer, input));
  }
}
