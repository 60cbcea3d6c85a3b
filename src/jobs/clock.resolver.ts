import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { IsoDate } from '../domain/date.js';
import { requireRole, userError, type Context } from '../graphql/context.js';
import { DateScalar } from '../graphql/scalars.js';
import { advance } from './advance.js';
import { reconcile } from './reconcile.js';
import { drainJobs } from './worker.js';
import { BusinessDatePayload } from '../modules/cases/case.payloads.js';

@Resolver()
export class ClockResolver {
  @Mutation(() => BusinessDatePayload, {
    description: 'Sandbox only: moves the clock forward and does everything that falls due on the way, day by day.',
  })
  async advanceBusinessDate(
    @Arg('to', () => DateScalar, { description: 'The new business date; at most three years ahead.' }) to: IsoDate,
    @Ctx() context: Context,
  ): Promise<BusinessDatePayload> {
    requireRole(context, 'AGENT');
    const { platform } = context;
    const result = await advance(platform, to, async (day) => {
      await drainJobs(platform);
      await reconcile(platform, day);
      await drainJobs(platform);
    });
    if (result.ok) return Object.assign(new BusinessDatePayload(), { ...result.value, userErrors: [] });
    const userErrors = result.refusal.map((refusal) => userError(context, refusal));
    return Object.assign(new BusinessDatePayload(), { businessDate: null, stepsTaken: 0, userErrors });
  }
}
