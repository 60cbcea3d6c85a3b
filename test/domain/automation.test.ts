import fc from 'fast-check';
import { countries } from '../../src/countries/index.js';
import { isForWorker, plannedStep, waitsForApproval } from '../../src/domain/automation.js';
import { addDays, type IsoDate } from '../../src/domain/date.js';
import { decideDue } from '../../src/domain/due.js';
import type { CaseFacts, CaseState, NoticeFacts, ProceedingFacts, ProceedingType } from '../../src/domain/facts.js';
import type { OwnCountry } from '../../src/domain/jurisdiction.js';
import { spread } from '../../src/domain/spread.js';
import { DEFAULT_STRATEGY, strategyFrom, type Strategy } from '../../src/domain/strategy.js';
import { amount, claim, condition, creditorLetter, day, facts, letter, paid } from '../countries/facts.js';

const CURRENCY = { NO: 'NOK', SE: 'SEK', FI: 'EUR' } as const;

/** Due Monday 16 March 2026, handed over on Monday 30 March. */
function owing(country: OwnCountry, more: Partial<CaseFacts> = {}, strategy: Partial<Strategy> = {}): CaseState {
  const known = facts([claim('1000.00', '2026-03-16')], {
    registeredOn: day('2026-03-30'),
    currency: CURRENCY[country],
  });
  return {
    facts: { ...known, ...more }, country, status: 'ACTIVE', stage: 'COLLECTION', holdReason: null, routeKind: 'COUNTRY_MODULE',
    strategy: { ...DEFAULT_STRATEGY, ...strategy }, surveillance: null, planProposed: false, referralStatus: null, openInquiries: 0,
  }; // prettier-ignore
}

const happened = (type: ProceedingType, on: string): ProceedingFacts => ({
  type,
  on: day(on),
  step: null,
  awarded: 0n,
  until: null,
});

/** "TYPE day", or nothing. */
const next = (state: CaseState): string => {
  const step = plannedStep(state, countries[state.country as OwnCountry]);
  return step ? `${step.type} ${step.earliestOn}` : 'nothing';
};

const LEGAL = { goLegal: 'AUTOMATIC' } as const;
const NOTICE = letter('COLLECTION_NOTICE', '2026-03-30', '2026-04-13');
const DEMAND = letter('PAYMENT_DEMAND', '2026-04-15', '2026-04-29');
const TITLE = happened('TITLE_GIVEN', '2026-07-01');

