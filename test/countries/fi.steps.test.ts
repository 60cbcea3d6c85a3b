import { finland as law } from '../../src/countries/fi.js';
import { addDays } from '../../src/domain/date.js';
import type { CaseFacts, ConditionType, NoticeFacts, ProceedingFacts, StepType } from '../../src/domain/facts.js';
import type { NoticeElement } from '../../src/domain/jurisdiction.js';
import { claim, condition, day, facts, letter, paid } from './facts.js';

const consumer = (more: Partial<CaseFacts> = {}) =>
  facts([claim('250.00', '2026-02-02')], { currency: 'EUR', registeredOn: day('2026-02-16'), ...more });
const company = (more: Partial<CaseFacts> = {}) => consumer({ debtorType: 'COMPANY', ...more });
const publicly = (base: CaseFacts): CaseFacts => ({
  ...base,
  claims: base.claims.map((one) => ({ ...one, kind: 'PUBLIC' as const })),
});
const happened = (type: ProceedingFacts['type'], on: string, more: Partial<ProceedingFacts> = {}): ProceedingFacts => ({
  type, on: day(on), step: null, awarded: 0n, until: null, ...more,
}); // prettier-ignore
const refusal = (step: StepType, base: CaseFacts, on = '2026-10-01') => law.forbids(step, base, day(on))?.code ?? null;

/** Allowed on that day, and not the day before. */
function expectFirstDay(step: StepType, base: CaseFacts, on: string): void {
  expect(law.forbids(step, base, addDays(day(on), -1))).toMatchObject({
    code: 'TOO_EARLY',
    params: { earliestOn: on },
  });
  expect(refusal(step, base, on)).toBeNull();
}

const REMINDER = letter('REMINDER', '2026-02-17', '2026-03-03');
const DEMAND = letter('PAYMENT_DEMAND', '2026-03-04', '2026-03-18');
const SECOND = letter('SECOND_DEMAND', '2026-03-19', '2026-04-02');
const demanded: readonly NoticeFacts[] = [REMINDER, DEMAND];

