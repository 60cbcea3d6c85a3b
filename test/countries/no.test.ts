import { norwayUnder } from '../../src/countries/no.js';
import { addDays } from '../../src/domain/date.js';
import { RuleNotEncoded } from '../../src/domain/dated.js';
import type { CaseFacts, ClaimFacts } from '../../src/domain/facts.js';
import { accrued, amount, claim, day, facts, letter, paid, shown } from './facts.js';

const law = norwayUnder(null);

const consumer = (principal: string, due: string, more: Partial<CaseFacts> = {}) =>
  facts([claim(principal, due)], more);
const company = (principal: string, due: string, more: Partial<CaseFacts> = {}) =>
  facts([claim(principal, due)], { debtorType: 'COMPANY', registeredOn: addDays(day(due), 14), ...more });

describe('from registration to the betalingsoppfordring', () => {
  // Due Monday 2 March 2026. Varsel on due + 14 = 16 March: 1/20 of 750 = 37.50, to the nearest krone 38.
  // Deadline 16 + 14 = 30 March (Monday). An order given to the bank that day is in time (rulebook NO-DL-VARSEL-DEADLINE) and
  // comes on the next bank day, the 31st: betalingsoppfordring from 1 April; its deadline 15 April (Wednesday).
  // 1 500 is in the band to 2 500: light 0.4 × 750 = 300, heavy 600 once 15 April + 28 = 13 May is passed. An order of that
  // day comes on Friday the 15th, after Ascension Day: heavy from the 16th.
  const registered = consumer('1500.00', '2026-03-02', { registeredOn: day('2026-03-03') });
  const notified = { ...registered, notices: [letter('COLLECTION_NOTICE', '2026-03-16', '2026-03-30')] };
  const demanded = {
    ...notified,
    notices: [...notified.notices, letter('PAYMENT_DEMAND', '2026-04-01', '2026-04-15')],
  };

  test('inkassovarsel first, from the day after the due date', () => {
    expect(law.nextStep(registered)).toMatchObject({
      type: 'COLLECTION_NOTICE',
      earliestOn: '2026-03-03',
      name: 'inkassovarsel',
    });
    expect(law.forbids('COLLECTION_NOTICE', registered, day('2026-03-02'))).toMatchObject({
      code: 'TOO_EARLY',
      params: { earliestOn: '2026-03-03' },
    });
    expect(law.forbids('COLLECTION_NOTICE', registered, day('2026-03-03'))).toBeNull();
    expect(law.forbids('PAYMENT_DEMAND', registered, day('2026-05-01'))).toMatchObject({ code: 'INVALID_STATE' });
    expect(law.payBy('COLLECTION_NOTICE', registered, day('2026-03-16'))).toBe('2026-03-30');
  });

  test('the varsel costs nothing before due + 14, and 38 from then', () => {
    const early = { ...registered, notices: [letter('COLLECTION_NOTICE', '2026-03-15', '2026-03-30')] };
    expect(shown(law.costs(early, day('2026-03-20')))).toEqual([]);
    expect(shown(law.costs(notified, day('2026-03-16')))).toEqual(['COST gebyr for inkassovarsel 3800']);
    expect(shown(law.costs(notified, day('2026-03-15')))).toEqual([]);
  });

  test('the last day of the varsel counts: betalingsoppfordring once a payment of that day must have come', () => {
    expect(law.nextStep(notified)).toMatchObject({
      type: 'PAYMENT_DEMAND',
      earliestOn: '2026-04-01',
      name: 'betalingsoppfordring',
    });
    expect(law.forbids('PAYMENT_DEMAND', notified, day('2026-03-31'))).toMatchObject({ code: 'TOO_EARLY' });
    expect(law.forbids('PAYMENT_DEMAND', notified, day('2026-04-01'))).toBeNull();
    expect(law.forbids('COLLECTION_NOTICE', notified, day('2026-04-01'))).toMatchObject({ code: 'INVALID_STATE' });
  });

  test('salær absorbs the fee of the varsel, and turns heavy more than 28 days after the deadline', () => {
    expect(shown(law.costs(demanded, day('2026-04-01')))).toEqual(['COST lett salær 30000']);
    expect(shown(law.costs(demanded, day('2026-05-15')))).toEqual(['COST lett salær 30000']);
    expect(shown(law.costs(demanded, day('2026-05-16')))).toEqual(['COST tungt salær 60000']);
    // Then only limitation moves the case: last day 2 March 2029, four months before it Thursday 2 November 2028, when the demand
    // is older than the six months of inkassoloven § 11.
    expect(law.nextStep(demanded)).toMatchObject({ type: 'SECOND_DEMAND', earliestOn: '2028-11-02' });
    expect(law.forbids('PAYMENT_DEMAND', demanded, day('2026-04-30'))).toMatchObject({ code: 'INVALID_STATE' });
  });

  test('paid within the deadline and 28 days, come on the bank day after: light for good', () => {
    const covered = { ...demanded, payments: [paid('2026-05-15', '1500.00')] };
    expect(shown(law.costs(covered, day('2026-09-01')))).toEqual(['COST lett salær 30000']);
    const late = { ...demanded, payments: [paid('2026-05-16', '1500.00')] };
    expect(shown(law.costs(late, day('2026-09-01')))).toEqual(['COST tungt salær 60000']);
  });

  test('no salær on a payment made within the varsel, which comes the bank day after (inkassoloven § 17)', () => {
    // A demand already on its way on 31 March crosses the payment ordered on the 30th.
    const crossed = {
      ...notified,
      notices: [...notified.notices, letter('PAYMENT_DEMAND', '2026-03-31', '2026-04-14')],
    };
    const inTime = { ...crossed, payments: [paid('2026-03-31', '1500.00')] };
    expect(shown(law.costs(inTime, day('2026-04-30')))).toEqual(['COST gebyr for inkassovarsel 3800']);
    const partOnly = { ...crossed, payments: [paid('2026-03-31', '1499.99')] };
    expect(shown(law.costs(partOnly, day('2026-04-30')))).toEqual(['COST lett salær 30000']);
    const late = { ...crossed, payments: [paid('2026-04-01', '1500.00')] };
    expect(shown(law.costs(late, day('2026-04-30')))).toEqual(['COST lett salær 30000']);
  });

  test('a demand sent before the varsel ran out earns no salær (inkassoloven § 17)', () => {
    const early = { ...notified, notices: [...notified.notices, letter('PAYMENT_DEMAND', '2026-03-30', '2026-04-14')] };
    expect(shown(law.costs(early, day('2026-04-30')))).toEqual(['COST gebyr for inkassovarsel 3800']);
  });

  test('a deadline on a day off moves to the next bank day, and the demand with it', () => {
    // 20 March 2026 + 14 = 3 April, Good Friday; Easter Monday is the 6th.
    expect(law.payBy('COLLECTION_NOTICE', registered, day('2026-03-20'))).toBe('2026-04-07');
    const sent = { ...registered, notices: [letter('COLLECTION_NOTICE', '2026-03-20', '2026-04-07')] };
    // A payment of the 7th comes on the 8th.
    expect(law.nextStep(sent)).toMatchObject({ earliestOn: '2026-04-09' });
  });

  test.each([
    // Maundy Thursday to Easter Monday 2026 (2 to 6 April) have no post: Tuesday the 7th, and 14 days from there.
    ['2026-04-02', '2026-04-07', '2026-04-21'],
    // Christmas Day is a Friday, Boxing Day a Saturday: Monday the 28th. + 14 = Monday 11 January.
    ['2026-12-25', '2026-12-28', '2027-01-11'],
    // A Sunday.
    ['2026-03-15', '2026-03-16', '2026-03-30'],
  ])('a case handed over on %s: varsel on %s, to be paid by %s', (registeredOn, sentOn, payBy) => {
    const owed = consumer('1500.00', '2026-03-01', { registeredOn: day(registeredOn) });
    expect(law.nextStep(owed)).toMatchObject({ type: 'COLLECTION_NOTICE', earliestOn: sentOn });
    expect(law.payBy('COLLECTION_NOTICE', owed, day(sentOn))).toBe(payBy);
    // Sent on the day itself, by somebody who approved it, it gives the same time.
    expect(law.payBy('COLLECTION_NOTICE', owed, day(registeredOn))).toBe(payBy);
  });
});

