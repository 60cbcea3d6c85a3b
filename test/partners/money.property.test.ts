import fc from 'fast-check';
import { isoDate } from '../../src/domain/date.js';
import { convertAt, type RatePair } from '../../src/domain/fx.js';
import {
  paymentPostings, reversalPostings, type Book, type Posting,
} from '../../src/domain/ledger.js'; // prettier-ignore
import { remittancePostings, type HeldPayment } from '../../src/domain/remittance.js';
import type { Money } from '../../src/domain/money.js';

const book: Book = { caseId: 'case', creditorId: 'creditor', currency: 'EUR' };
const on = isoDate('2026-05-04');

const payment = fc.record({
  minor: fc.bigInt({ min: 100n, max: 10n ** 10n }),
  currency: fc.constantFrom('EUR', 'USD', 'SEK', 'JPY', 'KWD'),
  perEuro_e8: fc.bigInt({ min: 10n ** 7n, max: 10n ** 10n }),
  /** Hundredths of a percent of the payment that are beyond what is owed. */
  surplusBps: fc.bigInt({ min: 0n, max: 10_000n }),
  reversed: fc.boolean(),
});
type Paid = typeof payment extends fc.Arbitrary<infer Value> ? Value : never;

interface Booked {
  readonly held: HeldPayment;
  readonly rates: RatePair;
  readonly postings: readonly Posting[];
}

function bookOne({ minor, currency, perEuro_e8, surplusBps }: Paid, index: number): Booked | null {
  const received: Money = { minor, currency };
  const rates: RatePair = { date: on, fromPerEuro_e8: perEuro_e8, toPerEuro_e8: 10n ** 8n };
  const amount = currency === book.currency ? minor : convertAt(received, book.currency, rates).minor;
  // What is less than a cent cannot be credited; such money waits for a person.
  if (amount === 0n) return null;
  const surplus = (amount * surplusBps) / 10_000n;
  const covered = amount - surplus;
  const allocations = covered > 0n ? [{ kind: 'PRINCIPAL' as const, claimId: 'claim', amount: covered }] : [];
  const id = `p${index}`;
  const postings = paymentPostings(book, {
    id, allocations, surplus, to: 'partner:funds', on, received: currency === book.currency ? null : received,
  }); // prettier-ignore
  return { held: { id, held: received, booked: amount }, rates, postings };
}

/** Debit less credit, by currency and account; empty accounts are left out. */
function balances(postings: readonly Posting[]): Record<string, bigint> {
  const held = new Map<string, bigint>();
  const add = (key: string, amount: bigint) => held.set(key, (held.get(key) ?? 0n) + amount);
  for (const { currency, debit, credit, amount } of postings) {
    add(`${currency} ${debit}`, amount);
    add(`${currency} ${credit}`, -amount);
  }
  return Object.fromEntries([...held].filter(([, amount]) => amount !== 0n));
}

function expectBalanced(postings: readonly Posting[]): void {
  const sums = new Map<string, bigint>();
  for (const [key, amount] of Object.entries(balances(postings))) {
    const currency = key.slice(0, 3);
    sums.set(currency, (sums.get(currency) ?? 0n) + amount);
  }
  expect([...sums.values()].filter((amount) => amount !== 0n)).toEqual([]);
  expect(postings.filter(({ amount }) => amount <= 0n)).toEqual([]);
  expect(new Set(postings.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(postings.length);
}

test('payments in any currency, taken back or sent on: each currency adds up to nothing', () => {
  fc.assert(
    fc.property(
      fc.array(payment, { minLength: 1, maxLength: 8 }),
      fc.bigInt({ min: 9_500n, max: 10_500n }),
      fc.bigInt({ min: 0n, max: 9_999n }),
      (paid, share, feeBps) => {
        const booked = paid.flatMap((each, index) => {
          const one = bookOne(each, index);
          return one ? [{ ...one, reversed: each.reversed }] : [];
        });
        const came = booked.flatMap(({ postings }) => postings);
        expectBalanced(came);
        // Replayed from what is stored with it, the same amount of the same money.
        for (const { held, rates } of booked) {
          if (held.held.currency !== book.currency) {
            expect(convertAt(held.held, book.currency, rates).minor).toBe(held.booked);
          }
        }
        const reversals = booked
          .filter(({ reversed }) => reversed)
          .flatMap(({ postings }) => reversalPostings(postings, on));
        const kept = booked.filter(({ reversed }) => !reversed);
        expect(balances([...came, ...reversals])).toEqual(balances(kept.flatMap(({ postings }) => postings)));

        const own = kept.filter(({ held }) => held.held.currency === book.currency);
        const foreign = kept.filter(({ held }) => held.held.currency !== book.currency);
        const worth = foreign.reduce((total, { held }) => total + held.booked, 0n);
        const holds = own.reduce((total, { held }) => total + held.held.minor, 0n);
        const minor = holds + (worth * share) / 10_000n;
        if (minor === 0n) return;
        const fee = (minor * feeBps) / 10_000n;
        const amount = { minor: minor - fee, currency: 'EUR' };
        const remittance = { id: 'r', amount, fee, on, mostDifferenceBps: 1_000n };
        const sent = remittancePostings(
          book,
          remittance,
          kept.map(({ held }) => held),
        );
        // Rounded down to a cent, what came for a few cents may be more than a tenth off.
        if (sent === null) return expect(worth).toBeLessThan(20n);
        expectBalanced([...came, ...reversals, ...sent]);
        const after = balances([...came, ...reversals, ...sent]);
        expect(Object.keys(after).filter((key) => /partner:funds|exchange:position/.test(key))).toEqual([]);
        expect(after['EUR client_funds']).toBe(minor - fee);
        expect([after['EUR creditor:expenses'] ?? 0n, after['EUR partner:charges']]).toEqual([fee, undefined]);
        // Whatever does not hold after all earned no fee.
        const undone = [...kept.flatMap(({ postings }) => postings), ...sent.filter(({ reason }) => reason === 'fee')];
        expect(balances([...sent, ...reversalPostings(undone, on)])['EUR creditor:expenses']).toBeUndefined();
        expect(after['EUR exchange:difference'] ?? 0n).toBe(holds + worth - minor);
      },
    ),
    { seed: 20_261_204, numRuns: 500 },
  );
});

test('nobody sends on more than it holds, or in a currency that is nobody’s', () => {
  const held: HeldPayment[] = [
    { id: 'a', held: { minor: 500n, currency: 'EUR' }, booked: 500n },
    { id: 'b', held: { minor: 300n, currency: 'EUR' }, booked: 300n },
  ];
  const send = (minor: bigint, currency: string, payments = held, fee = 0n) =>
    remittancePostings(book, { id: 'r', amount: { minor, currency }, fee, on, mostDifferenceBps: 1_000n }, payments);
  expect(send(801n, 'EUR')).toBeNull();
  expect(send(100n, 'USD')).toBeNull();
  expect(send(1n, 'EUR', [])).toBeNull();
  expect(send(700n, 'EUR', held, 101n)).toBeNull();
  // The older payment first: 500 of 500, then 100 of 300.
  expect(send(600n, 'EUR')!.map(({ paymentId, amount }) => [paymentId, amount])).toEqual([['a', 500n], ['b', 100n]]); // prettier-ignore
});
