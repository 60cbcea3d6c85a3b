import { norwayUnder } from '../../src/countries/no.js';
import { finland } from '../../src/countries/fi.js';
import { sweden } from '../../src/countries/se.js';
import type { CaseFacts, ProceedingFacts, StepType } from '../../src/domain/facts.js';
import { claim, day, facts, letter } from './facts.js';

const LAWS = [norwayUnder(null), sweden, finland] as const;
const STEPS: readonly StepType[] = [
  'REMINDER', 'COLLECTION_NOTICE', 'PAYMENT_DEMAND', 'SECOND_DEMAND', 'PUBLICATION_WARNING', 'LEGAL_WARNING', 'PAYMENT_PLAN',
  'COURT_APPLICATION', 'ENFORCEMENT_APPLICATION', 'BANKRUPTCY_WARNING', 'BANKRUPTCY_PETITION', 'DISCONNECTION',
  'LEASE_TERMINATION', 'EVICTION', 'LIMITATION_NOTICE', 'CLOSING_STATEMENT',
]; // prettier-ignore

const event = (type: ProceedingFacts['type'], on: string, step: StepType | null = null): ProceedingFacts => ({
  type, on: day(on), step, awarded: 0n, until: null,
}); // prettier-ignore

/** A business that got our demand, and whatever warning its country asks for, in spring 2026. */
const owing = (...proceedings: ProceedingFacts[]): CaseFacts =>
  facts([claim('1500.00', '2026-03-02')], {
    debtorType: 'COMPANY',
    registeredOn: day('2026-03-03'),
    notices: [
      letter('COLLECTION_NOTICE', '2026-03-16', '2026-03-30'),
      letter('PAYMENT_DEMAND', '2026-04-01', '2026-04-15'),
      letter('LEGAL_WARNING', '2026-05-18', '2026-06-01'),
      letter('BANKRUPTCY_WARNING', '2026-06-01', '2026-06-15'),
    ],
    proceedings,
  });

