import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { requireRole, userError, type Context } from '../../graphql/context.js';
import type { Case } from '../cases/case.entity.js';
import { CasePayload, PaymentPayload } from '../cases/case.payloads.js';
import { recordPayment } from './payment.commands.js';
import type { Payment } from './payment.entity.js';
import { PayOutToPartnerInput, RecordPaymentInput } from './payment.inputs.js';
import { payOutToPartner } from './payout.commands.js';

@Resolver()
export class RecordPaymentResolver {
  @Mutation(() => PaymentPayload, {
    description: 'Records money received: it is spread as the law orders, and the case is closed once nothing is left.',
  })
  async recordPayment(
    @Arg('input', () => RecordPaymentInput, { description: 'The payment.' }) input: RecordPaymentInput,
    @Ctx() context: Context,
  ): Promise<PaymentPayload> {
    const viewer = requireRole(context, 'AGENT', 'CREDITOR');
    const result = await recordPayment(context.platform, viewer, input);
    if (!result.ok) {
      const userErrors = result.refusal.map((refusal) => userError(context, refusal));
      return Object.assign(new PaymentPayload(), { payment: null, case: null, userErrors });
    }
    const { paymentId, caseId } = result.value;
    const [payment, row] = await Promise.all([
      context.loaders.byId<Payment>('Payment').load(paymentId),
      context.loaders.byId<Case>('Case').clear(caseId).load(caseId),
    ]);
    return Object.assign(new PaymentPayload(), { payment, case: row, userErrors: [] });
  }

  @Mutation(() => CasePayload, {
    description:
      'For the agency: money sent to the partner that handed a case to us, of what was collected for its client.',
  })
  async payOutToPartner(
    @Arg('input', () => PayOutToPartnerInput, { description: 'The transfer.' }) input: PayOutToPartnerInput,
    @Ctx() context: Context,
  ): Promise<CasePayload> {
    const result = await payOutToPartner(context.platform, requireRole(context, 'AGENT'), input);
    const row = result.ok ? await context.loaders.byId<Case>('Case').load(result.value.caseId) : null;
    const userErrors = result.ok ? [] : result.refusal.map((refusal) => userError(context, refusal));
    return Object.assign(new CasePayload(), { case: row, userErrors });
  }
}
