import { sweden as law } from '../../src/countries/se.js';
import type { CaseFacts, ClaimFacts, ProceedingFacts, StepType } from '../../src/domain/facts.js';
import { claim, condition, day, facts, letter, paid } from './facts.js';

const event = (type: ProceedingFacts['type'], on: string, step: StepType | null = null): ProceedingFacts => ({
  type, on: day(on), step, awarded: 0n, until: null,
}); // prettier-ignore

/** A consumer's claim invoiced on 10 January 2024: time-barred after 10 January 2027. */
const owed = (more: Partial<CaseFacts> = {}, about: Partial<ClaimFacts> = {}) =>
  facts([claim('1500.00', '2024-02-09', { invoiceDate: day('2024-01-10'), ...about })], more);
const lastDay = (...proceedings: ProceedingFacts[]) => law.limitation(owed({ proceedings })).lastDay;

describe('the period', () => {
  test('from the origin where it is known', () => {
    expect(law.limitation(owed()).lastDay).toBe('2027-01-10');
    expect(law.limitation(owed({}, { originatedOn: day('2023-12-20') })).lastDay).toBe('2026-12-20');
  });

  test('anew from an acknowledgement and from a letter shown to be received', () => {
    expect(lastDay(event('ACKNOWLEDGED', '2025-06-01'))).toBe('2028-06-01');
    expect(lastDay(event('LETTER_RECEIVED', '2025-06-01'))).toBe('2028-06-01');
    expect(lastDay(event('SERVED', '2025-06-01', 'BANKRUPTCY_WARNING'))).toBe('2028-06-01');
    expect(lastDay(event('SERVED', '2025-06-01', 'LEASE_TERMINATION'))).toBe('2027-01-10');
    expect(law.limitation(owed({ proceedings: [event('ACKNOWLEDGED', '2025-06-01')] }))).toMatchObject({
      startedOn: '2025-06-01',
      interruptions: [{ on: '2025-06-01', by: 'ACKNOWLEDGED', legalBasis: { provision: '5 §' } }],
    });
  });

  test('a letter counts only if it came to the förvaltare (NJA 2022 s. 150)', () => {
    const debtorConditions = [{ ...condition('GUARDIANSHIP', '2025-01-01'), represented: true }];
    const proceedings = [event('LETTER_RECEIVED', '2025-06-01', 'LIMITATION_NOTICE')];
    expect(law.limitation(owed({ debtorConditions, proceedings })).lastDay).toBe('2027-01-10');
    // Ours, sent after the appointment, went to the förvaltare; one sent before went to the debtor.
    const sent = (on: string) => owed({ debtorConditions, proceedings, notices: [letter('LIMITATION_NOTICE', on)] });
    expect(law.limitation(sent('2025-05-20')).lastDay).toBe('2028-06-01');
    expect(law.limitation(sent('2024-12-20')).lastDay).toBe('2027-01-10');
    // Where nobody told who the förvaltare is, none went there.
    const unknown = [condition('GUARDIANSHIP', '2025-01-01')];
    expect(law.limitation({ ...sent('2025-05-20'), debtorConditions: unknown }).lastDay).toBe('2027-01-10');
  });

  test('a payment begins nothing anew unless it is told as an acknowledgement', () => {
    const payments = [paid('2025-06-01', '10.00')];
    expect(law.limitation(owed({ payments }))).toMatchObject({ lastDay: '2027-01-10', interruptions: [] });
    const proceedings = [event('ACKNOWLEDGED', '2025-06-01')];
    expect(law.limitation(owed({ payments, proceedings })).lastDay).toBe('2028-06-01');
  });
});

