import fc from 'fast-check';
import { countries } from '../../src/countries/index.js';
import { allocate, balance, knownOn } from '../../src/domain/balance.js';
import { isoDate } from '../../src/domain/date.js';
import type { AllocationFacts, BalanceLineKind, CaseFacts, OwedLine } from '../../src/domain/facts.js';
import { sum } from '../../src/domain/money.js';

const day = isoDate;
const ORDER: readonly BalanceLineKind[] = ['COURT_FEE', 'COST', 'COMPENSATION', 'INTEREST', 'PRINCIPAL'];

const owedLine = (kind: BalanceLineKind, amount: bigint, claimId: string | null = null): OwedLine => ({
  kind, text: kind, amount, claimId, from: null, to: null, annualRateBps: null, legalBasis: null,
}); // prettier-ignore

/** Two Swedish invoices, the younger first: 3 650.00 due 1 March 2026 and 7 300.00 due 22 February 2026. */
const swedish: CaseFacts = {
  currency: 'SEK',
  debtorType: 'PERSON',
  creditorVatLiable: true,
  registeredOn: day('2026-03-16'),
  claims: [
    {
      id: 'b',
      invoiceNumber: '2',
      description: '',
      invoiceDate: day('2026-02-01'),
      dueDate: day('2026-03-01'),
      principal: 3650_00n,
    },
    {
      id: 'a',
      invoiceNumber: '1',
      description: '',
      invoiceDate: day('2026-01-22'),
      dueDate: day('2026-02-22'),
      principal: 7300_00n,
    },
  ],
  notices: [
    { type: 'PAYMENT_DEMAND', sentOn: day('2026-03-16'), payBy: day('2026-03-30'), sentBy: 'AGENCY', feeCharged: null },
  ],
  payments: [],
  disputed: false,
};

describe('balance', () => {
  test('each bucket apart, the lines adding up to what is outstanding', () => {
    // To 20 March at 10 %: 3 650 earns 1.00 and 7 300 earns 2.00 a day: 19 and 2 × 26 days, 19.00 + 52.00 = 71.00. Demand 180.
    const found = balance(swedish, countries.SE, day('2026-03-20'));
    expect(found).toMatchObject({
      principal: 10950_00n,
      interest: 71_00n,
      costs: 180_00n,
      paid: 0n,
      outstanding: 11201_00n,
    });
    expect(found.lines.map((line) => `${line.kind} ${line.text} ${line.amount}`)).toEqual([
      'PRINCIPAL 1 730000',
      'PRINCIPAL 2 365000',
      'INTEREST 1 5200',
      'INTEREST 2 1900',
      'COST inkassokostnad 18000',
    ]);
  });

  test('a payment counts from the day it came, and lowers the interest from the day after', () => {
    // 251.00 covers costs 180 and interest 71; another 7 300 the older claim. From 21 March only 3 650 earns 1.00 a day.
    const payment = {
      id: 'p1',
      receivedOn: day('2026-03-20'),
      amount: 7551_00n,
      allocations: [
        { kind: 'COST' as const, claimId: null, amount: 180_00n },
        { kind: 'INTEREST' as const, claimId: 'a', amount: 52_00n },
        { kind: 'INTEREST' as const, claimId: 'b', amount: 19_00n },
        { kind: 'PRINCIPAL' as const, claimId: 'a', amount: 7300_00n },
      ],
    };
    const paid = { ...swedish, payments: [payment] };
    expect(balance(paid, countries.SE, day('2026-03-19')).paid).toBe(0n);
    expect(balance(paid, countries.SE, day('2026-03-20'))).toMatchObject({
      paid: 7551_00n,
      interest: 71_00n,
      outstanding: 3650_00n,
    });
    expect(balance(paid, countries.SE, day('2026-03-30'))).toMatchObject({ interest: 81_00n, outstanding: 3660_00n });
  });

  test('without a law only claims and payments', () => {
    expect(balance(swedish, null, day('2099-01-01'))).toMatchObject({
      principal: 10950_00n,
      interest: 0n,
      costs: 0n,
      outstanding: 10950_00n,
    });
  });

  test('nothing is known before it happened', () => {
    expect(knownOn(swedish, day('2026-01-25')).claims.map((claim) => claim.id)).toEqual(['a']);
    expect(balance(swedish, countries.SE, day('2026-01-21'))).toMatchObject({
      principal: 0n,
      outstanding: 0n,
      lines: [],
    });
    expect(balance(swedish, countries.SE, day('2026-03-15')).costs).toBe(0n);
  });
});