describe('what may follow what', () => {
  test('a new demand: after the demand, once its fifteen days and its time to pay are over', () => {
    expectFirstDay('SECOND_DEMAND', consumer({ notices: demanded }), '2026-03-19');
    expect(refusal('SECOND_DEMAND', consumer({ notices: [REMINDER] }))).toBe('INVALID_STATE');
    expect(refusal('SECOND_DEMAND', consumer({ notices: [...demanded, SECOND] }))).toBe('INVALID_STATE');
  });

  test('a tratta: never to a consumer, and to others after ten days to pay (7 §)', () => {
    expect(refusal('PUBLICATION_WARNING', consumer({ notices: demanded }))).toBe('INVALID_STATE');
    expect(refusal('PUBLICATION_WARNING', company())).toBe('INVALID_STATE');
    const nine = letter('REMINDER', '2026-02-17', '2026-02-26');
    expect(refusal('PUBLICATION_WARNING', company({ notices: [nine] }))).toBe('INVALID_STATE');
    // Ten days from Tuesday 17 February end on Friday the 27th, and ten full days on the 28th: Monday 2 March.
    const ten = letter('REMINDER', '2026-02-17', '2026-02-27');
    expectFirstDay('PUBLICATION_WARNING', company({ notices: [ten] }), '2026-03-02');
    const sent = [REMINDER, letter('PUBLICATION_WARNING', '2026-03-04', '2026-03-18')];
    expect(refusal('PUBLICATION_WARNING', company({ notices: sent }))).toBe('INVALID_STATE');
  });

  test('seven days were enough before a tratta until April 2022, but none was sent before October 2021', () => {
    const due = { claims: [claim('250.00', '2021-05-03')], registeredOn: day('2021-05-17') };
    const seven = { ...company(due), notices: [letter('REMINDER', '2021-05-17', '2021-05-24')] };
    expectFirstDay('PUBLICATION_WARNING', seven, '2021-10-01');
  });

  test('a demand under threat of bankruptcy: never to a consumer, and anew three months after the last one', () => {
    expect(refusal('BANKRUPTCY_WARNING', consumer({ notices: demanded }))).toBe('INVALID_STATE');
    const once = company({ notices: [letter('BANKRUPTCY_WARNING', '2026-03-04', '2026-03-18')] });
    // 19 March and three months is Friday 19 June, Midsummer Eve: Monday the 22nd.
    expectFirstDay('BANKRUPTCY_WARNING', once, '2026-06-22');
  });

  test('an extension holds every letter until it is over', () => {
    const extension = happened('EXTENSION_GRANTED', '2026-02-20', { until: day('2026-03-31') });
    expectFirstDay('PAYMENT_DEMAND', consumer({ notices: [REMINDER], proceedings: [extension] }), '2026-04-01');
  });

  test('a plan is confirmed once, whatever wait runs', () => {
    const agreed = {
      plans: [{ agreedOn: day('2026-03-05'), instalments: [{ dueOn: day('2026-04-15'), amount: 250_00n }] }],
    };
    const planned = consumer({ notices: demanded, ...agreed });
    expectFirstDay('PAYMENT_PLAN', planned, '2026-03-05');
    expect(law.payBy('PAYMENT_PLAN', planned, day('2026-03-05'))).toBe('2026-04-15');
    const confirmed = { ...planned, notices: [...demanded, letter('PAYMENT_PLAN', '2026-03-05')] };
    expect(refusal('PAYMENT_PLAN', confirmed)).toBe('INVALID_STATE');
  });

  test('a request to interrupt stops the letters of a consumer, not those of a business', () => {
    const asked = { notices: demanded, proceedings: [happened('INTERRUPTION_REQUESTED', '2026-03-10')] };
    expect(refusal('SECOND_DEMAND', consumer(asked))).toBe('INVALID_STATE');
    expect(refusal('SECOND_DEMAND', company(asked))).toBeNull();
    expect(law.nextStep(consumer({ notices: [REMINDER], proceedings: asked.proceedings }))?.type).toBe(
      'LIMITATION_NOTICE',
    );
  });

  test('a closing statement once nothing is owed or the case is closed, and once', () => {
    expect(refusal('CLOSING_STATEMENT', consumer())).toBe('INVALID_STATE');
    const closed = consumer({ closedOn: day('2026-09-30') });
    expect(refusal('CLOSING_STATEMENT', closed)).toBeNull();
    expect(refusal('CLOSING_STATEMENT', closed, '2026-09-29')).toBe('INVALID_STATE');
    expect(refusal('CLOSING_STATEMENT', { ...closed, notices: [letter('CLOSING_STATEMENT', '2026-09-30')] })).toBe(
      'INVALID_STATE',
    );
    // Paid on the last day, before any interest or fee.
    expect(refusal('CLOSING_STATEMENT', consumer({ payments: [paid('2026-02-02', '250.00')] }))).toBeNull();
  });

  test.each(['COLLECTION_NOTICE', 'LEGAL_WARNING', 'DISCONNECTION', 'EVICTION'] as const)('there is no %s', (step) => {
    expect(law.stepName(step)).toBeNull();
    expect(law.requiredElements(step, consumer(), day('2026-10-01'))).toEqual([]);
    expect(refusal(step, consumer())).toBe('INVALID_STATE');
    expect(law.maximumCost(step, 1n, 'PERSON', day('2026-02-02'), day('2026-10-01'))).toBeNull();
  });

  test.each([
    // Fourteen days; until April 2022, when it could be published 21 days after it was sent, that many.
    ['2022-03-01', '2022-03-22'], ['2022-04-29', '2022-05-20'], ['2022-05-02', '2022-05-16'],
  ])('a tratta of %s is paid by %s, before it may be published', (sentOn, payBy) => {
    expect(law.payBy('PUBLICATION_WARNING', company(), day(sentOn))).toBe(payBy);
  }); // prettier-ignore

  test('only what asks to pay gives time to pay', () => {
    const timed = (['REMINDER', 'PAYMENT_DEMAND', 'SECOND_DEMAND', 'PUBLICATION_WARNING', 'BANKRUPTCY_WARNING', 'LIMITATION_NOTICE'] as const);
    for (const step of timed) expect(law.payBy(step, company(), day('2026-03-04'))).toBe('2026-03-18');
    for (const step of ['COURT_APPLICATION', 'ENFORCEMENT_APPLICATION', 'BANKRUPTCY_PETITION', 'CLOSING_STATEMENT'] as const)
      expect(law.payBy(step, company(), day('2026-03-04'))).toBeNull();
  }); // prettier-ignore
});

