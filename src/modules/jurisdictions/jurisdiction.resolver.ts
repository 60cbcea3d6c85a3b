import DataLoader from 'dataloader';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { jurisdictionOf } from '../../countries/index.js';
import type { IsoDate } from '../../domain/date.js';
import { inForce, validTo } from '../../domain/dated.js';
import type { Jurisdiction } from '../../domain/jurisdiction.js';
import { parseAmount } from '../../domain/money.js';
import { requireRole, type Context } from '../../graphql/context.js';
import { PartyType, Role, StepType } from '../../graphql/enums.js';
import { ClaimKind } from '../../graphql/law.enums.js';
import { asFault, badInput } from '../../graphql/faults.js';
import { CountryCodeScalar, DateScalar, LanguageTagScalar } from '../../graphql/scalars.js';
import { readingRole, scopeKey, visibleTo } from '../../graphql/scope.js';
import { LegalBasis, Money, MoneyInput } from '../../graphql/types.js';
import { percent } from '../cases/balance.type.js';
import { Partner } from '../referrals/partner.entity.js';
import { countryName } from './jurisdiction.fields.js';
import { CostCeiling, JurisdictionView, jurisdictionView, LateInterestRate } from './jurisdiction.type.js';
import { lawBehind, ON } from './law.answer.js';
import { encodedEntries, namedEntries, TariffEntry } from './tariff.type.js';

const DEBTOR_TYPE = { description: 'Whom the claim is against: consumers and businesses are treated differently.' };

@ArgsType()
class MaximumCostArgs {
  @Field(() => StepType, { description: 'The step charged for.' })
  step!: StepType;

  @Field(() => MoneyInput, { description: 'Principal of the claim, in the currency of the country.' })
  principal!: MoneyInput;

  @Field(() => PartyType, DEBTOR_TYPE)
  debtorType!: PartyType;

  @Field(() => DateScalar, { description: 'Due date of the claim.' })
  dueDate!: IsoDate;

  @Field(() => DateScalar, {
    nullable: true,
    description: "Day the step is taken; default the country's business date.",
  })
  on?: IsoDate | null;

  @Field(() => ClaimKind, { nullable: true, description: 'What the money is owed for; default GENERAL.' })
  claimKind?: ClaimKind | null;
}

@Resolver(() => JurisdictionView)
export class JurisdictionResolver {
  @Query(() => JurisdictionView, {
    nullable: true,
    description: 'A country, whether or not the agency works there; null where there is none.',
  })
  jurisdiction(
    @Arg('country', () => CountryCodeScalar, { description: 'The country.' }) country: string,
    @Ctx() context: Context,
    @Arg('act', () => ID, {
      nullable: true,
      description:
        'Id of one of its acts, to see the law under it whatever the day, an act that is not in force yet too; default the law as it is in force on each day.',
    })
    act?: string | null,
  ): JurisdictionView | null {
    requireAnyRole(context);
    const { ownCountries, laws } = context.platform;
    if (act && !jurisdictionOf(country, laws)?.acts.some(({ id }) => id === act)) {
      throw badInput(`${act} is no act of ${country}.`, 'act');
    }
    return jurisdictionView(country, ownCountries, act ?? null);
  }

  @Query(() => [JurisdictionView], {
    description:
      'Countries in which claims can be collected, by the agency or by a partner, in alphabetical order of their codes.',
  })
  async jurisdictions(
    @Arg('hasCountryModule', () => Boolean, {
      nullable: true,
      description: 'True: only where the agency works cases itself; false: only where partners alone do.',
    })
    hasCountryModule: boolean | null | undefined,
    @Ctx() context: Context,
  ): Promise<JurisdictionView[]> {
    requireAnyRole(context);
    const { db, ownCountries } = context.platform;
    const covered: { country: string }[] =
      hasCountryModule === true ? [] : await db.query('select distinct country from partner_coverage');
    const countries = [...new Set([...ownCountries, ...covered.map(({ country }) => country)])].sort();
    const views = countries.flatMap((country) => jurisdictionView(country, ownCountries) ?? []);
    return views.filter((view) => typeof hasCountryModule !== 'boolean' || view.hasCountryModule === hasCountryModule);
  }

  @FieldResolver(() => String, { description: 'Name of the country.' })
  name(
    @Arg('language', () => LanguageTagScalar, {
      nullable: true,
      description: 'Language of the name; default by Accept-Language.',
    })
    language: string | null | undefined,
    @Root() view: JurisdictionView,
    @Ctx() context: Context,
  ): string {
    return countryName(view, language, context);
  }

  @FieldResolver(() => [Partner], {
    description: 'Partners that cover the country, in alphabetical order, as far as the reader may see them.',
  })
  partners(@Root() { country }: JurisdictionView, @Ctx() context: Context): Promise<Partner[]> {
    return partnersByCountry(context).load(country);
  }

