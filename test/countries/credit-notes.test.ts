import fc from 'fast-check';
import { countries } from '../../src/countries/index.js';
import { balance, knownOn, withoutCredited } from '../../src/domain/balance.js';
import type { CaseFacts, CreditNoteFacts } from '../../src/domain/facts.js';
import { sum } from '../../src/domain/money.js';
import { respread, spread, undone } from '../../src/domain/spread.js';
import { amount, claim, day, facts, letter, paid, shown } from './facts.js';

const { NO, SE, FI } = countries;

/** The facts with a credit note: the principal of a claim is what is left of it. */
function credited(known: CaseFacts, on: string, decimal: string, claimId = 'claim-1'): CaseFacts {
  const note: CreditNoteFacts = { claimId, amount: amount(decimal), on: day(on) };
  const claims = known.claims.map((each) =>
    each.id === claimId ? { ...each, principal: each.principal - note.amount } : each,
  );
  return { ...known, claims, creditNotes: [...known.creditNotes, note] };
}

/**
 * 4 000 kr due 16 February 2026 at 12.00 % (no.md 2.1): varsel 2 March, fee 38 (1.1), betalingsoppfordring 18 March after the
 * deadline of 16 March. 1 500 kr are credited on 10 March.
 */
const norwegian = facts([claim('4000.00', '2026-02-16')], {
  registeredOn: day('2026-03-02'),
  notices: [
    letter('COLLECTION_NOTICE', '2026-03-02', '2026-03-16'),
    letter('PAYMENT_DEMAND', '2026-03-18', '2026-04-01'),
  ],
});

test('before its day a credit note changes nothing; from then on the sum was never owed', () => {
  const lower = credited(norwegian, '2026-03-10', '1500.00');
  expect(balance(lower, NO, day('2026-03-09'))).toEqual(balance(norwegian, NO, day('2026-03-09')));
  // 10 March: 22 days from 17 February: 2 500 × 12 % × 22/365 = 18.08.
  expect(shown(balance(lower, NO, day('2026-03-10')).lines)).toEqual([
    'PRINCIPAL 1001 400000', 'CREDIT_NOTE 1001 -150000', 'INTEREST 1001 1808', 'COST purregebyr 3800',
  ].map((line) => line.replace('purregebyr', 'gebyr for inkassovarsel'))); // prettier-ignore
  const { principal, outstanding } = balance(lower, NO, day('2026-03-10'));
  expect([principal, outstanding]).toEqual([250_000n, 255_608n]);
});

test('Norway: the band of the salær is that of what is left', () => {
  // Light, to 10 000: 0.8 × 750 = 600; to 2 500 inclusive: 0.4 × 750 = 300 (no.md 1.2).
  const costs = (known: CaseFacts) => balance(known, NO, day('2026-03-18')).costs;
  expect(costs(norwegian)).toBe(600_00n);
  expect(costs(credited(norwegian, '2026-03-10', '1500.00'))).toBe(300_00n);
  // Credited after the demand too: the reading that is safer for the debtor.
  expect(balance(credited(norwegian, '2026-03-20', '1500.00'), NO, day('2026-03-20')).costs).toBe(300_00n);
  expect(balance(credited(norwegian, '2026-03-20', '1500.00'), NO, day('2026-03-19')).costs).toBe(600_00n);
});

test('a claim credited in whole bears nothing, and nothing follows', () => {
  const gone = credited(norwegian, '2026-03-20', '4000.00');
  const { interest, costs, outstanding } = balance(gone, NO, day('2026-03-20'));
  expect([interest, costs, outstanding]).toEqual([0n, 0n, 0n]);
  expect(NO.nextStep(gone)).toBeNull();
  expect(NO.forbids('SECOND_DEMAND', gone, day('2026-10-01'))).not.toBeNull();
});

test('Sweden: no compensation for a bill that was credited in whole', () => {
  // 450 kr for each claim that is late, goods and services between businesses (se.md SE-FEE-LATE-B2B).
  const two = facts([claim('1000.00', '2026-02-16'), claim('500.00', '2026-02-17', { id: 'claim-2', invoiceNumber: '1002' })], {
    currency: 'SEK', debtorType: 'COMPANY', registeredOn: day('2026-03-03'),
  }); // prettier-ignore
  expect(balance(two, SE, day('2026-03-10')).costs).toBe(900_00n);
  const one = credited(two, '2026-03-10', '500.00', 'claim-2');
  expect(balance(one, SE, day('2026-03-10')).costs).toBe(450_00n);
  // A letter speaks of the other alone.
  expect(withoutCredited(one).claims.map(({ id }) => id)).toEqual(['claim-1']);
  expect(balance(withoutCredited(one), SE, day('2026-03-10')).outstanding).toBe(
    balance(one, SE, day('2026-03-10')).outstanding,
  );
});

