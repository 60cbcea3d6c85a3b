import { norwayUnder } from '../../src/countries/no.js';
import type { CaseFacts, ProceedingFacts, ProceedingType } from '../../src/domain/facts.js';
import { claim, condition, day, facts, letter, paid } from './facts.js';

const law = norwayUnder(null);

const happened = (type: ProceedingType, on: string): ProceedingFacts => ({
  type,
  on: day(on),
  step: null,
  awarded: 0n,
  until: null,
});
const owed = (...proceedings: readonly ProceedingFacts[]) => facts([claim('1500.00', '2024-03-01')], { proceedings });
const lastDay = (...proceedings: readonly ProceedingFacts[]) => law.limitation(owed(...proceedings)).lastDay;

describe('the period (foreldelsesloven §§ 2, 3, 5)', () => {
  test('three years, for a loan ten', () => {
    expect(lastDay()).toBe('2027-03-01');
    expect(law.limitation(facts([claim('1.00', '2024-02-29', { kind: 'LOAN' })])).lastDay).toBe('2034-02-28');
  });

  test('without an agreed due date from the day the claim came into being, else from the invoice', () => {
    const printed = claim('1.00', '2024-03-01', { dueDateBasis: 'PRINTED', invoiceDate: day('2024-02-01') });
    expect(law.limitation(facts([printed])).lastDay).toBe('2027-02-01');
    expect(law.limitation(facts([{ ...printed, originatedOn: day('2024-01-10') }])).lastDay).toBe('2027-01-10');
  });

  test('neither letters nor payments nor a plan begin it anew', () => {
    const moved: CaseFacts = {
      ...owed(happened('LETTER_RECEIVED', '2026-01-05')),
      notices: [letter('LIMITATION_NOTICE', '2026-02-02', '2026-02-16')],
      payments: [paid('2026-02-10', '100.00')],
      plans: [{ agreedOn: day('2026-02-10'), instalments: [] }],
    };
    expect(law.limitation(moved)).toMatchObject({ lastDay: '2027-03-01', startedOn: '2024-03-01', interruptions: [] });
  });
});

describe('what interrupts it', () => {
  test('an acknowledgement: the same length anew (§§ 14, 20), but not once it is over', () => {
    expect(law.limitation(owed(happened('ACKNOWLEDGED', '2026-05-05')))).toMatchObject({
      lastDay: '2029-05-05',
      startedOn: '2026-05-05',
      interruptions: [{ on: '2026-05-05', by: 'ACKNOWLEDGED', legalBasis: { provision: '§§ 14, 20' } }],
    });
    expect(lastDay(happened('ACKNOWLEDGED', '2027-03-02'))).toBe('2027-03-01');
  });

  test('a forliksklage as long as it is dealt with, and the title: ten years (§§ 15, 21)', () => {
    expect(lastDay(happened('COURT_FILED', '2027-02-01'))).toBe('9999-12-31');
    expect(lastDay(happened('COURT_FILED', '2027-02-01'), happened('TITLE_GIVEN', '2027-09-01'))).toBe('2037-09-01');
  });

  test('utlegg: ten years more; a petition that came to nothing leaves what was', () => {
    const title = happened('TITLE_GIVEN', '2026-09-01');
    expect(
      lastDay(title, happened('ENFORCEMENT_FILED', '2026-11-02'), happened('ENFORCEMENT_GRANTED', '2027-02-01')),
    ).toBe('2037-02-01');
    expect(
      lastDay(title, happened('ENFORCEMENT_FILED', '2026-11-02'), happened('ENFORCEMENT_ENDED', '2027-02-01')),
    ).toBe('2036-09-01');
  });

  test('a case that ends without deciding the claim leaves at least a year (§ 22)', () => {
    expect(lastDay(happened('COURT_FILED', '2027-02-01'), happened('COURT_ENDED', '2027-06-01'))).toBe('2028-06-01');
    expect(lastDay(happened('COURT_FILED', '2025-01-07'), happened('COURT_ENDED', '2025-03-03'))).toBe('2027-03-01');
    expect(lastDay(happened('COURT_FILED', '2027-03-02'))).toBe('2027-03-01');
  });

  test('a bankruptcy petition (§ 18), which leaves at least a year once it has ended', () => {
    const filed = happened('BANKRUPTCY_FILED', '2027-02-01');
    expect(law.limitation(owed(filed))).toMatchObject({ lastDay: '9999-12-31', suspended: true });
    expect(lastDay(filed, { ...happened('COURT_ENDED', '2027-06-01'), step: 'BANKRUPTCY_PETITION' })).toBe(
      '2028-06-01',
    );
    expect(lastDay(filed, happened('COURT_ENDED', '2027-06-01'))).toBe('9999-12-31');
  });

  test('an acknowledgement after the title does not cut its ten years short', () => {
    expect(lastDay(happened('TITLE_GIVEN', '2026-09-01'), happened('ACKNOWLEDGED', '2027-01-04'))).toBe('2036-09-01');
    expect(lastDay(happened('TITLE_GIVEN', '2026-09-01'), happened('ACKNOWLEDGED', '2035-01-04'))).toBe('2038-01-04');
  });
});

