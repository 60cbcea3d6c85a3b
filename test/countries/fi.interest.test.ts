import { finland as law } from '../../src/countries/fi.js';
import { RuleNotEncoded } from '../../src/domain/dated.js';
import type { CaseFacts, ClaimFacts, ProceedingFacts } from '../../src/domain/facts.js';
import { accrued, claim, day, facts, letter } from './facts.js';

const owing = (more: Partial<ClaimFacts>, base: Partial<CaseFacts> = {}, due = '2026-02-02', principal = '3650.00') =>
  facts([claim(principal, due, more)], { currency: 'EUR', ...base });
const interest = (owed: CaseFacts, on: string) => accrued(law.interest(owed, day(on)));
const firstDay = (owed: CaseFacts): string | null => law.interest(owed, day('2026-12-31'))[0]?.from ?? null;
const happened = (type: ProceedingFacts['type'], on: string, more: Partial<ProceedingFacts> = {}): ProceedingFacts => ({
  type, on: day(on), step: null, awarded: 0n, until: null, ...more,
}); // prettier-ignore

// Korkolaki 5, 6 and 9 §. Invoiced on 19 January 2026, due on 2 February; thirty days after the invoice is 18 February.
describe('the first day', () => {
  const invoiced = { invoiceDate: day('2026-01-19') };
  const demand = { notices: [letter('PAYMENT_DEMAND', '2026-04-01', '2026-04-15')] };
  const summons = { proceedings: [happened('SERVED', '2026-04-20', { step: 'COURT_APPLICATION' })] };

  test('of a due date that was agreed: the day after it', () => {
    expect(firstDay(owing({ ...invoiced, dueDateBasis: 'AGREED' }))).toBe('2026-02-03');
  });

  test('of an invoice that tells rate and first day: once thirty days have passed since it, never before it was due', () => {
    expect(firstDay(owing({ ...invoiced, dueDateBasis: 'STATED' }))).toBe('2026-02-19');
    const long = { invoiceDate: day('2025-12-01'), dueDateBasis: 'STATED' } as const;
    expect(firstDay(owing(long))).toBe('2026-02-03');
  });

  test('of a due date only printed: a business after the invoice, a person after our demand, 1 April + 31 = 2 May', () => {
    const printed = { ...invoiced, dueDateBasis: 'PRINTED' } as const;
    expect(firstDay(owing(printed, { debtorType: 'COMPANY' }))).toBe('2026-02-19');
    expect(firstDay(owing(printed))).toBeNull();
    expect(firstDay(owing(printed, { notices: [letter('REMINDER', '2026-03-02')] }))).toBeNull();
    expect(firstDay(owing(printed, demand))).toBe('2026-05-02');
  });

  test('at the latest from service of the summons', () => {
    const printed = { ...invoiced, dueDateBasis: 'PRINTED' } as const;
    expect(firstDay(owing(printed, summons))).toBe('2026-04-21');
    expect(firstDay(owing(printed, { ...demand, ...summons }))).toBe('2026-04-21');
    expect(firstDay(owing({ ...invoiced, dueDateBasis: 'STATED' }, summons))).toBe('2026-02-19');
  });
});

