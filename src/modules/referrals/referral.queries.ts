import { Args, ArgsType, Ctx, Field, FieldResolver, InputType, Query, Resolver, Root } from 'type-graphql';
import { type Context, requireReader } from '../../graphql/context.js';
import { ReferralStatus } from '../../graphql/enums.js';
import { type Connection, connectionType, PageArgs } from '../../graphql/pagination.js';
import { DateTimeScalar } from '../../graphql/scalars.js';
import type { Case } from '../cases/case.entity.js';
import type { ReferralDocument, ReferralMessage } from './message.entity.js';
import { type ReferralCost, Remittance } from './money.entity.js';
import { PartnerFee } from '../partners/partner.type.js';
import { Partner } from './partner.entity.js';
import { type Inquiry, Referral } from './referral.entity.js';
import { feeBandOf, previewOf, ReferralPreview } from './referral.fields.js';

@InputType('ReferralFilter', { description: 'Which referrals; every field given must hold.' })
class ReferralFilter {
  @Field(() => [ReferralStatus], { nullable: true, description: 'Any of these statuses.' })
  status?: ReferralStatus[] | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Changed at this instant or later.' })
  updatedSince?: Date | null;
}

@ArgsType()
class ReferralListArgs extends PageArgs {
  @Field(() => ReferralFilter, { nullable: true, description: 'Which referrals.' })
  filter?: ReferralFilter | null;
}

const ReferralConnection = connectionType('Referral', () => Referral);

@Resolver(() => Referral)
export class ReferralQueries {
  @Query(() => ReferralConnection, {
    description: 'Referrals visible to the reader, latest change first: all for the agency, its own for a partner.',
  })
  referrals(
    @Ctx() context: Context,
    @Args(() => ReferralListArgs) args: ReferralListArgs,
  ): Promise<Connection<Referral>> {
    requireReader(context);
    return context.loaders.pages.connection('Referral', args);
  }

  @Query(() => [Partner], { description: 'Partner agencies, by name.' })
  async partners(@Ctx() context: Context): Promise<readonly Partner[]> {
    requireReader(context);
    return context.loaders.all<Partner>('Partner');
  }

  @FieldResolver()
  case(@Root() row: Referral, @Ctx() { loaders }: Context): Promise<Case | null> {
    return loaders.byId<Case>('Case').load(row.caseId);
  }

  @FieldResolver()
  partner(@Root() row: Referral, @Ctx() { loaders }: Context): Promise<Partner | null> {
    return loaders.byId<Partner>('Partner').load(row.partnerId);
  }

  @FieldResolver(() => PartnerFee, {
    nullable: true,
    description: 'The band of its terms that the fee comes from; null where the case reached none.',
  })
  feeBand(@Root() row: Referral): PartnerFee | null {
    return feeBandOf({
      feeBps: row.successFeeBps,
      fromAgeDays: row.feeFromAgeDays,
      minor: row.feeFromAmountMinor,
      currency: row.feeFromAmountCurrency,
    });
  }

  @FieldResolver(() => ReferralPreview, { nullable: true, description: 'Null where nobody was asked beforehand.' })
  preview(@Root() row: Referral): ReferralPreview | null {
    return previewOf({
      accepts: row.previewAccepts,
      feeBps: row.previewFeeBps,
      reason: row.previewReason,
      at: row.previewedAt,
    });
  }

  @FieldResolver()
  costs(@Root() row: Referral, @Ctx() { loaders }: Context): Promise<ReferralCost[]> {
    return loaders.childrenOf<ReferralCost>('ReferralCost', 'referralId').load(row.id);
  }

  @FieldResolver()
  inquiries(@Root() row: Referral, @Ctx() { loaders }: Context): Promise<Inquiry[]> {
    return loaders.childrenOf<Inquiry>('Inquiry', 'referralId').load(row.id);
  }

  @FieldResolver()
  messages(@Root() row: Referral, @Ctx() { loaders }: Context): Promise<ReferralMessage[]> {
    return loaders.childrenOf<ReferralMessage>('ReferralMessage', 'referralId').load(row.id);
  }

  @FieldResolver()
  documents(@Root() row: Referral, @Ctx() { loaders }: Context): Promise<ReferralDocument[]> {
    return loaders.childrenOf<ReferralDocument>('ReferralDocument', 'referralId').load(row.id);
  }
}

@Resolver(() => Remittance)
export class RemittanceResolver {
  @FieldResolver()
  partner(@Root() row: Remittance, @Ctx() { loaders }: Context): Promise<Partner | null> {
    return loaders.byId<Partner>('Partner').load(row.partnerId);
  }
}