describe('procedures', () => {
  const filed = event('COURT_FILED', '2026-12-01');

  test('keep the claim while they go on, and the same three years run from the utslag', () => {
    expect(lastDay(filed)).toBe('9999-12-31');
    expect(lastDay(filed, event('TITLE_GIVEN', '2027-03-01'))).toBe('2030-03-01');
    const company = owed({ debtorType: 'COMPANY', proceedings: [filed, event('TITLE_GIVEN', '2027-03-01')] });
    expect(law.limitation(company).lastDay).toBe('2037-03-01');
    // Filed too late it keeps nothing.
    expect(lastDay(event('COURT_FILED', '2027-01-11'))).toBe('2027-01-10');
  });

  test('not served: at least a year more, once', () => {
    const first = [filed, event('COURT_ENDED', '2027-02-15')];
    expect(lastDay(...first)).toBe('2028-02-15');
    expect(lastDay(...first, event('COURT_FILED', '2028-01-05'), event('COURT_ENDED', '2028-06-01'))).toBe(
      '2028-02-15',
    );
    // Served, it began anew from its end.
    expect(lastDay(filed, event('SERVED', '2026-12-20', 'COURT_APPLICATION'), event('COURT_ENDED', '2027-02-15'))).toBe(
      '2030-02-15',
    );
    // A year from 1 February 2025 is less than what was left.
    expect(lastDay(event('COURT_FILED', '2025-01-02'), event('COURT_ENDED', '2025-02-01'))).toBe('2027-01-10');
  });

  test('enforcement, and bankruptcy', () => {
    const title = event('TITLE_GIVEN', '2026-06-01');
    const enforcing = [title, event('ENFORCEMENT_FILED', '2026-09-01')];
    expect(lastDay(...enforcing)).toBe('9999-12-31');
    expect(
      lastDay(...enforcing, event('ENFORCEMENT_GRANTED', '2026-10-01'), event('ENFORCEMENT_ENDED', '2027-09-01')),
    ).toBe('2030-09-01');
    const petition = [event('BANKRUPTCY_FILED', '2026-09-01'), event('SERVED', '2026-09-10', 'BANKRUPTCY_PETITION')];
    expect(lastDay(...petition, event('COURT_ENDED', '2026-11-02', 'BANKRUPTCY_PETITION'))).toBe('2029-11-02');
    expect(law.limitation(owed({ proceedings: petition })).suspended).toBe(true);
  });

  test('a parking charge is kept by suit within two years and by nothing else', () => {
    const parking = (more: Partial<CaseFacts>) => law.limitation(owed(more, { kind: 'PARKING' })).lastDay;
    expect(parking({})).toBe('2026-01-10');
    expect(parking({ payments: [paid('2025-05-05', '10.00')] })).toBe('2026-01-10');
    expect(parking({ proceedings: [event('COURT_FILED', '2025-12-01'), event('TITLE_GIVEN', '2026-02-01')] })).toBe(
      '2029-02-01',
    );
  });
});