describe('salær', () => {
  /** A case whose betalingsoppfordring was sent after a missed varsel. */
  const withDemand = (base: CaseFacts, varselOn: string, demandOn: string): CaseFacts => ({
    ...base,
    notices: [
      letter('COLLECTION_NOTICE', varselOn, law.payBy('COLLECTION_NOTICE', base, day(varselOn))),
      letter('PAYMENT_DEMAND', demandOn, law.payBy('PAYMENT_DEMAND', base, day(demandOn))),
    ],
  });

  // Caps with sats 750: rulebook table 1.2, regime A (published figures of sergel.no, bahs.no).
  test.each([
    ['500.00', '187.50', '281.25'], ['500.01', '262.50', '393.75'], ['1000.00', '262.50', '393.75'], ['1000.01', '300.00', '450.00'],
    ['2500.00', '300.00', '450.00'], ['2500.01', '600.00', '900.00'], ['10000.00', '600.00', '900.00'],
    ['10000.01', '1200.00', '1800.00'], ['50000.00', '1200.00', '1800.00'], ['50000.01', '2700.00', '4050.00'],
    ['250000.00', '2700.00', '4050.00'], ['250000.01', '5400.00', '8100.00'],
  ])('of %s is at most %s light for a person, %s for a business', (principal, person, business) => {
    const [due, on] = [day('2026-03-02'), day('2026-04-01')];
    expect(law.maximumCost('PAYMENT_DEMAND', amount(principal), 'PERSON', due, on)?.amount).toBe(amount(person));
    expect(law.maximumCost('PAYMENT_DEMAND', amount(principal), 'COMPANY', due, on)?.amount).toBe(amount(business));
  }); // prettier-ignore

  test('regime B for claims due until 30 September 2020, with fees of 1/10', () => {
    // 2 000: 0.5 × 700 = 350 in regime B, 0.4 × 700 = 280 in regime A; varsel 70 and 35.
    const old = withDemand(consumer('2000.00', '2020-09-30'), '2020-10-14', '2020-10-29');
    expect(shown(law.costs(old, day('2020-10-20')))).toEqual(['COST gebyr for inkassovarsel 7000']);
    expect(shown(law.costs(old, day('2020-10-29')))).toEqual(['COST lett salær 35000']);
    const recent = withDemand(consumer('2000.00', '2020-10-01'), '2020-10-15', '2020-10-30');
    expect(shown(law.costs(recent, day('2020-10-20')))).toEqual(['COST gebyr for inkassovarsel 3500']);
    expect(shown(law.costs(recent, day('2020-10-30')))).toEqual(['COST lett salær 28000']);
  });

  test('the sats is that of the day the principal is covered', () => {
    const open = withDemand(consumer('1500.00', '2025-11-03'), '2025-11-17', '2025-12-10');
    expect(shown(law.costs(open, day('2025-12-31')))).toEqual(['COST lett salær 28000']);
    expect(shown(law.costs(open, day('2026-01-01')))).toEqual(['COST lett salær 30000']);
    const covered = { ...open, payments: [paid('2025-12-30', '1500.00')] };
    expect(shown(law.costs(covered, day('2026-06-01')))).toEqual(['COST lett salær 28000']);
  });

  test('with VAT where the creditor cannot deduct it, half øre truncated', () => {
    // 500, business, no deduction: 0.25 × 700 × 1.5 × 1.25 = 328.125 → 328.12, less than the compensation of 460 (2025 H2).
    const small = withDemand(company('500.00', '2025-08-01', { creditorVatLiable: false }), '2025-08-15', '2025-09-02');
    expect(shown(law.costs(small, day('2025-09-02')))).toEqual(['COMPENSATION standardkompensasjon 46000']);
    // 700, person, no deduction: 0.35 × 700 × 1.25 = 306.25.
    const person = withDemand(
      consumer('700.00', '2025-08-01', { creditorVatLiable: false }),
      '2025-08-15',
      '2025-09-02',
    );
    expect(shown(law.costs(person, day('2025-09-02')))).toEqual(['COST lett salær 30625']);
    // 500, business, no deduction, heavy with sats 700: 656.25; 656.25 − 460 = 196.25 on top of the compensation.
    expect(shown(law.costs(small, day('2025-12-01')))).toEqual([
      'COMPENSATION standardkompensasjon 46000',
      'COST tungt salær 19625',
    ]);
  });

  test('a business owes the larger of compensation and costs', () => {
    // 20 000: light 1.6 × 750 × 1.5 = 1 800; compensation 2026 H1 460: 1 340 on top.
    const before = company('20000.00', '2026-03-02');
    expect(shown(law.costs(before, day('2026-03-02')))).toEqual([]);
    expect(shown(law.costs(before, day('2026-03-03')))).toEqual(['COMPENSATION standardkompensasjon 46000']);
    const demanded = withDemand(before, '2026-03-16', '2026-03-31');
    expect(shown(law.costs(demanded, day('2026-03-20')))).toEqual(['COMPENSATION standardkompensasjon 46000']);
    expect(shown(law.costs(demanded, day('2026-03-31')))).toEqual([
      'COMPENSATION standardkompensasjon 46000',
      'COST lett salær 134000',
    ]);
  });

  test('no compensation where nothing was sold: 1 800 for the demand alone', () => {
    const kindOf = (kind: ClaimFacts['kind']) =>
      withDemand({ ...business, claims: [{ ...business.claims[0]!, kind }] }, '2026-03-16', '2026-03-31');
    const business = company('20000.00', '2026-03-02');
    for (const kind of ['LOAN', 'CONSUMER_CREDIT', 'PARKING', 'PUBLIC'] as const) {
      expect(shown(law.costs(kindOf(kind), day('2026-03-31')))).toEqual(['COST lett salær 180000']);
    }
    expect(shown(law.costs(kindOf('RENT_PREMISES'), day('2026-03-31')))).toHaveLength(2);
  });

  test('the lower compensation of default and registration: 460 at default in June, 430 at registration in July 2026', () => {
    const registeredLater = company('20000.00', '2026-06-20', { registeredOn: day('2026-07-05') });
    expect(shown(law.costs(registeredLater, day('2026-07-05')))).toEqual(['COMPENSATION standardkompensasjon 43000']);
  });

  test('several claims are one: 400 + 400 = 800 is in the band to 1 000, 0.35 × 750 = 262.50', () => {
    const two = facts([
      claim('400.00', '2026-03-02'),
      claim('400.00', '2026-02-02', { id: 'claim-2', invoiceNumber: '1002' }),
    ]);
    expect(shown(law.costs(withDemand(two, '2026-03-16', '2026-03-31'), day('2026-03-31')))).toEqual([
      'COST lett salær 26250',
    ]);
  });

  test('the band is that of what was left when the demand was sent', () => {
    // 3 000 − 1 000 paid on 20 March = 2 000: band to 2 500.
    const partly = withDemand(consumer('3000.00', '2026-03-02'), '2026-03-16', '2026-03-31');
    expect(shown(law.costs({ ...partly, payments: [paid('2026-03-20', '1000.00')] }, day('2026-03-31')))).toEqual([
      'COST lett salær 30000',
    ]);
  });
});

