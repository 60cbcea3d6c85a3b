import 'reflect-metadata';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchema, type PubSub } from 'type-graphql';
import type { Context } from './graphql/context.js';
import { Loaders } from './graphql/loaders.js';
import { NodeResolver } from './graphql/node.resolver.js';
import { ClockResolver } from './jobs/clock.resolver.js';
import { BankEntryResolver, BankFileResolver, BankMutations } from './modules/bank/bank.resolver.js';
import { CaseEventResolver, CaseResolver } from './modules/cases/case.resolver.js';
import { CaseSubscriptions } from './modules/cases/case.subscriptions.js';
import { LifeResolver } from './modules/cases/life.resolver.js';
import { InboundResolver } from './modules/intake/inbound.resolver.js';
import { InvoiceSourceResolver } from './modules/intake/source.resolver.js';
import { RegisterResolver } from './modules/intake/register.resolver.js';
import { CreditorMutations } from './modules/creditors/creditor-mutations.resolver.js';
import { CreditorResolver } from './modules/creditors/creditor.resolver.js';
import { AddressResolver } from './modules/debtors/address.resolver.js';
import { ConditionResolver } from './modules/debtors/condition.resolver.js';
import { DebtorResolver } from './modules/debtors/debtor.resolver.js';
import { JurisdictionResolver } from './modules/jurisdictions/jurisdiction.resolver.js';
import { LawResolver } from './modules/jurisdictions/law.resolver.js';
import { MergeResolver } from './modules/merges/merge.resolver.js';
import { NoticePdfResolver, PreviewPdfResolver } from './modules/notices/notice-pdf.resolver.js';
import { DeliveryResolver } from './modules/notices/delivery.resolver.js';
import { NoticeQueries } from './modules/notices/notice.queries.js';
import { NoticeStepResolver } from './modules/notices/notice.resolver.js';
import { DisputeResolver } from './modules/disputes/dispute.resolver.js';
import { StepResolver } from './modules/notices/step.resolver.js';
import { OfferResolver } from './modules/offers/offer.resolver.js';
import { PlanResolver } from './modules/plans/plan.resolver.js';
import { CreditNoteResolver } from './modules/payments/credit-note.resolver.js';
import { PaymentQueries } from './modules/payments/payment.queries.js';
import { RecordPaymentResolver } from './modules/payments/payment.resolver.js';
import { CaseBooksResolver, LedgerResolver } from './modules/ledger/ledger.resolver.js';
import { ExchangeResolver } from './modules/referrals/exchange.resolver.js';
import { AgencyMoneyResolver } from './modules/referrals/money.resolver.js';
import { InboundExchangeResolver } from './modules/referrals/inbound.resolver.js';
import { MessageResolver } from './modules/referrals/message.resolver.js';
import { ReferralQueries, RemittanceResolver } from './modules/referrals/referral.queries.js';
import { ReferralResolver } from './modules/referrals/referral.resolver.js';
import { RouteCandidateResolver } from './modules/routing/route-candidate.type.js';
import { RoutingDecisionResolver } from './modules/routing/routing-decision.resolver.js';
import { RoutingMutations } from './modules/routing/routing-mutations.resolver.js';
import { RoutingQueries } from './modules/routing/routing-queries.resolver.js';
import { SaleResolver } from './modules/sales/sale.resolver.js';
import {
  CreditorTermsResolver,
  SettlementLineResolver,
  SettlementMutations,
  SettlementResolver,
} from './modules/settlement/settlement.resolver.js';
import { StatisticsResolver } from './modules/statistics/statistics.resolver.js';
import { PartnerResolver } from './modules/partners/partner.resolver.js';
import { ScorecardResolver } from './modules/partners/scorecard.resolver.js';
import { asyncApi } from './modules/webhooks/asyncapi.js';
import { EventFeedResolver } from './modules/webhooks/event-feed.resolver.js';
import {
  WebhookDeliveryResolver,
  WebhookMutations,
  WebhookSubscriptionResolver,
} from './modules/webhooks/webhook.resolver.js';
import { ScoreResolver, StrategyPreviewResolver, StrategyResolver } from './modules/strategies/strategy.resolver.js';
import { TaskResolver } from './modules/tasks/task.resolver.js';

const ownSource = (): never => {
  throw new Error('every subscription brings its own source');
};
/** type-graphql asks for a broker as soon as there is a subscription; ours read the database's own notifications. */
const OWN_SOURCES: PubSub = { publish: ownSource, subscribe: ownSource };

/** The mutations of one request run one after another; each reads rows as the ones before it left them. */
function readAfreshInMutations(made: GraphQLSchema): GraphQLSchema {
  for (const field of Object.values(made.getMutationType()!.getFields())) {
    const { resolve } = field;
    field.resolve = (source, args, context: Context, info) => {
      context.loaders = new Loaders(context.platform.db, context.viewer);
      return resolve!(source, args, context, info);
    };
  }
  return made;
}

let built: Promise<GraphQLSchema> | undefined;

/** The schema, built once per process; needs no database. */
export function schema(): Promise<GraphQLSchema> {
  built ??= buildSchema({
    resolvers: [
      NodeResolver, CaseResolver, CaseEventResolver, CaseSubscriptions, LifeResolver, OfferResolver, SaleResolver, MergeResolver, DisputeResolver, PlanResolver, RegisterResolver, InvoiceSourceResolver, InboundResolver, CreditorMutations,
      CreditorResolver, DebtorResolver, ConditionResolver, StepResolver, LawResolver, JurisdictionResolver, NoticePdfResolver, PreviewPdfResolver,
      AddressResolver, DeliveryResolver, NoticeQueries, NoticeStepResolver, PaymentQueries, RecordPaymentResolver, CreditNoteResolver, ReferralQueries, RemittanceResolver,
      RouteCandidateResolver, RoutingDecisionResolver, RoutingMutations, RoutingQueries, ReferralResolver, MessageResolver, ExchangeResolver,
      InboundExchangeResolver, AgencyMoneyResolver,
      LedgerResolver, CaseBooksResolver, SettlementResolver, SettlementLineResolver, SettlementMutations, CreditorTermsResolver,
      ClockResolver, StatisticsResolver, EventFeedResolver, WebhookDeliveryResolver, WebhookMutations, WebhookSubscriptionResolver, StrategyResolver, StrategyPreviewResolver, ScoreResolver, TaskResolver, ScorecardResolver, PartnerResolver,
      BankMutations, BankFileResolver, BankEntryResolver,
    ], // prettier-ignore
    validate: false,
    pubSub: OWN_SOURCES,
  }).then(readAfreshInMutations);
  return built;
}

/** The schema as it is committed in schema/schema.graphql. */
export async function printedSchema(): Promise<string> {
  const header =
    '# Generated: npm run schema writes this file, and a test compares it with the program. Do not edit.\n\n';
  return `${header}${printSchema(lexicographicSortSchema(await schema()))}\n`;
}

/** What our webhooks say, as it is committed in schema/asyncapi.json. */
export async function printedAsyncApi(): Promise<string> {
  return `${JSON.stringify(asyncApi(await schema()), null, 2)}\n`;
}
