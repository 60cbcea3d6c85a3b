import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { type Context, requireRole } from '../../graphql/context.js';
import { readingRole } from '../../graphql/scope.js';
import { DeclineCode } from '../../graphql/partner.enums.js';
import { InquiryPayload, PaymentPayload, ReferralPayload } from '../cases/case.payloads.js';
import { answerInboundInquiry } from './inbound.commands.js';
import {
  acceptReferral, answerInquiry, askInquiry, declineReferral, reportPaymentOfMany, reportReferral,
  reportReferralPayment,
} from './referral.commands.js'; // prettier-ignore
import {
  AcceptReferralInput, AnswerInquiryInput, AskInquiryInput, DeclineReferralInput, ReportReferralInput, ReportReferralPaymentInput,
} from './referral.inputs.js'; // prettier-ignore
import { InquiriesPayload, PaymentsPayload, ReferralsPayload } from './referral.payloads.js';
import {
  answerInquiries, answerPayments, answerReferrals, answerRow, answerRows, THE_ROWS, type Command,
} from './referral.rows.js'; // prettier-ignore

const THE_REFERRAL = { description: 'The referral.' };

/** What a partner says of the cases it has; and, row by row, of many at once. */
@Resolver()
export class ReferralResolver {
  @Mutation(() => ReferralPayload, { description: 'A partner takes a case that was handed to it.' })
  acceptReferral(
    @Arg('referralId', () => ID, THE_REFERRAL) referralId: string,
    @Arg('externalReference', () => String, { description: "The partner's own reference." }) externalReference: string,
    @Ctx() context: Context,
  ): Promise<ReferralPayload> {
    return answerRow(context, { referralId, externalReference }, accept, answerReferrals);
  }

  @Mutation(() => ReferralsPayload, { description: 'A partner takes many cases, row by row.' })
  async acceptReferrals(
    @Arg('input', () => [AcceptReferralInput], THE_ROWS) input: AcceptReferralInput[],
    @Ctx() context: Context,
  ): Promise<ReferralsPayload> {
    return Object.assign(new ReferralsPayload(), await answerRows(context, input, accept, answerReferrals));
  }

  @Mutation(() => ReferralPayload, { description: 'A partner gives a case back; it is routed anew.' })
  declineReferral(
    @Arg('referralId', () => ID, THE_REFERRAL) referralId: string,
    @Arg('reason', () => String, { description: 'Why.' }) reason: string,
    @Arg('code', () => DeclineCode, { nullable: true, description: 'Why, in a word that can be counted.' })
    code: DeclineCode | null | undefined,
    @Ctx() context: Context,
  ): Promise<ReferralPayload> {
    return answerRow(context, { referralId, reason, code: code ?? null }, decline, answerReferrals);
  }

  @Mutation(() => ReferralsPayload, { description: 'A partner gives many cases back, row by row.' })
  async declineReferrals(
    @Arg('input', () => [DeclineReferralInput], THE_ROWS) input: DeclineReferralInput[],
    @Ctx() context: Context,
  ): Promise<ReferralsPayload> {
    return Object.assign(new ReferralsPayload(), await answerRows(context, input, decline, answerReferrals));
  }

  @Mutation(() => ReferralPayload, { description: 'A partner tells where its work stands; CLOSED ends the case.' })
  reportReferral(
    @Arg('input', () => ReportReferralInput, { description: 'The report.' }) input: ReportReferralInput,
    @Ctx() context: Context,
  ): Promise<ReferralPayload> {
    return answerRow(context, input, reportReferral, answerReferrals);
  }

  @Mutation(() => ReferralsPayload, { description: 'A partner tells where its work stands in many cases, row by row.' })
  async reportReferrals(
    @Arg('input', () => [ReportReferralInput], THE_ROWS) input: ReportReferralInput[],
    @Ctx() context: Context,
  ): Promise<ReferralsPayload> {
    return Object.assign(new ReferralsPayload(), await answerRows(context, input, reportReferral, answerReferrals));
  }

  @Mutation(() => PaymentPayload, { description: 'A partner has collected money.' })
  reportReferralPayment(
    @Arg('input', () => ReportReferralPaymentInput, { description: 'The payment.' }) input: ReportReferralPaymentInput,
    @Ctx() context: Context,
  ): Promise<PaymentPayload> {
    return answerRow(context, input, reportReferralPayment, answerPayments);
  }

  @Mutation(() => PaymentsPayload, { description: 'A partner has collected money in many cases, row by row.' })
  async reportReferralPayments(
    @Arg('input', () => [ReportReferralPaymentInput], THE_ROWS) input: ReportReferralPaymentInput[],
    @Ctx() context: Context,
  ): Promise<PaymentsPayload> {
    return Object.assign(new PaymentsPayload(), await answerRows(context, input, reportPaymentOfMany, answerPayments));
  }

  @Mutation(() => InquiryPayload, {
    description: 'A partner asks a question that the creditor or the agency must answer.',
  })
  askInquiry(
    @Arg('input', () => AskInquiryInput, { description: 'The question.' }) input: AskInquiryInput,
    @Ctx() context: Context,
  ): Promise<InquiryPayload> {
    return answerRow(context, input, askInquiry, answerInquiries);
  }

  @Mutation(() => InquiriesPayload, { description: 'A partner asks questions in many cases, row by row.' })
  async askInquiries(
    @Arg('input', () => [AskInquiryInput], THE_ROWS) input: AskInquiryInput[],
    @Ctx() context: Context,
  ): Promise<InquiriesPayload> {
    return Object.assign(new InquiriesPayload(), await answerRows(context, input, askInquiry, answerInquiries));
  }

  @Mutation(() => InquiryPayload, {
    description:
      "Answers a question: a partner's, which is told; or, for a partner, ours about a case that it handed to us.",
  })
  async answerInquiry(
    @Arg('input', () => AnswerInquiryInput, { description: 'The answer.' }) input: AnswerInquiryInput,
    @Ctx() context: Context,
  ): Promise<InquiryPayload> {
    const viewer = requireRole(context, 'AGENT', 'CREDITOR', 'PARTNER');
    const command = readingRole(viewer) === 'PARTNER' ? answerInboundInquiry : answerInquiry;
    const [payload] = await answerInquiries(context, [input], (row) => command(context.platform, viewer, row));
    return payload!;
  }
}

const accept: Command<AcceptReferralInput> = (platform, viewer, row) =>
  acceptReferral(platform, viewer, row.referralId, row.externalReference, row.idempotencyKey);

const decline: Command<DeclineReferralInput> = (platform, viewer, row) =>
  declineReferral(platform, viewer, row.referralId, row.reason, row);
