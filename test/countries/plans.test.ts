import fc from 'fast-check';
import { countries } from '../../src/countries/index.js';
import { balance } from '../../src/domain/balance.js';
import { addDays, isoDate, type IsoDate } from '../../src/domain/date.js';
import { isRepeated, sharedOut, undisputed } from '../../src/domain/dispute.js';
import type { CaseFacts, PlanFacts } from '../../src/domain/facts.js';
import { sum } from '../../src/domain/money.js';
import {
  decidePlan,
  inEqualParts,
  instalmentsOf,
  outlookOf,
  owedWithPlan,
  planStatus,
  withinMeans,
} from '../../src/domain/plan.js';
import { spread } from '../../src/domain/spread.js';
import { amount, claim, day, facts, letter, paid } from './facts.js';

const laws = Object.values(countries);

/** A consumer's claim in the country's currency, due on 16 February 2026 and handed over fourteen days later. */
const owing = (law: (typeof laws)[number], principal: bigint, more: Partial<CaseFacts> = {}): CaseFacts => ({
  ...facts([{ ...claim('1.00', '2026-02-16'), principal }], { registeredOn: day('2026-03-02'), ...more }),
  currency: law.currency,
});

const TERMS = { agreedOn: day('2026-03-02'), firstOn: day('2026-04-01'), interestFree: false };

describe.each(laws.map((law) => [law.country, law] as const))('%s: a plan worked out', (_country, law) => {
  test('settles the claim with its last instalment, and is what is owed and the interest of its days', () => {
    fc.assert(
      fc.property(
        fc.bigInt(5_00n, 50_000_00n),
        fc.integer({ min: 1, max: 8 }),
        fc.boolean(),
        (principal, count, interestFree) => {
          const owed = owing(law, principal);
          const { plan, lines, total, interest, cost } = inEqualParts(owed, law, { ...TERMS, interestFree }, count);
          expect(lines.at(-1)!.left).toBe(0n);
          expect(total).toBe(owedWithPlan(owed, law, plan) + interest!);
          expect(cost).toBe(owedWithPlan(owed, law, plan) - balance(owed, law, TERMS.agreedOn).outstanding);
          expect(lines.every(({ dueOn, amount: part }) => law.isBankDay(dueOn) && part > 0n)).toBe(true);
          expect(lines.slice(1).every(({ amount: part }) => part <= lines[0]!.amount)).toBe(true);
          expect(interestFree ? interest : 0n).toBe(0n);
          // Whoever keeps to it owes nothing in the end: each part is booked as any payment is.
          const kept = lines.reduce((before: CaseFacts, { dueOn, amount: part }, index) => {
          const payment = { id: `part ${index}`, amount: part, receivedOn: dueOn };
          const { allocations } = spread(before, law, payment, dueOn);
          return { ...before, payments: [...before.payments, { ...payment, allocations }] };
        }, { ...owed, plans: [plan], notices: [...owed.notices, letter('PAYMENT_PLAN', TERMS.agreedOn)] }); // prettier-ignore
          expect(balance(kept, law, lines.at(-1)!.dueOn).outstanding).toBe(0n);
          expect(planStatus(kept, plan, null)).toBe('COMPLETED');
        },
      ),
      { numRuns: 40 },
    );
  });

  test('within the means is the shortest that is', () => {
    const owed = owing(law, amount('900.00'));
    for (const most of ['1000.00', '400.00', '150.00']) {
      const { lines } = withinMeans(owed, law, TERMS, amount(most))!;
      expect(lines.every((line) => line.amount <= amount(most))).toBe(true);
      const shorter = lines.slice(1).map(({ dueOn }) => ({ dueOn, amount: amount(most) }));
      if (shorter.length === 0) continue;
      const without = outlookOf(owed, law, { agreedOn: TERMS.agreedOn, instalments: shorter });
      expect(without.lines.at(-1)!.amount > amount(most)).toBe(true);
    }
  });
});

/** 8 June 2026 is a Monday. */
const PLAN: PlanFacts = {
  agreedOn: day('2026-05-04'),
  instalments: [{ dueOn: day('2026-06-08'), amount: amount('500.00') }, { dueOn: day('2026-07-08'), amount: amount('500.00') }],
}; // prettier-ignore

