import { norwayUnder } from '../../src/countries/no.js';
import { RuleNotEncoded } from '../../src/domain/dated.js';
import type { CaseFacts, ConditionType, ProceedingFacts, ProceedingType, StepType } from '../../src/domain/facts.js';
import { claim, condition, day, facts, letter, paid } from './facts.js';

const law = norwayUnder(null);

const happened = (type: ProceedingType, on: string, step: StepType | null = null): ProceedingFacts => ({
  type,
  on: day(on),
  step,
  awarded: 0n,
  until: null,
});

// Varsel missed on 30 March 2026, betalingsoppfordring of Wednesday 1 April to be met by the 15th.
const demanded = facts([claim('1500.00', '2026-03-02')], {
  registeredOn: day('2026-03-03'),
  notices: [
    letter('COLLECTION_NOTICE', '2026-03-16', '2026-03-30'),
    letter('PAYMENT_DEMAND', '2026-04-01', '2026-04-15'),
  ],
});
const after = (state: CaseFacts, ...more: CaseFacts['notices']): CaseFacts => ({
  ...state,
  notices: [...state.notices, ...more],
});
// Monday 18 May + 14 = Monday 1 June; a payment of that day comes on the 2nd.
const warned = after(demanded, letter('LEGAL_WARNING', '2026-05-18', '2026-06-01'));
const stepOf = (state: CaseFacts, type: StepType, on = '2026-06-03') =>
  law.legalPath(state, day(on)).find((step) => step.type === type);
const unmet = (state: CaseFacts, type: StepType) =>
  stepOf(state, type)
    ?.requirements.filter(({ metOn }) => metOn === null)
    .map(({ requirement }) => requirement);

describe('forliksklage', () => {
  test('after a warning of 14 days, within six months of the betalingsoppfordring (inkassoloven § 11)', () => {
    expect(stepOf(warned, 'COURT_APPLICATION')).toMatchObject({
      name: 'forliksklage',
      authority: 'forliksrådet',
      earliestOn: '2026-06-03',
      latestOn: '2026-10-01',
    });
    expect(law.forbids('COURT_APPLICATION', warned, day('2026-06-02'))).toMatchObject({
      code: 'TOO_EARLY',
      params: { earliestOn: '2026-06-03' },
    });
    expect(law.forbids('COURT_APPLICATION', warned, day('2026-10-01'))).toBeNull();
    expect(law.forbids('COURT_APPLICATION', warned, day('2026-10-02'))).toMatchObject({
      code: 'INVALID_STATE',
      text: 'INVALID_STATE.tooLate',
    });
  });

  test('not without the warning, which a new betalingsoppfordring carries', () => {
    expect(unmet(demanded, 'COURT_APPLICATION')).toEqual(['warningExpired']);
    expect(law.forbids('COURT_APPLICATION', demanded, day('2026-06-03'))).toMatchObject({
      params: { requirement: 'warningExpired' },
      legalBasis: { provision: '§ 11' },
    });
    const again = after(demanded, letter('SECOND_DEMAND', '2026-11-02', '2026-11-16'));
    expect(stepOf(again, 'COURT_APPLICATION')).toMatchObject({ earliestOn: '2026-11-18', latestOn: '2027-05-02' });
  });

  test('of a disputed claim from the objection on, whatever letters went before', () => {
    const disputed = { ...demanded, disputed: true, objectedOn: [day('2026-04-10')] };
    expect(stepOf(disputed, 'COURT_APPLICATION')).toMatchObject({ earliestOn: '2026-04-10', latestOn: null });
    expect(law.forbids('COURT_APPLICATION', disputed, day('2026-04-10'))).toBeNull();
    expect(law.forbids('LEGAL_WARNING', disputed, day('2026-05-18'))).toMatchObject({ code: 'DISPUTED_CLAIM' });
  });

  test('costs 1.54 R to the state and half an R for the writing, R being 1 345 in 2026', () => {
    // 2 071.30 down to the krone; 672.50, and a quarter more 840.625, whose half øre is cut.
    const amounts = (state: CaseFacts) => stepOf(state, 'COURT_APPLICATION')?.costs.map((cost) => cost.amount);
    expect(amounts(warned)).toEqual([2071_00n, 672_50n]);
    expect(amounts({ ...warned, creditorVatLiable: false })).toEqual([2071_00n, 840_62n]);
    expect(() => law.legalPath(warned, day('2027-01-04'))).toThrow(RuleNotEncoded);
  });

  test('is not made twice, nor once there is a title, nor once all is paid, nor after limitation', () => {
    const filed = { ...warned, proceedings: [happened('COURT_FILED', '2026-06-08')] };
    expect(law.forbids('COURT_APPLICATION', filed, day('2026-06-09'))).toMatchObject({ code: 'INVALID_STATE' });
    const ended = { ...filed, proceedings: [...filed.proceedings, happened('COURT_ENDED', '2026-07-06')] };
    expect(law.forbids('COURT_APPLICATION', ended, day('2026-07-07'))).toBeNull();
    const titled = { ...filed, proceedings: [...filed.proceedings, happened('TITLE_GIVEN', '2026-07-06')] };
    expect(law.forbids('COURT_APPLICATION', titled, day('2026-07-07'))).toMatchObject({ code: 'INVALID_STATE' });
    expect(stepOf(titled, 'COURT_APPLICATION')).toBeUndefined();
    expect(law.forbids('COURT_APPLICATION', warned, day('2029-03-03'))).toMatchObject({ code: 'TIME_BARRED' });
  });
});

