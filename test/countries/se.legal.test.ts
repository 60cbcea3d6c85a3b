import { sweden as law } from '../../src/countries/se.js';
import type { CaseFacts, ClaimFacts, ProceedingFacts, StepType } from '../../src/domain/facts.js';
import type { Requirement } from '../../src/domain/jurisdiction.js';
import { amount, claim, condition, day, facts, letter, paid } from './facts.js';

const event = (type: ProceedingFacts['type'], on: string, step: StepType | null = null): ProceedingFacts => ({
  type, on: day(on), step, awarded: 0n, until: null,
}); // prettier-ignore

const DEMAND = letter('PAYMENT_DEMAND', '2026-03-16', '2026-03-30');
const owed = (more: Partial<CaseFacts> = {}, about: Partial<ClaimFacts> = {}) =>
  facts([claim('1500.00', '2026-03-02', about)], { registeredOn: day('2026-03-16'), notices: [DEMAND], ...more });
const stepOf = (type: StepType, owing: CaseFacts, on = '2026-06-01') =>
  law.legalPath(owing, day(on)).find((step) => step.type === type);
const costsOf = (type: StepType, owing: CaseFacts) => stepOf(type, owing)?.costs.map((cost) => cost.amount);
const refusal = (type: StepType, owing: CaseFacts, on = '2026-06-01') => law.forbids(type, owing, day(on));
const lacking = (requirement: Requirement) => ({ code: 'INVALID_STATE', params: { requirement } });

describe('betalningsföreläggande', () => {
  test('once the time of the inkassokrav is over and four days more, at 300 and 380', () => {
    // Over on 31 March; four days later.
    expect(stepOf('COURT_APPLICATION', owed())).toMatchObject({
      name: 'ansökan om betalningsföreläggande',
      authority: 'Kronofogdemyndigheten',
      earliestOn: '2026-04-04',
      latestOn: null,
    });
    expect(costsOf('COURT_APPLICATION', owed())).toEqual([300_00n, 380_00n]);
    expect(refusal('COURT_APPLICATION', owed(), '2026-04-03')).toMatchObject({
      code: 'TOO_EARLY',
      params: { earliestOn: '2026-04-04' },
    });
    expect(refusal('COURT_APPLICATION', owed(), '2026-04-04')).toBeNull();
    expect(refusal('COURT_APPLICATION', owed({ notices: [] }))).toMatchObject(lacking('demandExpired'));
  });

  test('never for a claim known to be disputed; once handed over to the court at a fee by its size', () => {
    expect(refusal('COURT_APPLICATION', owed({ disputed: true }))).toMatchObject({ code: 'DISPUTED_CLAIM' });
    const handedOver = { disputed: true, proceedings: [event('COURT_FILED', '2026-04-07')] };
    expect(costsOf('COURT_APPLICATION', owed(handedOver))).toEqual([300_00n, 380_00n, 600_00n]);
    // Half of 59 200 is 29 600.
    expect(costsOf('COURT_APPLICATION', owed(handedOver, { principal: amount('29600.00') }))?.[2]).toBe(600_00n);
    expect(costsOf('COURT_APPLICATION', owed(handedOver, { principal: amount('29600.01') }))?.[2]).toBe(2500_00n);
  });

  test('once, until it has ended without a title; never for a claim that has one', () => {
    const applied = owed({ notices: [DEMAND, letter('COURT_APPLICATION', '2026-04-07')] });
    expect(refusal('COURT_APPLICATION', applied)).toMatchObject({ code: 'INVALID_STATE' });
    expect(refusal('COURT_APPLICATION', { ...applied, proceedings: [event('COURT_ENDED', '2026-05-20')] })).toBeNull();
    expect(stepOf('COURT_APPLICATION', owed({ proceedings: [event('TITLE_GIVEN', '2026-05-20')] }))).toBeUndefined();
  });
});

