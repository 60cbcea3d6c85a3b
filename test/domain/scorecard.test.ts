import { scorecard, type Engagements, type Wait } from '../../src/domain/scorecard.js';

const NOTHING: Engagements = {
  handedOver: 0,
  offers: [],
  messages: [],
  courses: [],
  money: [],
  declines: [],
  withdrawn: 0,
  silences: [],
};
const after = (days: number): Wait => ({ days, answered: true, promisedDays: 1 });
const waiting = (days: number): Wait => ({ days, answered: false, promisedDays: 1 });
const input = ({ inputs }: { inputs: readonly { name: string; value: string }[] }) =>
  Object.fromEntries(inputs.map(({ name, value }) => [name, value]));

describe('times', () => {
  test('median and share within the promise', () => {
    const card = scorecard({ ...NOTHING, offers: [0, 1, 1, 1, 3, 6].map(after) });
    // The middle two of 0 1 1 1 3 6 are 1 and 1; four of six took one day or less: 4/6 = 0.66667.
    expect(card.acceptanceTime).toMatchObject({ value: '1' });
    expect(input(card.acceptanceTime)).toEqual({ workingDays: '0 × 1, 1 × 3, 3 × 1, 6 × 1', overdue: '0' });
    expect(card.acceptedInTime).toMatchObject({ value: '0.6667', formula: 'inTime / (answered + overdue)' });
    expect(input(card.acceptedInTime)).toEqual({ inTime: '4', answered: '6', overdue: '0' });
  });

  test('what is overdue is longer than anything answered; what may still be kept is left out', () => {
    const offers = [after(0), after(1), after(2), waiting(2), waiting(9), waiting(1), waiting(0)];
    const card = scorecard({ ...NOTHING, offers });
    // Judged are 0, 1, 2 and two overdue: the middle of five is 2; two of five are in time.
    expect(card.acceptanceTime.value).toBe('2');
    expect(card.acceptedInTime.value).toBe('0.4000');
  });

  test('a median among the overdue is not known', () => {
    const offers = [after(0), after(1), waiting(2), waiting(3), waiting(4)];
    expect(scorecard({ ...NOTHING, offers }).acceptanceTime.value).toBeNull();
  });

  test('a median between two values may be a half', () => {
    const messages = [0, 1, 1, 2, 2, 2].map(after);
    // The middle two are 1 and 2.
    expect(scorecard({ ...NOTHING, messages }).answerTime.value).toBe('1.5');
  });

  test('fewer than five tell nothing, and are shown all the same', () => {
    const card = scorecard({ ...NOTHING, offers: [1, 1, 1, 1].map(after) });
    expect(card.acceptanceTime.value).toBeNull();
    expect(card.acceptedInTime.value).toBeNull();
    expect(input(card.acceptedInTime)).toEqual({ inTime: '4', answered: '4', overdue: '0' });
  });
});

test('resolution counts open cases as long as they were followed', () => {
  const card = scorecard({
    ...NOTHING,
    courses: [
      { outcome: 'RESOLVED', daysToEnd: 10, followUpDays: 100 },
      { outcome: 'RESOLVED', daysToEnd: 40, followUpDays: 100 },
      { outcome: 'CLOSED_UNRESOLVED', daysToEnd: 20, followUpDays: 100 },
      { outcome: 'OPEN', daysToEnd: 30, followUpDays: 30 },
      { outcome: 'OPEN', daysToEnd: 100, followUpDays: 100 },
    ],
  });
  const [at30, at60] = card.resolution;
  // Day 10: 1/5 = 0.2, open 0.8. Day 20: open 0.8 · 3/4 = 0.6. Day 30: one censored, two at risk.
  expect(at30!.incidence.value).toBe('0.2000');
  expect(input(at30!.incidence)).toEqual({ taken: '5', resolved: '1', endedUnresolved: '1', censored: '1' });
  // Day 40: 0.2 + 0.6 · 1/2 = 0.5.
  expect(at60!.incidence.value).toBe('0.5000');
  // Four were followed for 60 days, which is too few for a share.
  expect(input(at60!.share)).toEqual({ resolved: '2', observed: '4' });
  expect(at60!.share.value).toBeNull();
  // Five were followed for 30 days, of which one was resolved.
  expect(at30!.share.value).toBe('0.2000');
});

test('recovery is told for each currency on its own', () => {
  const euro = (principal: bigint, recovered: bigint) => ({ currency: 'EUR', principal, recovered });
  const money = [
    euro(100_00n, 100_00n),
    euro(200_00n, 0n),
    euro(300_00n, 50_00n),
    euro(50_00n, 0n),
    euro(50_00n, 25_00n),
    { currency: 'USD', principal: 100_00n, recovered: 10_00n },
  ];
  const [eur, usd] = scorecard({ ...NOTHING, money }).recovered;
  // 175.00 of 700.00.
  expect(eur).toMatchObject({ currency: 'EUR', share: { value: '0.2500' } });
  expect(input(eur!.share)).toEqual({ recovered: '175.00', principal: '700.00', cases: '5' });
  expect(usd).toMatchObject({ currency: 'USD', share: { value: null } });
});

test('declines by code, silences by promise, and cases taken back', () => {
  const card = scorecard({
    ...NOTHING,
    handedOver: 8,
    declines: ['NO_CAPACITY', null, 'NO_CAPACITY'],
    silences: ['STATUS', 'ACCEPT', 'STATUS'],
    withdrawn: 1,
  });
  expect(card.declines).toEqual([
    { code: 'NO_CAPACITY', count: 2 },
    { code: null, count: 1 },
  ]);
  // 3/8 and 1/8.
  expect(card.declined.value).toBe('0.3750');
  expect(card.withdrawn.value).toBe('0.1250');
  expect(card.silences.value).toBe('3');
  expect(input(card.silences)).toEqual({ ACCEPT: '1', ANSWER: '0', STATUS: '2' });
});
