import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { BankEntry, BankFile, Statement, Transaction } from '../../src/bank-files/bank-file.js';
import { readBankFile } from '../../src/bank-files/read.js';
import { formatAmount, parseAmount, sum } from '../../src/domain/money.js';
import { withShared } from '../setup/shared.js';

const CORPUS = '../shared/corpus/bank-files';
const shared = withShared(`${CORPUS}/expected.json`);

interface ExpectedTransaction {
  structuredReferences: string[];
  documentNumbers: string[];
  freeText: string[];
  debtor: string | null;
  creditor: string | null;
  endToEndId: string | null;
}
interface ExpectedEntry {
  direction: 'CRDT' | 'DBIT';
  amount: string;
  currency: string;
  reversal: boolean;
  status: string;
  bookingDate: string;
  valueDate: string;
  bankReference: string | null;
  transactions: ExpectedTransaction[];
}
interface ExpectedStatement {
  id: string;
  account: string;
  balances: { type: string; amount: string; currency: string; direction: 'CRDT' | 'DBIT'; date: string }[];
  entryCount: number;
  entries: ExpectedEntry[];
}
interface ExpectedPayment {
  payerBankgiro: string | null;
  amount: string;
  references: string[];
  negativeReferences: { reference: string; amount: string }[];
  payerName?: string;
}
interface ExpectedDeposit {
  bankgiro: string;
  currency: string;
  payments: ExpectedPayment[];
  sum: string;
  count: number;
  paymentDate: string;
}

const expected = (): Record<string, Record<string, unknown>> =>
  JSON.parse(readFileSync(`${CORPUS}/expected.json`, 'utf8')) as Record<string, Record<string, unknown>>;
const names = (folder: string): string[] => Object.keys(expected()).filter((name) => name.startsWith(folder));
const read = (name: string) => readBankFile(readFileSync(path.join(CORPUS, name)));

function taken(name: string): BankFile {
  const file = read(name);
  if (!file.ok) throw new Error(JSON.stringify(file.refusal));
  return file.value;
}

const way = { CRDT: 'CREDIT', DBIT: 'DEBIT' } as const;

/** The list tells the first two lines of a text, and what a payer's bank writes for want of a number. */
function compareTransaction(found: Transaction, wanted: ExpectedTransaction): void {
  expect({
    structuredReferences: [...found.otherReferences, ...found.references],
    documentNumbers: found.documentNumbers,
    freeText: found.text.slice(0, 2),
    debtor: found.payer.name,
    creditor: found.payee.name,
    endToEndId: found.endToEndId,
  }).toEqual({ ...wanted, endToEndId: wanted.endToEndId === 'NOTPROVIDED' ? null : wanted.endToEndId });
}

function compareEntry(found: BankEntry, wanted: ExpectedEntry): void {
  const { transactions, amount, status, bookingDate, bankReference, ...rest } = wanted;
  expect(found.amount).toEqual({ minor: parseAmount(amount, wanted.currency), currency: wanted.currency });
  expect(found).toMatchObject({
    direction: way[rest.direction],
    reversal: rest.reversal,
    booked: status === 'BOOK',
    bookedOn: bookingDate.slice(0, 10),
    valueOn: rest.valueDate,
    reference: bankReference,
  });
  expect(found.transactions).toHaveLength(transactions.length);
  transactions.forEach((each, index) => compareTransaction(found.transactions[index]!, each));
}

function compareStatement(found: Statement, wanted: ExpectedStatement): void {
  expect(found).toMatchObject({ id: wanted.id, account: wanted.account });
  expect(found.balances).toEqual(
    wanted.balances.map(({ type, amount, currency, direction, date }) => ({
      type, amount: { minor: parseAmount(amount, currency), currency }, direction: way[direction], on: date,
    })),
  ); // prettier-ignore
  expect(found.entries).toHaveLength(wanted.entryCount);
  wanted.entries.forEach((each, index) => compareEntry(found.entries[index]!, each));
}

