import type { EntityManager } from 'typeorm';
import { accountKey, type BankMoney, type Direction } from '../../domain/bank-money.js';
import type { IsoDate } from '../../domain/date.js';
import type { MatchRule, Suggestion } from '../../domain/matching.js';
import { inWords, money, type Money } from '../../domain/money.js';
import type { KnownMoney } from '../../domain/overlap.js';
import { releasePosting, suspensePosting } from '../../domain/suspense.js';
import type { BankOutcome, BankReason, SuspenseEnd } from '../../graphql/bank.enums.js';
import type { TaskKind } from '../../graphql/task.enums.js';
import { post } from '../cases/case.record.js';
import { closeTasks, openTasks } from '../tasks/task.record.js';
import type { OwnAccounts } from './own-accounts.js';

/** The payment that money became. */
export interface BookedOn {
  readonly caseId: string;
  readonly creditorId: string;
  readonly paymentId: string;
}

/** What becomes of one line of a file. */
export interface Verdict {
  readonly outcome: BankOutcome;
  readonly rule?: MatchRule;
  readonly reason?: BankReason;
  readonly suggestions?: readonly Suggestion[];
  readonly duplicateOfId?: string;
  readonly booked?: BookedOn;
}

/** A line of a file with its place in it. */
export interface NewEntry {
  readonly id: string;
  readonly fileId: string;
  readonly position: number;
  readonly money: Omit<BankMoney, 'amount' | 'bookedOn'> & Partial<Pick<BankMoney, 'amount' | 'bookedOn'>>;
}

const COLUMNS = [
  'id', 'file_id', 'position', 'place', 'source', 'account', 'account_key', 'booked_on', 'value_on', 'direction', 'reversal', 'amount_minor',
  'currency', 'ordered_minor', 'ordered_currency', 'line_number', 'line_minor', 'line_direction', 'detailed', 'bank_reference',
  'end_to_end_id', 'quoted', 'document_numbers', 'remittance', 'payer_name', 'payer_account', 'outcome', 'rule', 'reason', 'suggestions',
  'duplicate_of_id', 'case_id', 'creditor_id', 'payment_id',
].join(', '); // prettier-ignore

/** Writes a line of a file and what became of it. */
export async function insertEntry(tx: EntityManager, entry: NewEntry, verdict: Verdict): Promise<void> {
  const { id, fileId, position, money: moved } = entry;
  const row = {
    id, file_id: fileId, position, place: moved.place, source: moved.source, account: moved.account, account_key: accountKey(moved.account),
    booked_on: moved.bookedOn, value_on: moved.valueOn, direction: moved.direction, reversal: moved.reversal,
    amount_minor: moved.amount?.minor.toString(), currency: moved.amount?.currency, ordered_minor: moved.ordered?.minor.toString(),
    ordered_currency: moved.ordered?.currency, line_number: moved.line.number, line_minor: moved.line.amount.toString(),
    line_direction: moved.line.direction, detailed: moved.detailed, bank_reference: moved.bankReference, end_to_end_id: moved.endToEndId,
    quoted: moved.references, document_numbers: moved.documentNumbers, remittance: moved.text, payer_name: moved.payer.name,
    payer_account: moved.payer.account, outcome: verdict.outcome, rule: verdict.rule, reason: verdict.reason,
    suggestions: verdict.suggestions ?? [], duplicate_of_id: verdict.duplicateOfId, case_id: verdict.booked?.caseId,
    creditor_id: verdict.booked?.creditorId, payment_id: verdict.booked?.paymentId,
  }; // prettier-ignore
  await tx.query(
    `insert into bank_entry (${COLUMNS}) select ${COLUMNS} from json_populate_record(null::bank_entry, $1)`,
    [JSON.stringify(row)],
  );
}

interface KnownRow {
  readonly id: string;
  readonly fileId: string;
  readonly source: string;
  readonly account: string;
  readonly bookedOn: IsoDate;
  readonly direction: Direction;
  readonly minor: string;
  readonly currency: string;
  readonly reversal: boolean;
  readonly detailed: boolean;
  readonly lineNumber: number;
  readonly lineMinor: string;
  readonly lineDirection: Direction;
  readonly bankReference: string | null;
  readonly endToEndId: string | null;
  readonly references: string[];
  readonly text: string;
  readonly payerName: string | null;
  readonly payerAccount: string | null;
}

