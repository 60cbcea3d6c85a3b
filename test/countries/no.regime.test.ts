import fc from 'fast-check';
import { norwayUnder } from '../../src/countries/no.js';
import { addDays, daysBetween, isoDate, type IsoDate } from '../../src/domain/date.js';
import { inForce, RuleNotEncoded } from '../../src/domain/dated.js';
import type { CaseFacts, NoticeFacts, PartyType, StepType } from '../../src/domain/facts.js';
import { amount, claim, creditorLetter, day, facts, letter, shown } from './facts.js';

const today = norwayUnder(null);
const law = norwayUnder(day('2027-07-01'));
// Due Monday 3 May 2027; the last days of the act of 1988 are those of June.
const owed = facts([claim('1500.00', '2027-05-03')], { registeredOn: day('2027-05-04') });
const having = (...notices: readonly NoticeFacts[]): CaseFacts => ({ ...owed, notices });

describe('the same case on two dates around the commencement of the act of 22 May 2026 no. 19', () => {
  const elements = (step: StepType, on: string) =>
    law.requiredElements(step, owed, day(on)).map(({ element }) => element);

  test('an inkassovarsel says more, by another provision (§ 20)', () => {
    const before = elements('COLLECTION_NOTICE', '2027-06-30');
    const added = elements('COLLECTION_NOTICE', '2027-07-01').filter((element) => !before.includes(element));
    expect(added).toEqual(['label', 'estimatedCosts', 'paymentDifficulty', 'complaintRight', 'complaintBoard']);
    const actOn = (on: string) =>
      law.requiredElements('COLLECTION_NOTICE', owed, day(on)).find(({ element }) => element === 'collectionWarning')
        ?.legalBasis;
    expect(actOn('2027-06-30')).toMatchObject({ act: 'Inkassoloven (LOV-1988-05-13-26)', provision: '§ 9' });
    expect(actOn('2027-07-01')).toMatchObject({
      act: 'Inkassoloven (LOV-2026-05-22-19)',
      provision: '§ 20',
      confidence: 'medium',
    });
  });

  test('the day it is sent is not counted: a day more to pay', () => {
    // Wednesday 30 June + 14 = 14 July. Thursday 1 July: fifteen days, Friday the 16th.
    expect(law.payBy('COLLECTION_NOTICE', owed, day('2027-06-30'))).toBe('2027-07-14');
    expect(law.payBy('COLLECTION_NOTICE', owed, day('2027-07-01'))).toBe('2027-07-16');
  });

  test("the creditor's own varsel opens for a betalingsoppfordring only where it was sent before", () => {
    // Sent 14 June, to be met by Monday the 28th; such a payment comes on the 29th.
    const before = having(creditorLetter('COLLECTION_NOTICE', '2027-06-14', '2027-06-28'));
    expect(law.nextStep(before)).toMatchObject({ type: 'PAYMENT_DEMAND', earliestOn: '2027-06-30' });
    expect(law.forbids('PAYMENT_DEMAND', before, day('2027-07-05'))).toBeNull();
    const since = having(creditorLetter('COLLECTION_NOTICE', '2027-07-05', '2027-07-20'));
    expect(law.nextStep(since)).toMatchObject({ type: 'COLLECTION_NOTICE' });
    expect(law.forbids('PAYMENT_DEMAND', since, day('2027-08-02'))).toMatchObject({ code: 'INVALID_STATE' });
    // Ours, of the same day, does; the turn cites the act of its own day.
    const ours = having(letter('COLLECTION_NOTICE', '2027-07-05', '2027-07-20'));
    expect(law.nextStep(ours)).toMatchObject({
      type: 'PAYMENT_DEMAND',
      earliestOn: '2027-07-22',
      legalBasis: { act: 'Inkassoloven (LOV-2026-05-22-19)', provision: '§ 21' },
    });
  });

  test('what letters may cost is known before, and not since', () => {
    const ceiling = (on: string) =>
      law.maximumCost('COLLECTION_NOTICE', amount('1500.00'), 'PERSON', day('2027-05-03'), day(on));
    // 1/20 of 750, to the nearest krone.
    expect(ceiling('2027-06-30')?.amount).toBe(38_00n);
    expect(() => ceiling('2027-07-01')).toThrow(RuleNotEncoded);
    expect(
      shown(law.costs(having(letter('COLLECTION_NOTICE', '2027-06-30', '2027-07-14')), day('2027-08-02'))),
    ).toEqual(['COST gebyr for inkassovarsel 3800']);
    expect(law.costs(having(letter('COLLECTION_NOTICE', '2027-07-01', '2027-07-16')), day('2027-08-02'))).toEqual([]);
  });

  test('salær of a demand sent before stays, and grows no more', () => {
    // Varsel of 18 May missed on 1 June; demand of 3 June to be met by the 17th. + 28 = 15 July, paid by then on the 16th: without
    // the new act heavy from the 17th, 0.8 × 750 = 600; light is 300.
    const varsel = letter('COLLECTION_NOTICE', '2027-05-18', '2027-06-01');
    const demanded = having(varsel, letter('PAYMENT_DEMAND', '2027-06-03', '2027-06-17'));
    expect(shown(today.costs(demanded, day('2027-07-17')))).toEqual(['COST tungt salær 60000']);
    expect(shown(law.costs(demanded, day('2027-07-17')))).toEqual(['COST lett salær 30000']);
    // A demand sent since earns none: the fee of the varsel is what is left.
    const since = having(varsel, letter('PAYMENT_DEMAND', '2027-07-01', '2027-07-16'));
    expect(shown(law.costs(since, day('2027-08-02')))).toEqual(['COST gebyr for inkassovarsel 3800']);
  });

  test('hours of contact (§ 15): none are set before', () => {
    const hours = (on: string) => law.contactHours(day(on));
    expect(hours('2027-06-30')).toBeNull();
    expect(today.contactHours(day('2027-07-01'))).toBeNull();
    // A Thursday, a Saturday, a Sunday, and Boxing Day of 2027, a Sunday; 17 May 2028 is a Wednesday.
    expect(hours('2027-07-01')).toMatchObject({ from: '08:00', to: '21:00', legalBasis: { provision: '§ 15' } });
    expect(hours('2027-07-03')).toMatchObject({ from: '09:00', to: '15:00' });
    expect(hours('2027-07-04')).toMatchObject({ from: null, to: null });
    expect(hours('2028-05-17')).toMatchObject({ from: null, to: null });
  });

  test('figures of the act it repeals end, and its own begin', () => {
    const figure = (id: string, on: string) =>
      inForce(law.catalogue.find((item) => item.id === id)!.series, day(on)).value;
    expect(figure('NO-FEE-VARSEL', '2027-06-30')).toEqual({ kind: 'AMOUNT', minor: 38_00n });
    expect(figure('NO-FEE-VARSEL', '2027-07-01')).toBeNull();
    expect(figure('NO-DL-CLIENT-PAYOUT', '2027-07-01')).toBeNull();
    expect(figure('NO-DL-CLIENT-PAYOUT-NEW', '2027-07-01')).toEqual({ kind: 'COUNT', count: 14 });
    expect(figure('NO-DL-REPLY-NEW', '2027-07-01')).toEqual({ kind: 'COUNT', count: 7 });
    expect(() => figure('NO-DL-HOURS-NEW', '2027-06-30')).toThrow(RuleNotEncoded);
    // Limitation is another act's.
    expect(figure('NO-DL-LIM-GENERAL', '2027-07-01')).toEqual({ kind: 'COUNT', count: 3 });
    for (const { series } of law.catalogue) {
      const days = series.versions.map(({ from }) => from);
      expect(days).toEqual([...new Set(days)].sort());
    }
  });
});

