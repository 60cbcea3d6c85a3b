import { sweden as law } from '../../src/countries/se.js';
import type { CaseFacts, ClaimFacts, PlanFacts, ProceedingFacts, StepType } from '../../src/domain/facts.js';
import { amount, claim, creditorLetter, day, facts, letter, paid, shown } from './facts.js';

const owed = (about: Partial<ClaimFacts>, more: Partial<CaseFacts> = {}) =>
  facts([claim('1500.00', '2026-03-02', about)], more);
const reminder = creditorLetter('REMINDER', '2026-03-09', '2026-03-14', '60.00');
const demand = letter('PAYMENT_DEMAND', '2026-03-16', '2026-03-30');

describe('amorteringsplan', () => {
  const plan = (...amounts: string[]): PlanFacts => ({
    agreedOn: day('2026-04-10'),
    instalments: amounts.map((each) => ({ dueOn: day('2026-05-04'), amount: amount(each) })),
  });
  const planned = (plans: PlanFacts[], more: Partial<CaseFacts> = {}) =>
    owed({}, { plans, notices: [reminder, demand, letter('PAYMENT_PLAN', '2026-04-10', '2026-05-04')], ...more });
  const fees = (owing: CaseFacts) => shown(law.costs(owing, day('2026-04-10')));

  test('170 for a plan in writing for all that is left, from the day of the letter, once', () => {
    const three = ['COST påminnelseavgift 6000', 'COST inkassokostnad 18000', 'COST amorteringsplan 17000'];
    expect(fees(planned([plan('900.00', '900.00')]))).toEqual(three);
    expect(shown(law.costs(planned([plan('900.00', '900.00')]), day('2026-04-09')))).toHaveLength(2);
    const again = letter('PAYMENT_PLAN', '2026-05-11');
    const twice = planned([plan('900.00', '900.00')]);
    expect(shown(law.costs({ ...twice, notices: [...twice.notices, again] }, day('2026-05-11')))).toEqual(three);
  });

  test('nothing for a plan of a part, for one not sent, and beside 450', () => {
    // 1 499.99 of the principal of 1 500.
    expect(fees(planned([plan('700.00', '799.99')]))).toHaveLength(2);
    expect(fees(planned([]))).toHaveLength(2);
    expect(fees(planned([plan('1500.00')], { notices: [demand] }))).toEqual(['COST inkassokostnad 18000']);
    // 60 + 180 + 170 = 410, below 450.
    expect(fees(planned([plan('1500.00')], { debtorType: 'COMPANY' }))).toEqual([
      'COMPENSATION förseningsersättning 45000',
    ]);
  });
});

test("a creditor's reminder of the first of two invoices bears its fee", () => {
  const two = owed({}, { notices: [reminder, demand] });
  const second = claim('900.00', '2026-03-13', { id: 'claim-2', invoiceNumber: '1002' });
  expect(shown(law.costs({ ...two, claims: [...two.claims, second] }, day('2026-03-16')))).toEqual([
    'COST påminnelseavgift 6000',
    'COST inkassokostnad 18000',
  ]);
});

test('no reminder fee for a claim of public law, no 450 for what is neither goods nor services', () => {
  const fees = (about: Partial<ClaimFacts>, debtorType: 'PERSON' | 'COMPANY') =>
    shown(law.costs(owed(about, { debtorType, notices: [reminder, demand] }), day('2026-03-16')));
  expect(fees({ kind: 'PUBLIC' }, 'PERSON')).toEqual(['COST inkassokostnad 18000']);
  expect(fees({ kind: 'LOAN' }, 'COMPANY')).toEqual(['COST påminnelseavgift 6000', 'COST inkassokostnad 18000']);
  expect(fees({ kind: 'RENT_PREMISES' }, 'COMPANY')).toEqual(['COMPENSATION förseningsersättning 45000']);
});

test('450 comes with the right to late interest, not before', () => {
  // Not agreed: bill of Sunday 1 February, thirty days to Tuesday 3 March, so interest and 450 from the 4th.
  const printed = owed({ dueDateBasis: 'PRINTED', invoiceDate: day('2026-02-01') }, { debtorType: 'COMPANY' });
  expect(law.costs(printed, day('2026-03-03'))).toEqual([]);
  expect(shown(law.costs(printed, day('2026-03-04')))).toEqual(['COMPENSATION förseningsersättning 45000']);
});

// Rent is paid when ordered (hyreslagen 20 §). The inkassokrav goes on Monday the 16th: an order of Sunday is booked by Tuesday.
test.each([['2026-03-17', []], ['2026-03-18', ['COST inkassokostnad 18000']]])('rent booked on %s', (bookedOn, expected) => {
  const rent = owed({ kind: 'RENT_DWELLING' }, { notices: [demand], payments: [paid(bookedOn, '1500.00')] });
  expect(shown(law.costs(rent, day('2026-03-20')))).toEqual(expected);
}); // prettier-ignore

