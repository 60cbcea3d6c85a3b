import { refuse, shown } from '../documents/unreadable.js';
import { sum } from '../domain/money.js';
import { NOBODY, type BankFile, type Statement, type Transaction } from './bank-file.js';
import { entryOf } from './entry.js';
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

const WIDTH = 90;
const CURRENCY = 'EUR';
const EURO = '1';
/** A credit transfer with a reference, and a direct debit. */
const PAYMENTS = ['3', '5'];

export const isKtl = (content: string): boolean => /^0\d{10}[^\r\n]{12,79}\r?\n[359]\d{14}/.test(content);

/** Incoming reference payments of Finnish banks (saapuvat viitemaksut, KTL): batches of a head, payments and a sum. */
export function readKtl(content: string): BankFile {
  const lines = linesOf(content, WIDTH);
  const batches = sectionsOf(lines, ({ text }) => text.startsWith('9'));
  const statements = Array.from(batches, readBatch).flat();
  const [first] = lines;
  return {
    format: 'KTL',
    version: 'KTL',
    messageId: first ? field(first, [2, 11]) : null,
    statements,
    transfers: [],
    flaws: [],
  };
}

function readBatch(lines: readonly Line[]): Statement[] {
  const [head, ...payments] = lines;
  const total = payments.pop();
  if (!head || !total) return refuseEnd();
  if (!head.text.startsWith('0')) refuseRecord(head, 1);
  const known = payments.find((line) => !PAYMENTS.includes(line.text[0]!));
  if (known) refuseRecord(known, 1);
  const read = payments.map((line) => ({ line, transaction: readPayment(line) }));
  const [paid, corrected] = [false, true].map((reversal) =>
    read.flatMap(({ transaction }) => (transaction.reversal === reversal ? [transaction.amount!] : [])),
  );
  check(total, [2, 7], paid!.length);
  check(total, [8, 18], sum(paid!));
  check(total, [19, 24], corrected!.length);
  check(total, [25, 35], sum(corrected!));
  const keyOf = (line: Line) => `${field(line, [2, 15])} ${field(line, [16, 21])}`;
  return [...new Set(payments.map(keyOf))].map((key) => statementOf(read.filter(({ line }) => keyOf(line) === key)));
}

/** Payments of one account and day, which the account statement shows as one entry. */
function statementOf(read: readonly { readonly line: Line; readonly transaction: Transaction }[]): Statement {
  const { line } = read[0]!;
  const place = placeOf(line, [1, WIDTH]);
  const bookedOn = shortDate(line, [16, 21], 'YMD');
  const transactions = read.map((each) => each.transaction);
  return {
    id: null,
    account: field(line, [2, 15]),
    balances: [],
    entries: [entryOf(transactions, { place, bookedOn, valueOn: null, currency: CURRENCY })],
  };
}

function readPayment(line: Line): Transaction {
  const currency = field(line, [76, 76]);
  if (currency !== EURO)
    refuse('bankCurrency', 'content', { place: placeOf(line, [76, 76]), currency: shown(currency) });
  const correction = field(line, [88, 88]);
  if (!['', '0', '1'].includes(correction)) refuseRecord(line, 1);
  // Refused here rather than kept: the day the payer paid is told to nobody, but damage shows in it.
  if (!/^0*$/.test(field(line, [22, 27]))) shortDate(line, [22, 27], 'YMD');
  const reference = field(line, [44, 63]);
  return {
    place: placeOf(line, [1, WIDTH]),
    reference: field(line, [28, 43]) || null,
    amount: digits(line, [78, 87]),
    direction: correction === '1' ? 'DEBIT' : 'CREDIT',
    reversal: correction === '1',
    ordered: null,
    endToEndId: null,
    references: reference === '' ? [] : [reference],
    otherReferences: [],
    documentNumbers: [],
    text: [],
    payer: { ...NOBODY, name: field(line, [64, 75]) || null },
    payee: NOBODY,
    returned: null,
  };
}