describe('utlegg', () => {
  test('on the undisputed written demand, after the warning of tvangsfullbyrdelsesloven § 4-18', () => {
    expect(unmet(demanded, 'ENFORCEMENT_APPLICATION')).toEqual(['warningExpired']);
    expect(stepOf(warned, 'ENFORCEMENT_APPLICATION')).toMatchObject({
      name: 'begjæring om utlegg',
      authority: 'namsmannen',
      earliestOn: '2026-06-03',
      latestOn: '2026-10-01',
    });
    // 0.69 × 1 345 = 928.05, down to the krone; 0.5 × 1 345.
    expect(stepOf(warned, 'ENFORCEMENT_APPLICATION')?.costs.map(({ amount }) => amount)).toEqual([928_00n, 672_50n]);
  });

  test('never of a disputed claim as if it were undisputed (§ 7-7)', () => {
    const disputed = { ...warned, disputed: true, objectedOn: [day('2026-06-02')] };
    expect(unmet(disputed, 'ENFORCEMENT_APPLICATION')).toEqual(['notDisputed']);
    expect(law.forbids('ENFORCEMENT_APPLICATION', disputed, day('2026-06-03'))).toMatchObject({
      code: 'DISPUTED_CLAIM',
    });
  });

  test('on a title whatever the debtor says, without the six months, warned of anew', () => {
    const titled = { ...warned, disputed: true, proceedings: [happened('TITLE_GIVEN', '2026-09-01')] };
    expect(unmet(titled, 'ENFORCEMENT_APPLICATION')).toEqual(['warningExpired']);
    const warnedAgain = after({ ...titled, disputed: false }, letter('LEGAL_WARNING', '2026-09-02', '2026-09-16'));
    expect(stepOf(warnedAgain, 'ENFORCEMENT_APPLICATION')).toMatchObject({ earliestOn: '2026-09-18', latestOn: null });
    const granted = {
      ...warnedAgain,
      proceedings: [...titled.proceedings, happened('ENFORCEMENT_FILED', '2026-09-21')],
    };
    expect(law.forbids('ENFORCEMENT_APPLICATION', granted, day('2026-09-22'))).toMatchObject({ code: 'INVALID_STATE' });
  });
});

