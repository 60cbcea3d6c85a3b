import { finland as law } from '../../src/countries/fi.js';
import { RuleNotEncoded } from '../../src/domain/dated.js';
import type { CaseFacts, PartyType } from '../../src/domain/facts.js';
import { accrued, amount, claim, creditorLetter, day, facts, letter, paid, shown } from './facts.js';

const consumer = (principal: string, due: string, more: Partial<CaseFacts> = {}) =>
  facts([claim(principal, due)], { currency: 'EUR', ...more });
const company = (principal: string, due: string, more: Partial<CaseFacts> = {}) =>
  consumer(principal, due, { debtorType: 'COMPANY', ...more });

describe('a consumer, from registration to the maksuvaatimus', () => {
  // Due 2 February 2026. Fourteen full days: a reminder with a fee from 17 February, a demand from 17 February + 15 = 4 March.
  const registered = consumer('250.00', '2026-02-02');
  const reminded = { ...registered, notices: [letter('REMINDER', '2026-02-17', '2026-03-03')] };
  const demanded = {
    ...reminded,
    notices: [...reminded.notices, letter('PAYMENT_DEMAND', '2026-03-04', '2026-03-18')],
  };

  test('a maksumuistutus comes first', () => {
    expect(law.nextStep(registered)).toMatchObject({
      type: 'REMINDER',
      earliestOn: '2026-02-03',
      name: 'maksumuistutus',
    });
    expect(law.forbids('REMINDER', registered, day('2026-02-02'))).toMatchObject({
      code: 'TOO_EARLY',
      params: { earliestOn: '2026-02-03' },
    });
    expect(law.forbids('PAYMENT_DEMAND', registered, day('2026-06-01'))).toMatchObject({ code: 'INVALID_STATE' });
  });

  test('it costs 5 after fourteen full days, not on the fourteenth', () => {
    const early = { ...registered, notices: [letter('REMINDER', '2026-02-16', '2026-03-02')] };
    expect(shown(law.costs(early, day('2026-02-20')))).toEqual([]);
    expect(shown(law.costs(reminded, day('2026-02-17')))).toEqual(['COST maksumuistutus 500']);
  });

  test('no reminder fee where the invoice came less than fourteen days before it fell due (10 b §)', () => {
    const short = (invoiceDate: string) => ({
      ...reminded,
      claims: [claim('250.00', '2026-02-02', { invoiceDate: day(invoiceDate) })],
    });
    expect(shown(law.costs(short('2026-01-20'), day('2026-02-17')))).toEqual([]);
    expect(shown(law.costs(short('2026-01-19'), day('2026-02-17')))).toEqual(['COST maksumuistutus 500']);
  });

  test('then a maksuvaatimus, fourteen full days after the reminder', () => {
    expect(law.nextStep(reminded)).toMatchObject({
      type: 'PAYMENT_DEMAND',
      earliestOn: '2026-03-04',
      name: 'maksuvaatimus',
    });
    expect(law.forbids('PAYMENT_DEMAND', reminded, day('2026-03-03'))).toMatchObject({ code: 'TOO_EARLY' });
    expect(law.forbids('PAYMENT_DEMAND', reminded, day('2026-03-04'))).toBeNull();
    // 250 is in the band to 1 000: 24.
    expect(shown(law.costs(demanded, day('2026-03-04')))).toEqual([
      'COST maksumuistutus 500',
      'COST maksuvaatimus 2400',
    ]);
    // After it only limitation plans a letter: 4 March 2029, three years after the demand, less three months.
    expect(law.nextStep(demanded)).toMatchObject({ type: 'LIMITATION_NOTICE', earliestOn: '2028-12-04' });
  });

  test('not before the time to pay of the reminder is over, which Easter lengthens (4 §, 10 §)', () => {
    // Friday 20 March + 14 = Good Friday 3 April, so Tuesday the 7th; fourteen full days alone would have ended on the 3rd.
    const overEaster = { ...registered, notices: [letter('REMINDER', '2026-03-20', '2026-04-07')] };
    expect(law.nextStep(overEaster)).toMatchObject({ type: 'PAYMENT_DEMAND', earliestOn: '2026-04-08' });
    expect(law.forbids('PAYMENT_DEMAND', overEaster, day('2026-04-07'))).toMatchObject({ code: 'TOO_EARLY' });
    const sent = (sentOn: string) => ({
      ...overEaster,
      notices: [...overEaster.notices, letter('PAYMENT_DEMAND', sentOn)],
    });
    expect(shown(law.costs(sent('2026-04-07'), day('2026-05-01')))).toEqual(['COST maksumuistutus 500']);
    expect(shown(law.costs(sent('2026-04-08'), day('2026-05-01')))).toEqual([
      'COST maksumuistutus 500',
      'COST maksuvaatimus 2400',
    ]);
  });

  test.each([
    // Christmas Eve is a Thursday in 2026, and Christmas ends on a Sunday: Monday the 28th.
    ['2026-12-24', '2026-12-28'],
    // Maundy Thursday has post, Good Friday has none until Tuesday 7 April.
    ['2026-04-02', '2026-04-02'],
    ['2026-04-03', '2026-04-07'],
  ])('handed over on %s, reminded on %s', (registeredOn, sentOn) => {
    expect(law.nextStep({ ...registered, registeredOn: day(registeredOn) })).toMatchObject({ earliestOn: sentOn });
  });

  test('due on a Saturday, it may be paid on Monday (622/1947 5 §)', () => {
    // Saturday 31 January 2026 is payable until Monday 2 February: interest, reminder and waits as for that day.
    const saturday = consumer('365.00', '2026-01-31');
    expect(law.interest(saturday, day('2026-02-02'))).toEqual([]);
    // 365 × 9.5 % / 365 = 0.095.
    expect(accrued(law.interest(saturday, day('2026-02-03')))).toEqual(['2026-02-03 2026-02-03 950 10']);
    expect(law.nextStep(saturday)).toMatchObject({ type: 'REMINDER', earliestOn: '2026-02-03' });
    const afterReminder = (sentOn: string) => shown(law.costs({ ...saturday, notices: [letter('REMINDER', sentOn)] }, day('2026-02-20'))); // prettier-ignore
    expect(afterReminder('2026-02-16')).toEqual([]);
    expect(afterReminder('2026-02-17')).toEqual(['COST maksumuistutus 500']);
    const business = company('365.00', '2026-01-31');
    expect(shown(law.costs(business, day('2026-02-02')))).toEqual([]);
    expect(shown(law.costs(business, day('2026-02-03')))).toEqual(['COMPENSATION vakiokorvaus 4000']);
  });

  test('a demand sent a day early costs nothing', () => {
    const early = { ...reminded, notices: [...reminded.notices, letter('PAYMENT_DEMAND', '2026-03-03', '2026-03-17')] };
    expect(shown(law.costs(early, day('2026-04-01')))).toEqual(['COST maksumuistutus 500']);
  });

  test("the creditor's reminder after the due date counts, one on the due date does not", () => {
    const counted = { ...registered, notices: [creditorLetter('REMINDER', '2026-02-10', '2026-02-24')] };
    expect(law.nextStep(counted)).toMatchObject({ type: 'PAYMENT_DEMAND', earliestOn: '2026-02-25' });
    const friendly = { ...registered, notices: [creditorLetter('REMINDER', '2026-02-02', '2026-02-24')] };
    // It is no reminder under the act, yet the time it gave, until 24 February, is left to run.
    expect(law.nextStep(friendly)).toMatchObject({ type: 'REMINDER', earliestOn: '2026-02-25' });
    // Longer than the wait: Friday 27 February, so not before Monday 2 March.
    const generous = { ...registered, notices: [creditorLetter('REMINDER', '2026-02-10', '2026-02-27')] };
    expect(law.nextStep(generous)).toMatchObject({ type: 'PAYMENT_DEMAND', earliestOn: '2026-03-02' });
  });

  test.each([
    // 14 days on: ten after the latest receipt, four for the post.
    ['2026-02-17', '2026-03-03'],
    // 20 March + 14 = Good Friday 3 April; Easter Monday is the 6th.
    ['2026-03-20', '2026-04-07'],
    // 5 June + 14 = 19 June 2026, Midsummer Eve; the 20th is Midsummer Day, a Saturday.
    ['2026-06-05', '2026-06-22'],
    // 10 December + 14 = Christmas Eve (Thursday), then two holidays and a Sunday.
    ['2026-12-10', '2026-12-28'],
    // 17 December + 14 = 31 December, no day of 622/1947 § 5.
    ['2026-12-17', '2026-12-31'],
    // 22 November 2027 + 14 = Independence Day, a Monday.
    ['2027-11-22', '2027-12-07'],
    // Approved on Christmas Eve, posted on Monday the 28th; + 14 = Monday 11 January.
    ['2026-12-24', '2027-01-11'],
  ])('sent on %s, to be paid by %s', (sentOn, payBy) => {
    expect(law.payBy('PAYMENT_DEMAND', reminded, day(sentOn))).toBe(payBy);
  });

  test('all costs of the claim stop at the cap: 10 × 5 + 14 = 64, cap 60 to 100 euro', () => {
    const reminders = ['01-20', '02-05', '02-20', '03-10', '03-25', '04-10', '04-25', '05-10', '05-25', '06-10'];
    const notices = [
      ...reminders.map((date) => creditorLetter('REMINDER', `2026-${date}`, null, '5.00')),
      letter('PAYMENT_DEMAND', '2026-06-25', '2026-07-09'),
    ];
    const lines = shown(law.costs(consumer('100.00', '2026-01-05', { notices }), day('2026-06-25')));
    expect(lines).toEqual([...reminders.map(() => 'COST maksumuistutus 500'), 'COST maksuvaatimus 1000']);
  });

  test('reminders less than fifteen days apart carry one fee, at most 5', () => {
    const notices = [
      creditorLetter('REMINDER', '2026-02-17', null, '6.00'),
      creditorLetter('REMINDER', '2026-03-03', null, '5.00'),
    ];
    expect(shown(law.costs({ ...registered, notices }, day('2026-03-10')))).toEqual(['COST maksumuistutus 500']);
  });
});

