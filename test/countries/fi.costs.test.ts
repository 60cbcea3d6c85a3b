import { finland as law } from '../../src/countries/fi.js';
import { RuleNotEncoded } from '../../src/domain/dated.js';
import type {
  CaseFacts,
  NoticeFacts,
  PartyType,
  PlanFacts,
  ProceedingFacts,
  StepType,
} from '../../src/domain/facts.js';
import { addDays } from '../../src/domain/date.js';
import { amount, claim, creditorLetter, day, facts, letter, shown } from './facts.js';

const consumer = (principal: string, more: Partial<CaseFacts> = {}) =>
  facts([claim(principal, '2026-02-02')], { currency: 'EUR', ...more });
const company = (principal: string, more: Partial<CaseFacts> = {}) =>
  consumer(principal, { debtorType: 'COMPANY', ...more });
const publicly = (base: CaseFacts): CaseFacts => ({
  ...base,
  claims: base.claims.map((one) => ({ ...one, kind: 'PUBLIC' as const })),
});
const owed = (base: CaseFacts) => shown(law.costs(base, day('2026-12-31')));

const plan = (agreedOn: string, count: number): PlanFacts => ({
  agreedOn: day(agreedOn),
  instalments: Array.from({ length: count }, (_, index) => ({ dueOn: addDays(day(agreedOn), 30 * index), amount: 1n })),
});
const happened = (type: ProceedingFacts['type'], on: string, more: Partial<ProceedingFacts> = {}): ProceedingFacts => ({
  type, on: day(on), step: null, awarded: 0n, until: null, ...more,
}); // prettier-ignore
const extended = (on: string, until: string) => happened('EXTENSION_GRANTED', on, { until: day(until) });

/** Each on the first day after the wait and the time to pay of the one before; due on Monday 2 February 2026. */
const CONSUMER_LETTERS: readonly NoticeFacts[] = [
  letter('REMINDER', '2026-02-17', '2026-03-03'),
  letter('PAYMENT_DEMAND', '2026-03-04', '2026-03-18'),
  letter('SECOND_DEMAND', '2026-03-19', '2026-04-02'),
];
const COMPANY_LETTERS: readonly NoticeFacts[] = [
  letter('REMINDER', '2026-02-16', '2026-03-02'),
  letter('PAYMENT_DEMAND', '2026-03-03', '2026-03-17'),
  letter('SECOND_DEMAND', '2026-03-18', '2026-04-01'),
  letter('PUBLICATION_WARNING', '2026-04-02', '2026-04-16'),
  letter('BANKRUPTCY_WARNING', '2026-04-17', '2026-05-04'),
];

describe('letters to a consumer', () => {
  // Table 1.1, to 1 000: reminder 5, demand 24, new demand half of it.
  test('a new demand costs half of the first', () => {
    expect(owed(consumer('250.00', { notices: CONSUMER_LETTERS }))).toEqual([
      'COST maksumuistutus 500',
      'COST maksuvaatimus 2400',
      'COST uusi maksuvaatimus 1200',
    ]);
  });

  test('a new demand a day early costs nothing: demanded on the 4th, fifteen days later is the 19th', () => {
    const notices = [...CONSUMER_LETTERS.slice(0, 2), letter('SECOND_DEMAND', '2026-03-18', '2026-04-02')];
    expect(owed(consumer('250.00', { notices }))).toEqual(['COST maksumuistutus 500', 'COST maksuvaatimus 2400']);
  });

  test("a creditor's own demand costs no more than a reminder, and a reminder of ours is a reminder still", () => {
    const notices = [
      letter('REMINDER', '2026-02-17', '2026-03-03'),
      creditorLetter('PAYMENT_DEMAND', '2026-03-04', '2026-03-18', '24.00'),
    ];
    expect(owed(consumer('250.00', { notices }))).toEqual(['COST maksumuistutus 500', 'COST maksuvaatimus 500']);
  });

  test('after a request to interrupt nothing more is owed, from the day of the request on (4 c §)', () => {
    const asked = (on: string) =>
      owed(consumer('250.00', { notices: CONSUMER_LETTERS, proceedings: [happened('INTERRUPTION_REQUESTED', on)] }));
    expect(asked('2026-03-20')).toHaveLength(3);
    expect(asked('2026-03-19')).toEqual(['COST maksumuistutus 500', 'COST maksuvaatimus 2400']);
  });

  test('nor once the claim is disputed; an objection that was dismissed stops nothing (4 b §)', () => {
    const objected = (disputed: boolean) =>
      owed(consumer('250.00', { notices: CONSUMER_LETTERS, disputed, objectedOn: [day('2026-03-10')] }));
    expect(objected(true)).toEqual(['COST maksumuistutus 500', 'COST maksuvaatimus 2400']);
    expect(objected(false)).toHaveLength(3);
  });
});