describe('who may be asked to pay', () => {
  const standing = (type: ConditionType, until: string | null = null) =>
    consumer({ debtorConditions: [condition(type, '2026-09-01', until)] });

  test.each([
    ['DECEASED', 'INVALID_STATE', 'Perintökaari'], ['MINOR', 'MINOR_DEBTOR', 'holhoustoimesta'], ['BANKRUPTCY', 'INVALID_STATE', 'Konkurssilaki'],
    ['DEBT_RESTRUCTURING', 'INVALID_STATE', 'velkajärjestelystä'],
  ] as const)('%s bars every letter while it stands', (type, code, act) => {
    const found = law.mayNotBeDunned(standing(type), day('2026-10-01'));
    expect(found).toMatchObject({ code, legalBasis: { act: expect.stringContaining(act) as string } });
    expect(refusal('REMINDER', standing(type))).toBe(code);
    expect(refusal('COURT_APPLICATION', standing(type))).toBe(code);
    expect(law.mayNotBeDunned(standing(type), day('2026-08-31'))).toBeNull();
    expect(refusal('REMINDER', standing(type, '2026-09-30'))).toBeNull();
  }); // prettier-ignore

  test.each(['GUARDIANSHIP', 'PROTECTED_ADDRESS'] as const)('%s does not', (type) => {
    expect(law.mayNotBeDunned(standing(type), day('2026-10-01'))).toBeNull();
    expect(refusal('REMINDER', standing(type))).toBeNull();
  });

  test('a company is restructured under an act of its own', () => {
    const base = { ...standing('DEBT_RESTRUCTURING'), debtorType: 'COMPANY' as const };
    expect(law.mayNotBeDunned(base, day('2026-10-01'))?.legalBasis?.act).toContain('yrityksen saneerauksesta');
  });

  test('limitation is told first', () => {
    expect(refusal('REMINDER', standing('DECEASED'), '2029-02-03')).toBe('TIME_BARRED');
  });
});

describe('what each notice must say', () => {
  const elements = (step: StepType, base: CaseFacts): NoticeElement[] =>
    law.requiredElements(step, base, day('2026-10-01')).map(({ element }) => element);

  // 513/1999 5 a §, items 1 to 8 and 10, and korkolaki 6 § 2 mom.; item 9 asks for nothing where no claim was transferred.
  const CONSUMER_DEMAND = [
    'creditorName', 'creditorAddress', 'basisOfClaim', 'principal', 'interest', 'costs', 'total', 'paymentInstructions', 'payBy',
    'objectionRight', 'objectionDeadline', 'objectionAddress', 'interestCalculation', 'interestRateAndStart', 'interruptionRight',
  ]; // prettier-ignore
  const DEMAND_OF_OTHERS = CONSUMER_DEMAND.filter((element) => element !== 'interruptionRight');

  test('a demand and a new demand', () => {
    expect(elements('PAYMENT_DEMAND', consumer())).toEqual(CONSUMER_DEMAND);
    expect(elements('SECOND_DEMAND', consumer())).toEqual(CONSUMER_DEMAND);
    expect(elements('PAYMENT_DEMAND', company())).toEqual(DEMAND_OF_OTHERS);
  });

  test('of a public claim, remedies and deferment in the place of objections and of interruption', () => {
    const own = elements('PAYMENT_DEMAND', publicly(consumer()));
    expect(own).toEqual(expect.arrayContaining(['complaintRight', 'paymentDifficulty']));
    expect(own).not.toEqual(expect.arrayContaining(['objectionRight']));
    expect(own).not.toContain('interruptionRight');
  });

  test('threats, each with its own provision', () => {
    expect(elements('PUBLICATION_WARNING', company())).toEqual([...DEMAND_OF_OTHERS, 'publicationWarning']);
    expect(elements('BANKRUPTCY_WARNING', company())).toEqual([...DEMAND_OF_OTHERS, 'bankruptcyWarning']);
    const basis = (step: StepType) => law.requiredElements(step, company(), day('2026-10-01')).at(-1)?.legalBasis;
    expect(basis('PUBLICATION_WARNING')).toMatchObject({
      act: expect.stringContaining('513/1999') as string,
      provision: '7 §',
    });
    expect(basis('BANKRUPTCY_WARNING')).toMatchObject({ provision: '2 luku 3 § 2 mom. 3 kohta' });
  });

  test('the other letters', () => {
    expect(elements('PAYMENT_PLAN', consumer())).toEqual(
      expect.arrayContaining(['planSchedule', 'total', 'planConsequences']),
    );
    expect(elements('LIMITATION_NOTICE', consumer())).toEqual(
      expect.arrayContaining(['basisOfClaim', 'limitationState']),
    );
    expect(elements('CLOSING_STATEMENT', consumer())).toContain('closingState');
  });

  test('applications: evidence only of a disputed claim, a title only where one is needed', () => {
    const application = [
      'authority',
      'parties',
      'signature',
      'reliefSought',
      'claimAndGround',
      'interestClaimed',
      'costsClaimed',
    ];
    expect(elements('COURT_APPLICATION', consumer())).toEqual(application);
    expect(elements('COURT_APPLICATION', consumer({ disputed: true }))).toEqual([...application, 'evidence']);
    expect(elements('ENFORCEMENT_APPLICATION', consumer())).toContain('titleOfEnforcement');
    expect(elements('ENFORCEMENT_APPLICATION', publicly(consumer()))).not.toContain('titleOfEnforcement');
    expect(elements('BANKRUPTCY_PETITION', company())).toEqual(
      expect.arrayContaining(['insolvencyGround', 'demandsSent']),
    );
  });
});