describe('konkurs (konkursloven § 63)', () => {
  const company = { ...demanded, debtorType: 'COMPANY' as const };
  // 15 April + 28 = 13 May: from the 14th, Ascension Day, so from Friday the 15th.
  const warning = after(company, letter('BANKRUPTCY_WARNING', '2026-05-15', '2026-05-29'));
  const served = { ...warning, proceedings: [happened('SERVED', '2026-05-20', 'BANKRUPTCY_WARNING')] };

  test('a konkursvarsel four weeks after the demand was to be met, to a business', () => {
    expect(law.forbids('BANKRUPTCY_WARNING', company, day('2026-05-14'))).toMatchObject({
      params: { earliestOn: '2026-05-15' },
    });
    expect(law.forbids('BANKRUPTCY_WARNING', company, day('2026-05-15'))).toBeNull();
    expect(law.forbids('BANKRUPTCY_WARNING', demanded, day('2026-05-15'))).toMatchObject({ code: 'INVALID_STATE' });
  });

  test('a petition once two weeks from service have passed, within two weeks more', () => {
    // Served 20 May: time to pay until 3 June, petition from the 4th to the 17th.
    expect(unmet(warning, 'BANKRUPTCY_PETITION')).toEqual(['warningServed', 'warningTimeOver']);
    expect(stepOf(served, 'BANKRUPTCY_PETITION')).toMatchObject({
      authority: 'tingretten',
      earliestOn: '2026-06-04',
      latestOn: '2026-06-17',
    });
    expect(law.forbids('BANKRUPTCY_PETITION', served, day('2026-06-18'))).toMatchObject({
      text: 'INVALID_STATE.tooLate',
    });
    expect(stepOf(demanded, 'BANKRUPTCY_PETITION')).toBeUndefined();
    expect(law.forbids('BANKRUPTCY_PETITION', { ...served, disputed: true }, day('2026-06-04'))).toMatchObject({
      code: 'DISPUTED_CLAIM',
    });
  });

  test('after which a new warning may be given', () => {
    expect(law.forbids('BANKRUPTCY_WARNING', warning, day('2026-07-01'))).toMatchObject({ code: 'INVALID_STATE' });
    expect(law.forbids('BANKRUPTCY_WARNING', served, day('2026-06-17'))).toMatchObject({ code: 'TOO_EARLY' });
    expect(law.forbids('BANKRUPTCY_WARNING', served, day('2026-06-18'))).toBeNull();
  });

  test('costs: 0.4 R for service, a deposit of 50 R', () => {
    // 0.4 × 1 345 = 538; 50 × 1 345 = 67 250.
    expect(stepOf(served, 'BANKRUPTCY_PETITION')?.costs).toMatchObject([
      { amount: 538_00n, recoverable: true },
      // The petitioner answers for it.
      {
        amount: 67_250_00n,
        recoverable: false,
        legalBasis: { act: expect.stringContaining('rekvirentens ansvar') as string },
      },
    ]);
  });
});

describe('who may be dunned', () => {
  const standing = (type: ConditionType, until: string | null = null): CaseFacts => ({
    ...warned,
    debtorConditions: [condition(type, '2026-05-20', until)],
  });

  test.each([
    ['MINOR', { code: 'MINOR_DEBTOR' }],
    ['DECEASED', { text: 'INVALID_STATE.debtor.DECEASED' }],
    ['BANKRUPTCY', { text: 'INVALID_STATE.debtor.BANKRUPTCY' }],
    ['DEBT_RESTRUCTURING', { text: 'INVALID_STATE.debtor.DEBT_RESTRUCTURING' }],
  ] as const)('not one with %s: no letter, no application', (type, refusal) => {
    const state = standing(type);
    expect(law.mayNotBeDunned(state, day('2026-06-03'))).toMatchObject({
      ...refusal,
      legalBasis: { act: expect.stringMatching(/\d{4}/) },
    });
    expect(law.mayNotBeDunned(state, day('2026-05-19'))).toBeNull();
    expect(law.forbids('SECOND_DEMAND', { ...state, disputed: true }, day('2026-06-03'))).toMatchObject(refusal);
    expect(law.forbids('COURT_APPLICATION', state, day('2026-06-03'))).toMatchObject(refusal);
    expect(unmet(state, 'COURT_APPLICATION')).toContain('notBarredByCondition');
    expect(law.forbids('SECOND_DEMAND', state, day('2029-03-03'))).toMatchObject({ code: 'TIME_BARRED' });
    // Over on 8 June: open again from the 9th.
    const over = standing(type, '2026-06-08');
    expect(law.forbids('COURT_APPLICATION', over, day('2026-06-08'))).toMatchObject(refusal);
    expect(stepOf(over, 'COURT_APPLICATION')?.earliestOn).toBe('2026-06-09');
    expect(law.forbids('COURT_APPLICATION', over, day('2026-06-09'))).toBeNull();
    expect(law.mayNotBeDunned(over, day('2026-06-09'))).toBeNull();
  });

  test.each(['GUARDIANSHIP', 'PROTECTED_ADDRESS'] as const)('%s is no bar', (type) => {
    expect(law.mayNotBeDunned(standing(type), day('2026-06-03'))).toBeNull();
    expect(law.forbids('SECOND_DEMAND', standing(type), day('2026-06-03'))).toBeNull();
  });
});

