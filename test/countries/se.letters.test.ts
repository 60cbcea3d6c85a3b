import { sweden as law } from '../../src/countries/se.js';
import type { CaseFacts, StepType } from '../../src/domain/facts.js';
import { amount, claim, day, facts } from './facts.js';

const owed = (more: Partial<CaseFacts> = {}) => facts([claim('1500.00', '2026-03-02')], more);
const on = day('2026-03-16');
const elements = (step: StepType, owing = owed()) => law.requiredElements(step, owing, on);

test.each([
  ['REMINDER', 'betalningspåminnelse'], ['PAYMENT_DEMAND', 'inkassokrav'], ['PAYMENT_PLAN', 'amorteringsplan'],
  ['COURT_APPLICATION', 'ansökan om betalningsföreläggande'], ['ENFORCEMENT_APPLICATION', 'ansökan om utmätning'],
  ['BANKRUPTCY_WARNING', 'konkursuppmaning'], ['BANKRUPTCY_PETITION', 'konkursansökan'],
  ['LIMITATION_NOTICE', 'preskriptionsavbrott'], ['CLOSING_STATEMENT', 'slutredovisning'],
] as const)('%s is the %s: what it must say, each with its provision, once', (step, name) => {
  expect(law.stepName(step)).toBe(name);
  const required = elements(step);
  expect(required.length).toBeGreaterThan(3);
  expect(new Set(required.map(({ element }) => element)).size).toBe(required.length);
  for (const { legalBasis } of required) expect(legalBasis.provision).toMatch(/\d §|§§/);
}); // prettier-ignore

test('other steps have no letter here', () => {
  for (const step of ['COLLECTION_NOTICE', 'SECOND_DEMAND', 'PUBLICATION_WARNING', 'LEGAL_WARNING', 'DISCONNECTION', 'LEASE_TERMINATION', 'EVICTION'] as const) {
    expect([law.stepName(step), elements(step), law.payBy(step, owed(), on)]).toEqual([null, [], null]);
  }
}); // prettier-ignore

test('the inkassokrav carries every element of 5 § inkassolagen', () => {
  const of5 = elements('PAYMENT_DEMAND').flatMap(({ element, legalBasis }) =>
    legalBasis.provision === '5 §' ? [element] : [],
  );
  expect(of5.sort()).toEqual([
    'basisOfClaim', 'costs', 'creditorName', 'interest', 'interestRateAndStart', 'objectionDeadline', 'objectionRight', 'payBy', 'principal',
  ]); // prettier-ignore
});

test('a parking reminder has its last day by its own act', () => {
  const parking = facts([claim('900.00', '2026-03-02', { kind: 'PARKING' })]);
  expect(elements('REMINDER', parking)).toContainEqual({
    element: 'payBy',
    legalBasis: expect.objectContaining({ provision: '8 §' }),
  });
});

test('last day to pay: twelve days where a letter asks, the next instalment of a plan, none in an application', () => {
  // Monday 16 March and twelve days: Saturday the 28th, so Monday.
  for (const step of ['REMINDER', 'PAYMENT_DEMAND', 'LIMITATION_NOTICE'] as const) {
    expect(law.payBy(step, owed(), on)).toBe('2026-03-30');
  }
  const instalments = ['2026-03-02', '2026-04-01'].map((dueOn) => ({ dueOn: day(dueOn), amount: amount('750.00') }));
  const planned = owed({ plans: [{ agreedOn: on, instalments }] });
  expect(law.payBy('PAYMENT_PLAN', planned, on)).toBe('2026-04-01');
  for (const step of ['COURT_APPLICATION', 'ENFORCEMENT_APPLICATION', 'BANKRUPTCY_WARNING', 'BANKRUPTCY_PETITION', 'CLOSING_STATEMENT'] as const) {
    expect(law.payBy(step, planned, on)).toBeNull();
  }
}); // prettier-ignore

test('the slip has the OCR reference and nothing that is not confirmed', () => {
  const slip = law.paymentSlip({ account: '5402-9681', reference: '12351', amount: 100n, payBy: null });
  expect(slip).toEqual({ reference: '12351', creditorReference: null, barcode: null, ocrLine: null });
});
