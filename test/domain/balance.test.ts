import fc from 'fast-check';
import { countries } from '../../src/countries/index.js';
import { allocate, balance, knownOn } from '../../src/domain/balance.js';
import { isoDate } from '../../src/domain/date.js';
import {
  NOTHING_YET,
  PLAIN_CLAIM,
  type AllocationFacts,
  type BalanceLineKind,
  type CaseFacts,
  type OwedLine,
} from '../../src/domain/facts.js';
import { sum } from '../../src/domain/money.js';

const day = isoDate;
const ORDER: readonly BalanceLineKind[] = ['COURT_FEE', 'COST', 'COMPENSATION', 'INTEREST', 'PRINCIPAL'];

const owedLine = (kind: BalanceLineKind, amount: bigint, claimId: string | null = null): OwedLine => ({
  kind, text: kind, amount, claimId, from: null, to: null, annualRateBps: null, legalBasis: null,
}); // prettier-ignore

/** Two Swedish invoices, the younger first: 3 650.00 due 1 March 2026 and 7 300.00 due 22 February 2026; Sundays, so payable on the Mondays. */
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
      ...PLAIN_CLAIM,
    },
    {
      id: 'a',
      invoiceNumber: '1',
      description: '',
      invoiceDate: day('2026-01-22'),
      dueDate: day('2026-02-22'),
      principal: 7300_00n,
      ...PLAIN_CLAIM,
    },
  ],
  ...NOTHING_YET,
  notices: [
    { type: 'PAYMENT_DEMAND', sentOn: day('2026-03-16'), payBy: day('2026-03-30'), sentBy: 'AGENCY', feeCharged: null },
  ],
};

