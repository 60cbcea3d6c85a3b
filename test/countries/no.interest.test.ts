import { norwayUnder } from '../../src/countries/no.js';
import type { ClaimFacts, ProceedingFacts, ProceedingType } from '../../src/domain/facts.js';
import { accrued, claim, day, facts } from './facts.js';

const law = norwayUnder(null);

describe('the first day of interest (forsinkelsesrenteloven § 2)', () => {
  const owed = (due: string, more: Partial<ClaimFacts>) =>
    facts([claim('3650.00', due, { invoiceDate: day('2026-01-05'), ...more })]);

  test.each(['STATED', 'PRINTED'] as const)(
    'a due date only %s: the day after 30 days from the invoice',
    (dueDateBasis) => {
      // 5 January + 30 = 4 February. 3 650 × 12 % / 365 = 1.20 a day.
      const printed = owed('2026-01-19', { dueDateBasis });
      expect(law.interest(printed, day('2026-02-04'))).toEqual([]);
      expect(accrued(law.interest(printed, day('2026-02-05')))).toEqual(['2026-02-05 2026-02-05 1200 120']);
      // Never before the debtor was to pay.
      const later = owed('2026-03-02', { dueDateBasis });
      expect(law.interest(later, day('2026-03-02'))).toEqual([]);
      expect(accrued(law.interest(later, day('2026-03-03')))).toEqual(['2026-03-03 2026-03-03 1200 120']);
    },
  );

  test('an agreed one: the day after it', () => {
    expect(accrued(law.interest(owed('2026-01-19', {}), day('2026-01-20')))).toEqual([
      '2026-01-20 2026-01-20 1200 120',
    ]);
  });
});

describe('a rate by contract', () => {
  const owed = (agreedRateBps: number, due: string, debtorType: 'PERSON' | 'COMPANY' = 'PERSON') =>
    facts([claim('3650.00', due, { agreedRateBps })], { debtorType });

  test('to a consumer never above the statutory one of each half-year (§ 4)', () => {
    // 12.25 % agreed; 12.00 until 30 June 2026, 12.25 since: 1.20, then 1.225; running totals 1.20 and 2.43.
    expect(accrued(law.interest(owed(1225, '2026-06-29'), day('2026-07-01')))).toEqual([
      '2026-06-30 2026-06-30 1200 120',
      '2026-07-01 2026-07-01 1225 123',
    ]);
    expect(accrued(law.interest(owed(2400, '2026-03-02'), day('2026-03-03')))).toEqual([
      '2026-03-03 2026-03-03 1200 120',
    ]);
  });

  test('below it, as agreed: 10 % of 3 650 is 1.00 a day', () => {
    const [line] = law.interest(owed(1000, '2026-03-02'), day('2026-03-03'));
    expect(line).toMatchObject({ annualRateBps: 1000, amount: 100n, legalBasis: { provision: '§ 4' } });
  });

  test('between businesses as agreed, also where no statutory rate is known: 24 % of 3 650 is 2.40 a day', () => {
    expect(accrued(law.interest(owed(2400, '2026-12-30', 'COMPANY'), day('2027-01-01')))).toEqual([
      '2026-12-31 2026-12-31 2400 240',
      '2027-01-01 2027-01-01 2400 240',
    ]);
  });

  test('a term without late interest binds no business for what it bought, but a consumer and a lender are held to it', () => {
    expect(accrued(law.interest(owed(0, '2026-03-02', 'COMPANY'), day('2026-03-03')))).toEqual([
      '2026-03-03 2026-03-03 1200 120',
    ]);
    const lent = facts([claim('3650.00', '2026-03-02', { agreedRateBps: 0, kind: 'LOAN' })], { debtorType: 'COMPANY' });
    for (const free of [owed(0, '2026-03-02'), lent]) {
      expect(accrued(law.interest(free, day('2026-03-03')))).toEqual(['2026-03-03 2026-03-03 0 0']);
    }
  });
});

test("the creditor's own day count goes before ours", () => {
  // 3 650 × 12.5 % / 365 = 1.25 a day; over 366 days of the leap year 1.2466.
  const owed = facts([claim('3650.00', '2024-03-01')], { dayCount: 'ACTUAL_365' });
  expect(accrued(law.interest(owed, day('2024-03-02')))).toEqual(['2024-03-02 2024-03-02 1250 125']);
});

describe('interest after a title lapses year by year (foreldelsesloven § 21)', () => {
  const happened = (type: ProceedingType, on: string): ProceedingFacts => ({
    type,
    on: day(on),
    step: null,
    awarded: 0n,
    until: null,
  });
  const judged = (...more: readonly ProceedingFacts[]) =>
    facts([claim('1000.00', '2019-12-31')], { proceedings: [happened('TITLE_GIVEN', '2020-06-30'), ...more] });
  const stretches = (...args: Parameters<typeof law.interest>) =>
    law.interest(...args).map(({ from, to }) => `${from} ${to}`);

  test('after three years: that of before the title stays, and that of the last three years', () => {
    // On 30 June 2026 what accrued from 1 July 2020 to 30 June 2023 is gone.
    const kept = stretches(judged(), day('2026-06-30'));
    expect(kept[0]).toBe('2020-01-01 2020-06-30');
    expect(kept[1]).toBe('2023-07-01 2023-12-31');
    expect(kept.at(-1)).toBe('2026-01-01 2026-06-30');
  });

  test('unless utlegg secured it: what accrued in the three years before that', () => {
    const kept = stretches(judged(happened('ENFORCEMENT_GRANTED', '2022-06-30')), day('2026-06-30'));
    expect(kept).toContain('2020-07-01 2020-12-31');
    expect(kept).toContain('2022-01-01 2022-06-30');
    expect(kept.filter((stretch) => stretch > '2022-07-01' && stretch < '2023-07-01')).toEqual([]);
  });

  test('within three years nothing is gone', () => {
    const whole = law.interest(facts([claim('1000.00', '2019-12-31')]), day('2023-06-30'));
    const after = law.interest(judged(), day('2023-06-30'));
    const total = (lines: typeof whole) => lines.reduce((all, line) => all + line.amount, 0n);
    expect(total(after)).toBe(total(whole));
  });
});
