import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { type Context, requireRole } from '../../graphql/context.js';
import { PaymentPayload, ReferralPayload } from '../cases/case.payloads.js';
import { recordRemittance, reverseOwnPayment } from './money.commands.js';
import { RecordRemittanceInput, ReversePaymentInput } from './money.inputs.js';
import { answerPayments, answerReferrals } from './referral.rows.js';

/** Money that went back to whoever paid us, or came on from a partner, as the agency records it. */
@Resolver()
export class AgencyMoneyResolver {
  @Mutation(() => PaymentPayload, {
    description: 'For the agency: a payment we recorded did not hold. What it covered is owed again, with interest.',
  })
  async reversePayment(
    @Arg('input', () => ReversePaymentInput, { description: 'Which payment, and why.' }) input: ReversePaymentInput,
    @Ctx() context: Context,
  ): Promise<PaymentPayload> {
    const viewer = requireRole(context, 'AGENT');
    const [payload] = await answerPayments(context, [input], (row) => reverseOwnPayment(context.platform, viewer, row));
    return payload!;
  }

  @Mutation(() => ReferralPayload, {
    description: 'For the agency: money came in from a partner; never more than it holds of the payments named.',
  })
  async recordRemittance(
    @Arg('input', () => RecordRemittanceInput, { description: 'What came in, and for which payments.' })
    input: RecordRemittanceInput,
    @Ctx() context: Context,
  ): Promise<ReferralPayload> {
    const viewer = requireRole(context, 'AGENT');
    const [payload] = await answerReferrals(context, [input], (row) => recordRemittance(context.platform, viewer, row));
    return payload!;
  }
}
