import { balance } from '../../domain/balance.js';
import type { IsoDate } from '../../domain/date.js';
import { inWords, money } from '../../domain/money.js';
import type { Refusal } from '../../domain/refusal.js';
import { refused, success } from '../../domain/result.js';
import { offerOn } from '../../domain/settlement-offer.js';
import { onceForKey, type Repeatable } from '../../graphql/idempotency.js';
import { uuidv7 } from '../../graphql/ids.js';
import { Problems } from '../../graphql/problems.js';
import { readingRole } from '../../graphql/scope.js';
import type { Platform, Viewer } from '../../platform.js';
import {
  actOnCase, answerTo, readAmount, takeInHand, type CaseAtHand, type CaseResult,
} from '../cases/case.access.js'; // prettier-ignore
import { lockCase, recordEvent } from '../cases/case.record.js';
import { lawOf } from '../cases/case.working.js';
import { takeStepOrUndo } from '../notices/notice.commands.js';

/** A part to be taken for the whole. `caseId` is a global id. */
export interface Offer extends Repeatable {
  readonly caseId: string;
  readonly amount: { readonly amount: string; readonly currency: string };
  readonly payBy: IsoDate;
  /** Who agreed for the creditor, and how; always where the agency makes the offer. */
  readonly consent?: string | null;
}

const LONGEST_CONSENT = 500;

/**
 * Offers the debtor by letter to take a part for the whole, if it comes by a day; until then nothing else is done. What comes in
 * time closes the case as settled, else the offer lapses and everything is owed as before. It is no step that keeps the claim, so
 * its day comes before the one on which the claim must be kept.
 */
export function offerSettlement(platform: Platform, viewer: Viewer, input: Offer): Promise<CaseResult> {
  const offered = onceForKey(platform, viewer, 'offerSettlement', input, async (tx) => {
    const found = await takeInHand(tx, platform, viewer, input.caseId, 'OFFER_SETTLEMENT');
    return found.ok ? offer(platform, viewer, found.value, input) : found;
  });
  return offered.catch((fault: unknown) => answerTo(fault, 'payBy'));
}

async function offer(platform: Platform, viewer: Viewer, atHand: CaseAtHand, input: Offer): Promise<CaseResult> {
  const { tx, row, today } = atHand;
  const amount = readAmount(input.amount, row.currency, 'amount');
  const problems = new Problems();
  const consent = problems.optionalText(input.consent, ['consent'], LONGEST_CONSENT);
  if (readingRole(viewer) === 'AGENT' && consent === null) problems.add(['consent'], 'INVALID_INPUT', 'consentNeeded');
  checkDay(platform, atHand, input.payBy, problems);
  const refusals = [...problems.refusals, ...(amount.ok ? tooMuch(platform, atHand, amount.value) : [amount.refusal])];
  if (!amount.ok || refusals.length > 0) return refused(refusals);
  await tx.query(
    `insert into settlement_offer (id, case_id, creditor_id, amount_minor, amount_currency, offered_on, pay_by, consent, offered_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      uuidv7(),
      row.id,
      row.creditorId,
      amount.value.toString(),
      row.currency,
      today,
      input.payBy,
      consent,
      viewer.subject,
    ],
  );
  await recordEvent(tx, row, {
    type: 'settlementOffered',
    on: today,
    actor: viewer.subject,
    params: { amount: inWords(money(amount.value, row.currency)), payBy: input.payBy },
    changedFields: ['settlementOffers'],
  });
  const withOffer = (await lockCase(tx, null, row.id))!;
  await takeStepOrUndo(platform, viewer, { tx, row: withOffer, today }, 'SETTLEMENT_OFFER');
  return success(row.id);
}

/** As much time as a letter gives to pay, to a bank day, and over before the claim must be kept. */
function checkDay(platform: Platform, { row, today }: CaseAtHand, payBy: IsoDate, problems: Problems): void {
  const { facts } = row.state;
  const law = lawOf(platform.laws, row.state)!;
  const earliestOn = law.payBy('LIMITATION_NOTICE', facts, today)!;
  if (payBy < earliestOn || !law.isBankDay(payBy)) problems.add(['payBy'], 'INVALID_INPUT', 'offerDay', { earliestOn });
  const { actOn } = law.limitationGuard(facts);
  if (!law.limitation(facts).suspended && law.lastArrival(payBy) >= actOn) {
    problems.add(['payBy'], 'INVALID_INPUT', 'offerTooLong', { actOn });
  }
}

function tooMuch(platform: Platform, { row, today }: CaseAtHand, amount: bigint): Refusal[] {
  const { outstanding } = balance(row.state.facts, lawOf(platform.laws, row.state), today);
  if (amount < outstanding) return [];
  const params = { owed: inWords(money(outstanding, row.currency)) };
  return [{ code: 'INVALID_INPUT', text: 'INVALID_INPUT.offerTooLarge', params, field: ['amount', 'amount'] }];
}

/**
 * Records that the debtor has accepted the offer that stands. It need not: paying is enough. Nor does it acknowledge the debt by
 * it; where it does, that is recorded as a proceeding.
 */
export function acceptSettlement(platform: Platform, viewer: Viewer, caseId: string): Promise<CaseResult> {
  return actOnCase(platform, viewer, caseId, 'ACCEPT_SETTLEMENT', async ({ tx, row, today }) => {
    const law = lawOf(platform.laws, row.state);
    const stands = law && offerOn(row.state.facts, law, today);
    if (!stands) return [{ code: 'INVALID_STATE', text: 'INVALID_STATE.noOffer', field: ['caseId'] }];
    const [accepted]: [unknown[], number] = await tx.query(
      `update settlement_offer set accepted_on = $3 where case_id = $1 and offered_on = $2 and accepted_on is null returning id`,
      [row.id, stands.offeredOn, today],
    );
    if (accepted.length === 0)
      return [{ code: 'INVALID_STATE', text: 'INVALID_STATE.offerAccepted', field: ['caseId'] }];
    await recordEvent(tx, row, {
      type: 'settlementAccepted',
      on: today,
      actor: viewer.subject,
      params: { amount: inWords(money(stands.amount, row.currency)), payBy: stands.payBy },
      changedFields: ['settlementOffers'],
    });
    return [];
  });
}
