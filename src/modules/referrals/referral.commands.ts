import type { EntityManager } from 'typeorm';
import { closeTasks } from '../tasks/task.record.js';
import type { IsoDate } from '../../domain/date.js';
import { inWords, money } from '../../domain/money.js';
import { REPORTABLE, WITH_PARTNER } from '../../domain/referral-life.js';
import type { Refusal } from '../../domain/refusal.js';
import { refused, success } from '../../domain/result.js';
import { once } from '../../graphql/idempotency.js';
import { keyOf } from '../../graphql/ids.js';
import type { DeclineCode } from '../../graphql/partner.enums.js';
import { Problems } from '../../graphql/problems.js';
import { readingRole, scopeKey, visibleTo } from '../../graphql/scope.js';
import { addJob } from '../../jobs/queue.js';
import type { Platform, Viewer } from '../../platform.js';
import { dayRefusals, RECEIVED_ON, textRefusals } from '../cases/case.access.js';
import { recordEvent } from '../cases/case.record.js';
import { illegal, moneyRefusals, NOT_OPEN, onOwnReferral, takeForMoney, type Answer } from './referral.access.js';
import type {
  AnswerInquiryInput,
  AskInquiryInput,
  ReportReferralInput,
  ReportReferralPaymentInput,
} from './referral.inputs.js';
import { inCaseCurrency, type InCaseCurrency } from './referral.money.js';
import {
  endWork, leftOwing, lockReferral, moveReferral, takeBack, takePayment, takeQuestion, type LockedReferral,
} from './referral.record.js'; // prettier-ignore

/** The partner takes the case, under its own reference. */
export function acceptReferral(
  platform: Platform,
  viewer: Viewer,
  referralId: string,
  externalReference: string,
  idempotencyKey: string | null = null,
): Promise<Answer> {
  const request = { referralId, externalReference, idempotencyKey };
  return onOwnReferral(platform, viewer, 'acceptReferral', request, async ({ tx, referral, report }) => {
    const refusals = [...referenceRefusals(externalReference), ...illegal(referral, 'ACCEPTED', 'referralId')];
    if (refusals.length > 0) return refused(refusals);
    await moveReferral(tx, referral, 'ACCEPTED', { ...report, externalReference: externalReference.trim() });
    return success(referral.id);
  });
}

/** The partner gives the case back; it is routed anew at once. `code` says why in a word that can be counted. */
export function declineReferral(
  platform: Platform,
  viewer: Viewer,
  referralId: string,
  reason: string,
  { code = null, idempotencyKey = null }: { code?: DeclineCode | null; idempotencyKey?: string | null } = {},
): Promise<Answer> {
  const request = { referralId, reason, code, idempotencyKey };
  return onOwnReferral(platform, viewer, 'declineReferral', request, async ({ tx, referral, report }) => {
    const refusals = [...textRefusals(reason, 'reason'), ...illegal(referral, 'DECLINED', 'referralId')];
    if (refusals.length > 0) return refused(refusals);
    await tx.query('update referral set decline_code = $2 where id = $1', [referral.id, code]);
    await takeBack(tx, platform, referral, 'DECLINED', { ...report, reason });
    return success(referral.id);
  });
}