describe('utmätning', () => {
  test('on a title, at 600 a year', () => {
    expect(refusal('ENFORCEMENT_APPLICATION', owed())).toMatchObject(lacking('titleHeld'));
    const titled = owed({ proceedings: [event('TITLE_GIVEN', '2026-05-20')] });
    expect(stepOf('ENFORCEMENT_APPLICATION', titled)).toMatchObject({
      earliestOn: '2026-05-20',
      costs: [{ amount: 600_00n }],
    });
    expect(refusal('ENFORCEMENT_APPLICATION', { ...titled, disputed: true })).toBeNull();
    const enforcing = { ...titled, proceedings: [...titled.proceedings, event('ENFORCEMENT_FILED', '2026-05-25')] };
    expect(refusal('ENFORCEMENT_APPLICATION', enforcing)).toMatchObject({ code: 'INVALID_STATE' });
  });

  test('a public decision is enforced without one, whatever a look at the means finds', () => {
    const decision = (...proceedings: ProceedingFacts[]) => owed({ proceedings }, { kind: 'PUBLIC' });
    expect(stepOf('COURT_APPLICATION', decision())).toBeUndefined();
    // Over on 31 March; four days later.
    for (const found of ['FOUND_SOLVENT', 'FOUND_INSOLVENT'] as const) {
      const looked = decision(event(found, '2026-04-10'));
      expect(stepOf('ENFORCEMENT_APPLICATION', looked)).toMatchObject({ earliestOn: '2026-04-04' });
    }
    expect(refusal('ENFORCEMENT_APPLICATION', decision())).toBeNull();
    // Invoiced on 31 January 2026, kept until 31 January 2029; six months less is Monday 31 July 2028.
    const kept = { ...decision(), notices: [DEMAND, letter('LIMITATION_NOTICE', '2028-01-31', '2028-02-14')] };
    expect(law.nextStep(kept)).toMatchObject({ type: 'ENFORCEMENT_APPLICATION', earliestOn: '2028-07-31' });
    expect(refusal('ENFORCEMENT_APPLICATION', { ...decision(), disputed: true })).toMatchObject({
      code: 'DISPUTED_CLAIM',
    });
  });

  test.each([
    ['2022-08-31', ['COURT_APPLICATION', 'ENFORCEMENT_APPLICATION'], lacking('titleHeld')],
    ['2022-09-01', ['ENFORCEMENT_APPLICATION'], null],
  ] as const)(
    'a decision of %s is enforced without a title from September 2022 on only',
    (decidedOn, steps, refused) => {
      const decision = owed({}, { kind: 'PUBLIC', originatedOn: day(decidedOn) });
      // Three years from the decision would be over: it was acknowledged meanwhile.
      const kept = { ...decision, proceedings: [event('ACKNOWLEDGED', '2025-01-07')] };
      expect(law.legalPath(kept, day('2026-06-01')).map(({ type }) => type)).toEqual(steps);
      if (refused) expect(refusal('ENFORCEMENT_APPLICATION', kept)).toMatchObject(refused);
      else expect(refusal('ENFORCEMENT_APPLICATION', kept)).toBeNull();
    },
  );
});

