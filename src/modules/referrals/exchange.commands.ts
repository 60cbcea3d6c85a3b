import type { IsoDate } from '../../domain/date.js';
import { WITH_PARTNER } from '../../domain/referral-life.js';
import type { Refusal } from '../../domain/refusal.js';
import { refused, success } from '../../domain/result.js';
import { once, onceForKey } from '../../graphql/idempotency.js';
import { keyOf } from '../../graphql/ids.js';
import { Problems } from '../../graphql/problems.js';
import type { Platform, Viewer } from '../../platform.js';
import { textRefusals } from '../cases/case.access.js';
import { moneyRefusals, NOT_OPEN, onOwnReferral, takeForMoney, type Answer } from './referral.access.js';
import type { ReportedPayment } from './referral.commands.js';
import type {
  ReportReferralCostInput, ReportReferralPhaseInput, ReportReferralRemittanceInput, ReportReferralReturnedInput,
  ReverseReferralPaymentInput,
} from './referral.inputs.js'; // prettier-ignore
import { takeCost, takePhase, takeRemittance, takeReversal } from './referral.money.js';
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
      ...future(input.incurredOn, report.on, 'incurredOn'),
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
      ...future(input.reversedOn, report.on, 'reversedOn'),
      ...moneyRefusals(referral, 'referralId', report.on),
    ];
    if (paymentId === null || refusals.length > 0) return refused(refusals);
    const reversal = { of: { id: paymentId }, on: input.reversedOn, externalReference: null };
    const taken = await takeReversal(tx, platform, referral, reversal, report);
    if (taken === 'UNKNOWN') return refused([NO_PAYMENT]);
    if (taken === 'KNOWN') {
      return refused([{ code: 'INVALID_STATE', text: 'INVALID_STATE.paymentReversed', field: ['paymentId'] }]);
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
    const { referral, report } = found.value;
    const problems = new Problems();
    const amount = problems.amount(input.amount, ['amount']);
    const ids = input.paymentIds.map((id) => keyOf('Payment', id));
    const keys = ids.filter((id) => id !== null);
    if (ids.length === 0) problems.add(['paymentIds'], 'INVALID_INPUT', 'required');
    if (ids.length > MOST_PAYMENTS) {
      problems.add(['paymentIds'], 'INVALID_INPUT', 'tooManyRows', { maximum: MOST_PAYMENTS });
    }
    const refusals = [
      ...problems.refusals,
      ...(keys.length < ids.length ? [{ ...NO_PAYMENT, field: ['paymentIds'] }] : []),
      ...future(input.remittedOn, report.on, 'remittedOn'),
    ];
    if (amount === null || refusals.length > 0) return refused(refusals);
    const payments = keys.map((id) => ({ id }));
    const remitted = { amount, payments, on: input.remittedOn, externalReference: null };
    const taken = await takeRemittance(tx, referral, remitted, report);
    if (taken === 'TAKEN') return success(referral.id);
    return refused([{ code: 'INVALID_STATE', text: 'INVALID_STATE.notHeld', field: ['amount'] }]);
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

/** Payments one remittance is for. */
const MOST_PAYMENTS = 100;

const NO_PAYMENT: Refusal = { code: 'NOT_FOUND', text: 'NOT_FOUND.payment', field: ['paymentId'] };

const future = (day: IsoDate, today: IsoDate, field: string): Refusal[] =>
  day > today ? [{ code: 'INVALID_INPUT', text: 'INVALID_INPUT.dateInFuture', field: [field] }] : [];