describe('late interest', () => {
  test('split at half-years, each year by its own days, the total rounded once', () => {
    // 10 000 due 15 December 2023, to 10 July 2024.
    // 16 days × 11.75 % / 365 = 51.506849; 182 × 12.5 % / 366 = 621.584699; 10 × 12.5 % / 366 = 34.153005.
    // Running totals 51.51, 673.09, 707.24: lines 51.51, 621.58, 34.15.
    expect(accrued(law.interest(consumer('10000.00', '2023-12-15'), day('2024-07-10')))).toEqual([
      '2023-12-16 2023-12-31 1175 5151',
      '2024-01-01 2024-06-30 1250 62158',
      '2024-07-01 2024-07-10 1250 3415',
    ]);
  });

  test('a part payment lowers the principal from the day after', () => {
    // 1 February to 2 March 2026: 30 days × 12 % × 10 000 / 365 = 98.630137. 3 to 31 March: 29 × 12 % × 6 000 / 365 = 57.205479.
    // Running totals 98.63 and 155.84.
    const partly = consumer('10000.00', '2026-01-31', { payments: [paid('2026-03-02', '4000.00')] });
    expect(accrued(law.interest(partly, day('2026-03-31')))).toEqual([
      '2026-02-01 2026-03-02 1200 9863',
      '2026-03-03 2026-03-31 1200 5721',
    ]);
  });

  test('none on the due date, one day on the day after', () => {
    const owed = consumer('365.00', '2026-03-02');
    expect(law.interest(owed, day('2026-03-02'))).toEqual([]);
    // 365 × 12 % / 365 = 0.12.
    expect(accrued(law.interest(owed, day('2026-03-03')))).toEqual(['2026-03-03 2026-03-03 1200 12']);
  });

  test('no rate is guessed: before 2018 and after 2026 the day is refused', () => {
    expect(() => law.interest(consumer('100.00', '2017-12-30'), day('2018-01-01'))).toThrow(RuleNotEncoded);
    expect(() => law.interest(consumer('100.00', '2026-12-01'), day('2027-01-01'))).toThrow(RuleNotEncoded);
    const paidBefore = consumer('100.00', '2026-12-01', { payments: [paid('2026-12-31', '100.00')] });
    expect(law.interest(paidBefore, day('2027-01-01'))).toHaveLength(1);
  });
});