describe('a contractual rate', () => {
  // Ten days of 2026 on 3 650: 3 650 × rate / 365 × 10 = 100 × rate, so 9.5 % is 9.50.
  test('never above the statutory one against a person, whatever the claim', () => {
    for (const kind of ['GENERAL', 'LOAN', 'RENT_DWELLING'] as const) {
      expect(interest(owing({ kind, agreedRateBps: 16_00 }), '2026-02-12')).toEqual(['2026-02-03 2026-02-12 950 950']);
      expect(interest(owing({ kind, agreedRateBps: 4_00 }), '2026-02-12')).toEqual(['2026-02-03 2026-02-12 400 400']);
    }
  });

  test('as the ceiling stands on each day: 9 % agreed, 11.5 then 10.5 allowed; 8 % agreed, 7 then 9.5 allowed', () => {
    expect(interest(owing({ agreedRateBps: 9_00 }, {}, '2024-12-20'), '2025-01-10').map((line) => line.split(' ')[2])).toEqual(['900', '900']); // prettier-ignore
    expect(interest(owing({ agreedRateBps: 8_00 }, {}, '2022-12-20'), '2023-01-10').map((line) => line.split(' ')[2])).toEqual(['700', '800']); // prettier-ignore
  });

  test('between businesses as agreed, higher or lower', () => {
    const company = { debtorType: 'COMPANY' } as const;
    expect(interest(owing({ agreedRateBps: 16_00 }, company), '2026-02-12')).toEqual([
      '2026-02-03 2026-02-12 1600 1600',
    ]);
    expect(interest(owing({ agreedRateBps: 4_00 }, company), '2026-02-12')).toEqual(['2026-02-03 2026-02-12 400 400']);
  });

  test('none is no agreement where a business bought: 2.5 and 8', () => {
    const company = { debtorType: 'COMPANY' } as const;
    const free = (own: Partial<ClaimFacts>) => interest(owing({ agreedRateBps: 0, ...own }, company), '2026-02-12');
    expect(free({})).toEqual(['2026-02-03 2026-02-12 1050 1050']);
    expect(free({ kind: 'LOAN' })).toEqual(['2026-02-03 2026-02-12 0 0']);
  });

  test('what is no price of goods or services bears 2.5 and 7, of a business too (korkolaki 4 § 1 mom., 4 a §)', () => {
    for (const kind of ['LOAN', 'CONSUMER_CREDIT', 'PARKING'] as const) {
      expect(interest(owing({ kind }, { debtorType: 'COMPANY' }), '2026-02-12')).toEqual([
        '2026-02-03 2026-02-12 950 950',
      ]);
    }
  });

  test('of a consumer credit for 180 days after it fell due, 2 February + 180 = 1 August, then the statutory one', () => {
    const credit = { kind: 'CONSUMER_CREDIT', agreedRateBps: 16_00 } as const;
    // 180 days × 16 = 2 880 hundredths; ten days at 9.5 % = 95 hundredths of 3 650 / 365 = 10.
    expect(interest(owing(credit), '2026-08-11')).toEqual([
      '2026-02-03 2026-08-01 1600 28800',
      '2026-08-02 2026-08-11 950 950',
    ]);
    const judged = { proceedings: [happened('TITLE_GIVEN', '2026-02-07')] };
    expect(interest(owing(credit, judged), '2026-02-12')).toEqual([
      '2026-02-03 2026-02-06 1600 640',
      '2026-02-07 2026-02-12 950 570',
    ]);
  });
});

describe('public claims', () => {
  test('viivekorko, fixed for the calendar year: 11 % in 2024, 11.5 % in 2025', () => {
    // 366 × 11 % / 366 × 11 days = 1.21; 366 × 11.5 % / 365 × 10 days = 1.153151, in all 2.36.
    const owed = owing({ kind: 'PUBLIC', dueDateBasis: 'PRINTED' }, {}, '2024-12-20', '366.00');
    expect(interest(owed, '2025-01-10')).toEqual(['2024-12-21 2024-12-31 1100 121', '2025-01-01 2025-01-10 1150 115']);
  });

  test('no rate is known before 2020 and after 2026', () => {
    expect(() => law.interest(owing({ kind: 'PUBLIC' }, {}, '2019-12-30'), day('2020-01-10'))).toThrow(RuleNotEncoded);
    expect(() => law.interest(owing({ kind: 'PUBLIC' }), day('2027-01-01'))).toThrow(RuleNotEncoded);
  });
});

test("a creditor's own day count", () => {
  // 3 660 from 31 January to 1 March 2024: 30 days. By 365: 3660 × 11.5 % × 30 / 365 = 34.594521; by twelve months of thirty,
  // from the 30th of January to the 1st of March are 31: 3660 × 11.5 % × 31 / 360 = 36.2442.
  const owed = owing({}, {}, '2024-01-31', '3660.00');
  const by = (dayCount: CaseFacts['dayCount']) => interest({ ...owed, dayCount }, '2024-03-01');
  expect(by('ACTUAL_ACTUAL')).toEqual(['2024-02-01 2024-03-01 1150 3450']);
  expect(by('ACTUAL_365')).toEqual(['2024-02-01 2024-03-01 1150 3459']);
  expect(by('THIRTY_360')).toEqual(['2024-02-01 2024-03-01 1150 3624']);
});