describe('konkurs', () => {
  const business = (...proceedings: ProceedingFacts[]) => owed({ debtorType: 'COMPANY', proceedings });
  const served = (on: string) => event('SERVED', on, 'BANKRUPTCY_WARNING');

  test.each([
    // A week to Thursday 16 April, then three weeks.
    ['2026-04-09', '2026-04-17', '2026-05-07'],
    // A week ends on Good Friday, so payment is in time until Tuesday 7 April; the three weeks are not stretched.
    ['2026-03-27', '2026-04-08', '2026-04-24'],
  ])('uppmaning served on %s: petition from %s to %s', (on, earliestOn, latestOn) => {
    const warned = business(served(on));
    expect(stepOf('BANKRUPTCY_PETITION', warned)).toMatchObject({
      earliestOn,
      latestOn,
      costs: [{ amount: 2800_00n }],
    });
    expect(refusal('BANKRUPTCY_PETITION', warned, latestOn)).toBeNull();
    expect(refusal('BANKRUPTCY_PETITION', warned, '2026-05-08')).toMatchObject({ text: 'INVALID_STATE.tooLate' });
  });

  test('not without service, not for a disputed claim, not of a consumer', () => {
    expect(refusal('BANKRUPTCY_PETITION', business())).toMatchObject(lacking('warningServed'));
    expect(
      refusal('BANKRUPTCY_PETITION', { ...business(served('2026-04-09')), disputed: true }, '2026-04-20'),
    ).toMatchObject({ code: 'DISPUTED_CLAIM' });
    expect(stepOf('BANKRUPTCY_PETITION', owed())).toBeUndefined();
    expect(refusal('BANKRUPTCY_WARNING', owed())).toMatchObject({ code: 'INVALID_STATE' });
  });

  test('the uppmaning after the inkassokrav, and anew once the time to petition is over', () => {
    expect(refusal('BANKRUPTCY_WARNING', { ...business(), notices: [] })).toMatchObject({ code: 'INVALID_STATE' });
    expect(refusal('BANKRUPTCY_WARNING', business(), '2026-03-30')).toMatchObject({
      params: { earliestOn: '2026-03-31' },
    });
    expect(refusal('BANKRUPTCY_WARNING', business(), '2026-03-31')).toBeNull();
    const warned = { ...business(served('2026-04-09')), notices: [DEMAND, letter('BANKRUPTCY_WARNING', '2026-04-01')] };
    expect(refusal('BANKRUPTCY_WARNING', warned, '2026-05-07')).toMatchObject({ params: { earliestOn: '2026-05-08' } });
    expect(refusal('BANKRUPTCY_WARNING', warned, '2026-05-08')).toBeNull();
    expect(refusal('BANKRUPTCY_WARNING', { ...warned, proceedings: [] }, '2026-05-08')).toMatchObject({
      code: 'INVALID_STATE',
    });
  });
});

describe('who may be asked to pay', () => {
  const under = (type: CaseFacts['debtorConditions'][number]['type'], until: string | null = null) =>
    owed({ debtorConditions: [condition(type, '2026-03-20', until)] });

  test.each([
    ['MINOR', { code: 'MINOR_DEBTOR', legalBasis: { provision: '8 §' } }],
    ['DECEASED', { text: 'INVALID_STATE.debtor.DECEASED' }],
    ['BANKRUPTCY', { text: 'INVALID_STATE.debtor.BANKRUPTCY', legalBasis: { act: 'Konkurslag (1987:672)' } }],
    [
      'DEBT_RESTRUCTURING',
      { text: 'INVALID_STATE.debtor.DEBT_RESTRUCTURING', legalBasis: { act: 'Skuldsaneringslag (2016:675)' } },
    ],
  ] as const)('%s bars every letter and every step', (type, expected) => {
    for (const step of ['REMINDER', 'PAYMENT_DEMAND', 'LIMITATION_NOTICE', 'COURT_APPLICATION'] as const) {
      expect(refusal(step, { ...under(type), disputed: true })).toMatchObject(expected);
    }
    // Limitation is told first.
    expect(refusal('LIMITATION_NOTICE', under(type), '2029-02-01')).toMatchObject({ code: 'TIME_BARRED' });
    expect(stepOf('COURT_APPLICATION', under(type))?.earliestOn).toBeNull();
    expect(refusal('COURT_APPLICATION', under(type, '2026-04-30'), '2026-05-01')).toBeNull();
    expect(stepOf('COURT_APPLICATION', under(type, '2026-04-30'))?.earliestOn).toBe('2026-05-01');
  });

  test.each(['GUARDIANSHIP', 'PROTECTED_ADDRESS'] as const)('%s does not', (type) => {
    expect(law.mayNotBeDunned(under(type), day('2026-06-01'))).toBeNull();
    expect(refusal('COURT_APPLICATION', under(type))).toBeNull();
  });

  test('a förvaltare whom nobody told of bars letters, but for the closing statement', () => {
    const plans = [{ agreedOn: day('2026-03-22'), instalments: [{ dueOn: day('2026-04-30'), amount: 1680_00n }] }];
    const unknown = { ...under('GUARDIANSHIP'), plans };
    expect(refusal('PAYMENT_PLAN', unknown)).toMatchObject({
      text: 'INVALID_STATE.debtor.GUARDIANSHIP',
      legalBasis: { provision: expect.stringContaining('NJA 2022 s. 150') as string },
    });
    const known = { ...unknown, debtorConditions: [{ ...condition('GUARDIANSHIP', '2026-03-20'), represented: true }] };
    expect(refusal('PAYMENT_PLAN', known)).toBeNull();
    expect(refusal('PAYMENT_PLAN', { ...under('GUARDIANSHIP', '2026-05-29'), plans })).toBeNull();
    expect(refusal('CLOSING_STATEMENT', { ...unknown, closedOn: day('2026-05-29') })).toBeNull();
  });

  test('what a minor incurred is not asked for later either', () => {
    const minor = owed({}, { incurredAsMinor: true });
    expect(refusal('PAYMENT_DEMAND', { ...minor, notices: [] })).toMatchObject({ code: 'MINOR_DEBTOR' });
    expect(stepOf('COURT_APPLICATION', minor)?.earliestOn).toBeNull();
  });
});

