import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { type Context, requireRole } from '../../graphql/context.js';
import { PaymentPayload, ReferralPayload } from '../cases/case.payloads.js';
import {
  reportReferralCost, reportReferralPhase, reportReferralRemittance, reportReferralReturned, reverseReferralPayment,
} from './exchange.commands.js'; // prettier-ignore
import type { Answer } from './referral.access.js';
import {
  ReportReferralCostInput, ReportReferralPhaseInput, ReportReferralRemittanceInput, ReportReferralReturnedInput,
  ReverseReferralPaymentInput,
} from './referral.inputs.js'; // prettier-ignore
import type { Platform, Viewer } from '../../platform.js';
import { PaymentsPayload, ReferralsPayload } from './referral.payloads.js';
import { answerPayments, answerReferrals, answerRows } from './referral.rows.js';

const THE_ROWS = { description: 'The rows, 1 to 500. Each is done or refused alone, and has a key of its own.' };

type Command<Row> = (platform: Platform, viewer: Viewer, row: Row) => Promise<Answer>;

async function one<Row extends { referralId: string }>(context: Context, row: Row, command: Command<Row>) {
  const viewer = requireRole(context, 'PARTNER');
  const [payload] = await answerReferrals(context, [row], (each) => command(context.platform, viewer, each));
  return payload!;
}

async function many<Row extends { referralId: string }>(context: Context, input: Row[], command: Command<Row>) {
  const viewer = requireRole(context, 'PARTNER');
  const answer = (rows: readonly Row[]) =>
    answerReferrals(context, rows, (row) => command(context.platform, viewer, row));
  return Object.assign(new ReferralsPayload(), await answerRows(context, input, answer));
}

/** What a partner says of phases, costs and money that did not hold or was sent on; and, row by row, of many cases at once. */
@Resolver()
export class ExchangeResolver {
  @Mutation(() => ReferralPayload, { description: 'A partner tells which phase its work has come to.' })
  reportReferralPhase(
    @Arg('input', () => ReportReferralPhaseInput, { description: 'The phase.' }) input: ReportReferralPhaseInput,
    @Ctx() context: Context,
  ): Promise<ReferralPayload> {
    return one(context, input, reportReferralPhase);
  }

  @Mutation(() => ReferralsPayload, { description: 'A partner tells the phases of many cases, row by row.' })
  reportReferralPhases(
    @Arg('input', () => [ReportReferralPhaseInput], THE_ROWS) input: ReportReferralPhaseInput[],
    @Ctx() context: Context,
  ): Promise<ReferralsPayload> {
    return many(context, input, reportReferralPhase);
  }

  @Mutation(() => ReferralPayload, { description: 'A partner tells what it laid out for the creditor or charges it.' })
  reportReferralCost(
    @Arg('input', () => ReportReferralCostInput, { description: 'The cost.' }) input: ReportReferralCostInput,
    @Ctx() context: Context,
  ): Promise<ReferralPayload> {
    return one(context, input, reportReferralCost);
  }

  @Mutation(() => ReferralsPayload, { description: 'A partner tells the costs of many cases, row by row.' })
  reportReferralCosts(
    @Arg('input', () => [ReportReferralCostInput], THE_ROWS) input: ReportReferralCostInput[],
    @Ctx() context: Context,
  ): Promise<ReferralsPayload> {
    return many(context, input, reportReferralCost);
  }

  @Mutation(() => ReferralPayload, {
    description: 'A partner has sent on what it collected; never more than it holds of the payments named.',
  })
  reportReferralRemittance(
    @Arg('input', () => ReportReferralRemittanceInput, { description: 'What was sent, and for which payments.' })
    input: ReportReferralRemittanceInput,
    @Ctx() context: Context,
  ): Promise<ReferralPayload> {
    return one(context, input, reportReferralRemittance);
  }

  @Mutation(() => ReferralsPayload, {
    description: 'A partner has sent on what it collected in many cases, row by row.',
  })
  reportReferralRemittances(
    @Arg('input', () => [ReportReferralRemittanceInput], THE_ROWS) input: ReportReferralRemittanceInput[],
    @Ctx() context: Context,
  ): Promise<ReferralsPayload> {
    return many(context, input, reportReferralRemittance);
  }

  @Mutation(() => ReferralPayload, {
    description: 'A partner that lost a case says that everything it held on it is back; it then sees it no more.',
  })
  reportReferralReturned(
    @Arg('input', () => ReportReferralReturnedInput, { description: 'Of which referral.' })
    input: ReportReferralReturnedInput,
    @Ctx() context: Context,
  ): Promise<ReferralPayload> {
    return one(context, input, reportReferralReturned);
  }

  @Mutation(() => PaymentPayload, { description: 'A payment that a partner reported did not hold.' })
  async reverseReferralPayment(
    @Arg('input', () => ReverseReferralPaymentInput, { description: 'Which payment.' })
    input: ReverseReferralPaymentInput,
    @Ctx() context: Context,
  ): Promise<PaymentPayload> {
    const viewer = requireRole(context, 'PARTNER');
    const [payload] = await answerPayments(context, [input], (row) =>
      reverseReferralPayment(context.platform, viewer, row),
    );
    return payload!;
  }

  @Mutation(() => PaymentsPayload, { description: 'Payments that a partner reported did not hold, row by row.' })
  async reverseReferralPayments(
    @Arg('input', () => [ReverseReferralPaymentInput], THE_ROWS) input: ReverseReferralPaymentInput[],
    @Ctx() context: Context,
  ): Promise<PaymentsPayload> {
    const viewer = requireRole(context, 'PARTNER');
    const answer = (rows: readonly ReverseReferralPaymentInput[]) =>
      answerPayments(context, rows, (row) => reverseReferralPayment(context.platform, viewer, row));
    return Object.assign(new PaymentsPayload(), await answerRows(context, input, answer));
  }
}
