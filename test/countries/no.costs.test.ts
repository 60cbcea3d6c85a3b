import { norwayUnder } from '../../src/countries/no.js';
import type { CaseFacts, PlanFacts, ProceedingFacts, ProceedingType } from '../../src/domain/facts.js';
import { amount, claim, day, facts, letter, paid, shown } from './facts.js';

const law = norwayUnder(null);

const happened = (type: ProceedingType, on: string, awarded = '0.00'): ProceedingFacts => ({
  type,
  on: day(on),
  step: null,
  awarded: amount(awarded),
  until: null,
});

const plan = (agreedOn: string, ...dueOn: readonly string[]): PlanFacts => ({
  agreedOn: day(agreedOn),
  instalments: dueOn.map((on) => ({ dueOn: day(on), amount: amount('300.00') })),
});

// 1 500 due 2 March 2026, varsel missed on 30 March, betalingsoppfordring of 1 April to be met by the 15th: light 0.4 × 750 = 300,
// heavy 600 from 16 May (15 April + 28 = 13 May; the 14th is Ascension Day, so a payment of the last day comes on the 15th).
const demanded = facts([claim('1500.00', '2026-03-02')], {
  registeredOn: day('2026-03-03'),
  notices: [
    letter('COLLECTION_NOTICE', '2026-03-16', '2026-03-30'),
    letter('PAYMENT_DEMAND', '2026-04-01', '2026-04-15'),
  ],
});
const FIVE = plan('2026-04-20', '2026-05-04', '2026-06-04', '2026-07-06', '2026-08-04', '2026-09-04');
const FOUR = plan('2026-04-20', '2026-05-04', '2026-06-04', '2026-07-06', '2026-08-04');
const withPlan = (agreed: PlanFacts, more: Partial<CaseFacts> = {}): CaseFacts => ({
  ...demanded,
  plans: [agreed],
  notices: [...demanded.notices, letter('PAYMENT_PLAN', '2026-04-20', '2026-05-04')],
  ...more,
});

describe('a plan of instalments (inkassoforskriften § 2-4)', () => {
  test('of more than four raises the cap by 1.5 × 750 = 1 125', () => {
    expect(shown(law.costs(withPlan(FIVE), day('2026-04-20')))).toEqual([
      'COST lett salær 30000',
      'COST avdragssalær 112500',
    ]);
    expect(shown(law.costs(withPlan(FIVE), day('2026-04-19')))).toEqual(['COST lett salær 30000']);
    expect(shown(law.costs(withPlan(FOUR), day('2026-04-20')))).toEqual(['COST lett salær 30000']);
  });

  test('with VAT where the creditor cannot deduct it: 1 125 × 1.25 = 1 406.25, 300 × 1.25 = 375', () => {
    expect(shown(law.costs(withPlan(FIVE, { creditorVatLiable: false }), day('2026-04-20')))).toEqual([
      'COST lett salær 37500',
      'COST avdragssalær 140625',
    ]);
  });

  test('not × 1.5 for a business, and set off like other costs', () => {
    // Light 300 × 1.5 = 450 and 1 125 are 1 575; the compensation of 460 (2026 H1) leaves 1 115 on top.
    expect(shown(law.costs(withPlan(FIVE, { debtorType: 'COMPANY' }), day('2026-04-20')))).toEqual([
      'COMPENSATION standardkompensasjon 46000',
      'COST avdragssalær 111500',
    ]);
  });

  test('by the sats of the day the principal is covered: 1.5 × 700 = 1 050 in 2025', () => {
    const old = facts([claim('1500.00', '2025-10-01')], {
      notices: [
        letter('COLLECTION_NOTICE', '2025-10-15', '2025-10-29'),
        letter('PAYMENT_DEMAND', '2025-11-03', '2025-11-17'),
        letter('PAYMENT_PLAN', '2025-11-10', '2025-11-20'),
      ],
      plans: [plan('2025-11-10', '2025-11-20', '2025-11-24', '2025-11-27', '2025-12-01', '2025-12-04')],
    });
    const covered = { ...old, payments: [paid('2025-12-01', '1500.00')] };
    expect(shown(law.costs(covered, day('2026-02-02')))).toEqual(['COST lett salær 28000', 'COST avdragssalær 105000']);
    expect(shown(law.costs(old, day('2025-12-31')))).toContain('COST avdragssalær 105000');
    expect(shown(law.costs(old, day('2026-01-01')))).toContain('COST avdragssalær 112500');
  });

  test.each(['COURT_FILED', 'ENFORCEMENT_FILED'] as const)('the rise falls away with %s', (type) => {
    const filed = withPlan(FIVE, { proceedings: [happened(type, '2026-05-11')] });
    expect(shown(law.costs(filed, day('2026-05-10')))).toContain('COST avdragssalær 112500');
    expect(shown(law.costs(filed, day('2026-05-11')))).toEqual(['COST lett salær 30000']);
  });

  test('one that nobody told the cost of earns no rise, and no heavy salær where it runs past the day for that', () => {
    const untold = { ...demanded, plans: [FIVE] };
    expect(shown(law.costs(untold, day('2026-05-16')))).toEqual(['COST lett salær 30000']);
    expect(shown(law.costs(withPlan(FIVE), day('2026-05-16')))).toEqual([
      'COST tungt salær 60000',
      'COST avdragssalær 112500',
    ]);
    // A plan over on 4 May has nothing to do with the day that follows.
    expect(shown(law.costs({ ...demanded, plans: [plan('2026-04-20', '2026-05-04')] }, day('2026-05-16')))).toEqual([
      'COST tungt salær 60000',
    ]);
  });
});

test('costs of a court are owed as awarded, from the day of the award, beside salær (tvisteloven § 6-13)', () => {
  const judged = {
    ...demanded,
    proceedings: [
      happened('COURT_FILED', '2026-06-08'),
      happened('TITLE_GIVEN', '2026-08-03', '2743.50'),
      happened('ENFORCEMENT_GRANTED', '2026-10-05', '1600.50'),
    ],
  };
  expect(shown(law.costs(judged, day('2026-08-02')))).toEqual(['COST tungt salær 60000']);
  expect(shown(law.costs(judged, day('2026-08-03')))).toEqual([
    'COST tungt salær 60000',
    'COURT_FEE sakskostnader 274350',
  ]);
  expect(shown(law.costs(judged, day('2026-10-05'))).at(-1)).toBe('COURT_FEE sakskostnader 160050');
  expect(law.costs(judged, day('2026-10-05')).at(-1)?.legalBasis).toMatchObject({
    act: expect.stringContaining('FOR-1992-12-04-898'),
  });
  const nothingAwarded = { ...demanded, proceedings: [happened('TITLE_GIVEN', '2026-08-03')] };
  expect(shown(law.costs(nothingAwarded, day('2026-08-03')))).toEqual(['COST tungt salær 60000']);
});

test('later letters cost nothing of their own', () => {
  const later = [
    letter('SECOND_DEMAND', '2026-05-18', '2026-06-01'),
    letter('LIMITATION_NOTICE', '2026-06-03', '2026-06-17'),
  ];
  expect(shown(law.costs({ ...demanded, notices: [...demanded.notices, ...later] }, day('2026-07-01')))).toEqual([
    'COST tungt salær 60000',
  ]);
});
