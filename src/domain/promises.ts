import { addDays, addMonths, latest, type IsoDate } from './date.js';

/** How soon a partner has promised to speak. Days are working days in its country. */
export interface Promises {
  /** From hand-over until it takes or declines the case. */
  readonly acceptWithinDays: number;
  /** From a message of ours until it says something. */
  readonly answerWithinDays: number;
  /** From its last word until its next, in calendar months. */
  readonly statusEveryMonths: number;
}

/** One case at one partner, by what the partner has said of it up to a day. Dates are business dates. */
export interface Engagement {
  readonly submittedOn: IsoDate;
  /** First day on which it took or declined the case. */
  readonly respondedOn: IsoDate | null;
  /** Its latest word, whatever it was about. */
  readonly lastWordOn: IsoDate | null;
  /** First message of ours after its latest word. */
  readonly messageOn: IsoDate | null;
  /** Day of our latest answer to a question of its. */
  readonly answeredOn: IsoDate | null;
  /** It waits for an answer of ours: until then there is nothing it could tell. */
  readonly waitsForUs: boolean;
}

export type PromiseKind = 'ACCEPT' | 'ANSWER' | 'STATUS';

/** A promise and the last day on which it is kept. */
export interface Due {
  readonly promise: PromiseKind;
  readonly dueOn: IsoDate;
}

export type IsWorkingDay = (date: IsoDate) => boolean;

/** The `count`th working day after a day. */
export function addWorkingDays(from: IsoDate, count: number, isWorkingDay: IsWorkingDay): IsoDate {
  let day = from;
  for (let left = count; left > 0; left -= isWorkingDay(day) ? 1 : 0) day = addDays(day, 1);
  return day;
}

/** Working days after `from` up to and including `until`; 0 for the same day. */
export function workingDaysBetween(from: IsoDate, until: IsoDate, isWorkingDay: IsWorkingDay): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= until; day = addDays(day, 1)) count += isWorkingDay(day) ? 1 : 0;
  return count;
}

/** What a partner owes a word on, and until when. A case it has not taken yet is asked about that alone, once its questions are answered. */
export function wordsDue(engagement: Engagement, promises: Promises, isWorkingDay: IsWorkingDay): Due[] {
  const { submittedOn, respondedOn, lastWordOn, messageOn, answeredOn, waitsForUs } = engagement;
  if (respondedOn === null) {
    if (waitsForUs) return [];
    const since = latest(submittedOn, answeredOn ?? submittedOn);
    const dueOn = addWorkingDays(since, promises.acceptWithinDays, isWorkingDay);
    return [{ promise: 'ACCEPT', dueOn }];
  }
  const due: Due[] = [];
  if (messageOn !== null) {
    due.push({ promise: 'ANSWER', dueOn: addWorkingDays(messageOn, promises.answerWithinDays, isWorkingDay) });
  }
  if (!waitsForUs) {
    const month = addMonths(lastWordOn ?? respondedOn, promises.statusEveryMonths);
    const dueOn = isWorkingDay(month) ? month : addWorkingDays(month, 1, isWorkingDay);
    due.push({ promise: 'STATUS', dueOn });
  }
  return due;
}

/** The promises whose day has passed without a word. */
export const brokenPromises = (
  engagement: Engagement,
  promises: Promises,
  isWorkingDay: IsWorkingDay,
  on: IsoDate,
): Due[] => wordsDue(engagement, promises, isWorkingDay).filter(({ dueOn }) => dueOn < on);