describe('the guard', () => {
  test('warns six months and acts two months before the last day', () => {
    expect(law.limitationGuard(owed())).toMatchObject({
      warnOn: '2026-09-01',
      actOn: '2027-01-01',
      act: 'COURT_APPLICATION',
    });
    expect(law.limitationGuard(owed(happened('TITLE_GIVEN', '2026-09-01')))).toMatchObject({
      warnOn: '2036-03-01',
      actOn: '2036-07-01',
      act: 'ENFORCEMENT_APPLICATION',
    });
  });

  // 1 March 2027 is the last day. Four months before it: Sunday 1 November 2026, so Monday the 2nd. Two months before it: New
  // Year's Day, so Monday 4 January.
  const recent = {
    ...owed(),
    registeredOn: day('2026-08-03'),
    notices: [
      letter('COLLECTION_NOTICE', '2026-08-03', '2026-08-17'),
      letter('PAYMENT_DEMAND', '2026-08-19', '2026-09-02'),
    ],
  };
  const sending = (state: CaseFacts, ...more: CaseFacts['notices']): CaseFacts => ({
    ...state,
    notices: [...state.notices, ...more],
  });

  test('tells the debtor four months before it, then files, once each', () => {
    // The demand of 19 August opens for legal steps until 19 February.
    expect(law.nextStep(recent)).toMatchObject({ type: 'LEGAL_WARNING', earliestOn: '2026-11-02' });
    const warned = sending(recent, letter('LEGAL_WARNING', '2026-11-02', '2026-11-16'));
    expect(law.nextStep(warned)).toMatchObject({ type: 'COURT_APPLICATION', earliestOn: '2027-01-04' });
    expect(law.forbids('COURT_APPLICATION', warned, day('2027-01-04'))).toBeNull();
    const applied = sending(warned, letter('COURT_APPLICATION', '2027-01-04'));
    expect(law.nextStep(applied)).toBeNull();
    expect(law.forbids('COURT_APPLICATION', applied, day('2027-01-05'))).toMatchObject({ code: 'INVALID_STATE' });
    expect(law.nextStep({ ...applied, proceedings: [happened('COURT_FILED', '2027-01-05')] })).toBeNull();
  });

  test('a demand too old for legal steps by then is sent anew', () => {
    // 1 June + 6 months = 1 December, before 4 January.
    const old = {
      ...recent,
      registeredOn: day('2026-05-04'),
      notices: [
        letter('COLLECTION_NOTICE', '2026-05-13', '2026-05-27'),
        letter('PAYMENT_DEMAND', '2026-06-01', '2026-06-15'),
      ],
    };
    expect(law.nextStep(old)).toMatchObject({ type: 'SECOND_DEMAND', earliestOn: '2026-11-02' });
    const again = sending(old, letter('SECOND_DEMAND', '2026-11-02', '2026-11-16'));
    expect(law.nextStep(again)).toMatchObject({ type: 'COURT_APPLICATION', earliestOn: '2027-01-04' });
  });

  test('a claim handed over with its title gets no letters of collection: only the ten years are kept', () => {
    // Title of 1 September 2026: last day 1 September 2036, four months before it Thursday 1 May, a holiday, two before it 1 July.
    const titled = { ...owed(happened('TITLE_GIVEN', '2026-09-01')), registeredOn: day('2026-09-02') };
    expect(law.nextStep(titled)).toMatchObject({ type: 'LEGAL_WARNING', earliestOn: '2036-05-02' });
    const told = sending(titled, letter('LEGAL_WARNING', '2036-05-02', '2036-05-16'));
    expect(law.nextStep(told)).toMatchObject({ type: 'ENFORCEMENT_APPLICATION', earliestOn: '2036-07-01' });
  });

  test('of a disputed claim it files without telling', () => {
    const disputed = { ...recent, disputed: true, objectedOn: [day('2026-09-01')] };
    expect(law.nextStep(disputed)).toMatchObject({ type: 'COURT_APPLICATION', earliestOn: '2027-01-04' });
    expect(law.nextStep({ ...disputed, notices: [] })).toMatchObject({ earliestOn: '2027-01-04' });
    expect(law.forbids('COURT_APPLICATION', disputed, day('2027-01-04'))).toBeNull();
    // Utlegg on a title waits for a warning, which no disputed claim gets.
    const titled = { ...disputed, proceedings: [happened('TITLE_GIVEN', '2026-09-01')] };
    expect(law.nextStep(titled)).toBeNull();
  });

  test('plans nothing for a claim that nobody may be asked to pay', () => {
    const warned = sending(recent, letter('LEGAL_WARNING', '2026-11-02', '2026-11-16'));
    expect(law.nextStep({ ...warned, debtorConditions: [condition('BANKRUPTCY', '2026-12-01')] })).toBeNull();
  });

  describe('a claim that comes late', () => {
    const noticed = {
      ...recent,
      registeredOn: day('2026-11-09'),
      notices: [letter('COLLECTION_NOTICE', '2026-11-09', '2026-11-23')],
    };
    const saysWarning = (on: string) =>
      law.requiredElements('PAYMENT_DEMAND', noticed, day(on)).filter(({ element }) => element === 'legalWarning');

    test('is warned of by the betalingsoppfordring where a warning after it would come too late', () => {
      // 30 November + 14 = 14 December, arrived on the 15th; warned on the 16th, + 14 = the 30th, arrived on the 31st; so Monday 4 January.
      expect(saysWarning('2026-11-30')).toEqual([]);
      // A day later it is the 5th.
      expect(saysWarning('2026-12-01')).toMatchObject([{ legalBasis: { provision: '§ 11' } }]);
    });

    test('and files on that, whatever happens after', () => {
      // Arrived on Thursday 17 December.
      const demanded = sending(noticed, letter('PAYMENT_DEMAND', '2026-12-02', '2026-12-16'));
      expect(law.forbids('LEGAL_WARNING', demanded, day('2026-12-18'))).toMatchObject({ code: 'INVALID_STATE' });
      expect(law.nextStep(demanded)).toMatchObject({ type: 'COURT_APPLICATION', earliestOn: '2027-01-04' });
      expect(law.forbids('COURT_APPLICATION', demanded, day('2026-12-17'))).toMatchObject({ code: 'TOO_EARLY' });
      for (const type of ['COURT_APPLICATION', 'ENFORCEMENT_APPLICATION'] as const) {
        expect(law.forbids(type, demanded, day('2026-12-18'))).toBeNull();
      }
      const acknowledged = { ...demanded, proceedings: [happened('ACKNOWLEDGED', '2026-12-10')] };
      expect(law.forbids('COURT_APPLICATION', acknowledged, day('2026-12-18'))).toBeNull();
      // One of 30 November said nothing.
      const before = sending(noticed, letter('PAYMENT_DEMAND', '2026-11-30', '2026-12-14'));
      expect(law.nextStep(before)).toMatchObject({ type: 'LEGAL_WARNING', earliestOn: '2026-12-16' });
    });
  });

  test('the debtor is asked to acknowledge once in a period, from the day of the warning', () => {
    expect(law.forbids('LIMITATION_NOTICE', recent, day('2026-08-31'))).toMatchObject({ code: 'TOO_EARLY' });
    // Its turn comes once a payment made by 2 September must have come.
    expect(law.forbids('LIMITATION_NOTICE', recent, day('2026-09-04'))).toBeNull();
    const asked = sending(recent, letter('LIMITATION_NOTICE', '2026-09-04', '2026-09-18'));
    expect(law.forbids('LIMITATION_NOTICE', asked, day('2026-10-05'))).toMatchObject({ code: 'INVALID_STATE' });
    const acknowledged = { ...asked, proceedings: [happened('ACKNOWLEDGED', '2026-10-05')] };
    // 5 October 2029 less six months.
    expect(law.forbids('LIMITATION_NOTICE', acknowledged, day('2029-04-05'))).toBeNull();
  });
});
