import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../../graphql/context.js';
import { answerWithCase } from '../cases/case.answer.js';
import { Case } from '../cases/case.entity.js';
import { CasePayload } from '../cases/case.payloads.js';
import { acceptSettlement, offerSettlement } from './offer.commands.js';
import { caseOffers } from './offer.fields.js';
import { OfferSettlementInput, SettlementOffer } from './offer.type.js';

@Resolver(() => Case)
export class OfferResolver {
  @Mutation(() => CasePayload, {
    description: 'Offers the debtor by letter to take a part for all that is owed, if it is paid by a day.',
  })
  offerSettlement(
    @Arg('input', () => OfferSettlementInput, { description: 'The offer.' }) input: OfferSettlementInput,
    @Ctx() context: Context,
  ): Promise<CasePayload> {
    return answerWithCase(context, (platform, viewer) => offerSettlement(platform, viewer, input));
  }

  @Mutation(() => CasePayload, {
    description:
      'Records that the debtor has accepted the offer of settlement that stands; paying is enough without it.',
  })
  acceptSettlement(
    @Arg('caseId', () => ID, { description: 'The case.' }) caseId: string,
    @Ctx() context: Context,
  ): Promise<CasePayload> {
    return answerWithCase(context, (platform, viewer) => acceptSettlement(platform, viewer, caseId));
  }

  @FieldResolver(() => [SettlementOffer], {
    description: 'Offers to take a part for the whole, oldest first; empty for a partner.',
  })
  settlementOffers(@Root() row: Case, @Ctx() context: Context): Promise<SettlementOffer[]> {
    return caseOffers(row.id, context);
  }
}