describe('allocate', () => {
  const owed = [
    owedLine('PRINCIPAL', 1000n, 'a'), owedLine('PRINCIPAL', 500n, 'b'), owedLine('INTEREST', 30n, 'a'), owedLine('INTEREST', 20n, 'a'),
    owedLine('INTEREST', 5n, 'b'), owedLine('COST', 180n), owedLine('COST', 60n),
  ]; // prettier-ignore

  test('kind by kind, oldest claim first, lines of one claim together', () => {
    expect(allocate(1300n, owed, [], ORDER)).toEqual({
      allocations: [
        { kind: 'COST', claimId: null, amount: 240n },
        { kind: 'INTEREST', claimId: 'a', amount: 50n },
        { kind: 'INTEREST', claimId: 'b', amount: 5n },
        { kind: 'PRINCIPAL', claimId: 'a', amount: 1000n },
        { kind: 'PRINCIPAL', claimId: 'b', amount: 5n },
      ],
      surplus: 0n,
    });
  });

  test('a Finnish consumer: interest, principal, costs last', () => {
    const { order } = countries.FI.allocationOrder({ ...swedish, currency: 'EUR' });
    expect(allocate(1600n, owed, [], order).allocations.at(-1)).toEqual({ kind: 'COST', claimId: null, amount: 45n });
  });

  test('what was paid before is not asked again, and what is too much is surplus', () => {
    const before: AllocationFacts[] = [{ kind: 'COST', claimId: null, amount: 240n }, { kind: 'INTEREST', claimId: 'a', amount: 50n }]; // prettier-ignore
    const { allocations, surplus } = allocate(2000n, owed, before, ORDER);
    expect(allocations.map((part) => part.amount)).toEqual([5n, 1000n, 500n]);
    expect(surplus).toBe(495n);
  });

  test('a cost that fell after it was paid pays for the rest', () => {
    const before: AllocationFacts[] = [{ kind: 'COST', claimId: null, amount: 300n }];
    expect(allocate(2000n, [owedLine('PRINCIPAL', 1000n, 'a'), owedLine('COST', 240n)], before, ORDER)).toEqual({
      allocations: [{ kind: 'PRINCIPAL', claimId: 'a', amount: 940n }],
      surplus: 1060n,
    });
  });

  const anyKind = fc.constantFrom<BalanceLineKind>(...ORDER);
  const anyBucket = fc.record({
    kind: anyKind,
    claimId: fc.constantFrom(null, 'a', 'b'),
    amount: fc.bigInt({ min: 1n, max: 10_000n }),
  });

  test('nothing is lost, nothing covered twice, no bucket above what it is owed', () => {
    const anyLines = fc.array(anyBucket, { maxLength: 12 });
    const anyAmounts = fc.array(fc.bigInt({ min: 1n, max: 20_000n }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(anyLines, anyAmounts, (buckets, amounts) => {
        const lines = buckets.map((bucket) => owedLine(bucket.kind, bucket.amount, bucket.claimId));
        const paid: AllocationFacts[] = [];
        let surplusTotal = 0n;
        for (const amount of amounts) {
          const { allocations, surplus } = allocate(amount, lines, paid, ORDER);
          expect(sum(allocations.map((part) => part.amount)) + surplus).toBe(amount);
          paid.push(...allocations);
          surplusTotal += surplus;
        }
        const total = (of: readonly { kind: string; claimId: string | null; amount: bigint }[], key: string) =>
          sum(of.filter((one) => `${one.kind} ${one.claimId}` === key).map((one) => one.amount));
        for (const key of new Set(paid.map((part) => `${part.kind} ${part.claimId}`))) {
          expect(total(paid, key) <= total(lines, key)).toBe(true);
        }
        const owedTotal = sum(lines.map((line) => line.amount));
        const paidTotal = sum(amounts);
        expect(surplusTotal).toBe(paidTotal > owedTotal ? paidTotal - owedTotal : 0n);
      }),
    );
  });
});
