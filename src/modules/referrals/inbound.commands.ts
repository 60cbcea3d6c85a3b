import type { EntityManager } from 'typeorm';
import type { Refusal } from '../../domain/refusal.js';
import { refused, success, type Result } from '../../domain/result.js';
import { onceForKey } from '../../graphql/idempotency.js';
import { keyOf, uuidv7 } from '../../graphql/ids.js';
import { readingRole } from '../../graphql/scope.js';
import type { Platform, Viewer } from '../../platform.js';
import { textRefusals } from '../cases/case.access.js';
import { lockCase, recordEvent } from '../cases/case.record.js';
import { businessDate } from '../cases/case.working.js';
import { closeUnpaid } from '../cases/hold.commands.js';
import type {
  AskInboundInquiryInput, InboundDocumentInput, InboundMessageInput, WithdrawInboundCaseInput,
} from './inbound.inputs.js'; // prettier-ignore
import { keepDocument, writeMessage } from './message.commands.js';
import type { Counterpart } from './message.record.js';
import type { Answer } from './referral.access.js';
import type { AnswerInquiryInput } from './referral.inputs.js';
import { answerDueOn, type Report } from './referral.record.js';

// A case that a partner handed to us, between us and that partner. What is written there stands without a referral.

/** Such a case, locked, and who acts on it. The partner works in the graph: what we write down has reached it. */
interface Inbound {
  readonly tx: EntityManager;
  readonly partner: Counterpart;
  readonly report: Report;
}

const NOT_INBOUND: Refusal = { code: 'INVALID_STATE', text: 'INVALID_STATE.notInbound', field: ['caseId'] };
const CLOSED: Refusal = { code: 'INVALID_STATE', text: 'INVALID_STATE.alreadyClosed', field: ['caseId'] };

/**
 * The case by its key, where the viewer is the agency or the partner that handed it to us. Another partner, that works it,
 * is not told that it came from one.
 */
async function takeInbound(
  tx: EntityManager,
  platform: Platform,
  viewer: Viewer,
  key: string | null,
): Promise<Result<Inbound, readonly Refusal[]>> {
  const row = key === null ? null : await lockCase(tx, viewer, key);
  if (!row) return refused([{ code: 'NOT_FOUND', text: 'NOT_FOUND.case', field: ['caseId'] }]);
  const { referredByPartnerId } = row;
  const isOthers = readingRole(viewer) === 'PARTNER' && referredByPartnerId !== viewer.partnerId;
  if (referredByPartnerId === null || isOthers) return refused([NOT_INBOUND]);
  const [named]: { partner: string }[] = await tx.query('select name as partner from partner where id = $1', [
    referredByPartnerId,
  ]);
  const on = businessDate(platform.clock, row.state.country);
  return success({ tx, partner: { id: null, row, ...named! }, report: { on, actor: viewer.subject } });
}

/** Does something to such a case, once for the request's key. `caseId` is global. */
function onInbound<Request extends { readonly idempotencyKey?: string | null; readonly caseId: string }>(
  platform: Platform,
  viewer: Viewer,
  operation: string,
  request: Request,
  work: (inbound: Inbound) => Promise<Answer>,
): Promise<Answer> {
  return onceForKey(platform, viewer, operation, request, async (tx) => {
    const found = await takeInbound(tx, platform, viewer, keyOf('Case', request.caseId));
    return found.ok ? work(found.value) : found;
  });
}

/** The partner takes its client's case back. Whoever works it for us is told, and not for whose reasons. The case's key. */
export function withdrawInboundCase(
  platform: Platform,
  viewer: Viewer,
  input: WithdrawInboundCaseInput,
): Promise<Answer> {
  return onInbound(platform, viewer, 'withdrawInboundCase', input, async ({ tx, partner: { row }, report }) => {
    const refusals = textRefusals(input.reason, 'reason');
    if (row.state.status === 'CLOSED') refusals.push(CLOSED);
    if (refusals.length > 0) return refused(refusals);
    const event = { type: 'withdrawn', ...report, params: { reason: input.reason.trim() } };
    await closeUnpaid(platform, { tx, row, today: report.on }, 'WITHDRAWN', event, 'The case was withdrawn.');
    return success(row.id);
  });
}

const wayOf = (viewer: Viewer) =>
  ({ direction: readingRole(viewer) === 'PARTNER' ? 'FROM_PARTNER' : 'TO_PARTNER', hasIt: true }) as const;

/** The partner writes to us about its client's case, or we to it; also when it is closed. The message's key. */
export function sendInboundMessage(platform: Platform, viewer: Viewer, input: InboundMessageInput): Promise<Answer> {
  return onInbound(platform, viewer, 'sendInboundMessage', input, ({ tx, partner, report }) =>
    writeMessage(tx, partner, input.text, wayOf(viewer), report),
  );
}

/** The partner sends us a document about its client's case, or we one to it. The document's key. */
export function sendInboundDocument(platform: Platform, viewer: Viewer, input: InboundDocumentInput): Promise<Answer> {
  return onInbound(platform, viewer, 'sendInboundDocument', input, ({ tx, partner, report }) =>
    keepDocument(tx, partner, input, wayOf(viewer), report),
  );
}

/** We ask the partner something about its client's case. The inquiry's key. */
export function askInboundInquiry(platform: Platform, viewer: Viewer, input: AskInboundInquiryInput): Promise<Answer> {
  return onInbound(platform, viewer, 'askInboundInquiry', input, async ({ tx, partner: { partner, row }, report }) => {
    const refusals = textRefusals(input.question, 'question');
    if (row.state.status === 'CLOSED') refusals.push(CLOSED);
    if (refusals.length > 0) return refused(refusals);
    const id = uuidv7();
    const question = input.question.trim();
    const dueOn = answerDueOn(report.on);
    await tx.query(
      'insert into inquiry (id, case_id, creditor_id, question, due_on) values ($1, $2, $3, $4, $5)',
      [id, row.id, row.creditorId, question, dueOn],
    ); // prettier-ignore
    const params = { partner, question, dueOn };
    await recordEvent(tx, row, { type: 'inboundAsked', ...report, params, changedFields: ['inquiries'] });
    return success(id);
  });
}

/** The partner answers a question of ours, once; also when the case is closed. */
export function answerInboundInquiry(platform: Platform, viewer: Viewer, input: AnswerInquiryInput): Promise<Answer> {
  return platform.db.transaction(async (tx): Promise<Answer> => {
    const key = keyOf('Inquiry', input.inquiryId);
    const [asked]: { caseId: string }[] = await tx.query(
      'select case_id as "caseId" from inquiry where id = $1 and referral_id is null',
      [key],
    );
    const found = asked ? await takeInbound(tx, platform, viewer, asked.caseId) : null;
    if (!found?.ok) return refused([{ code: 'NOT_FOUND', text: 'NOT_FOUND.inquiry', field: ['inquiryId'] }]);
    const refusals = textRefusals(input.answer, 'answer');
    if (refusals.length > 0) return refused(refusals);
    const { partner, report } = found.value;
    const answer = input.answer.trim();
    const answered: [unknown[], number] = await tx.query(
      'update inquiry set answer = $2, answered_at = now() where id = $1 and answer is null returning id',
      [key, answer],
    );
    if (answered[1] === 0) {
      return refused([{ code: 'INVALID_STATE', text: 'INVALID_STATE.inquiryAnswered', field: ['inquiryId'] }]);
    }
    const params = { partner: partner.partner, answer };
    await recordEvent(tx, partner.row, { type: 'inboundAnswered', ...report, params, changedFields: ['inquiries'] });
    return success(key!);
  });
}