/** Money of the same accounts and days that is known already. A lump whose parts are known counts no more. */
export async function loadKnown(
  tx: EntityManager,
  accounts: OwnAccounts,
  found: readonly BankMoney[],
): Promise<KnownMoney[]> {
  const keys = [...new Set(found.flatMap(({ account }) => accounts.keysOf(account)))];
  const days = [...new Set(found.map(({ bookedOn }) => bookedOn))];
  const rows: KnownRow[] = await tx.query(
    `select id, file_id as "fileId", source, account, booked_on as "bookedOn", direction, amount_minor as minor, currency, reversal, detailed,
       line_number as "lineNumber", line_minor as "lineMinor", line_direction as "lineDirection", bank_reference as "bankReference",
       end_to_end_id as "endToEndId", quoted as "references", remittance as text, payer_name as "payerName", payer_account as "payerAccount"
     from bank_entry e where account_key = any($1) and booked_on = any($2) and outcome in ('BOOKED', 'SUSPENSE', 'REVERSED')
       and not exists (select from bank_entry_settlement where entry_id = e.id and kind = 'ITEMISED') order by file_id, position`,
    [keys, days],
  );
  return rows.map(({ minor, currency, lineNumber, lineMinor, lineDirection, payerName, payerAccount, ...row }) => ({
    ...row,
    amount: money(BigInt(minor), currency),
    line: { number: lineNumber, amount: BigInt(lineMinor), direction: lineDirection },
    payer: { name: payerName, account: payerAccount, identifier: null },
    place: '', valueOn: null, booked: true, lump: false, documentNumbers: [], ordered: null, returned: null,
  })); // prettier-ignore
}

/** Money in suspense that came in asks whose it is; money that went out, what it took back. */
const taskOf = (direction: Direction): TaskKind => (direction === 'CREDIT' ? 'UNMATCHED_MONEY' : 'UNMATCHED_REVERSAL');

/** Money that moved on our account, as far as suspense is concerned. */
export interface Waiting {
  /** Key of the entry. */
  readonly id: string;
  readonly amount: Money;
  readonly direction: Direction;
  /** The day it moved, for the books. */
  readonly on: IsoDate;
}

/** Puts money in suspense, and asks a person about it today: it belongs to somebody. */
export async function holdInSuspense(
  tx: EntityManager,
  waiting: Waiting,
  reason: BankReason,
  today: IsoDate,
): Promise<void> {
  const { id, amount, direction, on } = waiting;
  await post(tx, [suspensePosting(waiting, on)]);
  const about = { caseId: null, creditorId: null, referralId: null, subject: id, dueOn: today };
  await openTasks(tx, taskOf(direction), today, [{ ...about, params: { amount: inWords(amount), on, reason } }]);
}

/** How money leaves suspense, and who sees to it. */
export interface Ending {
  readonly kind: SuspenseEnd;
  readonly settledBy: string;
  readonly note?: string;
  readonly booked?: BookedOn;
}

/** Takes money out of suspense. A second time is a fault: the entry is to be locked and looked at first. */
export async function endSuspense(
  tx: EntityManager,
  waiting: Waiting,
  { kind, settledBy, note, booked }: Ending,
  today: IsoDate,
): Promise<void> {
  // What is booked instead stands in the books as of the day the money came; what goes, goes today.
  const on = kind === 'ASSIGNED' || kind === 'ITEMISED' ? waiting.on : today;
  await post(tx, [releasePosting(waiting, kind, on)]);
  await tx.query(
    `insert into bank_entry_settlement (entry_id, kind, case_id, creditor_id, payment_id, on_date, note, settled_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [waiting.id, kind, booked?.caseId, booked?.creditorId, booked?.paymentId, today, note, settledBy],
  );
  await closeTasks(tx, [taskOf(waiting.direction)], { subject: waiting.id }, today);
}
