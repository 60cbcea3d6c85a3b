import DataLoader from 'dataloader';
import {
  Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Info, Int, Mutation, Query, Resolver, Root,
} from 'type-graphql'; // prettier-ignore
import type { GraphQLResolveInfo } from 'graphql';
import type { Refusal } from '../../domain/refusal.js';
import type { Result } from '../../domain/result.js';
import { type Context, requireRole, userError } from '../../graphql/context.js';
import { readListRequest, writeCursor } from '../../graphql/lists.js';
import { type Connection, PageArgs } from '../../graphql/pagination.js';
import { CaseEvent } from '../cases/case-event.entity.js';
import { Creditor } from '../creditors/creditor.entity.js';
import { Partner } from '../referrals/partner.entity.js';
import { checkSelection } from './webhook.body.js';
import {
  type CheckSelection, createWebhookSubscription, deleteWebhookSubscription, replayWebhookDelivery, rotateWebhookSecret, sendTestWebhook,
  updateWebhookSubscription, type WithSecret,
} from './webhook.commands.js'; // prettier-ignore
import { CreateWebhookSubscriptionInput, UpdateWebhookSubscriptionInput } from './webhook.inputs.js';
import { publicKeys } from './webhook.keys.js';
import {
  countDeliveries, findDelivery, findSubscription, loadAttempts, loadDeliveries, loadSubscriptions,
} from './webhook.record.js'; // prettier-ignore
import {
  DeleteWebhookSubscriptionPayload, WebhookAttempt, WebhookDelivery, WebhookDeliveryConnection, WebhookDeliveryPayload,
  WebhookDeliveryStatus, WebhookSubscription, WebhookSubscriptionPayload,
} from './webhook.type.js'; // prettier-ignore

const THE_SUBSCRIPTION = { description: 'The subscription.' };
const OWNERS = ['AGENT', 'CREDITOR', 'PARTNER'] as const;

@ArgsType()
class DeliveryListArgs extends PageArgs {
  @Field(() => [WebhookDeliveryStatus], { nullable: true, description: 'Any of these statuses.' })
  status?: WebhookDeliveryStatus[] | null;
}

