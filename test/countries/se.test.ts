import { sweden as law } from '../../src/countries/se.js';
import { RuleNotEncoded } from '../../src/domain/dated.js';
import type { CaseFacts } from '../../src/domain/facts.js';
import { accrued, amount, claim, creditorLetter, day, facts, letter, paid, shown } from './facts.js';

const consumer = (principal: string, due: string, more: Partial<CaseFacts> = {}) =>
  facts([claim(principal, due)], more);
const company = (principal: string, due: string, more: Partial<CaseFacts> = {}) =>
  consumer(principal, due, { debtorType: 'COMPANY', ...more });

describe('from registration to the inkassokrav', () => {
  const registered = consumer('1500.00', '2026-03-02', { registeredOn: day('2026-03-16') });

  test('an inkassokrav is next: from the day after the due date, once the case is ours', () => {
    expect(law.nextStep(registered)).toMatchObject({
      type: 'PAYMENT_DEMAND',
      earliestOn: '2026-03-16',
      name: 'inkassokrav',
    });
    const earlier = { ...registered, registeredOn: day('2026-02-20') };
    expect(law.forbids('PAYMENT_DEMAND', earlier, day('2026-03-02'))).toMatchObject({
      code: 'TOO_EARLY',
      params: { earliestOn: '2026-03-03' },
      legalBasis: { act: 'Inkassolag (1974:182)', provision: '5 §' },
    });
    expect(law.forbids('PAYMENT_DEMAND', earlier, day('2026-03-03'))).toBeNull();
    expect(law.forbids('COLLECTION_NOTICE', earlier, day('2026-03-20'))).toMatchObject({ code: 'INVALID_STATE' });
    expect(law.stepName('COLLECTION_NOTICE')).toBeNull();
  });

  test('it costs 180 from the day it is sent, and is sent once', () => {
    const demanded = { ...registered, notices: [letter('PAYMENT_DEMAND', '2026-03-16', '2026-03-30')] };
    expect(shown(law.costs(demanded, day('2026-03-15')))).toEqual([]);
    expect(shown(law.costs(demanded, day('2026-03-16')))).toEqual(['COST inkassokostnad 18000']);
    // From now on only what keeps the claim: a year after the invoice of 31 January, a Sunday, so the Monday after.
    expect(law.nextStep(demanded)).toMatchObject({ type: 'LIMITATION_NOTICE', earliestOn: '2027-02-01' });
    expect(law.forbids('PAYMENT_DEMAND', demanded, day('2026-04-20'))).toMatchObject({ code: 'INVALID_STATE' });
  });

  test.each([
    // Saturday, so Monday the 16th.
    ['2026-03-14', '2026-03-16'],
    // Midsummer's Eve is a Friday: Monday the 22nd.
    ['2026-06-19', '2026-06-22'],
    // Christmas Eve is a Thursday, and the days off end on a Sunday: Monday the 28th.
    ['2026-12-24', '2026-12-28'],
  ])('handed over on %s, demanded on %s', (registeredOn, sentOn) => {
    expect(law.nextStep({ ...registered, registeredOn: day(registeredOn) })).toMatchObject({ earliestOn: sentOn });
  });

  test("the time the creditor's reminder gave is left to run", () => {
    // Friday 20 March, so not before Monday the 23rd.
    const reminded = { ...registered, notices: [creditorLetter('REMINDER', '2026-03-09', '2026-03-20', '60.00')] };
    expect(law.nextStep(reminded)).toMatchObject({ type: 'PAYMENT_DEMAND', earliestOn: '2026-03-23' });
    expect(law.forbids('PAYMENT_DEMAND', reminded, day('2026-03-20'))).toMatchObject({ code: 'TOO_EARLY' });
  });

  test('due on a Saturday, it may be paid on Monday (skuldebrevslagen 5 §)', () => {
    // 28 February 2026 is a Saturday: late from Tuesday 3 March.
    const saturday = { ...registered, claims: [claim('3650.00', '2026-02-28')], registeredOn: day('2026-02-20') };
    expect(law.nextStep(saturday)).toMatchObject({ earliestOn: '2026-03-03' });
    expect(law.interest(saturday, day('2026-03-02'))).toEqual([]);
    // 3 650 × 10 % / 365 = 1.
    expect(accrued(law.interest(saturday, day('2026-03-03')))).toEqual(['2026-03-03 2026-03-03 1000 100']);
    const business = { ...saturday, debtorType: 'COMPANY' as const };
    expect(shown(law.costs(business, day('2026-03-02')))).toEqual([]);
    expect(shown(law.costs(business, day('2026-03-03')))).toEqual(['COMPENSATION förseningsersättning 45000']);
  });

  test('only a reminder goes by mail: that mail brings a demand to the debtor is not shown', () => {
    expect([law.allowsEmail('REMINDER', 'PERSON'), law.allowsEmail('PAYMENT_DEMAND', 'PERSON')]).toEqual([true, false]);
  });

  // Twelve days, and four bank days after three for the post, whichever ends later, on a bank day.
  test.each([
    // Monday + 12 = Saturday 5 December, so Monday the 7th; seven bank days end on 2 December.
    ['2026-11-23', '2026-12-07'],
    // Approved on the Sunday before, posted that Monday.
    ['2026-11-22', '2026-12-07'],
    // Thursday + 12 = Tuesday; seven bank days end on Monday 30 November.
    ['2026-11-19', '2026-12-01'],
    // Bank days after 22 December: 23, 28, 29 for the post (24 and 25 closed), then 30, 4, 5, 7 January (31, 1 and 6 closed).
    ['2026-12-22', '2027-01-07'],
    // + 12 = Tuesday 7 April; after 26 March: 27, 30, 31 and 1, 2, 7, 8 April (Good Friday 3rd, Easter Monday 6th closed).
    ['2026-03-26', '2026-04-08'],
    // + 12 = 20 June 2026, Midsummer Day on a Saturday, so Monday the 22nd.
    ['2026-06-08', '2026-06-22'],
  ])('sent on %s, to be paid by %s', (sentOn, payBy) => {
    expect(law.payBy('PAYMENT_DEMAND', registered, day(sentOn))).toBe(payBy);
  });
});