describe('on every day from 1900 to 2100', () => {
  const START = isoDate('1900-01-01');
  const anyDay = fc
    .integer({ min: 0, max: daysBetween(START, isoDate('2100-12-31')) })
    .map((days) => addDays(START, days));
  const parties = fc.constantFrom<PartyType>('PERSON', 'COMPANY');
  const steps = fc.constantFrom<StepType>('REMINDER', 'COLLECTION_NOTICE', 'PAYMENT_DEMAND', 'SECOND_DEMAND', 'LEGAL_WARNING', 'PAYMENT_PLAN', 'LIMITATION_NOTICE', 'CLOSING_STATEMENT'); // prettier-ignore

  /** Whether a question is answered; any other error than that the rule is not encoded fails the test. */
  function isAnswered(ask: () => unknown): boolean {
    try {
      ask();
      return true;
    } catch (error) {
      if (error instanceof RuleNotEncoded) return false;
      throw error;
    }
  }

  test('late interest is known from 2018 to 2026 and refused on the others', () => {
    fc.assert(
      fc.property(
        anyDay,
        parties,
        (on, party) =>
          isAnswered(() => inForce(law.lateInterest[party], on)) === (on >= '2018-01-01' && on <= '2026-12-31'),
      ),
    );
  });

  test('a ceiling is known for claims due from 2010 on, on days from 2017 to the day before the new act', () => {
    const ceiling = (step: StepType, party: PartyType, due: IsoDate, on: IsoDate) =>
      isAnswered(() => law.maximumCost(step, 1000_00n, party, due, on));
    fc.assert(
      fc.property(steps, parties, anyDay, anyDay, (step, party, due, on) => {
        const known = due >= '2010-01-01' && on >= '2017-01-01' && on < '2027-07-01';
        return ceiling(step, party, due, on) === known;
      }),
      { numRuns: 500 },
    );
  });

  test('a figure of the catalogue is known from its first day on, or refused', () => {
    fc.assert(
      fc.property(fc.constantFrom(...law.catalogue), anyDay, ({ series }, on) => {
        const { versions, knownUntil } = series;
        const known = on >= versions[0].from && (knownUntil === undefined || on <= knownUntil);
        return isAnswered(() => inForce(series, on)) === known;
      }),
      { numRuns: 500 },
    );
  });

  test('interest and costs of a case are told or refused, never anything else', () => {
    fc.assert(
      fc.property(parties, anyDay, anyDay, (debtorType, due, on) => {
        const state = facts([claim('1000.00', due)], { debtorType, registeredOn: due });
        isAnswered(() => law.interest(state, on));
        isAnswered(() => law.costs(state, on));
        isAnswered(() => law.legalPath(state, on));
        return true;
      }),
    );
  });
});