  @FieldResolver(() => LateInterestRate, {
    nullable: true,
    description: 'Statutory late interest on a date; null where the law of the country is not known to the system.',
  })
  lateInterest(
    @Arg('on', () => DateScalar, ON) on: IsoDate | null | undefined,
    @Arg('debtorType', () => PartyType, DEBTOR_TYPE) debtorType: PartyType,
    @Root() view: JurisdictionView,
    @Ctx() context: Context,
  ): LateInterestRate | null {
    const law = lawBehind(view, context);
    if (law === null) return null;
    return asFault(() => {
      const date = on ?? context.platform.clock.today(law.timeZone);
      const { value, from, source } = inForce(law.lateInterest[debtorType], date);
      return Object.assign(new LateInterestRate(), {
        annualRatePercent: percent(value),
        validFrom: from,
        validTo: validTo(law.lateInterest[debtorType], date),
        legalBasis: LegalBasis.of(source),
      });
    });
  }

  @FieldResolver(() => CostCeiling, {
    nullable: true,
    description:
      'Statutory maximum the debtor may be charged for a step on a date for a principal; null where the law of the country, or its rule for the step, is not known to the system.',
  })
  maximumCost(
    @Args(() => MaximumCostArgs) { step, principal, debtorType, dueDate, on, claimKind }: MaximumCostArgs,
    @Root() view: JurisdictionView,
    @Ctx() context: Context,
  ): CostCeiling | null {
    const law = lawBehind(view, context);
    if (law === null) return null;
    const minor = principalMinor(principal, law);
    const ceiling = asFault(() =>
      law.maximumCost(
        step,
        minor,
        debtorType,
        dueDate,
        on ?? context.platform.clock.today(law.timeZone),
        claimKind ?? 'GENERAL',
      ),
    );
    return (
      ceiling &&
      Object.assign(new CostCeiling(), {
        amount: Money.of({ minor: ceiling.amount, currency: law.currency }),
        legalBasis: LegalBasis.of(ceiling.legalBasis),
      })
    );
  }

  @FieldResolver(() => [TariffEntry], {
    description:
      'Every figure of the law in force on a date: fees, rates, caps, counters, waits, limitation, court and enforcement fees. Empty where the law of the country is not known to the system.',
  })
  tariff(
    @Arg('on', () => DateScalar, ON) on: IsoDate | null | undefined,
    @Arg('ids', () => [ID], {
      nullable: true,
      description:
        'Only these figures; a fault RULE_NOT_ENCODED where the date is outside what is encoded of one. Default all that are encoded for the date.',
    })
    ids: string[] | null | undefined,
    @Root() view: JurisdictionView,
    @Ctx() context: Context,
  ): TariffEntry[] {
    const law = lawBehind(view, context);
    if (law === null) return [];
    const unknown = ids?.find((id) => law.catalogue.every((item) => item.id !== id));
    if (unknown !== undefined) throw badInput(`${unknown} is no figure of ${view.country}.`, 'ids');
    const day = on ?? context.platform.clock.today(law.timeZone);
    return ids ? asFault(() => namedEntries(law, day, ids)) : encodedEntries(law, day);
  }
}

const requireAnyRole = (context: Context): void => void requireRole(context, ...Object.values(Role));

/** Minor units of a principal in the country's currency, above zero; else the fault BAD_USER_INPUT. */
function principalMinor({ amount, currency }: MoneyInput, law: Jurisdiction): bigint {
  const minor = currency === law.currency ? parseAmount(amount, currency) : null;
  if (minor !== null && minor > 0n) return minor;
  throw badInput(`principal must be an amount above zero in ${law.currency}.`, 'principal');
}

const loaders = new WeakMap<Context, DataLoader<string, Partner[]>>();

/** Partners by country, one statement for all countries of a request. */
function partnersByCountry(context: Context): DataLoader<string, Partner[]> {
  let loader = loaders.get(context);
  if (!loader) loaders.set(context, (loader = new DataLoader((countries) => loadPartners(context, countries))));
  return loader;
}

async function loadPartners({ platform, viewer }: Context, countries: readonly string[]): Promise<Partner[][]> {
  const partners = await platform.db
    .createQueryBuilder(Partner, 'x')
    .where(visibleTo(readingRole(viewer), 'Partner', 'x', '(:scope)::uuid'), { scope: scopeKey(viewer) })
    .andWhere('exists (select from partner_coverage c where c.partner_id = x.id and c.country = any(:countries))', {
      countries,
    })
    .orderBy('x.name')
    .getMany();
  return countries.map((country) => partners.filter((partner) => partner.countries.includes(country)));
}