describe('a business', () => {
  // Due 2 February 2026: reminder from the 3rd. Its time to pay, 16 February + 14 = 2 March, is longer than the ten full days.
  const registered = company('600.00', '2026-02-02');
  const reminded = { ...registered, notices: [letter('REMINDER', '2026-02-16', '2026-03-02')] };
  const demanded = {
    ...reminded,
    notices: [...reminded.notices, letter('PAYMENT_DEMAND', '2026-03-03', '2026-03-17')],
  };

  test('maksumuistutus, and maksuvaatimus once its time to pay is over', () => {
    expect(law.nextStep(registered)).toMatchObject({ type: 'REMINDER', earliestOn: '2026-02-03' });
    expect(law.nextStep(reminded)).toMatchObject({ type: 'PAYMENT_DEMAND', earliestOn: '2026-03-03' });
    expect(law.forbids('PAYMENT_DEMAND', reminded, day('2026-03-02'))).toMatchObject({ code: 'TOO_EARLY' });
    // A reminder of the creditor's that leaves less: eleven days, 27 February.
    const short = { ...registered, notices: [creditorLetter('REMINDER', '2026-02-16', '2026-02-20')] };
    expect(law.nextStep(short)).toMatchObject({ earliestOn: '2026-02-27' });
    expect(law.forbids('PAYMENT_DEMAND', registered, day('2026-02-10'))).toBeNull();
  });

  test('owes the larger of 40 a claim and the costs', () => {
    expect(shown(law.costs(registered, day('2026-02-02')))).toEqual([]);
    expect(shown(law.costs(registered, day('2026-02-03')))).toEqual(['COMPENSATION vakiokorvaus 4000']);
    expect(shown(law.costs(reminded, day('2026-02-20')))).toEqual(['COMPENSATION vakiokorvaus 4000']);
    // 12 + 70 = 82: 42 above the compensation.
    expect(shown(law.costs(demanded, day('2026-03-03')))).toEqual([
      'COMPENSATION vakiokorvaus 4000',
      'COST maksuvaatimus 4200',
    ]);
    // A second late claim of 100: 80 in compensation; 700 together, so the band stays: 2 above it.
    const two = {
      ...demanded,
      claims: [...demanded.claims, claim('100.00', '2026-01-12', { id: 'claim-2', invoiceNumber: '1000' })],
    };
    expect(shown(law.costs(two, day('2026-03-03')))).toEqual([
      'COMPENSATION vakiokorvaus 4000',
      'COMPENSATION vakiokorvaus 4000',
      'COST maksuvaatimus 200',
    ]);
  });

  // Demand of 800 without a reminder: 1.3 of the rulebook.
  test.each([
    ['2020-11-02', '2020-11-20', ['COMPENSATION vakiokorvaus 4000']],
    ['2021-02-01', '2021-02-19', ['COMPENSATION vakiokorvaus 4000', 'COST maksuvaatimus 4000']],
    ['2021-09-01', '2021-09-20', ['COMPENSATION vakiokorvaus 4000', 'COST maksuvaatimus 4000']],
    ['2022-05-02', '2022-05-20', ['COMPENSATION vakiokorvaus 4000', 'COST maksuvaatimus 3000']],
  ])('due %s, demanded %s', (due, sentOn, expected) => {
    expect(
      shown(law.costs(company('800.00', due, { notices: [letter('PAYMENT_DEMAND', sentOn)] }), day(sentOn))),
    ).toEqual(expected);
  });

  test('the wait was seven days until April 2022, and the longer one counts for a letter after it', () => {
    const sent = (sentOn: string) => company('600.00', '2022-02-01', { notices: [letter('REMINDER', sentOn)] });
    expect(law.nextStep(sent('2022-03-01'))).toMatchObject({ earliestOn: '2022-03-09' });
    expect(law.nextStep(sent('2022-04-25'))).toMatchObject({ earliestOn: '2022-05-06' });
  });
});

