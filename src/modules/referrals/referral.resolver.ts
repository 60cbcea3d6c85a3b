import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { type Context, requireRole } from '../../graphql/context.js';
import { DeclineCode } from '../../graphql/partner.enums.js';
import type { Viewer } from '../../platform.js';
import { InquiryPayload, PaymentPayload, ReferralPayload } from '../cases/case.payloads.js';
import {
  acceptReferral, answerInquiry, askInquiry, declineReferral, reportReferral, reportReferralPayment,
} from './referral.commands.js'; // prettier-ignore
import {
  AcceptReferralInput, AnswerInquiryInput, AskInquiryInput, DeclineReferralInput, ReportReferralInput, ReportReferralPaymentInput,
} from './referral.inputs.js'; // prettier-ignore
import { InquiriesPayload, PaymentsPayload, ReferralsPayload } from './referral.payloads.js';
import { answerInquiries, answerPayments, answerReferrals, answerRows } from './referral.rows.js';

const THE_REFERRAL = { description: 'The referral.' };
const THE_ROWS = { description: 'The rows, 1 to 500. Each is done or refused alone, and has a key of its own.' };

/** What a partner says of the cases it has; and, row by row, of many at once. */
@Resolver()
export class ReferralResolver {
  @Mutation(() => ReferralPayload, { description: 'A partner takes a case that was handed to it.' })
  async acceptReferral(
    @Arg('referralId', () => ID, THE_REFERRAL) referralId: string,
    @Arg('externalReference', () => String, { description: "The partner's own reference." }) externalReference: string,
    @Ctx() context: Context,
  ): Promise<ReferralPayload> {
    const viewer = requireRole(context, 'PARTNER');
    const [payload] = await answerReferrals(context, [{ referralId, externalReference }], accept(context, viewer));
    return payload!;
  }

  @Mutation(() => ReferralsPayload, { description: 'A partner takes many cases, row by row.' })
  async acceptReferrals(
    @Arg('input', () => [AcceptReferralInput], THE_ROWS) input: AcceptReferralInput[],
    @Ctx() context: Context,
  ): Promise<ReferralsPayload> {
    const viewer = requireRole(context, 'PARTNER');
    const answer = (rows: readonly AcceptReferralInput[]) => answerReferrals(context, rows, accept(context, viewer));
    return Object.assign(new ReferralsPayload(), await answerRows(context, input, answer));
  }

  @Mutation(() => ReferralPayload, { description: 'A partner gives a case back; it is routed anew.' })
  async declineReferral(
    @Arg('referralId', () => ID, THE_REFERRAL) referralId: string,
    @Arg('reason', () => String, { description: 'Why.' }) reason: string,
    @Arg('code', () => DeclineCode, { nullable: true, description: 'Why, in a word that can be counted.' })
    code: DeclineCode | null | undefined,
    @Ctx() context: Context,
  ): Promise<ReferralPayload> {
    const viewer = requireRole(context, 'PARTNER');
    const row = { referralId, reason, code: code ?? null };
    const [payload] = await answerReferrals(context, [row], decline(context, viewer));
    return payload!;
  }

  @Mutation(() => ReferralsPayload, { description: 'A partner gives many cases back, row by row.' })
  async declineReferrals(
    @Arg('input', () => [DeclineReferralInput], THE_ROWS) input: DeclineReferralInput[],
    @Ctx() context: Context,
  ): Promise<ReferralsPayload> {
    const viewer = requireRole(context, 'PARTNER');
    const answer = (rows: readonly DeclineReferralInput[]) => answerReferrals(context, rows, decline(context, viewer));
    return Object.assign(new ReferralsPayload(), await answerRows(context, input, answer));
  }

  @Mutation(() => ReferralPayload, { description: 'A partner tells where its work stands; CLOSED ends the case.' })
  async reportReferral(
    @Arg('input', () => ReportReferralInput, { description: 'The report.' }) input: ReportReferralInput,
    @Ctx() context: Context,
  ): Promise<ReferralPayload> {
    const viewer = requireRole(context, 'PARTNER');
    const [payload] = await answerReferrals(context, [input], report(context, viewer));
    return payload!;
  }