describe('in Norway', () => {
  const demanded = { notices: [NOTICE, DEMAND] };

  test('the reminder comes from us where the creditor leaves it to us and none was sent', () => {
    expect(next(owing('NO'))).toBe('COLLECTION_NOTICE 2026-03-30');
    expect(next(owing('NO', {}, { reminders: 'OURS' }))).toBe('REMINDER 2026-03-30');
    const reminded = { notices: [creditorLetter('REMINDER', '2026-03-20', '2026-04-03')] };
    // Payable until Good Friday 3 April, so until Tuesday 7 April after Easter; the money may come on the 8th.
    expect(next(owing('NO', reminded, { reminders: 'OURS' }))).toBe('COLLECTION_NOTICE 2026-04-09');
  });

  test('nothing goes legal unless the creditor says so: limitation, on 16 March 2029, is kept four months before', () => {
    expect(next(owing('NO', demanded))).toBe('SECOND_DEMAND 2028-11-16');
  });

  test('the warning follows the demand, and the forliksklage the warning (inkassoloven § 11)', () => {
    // Payable until Wednesday 29 April; the money may come on the 30th; 1 May is a holiday, a Friday: Monday 4 May.
    expect(next(owing('NO', demanded, LEGAL))).toBe('LEGAL_WARNING 2026-05-04');
    // Payable until Monday 18 May; the money may come on the 19th.
    const warned = { notices: [NOTICE, DEMAND, letter('LEGAL_WARNING', '2026-05-04', '2026-05-18')] };
    expect(next(owing('NO', warned, LEGAL))).toBe('COURT_APPLICATION 2026-05-20');
  });

  test('a second demand warns as well', () => {
    const again = { ...LEGAL, secondDemand: true };
    expect(next(owing('NO', demanded, again))).toBe('SECOND_DEMAND 2026-05-04');
    const twice = { notices: [NOTICE, DEMAND, letter('SECOND_DEMAND', '2026-05-04', '2026-05-18')] };
    expect(next(owing('NO', twice, again))).toBe('COURT_APPLICATION 2026-05-20');
  });

  test('a demand of more than six months opens for no legal step: it is sent anew', () => {
    const warned = [NOTICE, DEMAND, letter('LEGAL_WARNING', '2026-05-04', '2026-05-18')];
    // A payment in the summer of 2027 is the last that happened; the demand of 15 April 2026 carried until 15 October 2026.
    const late = { notices: warned, payments: [paid('2027-07-01', '100.00')] };
    expect(next(owing('NO', late, LEGAL))).toBe('SECOND_DEMAND 2027-07-01');
  });

  test('a title is warned of and enforced (tvangsfullbyrdelsesloven § 4-18)', () => {
    const applied = [...demanded.notices, letter('COURT_APPLICATION', '2026-05-20')];
    const titled = { notices: applied, proceedings: [TITLE] };
    expect(next(owing('NO', titled, LEGAL))).toBe('LEGAL_WARNING 2026-07-01');
    // Payable until Wednesday 15 July; the money may come on the 16th.
    const warned = { ...titled, notices: [...applied, letter('LEGAL_WARNING', '2026-07-01', '2026-07-15')] };
    expect(next(owing('NO', warned, LEGAL))).toBe('ENFORCEMENT_APPLICATION 2026-07-17');
  });

  test('nothing is written while an application is under way', () => {
    const applied = { notices: [...demanded.notices, letter('COURT_APPLICATION', '2026-05-20')] };
    expect(next(owing('NO', applied, { ...LEGAL, secondDemand: true }))).toBe('nothing');
  });
});

describe('in Sweden', () => {
  const demanded = { notices: [letter('PAYMENT_DEMAND', '2026-03-30', '2026-04-13')] };

  test('four days after the demand ran out comes Kronofogden, and utmätning on the title', () => {
    // Payable until Monday 13 April; four days from the 14th end on Saturday the 18th: Monday the 20th.
    expect(next(owing('SE', demanded, LEGAL))).toBe('COURT_APPLICATION 2026-04-20');
    const titled = { ...demanded, proceedings: [happened('COURT_FILED', '2026-04-21'), TITLE] };
    expect(next(owing('SE', titled, LEGAL))).toBe('ENFORCEMENT_APPLICATION 2026-07-01');
  });

  test('the law knows no second demand', () => {
    // A letter a year after the claim came into being, with its invoice of 14 February, keeps it.
    expect(next(owing('SE', demanded, { secondDemand: true }))).toBe('LIMITATION_NOTICE 2027-02-15');
  });
});

describe('in Finland', () => {
  const demanded = { notices: [letter('REMINDER', '2026-03-30', '2026-04-13'), DEMAND] };

  test('haastehakemus once the time to pay is over, a second demand before it where the creditor wants one', () => {
    // Payable until Wednesday 29 April.
    expect(next(owing('FI', demanded, LEGAL))).toBe('COURT_APPLICATION 2026-04-30');
    expect(next(owing('FI', demanded, { ...LEGAL, secondDemand: true }))).toBe('SECOND_DEMAND 2026-04-30');
    const titled = { ...demanded, proceedings: [happened('COURT_FILED', '2026-05-04'), TITLE] };
    expect(next(owing('FI', titled, LEGAL))).toBe('ENFORCEMENT_APPLICATION 2026-07-01');
  });
});

