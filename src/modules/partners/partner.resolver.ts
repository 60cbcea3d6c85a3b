import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { PartyType } from '../../domain/facts.js';
import type { Refusal } from '../../domain/refusal.js';
import type { Result } from '../../domain/result.js';
import { requireRole, userError, type Context } from '../../graphql/context.js';
import { Money } from '../../graphql/types.js';
import { Partner } from '../referrals/partner.entity.js';
import { changePartnerTerms, registerPartner, suspendPartner } from './partner.commands.js';
import { seesTerms, shownSuspension } from './partner.fields.js';
import {
  ChangePartnerTermsInput,
  feePercent,
  PartnerCoverage,
  PartnerPayload,
  RegisterPartnerInput,
} from './partner.type.js';

const THE_PARTNER = { description: 'The partner.' };

@Resolver(() => Partner)
export class PartnerResolver {
  @Mutation(() => PartnerPayload, { description: 'For the agency: takes in a member agency.' })
  registerPartner(
    @Arg('input', () => RegisterPartnerInput, { description: 'The agency and its terms.' }) input: RegisterPartnerInput,
    @Ctx() context: Context,
  ): Promise<PartnerPayload> {
    const viewer = requireRole(context, 'AGENT');
    return answer(context, registerPartner(context.platform, viewer, input));
  }

  @Mutation(() => PartnerPayload, {
    description: 'For the agency: changes what a partner takes, for how much, and what it promises.',
  })
  changePartnerTerms(
    @Arg('input', () => ChangePartnerTermsInput, { description: 'The new terms.' }) input: ChangePartnerTermsInput,
    @Ctx() context: Context,
  ): Promise<PartnerPayload> {
    const viewer = requireRole(context, 'AGENT');
    return answer(context, changePartnerTerms(context.platform, viewer, input));
  }

  @Mutation(() => PartnerPayload, {
    description: 'For the agency: keeps new cases from a partner; those it has stay with it.',
  })
  suspendPartner(
    @Arg('partnerId', () => ID, THE_PARTNER) partnerId: string,
    @Arg('reason', () => String, { description: 'Why.' }) reason: string,
    @Ctx() context: Context,
  ): Promise<PartnerPayload> {
    const viewer = requireRole(context, 'AGENT');
    return answer(context, suspendPartner(context.platform, viewer, { partnerId, reason }));
  }

  @Mutation(() => PartnerPayload, { description: 'For the agency: lets a suspended partner have new cases again.' })
  reinstatePartner(
    @Arg('partnerId', () => ID, THE_PARTNER) partnerId: string,
    @Ctx() context: Context,
  ): Promise<PartnerPayload> {
    const viewer = requireRole(context, 'AGENT');
    return answer(context, suspendPartner(context.platform, viewer, { partnerId, reason: null }));
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Why it is suspended; for the agency and the partner itself.',
  })
  suspensionReason(@Root() partner: Partner, @Ctx() context: Context): string | null {
    return shownSuspension(partner, context);
  }

  @FieldResolver(() => [PartnerCoverage], {
    description: 'What it takes and for how much, by country; for the agency and the partner itself, else empty.',
  })
  async coverage(@Root() partner: Partner, @Ctx() context: Context): Promise<PartnerCoverage[]> {
    if (!seesTerms(partner.id, context)) return [];
    return (await context.loaders.rowsOf<CoverageRow>(COVERAGE).load(partner.id)).map(shown);
  }
}

async function answer(context: Context, command: Promise<Result<string, readonly Refusal[]>>): Promise<PartnerPayload> {
  const result = await command;
  if (!result.ok) {
    const userErrors = result.refusal.map((refusal) => userError(context, refusal));
    return Object.assign(new PartnerPayload(), { partner: null, userErrors });
  }
  const partner = await context.loaders.byId<Partner>('Partner').clear(result.value).load(result.value);
  return Object.assign(new PartnerPayload(), { partner, userErrors: [] });
}

interface CoverageRow {
  readonly parent: string;
  readonly country: string;
  readonly exclusive: boolean;
  readonly minimum: string | null;
  readonly minimumCurrency: string | null;
  readonly maximum: string | null;
  readonly maximumCurrency: string | null;
  readonly currencies: string[] | null;
  readonly partyTypes: PartyType[];
  readonly fee: number;
  readonly fees: readonly { age: number; amount: string; currency: string; fee: number }[];
}

const COVERAGE = `select c.partner_id as parent, c.country, c.exclusive, c.minimum_minor as minimum,
    c.minimum_currency as "minimumCurrency", c.maximum_minor as maximum, c.maximum_currency as "maximumCurrency", c.currencies,
    c.party_types as "partyTypes", c.success_fee_bps as fee, (select coalesce(json_agg(json_build_object('age', f.from_age_days,
      'amount', f.from_amount_minor::text, 'currency', f.from_amount_currency, 'fee', f.success_fee_bps)
      order by f.from_age_days, f.from_amount_minor), '[]')
      from partner_fee f where f.partner_id = c.partner_id and f.country = c.country) as fees
  from partner_coverage c where c.partner_id = any($1) order by c.country`;

function shown(row: CoverageRow): PartnerCoverage {
  const { country, exclusive, currencies, partyTypes, minimum, minimumCurrency, maximum, maximumCurrency } = row;
  const money = (minor: string | null, currency: string | null) =>
    minor === null || currency === null ? null : Money.of({ minor: BigInt(minor), currency });
  return {
    country,
    exclusive,
    currencies,
    partyTypes,
    minimum: money(minimum, minimumCurrency),
    maximum: money(maximum, maximumCurrency),
    successFeePercent: feePercent(row.fee),
    fees: row.fees.map(({ age, amount, currency, fee }) => ({
      fromAgeDays: age,
      fromAmount: Money.of({ minor: BigInt(amount), currency }),
      successFeePercent: feePercent(fee),
    })),
  };
}