describe('ceilings', () => {
  const ceiling = (
    principal: string,
    type: PartyType,
    step: 'REMINDER' | 'PAYMENT_DEMAND' | 'SECOND_DEMAND' | 'PAYMENT_PLAN',
    on = '2026-03-05',
    due = '2026-02-02',
  ) => law.maximumCost(step, amount(principal), type, day(due), day(on))?.amount;

  // Tables 1.1 and 1.2: the upper edge belongs to the lower band.
  test.each([
    ['100.00', '14.00', '7.00', '20.00'], ['100.01', '24.00', '12.00', '30.00'], ['1000.00', '24.00', '12.00', '30.00'],
    ['1000.01', '50.00', '25.00', '50.00'],
  ])('consumer %s: demand %s, second %s, plan %s', (principal, demand, second, plan) => {
    expect(ceiling(principal, 'PERSON', 'PAYMENT_DEMAND')).toBe(amount(demand));
    expect(ceiling(principal, 'PERSON', 'SECOND_DEMAND')).toBe(amount(second));
    expect(ceiling(principal, 'PERSON', 'PAYMENT_PLAN')).toBe(amount(plan));
  }); // prettier-ignore

  test.each([
    ['500.00', '50.00', '25.00', '30.00'], ['500.01', '70.00', '35.00', '45.00'], ['2500.00', '70.00', '35.00', '45.00'],
    ['2500.01', '90.00', '45.00', '60.00'], ['10000.00', '90.00', '45.00', '60.00'], ['10000.01', '110.00', '55.00', '75.00'],
  ])('business %s: demand %s, second %s, plan %s', (principal, demand, second, plan) => {
    expect(ceiling(principal, 'COMPANY', 'PAYMENT_DEMAND')).toBe(amount(demand));
    expect(ceiling(principal, 'COMPANY', 'SECOND_DEMAND')).toBe(amount(second));
    expect(ceiling(principal, 'COMPANY', 'PAYMENT_PLAN')).toBe(amount(plan));
  }); // prettier-ignore

  test('reminders, and days without a tariff', () => {
    expect(ceiling('100.00', 'PERSON', 'REMINDER', '2026-02-16')).toBe(0n);
    expect(ceiling('100.00', 'PERSON', 'REMINDER', '2026-02-17')).toBe(5_00n);
    expect(ceiling('100.00', 'COMPANY', 'REMINDER')).toBe(12_00n);
    expect(ceiling('100.00', 'COMPANY', 'REMINDER', '2026-02-02')).toBe(0n);
    expect(ceiling('100.00', 'COMPANY', 'REMINDER', '2026-02-03')).toBe(12_00n);
    expect(ceiling('100.00', 'COMPANY', 'PAYMENT_DEMAND', '2026-02-02')).toBe(0n);
    expect(ceiling('100.00', 'COMPANY', 'PAYMENT_DEMAND', '2026-02-03')).toBe(50_00n);
    // A reminder of 3 February leaves until the 17th, so a demand from the 18th; a plan from the day after the due date.
    expect(ceiling('100.00', 'PERSON', 'PAYMENT_DEMAND', '2026-02-17')).toBe(0n);
    expect(ceiling('100.00', 'PERSON', 'PAYMENT_DEMAND', '2026-02-18')).toBe(14_00n);
    expect(ceiling('100.00', 'PERSON', 'PAYMENT_PLAN', '2026-02-02')).toBe(0n);
    expect(ceiling('100.00', 'PERSON', 'PAYMENT_PLAN', '2026-02-03')).toBe(20_00n);
    expect(ceiling('100.00', 'COMPANY', 'REMINDER', '2022-04-30', '2022-01-31')).toBe(10_00n);
    expect(() => ceiling('100.00', 'COMPANY', 'PAYMENT_DEMAND', '2020-12-31')).toThrow(RuleNotEncoded);
    expect(() => ceiling('100.00', 'PERSON', 'PAYMENT_DEMAND', '2013-03-15')).toThrow(RuleNotEncoded);
    expect(law.maximumCost('COLLECTION_NOTICE', 1n, 'PERSON', day('2026-02-02'), day('2026-03-04'))).toBeNull();
  });
});

