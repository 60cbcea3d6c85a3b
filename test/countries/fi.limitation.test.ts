import { finland as law } from '../../src/countries/fi.js';
import type { CaseFacts, ClaimFacts, ProceedingFacts } from '../../src/domain/facts.js';
import { claim, day, facts, letter, paid } from './facts.js';

const owing = (due: string, more: Partial<CaseFacts> = {}, own: Partial<ClaimFacts> = {}) =>
  facts([claim('100.00', due, own)], { currency: 'EUR', ...more });
const lastDay = (owed: CaseFacts) => law.limitation(owed).lastDay;
const happened = (type: ProceedingFacts['type'], on: string): ProceedingFacts => ({
  type, on: day(on), step: null, awarded: 0n, until: null,
}); // prettier-ignore

describe('what begins the three years anew', () => {
  test('an acknowledgement', () => {
    expect(law.limitation(owing('2023-05-10', { proceedings: [happened('ACKNOWLEDGED', '2025-06-01')] }))).toMatchObject({
      lastDay: '2028-06-01', interruptions: [{ on: '2025-06-01', by: 'ACKNOWLEDGED' }],
    });
  }); // prettier-ignore

  test('a plan agreed, and each letter that reminds', () => {
    expect(lastDay(owing('2023-05-10', { plans: [{ agreedOn: day('2025-06-01'), instalments: [] }] }))).toBe(
      '2028-06-01',
    );
    expect(lastDay(owing('2023-05-10', { notices: [letter('LIMITATION_NOTICE', '2026-05-08')] }))).toBe('2029-05-08');
  });

  test.each(['INTERRUPTION_REQUESTED', 'EXTENSION_GRANTED', 'SERVED', 'COURT_ENDED'] as const)('not %s', (type) => {
    expect(lastDay(owing('2023-05-10', { proceedings: [happened(type, '2025-06-01')] }))).toBe('2026-05-10');
  });

  test.each(['COURT_APPLICATION', 'CLOSING_STATEMENT'] as const)(
    'not our %s, which asks the debtor for nothing',
    (type) => {
      expect(lastDay(owing('2023-05-10', { notices: [letter(type, '2025-06-01')] }))).toBe('2026-05-10');
    },
  );

  test('not what comes too late, nor before the claim is due', () => {
    expect(lastDay(owing('2023-05-10', { proceedings: [happened('ACKNOWLEDGED', '2026-05-11')] }))).toBe('2026-05-10');
    expect(lastDay(owing('2023-05-10', { proceedings: [happened('ACKNOWLEDGED', '2023-05-10')] }))).toBe('2026-05-10');
  });
});

describe('procedures (728/2003 11 §, as amended by 324/2016)', () => {
  const business = (...proceedings: ProceedingFacts[]) => owing('2023-05-10', { debtorType: 'COMPANY', proceedings });

  test.each([
    ['COURT_FILED', 'COURT', 'COURT_ENDED', 'COURT_APPLICATION'],
    ['ENFORCEMENT_FILED', 'ENFORCEMENT', 'ENFORCEMENT_ENDED', 'ENFORCEMENT_APPLICATION'],
    ['BANKRUPTCY_FILED', 'INSOLVENCY', 'COURT_ENDED', 'BANKRUPTCY_PETITION'],
  ] as const)('%s: suspended until it ends, the period anew from then', (type, by, end, step) => {
    const filed = happened(type, '2026-05-04');
    expect(law.limitation(business(filed))).toMatchObject({ lastDay: '9999-12-31', suspended: true });
    const served = { ...happened('SERVED', '2026-06-01'), step };
    // Three years from the end, though 10 May 2026 went by meanwhile.
    expect(law.limitation(business(filed, served, { ...happened(end, '2027-02-01'), step }))).toMatchObject({
      lastDay: '2030-02-01', startedOn: '2027-02-01', suspended: false, interruptions: [{ on: '2026-05-04', by }],
    });
    expect(law.limitation(business(happened(type, '2026-05-11')))).toMatchObject({ lastDay: '2026-05-10' });
  }); // prettier-ignore

  test('of which the debtor was never told: nothing begins anew, but the claim lives a year after it, once (3 mom.)', () => {
    const first = [happened('COURT_FILED', '2026-05-04'), happened('COURT_ENDED', '2026-09-01')];
    expect(lastDay(business(...first))).toBe('2027-09-01');
    expect(lastDay(business(...first, happened('COURT_FILED', '2027-08-02'), happened('COURT_ENDED', '2027-10-04')))).toBe(
      '2027-09-01',
    );
    // A year from 1 February 2025 is less than what was left.
    expect(lastDay(business(happened('COURT_FILED', '2025-01-02'), happened('COURT_ENDED', '2025-02-03')))).toBe('2026-05-10');
  }); // prettier-ignore

  test('a judgment: five years from its day, also for what is enforced on it (13 § 2 mom.)', () => {
    const judged = [happened('COURT_FILED', '2026-05-04'), happened('TITLE_GIVEN', '2026-08-03')];
    expect(lastDay(business(...judged))).toBe('2031-08-03');
    const enforcing = [...judged, happened('ENFORCEMENT_FILED', '2026-09-01'), happened('ENFORCEMENT_GRANTED', '2026-10-01')];
    expect(law.limitation(business(...enforcing)).suspended).toBe(true);
    expect(lastDay(business(...enforcing, happened('ENFORCEMENT_ENDED', '2028-03-01')))).toBe('2033-03-01');
  }); // prettier-ignore

  test('the final limitation of a person runs on: twenty years from the due date', () => {
    const pending = owing('2023-05-10', { proceedings: [happened('COURT_FILED', '2026-05-04')] });
    expect(law.limitation(pending)).toMatchObject({ lastDay: '2043-05-10', suspended: false });
    expect(law.nextStep({ ...pending, notices: [letter('PAYMENT_DEMAND', '2023-06-12', '2023-06-26')] })).toBeNull();
  });
});

