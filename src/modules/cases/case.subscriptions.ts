import { Arg, ID, Resolver, Root, Subscription } from 'type-graphql';
import type { Announcements } from '../../graphql/announcements.js';
import { type Context, requireRole } from '../../graphql/context.js';
import type { Role } from '../../graphql/enums.js';
import { keyOf } from '../../graphql/ids.js';
import { badInput } from '../../graphql/faults.js';
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
  context.bytesRead = 0;
  return context.loaders.byId<Row>(typeName).load(id);
}

@Resolver()
export class CaseSubscriptions {
  @Subscription(() => CaseEvent, {
    description: 'Every event on cases the reader may see, as it happens; resume after a known event id.',
    subscribe: ({ context, args }: { context: Context; args: Wanted }) =>
      untilReaderLeaves(context, ['AGENT', 'CREDITOR', 'PARTNER'], (ended) => caseEvents(context, args, ended)),
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
    subscribe: ({ context }: { context: Context }) =>
      untilReaderLeaves(context, ['AGENT', 'PARTNER'], (ended) => referralsReceived(context, ended)),
  })
  referralReceived(@Root() referral: Referral): Referral {
    return referral;
  }
}

async function* caseEvents(context: Context, wanted: Wanted, ended: AbortSignal): AsyncGenerator<CaseEvent> {
  const creditorId = optionalKey('Creditor', wanted.creditorId, 'creditorId');
  const after = optionalKey('CaseEvent', wanted.afterEventId, 'afterEventId');
  // Listening starts before what was missed is read, so that nothing falls between the two.
  const live = announcementsOf(context).listen('case_event', ended);
  let next = live.next();
  const sent = new Set<string>();
  for (const id of after === null ? [] : await missedEvents(context, after, creditorId)) {
    sent.add(id);
    const event = await fresh<CaseEvent>(context, 'CaseEvent', id);
    if (event) yield event;
  }
  // A creditor's reader need not ask the database about another creditor's events.
  const own = readingRole(context.viewer) === 'CREDITOR' ? context.viewer!.creditorId : null;
  for (let announced = await next; !announced.done; announced = await next) {
    next = live.next();
    const { id, creditorId: of } = announced.value;
    if (sent.has(id) || (creditorId !== null && of !== creditorId) || (own !== null && of !== own)) continue;
    const event = await fresh<CaseEvent>(context, 'CaseEvent', id);
    if (event) yield event;
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
  const [seen]: { known: boolean }[] = await platform.db.query(
    `select exists (select from case_event e where e.id = $1 and ($2::uuid is null or true) and ($3::uuid is null or true) and ${scope}) as known`,
    [after, creditorId, scopeKey(viewer)],
  );
  if (!seen?.known) throw badInput('afterEventId is no event the reader has seen.', 'afterEventId');
  const rows: { id: string }[] = await platform.db.query(
    `select e.id from case_event e, case_event seen
      where seen.id = $1 and e.id <> seen.id and (e.seq > seen.seq or e.transaction >= seen.oldest_open_transaction)
        and ($2::uuid is null or e.creditor_id = $2) and ($3::uuid is null or true) and ${scope} order by e.seq`,
    [after, creditorId, scopeKey(viewer)],
  );
  return rows.map((row) => row.id);
}

async function* referralsReceived(context: Context, ended: AbortSignal): AsyncGenerator<Referral> {
  const own = readingRole(context.viewer) === 'PARTNER' ? context.viewer!.partnerId : null;
  for await (const { id, partnerId } of announcementsOf(context).listen('referral_received', ended)) {
    if (own !== null && partnerId !== own) continue;
    const referral = await fresh<Referral>(context, 'Referral', id);
    if (referral) yield referral;
  }
}

/** Longest a timer can wait. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

/**
 * A subscription that ends with the reader: at once when the client goes, though nothing has happened for hours, and when
 * the reader's token does. Only for the roles that may follow it.
 */
function untilReaderLeaves<Row>(
  context: Context,
  roles: readonly Role[],
  rows: (ended: AbortSignal) => AsyncGenerator<Row>,
): AsyncGenerator<Row> {
  const { expiresAtMs } = requireRole(context, ...roles);
  const left = new AbortController();
  const waitMs = expiresAtMs === undefined ? LONGEST_WAIT_MS : Math.max(0, expiresAtMs - Date.now());
  const generator = rows(AbortSignal.any([left.signal, AbortSignal.timeout(Math.min(waitMs, LONGEST_WAIT_MS))]));
  // A generator that waits takes a return only when it wakes; ending what it waits for wakes it.
  const leave = generator.return.bind(generator);
  generator.return = (value) => {
    left.abort();
    return leave(value);
  };
  return generator;
}

function optionalKey(typeName: string, id: string | null | undefined, argument: string): string | null {
  if (id == null) return null;
  const key = keyOf(typeName, id);
  if (key === null) throw badInput(`${argument} is not the id of a ${typeName}.`, argument);
  return key;
}
