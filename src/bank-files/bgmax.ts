import { refuse } from '../documents/unreadable.js';
import { isCurrency } from '../domain/codes.js';
import { NOBODY, type BankFile, type Party, type Statement, type Transaction } from './bank-file.js';
import { entryOf, netOf } from './entry.js';
import {
  check, digits, field, linesOf, longDate, placeOf, refuseEnd, refuseRecord, sectionsOf, type Line,
} from './fixed-width.js'; // prettier-ignore

const WIDTH = 80;
const HEAD = '01';
const OPENING = '05';
const DEPOSIT = '15';
const PAYMENT = '20';
const DEDUCTION = '21';
const REFERENCES = ['22', '23'];
const WORDS = ['25', '26', '27', '28', '29'];
const TRAILER = '70';

const codeOf = ({ text }: Line): string => text.slice(0, 2);
const count = (lines: readonly Line[], ...codes: readonly string[]): number =>
  lines.filter((line) => codes.includes(codeOf(line))).length;

export const isBgMax = (content: string): boolean => content.startsWith('01BGMAX');

/**
 * Incoming payments of Bankgirot (BgMax): deposits to a bankgiro number, each of payments and deductions. A payment that
 * names several invoices has a record for each, also for the credit notes it takes off.
 */
export function readBgMax(content: string): BankFile {
  const lines = linesOf(content, WIDTH);
  const [head, ...rest] = lines;
  const trailer = rest.pop();
  if (!head || !trailer || codeOf(trailer) !== TRAILER) return refuseEnd();
  if (codeOf(head) !== HEAD) refuseRecord(head, 2);
  if (field(head, [45, 45]) !== 'P') refuse('bankTestFile', 'content', { line: head.number });
  const deposits = sectionsOf(rest, (line) => codeOf(line) === DEPOSIT);
  const statements = Array.from(deposits, readDeposit);
  check(trailer, [3, 10], count(rest, PAYMENT));
  check(trailer, [11, 18], count(rest, DEDUCTION));
  check(trailer, [19, 26], count(rest, ...REFERENCES));
  check(trailer, [27, 34], count(rest, DEPOSIT));
  const [version, messageId] = [field(head, [23, 24]), field(head, [25, 44])];
  return { format: 'BGMAX', version: `BGMAX ${version}`, messageId, statements, transfers: [], flaws: [] };
}

function readDeposit(lines: readonly Line[]): Statement {
  const [opening, ...rest] = lines;
  const deposit = rest.pop();
  if (!opening || !deposit || codeOf(opening) !== OPENING) return refuseRecord(opening ?? lines[0]!, 2);
  const currency = field(opening, [23, 25]);
  if (!isCurrency(currency)) refuse('bankCurrency', 'content', { place: placeOf(opening, [23, 25]), currency });
  if (field(deposit, [69, 71]) !== currency) {
    const place = placeOf(deposit, [69, 71]);
    refuse('bankTotals', 'content', { place, stated: field(deposit, [69, 71]), found: currency });
  }
  const transactions = paymentsOf(rest).map(readPayment);
  check(deposit, [51, 68], netOf(transactions));
  check(deposit, [72, 79], transactions.length);
  const on = longDate(deposit, [38, 45]);
  const serial = field(deposit, [46, 50]);
  return {
    id: serial,
    account: field(opening, [3, 12]).replace(/^0+/, ''),
    balances: [],
    entries: [entryOf(transactions, { place: placeOf(deposit, [46, 50]), bookedOn: on, valueOn: on, currency })],
  };
}

/** The lines of each payment or deduction: the record itself, then its references, texts and payer. */
function paymentsOf(lines: readonly Line[]): Line[][] {
  const payments: Line[][] = [];
  for (const line of lines) {
    const code = codeOf(line);
    const current = payments.at(-1);
    if (code === PAYMENT || code === DEDUCTION) payments.push([line]);
    else if (current && [...REFERENCES, ...WORDS].includes(code)) current.push(line);
    else refuseRecord(line, 2);
  }
  return payments;
}

function readPayment([main, ...others]: readonly Line[]): Transaction {
  const record = main!;
  const deduction = codeOf(record) === DEDUCTION;
  const all = (code: string) => others.filter((line) => codeOf(line) === code);
  const references = [record, ...all('22')].map((line) => field(line, [13, 37])).filter((each) => each !== '');
  return {
    place: placeOf(record, [1, WIDTH]),
    reference: field(record, [58, 69]) || null,
    amount: digits(record, [38, 55]),
    direction: deduction ? 'DEBIT' : 'CREDIT',
    // What is deducted from a deposit takes back what an earlier one brought.
    reversal: deduction,
    ordered: null,
    endToEndId: null,
    references,
    otherReferences: [],
    documentNumbers: all('23').map((line) => field(line, [13, 37])),
    text: all('25').map((line) => field(line, [3, 52])),
    payer: payerOf(record, all),
    payee: NOBODY,
    returned: null,
  };
}

function payerOf(record: Line, all: (code: string) => Line[]): Party {
  const account = field(record, [3, 12]).replace(/^0+/, '');
  const names = all('26').map((line) => field(line, [3, 37]));
  const numbers = all('29').map((line) => field(line, [3, 14]).replace(/^0+/, ''));
  return { name: names[0] || null, account: account || null, identifier: numbers[0] || null };
}
