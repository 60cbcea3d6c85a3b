import { addDays, isoDate, weekday, type IsoDate } from '../../src/domain/date.js';
import {
  addWorkingDays, brokenPromises, wordsDue, workingDaysBetween, type Engagement, type Promises,
} from '../../src/domain/promises.js'; // prettier-ignore

const day = isoDate;
const mondayToFriday = (date: IsoDate) => weekday(date) < 6;
const PROMISES: Promises = { acceptWithinDays: 1, answerWithinDays: 2, statusEveryMonths: 1 };
/** Handed over on a Friday. */
const NEW: Engagement = {
  submittedOn: day('2026-06-05'),
  respondedOn: null,
  lastWordOn: null,
  messageOn: null,
  answeredOn: null,
  waitsForUs: false,
};
const TAKEN: Engagement = { ...NEW, respondedOn: day('2026-06-08'), lastWordOn: day('2026-06-08') };

test('the working day after a Friday is the Monday', () => {
  expect(addWorkingDays(day('2026-06-05'), 1, mondayToFriday)).toBe('2026-06-08');
  expect(addWorkingDays(day('2026-06-06'), 1, mondayToFriday)).toBe('2026-06-08');
  expect(addWorkingDays(day('2026-06-05'), 6, mondayToFriday)).toBe('2026-06-15');
});

test('working days between two dates leave out the first and take in the last', () => {
  expect(workingDaysBetween(day('2026-06-05'), day('2026-06-05'), mondayToFriday)).toBe(0);
  // Saturday, Sunday, Monday: one working day.
  expect(workingDaysBetween(day('2026-06-05'), day('2026-06-08'), mondayToFriday)).toBe(1);
  expect(workingDaysBetween(day('2026-06-05'), day('2026-06-12'), mondayToFriday)).toBe(5);
});

describe('a partner that has not answered the offer', () => {
  test('owes that alone, by the next working day', () => {
    expect(wordsDue(NEW, PROMISES, mondayToFriday)).toEqual([{ promise: 'ACCEPT', dueOn: '2026-06-08' }]);
  });

  test('has broken its promise once that day has passed', () => {
    expect(brokenPromises(NEW, PROMISES, mondayToFriday, day('2026-06-08'))).toEqual([]);
    expect(brokenPromises(NEW, PROMISES, mondayToFriday, day('2026-06-09'))).toEqual([
      { promise: 'ACCEPT', dueOn: '2026-06-08' },
    ]);
  });
});

describe('a partner that asks before it takes the case', () => {
  test('owes nothing until it is answered, and then to take it or not, from that day on', () => {
    const asks = { ...NEW, lastWordOn: day('2026-06-08') };
    expect(wordsDue({ ...asks, waitsForUs: true }, PROMISES, mondayToFriday)).toEqual([]);
    // Answered on Friday 12 June: Monday is the working day after it.
    expect(wordsDue({ ...asks, answeredOn: day('2026-06-12') }, PROMISES, mondayToFriday)).toEqual([
      { promise: 'ACCEPT', dueOn: '2026-06-15' },
    ]);
  });
});

describe('a partner that has taken the case', () => {
  test('owes a word a month after its last', () => {
    // 8 July 2026 is a Wednesday.
    expect(wordsDue(TAKEN, PROMISES, mondayToFriday)).toEqual([{ promise: 'STATUS', dueOn: '2026-07-08' }]);
  });

  test('owes it on the next working day where that is a Saturday', () => {
    // A month after Tuesday 4 August 2026 is Friday 4 September; after Wednesday 5 August it is Saturday 5 September.
    const spoke = { ...TAKEN, lastWordOn: day('2026-08-05') };
    expect(wordsDue(spoke, PROMISES, mondayToFriday)).toEqual([{ promise: 'STATUS', dueOn: '2026-09-07' }]);
  });

  test('owes an answer two working days after a message', () => {
    const written = { ...TAKEN, messageOn: day('2026-06-11') };
    // Thursday: Friday is the first working day, Monday the second.
    expect(wordsDue(written, PROMISES, mondayToFriday)[0]).toEqual({ promise: 'ANSWER', dueOn: '2026-06-15' });
  });

  test('owes no status while it waits for us', () => {
    expect(wordsDue({ ...TAKEN, waitsForUs: true }, PROMISES, mondayToFriday)).toEqual([]);
  });

  test('keeps what it has promised instead where that is longer', () => {
    const slow = { ...PROMISES, statusEveryMonths: 3 };
    expect(brokenPromises(TAKEN, slow, mondayToFriday, addDays(day('2026-09-08'), 0))).toEqual([]);
    expect(brokenPromises(TAKEN, slow, mondayToFriday, day('2026-09-09'))).toHaveLength(1);
  });
});
