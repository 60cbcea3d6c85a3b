import type { IsoDate } from '../../domain/date.js';
import { inWords } from '../../domain/money.js';
import type { Refusal } from '../../domain/refusal.js';
import { refused, success } from '../../domain/result.js';
import { once, onceForKey } from '../../graphql/idempotency.js';
import { keyOf } from '../../graphql/ids.js';
import { Problems } from '../../graphql/problems.js';
import type { Platform, Viewer } from '../../platform.js';
import { answerTo, textRefusals } from '../cases/case.access.js';
import { lockCase } from '../cases/case.record.js';
import { businessDate } from '../cases/case.working.js';
import { reversePayment } from '../payments/payment.reversal.js';
import { NO_PAYMENT, readRemittance, remit, UNKNOWN, type Answer } from './referral.access.js';
import type { ReportedPayment } from './referral.commands.js';
import type { RecordRemittanceInput, ReversePaymentInput } from './money.inputs.js';
import { tellOfReversal } from './referral.money.js';
import { lockReferral } from './referral.record.js';

// What the agency itself records of money that went back, or came on from a partner.

/**
 * Takes back a payment that we recorded ourselves and that did not hold, once for its key. A partner that has the case is
 * told; on a closed case what is to become of the debt is a task.
 */
export async function reverseOwnPayment(
  platform: Platform,
  viewer: Viewer,
  input: ReversePaymentInput,
): Promise<Answer<ReportedPayment>> {
  try {
    return await once(platform, viewer, 'reversePayment', input, async (tx) => {
      const key = keyOf('Payment', input.paymentId);
      const [payment]: { caseId: string; referralId: string | null; receivedOn: IsoDate }[] = await tx.query(
        'select case_id as "caseId", referral_id as "referralId", received_on as "receivedOn" from payment where id = $1',
        [key],
      );
      const row = payment ? await lockCase(tx, viewer, payment.caseId) : null;
      if (key === null || !payment || !row) return refused([NO_PAYMENT]);
      const today = businessDate(platform.clock, row.state.country);
      const refusals = reversalRefusals(input, payment, today);
      if (refusals.length > 0) return refused(refusals);
      const report = { on: today, actor: viewer.subject };
      const taken = await reversePayment(tx, platform, row, {
        paymentId: key,
        on: input.reversedOn,
        reason: input.reason.trim(),
        reported: null,
        actor: viewer.subject,
      });
      if (taken === null) return refused([REVERSED]);
      await tellOfReversal(tx, platform, { row, from: null }, { paymentId: key, amount: inWords(taken) }, report);
      return success({ paymentId: key, caseId: row.id });
    });
  } catch (error) {
    return answerTo(error, 'reversedOn');
  }
}

const REVERSED: Refusal = { code: 'INVALID_STATE', text: 'INVALID_STATE.paymentReversed', field: ['paymentId'] };
const PARTNERS: Refusal = { code: 'INVALID_STATE', text: 'INVALID_STATE.partnersPayment', field: ['paymentId'] };

function reversalRefusals(
  { reversedOn, reason }: ReversePaymentInput,
  { referralId, receivedOn }: { readonly referralId: string | null; readonly receivedOn: IsoDate },
  today: IsoDate,
): readonly Refusal[] {
  const problems = new Problems();
  if (reversedOn > today) problems.add(['reversedOn'], 'INVALID_INPUT', 'dateInFuture');
  if (reversedOn < receivedOn) problems.add(['reversedOn'], 'INVALID_INPUT', 'beforePayment');
  return [...textRefusals(reason, 'reason'), ...problems.refusals, ...(referralId === null ? [] : [PARTNERS])];
}

/** Money we got from a partner for payments it holds, once for its key; a transfer that the partner told of is known by then. */
export function recordRemittance(platform: Platform, viewer: Viewer, input: RecordRemittanceInput): Promise<Answer> {
  return onceForKey(platform, viewer, 'recordRemittance', input, async (tx) => {
    const key = keyOf('Referral', input.referralId);
    const referral = key === null ? null : await lockReferral(tx, viewer, key);
    if (!referral) return refused([UNKNOWN]);
    const report = { on: platform.clock.today(), actor: viewer.subject };
    const problems = new Problems();
    const externalReference = problems.optionalText(input.reference, ['reference'], 140);
    const own = { tx, referral, report };
    const read = readRemittance(own, input, { field: 'receivedOn', on: input.receivedOn });
    const refusals = [...problems.refusals, ...(read.ok ? [] : read.refusal)];
    if (!read.ok || refusals.length > 0) return refused(refusals);
    return remit(own, { ...read.value, externalReference });
  });
}
