import { Arg, ID, Resolver, Root, Subscription } from 'type-graphql';
import type { Announcements } from '../../graphql/announcements.js';
import { type Context, requireRole } from '../../graphql/context.js';
import { keyOf } from '../../graphql/ids.js';
import { badInput } from '../../graphql/lists.js';
import { readingRole, scopeKey, visibleTo } from '../../graphql/scope.js';
import { Loaders } from '../../graphql/loaders.js';
import { Referral } from '../referrals/referral.entity.js';
import { CaseEvent } from './case-event.entity.js';

interface Wanted {
  readonly creditorId?: string | null;
  readonly afterEventId?: string | null;
}

const announcementsOf = ({ announcements }: Context): Announcements => {
  if (!announcements) throw new Error('subscriptions are served over WebSocket');
  return announcements;
};

/** Rows loaded for one event are not the rows of the next. */
async function fresh<Row extends object>(context: Context, typeName: string, id: string): Promise<Row | null> {
  context.loaders = new Loaders(context.platform.db, context.viewer);
  return context.loaders.byId<Row>(typeName).load(id);
}

@Resolver()
export class CaseSubscriptions {
  @Subscription(() => CaseEvent, {
    description: 'Every event on cases the reader may see, as it happens; resume after a known event id.',
    subscribe: ({ context, args }: { context: Context; args: Wanted }) => caseEvents(context, args),
  })
  caseEvents(
    @Root() event: CaseEvent,
    @Arg('creditorId', () => ID, { nullable: true, description: 'Of this creditor alone.' }) _creditorId?: string,
    @Arg('afterEventId', () => ID, {
      nullable: true,
      description: 'First everything since this event; an event near it may come twice, none is left out.',
    })
    _afterEventId?: string,
  ): CaseEvent {
    return event;
  }

  @Subscription(() => Referral, {
    description: 'A referral as it reaches its partner.',
    subscribe: ({ context }: { context: Context }) => referralsReceived(context),
  })
  referralReceived(@Root() referral: Referral): Referral {
    return referral;
  }
}

async function* caseEvents(context: Context, wanted: Wanted): AsyncGenerator<CaseEvent> {
  requireRole(context, 'AGENT', 'CREDITOR', 'PARTNER');
  const creditorId = optionalKey('Creditor', wanted.creditorId, 'creditorId');
  const after = optionalKey('CaseEvent', wanted.afterEventId, 'afterEventId');
  const stop = new AbortController();
  // Listening starts before what was missed is read, so that nothing falls between the two.
  const live = announcementsOf(context).listen('case_event', stop.signal);
  let next = live.next();
  try {
    const sent = new Set<string>();
    for (const id of after === null ? [] : await missedEvents(context, after, creditorId)) {
      sent.add(id);
      const event = await fresh<CaseEvent>(context, 'CaseEvent', id);
      if (event) yield event;
    }
    for (let announced = await next; !announced.done; announced = await next) {
      next = live.next();
      const { id, creditorId: of } = announced.value;
      if (sent.has(id) || (creditorId !== null && of !== creditorId)) continue;
      const event = await fresh<CaseEvent>(context, 'CaseEvent', id);
      if (event) yield event;
    }
  } finally {
    stop.abort();
  }
}

/**
 * Keys of the events a reader that last saw `after` may have missed: those numbered later, and those of transactions
 * that were still open when `after` was written and so became visible only afterwards.
 */
async function missedEvents(
  { platform, viewer }: Context,
  after: string,
  creditorId: string | null,
): Promise<string[]> {
  const scope = visibleTo(readingRole(viewer), 'CaseEvent', 'e', '$3::uuid');
  const rows: { id: string }[] = await platform.db.query(
    `select e.id from case_event e, case_event seen
      where seen.id = $1 and e.id <> seen.id and (e.seq > seen.seq or e.transaction >= seen.oldest_open_transaction)
        and ($2::uuid is null or e.creditor_id = $2) and ($3::uuid is null or true) and ${scope} order by e.seq`,
    [after, creditorId, scopeKey(viewer)],
  );
  return rows.map((row) => row.id);
}

async function* referralsReceived(context: Context): AsyncGenerator<Referral> {
  requireRole(context, 'AGENT', 'PARTNER');
  const stop = new AbortController();
  try {
    for await (const { id } of announcementsOf(context).listen('referral_received', stop.signal)) {
      const referral = await fresh<Referral>(context, 'Referral', id);
      if (referral) yield referral;
    }
  } finally {
    stop.abort();
  }
}

function optionalKey(typeName: string, id: string | null | undefined, argument: string): string | null {
  if (id == null) return null;
  const key = keyOf(typeName, id);
  if (key === null) throw badInput(`${argument} is not the id of a ${typeName}.`, argument);
  return key;
}
