import type { IsoDate } from '../../domain/date.js';
import type { ClaimFacts } from '../../domain/facts.js';
import { inWords, money } from '../../domain/money.js';
import type { Refusal } from '../../domain/refusal.js';
import { refused, success, type Result } from '../../domain/result.js';
import { keyOwner, withIdempotency, type RepeatableRequest } from '../../graphql/idempotency.js';
import { keyOf } from '../../graphql/ids.js';
import { partsLeftOut } from '../../domain/dispute.js';
import { Problems } from '../../graphql/problems.js';
import type { Platform, Viewer } from '../../platform.js';
import { answerTo, readAmount, takeInHand, type CaseAtHand, type CaseResult } from '../cases/case.access.js';
import { bookCreditNote } from './credit-note.booking.js';

/** A credit note somebody tells us of. Ids are global. */
export interface ToldCreditNote {
  readonly idempotencyKey?: string | null;
  readonly caseId: string;
  readonly claimId: string;
  readonly amount: { readonly amount: string; readonly currency: string };
  readonly issuedOn: IsoDate;
  readonly reference: string;
}

/** As long as the number of an invoice. */
const LONGEST_REFERENCE = 100;

/**
 * Records a credit note on a claim of an open case, once per idempotency key. Refused for more than is left of the claim, in
 * another currency, with a day to come or before the invoice, a second time under the same number, and where the law of the day
 * is not known.
 */
export async function recordCreditNote(
  platform: Platform,
  viewer: Viewer,
  { idempotencyKey, ...input }: ToldCreditNote,
): Promise<CaseResult> {
  const request = { subject: keyOwner(viewer), key: idempotencyKey ?? null, operation: 'recordCreditNote', input };
  const answer = await recordCreditNoteOnce(platform, viewer, input, request);
  return answer.ok ? success(answer.value.caseId) : answer;
}

/** The same for a credit note that is part of another operation, with that operation's key. Answers with the case's key. */
export async function recordCreditNoteOnce(
  platform: Platform,
  viewer: Viewer,
  input: ToldCreditNote,
  request: RepeatableRequest,
): Promise<Result<{ readonly caseId: string }, readonly Refusal[]>> {
  try {
    return await platform.db.transaction((tx) =>
      withIdempotency(tx, request, async () => {
        const found = await takeInHand(tx, platform, viewer, input.caseId, 'RECORD_CREDIT_NOTE');
        if (!found.ok) return found;
        const refusals = await record(platform, viewer, found.value, input);
        return refusals.length > 0 ? refused(refusals) : success({ caseId: found.value.row.id });
      }),
    );
  } catch (error) {
    return answerTo(error, 'issuedOn');
  }
}

async function record(
  platform: Platform,
  viewer: Viewer,
  atHand: CaseAtHand,
  input: ToldCreditNote,
): Promise<readonly Refusal[]> {
  const { row } = atHand;
  const key = keyOf('Claim', input.claimId);
  const claim = row.state.facts.claims.find(({ id }) => id === key);
  if (!claim) return [{ code: 'NOT_FOUND', text: 'NOT_FOUND.claim', field: ['claimId'] }];
  const amount = readAmount(input.amount, row.currency, 'amount');
  const problems = new Problems();
  const reference = problems.text(input.reference, ['reference'], LONGEST_REFERENCE);
  checkDay(atHand, claim, input.issuedOn, problems);
  if (amount.ok && amount.value > claim.principal) {
    const left = inWords(money(claim.principal, row.currency));
    problems.add(['amount'], 'INVALID_INPUT', 'creditTooLarge', { left });
  }
  const disputed = partsLeftOut(row.state.facts).find((part) => part.claimId === key)?.amount ?? 0n;
  if (amount.ok && disputed > 0n && amount.value > claim.principal - disputed) {
    problems.add(['amount'], 'INVALID_STATE', 'creditOfDisputed', { disputed: inWords(money(disputed, row.currency)) });
  }
  if (!amount.ok) return [amount.refusal, ...problems.refusals];
  if (problems.refusals.length === 0 && (await isKnown(atHand, claim, reference))) {
    problems.add(['reference'], 'INVALID_INPUT', 'creditNoteKnown', { reference });
  }
  if (problems.refusals.length > 0) return problems.refusals;
  const { id: claimId, invoiceNumber } = claim;
  const { issuedOn } = input;
  const note = { claimId, invoiceNumber, amount: amount.value, issuedOn, reference, actor: viewer.subject };
  await bookCreditNote(platform, atHand, note);
  return [];
}

function checkDay({ today }: CaseAtHand, { invoiceDate }: ClaimFacts, issuedOn: IsoDate, problems: Problems): void {
  if (issuedOn > today) problems.add(['issuedOn'], 'INVALID_INPUT', 'dateInFuture');
  if (issuedOn < invoiceDate) problems.add(['issuedOn'], 'INVALID_INPUT', 'creditBeforeInvoice', { invoiceDate });
}

async function isKnown({ tx }: CaseAtHand, { id }: ClaimFacts, reference: string): Promise<boolean> {
  const rows: unknown[] = await tx.query('select from credit_note where claim_id = $1 and reference = $2', [
    id,
    reference,
  ]);
  return rows.length > 0;
}
