import fc from 'fast-check';
import { sweden as law } from '../../src/countries/se.js';
import { addDays, dayNumber, type IsoDate } from '../../src/domain/date.js';
import { inForce, RuleNotEncoded, type Dated } from '../../src/domain/dated.js';
import type { CaseFacts, ClaimFacts, StepType } from '../../src/domain/facts.js';
import { accrued, claim, day, facts, letter } from './facts.js';

/** At 10 % a year 3 650 bears 1.00 a day. */
const owed = (about: Partial<ClaimFacts>, more: Partial<CaseFacts> = {}) =>
  facts([claim('3650.00', '2026-03-17', about)], more);
const firstDay = (owing: CaseFacts) => law.interest(owing, day('2026-06-30'))[0]?.from;

describe('first day of interest', () => {
  test('agreed: the day after the due date', () => {
    expect(firstDay(owed({}))).toBe('2026-03-18');
  });

  // Thirty days from the bill end on 1 April; on Good Friday 3 April, so Tuesday the 7th; before a later due date nothing runs.
  test.each([['2026-03-02', '2026-04-02'], ['2026-03-04', '2026-04-08'], ['2026-02-02', '2026-03-18']])(
    'a bill of %s with a warning of interest: %s',
    (invoiceDate, first) => expect(firstDay(owed({ dueDateBasis: 'STATED', invoiceDate: day(invoiceDate) }))).toBe(first),
  ); // prettier-ignore

  test('a bill without warning: a consumer is warned by the inkassokrav, a business need not be', () => {
    const printed = owed({ dueDateBasis: 'PRINTED', invoiceDate: day('2026-03-02') });
    expect(firstDay(printed)).toBeUndefined();
    // 16 March and thirty days: 15 April.
    const demanded = { ...printed, notices: [letter('PAYMENT_DEMAND', '2026-03-16', '2026-03-30')] };
    expect(firstDay(demanded)).toBe('2026-04-16');
    expect(firstDay({ ...printed, debtorType: 'COMPANY' })).toBe('2026-04-02');
  });

  test('service of the application at the latest', () => {
    const served = {
      type: 'SERVED',
      on: day('2026-04-09'),
      step: 'COURT_APPLICATION',
      awarded: 0n,
      until: null,
    } as const;
    expect(firstDay(owed({ dueDateBasis: 'PRINTED' }, { proceedings: [served] }))).toBe('2026-04-10');
  });
});

describe('rates', () => {
  test('an agreed rate takes the place of the statutory one and is not cut at half-years', () => {
    // 24 % of 3 650 is 2.40 a day; 18 March to 2 July are 107 days.
    expect(accrued(law.interest(owed({ agreedRateBps: 2400 }), day('2026-07-02')))).toEqual([
      '2026-03-18 2026-07-02 2400 25680',
    ]);
    expect(accrued(law.interest(owed({ agreedRateBps: 0 }), day('2026-03-18')))).toEqual(['2026-03-18 2026-03-18 0 0']);
  });

  test('a term without late interest is void between businesses', () => {
    const void_ = owed({ agreedRateBps: 0 }, { debtorType: 'COMPANY' });
    expect(accrued(law.interest(void_, day('2026-03-18')))).toEqual(['2026-03-18 2026-03-18 1000 100']);
  });

  // Due Friday 27 June 2025: three days at a reference rate of 3, then two at 2. One per cent of 3 650 is 0.10 a day.
  test.each([
    // Reference and twenty points: 23 and 22.
    ['2025-03-01', 2400, '2300 690', '2200 440'],
    [null, 2400, '2300 690', '2200 440'],
    ['2025-03-01', 2250, '2250 675', '2200 440'],
    // Reference and forty points: 43 and 42.
    ['2025-02-28', 4500, '4300 1290', '4200 840'],
    ['2018-09-01', 4500, '4300 1290', '4200 840'],
  ])('a credit agreed on %s at %s', (agreedOn, agreedRateBps, first, second) => {
    const about = {
      kind: 'CONSUMER_CREDIT',
      agreedOn: agreedOn === null ? null : day(agreedOn),
      agreedRateBps,
    } as const;
    const credit = facts([claim('3650.00', '2025-06-27', about)]);
    expect(accrued(law.interest(credit, day('2025-07-02')))).toEqual([
      `2025-06-28 2025-06-30 ${first}`,
      `2025-07-01 2025-07-02 ${second}`,
    ]);
  });

  test('no ceiling before 1 September 2018, and none but for a consumer', () => {
    const credit = { kind: 'CONSUMER_CREDIT' as const, agreedRateBps: 4500 };
    const rates = (about: Partial<ClaimFacts>, more: Partial<CaseFacts> = {}) =>
      law.interest(owed({ ...credit, ...about }, more), day('2026-03-18')).map((line) => line.annualRateBps);
    expect(rates({ agreedOn: day('2018-08-31') })).toEqual([4500]);
    expect(rates({ agreedOn: day('2025-03-01') }, { debtorType: 'COMPANY' })).toEqual([4500]);
  });

  test("the creditor's own day count", () => {
    // 36 500 at 12 % on 29 February 2024: 4 380 / 366 = 11.967, 4 380 / 365 = 12.
    const leap = facts([claim('36500.00', '2024-02-28')]);
    const amounts = (dayCount: CaseFacts['dayCount']) =>
      law.interest({ ...leap, dayCount }, day('2024-02-29')).map((line) => line.amount);
    expect([amounts(null), amounts('ACTUAL_365')]).toEqual([[1197n], [1200n]]);
  });
});

describe('days whose law is not encoded', () => {
  const anyDay = fc
    .integer({ min: dayNumber(day('1900-01-01')), max: dayNumber(day('2100-12-31')) })
    .map((number) => addDays(day('1970-01-01'), number));
  const steps: readonly StepType[] = [
    'REMINDER', 'PAYMENT_DEMAND', 'PAYMENT_PLAN', 'LIMITATION_NOTICE', 'BANKRUPTCY_WARNING', 'CLOSING_STATEMENT',
    'COURT_APPLICATION', 'ENFORCEMENT_APPLICATION', 'DISCONNECTION', 'SECOND_DEMAND',
  ]; // prettier-ignore

  /** Whether the day is answered; false where it is refused in the one way there is. */
  function isAnswered(ask: () => unknown): boolean {
    try {
      ask();
      return true;
    } catch (error) {
      if (error instanceof RuleNotEncoded) return false;
      throw error;
    }
  }

  const isEncoded = ({ versions, knownUntil }: Dated<unknown>, on: IsoDate) =>
    versions[0].from <= on && (knownUntil === undefined || on <= knownUntil);

  test('are refused, never guessed: interest, ceilings, every figure listed', () => {
    fc.assert(
      fc.property(anyDay, anyDay, fc.constantFrom(...steps), (on, due, step) => {
        isAnswered(() => law.maximumCost(step, 100n, 'PERSON', due, on));
        isAnswered(() => law.interest(facts([claim('3650.00', due)]), on));
        return law.catalogue.every(({ series }) => isAnswered(() => inForce(series, on)) === isEncoded(series, on));
      }),
    );
    for (const on of ['2013-03-15', '1900-01-01']) {
      expect(() => law.maximumCost('PAYMENT_PLAN', 100n, 'PERSON', day('1899-01-01'), day(on))).toThrow(RuleNotEncoded);
    }
    expect(() => law.interest(owed({}), day('2027-01-01'))).toThrow(RuleNotEncoded);
  });
});
