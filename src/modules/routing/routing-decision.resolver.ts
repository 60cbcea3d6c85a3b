import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RouteCandidate as Candidate } from '../../domain/routing.js';
import type { Context } from '../../graphql/context.js';
import type { Partner } from '../referrals/partner.entity.js';
import { RouteCandidate, readableCandidates } from './route-candidate.type.js';
import { RoutingDecision } from './routing-decision.entity.js';

@Resolver(() => RoutingDecision)
export class RoutingDecisionResolver {
  @FieldResolver()
  partner(@Root() row: RoutingDecision, @Ctx() { loaders }: Context): Promise<Partner | null> | null {
    return row.partnerId === null ? null : loaders.byId<Partner>('Partner').load(row.partnerId);
  }

  @FieldResolver(() => [RouteCandidate], {
    description: 'Everyone considered, in order, the winner included, each with the reason it won or was skipped.',
  })
  candidates(@Root() row: RoutingDecision, @Ctx() context: Context): RouteCandidate[] {
    return readableCandidates(row.candidates as Candidate[], context);
  }
}
