import fc from 'fast-check';
import { countries } from '../../src/countries/index.js';
import { lossRecovered } from '../../src/domain/book-loss.js';
import { closingRefused, type PersonsCloseReason } from '../../src/domain/closing.js';
import { isoDate } from '../../src/domain/date.js';
import { lapses } from '../../src/domain/due-date.js';
import {
  NOTHING_YET,
  PLAIN_CLAIM,
  type CaseFacts,
  type NoticeFacts,
  type PaymentFacts,
} from '../../src/domain/facts.js';
import { carriedPaid, salePostings } from '../../src/domain/ledger.js';
import { afterOffer, leftToSettle } from '../../src/domain/settlement-offer.js';

const day = isoDate;

/** 1 000.00 of Norwegian, Swedish or Finnish money, due on Monday 16 March 2026. */
const owing = (change: Partial<CaseFacts> = {}): CaseFacts => ({
  currency: 'NOK', debtorType: 'PERSON', creditorVatLiable: true, registeredOn: day('2026-03-30'),
  claims: [
    { id: 'claim', invoiceNumber: '1', description: 'Test', invoiceDate: day('2026-02-16'), dueDate: day('2026-03-16'), principal: 1000_00n, ...PLAIN_CLAIM },
  ],
  ...NOTHING_YET, ...change,
}); // prettier-ignore

const paid = (id: string, on: string, amount: bigint): PaymentFacts => ({
  id,
  receivedOn: day(on),
  amount,
  allocations: [],
});
const letter = (sentOn: string): NoticeFacts => ({ type: 'PAYMENT_DEMAND', sentOn: day(sentOn), payBy: null, sentBy: 'AGENCY', feeCharged: null }); // prettier-ignore

describe('an offer of settlement', () => {
  // To be paid by Thursday 30 April 2026. Friday 1 May is a public holiday in all three countries, 4 May a Monday. What a Norwegian
  // bank is told on the last day may come on the next bank day (no.md 2); in Sweden and Finland the day it comes counts.
  const facts = owing({
    settlementOffers: [{ offeredOn: day('2026-04-07'), payBy: day('2026-04-30'), amount: 600_00n, lapsed: false }],
    payments: [paid('before', '2026-04-06', 50_00n), paid('while', '2026-04-07', 200_00n)],
  });

  test.each([
    ['NO', '2026-04-06', null], ['NO', '2026-04-07', 400_00n], ['NO', '2026-04-30', 400_00n], ['NO', '2026-05-04', 400_00n], ['NO', '2026-05-05', null],
    ['SE', '2026-04-30', 400_00n], ['SE', '2026-05-04', null], ['FI', '2026-04-30', 400_00n], ['FI', '2026-05-04', null],
  ] as const)('%s on %s: %s is left of it', (country, on, left) => {
    expect(leftToSettle(facts, countries[country], day(on))).toBe(left);
  }); // prettier-ignore

  test('once kept, or without a law of ours, nothing is left to come', () => {
    const kept = { ...facts, payments: [...facts.payments, paid('rest', '2026-04-10', 400_00n)] };
    expect(leftToSettle(kept, countries.NO, day('2026-04-11'))).toBeNull();
    expect(leftToSettle(facts, null, day('2026-04-11'))).toBeNull();
  });

  test('nothing else is done before it has lapsed, and then on a bank day', () => {
    const step = {
      type: 'PAYMENT_DEMAND',
      earliestOn: day('2026-04-15'),
      name: 'demand',
      legalBasis: countries.NO.acts[0],
    } as never;
    expect(afterOffer(step, facts, countries.NO)).toMatchObject({ earliestOn: '2026-05-05' });
    expect(afterOffer(step, facts, countries.SE)).toMatchObject({ earliestOn: '2026-05-04' });
    expect(afterOffer(step, owing(), countries.NO)).toBe(step);
    expect(afterOffer(null, facts, countries.NO)).toBeNull();
  });
});

describe('more time to pay', () => {
  test.each([
    ['sent before the new day', '2026-04-01', true], ['sent on the day it was given', '2026-04-02', true],
    ['sent after it was given', '2026-04-03', false],
  ] as const)('a letter %s', (_, sentOn, expected) => {
    const granted = [{ claimId: 'claim', dueBefore: day('2026-03-16'), dueDate: day('2026-04-20'), changedOn: day('2026-04-02') }];
    expect(lapses(letter(sentOn), granted)).toBe(expected);
  }); // prettier-ignore

  test('a letter after a new day that was over when it was given still counts', () => {
    const granted = [
      { claimId: 'claim', dueBefore: day('2026-03-16'), dueDate: day('2026-03-23'), changedOn: day('2026-04-02') },
    ];
    expect([lapses(letter('2026-03-23'), granted), lapses(letter('2026-03-24'), granted)]).toEqual([true, false]);
  });

  // Norway and Finland count three years from the due date, Sweden against a consumer from the invoice where the origin is not known.
  test.each([['NO', '2029-03-16'], ['SE', '2029-02-16'], ['FI', '2029-03-16']] as const)(
    '%s: limitation runs from the first due date', (country, lastDay) => {
      const [claim] = owing().claims;
      const later = owing({ claims: [{ ...claim!, dueDate: day('2026-06-01'), firstDueDate: day('2026-03-16') }] });
      expect(countries[country].limitation(later).lastDay).toBe(lastDay);
    },
  ); // prettier-ignore
});