describe('balance', () => {
  test('each bucket apart, the lines adding up to what is outstanding', () => {
    // To 20 March at 10 %: 3 650 earns 1.00 and 7 300 earns 2.00 a day: 18 and 2 × 25 days, 18.00 + 50.00 = 68.00. Demand 180.
    const found = balance(swedish, countries.SE, day('2026-03-20'));
    expect(found).toMatchObject({
      principal: 10950_00n,
      interest: 68_00n,
      costs: 180_00n,
      paid: 0n,
      outstanding: 11198_00n,
    });
    expect(found.lines.map((line) => `${line.kind} ${line.text} ${line.amount}`)).toEqual([
      'PRINCIPAL 1 730000',
      'PRINCIPAL 2 365000',
      'INTEREST 1 5000',
      'INTEREST 2 1800',
      'COST inkassokostnad 18000',
    ]);
  });

  test('a payment counts from the day it came, and lowers the interest from the day after', () => {
    // 248.00 covers costs 180 and interest 68; another 7 300 the older claim. From 21 March only 3 650 earns 1.00 a day.
    const payment = {
      id: 'p1',
      receivedOn: day('2026-03-20'),
      amount: 7548_00n,
      allocations: [
        { kind: 'COST' as const, claimId: null, amount: 180_00n },
        { kind: 'INTEREST' as const, claimId: 'a', amount: 50_00n },
        { kind: 'INTEREST' as const, claimId: 'b', amount: 18_00n },
        { kind: 'PRINCIPAL' as const, claimId: 'a', amount: 7300_00n },
      ],
    };
    const paid = { ...swedish, payments: [payment] };
    expect(balance(paid, countries.SE, day('2026-03-19')).paid).toBe(0n);
    expect(balance(paid, countries.SE, day('2026-03-20'))).toMatchObject({
      paid: 7548_00n,
      interest: 68_00n,
      outstanding: 3650_00n,
    });
    expect(balance(paid, countries.SE, day('2026-03-30'))).toMatchObject({ interest: 78_00n, outstanding: 3660_00n });
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

describe('a closed case', () => {
  const closedOn = day('2026-03-20');
  const closed = (...payments: CaseFacts['payments']): CaseFacts => ({ ...swedish, closedOn, payments });
  const paid = (id: string, on: string, amount: bigint) => ({ id, receivedOn: day(on), amount, allocations: [] });

  test('closed unpaid, nothing accrues any more and what was left is written off', () => {
    // As on 20 March: 10 950 + 68 + 180 = 11 198, of which 198 was paid.
    const found = balance(closed(paid('p', '2026-03-18', 198_00n)), countries.SE, day('2030-01-01'));
    expect(found).toMatchObject({
      interest: 68_00n,
      costs: 180_00n,
      paid: 198_00n,
      writtenOff: 11000_00n,
      outstanding: 0n,
    });
    expect(found.lines.slice(-2)).toMatchObject([
      { kind: 'PAYMENT', amount: -198_00n },
      { kind: 'WRITE_OFF', amount: -11000_00n, from: closedOn },
    ]);
    expect(sum(found.lines.map((line) => line.amount))).toBe(0n);
  });

  test('money beyond what was owed is no part of the balance, whenever it came', () => {
    const found = balance(
      closed(paid('p', '2026-03-20', 11200_00n), paid('late', '2026-03-19', 5_00n)),
      countries.SE,
      closedOn,
    );
    expect(found).toMatchObject({ paid: 11198_00n, writtenOff: 0n, outstanding: 0n });
  });

  test('the day before, it was as it was', () => {
    // A day less: 1.00 and 2.00 of interest.
    expect(balance(closed(), countries.SE, day('2026-03-19'))).toMatchObject({
      writtenOff: 0n,
      outstanding: 11195_00n,
    });
  });
});

test('a fee is the creditor’s own where it sent the letter and charged as much', () => {
  const reminder = { type: 'REMINDER' as const, sentOn: day('2026-03-09'), payBy: day('2026-03-16'), sentBy: 'CREDITOR' as const, feeCharged: 60_00n }; // prettier-ignore
  const found = balance({ ...swedish, notices: [reminder, ...swedish.notices] }, countries.SE, day('2026-03-20'));
  expect(
    found.lines.filter((line) => line.kind === 'COST').map((line) => [line.text, line.amount, line.creditorsOwn]),
  ).toEqual([
    ['påminnelseavgift', 60_00n, true],
    ['inkassokostnad', 180_00n, undefined],
  ]);
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

  test('the creditor’s costs and ours are apart, and what one got too much is taken off the other', () => {
    const both = [owedLine('PRINCIPAL', 1000n, 'a'), { ...owedLine('COST', 35n), creditorsOwn: true as const }, owedLine('COST', 180n)]; // prettier-ignore
    expect(allocate(100n, both, [], ORDER).allocations).toEqual([
      { kind: 'COST', claimId: null, amount: 35n, creditorsOwn: true },
      { kind: 'COST', claimId: null, amount: 65n },
    ]);
    // The fee of 35 was paid, then absorbed by a salær of 180: 145 are left of that, and the claim is untouched.
    const before: AllocationFacts[] = [{ kind: 'COST', claimId: null, amount: 35n, creditorsOwn: true }];
    expect(allocate(2000n, [owedLine('PRINCIPAL', 1000n, 'a'), owedLine('COST', 180n)], before, ORDER)).toEqual({
      allocations: [
        { kind: 'COST', claimId: null, amount: 145n },
        { kind: 'PRINCIPAL', claimId: 'a', amount: 1000n },
      ],
      surplus: 855n,
    });
  });

  test('what the debtor designates comes first, in the same order; the rest follows as without it', () => {
    const two = [
      owedLine('PRINCIPAL', 1000n, 'a'), owedLine('PRINCIPAL', 500n, 'b'), owedLine('INTEREST', 30n, 'a'), owedLine('INTEREST', 20n, 'b'),
      owedLine('COST', 180n),
    ]; // prettier-ignore
    const covered = (amount: bigint, claimId: string | null, kind: 'INTEREST' | null) =>
      allocate(amount, two, [], ORDER, { claimId, kind }).allocations.map(
        (part) => `${part.kind} ${part.claimId} ${part.amount}`,
      );
    // Claim b: its 20 of interest, its 500 of principal, then costs before the interest of a.
    expect(covered(705n, 'b', null)).toEqual(['INTEREST b 20', 'PRINCIPAL b 500', 'COST null 180', 'INTEREST a 5']);
    expect(covered(60n, null, 'INTEREST')).toEqual(['INTEREST a 30', 'INTEREST b 20', 'COST null 10']);
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