/** The partner tells where its work stands. CLOSED ends the case too. */
export function reportReferral(platform: Platform, viewer: Viewer, input: ReportReferralInput): Promise<Answer> {
  return onOwnReferral(platform, viewer, 'reportReferral', input, async ({ tx, referral, report }) => {
    const refusals = [
      ...reportRefusals(input),
      ...illegal(referral, input.status, 'status'),
      ...unpaidRefusals(referral, input, report.on),
    ];
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
  });
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

/** Who says paid has told of the money first: what is written off at the end is what nobody expects any more. */
function unpaidRefusals(
  referral: LockedReferral,
  { status, closeReason }: ReportReferralInput,
  on: IsoDate,
): Refusal[] {
  const left = status === 'CLOSED' && closeReason === 'PAID' ? leftOwing(referral, on) : 0n;
  if (left <= 0n) return [];
  const params = { left: inWords(money(left, referral.row.currency)) };
  return [{ code: 'INVALID_STATE', text: 'INVALID_STATE.notPaid', params, field: ['closeReason'] }];
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
  return recordReported(platform, viewer, input, []);
}

/** The same as one of many rows: a call that gets no answer is sent again whole, so a row without a key would be booked twice. */
export function reportPaymentOfMany(
  platform: Platform,
  viewer: Viewer,
  input: ReportReferralPaymentInput,
): Promise<Answer<ReportedPayment>> {
  const keyless: Refusal = { code: 'INVALID_INPUT', text: 'INVALID_INPUT.required', field: ['idempotencyKey'] };
  return recordReported(platform, viewer, input, input.idempotencyKey == null ? [keyless] : []);
}

function recordReported(
  platform: Platform,
  viewer: Viewer,
  input: ReportReferralPaymentInput,
  before: readonly Refusal[],
): Promise<Answer<ReportedPayment>> {
  return once(platform, viewer, 'reportReferralPayment', input, async (tx) => {
    const found = await takeForMoney(tx, platform, viewer, input);
    if (!found.ok) return found;
    const { referral, report } = found.value;
    const amount = await readMoney(tx, referral, input);
    const refusals = [
      ...before,
      ...(amount.ok ? [] : amount.refusal),
      ...moneyRefusals(referral, 'referralId', report.on),
      ...dayRefusals(referral.row, report.on, input.receivedOn, RECEIVED_ON),
    ];
    if (!amount.ok || refusals.length > 0) return refused(refusals);
    const payment = { ...amount.value, receivedOn: input.receivedOn, externalReference: null };
    const paymentId = await takePayment(tx, platform, referral, payment, report);
    if (paymentId === null) throw new Error('a payment without a number of the partner cannot be known already');
    return success({ paymentId, caseId: referral.inForce ? referral.row.id : null });
  });
}

/** The amount in the case's currency; in another, with the rates of the day it came in. */
async function readMoney(
  tx: EntityManager,
  { row }: LockedReferral,
  { amount, receivedOn }: ReportReferralPaymentInput,
): Promise<Answer<InCaseCurrency>> {
  const problems = new Problems();
  const received = problems.amount(amount, ['amount']);
  if (received === null) return refused(problems.refusals);
  const converted = await inCaseCurrency(tx, received, row.currency, receivedOn);
  return converted.ok ? converted : refused([{ ...converted.refusal, field: ['amount', 'currency'] }]);
}

/** The partner asks a question; the same question asked again while it is open is the same inquiry. */
export function askInquiry(platform: Platform, viewer: Viewer, input: AskInquiryInput): Promise<Answer> {
  return onOwnReferral(platform, viewer, 'askInquiry', input, async ({ tx, referral, report }) => {
    const { question } = input;
    const refusals = textRefusals(question, 'question');
    if (!WITH_PARTNER.includes(referral.status)) refusals.push({ ...NOT_OPEN, field: ['referralId'] });
    if (refusals.length > 0) return refused(refusals);
    return success(await takeQuestion(tx, referral, { question: question.trim(), externalReference: null }, report));
  });
}

/** The creditor or the agency answers a partner's question, once; the partner is told, and where none is left open works on, or is to take the case. */
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
      `update referral set status = $2, updated_at = now() where id = $1 and status = 'NEEDS_INFORMATION'
         and not exists (select from inquiry where referral_id = $1 and answer is null)`,
      [referral.id, referral.taken ? 'ACTIVE' : 'SUBMITTED'],
    );
    await recordEvent(tx, referral.row, {
      type: 'inquiryAnswered',
      on: platform.clock.today(),
      actor: viewer.subject,
      params: { answer: input.answer, referral: referral.id },
      changedFields: ['referral'],
    });
    await closeTasks(tx, ['ANSWER_DUE'], { subject: id }, platform.clock.today());
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
  const found: { referralId: string | null }[] = await tx.query(
    `select i.referral_id as "referralId" from inquiry i where i.id = $1 and ${visible}`,
    visible.includes('$2') ? [inquiryId, scopeKey(viewer)] : [inquiryId],
  );
  const referral = found[0]?.referralId ? await lockReferral(tx, null, found[0].referralId) : null;
  if (!referral) return null;
  // Only now: whoever held the case before us may have answered it.
  const rows: { id: string; answered: boolean }[] = await tx.query(
    'select id, answer is not null as answered from inquiry where id = $1',
    [inquiryId],
  );
  return { ...rows[0]!, referral };
}