describe('closing by a person', () => {
  const died = { type: 'DECEASED', from: day('2026-03-20'), until: null, represented: false } as const;
  const bankrupt = {
    type: 'BANKRUPTCY',
    from: day('2026-03-20'),
    until: day('2026-05-01'),
    represented: false,
  } as const;
  const proceeding = (type: 'ENFORCEMENT_ENDED' | 'COURT_FILED') =>
    ({ type, on: day('2026-04-01'), step: null, awarded: 0n, until: null }) as const;

  test.each<[PersonsCloseReason, Partial<CaseFacts>, string | null]>([
    ['UNTRACEABLE', {}, null],
    ['UNECONOMICAL', {}, null],
    ['UNECONOMICAL', { proceedings: [proceeding('COURT_FILED')] }, 'INVALID_STATE.applicationUnderWay'],
    ['DECEASED', {}, 'INVALID_STATE.notClosable.DECEASED'],
    ['DECEASED', { debtorConditions: [died] }, null],
    ['INSOLVENT', { debtorConditions: [died] }, 'INVALID_STATE.notClosable.INSOLVENT'],
    ['INSOLVENT', { debtorConditions: [bankrupt] }, null],
    ['INSOLVENT', { proceedings: [proceeding('ENFORCEMENT_ENDED')] }, null],
    ['DUPLICATE', {}, null],
    ['DUPLICATE', { payments: [paid('p', '2026-04-01', 1n)] }, 'INVALID_STATE.notClosable.DUPLICATE'],
    ['TIME_BARRED', {}, 'INVALID_STATE.notClosable.TIME_BARRED'],
  ])('%s, %o', (reason, known, text) => {
    expect(closingRefused(reason, owing(known), countries.NO, day('2026-06-01'))?.text ?? null).toBe(text);
  });

  test('time-barred from the day after the last, where a law of ours says so', () => {
    const on = (date: string) => closingRefused('TIME_BARRED', owing(), countries.NO, day(date));
    expect([on('2029-03-16')?.code, on('2029-03-17')]).toEqual(['INVALID_STATE', null]);
    expect(closingRefused('TIME_BARRED', owing(), null, day('2040-01-01'))?.code).toBe('INVALID_STATE');
  });
});

test('what comes back of a booked loss is what is paid beyond the rest, never more than was written off', () => {
  // Of 1 000 left 400 are written off: the first 600 recover nothing.
  expect([lossRecovered(400n, 1000n, 500n), lossRecovered(400n, 500n, 300n), lossRecovered(400n, 300n, 0n)]).toEqual([
    0n,
    100n,
    300n,
  ]);
  fc.assert(
    fc.property(
      fc.bigInt(1n, 10_000n),
      fc.bigInt(0n, 10_000n),
      fc.array(fc.bigInt(0n, 3_000n)),
      (unpaid, lost, payments) => {
        let left = unpaid;
        let recovered = 0n;
        for (const payment of payments) {
          const after = left > payment ? left - payment : 0n;
          recovered += lossRecovered(lost, left, after);
          left = after;
        }
        const most = lost < unpaid ? lost : unpaid;
        expect(recovered).toBe(most - (most < left ? most : left));
      },
    ),
  );
});

test('a sale is booked in the books of each, and what was paid before is not owed to the buyer', () => {
  const book = (caseId: string) => ({ caseId, creditorId: `creditor of ${caseId}`, currency: 'NOK' });
  const on = day('2026-04-01');
  const flat = (postings: ReturnType<typeof salePostings>) =>
    postings.map(({ caseId, debit, credit, amount }) => [caseId, debit, credit, amount]);
  expect(flat(salePostings(book('old'), book('new'), 100n, on))).toEqual([
    ['old', 'sale:due', 'creditor:sold', 100n],
    ['new', 'creditor:bought', 'sale:due', 100n],
  ]);
  const parts = [{ kind: 'COST', claimId: null, amount: 5n }, { kind: 'PRINCIPAL', claimId: 'claim', amount: 7n }] as const; // prettier-ignore
  expect(flat(carriedPaid(book('new'), parts, on))).toEqual([
    ['new', 'income:costs', 'receivable:costs', 5n],
    ['new', 'creditor:claims', 'receivable:principal', 7n],
  ]);
});

describe('a claim that has passed to another creditor', () => {
  const assigned = owing({ assignedOn: day('2026-04-07') });
  const elements = (country: 'NO' | 'SE' | 'FI', facts: CaseFacts) =>
    countries[country].requiredElements('PAYMENT_DEMAND', facts, day('2026-04-08')).map(({ element }) => element);

  test('a Swedish inkassokrav says that the one before can no longer be paid with effect (inkassolagen 5 §; se.md 4.1 row 4)', () => {
    expect(elements('SE', assigned)).toContain('assignment');
    expect(elements('SE', owing())).not.toContain('assignment');
  });

  test.each(['NO', 'SE', 'FI'] as const)(
    '%s: the debtor is told once, and limitation does not begin anew by it',
    (country) => {
      const law = countries[country];
      const on = day('2026-04-08');
      expect(law.forbids('ASSIGNMENT_NOTICE', assigned, on)).toBeNull();
      expect(law.forbids('ASSIGNMENT_NOTICE', owing(), on)?.code).toBe('INVALID_STATE');
      const told = { ...assigned, notices: [{ ...letter('2026-04-08'), type: 'ASSIGNMENT_NOTICE' as const }] };
      expect(law.forbids('ASSIGNMENT_NOTICE', told, on)?.code).toBe('INVALID_STATE');
      expect(law.limitation(told).lastDay).toBe(law.limitation(assigned).lastDay);
    },
  );
});
