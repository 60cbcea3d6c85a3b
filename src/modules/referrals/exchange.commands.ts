import { WITH_PARTNER } from '../../domain/referral-life.js';
import { refused, success } from '../../domain/result.js';
import { once, onceForKey } from '../../graphql/idempotency.js';
import { keyOf } from '../../graphql/ids.js';
import { Problems } from '../../graphql/problems.js';
import type { Platform, Viewer } from '../../platform.js';
import { dayRefusals, textRefusals } from '../cases/case.access.js';
import {
  moneyRefusals, NO_PAYMENT, NOT_OPEN, onOwnReferral, readRemittance, remit, takeForMoney, type Answer,
} from './referral.access.js'; // prettier-ignore
import type { ReportedPayment } from './referral.commands.js';
import type {
  ReportReferralCostInput, ReportReferralPhaseInput, ReportReferralRemittanceInput, ReportReferralReturnedInput,
  ReverseReferralPaymentInput,
} from './referral.inputs.js'; // prettier-ignore
import { takeCost, takePhase, takeReversal } from './referral.money.js';
import { noteReturn } from './referral.return.js';

// What a member agency says of its work and its money, beside where a case stands. Each counts once for its key.

/** The partner tells which phase its work has come to; told again, it changes nothing. */
export function reportReferralPhase(
  platform: Platform,
  viewer: Viewer,
  input: ReportReferralPhaseInput,
): Promise<Answer> {
  return onOwnReferral(platform, viewer, 'reportReferralPhase', input, async ({ tx, referral, report }) => {
    if (!WITH_PARTNER.includes(referral.status)) return refused([{ ...NOT_OPEN, field: ['referralId'] }]);
    await takePhase(tx, referral, input.phase, report);
    return success(referral.id);
  });
}

/** The partner charges the creditor, or laid out money for it, while it had the case or shortly before giving it up. */
export function reportReferralCost(
  platform: Platform,
  viewer: Viewer,
  input: ReportReferralCostInput,
): Promise<Answer> {
  return onceForKey(platform, viewer, 'reportReferralCost', input, async (tx) => {
    const found = await takeForMoney(tx, platform, viewer, input);
    if (!found.ok) return found;
    const { referral, report } = found.value;
    const problems = new Problems();
    const amount = problems.amount(input.amount, ['amount']);
    const refusals = [
      ...problems.refusals,
      ...textRefusals(input.text, 'text'),
      ...dayRefusals(referral.row, report.on, input.incurredOn, { field: 'incurredOn' }),
      ...moneyRefusals(referral, 'referralId', report.on),
    ];
    if (amount === null || refusals.length > 0) return refused(refusals);
    const cost = { amount, text: input.text.trim(), on: input.incurredOn, externalReference: null };
    await takeCost(tx, referral, cost, report);
    return success(referral.id);
  });
}

/** A payment that the partner reported did not hold: a bank took it back, or it was booked by mistake. */
export function reverseReferralPayment(
  platform: Platform,
  viewer: Viewer,
  input: ReverseReferralPaymentInput,
): Promise<Answer<ReportedPayment>> {
  return once(platform, viewer, 'reverseReferralPayment', input, async (tx) => {
    const found = await takeForMoney(tx, platform, viewer, input);
    if (!found.ok) return found;
    const { referral, report } = found.value;
    const paymentId = keyOf('Payment', input.paymentId);
    const refusals = [
      ...(paymentId === null ? [NO_PAYMENT] : []),
      ...dayRefusals(referral.row, report.on, input.reversedOn, { field: 'reversedOn' }),
      ...moneyRefusals(referral, 'referralId', report.on),
    ];
    if (paymentId === null || refusals.length > 0) return refused(refusals);
    const reversal = { of: { id: paymentId }, on: input.reversedOn, externalReference: null };
    const taken = await takeReversal(tx, platform, referral, reversal, report);
    if (taken === 'UNKNOWN') return refused([NO_PAYMENT]);
    if (taken === 'KNOWN') {
      return refused([{ code: 'INVALID_STATE', text: 'INVALID_STATE.paymentReversed', field: ['paymentId'] }]);
    }
    if (taken === 'EARLY') {
      return refused([{ code: 'INVALID_INPUT', text: 'INVALID_INPUT.beforePayment', field: ['reversedOn'] }]);
    }
    return success({ paymentId, caseId: referral.inForce ? referral.row.id : null });
  });
}

/** The partner sent on what it had collected, or part of it. Never more than it holds of the payments named. */
export function reportReferralRemittance(
  platform: Platform,
  viewer: Viewer,
  input: ReportReferralRemittanceInput,
): Promise<Answer> {
  return onceForKey(platform, viewer, 'reportReferralRemittance', input, async (tx) => {
    const found = await takeForMoney(tx, platform, viewer, input);
    if (!found.ok) return found;
    const read = readRemittance(found.value, input, { field: 'remittedOn', on: input.remittedOn });
    return read.ok ? remit(found.value, { ...read.value, externalReference: null }) : read;
  });
}

/** A partner that lost a case says that it has told and given back everything it held on it. */
export function reportReferralReturned(
  platform: Platform,
  viewer: Viewer,
  input: ReportReferralReturnedInput,
): Promise<Answer> {
  return onceForKey(platform, viewer, 'reportReferralReturned', input, async (tx) => {
    const found = await takeForMoney(tx, platform, viewer, input);
    if (!found.ok) return found;
    const { referral, report } = found.value;
    if (await noteReturn(tx, referral, report)) return success(referral.id);
    return refused([{ code: 'INVALID_STATE', text: 'INVALID_STATE.dataNotDue', field: ['referralId'] }]);
  });
}
