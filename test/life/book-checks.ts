import { balance } from '../../src/domain/balance.js';
import { addDays, type IsoDate } from '../../src/domain/date.js';
import type { CaseState } from '../../src/domain/facts.js';
import { sum } from '../../src/domain/money.js';
import { loadCaseStates } from '../../src/modules/cases/case.facts.js';
import { accrue, loadReceivables, lockCase } from '../../src/modules/cases/case.record.js';
import { lawOf } from '../../src/modules/cases/case.working.js';
import { loadTrialBalance } from '../../src/modules/ledger/books.query.js';
import type { Platform } from '../../src/platform.js';

interface PostingRow {
  /** The transaction that wrote it. */
  readonly written: string;
  readonly case: string | null;
  readonly currency: string;
  readonly debit: string;
  readonly credit: string;
  readonly minor: string;
}

/** Money we hold or have coming, and what we owe of it to others. */
const COVER = ['client_funds', 'partner:funds', 'exchange:position', 'exchange:difference'];
const OWED_TO_OTHERS = ['creditor:payable', 'partner:payable', 'suspense', 'suspense:unmatched'];

/**
 * Everything that must be so of the books at any time, found out from the postings alone, replayed from the first: the client account
 * covers what is owed of it after every transaction; the balances are those the program tells; nothing was made or lost.
 */
export async function expectBooksRight(platform: Platform, on: IsoDate): Promise<void> {
  const { db } = platform;
  const postings: PostingRow[] = await db.query(
    `select xmin::text as written, case_id as case, trim(currency) as currency, debit_account as debit, credit_account as credit,
       amount_minor as minor from posting order by min(seq) over (partition by xmin::text), seq`,
  );
  const { accounts, receivables } = replay(postings);
  const told = await loadTrialBalance(db, on);
  expect(Object.fromEntries(told.map((row) => [`${row.currency.trim()} ${row.account}`, BigInt(row.balance)]))).toEqual(
    Object.fromEntries(accounts),
  );
  for (const currency of new Set(told.map((row) => row.currency))) {
    expect(sum(told.filter((row) => row.currency === currency).map((row) => BigInt(row.balance)))).toBe(0n);
  }
  const cases: { id: string; booked: string }[] = await db.query(
    'select id, booked_outstanding_minor as booked from collection_case',
  );
  expect(Object.fromEntries(cases.map(({ id, booked }) => [id, BigInt(booked)]))).toEqual(
    Object.fromEntries(cases.map(({ id }) => [id, receivables.get(id) ?? 0n])),
  );
  await expectPaymentsSpread(platform);
}

function replay(postings: readonly PostingRow[]): {
  readonly accounts: ReadonlyMap<string, bigint>;
  readonly receivables: ReadonlyMap<string, bigint>;
} {
  const accounts = new Map<string, bigint>();
  const receivables = new Map<string, bigint>();
  const add = (to: Map<string, bigint>, key: string, amount: bigint) => to.set(key, (to.get(key) ?? 0n) + amount);
  for (const [index, posting] of postings.entries()) {
    const sides = [[posting.debit, BigInt(posting.minor)], [posting.credit, -BigInt(posting.minor)]] as const; // prettier-ignore
    for (const [account, amount] of sides) {
      add(accounts, `${posting.currency} ${account}`, amount);
      if (account.startsWith('receivable:') && posting.case !== null) add(receivables, posting.case, amount);
    }
    if (postings[index + 1]?.written === posting.written) continue;
    const holds = (names: readonly string[]) =>
      sum(names.map((name) => accounts.get(`${posting.currency} ${name}`) ?? 0n));
    const left = holds(COVER) + holds(OWED_TO_OTHERS);
    expect({ posting: index, short: left < 0n ? left : 0n }).toEqual({ posting: index, short: 0n });
  }
  return { accounts, receivables };
}

/** Each payment is what it covers and what of it is owed back; the creditor sees itself to what was paid to it too much. */
async function expectPaymentsSpread({ db }: Platform): Promise<void> {
  const lost: unknown[] = await db.query(
    `select * from (select p.id, p.amount_minor as amount, p.paid_to_creditor,
         (select coalesce(sum(amount_minor), 0) from payment_allocation where payment_id = p.id) as spread,
         (select coalesce(sum(amount_minor), 0) from posting where payment_id = p.id and reason = 'payment' and credit_account = 'suspense') as back
       from payment p) each
     where case when paid_to_creditor then spread > amount or back <> 0 else spread + back <> amount end`,
  );
  expect(lost).toEqual([]);
}

/** Undoes what was only tried. */
class Enough extends Error {}

/** What is owed on a case, by its postings brought up to the day, is what its facts come to; of a closed one nothing is owed ever after. */
export async function expectBalancesBooked(platform: Platform, on: IsoDate): Promise<void> {
  const cases: { id: string }[] = await platform.db.query('select id from collection_case order by serial');
  const ids = cases.map(({ id }) => id);
  const states = await loadCaseStates(platform.db, ids);
  const trial = platform.db.transaction(async (tx) => {
    for (const id of ids) {
      const state = states.get(id)!;
      if (state.status === 'CLOSED') {
        expectNothingOwed(state, platform, on);
        continue;
      }
      const totals = await accrue(tx, (await lockCase(tx, null, id))!, lawOf(platform.laws, state), on);
      const booked = (await loadReceivables(tx, [id], 'all')).get(id)?.amounts ?? {};
      expect({ id, outstanding: sum(Object.values(booked)) }).toEqual({ id, outstanding: totals.outstanding });
    }
    throw new Enough();
  });
  await trial.catch((error: unknown) => {
    if (!(error instanceof Enough)) throw error;
  });
}

function expectNothingOwed(state: CaseState, { laws }: Platform, today: IsoDate): void {
  for (const on of [today, addDays(today, 400)]) {
    const totals = balance(state.facts, lawOf(laws, state), on);
    const { principal, interest, costs, paid, writtenOff, outstanding } = totals;
    expect({ outstanding, lines: sum(totals.lines.map((line) => line.amount)) }).toEqual({
      outstanding: 0n,
      lines: 0n,
    });
    expect(paid + writtenOff).toBe(principal + interest + costs);
    expect(writtenOff >= 0n && paid >= 0n).toBe(true);
  }
}
