import { Arg, Ctx, Field, ID, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { IsoDate } from '../../domain/date.js';
import { requireRole, type Context } from '../../graphql/context.js';
import { StepType } from '../../graphql/enums.js';
import { keyOf } from '../../graphql/ids.js';
import { DateScalar, LanguageTagScalar } from '../../graphql/scalars.js';
import { answerWithCase } from '../cases/case.answer.js';
import type { Case } from '../cases/case.entity.js';
import { CasePayload } from '../cases/case.payloads.js';
import { lawOf } from '../cases/case.working.js';
import { approveStep } from './approval.commands.js';
import { letterInput, loadCorrespondence } from './correspondence.js';
import { letterAsSent, renderLetter } from './letter.js';
import type { LetterDocument } from './document.js';
import { NoticeCheck } from './notice.entity.js';

@ObjectType('NoticePreview', { simpleResolvers: true, description: 'A letter as it would be sent.' })
export class NoticePreview {
  @Field(() => String, { description: 'Subject line.' })
  subject!: string;

  @Field(() => String, { description: 'Plain text.' })
  body!: string;

  @Field(() => LanguageTagScalar, {
    description: 'Language it is written in: the one asked for where the country has it.',
  })
  language!: string;

  @Field(() => [NoticeCheck], { description: 'Every element the law requires of the letter and where it stands.' })
  checks!: NoticeCheck[];

  /** Not shown: what the PDF is set from, and the day it is dated. */
  document!: LetterDocument;
  on!: IsoDate;
}

@Resolver()
export class NoticeStepResolver {
  @Query(() => NoticePreview, {
    nullable: true,
    description:
      'The notice as it would be sent on a date; nothing is written. Null where the law of the case knows no such letter.',
  })
  async noticePreview(
    @Arg('caseId', () => ID, { description: 'The case.' }) caseId: string,
    @Arg('type', () => StepType, { description: 'The step it carries out.' }) type: StepType,
    @Arg('language', () => LanguageTagScalar, {
      nullable: true,
      description: 'Language to see it in; default as it would be sent, with a courtesy copy where it goes with one.',
    })
    language: string | null | undefined,
    @Arg('on', () => DateScalar, { nullable: true, description: 'Day it is sent; default the business date.' })
    on: IsoDate | null | undefined,
    @Ctx() context: Context,
  ): Promise<NoticePreview | null> {
    requireRole(context, 'AGENT', 'CREDITOR');
    const { platform, loaders } = context;
    const key = keyOf('Case', caseId);
    const row = key === null ? null : await loaders.byId<Case>('Case').load(key);
    if (!row) return null;
    const state = await loaders.caseState.load(row.id);
    const law = lawOf(platform.laws, state);
    const day = on ?? platform.clock.today(law?.timeZone);
    if (!law || law.requiredElements(type, state.facts, day).length === 0) return null;
    const about = (await loadCorrespondence(platform.db, [row.id])).get(row.id)!;
    const input = letterInput(platform, law, state.facts, about, type, day, language ?? about.debtorLanguage);
    const letter = (language ? renderLetter : letterAsSent)(input, platform.texts);
    return Object.assign(new NoticePreview(), letter, { on: day });
  }
  @Mutation(() => CasePayload, {
    description: 'Approves the step that waits, which is then taken at once; too early, it is refused.',
  })
  approveStep(
    @Arg('caseId', () => ID, { description: 'The case.' }) caseId: string,
    @Ctx() context: Context,
  ): Promise<CasePayload> {
    return answerWithCase(context, (platform, viewer) => approveStep(platform, viewer, caseId));
  }
}
