import type { EntityManager } from 'typeorm';
import { addDays, type IsoDate } from '../../domain/date.js';
import type { ReferralStatus } from '../../domain/facts.js';
import { MONEY_DAYS_AFTER_END, referralMayMove, REPORTABLE, WITH_PARTNER } from '../../domain/referral-life.js';
import type { Refusal } from '../../domain/refusal.js';
import { refused, success, type Result } from '../../domain/result.js';
import { keyOwner, withIdempotency } from '../../graphql/idempotency.js';
import { keyOf } from '../../graphql/ids.js';
import { Problems } from '../../graphql/problems.js';
import { readingRole, scopeKey, visibleTo } from '../../graphql/scope.js';
import { addJob } from '../../jobs/queue.js';
import type { Platform, Viewer } from '../../platform.js';
import { readAmount, textRefusals } from '../cases/case.access.js';
import { recordEvent } from '../cases/case.record.js';
import type {
  AnswerInquiryInput,
  AskInquiryInput,
  ReportReferralInput,
  ReportReferralPaymentInput,
} from './referral.inputs.js';
import {
  endWork, lockReferral, lockReferralOf, moveReferral, takeBack, takePayment, takeQuestion, type LockedReferral, type Report,
} from './referral.record.js'; // prettier-ignore

/** What a command answers: the key of the row it made or changed, or every reason it did not. */
type Answer<Value = string> = Result<Value, readonly Refusal[]>;

const NOT_OPEN: Refusal = { code: 'INVALID_STATE', text: 'INVALID_STATE.referralNotOpen' };

const UNKNOWN: Refusal = { code: 'NOT_FOUND', text: 'NOT_FOUND.referral', field: ['referralId'] };

/** Does something to a referral of the viewer's own agency, which must be the one its case is with. `referralId` is global. */
async function onOwnReferral(
  tx: EntityManager,
  platform: Platform,
  viewer: Viewer,
  referralId: string,
  work: (referral: LockedReferral, report: Report) => Promise<Answer>,
): Promise<Answer> {
  const key = keyOf('Referral', referralId);
  const partner = { ...viewer, roles: ['PARTNER'] as const };
  const referral = key === null ? null : await lockReferral(tx, partner, key);
  if (!referral) return refused([UNKNOWN]);
  // It may have been given to somebody else while we waited for it.
  if (!referral.inForce) return refused([{ ...NOT_OPEN, field: ['referralId'] }]);
  return work(referral, { on: platform.clock.today(), actor: viewer.subject });
}

/** Refuses a status that may not follow the present one. */
const illegal = (referral: LockedReferral, to: ReferralStatus, field: string): Refusal[] =>
  referralMayMove(referral.status, to)
    ? []
    : [{ ...(WITH_PARTNER.includes(referral.status) ? { code: 'INVALID_STATE' as const } : NOT_OPEN), field: [field] }];

/** The partner takes the case, under its own reference. */
export function acceptReferral(
  platform: Platform,
  viewer: Viewer,
  referralId: string,
  externalReference: string,
): Promise<Answer> {
  return platform.db.transaction((tx) =>
    onOwnReferral(tx, platform, viewer, referralId, async (referral, report) => {
      const refusals = [...referenceRefusals(externalReference), ...illegal(referral, 'ACCEPTED', 'referralId')];
      if (refusals.length > 0) return refused(refusals);
      await moveReferral(tx, referral, 'ACCEPTED', { ...report, externalReference: externalReference.trim() });
      return success(referral.id);
    }),
  );
}

/** The partner gives the case back; it is routed anew at once. */
export function declineReferral(
  platform: Platform,
  viewer: Viewer,
  referralId: string,
  reason: string,
): Promise<Answer> {
  return platform.db.transaction((tx) =>
    onOwnReferral(tx, platform, viewer, referralId, async (referral, report) => {
      const refusals = [...textRefusals(reason, 'reason'), ...illegal(referral, 'DECLINED', 'referralId')];
      if (refusals.length > 0) return refused(refusals);
      await takeBack(tx, platform, referral, 'DECLINED', { ...report, reason });
      return success(referral.id);
    }),
  );
}

/** The partner tells where its work stands. CLOSED ends the case too. */
export function reportReferral(platform: Platform, viewer: Viewer, input: ReportReferralInput): Promise<Answer> {
  return platform.db.transaction((tx) =>
    onOwnReferral(tx, platform, viewer, input.referralId, async (referral, report) => {
      const refusals = [...reportRefusals(input), ...illegal(referral, input.status, 'status')];
      if (refusals.length > 0) return refused(refusals);
      const { status, closeReason, note, externalReference } = input;
      const move = {
        ...report,
        reason: note ?? '',
        ...(externalReference && { externalReference: externalReference.trim() }),
      };
      if (status === 'CLOSED') await endWork(tx, referral, closeReason ?? null, move);
      else await moveReferral(tx, referral, status, move);
      return success(referral.id);
    }),
  );
}

/** A reference is compared and printed: one line, and not a long one. */
function referenceRefusals(externalReference: string): Refusal[] {
  const problems = new Problems();
  problems.text(externalReference, ['externalReference'], 140);
  return problems.refusals;
}

function reportRefusals({ status, closeReason, note, externalReference }: ReportReferralInput): Refusal[] {
  const closing = status === 'CLOSED';
  return [
    ...(REPORTABLE.includes(status) ? [] : [{ code: 'INVALID_STATE' as const, field: ['status'] }]),
    ...(closing && !closeReason
      ? [{ code: 'INVALID_INPUT' as const, text: 'INVALID_INPUT.required', field: ['closeReason'] }]
      : []),
    ...(!closing && closeReason ? [{ code: 'INVALID_INPUT' as const, field: ['closeReason'] }] : []),
    ...(note == null ? [] : textRefusals(note, 'note')),
    ...(externalReference == null ? [] : referenceRefusals(externalReference)),
  ];
}

