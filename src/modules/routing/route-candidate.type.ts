import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import type { RouteCandidate as Candidate } from '../../domain/routing.js';
import type { Context } from '../../graphql/context.js';
import { RouteKind, RoutingReasonCode } from '../../graphql/enums.js';
import { CountryCodeScalar } from '../../graphql/scalars.js';
import { readingRole } from '../../graphql/scope.js';
import { Partner } from '../referrals/partner.entity.js';

@ObjectType('RouteCandidate', {
  simpleResolvers: true,
  description: 'Somebody who was considered for a case, and why it won or was skipped.',
})
export class RouteCandidate {
  @Field(() => RouteKind, { description: 'Own module, partner, review by hand or refusal.' })
  kind!: RouteKind;

  @Field(() => CountryCodeScalar, { nullable: true, description: 'Country it would be worked in.' })
  country!: string | null;

  partnerId!: string | null;

  @Field(() => Boolean, { description: 'Whether it won.' })
  chosen!: boolean;

  @Field(() => RoutingReasonCode, { description: 'Why it won or was skipped.' })
  reason!: RoutingReasonCode;

  @Field(() => String, { description: 'The reason in words, localized, with the amounts and rates it rests on.' })
  text!: string;
}

/** Candidates in words. A partner reads of itself alone: what others charge is not its business. */
export function readableCandidates(candidates: readonly Candidate[], context: Context): RouteCandidate[] {
  const { platform, language, viewer } = context;
  const own = readingRole(viewer) === 'PARTNER';
  return candidates
    .filter((candidate) => !own || candidate.partnerId === viewer!.partnerId)
    .map((candidate) =>
      Object.assign(new RouteCandidate(), {
        kind: candidate.kind,
        country: candidate.country,
        partnerId: candidate.partnerId,
        chosen: candidate.chosen,
        reason: candidate.reason,
        text: platform.texts.routingReason(language, candidate),
      }),
    );
}

@Resolver(() => RouteCandidate)
export class RouteCandidateResolver {
  @FieldResolver(() => Partner, { nullable: true, description: 'The partner considered.' })
  partner(@Root() { partnerId }: RouteCandidate, @Ctx() { loaders }: Context): Promise<Partner | null> | null {
    return partnerId === null ? null : loaders.byId<Partner>('Partner').load(partnerId);
  }
}