describe('letters outside the path', () => {
  test('the closing statement once nothing is owed or the case is closed, once', () => {
    expect(refusal('CLOSING_STATEMENT', owed())).toMatchObject({ code: 'INVALID_STATE' });
    const closed = owed({ closedOn: day('2026-05-29') });
    expect(refusal('CLOSING_STATEMENT', closed)).toBeNull();
    expect(refusal('CLOSING_STATEMENT', closed, '2026-05-28')).toMatchObject({ code: 'INVALID_STATE' });
    const told = { ...closed, notices: [DEMAND, letter('CLOSING_STATEMENT', '2026-06-01')] };
    expect(refusal('CLOSING_STATEMENT', told)).toMatchObject({ code: 'INVALID_STATE' });
    const nothingDue = {
      ...paid('2026-03-02', '1500.00'),
      allocations: [{ kind: 'PRINCIPAL', claimId: 'claim-1', amount: 1500_00n }] as const,
    };
    expect(refusal('CLOSING_STATEMENT', owed({ notices: [], payments: [nothingDue] }))).toBeNull();
  });

  test('the plan on the day it is agreed, once for each', () => {
    const plans = [
      { agreedOn: day('2026-03-22'), instalments: [{ dueOn: day('2026-04-30'), amount: amount('1680.00') }] },
    ];
    expect(refusal('PAYMENT_PLAN', owed(), '2026-03-22')).toMatchObject({ code: 'INVALID_STATE' });
    expect(refusal('PAYMENT_PLAN', owed({ plans }), '2026-03-22')).toBeNull();
    const sent = [DEMAND, letter('PAYMENT_PLAN', '2026-03-22')];
    expect(refusal('PAYMENT_PLAN', owed({ plans, notices: sent }), '2026-03-23')).toMatchObject({
      code: 'INVALID_STATE',
    });
  });

  test('a private parking charge is reminded of before it is demanded', () => {
    const parking = owed({ notices: [] }, { kind: 'PARKING' });
    expect(law.nextStep(parking)).toMatchObject({
      type: 'REMINDER',
      earliestOn: '2026-03-16',
      legalBasis: { provision: '8 §' },
    });
    expect(refusal('PAYMENT_DEMAND', parking)).toMatchObject({ code: 'INVALID_STATE' });
    const reminded = { ...parking, notices: [letter('REMINDER', '2026-03-16', '2026-03-30')] };
    expect(law.nextStep(reminded)).toMatchObject({ type: 'PAYMENT_DEMAND', earliestOn: '2026-03-31' });
  });
});