describe.each(['NO', 'SE', 'FI'] as const)('in %s', (country) => {
  const law = countries[country];
  const notices = { NO: [NOTICE, DEMAND], SE: [DEMAND], FI: [letter('REMINDER', '2026-03-30', '2026-04-13'), DEMAND] }[
    country
  ];
  const titled: Partial<CaseFacts> = {
    notices: [...notices, letter('LEGAL_WARNING', '2026-07-01', '2026-07-15')],
    proceedings: [happened('COURT_FILED', '2026-05-20'), TITLE],
  };
  /** What comes next is only what the law has of itself. */
  const isLeftToLaw = (state: CaseState) => {
    const path = law.nextStep(state.facts);
    expect(next(state)).toBe(path ? `${path.type} ${path.earliestOn}` : 'nothing');
  };

  test('an amount below the minimum of its currency is not taken to court or enforced', () => {
    const least = (currency: string) => [{ minor: 100_001n, currency }];
    isLeftToLaw(owing(country, { notices }, { ...LEGAL, courtFrom: least(CURRENCY[country]) }));
    isLeftToLaw(owing(country, titled, { ...LEGAL, enforceFrom: least(CURRENCY[country]) }));
    expect(next(owing(country, titled, { ...LEGAL, enforceFrom: least('DKK') }))).toMatch(/^ENFORCEMENT_APPLICATION/);
  });

  test('a disputed claim and a barred debtor are left alone', () => {
    isLeftToLaw(owing(country, { notices, disputed: true, objectedOn: [day('2026-05-01')] }, LEGAL));
    for (const type of ['DECEASED', 'BANKRUPTCY', 'DEBT_RESTRUCTURING'] as const)
      isLeftToLaw(owing(country, { notices, debtorConditions: [condition(type, '2026-05-01')] }, LEGAL));
  });

  test('a debtor without means is watched, and proceeded against once a score is better', () => {
    const found = (type: ProceedingType) => ({
      ...titled,
      proceedings: [...titled.proceedings!, happened(type, '2026-09-01')],
    });
    for (const type of ['FOUND_INSOLVENT', 'ENFORCEMENT_ENDED'] as const)
      isLeftToLaw(owing(country, found(type), LEGAL));
    const watched = (points: number): CaseState => ({
      ...owing(country, found('FOUND_INSOLVENT'), LEGAL),
      stage: 'SURVEILLANCE',
      surveillance: { since: day('2026-09-01'), points: 10, last: { on: day('2027-03-01'), points } },
    });
    isLeftToLaw(watched(19));
    // Monday 1 March 2027.
    expect(next(watched(20))).toBe('ENFORCEMENT_APPLICATION 2027-03-01');
    expect(waitsForApproval(watched(20), 'ENFORCEMENT_APPLICATION')).toBe(true);
    const company = { ...watched(20), facts: { ...watched(20).facts, debtorType: 'COMPANY' as const } };
    expect(waitsForApproval(company, 'ENFORCEMENT_APPLICATION')).toBe(false);
  });

  test('a closing statement ends a case that was paid, once, where the creditor wants one', () => {
    const written = { notices: [letter('REMINDER', '2026-03-30')] };
    const closed = (more: Partial<CaseFacts>, wanted = true): CaseState => ({
      ...owing(country, { ...written, closedOn: day('2026-03-31'), ...more }, { closingStatement: wanted }),
      status: 'CLOSED',
    });
    // More than the claim, its interest of two weeks and whatever the reminder costs.
    const payment = { id: 'payment', amount: amount('1100.00'), receivedOn: day('2026-03-31') };
    const { allocations } = spread(owing(country, written).facts, law, payment, payment.receivedOn);
    const paidWhole = { payments: [{ ...payment, allocations }] };
    expect(next(closed(paidWhole))).toBe('CLOSING_STATEMENT 2026-03-31');
    expect(next(closed(paidWhole, false))).toBe('nothing');
    expect(next(closed({ ...paidWhole, notices: [] }))).toBe('nothing');
    expect(next(closed({ payments: [] }))).toBe('nothing');
    const told = [...written.notices, letter('CLOSING_STATEMENT', '2026-03-31')];
    expect(next(closed({ ...paidWhole, notices: told }))).toBe('nothing');
  });
});

