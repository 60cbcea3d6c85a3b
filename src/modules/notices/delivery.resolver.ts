import {
  Arg, Ctx, Field, FieldResolver, ID, InputType, Mutation, ObjectType, Resolver, Root,
} from 'type-graphql'; // prettier-ignore
import type { IsoDate } from '../../domain/date.js';
import type { Channel as ChannelWord } from '../../domain/strategy.js';
import { jsonRows, type ComputedFields } from '../../graphql/computed.js';
import { requireRole, type Context } from '../../graphql/context.js';
import { graphqlEnum } from '../../graphql/enums.js';
import { readingRole } from '../../graphql/scope.js';
import { DateScalar } from '../../graphql/scalars.js';
import { Channel } from '../../graphql/strategy.enums.js';
import { answerWithCase } from '../cases/case.answer.js';
import { CasePayload } from '../cases/case.payloads.js';
import { Notice } from './notice.entity.js';
import type { DeliveryOutcome as DeliveryWord } from './delivery.record.js';
import { reportDelivery, type ReportedDelivery } from './undelivered.commands.js';

const DeliveryOutcome = graphqlEnum<DeliveryWord>(
  'DeliveryOutcome',
  'What became of an attempt to bring a letter to the debtor.',
  {
    SENT: 'It was sent.',
    DELIVERED: 'It arrived.',
    BOUNCED: 'A mail, or a text message, did not arrive.',
    RETURNED: 'A letter came back.',
  },
);

const ReportedOutcome = graphqlEnum<ReportedDelivery['outcome']>('ReportedOutcome', 'What was heard of a letter.', {
  DELIVERED: 'It arrived.',
  BOUNCED: 'The mail did not arrive.',
  RETURNED: 'The letter came back.',
});

@ObjectType('NoticeDelivery', {
  simpleResolvers: true,
  description: 'An attempt to bring a letter to the debtor, or what was heard of it.',
})
class NoticeDelivery {
  @Field(() => Channel, { description: 'Which way; SMS only says that a letter is on its way.' })
  channel!: ChannelWord;

  @Field(() => DeliveryOutcome, { description: 'What became of it.' })
  outcome!: DeliveryWord;

  @Field(() => DateScalar, { description: 'Business date.' })
  on!: IsoDate;

  @Field(() => String, { nullable: true, description: 'Why it did not arrive, where it did not.' })
  reason!: string | null;
}

@InputType('ReportDeliveryInput', { description: 'What was heard of a letter.' })
class ReportDeliveryInput {
  @Field(() => String, { nullable: true, description: 'Makes the request count once.' })
  idempotencyKey?: string | null;

  @Field(() => ID, { description: 'The letter.' })
  noticeId!: string;

  @Field(() => ReportedOutcome, { description: 'What became of it.' })
  outcome!: ReportedDelivery['outcome'];

  @Field(() => String, {
    nullable: true,
    description: 'What the mail server or the post says; required unless it arrived.',
  })
  reason?: string | null;
}

const deliveries = (condition: string): string =>
  `select d.notice_id as parent, d.channel, d.outcome, d.on_date as "on", d.reason from notice_delivery d
   where ${condition} order by d.id`;

const OF_MANY = deliveries('d.notice_id = any($1)');

const shown = (rows: readonly NoticeDelivery[], { viewer }: Context): readonly NoticeDelivery[] =>
  ['AGENT', 'CREDITOR'].includes(readingRole(viewer) ?? '') ? rows : [];

/** For compiled reads. */
export const DELIVERY_FIELDS: ComputedFields = {
  'Notice.deliveries': {
    needs: (alias) => jsonRows(deliveries(`d.notice_id = ${alias}.id`)),
    value: (known, _args, context) => shown(known as readonly NoticeDelivery[], context),
  },
};

@Resolver(() => Notice)
export class DeliveryResolver {
  @FieldResolver(() => [NoticeDelivery], {
    description: 'Attempts to bring it to the debtor and what was heard of them, oldest first; empty for a partner.',
  })
  async deliveries(@Root() row: Notice, @Ctx() context: Context): Promise<readonly NoticeDelivery[]> {
    const rows = context.loaders.rowsOf<NoticeDelivery & { readonly parent: string }>(OF_MANY);
    return shown(await rows.load(row.id), context);
  }

  @Mutation(() => CasePayload, {
    description:
      'Records what became of a letter. One that did not reach the debtor counts as never sent: a mail is sent again by post, and a letter that came back stops the cases until changeDebtorAddress.',
  })
  reportDelivery(
    @Arg('input', () => ReportDeliveryInput, { description: 'What was heard.' }) input: ReportDeliveryInput,
    @Ctx() context: Context,
  ): Promise<CasePayload> {
    requireRole(context, 'AGENT');
    return answerWithCase(context, (platform, viewer) => reportDelivery(platform, viewer, input));
  }
}
