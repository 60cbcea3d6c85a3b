import { parseAmount, sum, inWords, formatAmount, type Money } from '../domain/money.js';
import type { Refusal } from '../domain/refusal.js';
import type { Balance, BankEntry, Statement } from './bank-file.js';
import { statedAmount } from './camt.transaction.js';
import { flaw } from './flaw.js';
import { all, amountAt, at, countAt, text, type Found } from './iso20022.js';

/** What an entry says of its transactions against the transactions themselves. */
export function entryFlaws(found: Found, entry: BankEntry): Refusal[] {
  return [
    ...all(found, 'NtryDtls').flatMap(batchFlaws),
    ...amountFlaws(found, entry),
    ...entry.transactions
      .filter(({ direction }) => direction !== entry.direction)
      .map(({ place, direction }) => flaw(`${place}/CdtDbtInd`, entry.direction, direction)),
  ];
}

/** A batch without details says only how many there were, which contradicts nothing. */
function batchFlaws(details: Found): Refusal[] {
  const batch = at(details, 'Btch');
  const transactions = all(details, 'TxDtls');
  if (!batch || transactions.length === 0) return [];
  const flaws: Refusal[] = [];
  const count = countAt(batch, 'NbOfTxs');
  if (count !== null && count !== transactions.length) {
    flaws.push(flaw(`${batch.place}/NbOfTxs`, count, transactions.length));
  }
  const total = amountAt(batch, 'TtlAmt');
  const amounts = total && amountsIn(transactions, total.currency);
  if (total && amounts && sum(amounts) !== total.minor) {
    flaws.push(flaw(`${batch.place}/TtlAmt`, inWords(total), inWords({ ...total, minor: sum(amounts) })));
  }
  return flaws;
}

/** The amounts of transactions, where all of them are stated and in one currency; else null. */
function amountsIn(transactions: readonly Found[], currency: string): bigint[] | null {
  const amounts = transactions.map(statedAmount);
  return amounts.every((amount): amount is Money => amount?.currency === currency)
    ? amounts.map(({ minor }) => minor)
    : null;
}

/** Transactions with an amount each must add up to their entry, unless the bank kept something back for itself. */
function amountFlaws(found: Found, { amount, transactions }: BankEntry): Refusal[] {
  const amounts = transactions.map((each) => each.amount);
  if (amounts.length === 0 || !amounts.every((each): each is bigint => each !== null)) return [];
  const charged = [found, ...all(found, 'NtryDtls').flatMap((each) => all(each, 'TxDtls'))].some((each) =>
    at(each, 'Chrgs'),
  );
  const total = sum(amounts);
  if (total === amount.minor || (charged && amounts.length === 1)) return [];
  return [flaw(`${found.place}/Amt`, inWords(amount), inWords({ ...amount, minor: total }))];
}

/** What a statement says of its entries against the entries themselves. */
export function statementFlaws(found: Found, statement: Statement): Refusal[] {
  return [...summaryFlaws(found, statement), ...balanceFlaws(found, statement)];
}

function summaryFlaws(found: Found, { entries }: Statement): Refusal[] {
  const parts: readonly (readonly [string, readonly BankEntry[]])[] = [
    ['TtlNtries', entries],
    ['TtlCdtNtries', entries.filter(({ direction }) => direction === 'CREDIT')],
    ['TtlDbtNtries', entries.filter(({ direction }) => direction === 'DEBIT')],
  ];
  return parts.flatMap(([name, counted]) => {
    const total = at(found, `TxsSummry/${name}`);
    if (!total || isPartOfMore(found)) return [];
    const count = countAt(total, 'NbOfNtries');
    const flaws =
      count !== null && count !== counted.length ? [flaw(`${total.place}/NbOfNtries`, count, counted.length)] : [];
    const stated = text(total, 'Sum');
    const currency = counted[0]?.amount.currency;
    if (stated === null || currency === undefined || counted.some(({ amount }) => amount.currency !== currency))
      return flaws;
    const added = sum(counted.map(({ amount }) => amount.minor));
    if (parseAmount(stated, currency) !== added)
      flaws.push(flaw(`${total.place}/Sum`, stated, formatAmount(added, currency)));
    return flaws;
  });
}

/** One page of several: its balances and totals are those of the whole. */
const isPartOfMore = (found: Found): boolean => {
  const pages = at(found, 'StmtPgntn') ?? at(found, 'NtfctnPgntn');
  return pages !== null && (text(pages, 'PgNb') !== '1' || text(pages, 'LastPgInd') !== 'true');
};

const signed = ({ amount, direction }: Pick<Balance, 'amount' | 'direction'>): bigint =>
  direction === 'CREDIT' ? amount.minor : -amount.minor;

/** The opening balance and the booked entries make the closing balance, where all of it is in one currency. */
function balanceFlaws(found: Found, { balances, entries }: Statement): Refusal[] {
  const of = (type: string) => balances.filter((balance) => balance.type === type);
  const [opening, closing] = [of('OPBD').length > 0 ? of('OPBD') : of('PRCD'), of('CLBD')];
  if (opening.length !== 1 || closing.length !== 1 || isPartOfMore(found)) return [];
  const booked = entries.filter((entry) => entry.booked);
  const { currency } = closing[0]!.amount;
  if ([...opening, ...booked].some(({ amount }) => amount.currency !== currency)) return [];
  const reached = signed(opening[0]!) + sum(booked.map(signed));
  const stated = signed(closing[0]!);
  if (reached === stated) return [];
  return [flaw(`${found.place}/Bal CLBD`, inWords({ minor: stated, currency }), inWords({ minor: reached, currency }))];
}