describe.each(LAWS)('$country', (law) => {
  const refusal = (step: StepType, ...proceedings: ProceedingFacts[]) =>
    law.forbids(step, owing(...proceedings), day('2026-07-01'));
  const served = event('SERVED', '2026-06-15', 'BANKRUPTCY_WARNING');
  const petition = event('BANKRUPTCY_FILED', '2026-06-16');
  const filed = event('COURT_FILED', '2026-06-16');
  const notItsTurn = { code: 'INVALID_STATE', text: 'INVALID_STATE.notItsTurn' };

  test('a court case that ended without naming anything was about the money, not the bankruptcy', () => {
    const plain = event('COURT_ENDED', '2026-06-24');
    expect(refusal('COURT_APPLICATION', filed)).toEqual(notItsTurn);
    expect(refusal('COURT_APPLICATION', filed, plain)).toBeNull();
    expect(law.limitation(owing(petition, plain)).suspended).toBe(true);
  });

  test('a petition is not made twice until it ended, and its end is no end of the court case', () => {
    // Served on 15 June 2026: a week to Monday 22 June in Sweden and Finland, two weeks to Monday 29 June in Norway.
    const ended = event('COURT_ENDED', '2026-06-24', 'BANKRUPTCY_PETITION');
    expect(refusal('BANKRUPTCY_PETITION', served)).toBeNull();
    expect(refusal('BANKRUPTCY_PETITION', served, petition)).toEqual(notItsTurn);
    expect(refusal('BANKRUPTCY_PETITION', served, petition, ended)).toBeNull();
    expect(refusal('COURT_APPLICATION', filed, ended)).toEqual(notItsTurn);
  });

  test('only a title on the money ends the court case, and it alone is enforced', () => {
    const eviction = event('TITLE_GIVEN', '2026-06-24', 'EVICTION');
    expect(refusal('COURT_APPLICATION', filed, eviction)).toEqual(notItsTurn);
    expect(law.limitation(owing(filed, eviction)).suspended).toBe(true);
    for (const step of [null, 'COURT_APPLICATION'] as const) {
      const title = event('TITLE_GIVEN', '2026-06-24', step);
      expect(law.limitation(owing(filed, title)).suspended).toBe(false);
      expect(law.legalPath(owing(filed, title), day('2026-07-01')).map(({ type }) => type)).not.toContain('COURT_APPLICATION');
    }
    const titleIn = (step: StepType | null) =>
      law.legalPath(owing(event('TITLE_GIVEN', '2026-06-24', step)), day('2026-07-01'))
        .find(({ type }) => type === 'ENFORCEMENT_APPLICATION')
        ?.requirements.find(({ requirement }) => requirement === 'titleHeld' || requirement === 'titleOrDocument')?.metOn;
    expect(titleIn(null)).toBe('2026-06-24');
    expect(titleIn('EVICTION')).not.toBe('2026-06-24');
  }); // prettier-ignore

  test('while a procedure goes on no last day runs, nothing is planned and no letter is needed to keep the claim', () => {
    const pending = owing(filed);
    expect(law.limitation(pending)).toMatchObject({ suspended: true, startedOn: '2026-06-16' });
    expect(law.nextStep(pending)).toBeNull();
    expect(law.forbids('LIMITATION_NOTICE', pending, day('2040-01-02'))).toEqual(notItsTurn);
    // A payment or an acknowledgement meanwhile starts no period.
    expect(law.limitation(owing(filed, event('ACKNOWLEDGED', '2026-08-03'))).suspended).toBe(true);
    expect(law.limitation(owing()).suspended).toBe(false);
  });

  test('a procedure that outlasts another keeps the claim', () => {
    const both = owing(filed, event('BANKRUPTCY_FILED', '2026-06-18'), event('TITLE_GIVEN', '2026-06-24'));
    expect(law.limitation(both).suspended).toBe(true);
  });

  test('no fee that is not known yet stops an answer', () => {
    // No country has encoded the court fees of 2030 or their like.
    for (const debtorType of ['PERSON', 'COMPANY'] as const) {
      const later = { ...owing(served), debtorType, registeredOn: day('2030-01-02') };
      const moved = later.claims.map((one) => ({ ...one, dueDate: day('2029-11-01'), invoiceDate: day('2029-10-01') }));
      const state: CaseFacts = { ...later, claims: moved };
      for (const step of STEPS) expect(() => law.forbids(step, state, day('2030-06-03'))).not.toThrow();
      expect(() => law.nextStep(state)).not.toThrow();
      expect(() => law.nextStep({ ...state, notices: [] })).not.toThrow();
    }
  });

  test('every refusal for the state of a case says why', () => {
    const closed = { ...owing(), closedOn: day('2026-06-20') };
    const told = { ...closed, notices: [...closed.notices, letter('CLOSING_STATEMENT', '2026-06-22')] };
    const states = [owing(), owing(filed), owing(event('TITLE_GIVEN', '2026-06-24')), { ...owing(), notices: [] }, closed, told];
    for (const state of states) {
      for (const step of STEPS) {
        const refused = law.forbids(step, state, day('2026-07-01'));
        if (refused?.code === 'INVALID_STATE') expect([step, refused.text]).toEqual([step, expect.stringMatching(/^INVALID_STATE\./)]);
      }
    }
    expect(law.forbids('CLOSING_STATEMENT', closed, day('2026-07-01'))).toBeNull();
    expect(law.forbids('CLOSING_STATEMENT', told, day('2026-07-01'))).toMatchObject({ text: 'INVALID_STATE.alreadySent' });
  }); // prettier-ignore
});

test('attachment ends the case before namsmannen, and elsewhere does not', () => {
  const granted = owing(
    event('TITLE_GIVEN', '2026-06-10'),
    event('ENFORCEMENT_FILED', '2026-06-16'),
    event('ENFORCEMENT_GRANTED', '2026-06-24'),
  );
  expect(LAWS.map((law) => law.limitation(granted).suspended)).toEqual([false, true, true]);
  const ended = { ...granted, proceedings: [...granted.proceedings, event('ENFORCEMENT_ENDED', '2027-02-01')] };
  // Ten years of the utlegg; ten years anew for a Swedish business; five anew in Finland on a title.
  expect(LAWS.map((law) => law.limitation(ended).lastDay)).toEqual(['2036-06-24', '2037-02-01', '2032-02-01']);
});
