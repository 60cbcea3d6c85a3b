import type { EntityManager } from 'typeorm';
import type { IsoDate } from '../../domain/date.js';
import { creditNotePostings, movedPostings, type Account } from '../../domain/ledger.js';
import { inWords, money } from '../../domain/money.js';
import { respread, undone, type MovedPart } from '../../domain/spread.js';
import { OPEN_REFERRAL_STATUSES } from '../../graphql/enums.js';
import { uuidv7 } from '../../graphql/ids.js';
import { addJob } from '../../jobs/queue.js';
import type { Platform } from '../../platform.js';
import type { CaseAtHand } from '../cases/case.access.js';
import { loadCaseStates } from '../cases/case.facts.js';
import { accrue, bookOf, post, recordEvent, reschedule, type LockedCase } from '../cases/case.record.js';
import { lawOf } from '../cases/case.working.js';
import { closeFulfilled } from '../cases/case.closing.js';
import { closeUnpaid } from '../cases/hold.commands.js';
import { insertAllocations, payableOf } from './payment.booking.js';
import { coverSettled } from './settled-money.js';
import { followSurplus } from './surplus.js';

/** A credit note as it is booked. `amount` is minor units of the case's currency, never more than is left of the claim. */
export interface IssuedCreditNote {
  readonly claimId: string;
  readonly invoiceNumber: string;
  readonly amount: bigint;
  readonly issuedOn: IsoDate;
  readonly reference: string;
  /** Subject of whoever tells us. */
  readonly actor: string;
}

/**
 * Books a credit note on a locked, open case: the claim is lower, interest and costs are booked anew as if it always had been,
 * and what payments covered of it covers what else is owed, or is owed back. The case is closed once nothing is left: as paid
 * where something was owed and paid, else as credited. A partner that has it is told.
 * Throws RuleNotEncoded where the law of the day is not known; nothing may be kept of the transaction then.
 */
export async function bookCreditNote(platform: Platform, atHand: CaseAtHand, note: IssuedCreditNote): Promise<void> {
  const { tx, row, today } = atHand;
  const { claimId, amount, issuedOn, invoiceNumber, reference, actor } = note;
  const id = uuidv7();
  await tx.query(
    `insert into credit_note (id, case_id, claim_id, creditor_id, amount_minor, amount_currency, issued_on, reference, recorded_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [id, row.id, claimId, row.creditorId, amount.toString(), row.currency, issuedOn, reference, actor],
  );
  await post(tx, creditNotePostings(bookOf(row), { id, claimId, amount, on: issuedOn }));
  const law = lawOf(platform.laws, row.state);
  const { facts } = (await loadCaseStates(tx, [row.id])).get(row.id)!;
  const own = await loadOwnPayments(tx, row);
  for (const [index, part] of respread(facts, law, today, (paymentId) => own.has(paymentId)).entries())
    await movePart(tx, row, part, `${id}:${index}`, today);
  const { outstanding, paid } = await accrue(tx, row, law, today);
  await recordEvent(tx, row, {
    type: 'creditNoteRecorded',
    on: today,
    actor,
    params: { amount: inWords(money(amount, row.currency)), invoiceNumber, reference },
    changedFields: ['balance', 'creditNotes'],
  });
  await followSurplus(tx, row, today);
  if (outstanding <= 0n && outstanding + paid <= 0n) {
    const event = { type: 'closed', on: today, actor, params: { closeReason: 'CREDITED' } };
    return closeUnpaid(platform, atHand, 'CREDITED', event, `Credited in whole by credit note ${reference}.`);
  }
  if (outstanding <= 0n) await closeFulfilled(tx, row, 'PAID', today, actor);
  await reschedule(tx, platform, row.id);
  const { referralStatus } = row.state;
  if (referralStatus !== null && OPEN_REFERRAL_STATUSES.includes(referralStatus)) {
    await addJob(tx, { name: 'tellCreditNote', payload: { creditNoteId: id } });
  }
}

/** Payments in the books of this case; a case that was sold or merged knows of others. */
async function loadOwnPayments(tx: EntityManager, { id }: LockedCase): Promise<ReadonlySet<string>> {
  const rows: { id: string }[] = await tx.query('select id from payment where case_id = $1', [id]);
  return new Set(rows.map((row) => row.id));
}

/** What a part of a payment covered it covers no more: told beside what it covers now, for nothing told is taken away. */
async function movePart(
  tx: EntityManager,
  row: LockedCase,
  part: MovedPart,
  cause: string,
  on: IsoDate,
): Promise<void> {
  const { paymentId, released, allocations } = part;
  await insertAllocations(tx, row, paymentId, [...undone(released), ...allocations]);
  const covering: { to: Account }[] = await tx.query(
    `select debit_account as to from posting where payment_id = $1 and credit_account like 'receivable:%' order by seq limit 1`,
    [paymentId],
  );
  const booked = { to: covering[0]!.to, owedTo: payableOf(row), on, cause };
  await post(tx, movedPostings(bookOf(row), { ...part, ...booked }));
  await coverSettled(tx, row, paymentId, `overpaid:${cause}:${paymentId}`, on);
}
