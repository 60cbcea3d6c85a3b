import type { BankMoney } from '../domain/bank-money.js';
import { NOBODY, type BankEntry, type BankFile, type Transaction } from './bank-file.js';

/** What a line says where it gives no details. */
const NO_DETAILS: Omit<Transaction, 'place' | 'amount' | 'direction' | 'reversal'> = {
  reference: null, ordered: null, endToEndId: null, references: [], otherReferences: [], documentNumbers: [], text: [], payer: NOBODY,
  payee: NOBODY, returned: null,
}; // prettier-ignore

/** Every movement of a file, in its order: one for each transaction, or one for a line whose parts are not told apart. */
export function movementsOf(file: BankFile): BankMoney[] {
  let number = 0;
  return file.statements.flatMap(({ account, entries }) =>
    entries.flatMap((entry) => {
      number += 1;
      return movementsOfEntry({ source: sourceOf(file), account, entry, number });
    }),
  );
}

/** Statements and notifications of ISO 20022 call the same payment the same. */
const sourceOf = ({ format }: BankFile): string => (format.startsWith('CAMT') ? 'CAMT' : format);

/** What stands behind a movement: one payment, several that are not told apart, or the file does not say. */
type Behind = 'ONE' | 'LUMP' | 'UNKNOWN';

/** A line, and where it stands. */
interface Line {
  readonly source: string;
  readonly account: string;
  readonly entry: BankEntry;
  readonly number: number;
}

function movementsOfEntry(line: Line): BankMoney[] {
  const { entry } = line;
  const { transactions } = entry;
  const move = (transaction: Transaction, amount: bigint, of: Behind) => movement(line, transaction, amount, of);
  if (transactions.length === 1) {
    // What the account got counts, not what was sent: a bank may have kept its charge.
    return [
      move(
        { ...transactions[0]!, reference: transactions[0]!.reference ?? entry.reference },
        entry.amount.minor,
        'ONE',
      ),
    ];
  }
  if (transactions.length > 1 && transactions.every(({ amount }) => amount !== null)) {
    return transactions.map((each) => move(each, each.amount!, 'ONE'));
  }
  const { place, direction, reversal, reference, batchOf } = entry;
  const details = transactions.length > 1 ? merged(transactions) : NO_DETAILS;
  const whole = { ...details, place, amount: null, direction, reversal, reference };
  return [move(whole, entry.amount.minor, transactions.length > 1 || (batchOf ?? 1) > 1 ? 'LUMP' : 'UNKNOWN')];
}

/** What is said of several transactions whose amounts are not. */
const merged = (transactions: readonly Transaction[]): typeof NO_DETAILS => ({
  ...NO_DETAILS,
  references: transactions.flatMap(({ references }) => references),
  documentNumbers: transactions.flatMap(({ documentNumbers }) => documentNumbers),
  text: transactions.flatMap(({ text }) => text),
});

function movement(
  { source, account, entry, number }: Line,
  transaction: Transaction,
  amount: bigint,
  of: Behind,
): BankMoney {
  const { place, direction, reversal, reference, endToEndId, references, documentNumbers, text, payer } = transaction;
  return {
    source, place, account, bookedOn: entry.bookedOn, valueOn: entry.valueOn, direction, amount: { minor: amount, currency: entry.amount.currency },
    reversal, booked: entry.booked, detailed: of === 'ONE', lump: of === 'LUMP', line: { number, amount: entry.amount.minor, direction: entry.direction }, bankReference: reference, endToEndId, references,
    documentNumbers, text: [...text, ...(entry.text ?? '').split('\n')].filter((each) => each !== '').join(' '), payer,
    ordered: transaction.ordered, returned: transaction.returned,
  }; // prettier-ignore
}
