import { Field, ID, InputType } from 'type-graphql';
import { LanguageTagScalar } from '../../graphql/scalars.js';

@InputType('CreateWebhookSubscriptionInput', { description: 'An endpoint that is to be told what happens.' })
export class CreateWebhookSubscriptionInput {
  @Field(() => String, {
    nullable: true,
    description: 'Makes a repetition harmless: the same key gives the same answer.',
  })
  idempotencyKey?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'For the agency: the creditor whose rights it gets. A creditor gets its own without it.',
  })
  creditorId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'For the agency: the partner whose rights it gets. A partner gets its own without it.',
  })
  partnerId?: string | null;

  @Field(() => String, { description: 'https address on the public internet, at most 2000 characters.' })
  url!: string;

  @Field(() => [String], {
    nullable: true,
    description: 'Kinds of event, as CaseEvent.type names them, and referralLeft; all where absent.',
  })
  types?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      'GraphQL selection on CaseEvent, e.g. "{ type case { reference balance { outstanding { amount } } } }".',
  })
  selection?: string | null;

  @Field(() => LanguageTagScalar, { nullable: true, description: 'Language of texts: nb, sv, fi or en (default).' })
  language?: string | null;
}

@InputType('UpdateWebhookSubscriptionInput', { description: 'What is to change; what is left out stays as it is.' })
export class UpdateWebhookSubscriptionInput {
  @Field(() => ID, { description: 'The subscription.' })
  subscriptionId!: string;

  @Field(() => String, { nullable: true, description: 'New address.' })
  url?: string | null;

  @Field(() => [String], { nullable: true, description: 'New kinds of event; null for all.' })
  types?: string[] | null;

  @Field(() => String, { nullable: true, description: 'New selection; null for the usual data.' })
  selection?: string | null;

  @Field(() => LanguageTagScalar, { nullable: true, description: 'New language.' })
  language?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'False switches it off, true on again.' })
  enabled?: boolean | null;
}