describe('a plan that is looked at', () => {
  const law = countries.SE;
  const decide = (on: string, more: Partial<CaseFacts> = {}) =>
    decidePlan(owing(law, amount('1000.00'), { plans: [PLAN], ...more }), PLAN, law, day(on));
  const reminded = { notices: [letter('INSTALMENT_REMINDER', '2026-06-09', '2026-06-23')] };

  test.each<[string, string, Partial<CaseFacts>, object]>([
    ['before its first day', '2026-06-01', {}, { kind: 'WAIT', until: '2026-06-09' }],
    ['on it', '2026-06-08', {}, { kind: 'WAIT', until: '2026-06-09' }],
    ['the day after', '2026-06-09', {}, { kind: 'REMIND' }],
    ['on a day on which nothing is posted', '2026-06-13', {}, { kind: 'WAIT', until: '2026-06-15' }],
    ['paid in part', '2026-06-09', { payments: [paid('2026-06-08', '499.99')] }, { kind: 'REMIND' }],
    ['paid', '2026-06-09', { payments: [paid('2026-06-08', '500.00')] }, { kind: 'WAIT', until: '2026-07-09' }],
    ['reminded of', '2026-06-23', reminded, { kind: 'WAIT', until: '2026-06-24' }],
    ['reminded of in vain', '2026-06-24', reminded, { kind: 'DEFAULT' }],
    [
      'after an objection that was answered since',
      '2026-06-24',
      { notices: [...reminded.notices, letter('OBJECTION_ANSWER', '2026-06-22', '2026-07-06')] },
      { kind: 'WAIT', until: '2026-07-07' },
    ],
    ['paid before it was agreed', '2026-06-09', { payments: [paid('2026-05-03', '500.00')] }, { kind: 'REMIND' }],
    ['paid whole', '2026-06-09', { payments: [paid('2026-05-20', '1000.00')] }, { kind: 'COMPLETE' }],
  ])('%s', (_when, on, more, expected) => {
    expect(decide(on, more)).toEqual(expected);
  });

  test('in Norway money ordered on the last day may come on the next bank day', () => {
    const owed = owing(countries.NO, amount('1000.00'), { plans: [PLAN] });
    expect(decidePlan(owed, PLAN, countries.NO, day('2026-06-09'))).toEqual({ kind: 'WAIT', until: '2026-06-10' });
  });

  test('what came in covers the oldest instalment first', () => {
    const owed = owing(law, amount('1000.00'), { payments: [paid('2026-06-01', '620.00')] });
    expect(instalmentsOf(owed, PLAN).map((state) => state.paid)).toEqual([amount('500.00'), amount('120.00')]);
  });
});

test('no interest runs from the day after a plan that was agreed without, until the day it ends', () => {
  // 3 650 at 10 % is 1.00 a day: 17 February to 4 May are 77 days; the plan ends on 24 June, and six days run to the 30th.
  const plan = { ...PLAN, interestFree: true, ended: { on: day('2026-06-24'), as: 'DEFAULTED' } } as const;
  const owed = owing(countries.SE, amount('3650.00'), { plans: [plan] });
  const interestOn = (on: string) => sum(countries.SE.interest(owed, day(on)).map((line) => line.amount));
  expect([interestOn('2026-05-04'), interestOn('2026-06-24'), interestOn('2026-06-30')]).toEqual([
    77_00n,
    77_00n,
    83_00n,
  ]);
});

describe('a claim in dispute in part', () => {
  const part = (from: string, until: string | null, of: string) => ({
    claimId: 'claim-1', amount: amount(of), from: day(from), until: until === null ? null : day(until),
  }); // prettier-ignore

  test('is asked for without that part, and the costs go by what is left', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...laws),
        fc.bigInt(100_00n, 9_000_00n),
        fc.bigInt(1n, 99_00n),
        (law, principal, share) => {
          const disputed = owing(law, principal, {
            disputedParts: [part('2026-03-02', null, '0.01')].map((one) => ({ ...one, amount: share })),
          });
          const smaller = owing(law, principal - share);
          const on: IsoDate = addDays(isoDate('2026-03-02'), 20);
          expect(balance(undisputed(disputed), law, on).outstanding).toBe(balance(smaller, law, on).outstanding);
          expect(law.nextStep(undisputed(disputed))).toEqual(law.nextStep(smaller));
          expect(balance(disputed, law, on).principal).toBe(principal);
          expect(law.limitation(disputed).lastDay).toBe(law.limitation(smaller).lastDay);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('costs of letters sent meanwhile stay as they were when the objection has failed', () => {
    // 2 500 was undisputed: salær 0.4 × 750 = 300, where 4 000 would make it 600 (inkassoforskriften § 2-2).
    const notices = [
      letter('COLLECTION_NOTICE', '2026-03-02', '2026-03-16'),
      letter('PAYMENT_DEMAND', '2026-03-18', '2026-04-01'),
    ];
    const costs = (parts: CaseFacts['disputedParts']) =>
      countries.NO.costs(
        owing(countries.NO, amount('4000.00'), { notices, disputedParts: parts }),
        day('2026-03-25'),
      ).map((line) => line.amount);
    expect(costs([])).toEqual([600_00n]);
    expect(costs([part('2026-03-04', '2026-03-23', '1500.00')])).toEqual([300_00n]);
    expect(costs([part('2026-03-20', '2026-03-23', '1500.00')])).toEqual([600_00n]);
  });

  test('falls on the newest claim first, and on none beyond its principal', () => {
    const most = [{ claimId: 'old', amount: 100n }, { claimId: 'new', amount: 50n }]; // prettier-ignore
    expect(sharedOut(most, 70n)).toEqual([{ claimId: 'new', amount: 50n }, { claimId: 'old', amount: 20n }]); // prettier-ignore
    expect(sum(sharedOut(most, 500n).map((one) => one.amount))).toBe(150n);
  });

  test('a reason is the same whatever its spaces and capitals', () => {
    expect(isRepeated(' Never  delivered', ['never delivered'])).toBe(true);
    expect(isRepeated('Never delivered, see enclosed', ['Never delivered'])).toBe(false);
  });
});
