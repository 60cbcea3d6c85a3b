import { norwayUnder } from '../../src/countries/no.js';
import type { CaseFacts } from '../../src/domain/facts.js';
import { sum } from '../../src/domain/money.js';
import { amount, claim, creditorLetter, day, facts, letter, paid, shown } from './facts.js';

const law = norwayUnder(null);

const consumer = (principal: string, due: string, more: Partial<CaseFacts> = {}) =>
  facts([claim(principal, due)], more);

describe("the creditor's own letters", () => {
  const due = '2026-03-02';
  test('an inkassovarsel with 14 days to pay, sent after the due date, counts', () => {
    const counted = consumer('1500.00', due, {
      notices: [creditorLetter('COLLECTION_NOTICE', '2026-03-10', '2026-03-24')],
    });
    // Tuesday 24 March, paid that day, comes on the 25th.
    expect(law.nextStep(counted)).toMatchObject({ type: 'PAYMENT_DEMAND', earliestOn: '2026-03-26' });
  });

  test('a reminder with time left to pay holds our varsel back', () => {
    // Thursday 19 March, paid that day, comes on Friday the 20th; the 21st is a Saturday.
    const reminded = consumer('1500.00', due, {
      notices: [creditorLetter('REMINDER', '2026-03-05', '2026-03-19')],
      registeredOn: day('2026-03-16'),
    });
    expect(law.nextStep(reminded)).toMatchObject({ type: 'COLLECTION_NOTICE', earliestOn: '2026-03-23' });
    expect(law.forbids('COLLECTION_NOTICE', reminded, day('2026-03-20'))).toMatchObject({ code: 'TOO_EARLY' });
  });

  test.each([
    ['with thirteen days', creditorLetter('COLLECTION_NOTICE', '2026-03-10', '2026-03-23')],
    ['on the due date', creditorLetter('COLLECTION_NOTICE', '2026-03-02', '2026-03-24')],
    ['without a deadline', creditorLetter('COLLECTION_NOTICE', '2026-03-10', null)],
  ])('%s it does not', (_why, notice) => {
    expect(law.nextStep(consumer('1500.00', due, { notices: [notice] }))).toMatchObject({ type: 'COLLECTION_NOTICE' });
  });

  test('two fees at most, the second after a missed 14-day deadline of a reminder', () => {
    // Reminder on due + 14 with deadline 30 March. Varsel of ours on 31 March: second fee. 38 + 38 = 76.
    const first = creditorLetter('REMINDER', '2026-03-16', '2026-03-30', '38.00');
    const varsel = letter('COLLECTION_NOTICE', '2026-03-31', '2026-04-14');
    expect(
      sum(
        law.costs(consumer('1500.00', due, { notices: [first, varsel] }), day('2026-04-01')).map((line) => line.amount),
      ),
    ).toBe(amount('76.00'));
    // Sent on the last day of the reminder: not missed yet.
    const early = letter('COLLECTION_NOTICE', '2026-03-30', '2026-04-14');
    expect(shown(law.costs(consumer('1500.00', due, { notices: [first, early] }), day('2026-04-01')))).toEqual([
      'COST purregebyr 3800',
    ]);
    // A third fee is not allowed.
    const second = creditorLetter('REMINDER', '2026-03-31', '2026-04-14', '38.00');
    const third = letter('COLLECTION_NOTICE', '2026-04-15', '2026-04-29');
    expect(shown(law.costs(consumer('1500.00', due, { notices: [first, second, third] }), day('2026-04-15')))).toEqual([
      'COST purregebyr 3800',
      'COST purregebyr 3800',
    ]);
  });

  test('a fee above the maximum counts as the maximum, one never charged as nothing', () => {
    const dear = creditorLetter('REMINDER', '2026-03-16', '2026-03-30', '70.00');
    expect(shown(law.costs(consumer('1500.00', due, { notices: [dear] }), day('2026-03-16')))).toEqual([
      'COST purregebyr 3800',
    ]);
    const free = creditorLetter('REMINDER', '2026-03-16', '2026-03-30', null);
    expect(law.costs(consumer('1500.00', due, { notices: [free] }), day('2026-03-16'))).toEqual([]);
  });

  test('its own betalingsoppfordring costs 3/20 of the sats: 112.50, to the nearest krone 113', () => {
    const own = [
      creditorLetter('COLLECTION_NOTICE', '2026-03-16', '2026-03-30', '38.00'),
      creditorLetter('PAYMENT_DEMAND', '2026-03-31', '2026-04-14', '150.00'),
    ];
    expect(shown(law.costs(consumer('1500.00', due, { notices: own }), day('2026-04-01')))).toEqual([
      'COST gebyr for inkassovarsel 3800',
      'COST gebyr for betalingsoppfordring 11300',
    ]);
  });

  test.each([
    ['nothing earlier', [], '2026-03-31', []],
    ['a reminder that left thirteen days', [creditorLetter('REMINDER', '2026-03-16', '2026-03-29')], '2026-03-31', []],
    ['a varsel without a deadline', [creditorLetter('COLLECTION_NOTICE', '2026-03-16', null)], '2026-03-31', []],
    ['the last day of a varsel', [creditorLetter('COLLECTION_NOTICE', '2026-03-16', '2026-03-30')], '2026-03-30', []],
    // 3 April is Good Friday: the deadline runs until Tuesday the 7th.
    ['a deadline moved by Easter', [creditorLetter('REMINDER', '2026-03-20', '2026-04-03')], '2026-04-07', []],
    ['its day after', [creditorLetter('REMINDER', '2026-03-20', '2026-04-03')], '2026-04-08', [11300]],
    ['a free reminder, missed', [creditorLetter('REMINDER', '2026-03-16', '2026-03-30')], '2026-03-31', [11300]],
  ])('its own betalingsoppfordring after %s (inkassoforskriften § 1-3)', (_why, earlier, sentOn, fees) => {
    const notices = [...earlier, creditorLetter('PAYMENT_DEMAND', sentOn, null, '113.00')];
    const expected = fees.map((fee) => `COST gebyr for betalingsoppfordring ${fee}`);
    expect(shown(law.costs(consumer('1500.00', due, { notices }), day('2026-04-30')))).toEqual(expected);
  });

  test('a second fee, or one for its own betalingsoppfordring, is not owed where the first letter was paid in time', () => {
    // The reminder runs out on Monday 30 March; a payment of that day comes on the 31st.
    const reminder = creditorLetter('REMINDER', '2026-03-16', '2026-03-30', '38.00');
    const after = (next: ReturnType<typeof letter>, paidOn: string) =>
      shown(
        law.costs(
          consumer('1500.00', due, { notices: [reminder, next], payments: [paid(paidOn, '1500.00')] }),
          day('2026-04-30'),
        ),
      );
    const varsel = letter('COLLECTION_NOTICE', '2026-03-31', '2026-04-14');
    const demand = creditorLetter('PAYMENT_DEMAND', '2026-03-31', '2026-04-14', '113.00');
    expect(after(varsel, '2026-03-31')).toEqual(['COST purregebyr 3800']);
    expect(after(varsel, '2026-04-01')).toEqual(['COST purregebyr 3800', 'COST gebyr for inkassovarsel 3800']);
    expect(after(demand, '2026-03-31')).toEqual(['COST purregebyr 3800']);
    expect(after(demand, '2026-04-01')).toEqual(['COST purregebyr 3800', 'COST gebyr for betalingsoppfordring 11300']);
  });
});