describe('viivästyskorko', () => {
  test('seven points for a person, eight for a business, over the turn of 2022', () => {
    // 1 000 due 21 December 2022, to 10 January 2023: 10 days × 7 % / 365 = 1.917808, 10 × 9.5 % / 365 = 2.602740: 1.92, then 4.52.
    expect(accrued(law.interest(consumer('1000.00', '2022-12-21'), day('2023-01-10')))).toEqual([
      '2022-12-22 2022-12-31 700 192',
      '2023-01-01 2023-01-10 950 260',
    ]);
    // 8 %: 2.191781; 10.5 %: 2.876712: 2.19, then 5.07.
    expect(accrued(law.interest(company('1000.00', '2022-12-21'), day('2023-01-10')))).toEqual([
      '2022-12-22 2022-12-31 800 219',
      '2023-01-01 2023-01-10 1050 288',
    ]);
  });

  test('the leap year 2024 by 366 days', () => {
    // 3 660 due 31 January 2024, to 1 March: 30 days (29 in February) × 11.5 % / 366 = 34.50.
    expect(accrued(law.interest(consumer('3660.00', '2024-01-31'), day('2024-03-01')))).toEqual([
      '2024-02-01 2024-03-01 1150 3450',
    ]);
  });
});

describe('vanhentuminen', () => {
  const owed = consumer('100.00', '2023-05-10');

  test('three years from the due date, anew from each payment and letter', () => {
    expect(law.limitation(owed).lastDay).toBe('2026-05-10');
    expect(law.limitation({ ...owed, notices: [letter('REMINDER', '2025-03-01')] }).lastDay).toBe('2028-03-01');
    expect(law.limitation({ ...owed, payments: [paid('2025-06-01', '10.00')] }).lastDay).toBe('2028-06-01');
    expect(law.limitation({ ...owed, notices: [letter('REMINDER', '2026-05-11')] }).lastDay).toBe('2026-05-10');
  });

  test('a person is free after twenty years, a business is not', () => {
    const years = ['2007', '2010', '2013', '2016', '2019', '2022', '2024'];
    const old = consumer('100.00', '2005-01-15', { notices: years.map((year) => letter('REMINDER', `${year}-01-10`)) });
    expect(law.limitation(old).lastDay).toBe('2025-01-15');
    expect(law.limitation({ ...old, debtorType: 'COMPANY' }).lastDay).toBe('2027-01-10');
  });
});

