import type { EntityManager } from 'typeorm';
import { unpaidPrincipal } from '../../domain/balance.js';
import type { Refusal } from '../../domain/refusal.js';
import { refused, success, type Result } from '../../domain/result.js';
import { onceForKey, type Repeatable } from '../../graphql/idempotency.js';
import { keyOf } from '../../graphql/ids.js';
import { Problems } from '../../graphql/problems.js';
import type { Platform, Viewer } from '../../platform.js';
import {
  answerTo, readAmount, takeInHand, type CaseAtHand, type CaseResult,
} from '../cases/case.access.js'; // prettier-ignore
import { lockCase } from '../cases/case.record.js';
import { lawOf } from '../cases/case.working.js';
import { takeStepOrUndo } from '../notices/notice.commands.js';
import { writeTransfer, type Buyer } from './sale.record.js';

/** A claim that passes to another creditor. `caseId` and `newCreditorId` are global ids. */
export interface Assignment extends Repeatable {
  readonly caseId: string;
  readonly newCreditorId: string;
}

/** The same for a price. */
export interface Sale extends Assignment {
  readonly price: { readonly amount: string; readonly currency: string };
}

/**
 * Sells the claims of a case to another creditor of ours: the case is closed as sold, and goes on as a case of the buyer, on which
 * all that happened counts as before. The debtor is told whom it owes from now on. Answers with the case that goes on.
 */
export function sellCase(platform: Platform, viewer: Viewer, input: Sale): Promise<CaseResult> {
  return transfer(platform, viewer, input, 'sellCase', 'SELL', ({ row }) => {
    const price = readAmount(input.price, row.currency, 'price');
    return price.ok ? price : refused([price.refusal]);
  });
}

/** Records that the claims of a case have passed to another creditor of ours without a price of ours to book: a merger, a pledge. */
export function assignCase(platform: Platform, viewer: Viewer, input: Assignment): Promise<CaseResult> {
  return transfer(platform, viewer, input, 'assignCase', 'ASSIGN', () => success(null));
}

function transfer(
  platform: Platform,
  viewer: Viewer,
  input: Assignment,
  operation: string,
  action: 'SELL' | 'ASSIGN',
  readPrice: (atHand: CaseAtHand) => Result<bigint | null, readonly Refusal[]>,
): Promise<CaseResult> {
  const done = onceForKey(platform, viewer, operation, input, async (tx) => {
    const found = await takeInHand(tx, platform, viewer, input.caseId, action);
    if (!found.ok) return found;
    const atHand = found.value;
    const price = readPrice(atHand);
    const buyer = await findBuyer(tx, atHand, input.newCreditorId);
    const refusals = [
      ...whyNotNow(platform, atHand),
      ...(price.ok ? [] : price.refusal),
      ...(buyer.ok ? await knownToBuyer(tx, atHand, buyer.value) : [buyer.refusal]),
    ];
    if (!price.ok || !buyer.ok || refusals.length > 0) return refused(refusals);
    const successorId = await writeTransfer(platform, atHand, viewer.subject, buyer.value, price.value);
    await tellDebtor(platform, atHand, viewer, successorId);
    return success(successorId);
  });
  return done.catch((fault: unknown) => answerTo(fault, 'caseId'));
}

/** What is between the debtor, an authority or a partner and the present creditor must come to its end first. */
function whyNotNow(platform: Platform, { row }: CaseAtHand): readonly Refusal[] {
  const { facts, holdReason } = row.state;
  const problems = new Problems();
  if (row.referredByPartnerId !== null) problems.add(['caseId'], 'INVALID_STATE', 'ofPartnersClient');
  if (lawOf(platform.laws, row.state)!.underWay(facts).length > 0) {
    problems.add(['caseId'], 'INVALID_STATE', 'applicationUnderWay');
  }
  if (holdReason === 'PAYMENT_PLAN') problems.add(['caseId'], 'INVALID_STATE', 'planRuns');
  if (facts.settlementOffers.some(({ lapsed }) => !lapsed)) problems.add(['caseId'], 'INVALID_STATE', 'offerStands');
  if (unpaidPrincipal(facts) <= 0n) problems.add(['caseId'], 'INVALID_STATE', 'nothingOwed');
  return problems.refusals;
}

async function findBuyer(
  tx: EntityManager,
  { row }: CaseAtHand,
  newCreditorId: string,
): Promise<Result<Buyer, Refusal>> {
  const field = ['newCreditorId'];
  const key = keyOf('Creditor', newCreditorId);
  if (key === row.creditorId) return refused({ code: 'INVALID_INPUT', text: 'INVALID_INPUT.sameCreditor', field });
  const rows: Buyer[] = await tx.query('select id, name from creditor where id = $1 and client_of_partner_id is null', [
    key,
  ]);
  const buyer = rows[0];
  return buyer ? success(buyer) : refused({ code: 'NOT_FOUND', text: 'NOT_FOUND.creditor', field });
}

/** A creditor has no two invoices of one number. */
async function knownToBuyer(tx: EntityManager, { row }: CaseAtHand, { id }: Buyer): Promise<Refusal[]> {
  const numbers = row.state.facts.claims.map(({ invoiceNumber }) => invoiceNumber);
  const rows: { invoiceNumber: string }[] = await tx.query(
    `select invoice_number as "invoiceNumber" from claim where creditor_id = $1 and invoice_number = any($2) order by 1`,
    [id, numbers],
  );
  return rows.map((params) => ({
    code: 'DUPLICATE_CLAIM', text: 'DUPLICATE_CLAIM.invoice', params, field: ['newCreditorId'],
  })); // prettier-ignore
}

/** By letter, unless the law has it that none is sent to this debtor. */
async function tellDebtor(
  platform: Platform,
  { tx, today }: CaseAtHand,
  viewer: Viewer,
  successorId: string,
): Promise<void> {
  const row = (await lockCase(tx, null, successorId))!;
  const law = lawOf(platform.laws, row.state)!;
  if (law.mayNotBeDunned(row.state.facts, today)) return;
  await takeStepOrUndo(platform, viewer, { tx, row, today }, 'ASSIGNMENT_NOTICE');
}