describe('letters to a business', () => {
  // Table 1.2, above 500: reminder 12, demand 70, new demand 35, tratta 125, demand under threat of bankruptcy 100.
  test('two demands: 12 + 70 + 35 = 117, 40 of it the compensation', () => {
    expect(owed(company('600.00', { notices: COMPANY_LETTERS.slice(0, 3) }))).toEqual([
      'COMPENSATION vakiokorvaus 4000',
      'COST maksuvaatimus 4200',
      'COST uusi maksuvaatimus 3500',
    ]);
  });

  test('without the compensation where nothing was sold: 12 + 70 + 35', () => {
    const lent = company('600.00', { notices: COMPANY_LETTERS.slice(0, 3) });
    expect(owed({ ...lent, claims: lent.claims.map((one) => ({ ...one, kind: 'LOAN' as const })) })).toEqual([
      'COST maksumuistutus 1200',
      'COST maksuvaatimus 7000',
      'COST uusi maksuvaatimus 3500',
    ]);
  });

  test('with a tratta one demand bears a fee: 12 + 70 + 125 + 100 = 307, less 40 = 267', () => {
    expect(owed(company('600.00', { notices: COMPANY_LETTERS }))).toEqual([
      'COMPENSATION vakiokorvaus 4000',
      'COST maksuvaatimus 4200',
      'COST tratta 12500',
      'COST konkurssiuhkainen maksuvaatimus 10000',
    ]);
  });

  test('the cap, 250 to 500 euro: 12 + 50 + 110 + 100 = 272', () => {
    // The first lines up to 250, of these the last 210 above the compensation.
    expect(owed(company('500.00', { notices: COMPANY_LETTERS }))).toEqual([
      'COMPENSATION vakiokorvaus 4000',
      'COST maksuvaatimus 2200',
      'COST tratta 11000',
      'COST konkurssiuhkainen maksuvaatimus 7800',
    ]);
  });
});

describe('plans and extensions', () => {
  // Table 1.1: to four instalments 20; more 20 / 30 / 50. Two plans above 100 euro, else one.
  test.each([
    ['250.00', [4], ['2000']], ['250.00', [5], ['3000']], ['1000.01', [12], ['5000']], ['100.00', [5], ['2000']],
    ['250.00', [5, 4], ['3000', '2000']], ['250.00', [5, 4, 4], ['3000', '2000']], ['100.00', [4, 4], ['2000']],
  ] as const)('a consumer owing %s, plans of %p instalments', (principal, counts, fees) => {
    const plans = counts.map((count, index) => plan(`2026-0${4 + index}-10`, count));
    expect(owed(consumer(principal, { plans }))).toEqual(fees.map((fee) => `COST maksusuunnitelma ${fee}`));
  }); // prettier-ignore

  // Table 1.2, 600 euro: 30 to four instalments, 45 above, and 5 for each from the seventh on: 45 + 2 × 5 = 55. 40 are set off.
  test.each([[4, null], [6, '500'], [8, '1500']] as const)('a business in %s instalments', (count, left) => {
    const lines = owed(company('600.00', { plans: [plan('2026-04-10', count)] }));
    expect(lines).toEqual(['COMPENSATION vakiokorvaus 4000', ...(left ? [`COST maksusuunnitelma ${left}`] : [])]);
  }); // prettier-ignore

  test('a plan before the claim is late, or during a dispute, costs nothing', () => {
    expect(owed(consumer('250.00', { plans: [plan('2026-02-02', 4)] }))).toEqual([]);
    const disputed = { disputed: true, objectedOn: [day('2026-04-10')] };
    expect(owed(consumer('250.00', { plans: [plan('2026-04-10', 4)], ...disputed }))).toEqual([]);
  });

  test('an extension of fourteen days costs 5, of thirteen nothing, and counts from what was due anyway', () => {
    const granted = (until: string, notices: readonly NoticeFacts[] = []) =>
      owed(consumer('250.00', { notices, proceedings: [extended('2026-02-10', until)] }));
    expect(granted('2026-02-24')).toEqual(['COST maksuajan pidennys 500']);
    expect(granted('2026-02-23')).toEqual([]);
    // A reminder of 3 February, too early for a fee, gave until the 17th: fourteen days more end on 3 March.
    const reminded = [letter('REMINDER', '2026-02-03', '2026-02-17')];
    expect(granted('2026-03-02', reminded)).toEqual([]);
    expect(granted('2026-03-03', reminded)).toEqual(['COST maksuajan pidennys 500']);
  });

  test('everything a consumer may be charged to 100 euro: 5 + 14 + 7 + 20 + 3 × 5 = 61, cap 60', () => {
    const more = {
      notices: CONSUMER_LETTERS,
      plans: [plan('2026-04-10', 4)],
      proceedings: [extended('2026-06-01', '2026-07-01'), extended('2026-07-02', '2026-08-01'), extended('2026-08-02', '2026-09-01')],
    }; // prettier-ignore
    expect(owed(consumer('100.00', more)).slice(-3)).toEqual([
      'COST maksuajan pidennys 500', 'COST maksuajan pidennys 500', 'COST maksuajan pidennys 400',
    ]); // prettier-ignore
  });
});

