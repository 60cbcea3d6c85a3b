import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { Refusal } from '../../domain/refusal.js';
import type { Result } from '../../domain/result.js';
import { type Context, requireRole, userError } from '../../graphql/context.js';
import type { Platform, Viewer } from '../../platform.js';
import type { Case } from '../cases/case.entity.js';
import { InquiryPayload, PaymentPayload, ReferralPayload } from '../cases/case.payloads.js';
import type { Payment } from '../payments/payment.entity.js';
import {
  acceptReferral, answerInquiry, askInquiry, declineReferral, reportReferral, reportReferralPayment,
} from './referral.commands.js'; // prettier-ignore
import { Inquiry, Referral } from './referral.entity.js';
import {
  AnswerInquiryInput,
  AskInquiryInput,
  ReportReferralInput,
  ReportReferralPaymentInput,
} from './referral.inputs.js';

const THE_REFERRAL = { description: 'The referral.' };

@Resolver()
export class ReferralResolver {
  @Mutation(() => ReferralPayload, { description: 'A partner takes a case that was handed to it.' })
  acceptReferral(
    @Arg('referralId', () => ID, THE_REFERRAL) referralId: string,
    @Arg('externalReference', () => String, { description: "The partner's own reference." }) externalReference: string,
    @Ctx() context: Context,
  ): Promise<ReferralPayload> {
    return answerWithReferral(context, referralId, (platform, viewer) =>
      acceptReferral(platform, viewer, referralId, externalReference),
    );
  }

  @Mutation(() => ReferralPayload, { description: 'A partner gives a case back; it is routed anew.' })
  declineReferral(
    @Arg('referralId', () => ID, THE_REFERRAL) referralId: string,
    @Arg('reason', () => String, { description: 'Why.' }) reason: string,
    @Ctx() context: Context,
  ): Promise<ReferralPayload> {
    return answerWithReferral(context, referralId, (platform, viewer) =>
      declineReferral(platform, viewer, referralId, reason),
    );
  }

  @Mutation(() => ReferralPayload, { description: 'A partner tells where its work stands; CLOSED ends the case.' })
  reportReferral(
    @Arg('input', () => ReportReferralInput, { description: 'The report.' }) input: ReportReferralInput,
    @Ctx() context: Context,
  ): Promise<ReferralPayload> {
    return answerWithReferral(context, input.referralId, (platform, viewer) => reportReferral(platform, viewer, input));
  }

  @Mutation(() => PaymentPayload, { description: 'A partner has collected money.' })
  async reportReferralPayment(
    @Arg('input', () => ReportReferralPaymentInput, { description: 'The payment.' }) input: ReportReferralPaymentInput,
    @Ctx() context: Context,
  ): Promise<PaymentPayload> {
    const viewer = requireRole(context, 'PARTNER');
    const { platform } = context;
    const result = await reportReferralPayment(platform, viewer, input);
    if (!result.ok)
      return Object.assign(new PaymentPayload(), {
        payment: null,
        case: null,
        userErrors: told(context, result.refusal),
      });
    const { paymentId, caseId } = result.value;
    const [payment, row] = await Promise.all([
      context.loaders.byId<Payment>('Payment').load(paymentId),
      caseId && context.loaders.byId<Case>('Case').load(caseId),
    ]);
    return Object.assign(new PaymentPayload(), { payment, case: row, userErrors: [] });
  }

  @Mutation(() => InquiryPayload, {
    description: 'A partner asks a question that the creditor or the agency must answer.',
  })
  askInquiry(
    @Arg('input', () => AskInquiryInput, { description: 'The question.' }) input: AskInquiryInput,
    @Ctx() context: Context,
  ): Promise<InquiryPayload> {
    const viewer = requireRole(context, 'PARTNER');
    return answerWithInquiry(context, askInquiry(context.platform, viewer, input));
  }

  @Mutation(() => InquiryPayload, { description: "Answers a partner's question; the partner is told." })
  answerInquiry(
    @Arg('input', () => AnswerInquiryInput, { description: 'The answer.' }) input: AnswerInquiryInput,
    @Ctx() context: Context,
  ): Promise<InquiryPayload> {
    const viewer = requireRole(context, 'AGENT', 'CREDITOR');
    return answerWithInquiry(context, answerInquiry(context.platform, viewer, input));
  }
}

type Answer = Result<string, readonly Refusal[]>;

const told = (context: Context, refusals: readonly Refusal[]) => refusals.map((refusal) => userError(context, refusal));

async function answerWithReferral(
  context: Context,
  referralId: string,
  command: (platform: Platform, viewer: Viewer) => Promise<Answer>,
): Promise<ReferralPayload> {
  const { platform, loaders } = context;
  const viewer = requireRole(context, 'PARTNER');
  const before = await loadHeldCase(context, referralId);
  const result = await command(platform, viewer);
  if (!result.ok)
    return Object.assign(new ReferralPayload(), { referral: null, userErrors: told(context, result.refusal) });
  const referral = await platform.db.manager.findOneByOrFail(Referral, { id: result.value });
  const after = await loaders.byId<Case>('Case').clear(referral.caseId).load(referral.caseId);
  // A partner that has just declined no longer sees the case; its answer still shows what it declined, as it was.
  if (after === null && before !== null) loaders.showOnce('Case', before);
  return Object.assign(new ReferralPayload(), { referral, userErrors: [] });
}

/** The case a partner holds, with what an answer may show of it, read while the partner still has it. */
async function loadHeldCase({ loaders }: Context, referralId: string): Promise<Case | null> {
  const referral = await loaders.node<Referral>('Referral', referralId);
  const row = referral && (await loaders.byId<Case>('Case').load(referral.caseId));
  if (!row) return null;
  await Promise.all([
    loaders.byId('Creditor').load(row.creditorId),
    loaders.byId('Debtor').load(row.debtorId),
    loaders.byId('RoutingDecision').load(row.routingId),
  ]);
  return row;
}

async function answerWithInquiry(context: Context, command: Promise<Answer>): Promise<InquiryPayload> {
  const result = await command;
  if (!result.ok)
    return Object.assign(new InquiryPayload(), { inquiry: null, userErrors: told(context, result.refusal) });
  const inquiry = await context.platform.db.manager.findOneByOrFail(Inquiry, { id: result.value });
  return Object.assign(new InquiryPayload(), { inquiry, userErrors: [] });
}
