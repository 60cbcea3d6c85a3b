import type { EntityManager } from 'typeorm';
import type { BankMoney } from '../../domain/bank-money.js';
import { match, type MatchRule, type Suggestion } from '../../domain/matching.js';
import type { BankReason } from '../../graphql/bank.enums.js';
import { lockCase, type LockedCase } from '../cases/case.record.js';
import { businessDate } from '../cases/case.working.js';
import { receivePayment } from '../payments/payment.booking.js';
import { inCaseCurrency } from '../referrals/referral.money.js';
import { confirmPayout } from '../settlement/payout.record.js';
import { holdInSuspense, type BookedOn, type Verdict, type Waiting } from './bank.record.js';
import { loadCandidates } from './candidates.js';
import { dayOf, unlessUnknown, type Importing } from './importing.js';
import type { OwnAccounts } from './own-accounts.js';
import { takeBack } from './taking-back.js';

/**
 * Decides about one new movement and books it: on the case it is for, into suspense, or not at all. `doubt` is the key of what it may
 * be already; `id` is the entry's own.
 */
export async function bookMovement(
  importing: Importing,
  id: string,
  moved: BankMoney,
  doubt: string | null,
): Promise<Verdict> {
  const { tx, today } = importing;
  if (!moved.booked) return { outcome: 'IGNORED', reason: 'NOT_BOOKED_YET' };
  if (moved.amount.minor === 0n) return { outcome: 'IGNORED', reason: 'NO_MONEY' };
  const waiting = { id, amount: moved.amount, direction: moved.direction, on: dayOf(moved, today) };
  const takesBack = moved.reversal || moved.returned !== null;
  if (moved.direction === 'DEBIT') return takesBack ? takeBack(importing, waiting, moved) : sent(tx, moved);
  const verdict = takesBack ? unmatched('RETURNED_TRANSFER') : await bookCredit(importing, waiting, moved, doubt);
  if (verdict.outcome === 'SUSPENSE') await holdInSuspense(tx, waiting, verdict.reason!, today);
  return verdict;
}

const unmatched = (reason: BankReason, suggestions: readonly Suggestion[] = []): Verdict => ({
  outcome: 'SUSPENSE',
  reason,
  suggestions,
});

/** Money that went out was booked when it was sent; the bank's word is the proof that it left. */
async function sent(tx: EntityManager, { endToEndId, amount, bookedOn: on }: BankMoney): Promise<Verdict> {
  const made = endToEndId !== null && (await confirmPayout(tx, { reference: endToEndId, amount, on }));
  return { outcome: 'IGNORED', reason: made ? 'PAYOUT_MADE' : 'OUTGOING' };
}

async function bookCredit(
  importing: Importing,
  waiting: Waiting,
  moved: BankMoney,
  doubt: string | null,
): Promise<Verdict> {
  const { tx, platform, accounts } = importing;
  const look = async () => match(moved, await loadCandidates(tx, platform, moved, waiting.on));
  const found = await look();
  const held = whyHeld(moved, accounts, doubt);
  if (held !== null) return { ...unmatched(held, found.suggestions), ...(doubt !== null && { duplicateOfId: doubt }) };
  if (found.kind === 'UNMATCHED') return unmatched(found.reason, found.suggestions);
  const row = await lockCase(tx, null, found.caseId);
  // What was owed may have changed until the case was ours alone; what was quoted has not.
  const again = DECIDED_BY_AMOUNT.includes(found.rule) ? await look() : found;
  if (!row || again.kind !== 'MATCHED' || again.caseId !== found.caseId)
    return unmatched('NO_MATCH', again.suggestions);
  const booked = await bookOnCase(importing, row, moved);
  return typeof booked === 'string'
    ? unmatched(booked, found.suggestions)
    : { outcome: 'BOOKED', rule: found.rule, booked };
}

const DECIDED_BY_AMOUNT: readonly MatchRule[] = ['REFERENCE_IN_TEXT', 'INVOICE_AND_AMOUNT', 'PAYER_AND_AMOUNT'];

/** What keeps money from being booked, whatever it is said to be for. */
function whyHeld(moved: BankMoney, accounts: OwnAccounts, doubt: string | null): BankReason | null {
  if (!accounts.isOwn(moved.account)) return 'WRONG_ACCOUNT';
  if (moved.lump) return 'BATCH_WITHOUT_DETAILS';
  return doubt === null ? null : 'POSSIBLY_KNOWN';
}

/** Why money cannot be booked on a case that it is for. */
type Obstacle = Extract<BankReason, 'NO_RATE' | 'BEFORE_CLAIM' | 'RULE_NOT_ENCODED'>;

/** Books money on a locked case as a payment received on its day; or what stands in the way, with nothing written. */
export async function bookOnCase(
  { tx, platform, actor }: Importing,
  row: LockedCase,
  moved: Pick<BankMoney, 'amount' | 'bookedOn' | 'valueOn' | 'references' | 'endToEndId' | 'bankReference'>,
): Promise<BookedOn | Obstacle> {
  const receivedOn = dayOf(moved, businessDate(platform.clock, row.state.country));
  if (row.state.facts.claims.every(({ invoiceDate }) => receivedOn < invoiceDate)) return 'BEFORE_CLAIM';
  const converted = await inCaseCurrency(tx, moved.amount, row.currency, receivedOn);
  if (!converted.ok) return 'NO_RATE';
  const reference = moved.references[0] ?? moved.endToEndId ?? moved.bankReference;
  const payment = { ...converted.value, receivedOn, to: 'client_funds', reference, reported: null, actor } as const;
  const paymentId = await unlessUnknown(tx, (inner) => receivePayment(inner, platform, row, payment));
  return paymentId === null ? 'RULE_NOT_ENCODED' : { caseId: row.id, creditorId: row.creditorId, paymentId };
}