describe('approval', () => {
  const step = { ...plannedStep(owing('NO'), countries.NO)!, type: 'PAYMENT_DEMAND' as const };

  test.each([
    ['AUTOMATIC', [], 'AUTOMATIC', false, false],
    ['AUTOMATIC', [], 'ASK', false, true],
    ['PARTLY', ['PAYMENT_DEMAND'], 'AUTOMATIC', true, false],
    ['PARTLY', ['COURT_APPLICATION'], 'AUTOMATIC', false, true],
    ['PARTLY', [], 'ASK', false, true],
    ['MANUAL', [], 'AUTOMATIC', true, true],
  ] as const)('%s, approving %j, legal %s: demand %s, court %s', (mode, approve, goLegal, demand, court) => {
    const state = owing('NO', {}, { mode, approve, goLegal });
    expect([waitsForApproval(state, 'PAYMENT_DEMAND'), waitsForApproval(state, 'COURT_APPLICATION')]).toEqual([demand, court]); // prettier-ignore
    expect(isForWorker(state, step)).toBe(mode !== 'MANUAL');
  });

  test('the automation of the contract approves every step or none', () => {
    const state = (automation: 'AUTOMATIC' | 'APPROVAL') => owing('NO', {}, strategyFrom(automation));
    expect(decideDue(state('AUTOMATIC'), countries.NO, day('2026-03-30'), false).kind).toBe('TAKE');
    expect(decideDue(state('APPROVAL'), countries.NO, day('2026-03-30'), false).kind).toBe('ASK');
    expect(decideDue(state('APPROVAL'), countries.NO, day('2026-03-30'), true).kind).toBe('TAKE');
    expect(decideDue(owing('NO', {}, { mode: 'MANUAL' }), countries.NO, day('2026-03-30'), false).kind).toBe('WAIT');
  });
});

/** A case lived through by its plans alone: letters are sent on their first day and nobody answers them. */
function lived(state: CaseState, steps: number): { type: string; on: IsoDate; facts: CaseFacts }[] {
  const law = countries[state.country as OwnCountry];
  const taken: { type: string; on: IsoDate; facts: CaseFacts }[] = [];
  for (let known = state.facts; taken.length < steps;) {
    const step = plannedStep({ ...state, facts: known }, law);
    if (!step) break;
    const on = step.earliestOn;
    taken.push({ type: step.type, on, facts: known });
    const sent: NoticeFacts = { ...letter(step.type, on), payBy: law.payBy(step.type, known, on) };
    known = { ...known, notices: [...known.notices, sent] };
  }
  return taken;
}

test('no step that is planned is forbidden on its day, none comes twice, and after an application none but what keeps the claim', () => {
  const strategy = fc.record({
    reminders: fc.constantFrom('OWN' as const, 'OURS' as const),
    secondDemand: fc.boolean(),
    goLegal: fc.constantFrom('NEVER' as const, 'ASK' as const, 'AUTOMATIC' as const),
    courtFrom: fc.constantFrom([], [{ minor: 500_00n, currency: 'SEK' }]),
  });
  const found = fc.option(fc.constantFrom('FOUND_INSOLVENT' as const, 'FOUND_SOLVENT' as const), { nil: null });
  fc.assert(
    fc.property(
      fc.constantFrom('NO' as const, 'SE' as const, 'FI' as const),
      fc.constantFrom('PERSON' as const, 'COMPANY' as const),
      fc.integer({ min: 14, max: 200 }),
      strategy,
      found,
      fc.option(fc.integer({ min: 1, max: 60 }), { nil: null }),
      (country, debtorType, daysLate, wanted, finding, paidAfter) => {
        const registeredOn = addDays(day('2026-03-16'), daysLate);
        const proceedings = finding ? [happened(finding, registeredOn)] : [];
        const payments = paidAfter === null ? [] : [paid(addDays(registeredOn, paidAfter), '300.00')];
        const law = countries[country];
        const steps = lived(owing(country, { registeredOn, debtorType, proceedings, payments }, wanted), 12);
        steps.forEach(({ type, on, facts: known }, index) => {
          expect(law.forbids(type as NoticeFacts['type'], known, on)).toBeNull();
          const before = steps[index - 1];
          if (!before) return;
          expect(before.on < on).toBe(true);
          // What keeps a claim from limitation comes again, but not within half a year.
          if (before.type === type) expect(before.on < addDays(on, -180)).toBe(true);
          const applied = steps.slice(0, index).some((earlier) => earlier.type.endsWith('_APPLICATION'));
          if (applied) expect(type).toBe('LIMITATION_NOTICE');
        });
      },
    ),
    { numRuns: 150, seed: 20_261_122 },
  );
});
