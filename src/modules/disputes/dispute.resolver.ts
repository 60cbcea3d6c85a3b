import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graphql/context.js';
import { answerWithCase } from '../cases/case.answer.js';
import { Case } from '../cases/case.entity.js';
import { CasePayload } from '../cases/case.payloads.js';
import { answerDispute, disputeCase } from './dispute.commands.js';
import { caseDisputes } from './dispute.fields.js';
import { AnswerDisputeInput, Dispute, DisputeCaseInput, ResolveDisputeInput } from './dispute.type.js';
import { resolveDispute } from './resolve.commands.js';

@Resolver(() => Case)
export class DisputeResolver {
  @FieldResolver(() => [Dispute], { description: 'Objections of the debtor, oldest first; empty for a partner.' })
  disputes(@Root() row: Case, @Ctx() context: Context): Promise<Dispute[]> {
    return caseDisputes(row.id, context);
  }

  @Mutation(() => CasePayload, {
    description:
      "Records the debtor's objection. Collection of what it objects to stops until it is resolved; the rest of the claim is pursued.",
  })
  disputeCase(
    @Arg('input', () => DisputeCaseInput, { description: 'The objection.' }) input: DisputeCaseInput,
    @Ctx() context: Context,
  ): Promise<CasePayload> {
    return answerWithCase(context, (platform, viewer) => disputeCase(platform, viewer, input));
  }

  @Mutation(() => CasePayload, {
    description: "Records the creditor's answer to an objection and sends it to the debtor.",
  })
  answerDispute(
    @Arg('input', () => AnswerDisputeInput, { description: 'The answer.' }) input: AnswerDisputeInput,
    @Ctx() context: Context,
  ): Promise<CasePayload> {
    return answerWithCase(context, (platform, viewer) => answerDispute(platform, viewer, input));
  }

  @Mutation(() => CasePayload, {
    description:
      'Decides an objection and tells the debtor: upheld, the claim or its disputed part falls away; dismissed, collection goes on after new time to pay.',
  })
  resolveDispute(
    @Arg('input', () => ResolveDisputeInput, { description: 'The decision.' }) input: ResolveDisputeInput,
    @Ctx() context: Context,
  ): Promise<CasePayload> {
    return answerWithCase(context, (platform, viewer) => resolveDispute(platform, viewer, input));
  }
}
