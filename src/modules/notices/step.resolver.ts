import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../graphql/context.js';
import { requireRole } from '../../graphql/context.js';
import { answerWithCase } from '../cases/case.answer.js';
import { CasePayload } from '../cases/case.payloads.js';
import { recordProceeding, retractProceeding } from '../cases/proceeding.commands.js';
import { RecordProceedingInput, RetractProceedingInput, TakeStepInput } from '../cases/proceeding.type.js';
import { takeStep } from './step.commands.js';

/** What an agent does to a case beyond the steps that come by themselves. */
@Resolver()
export class StepResolver {
  @Mutation(() => CasePayload, {
    description:
      'Takes a step of the law now: writes and sends its letter, or the application to an authority. Refused, with the provision, where the law does not allow it today.',
  })
  takeStep(
    @Arg('input', () => TakeStepInput, { description: 'Which case, and which step.' }) input: TakeStepInput,
    @Ctx() context: Context,
  ): Promise<CasePayload> {
    requireRole(context, 'AGENT');
    return answerWithCase(context, (platform, viewer) => takeStep(platform, viewer, input));
  }

  @Mutation(() => CasePayload, {
    description:
      'Records what happened before an authority or with the debtor; what is owed, limitation and the open steps follow from it.',
  })
  recordProceeding(
    @Arg('input', () => RecordProceedingInput, { description: 'What happened.' }) input: RecordProceedingInput,
    @Ctx() context: Context,
  ): Promise<CasePayload> {
    requireRole(context, 'AGENT');
    return answerWithCase(context, (platform, viewer) => recordProceeding(platform, viewer, input));
  }

  @Mutation(() => CasePayload, {
    description: 'Takes back what was recorded by mistake: everything is worked out as if it had never been.',
  })
  retractProceeding(
    @Arg('input', () => RetractProceedingInput, { description: 'Which entry, and why.' }) input: RetractProceedingInput,
    @Ctx() context: Context,
  ): Promise<CasePayload> {
    requireRole(context, 'AGENT');
    return answerWithCase(context, (platform, viewer) => retractProceeding(platform, viewer, input));
  }
}