describe('the guard', () => {
  test('consumers: warning nine months before the end, application six; others fifteen and twelve', () => {
    expect(law.limitationGuard(owed())).toMatchObject({
      warnOn: '2026-04-10',
      actOn: '2026-07-10',
      act: 'COURT_APPLICATION',
    });
    expect(law.limitationGuard(owed({ debtorType: 'COMPANY' }))).toMatchObject({
      warnOn: '2032-10-10',
      actOn: '2033-01-10',
    });
    expect(law.limitationGuard(owed({}, { kind: 'PARKING' }))).toMatchObject({
      warnOn: '2025-04-10',
      actOn: '2025-07-10',
    });
    const titled = owed({ proceedings: [event('TITLE_GIVEN', '2026-06-01')] });
    expect(law.limitationGuard(titled)).toMatchObject({ actOn: '2028-12-01', act: 'ENFORCEMENT_APPLICATION' });
    expect(law.limitationGuard(owed({}, { kind: 'PUBLIC' }))).toMatchObject({ act: 'ENFORCEMENT_APPLICATION' });
  });

  test('a parking charge gets no letter that could not keep it: the application six months before its two years are over', () => {
    const parking = owed(
      {
        registeredOn: day('2024-03-01'),
        notices: [letter('REMINDER', '2024-03-01', '2024-03-15'), letter('PAYMENT_DEMAND', '2024-03-18', '2024-04-02')],
      },
      { kind: 'PARKING' },
    );
    // From 10 January 2024: two years less six months is Thursday 10 July 2025.
    expect(law.nextStep(parking)).toMatchObject({
      type: 'COURT_APPLICATION',
      earliestOn: '2025-07-10',
      legalBasis: { act: expect.stringContaining('1984:318') as string, provision: '9 §' },
    });
    expect(law.forbids('LIMITATION_NOTICE', parking, day('2025-03-03'))).toMatchObject({ code: 'INVALID_STATE' });
  });

  test('of a disputed claim no application, but enforcement of one with a title', () => {
    const demanded = { ...owed(), notices: [letter('PAYMENT_DEMAND', '2024-03-18', '2024-04-02')], disputed: true };
    expect(law.nextStep(demanded)).toBeNull();
    // 1 June 2029 less six months, a Friday.
    const titled = { ...demanded, proceedings: [event('TITLE_GIVEN', '2026-06-01')] };
    expect(law.nextStep(titled)).toMatchObject({ type: 'ENFORCEMENT_APPLICATION', earliestOn: '2028-12-01' });
  });

  test('after the inkassokrav: a letter at 12 and 24 months, the application at 30, each once', () => {
    const registered = facts([claim('1500.00', '2026-03-02')], { registeredOn: day('2026-03-16') });
    const demanded = { ...registered, notices: [letter('PAYMENT_DEMAND', '2026-03-16', '2026-03-30')] };
    // From the invoice of 31 January 2026. 31 January 2027 is a Sunday.
    expect(law.nextStep(demanded)).toMatchObject({
      type: 'LIMITATION_NOTICE',
      earliestOn: '2027-02-01',
      name: 'preskriptionsavbrott',
    });
    expect(law.forbids('LIMITATION_NOTICE', demanded, day('2027-01-31'))).toMatchObject({ code: 'TOO_EARLY' });
    expect(law.forbids('LIMITATION_NOTICE', demanded, day('2027-02-01'))).toBeNull();
    const once = {
      ...demanded,
      notices: [...demanded.notices, letter('LIMITATION_NOTICE', '2027-02-01', '2027-02-15')],
    };
    // 31 January 2028 is a Monday.
    expect(law.nextStep(once)).toMatchObject({ type: 'LIMITATION_NOTICE', earliestOn: '2028-01-31' });
    const twice = { ...once, notices: [...once.notices, letter('LIMITATION_NOTICE', '2028-01-31', '2028-02-14')] };
    // Six months before 31 January 2029: Monday 31 July 2028.
    expect(law.nextStep(twice)).toMatchObject({ type: 'COURT_APPLICATION', earliestOn: '2028-07-31' });
    const applied = { ...twice, notices: [...twice.notices, letter('COURT_APPLICATION', '2028-07-31')] };
    expect(law.nextStep(applied)).toBeNull();
    const pending = { ...applied, proceedings: [event('COURT_FILED', '2028-08-01')] };
    expect(law.nextStep(pending)).toBeNull();
    // Anew from the utslag: 1 September 2029 is a Saturday.
    const titled = { ...pending, proceedings: [...pending.proceedings, event('TITLE_GIVEN', '2028-09-01')] };
    expect(law.nextStep(titled)).toMatchObject({ type: 'LIMITATION_NOTICE', earliestOn: '2029-09-03' });
  });

  test('a claim that comes to us late is applied for as soon as the inkassokrav lets it', () => {
    const late = owed({
      registeredOn: day('2026-11-02'),
      notices: [letter('PAYMENT_DEMAND', '2026-11-02', '2026-11-16')],
    });
    // 17 November and four days: Saturday the 21st, so Monday.
    expect(law.nextStep(late)).toMatchObject({ type: 'COURT_APPLICATION', earliestOn: '2026-11-23' });
    expect(law.nextStep({ ...late, disputed: true })).toBeNull();
  });

  test('the days of grace give way to the last day', () => {
    const lateBy = (payBy: string) =>
      law.nextStep(owed({ registeredOn: day('2026-12-17'), notices: [letter('PAYMENT_DEMAND', '2026-12-17', payBy)] }));
    // Over on Friday 8 January; four days more would be Tuesday the 12th, and Sunday the 10th is the last day.
    expect(lateBy('2027-01-07')).toMatchObject({ type: 'COURT_APPLICATION', earliestOn: '2027-01-08' });
    // Over on Wednesday the 6th; four days more end on that Sunday, so that the Friday before is the last.
    expect(lateBy('2027-01-05')).toMatchObject({ earliestOn: '2027-01-08' });
    // Over on Saturday the 9th: nothing is left to file on.
    expect(lateBy('2027-01-08')).toBeNull();
  });
});
