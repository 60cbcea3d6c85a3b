import { norwayUnder } from '../../src/countries/no.js';
import type { CaseFacts, PartyType, StepType } from '../../src/domain/facts.js';
import { claim, day, facts } from './facts.js';

const law = norwayUnder(null);
const on = day('2026-06-01');

const owed = (debtorType: PartyType = 'PERSON', more: Partial<CaseFacts> = {}) =>
  facts([claim('1500.00', '2026-03-02')], { debtorType, ...more });

/** "provision: elements" of a letter, in their order. */
function contents(step: StepType, state = owed()): string[] {
  const byProvision = new Map<string, string[]>();
  for (const { element, legalBasis } of law.requiredElements(step, state, on)) {
    byProvision.set(legalBasis.provision, [...(byProvision.get(legalBasis.provision) ?? []), element]);
  }
  return [...byProvision].map(([provision, elements]) => `${provision}: ${elements.join(' ')}`);
}

const DEMAND = [
  '§ 10: payBy objectionRight objectionDeadline',
  '§ 10 bokstav a: creditorName',
  '§ 10 bokstav b: basisOfClaim',
  '§ 10 bokstav c: principal interest costs total',
  '§ 10 bokstav d: interestRateAndStart',
  '§ 10 bokstav e: consequences',
  '§ 10 bokstav f: complaintBoard',
  '§ 8: agencyContact paymentInstructions',
];
const APPLICATION = 'authority parties claimAndGround reliefSought interestClaimed';

// The checklists of the rulebook, section 4, and of the acts on courts and enforcement.
test.each<[StepType, readonly string[]]>([
  ['REMINDER', ['§ 1-2: total basisOfClaim payBy']],
  [
    'COLLECTION_NOTICE',
    ['§ 8: creditorName basisOfClaim total paymentInstructions', '§ 9: payBy collectionWarning objectionRight'],
  ],
  ['PAYMENT_DEMAND', DEMAND],
  ['SECOND_DEMAND', [...DEMAND, '§ 11: legalWarning']],
  [
    'LEGAL_WARNING',
    [
      '§ 8: creditorName basisOfClaim total agencyContact paymentInstructions',
      '§ 11: payBy objectionRight legalWarning',
    ],
  ],
  [
    'PAYMENT_PLAN',
    [
      '§ 8: creditorName basisOfClaim principal interest costs total agencyContact paymentInstructions',
      '§ 2-4: planSchedule planConsequences',
    ],
  ],
  ['COURT_APPLICATION', [`§ 6-3: ${APPLICATION} evidence signature`, '§ 6-13: costsClaimed', '§ 11: demandsSent']],
  [
    'ENFORCEMENT_APPLICATION',
    [`§ 5-2: ${APPLICATION} evidence costsClaimed signature`, '§§ 4-1, 7-2: titleOfEnforcement', '§ 4-18: demandsSent'],
  ],
  [
    'BANKRUPTCY_WARNING',
    [
      '§ 8: creditorName basisOfClaim agencyContact paymentInstructions',
      '§ 63: principal interest costs total bankruptcyWarning finalTime',
    ],
  ],
  [
    'BANKRUPTCY_PETITION',
    [`§ 66: ${APPLICATION} costsClaimed evidence signature`, '§ 63: demandsSent insolvencyGround'],
  ],
  [
    'LIMITATION_NOTICE',
    ['§ 8: creditorName basisOfClaim total agencyContact', '§§ 2, 3: limitationState', '§ 14: acknowledgement'],
  ],
  ['CLOSING_STATEMENT', ['§ 8: creditorName basisOfClaim closingState agencyContact']],
])('%s must say', (step, expected) => {
  expect(contents(step)).toEqual(expected);
  expect(law.stepName(step)).toMatch(/^[a-zæøå ]+$/);
});

test('a business is not told of a board that does not hear it', () => {
  expect(contents('SECOND_DEMAND', owed('COMPANY'))).not.toContain('§ 10 bokstav f: complaintBoard');
});

test('a warning after the title is that of enforcement, to which the claim itself is no longer open', () => {
  const titled = owed('PERSON', {
    proceedings: [{ type: 'TITLE_GIVEN', on: day('2026-05-04'), step: null, awarded: 0n, until: null }],
  });
  expect(contents('LEGAL_WARNING', titled)).toEqual([
    '§ 8: creditorName basisOfClaim total agencyContact paymentInstructions',
    '§ 11: payBy',
    '§ 4-18: legalWarning',
  ]);
});

test.each(['PUBLICATION_WARNING', 'DISCONNECTION', 'LEASE_TERMINATION', 'EVICTION'] as const)(
  '%s does not exist',
  (step) => {
    expect(law.requiredElements(step, owed(), on)).toEqual([]);
    expect(law.stepName(step)).toBeNull();
    expect(law.maximumCost(step, 1n, 'PERSON', day('2026-03-02'), on)).toBeNull();
    expect(law.payBy(step, owed(), on)).toBeNull();
    expect(law.forbids(step, owed(), on)).toMatchObject({ code: 'INVALID_STATE' });
  },
);

test('letters give fourteen days, applications and the closing statement none', () => {
  const letters = ['REMINDER', 'COLLECTION_NOTICE', 'PAYMENT_DEMAND', 'SECOND_DEMAND', 'LEGAL_WARNING', 'LIMITATION_NOTICE', 'BANKRUPTCY_WARNING'] as const;
  expect(new Set(letters.map((step) => law.payBy(step, owed(), on)))).toEqual(new Set(['2026-06-15']));
  const others = ['COURT_APPLICATION', 'ENFORCEMENT_APPLICATION', 'BANKRUPTCY_PETITION', 'CLOSING_STATEMENT'] as const;
  expect(new Set(others.map((step) => law.payBy(step, owed(), on)))).toEqual(new Set([null]));
}); // prettier-ignore

test('the slip has the account in groups and the KID as it is, without barcode', () => {
  const slip = { account: '9710 41 33219', reference: '2345676', amount: 1n, payBy: on };
  expect(law.paymentSlip(slip)).toEqual({
    account: '9710.41.33219',
    reference: '2345676',
    creditorReference: null,
    barcode: null,
    ocrLine: null,
  });
  expect(law.paymentSlip({ ...slip, account: 'NO9386011117947' }).account).toBe('NO9386011117947');
});
