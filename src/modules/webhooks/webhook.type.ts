import { Field, ID, Int, ObjectType } from 'type-graphql';
import { cloudEventType } from '../../domain/case-events.js';
import { graphqlEnum } from '../../graphql/enums.js';
import { globalId } from '../../graphql/ids.js';
import { connectionType } from '../../graphql/pagination.js';
import { DateTimeScalar, LanguageTagScalar } from '../../graphql/scalars.js';
import { UserError } from '../../graphql/types.js';

const WebhookOwner = graphqlEnum('WebhookOwner', 'Whose rights a webhook subscription has.', {
  AGENCY: 'The agency itself: every case.',
  CREDITOR: 'A creditor: its own cases.',
  PARTNER: 'A partner agency: the cases that are with it.',
});
type WebhookOwner = keyof typeof WebhookOwner;

export const WebhookDeliveryStatus = graphqlEnum('WebhookDeliveryStatus', 'Where the delivery of a message stands.', {
  PENDING: 'Not yet delivered; nextAttemptAt says when it is tried.',
  DELIVERED: 'The endpoint answered with 2xx.',
  FAILED: 'Every attempt failed. It can be replayed.',
  CANCELLED: 'The subscription was disabled before it was delivered. It can be replayed.',
});
export type WebhookDeliveryStatus = keyof typeof WebhookDeliveryStatus;

const WebhookDisabledReason = graphqlEnum('WebhookDisabledReason', 'Why nothing is sent to an endpoint.', {
  BY_HAND: 'Somebody switched it off.',
  GONE: 'The endpoint answered with 410 Gone.',
  SILENT: 'A message was tried for as long as any is, and none has arrived since it was first tried.',
});
type WebhookDisabledReason = keyof typeof WebhookDisabledReason;

@ObjectType('WebhookAttempt', { simpleResolvers: true, description: 'One attempt to deliver a message.' })
export class WebhookAttempt {
  @Field(() => Int, { description: 'First, second …' })
  number!: number;

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  at!: Date;

  @Field(() => Int, { nullable: true, description: 'HTTP status of the answer; null where there was none.' })
  responseCode!: number | null;

  @Field(() => String, { nullable: true, description: 'What went wrong; null where it went well.' })
  error!: string | null;

  @Field(() => Int, { description: 'Milliseconds until the answer, or until it was given up.' })
  durationMs!: number;
}

@ObjectType('WebhookDelivery', {
  simpleResolvers: true,
  description: 'A message on its way to an endpoint, and how that went.',
})
export class WebhookDelivery {
  /** Key of the row. */
  key!: string;
  subscriptionKey!: string;
  eventKey!: string | null;
  seq!: string;
  /** What kind of event, as the table of events names it. */
  name!: string;

  @Field(() => ID, { description: 'Its id.' })
  get id(): string {
    return globalId('WebhookDelivery', this.key);
  }

  @Field(() => String, { description: 'The header webhook-id: the same however often it is tried or replayed.' })
  get messageId(): string {
    return messageIdOf(this.key);
  }

  @Field(() => String, { description: 'CloudEvents type of the message.' })
  get type(): string {
    return cloudEventType(this.name);
  }

  @Field(() => WebhookDeliveryStatus, { description: 'Where it stands.' })
  status!: WebhookDeliveryStatus;

  @Field(() => Int, { description: 'Attempts made so far.' })
  attempts!: number;

  @Field(() => Int, { nullable: true, description: 'HTTP status of the last answer; null where there was none.' })
  responseCode!: number | null;

  @Field(() => String, { nullable: true, description: 'What went wrong last; null where nothing did.' })
  error!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Earliest next attempt, while it is PENDING.' })
  nextAttemptAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was delivered.' })
  deliveredAt!: Date | null;

  @Field(() => DateTimeScalar, { description: 'When it came to be.' })
  createdAt!: Date;
}

/** The header webhook-id of a delivery. */
export const messageIdOf = (deliveryKey: string): string => `msg_${deliveryKey.replaceAll('-', '')}`;

export const WebhookDeliveryConnection = connectionType('WebhookDelivery', () => WebhookDelivery);

@ObjectType('WebhookSubscription', {
  simpleResolvers: true,
  description: 'An endpoint that is told what happens, by Standard Webhooks 1.0 with a CloudEvent 1.0 as its body.',
})
export class WebhookSubscription {
  /** Key of the row. */
  key!: string;
  creditorKey!: string | null;
  partnerKey!: string | null;
  keyVersion!: number;

  @Field(() => ID, { description: 'Its id.' })
  get id(): string {
    return globalId('WebhookSubscription', this.key);
  }

  @Field(() => WebhookOwner, { description: 'Whose rights it has.' })
  get owner(): WebhookOwner {
    if (this.partnerKey !== null) return 'PARTNER';
    return this.creditorKey !== null ? 'CREDITOR' : 'AGENCY';
  }

  @Field(() => String, { description: 'Where messages go.' })
  url!: string;

  @Field(() => [String], {
    nullable: true,
    description: 'Kinds of event it is told of, as CaseEvent.type names them; null for all.',
  })
  types!: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'GraphQL selection on CaseEvent that shapes the data of a message; null for the usual data.',
  })
  selection!: string | null;

  @Field(() => LanguageTagScalar, { description: 'Language of texts in messages: nb, sv, fi or en.' })
  language!: string;

  @Field(() => Boolean, { description: 'Whether anything is sent.' })
  enabled!: boolean;

  @Field(() => WebhookDisabledReason, { nullable: true, description: 'Why nothing is sent.' })
  disabledReason!: WebhookDisabledReason | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Until when the endpoint is left alone, because it asked for that or failed too often.',
  })
  pausedUntil!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Until when messages are also signed with the keys before the last rotation.',
  })
  previousUntil!: Date | null;

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdAt!: Date;
}

@ObjectType({ simpleResolvers: true })
abstract class WebhookAnswer {
  @Field(() => [UserError], { description: 'Every reason the request was refused; empty where it was done.' })
  userErrors!: UserError[];
}

@ObjectType('WebhookSubscriptionPayload', {
  simpleResolvers: true,
  description: 'Answer of a mutation of a webhook subscription.',
})
export class WebhookSubscriptionPayload extends WebhookAnswer {
  @Field(() => WebhookSubscription, {
    nullable: true,
    description: 'The subscription as it stands now; null where the request was refused.',
  })
  subscription!: WebhookSubscription | null;

  @Field(() => String, {
    nullable: true,
    description: 'The new signing secret (whsec_…), after it was made or changed and never again.',
  })
  secret!: string | null;
}

@ObjectType('DeleteWebhookSubscriptionPayload', {
  simpleResolvers: true,
  description: 'Answer of deleteWebhookSubscription.',
})
export class DeleteWebhookSubscriptionPayload extends WebhookAnswer {
  @Field(() => ID, { nullable: true, description: 'Id of what is gone; null where the request was refused.' })
  deletedId!: string | null;
}

@ObjectType('WebhookDeliveryPayload', {
  simpleResolvers: true,
  description: 'Answer of a mutation that sends a message.',
})
export class WebhookDeliveryPayload extends WebhookAnswer {
  @Field(() => WebhookDelivery, {
    nullable: true,
    description: 'The delivery, which is made in a moment; null where the request was refused.',
  })
  delivery!: WebhookDelivery | null;
}
