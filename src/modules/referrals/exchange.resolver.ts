import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../graphql/context.js';
import { PaymentPayload, ReferralPayload } from '../cases/case.payloads.js';
import {
  reportReferralCost, reportReferralPhase, reportReferralRemittance, reportReferralReturned, reverseReferralPayment,
} from './exchange.commands.js'; // prettier-ignore
import {
  ReportReferralCostInput, ReportReferralPhaseInput, ReportReferralRemittanceInput, ReportReferralReturnedInput,
  ReverseReferralPaymentInput,
} from './referral.inputs.js'; // prettier-ignore
import { PaymentsPayload, ReferralsPayload } from './referral.payloads.js';
import { answerPayments, answerReferrals, answerRow, answerRows, THE_ROWS } from './referral.rows.js';

/** What a partner says of phases, costs and money that did not hold or was sent on; and, row by row, of many cases at once. */
@Resolver()
export class ExchangeResolver {
  @Mutation(() => ReferralPayload, { description: 'A partner tells which phase its work has come to.' })
  reportReferralPhase(
    @Arg('input', () => ReportReferralPhaseInput, { description: 'The phase.' }) input: ReportReferralPhaseInput,
    @Ctx() context: Context,
  ): Promise<ReferralPayload> {
    return answerRow(context, input, reportReferralPhase, answerReferrals);
  }

  @Mutation(() => ReferralsPayload, { description: 'A partner tells the phases of many cases, row by row.' })
  async reportReferralPhases(
    @Arg('input', () => [ReportReferralPhaseInput], THE_ROWS) input: ReportReferralPhaseInput[],
    @Ctx() context: Context,
  ): Promise<ReferralsPayload> {
    return Object.assign(
      new ReferralsPayload(),
      await answerRows(context, input, reportReferralPhase, answerReferrals),
    );
  }

  @Mutation(() => ReferralPayload, { description: 'A partner tells what it laid out for the creditor or charges it.' })
  reportReferralCost(
    @Arg('input', () => ReportReferralCostInput, { description: 'The cost.' }) input: ReportReferralCostInput,
    @Ctx() context: Context,
  ): Promise<ReferralPayload> {
    return answerRow(context, input, reportReferralCost, answerReferrals);
  }

  @Mutation(() => ReferralsPayload, { description: 'A partner tells the costs of many cases, row by row.' })
  async reportReferralCosts(
    @Arg('input', () => [ReportReferralCostInput], THE_ROWS) input: ReportReferralCostInput[],
    @Ctx() context: Context,
  ): Promise<ReferralsPayload> {
    return Object.assign(new ReferralsPayload(), await answerRows(context, input, reportReferralCost, answerReferrals));
  }

  @Mutation(() => ReferralPayload, {
    description: 'A partner has sent on what it collected; never more than it holds of the payments named.',
  })
  reportReferralRemittance(
    @Arg('input', () => ReportReferralRemittanceInput, { description: 'What was sent, and for which payments.' })
    input: ReportReferralRemittanceInput,
    @Ctx() context: Context,
  ): Promise<ReferralPayload> {
    return answerRow(context, input, reportReferralRemittance, answerReferrals);
  }

  @Mutation(() => ReferralsPayload, {
    description: 'A partner has sent on what it collected in many cases, row by row.',
  })
  async reportReferralRemittances(
    @Arg('input', () => [ReportReferralRemittanceInput], THE_ROWS) input: ReportReferralRemittanceInput[],
    @Ctx() context: Context,
  ): Promise<ReferralsPayload> {
    return Object.assign(
      new ReferralsPayload(),
      await answerRows(context, input, reportReferralRemittance, answerReferrals),
    );
  }

  @Mutation(() => ReferralPayload, {
    description: 'A partner that lost a case says that everything it held on it is back; it then sees it no more.',
  })
  reportReferralReturned(
    @Arg('input', () => ReportReferralReturnedInput, { description: 'Of which referral.' })
    input: ReportReferralReturnedInput,
    @Ctx() context: Context,
  ): Promise<ReferralPayload> {
    return answerRow(context, input, reportReferralReturned, answerReferrals);
  }

  @Mutation(() => PaymentPayload, { description: 'A payment that a partner reported did not hold.' })
  reverseReferralPayment(
    @Arg('input', () => ReverseReferralPaymentInput, { description: 'Which payment.' })
    input: ReverseReferralPaymentInput,
    @Ctx() context: Context,
  ): Promise<PaymentPayload> {
    return answerRow(context, input, reverseReferralPayment, answerPayments);
  }

  @Mutation(() => PaymentsPayload, { description: 'Payments that a partner reported did not hold, row by row.' })
  async reverseReferralPayments(
    @Arg('input', () => [ReverseReferralPaymentInput], THE_ROWS) input: ReverseReferralPaymentInput[],
    @Ctx() context: Context,
  ): Promise<PaymentsPayload> {
    return Object.assign(
      new PaymentsPayload(),
      await answerRows(context, input, reverseReferralPayment, answerPayments),
    );
  }
}
