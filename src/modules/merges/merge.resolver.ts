import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import { requireRole, type Context } from '../../graphql/context.js';
import { KEY_OF_CLIENT } from '../../graphql/idempotency.js';
import { answerWithCase } from '../cases/case.answer.js';
import { CasePayload } from '../cases/case.payloads.js';
import { mergeCases, undoMerge } from './merge.commands.js';

@InputType('MergeCasesInput', { description: 'Cases of the same parties to be worked as one.' })
class MergeCasesInput {
  @Field(() => String, KEY_OF_CLIENT)
  idempotencyKey?: string | null;

  @Field(() => ID, { description: 'The case that goes on.' })
  intoCaseId!: string;

  @Field(() => [ID], { description: 'Cases whose claims go into it, 1 to 20.' })
  fromCaseIds!: string[];
}

@Resolver()
export class MergeResolver {
  @Mutation(() => CasePayload, {
    description:
      'For the agency: moves the claims of cases into another of the same parties and closes them as duplicates. The debtor never owes more for it.',
  })
  mergeCases(
    @Arg('input', () => MergeCasesInput, { description: 'The cases.' }) input: MergeCasesInput,
    @Ctx() context: Context,
  ): Promise<CasePayload> {
    requireRole(context, 'AGENT');
    return answerWithCase(context, (platform, viewer) => mergeCases(platform, viewer, input));
  }

  @Mutation(() => CasePayload, {
    description:
      'For the agency: undoes the last merge into a case, as long as nothing has happened since to any of the cases.',
  })
  undoMerge(
    @Arg('caseId', () => ID, { description: 'The case the claims went into.' }) caseId: string,
    @Ctx() context: Context,
  ): Promise<CasePayload> {
    requireRole(context, 'AGENT');
    return answerWithCase(context, (platform, viewer) => undoMerge(platform, viewer, { caseId }));
  }
}
