import { refuse } from '../documents/unreadable.js';
import type { IsoDate } from '../domain/date.js';
import { sum } from '../domain/money.js';
import { NOBODY, type BankFile, type Statement, type Transaction } from './bank-file.js';
import { entryOf, netOf } from './entry.js';
import {
  check,
  digits,
  field,
  linesOf,
  placeOf,
  refuseEnd,
  refuseRecord,
  sectionsOf,
  shortDate,
  type Line,
} from './fixed-width.js';

const WIDTH = 80;
const CURRENCY = 'NOK';
const OCR_GIRO = '09';
/** Reversal of a card purchase, with a KID and with a text. */
const REVERSALS = ['18', '20'];

export const isOcrGiro = (content: string): boolean => content.startsWith('NY0000');

/** What is read of one transaction, whose amount, payer and text stand on lines of their own. */
interface Payment {
  readonly on: IsoDate;
  readonly transaction: Transaction;
}

/**
 * Incoming payments with a KID (OCR giro, service 09 of the Norwegian clearing house): a file of assignments, one for each
 * delivery to an account. An assignment is one entry a day, as the account statement shows it.
 */
export function readOcrGiro(content: string): BankFile {
  const lines = linesOf(content, WIDTH);
  const [first, ...rest] = lines;
  const last = rest.pop();
  if (!first || !last || last.text.slice(0, 8) !== 'NY000089') return refuseEnd();
  if (first.text.slice(0, 8) !== 'NY000010') refuseRecord(first, 8);
  const assignments = sectionsOf(rest, ({ text }) => text.slice(6, 8) === '88');
  const statements = Array.from(assignments, readAssignment);
  const transactions = statements.flatMap(({ entries }) => entries.flatMap((entry) => entry.transactions));
  check(last, [9, 16], transactions.length);
  check(last, [17, 24], lines.length);
  check(last, [25, 41], ...sums(transactions));
  return {
    format: 'OCR_GIRO',
    version: 'NETS OCR giro',
    messageId: `${field(first, [9, 16])}/${field(first, [17, 23])}`,
    statements,
    transfers: [],
    flaws: [],
  };
}

/** The description leaves open whether what is taken back counts against a sum: both are a sign of a whole file. */
const sums = (transactions: readonly Transaction[]): bigint[] => [
  sum(transactions.map(({ amount }) => amount!)),
  netOf(transactions),
];

function readAssignment(lines: readonly Line[]): Statement {
  const [start, ...rest] = lines;
  const end = rest.pop();
  if (!start || !end) return refuseEnd();
  const service = start.text.slice(2, 4);
  if (service !== OCR_GIRO) refuse('bankService', 'content', { line: start.number, service });
  if (start.text.slice(4, 8) !== '0020') refuseRecord(start, 8);
  const payments = transactionsOf(rest).map(readPayment);
  check(end, [9, 16], payments.length);
  check(end, [17, 24], lines.length);
  check(end, [25, 41], ...sums(payments.map(({ transaction }) => transaction)));
  const number = field(start, [18, 24]);
  return {
    id: number,
    account: field(start, [25, 35]),
    balances: [],
    entries: [...new Set(payments.map(({ on }) => on))].map((on) =>
      entryOf(
        payments.filter((payment) => payment.on === on).map(({ transaction }) => transaction),
        { place: placeOf(start, [18, 24]), bookedOn: on, valueOn: on, currency: CURRENCY },
      ),
    ),
  };
}

/** The lines of each transaction: one of the amount, one of the payer, and up to one of a text, all with its number. */
function transactionsOf(lines: readonly Line[]): Line[][] {
  const transactions: Line[][] = [];
  for (const line of lines) {
    if (line.text.slice(0, 4) !== `NY${OCR_GIRO}`) refuseRecord(line, 8);
    const kind = line.text.slice(6, 8);
    const current = transactions.at(-1);
    if (kind === '30') transactions.push([line]);
    else if ((kind === '31' || kind === '32') && current && sameTransaction(current[0]!, line)) current.push(line);
    else refuseRecord(line, 8);
  }
  return transactions;
}

const sameTransaction = (a: Line, b: Line): boolean => a.text.slice(8, 15) === b.text.slice(8, 15);

function readPayment([amountLine, ...others]: readonly Line[]): Payment {
  const amount = amountLine!;
  const payerLine = others.find((line) => line.text.slice(6, 8) === '31');
  const textLine = others.find((line) => line.text.slice(6, 8) === '32');
  const reversal = REVERSALS.includes(amount.text.slice(4, 6)) || field(amount, [32, 32]) === '-';
  const account = payerLine && field(payerLine, [48, 58]);
  const kid = field(amount, [50, 74]);
  const transaction: Transaction = {
    place: placeOf(amount, [9, 15]),
    reference: payerLine ? `${field(payerLine, [16, 25])}/${field(payerLine, [26, 34])}` : null,
    amount: digits(amount, [33, 49]),
    direction: reversal ? 'DEBIT' : 'CREDIT',
    reversal,
    ordered: null,
    endToEndId: null,
    references: kid === '' ? [] : [kid],
    otherReferences: [],
    documentNumbers: [],
    text: textLine ? [field(textLine, [16, 55])] : [],
    payer: { ...NOBODY, account: account === undefined || /^0*$/.test(account) ? null : account },
    payee: NOBODY,
    returned: null,
  };
  return { on: shortDate(amount, [16, 21], 'DMY'), transaction };
}