/** Keys of the rows. */
export interface ReportedPayment {
  readonly paymentId: string;
  /** Null where the case is with somebody else by now, and no longer the partner's to see. */
  readonly caseId: string | null;
}

/**
 * The partner has collected money, which lies with it. Recorded once per idempotency key. Money collected for a case that
 * was taken back is still to be told of, for a while.
 */
export function reportReferralPayment(
  platform: Platform,
  viewer: Viewer,
  input: ReportReferralPaymentInput,
): Promise<Answer<ReportedPayment>> {
  const { idempotencyKey, ...rest } = input;
  const request = {
    subject: keyOwner(viewer),
    key: idempotencyKey ?? null,
    operation: 'reportReferralPayment',
    input: rest,
  };
  return platform.db.transaction((tx) =>
    withIdempotency(tx, request, async () => {
      const key = keyOf('Referral', input.referralId);
      const referral = key === null ? null : await lockReferralOf(tx, viewer.partnerId, key);
      if (!referral) return refused([UNKNOWN]);
      const report: Report = { on: platform.clock.today(), actor: viewer.subject };
      const amount = readAmount(input.amount, referral.row.currency, 'amount');
      const refusals = [
        ...(amount.ok ? [] : [amount.refusal]),
        ...paymentRefusals(referral, input.receivedOn, report.on),
      ];
      if (!amount.ok || refusals.length > 0) return refused(refusals);
      const payment = { amount: amount.value, receivedOn: input.receivedOn, externalReference: null };
      const paymentId = await takePayment(tx, platform, referral, payment, report);
      if (paymentId === null) throw new Error('a payment without a number of the partner cannot be known already');
      return success({ paymentId, caseId: referral.inForce ? referral.row.id : null });
    }),
  );
}

function paymentRefusals({ status, endedOn }: LockedReferral, receivedOn: IsoDate, today: IsoDate): Refusal[] {
  const lately = endedOn !== null && endedOn >= addDays(today, -MONEY_DAYS_AFTER_END);
  if (!WITH_PARTNER.includes(status) && !lately) return [{ ...NOT_OPEN, field: ['referralId'] }];
  return receivedOn > today
    ? [{ code: 'INVALID_INPUT', text: 'INVALID_INPUT.futurePayment', field: ['receivedOn'] }]
    : [];
}

/** The partner asks a question; the same question asked again while it is open is the same inquiry. */
export function askInquiry(
  platform: Platform,
  viewer: Viewer,
  { referralId, question }: AskInquiryInput,
): Promise<Answer> {
  return platform.db.transaction((tx) =>
    onOwnReferral(tx, platform, viewer, referralId, async (referral, report) => {
      const refusals = textRefusals(question, 'question');
      if (!WITH_PARTNER.includes(referral.status)) refusals.push({ ...NOT_OPEN, field: ['referralId'] });
      if (refusals.length > 0) return refused(refusals);
      return success(await takeQuestion(tx, referral, { question: question.trim(), externalReference: null }, report));
    }),
  );
}

/** The creditor or the agency answers a partner's question, once; the partner is told, and works on when none is left open. */
export function answerInquiry(platform: Platform, viewer: Viewer, input: AnswerInquiryInput): Promise<Answer> {
  return platform.db.transaction(async (tx) => {
    const key = keyOf('Inquiry', input.inquiryId);
    const found = key === null ? null : await lockInquiry(tx, viewer, key);
    if (!found) return refused([{ code: 'NOT_FOUND', text: 'NOT_FOUND.inquiry', field: ['inquiryId'] }]);
    const { referral, id, answered } = found;
    const refusals = textRefusals(input.answer, 'answer');
    if (answered) refusals.push({ code: 'INVALID_STATE', text: 'INVALID_STATE.inquiryAnswered', field: ['inquiryId'] });
    else if (!WITH_PARTNER.includes(referral.status)) refusals.push({ ...NOT_OPEN, field: ['inquiryId'] });
    if (refusals.length > 0) return refused(refusals);
    await tx.query('update inquiry set answer = $2, answered_at = now() where id = $1', [id, input.answer]);
    await tx.query(
      `update referral set status = 'ACTIVE', updated_at = now() where id = $1 and status = 'NEEDS_INFORMATION'
         and not exists (select from inquiry where referral_id = $1 and answer is null)`,
      [referral.id],
    );
    await recordEvent(tx, referral.row, {
      type: 'inquiryAnswered',
      on: platform.clock.today(),
      actor: viewer.subject,
      params: { answer: input.answer },
      changedFields: ['referral'],
    });
    await addJob(tx, { name: 'answerInquiry', payload: { inquiryId: id } });
    return success(id);
  });
}

async function lockInquiry(
  tx: EntityManager,
  viewer: Viewer,
  inquiryId: string,
): Promise<{ id: string; answered: boolean; referral: LockedReferral } | null> {
  const visible = visibleTo(readingRole(viewer), 'Inquiry', 'i', '$2');
  const found: { referralId: string }[] = await tx.query(
    `select i.referral_id as "referralId" from inquiry i where i.id = $1 and ${visible}`,
    visible.includes('$2') ? [inquiryId, scopeKey(viewer)] : [inquiryId],
  );
  const referral = found[0] ? await lockReferral(tx, null, found[0].referralId) : null;
  if (!referral) return null;
  // Only now: whoever held the case before us may have answered it.
  const rows: { id: string; answered: boolean }[] = await tx.query(
    'select id, answer is not null as answered from inquiry where id = $1',
    [inquiryId],
  );
  return { ...rows[0]!, referral };
}
