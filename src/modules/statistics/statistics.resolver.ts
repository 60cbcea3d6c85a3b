import { GraphQLError } from 'graphql';
import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { requireRole, type Context } from '../../graphql/context.js';
import { badInput } from '../../graphql/faults.js';
import type { Viewer } from '../../platform.js';
import { resolutionGroups } from './statistics.query.js';
import { ResolutionStatistics, ResolutionStatisticsInput } from './statistics.type.js';

const HORIZONS_IN_DAYS: readonly number[] = [30, 60, 90, 180, 365];
const MOST_HORIZONS = 12;
const LONGEST_HORIZON_IN_DAYS = 3650;

@Resolver()
export class StatisticsResolver {
  @Query(() => ResolutionStatistics, {
    description:
      "How many cases are resolved, and how fast. Staff and analysts see all cases, a creditor's staff its own.",
  })
  async resolutionStatistics(
    @Arg('input', () => ResolutionStatisticsInput, { description: 'Which cases to count, and how.' })
    input: ResolutionStatisticsInput,
    @Ctx() context: Context,
  ): Promise<ResolutionStatistics> {
    const creditorId = whoseCases(requireRole(context, 'AGENT', 'ANALYST', 'CREDITOR'));
    const { platform, language } = context;
    const today = platform.clock.today();
    const { registeredFrom, registeredTo } = input;
    const asOf = input.asOf ?? today;
    const horizonsInDays = input.horizonsInDays ?? HORIZONS_IN_DAYS;
    if (asOf > today) throw badInput(`asOf is after the business date, ${today}.`, 'asOf');
    if (registeredTo < registeredFrom) throw badInput('registeredTo is before registeredFrom.', 'registeredTo');
    if (
      horizonsInDays.length > MOST_HORIZONS ||
      horizonsInDays.some((days) => days < 1 || days > LONGEST_HORIZON_IN_DAYS)
    ) {
      throw badInput(
        `horizonsInDays takes at most ${MOST_HORIZONS} horizons from 1 to ${LONGEST_HORIZON_IN_DAYS}.`,
        'horizonsInDays',
      );
    }
    const groupBy = [...new Set(input.groupBy ?? [])];
    return {
      asOf,
      definition: platform.texts.translate(language, 'terms:statistics.definition', { asOf }),
      groups: await resolutionGroups(platform.db, {
        registeredFrom,
        registeredTo,
        asOf,
        groupBy,
        horizonsInDays,
        creditorId,
      }),
    };
  }
}

/** Row key of the creditor whose cases a reader may count, or 'ALL'. */
function whoseCases(viewer: Viewer): string {
  if (viewer.roles.includes('AGENT') || viewer.roles.includes('ANALYST')) return 'ALL';
  if (viewer.creditorId !== null) return viewer.creditorId;
  throw new GraphQLError('The token names no creditor.', { extensions: { code: 'FORBIDDEN' } });
}