@Resolver()
export class WebhookMutations {
  @Mutation(() => WebhookSubscriptionPayload, {
    description: 'Tells an endpoint from now on what happens. The answer holds the signing secret, once.',
  })
  createWebhookSubscription(
    @Arg('input', () => CreateWebhookSubscriptionInput, { description: 'The endpoint.' })
    input: CreateWebhookSubscriptionInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<WebhookSubscriptionPayload> {
    const viewer = requireRole(context, ...OWNERS);
    const { platform } = context;
    return subscriptionAnswer(context, createWebhookSubscription(platform, viewer, input, checker(context, info)));
  }

  @Mutation(() => WebhookSubscriptionPayload, {
    description: 'Changes a subscription, switches it off or on again.',
  })
  updateWebhookSubscription(
    @Arg('input', () => UpdateWebhookSubscriptionInput, { description: 'What is to change.' })
    input: UpdateWebhookSubscriptionInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<WebhookSubscriptionPayload> {
    const viewer = requireRole(context, ...OWNERS);
    const { platform } = context;
    return subscriptionAnswer(context, updateWebhookSubscription(platform, viewer, input, checker(context, info)));
  }

  @Mutation(() => DeleteWebhookSubscriptionPayload, {
    description: 'Takes a subscription away, with its log and what was still to be sent.',
  })
  async deleteWebhookSubscription(
    @Arg('subscriptionId', () => ID, THE_SUBSCRIPTION) subscriptionId: string,
    @Ctx() context: Context,
  ): Promise<DeleteWebhookSubscriptionPayload> {
    const viewer = requireRole(context, ...OWNERS);
    const result = await deleteWebhookSubscription(context.platform, viewer, subscriptionId);
    const deletedId = result.ok ? result.value : null;
    return Object.assign(new DeleteWebhookSubscriptionPayload(), { deletedId, userErrors: told(context, result) });
  }

  @Mutation(() => WebhookSubscriptionPayload, {
    description: 'Makes a new signing secret and key pair. The old ones sign too until the overlap ends.',
  })
  rotateWebhookSecret(
    @Arg('subscriptionId', () => ID, THE_SUBSCRIPTION) subscriptionId: string,
    @Arg('overlapHours', () => Int, {
      defaultValue: 24,
      description: 'Hours for which the old keys sign too, 0 to 168; 0 for a secret that leaked.',
    })
    overlapHours: number,
    @Ctx() context: Context,
  ): Promise<WebhookSubscriptionPayload> {
    const viewer = requireRole(context, ...OWNERS);
    return subscriptionAnswer(context, rotateWebhookSecret(context.platform, viewer, subscriptionId, overlapHours));
  }

  @Mutation(() => WebhookDeliveryPayload, {
    description: 'Sends a message that tells of nothing, to try an endpoint out.',
  })
  sendTestWebhook(
    @Arg('subscriptionId', () => ID, THE_SUBSCRIPTION) subscriptionId: string,
    @Ctx() context: Context,
  ): Promise<WebhookDeliveryPayload> {
    const viewer = requireRole(context, ...OWNERS);
    return deliveryAnswer(context, sendTestWebhook(context.platform, viewer, subscriptionId));
  }

  @Mutation(() => WebhookDeliveryPayload, {
    description: 'Sends a message again under the same id, with its data as it stands now.',
  })
  replayWebhookDelivery(
    @Arg('deliveryId', () => ID, { description: 'The delivery; one that is still PENDING is not replayed.' })
    deliveryId: string,
    @Ctx() context: Context,
  ): Promise<WebhookDeliveryPayload> {
    const viewer = requireRole(context, ...OWNERS);
    return deliveryAnswer(context, replayWebhookDelivery(context.platform, viewer, deliveryId));
  }
}

@Resolver(() => WebhookSubscription)
export class WebhookSubscriptionResolver {
  @Query(() => [WebhookSubscription], {
    description: 'Webhook subscriptions, oldest first: all for the agency, its own for a creditor or a partner.',
  })
  webhookSubscriptions(@Ctx() context: Context): Promise<WebhookSubscription[]> {
    return loadSubscriptions(context.platform.db, requireRole(context, ...OWNERS));
  }

  @FieldResolver(() => Creditor, { nullable: true, description: 'The creditor whose rights it has.' })
  creditor(@Root() row: WebhookSubscription, @Ctx() { loaders }: Context): Promise<Creditor | null> | null {
    return row.creditorKey === null ? null : loaders.byId<Creditor>('Creditor').load(row.creditorKey);
  }

  @FieldResolver(() => Partner, { nullable: true, description: 'The partner whose rights it has.' })
  partner(@Root() row: WebhookSubscription, @Ctx() { loaders }: Context): Promise<Partner | null> | null {
    return row.partnerKey === null ? null : loaders.byId<Partner>('Partner').load(row.partnerKey);
  }

  @FieldResolver(() => [String], {
    description:
      'ed25519 public keys in force (whpk_…), the present one first; also at /.well-known/webhook-keys.json.',
  })
  publicKeys(@Root() row: WebhookSubscription, @Ctx() { platform }: Context): string[] {
    return publicKeys(platform.secret, { ...row, id: row.key }, Date.now()).map(({ whpk }) => whpk);
  }

  @FieldResolver(() => WebhookDeliveryConnection, { description: 'Its messages and how they went, latest first.' })
  async deliveries(
    @Root() row: WebhookSubscription,
    @Ctx() context: Context,
    @Args(() => DeliveryListArgs) args: DeliveryListArgs,
  ): Promise<Connection<WebhookDelivery>> {
    const { db } = context.platform;
    const viewer = requireRole(context, ...OWNERS);
    const { forward, size, order, ...place } = readListRequest('WebhookDelivery', args);
    const [after, before] = [place.after?.[0] ?? null, place.before?.[0] ?? null];
    const which = { subscriptionKey: row.key, statuses: args.status ?? null };
    const rows = await loadDeliveries(db, viewer, { ...which, after, before, forward, size });
    const page = rows.slice(0, size);
    if (!forward) page.reverse();
    const edges = page.map((node) => ({ node, cursor: writeCursor(order, [node.seq]) }));
    const beyond = rows.length > size;
    return {
      edges,
      pageInfo: {
        hasNextPage: forward ? beyond : before !== null,
        hasPreviousPage: forward ? after !== null : beyond,
        startCursor: edges[0]?.cursor ?? null,
        endCursor: edges.at(-1)?.cursor ?? null,
      },
      totalCount: () => countDeliveries(db, viewer, which),
    };
  }
}

@Resolver(() => WebhookDelivery)
export class WebhookDeliveryResolver {
  @FieldResolver(() => CaseEvent, {
    nullable: true,
    description: 'What it tells of; null for a test, and where the reader may not see it any more.',
  })
  event(@Root() row: WebhookDelivery, @Ctx() { loaders }: Context): Promise<CaseEvent | null> | null {
    return row.eventKey === null ? null : loaders.byId<CaseEvent>('CaseEvent').load(row.eventKey);
  }

  @FieldResolver(() => [WebhookAttempt], { description: 'Every attempt made, oldest first.' })
  log(@Root() row: WebhookDelivery, @Ctx() context: Context): Promise<WebhookAttempt[]> {
    return attemptsOf(context).load(row.key);
  }
}

const attemptLoaders = new WeakMap<Context['loaders'], DataLoader<string, WebhookAttempt[]>>();

/** Attempts by delivery, one statement for all deliveries of a request. */
function attemptsOf({ loaders, platform }: Context): DataLoader<string, WebhookAttempt[]> {
  let loader = attemptLoaders.get(loaders);
  if (!loader) {
    loader = new DataLoader(async (keys) => {
      const byDelivery = await loadAttempts(platform.db, keys);
      return keys.map((key) => byDelivery.get(key)!);
    });
    attemptLoaders.set(loaders, loader);
  }
  return loader;
}

const checker =
  (context: Context, { schema }: GraphQLResolveInfo): CheckSelection =>
  (selection) =>
    checkSelection(schema, selection, context);

const told = (context: Context, result: Result<unknown, readonly Refusal[]>) =>
  result.ok ? [] : result.refusal.map((refusal) => userError(context, refusal));

async function subscriptionAnswer(
  context: Context,
  command: Promise<Result<WithSecret, readonly Refusal[]>>,
): Promise<WebhookSubscriptionPayload> {
  const result = await command;
  const { platform, viewer } = context;
  const subscription = result.ok ? await findSubscription(platform.db, viewer!, result.value.id) : null;
  const secret = result.ok ? result.value.secret : null;
  const userErrors = told(context, result);
  return Object.assign(new WebhookSubscriptionPayload(), { subscription, secret, userErrors });
}

async function deliveryAnswer(
  context: Context,
  command: Promise<Result<string, readonly Refusal[]>>,
): Promise<WebhookDeliveryPayload> {
  const result = await command;
  const { platform, viewer } = context;
  const found = result.ok ? await findDelivery(platform.db, viewer!, result.value) : null;
  const userErrors = told(context, result);
  return Object.assign(new WebhookDeliveryPayload(), { delivery: found?.delivery ?? null, userErrors });
}