describe('directly enforceable claims', () => {
  test('a person, whatever the principal: 5 + 14 + 7 + 20 + 5 = 51, and no more', () => {
    const more = {
      notices: CONSUMER_LETTERS,
      plans: [plan('2026-04-10', 12), plan('2026-05-10', 12)],
      proceedings: [extended('2026-06-01', '2026-07-01'), extended('2026-07-02', '2026-08-01')],
    };
    expect(owed(publicly(consumer('5000.00', more)))).toEqual([
      'COST maksumuistutus 500', 'COST maksuvaatimus 1400', 'COST uusi maksuvaatimus 700', 'COST maksusuunnitelma 2000',
      'COST maksuajan pidennys 500',
    ]); // prettier-ignore
  });

  test('a business: no compensation, 12 + 50 + 110 + 30 + 10 = 212, then 2 of the next 10 to the cap of 214', () => {
    const more = {
      notices: COMPANY_LETTERS.slice(0, 4),
      plans: [plan('2026-05-11', 12)],
      proceedings: [extended('2026-06-01', '2026-07-01'), extended('2026-07-02', '2026-08-01')],
    };
    expect(owed(publicly(company('5000.00', more)))).toEqual([
      'COST maksumuistutus 1200', 'COST maksuvaatimus 5000', 'COST tratta 11000', 'COST maksusuunnitelma 3000',
      'COST maksuajan pidennys 1000', 'COST maksuajan pidennys 200',
    ]); // prettier-ignore
    // With a demand under threat of bankruptcy the cap is 314: 212 + 100 = 312, 2 of the next 10.
    const threatened = owed(publicly(company('5000.00', { ...more, notices: COMPANY_LETTERS })));
    expect(threatened.at(-1)).toBe('COST maksuajan pidennys 200');
    expect(threatened).toContain('COST konkurssiuhkainen maksuvaatimus 10000');
  });

  test('one public claim among others brings the lower fees', () => {
    const [first] = consumer('5000.00').claims;
    const mixed = consumer('5000.00', {
      claims: [first!, claim('10.00', '2026-02-02', { id: 'claim-2', kind: 'PUBLIC' })],
      notices: CONSUMER_LETTERS.slice(0, 2),
    });
    expect(owed(mixed)).toEqual(['COST maksumuistutus 500', 'COST maksuvaatimus 1400']);
  });
});

test('court and enforcement costs are owed as awarded, from the day they are', () => {
  const proceedings = [
    happened('TITLE_GIVEN', '2026-06-01', { awarded: amount('150.00') }),
    happened('ENFORCEMENT_GRANTED', '2026-08-03', { awarded: amount('10.00') }),
  ];
  const base = consumer('250.00', { proceedings });
  expect(shown(law.costs(base, day('2026-05-31')))).toEqual([]);
  expect(shown(law.costs(base, day('2026-06-01')))).toEqual(['COURT_FEE oikeudenkäyntikulut 15000']);
  expect(owed(base)).toEqual(['COURT_FEE oikeudenkäyntikulut 15000', 'COURT_FEE ulosottomaksut 1000']);
  const [award] = law.costs(base, day('2026-06-01'));
  expect(award?.legalBasis).toMatchObject({ act: 'Oikeudenkäymiskaari (4/1734)', provision: '21 luku 1 §' });
});