describe('after a judgment', () => {
  const judged = { proceedings: [happened('TITLE_GIVEN', '2024-06-01')] };

  test('five years, anew from each interruption (728/2003 13 §)', () => {
    expect(lastDay(owing('2023-05-10', judged))).toBe('2029-06-01');
    expect(lastDay(owing('2023-05-10', { ...judged, payments: [paid('2028-03-01', '1.00')] }))).toBe('2033-03-01');
  });

  test('a person is free fifteen years after it, a business is not (ulosottokaari 2 luku 24 §)', () => {
    const notices = ['2009', '2014', '2019', '2023'].map((year) => letter('REMINDER', `${year}-01-10`));
    const old = owing('2008-05-10', { notices, proceedings: [happened('TITLE_GIVEN', '2009-03-02')] });
    // 10 January 2023 + 5 years would be 2028.
    expect(law.limitation(old)).toMatchObject({ lastDay: '2024-03-02', finalDay: '2024-03-02' });
    expect(law.limitation({ ...old, debtorType: 'COMPANY' })).toMatchObject({ lastDay: '2028-01-10', finalDay: null });
  });
});

describe('the twenty years of a person', () => {
  test.each([
    ['2007-03-15', '2027-03-15'], ['2000-01-01', '2020-01-01'], ['1999-12-31', '2019-12-31'],
    // At most fifteen years count before 2015, so five are left on 1 January of it (1126/2014).
    ['1990-06-01', '2019-12-31'],
  ])('due %s, free after %s', (due, expected) => expect(law.limitation(owing(due)).finalDay).toBe(expected)); // prettier-ignore
});

describe('public claims', () => {
  // Due in May 2023: five years from 1 January 2024.
  const owed = owing('2023-05-10', { notices: [letter('REMINDER', '2025-01-10')], payments: [paid('2026-01-10', '1.00')] }, { kind: 'PUBLIC' }); // prettier-ignore

  test('five years from the start of the next year, which nothing interrupts (706/2007 20 §)', () => {
    expect(law.limitation(owed)).toMatchObject({ lastDay: '2028-12-31', finalDay: '2028-12-31', interruptions: [] });
  });

  test('are kept by enforcement', () => {
    const { warnOn, actOn, act } = law.limitationGuard(owed);
    expect({ warnOn, actOn, act }).toEqual({
      warnOn: '2028-06-30',
      actOn: '2028-09-30',
      act: 'ENFORCEMENT_APPLICATION',
    });
  });
});