shared.describe('files as banks sent them', () => {
  test.each(['camt053/', 'camt054/'])('%s: every statement, balance, entry and transaction', (folder) => {
    for (const name of names(folder)) {
      const wanted = expected()[name]! as { format: string; statements: ExpectedStatement[] };
      const file = taken(name);
      expect(file.version).toBe(wanted.format);
      expect(file.statements).toHaveLength(wanted.statements.length);
      wanted.statements.forEach((each, index) => compareStatement(file.statements[index]!, each));
    }
  });

  test('only the batch whose totals contradict its transactions is flagged, each contradiction with its place', () => {
    const flagged = [...names('camt053/'), ...names('camt054/')].map((name) => [name, taken(name).flaws] as const);
    expect(flagged.filter(([, flaws]) => flaws.length > 0).map(([name]) => name)).toEqual([
      'camt054/genkgo-camt054.v4.xml',
    ]);
    const [, flaws] = flagged.find(([name]) => name === 'camt054/genkgo-camt054.v4.xml')!;
    // The batch of an entry of 200000 SEK states 2 transactions and 6.30 CHF; 3.10 + 3.20 + 3.20 = 9.50 follow, as credits of a debit.
    expect(flaws.map(({ params }) => [params!['place'], params!['stated'], params!['found']])).toEqual([
      ['Ntfctn[1]/Ntry[1]/NtryDtls[1]/Btch/NbOfTxs', 2, 3],
      ['Ntfctn[1]/Ntry[1]/NtryDtls[1]/Btch/TtlAmt', '6.30 CHF', '9.50 CHF'],
      ['Ntfctn[1]/Ntry[1]/NtryDtls[1]/TxDtls[1]/CdtDbtInd', 'DEBIT', 'CREDIT'],
      ['Ntfctn[1]/Ntry[1]/NtryDtls[1]/TxDtls[2]/CdtDbtInd', 'DEBIT', 'CREDIT'],
      ['Ntfctn[1]/Ntry[1]/NtryDtls[1]/TxDtls[3]/CdtDbtInd', 'DEBIT', 'CREDIT'],
    ]);
  });

  test('OCR giro: twenty payments and their sum', () => {
    const name = 'ocr-giro/netsgiro-ocr_giro_transactions.txt';
    const wanted = expected()[name]! as {
      account: string;
      sum: string;
      entries: { amount: string; reference: string }[];
    };
    const { statements } = taken(name);
    expect(statements.map(({ account }) => account)).toEqual([wanted.account]);
    // All of them on 20 January 1992, so one entry of the account.
    const [entry, ...others] = statements[0]!.entries;
    expect(others).toEqual([]);
    expect(entry).toMatchObject({
      bookedOn: '1992-01-20',
      amount: { minor: parseAmount(wanted.sum, 'NOK'), currency: 'NOK' },
    });
    expect(entry!.transactions.map(({ amount, references }) => [formatAmount(amount!, 'NOK'), references])).toEqual(
      wanted.entries.map(({ amount, reference }) => [amount, [reference]]),
    );
    expect(entry!.transactions[0]).toMatchObject({ text: ['Foo bar baz'], payer: { account: '99990512341' } });
  });

  test('BgMax: every deposit and payment', () => {
    for (const name of ['bgmax/BgMaxfil4.txt', 'bgmax/minimal.txt']) {
      const { deposits } = expected()[name]! as { deposits: ExpectedDeposit[] };
      const { statements } = taken(name);
      expect(statements).toHaveLength(deposits.length);
      deposits.forEach((wanted, index) => {
        const { account, entries } = statements[index]!;
        const [entry] = entries;
        expect(account).toBe(wanted.bankgiro);
        expect(entry!.amount).toEqual({ minor: parseAmount(wanted.sum, wanted.currency), currency: wanted.currency });
        expect(entry!.bookedOn).toBe(wanted.paymentDate);
        expect(sum(entry!.transactions.map(({ amount }) => amount!))).toBe(entry!.amount.minor);
        expect(
          entry!.transactions.map(({ amount, references, documentNumbers, payer }) => ({
            payerBankgiro: payer.account,
            amount: formatAmount(amount!, wanted.currency),
            references,
            credited: documentNumbers,
            payerName: payer.name ?? undefined,
          })),
        ).toEqual(
          wanted.payments.map(({ payerBankgiro, amount, references, negativeReferences, payerName }) => ({
            payerBankgiro, amount, references, credited: negativeReferences.map(({ reference }) => reference), payerName,
          })),
        ); // prettier-ignore
      });
    }
  });

  test('pain.002: what was refused, and why', () => {
    expect(taken('pain002/nordea-group-reject.xml').transfers).toEqual([
      {
        place: 'OrgnlGrpInfAndSts', messageId: 'MSGID-PS-TEST-0708-01', paymentId: null, endToEndId: null, status: 'RJCT', reasons: ['DU01'],
        text: ['ISO Duplicate Message ID'],
      },
    ]); // prettier-ignore
    const { transfers } = taken('pain002/nordea-payment-reject.xml');
    expect(transfers.map(({ paymentId, status, reasons }) => ({ paymentId, status, reasons }))).toEqual([
      { paymentId: null, status: null, reasons: [] },
      { paymentId: 'PMTINFID-COM-SCE25-1707-01', status: 'RJCT', reasons: ['NARR'] },
    ]);
  });

  test.each([
    // A group header without a statement: nothing is said of any account.
    ['negative/genkgo-camt053.v2.wrong.xml', 'bankMissing', { place: 'Stmt' }],
    // Letters that were decoded wrongly take more than one place, so that columns have moved; its trailer is wrong as well.
    ['negative/BgMaxfil4_broken.txt', 'fileEncoding', { encoding: 'ISO-8859-1' }],
    // Requests for payments that have not been made.
    ['ocr-giro/netsgiro-avtalegiro_payment_request.txt', 'bankService', { line: 2, service: '21' }],
    // The account in the deposit record has a digit too many, over which the first digit of its day is lost: 1010-03-24.
    ['bgmax/notima-BGMAX_Sample1.txt', 'bankDate', { place: '8:38-45', value: '10100324' }],
  ])('%s is refused whole', (name, text, params) => {
    expect(read(name)).toMatchObject({ ok: false, refusal: { text: `INVALID_INPUT.${text}`, params } });
  });
});