describe('limits', () => {
  test('three years from the due date of the oldest unpaid claim; letters and payments do not interrupt', () => {
    const claims = [
      claim('100.00', '2024-02-29'),
      claim('100.00', '2025-01-15', { id: 'claim-2', invoiceNumber: '1002' }),
    ];
    const both = facts(claims, { notices: [letter('COLLECTION_NOTICE', '2025-03-01', '2025-03-15')] });
    expect(law.limitation(both).lastDay).toBe('2027-02-28');
    expect(law.limitation({ ...both, payments: [paid('2025-04-01', '100.00')] }).lastDay).toBe('2028-01-15');
    expect(law.forbids('COLLECTION_NOTICE', facts(claims), day('2027-03-01'))).toMatchObject({ code: 'TIME_BARRED' });
    expect(law.forbids('COLLECTION_NOTICE', facts(claims), day('2027-02-28'))).toBeNull();
  });

  test('of a disputed claim no letter goes out, but the forliksklage that keeps it', () => {
    const disputed = consumer('100.00', '2026-03-02', { disputed: true });
    expect(law.forbids('COLLECTION_NOTICE', disputed, day('2026-03-20'))).toMatchObject({ code: 'DISPUTED_CLAIM' });
    // 2 March 2029 less two months.
    expect(law.nextStep(disputed)).toMatchObject({ type: 'COURT_APPLICATION', earliestOn: '2029-01-02' });
  });

  test('fee ceilings of the letters, by day and due date', () => {
    const [due, principal] = [day('2026-03-02'), amount('1500.00')];
    expect(law.maximumCost('COLLECTION_NOTICE', principal, 'PERSON', due, day('2026-03-15'))?.amount).toBe(0n);
    expect(law.maximumCost('COLLECTION_NOTICE', principal, 'PERSON', due, day('2026-03-16'))?.amount).toBe(
      amount('38.00'),
    );
    expect(law.maximumCost('REMINDER', principal, 'COMPANY', day('2025-03-02'), day('2025-12-31'))?.amount).toBe(
      amount('35.00'),
    );
    // Varsel on 3 March at the earliest, to be paid by Tuesday the 17th, which comes on the 18th: 0.4 × 750 from the 19th.
    expect(law.maximumCost('PAYMENT_DEMAND', principal, 'PERSON', due, day('2026-03-18'))?.amount).toBe(0n);
    expect(law.maximumCost('PAYMENT_DEMAND', principal, 'PERSON', due, day('2026-03-19'))?.amount).toBe(
      amount('300.00'),
    );
    expect(law.maximumCost('PAYMENT_PLAN', principal, 'PERSON', due, due)?.amount).toBe(0n);
    // More than four instalments: 1.5 × 750 = 1 125.
    expect(law.maximumCost('PAYMENT_PLAN', principal, 'PERSON', due, day('2026-06-01'))?.amount).toBe(
      amount('1125.00'),
    );
    // A later demand costs nothing of its own; an application only what is awarded.
    expect(law.maximumCost('SECOND_DEMAND', principal, 'PERSON', due, day('2026-06-01'))?.amount).toBe(0n);
    expect(law.maximumCost('COURT_APPLICATION', principal, 'PERSON', due, day('2026-06-01'))).toBeNull();
    expect(() => law.maximumCost('PAYMENT_DEMAND', principal, 'PERSON', day('2009-12-31'), day('2026-06-01'))).toThrow(
      RuleNotEncoded,
    );
  });

  test('only a reminder goes by plain mail: a varsel or betalingsoppfordring takes secure means (inkassoloven § 3 a)', () => {
    const steps = ['REMINDER', 'COLLECTION_NOTICE', 'PAYMENT_DEMAND'] as const;
    expect(steps.map((step) => law.allowsEmail(step, 'COMPANY'))).toEqual([true, false, false]);
  });

  test('a due date on a day off stays: Norwegian law does not move it', () => {
    // Sunday 1 March 2026.
    const owed = consumer('365.00', '2026-03-01');
    expect(accrued(law.interest(owed, day('2026-03-02')))).toEqual(['2026-03-02 2026-03-02 1200 12']);
  });

  test('a person is told of the complaint board, a business is not', () => {
    const elements = (type: 'PERSON' | 'COMPANY') =>
      law
        .requiredElements(
          'PAYMENT_DEMAND',
          facts([claim('1.00', '2026-03-02')], { debtorType: type }),
          day('2026-04-01'),
        )
        .map((one) => one.element);
    expect(elements('PERSON')).toContain('complaintBoard');
    expect(elements('COMPANY')).not.toContain('complaintBoard');
  });
});