describe('the guard', () => {
  const demanded = owing('2023-05-10', {
    notices: [letter('REMINDER', '2023-05-26', '2023-06-09'), letter('PAYMENT_DEMAND', '2023-06-12', '2023-06-26')],
    registeredOn: day('2023-05-24'),
  });

  test('warns six months before the last day and reminds three months before it, once a period', () => {
    // 12 June 2026 less six months is 12 December 2025, less three 12 March 2026, a Thursday.
    const { warnOn, actOn, act } = law.limitationGuard(demanded);
    expect({ warnOn, actOn, act }).toEqual({ warnOn: '2025-12-12', actOn: '2026-03-12', act: 'LIMITATION_NOTICE' });
    expect(law.nextStep(demanded)).toMatchObject({ type: 'LIMITATION_NOTICE', earliestOn: '2026-03-12' });
    expect(law.forbids('LIMITATION_NOTICE', demanded, day('2026-03-11'))).toMatchObject({ code: 'TOO_EARLY' });
    expect(law.forbids('LIMITATION_NOTICE', demanded, day('2026-03-12'))).toBeNull();
    const kept = {
      ...demanded,
      notices: [...demanded.notices, letter('LIMITATION_NOTICE', '2026-03-12', '2026-03-26')],
    };
    // 12 March 2029 less three months.
    expect(law.nextStep(kept)).toMatchObject({ type: 'LIMITATION_NOTICE', earliestOn: '2028-12-12' });
  });

  test('plans nothing once the last day is over', () => {
    expect(law.forbids('LIMITATION_NOTICE', demanded, day('2026-06-13'))).toMatchObject({ code: 'TIME_BARRED' });
  });

  test('of a disputed claim, of which no reminder is sent, an application (728/2003 11 §)', () => {
    const disputed = { ...demanded, disputed: true };
    expect(law.nextStep(disputed)).toMatchObject({
      type: 'COURT_APPLICATION',
      earliestOn: '2026-03-12',
      legalBasis: { provision: '11 §' },
    });
    expect(law.forbids('COURT_APPLICATION', disputed, day('2026-03-12'))).toBeNull();
    // Five years from the title: 3 March 2029 less three months, a Sunday, so Monday the 4th.
    const judged = { ...disputed, proceedings: [happened('TITLE_GIVEN', '2024-03-03')] };
    expect(law.nextStep(judged)).toMatchObject({ type: 'ENFORCEMENT_APPLICATION', earliestOn: '2028-12-04' });
  });

  test('also after a request to interrupt, which stops every other letter', () => {
    const asked = { ...demanded, proceedings: [happened('INTERRUPTION_REQUESTED', '2023-07-03')] };
    expect(law.nextStep(asked)).toMatchObject({ type: 'LIMITATION_NOTICE', earliestOn: '2026-03-12' });
  });

  test('before the final day a person is sued a year ahead, and what has a title enforced three months ahead', () => {
    const old = owing('2006-09-15', { notices: [letter('PAYMENT_DEMAND', '2025-03-03', '2025-03-17')], payments: [paid('2024-01-10', '1.00')] }); // prettier-ignore
    const alive = { ...old, notices: [...['2009', '2012', '2015', '2018', '2021'].map((year) => letter('REMINDER', `${year}-01-10`)), ...old.notices] }; // prettier-ignore
    expect(law.limitationGuard(alive)).toMatchObject({
      act: 'COURT_APPLICATION',
      warnOn: '2025-06-15',
      actOn: '2025-09-15',
      legalBasis: { provision: '13 a §' },
    });
    expect(law.nextStep(alive)).toMatchObject({ type: 'COURT_APPLICATION', earliestOn: '2025-09-15' });
    const sued = { ...alive, proceedings: [happened('COURT_FILED', '2025-09-15')] };
    expect(law.nextStep(sued)).toBeNull();
    const judged = { ...sued, proceedings: [...sued.proceedings, happened('TITLE_GIVEN', '2025-11-03')] };
    expect(law.nextStep(judged)).toMatchObject({ type: 'ENFORCEMENT_APPLICATION', earliestOn: '2026-06-15' });
    const filed = { ...judged, proceedings: [...judged.proceedings, happened('ENFORCEMENT_FILED', '2026-06-15')] };
    expect(law.nextStep(filed)).toBeNull();
  });

  test.each([
    // Reminded on 10 January 2023, kept until 2026: three months before it is after 15 September 2025.
    ['2023-01-10', 'COURT_APPLICATION', '2025-09-15'],
    // Reminded on 1 November 2022, kept until 2025: three months before it is sooner.
    ['2022-11-01', 'LIMITATION_NOTICE', '2025-08-01'],
  ])('last reminded on %s, final on 15 September 2026: %s on %s', (reminded, act, actOn) => {
    const notices = ['2009-01-10', '2012-01-10', '2015-01-10', '2018-01-10', '2020-06-10', reminded].map((on) => letter('REMINDER', on)); // prettier-ignore
    expect(law.limitationGuard(owing('2006-09-15', { notices }))).toMatchObject({ act, actOn });
  });
});