test('the compensation falls due with the interest: an invoice that only prints its due date, thirty days after it', () => {
  // Invoiced on 2 February, due on the 16th: interest and compensation from 2 February + 31 = 5 March.
  const printed = claim('600.00', '2026-02-16', { invoiceDate: day('2026-02-02'), dueDateBasis: 'PRINTED' });
  const base = company('600.00', { claims: [printed] });
  expect(shown(law.costs(base, day('2026-03-04')))).toEqual([]);
  expect(shown(law.costs(base, day('2026-03-05')))).toEqual(['COMPENSATION vakiokorvaus 4000']);
});

describe('ceilings of every step', () => {
  const ceiling = (step: StepType, party: PartyType, principal: string, on: string, kind?: 'PUBLIC') =>
    law.maximumCost(step, amount(principal), party, day('2021-01-29'), day(on), kind)?.amount;

  // Tables 1.2 and 1.3: the acts of 2021 knew 100 for a tratta and for a demand under threat of bankruptcy.
  test.each([
    ['PUBLICATION_WARNING', 'COMPANY', '500.00', '2021-12-01', '100.00'], ['PUBLICATION_WARNING', 'COMPANY', '500.00', '2022-05-02', '110.00'],
    ['PUBLICATION_WARNING', 'COMPANY', '2500.00', '2022-05-02', '125.00'], ['PUBLICATION_WARNING', 'COMPANY', '10000.00', '2022-05-02', '140.00'],
    ['PUBLICATION_WARNING', 'COMPANY', '10000.01', '2022-05-02', '155.00'], ['BANKRUPTCY_WARNING', 'COMPANY', '1.00', '2021-12-01', '100.00'],
    ['SECOND_DEMAND', 'COMPANY', '500.01', '2021-12-01', '40.00'], ['PAYMENT_PLAN', 'COMPANY', '500.01', '2021-12-01', '60.00'],
    ['PUBLICATION_WARNING', 'PERSON', '500.00', '2026-12-01', '0.00'], ['COURT_APPLICATION', 'PERSON', '500.00', '2026-12-01', '0.00'],
    ['LIMITATION_NOTICE', 'COMPANY', '500.00', '2026-12-01', '0.00'],
  ] as const)('%s to a %s owing %s on %s: %s', (step, party, principal, on, expected) => {
    expect(ceiling(step, party, principal, on)).toBe(amount(expected));
  }); // prettier-ignore

  test.each([
    ['PAYMENT_DEMAND', 'PERSON', '14.00'], ['SECOND_DEMAND', 'PERSON', '7.00'], ['PAYMENT_PLAN', 'PERSON', '20.00'],
    ['PAYMENT_DEMAND', 'COMPANY', '50.00'], ['SECOND_DEMAND', 'COMPANY', '25.00'], ['PUBLICATION_WARNING', 'COMPANY', '110.00'],
  ] as const)('%s of a public claim to a %s: %s', (step, party, expected) => {
    expect(ceiling(step, party, '50000.00', '2026-12-01', 'PUBLIC')).toBe(amount(expected));
  }); // prettier-ignore

  test('a day whose act has no figure is refused', () => {
    expect(() => ceiling('PAYMENT_DEMAND', 'COMPANY', '100.00', '2022-04-29', 'PUBLIC')).toThrow(RuleNotEncoded);
    expect(() => ceiling('COURT_APPLICATION', 'COMPANY', '100.00', '2020-12-31')).toThrow(RuleNotEncoded);
  });

  test('a new demand, after a reminder and a demand, each with its time to pay', () => {
    // Due Monday 2 February 2026: reminder the 3rd (to the 17th), demand the 18th (to 4 March), new demand from 5 March.
    const at = (on: string) => law.maximumCost('SECOND_DEMAND', amount('250.00'), 'PERSON', day('2026-02-02'), day(on));
    expect([at('2026-03-04')?.amount, at('2026-03-05')?.amount]).toEqual([0n, 12_00n]);
    expect(at('2026-03-05')?.legalBasis.provision).toBe('10 a § 1 mom. 4 kohta');
  });
});
