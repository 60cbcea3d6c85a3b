import type { BankAccount } from '../domain/bank-account.js';
import type { IsoDate } from '../domain/date.js';
import { formatAmount, minorDigits, sum, type Money } from '../domain/money.js';

/** A file of transfers for the bank: ISO 20022 pain.001.001.09, CustomerCreditTransferInitiation. */
export interface TransferFile {
  /** Ours, at most 35 characters; each file has another. */
  readonly messageId: string;
  readonly madeOn: IsoDate;
  /** Day the bank is to carry the transfers out. */
  readonly executeOn: IsoDate;
  readonly payer: { readonly name: string; readonly organisationNumber: string; readonly country: string };
  /** One block for each account that is paid from. */
  readonly blocks: readonly TransferBlock[];
}

export interface TransferBlock {
  readonly from: BankAccount;
  readonly currency: string;
  readonly transfers: readonly Transfer[];
}

export interface Transfer {
  /** Comes back with the debit of the account; at most 35 characters. */
  readonly endToEndId: string;
  readonly amount: Money;
  readonly payee: { readonly name: string; readonly country: string };
  readonly to: BankAccount;
  /** What the payee reads, at most 140 characters. */
  readonly text: string;
}

const NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09';

/** The file as XML, in UTF-8. */
export function writeTransfers(file: TransferFile): string {
  const transfers = file.blocks.flatMap((block) => block.transfers);
  const header = element('GrpHdr', [
    element('MsgId', identifier(file.messageId)),
    element('CreDtTm', `${file.madeOn}T00:00:00Z`),
    ...totals(transfers),
    element('InitgPty', [element('Nm', words(file.payer.name, 140)), organisation(file.payer.organisationNumber)]),
  ]);
  const blocks = file.blocks.map((block, index) => blockOf(file, block, index));
  const document = element('CstmrCdtTrfInitn', [header, ...blocks]);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="${NAMESPACE}">${document}</Document>\n`;
}

function blockOf({ messageId, executeOn, payer }: TransferFile, block: TransferBlock, index: number): string {
  return element('PmtInf', [
    element('PmtInfId', identifier(`${messageId}-${index + 1}`)),
    element('PmtMtd', 'TRF'),
    // Each transfer is a line of its own on our account, so that it is told which has been carried out.
    element('BtchBookg', 'false'),
    ...totals(block.transfers),
    element('ReqdExctnDt', [element('Dt', executeOn)]),
    element('Dbtr', [
      element('Nm', words(payer.name, 140)),
      element('PstlAdr', [element('Ctry', payer.country)]),
      organisation(payer.organisationNumber),
    ]),
    element('DbtrAcct', [account(block.from), element('Ccy', block.currency)]),
    // The bank that gets the file holds the account.
    element('DbtrAgt', [element('FinInstnId', [element('Othr', [element('Id', 'NOTPROVIDED')])])]),
    ...block.transfers.map(transferOf),
  ]);
}

const transferOf = ({ endToEndId, amount, payee, to, text }: Transfer): string =>
  element('CdtTrfTxInf', [
    element('PmtId', [element('InstrId', identifier(endToEndId)), element('EndToEndId', identifier(endToEndId))]),
    element('Amt', [`<InstdAmt Ccy="${amount.currency}">${formatAmount(amount.minor, amount.currency)}</InstdAmt>`]),
    element('Cdtr', [element('Nm', words(payee.name, 140)), element('PstlAdr', [element('Ctry', payee.country)])]),
    element('CdtrAcct', [account(to)]),
    element('RmtInf', [element('Ustrd', words(text, 140))]),
  ]);

/** How many, and the sum of the amounts, whatever their currencies. */
const totals = (transfers: readonly Transfer[]): string[] => [
  element('NbOfTxs', String(transfers.length)),
  element('CtrlSum', controlSum(transfers.map(({ amount }) => amount))),
];

/** No currency has more decimals. */
const MOST_DIGITS = 3;

function controlSum(amounts: readonly Money[]): string {
  const scaled = sum(amounts.map(({ minor, currency }) => minor * 10n ** BigInt(MOST_DIGITS - minorDigits(currency))));
  const text = scaled.toString().padStart(MOST_DIGITS + 1, '0');
  return `${text.slice(0, -MOST_DIGITS)}.${text.slice(-MOST_DIGITS).replace(/0$/, '')}`;
}

const organisation = (number: string): string =>
  element('Id', [element('OrgId', [element('Othr', [element('Id', number), scheme('Cd', 'CUST')])])]);

const account = ({ scheme: kind, number }: BankAccount): string =>
  element('Id', [
    kind === 'IBAN'
      ? element('IBAN', number)
      : element('Othr', [element('Id', number), kind === 'BBAN' ? scheme('Cd', kind) : scheme('Prtry', kind)]),
  ]);

const scheme = (by: 'Cd' | 'Prtry', name: string): string => element('SchmeNm', [element(by, name)]);

/** An element around a text, or around elements that are written already. */
const element = (name: string, content: string | readonly string[]): string =>
  `<${name}>${typeof content === 'string' ? escape(content) : content.join('')}</${name}>`;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escape = (text: string): string => text.replace(/[&<>]/g, (character) => ESCAPES[character]!);

/** A number of our own making is cut nowhere: a part of it would name something else. */
function identifier(text: string): string {
  if (!/^[A-Za-z0-9-]{1,35}$/.test(text)) throw new RangeError(`not an identifier of a payment file: ${text}`);
  return text;
}

/** A text as banks take it: one line without control characters, cut where the format ends. */
function words(text: string, most: number): string {
  const line = text.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return [...line].slice(0, most).join('').trim() || '-';
}
