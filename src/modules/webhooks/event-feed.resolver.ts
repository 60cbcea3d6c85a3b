import { Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { isEventName, REFERRAL_LEFT } from '../../domain/case-events.js';
import { type Context, requireRole } from '../../graphql/context.js';
import { globalId } from '../../graphql/ids.js';
import { badInput } from '../../graphql/faults.js';
import { readListRequest, writeCursor } from '../../graphql/lists.js';
import { type Connection, connectionType } from '../../graphql/pagination.js';
import { DateTimeScalar } from '../../graphql/scalars.js';
import { readingRole, scopeKey, visibleTo } from '../../graphql/scope.js';
import type { Viewer } from '../../platform.js';
import { CaseEvent } from '../cases/case-event.entity.js';
import { requirePlace, SETTLED } from './feed.place.js';

@ObjectType('FeedEvent', {
  simpleResolvers: true,
  description: 'Something that happened, in the order of the feed: an event of a case, or that a partner lost a case.',
})
class FeedEvent {
  @Field(() => ID, { description: 'The id that webhooks give it as CloudEvents: to recognise it by.' })
  id!: string;

  @Field(() => String, {
    description: 'Kind of event, as CaseEvent.type names it; referralLeft where the case is no longer with the reader.',
  })
  type!: string;

  @Field(() => DateTimeScalar, { description: 'Instant it was recorded.' })
  at!: Date;

  @Field(() => String, {
    description:
      'A whole number that rises with what happens to a case: of two events of one case, the higher is the later.',
  })
  sequence!: string;

  @Field(() => ID, { description: 'The case.' })
  caseId!: string;

  @Field(() => ID, { nullable: true, description: 'The referral that is no longer with the reader, for referralLeft.' })
  referralId!: string | null;
}

/** A row of the feed; `position` is its place: transaction and number. */
interface FeedRow extends Omit<FeedEvent, 'caseId' | 'referralId'> {
  readonly caseKey: string;
  readonly referralKey: string | null;
  readonly transaction: string;
}

const EventFeedConnection = connectionType('EventFeed', () => FeedEvent);

@ArgsType()
class FeedArgs {
  @Field(() => String, { nullable: true, description: 'Only what follows this cursor; from the beginning without it.' })
  after?: string | null;

  @Field(() => Int, { nullable: true, description: 'Size of the page, at most 100; 20 where it is not given.' })
  first?: number | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Only these kinds of event, as CaseEvent.type names them, or referralLeft.',
  })
  types?: string[] | null;
}

@Resolver(() => FeedEvent)
export class EventFeedResolver {
  @Query(() => EventFeedConnection, {
    description:
      'Everything that happened to the cases the reader may see, each event once and in an order that never changes: keep endCursor and ask again. Corrections are events of their own; what a partner must delete comes as referralLeft.',
  })
  async events(@Ctx() context: Context, @Args(() => FeedArgs) args: FeedArgs): Promise<Connection<FeedEvent>> {
    const viewer = requireRole(context, 'AGENT', 'CREDITOR', 'PARTNER');
    const { db } = context.platform;
    const { order, size, after } = readListRequest('EventFeed', args);
    const unknown = args.types?.find((type) => !isEventName(type));
    if (unknown !== undefined) throw badInput(`${JSON.stringify(unknown)} is no kind of event.`, 'types');
    if (after !== null) await requirePlace(db, after[0]!, after[1]!);
    const feed = feedOf(viewer, args.types ?? null);
    const rows: FeedRow[] = await db.query(`${feed.from('$3', '$4')} order by transaction, sequence limit $5`, [
      ...feed.values,
      after?.[0] ?? null,
      after?.[1] ?? null,
      size + 1,
    ]);
    const edges = rows.slice(0, size).map((row) => ({
      node: Object.assign(new FeedEvent(), {
        ...row,
        sequence: String(row.sequence),
        caseId: globalId('Case', row.caseKey),
        referralId: row.referralKey && globalId('Referral', row.referralKey),
      }),
      cursor: writeCursor(order, [row.transaction, String(row.sequence)]),
    }));
    return {
      edges,
      pageInfo: {
        hasNextPage: rows.length > size,
        hasPreviousPage: after !== null,
        startCursor: edges[0]?.cursor ?? null,
        // At the end of the feed the reader stays where it is.
        endCursor: edges.at(-1)?.cursor ?? args.after ?? null,
      },
      totalCount: async () => {
        const [found]: { count: number }[] = await db.query(
          `select count(*)::integer as count from (${feed.from('null', 'null')}) feed`,
          [...feed.values],
        );
        return found!.count;
      },
    };
  }

  @FieldResolver(() => CaseEvent, {
    nullable: true,
    description: 'The event in full; null for referralLeft.',
  })
  event(@Root() row: FeedEvent, @Ctx() { loaders }: Context): Promise<CaseEvent | null> | null {
    return row.type === REFERRAL_LEFT ? null : loaders.byId<CaseEvent>('CaseEvent').load(row.id);
  }
}

/**
 * The feed of a reader as SQL. Rows stand in the order of their transactions, and only those of transactions before the oldest
 * that is still open are shown: whatever comes later stands later, so a reader that keeps its place misses nothing and sees
 * nothing twice. Open transactions last milliseconds; so does the delay.
 */
function feedOf(viewer: Viewer, types: readonly string[] | null) {
  const place = (row: string, transaction: string, sequence: string) =>
    `${row}.transaction < ${SETTLED}
      and (${transaction}::bigint is null or (${row}.transaction, ${row}.seq) > (${transaction}::bigint, ${sequence}::bigint))
      and ($2::text[] is null or TYPE = any($2))`;
  const events = (transaction: string, sequence: string) =>
    `select e.id, e.type, e.at, e.seq as sequence, e.transaction, e.case_id as "caseKey", null::uuid as "referralKey" from case_event e
     where ($1::uuid is null or true) and ${visibleTo(readingRole(viewer), 'CaseEvent', 'e', '$1::uuid')}
       and ${place('e', transaction, sequence).replace('TYPE', 'e.type')}`;
  const departures = (transaction: string, sequence: string) =>
    `select d.id, '${REFERRAL_LEFT}', d.at, d.seq, d.transaction, d.case_id, d.referral_id from referral_departure d
     where d.partner_id = $1 and ${place('d', transaction, sequence).replace('TYPE', `'${REFERRAL_LEFT}'`)}`;
  const isPartner = readingRole(viewer) === 'PARTNER';
  return {
    values: [scopeKey(viewer), types],
    from: (transaction: string, sequence: string) =>
      isPartner
        ? `${events(transaction, sequence)} union all ${departures(transaction, sequence)}`
        : events(transaction, sequence),
  };
}
