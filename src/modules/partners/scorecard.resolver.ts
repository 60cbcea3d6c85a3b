import DataLoader from 'dataloader';
import { GraphQLError } from 'graphql';
import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { IsoDate } from '../../domain/date.js';
import { scorecard, type Engagements } from '../../domain/scorecard.js';
import type { Context } from '../../graphql/context.js';
import { badInput } from '../../graphql/faults.js';
import { DateScalar } from '../../graphql/scalars.js';
import { Partner } from '../referrals/partner.entity.js';
import { seesTerms } from './partner.fields.js';
import { loadEngagements, type Period } from './scorecard.query.js';
import { Scorecard } from './scorecard.type.js';

@Resolver(() => Partner)
export class ScorecardResolver {
  @FieldResolver(() => Scorecard, {
    nullable: true,
    description: 'How it works the cases handed to it in a period. For the agency, and for the partner itself.',
  })
  async scorecard(
    @Root() partner: Partner,
    @Arg('from', () => DateScalar, { description: 'First day of hand-over.' }) from: IsoDate,
    @Arg('to', () => DateScalar, { description: 'Last day of hand-over.' }) to: IsoDate,
    @Arg('asOf', () => DateScalar, { nullable: true, description: 'Data cut-off; default the business date.' })
    cutOff: IsoDate | null,
    @Ctx() context: Context,
  ): Promise<Scorecard> {
    if (!seesTerms(partner.id, context)) {
      throw new GraphQLError('Only for AGENT and the partner itself.', { extensions: { code: 'FORBIDDEN' } });
    }
    const today = context.platform.clock.today();
    const asOf = cutOff ?? today;
    if (asOf > today) throw badInput(`asOf is after the business date, ${today}.`, 'asOf');
    if (to < from) throw badInput('to is before from.', 'to');
    const period = { from, to, asOf };
    const known = await engagementsIn(context, period).load(partner.id);
    return Object.assign(new Scorecard(), period, scorecard(known));
  }
}

const loaders = new WeakMap<Context['loaders'], Map<string, DataLoader<string, Engagements>>>();

/** One statement for all partners asked about with the same period. */
function engagementsIn({ loaders: ofRequest, platform }: Context, period: Period): DataLoader<string, Engagements> {
  const byPeriod = loaders.get(ofRequest) ?? new Map<string, DataLoader<string, Engagements>>();
  loaders.set(ofRequest, byPeriod);
  const key = JSON.stringify(period);
  let loader = byPeriod.get(key);
  if (!loader) byPeriod.set(key, (loader = new DataLoader((ids) => loadEngagements(platform.db, ids, period))));
  return loader;
}