test('costs of Kronofogden and the courts once awarded, beside everything else', () => {
  const event = (type: ProceedingFacts['type'], on: string, awarded: string): ProceedingFacts => ({
    type, on: day(on), step: null, awarded: amount(awarded), until: null,
  }); // prettier-ignore
  // 300 application fee and 380 for the applicant's own work; then the yearly 600.
  const proceedings = [
    event('COURT_FILED', '2026-04-07', '0.00'),
    event('TITLE_GIVEN', '2026-05-20', '680.00'),
    event('ENFORCEMENT_GRANTED', '2026-06-15', '600.00'),
  ];
  const awarded = owed({}, { notices: [demand], proceedings });
  expect(shown(law.costs(awarded, day('2026-05-19')))).toEqual(['COST inkassokostnad 18000']);
  expect(shown(law.costs(awarded, day('2026-06-15')))).toEqual([
    'COST inkassokostnad 18000',
    'COURT_FEE kostnader i målet 68000',
    'COURT_FEE förrättningskostnader 60000',
  ]);
});

describe('a consumer credit costs no more than itself (19 b § konsumentkreditlagen)', () => {
  const notices = [
    creditorLetter('REMINDER', '2025-05-15', '2025-05-25', '60.00'),
    letter('PAYMENT_DEMAND', '2025-07-15', '2025-07-28'),
  ];
  const credit = (agreedOn: string | null, more: Partial<CaseFacts> = {}) => {
    const agreed = agreedOn === null ? null : day(agreedOn);
    return facts([claim('200.00', '2025-05-05', { kind: 'CONSUMER_CREDIT', agreedOn: agreed })], { notices, ...more });
  };

  test('the fee takes what interest and reminder leave, and interest ends', () => {
    // 200 at 11 % for 56 days: 3.375 → 3.38; at 10 % for 15 days: 0.822 → 0.82. 200 − 4.20 − 60 = 135.80 of the 180.
    for (const agreedOn of ['2025-03-01', null]) {
      const owing = credit(agreedOn);
      expect(shown(law.costs(owing, day('2025-07-15')))).toEqual([
        'COST påminnelseavgift 6000',
        'COST inkassokostnad 13580',
      ]);
      expect(law.interest(owing, day('2025-07-15')).map((line) => line.amount)).toEqual([338n, 82n]);
      // By the end of the year the 10 % would be 184 days: 10.08. What is left is 200 − 195.80 − 3.38 = 0.82.
      expect(law.interest(owing, day('2025-12-31'))).toMatchObject([
        { amount: 338n, legalBasis: { act: 'Räntelag (1975:635)' } },
        { amount: 82n, legalBasis: { provision: '19 b §' } },
      ]);
    }
  });

  test('an older agreement, a business and another claim are not under it', () => {
    const whole = ['COST påminnelseavgift 6000', 'COST inkassokostnad 18000'];
    expect(shown(law.costs(credit('2025-02-28'), day('2025-07-15')))).toEqual(whole);
    expect(shown(law.costs(credit('2025-03-01', { debtorType: 'COMPANY' }), day('2025-07-15')))).toEqual(whole);
    const credits = credit('2025-03-01');
    const mixed = {
      ...credits,
      claims: [...credits.claims, claim('900.00', '2025-05-05', { id: 'b', invoiceNumber: '2' })],
    };
    expect(shown(law.costs(mixed, day('2025-07-15')))).toEqual(whole);
    // 240 of fees leave the credit no interest; the other claim bears its own: 900 at 11 % for 56 days 15.19, 15 at 10 % 3.70.
    expect(law.interest(mixed, day('2025-07-15')).map((line) => [line.claimId, line.amount])).toEqual([
      ['b', 1519n],
      ['b', 370n],
    ]);
  });
});

describe('ceilings of the other steps', () => {
  const ceiling = (step: StepType, on = '2026-03-16') =>
    law.maximumCost(step, amount('1500.00'), 'PERSON', day('2026-03-02'), day(on))?.amount;

  test('nothing out of court beside reminder, inkassokrav and plan; at Kronofogden what may be awarded', () => {
    expect(['BANKRUPTCY_WARNING', 'LIMITATION_NOTICE', 'CLOSING_STATEMENT'].map((step) => ceiling(step as StepType))).toEqual([
      0n, 0n, 0n,
    ]); // prettier-ignore
    expect(ceiling('COURT_APPLICATION')).toBe(680_00n);
    expect(ceiling('COURT_APPLICATION', '2026-03-02')).toBe(0n);
    expect(ceiling('ENFORCEMENT_APPLICATION')).toBe(600_00n);
    expect(ceiling('DISCONNECTION')).toBeUndefined();
  });
});