describe('costs', () => {
  const demand = letter('PAYMENT_DEMAND', '2026-03-16', '2026-03-30');

  test.each([
    ['60.00', ['COST påminnelseavgift 6000', 'COST inkassokostnad 18000']],
    ['50.00', ['COST påminnelseavgift 5000', 'COST inkassokostnad 18000']],
    ['75.00', ['COST påminnelseavgift 6000', 'COST inkassokostnad 18000']],
    [null, ['COST inkassokostnad 18000']],
  ])("a creditor's reminder charged at %s", (fee, expected) => {
    const reminded = consumer('1500.00', '2026-03-02', {
      notices: [creditorLetter('REMINDER', '2026-03-09', '2026-03-14', fee), demand],
    });
    expect(shown(law.costs(reminded, day('2026-03-16')))).toEqual(expected);
  });

  test('one reminder only, not one sent before the due date had passed, and none of our own', () => {
    const notices = [
      creditorLetter('REMINDER', '2026-03-02', '2026-03-12', '60.00'),
      creditorLetter('REMINDER', '2026-03-05', '2026-03-12', '60.00'),
      creditorLetter('REMINDER', '2026-03-09', '2026-03-14', '60.00'),
      letter('REMINDER', '2026-03-11', '2026-03-14'),
    ];
    expect(shown(law.costs(consumer('1500.00', '2026-03-02', { notices }), day('2026-03-16')))).toEqual([
      'COST påminnelseavgift 6000',
    ]);
  });

  test("the creditor's own inkassokrav uses up the one fee", () => {
    const notices = [
      creditorLetter('PAYMENT_DEMAND', '2026-03-09', '2026-03-20', '180.00'),
      letter('PAYMENT_DEMAND', '2026-03-23', '2026-04-07'),
    ];
    expect(shown(law.costs(consumer('1500.00', '2026-03-02', { notices }), day('2026-03-23')))).toEqual([
      'COST inkassokostnad 18000',
    ]);
  });

  test('a demand that crosses a payment: no fee when booked before, the fee stands when booked the same day', () => {
    const crossed = consumer('1500.00', '2026-03-02', { notices: [demand] });
    expect(shown(law.costs({ ...crossed, payments: [paid('2026-03-15', '1500.00')] }, day('2026-03-20')))).toEqual([]);
    expect(shown(law.costs({ ...crossed, payments: [paid('2026-03-16', '1500.00')] }, day('2026-03-20')))).toEqual([
      'COST inkassokostnad 18000',
    ]);
  });

  test('between businesses 450 a claim, and 60 + 180 never exceed it', () => {
    const business = company('1500.00', '2026-03-02', {
      notices: [creditorLetter('REMINDER', '2026-03-09', '2026-03-14', '60.00'), demand],
    });
    expect(shown(law.costs(business, day('2026-03-02')))).toEqual([]);
    expect(shown(law.costs(business, day('2026-03-16')))).toEqual(['COMPENSATION förseningsersättning 45000']);
    const two = {
      ...business,
      claims: [...business.claims, claim('90.00', '2026-02-02', { id: 'claim-2', invoiceNumber: '1000' })],
    };
    expect(shown(law.costs(two, day('2026-03-16')))).toEqual([
      'COMPENSATION förseningsersättning 45000',
      'COMPENSATION förseningsersättning 45000',
    ]);
  });

  test('ceilings', () => {
    const ceiling = (
      step: 'REMINDER' | 'PAYMENT_DEMAND' | 'PAYMENT_PLAN' | 'SECOND_DEMAND',
      on = '2026-03-16',
      due = '2026-03-02',
    ) => law.maximumCost(step, amount('1500.00'), 'PERSON', day(due), day(on))?.amount;
    expect([ceiling('REMINDER'), ceiling('PAYMENT_DEMAND'), ceiling('PAYMENT_PLAN')]).toEqual([
      60_00n,
      180_00n,
      170_00n,
    ]);
    expect(ceiling('SECOND_DEMAND')).toBeUndefined();
    expect(ceiling('PAYMENT_DEMAND', '2026-03-02')).toBe(0n);
    expect(ceiling('PAYMENT_DEMAND', '2026-03-03')).toBe(180_00n);
    expect(ceiling('PAYMENT_DEMAND', '2013-03-16', '2013-03-01')).toBe(180_00n);
    expect(() => ceiling('PAYMENT_DEMAND', '2013-03-15')).toThrow(RuleNotEncoded);
  });
});

