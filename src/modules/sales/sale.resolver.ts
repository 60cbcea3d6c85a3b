import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../graphql/context.js';
import { answerWithCase } from '../cases/case.answer.js';
import { CasePayload } from '../cases/case.payloads.js';
import { assignCase, sellCase } from './sale.commands.js';
import { AssignCaseInput, SellCaseInput } from './sale.inputs.js';

@Resolver()
export class SaleResolver {
  @Mutation(() => CasePayload, {
    description:
      'For the agency: sells the claims of a case to another creditor. The case is closed as sold; the answer is the case of the buyer that continues it.',
  })
  sellCase(
    @Arg('input', () => SellCaseInput, { description: 'The sale.' }) input: SellCaseInput,
    @Ctx() context: Context,
  ): Promise<CasePayload> {
    return answerWithCase(context, (platform, viewer) => sellCase(platform, viewer, input));
  }

  @Mutation(() => CasePayload, {
    description:
      'For the agency: the claims of a case have passed to another creditor without a price. The answer is the case that continues it.',
  })
  assignCase(
    @Arg('input', () => AssignCaseInput, { description: 'The change of creditor.' }) input: AssignCaseInput,
    @Ctx() context: Context,
  ): Promise<CasePayload> {
    return answerWithCase(context, (platform, viewer) => assignCase(platform, viewer, input));
  }
}
