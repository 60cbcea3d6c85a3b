import { refuse } from '../documents/unreadable.js';
import type { Direction } from '../domain/bank-money.js';
import type { Balance, BankEntry, BankFile, BankFormat, Statement } from './bank-file.js';
import { entryFlaws, statementFlaws } from './camt.checks.js';
import { readTransaction } from './camt.transaction.js';
import { all, amountAt, at, countAt, dateAt, requiredText, text, type Found } from './iso20022.js';

/** The messages that tell of movements: what holds everything, and what holds one account's. */
const MESSAGES: Readonly<Record<string, { format: BankFormat; body: string; statement: string }>> = {
  'camt.053': { format: 'CAMT_053', body: 'BkToCstmrStmt', statement: 'Stmt' },
  'camt.054': { format: 'CAMT_054', body: 'BkToCstmrDbtCdtNtfctn', statement: 'Ntfctn' },
};

export const isCamt = (message: string): boolean => Object.hasOwn(MESSAGES, message);

/**
 * Account statements and notifications, versions 02 and later: they differ in where a status, a party's name and a
 * transaction's amount stand, and each is looked for in both places. `version` is the whole name, camt.053.001.08.
 */
export function readCamt(document: Found, message: string, version: string): BankFile {
  const { format, body, statement } = MESSAGES[message]!;
  const whole = at(document, body) ?? refuse('bankMissing', 'content', { place: body });
  const found = all({ ...whole, place: '' }, statement);
  if (found.length === 0) refuse('bankMissing', 'content', { place: statement });
  const statements = found.map(readStatement);
  return {
    format,
    version,
    messageId: text(whole, 'GrpHdr/MsgId'),
    statements,
    transfers: [],
    flaws: found.flatMap((each, index) => [
      ...all(each, 'Ntry').flatMap((entry, number) => entryFlaws(entry, statements[index]!.entries[number]!)),
      ...statementFlaws(each, statements[index]!),
    ]),
  };
}

function readStatement(found: Found): Statement {
  const account = text(found, 'Acct/Id/IBAN') ?? requiredText(found, 'Acct/Id/Othr/Id');
  return {
    id: text(found, 'Id'),
    account: account.replace(/\s/g, ''),
    balances: all(found, 'Bal').map(readBalance),
    entries: all(found, 'Ntry').map(readEntry),
  };
}

function readBalance(found: Found): Balance {
  return {
    type: text(found, 'Tp/CdOrPrtry/Cd') ?? text(found, 'Tp/CdOrPrtry/Prtry') ?? '',
    amount: amountAt(found, 'Amt') ?? refuse('bankMissing', 'content', { place: `${found.place}/Amt` }),
    direction: readDirection(found),
    on: dateAt(found, 'Dt') ?? refuse('bankMissing', 'content', { place: `${found.place}/Dt` }),
  };
}

function readDirection(found: Found): Direction {
  const said = requiredText(found, 'CdtDbtInd');
  if (said === 'CRDT') return 'CREDIT';
  return said === 'DBIT' ? 'DEBIT' : refuse('bankMissing', 'content', { place: `${found.place}/CdtDbtInd` });
}

function readEntry(found: Found): BankEntry {
  const amount = amountAt(found, 'Amt') ?? refuse('bankMissing', 'content', { place: `${found.place}/Amt` });
  const direction = readDirection(found);
  const reversal = ['true', '1'].includes(text(found, 'RvslInd') ?? '');
  const valueOn = dateAt(found, 'ValDt');
  const details = all(found, 'NtryDtls');
  const batches = details.flatMap((part) => all(part, 'Btch'));
  const transactions = details.flatMap((part) => all(part, 'TxDtls'));
  return {
    place: found.place,
    reference: text(found, 'AcctSvcrRef'),
    bookedOn:
      dateAt(found, 'BookgDt') ?? valueOn ?? refuse('bankMissing', 'content', { place: `${found.place}/BookgDt` }),
    valueOn,
    amount,
    direction,
    reversal,
    booked: (text(found, 'Sts/Cd') ?? requiredText(found, 'Sts')) === 'BOOK',
    text: text(found, 'AddtlNtryInf'),
    batchOf: batches.length === 1 ? countAt(batches[0]!, 'NbOfTxs') : batches.length > 1 ? batches.length : null,
    transactions: transactions.map((each) => readTransaction(each, { amount, direction, reversal })),
  };
}