describe('dröjsmålsränta', () => {
  test('every segment rounded by itself, the leap year by 366 days', () => {
    // 12 345.67 due 15 June 2023. 15 days × 10.5 % / 365 = 53.272412; 184 × 11.5 % / 365 = 715.710622; 31 × 12 % / 366 = 125.480580.
    expect(accrued(law.interest(consumer('12345.67', '2023-06-15'), day('2024-01-31')))).toEqual([
      '2023-06-16 2023-06-30 1050 5327',
      '2023-07-01 2023-12-31 1150 71571',
      '2024-01-01 2024-01-31 1200 12548',
    ]);
  });

  test('half an öre is rounded up', () => {
    // 18.25 × 10 % × 1 day / 365 = 0.005.
    expect(accrued(law.interest(consumer('18.25', '2026-03-02'), day('2026-03-03')))).toEqual([
      '2026-03-03 2026-03-03 1000 1',
    ]);
  });

  test('on each claim apart, oldest first', () => {
    // 3 650 × 10 % / 365 = 1 a day. Both fall due on a Sunday: 9 days from 24 February, 2 days from 3 March.
    const two = facts([
      claim('3650.00', '2026-03-01', { id: 'b', invoiceNumber: '2' }),
      claim('3650.00', '2026-02-22', { id: 'a', invoiceNumber: '1' }),
    ]);
    expect(accrued(law.interest(two, day('2026-03-04')))).toEqual([
      '2026-02-24 2026-03-04 1000 900',
      '2026-03-03 2026-03-04 1000 200',
    ]);
  });
});

describe('preskription', () => {
  const person = facts([claim('100.00', '2024-02-09', { invoiceDate: day('2024-01-10') })]);

  test('three years for a consumer from the invoice, ten for a business', () => {
    expect(law.limitation(person).lastDay).toBe('2027-01-10');
    expect(law.limitation({ ...person, debtorType: 'COMPANY' }).lastDay).toBe('2034-01-10');
  });

  test('neither a payment nor a letter alone begins the period anew', () => {
    expect(law.limitation({ ...person, payments: [paid('2025-05-05', '10.00')] }).lastDay).toBe('2027-01-10');
    expect(law.limitation({ ...person, notices: [letter('PAYMENT_DEMAND', '2026-01-10')] }).lastDay).toBe('2027-01-10');
    expect(law.forbids('PAYMENT_DEMAND', person, day('2027-01-11'))).toMatchObject({ code: 'TIME_BARRED' });
  });
});
