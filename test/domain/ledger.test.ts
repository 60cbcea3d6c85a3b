import fc from 'fast-check';
import { isoDate } from '../../src/domain/date.js';
import { accrual, closeBooks, openBooks, paymentPostings, type Book, type Posting } from '../../src/domain/ledger.js';

const book: Book = { caseId: 'case', creditorId: 'creditor', currency: 'NOK' };
const on = isoDate('2026-06-01');

/** What each account holds: debits less credits. */
function accounts(postings: readonly Posting[]): Record<string, bigint> {
  const sums: Record<string, bigint> = {};
  for (const { debit, credit, amount } of postings) {
    sums[debit] = (sums[debit] ?? 0n) + amount;
    sums[credit] = (sums[credit] ?? 0n) - amount;
  }
  return Object.fromEntries(Object.entries(sums).filter(([, amount]) => amount !== 0n));
}

const claims = [{ id: 'a', principal: 100_00n }, { id: 'b', principal: 50_00n }]; // prettier-ignore

test('claims are receivable and the creditor’s', () => {
  expect(accounts(openBooks(book, claims, on))).toEqual({
    'receivable:principal': 150_00n,
    'creditor:claims': -150_00n,
  });
  expect(openBooks(book, claims, on).map(({ idempotencyKey }) => idempotencyKey)).toEqual(['claim:a', 'claim:b']);
});

test('interest that fell is posted the other way round', () => {
  const postings = accrual(book, { interest: -5_00n, costs: 35_00n }, 3, on);
  expect(postings.map(({ debit, credit, amount, idempotencyKey }) => [debit, credit, amount, idempotencyKey])).toEqual([
    ['creditor:interest', 'receivable:interest', 5_00n, 'accrual:case:3'],
    ['receivable:costs', 'income:costs', 35_00n, 'accrual:case:4'],
  ]);
  expect(accrual(book, { interest: 0n, costs: 0n }, 5, on)).toEqual([]);
});

const allocations = [
  { kind: 'COST', claimId: null, amount: 35_00n },
  { kind: 'INTEREST', claimId: 'a', amount: 5_00n },
  { kind: 'PRINCIPAL', claimId: 'a', amount: 100_00n },
] as const;

test('a payment to us: our costs stay, the rest is owed to the creditor, too much is owed back', () => {
  // 142.00 came in: 35.00 costs, 5.00 interest, 100.00 principal, 2.00 too much. 105.00 is the creditor's.
  expect(accounts(paymentPostings(book, { id: 'p', allocations, surplus: 2_00n, to: 'client_funds', on }))).toEqual({
    client_funds: 142_00n,
    'receivable:costs': -35_00n,
    'receivable:interest': -5_00n,
    'receivable:principal': -100_00n,
    'creditor:interest': 5_00n,
    'creditor:claims': 100_00n,
    'creditor:payable': -105_00n,
    suspense: -2_00n,
  });
});

test('a payment to the creditor leaves it with our costs', () => {
  // The creditor has 140.00 of which 105.00 are its own: it holds 35.00 of ours.
  expect(
    accounts(paymentPostings(book, { id: 'p', allocations, surplus: 0n, to: 'creditor:received', on })),
  ).toMatchObject({
    'creditor:received': 35_00n,
  });
});

test('the fee of the creditor’s own letter and the compensation for late payment are the creditor’s', () => {
  const grown = accrual(book, { compensation: 450_00n, creditorCosts: 35_00n, costs: 180_00n }, 0, on);
  expect(accounts(grown)).toMatchObject({
    'creditor:compensation': -450_00n,
    'creditor:costs': -35_00n,
    'income:costs': -180_00n,
  });
  const parts = [
    { kind: 'COMPENSATION', claimId: null, amount: 450_00n },
    { kind: 'COST', claimId: null, amount: 35_00n, creditorsOwn: true },
    { kind: 'COST', claimId: null, amount: 180_00n },
  ] as const;
  const paid = paymentPostings(book, { id: 'p', allocations: parts, surplus: 0n, to: 'client_funds', on });
  // 665 came in, of which 485 are the creditor's.
  expect(accounts([...grown, ...paid])).toEqual({
    client_funds: 665_00n,
    'creditor:payable': -485_00n,
    'income:costs': -180_00n,
  });
});

test('what is written off leaves nothing receivable', () => {
  const postings = [...openBooks(book, claims, on), ...accrual(book, { interest: 7n, costs: 9n }, 0, on)];
  const closed = accounts([...postings, ...closeBooks(book, { principal: 150_00n, interest: 7n, costs: 9n }, on)]);
  expect(closed).toEqual({});
});

test('property: the accounts sum to zero, amounts are positive and no posting moves money in a circle', () => {
  const amount = fc.bigInt({ min: 1n, max: 10n ** 12n });
  const allocation = fc.record({
    kind: fc.constantFrom('PRINCIPAL' as const, 'INTEREST' as const, 'COST' as const, 'COMPENSATION' as const),
    claimId: fc.constantFrom('a', null),
    amount,
  });
  const to = fc.constantFrom('client_funds' as const, 'creditor:received' as const, 'partner:funds' as const);
  const growth = fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n });
  fc.assert(
    fc.property(
      fc.array(allocation),
      fc.bigInt({ min: 0n, max: 10n ** 9n }),
      to,
      growth,
      growth,
      (parts, surplus, where, interest, costs) => {
        const postings = [
          ...openBooks(book, claims, on),
          ...accrual(book, { interest, costs }, 0, on),
          ...paymentPostings(book, { id: 'p', allocations: parts, surplus, to: where, on }),
        ];
        const total = Object.values(accounts(postings)).reduce((sum, part) => sum + part, 0n);
        expect(total).toBe(0n);
        for (const posting of postings) {
          expect(posting.amount).toBeGreaterThan(0n);
          expect(posting.debit).not.toBe(posting.credit);
        }
        expect(new Set(postings.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(postings.length);
      },
    ),
  );
});
