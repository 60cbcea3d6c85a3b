import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { addDays, type IsoDate } from '../../domain/date.js';
import { NOTHING_YET, PLAIN_CLAIM, type CaseFacts } from '../../domain/facts.js';
import type { Jurisdiction } from '../../domain/jurisdiction.js';
import type { Context } from '../../graphql/context.js';
import { PartyType, StepType } from '../../graphql/enums.js';
import { ClaimKind } from '../../graphql/law.enums.js';
import { asFault, badInput } from '../../graphql/faults.js';
import { DateScalar } from '../../graphql/scalars.js';
import { LegalBasis } from '../../graphql/types.js';
import { collectionActs, deadlineEntries, limitationEntries } from './jurisdiction.fields.js';
import { JurisdictionView } from './jurisdiction.type.js';
import { lawBehind, ON } from './law.answer.js';
import { CollectionAct, ContactHours, Holiday, LegalStepView, NoticeElementRule, StepName } from './law.type.js';
import { encodedEntries, TariffEntry } from './tariff.type.js';

/** Years the holiday rules are asked for: nobody's deadline lies further off. */
const [FIRST_YEAR, LAST_YEAR] = [1990, 2100];

/** What the law of a country says beside its figures. Everything is empty where the law is not known to the system. */
@Resolver(() => JurisdictionView)
export class LawResolver {
  @FieldResolver(() => [Holiday], {
    description: 'Days of a year, beside Saturdays and Sundays, that are no bank days.',
  })
  holidays(
    @Arg('year', () => Int, { description: 'The year, 1990 to 2100.' }) year: number,
    @Root() view: JurisdictionView,
    @Ctx() context: Context,
  ): Holiday[] {
    if (year < FIRST_YEAR || year > LAST_YEAR)
      throw badInput(`year must be from ${FIRST_YEAR} to ${LAST_YEAR}.`, 'year');
    return (lawBehind(view, context)?.holidays(year) ?? []).map((day) => Object.assign(new Holiday(), day));
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      'Whether banks settle payments on a day; null where the law of the country is not known to the system.',
  })
  isBankDay(
    @Arg('date', () => DateScalar, { description: 'The day.' }) date: IsoDate,
    @Root() view: JurisdictionView,
    @Ctx() context: Context,
  ): boolean | null {
    return lawBehind(view, context)?.isBankDay(date) ?? null;
  }

  @FieldResolver(() => ContactHours, {
    nullable: true,
    description:
      'When a debtor may be called on or telephoned on a day; null where no law known to the system sets hours.',
  })
  contactHours(
    @Arg('on', () => DateScalar, ON) on: IsoDate | null | undefined,
    @Root() view: JurisdictionView,
    @Ctx() context: Context,
  ): ContactHours | null {
    const law = lawBehind(view, context);
    const hours = law?.contactHours(on ?? context.platform.clock.today(law.timeZone)) ?? null;
    if (hours === null) return null;
    const legalBasis = LegalBasis.of(hours.legalBasis);
    return Object.assign(new ContactHours(), {
      permitted: hours.from !== null,
      from: hours.from,
      to: hours.to,
      legalBasis,
    });
  }

  @FieldResolver(() => [CollectionAct], {
    description: 'The acts on debt collection, oldest first, and when each governs, whichever of them was asked for.',
  })
  acts(@Root() view: JurisdictionView, @Ctx() context: Context): CollectionAct[] {
    return collectionActs(view, context);
  }

  @FieldResolver(() => [StepName], { description: 'Steps the law knows, with their native names.' })
  steps(@Root() view: JurisdictionView, @Ctx() context: Context): StepName[] {
    const law = lawBehind(view, context);
    return (Object.keys(StepType) as StepType[]).flatMap((type) => {
      const name = law?.stepName(type) ?? null;
      return name === null ? [] : [Object.assign(new StepName(), { type, name })];
    });
  }

  @FieldResolver(() => [NoticeElementRule], {
    description: 'What the notice of a step must say, each with its provision; empty where the law has no such notice.',
  })
  noticeElements(
    @Arg('step', () => StepType, { description: 'The step.' }) step: StepType,
    @Arg('debtorType', () => PartyType, { description: 'Whom it is sent to.' }) debtorType: PartyType,
    @Arg('on', () => DateScalar, ON) on: IsoDate | null | undefined,
    @Root() view: JurisdictionView,
    @Ctx() context: Context,
    @Arg('claimKind', () => ClaimKind, { nullable: true, description: 'What the money is owed for; default GENERAL.' })
    claimKind?: ClaimKind | null,
  ): NoticeElementRule[] {
    const law = lawBehind(view, context);
    if (law === null) return [];
    const day = on ?? context.platform.clock.today(law.timeZone);
    const facts = anyCase(law, debtorType, claimKind ?? 'GENERAL', day);
    return asFault(() => law.requiredElements(step, facts, day)).map(({ element, legalBasis }) =>
      Object.assign(new NoticeElementRule(), { element, legalBasis: LegalBasis.of(legalBasis) }),
    );
  }

  @FieldResolver(() => [LegalStepView], { description: 'Steps before an authority, with what they require and cost.' })
  legalSteps(
    @Arg('on', () => DateScalar, ON) on: IsoDate | null | undefined,
    @Root() view: JurisdictionView,
    @Ctx() context: Context,
  ): LegalStepView[] {
    const law = lawBehind(view, context);
    if (law === null) return [];
    const { texts, clock } = context.platform;
    const day = on ?? clock.today(law.timeZone);
    const entries = new Map(encodedEntries(law, day).map((entry) => [entry.id, entry]));
    return law.legalSteps.map((rule) =>
      LegalStepView.of(
        rule,
        (ids) => ids.flatMap((id) => entries.get(id) ?? []),
        (requirement) => texts.translate(context.language, `terms:requirement.${requirement}`),
      ),
    );
  }

  @FieldResolver(() => [TariffEntry], {
    description: 'Every time the law lays down, in force on a date, limitation apart.',
  })
  deadlines(
    @Arg('on', () => DateScalar, ON) on: IsoDate | null | undefined,
    @Root() view: JurisdictionView,
    @Ctx() context: Context,
  ): TariffEntry[] {
    return deadlineEntries(view, on, context);
  }

  @FieldResolver(() => [TariffEntry], {
    description: 'Periods of limitation and what guards them, in force on a date.',
  })
  limitation(
    @Arg('on', () => DateScalar, ON) on: IsoDate | null | undefined,
    @Root() view: JurisdictionView,
    @Ctx() context: Context,
  ): TariffEntry[] {
    return limitationEntries(view, on, context);
  }
}

/** An overdue claim nothing else is known of: what happened to a case may ask for more (a title, a late hand-over). */
function anyCase(law: Jurisdiction, debtorType: PartyType, kind: ClaimKind, on: IsoDate): CaseFacts {
  const dueDate = addDays(on, -30);
  const claim = {
    id: '',
    invoiceNumber: '',
    description: '',
    invoiceDate: addDays(dueDate, -30),
    dueDate,
    principal: 100n,
  };
  return {
    currency: law.currency,
    debtorType,
    creditorVatLiable: true,
    registeredOn: on,
    claims: [{ ...claim, ...PLAIN_CLAIM, kind }],
    ...NOTHING_YET,
  };
}