test('a consumer payment covers costs last, a business payment first', () => {
  expect(law.allocationOrder(consumer('1.00', '2026-02-02')).order).toEqual([
    'INTEREST',
    'PRINCIPAL',
    'COST',
    'COMPENSATION',
    'COURT_FEE',
  ]);
  expect(law.allocationOrder(company('1.00', '2026-02-02')).order).toEqual([
    'COURT_FEE',
    'COST',
    'COMPENSATION',
    'INTEREST',
    'PRINCIPAL',
  ]);
});

test.each([
  ['2020-12-30', '10 e §', undefined],
  ['2021-01-04', '10 e §', 'medium'],
  ['2022-05-02', '10 i §', undefined],
])('vakiokorvaus of a claim due %s is owed under %s', (due, provision, confidence) => {
  const [line] = law.costs(company('600.00', due), day('2022-06-01'));
  expect(line).toMatchObject({ text: 'vakiokorvaus', amount: 40_00n });
  expect([line?.legalBasis?.provision, line?.legalBasis?.confidence]).toEqual([provision, confidence]);
});

test('only a reminder goes by mail: no consent to electronic demands is known (5 §, 5 b §)', () => {
  expect([law.allowsEmail('REMINDER', 'PERSON'), law.allowsEmail('REMINDER', 'COMPANY')]).toEqual([true, true]);
  expect([law.allowsEmail('PAYMENT_DEMAND', 'PERSON'), law.allowsEmail('PAYMENT_DEMAND', 'COMPANY')]).toEqual([
    false,
    false,
  ]);
});

test('only a consumer is told that collection may be interrupted (4 c §)', () => {
  const elements = (base: CaseFacts) =>
    law.requiredElements('PAYMENT_DEMAND', base, day('2026-03-04')).map((one) => one.element);
  expect(elements(consumer('1.00', '2026-02-02'))).toContain('interruptionRight');
  expect(elements(company('1.00', '2026-02-02'))).not.toContain('interruptionRight');
});