describe('letters after the betalingsoppfordring', () => {
  test('a second one once the first is missed, a third only when it no longer opens for legal steps', () => {
    expect(law.forbids('SECOND_DEMAND', demanded, day('2026-04-16'))).toMatchObject({
      params: { earliestOn: '2026-04-17' },
    });
    const second = after(demanded, letter('SECOND_DEMAND', '2026-04-17', '2026-05-04'));
    // 17 April + 6 months = 17 October: from the 18th, a Sunday, so Monday the 19th.
    expect(law.forbids('SECOND_DEMAND', second, day('2026-05-20'))).toMatchObject({
      params: { earliestOn: '2026-10-19' },
    });
    expect(law.forbids('LEGAL_WARNING', second, day('2026-05-20'))).toMatchObject({ code: 'INVALID_STATE' });
    expect(law.forbids('LEGAL_WARNING', warned, day('2026-06-03'))).toMatchObject({ code: 'INVALID_STATE' });
  });

  test('one on each plan', () => {
    const plan = { agreedOn: day('2026-04-20'), instalments: [{ dueOn: day('2026-05-04'), amount: 1n }] };
    const planned = { ...demanded, plans: [plan] };
    expect(law.forbids('PAYMENT_PLAN', planned, day('2026-04-20'))).toBeNull();
    expect(law.payBy('PAYMENT_PLAN', planned, day('2026-04-20'))).toBe('2026-05-04');
    const told = after(planned, letter('PAYMENT_PLAN', '2026-04-20', '2026-05-04'));
    expect(law.forbids('PAYMENT_PLAN', told, day('2026-04-21'))).toMatchObject({ code: 'INVALID_STATE' });
    expect(law.forbids('PAYMENT_PLAN', { ...told, plans: [plan, plan] }, day('2026-04-21'))).toBeNull();
    expect(law.forbids('PAYMENT_PLAN', { ...planned, disputed: true }, day('2026-04-21'))).toMatchObject({
      code: 'DISPUTED_CLAIM',
    });
  });

  test('a closing statement once, when the case is closed or nothing is owed', () => {
    expect(law.forbids('CLOSING_STATEMENT', demanded, day('2026-06-03'))).toMatchObject({ code: 'INVALID_STATE' });
    const closed = { ...demanded, closedOn: day('2029-03-05') };
    expect(law.forbids('CLOSING_STATEMENT', closed, day('2029-03-05'))).toBeNull();
    expect(law.forbids('CLOSING_STATEMENT', closed, day('2029-03-04'))).toMatchObject({ code: 'INVALID_STATE' });
    expect(
      law.forbids('CLOSING_STATEMENT', after(closed, letter('CLOSING_STATEMENT', '2029-03-05')), day('2029-03-06')),
    ).toMatchObject({ code: 'INVALID_STATE' });
    const early = facts([claim('1500.00', '2026-03-02')], { payments: [paid('2026-03-02', '1500.00')] });
    expect(law.forbids('CLOSING_STATEMENT', early, day('2026-03-02'))).toBeNull();
  });
});
