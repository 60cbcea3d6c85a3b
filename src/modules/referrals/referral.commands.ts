import type { EntityManager } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import type { ReferralStatus } from '../../domain/facts.js';
import { referralMayMove, REPORTABLE, WITH_PARTNER } from '../../domain/referral-life.js';
import type { Refusal } from '../../domain/refusal.js';
import { refused, success, type Result } from '../../domain/result.js';
import { withIdempotency } from '../../graphql/idempotency.js';
import { keyOf } from '../../graphql/ids.js';
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
  endWork, lockReferral, moveReferral, takeBack, takePayment, takeQuestion, type LockedReferral, type Report,
} from './referral.record.js'; // prettier-ignore

/** What a command answers: the key of the row it made or changed, or every reason it did not. */
type Answer<Value = string> = Result<Value, readonly Refusal[]>;

const NOT_OPEN: Refusal = { code: 'INVALID_STATE', text: 'INVALID_STATE.referralNotOpen' };

/** Does something to a referral of the viewer's own agency, which must be the one its case is with. `referralId` is global. */
async function onOwnReferral<Value>(
  tx: EntityManager,
  platform: Platform,
  viewer: Viewer,
  referralId: string,
  work: (referral: LockedReferral, report: Report) => Promise<Answer<Value>>,
): Promise<Answer<Value>> {
  const key = keyOf('Referral', referralId);
  const partner = { ...viewer, roles: ['PARTNER'] as const };
  const referral = key === null ? null : await lockReferral(tx, partner, key);
  if (!referral) return refused([{ code: 'NOT_FOUND', text: 'NOT_FOUND.referral', field: ['referralId'] }]);
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
      const refusals = [
        ...textRefusals(externalReference, 'externalReference'),
        ...illegal(referral, 'ACCEPTED', 'referralId'),
      ];
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
      const move = { ...report, reason: note ?? '', ...(externalReference && { externalReference }) };
      if (status === 'CLOSED') await endWork(tx, referral, closeReason ?? null, move);
      else await moveReferral(tx, referral, status, move);
      return success(referral.id);
    }),
  );
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
    ...(externalReference == null ? [] : textRefusals(externalReference, 'externalReference')),
  ];
}

/** Keys of the rows. */
export interface ReportedPayment {
  readonly paymentId: string;
  readonly caseId: string;
}

/** The partner has collected money, which lies with it. Recorded once per idempotency key. */
export function reportReferralPayment(
  platform: Platform,
  viewer: Viewer,
  input: ReportReferralPaymentInput,
): Promise<Answer<ReportedPayment>> {
  const { idempotencyKey, ...rest } = input;
  const request = {
    subject: viewer.subject,
    key: idempotencyKey ?? null,
    operation: 'reportReferralPayment',
    input: rest,
  };
  return platform.db.transaction((tx) =>
    withIdempotency(tx, request, () =>
      onOwnReferral(tx, platform, viewer, input.referralId, async (referral, report) => {
        const amount = readAmount(input.amount, referral.row.currency, 'amount');
        const refusals = [
          ...(amount.ok ? [] : [amount.refusal]),
          ...paymentRefusals(referral, input.receivedOn, report.on),
        ];
        if (!amount.ok || refusals.length > 0) return refused(refusals);
        const payment = { amount: amount.value, receivedOn: input.receivedOn, externalReference: null };
        const paymentId = await takePayment(tx, platform, referral, payment, report);
        if (paymentId === null) throw new Error('a payment without a number of the partner cannot be known already');
        return success({ paymentId, caseId: referral.row.id });
      }),
    ),
  );
}

function paymentRefusals(referral: LockedReferral, receivedOn: IsoDate, today: IsoDate): Refusal[] {
  if (!WITH_PARTNER.includes(referral.status)) return [{ ...NOT_OPEN, field: ['referralId'] }];
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