test('money that covered it covers what else is owed from the day it came, and the rest is surplus', () => {
  // 3 000 come on 18 March: 600 to the salær, 2 400 to the principal (inkassoloven, practice: costs, principal, interest).
  const received = { id: 'payment 1', amount: amount('3000.00'), receivedOn: day('2026-03-18') };
  const { allocations } = spread(norwegian, NO, received, day('2026-03-18'));
  const known = { ...norwegian, payments: [{ ...received, allocations }] };
  // 1 500 credited: owed are 2 500, salær 300, and interest of 30 days on 2 500: × 12 % × 30/365 = 24.66.
  const moved = respread(credited(known, '2026-03-19', '1500.00'), NO, day('2026-03-19'));
  expect(moved).toEqual([
    {
      paymentId: 'payment 1',
      released: [{ kind: 'COST', claimId: null, amount: 300_00n }],
      allocations: [
        { kind: 'PRINCIPAL', claimId: 'claim-1', amount: 100_00n },
        { kind: 'INTEREST', claimId: 'claim-1', amount: 24_66n },
      ],
      // 300 − 100 − 24.66.
      surplus: 175_34n,
    },
  ]);
});

test('what another case was paid stays where it stands', () => {
  const received = { id: 'payment 1', amount: amount('3000.00'), receivedOn: day('2026-03-18') };
  const { allocations } = spread(norwegian, NO, received, day('2026-03-18'));
  const known = { ...norwegian, payments: [{ ...received, allocations }] };
  expect(respread(credited(known, '2026-03-19', '1500.00'), NO, day('2026-03-19'), () => false)).toEqual([]);
});

test('Finland: the fee of a demand goes by what is left', () => {
  // Due Monday 2 February; a reminder (5 euro), and the demand on the first day after its time to pay.
  const finnish = facts([claim('600.00', '2026-02-02')], {
    currency: 'EUR',
    registeredOn: day('2026-02-16'),
    notices: [letter('REMINDER', '2026-02-17', '2026-03-03'), letter('PAYMENT_DEMAND', '2026-03-04', '2026-03-18')],
  });
  const fees = (known: CaseFacts) => balance(known, FI, day('2026-03-10')).costs;
  // Over 100 to 1 000 euro 24, to 100 euro 14 (fi.md FI-C-DEMAND1).
  expect(fees(finnish)).toBe(29_00n);
  expect(fees(credited(finnish, '2026-03-10', '500.00'))).toBe(19_00n);
});

test('whatever was paid and credited: never more is covered than is owed, and no money is lost', () => {
  const cents = (most: number) => fc.bigInt({ min: 1n, max: BigInt(most) });
  fc.assert(
    fc.property(
      cents(400_000),
      cents(100_000),
      fc.array(cents(300_000), { maxLength: 4 }),
      (first, second, payments) => {
        let known: CaseFacts = {
          ...norwegian,
          claims: [
            claim('4000.00', '2026-02-16'),
            claim('1000.00', '2026-02-20', { id: 'claim-2', invoiceNumber: '1002' }),
          ],
        };
        payments.forEach((minor, index) => {
          const payment = { ...paid(`2026-03-2${index}`, '0.00'), amount: minor };
          const { allocations } = spread(known, NO, payment, day('2026-03-30'));
          known = { ...known, payments: [...known.payments, { ...payment, allocations }] };
        });
        const decimal = (minor: bigint) => `${minor / 100n}.${String(minor % 100n).padStart(2, '0')}`;
        const both = credited(credited(known, '2026-03-25', decimal(first)), '2026-03-26', decimal(second), 'claim-2');
        const today = day('2026-03-30');
        const moved = respread(both, NO, today);
        for (const { released, allocations, surplus } of moved) {
          const of = (parts: typeof released) => sum(parts.map((part) => part.amount));
          expect(of(released)).toBe(of(allocations) + surplus);
          expect(allocations.every((part) => part.amount > 0n)).toBe(true);
        }
        const after = [
          ...both.payments.flatMap(({ allocations }) => allocations),
          ...moved.flatMap(({ released }) => undone(released)),
          ...moved.flatMap(({ allocations }) => allocations),
        ];
        for (const { id, principal } of both.claims) {
          const covered = sum(
            after.filter((part) => part.kind === 'PRINCIPAL' && part.claimId === id).map((part) => part.amount),
          );
          expect(covered >= 0n && covered <= principal).toBe(true);
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('the facts of a day are those of the day, however often it is asked', () => {
  const lower = credited(credited(norwegian, '2026-03-10', '1500.00'), '2026-03-20', '100.00');
  const known = knownOn(lower, day('2026-03-15'));
  expect(known.claims[0]!.principal).toBe(amount('2500.00'));
  expect(knownOn(known, day('2026-03-15'))).toEqual(known);
});
