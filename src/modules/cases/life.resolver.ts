import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../graphql/context.js';
import { answerWithCase } from './case.answer.js';
import { CasePayload } from './case.payloads.js';
import { disputeCase, resolveDispute } from './dispute.commands.js';
import { pauseCase, resumeCase, withdrawCase } from './hold.commands.js';
import { DisputeCaseInput, ResolveDisputeInput, WithdrawCaseInput } from './life.inputs.js';

const THE_CASE = { description: 'The case.' };

@Resolver()
export class LifeResolver {
  @Mutation(() => CasePayload, {
    description: "Records the debtor's objection; collection stops until it is resolved.",
  })
  disputeCase(
    @Arg('input', () => DisputeCaseInput, { description: 'The objection.' }) input: DisputeCaseInput,
    @Ctx() context: Context,
  ): Promise<CasePayload> {
    return answerWithCase(context, (platform, viewer) => disputeCase(platform, viewer, input));
  }

  @Mutation(() => CasePayload, {
    description: 'Decides an objection: upheld, the case is closed; dismissed, collection goes on.',
  })
  resolveDispute(
    @Arg('input', () => ResolveDisputeInput, { description: 'The decision.' }) input: ResolveDisputeInput,
    @Ctx() context: Context,
  ): Promise<CasePayload> {
    return answerWithCase(context, (platform, viewer) => resolveDispute(platform, viewer, input));
  }

  @Mutation(() => CasePayload, { description: 'Ends a case unpaid; a partner that has it is told.' })
  withdrawCase(
    @Arg('input', () => WithdrawCaseInput, { description: 'Which case, and why.' }) input: WithdrawCaseInput,
    @Ctx() context: Context,
  ): Promise<CasePayload> {
    return answerWithCase(context, (platform, viewer) => withdrawCase(platform, viewer, input));
  }

  @Mutation(() => CasePayload, { description: 'Puts a case on hold until it is resumed.' })
  pauseCase(
    @Arg('caseId', () => ID, THE_CASE) caseId: string,
    @Arg('reason', () => String, { description: 'Why.' }) reason: string,
    @Ctx() context: Context,
  ): Promise<CasePayload> {
    return answerWithCase(context, (platform, viewer) => pauseCase(platform, viewer, caseId, reason));
  }

  @Mutation(() => CasePayload, {
    description: 'Goes on with a case that was on hold; a dispute is ended by resolveDispute.',
  })
  resumeCase(@Arg('caseId', () => ID, THE_CASE) caseId: string, @Ctx() context: Context): Promise<CasePayload> {
    return answerWithCase(context, (platform, viewer) => resumeCase(platform, viewer, caseId));
  }
}