  @Mutation(() => ReferralsPayload, { description: 'A partner tells where its work stands in many cases, row by row.' })
  async reportReferrals(
    @Arg('input', () => [ReportReferralInput], THE_ROWS) input: ReportReferralInput[],
    @Ctx() context: Context,
  ): Promise<ReferralsPayload> {
    const viewer = requireRole(context, 'PARTNER');
    const answer = (rows: readonly ReportReferralInput[]) => answerReferrals(context, rows, report(context, viewer));
    return Object.assign(new ReferralsPayload(), await answerRows(context, input, answer));
  }

  @Mutation(() => PaymentPayload, { description: 'A partner has collected money.' })
  async reportReferralPayment(
    @Arg('input', () => ReportReferralPaymentInput, { description: 'The payment.' }) input: ReportReferralPaymentInput,
    @Ctx() context: Context,
  ): Promise<PaymentPayload> {
    const viewer = requireRole(context, 'PARTNER');
    const [payload] = await answerPayments(context, [input], payment(context, viewer));
    return payload!;
  }

  @Mutation(() => PaymentsPayload, { description: 'A partner has collected money in many cases, row by row.' })
  async reportReferralPayments(
    @Arg('input', () => [ReportReferralPaymentInput], THE_ROWS) input: ReportReferralPaymentInput[],
    @Ctx() context: Context,
  ): Promise<PaymentsPayload> {
    const viewer = requireRole(context, 'PARTNER');
    const answer = (rows: readonly ReportReferralPaymentInput[]) =>
      answerPayments(context, rows, payment(context, viewer));
    return Object.assign(new PaymentsPayload(), await answerRows(context, input, answer));
  }

  @Mutation(() => InquiryPayload, {
    description: 'A partner asks a question that the creditor or the agency must answer.',
  })
  async askInquiry(
    @Arg('input', () => AskInquiryInput, { description: 'The question.' }) input: AskInquiryInput,
    @Ctx() context: Context,
  ): Promise<InquiryPayload> {
    const viewer = requireRole(context, 'PARTNER');
    const [payload] = await answerInquiries(context, [input], question(context, viewer));
    return payload!;
  }

  @Mutation(() => InquiriesPayload, { description: 'A partner asks questions in many cases, row by row.' })
  async askInquiries(
    @Arg('input', () => [AskInquiryInput], THE_ROWS) input: AskInquiryInput[],
    @Ctx() context: Context,
  ): Promise<InquiriesPayload> {
    const viewer = requireRole(context, 'PARTNER');
    const answer = (rows: readonly AskInquiryInput[]) => answerInquiries(context, rows, question(context, viewer));
    return Object.assign(new InquiriesPayload(), await answerRows(context, input, answer));
  }

  @Mutation(() => InquiryPayload, { description: "Answers a partner's question; the partner is told." })
  async answerInquiry(
    @Arg('input', () => AnswerInquiryInput, { description: 'The answer.' }) input: AnswerInquiryInput,
    @Ctx() context: Context,
  ): Promise<InquiryPayload> {
    const viewer = requireRole(context, 'AGENT', 'CREDITOR');
    const [payload] = await answerInquiries(context, [input], (row) => answerInquiry(context.platform, viewer, row));
    return payload!;
  }
}

const accept =
  ({ platform }: Context, viewer: Viewer) =>
  (row: AcceptReferralInput) =>
    acceptReferral(platform, viewer, row.referralId, row.externalReference, row.idempotencyKey);

const decline =
  ({ platform }: Context, viewer: Viewer) =>
  (row: DeclineReferralInput) =>
    declineReferral(platform, viewer, row.referralId, row.reason, row);

const report =
  ({ platform }: Context, viewer: Viewer) =>
  (row: ReportReferralInput) =>
    reportReferral(platform, viewer, row);

const payment =
  ({ platform }: Context, viewer: Viewer) =>
  (row: ReportReferralPaymentInput) =>
    reportReferralPayment(platform, viewer, row);

const question =
  ({ platform }: Context, viewer: Viewer) =>
  (row: AskInquiryInput) =>
    askInquiry(platform, viewer, row);
